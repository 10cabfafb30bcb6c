/* Words: taking identifiers apart, and what a word says by itself. */
#include "identifier_parts.h"

#include "fold.h"

#include "../base/container.h"

#include <string.h>

/* ---- lists, each in order */

/* Nobody is known by one of these alone: small words, titles, particles of names, and what stands in place of a name ("unknown male", "the
 * neighbour upstairs"). */
static const char nothing[][13] = {
    "a",           "above",      "adult",     "agent",       "aka",          "alias",      "alleged",   "am",         "and",
    "anonymous",   "anybody",    "anyone",    "apartment",   "are",          "as",         "at",        "baby",       "be",
    "below",       "bint",       "boy",       "brother",     "bsc",          "by",         "called",    "caller",     "caretaker",
    "cbe",         "children",   "cllr",      "complainant", "complainants", "contractor", "council",   "councillor", "dad",
    "dame",        "daughter",   "dc",        "de",          "della",        "did",        "doctor",    "does",       "done",
    "door",        "downstairs", "dr",        "e",           "esq",          "family",     "father",    "female",     "flat",
    "floor",       "for",        "formerly",  "friend",      "from",         "girl",       "had",       "has",        "have",
    "he",          "her",        "hers",      "him",         "his",          "house",      "household", "housing",    "how",
    "husband",     "i",          "ibn",       "if",          "in",           "individual", "insp",      "into",       "is",
    "it",          "its",        "jnr",       "jr",          "just",         "kc",         "known",     "landlord",   "leaseholder",
    "les",         "male",       "manager",   "mbe",         "me",           "men",        "messrs",    "miss",       "mister",
    "most",        "mother",     "mr",        "mrs",         "ms",           "msc",        "mum",       "must",       "mx",
    "my",          "na",         "nee",       "neighbor",    "neighbour",    "neighbours", "next",      "nil",        "no",
    "nobody",      "none",       "not",       "number",      "obe",          "occupant",   "occupants", "occupier",   "och",
    "of",          "off",        "officer",   "on",          "only",         "opposite",   "or",        "other",      "our",
    "out",         "over",       "own",       "owner",       "partner",      "party",      "pc",        "people",     "perp",
    "perpetrator", "person",     "phd",       "police",      "prof",         "professor",  "ps",        "qc",         "redacted",
    "reporter",    "resident",   "residents", "respondent",  "rev",          "reverend",   "sgt",       "she",        "sir",
    "sister",      "snr",        "some",      "somebody",    "someone",      "sr",         "st",        "staff",      "subject",
    "such",        "suspect",    "tba",       "tbc",         "tenant",       "tenants",    "than",      "that",       "the",
    "their",       "them",       "then",      "there",       "they",         "this",       "three",     "to",         "too",
    "two",         "und",        "under",     "unit",        "unknown",      "unnamed",    "up",        "upstairs",   "us",
    "very",        "via",        "victim",    "victims",     "visitor",      "visitors",   "warden",    "was",        "we",
    "were",        "what",       "when",      "where",       "which",        "who",        "whose",     "why",        "wife",
    "with",        "withheld",   "witness",   "witnesses",   "woman",        "women",      "y",         "you",        "your",
};

/* Names that are words as well, and common ones: only with a capital, and in a document only together with others. */
static const char with_capital[][10] = {
    "ab",     "abu",    "again",  "al",     "an",       "ap",     "april", "august",    "away",   "back",    "ball",   "bank",    "banks",
    "bay",    "bell",   "best",   "better", "bin",      "bird",   "black", "blue",      "both",   "box",     "bridge", "bright",  "brown",
    "can",    "car",    "cars",   "case",   "castle",   "chance", "child", "church",    "close",  "court",   "cross",  "da",      "day",
    "days",   "del",    "den",    "der",    "des",      "di",     "do",    "dog",       "du",     "each",    "early",  "east",    "el",
    "ever",   "every",  "fair",   "few",    "field",    "fields", "fine",  "free",      "friday", "full",    "garden", "gardens", "good",
    "green",  "grey",   "hall",   "hand",   "hands",    "hard",   "head",  "hear",      "heard",  "here",    "high",   "hill",    "home",
    "hope",   "hour",   "hours",  "june",   "key",      "keys",   "king",  "la",        "lady",   "lane",    "large",  "last",    "late",
    "law",    "le",     "least",  "less",   "light",    "like",   "list",  "little",    "lock",   "locks",   "long",   "lord",    "lot",
    "low",    "made",   "make",   "man",    "many",     "march",  "mark",  "master",    "may",    "might",   "monday", "more",    "much",
    "never",  "new",    "noon",   "north",  "now",      "old",    "once",  "one",       "order",  "page",    "park",   "place",   "post",
    "power",  "price",  "read",   "red",    "road",     "room",   "rooms", "saturday",  "say",    "school",  "sea",    "see",     "shop",
    "short",  "since",  "small",  "so",     "son",      "song",   "south", "spring",    "stand",  "still",   "stone",  "story",   "street",
    "summer", "sun",    "sunday", "sung",   "thursday", "till",   "time",  "times",     "town",   "tuesday", "van",    "von",     "wall",
    "walls",  "ward",   "warm",   "watch",  "water",    "way",    "ways",  "wednesday", "week",   "weeks",   "well",   "west",    "white",
    "will",   "winter", "wish",   "wood",   "woods",    "work",   "yard",  "year",      "years",  "yes",     "young",
};

const char *const asbi_titles[] = {"mr",  "mrs",  "miss", "ms",   "mx",   "dr",     "prof", "rev",
                                   "sir", "lady", "lord", "dame", "cllr", "master", NULL};

const char asbi_document_words[] =
    "January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday "
    "Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun am pm a b c d e f g h i j k l m n o p q "
    "r s t u v w x y z x1 x2 y1 y2 cx cy rx ry dx dy h1 h2 h3 h4 h5 h6 class style href title alt width height role label labelledby "
    "describedby hidden lang dir charset content name viewport meta media type scope colspan rowspan datetime fill stroke text anchor "
    "middle start end viewBox xmlns www w3 org 2000 svg http https none auto main body head html doctype en gb utf screen print page "
    "name withheld address telephone e mail postcode date of birth property reference number identity record records erased case file "
    "chronology letter letters form forms plan assessment risk matrix proportionality report reports incident incidents party parties "
    "people person persons complainant victim alleged perpetrator witness resident household member advocate third staff contractor "
    "summary timeline duties duty performance decision decisions audit exhibit exhibits evidence order orders chronological entry "
    "entries source sources dear yours sincerely faithfully regards sir madam team office officer manager landlord tenant tenancy "
    "court copy made for by on at from to until since with without and or the this that these those is are was were not no yes "
    "unknown open closed met late missed due overdue done lapsed state stage priority owner band score high medium low total sum none "
    "all each every only other others same new old first last next page pages of part parts section sections table figure key note "
    "notes what when where who why how may might must will would can could shall should we you your our us it its he she they them "
    "their if so as in into out up down over under above below before after between within about against again also any both but do "
    "does did has have had be been being more most less least than then there here nothing something somebody someone anybody nobody "
    "else would tell said says say see seen shown told held kept made given withdrawn expired consent consents agreed agrees refused "
    "public private partner agency subject access audience reader data protection act information share shared sharing right rights "
    "ask asked answer answers question questions wanted wrong right call called contact contacts phone visit visits meeting meetings "
    "home work street road house flat court close hill park green way lane green west kent hart mount long short young day week weeks "
    "month months year years hour hours time times black white brown mark grant bill rose grace hope price case law hall king field "
    "page";

/* The list has a row of `width` bytes for each word. */
static int is_among(text word, const char *list, size_t count, size_t width) {
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = asbi_text_compare(word, asbi_text(list + middle * width));
        if (order == 0) return 1;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

word_worth asbi_word_worth(text word) {
    if (word.length == 1 || is_among(word, nothing[0], COUNT_OF(nothing), sizeof nothing[0])) return WORTH_NOTHING;
    return word.length > 0 && is_among(word, with_capital[0], COUNT_OF(with_capital), sizeof with_capital[0]) ? WORTH_WITH_CAPITAL
                                                                                                              : WORTH_ALL;
}

/* ---- taking apart */

/* What German and the languages of the north write in two letters where they have no dots. */
static uint32_t second_letter(uint32_t code) {
    switch (code) {
    case 0xC4:
    case 0xE4:
    case 0xD6:
    case 0xF6:
    case 0xDC:
    case 0xFC:
    case 0xD8:
    case 0xF8: return 'e';
    case 0xC5:
    case 0xE5: return 'a';
    default: return 0;
    }
}

static uint32_t raw_code(text t, size_t at) {
    return asbi_utf8_next(t.at, t.length, &at);
}

static int is_digit(uint32_t code) {
    return code >= '0' && code <= '9';
}

/* A new word, or a joint of the one before: "O'Brien", "3a". 0: there is no more room. */
static int begin_letter(words *w, const letter *l, uint16_t line) {
    id_word *last = w->count > 0 ? &w->list[w->count - 1] : NULL;

    if (last == NULL || l->before >= BREAK_HARD || last->length >= LETTERS_LONGEST_WORD) {
        if (w->count == WORDS_MOST) return 0;
        w->list[w->count++] = (id_word){.at = (uint16_t)w->used, .line = line};
    } else if (l->before == BREAK_SOFT || (l->before == BREAK_CHANGE && l->is_digit != is_digit(w->letters[w->used - 1]))) {
        last->joints.bits[last->length / 64] |= UINT64_C(1) << last->length % 64;
    }
    return 1;
}

static int put(words *w, uint32_t code) {
    if (w->used == WORDS_LETTERS) return 0;
    w->letters[w->used++] = code;
    w->list[w->count - 1].length++;
    return 1;
}

static uint16_t lines_between(text t, size_t from, size_t to) {
    uint16_t lines = 0;

    for (size_t i = from; i < to && lines < 1000; i++)
        if (t.at[i] == ',' || t.at[i] == ';' || t.at[i] == '\n') lines++;
    return lines;
}

int asbi_words_of(words *w, text t, int expand) {
    letters l;
    letter next;
    uint16_t line = 0;
    size_t end = 0;
    int expanded = 0;

    w->used = w->count = 0;
    asbi_letters_begin(&l, t, 0, LETTERS_PLAIN);
    while (asbi_next_letter(&l, &next)) {
        uint32_t second = expand ? second_letter(raw_code(t, next.from)) : 0;
        line = (uint16_t)(line + lines_between(t, end, next.from));
        end = next.to;
        if (!begin_letter(w, &next, line) || !put(w, next.code) || (second != 0 && !put(w, second))) break;
        expanded |= second != 0;
    }
    return !expand || expanded;
}

text asbi_word_ascii(const words *w, uint32_t i, char *out, size_t size) {
    const id_word *from = &w->list[i];

    if (from->length >= size) return asbi_text("");
    for (uint32_t k = 0; k < from->length; k++) {
        if (w->letters[from->at + k] >= 0x80) return asbi_text("");
        out[k] = (char)w->letters[from->at + k];
    }
    out[from->length] = '\0';
    return (text){out, from->length};
}

int asbi_word_is_number(const words *w, uint32_t i) {
    return is_digit(w->letters[w->list[i].at]);
}

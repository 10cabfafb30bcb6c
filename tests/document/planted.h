/* Random people, and ways of writing what identifies them into free text. Names are made of rare syllables, so that they stand in no text by
 * chance. */
#ifndef PLANTED_H
#define PLANTED_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t random_state = 1;

static uint32_t random_number(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 32);
}

static uint32_t below(uint32_t n) {
    return random_number() % n;
}

static int chance(uint32_t percent) {
    return below(100) < percent;
}

/* ---- a text that grows */

typedef struct string {
    char *at;
    size_t length, room;
} string;

static void put_bytes(string *s, const char *bytes, size_t length) {
    if (s->length + length + 1 > s->room) {
        s->room = (s->length + length + 1) * 2;
        s->at = realloc(s->at, s->room);
        if (s->at == NULL) abort();
    }
    memcpy(s->at + s->length, bytes, length);
    s->length += length;
    s->at[s->length] = '\0';
}

static void put(string *s, const char *words) {
    put_bytes(s, words, strlen(words));
}

static void clear(string *s) {
    s->length = 0;
    put(s, "");
}

/* ---- people */

enum { PEOPLE_MOST = 8, NAMES_MOST = 2 };

typedef struct planted_person {
    char id[24];
    char forename[NAMES_MOST][40], surname[NAMES_MOST][40]; /* the second is a later name */
    int names;
    int number;
    char street[60], postcode[12], phone[24], email[90], uprn[16], born[12];
} planted_person;

/* No name of a case is within another. */
static char taken[64][40];
static int taken_count;

static void syllables(char *out, int accents) {
    static const char *const first[] = {"Zor",  "Quil", "Vex",  "Jax",  "Wrig", "Xan",  "Kvol", "Tzim",
                                        "Pfen", "Gwyz", "Sqor", "Bjyx", "Cazz", "Dvor", "Fjel", "Hrux"};
    static const char *const middle[] = {"quo", "va", "zi", "xe", "ku", "phi", "zza", "wo"};
    static const char *const last[] = {"vane", "quip", "zard", "xley", "kvist", "zwick", "jorn", "vik"};
    static const char *const accented[] = {"quó", "vä", "zí", "xé", "kü", "phî", "zzå", "wø"};

    sprintf(out, "%s%s%s", first[below(16)], accents && chance(30) ? accented[below(8)] : middle[below(8)], last[below(8)]);
}

/* Unlike each other even without their accents: by the consonants. */
static int is_taken(const char *name) {
    for (int i = 0; i < taken_count; i++)
        if (!strncmp(taken[i], name, 4)) return 1;
    return 0;
}

static void name_of_syllables(char *out, int accents) {
    int tries = 0;

    do syllables(out, accents);
    while (is_taken(out) && tries++ < 200);
    if (tries > 200)
        sprintf(out, "%c%cqzx%cvq%cx", 'A' + (char)below(26), 'a' + (char)below(26), 'a' + (char)below(26), 'a' + (char)below(26));
    if (taken_count < 64) strcpy(taken[taken_count++], out);
}

static void make_name(planted_person *p, int index) {
    char other[40];

    name_of_syllables(p->forename[index], 1);
    name_of_syllables(p->surname[index], 1);
    if (!chance(15)) return;
    name_of_syllables(other, 0);
    strcat(strcat(p->surname[index], chance(70) ? "-" : " "), other);
}

static void make_person(planted_person *p, int which, int number) {
    static const char *const roads[] = {"Road", "Street", "Avenue", "Close", "Lane", "Court", "Gardens", "Crescent"};
    static const char letters[] = "QZXJVWKPY";
    char street[40];

    memset(p, 0, sizeof *p);
    sprintf(p->id, chance(50) ? "p%d" : "PER-%05d", which * 7919 + 10007);
    p->names = 1;
    make_name(p, 0);
    p->number = number;
    name_of_syllables(street, 0);
    sprintf(p->street, "%s %s", street, roads[below(8)]);
    sprintf(p->postcode, "%c%c%u %u%c%c", letters[below(9)], letters[below(9)], 1 + below(98), below(10), letters[below(9)],
            letters[below(9)]);
    sprintf(p->phone, chance(50) ? "07%03u %06u" : "020%u%03u %04u", 100 + below(900), 100000 + below(900000), 1000 + below(9000));
    if (p->phone[2] == '0') sprintf(p->phone, "020 %04u %04u", 1000 + below(9000), 1000 + below(9000));
    sprintf(p->email, "%.8s.%u@zq%u.example", "contactq", below(100000), below(100000));
    sprintf(p->uprn, "%u%06u", 100000 + below(900000), below(1000000));
    sprintf(p->born, "%u-%02u-%02u", 1940 + below(60), 1 + below(12), 1 + below(28));
}

/* ---- ways of writing */

static void put_code(string *s, uint32_t code) {
    char out[4];
    size_t n = 0;

    if (code < 0x80)
        out[n++] = (char)code;
    else if (code < 0x800)
        out[n++] = (char)(0xC0 | code >> 6), out[n++] = (char)(0x80 | (code & 0x3F));
    else
        out[n++] = (char)(0xE0 | code >> 12), out[n++] = (char)(0x80 | (code >> 6 & 0x3F)), out[n++] = (char)(0x80 | (code & 0x3F));
    put_bytes(s, out, n);
}

static int is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char cased(char c, uint32_t how, size_t at) {
    char upper = c >= 'a' && c <= 'z' ? (char)(c - 32) : c, lower = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;

    switch (how) {
    case 1: return upper;
    case 2: return lower;
    case 3: return (random_number() & 1) ? upper : lower;
    case 4: return at == 0 ? lower : upper;
    default: return c;
    }
}

/* One letter in a way that looks the same, or nearly. */
static void put_letter(string *s, char c, uint32_t noise) {
    char entity[16];

    switch (noise) {
    case 1:
        put(s, "\xC2\xAD");
        put_bytes(s, &c, 1);
        break; /* soft hyphen */
    case 2:
        put(s, "\xE2\x80\x8B");
        put_bytes(s, &c, 1);
        break; /* zero-width space */
    case 3:
        put_bytes(s, &c, 1);
        put(s, "\xCC\x81");
        break; /* combining accent */
    case 4:
        put(s, "<b>");
        put_bytes(s, &c, 1);
        put(s, "</b>");
        break;
    case 5:
        sprintf(entity, "&#%d;", c);
        put(s, entity);
        break;
    case 6:
        sprintf(entity, "&#x%X;", (unsigned)c);
        put(s, entity);
        break;
    case 7: put_code(s, 0xFF01u + (uint32_t)(c - '!')); break; /* full width */
    default: put_bytes(s, &c, 1); break;
    }
}

/* A word, with its case changed and now and then a letter written otherwise. */
static void put_word(string *s, const char *word, uint32_t how, uint32_t noise, int spaced) {
    for (size_t i = 0; word[i] != '\0'; i++) {
        int plain = is_letter(word[i]) || (word[i] >= '0' && word[i] <= '9');
        if (spaced && i > 0 && ((unsigned char)word[i] & 0xC0) != 0x80) put(s, " ");
        put_letter(s, cased(word[i], how, i), plain && noise > 0 && chance(40) ? noise : 0);
    }
}

static void put_gap(string *s) {
    static const char *const gaps[] = {
        " ", " ", " ", "  ", "\t", "\n", "\xC2\xA0", "-", "_", ".", "&nbsp;", " \xE2\x80\x8B", "\xE2\x80\x83", "<br>", ""};

    put(s, gaps[below(15)]);
}

/* Where two words run together, each must be a word of itself for whoever looks: so not without a break between small letters. */
static void put_words(string *s, const char *first, const char *second, uint32_t how, uint32_t noise, int spaced) {
    put_word(s, first, how, noise, spaced);
    if (spaced)
        put(s, "  ");
    else
        put_gap(s);
    put_word(s, second, how, noise, spaced);
}

static void plant_name(string *s, const planted_person *p) {
    static const char *const titles[] = {"Mr ", "Mrs ", "Miss ", "Ms. ", "Dr ", "MR "};
    int which = p->names > 1 ? (int)below(2) : 0;
    const char *forename = p->forename[which], *surname = p->surname[which];
    uint32_t how = below(5), noise = chance(40) ? 1 + below(7) : 0;
    int spaced = noise == 0 && chance(8);
    char initial[3] = {forename[0], chance(50) ? '.' : '\0', '\0'};

    switch (below(7)) {
    case 0: put_words(s, forename, surname, how, noise, spaced); break;
    case 1: put_word(s, surname, how, noise, spaced), put(s, chance(50) ? ", " : " "), put_word(s, forename, how, noise, spaced); break;
    case 2: put_word(s, forename, how, noise, spaced); break;
    case 3: put_word(s, surname, how, noise, spaced); break;
    case 4: put_words(s, initial, surname, how == 3 ? 0 : how, noise, 0); break;
    case 5: put_word(s, surname, how, noise, 0), put(s, " "), put(s, initial); break;
    default: put(s, titles[below(6)]), put_word(s, surname, how, noise, 0); break;
    }
}

static void plant_address(string *s, const planted_person *p) {
    static const char *const forms[][3] = {{"Road", "Rd", "rd."},       {"Street", "St", "st."},     {"Avenue", "Ave", "AVE"},
                                           {"Close", "Cl", "close"},    {"Lane", "Ln", "lane"},      {"Court", "Ct", "crt"},
                                           {"Gardens", "Gdns", "gdns"}, {"Crescent", "Cres", "cres"}};
    char street[60], number[12];
    char *road = strchr(strcpy(street, p->street), ' ');
    const char *form = road + 1;
    uint32_t how = below(4);

    for (size_t i = 0; i < 8; i++)
        if (!strcmp(forms[i][0], road + 1)) form = forms[i][below(3)];
    *road = '\0';
    sprintf(number, "%d", p->number);
    put(s, number), put(s, chance(70) ? " " : chance(50) ? ", " : "\n");
    put_word(s, street, how, 0, 0), put(s, chance(80) ? " " : "\n"), put_word(s, form, how, 0, 0);
}

static void plant_phone(string *s, const planted_person *p) {
    static const char *const before[] = {"", "", "+44 ", "+44", "0044 ", "+44 (0)", "tel:"};
    uint32_t how = below(7);
    int drops = how >= 2 && how <= 5, grouped = (int)below(4);
    size_t digits = 0;

    put(s, before[how]);
    for (const char *c = p->phone; *c != '\0'; c++) {
        if (*c == ' ') continue;
        if (drops && c == p->phone) continue;
        if (grouped && digits > 0 && digits % (2 + (size_t)grouped) == 0) put(s, grouped == 1 ? " " : grouped == 2 ? "-" : ".");
        put_bytes(s, c, 1);
        digits++;
    }
}

static void plant_postcode(string *s, const planted_person *p) {
    uint32_t how = below(4);

    for (const char *c = p->postcode; *c != '\0'; c++) {
        char one = cased(*c, how, 1);
        if (*c == ' ')
            put(s, chance(50) ? " " : chance(50) ? "" : "&nbsp;");
        else
            put_bytes(s, &one, 1);
    }
}

static void plant_born(string *s, const planted_person *p) {
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    int year = atoi(p->born), month = atoi(p->born + 5), day = atoi(p->born + 8);
    char out[60];

    switch (below(5)) {
    case 0: sprintf(out, "%s", p->born); break;
    case 1: sprintf(out, "%02d/%02d/%d", day, month, year); break;
    case 2: sprintf(out, "%d.%d.%d", day, month, year); break;
    case 3: sprintf(out, "%d %s %d", day, months[month - 1], year); break;
    default:
        sprintf(out, "%d%s of %.3s, %d", day,
                day == 1 || day == 21       ? "st"
                    : day == 2 || day == 22 ? "nd"
                    : day == 3 || day == 23 ? "rd"
                                            : "th",
                months[month - 1], year);
        break;
    }
    put(s, out);
}

static uint64_t plants;

static void plant(string *s, const planted_person *p) {
    static const char *const around[][2] = {
        {"", ""},   {"", ""},        {"(", ")"},  {"\"", "\""}, {"\xC2\xA3", ""}, {"\xE2\x82\xAC", "\xE2\x82\xAC"},
        {"", "'s"}, {"<i>", "</i>"}, {"'", "',"}, {"/", "/"}};
    const char *const *wrap = around[below(10)];

    plants++;
    put(s, wrap[0]);
    switch (below(14)) {
    case 0: plant_address(s, p); break;
    case 1: plant_phone(s, p); break;
    case 2: plant_postcode(s, p); break;
    case 3: put_word(s, p->email, below(3), 0, 0); break;
    case 4: put(s, p->uprn); break;
    case 5: plant_born(s, p); break;
    case 6: put_word(s, p->id, below(3), 0, 0); break;
    default: plant_name(s, p); break;
    }
    put(s, wrap[1]);
}

static void put_free_text(string *s, const planted_person *people, int count) {
    static const char *const words[] = {"the",     "music", "was",    "very",     "loud",  "again",   "last",  "night",  "and",  "they",
                                        "shouted", "in",    "stairs", "until",    "three", "morning", "then",  "police", "came", "to",
                                        "see",     "what",  "had",    "happened", "dog",   "barked",  "bins",  "were",   "left", "open",
                                        "please",  "call",  "after",  "six",      "<",     "&",       "a < b", "AT&T",   "50%",  "\\n",
                                        "é",       "C:\\x", "1.",     "2026",     "12",    "no 4",    "J",     "s"};
    uint32_t length = 4 + below(16), planted = chance(45) ? 1 + below(2) : 0;

    for (uint32_t i = 0; i < length; i++) {
        put(s, i > 0 ? " " : "");
        if (planted > 0 && below(length - i) < planted) plant(s, &people[below((uint32_t)count)]), put(s, " "), planted--;
        put(s, words[below(48)]);
    }
}

#endif

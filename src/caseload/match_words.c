/* What a suggestion says: words for programs, and a sentence for people. Names are not in it: whoever may see the cases looks them up. */
#include "match.h"
#include "../base/container.h"
#include "../base/words.h"

const char asbi_reason_words[] = WORDS("same-address", "same-complainant", "same-alleged-perpetrator", "same-incident",
                                       "counter-allegation");

const char *asbi_reason_word(match_reason r) {
    return asbi_words_at(asbi_reason_words, r);
}

static const struct {
    uint32_t how;
    const char *word, *phrase;
} grounds[] = {
    {AGREE_NAME, "name", "the same name"},
    {AGREE_NAME_PART, "name-part", "the same name, but for a word that one of them lacks"},
    {AGREE_NAME_SPELT, "name-spelling", "nearly the same name, spelt otherwise"},
    {AGREE_NAME_SOUND, "name-sound", "a name that sounds the same"},
    {AGREE_NAME_INITIAL, "name-initial", "a name with the same initial"},
    {AGREE_UPRN, "uprn", "the same property reference (UPRN)"},
    {AGREE_ADDRESS, "address", "the same address"},
    {AGREE_ADDRESS_SPELT, "address-spelling", "nearly the same address, spelt otherwise"},
    {AGREE_BUILDING, "building", "the same building"},
    {AGREE_NEAR, "near", "the same street, a few doors away"},
    {AGREE_POSTCODE, "postcode", "the same postcode"},
    {AGREE_POSTCODE_SPELT, "postcode-spelling", "nearly the same postcode"},
    {AGREE_AREA, "postcode-area", "the same town or part of it"},
    {AGREE_NEARBY, "nearby", "both cases are about one neighbourhood"},
    {AGREE_HOURS, "hours", "within two hours"},
    {AGREE_DAY, "day", "on the same day"},
    {AGREE_NEXT_DAY, "next-day", "a day apart"},
};

void asbi_put_agreed(buffer *b, uint32_t how, int differs) {
    int some = 0;
    asbi_put_char(b, '[');
    for (size_t i = 0; i < COUNT_OF(grounds) && !differs; i++)
        if (how & grounds[i].how) asbi_put_format(b, "%s\"%s\"", some++ ? "," : "", grounds[i].word);
    if (differs && (how & DIFFER_HOME)) asbi_put(b, "\"address\"");
    asbi_put_char(b, ']');
}

static void put_grounds(buffer *b, uint32_t how) {
    int some = 0;
    for (size_t i = 0; i < COUNT_OF(grounds); i++)
        if (how & grounds[i].how) asbi_put_format(b, "%s%s", some++ ? ", " : "", grounds[i].phrase);
    if (how & DIFFER_HOME) asbi_put(b, "; but the addresses differ");
    asbi_put_char(b, '.');
}

static void put_person(buffer *b, const side *s, uint32_t person, const char *otherwise) {
    if (person < s->people_count && s->people[person].id.length)
        asbi_put_bytes(b, s->people[person].id.at, s->people[person].id.length);
    else
        asbi_put(b, otherwise);
}

static void put_pair(buffer *b, const suggestion *s, uint32_t pair, const side *mine, const side *theirs, const char *part) {
    put_person(b, mine, s->mine[pair], "somebody here");
    asbi_put(b, " may be ");
    put_person(b, theirs, s->theirs[pair], "somebody there");
    asbi_put_format(b, ", %s there", part);
}

static int is_accused(const side *s, uint32_t person) {
    return person < s->people_count && (s->people[person].as & AS_PERPETRATOR);
}

/* The part that they have there. */
static void put_swapped(buffer *b, const suggestion *s, const side *mine, const side *theirs) {
    asbi_put(b, s->pairs == 2 ? "Complainant and alleged perpetrator are swapped: " : "The parts may be swapped: ");
    for (uint32_t i = 0; i < s->pairs; i++) {
        if (i) asbi_put(b, ", and ");
        put_pair(b, s, i, mine, theirs, is_accused(theirs, s->theirs[i]) ? "the alleged perpetrator" : "the complainant");
    }
    asbi_put(b, ": ");
}

static void put_place(buffer *b, const suggestion *s, const side *mine, const side *theirs) {
    put_person(b, mine, s->mine[0], "the place reported");
    asbi_put(b, s->mine[0] == NO_PARTY ? " and " : " here and ");
    put_person(b, theirs, s->theirs[0], "the place reported");
    asbi_put(b, " there: ");
}

void asbi_put_sentence(buffer *b, const suggestion *s, const side *mine, const side *theirs) {
    switch (s->reason) {
    case REASON_ADDRESS: put_place(b, s, mine, theirs); break;
    case REASON_COMPLAINANT:
        put_pair(b, s, 0, mine, theirs, "who complained");
        asbi_put(b, ": ");
        break;
    case REASON_PERPETRATOR:
        put_pair(b, s, 0, mine, theirs, "the alleged perpetrator");
        asbi_put(b, ": ");
        break;
    case REASON_INCIDENT: asbi_put(b, "It may be the same incident, reported by somebody else: "); break;
    default: put_swapped(b, s, mine, theirs);
    }
    put_grounds(b, s->how);
}

/* Which cases may be about the same people, the same home or the same incident as a report, and how sure that is. */
#ifndef ASBI_MATCH_H
#define ASBI_MATCH_H

#include "compare.h"
#include "query.h"

/* What agrees or differs, as a sentence and a list of words say it (match_words.c). */
enum {
    AGREE_NAME = 1,
    AGREE_NAME_PART = 2,
    AGREE_NAME_SPELT = 4,
    AGREE_NAME_SOUND = 8,
    AGREE_NAME_INITIAL = 16,
    AGREE_UPRN = 32,
    AGREE_ADDRESS = 64,
    AGREE_ADDRESS_SPELT = 128,
    AGREE_BUILDING = 256,
    AGREE_NEAR = 512,
    AGREE_POSTCODE = 1024,
    AGREE_POSTCODE_SPELT = 2048,
    AGREE_AREA = 4096, /* the first half of the postcode */
    AGREE_HOURS = 8192,
    AGREE_DAY = 16384,
    AGREE_NEXT_DAY = 32768,
    AGREE_NEARBY = 65536,
    DIFFER_HOME = 131072
};
#define ANY_NAME (AGREE_NAME | AGREE_NAME_PART | AGREE_NAME_SPELT | AGREE_NAME_SOUND | AGREE_NAME_INITIAL)
#define SOME_HOME \
    (AGREE_UPRN | AGREE_ADDRESS | AGREE_ADDRESS_SPELT | AGREE_BUILDING | AGREE_NEAR | AGREE_POSTCODE | AGREE_POSTCODE_SPELT | DIFFER_HOME)
#define ONE_HOME (AGREE_UPRN | AGREE_ADDRESS | AGREE_ADDRESS_SPELT)

/* How much each kind of agreement says, in bits: so many times two is it likelier between what is the same than between what is not (docs/matching.md tells how they were
 * come by). Four points of strength for a bit: 25 bits are 100, which by chance one pair in 33 million would have. */
#define WEIGHTS(X) \
    X(NAME_LEAST, 4)           /* the same name, however many have it */ \
    X(NAME_MOST, 14)           /* the same name, if nobody else has it */ \
    X(NAME_SINGLE_MOST, 6)     /* of one word only */ \
    X(NAME_PART, -1)           /* one of them has a word more */ \
    X(NAME_SPELT, -3)          /* a word is spelt otherwise */ \
    X(NAME_SOUND, -5)          /* it only sounds the same, or two words are spelt otherwise */ \
    X(NAME_INITIAL, -5)        /* of a word only the initial is known */ \
    X(FAMILY_SPELT, -1)        /* more, where the home is one: families have names that are nearly the same */ \
    X(FAMILY_SOUND, -6)        /* or sound so */ \
    X(FAMILY_INITIAL, -8)      /* or begin so; or there is only a word of it */ \
    X(HOME_UPRN, 13)           /* people: the same property reference */ \
    X(HOME_ADDRESS, 13)        /* the same address and postcode */ \
    X(HOME_ADDRESS_ALONE, 9)   /* the same address; a postcode is missing */ \
    X(HOME_SPELT, 10)          /* the street is spelt otherwise; the same postcode */ \
    X(HOME_SPELT_ALONE, 6)     /* the street is spelt otherwise; a postcode is missing */ \
    X(HOME_BUILDING, 7)        /* the same building */ \
    X(HOME_POSTCODE, 7)        /* the same postcode, or a few doors away */ \
    X(HOME_NEARBY, 6)          /* a home is not known, and the cases are about one postcode or address */ \
    X(HOME_DIFFERS, -3)        /* both homes are known and are not one: people move */ \
    X(HOME_ONLY, -4)           /* one home, and of one of them no name: it may be another of the household */ \
    X(PLACE_UPRN, 24)          /* addresses: the same property reference */ \
    X(PLACE_ADDRESS, 23)       /* the same address and postcode */ \
    X(PLACE_ADDRESS_ALONE, 12) /* the same address; a postcode is missing */ \
    X(PLACE_SPELT, 18)         /* the street, or the postcode, is spelt otherwise */ \
    X(PLACE_SPELT_ALONE, 8)    /* the street is spelt otherwise; a postcode is missing */ \
    X(PLACE_BUILDING, 11)      /* the same building */ \
    X(PLACE_POSTCODE, 6)       /* the same postcode only, which is no reason by itself */ \
    X(AREA, 4)                 /* a postcode is missing; the town, or what is known of the area, agrees */ \
    X(THERE_ADDRESS, 14)       /* incidents: at the same address */ \
    X(THERE_ALONE, 9)          /* at the same address; a postcode is missing */ \
    X(THERE_NEAR, 11)          /* in the same building or a few doors away */ \
    X(THERE_POSTCODE, 9)       /* in the same postcode */ \
    X(WHEN_HOURS, 9)           /* within two hours */ \
    X(WHEN_DAY, 6)             /* on the same day */ \
    X(WHEN_NEXT_DAY, 3)        /* a day apart */ \
    X(WHEN_PERPETRATOR, 4)     /* and the same person is said to have done it */ \
    X(SWAPPED_HALF, 15)        /* at most, where of the parties only one side can be compared */

#define WEIGHT_ENTRY(name, bits) WEIGHT_##name = (bits),
enum { WEIGHTS(WEIGHT_ENTRY) };
enum { POINTS_OF_BIT = 4, LEAST_SWAPPED = 6, SAME_REPORTER = 12, NAMES_BEFORE = 65536, LEAST_STRENGTH = 40 };

typedef enum match_reason {
    REASON_ADDRESS,
    REASON_COMPLAINANT,
    REASON_PERPETRATOR,
    REASON_INCIDENT,
    REASON_COUNTER,
    REASON_COUNT
} match_reason;

/* ---- what is compared: texts are lent */

typedef struct side_place {
    text address, postcode, near; /* `near`: where it has no postcode, that of who speaks of it */
    uint64_t uprn;
    uint32_t uses;
    uint8_t again; /* compared already, as somebody's home or another event's place */
} side_place;

typedef struct side_person {
    compared_name name; /* of no words where nothing is known */
    text id;
    side_place home;
    uint32_t uses; /* of the name */
    uint8_t as;
} side_person;

typedef struct side_event {
    date day;
    uint16_t minute, party;
    side_place at;
} side_event;

typedef struct side {
    side_person *people;
    side_event *events;
    uint32_t people_count, event_count;
} side;

typedef struct agreement {
    int bits;
    uint32_t how;
    uint32_t mine, theirs; /* places in `people`; NO_PARTY */
} agreement;

typedef struct suggestion {
    uint32_t number; /* of the case */
    uint8_t reason, strength, pairs;
    uint32_t how;
    uint32_t mine[2], theirs[2];
} suggestion;

/* match_sides.c */
int32_t asbi_side_of_block(side *s, arena *a, const match_keys *k, const key_block *b);
int32_t asbi_side_of_reading(side *s, arena *a, const match_keys *k, const key_reading *r);

/* match_weigh.c: what there is to say of a case; gives how many of REASON_COUNT. */
agreement asbi_weigh_person(const match_keys *k, const side_person *a, const side_person *b);
agreement asbi_weigh_place(const side_place *a, const side_place *b);
uint32_t asbi_weigh_case(const match_keys *k, const side *mine, const side *theirs, suggestion *out);

/* match_words.c */
const char *asbi_reason_word(match_reason r);
extern const char asbi_reason_words[]; /* all of them, in a row (base/words.h) */
void asbi_put_agreed(buffer *b, uint32_t how, int differs);
void asbi_put_sentence(buffer *b, const suggestion *s, const side *mine, const side *theirs);

/* match.c */
int32_t asbi_match_find(suggestion **out, uint32_t *count, const query *q, const side *mine, uint32_t self);

#endif

/* What cases are compared by: their people, homes, and what happened where and when.
 *
 * Method. Each case has one block, of numbers: of names, of places, of ids, which stand in books (book.h). A place is an address with its postcode and property reference
 * (UPRN), as far as they are known. An index leads from keys that are made of these (how a name sounds, a postcode, a number and how its street sounds …) to the cases that
 * have them, so that few cases need be looked at for a report; and what happened on a day stands in that day's list, so that a period is counted without the others. All of
 * it follows the case: what a summary no longer says is out of the books, the index and the days in the same step. */
#ifndef ASBI_KEYS_H
#define ASBI_KEYS_H

#include "../base/json.h"
#include "../time/instant.h"
#include "book.h"
#include "compare.h"
#include "index.h"

enum { AS_COMPLAINANT = 1, AS_VICTIM = 2, AS_PERPETRATOR = 4, AS_WRONGED = AS_COMPLAINANT | AS_VICTIM };
enum { NO_MINUTE = UINT16_MAX, NO_PARTY = 0x7FFF, MOST_KEY = 400 };

/* ---- as it is read */

typedef struct told_party {
    text name, address, postcode, id;
    uint64_t uprn; /* 0: none */
    uint8_t as;
} told_party;

typedef struct told_event {
    date day;        /* NO_DATE: unknown */
    uint16_t minute; /* of the local day; NO_MINUTE: unknown */
    uint16_t party;  /* who reports, by their place in the list; NO_PARTY */
    uint8_t is_incident;
    text place;
} told_event;

typedef struct key_reading {
    told_party *parties;
    told_event *events;
    uint32_t party_count, event_count;
} key_reading;

/* ---- as it is kept */

typedef struct key_party {
    uint32_t name, place, id; /* numbers in books; 0: none */
    uint8_t as;
} key_party;

typedef struct key_event {
    date day;
    uint32_t at; /* the place that it names, or the home of who reports */
    uint16_t minute;
    uint16_t party; /* with OF_INCIDENT */
} key_event;

#define OF_INCIDENT 0x8000u

typedef struct key_block {
    uint32_t party_count, event_count;
    key_party parties[]; /* and after them the events */
} key_block;

static inline key_event *asbi_key_events(const key_block *b) {
    return (key_event *)(b->parties + b->party_count);
}

/* One report or incident on its day. */
typedef struct day_event {
    uint32_t of; /* the case, with OF_INCIDENT_CASE */
    uint32_t at;
    uint32_t home;     /* of who reports, else of a complainant or victim */
    uint32_t postcode; /* of the home: what is counted most */
} day_event;

#define OF_INCIDENT_CASE 0x80000000u

typedef struct event_list {
    day_event *events;
    uint32_t count, capacity;
} event_list;

typedef struct match_keys {
    text_heap heap;
    book names, places, postcodes, ids;
    key_index index;
    event_list *days; /* from first_day on */
    date first_day;
    uint32_t day_count;
    key_block **blocks; /* by case */
    uint32_t capacity;
    uint64_t names_used; /* parties that have a name */
} match_keys;

/* A case's new block, with what it takes: made first, then put in, which cannot fail. */
typedef struct key_change {
    key_block *block;
    uint32_t *added, *removed; /* keys of the index */
    uint32_t added_count, removed_count;
} key_change;

void asbi_keys_init(match_keys *k, memory *m);
void asbi_keys_free(match_keys *k, uint32_t cases);

/* Of a summary; ASB_EINVALID with the pointer of what cannot be. The texts are the tree's. */
int32_t asbi_keys_read(key_reading *r, arena *a, const json_value *summary, fault *f);

int32_t asbi_keys_change(key_change *c, match_keys *k, arena *a, const key_reading *r, uint32_t number);
void asbi_keys_undo(key_change *c, match_keys *k);
void asbi_keys_put(const key_change *c, match_keys *k, uint32_t number);

static inline int asbi_is_named(const match_keys *k, uint32_t name) {
    return name && !k->names.entries[name - 1].tag;
}

/* ---- places */
text asbi_place_address(const match_keys *k, uint32_t place);
uint64_t asbi_place_uprn(const match_keys *k, uint32_t place);
static inline uint32_t asbi_place_postcode(const match_keys *k, uint32_t place) {
    return place ? k->places.entries[place - 1].tag : 0;
}
uint32_t asbi_home_of_event(const key_block *b, const key_event *e);

/* ---- keys of the index (index_keys.c); `out` has room for what asbi_most_keys() says. Sorted, each once. */
uint32_t asbi_most_keys(uint32_t parties, uint32_t events);
uint32_t asbi_keys_of_block(const match_keys *k, const key_block *b, uint32_t *out);
uint32_t asbi_keys_of_name(const compared_name *name, uint32_t *out); /* at most MOST_NAME_KEYS; the first is of the whole name */
uint32_t asbi_key_of_uprn(uint64_t uprn);                             /* 0: none */
uint32_t asbi_key_of_postcode(text postcode);                         /* 0: none */
uint32_t asbi_key_of_address(text address);                           /* 0: none */
enum { MOST_NAME_WORDS = 4, MOST_NAME_KEYS = MOST_NAME_WORDS * (MOST_NAME_WORDS - 1) + 1 };

#endif

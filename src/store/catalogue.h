/* The cases of a built-in store: found by id, walked in order of their ids, and in the order in which they were last written.
 *
 * Method. Cases are numbered from 0 and never go. A hash table finds a number by its id. Writing order is a doubly linked list through
 * the cases. The order by id is an array that is brought up to date when somebody asks: what is new is sorted and merged in.
 * An id is interned before a commit is written, so that what must not fail afterwards cannot; a case of version 0 is only interned, and nobody sees it.
 * Records are kept by the store, each knowing the one before it in its case; the catalogue knows the last. */
#ifndef ASBI_CATALOGUE_H
#define ASBI_CATALOGUE_H

#include "../base/arena.h"
#include "../base/buffer.h"
#include <asb/sys/store.h>

#define NO_CASE UINT32_MAX

/* When a case was written: the number of the commit, and which case in it. */
typedef struct moment {
    uint64_t commit;
    uint32_t place;
} moment;

typedef struct catalogued {
    const char *id;
    uint32_t id_length;
    uint32_t version; /* how many records; 0: not there */
    uint32_t last;    /* its last record: number in the store's array; of no meaning at version 0 */
    uint32_t mark;    /* asbi_catalogue_admit() only */
    uint64_t summary; /* where its summary is, as the store counts; 0: none */
    moment written;
    uint32_t older, newer; /* in order of writing; NO_CASE at the ends */
} catalogued;

/* A place in the hash table. With its hash beside it, another case is seen to be another without being looked at. */
typedef struct slot {
    uint32_t hash;
    uint32_t number; /* and 1; 0: empty */
} slot;

typedef struct catalogue {
    memory *memory;
    arena ids;
    catalogued *cases;
    uint32_t count, capacity;
    slot *slots; /* open addressing */
    uint32_t slot_count;
    uint32_t marked; /* what those have that are in the commit that is being admitted */
    uint32_t *order; /* by id: the first order_count cases */
    uint32_t order_count, order_capacity;
    uint32_t oldest, newest;
} catalogue;

void asbi_catalogue_init(catalogue *c, memory *m);
void asbi_catalogue_free(catalogue *c); /* may be used again */

uint32_t asbi_catalogue_find(const catalogue *c, asb_bytes id);                              /* NO_CASE also where it is only interned */
int asbi_catalogue_knows(const catalogue *c, asb_bytes id);                                  /* 1 where it is only interned, too */
void asbi_catalogue_fetch(const catalogue *c, const asb_case_commit *cases, uint32_t count); /* into the processor's cache */
int32_t asbi_catalogue_intern(catalogue *c, asb_bytes id, uint32_t *number);

/* Written just now: the last in order of writing. */
void asbi_catalogue_touch(catalogue *c, uint32_t number, moment when);
/* The first case written after that moment, or NO_CASE; go on with `newer`. */
uint32_t asbi_catalogue_since(const catalogue *c, moment when);

/* Bring the order up to date; ASB_ENOMEM. Then: the first place in it after that id. Cases of version 0 are to be passed over. */
int32_t asbi_catalogue_sort(catalogue *c);
uint32_t asbi_catalogue_after(const catalogue *c, asb_bytes id);

/* May this be written? ASB_OK, and every id is interned; ASB_CONFLICT; ASB_EARGUMENT where the commit makes no sense; ASB_ENOMEM. */
int32_t asbi_catalogue_admit(catalogue *c, const asb_commit_data *commit);

/* Tokens: 32 digits of the store's id, the commit, the place. Reading gives 0 for a text that is no token of this store. */
enum { TOKEN_LENGTH = 32 + 1 + 16 + 1 + 8 };
void asbi_token_write(char out[TOKEN_LENGTH + 1], const uint8_t id[16], moment when);
int asbi_token_read(moment *when, const uint8_t id[16], asb_bytes token);

#endif

/* Stores, from within. Every store, built in or the host's, is reached through the same public table. */
#ifndef ASBI_STORE_H
#define ASBI_STORE_H

#include "../engine/engine.h"
#include "../policy/policy.h"
#include <asb/store.h>
#include <asb/sys/store.h>

/* What is damaged in a store. `id` has length 0 and `seq` is 0 where no case or record is meant; `what` is a sentence without its full stop. */
typedef int32_t (*damage_sink)(void *sink, asb_bytes id, uint32_t seq, const char *what);

/* What a compaction did, for who asked. Sizes are of the file, in bytes. */
typedef struct compaction {
    uint64_t before, after, cases, records;
} compaction;

/* What built-in stores can do besides; a slot that is NULL cannot be done. `self` is theirs, whatever stands before their table by now. */
typedef struct store_extras {
    void *self;
    int32_t (*version)(void *self, asb_bytes id, uint32_t *out); /* how many records the case has; ASB_ABSENT */
    uint64_t (*count)(void *self);                               /* how many cases there are, as was seen last: for progress */
    /* 1: until 0, what others write is not looked for, and records are read as they stand, for who will compare their digests: of the store's own checks only those
     * are made that a chain would not notice. May be NULL */
    void (*hold)(void *self, int held);
    int32_t (*summary)(void *self, asb_bytes id, damage_sink sink, void *sink_self); /* is the case's sound? */
    int32_t (*compact)(void *self, compaction *out);
    int32_t (*backup)(void *self, const char *path);
} store_extras;

struct asb_store {
    handle head;
    asb_store_callbacks table; /* complete: absent slots are NULL */
    asb_policy **policies;     /* those that its cases were opened under, kept for the next ones */
    uint32_t policy_count, policy_capacity;
    day_list days; /* the calendar it keeps */
    uint8_t has_days;
    int32_t (*inspect)(void *self, asb_bytes id, damage_sink sink,
                       void *sink_self); /* what the journal itself sees that is wrong (id: of length 0 for all); others: NULL */
    store_extras extras;
    struct kept_cases *kept;          /* cases that were freed, and may be opened again (case/kept.c); NULL: none */
    void (*let_go)(asb_store *store); /* of those */
};

/* Built-in stores fill a table like any host would, and are wrapped by this. `close` is called if it fails. */
int32_t asbi_store_wrap(asb_store **out, asb_engine *e, const asb_store_callbacks *table);

/* How many cases the store has; 0 where it cannot say. */
uint64_t asbi_store_count(const asb_store *store);

/* A sink of one text: the buffer `sink` holds it afterwards. */
int32_t asbi_keep_bytes(void *sink, asb_bytes bytes);

/* A policy by its digest: one that is alive, or read from the store. The store keeps it. */
int32_t asbi_store_policy(asb_policy **out, asb_store *store, const uint8_t digest[32]);

/* The calendar that was just written to the store counts from now on. What was in `days` is the store's; it is empty afterwards. */
void asbi_store_take_days(asb_store *s, day_list *days);

#endif

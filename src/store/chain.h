/* The audit chain of one case, checked record by record: what anyone can do with a JSON parser and SHA-256, as docs/file-format.md describes, and
 * nothing more. Whatever is found is told to a sink, and looking goes on.
 *
 * A store may find that it cannot read a record; the ones after it are then asked for one by one, so that all that is damaged is named and
 * nothing else.
 *
 * Digests do not wait for each other: what a header says of the one before is in it, and is compared when both are known. So those of some records are made together
 * (asbi_sha256_many), which takes half the time, and records that come from a store one by one are gathered first. */
#ifndef ASBI_CHAIN_H
#define ASBI_CHAIN_H

#include "../record/record.h"
#include "store.h"

typedef struct chain {
    asb_engine *engine;
    asb_bytes id;
    damage_sink damage;
    void *sink;
    /* optional: is shown every header that can be read */
    int32_t (*header)(void *self, const record_header *h);
    void *header_self;
    /* optional: the number of a record whose digest is wanted, and the digest, once it has come */
    uint32_t watch;
    uint8_t watched[32], has_watched;

    uint32_t next;            /* the number that comes next */
    uint32_t bare;            /* the first record without a body that no erasure has explained yet; 0: none */
    uint8_t digest[32];       /* of the header before */
    uint8_t has_digest;       /* it is known */
    uint64_t records, erased; /* that were there; those of them without a body */
    uint64_t damages;
} chain;

void asbi_chain_begin(chain *k, asb_engine *e, asb_bytes id, damage_sink damage, void *sink);
/* The next records. ASB_OK, or an error of a sink; ASB_ENOMEM. */
int32_t asbi_chain_records(chain *k, const asb_stored_record *r, uint32_t count);
/* After the last one, of a case that is to have so many. */
int32_t asbi_chain_end(chain *k, uint32_t version);
/* The records of a case that is to have so many, from a store; asbi_chain_end() is still to come. ASB_ABSENT where there is no such case. */
int32_t asbi_chain_read(chain *k, asb_store *store, uint32_t version);

/* Damage as JSON: {"case","seq","what"} put into a list of such; `count` is one more afterwards. */
void asbi_damage_put(buffer *list, uint64_t *count, asb_bytes id, uint32_t seq, const char *what);

#endif

/* Bringing cases into a store just as they are: byte by byte, in batches, each chain verified before it is written. What is there already and equal is passed over,
 * so that what was interrupted can be done again; what has grown since is carried on; what is another case of the same id is left alone and named.
 *
 * Method. A batch gathers whole cases in an arena, each compared with what the store has; then it is one commit. Everything that the report needs is
 * made before the last commit, so that nothing can fail after it. */
#ifndef ASBI_TRANSFER_H
#define ASBI_TRANSFER_H

#include "chain.h"
#include "heads.h"

enum { TRANSFER_CASES = 64, TRANSFER_BYTES = 4 << 20 };

/* A case whole, in an arena. */
typedef struct whole {
    asb_bytes id, summary;
    asb_stored_record *records;
    uint32_t count, capacity;
} whole;

/* Hands over the document of that digest; ASB_ABSENT where there is none. */
typedef int32_t (*document_source)(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self);

typedef struct transfer {
    asb_store *to;
    asb_engine *engine;
    document_source documents;
    void *documents_self;

    arena arena; /* of the batch: also whoever brings the cases puts them there */
    asb_case_commit cases[TRANSFER_CASES];
    asb_policy_document *policies;
    uint32_t count, policy_count, policy_capacity;
    uint64_t bytes;
    asb_bytes calendar; /* to be set; length 0: none */
    day_list days;      /* the same, read */

    buffer left; /* items of the report's list */
    uint64_t looked, written, grown, same, left_count;
    uint8_t damaged;    /* something that was brought was */
    uint8_t digest[32]; /* of the last header of the case that was brought last */
} transfer;

void asbi_transfer_begin(transfer *t, asb_store *to, document_source documents, void *self);
void asbi_transfer_end(transfer *t);

/* All records of a case of a store, into an arena. ASB_ABSENT. */
int32_t asbi_whole_read(whole *w, arena *a, asb_store *from, asb_bytes id);
/* The calendar, where the store has none. Its bytes are copied. */
int32_t asbi_transfer_calendar(transfer *t, asb_bytes calendar);
/* A case, which stays in t->arena until the batch is written. */
int32_t asbi_transfer_case(transfer *t, const whole *w);
/* Something to be told; `damaged` where it is not only another. */
int32_t asbi_transfer_leave(transfer *t, asb_bytes id, uint32_t seq, const char *what, int damaged);
/* Write the batch if it is full. */
int32_t asbi_transfer_step(transfer *t);
/* Write the rest. ASB_OK, ASB_CONFLICT and ASB_ECORRUPT with the report {"cases","written","grown","same","left":[…]}. */
int32_t asbi_transfer_finish(asb_text **out, transfer *t);

#endif

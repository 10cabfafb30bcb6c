/* Heads: the digest of a case's last record, and of a store the digest over all of them (docs/audit.md). */
#ifndef ASBI_HEADS_H
#define ASBI_HEADS_H

#include "../base/sha256.h"
#include "chain.h"

/* {"case","digest","seq"} */
void asbi_head_put(buffer *b, asb_bytes id, uint32_t seq, const uint8_t digest[32]);

/* The list of heads being made, [head,head,…]: its digest, and its text where it is wanted. */
typedef struct heads {
    sha256 sum;
    uint64_t cases;
    buffer text; /* the list, or the last item of it */
    int keeps;   /* the list */
} heads;

void asbi_heads_begin(heads *h, asb_engine *e, int keeps);
int32_t asbi_heads_add(heads *h, asb_bytes id, uint32_t seq, const uint8_t digest[32]);
int32_t asbi_heads_close(heads *h, uint8_t digest[32]);
void asbi_heads_end(heads *h);

/* {"cases","digest"} */
void asbi_store_head_put(buffer *b, uint64_t cases, const uint8_t digest[32]);

/* A head as somebody noted it. */
typedef struct noted {
    text id;
    uint32_t seq;
    uint8_t digest[32];
} noted;
/* ASB_OK; ASB_EINVALID with the pointer. */
int32_t asbi_head_read(noted *n, const json_value *v, fault *f);

#endif

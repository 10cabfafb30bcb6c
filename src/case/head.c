/* The head of a case: what its chain has come to, in so few bytes that it can be printed on a letter. */
#include "../store/heads.h"
#include "case_parts.h"

static int32_t give(asb_text **out, asb_case *c) {
    const entry *last = &c->entries[c->stored - 1];
    buffer b;
    asbi_buffer_init(&b, c->memory, SIZE_MAX);
    asbi_head_put(&b, (asb_bytes){c->id.at, c->id.length}, last->seq, last->digest);
    int32_t status = asbi_text_new(out, c->head.engine, &b);
    asbi_buffer_free(&b);
    return status;
}

int32_t asb_case_head(asb_text **out, asb_case *c) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    if (c->stored) return asbi_leave(e, give(out, c));
    *out = NULL;
    return asbi_leave(e, ASB_ABSENT);
}

/* The case file: the audit chain, verified as the document is made. */
#include "../base/sha256.h"
#include "../case/stored.h"
#include "../store/chain.h"
#include "case_file.h"

static int32_t note_damage(void *self, asb_bytes id, uint32_t seq, const char *what) {
    teller *t = self;
    (void)id;
    asbi_page_item(t->p);
    asbi_page_put(t->p, "Record ");
    asbi_page_number(t->p, seq);
    asbi_page_put(t->p, ": ");
    asbi_page_put(t->p, what);
    return t->p->out->status;
}

/* Every header, what it follows from, and every body that has not been erased, from the bytes as they are stored. */
static int32_t verify(teller *t, chain *k) {
    enum { SOME = 32 };
    const asb_case *c = t->c;
    asb_stored_record records[SOME];
    int32_t status = ASB_OK;
    arena a;
    asbi_arena_init(&a, c->memory);
    asbi_chain_begin(k, c->head.engine, (asb_bytes){c->id.at, c->id.length}, note_damage, t);
    for (uint32_t i = 0; i < c->count && !status;) {
        uint32_t used = 0;
        while (used < SOME && i < c->count && !status) status = asbi_stored_record(&records[used++], &a, c, &c->entries[i++]);
        if (!status) status = asbi_chain_records(k, records, used);
        asbi_arena_free(&a);
    }
    return status ? status : asbi_chain_end(k, c->count);
}

static void put_count(teller *t, const char *label, uint64_t count) {
    asbi_page_field(t->p, label);
    asbi_page_number(t->p, (int64_t)count);
}

static void put_head(teller *t, const char *label, uint32_t seq) {
    char hex[65];
    if (!seq) return;
    asbi_hex(t->c->entries[seq - 1].digest, 32, hex);
    asbi_page_field(t->p, label);
    asbi_page_put(t->p, hex);
    asbi_page_put(t->p, ", of record ");
    asbi_page_number(t->p, seq);
}

void asbi_section_audit(teller *t) {
    chain k;
    const asb_case *c = t->c;
    asbi_page_list(t->p, NULL);
    int32_t status = verify(t, &k);
    if (status && !t->status) t->status = status;
    asbi_page_fields(t->p);
    asbi_page_field(t->p, "Audit chain");
    if (k.damages)
        asbi_page_mark(t->p, "missed", "Does not hold: see above");
    else
        asbi_page_mark(t->p, "met", "Holds");
    asbi_page_field(t->p, "Verified");
    asbi_page_when(t->p, t->p->now);
    put_count(t, "Records", c->count);
    if (k.erased) put_count(t, "Of them erased", k.erased);
    if (c->store && c->stored < c->count) put_count(t, "Of them not yet saved", c->count - c->stored);
    put_head(t, "Head", c->count);
    asbi_page_note(t->p);
    asbi_page_put(t->p,
                  "The digest of each record's header takes in the one before it, so that no record can be changed, left out or put in "
                  "without the head "
                  "becoming another. The head is the SHA-256 of the last header; noted elsewhere, it shows later whether the case is still "
                  "the same.");
    asbi_page_done(t->p);
}

/* Kept cases.
 *
 * An officer works at a few cases, and opens each many times a day. Opening reads all records, checks every digest of the chain and folds them: most of what a command costs. Where the host has set the
 * limit "kept-bytes", a case that it frees stays with its store, folded, and whoever opens it next gets it back after one look at the store.
 *
 * When is it right? A case is a function of its records, its policies and the days of the calendar. The record that the store has last is asked for: it must be the one that was last here, and none
 * may follow. Its header has the digest of its body, and that of the header before it, and so on to the first: if the last header has the same digest, all records are those that
 * were read and verified then. Whatever a writer does, here or elsewhere, brings a record: also an erasure, whose bodies go with the commit that brings it. So a case that
 * somebody else has written to is read as if it had not been kept. The same where the days are others now. What is not kept: a case with something that is not saved, one with a calendar of its own,
 * and one that the library itself has opened to look through a store.
 *
 * What it does not see: bytes of earlier records that were changed in the file behind the store's back since they were read. What the case says is still what was verified; the file is checked where
 * somebody asks for it (asb_store_verify(), asb_case_reload()), and where the case is next read.
 *
 * Method. Kept cases are a list by when they were freed, and chains by a hash of the id. Their handles do not count: they hold their policies, but not the store, which lets go of all when it goes.
 * Above the limit, those that were freed first go first. */
#include "kept.h"
#include "../base/container.h"
#include "../base/sha256.h"
#include "../store/checksum.h"
#include "summary_memo.h"
#include <string.h>

enum { CHAINS = 256 };

struct kept_cases {
    asb_case *chains[CHAINS];
    asb_case *newest, *oldest;
    uint64_t bytes;
};

/* ---- what one takes */

static uint64_t bytes_of(const asb_case *c) {
    uint64_t bytes = sizeof *c + c->capacity * sizeof *c->entries + c->party_capacity * sizeof *c->parties;
    bytes += c->slot_capacity * sizeof *c->slots + c->instance_capacity * sizeof *c->instances + c->note_capacity * sizeof *c->notes;
    bytes += asbi_memo_bytes(c);
    for (const arena_chunk *chunk = c->arena.last; chunk; chunk = chunk->before) bytes += sizeof *chunk + chunk->size;
    return bytes;
}

/* ---- the list and the chains */

/* Where it hangs in its chain; *there is NULL where there is none. */
static asb_case **find(struct kept_cases *k, text id) {
    asb_case **there = &k->chains[asbi_checksum(0, id.at, id.length) % CHAINS];
    while (*there && !asbi_text_equal((*there)->id, id)) there = &(*there)->kept.next;
    return there;
}

static asb_case *take_out(struct kept_cases *k, asb_case **there) {
    asb_case *c = *there;
    *there = c->kept.next;
    *(c->kept.older ? &c->kept.older->kept.newer : &k->oldest) = c->kept.newer;
    *(c->kept.newer ? &c->kept.newer->kept.older : &k->newest) = c->kept.older;
    k->bytes -= c->kept.bytes;
    c->kept = (kept_links){NULL, NULL, NULL, 0};
    return c;
}

/* There, where find() looked for it last. */
static void put_in(struct kept_cases *k, asb_case **there, asb_case *c, uint64_t bytes) {
    c->kept = (kept_links){.next = *there, .older = k->newest, .bytes = bytes};
    *there = c;
    *(k->newest ? &k->newest->kept.newer : &k->oldest) = c;
    k->newest = c;
    k->bytes += bytes;
}

/* Its handle counts again, and goes as every handle. */
static void discard(asb_engine *e, asb_case *c) {
    e->handles++;
    asbi_case_destroy(c);
}

static void let_go(asb_store *store) {
    struct kept_cases *k = store->kept;
    while (k->oldest) discard(store->head.engine, take_out(k, find(k, k->oldest->id)));
    asbi_release(&store->head.engine->memory, k, sizeof *k);
    store->kept = NULL;
}

static int has_list(asb_store *store) {
    if (store->kept) return 1;
    store->kept = asbi_alloc(&store->head.engine->memory, sizeof *store->kept);
    store->let_go = let_go;
    return store->kept != NULL;
}

/* ---- keeping */

static int has_days_as_now(const asb_case *c) {
    return c->days == asbi_case_days_of(c) && c->days_revision == c->days->revision;
}

static int may_be_kept(const asb_case *c) {
    return c->store->head.users > 1 && atomic_load(&c->head.freed) && c->count && !c->calendar && !asbi_case_has_pending(c) &&
        has_days_as_now(c);
}

/* Those that were freed first go first. */
static void shrink(asb_engine *e, struct kept_cases *k, uint64_t most) {
    while (k->oldest && k->bytes > most) discard(e, take_out(k, find(k, k->oldest->id)));
}

int asbi_case_keep(asb_case *c) {
    asb_engine *e = c->head.engine;
    asb_store *store = c->store;
    uint64_t most = e->limits[LIMIT_KEPT_BYTES], bytes;
    if (!store || (!store->kept && !asbi_keeps_cases(e))) return 0;
    bytes = bytes_of(c);
    if (store->kept) shrink(e, store->kept, bytes < most ? most - bytes : most);
    if (bytes > most || !may_be_kept(c) || !has_list(store)) return 0;
    struct kept_cases *k = store->kept;
    asb_case **there = find(k, c->id);
    if (*there) discard(e, take_out(k, there)); /* it was opened twice */
    put_in(k, there, c, bytes);
    c->store = NULL;
    e->handles--;
    asbi_handle_drop(store);
    return 1;
}

/* ---- giving back */

typedef struct looking {
    const asb_case *c;
    int same, seen;
} looking;

static int is_last(const asb_case *c, const asb_stored_record *r) {
    const entry *e = &c->entries[c->count - 1];
    uint8_t digest[32];
    text header = {r->header.data, r->header.length};
    if (r->seq != e->seq || r->body.length != (e->erased ? 0 : e->bytes.length)) return 0;
    if (e->header.length) return asbi_text_equal(e->header, header);
    asbi_sha256(header.at, header.length, digest);
    return memcmp(digest, e->digest, sizeof digest) == 0;
}

static int32_t look(void *sink, const asb_stored_record *record) {
    looking *l = sink;
    l->same = !l->seen++ && is_last(l->c, record);
    return ASB_OK;
}

/* Whatever goes wrong, goes wrong again where the case is read, and is told there. */
static int is_as_stored(asb_store *store, const asb_case *c) {
    looking l = {c, 0, 0};
    return store->table.read(store->table.self, (asb_bytes){c->id.at, c->id.length}, c->count, look, &l) == ASB_OK && l.same;
}

asb_case *asbi_case_kept(asb_store *store, text id) {
    asb_engine *e = store->head.engine;
    struct kept_cases *k = store->kept;
    asb_case **there = k ? find(k, id) : NULL;
    if (!there || !*there) return NULL;
    asb_case *c = take_out(k, there);
    e->handles++;
    c->head.users = 1;
    c->head.queued = NULL;
    atomic_store(&c->head.freed, 0);
    c->store = store;
    asbi_handle_keep(store);
    if (has_days_as_now(c) && is_as_stored(store, c)) return c;
    asbi_handle_drop(c);
    e->fault = (fault){.message = {.code = ""}};
    return NULL;
}

/* The built-in stores keep the promises that a host's must: in memory, on the platform's files, and on fake ones with and without mapping; and behind the guard of a host's table. */
#include "fake_files.h"
#include "store/conformance.h"
#include "store_support.h"

#include <stdlib.h>
#include <unistd.h>

Suite *asb_suite_store_conformance(void);

typedef enum subject { IN_MEMORY, ON_FILES, ON_FAKE_FILES, MAPPED, GUARDED } subject;

typedef struct maker {
    subject what;
    test_engine engine;
    fake_files files;
    char path[64];
    int count;
} maker;

/* The store is kept alive by its table's user, who calls `close`. */
typedef struct held {
    maker *m;
    asb_store *store;
    asb_store_callbacks inner;
} held;

static int32_t held_commit(void *self, const asb_commit_data *data) {
    held *h = self;
    return h->inner.commit(h->inner.self, data);
}
static int32_t held_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    held *h = self;
    return h->inner.read(h->inner.self, id, from, sink, sink_self);
}
static int32_t held_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    held *h = self;
    return h->inner.list(h->inner.self, after, limit, sink, sink_self);
}
static int32_t held_changes(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self, asb_bytes_sink next,
                            void *next_self) {
    held *h = self;
    return h->inner.changes(h->inner.self, token, limit, sink, sink_self, next, next_self);
}
static int32_t held_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    held *h = self;
    return h->inner.policy(h->inner.self, digest, sink, sink_self);
}
static int32_t held_calendar(void *self, asb_bytes_sink sink, void *sink_self) {
    held *h = self;
    return h->inner.calendar(h->inner.self, sink, sink_self);
}
static void held_close(void *self) {
    held *h = self;
    int64_t now;
    asb_store_free(h->store);
    asb_engine_now(&now, h->m->engine.e); /* lets go of it */
    free(h);
}

static int32_t open_store(maker *m, asb_store **out) {
    if (m->what == IN_MEMORY || m->what == GUARDED) return asb_store_memory(out, m->engine.e);
    if (m->what == ON_FILES) return asb_store_journal(out, m->engine.e, m->path);
    return asbi_store_journal_on(out, m->engine.e, "journal", &m->files.table);
}

static int32_t guard(maker *m, asb_store_callbacks *table) {
    asb_store *outer = NULL;
    int32_t status = asb_store_custom(&outer, m->engine.e, table);
    if (status) return status;
    held *h = calloc(1, sizeof *h);
    *h = (held){m, outer, outer->table};
    table->self = h;
    return ASB_OK;
}

static int32_t again(void *self, asb_store_callbacks *out) {
    maker *m = self;
    asb_store *s = NULL;
    int32_t status = open_store(m, &s);
    if (status) return status;
    held *h = calloc(1, sizeof *h);
    *h = (held){m, s, s->table};
    *out = (asb_store_callbacks){sizeof *out,   0,         h, held_commit, held_read, held_list, held_changes, held_policy,
                                 held_calendar, held_close};
    return m->what == GUARDED ? guard(m, out) : ASB_OK;
}

static int32_t make(void *self, asb_store_callbacks *out) {
    maker *m = self;
    snprintf(m->path, sizeof m->path, "/tmp/asb-conformance-%d-%d", (int)getpid(), m->count++);
    unlink(m->path);
    fake_put(&m->files, "", 0);
    m->files.exists = m->files.name_is_synced = 0;
    return again(m, out);
}

static void dispose(void *self) {
    maker *m = self;
    unlink(m->path);
}

static void report(void *self, const char *check, const char *what, int line) {
    maker *m = self;
    printf("store %d: %s, line %d: %s\n", (int)m->what, check, line, what);
}

START_TEST(a_store_keeps_its_promises)
{
    maker *m = calloc(1, sizeof *m);
    m->what = (subject)_i;
    fake_init(&m->files);
    m->files.can_map = m->what == MAPPED;
    test_engine_begin(&m->engine);
    conformance c = {m, make, m->what == IN_MEMORY || m->what == GUARDED ? NULL : again, dispose, report};
    if (m->what == ON_FAKE_FILES || m->what == MAPPED) m->files.forgets = 0;
    ck_assert_int_eq(conformance_run(&c), 0);
    test_engine_end(&m->engine);
    fake_free(&m->files);
    free(m);
}
END_TEST

Suite *asb_suite_store_conformance(void) {
    Suite *s = suite_create("store: conformance");
    TCase *t = tcase_create("promises");
    tcase_set_timeout(t, 300);
    tcase_add_loop_test(t, a_store_keeps_its_promises, IN_MEMORY, GUARDED + 1);
    suite_add_tcase(s, t);
    return s;
}

/* The life of handles: any order of freeing, from any thread, from within callbacks; and the door of the engine. */
#include "record_support.h"
#include <asb/asb.h>
#include <asb/sys/store.h>
#include <pthread.h>
#include <stdatomic.h>

Suite *asb_suite_engine_life(void);

static const char report_json[] =
    "{\"kind\":\"report\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"channel\":\"phone\",\"summary\":\"t\"}}";

static void ok(int32_t status, asb_engine *e) {
    ck_assert_msg(status == ASB_OK, "%d %s %s", (int)status, asb_error_field(e), asb_error_message(e));
}

/* ---- any order */

enum { HANDLES = 6 };

typedef struct family {
    test_engine b;
    asb_policy *policy;
    asb_store *store;
    asb_case *c;
    asb_decision *why;
    asb_duties *duties;
} family;

static void begin_family(family *f) {
    asb_record *r = NULL;
    memset(f, 0, sizeof *f);
    test_engine_begin(&f->b);
    ok(asb_policy_builtin(&f->policy, f->b.e, "england"), f->b.e);
    ok(asb_store_memory(&f->store, f->b.e), f->b.e);
    ok(asb_case_new(&f->c, f->b.e, f->policy, f->store, "C-1"), f->b.e);
    ok(asb_record_parse(&r, f->b.e, report_json, sizeof report_json - 1), f->b.e);
    ok(asb_case_admit(&f->why, f->c, r, INT64_MIN, 0), f->b.e);
    ok(asb_case_duties(&f->duties, f->c), f->b.e);
    asb_record_free(r);
}

static void free_one(family *f, int which) {
    switch (which) {
    case 0: asb_engine_free(f->b.e); break;
    case 1: asb_policy_free(f->policy); break;
    case 2: asb_store_free(f->store); break;
    case 3: asb_case_free(f->c); break;
    case 4: asb_decision_free(f->why); break;
    default: asb_duties_free(f->duties); break;
    }
}

static void free_in_order(const int *order) {
    family f;
    begin_family(&f);
    for (int i = 0; i < HANDLES; i++) {
        ck_assert_uint_gt(f.b.t.blocks, 0);
        free_one(&f, order[i]);
    }
    ck_assert_uint_eq(f.b.t.blocks, 0);
}

/* The next permutation in order of the dictionary; 0 after the last. */
static int next_order(int *order) {
    int i = HANDLES - 2, j = HANDLES - 1;
    while (i >= 0 && order[i] > order[i + 1]) i--;
    if (i < 0) return 0;
    while (order[j] < order[i]) j--;
    int swap = order[i];
    order[i] = order[j];
    order[j] = swap;
    for (int left = i + 1, right = HANDLES - 1; left < right; left++, right--) {
        swap = order[left];
        order[left] = order[right];
        order[right] = swap;
    }
    return 1;
}

START_TEST(any_order_of_freeing_gives_everything_back)
{
    int order[HANDLES] = {0, 1, 2, 3, 4, 5}, count = 0;
    do {
        free_in_order(order);
        count++;
    } while (next_order(order));
    ck_assert_int_eq(count, 720);
}
END_TEST

START_TEST(children_work_on_when_their_parents_are_freed)
{
    family f;
    begin_family(&f);
    asb_policy_free(f.policy);
    asb_store_free(f.store);
    ok(asb_case_save(f.c), f.b.e);
    ck_assert_uint_eq(asb_case_stored(f.c), 1);
    asb_engine_free(f.b.e);
    ck_assert_uint_eq(asb_case_count(f.c), 1);
    asb_text *t = NULL;
    ck_assert_int_eq(asb_case_facts(&t, f.c), ASB_OK); /* the engine lives on in its case */
    ck_assert_uint_gt(asb_text_length(t), 10);
    asb_text_free(t);
    asb_decision_free(f.why);
    asb_duties_free(f.duties);
    asb_case_free(f.c);
    ck_assert_uint_eq(f.b.t.blocks, 0);
}
END_TEST

START_TEST(a_handle_is_let_go_at_the_next_call)
{
    test_engine b;
    asb_record *r = NULL;
    int64_t now;
    test_engine_begin(&b);
    uint64_t before = b.t.blocks;
    ok(asb_record_parse(&r, b.e, report_json, sizeof report_json - 1), b.e);
    asb_record_free(r);
    ok(asb_engine_now(&now, b.e), b.e);
    ck_assert_uint_eq(b.t.blocks, before);
    test_engine_end(&b);
}
END_TEST

/* ---- from within callbacks */

typedef struct host {
    asb_engine *engine;
    asb_text *text; /* to be freed by a callback */
    asb_record *record;
    int32_t calls, busy, closed;
} host;

/* All that a callback may do to its own engine is to free; the rest is found out. */
static void try_everything(host *h) {
    int64_t now = 77;
    asb_policy *p = NULL;
    asb_record *r = NULL;
    h->calls++;
    h->busy += asb_engine_now(&now, h->engine) == ASB_EBUSY;
    h->busy += asb_policy_builtin(&p, h->engine, "england") == ASB_EBUSY;
    h->busy += asb_record_new(&r, h->engine, "note") == ASB_EBUSY;
    ck_assert(now == 77 && !p && !r);
    asb_text_free(h->text);
    h->text = NULL;
    asb_record_free(h->record);
    h->record = NULL;
}

static int32_t host_commit(void *self, const asb_commit_data *commit) {
    ck_assert_uint_ge(commit->struct_size, sizeof *commit);
    try_everything(self);
    return ASB_OK;
}
static int32_t host_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    (void)id, (void)from, (void)sink, (void)sink_self;
    try_everything(self);
    return ASB_ABSENT;
}
static int32_t host_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    (void)after, (void)limit;
    try_everything(self);
    return sink(sink_self, (asb_bytes){"C-9", 3}, 4, (asb_bytes){NULL, 0});
}
static int32_t host_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    (void)digest, (void)sink, (void)sink_self;
    try_everything(self);
    return ASB_ABSENT;
}
static void host_close(void *self) {
    ((host *)self)->closed++;
}

static asb_store_callbacks host_table(host *h) {
    return (asb_store_callbacks){.struct_size = sizeof(asb_store_callbacks),
                                 .self = h,
                                 .commit = host_commit,
                                 .read = host_read,
                                 .list = host_list,
                                 .policy = host_policy,
                                 .close = host_close};
}

START_TEST(a_store_callback_may_free_and_nothing_else)
{
    family f;
    asb_store *store = NULL;
    asb_case *c = NULL;
    asb_record *r = NULL;
    begin_family(&f);
    asb_engine *e = f.b.e;
    host h = {.engine = e};
    asb_store_callbacks table = host_table(&h);
    ok(asb_store_custom(&store, e, &table), e);
    ok(asb_case_new(&c, e, f.policy, store, "C-2"), e);
    ok(asb_record_parse(&r, e, report_json, sizeof report_json - 1), e);
    ok(asb_case_admit(NULL, c, r, INT64_MIN, 0), e);
    ok(asb_instant_text(&h.text, e, 0, 0), e);
    h.record = r;
    h.calls = h.busy = 0;
    ok(asb_case_save(c), e);
    ck_assert_int_eq(h.calls, 1);
    ck_assert_int_eq(h.busy, 3);
    ck_assert_ptr_null(h.record);
    asb_list *list = NULL;
    ok(asb_store_list(&list, store, NULL, 0), e);
    ck_assert_uint_eq(asb_list_count(list), 1);
    ck_assert_str_eq(asb_list_id(list, 0), "C-9");
    ck_assert_uint_eq(asb_list_version(list, 0), 4);
    ck_assert_int_eq(h.busy, 6);
    asb_list_free(list);
    asb_store_free(store);
    ck_assert_int_eq(h.closed, 0); /* its case has it still */
    asb_case_free(c);
    for (int i = 0; i < HANDLES; i++) free_one(&f, i);
    ck_assert_int_eq(h.closed, 1);
    ck_assert_uint_eq(f.b.t.blocks, 0);
}
END_TEST

static int64_t now_that_calls(void *self) {
    host *h = self;
    try_everything(h);
    return TEST_NOW;
}

START_TEST(a_hook_may_not_call_its_engine)
{
    host h = {0};
    asb_hooks hooks = {.struct_size = sizeof hooks, .self = &h, .now = now_that_calls};
    int64_t now = 0;
    ck_assert_int_eq(asb_engine_new(&h.engine, &hooks), ASB_OK);
    ok(asb_engine_now(&now, h.engine), h.engine);
    ck_assert(now == TEST_NOW);
    ck_assert_int_eq(h.busy, 3);
    asb_engine_free(h.engine);
}
END_TEST

static int64_t now_that_frees_the_engine(void *self) {
    host *h = self;
    asb_engine_free(h->engine);
    return TEST_NOW;
}

START_TEST(the_engine_may_be_freed_from_within_its_hook)
{
    test_engine b;
    test_engine_begin(&b);
    host h = {.engine = b.e};
    int64_t now = 0;
    b.e->hooks.now = now_that_frees_the_engine;
    b.e->hooks.self = &h;
    ck_assert_int_eq(asb_engine_now(&now, h.engine), ASB_OK);
    ck_assert(now == TEST_NOW);
    ck_assert_uint_eq(b.t.blocks, 0); /* it is gone */
}
END_TEST

static int32_t commit_of_the_users(void *self, const asb_commit_data *commit) {
    (void)self, (void)commit;
    return ASB_EUSER;
}

START_TEST(what_a_callback_says_is_passed_through)
{
    family f;
    asb_store *store = NULL;
    asb_case *c = NULL;
    asb_record *r = NULL;
    begin_family(&f);
    host h = {.engine = f.b.e};
    asb_store_callbacks table = host_table(&h);
    table.commit = commit_of_the_users;
    ok(asb_store_custom(&store, f.b.e, &table), f.b.e);
    ok(asb_case_new(&c, f.b.e, f.policy, store, "C-2"), f.b.e);
    ok(asb_record_parse(&r, f.b.e, report_json, sizeof report_json - 1), f.b.e);
    ok(asb_case_admit(NULL, c, r, INT64_MIN, 0), f.b.e);
    ck_assert_int_eq(asb_case_save(c), ASB_EUSER);
    ck_assert_int_eq(asb_error_status(f.b.e), ASB_EUSER);
    ck_assert_uint_eq(asb_case_stored(c), 0);
    asb_record_free(r);
    asb_case_free(c);
    asb_store_free(store);
    for (int i = 0; i < HANDLES; i++) free_one(&f, i);
    ck_assert_uint_eq(f.b.t.blocks, 0);
}
END_TEST

/* ---- from other threads */

enum { ROUNDS = 2000, SLOTS = 16 };

typedef struct mailbox {
    _Atomic(asb_text *) slots[SLOTS];
    atomic_int done;
} mailbox;

/* A finalizer: frees whatever it finds, at any moment. */
static void *finalize(void *self) {
    mailbox *m = self;
    for (int last = 0; !last;) {
        last = atomic_load(&m->done);
        for (int i = 0; i < SLOTS; i++) asb_text_free(atomic_exchange(&m->slots[i], NULL));
    }
    return NULL;
}

static void work(asb_engine *e, mailbox *m) {
    for (int i = 0; i < ROUNDS; i++) {
        asb_text *t = NULL;
        ok(asb_instant_text(&t, e, i * INT64_C(86400000), 0), e);
        asb_text_free(atomic_exchange(&m->slots[i % SLOTS], t));
    }
}

START_TEST(another_thread_may_free_while_the_engine_works)
{
    test_engine b;
    mailbox m = {0};
    pthread_t finalizer;
    test_engine_begin(&b);
    ck_assert_int_eq(pthread_create(&finalizer, NULL, finalize, &m), 0);
    work(b.e, &m);
    atomic_store(&m.done, 1);
    ck_assert_int_eq(pthread_join(finalizer, NULL), 0);
    test_engine_end(&b);
}
END_TEST

START_TEST(another_thread_may_free_when_the_engine_is_closed)
{
    for (int round = 0; round < 50; round++) {
        test_engine b;
        mailbox m = {0};
        pthread_t finalizers[2];
        test_engine_begin(&b);
        for (int i = 0; i < SLOTS; i++) {
            asb_text *t = NULL;
            ok(asb_instant_text(&t, b.e, i, 0), b.e);
            atomic_store(&m.slots[i], t);
        }
        for (int i = 0; i < 2; i++) ck_assert_int_eq(pthread_create(&finalizers[i], NULL, finalize, &m), 0);
        asb_engine_free(b.e);
        atomic_store(&m.done, 1);
        for (int i = 0; i < 2; i++) ck_assert_int_eq(pthread_join(finalizers[i], NULL), 0);
        ck_assert_uint_eq(b.t.blocks, 0);
    }
}
END_TEST

typedef struct shift {
    asb_case *c;
    mailbox *m;
    atomic_int begun;
} shift;

/* What it works with keeps the engine's memory; at the end that is let go, by a call's leaving or by a free. */
static void *work_with_a_case(void *self) {
    shift *s = self;
    for (int i = 0; i < 40; i++) {
        asb_text *t = NULL;
        ck_assert_int_eq(asb_case_facts(&t, s->c), ASB_OK);
        atomic_store(&s->begun, 1);
        asb_text_free(atomic_exchange(&s->m->slots[i % SLOTS], t));
    }
    asb_case_free(s->c);
    return NULL;
}

START_TEST(another_thread_may_close_the_engine_while_one_works)
{
    for (int round = 0; round < 100; round++) {
        family f;
        mailbox m = {0};
        pthread_t worker, finalizer;
        begin_family(&f);
        shift s = {.c = f.c, .m = &m};
        for (int i = 1; i < HANDLES; i++)
            if (i != 3) free_one(&f, i);
        ck_assert_int_eq(pthread_create(&worker, NULL, work_with_a_case, &s), 0);
        ck_assert_int_eq(pthread_create(&finalizer, NULL, finalize, &m), 0);
        while (!atomic_load(&s.begun)) {
        }
        for (volatile int wait = 0; wait < round * 200; wait++) {
        }
        asb_engine_free(f.b.e);
        ck_assert_int_eq(pthread_join(worker, NULL), 0);
        atomic_store(&m.done, 1);
        ck_assert_int_eq(pthread_join(finalizer, NULL), 0);
        ck_assert_uint_eq(f.b.t.blocks, 0);
    }
}
END_TEST

typedef struct meeting {
    asb_engine *engine;
    pthread_barrier_t inside, outside;
    int32_t status;
} meeting;

static int64_t now_that_waits(void *self) {
    meeting *m = self;
    pthread_barrier_wait(&m->inside);
    pthread_barrier_wait(&m->outside);
    return TEST_NOW;
}

static void *enter_and_wait(void *self) {
    meeting *m = self;
    int64_t now;
    m->status = asb_engine_now(&now, m->engine);
    return NULL;
}

START_TEST(two_threads_at_once_are_found_out)
{
    meeting m = {0};
    asb_hooks hooks = {.struct_size = sizeof hooks, .self = &m, .now = now_that_waits};
    pthread_t other;
    int64_t now = 77;
    pthread_barrier_init(&m.inside, NULL, 2);
    pthread_barrier_init(&m.outside, NULL, 2);
    ck_assert_int_eq(asb_engine_new(&m.engine, &hooks), ASB_OK);
    ck_assert_int_eq(pthread_create(&other, NULL, enter_and_wait, &m), 0);
    pthread_barrier_wait(&m.inside); /* the other thread is in the engine now */
    ck_assert_int_eq(asb_engine_now(&now, m.engine), ASB_EBUSY);
    ck_assert(now == 77);
    pthread_barrier_wait(&m.outside);
    ck_assert_int_eq(pthread_join(other, NULL), 0);
    ck_assert_int_eq(m.status, ASB_OK);
    asb_engine_free(m.engine);
    pthread_barrier_destroy(&m.inside);
    pthread_barrier_destroy(&m.outside);
}
END_TEST

static void *work_a_while(void *self) {
    asb_engine *e = self;
    asb_text *t = NULL;
    for (int i = 0; i < 200; i++) {
        ok(asb_holidays(&t, e, 2020, 2024), e);
        asb_text_free(t);
        t = NULL;
    }
    return NULL;
}

/* Nothing is bound to a thread: what one made another goes on with, and two engines know nothing of each other. */
START_TEST(engines_of_two_threads_do_not_meet)
{
    test_engine one, two;
    pthread_t threads[2];
    test_engine_begin(&one);
    test_engine_begin(&two);
    ck_assert_int_eq(pthread_create(&threads[0], NULL, work_a_while, one.e), 0);
    ck_assert_int_eq(pthread_create(&threads[1], NULL, work_a_while, two.e), 0);
    for (int i = 0; i < 2; i++) ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
    work_a_while(one.e);
    test_engine_end(&one);
    test_engine_end(&two);
}
END_TEST

Suite *asb_suite_engine_life(void) {
    const TTest *const tests[] = {any_order_of_freeing_gives_everything_back,
                                  children_work_on_when_their_parents_are_freed,
                                  a_handle_is_let_go_at_the_next_call,
                                  a_store_callback_may_free_and_nothing_else,
                                  a_hook_may_not_call_its_engine,
                                  the_engine_may_be_freed_from_within_its_hook,
                                  what_a_callback_says_is_passed_through,
                                  another_thread_may_free_while_the_engine_works,
                                  another_thread_may_free_when_the_engine_is_closed,
                                  another_thread_may_close_the_engine_while_one_works,
                                  two_threads_at_once_are_found_out,
                                  engines_of_two_threads_do_not_meet};
    return test_suite("engine_life", tests, COUNT_OF(tests));
}

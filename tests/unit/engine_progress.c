/* Long work: the host is told how far it is, and may cancel it at any call. As in the fault loop each act is first run to its end, and then once more for n = 1, 2, …
 * with the n-th call cancelling it: it gives ASB_EUSER, the journal is as it was, and the same act done again comes to the same end. */
#include "case_world.h"

#include <unistd.h>

Suite *asb_suite_engine_progress(void);

enum { CASES = 130, TEXT = 9000 };

typedef struct rig {
    case_world w;
    char journal[64], other[64], part[80];
    uint64_t calls, cancel_at, done, total; /* of the work at hand; calls of all */
    char work[16];                          /* the last that was told of */
    int wrong, finished, not_busy;
    asb_store *from, *to;
    asb_caseload *caseload;
    asb_text *text, *lines;
} rig;

static int32_t told(void *self, const char *work, uint64_t done, uint64_t total) {
    rig *r = (rig *)self;
    int64_t now;
    if (strcmp(work, r->work) != 0) {
        r->wrong |= r->work[0] && !r->finished; /* the work before came to its end */
        snprintf(r->work, sizeof r->work, "%s", work);
        r->done = r->total = 0;
    }
    r->calls++;
    r->wrong |= done <= r->done || (total && done > total) || (r->total && total && total < r->total);
    r->done = done;
    r->total = total;
    r->finished = done == total;
    r->not_busy |= asb_engine_now(&now, r->w.engine) != ASB_EBUSY;
    return r->calls == r->cancel_at;
}

static int64_t rig_now(void *self) {
    return ((rig *)self)->w.now;
}

static int32_t rig_random(void *self, void *bytes, size_t size) {
    return case_world_random(&((rig *)self)->w, bytes, size);
}

static void add_case(rig *r, unsigned number) {
    static char text[TEXT + 100];
    char id[16];
    int start = snprintf(text, sizeof text, "{\"text\":\"");
    memset(text + start, 'a' + (int)(number % 26), TEXT);
    memcpy(text + start + TEXT, "\"}", 3);
    snprintf(id, sizeof id, "C-%04u", number);
    asb_case *c = case_world_case(&r->w, id);
    asb_record *note;
    ck_assert_int_eq(asb_record_new(&note, r->w.engine, "note"), ASB_OK);
    ck_assert_int_eq(asb_record_set_actor(note, "amy", "CCC"), ASB_OK);
    text[start + TEXT] = '\0';
    ck_assert_int_eq(asb_record_set_text(note, "text", text + start), ASB_OK);
    ck_assert_int_eq(asb_case_add(NULL, c, note), ASB_OK);
    asb_record_free(note);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
}

static void path(char *out, size_t size) {
    snprintf(out, size, "/tmp/asb-progress-XXXXXX");
    int file = mkstemp(out);
    ck_assert_int_ge(file, 0);
    close(file);
    unlink(out);
}

static void rig_begin(rig *r) {
    memset(r, 0, sizeof *r);
    asb_hooks hooks = {.struct_size = sizeof hooks, .self = r, .now = rig_now, .random = rig_random, .progress = told};
    ck_assert_int_eq(asb_engine_new(&r->w.engine, &hooks), ASB_OK);
    ck_assert_int_eq(asb_policy_builtin(&r->w.policy, r->w.engine, "places-for-people"), ASB_OK);
    case_world_clock(&r->w, "2026-06-01T09:00");
    path(r->journal, sizeof r->journal);
    path(r->other, sizeof r->other);
    ck_assert_int_eq(asb_store_journal(&r->from, r->w.engine, r->journal), ASB_OK);
    r->w.store = r->from;
    for (unsigned i = 0; i < CASES; i++) add_case(r, i);
    ck_assert_int_eq(asb_store_export(&r->lines, r->from), ASB_OK);
}

static void rig_end(rig *r) {
    asb_text_free(r->text);
    asb_text_free(r->lines);
    asb_caseload_free(r->caseload);
    asb_store_free(r->to);
    asb_store_free(r->from);
    asb_policy_free(r->w.policy);
    asb_engine_free(r->w.engine);
    unlink(r->journal);
    unlink(r->other);
}

static char *file_bytes(const char *name, size_t *length) {
    FILE *f = fopen(name, "rb");
    ck_assert_ptr_nonnull(f);
    fseek(f, 0, SEEK_END);
    *length = (size_t)ftell(f);
    rewind(f);
    char *bytes = malloc(*length + 1);
    ck_assert_uint_eq(fread(bytes, 1, *length, f), *length);
    fclose(f);
    return bytes;
}

/* ---- acts: each gives its status, and may be done again */

static int32_t verify(rig *r) {
    return asb_store_verify(&r->text, r->from, NULL);
}

static int32_t verify_heads(rig *r) {
    asb_text *head;
    uint64_t cancel = r->cancel_at;
    r->cancel_at = 0;
    ck_assert_int_eq(asb_store_heads(&head, r->from), ASB_OK);
    r->calls = 0;
    r->work[0] = '\0';
    r->cancel_at = cancel;
    int32_t status = asb_store_verify_head(&r->text, r->from, asb_text_data(head), asb_text_length(head));
    asb_text_free(head);
    return status;
}

static int32_t heads(rig *r) {
    return asb_store_heads(&r->text, r->from);
}

static int32_t export(rig *r) {
    return asb_store_export(&r->text, r->from);
}

static int32_t copy(rig *r) {
    return asb_store_copy(&r->text, r->to, r->from);
}

static int32_t import(rig *r) {
    return asb_store_import(&r->text, r->to, asb_text_data(r->lines), asb_text_length(r->lines));
}

static int32_t follow(rig *r) {
    return asb_caseload_follow(r->caseload, r->from);
}

static int32_t compact(rig *r) {
    return asb_store_compact(&r->text, r->from);
}

static int32_t backup(rig *r) {
    return asb_store_backup(r->from, r->other);
}

static int32_t open_again(rig *r) {
    asb_store *s = NULL;
    int32_t status = asb_store_journal(&s, r->w.engine, r->journal);
    asb_store_free(s);
    return status;
}

/* ---- what must be so after it was cancelled, and after it was done */

static void same_file(rig *r, const char *bytes, size_t length) {
    size_t now;
    char *is = file_bytes(r->journal, &now);
    ck_assert_uint_eq(now, length);
    ck_assert_int_eq(memcmp(is, bytes, length), 0);
    free(is);
}

static void not_there(const char *name, const char *ending) {
    char all[100];
    snprintf(all, sizeof all, "%s%s", name, ending);
    ck_assert_msg(access(all, F_OK) != 0, "%s is there", all);
}

/* The store has the same cases as the journal. */
static void all_there(rig *r, asb_store *s) {
    asb_text *lines;
    ck_assert_int_eq(asb_store_export(&lines, s), ASB_OK);
    ck_assert_str_eq(asb_text_data(lines), asb_text_data(r->lines));
    asb_text_free(lines);
}

static void fresh(rig *r) {
    asb_text_free(r->text);
    asb_caseload_free(r->caseload);
    asb_store_free(r->to);
    r->text = NULL;
    unlink(r->other);
    ck_assert_int_eq(asb_caseload_new(&r->caseload, r->w.engine), ASB_OK);
    ck_assert_int_eq(asb_store_memory(&r->to, r->w.engine), ASB_OK);
    r->calls = r->cancel_at = r->done = r->total = 0;
    r->work[0] = '\0';
    r->finished = 0;
}

static void look_at_end(rig *r, int32_t (*act)(rig *r)) {
    r->cancel_at = 0;
    if (act == copy || act == import) all_there(r, r->to);
    if (act == follow) ck_assert_uint_eq(asb_caseload_count(r->caseload), CASES);
    if (act == backup) {
        asb_store *s;
        ck_assert_int_eq(asb_store_journal(&s, r->w.engine, r->other), ASB_OK);
        all_there(r, s);
        asb_store_free(s);
    }
    if (act == compact) all_there(r, r->from);
}

static void look_at_cancelled(rig *r, int32_t status, const char *bytes, size_t length) {
    ck_assert_int_eq(status, ASB_EUSER);
    ck_assert_str_eq(asb_error_code(r->w.engine), "cancelled");
    ck_assert_ptr_null(r->text);
    same_file(r, bytes, length);
    not_there(r->journal, ".compact");
    not_there(r->other, "");
    not_there(r->other, ".partial");
}

/* At each call; where branches are counted (tests/coverage) and all takes many times as long, at some. */
static uint64_t next_call(uint64_t n) {
    return n + (getenv("ASB_SLOW_BUILD") && n > 3 ? 13 : 1);
}

static void cancel_everywhere(int32_t (*act)(rig *r), uint64_t least) {
    size_t length;
    rig *r = calloc(1, sizeof *r);
    rig_begin(r);
    char *bytes = file_bytes(r->journal, &length);
    uint64_t calls = 0;
    for (uint64_t n = 1; !calls; n = next_call(n)) {
        fresh(r);
        r->cancel_at = n;
        int32_t status = act(r);
        if (r->calls < n) { /* it has come to its end: nothing was cancelled */
            ck_assert_msg(status == ASB_OK, "%s", asb_error_message(r->w.engine));
            ck_assert_msg(r->finished && r->done == r->total, "%s: %u of %u", r->work, (unsigned)r->done, (unsigned)r->total);
            calls = r->calls;
            break;
        }
        look_at_cancelled(r, status, bytes, length);
        if (n % 7 != 1 && act != follow) continue; /* doing it again is dear, and the same */
        r->cancel_at = 0;
        r->work[0] = '\0';
        if (act != compact) ck_assert_msg(act(r) == ASB_OK, "%u: %s", (unsigned)n, asb_error_message(r->w.engine));
        if (act != compact) look_at_end(r, act);
    }
    look_at_end(r, act);
    ck_assert_uint_ge(calls, least);
    ck_assert_int_eq(r->wrong, 0);
    ck_assert_int_eq(r->not_busy, 0);
    free(bytes);
    rig_end(r);
    free(r);
}

#define ACT(name, least) \
    START_TEST(name##_cancelled) \
    { cancel_everywhere(name, least); } \
    END_TEST

ACT(verify, CASES + 50)
ACT(verify_heads, CASES)
ACT(heads, CASES)
ACT(export, CASES)
ACT(copy, CASES)
ACT(import, CASES)
ACT(follow, CASES)
ACT(compact, CASES)
ACT(backup, 15)
ACT(open_again, 50)

/* However much there is to do, the host is not called much more than five hundred times. */
START_TEST(not_too_often)
{
    rig *r = calloc(1, sizeof *r);
    rig_begin(r);
    r->w.store = r->from;
    for (unsigned i = CASES; i < 1100; i++) {
        char id[16];
        snprintf(id, sizeof id, "C-%04u", i);
        asb_case *c = case_world_case(&r->w, id);
        ck_assert_int_eq(asb_case_save(c), ASB_OK);
        asb_case_free(c);
    }
    fresh(r);
    ck_assert_int_eq(follow(r), ASB_OK);
    ck_assert_uint_ge(r->calls, 300);
    ck_assert_uint_le(r->calls, 510);
    ck_assert(r->finished && r->done == 1100);
    fresh(r);
    ck_assert_int_eq(heads(r), ASB_OK);
    ck_assert_uint_le(r->calls, 510);
    rig_end(r);
    free(r);
}
END_TEST

/* A host's store does not say how many cases it has: the total is 0 until the end. */
START_TEST(an_unknown_total)
{
    rig *r = calloc(1, sizeof *r);
    rig_begin(r);
    fresh(r);
    ck_assert_int_eq(follow(r), ASB_OK);
    r->calls = 0;
    ck_assert_int_eq(follow(r), ASB_OK); /* nothing is new: nothing to tell */
    ck_assert_uint_eq(r->calls, 0);
    add_case(r, CASES);
    r->work[0] = '\0';
    ck_assert_int_eq(follow(r), ASB_OK);
    ck_assert_uint_eq(r->calls, 1);
    ck_assert(r->done == 1 && r->total == 1);
    rig_end(r);
    free(r);
}
END_TEST

Suite *asb_suite_engine_progress(void) {
    const TTest *const tests[] = {verify_cancelled, verify_heads_cancelled, heads_cancelled,  export_cancelled,
                                  copy_cancelled,   import_cancelled,       follow_cancelled, compact_cancelled,
                                  backup_cancelled, open_again_cancelled,   not_too_often,    an_unknown_total};
    Suite *suite = suite_create("engine_progress");
    TCase *all = tcase_create("engine_progress");
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    return suite;
}

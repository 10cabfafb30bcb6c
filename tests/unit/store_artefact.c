/* Journals that version 1 of the format left behind (data/journal-1*.asb): they open for ever, and say what they said. The first was written record by record, with an
 * erasure and a calendar; the second is the first after a compaction, and one record more. What is expected of them is written here and is never to be changed.
 *
 * ASB_ARTEFACT=folder writes new ones there, for a later version of the format; those of this one stay as they are. */
#include "store_support.h"
#include "compacting.h"

#include "base/sha256.h"

#include <asb/asb.h>
#include <stdlib.h>
#include <unistd.h>

Suite *asb_suite_store_artefact(void);

static int32_t count_up(void *self, void *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) ((uint8_t *)bytes)[i] = (uint8_t)(++*(uint32_t *)self * 37);
    return 0;
}

static int64_t clock_of_then(void *self) {
    (void)self;
    return INT64_C(1780304400000); /* 2026-06-01T09:00:00Z */
}

/* ---- as they were written */

static void add(asb_engine *e, asb_case *c, const char *json) {
    asb_record *r = NULL;
    ck_assert_msg(asb_record_parse(&r, e, json, strlen(json)) == ASB_OK, "%s", asb_error_message(e));
    ck_assert_msg(asb_case_admit(NULL, c, r, INT64_MIN, 0) >= 0, "%s", asb_error_message(e));
    asb_record_free(r);
}

static const char policy[] =
    "{\"asb_policy\":1,\"id\":\"small\",\"version\":\"1\",\"title\":\"Small\",\"source\":\"Made "
    "up\",\"roles\":[{\"id\":\"CCC\",\"label\":\"Adviser\"}],"
    "\"categories\":[{\"id\":\"noise\",\"label\":\"Noise\",\"priority\":\"low\",\"clause\":\"1\"}],\"priorities\":[{\"id\":\"low\","
    "\"label\":\"Low\"}],"
    "\"stages\":[{\"id\":\"begun\",\"label\":\"Begun\",\"when\":{\"all\":[]},\"clause\":\"1\"}],"
    "\"duties\":[{\"id\":\"acknowledge\",\"clause\":\"5\",\"label\":\"Acknowledge\",\"owner\":[\"CCC\"],\"starts\":[\"report\"],"
    "\"within\":[{\"period\":{\"working_days\":5}}],\"done\":[{\"kind\":\"contact\"}]}]}";

static const char report[] =
    "{\"kind\":\"report\",\"by\":\"amy\",\"role\":\"system\",\"fields\":{\"channel\":\"phone\",\"summary\":\"Music through the wall "
    "most evenings\"}}";
static const char note[] =
    "{\"kind\":\"note\",\"by\":\"amy\",\"role\":\"system\",\"fields\":{\"text\":\"Spoke to the caller\\u2019s sister\"}}";
static const char erasure[] = "{\"kind\":\"erasure\",\"by\":\"amy\",\"role\":\"system\",\"fields\":{\"of\":[2],\"basis\":\"UK GDPR art. "
                              "17\",\"reason\":\"asked for\"}}";

static void write_cases(asb_engine *e, asb_store *s) {
    static const char *const ids[] = {"H-1", "C-\xC3\xA9", "H-2"};
    asb_case *c[3] = {NULL};
    for (int i = 0; i < 3; i++) {
        asb_policy *p = NULL;
        ck_assert_int_eq(asb_policy_parse(&p, e, policy, sizeof policy - 1), ASB_OK);
        ck_assert_int_eq(asb_case_new(&c[i], e, p, s, ids[i]), ASB_OK);
        add(e, c[i], report);
        asb_policy_free(p);
    }
    ck_assert_int_eq(asb_case_save_all(c, 3), ASB_OK);
    for (int i = 0; i < 2; i++) add(e, c[i], note);
    ck_assert_int_eq(asb_case_save(c[0]), ASB_OK);
    ck_assert_int_eq(asb_case_save(c[1]), ASB_OK);
    add(e, c[0], erasure);
    ck_assert_int_eq(asb_case_save(c[0]), ASB_OK);
    for (int i = 0; i < 3; i++) asb_case_free(c[i]);
}

static void write_artefacts(const char *folder) {
    uint32_t counter = 0;
    char path[300], first[300], second[300];
    asb_hooks hooks = {.struct_size = sizeof hooks, .self = &counter, .now = clock_of_then, .random = count_up};
    asb_engine *e = NULL;
    asb_store *s = NULL;
    asb_calendar *days = NULL;
    asb_text *done = NULL;
    asb_case *c = NULL;
    snprintf(path, sizeof path, "%s/working.asb", folder);
    snprintf(first, sizeof first, "%s/journal-1.asb", folder);
    snprintf(second, sizeof second, "%s/journal-1-compacted.asb", folder);
    ck_assert_int_eq(asb_engine_new(&e, &hooks), ASB_OK);
    ck_assert_int_eq(asb_store_journal(&s, e, path), ASB_OK);
    ck_assert_int_eq(asb_calendar_new(&days, e), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, "2026-06-19", NULL, "Works outing"), ASB_OK);
    ck_assert_int_eq(asb_store_set_calendar(s, days), ASB_OK);
    asb_calendar_free(days);
    write_cases(e, s);
    ck_assert_int_eq(asb_store_backup(s, first), ASB_OK);
    ck_assert_int_eq(asb_store_compact(&done, s), ASB_OK);
    asb_text_free(done);
    ck_assert_int_eq(asb_case_open(&c, s, "H-2"), ASB_OK);
    add(e, c, note);
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    ck_assert_int_eq(asb_store_backup(s, second), ASB_OK);
    asb_store_free(s);
    asb_engine_free(e);
    unlink(path);
}

/* ---- as they are read */

typedef struct known {
    const char *file, *verified, *calendar, *digest; /* digest: of everything that is in it, bytes of records and summaries included */
    struct {
        const char *id, *policy, *stage;
        uint32_t records;
    } cases[3];
} known;

static const known all[] = {
    {"journal-1.asb",
     "{\"cases\":3,\"records\":6,\"erased\":1,\"damage\":[]}",
     "{\"added\":[{\"date\":\"2026-06-19\",\"name\":\"Works outing\"}],\"removed\":[]}",
     "cee27a9bd181d576d14051d4a8d7777d539cbd4d257c3f68ebda4a1b2ed7fce2",
     {{"C-\xC3\xA9", "small", "begun", 2}, {"H-1", "small", "begun", 3}, {"H-2", "small", "begun", 1}}},
    {"journal-1-compacted.asb",
     "{\"cases\":3,\"records\":7,\"erased\":1,\"damage\":[]}",
     "{\"added\":[{\"date\":\"2026-06-19\",\"name\":\"Works outing\"}],\"removed\":[]}",
     "8fddd8b529a065bfa81fe7a763fc8e66c48e3e8d8212258bb91bfab2d5375761",
     {{"C-\xC3\xA9", "small", "begun", 2}, {"H-1", "small", "begun", 3}, {"H-2", "small", "begun", 2}}},
};

/* Another name, so that what is kept is never written to. */
static void copy_file(const char *to, const char *file) {
    char path[300], bytes[4096];
    size_t n;
    snprintf(path, sizeof path, "%s/%s", ASB_TEST_DATA, file);
    FILE *in = fopen(path, "rb"), *out = fopen(to, "wb");
    ck_assert(in && out);
    while ((n = fread(bytes, 1, sizeof bytes, in)) > 0) ck_assert_uint_eq(fwrite(bytes, 1, n, out), n);
    fclose(in);
    fclose(out);
}

static void check_case(asb_store *s, const known *k, int i) {
    asb_case *c = NULL;
    asb_policy *p = NULL;
    ck_assert_int_eq(asb_case_open(&c, s, k->cases[i].id), ASB_OK);
    ck_assert_uint_eq(asb_case_count(c), k->cases[i].records);
    ck_assert_str_eq(asb_case_stage(c), k->cases[i].stage);
    ck_assert_int_eq(asb_case_policy(&p, c), ASB_OK);
    ck_assert_str_eq(asb_policy_id(p), k->cases[i].policy);
    asb_policy_free(p);
    asb_case_free(c);
}

static void check_digest(asb_store *s, const known *k) {
    static store_dump d;
    uint8_t digest[32];
    char hex[65];
    ck_assert_int_eq(store_dump_all(&s->table, &d), ASB_OK);
    asbi_sha256(d.at, d.length, digest);
    asbi_hex(digest, 32, hex);
    ck_assert_str_eq(hex, k->digest);
}

START_TEST(it_is_what_it_was)
{
    const known *k = &all[_i];
    char path[64];
    asb_engine *e = NULL;
    asb_store *s = NULL;
    asb_text *t = NULL;
    asb_calendar *days = NULL;
    snprintf(path, sizeof path, "/tmp/asb-artefact-%d-%d", (int)getpid(), _i);
    copy_file(path, k->file);
    ck_assert_int_eq(asb_engine_new(&e, NULL), ASB_OK);
    ck_assert_msg(asb_store_journal(&s, e, path) == ASB_OK, "%s", asb_error_message(e));
    ck_assert_int_eq(asb_store_verify(&t, s, NULL), ASB_OK);
    ck_assert_str_eq(asb_text_data(t), k->verified);
    asb_text_free(t);
    ck_assert_int_eq(asb_store_calendar(&days, s), ASB_OK);
    ck_assert_int_eq(asb_calendar_json(&t, days), ASB_OK);
    ck_assert_str_eq(asb_text_data(t), k->calendar);
    asb_text_free(t);
    asb_calendar_free(days);
    for (int i = 0; i < 3; i++) check_case(s, k, i);
    check_digest(s, k);
    ck_assert_int_eq(store_step(&s->table, 0), ASB_OK); /* it goes on */
    (void)compacted(s);
    for (int i = 0; i < 3; i++) check_case(s, k, i);
    asb_store_free(s);
    asb_engine_free(e);
    unlink(path);
}
END_TEST

START_TEST(they_are_written)
{
    const char *folder = getenv("ASB_ARTEFACT");
    if (folder) write_artefacts(folder);
}
END_TEST

Suite *asb_suite_store_artefact(void) {
    Suite *s = suite_create("store: journals of version 1");
    TCase *t = tcase_create("artefact");
    tcase_add_test(t, they_are_written);
    tcase_add_loop_test(t, it_is_what_it_was, 0, 2);
    suite_add_tcase(s, t);
    return s;
}

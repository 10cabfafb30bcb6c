/* The quick reading of a header against the whole one: cut off anywhere, or with a byte changed, it either leaves the header to the whole reading or takes from it what that
 * takes; and what is well formed as the library writes it, it does not leave. */
#include "base_support.h"
#include "rehearsal/rehearsal.h"

Suite *asb_suite_rehearsal_skim(void);

#define ZEROS "00000000000000000000000000000000000000000000000000000000000000"
#define HEX(first) first ZEROS
#define BEGUN "{\"at\":\"2026-03-02T09:00:00Z\",\"body\":\"" HEX("01") "\","
#define WHO "\"recorded\":\"2026-03-02T09:00:00.001Z\",\"role\":\"CCC\","

static const char *const headers[] = {
    BEGUN "\"by\":\"amy\",\"kind\":\"note\",\"previous\":\"" HEX("ab") "\"," WHO "\"seq\":2}",
    BEGUN "\"breaches\":[\"closure-by-manager\",\"order-term\"],\"by\":\"amy\",\"case\":\"A\",\"deviations\":[\"late\"],\"imported\":true,"
          "\"kind\":\"report\",\"policy\":{\"digest\":\"" HEX("ab") "\",\"id\":\"p\",\"version\":\"1\"}," WHO
                                                                    "\"seq\":1,\"warnings\":[\"w\"]}",
};

/* Nothing that a fold needs, but in a form that is not the library's. */
static const char *const others[] = {
    "",
    "{}",
    "{\"at\":",
    "[]",
    BEGUN "\"breaches\":7,\"by\":\"amy\",\"kind\":\"note\"," WHO "\"seq\":2}",
    BEGUN "\"breaches\":[],\"by\":\"amy\",\"kind\":\"note\"," WHO "\"seq\":2}",
    BEGUN "\"breaches\":[\"a\",],\"by\":\"amy\",\"kind\":\"note\"," WHO "\"seq\":2}",
    BEGUN "\"by\":\"amy\",\"imported\":false,\"kind\":\"note\"," WHO "\"seq\":2}",
    BEGUN "\"by\":\"amy\",\"kind\":\"note\",\"new\":1," WHO "\"seq\":2}",
    BEGUN "\"by\":\"amy\",\"kind\":\"note\"," WHO "\"seq\":2,\"zeal\":1}",
    BEGUN "\"by\":\"amy\",\"kind\":\"note\"," WHO "\"seq\":2,\"warnings\":[\"w\"],\"zeal\":1}",
    BEGUN "\"by\":\"a\\u006dy\",\"kind\":\"note\"," WHO "\"seq\":2}",
    BEGUN "\"by\":\"amy\",\"kind\":\"note\"," WHO "\"seq\":4294967296}",
    BEGUN "\"by\":\"amy\",\"kind\":\"note\"," WHO "\"seq\":}",
    BEGUN "\"by\":\"amy\"}",
    "{\"at\":\"2026-02-30T09:00:00Z\",\"body\":\"" HEX("01") "\",\"by\":\"amy\",\"kind\":\"note\"," WHO "\"seq\":2}",
    "{\"at\":7,\"body\":\"" HEX("01") "\",\"by\":\"amy\",\"kind\":\"note\"," WHO "\"seq\":2}",
};

typedef struct bench {
    test_memory memory;
    arena a;
} bench;

static int is_same(const record_header *quick, const record_header *whole) {
    return quick->seq == whole->seq && quick->at == whole->at && quick->recorded == whole->recorded && quick->imported == whole->imported &&
        asbi_text_equal(quick->kind, whole->kind) && asbi_text_equal(quick->by, whole->by) && asbi_text_equal(quick->role, whole->role) &&
        asbi_text_equal(quick->policy_id, whole->policy_id) && asbi_text_equal(quick->policy_version, whole->policy_version) &&
        memcmp(quick->policy_digest, whole->policy_digest, sizeof quick->policy_digest) == 0;
}

/* 1: it was taken, and is the same. What is not well formed, and what only the whole reading looks at (digests that are passed over), it need not see. */
static int agrees(bench *b, const char *bytes, size_t length) {
    record_header quick, whole;
    fault f = {0};
    arena_mark mark = asbi_arena_mark(&b->a);
    char *copy = malloc(length ? length : 1); /* of its own, so that a byte read behind it is found */
    memcpy(copy, bytes, length);
    int taken = asbi_header_skim(&quick, (text){copy, length});
    int32_t status = asbi_header_read(&whole, &b->a, (text){copy, length}, NULL, &f);
    if (taken && status == ASB_OK) ck_assert_msg(is_same(&quick, &whole), "%.*s", (int)length, bytes);
    asbi_arena_rewind(&b->a, mark);
    free(copy);
    return taken;
}

static void begin(bench *b) {
    memset(b, 0, sizeof *b);
    test_memory_begin(&b->memory);
    asbi_arena_init(&b->a, &b->memory.memory);
}

static void finish(bench *b) {
    asbi_arena_free(&b->a);
    test_memory_end(&b->memory);
}

START_TEST(a_header_cut_off_anywhere_is_left)
{
    bench b;
    begin(&b);
    for (size_t i = 0; i < COUNT_OF(headers); i++) {
        size_t length = strlen(headers[i]);
        ck_assert(agrees(&b, headers[i], length));
        for (size_t cut = 0; cut < length; cut++) ck_assert_msg(!agrees(&b, headers[i], cut), "%.*s", (int)cut, headers[i]);
    }
    finish(&b);
}
END_TEST

START_TEST(a_changed_byte_is_left_or_taken_alike)
{
    static const char bytes[] = "\"\\{}[],:0a9\xFF\x7F";
    char changed[1000];
    bench b;
    begin(&b);
    for (size_t i = 0; i < COUNT_OF(headers); i++) {
        size_t length = strlen(headers[i]);
        for (size_t at = 0; at < length; at++) {
            memcpy(changed, headers[i], length);
            for (size_t k = 0; k + 1 < sizeof bytes; k++) {
                changed[at] = bytes[k];
                agrees(&b, changed, length);
            }
        }
    }
    finish(&b);
}
END_TEST

START_TEST(what_is_written_otherwise_is_left)
{
    bench b;
    begin(&b);
    for (size_t i = 0; i < COUNT_OF(others); i++) ck_assert_msg(!agrees(&b, others[i], strlen(others[i])), "%s", others[i]);
    finish(&b);
}
END_TEST

Suite *asb_suite_rehearsal_skim(void) {
    const TTest *const tests[] = {a_header_cut_off_anywhere_is_left, a_changed_byte_is_left_or_taken_alike,
                                  what_is_written_otherwise_is_left};

    return test_suite("rehearsal skim", tests, COUNT_OF(tests));
}

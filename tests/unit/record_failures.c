/* Records without memory: every allocation fails once, or that and all after it. */
#include "record/record.h"
#include "record_support.h"

Suite *asb_suite_record_failures(void);

static const char whole[] =
    "{\"kind\":\"note\",\"at\":\"2026-03-02\",\"by\":\"amy\",\"role\":\"CCC\",\"fields\":{\"text\":\"t\",\"x-l\":[\"a\"],\"x-one\":\"b\"}}";
static const char list[] = "[1,\"two\",{\"three\":[null,true]}]";

static int32_t op_actor(asb_record *r) {
    return asb_record_set_actor(r, "somebody with a long id", "A-ROLE-OF-SOME-LENGTH");
}
static int32_t op_at(asb_record *r) {
    return asb_record_set_at(r, "2026-01-01");
}
static int32_t op_text(asb_record *r) {
    return asb_record_set_text(r, "text", "another");
}
static int32_t op_new_text(asb_record *r) {
    return asb_record_set_text(r, "x-new", "another");
}
static int32_t op_flag(asb_record *r) {
    return asb_record_set_flag(r, "x-new", 1);
}
static int32_t op_number(asb_record *r) {
    return asb_record_set_number(r, "text", 12345);
}
static int32_t op_json(asb_record *r) {
    return asb_record_set_json(r, "x-l", list, sizeof list - 1);
}
static int32_t op_add_new(asb_record *r) {
    return asb_record_add_text(r, "x-new", "another");
}
static int32_t op_add_list(asb_record *r) {
    return asb_record_add_text(r, "x-l", "another");
}
static int32_t op_add_second(asb_record *r) {
    return asb_record_add_text(r, "x-one", "another");
}

static int32_t op_get_json(asb_record *r) {
    const char *json = NULL;
    int32_t status = asb_record_get_json(&json, NULL, r, "x-l");

    if (status == ASB_OK)
        ck_assert_str_eq(json, "[\"a\"]");
    else
        ck_assert_ptr_null(json);
    return status;
}

static int32_t op_write(asb_record *r) {
    asb_text *t = NULL;
    int32_t status = asb_record_json(&t, r);

    ck_assert((t != NULL) == (status == ASB_OK));
    asb_text_free(t);
    return status;
}

/* The arena has room to spare at first; so that each step of an operation comes to be the one that fails, `filler` bytes of it are used up. */
static uint32_t fail_each(int32_t (*op)(asb_record *r), size_t filler, int32_t for_ever) {
    uint32_t bitten = 0;
    int32_t failures;

    for (uint64_t n = 1;; n++) {
        test_engine b;
        asb_record *r;
        char *before, *after;
        int32_t status;

        test_engine_begin(&b);
        r = test_record(&b, whole);
        asbi_arena_alloc(&r->arena, filler);
        before = test_json(r);
        test_memory_fail(&b.t, n, for_ever);
        status = op(r);
        failures = b.t.failures;
        test_memory_fail(&b.t, 0, 0);
        after = test_json(r);
        ck_assert_int_eq(status, failures > 0 ? ASB_ENOMEM : ASB_OK);
        if (failures > 0) ck_assert_str_eq(before, after);
        bitten += failures > 0;
        free(before);
        free(after);
        asb_record_free(r);
        test_engine_end(&b);
        if (failures == 0) return bitten;
    }
}

START_TEST(failures_leave_the_record_as_it_was)
{
    static const struct {
        int32_t (*op)(asb_record *r);
        int allocates;
    } ops[] = {{op_actor, 1}, {op_at, 0},      {op_text, 1},     {op_new_text, 1},   {op_flag, 1},     {op_number, 1},
               {op_json, 1},  {op_add_new, 1}, {op_add_list, 1}, {op_add_second, 1}, {op_get_json, 1}, {op_write, 1}};

    for (size_t i = 0; i < COUNT_OF(ops); i++) {
        uint32_t bitten = 0;
        for (size_t filler = 0; filler < 4096; filler += 16) bitten += fail_each(ops[i].op, filler, 0) + fail_each(ops[i].op, filler, 1);
        ck_assert_msg((bitten > 0) == ops[i].allocates, "operation %zu: %u", i, bitten);
    }
}
END_TEST

/* What makes something new: nothing is made, nothing is left. */
static int32_t make_new(asb_engine *e) {
    asb_record *r = NULL;
    int32_t status = asb_record_new(&r, e, "report");

    ck_assert((r != NULL) == (status == ASB_OK));
    asb_record_free(r);
    return status;
}

static int32_t make_parsed(asb_engine *e) {
    asb_record *r = NULL;
    int32_t status = asb_record_parse(&r, e, whole, sizeof whole - 1);

    ck_assert((r != NULL) == (status == ASB_OK));
    asb_record_free(r);
    return status;
}

static int32_t make_vocabulary(asb_engine *e) {
    asb_text *t = NULL;
    int32_t status = asb_vocabulary_json(&t, e, NULL);

    ck_assert((t != NULL) == (status == ASB_OK));
    asb_text_free(t);
    return status;
}

START_TEST(failures_make_nothing)
{
    static int32_t (*const makers[])(asb_engine * e) = {make_new, make_parsed, make_vocabulary};

    for (size_t i = 0; i < 2 * COUNT_OF(makers); i++) {
        uint64_t n = 0;
        int32_t failures;
        do {
            test_engine b;
            test_engine_begin(&b);
            test_memory_fail(&b.t, ++n, i % 2);
            ck_assert_int_eq(makers[i / 2](b.e), b.t.failures > 0 ? ASB_ENOMEM : ASB_OK);
            failures = b.t.failures;
            test_memory_fail(&b.t, 0, 0);
            test_engine_end(&b);
        } while (failures > 0);
        ck_assert_uint_gt(n, 2);
    }
}
END_TEST

Suite *asb_suite_record_failures(void) {
    const TTest *const tests[] = {failures_leave_the_record_as_it_was, failures_make_nothing};

    return test_suite("record failures", tests, COUNT_OF(tests));
}

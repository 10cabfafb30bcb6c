/* The tree: finding, building, copying, comparing, pointers. */
#include "base_json_support.h"

Suite *asb_suite_base_json_tree(void);

static void assert_json(bench *b, const json_value *v, const char *expected) {
    asbi_buffer_clear(&b->out);
    asbi_json_write(&b->out, v);
    ck_assert_str_eq(b->out.data, expected);
}

START_TEST(finding)
{
    bench b;
    json_value *v, *list;

    begin(&b);
    v = read(&b, "{\"a\":1,\"list\":[10,20,30],\"\":2}");
    list = asbi_json_get(v, "list");
    ck_assert_ptr_eq(list, v->first->next);
    ck_assert_ptr_eq(asbi_json_get(v, ""), v->last);
    ck_assert_ptr_null(asbi_json_get(v, "lis"));
    ck_assert_ptr_null(asbi_json_get(list, "a"));
    ck_assert_ptr_null(asbi_json_get(NULL, "a"));
    ck_assert_str_eq(asbi_json_at(list, 0)->text.at, "10");
    ck_assert_str_eq(asbi_json_at(list, 2)->text.at, "30");
    ck_assert_ptr_null(asbi_json_at(list, 3));
    ck_assert_ptr_null(asbi_json_at(v->first, 0));
    ck_assert_ptr_null(asbi_json_at(NULL, 0));
    finish(&b);
}
END_TEST

START_TEST(building)
{
    bench b;
    json_value *v, *list;

    begin(&b);
    v = asbi_json_new(&b.a, JSON_OBJECT);
    list = asbi_json_set(&b.a, v, asbi_text("list"), asbi_json_new(&b.a, JSON_LIST));
    asbi_json_append(list, asbi_json_new_integer(&b.a, INT64_MIN));
    asbi_json_append(list, asbi_json_new_integer(&b.a, 0));
    asbi_json_append(list, asbi_json_new_integer(&b.a, 9007199254740991));
    asbi_json_append(list, asbi_json_new_text(&b.a, asbi_text("a \"text\"")));
    asbi_json_append(list, asbi_json_new(&b.a, JSON_NULL));
    asbi_json_append(list, asbi_json_new(&b.a, JSON_TRUE));
    asbi_json_append(list, asbi_json_new(&b.a, JSON_FALSE));
    asbi_json_set(&b.a, v, asbi_text("a"), asbi_json_new_text(&b.a, asbi_text(NULL)));
    assert_json(&b, v, "{\"a\":\"\",\"list\":[-9223372036854775808,0,9007199254740991,\"a \\\"text\\\"\",null,true,false]}");
    ck_assert_ptr_null(asbi_json_append(list, NULL));
    ck_assert_ptr_null(asbi_json_append(NULL, list));
    ck_assert_ptr_null(asbi_json_set(&b.a, v, asbi_text("x"), NULL));
    ck_assert_ptr_null(asbi_json_set(&b.a, NULL, asbi_text("x"), list));
    ck_assert_uint_eq(v->count, 2);
    finish(&b);
}
END_TEST

START_TEST(setting_and_removing)
{
    bench b;
    json_value *v, *same;

    begin(&b);
    v = read(&b, "{\"c\":1,\"b\":2,\"a\":3}");
    asbi_json_set(&b.a, v, asbi_text("b"), asbi_json_new_integer(&b.a, 20)); /* in the same place */
    ck_assert_str_eq(v->first->next->text.at, "20");
    same = asbi_json_set(&b.a, v, asbi_text("a"), asbi_json_new_integer(&b.a, 30)); /* the last one */
    ck_assert_ptr_eq(v->last, same);
    ck_assert_ptr_eq(asbi_json_set(&b.a, v, asbi_text("a"), same), same); /* itself */
    asbi_json_set(&b.a, v, asbi_text("d"), asbi_json_new_integer(&b.a, 40));
    assert_json(&b, v, "{\"a\":30,\"b\":20,\"c\":1,\"d\":40}");
    asbi_json_remove(v, asbi_text("d"));
    asbi_json_remove(v, asbi_text("c"));
    asbi_json_remove(v, asbi_text("nothing"));
    assert_json(&b, v, "{\"a\":30,\"b\":20}");
    asbi_json_remove(v, asbi_text("a"));
    ck_assert_str_eq(v->last->key.at, "b");
    asbi_json_remove(v, asbi_text("b"));
    ck_assert_ptr_null(v->first);
    ck_assert_ptr_null(v->last);
    ck_assert_uint_eq(v->count, 0);
    asbi_json_set(&b.a, v, asbi_text("e"), asbi_json_new(&b.a, JSON_NULL));
    assert_json(&b, v, "{\"e\":null}");
    asbi_json_remove(NULL, asbi_text("e"));
    finish(&b);
}
END_TEST

START_TEST(copies_are_deep)
{
    static const char json[] = "{\"a\":[1,{\"b\":[[],{}]},\"x\"],\"c\":{\"d\":null},\"e\":1.50}";
    bench b;
    json_value *v, *copy;

    begin(&b);
    v = read(&b, json);
    copy = asbi_json_copy(&b.a, v);
    ck_assert(asbi_json_equal(v, copy));
    ck_assert_uint_eq(copy->first->column, v->first->column);
    asbi_json_remove(asbi_json_get(v, "c"), asbi_text("d"));
    asbi_json_append(asbi_json_get(v, "a"), asbi_json_new(&b.a, JSON_NULL));
    ck_assert(!asbi_json_equal(v, copy));
    assert_json(&b, copy, "{\"a\":[1,{\"b\":[[],{}]},\"x\"],\"c\":{\"d\":null},\"e\":1.5}");
    copy = asbi_json_copy(&b.a, v->first->first->next); /* a part: it stands alone */
    ck_assert_ptr_null(copy->parent);
    ck_assert_ptr_null(copy->next);
    assert_json(&b, copy, "{\"b\":[[],{}]}");
    ck_assert_ptr_null(asbi_json_copy(&b.a, NULL));
    finish(&b);
}
END_TEST

START_TEST(equality)
{
    static const char *const different[] = {"null",
                                            "true",
                                            "false",
                                            "0",
                                            "1",
                                            "\"\"",
                                            "\"1\"",
                                            "[]",
                                            "{}",
                                            "[1]",
                                            "[1,2]",
                                            "[2,1]",
                                            "[[]]",
                                            "[[],[]]",
                                            "[[[]]]",
                                            "{\"a\":1}",
                                            "{\"a\":2}",
                                            "{\"b\":1}",
                                            "{\"a\":1,\"b\":2}",
                                            "{\"a\":2,\"b\":1}",
                                            "{\"a\":{\"x\":[1,{\"y\":2}]},\"b\":3}",
                                            "{\"a\":{\"x\":[1,{\"y\":3}]},\"b\":3}",
                                            "{\"a\":{\"x\":[1,{\"z\":2}]},\"b\":3}"};
    bench b;

    begin(&b);
    for (size_t i = 0; i < COUNT_OF(different); i++)
        for (size_t j = 0; j < COUNT_OF(different); j++)
            ck_assert_int_eq(asbi_json_equal(read(&b, different[i]), read(&b, different[j])), i == j);
    ck_assert(asbi_json_equal(read(&b, "{\"a\":1,\"b\":[{\"c\":1e1,\"d\":\"\\u0061\"}],\"e\":0}"),
                              read(&b, "{\"e\":-0,\"b\":[{\"d\":\"a\",\"c\":10.0}],\"a\":1}")));
    ck_assert(asbi_json_equal(NULL, NULL));
    ck_assert(!asbi_json_equal(read(&b, "1"), NULL));
    ck_assert(asbi_json_equal(read(&b, "[[1],2]")->first, read(&b, "[1]"))); /* a part, and no more than it */
    finish(&b);
}
END_TEST

START_TEST(pointers)
{
    bench b;
    json_value *v;
    char out[64];

    begin(&b);
    v = read(&b, "{\"a/b\":[0,{\"m~n\":{\"\":1}}],\" \":2,\"\\u0000\":3,\"\\ud800x\":4,\"list\":[0,1,2,3,4,5,6,7,8,9,10]}");
    asbi_json_pointer(v, out, sizeof out);
    ck_assert_str_eq(out, "");
    asbi_json_pointer(v->first->first->next->first->first, out, sizeof out);
    ck_assert_str_eq(out, "/a~1b/1/m~0n/");
    asbi_json_pointer(v->first->next, out, sizeof out);
    ck_assert_str_eq(out, "/ ");
    asbi_json_pointer(v->first->next->next, out, sizeof out);
    ck_assert_str_eq(out, "/\xEF\xBF\xBD");
    asbi_json_pointer(v->first->next->next->next, out, sizeof out);
    ck_assert_str_eq(out, "/\xEF\xBF\xBDx");
    asbi_json_pointer(v->last->last, out, sizeof out);
    ck_assert_str_eq(out, "/list/10");
    asbi_json_pointer(NULL, out, sizeof out);
    ck_assert_str_eq(out, "");
    finish(&b);
}
END_TEST

START_TEST(long_pointers_are_cut)
{
    static const char whole[] = "/\xC2\xA3\xC2\xA3/\xE2\x82\xAC\xE2\x82\xAC/0";
    bench b;
    json_value *v;
    char out[64];

    begin(&b);
    v = read(&b, "{\"\xC2\xA3\xC2\xA3\":{\"\xE2\x82\xAC\xE2\x82\xAC\":[1]}}")->first->first->first;
    for (size_t size = 1; size < sizeof out; size++) {
        memset(out, '#', sizeof out);
        asbi_json_pointer(v, out, size);
        ck_assert_uint_lt(strlen(out), size);
        ck_assert_uint_eq(asbi_utf8_check(out, strlen(out)), strlen(out));
        if (size >= sizeof whole)
            ck_assert_str_eq(out, whole);
        else if (size > 3)
            ck_assert_str_eq(out + strlen(out) - 3, "\xE2\x80\xA6");
        if (size > 3 && size < sizeof whole) ck_assert_mem_eq(out, whole, strlen(out) - 3);
        ck_assert_int_eq(out[size], '#');
    }
    asbi_json_pointer(v, out, 0);
    finish(&b);
}
END_TEST

/* Everything that allocates, in one go: NULL somewhere, and the tree as before or as after. */
static int32_t fail_once(uint64_t n, size_t shift) {
    bench b;
    json_value *v, *copy, *set;
    int32_t failures;

    begin(&b);
    v = read(&b, "{\"a\":[1,{\"b\":\"x\"}]}");
    memset(asbi_arena_alloc(&b.a, shift), 1, shift);
    test_memory_fail(&b.t, n, 1);
    for (int i = 0; i < 30; i++) {
        uint64_t used = b.t.memory.used;
        copy = asbi_json_copy(&b.a, v);
        if (copy == NULL)
            ck_assert_uint_eq(b.t.memory.used, used);
        else
            ck_assert(asbi_json_equal(copy, v));
        set = asbi_json_set(&b.a, v, asbi_text("a"), copy == NULL ? NULL : asbi_json_copy(&b.a, copy->first));
        ck_assert_uint_eq(v->count, 1);
        ck_assert(set == NULL || set == v->first);
        ck_assert(asbi_json_new_integer(&b.a, 5) != NULL || b.t.failures > 0);
        ck_assert(asbi_json_new_text(&b.a, asbi_text("text")) != NULL || b.t.failures > 0);
    }
    failures = b.t.failures;
    test_memory_fail(&b.t, 0, 0);
    assert_json(&b, v, "{\"a\":[1,{\"b\":\"x\"}]}");
    finish(&b);
    return failures;
}

START_TEST(every_failure_is_survived)
{
    for (size_t shift = 0; shift < 2048; shift += 16) {
        uint64_t n = 1;
        while (fail_once(n, shift) > 0) n++;
        ck_assert_uint_gt(n, 1); /* it did bite */
    }
}
END_TEST

Suite *asb_suite_base_json_tree(void) {
    const TTest *const tests[] = {finding,  building, setting_and_removing,  copies_are_deep,
                                  equality, pointers, long_pointers_are_cut, every_failure_is_survived};

    return test_suite("base json tree", tests, COUNT_OF(tests));
}

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
    ck_assert_ptr_eq(list, asbi_json_first(v)->next);
    ck_assert_ptr_eq(asbi_json_get(v, ""), asbi_json_last(v));
    ck_assert_ptr_null(asbi_json_get(v, "lis"));
    ck_assert_ptr_null(asbi_json_get(list, "a"));
    ck_assert_ptr_null(asbi_json_get(NULL, "a"));
    ck_assert_str_eq(asbi_json_text(asbi_json_at(list, 0)).at, "10");
    ck_assert_str_eq(asbi_json_text(asbi_json_at(list, 2)).at, "30");
    ck_assert_ptr_null(asbi_json_at(list, 3));
    ck_assert_ptr_null(asbi_json_at(asbi_json_first(v), 0));
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
    ck_assert_str_eq(asbi_json_text(asbi_json_first(v)->next).at, "20");
    same = asbi_json_set(&b.a, v, asbi_text("a"), asbi_json_new_integer(&b.a, 30)); /* the last one */
    ck_assert_ptr_eq(asbi_json_last(v), same);
    ck_assert_ptr_eq(asbi_json_set(&b.a, v, asbi_text("a"), same), same); /* itself */
    asbi_json_set(&b.a, v, asbi_text("d"), asbi_json_new_integer(&b.a, 40));
    assert_json(&b, v, "{\"a\":30,\"b\":20,\"c\":1,\"d\":40}");
    asbi_json_remove(v, asbi_text("d"));
    asbi_json_remove(v, asbi_text("c"));
    asbi_json_remove(v, asbi_text("nothing"));
    assert_json(&b, v, "{\"a\":30,\"b\":20}");
    asbi_json_remove(v, asbi_text("a"));
    ck_assert_str_eq(asbi_json_last(v)->key.at, "b");
    asbi_json_remove(v, asbi_text("b"));
    ck_assert_ptr_null(asbi_json_first(v));
    ck_assert_ptr_null(asbi_json_last(v));
    ck_assert_uint_eq(v->count, 0);
    asbi_json_set(&b.a, v, asbi_text("e"), asbi_json_new(&b.a, JSON_NULL));
    assert_json(&b, v, "{\"e\":null}");
    asbi_json_remove(NULL, asbi_text("e"));
    finish(&b);
}
END_TEST

START_TEST(taking_out_and_moving)
{
    bench b;
    json_value *v, *list, *other;

    begin(&b);
    v = read(&b, "{\"a\":[1,2,3],\"b\":[4],\"c\":{\"d\":5}}");
    list = asbi_json_get(v, "a");
    other = asbi_json_get(v, "b");
    asbi_json_take_out(list, asbi_json_first(other)); /* is not in it */
    ck_assert_uint_eq(list->count, 3);
    asbi_json_take_out(list, asbi_json_at(list, 1));
    asbi_json_take_out(list, asbi_json_last(list));
    assert_json(&b, list, "[1]");
    ck_assert_ptr_eq(asbi_json_last(list), asbi_json_first(list));
    asbi_json_move(list, other);
    assert_json(&b, v, "{\"a\":[4],\"b\":[],\"c\":{\"d\":5}}");
    ck_assert_ptr_eq(asbi_json_first(list)->parent, list);
    ck_assert_ptr_null(asbi_json_last(other));
    asbi_json_append(list, asbi_json_new(&b.a, JSON_NULL));
    assert_json(&b, list, "[4,null]");
    asbi_json_move(list, asbi_json_get(v, "c")); /* of another kind */
    assert_json(&b, v, "{\"a\":[4,null],\"b\":[],\"c\":{\"d\":5}}");
    asbi_json_empty(v);
    assert_json(&b, v, "{}");
    finish(&b);
}
END_TEST

/* A text and what is in a list share their place: whoever asks a value for what it has not must be told that there is nothing. */
static void has_no_text(const json_value *v) {
    ck_assert_ptr_null(asbi_json_text(v).at);
    ck_assert_uint_eq(asbi_json_text(v).length, 0);
}

static void has_nothing_in_it(bench *b, json_value *v) {
    const json_value before = *v;
    json_value *item = asbi_json_new(&b->a, JSON_NULL), *list = asbi_json_new(&b->a, JSON_LIST);

    ck_assert_ptr_null(asbi_json_first(v));
    ck_assert_ptr_null(asbi_json_last(v));
    ck_assert_ptr_null(asbi_json_find(v, asbi_text("a")));
    ck_assert_ptr_null(asbi_json_get(v, "a"));
    ck_assert_ptr_null(asbi_json_at(v, 0));
    ck_assert_str_eq(asbi_json_member(v, "a").at, "");
    ck_assert_ptr_null(asbi_json_append(v, item));
    ck_assert_ptr_null(asbi_json_set(&b->a, v, asbi_text("a"), item));
    asbi_json_remove(v, asbi_text("a"));
    asbi_json_take_out(v, item);
    asbi_json_move(v, list);
    asbi_json_move(list, v);
    asbi_json_empty(v);
    ck_assert(before.type == v->type && before.count == v->count && before.line == v->line && before.column == v->column);
    ck_assert(before.key.at == v->key.at && before.key.length == v->key.length && before.next == v->next && before.parent == v->parent);
    ck_assert_int_eq(memcmp(&before.held, &v->held, sizeof v->held), 0);
}

static void is_copied_and_written(bench *b, const json_value *v, const char *json) {
    json_value *copy = asbi_json_copy(&b->a, v);

    ck_assert(asbi_json_equal(copy, v) && asbi_json_equal(v, copy));
    assert_json(b, v, json);
    assert_json(b, copy, json);
    asbi_buffer_clear(&b->out);
    asbi_json_write_pretty(&b->out, v);
    ck_assert_ptr_eq(b->out.status == ASB_OK ? read(b, b->out.data)->parent : v, NULL);
}

START_TEST(every_value_is_asked_for_every_part)
{
    static const struct {
        const char *json, *text;
        int64_t number;
        int is_in_it;
    } cases[] = {{"null", NULL, 77, 0},    {"false", NULL, 77, 0}, {"true", NULL, 77, 0},     {"5", "5", 5, 0},
                 {"1.5", "1.5", 77, 0},    {"\"\"", "", 77, 0},    {"\"a\"", "a", 77, 0},     {"[]", NULL, 77, 0},
                 {"[\"a\"]", NULL, 77, 1}, {"{}", NULL, 77, 0},    {"{\"a\":5}", NULL, 77, 1}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        bench b;
        int64_t number = 77;
        begin(&b);
        json_value *v = read(&b, cases[i].json);
        ck_assert_int_eq(asbi_json_integer(v, &number), cases[i].number != 77);
        ck_assert_int_eq(number, cases[i].number);
        ck_assert_int_eq(asbi_json_has_text(v), cases[i].text != NULL);
        if (cases[i].text == NULL)
            has_no_text(v);
        else
            ck_assert_str_eq(asbi_json_text(v).at, cases[i].text);
        is_copied_and_written(&b, v, cases[i].json);
        ck_assert_int_eq(asbi_json_first(v) != NULL, cases[i].is_in_it);
        ck_assert_ptr_eq(asbi_json_last(v), asbi_json_first(v));
        if (!asbi_json_is_container(v)) has_nothing_in_it(&b, v);
        finish(&b);
    }
}
END_TEST

START_TEST(a_value_is_a_line_of_the_cache)
{
    if (sizeof(void *) == 8) ck_assert_uint_eq(sizeof(json_value), 64);
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
    ck_assert_uint_eq(asbi_json_first(copy)->column, asbi_json_first(v)->column);
    asbi_json_remove(asbi_json_get(v, "c"), asbi_text("d"));
    asbi_json_append(asbi_json_get(v, "a"), asbi_json_new(&b.a, JSON_NULL));
    ck_assert(!asbi_json_equal(v, copy));
    assert_json(&b, copy, "{\"a\":[1,{\"b\":[[],{}]},\"x\"],\"c\":{\"d\":null},\"e\":1.5}");
    copy = asbi_json_copy(&b.a, asbi_json_first(asbi_json_first(v))->next); /* a part: it stands alone */
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
    ck_assert(asbi_json_equal(asbi_json_first(read(&b, "[[1],2]")), read(&b, "[1]"))); /* a part, and no more than it */
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
    asbi_json_pointer(asbi_json_first(asbi_json_first(asbi_json_first(asbi_json_first(v))->next)), out, sizeof out);
    ck_assert_str_eq(out, "/a~1b/1/m~0n/");
    asbi_json_pointer(asbi_json_first(v)->next, out, sizeof out);
    ck_assert_str_eq(out, "/ ");
    asbi_json_pointer(asbi_json_first(v)->next->next, out, sizeof out);
    ck_assert_str_eq(out, "/\xEF\xBF\xBD");
    asbi_json_pointer(asbi_json_first(v)->next->next->next, out, sizeof out);
    ck_assert_str_eq(out, "/\xEF\xBF\xBDx");
    asbi_json_pointer(asbi_json_last(asbi_json_last(v)), out, sizeof out);
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
    v = asbi_json_first(asbi_json_first(asbi_json_first(read(&b, "{\"\xC2\xA3\xC2\xA3\":{\"\xE2\x82\xAC\xE2\x82\xAC\":[1]}}"))));
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
        set = asbi_json_set(&b.a, v, asbi_text("a"), copy == NULL ? NULL : asbi_json_copy(&b.a, asbi_json_first(copy)));
        ck_assert_uint_eq(v->count, 1);
        ck_assert(set == NULL || set == asbi_json_first(v));
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
    const TTest *const tests[] = {finding,
                                  building,
                                  setting_and_removing,
                                  taking_out_and_moving,
                                  every_value_is_asked_for_every_part,
                                  a_value_is_a_line_of_the_cache,
                                  copies_are_deep,
                                  equality,
                                  pointers,
                                  long_pointers_are_cut,
                                  every_failure_is_survived};

    return test_suite("base json tree", tests, COUNT_OF(tests));
}

/* A built-in policy is damaged in one place after another; each time it must be refused, and the place be named. The document stays
 * the same tree: a value is changed, the tree written, the policy checked, and the value put back. */
#include "policy_support.h"

#include "policy/built_in.h"

Suite *asb_suite_policy_damage(void);

typedef struct damage {
    test_policies t;
    arena a;
    json_value *top;
    buffer json;
    uint32_t done;   /* damages tried */
    uint32_t stride; /* only every so many-th place */
    uint32_t place;
} damage;

static void begin(damage *d, const char *id, uint32_t stride) {
    text document = asbi_built_in_document(asbi_built_in_find(asbi_text(id)));

    memset(d, 0, sizeof *d);
    test_policies_begin(&d->t);
    d->stride = stride;
    asbi_arena_init(&d->a, &d->t.e->memory);
    asbi_buffer_init(&d->json, &d->t.e->memory, SIZE_MAX);
    ck_assert_int_eq(asbi_json_parse(&d->top, &d->a, document.at, document.length, NULL, NULL), ASB_OK);
}

static void end(damage *d, uint32_t at_least) {
    ck_assert_uint_ge(d->done, at_least);
    asbi_buffer_free(&d->json);
    asbi_arena_free(&d->a);
    test_policies_end(&d->t);
}

static asb_problems *check_tree(damage *d) {
    asb_problems *found = NULL;

    asbi_buffer_clear(&d->json);
    asbi_json_write(&d->json, d->top);
    ck_assert_int_eq(d->json.status, ASB_OK);
    ck_assert_int_eq(asb_policy_check(&found, d->t.e, d->json.data, d->json.length), ASB_OK);
    d->done++;
    return found;
}

/* Refused, with a problem at `pointer` (or, if it may be anywhere in there, below it). */
static void is_refused_at(damage *d, const char *pointer, int or_below, const char *what) {
    asb_problems *found = check_tree(d);
    uint32_t count = asb_problems_count(found);
    int is_there = 0;

    for (uint32_t i = 0; i < count; i++) {
        const char *p = asb_problems_pointer(found, i);
        is_there |= strcmp(p, pointer) == 0 || (or_below && strncmp(p, pointer, strlen(pointer)) == 0);
    }
    ck_assert_msg(is_there, "%s at %s: %u problems, the first at %s: %s", what, pointer, (unsigned)count,
                  count > 0 ? asb_problems_pointer(found, 0) : "-", count > 0 ? asb_problems_message(found, 0) : "-");
    asb_problems_free(found);
}

static void is_refused(damage *d, const json_value *at, const char *what) {
    char pointer[MESSAGE_POINTER];

    asbi_json_pointer(at, pointer, sizeof pointer);
    is_refused_at(d, pointer, 0, what);
}

/* The next value in the order of the document. */
static json_value *next_value(json_value *v) {
    if (asbi_json_first(v) != NULL) return asbi_json_first(v);
    while (v != NULL && v->next == NULL) v = v->parent;
    return v == NULL ? NULL : v->next;
}

static int is_due(damage *d) {
    return d->place++ % d->stride == 0;
}

/* Another value in its place; `text` as the text of a text or number. */
static void put(json_value *v, json_type type, const char *t) {
    asbi_json_hold(v, type, asbi_text(t));
    asbi_json_empty(v);
}

static void drop_last(json_value *list) {
    asbi_json_take_out(list, asbi_json_last(list));
}

static void damage_value(damage *d, json_value *v, json_type type, const char *t, const char *what) {
    json_value saved = *v;

    put(v, type, t);
    is_refused(d, v, what);
    *v = saved;
}

/* ---- Types ---- */

static void every_type(const char *id, uint32_t stride, uint32_t at_least) {
    damage d;

    begin(&d, id, stride);
    for (json_value *v = d.top; v != NULL; v = next_value(v)) {
        if (!is_due(&d)) continue;
        damage_value(&d, v, v->type == JSON_NUMBER ? JSON_TEXT : JSON_NUMBER, "7.5", "another type");
        if (v->type != JSON_OBJECT && v->type != JSON_NUMBER) damage_value(&d, v, JSON_NULL, NULL, "null");
    }
    end(&d, at_least);
}

START_TEST(types)
{
    every_type("mount-green", 3, 500);
    every_type("england", 2, 500);
    every_type("connexus", 19, 150);
    every_type("places-for-people", 19, 150);
}
END_TEST

/* ---- Keys ---- */

static void unknown_keys(const char *id, uint32_t stride) {
    char pointer[MESSAGE_POINTER];
    damage d;

    begin(&d, id, stride);
    for (json_value *v = d.top; v != NULL; v = next_value(v)) {
        json_value *added;
        if (v->type != JSON_OBJECT || !is_due(&d)) continue;
        added = asbi_json_new_integer(&d.a, 1);
        asbi_json_set(&d.a, v, asbi_text("zzz"), added);
        asbi_json_pointer(added, pointer, sizeof pointer);
        is_refused_at(&d, pointer, 0, "unknown key");
        asbi_json_remove(v, asbi_text("zzz"));
    }
    end(&d, 60);
}

START_TEST(keys_unknown)
{
    unknown_keys("hart", 3);
    unknown_keys("west-kent", 7);
    unknown_keys("england", 3);
}
END_TEST

START_TEST(keys_twice)
{
    damage d;

    begin(&d, "mount-green", 17);
    for (json_value *v = d.top; v != NULL; v = next_value(v)) {
        json_value *twin;
        char pointer[MESSAGE_POINTER];
        if (v->parent == NULL || v->parent->type != JSON_OBJECT || !is_due(&d)) continue;
        twin = asbi_json_new_integer(&d.a, 1);
        twin->key = v->key;
        asbi_json_append(v->parent, twin);
        asbi_json_pointer(v, pointer, sizeof pointer);
        is_refused_at(&d, pointer, 0, "key twice");
        drop_last(v->parent);
    }
    end(&d, 30);
}
END_TEST

/* The keys that must be there, as the documentation of the format has them. */
static const struct {
    const char *list;
    const char *keys[10];
} needed[] = {
    {"roles", {"id", "label"}},
    {"priorities", {"id", "label"}},
    {"categories", {"id", "label", "priority", "clause"}},
    {"raises", {"id", "when", "priority", "clause"}},
    {"not_asb", {"id", "label", "clause"}},
    {"stages", {"id", "label", "when", "clause"}},
    {"matrices", {"id", "title", "clause", "sections", "bands"}},
    {"sections", {"id", "title", "questions"}},
    {"options", {"id", "label", "weight"}},
    {"bands", {"id", "label", "from"}},
    {"contested", {"from", "to"}},
    {"plan_actions", {"id", "by", "text", "clause"}},
    {"params", {"id", "type"}},
    {"remedies", {"id", "label", "legal", "clause"}},
    {"duties", {"id", "clause", "label", "owner", "starts"}},
    {"guards", {"id", "clause", "on", "require", "message"}},
    {"closure_reasons", {"id", "label", "clause"}},
    {"letters", {"id", "title", "to", "clause", "text"}},
    {"audiences", {"id", "clause", "sees"}},
    {"sees", {"class", "of"}},
    {"case_review", {"area", "clause"}},
    {"notes", {"clause", "text"}},
    {"within", {"period"}},
};

static int is_needed(const json_value *v) {
    const json_value *list = v->parent == NULL ? NULL : v->parent->parent;

    for (size_t i = 0; list != NULL && list->type == JSON_LIST && i < COUNT_OF(needed); i++)
        for (size_t k = 0; asbi_text_is(list->key, needed[i].list) && needed[i].keys[k] != NULL; k++)
            if (asbi_text_is(v->key, needed[i].keys[k])) return 1;
    return 0;
}

static void missing_keys(const char *id, uint32_t stride) {
    char pointer[MESSAGE_POINTER];
    damage d;

    begin(&d, id, stride);
    for (json_value *v = d.top; v != NULL; v = next_value(v)) {
        text key = v->key;
        if (!is_needed(v) || !is_due(&d)) continue;
        asbi_json_pointer(v->parent, pointer, sizeof pointer);
        v->key = asbi_text("x-gone");
        is_refused_at(&d, pointer, 0, key.at);
        v->key = key;
    }
    end(&d, 60);
}

START_TEST(keys_missing)
{
    static const char *const top[] = {"asb_policy", "id", "version", "title", "source"};
    damage d;

    missing_keys("places-for-people", 11);
    missing_keys("england", 2);
    missing_keys("mount-green", 5);
    begin(&d, "connexus", 1);
    for (size_t i = 0; i < COUNT_OF(top); i++) {
        json_value *v = asbi_json_get(d.top, top[i]);
        text key = v->key;
        v->key = asbi_text("x-gone");
        is_refused_at(&d, "", 0, top[i]);
        v->key = key;
    }
    end(&d, 5);
}
END_TEST

/* ---- Ids and references ---- */

/* Keys whose texts are for people, or mean only themselves. */
static int is_free_text(const json_value *v) {
    static const char *const keys[] = {"label",   "clause",     "text",    "title",     "source", "message", "ambiguity",
                                       "instead", "provenance", "version", "rationale", "group",  "area",    "id"};

    if (asbi_text_is(v->key, "landlord") && v->parent->parent == NULL) return 1; /* elsewhere it is a field of records */
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (asbi_text_is(v->key, keys[i]) && !(v->parent != NULL && asbi_text_is(v->parent->key, "case"))) return 1;
    return 0;
}

static void unknown_references(const char *id, uint32_t stride) {
    damage d;

    begin(&d, id, stride);
    for (json_value *v = d.top; v != NULL; v = next_value(v))
        if (v->type == JSON_TEXT && !is_free_text(v) && is_due(&d)) damage_value(&d, v, JSON_TEXT, "no-such-thing", "unknown reference");
    end(&d, 50);
}

START_TEST(references)
{
    unknown_references("england", 1);
    unknown_references("mount-green", 2);
    unknown_references("places-for-people", 7);
    unknown_references("hart", 7);
    unknown_references("west-kent", 7);
    unknown_references("connexus", 7);
}
END_TEST

static void double_ids(const char *id, uint32_t stride) {
    damage d;

    begin(&d, id, stride);
    for (json_value *v = d.top; v != NULL; v = next_value(v)) {
        json_value *other, *mine;
        text saved;
        if (v->parent == NULL || v->parent->type != JSON_LIST || v == asbi_json_first(v->parent)) continue;
        mine = asbi_json_get(v, "id");
        other = asbi_json_get(asbi_json_first(v->parent), "id");
        if (mine == NULL || other == NULL || !is_due(&d)) continue;
        saved = asbi_json_text(mine);
        asbi_json_hold(mine, JSON_TEXT, asbi_json_text(other));
        is_refused(&d, mine, "id twice");
        asbi_json_hold(mine, JSON_TEXT, saved);
        damage_value(&d, mine, JSON_TEXT, "No Id", "malformed id");
        damage_value(&d, mine, JSON_TEXT, "", "empty id");
    }
    end(&d, 60);
}

START_TEST(ids)
{
    double_ids("england", 1);
    double_ids("mount-green", 3);
    double_ids("places-for-people", 7);
}
END_TEST

/* ---- Numbers and texts ---- */

static void numbers_out_of_range(const char *id, uint32_t stride) {
    damage d;

    begin(&d, id, stride);
    for (json_value *v = d.top; v != NULL; v = next_value(v)) {
        if (v->type != JSON_NUMBER || !is_due(&d)) continue;
        damage_value(&d, v, JSON_NUMBER, "100001", "too great");
        damage_value(&d, v, JSON_NUMBER, "-100001", "too small");
        damage_value(&d, v, JSON_NUMBER, "1.5", "no whole number");
    }
    end(&d, 25);
}

START_TEST(numbers)
{
    numbers_out_of_range("england", 1);
    numbers_out_of_range("places-for-people", 2);
    numbers_out_of_range("connexus", 3);
}
END_TEST

START_TEST(texts)
{
    damage d;

    begin(&d, "mount-green", 4);
    for (json_value *v = d.top; v != NULL; v = next_value(v)) {
        if (v->type != JSON_TEXT || !is_due(&d)) continue;
        damage_value(&d, v, JSON_TEXT, " \t\n", "blank");
    }
    end(&d, 100);
}
END_TEST

START_TEST(lists)
{
    damage d;

    begin(&d, "west-kent", 2);
    for (json_value *v = d.top; v != NULL; v = next_value(v)) {
        json_value *added;
        char pointer[MESSAGE_POINTER];
        if (v->type != JSON_LIST || !is_due(&d)) continue;
        added = asbi_json_append(v, asbi_json_new_integer(&d.a, -1));
        asbi_json_pointer(added, pointer, sizeof pointer);
        is_refused_at(&d, pointer, 0, "a number in a list");
        drop_last(v);
    }
    end(&d, 100);
}
END_TEST

Suite *asb_suite_policy_damage(void) {
    const TTest *const tests[] = {types, keys_unknown, keys_twice, keys_missing, references, ids, numbers, texts, lists};

    return test_suite("policy_damage", tests, COUNT_OF(tests));
}

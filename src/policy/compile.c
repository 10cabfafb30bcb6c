/* From the document to flat arrays. */
#include "compile.h"

#include <string.h>

/* ---- Pools ---- */

uint32_t asbi_reserve(compiler *c, pool *p, uint32_t count) {
    uint32_t first = p->count;

    if (c->status == ASB_OK)
        c->status = asbi_grow(&c->p->head.engine->memory, &p->items, &p->capacity, (uint64_t)p->count + count, p->size, UINT32_MAX - 1);
    if (c->status != ASB_OK) return 0;
    p->count += count;
    return first;
}

void asbi_fill(compiler *c, pool *p, uint32_t index, const void *item) {
    if (c->status == ASB_OK) memcpy((char *)p->items + index * p->size, item, p->size);
}

uint32_t asbi_add(compiler *c, pool *p, const void *item) {
    uint32_t index = asbi_reserve(c, p, 1);

    asbi_fill(c, p, index, item);
    return index;
}

/* Into the policy's arena, in exactly the room it needs. */
static void settle(compiler *c, pool *p, void *items, uint32_t *count) {
    void *copy = NULL;

    if (c->status == ASB_OK) {
        copy = asbi_arena_array(&c->p->arena, p->count, p->size);
        if (copy == NULL)
            c->status = ASB_ENOMEM;
        else if (p->count > 0)
            memcpy(copy, p->items, p->count * p->size);
    }
    memcpy(items, &copy, sizeof copy);
    *count = copy == NULL ? 0 : p->count;
    asbi_release(&c->p->head.engine->memory, p->items, p->capacity * p->size);
}

#define SETTLE(c, pool_name, array) settle(c, &(c)->pool_name, &(c)->p->array.items, &(c)->p->array.count)

static void settle_all(compiler *c) {
    SETTLE(c, atoms, atoms);
    SETTLE(c, indices, indices);
    SETTLE(c, tests, tests);
    SETTLE(c, patterns, patterns);
    SETTLE(c, conditions, conditions);
    SETTLE(c, choices, choices);
    SETTLE(c, questions, questions);
    SETTLE(c, options, options);
    SETTLE(c, bands, bands);
    SETTLE(c, ranges, ranges);
    SETTLE(c, lines, audience_lines);
}

/* ---- Reading members ---- */

uint32_t asbi_list_count(const json_value *list) {
    return list != NULL && list->type == JSON_LIST ? list->count : 0;
}

int asbi_flag_of(const json_value *object, const char *key) {
    const json_value *v = asbi_json_get(object, key);

    return v != NULL && v->type == JSON_TRUE;
}

int32_t asbi_number_of(const json_value *object, const char *key, int32_t otherwise) {
    int64_t number;

    return asbi_json_integer(asbi_json_get(object, key), &number) ? (int32_t)number : otherwise;
}

text asbi_member_text(const json_value *object, const char *key) {
    text t = asbi_text_of(asbi_json_get(object, key));

    return t.at == NULL ? asbi_text("") : t;
}

period asbi_member_period(const json_value *object, const char *key) {
    const json_value *v = asbi_json_get(object, key), *wrong;
    const char *code;
    period p = {PERIOD_NONE, 0, 0, 0};

    if (v != NULL) (void)asbi_period_read(&p, v, &wrong, &code);
    return p;
}

void *asbi_items(compiler *c, const json_value *list, size_t size, uint32_t *count) {
    void *items = c->status == ASB_OK ? asbi_arena_array(&c->p->arena, asbi_list_count(list), size) : NULL;

    *count = items == NULL ? 0 : asbi_list_count(list);
    if (items == NULL) c->status = ASB_ENOMEM;
    return items;
}

/* ---- All of it ---- */

static void begin(compiler *c, asb_policy *p, const intern *names) {
    memset(c, 0, sizeof *c);
    c->p = p;
    c->status = asbi_intern_words(p);
    for (uint32_t i = 0; names != NULL && i < names->count && c->status == ASB_OK; i++) (void)asbi_compile_text(c, names->texts[i]);
    c->atoms.size = sizeof(atom);
    c->indices.size = sizeof(uint32_t);
    c->tests.size = sizeof(where_test);
    c->patterns.size = sizeof(pattern);
    c->conditions.size = sizeof(condition);
    c->choices.size = sizeof(period_choice);
    c->questions.size = sizeof(question_def);
    c->options.size = sizeof(option_def);
    c->bands.size = sizeof(band_def);
    c->ranges.size = sizeof(score_range);
    c->lines.size = sizeof(audience_line);
}

int32_t asbi_compile(asb_policy *p, const intern *names) {
    compiler c;

    begin(&c, p, names);
    p->id = asbi_member_text(p->document, "id");
    p->version = asbi_member_text(p->document, "version");
    p->title = asbi_member_text(p->document, "title");
    p->source = asbi_member_text(p->document, "source");
    p->landlord = asbi_member_text(p->document, "landlord");
    asbi_compile_items(&c);
    asbi_compile_triage(&c);
    asbi_compile_matrices(&c);
    asbi_compile_duties(&c);
    asbi_compile_guards(&c);
    asbi_compile_audiences(&c);
    asbi_compile_review_areas(&c);
    settle_all(&c);
    asbi_compile_reads(&c);
    return c.status;
}

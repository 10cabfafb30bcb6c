/* From the document to flat arrays. */
#include "compile.h"

#include <string.h>

/* ---- Pools ---- */

uint32_t asbi_reserve(compiler *c, pool *p, uint32_t count) {
    uint32_t first = p->count;

    if (c->status == ASB_OK)
        c->status = asbi_grow_room(&c->p->head.engine->memory, &p->items, &p->capacity, (uint64_t)p->count + count, p->size,
                                   UINT32_MAX - 1);
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

#define EACH_POOL(DO) \
    DO(atoms) \
    DO(indices) DO(tests) DO(patterns) DO(conditions) DO(choices) DO(questions) DO(options) DO(bands) DO(ranges) DO(audience_lines)

/* The policy takes the block over, in exactly the room it needs. Of nothing it takes a place that is valid. */
static void settle(compiler *c, pool *p, void *items, uint32_t *count) {
    memory *m = &c->p->head.engine->memory;
    void *block = NULL;

    if (c->status == ASB_OK) {
        asbi_fit(m, &p->items, &p->capacity, p->count, p->size);
        block = p->count == 0 ? asbi_arena_alloc(&c->p->arena, 0) : p->capacity == p->count ? p->items : NULL;
    }
    if (block == NULL) c->status = ASB_ENOMEM;
    if (block != p->items) asbi_release(m, p->items, p->capacity * p->size);
    memcpy(items, &block, sizeof block);
    *count = block == NULL ? 0 : p->count;
}

static void settle_all(compiler *c) {
#define SETTLE(name) settle(c, &c->name, &c->p->name.items, &c->p->name.count);
    EACH_POOL(SETTLE)
#undef SETTLE
}

void asbi_compiled_free(asb_policy *p) {
#define RELEASE(name) \
    if (p->name.count > 0) asbi_release(&p->head.engine->memory, p->name.items, p->name.count * sizeof *p->name.items);
    EACH_POOL(RELEASE)
#undef RELEASE
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
    c->status = asbi_number_words(p);
    for (uint32_t i = 0; names != NULL && i < names->count && c->status == ASB_OK; i++) (void)asbi_compile_name(c, names->texts[i]);
#define SIZE(name) c->name.size = sizeof *p->name.items;
    EACH_POOL(SIZE)
#undef SIZE
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

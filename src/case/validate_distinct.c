/* Are the items of a list all different? Short lists, which is nearly all, are compared each with each; long ones are interned in
 * an arena of their own, so that time stays in proportion to the length. */
#include "validate_parts.h"

#include "../base/intern.h"

enum { SHORT = 32 };

static const json_value *key_of(const json_value *item, const char *key) {
    return key == NULL ? item : asbi_json_get(item, key);
}

static int32_t repeated(const check *k, const json_value *v) {
    return asbi_wrong(k, k->field_name, v, "record-repeated", "found", asbi_what_stands(v), NULL, NULL);
}

static int32_t compare_all(const check *k, const json_value *list, const char *key) {
    for (const json_value *item = asbi_json_first(list); item != NULL; item = item->next) {
        const json_value *v = key_of(item, key);
        for (const json_value *before = asbi_json_first(list); before != item; before = before->next)
            if (asbi_text_equal(asbi_json_text(key_of(before, key)), asbi_json_text(v))) return repeated(k, v);
    }
    return ASB_OK;
}

/* What is there already makes the table no longer. */
static int32_t intern_all(const check *k, const json_value *list, const char *key, intern *seen) {
    for (const json_value *item = asbi_json_first(list); item != NULL; item = item->next) {
        const json_value *v = key_of(item, key);
        uint32_t before = seen->count;
        if (asbi_intern_add(seen, asbi_json_text(v)) == 0) return asbi_fail(k->f, ASB_ENOMEM, "no-memory", (char *)NULL);
        if (seen->count == before) return repeated(k, v);
    }
    return ASB_OK;
}

int32_t asbi_valid_distinct(const check *k, const json_value *list, const char *key) {
    intern seen;
    int32_t status;
    arena a;

    if (list->count <= SHORT) return compare_all(k, list, key);
    asbi_arena_init(&a, k->c->memory);
    asbi_intern_init(&seen, &a);
    status = intern_all(k, list, key, &seen);
    asbi_intern_free(&seen);
    asbi_arena_free(&a);
    return status;
}

/* The vocabulary as JSON: the table, written out. With a policy, a choice's values include those that its `lists` add, and `labels`
 * has what it calls them. */
#include "record_parts.h"

#include "../base/container.h"
#include "../policy/policy.h"

#include <asb/record.h>
#include <string.h>

enum { FORMAT = 1 };

static void put_member(buffer *b, const char *key, const char *value) {
    asbi_put_format(b, "\"%s\":", key);
    asbi_json_write_text(b, asbi_text(value));
}

/* Before every item but the first. */
static void put_comma(buffer *b, size_t index) {
    if (index > 0) asbi_put_char(b, ',');
}

/* ---- choices */

static int is_added_to(const asb_policy *p, const list_value *added, const char *kind, const char *field) {
    text list = asbi_atom_text(p, added->list);
    size_t length = strlen(kind);

    return list.length == length + 1 + strlen(field) && memcmp(list.at, kind, length) == 0 && list.at[length] == '.' &&
        memcmp(list.at + length + 1, field, strlen(field)) == 0;
}

static void put_added(buffer *b, const asb_policy *p, const kind_def *kind, const field_def *f, size_t index) {
    for (uint32_t i = 0; p != NULL && i < p->list_values.count; i++) {
        const list_value *added = &p->list_values.items[i];
        if (!is_added_to(p, added, asbi_kind_name(kind), asbi_field_name(f))) continue;
        put_comma(b, index++);
        asbi_json_write_text(b, asbi_atom_text(p, added->id));
    }
}

static void put_labels(buffer *b, const asb_policy *p, const kind_def *kind, const field_def *f) {
    size_t index = 0;

    for (uint32_t i = 0; p != NULL && i < p->list_values.count; i++) {
        const list_value *added = &p->list_values.items[i];
        if (!is_added_to(p, added, asbi_kind_name(kind), asbi_field_name(f)) || added->label.length == 0) continue;
        asbi_put(b, index++ == 0 ? ",\"labels\":{" : ",");
        asbi_json_write_text(b, asbi_atom_text(p, added->id));
        asbi_put_char(b, ':');
        asbi_json_write_text(b, added->label);
    }
    if (index > 0) asbi_put_char(b, '}');
}

static void put_choices(buffer *b, const asb_policy *p, const kind_def *kind, const field_def *f) {
    size_t index = 0;

    if (!asbi_has_choices(f)) return;
    asbi_put(b, ",\"choices\":[");
    for (const char *choice = asbi_field_choices(f); *choice != '\0'; choice = asbi_word_after(choice)) {
        put_comma(b, index++);
        asbi_json_write_text(b, asbi_text(choice));
    }
    put_added(b, p, kind, f, index);
    asbi_put_char(b, ']');
    put_labels(b, p, kind, f);
}

/* ---- kinds and fields */

static void put_optional(buffer *b, const char *key, const char *value) {
    if (value == NULL) return;
    asbi_put_char(b, ',');
    put_member(b, key, value);
}

static void put_field(buffer *b, const asb_policy *p, const kind_def *kind, const field_def *f) {
    asbi_put_char(b, '{');
    put_member(b, "name", asbi_field_name(f));
    put_optional(b, "type", asbi_field_type_name((field_type)f->type));
    asbi_put(b, f->required ? ",\"required\":true" : ",\"required\":false");
    put_optional(b, "required_when", asbi_field_required_when(f));
    put_choices(b, p, kind, f);
    put_optional(b, "list", asbi_field_list(f));
    put_optional(b, "label", asbi_field_label(f));
    put_optional(b, "class", asbi_class_name((field_class)f->class_));
    asbi_put_char(b, '}');
}

static void put_kinds(buffer *b, const asb_policy *p) {
    asbi_put(b, ",\"kinds\":[");
    for (size_t i = 0; i < KIND_BUILT_IN_COUNT; i++) {
        const kind_def *kind = asbi_kind((record_kind)i);
        put_comma(b, i);
        asbi_put_char(b, '{');
        put_member(b, "kind", asbi_kind_name(kind));
        put_optional(b, "label", asbi_kind_label(kind));
        asbi_put(b, ",\"fields\":[");
        for (uint32_t f = 0; f < asbi_field_count(kind); f++) {
            put_comma(b, f);
            put_field(b, p, kind, asbi_field_at(kind, f));
        }
        asbi_put(b, "]}");
    }
    asbi_put_char(b, ']');
}

/* ---- what the fields' words mean */

static void put_classes(buffer *b) {
    asbi_put(b, ",\"classes\":[");
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        put_comma(b, i);
        asbi_json_write_text(b, asbi_text(asbi_class_name((field_class)i)));
    }
    asbi_put_char(b, ']');
}

static void put_types(buffer *b) {
    asbi_put(b, ",\"types\":{");
    for (size_t i = 0; i < FIELD_TYPE_COUNT; i++) {
        put_comma(b, i);
        put_member(b, asbi_field_type_name((field_type)i), asbi_field_type_description((field_type)i));
    }
    asbi_put_char(b, '}');
}

static void put_derived(buffer *b) {
    const derived_def *d;

    asbi_put(b, ",\"derived\":[");
    for (uint32_t i = 0; (d = asbi_derived(i)) != NULL; i++) {
        put_comma(b, i);
        asbi_put_char(b, '{');
        put_member(b, "name", d->name);
        asbi_put(b, ",\"kinds\":[");
        for (size_t kind = 0; kind < COUNT_OF(d->kinds) && d->kinds[kind][0] != '\0'; kind++) {
            put_comma(b, kind);
            asbi_json_write_text(b, asbi_text(d->kinds[kind]));
        }
        asbi_put_char(b, ']');
        put_optional(b, "type", d->type);
        asbi_put_char(b, '}');
    }
    asbi_put_char(b, ']');
}

int32_t asb_vocabulary_json(asb_text **out, asb_engine *engine, const asb_policy *policy) {
    int32_t status = engine == NULL ? ASB_EARGUMENT : asbi_enter(engine);
    buffer b;

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(engine, out != NULL, "out");
    CHECK_ARGUMENT(engine, policy == NULL || policy->head.engine == engine, "policy");
    b = asbi_output(engine);
    asbi_put_format(&b, "{\"vocabulary\":%i", (int64_t)FORMAT);
    put_classes(&b);
    put_types(&b);
    put_kinds(&b, policy);
    put_derived(&b);
    asbi_put_char(&b, '}');
    status = asbi_text_new(out, engine, &b);
    asbi_buffer_free(&b);
    return asbi_leave(engine, status);
}

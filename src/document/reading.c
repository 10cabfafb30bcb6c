/* Records field by field, as they now read. What the policy names is corrected when the case is folded; the host's own fields, which it
 * does not name, are corrected here. */
#include "view.h"

static int is_unknown(atom name) {
    return name == ATOM_NONE || name == ATOM_OTHER;
}

static int corrects(const entry *e, const entry *of) {
    int64_t seq;

    return e->kind == KIND_CORRECTION && asbi_entry_integer(e, WORD_of, &seq) && seq == of->seq;
}

/* A correction of a field that the policy does not know. */
static int corrects_unknown(const asb_case *c, const entry *e, const entry *of, text *name) {
    if (!corrects(e, of)) return 0;
    *name = asbi_entry_text(e, WORD_field);
    return name->length > 0 && is_unknown(asbi_atom_of_text(c->policy, *name));
}

/* The last value that the field has had by corrections, or NULL. */
static const entry_field *corrected(const asb_case *c, const entry *e, text name) {
    text other;

    for (uint32_t i = c->count; e->corrected && i > e->seq; i--)
        if (corrects_unknown(c, &c->entries[i - 1], e, &other) && asbi_text_equal(other, name))
            return asbi_entry_field(&c->entries[i - 1], WORD_value);
    return NULL;
}

static int was_written(const entry *e, text name) {
    for (uint32_t i = 0; i < e->field_count; i++)
        if (is_unknown(e->fields[i].name) && asbi_text_equal(asbi_field_key(&e->fields[i]), name)) return 1;
    return 0;
}

static void read_field(reading *out, const asb_case *c, const entry *e, const entry_field *f) {
    const kind_def *kind = asbi_kind((record_kind)e->kind);
    const entry_field *now = is_unknown(f->name) ? corrected(c, e, asbi_field_key(f)) : NULL;

    out->name = is_unknown(f->name) ? asbi_field_key(f) : asbi_atom_text(c->policy, f->name);
    out->value = asbi_field_json(&out->room, now != NULL ? now : f);
    out->def = kind == NULL ? NULL : asbi_field_find(kind, out->name);
}

/* A field that is there only by a correction; its last correction tells it. */
static int read_added(reading *out, const asb_case *c, const entry *e, uint32_t correction) {
    const entry_field *value = asbi_entry_field(&c->entries[correction], WORD_value);
    text name;

    if (!corrects_unknown(c, &c->entries[correction], e, &name) || was_written(e, name)) return 0;
    out->name = name;
    out->def = NULL;
    out->value = asbi_field_json(&out->room, value);
    return value == corrected(c, e, name);
}

int asbi_next_reading(reading *out, const asb_case *c, const entry *e, uint32_t *at) {
    out->room = (json_value){.type = JSON_NULL};
    if (*at < e->field_count) {
        read_field(out, c, e, &e->fields[(*at)++]);
        return 1;
    }
    while (e->corrected && e->seq + (*at - e->field_count) < c->count) {
        uint32_t correction = e->seq + (*at)++ - e->field_count;
        if (read_added(out, c, e, correction)) return 1;
    }
    return 0;
}

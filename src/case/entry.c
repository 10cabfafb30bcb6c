/* Entries: what a record of the case says, as it now reads. */
#include "case.h"

const json_value *asbi_field_json(json_value *room, const entry_field *f) {
    if (f == NULL) return NULL;
    if (f->type == JSON_LIST || f->type == JSON_OBJECT) return f->tree;
    room->type = f->type;
    room->key = asbi_field_key(f);
    if (asbi_json_has_text(room)) asbi_json_hold(room, (json_type)f->type, (text){f->at, f->length});
    return room;
}

const json_value *asbi_entry_tree(const entry *e, atom name) {
    const entry_field *f = asbi_entry_field(e, name);

    return f != NULL && (f->type == JSON_LIST || f->type == JSON_OBJECT) ? f->tree : NULL;
}

int asbi_entry_integer(const entry *e, atom name, int64_t *number) {
    const entry_field *f = asbi_entry_field(e, name);

    return f != NULL && f->type == JSON_NUMBER && asbi_json_integer(asbi_field_value(f), number);
}

const entry_field *asbi_entry_written(const entry *e, text name) {
    for (uint32_t i = 0; i < e->written_count; i++)
        if (asbi_text_equal(asbi_field_key(&e->written[i]), name)) return &e->written[i];
    return NULL;
}

atom asbi_entry_atom(const entry *e, atom name) {
    const entry_field *f = asbi_entry_field(e, name);

    return f == NULL || f->atom_count == 0 ? ATOM_NONE : f->atoms[0];
}

text asbi_entry_text(const entry *e, atom name) {
    return asbi_field_as_text(asbi_entry_field(e, name));
}

int asbi_entry_is(const entry *e, atom name, atom value) {
    const entry_field *f = asbi_entry_field(e, name);

    for (uint32_t i = 0; f != NULL && value != ATOM_OTHER && i < f->atom_count; i++)
        if (f->atoms[i] == value) return 1;
    return 0;
}

const json_value *asbi_plan_find_action(const entry *plan, text action) {
    const json_value *actions = asbi_entry_tree(plan, WORD_actions);

    for (const json_value *v = actions == NULL ? NULL : asbi_json_first(actions); v != NULL; v = v->next) {
        const json_value *id = asbi_json_get(v, "id");
        if (id != NULL && id->type == JSON_TEXT && asbi_text_equal(asbi_json_text(id), action)) return v;
    }
    return NULL;
}

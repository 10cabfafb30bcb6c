/* Entries: what a record of the case says, as it now reads. */
#include "case.h"

atom asbi_entry_atom(const entry *e, atom name) {
    const entry_field *f = asbi_entry_field(e, name);

    return f == NULL || f->atom_count == 0 ? ATOM_NONE : f->atoms[0];
}

const json_value *asbi_entry_value(const entry *e, atom name) {
    const entry_field *f = asbi_entry_field(e, name);

    return f == NULL ? NULL : f->value;
}

text asbi_entry_text(const entry *e, atom name) {
    const json_value *v = asbi_entry_value(e, name);

    return v != NULL && v->type == JSON_TEXT ? v->text : (text){"", 0};
}

int asbi_entry_is(const entry *e, atom name, atom value) {
    const entry_field *f = asbi_entry_field(e, name);

    for (uint32_t i = 0; f != NULL && value != ATOM_OTHER && i < f->atom_count; i++)
        if (f->atoms[i] == value) return 1;
    return 0;
}

const json_value *asbi_plan_find_action(const entry *plan, text action) {
    const json_value *actions = asbi_entry_value(plan, WORD_actions);

    for (const json_value *v = actions == NULL ? NULL : actions->first; v != NULL; v = v->next) {
        const json_value *id = asbi_json_get(v, "id");
        if (id != NULL && id->type == JSON_TEXT && asbi_text_equal(id->text, action)) return v;
    }
    return NULL;
}

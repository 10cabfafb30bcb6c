/* What of a case a reader may not have, field by field, for the file. */
#include "../case/out.h"
#include "document.h"

/* A field that the policy does not know by name still has the name that it was written with. */
static text name_of(const asb_case *c, const entry_field *f) {
    return f->name == ATOM_NONE || f->name == ATOM_OTHER ? f->value->key : asbi_atom_text(c->policy, f->name);
}

static void put_line(out_json *o, const view *v, const entry *e, text field, withheld why) {
    asbi_out_object(o, NULL);
    asbi_out_text(o, "field", field);
    asbi_out_text(o, "kind", e->kind_text);
    if (e->party != NO_INDEX) asbi_out_text(o, "party", v->c->parties[e->party].id);
    asbi_out_number(o, "seq", e->seq);
    asbi_out_words(o, "why", asbi_withheld_words(why));
    asbi_out_end(o);
}

static void put_fields(out_json *o, const view *v, const entry *e) {
    const kind_def *kind = asbi_kind((record_kind)e->kind);
    for (uint32_t i = 0; i < e->field_count; i++) {
        text name = name_of(v->c, &e->fields[i]);
        withheld why = asbi_view_field(v, e, kind ? asbi_field_find(kind, name) : NULL, e->fields[i].value);
        if (why != SEEN) put_line(o, v, e, name, why);
    }
}

static uint32_t seen_records(const view *v) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < v->c->count; i++) count += asbi_view_record(v, &v->c->entries[i]) == SEEN;
    return count;
}

void asbi_put_withheld(buffer *out, const view *v) {
    out_json o = asbi_out_begin(out);
    asbi_out_atom(&o, "audience", v->c, v->audience->id);
    if (v->reader != NO_INDEX) asbi_out_text(&o, "party", v->c->parties[v->reader].id);
    asbi_out_number(&o, "records", seen_records(v));
    asbi_out_list(&o, "withheld");
    for (uint32_t i = 0; i < v->c->count; i++) {
        const entry *e = &v->c->entries[i];
        withheld why = asbi_view_record(v, e);
        if (why == SEEN)
            put_fields(&o, v, e);
        else
            put_line(&o, v, e, (text){NULL, 0}, why);
    }
    asbi_out_end(&o);
    asbi_out_end(&o);
}

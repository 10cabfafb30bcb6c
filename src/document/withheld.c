/* What of a case a reader may not have, field by field, for the file. */
#include "../case/out.h"
#include "document.h"

static void put_line(out_json *o, const view *v, const entry *e, text field, withheld why) {
    asbi_out_object(o, NULL);
    asbi_out_text(o, "field", field);
    asbi_out_text(o, "kind", e->kind_text);
    if (e->party != NO_INDEX) asbi_out_text(o, "party", v->c->parties[e->party].id);
    asbi_out_number(o, "seq", e->seq);
    asbi_out_words(o, "why", asbi_withheld_name(why));
    asbi_out_end(o);
}

/* A field that is seen may still mention somebody. */
static withheld why_not(const view *v, arena *scratch, const entry *e, const reading *r) {
    withheld why = asbi_view_field(v, e, r->def, r->value);
    uint32_t marks = 0;
    if (why != SEEN) return why;
    arena_mark before = asbi_arena_mark(scratch);
    const json_value *seen = asbi_view_value(v, scratch, e, r->def, r->value, &marks);
    asbi_arena_rewind(scratch, before);
    return seen && marks ? MASKED : SEEN;
}

static void put_fields(out_json *o, const view *v, arena *scratch, const entry *e) {
    reading r;
    for (uint32_t at = 0; asbi_next_reading(&r, v->c, e, &at);) {
        withheld why = why_not(v, scratch, e, &r);
        if (why != SEEN) put_line(o, v, e, r.name, why);
    }
}

static uint32_t seen_records(const view *v) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < v->c->count; i++) count += asbi_view_record(v, &v->c->entries[i]) == SEEN;
    return count;
}

void asbi_put_withheld(buffer *out, const view *v) {
    out_json o = asbi_out_begin(out);
    arena scratch;
    asbi_arena_init(&scratch, out->memory);
    asbi_out_atom(&o, "audience", v->c, v->audience->id);
    if (v->reader != NO_INDEX) asbi_out_text(&o, "party", v->c->parties[v->reader].id);
    asbi_out_number(&o, "records", seen_records(v));
    asbi_out_list(&o, "withheld");
    for (uint32_t i = 0; i < v->c->count; i++) {
        const entry *e = &v->c->entries[i];
        withheld why = asbi_view_record(v, e);
        if (why == SEEN)
            put_fields(&o, v, &scratch, e);
        else
            put_line(&o, v, e, (text){NULL, 0}, why);
    }
    asbi_out_end(&o);
    asbi_out_end(&o);
    asbi_arena_free(&scratch);
}

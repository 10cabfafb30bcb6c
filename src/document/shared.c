/* Sharing with partners: the basis in words, and the record. */
#include "shared.h"
#include "../record/record.h"
#include "date_words.h"

static void put_text(buffer *b, text t) {
    asbi_put_bytes(b, t.at, t.length);
}

/* Those who consent, by their ids: 0 where nobody does. */
static int put_consents(buffer *out, const view *v, atom scope) {
    const char *before = "; ";
    for (uint32_t i = 0; i < v->c->party_count; i++) {
        if (!asbi_consents(&v->j, i, scope)) continue;
        asbi_put(out, before);
        put_text(out, v->c->parties[i].id);
        before = ", ";
    }
    if (before[0] == ';') return 0;
    asbi_put(out, " consented to ");
    put_text(out, asbi_atom_text(v->c->policy, scope));
    return 1;
}

static void put_line(buffer *out, const view *v, const audience_line *l) {
    if (l->when != NO_INDEX && !asbi_holds(&v->j, l->when)) return;
    if (l->scope != ATOM_NONE && !put_consents(out, v, l->scope)) return;
    if (l->when == NO_INDEX) return;
    asbi_put(out, "; ");
    asbi_put_condition(out, v->c->policy, l->when);
}

void asbi_put_basis(buffer *out, const making *m) {
    const audience_def *a = m->v->audience;
    const json_value *clause = asbi_json_get(a->source, "clause");
    asbi_put(out, m->d->kind->label);
    asbi_put(out, ", made on ");
    asbi_put_due_words(out, (due){NO_DATE, m->now});
    asbi_put(out, ". Basis: ");
    if (clause) put_text(out, asbi_json_text(clause));
    for (uint32_t i = 0; i < a->lines.count; i++) put_line(out, m->v, &m->c->policy->audience_lines.items[a->lines.first + i]);
    asbi_put_char(out, '.');
}

static int put(asb_record *r, const char *field, text value) {
    return asbi_json_set(&r->arena, r->fields, asbi_text(field), asbi_json_new_text(&r->arena, value)) != NULL;
}

int32_t asbi_shared_record(asb_record **out, const asb_document *d) {
    asb_record *r;
    int32_t status = asbi_record_new(&r, d->head.engine, asbi_text("partner"));
    if (status) return status;
    if (put(r, "what", asbi_text("information-shared")) && put(r, "summary", (text){d->basis.data, d->basis.length})) {
        *out = r;
        return ASB_OK;
    }
    asbi_handle_drop(r);
    return ASB_ENOMEM;
}

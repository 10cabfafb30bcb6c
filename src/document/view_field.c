/* Whose data a field is, and so whether it is seen.
 *
 * A record is about its party, a report about its reporter, an incident about everybody whom it names. What an incident did to those who
 * suffer it is the data of every complainant and victim too, named or not. A correction, an approval, an action is about the record that it
 * belongs to. Where a field is several people's, it is seen if all of theirs is. */
#include "view.h"

#include "../base/container.h"

/* ---- the record that a record is about */

static const entry *named_record(const asb_case *c, const entry *e) {
    const kind_def *kind = asbi_kind((record_kind)e->kind);
    int64_t seq;

    for (uint32_t i = 0; kind != NULL && i < asbi_field_count(kind); i++) {
        if (asbi_field_at(kind, i)->type != FIELD_SEQ) continue;
        if (!asbi_entry_integer(e, asbi_atom_of_text(c->policy, asbi_text(asbi_field_name(asbi_field_at(kind, i)))), &seq)) continue;
        if (seq >= 1 && seq < e->seq) return &c->entries[seq - 1];
    }
    return NULL;
}

const entry *asbi_entry_about(const asb_case *c, const entry *e) {
    for (const entry *other; e->party == NO_INDEX && (other = named_record(c, e)) != NULL;) e = other;
    return e;
}

/* Kinds of the host's, and of a newer library: a field `party` is taken for what it is everywhere else. */
static uint32_t party_of(const asb_case *c, const entry *e) {
    text id = e->kind >= KIND_BUILT_IN_COUNT ? asbi_entry_text(e, WORD_party) : asbi_text("");

    return id.length > 0 ? asbi_party_find(c, id) : e->party;
}

/* ---- whose it is */

static withheld worse(withheld a, withheld b) {
    return a > b ? a : b;
}

/* Of everybody whom a list (or a text) names; *named counts them. A name that is nobody's is about nobody. */
static withheld of_named(const view *v, field_class of, const json_value *value, uint32_t *named) {
    const json_value *item = value == NULL || value->type != JSON_LIST ? value : asbi_json_first(value);
    withheld worst = SEEN;

    for (; item != NULL; item = value->type == JSON_LIST ? item->next : NULL) {
        if (item->type != JSON_TEXT) continue;
        worst = worse(worst, asbi_view_class(v, of, asbi_party_find(v->c, asbi_json_text(item))));
        ++*named;
    }
    return worst;
}

static int is_of_sufferers(const entry *e, const field_def *f) {
    static const char names[][13] = {"impact", "effect", "measures", "targeted", "targeted_why"};

    for (size_t i = 0; e->kind == KIND_INCIDENT && f != NULL && i < COUNT_OF(names); i++)
        if (asbi_text_is(asbi_text(asbi_field_name(f)), names[i])) return 1;
    return 0;
}

static withheld of_incident(const view *v, const entry *e, field_class of) {
    atom witnesses = asbi_atom_of_text(v->c->policy, asbi_text("witnesses"));
    uint32_t named = 0;
    withheld people = of_named(v, of, asbi_entry_value(e, WORD_people), &named);
    withheld saw = of_named(v, of, asbi_entry_value(e, witnesses), &named);

    return named == 0 ? asbi_view_class(v, of, NO_INDEX) : worse(people, saw);
}

/* A report that was made anonymously is its reporter's, and for those who see everybody. */
static int is_anonymous_report(const view *v, const entry *e) {
    if (e->kind != KIND_REPORT || v->sees_everybody || !asbi_entry_is(e, WORD_anonymous, ATOM_TRUE)) return 0;
    return e->party == NO_INDEX || (e->party != v->reader && v->parties[e->party].anonymous);
}

static withheld of_record(const view *v, const entry *e, field_class of) {
    const entry *about = asbi_entry_about(v->c, e);

    if (is_anonymous_report(v, about)) return WITHHELD_ANONYMOUS;
    if (about->kind == KIND_INCIDENT) return of_incident(v, about, of);
    return asbi_view_class(v, of, party_of(v->c, about));
}

/* ---- fields */

static int names_people(const field_def *f) {
    return f != NULL && (f->type == FIELD_PARTY || f->type == FIELD_PARTIES || f->type == FIELD_PERSON || f->type == FIELD_NEW_PARTY);
}

/* All of them seen, some, or none. */
static withheld people_seen(const view *v, const json_value *value) {
    const json_value *item = value->type == JSON_LIST ? asbi_json_first(value) : value;
    withheld worst = SEEN;
    int some = 0;

    for (; item != NULL; item = value->type == JSON_LIST ? item->next : NULL) {
        withheld one = item->type == JSON_TEXT ? asbi_view_class(v, CLASS_IDENTITY, asbi_party_find(v->c, asbi_json_text(item))) : SEEN;
        some |= one == SEEN;
        worst = worse(worst, one);
    }
    return worst == SEEN || !some ? worst : MASKED;
}

withheld asbi_view_field(const view *v, const entry *e, const field_def *f, const json_value *value) {
    field_class of = f == NULL ? CLASS_SPECIAL : (field_class)f->class_;
    withheld seen;

    if (e->erased) return WITHHELD_ERASED;
    if (is_anonymous_report(v, asbi_entry_about(v->c, e))) return WITHHELD_ANONYMOUS;
    if (names_people(f) && value != NULL) return people_seen(v, value);
    seen = of_record(v, e, of);
    return is_of_sufferers(e, f) ? worse(seen, (withheld)v->sufferers.why[of]) : seen;
}

withheld asbi_view_header(const view *v, const entry *e) {
    return of_record(v, e, CLASS_OPERATIONAL);
}

/* ---- records */

/* That somebody is named does not make a record seen, unless it is seen who. */
withheld asbi_view_record(const view *v, const entry *e) {
    withheld worst = asbi_view_header(v, e);
    reading r;

    if (e->erased) return worst == SEEN ? WITHHELD_ERASED : worst;
    if (worst == SEEN) return SEEN;
    for (uint32_t at = 0; asbi_next_reading(&r, v->c, e, &at);) {
        withheld one = asbi_view_field(v, e, r.def, r.value);
        if (one == SEEN || one == MASKED) return SEEN;
        worst = worse(worst, one);
    }
    return worst;
}

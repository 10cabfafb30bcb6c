/* A case as data, for one reader. A tree is put together and written once, so that it is canonical; whatever could not be had for want of memory
 * makes the whole fail. */
#include "data.h"

json_value *asbi_data_put(arena *a, json_value *object, const char *key, json_value *value) {
    return object == NULL || value == NULL ? NULL : asbi_json_set(a, object, asbi_text(key), value);
}

json_value *asbi_data_text(arena *a, json_value *object, const char *key, text t) {
    return asbi_data_put(a, object, key, asbi_json_new_text(a, t));
}

json_value *asbi_data_instant(arena *a, json_value *object, const char *key, instant i) {
    char room[40];
    buffer b = {.data = room, .capacity = sizeof room, .limit = sizeof room - 1};

    asbi_put_instant_utc(&b, i);
    return asbi_data_text(a, object, key, (text){room, b.length});
}

/* ---- what goes through the view as a text */

static json_value *of_scratch(arena *a, buffer *b) {
    json_value *v = b->status == ASB_OK ? asbi_json_new_text(a, (text){b->data == NULL ? "" : b->data, b->length}) : NULL;

    asbi_buffer_free(b);
    return v;
}

static json_value *masked(const view *v, arena *a, text t) {
    buffer b;

    asbi_buffer_init(&b, a->memory, SIZE_MAX);
    asbi_view_put_text(&b, v, t, NULL);
    return of_scratch(a, &b);
}

static json_value *called(const view *v, arena *a, uint32_t party) {
    buffer b;

    asbi_buffer_init(&b, a->memory, SIZE_MAX);
    asbi_view_put_party(&b, v, party, NULL);
    return of_scratch(a, &b);
}

/* ---- a record */

typedef struct filler {
    const view *v;
    arena *a;
    const entry *e;
    json_value *fields, *withheld;
    uint32_t marks;
} filler;

/* A name of the host's own may say too much. */
static text name_of(filler *f, text name, const field_def *def) {
    json_value *v = def == NULL ? masked(f->v, f->a, name) : NULL;

    return v == NULL ? name : asbi_json_text(v);
}

/* People who are not seen have their pseudonyms; those of a field that is not seen for another reason are not named. */
static int is_told(const view *v, withheld why, const reading *r) {
    const json_value *item = r->value->type == JSON_LIST ? asbi_json_first(r->value) : r->value;

    if (why == SEEN || why == MASKED) return 1;
    if (r->def == NULL ||
        (r->def->type != FIELD_PARTY && r->def->type != FIELD_PARTIES && r->def->type != FIELD_PERSON && r->def->type != FIELD_NEW_PARTY))
        return 0;
    for (; item != NULL; item = r->value->type == JSON_LIST ? item->next : NULL)
        if (item->type == JSON_TEXT && asbi_view_is_nowhere(v, asbi_party_find(v->c, asbi_json_text(item)))) return 0;
    return 1;
}

static int fill_field(filler *f, const reading *r) {
    withheld why = asbi_view_field(f->v, f->e, r->def, r->value);
    text name = name_of(f, r->name, r->def);
    json_value *value;

    if (is_told(f->v, why, r)) {
        value = asbi_view_value(f->v, f->a, f->e, r->def, r->value, &f->marks);
        return value != NULL && asbi_json_set(f->a, f->fields, name, value) != NULL;
    }
    value = asbi_json_new_text(f->a, asbi_text(asbi_withheld_told(why)));
    return value != NULL && asbi_json_set(f->a, f->withheld, name, value) != NULL;
}

static int fill_fields(filler *f, json_value *record) {
    reading r;

    f->fields = asbi_json_new(f->a, JSON_OBJECT);
    f->withheld = asbi_json_new(f->a, JSON_OBJECT);
    if (f->fields == NULL || f->withheld == NULL) return 0;
    for (uint32_t at = 0; asbi_next_reading(&r, f->v->c, f->e, &at);)
        if (!fill_field(f, &r)) return 0;
    if (asbi_data_put(f->a, record, "fields", f->fields) == NULL) return 0;
    if (f->withheld->count > 0 && asbi_data_put(f->a, record, "withheld", f->withheld) == NULL) return 0;
    return f->marks == 0 || asbi_data_put(f->a, record, "masked", asbi_json_new_integer(f->a, f->marks)) != NULL;
}

/* By whom is the landlord's own working. */
static int fill_header(const view *v, arena *a, json_value *record, const entry *e) {
    if (asbi_data_instant(a, record, "at", e->at) == NULL || asbi_data_instant(a, record, "recorded", e->recorded) == NULL) return 0;
    if (asbi_data_put(a, record, "seq", asbi_json_new_integer(a, e->seq)) == NULL ||
        asbi_data_put(a, record, "kind", masked(v, a, e->kind_text)) == NULL)
        return 0;
    if (asbi_view_header(v, e) != SEEN) return 1;
    return asbi_data_put(a, record, "by", masked(v, a, e->by)) != NULL && asbi_data_text(a, record, "role", e->role_text) != NULL;
}

json_value *asbi_data_record(const view *v, arena *a, const entry *e) {
    filler f = {.v = v, .a = a, .e = e};
    json_value *record = asbi_json_new(a, JSON_OBJECT);

    if (record == NULL || !fill_header(v, a, record, e)) return NULL;
    if (e->erased) return asbi_data_put(a, record, "erased", asbi_json_new(a, JSON_TRUE)) == NULL ? NULL : record;
    return fill_fields(&f, record) ? record : NULL;
}

/* ---- parties and policy */

static json_value *parts_of(const view *v, arena *a, uint32_t party) {
    json_value *list = asbi_json_new(a, JSON_LIST);
    const asb_case *c = v->c;

    for (uint32_t i = c->parties[party].newest; list != NULL && i != NO_INDEX; i = c->entries[i].older_of_party) {
        const entry_field *f = c->entries[i].erased ? NULL : asbi_entry_field(&c->entries[i], WORD_as);
        for (uint32_t k = 0; f != NULL && k < f->atom_count; k++) {
            text part = asbi_atom_text(c->policy, f->atoms[k]);
            const json_value *there = asbi_json_first(list);
            while (there != NULL && !asbi_text_equal(asbi_json_text(there), part)) there = there->next;
            if (part.length > 0 && there == NULL && asbi_json_append(list, asbi_json_new_text(a, part)) == NULL) return NULL;
        }
    }
    return list;
}

static json_value *party_of(const view *v, arena *a, uint32_t party) {
    json_value *o = asbi_json_new(a, JSON_OBJECT);

    if (asbi_data_put(a, o, "called", called(v, a, party)) == NULL) return NULL;
    if (asbi_view_class(v, CLASS_IDENTITY, party) != SEEN) return o;
    if (asbi_data_text(a, o, "party", v->c->parties[party].id) == NULL) return NULL;
    return asbi_data_put(a, o, "parts", parts_of(v, a, party)) == NULL ? NULL : o;
}

/* Those of whom anything is seen. */
json_value *asbi_data_parties(const view *v, arena *a) {
    json_value *list = asbi_json_new(a, JSON_LIST);

    for (uint32_t i = 0; list != NULL && i < v->c->party_count; i++)
        if (v->parties[i].classes != 0 && asbi_json_append(list, party_of(v, a, i)) == NULL) return NULL;
    return list;
}

json_value *asbi_data_policy(const asb_policy *p, arena *a) {
    json_value *o = asbi_json_new(a, JSON_OBJECT);

    if (asbi_data_text(a, o, "id", p->id) == NULL || asbi_data_text(a, o, "version", p->version) == NULL) return NULL;
    return asbi_data_text(a, o, "digest", asbi_text(p->digest_hex)) == NULL ? NULL : o;
}

/* ---- the case */

static json_value *records_of(const view *v, arena *a, uint32_t *withheld_count) {
    json_value *list = asbi_json_new(a, JSON_LIST);

    for (uint32_t i = 0; list != NULL && i < v->c->count; i++) {
        withheld why = asbi_view_record(v, &v->c->entries[i]);
        if (why != SEEN && why != WITHHELD_ERASED)
            ++*withheld_count;
        else if (asbi_json_append(list, asbi_data_record(v, a, &v->c->entries[i])) == NULL)
            return NULL;
    }
    return list;
}

static json_value *case_of(const view *v, arena *a) {
    json_value *top = asbi_json_new(a, JSON_OBJECT);
    uint32_t count = 0;

    if (asbi_data_text(a, top, "audience", asbi_atom_text(v->c->policy, v->audience->id)) == NULL) return NULL;
    if (asbi_data_put(a, top, "case", masked(v, a, v->c->id)) == NULL || asbi_data_text(a, top, "kind", asbi_text("case-data")) == NULL)
        return NULL;
    if (asbi_data_instant(a, top, "made", v->j.now) == NULL || asbi_data_put(a, top, "parties", asbi_data_parties(v, a)) == NULL)
        return NULL;
    if (asbi_data_put(a, top, "policy", asbi_data_policy(v->c->policy, a)) == NULL) return NULL;
    if (asbi_data_put(a, top, "records", records_of(v, a, &count)) == NULL) return NULL;
    return asbi_data_put(a, top, "withheld", asbi_json_new_integer(a, count)) == NULL ? NULL : top;
}

static int32_t render(buffer *out, const making *m) {
    json_value *top;
    arena a;

    asbi_arena_init(&a, m->c->memory);
    top = case_of(m->v, &a);
    if (top != NULL) asbi_json_write(out, top);
    asbi_arena_free(&a);
    return top == NULL ? ASB_ENOMEM : out->status;
}

static const document_option options[] = {
    {"audience", "For whom it is (an audience of the policy)", 0, 0},
    {"party", "The person who reads it, where they are a party of the case", 0, 0},
    {NULL, NULL, 0, 0},
};

const document_kind asbi_case_data_kind = {
    .name = "case-data", .label = "The case as data", .formats = 1u << ASB_FORMAT_JSON, .options = options, .render = render};

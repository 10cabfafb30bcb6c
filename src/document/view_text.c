/* Texts, people and values as a reader may have them. */
#include "view.h"

#include <string.h>

static void put_piece(buffer *out, text t, put_escaped escape) {
    if (t.length == 0) return;
    if (escape != NULL)
        escape(out, t);
    else
        asbi_put_bytes(out, t.at, t.length);
}

static const char *mark_of(identifier_kind kind) {
    static const char marks[ID_KINDS][25] = {
        [ID_NAME] = "[name withheld]",          [ID_ADDRESS] = "[address withheld]", [ID_POSTCODE] = "[postcode withheld]",
        [ID_PHONE] = "[telephone withheld]",    [ID_EMAIL] = "[e-mail withheld]",    [ID_UPRN] = "[property withheld]",
        [ID_BORN] = "[date of birth withheld]", [ID_PARTY] = "[name withheld]"};

    return marks[kind];
}

uint32_t asbi_view_put_text(buffer *out, const view *v, text t, put_escaped escape) {
    uint32_t marks = 0;
    size_t from = 0;
    mention m;

    asbi_mentions_begin(&v->protected_, t, 0, IN_TEXT);
    for (; asbi_next_mention(&m, &v->protected_); marks++) {
        put_piece(out, (text){t.at + from, m.from - from}, escape);
        put_piece(out, asbi_text(mark_of(m.kind)), escape);
        from = m.to;
    }
    put_piece(out, (text){t.at + from, t.length - from}, escape);
    return marks;
}

/* ---- people */

static void put_pseudonym(buffer *out, const view_party *p, put_escaped escape) {
    put_piece(out, p->part, escape);
    asbi_put_char(out, ' ');
    asbi_put_int(out, p->number);
}

void asbi_view_put_party(buffer *out, const view *v, uint32_t party, put_escaped escape) {
    const entry_field *name;

    if (party == NO_INDEX || v->parties[party].anonymous) {
        put_piece(out, asbi_text("[name withheld]"), escape);
        return;
    }
    name = v->parties[party].number == 0 ? asbi_party_field(v->c, party, WORD_name) : NULL;
    if (name == NULL)
        put_pseudonym(out, &v->parties[party], escape);
    else
        asbi_view_put_text(out, v, asbi_field_as_text(name), escape);
}

/* ---- values as JSON */

typedef struct copier {
    const view *v;
    arena *a;
    buffer scratch;
    uint32_t marks;
    int special; /* members that begin with x- may be seen */
} copier;

static json_value *scratch_text(copier *c) {
    return c->scratch.status == ASB_OK ? asbi_json_new_text(c->a, (text){c->scratch.data == NULL ? "" : c->scratch.data, c->scratch.length})
                                       : NULL;
}

static json_value *copy_text(copier *c, text t) {
    asbi_buffer_clear(&c->scratch);
    c->marks += asbi_view_put_text(&c->scratch, c->v, t, NULL);
    return scratch_text(c);
}

static json_value *copy_party(copier *c, uint32_t party) {
    asbi_buffer_clear(&c->scratch);
    asbi_view_put_party(&c->scratch, c->v, party, NULL);
    c->marks += asbi_view_class(c->v, CLASS_IDENTITY, party) != SEEN;
    return scratch_text(c);
}

/* A digit sequence may be a telephone number; then it becomes the mark, as a text. */
static json_value *copy_number(copier *c, const json_value *value) {
    mention m;

    return asbi_identifiers_find(&m, &c->v->protected_, asbi_json_text(value), 0) ? copy_text(c, asbi_json_text(value))
                                                                                  : asbi_json_copy(c->a, value);
}

static json_value *copy_value(copier *c, const json_value *value);

/* Left out are the host's own members where they are not seen, and one whose very key says too much. */
static int may_keep(copier *c, const json_value *member) {
    mention m;
    int keep = c->special || member->key.length < 2 || memcmp(member->key.at, "x-", 2) != 0;

    keep = keep && !asbi_identifiers_find(&m, &c->v->protected_, member->key, 0);
    c->marks += !keep;
    return keep;
}

static json_value *copy_members(copier *c, const json_value *value) {
    json_value *copy = asbi_json_new(c->a, JSON_OBJECT);

    for (const json_value *member = asbi_json_first(value); copy != NULL && member != NULL; member = member->next) {
        json_value *item = may_keep(c, member) ? copy_value(c, member) : NULL;
        const char *key = item == NULL ? NULL : asbi_arena_text(c->a, member->key.at, member->key.length);
        if (item == NULL && c->scratch.status == ASB_OK) continue;
        if (key == NULL || asbi_json_set(c->a, copy, (text){key, member->key.length}, item) == NULL) return NULL;
    }
    return copy;
}

static json_value *copy_items(copier *c, const json_value *value) {
    json_value *copy = asbi_json_new(c->a, JSON_LIST);

    for (const json_value *item = asbi_json_first(value); copy != NULL && item != NULL; item = item->next)
        if (asbi_json_append(copy, copy_value(c, item)) == NULL) return NULL;
    return copy;
}

static json_value *copy_value(copier *c, const json_value *value) {
    switch (value->type) {
    case JSON_TEXT: return copy_text(c, asbi_json_text(value));
    case JSON_NUMBER: return copy_number(c, value);
    case JSON_LIST: return copy_items(c, value);
    case JSON_OBJECT: return copy_members(c, value);
    default: return asbi_json_copy(c->a, value);
    }
}

static json_value *copy_person(copier *c, const json_value *value) {
    return value->type == JSON_TEXT ? copy_party(c, asbi_party_find(c->v->c, asbi_json_text(value))) : copy_value(c, value);
}

static json_value *copy_people(copier *c, const json_value *value) {
    json_value *copy = value->type == JSON_LIST ? asbi_json_new(c->a, JSON_LIST) : NULL;

    if (value->type != JSON_LIST) return copy_person(c, value);
    for (const json_value *item = asbi_json_first(value); copy != NULL && item != NULL; item = item->next) {
        uint32_t party = item->type == JSON_TEXT ? asbi_party_find(c->v->c, asbi_json_text(item)) : NO_INDEX;
        c->marks += (uint32_t)asbi_view_is_nowhere(c->v, party);
        if (!asbi_view_is_nowhere(c->v, party) && asbi_json_append(copy, copy_person(c, item)) == NULL) return NULL;
    }
    return copy;
}

/* Words of the vocabulary, of the policy or of time, in which nobody can be named. */
static int is_closed(const field_def *f) {
    switch (f->type) {
    case FIELD_FLAG:
    case FIELD_FLAG_SEQS:
    case FIELD_SHA256:
    case FIELD_ONE:
    case FIELD_MANY:
    case FIELD_DATE:
    case FIELD_WHEN:
    case FIELD_PERIOD:
    case FIELD_ROLE:
    case FIELD_REMEDY:
    case FIELD_MATRIX:
    case FIELD_LETTER:
    case FIELD_CLOSURE_REASON:
    case FIELD_GUARD:
    case FIELD_CATEGORY:
    case FIELD_CATEGORIES:
    case FIELD_SEQ:
    case FIELD_SEQS:
    case FIELD_TRIAGE_ANSWERS:
    case FIELD_ANSWERS: return f->class_ != CLASS_IDENTITY || f->type != FIELD_DATE;
    default: return 0;
    }
}

static json_value *copy_field(copier *c, const field_def *f, const json_value *value) {
    if (f != NULL && is_closed(f)) return asbi_json_copy(c->a, value);
    if (f != NULL && (f->type == FIELD_PARTY || f->type == FIELD_PARTIES || f->type == FIELD_PERSON || f->type == FIELD_NEW_PARTY))
        return copy_people(c, value);
    return copy_value(c, value);
}

json_value *asbi_view_value(const view *v, arena *a, const entry *e, const field_def *f, const json_value *value, uint32_t *marks) {
    copier c = {.v = v, .a = a, .special = asbi_view_field(v, e, NULL, value) == SEEN};
    json_value *copy;

    asbi_buffer_init(&c.scratch, a->memory, SIZE_MAX);
    copy = copy_field(&c, f, value);
    asbi_buffer_free(&c.scratch);
    *marks += c.marks;
    return copy;
}

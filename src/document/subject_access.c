/* Subject access: everything that is held about one person.
 *
 * Their own records come first, with those of others in them masked. Then what the landlord wrote that is about nobody in particular, but
 * mentions them. What others said about them is those others' too, and is counted and not shown; advice that was taken is not shown either.
 * An anonymous person's records are not even counted. */
#include "subject_access.h"

#include "../base/container.h"
#include "case_file.h"
#include "data.h"

#include <asb/document.h>

typedef enum relation { NOT_ABOUT, ABOUT, MENTIONS, HIDDEN } relation; /* a record and the person */

typedef struct access {
    const making *m;
    const view *v;
    teller *t;          /* NULL: as data */
    identifiers person; /* whoever asks */
    uint8_t *relations; /* for each record */
    uint32_t hidden;    /* records that mention them and are withheld */
    arena arena;
} access;

/* ---- which records */

static int mentions_text(const access *a, text t) {
    mention m;

    asbi_mentions_begin(&a->person, t, 0, IN_DOCUMENT);
    return asbi_next_mention(&m, &a->person);
}

static int mentions(const access *a, const json_value *v) {
    if (v->type == JSON_TEXT || v->type == JSON_NUMBER) return mentions_text(a, asbi_json_text(v));
    for (const json_value *item = v->type >= JSON_LIST ? asbi_json_first(v) : NULL; item != NULL; item = item->next)
        if (mentions(a, item)) return 1;
    return 0;
}

/* Where somebody else lives may well be where this one does. */
static int is_of_their_home(const reading *r) {
    return r->def != NULL && r->def->class_ == CLASS_CONTACT;
}

/* What the landlord wrote, of nobody in particular, and not to take advice. */
static int is_ours(const access *a, const entry *e, const reading *r) {
    const entry *about = asbi_entry_about(a->v->c, e);
    int working = r->def != NULL && (r->def->class_ == CLASS_OPERATIONAL || r->def->class_ == CLASS_OUTCOME);

    return working && about->party == NO_INDEX && about->kind != KIND_REPORT && about->kind != KIND_INCIDENT && about->kind != KIND_ADVICE;
}

/* Of somebody anonymous nothing is told, nor how many records there are. */
static int is_anonymous(const access *a, const entry *e) {
    return asbi_view_header(a->v, e) == WITHHELD_ANONYMOUS;
}

static relation relation_of(const access *a, const entry *e) {
    withheld why = asbi_view_record(a->v, e);
    relation found = NOT_ABOUT;
    reading r;

    if (why == SEEN) return ABOUT;
    if (e->erased || is_anonymous(a, e)) return NOT_ABOUT;
    for (uint32_t at = 0; asbi_next_reading(&r, a->v->c, e, &at);) {
        if (is_of_their_home(&r) || !mentions(a, r.value)) continue;
        if (is_ours(a, e, &r)) return MENTIONS;
        found = HIDDEN;
    }
    return found;
}

static int32_t begin(access *a, const making *m, teller *t) {
    int32_t status;

    *a = (access){.m = m, .v = m->v, .t = t};
    asbi_arena_init(&a->arena, m->c->memory);
    asbi_identifiers_init(&a->person, &a->arena);
    a->relations = asbi_arena_alloc(&a->arena, m->c->count);
    status = a->relations == NULL ? ASB_ENOMEM : asbi_identify(&a->person, m->v, m->reader);
    for (uint32_t i = 0; status == ASB_OK && i < m->c->count; i++) {
        a->relations[i] = (uint8_t)relation_of(a, &m->c->entries[i]);
        a->hidden += a->relations[i] == HIDDEN;
    }
    return status;
}

/* ---- as a page */

static void put_row(access *a, const entry *e) {
    asbi_page_row(a->t->p, e->seq);
    asbi_page_cell(a->t->p);
    asbi_page_number(a->t->p, e->seq);
    asbi_page_cell(a->t->p);
    asbi_page_when(a->t->p, e->at);
    asbi_page_cell(a->t->p);
    asbi_tell_kind(a->t, e);
    asbi_page_cell(a->t->p);
}

static void put_records(access *a) {
    static const char columns[] = WORDS(HEAD(LOOK_NUMBER, "Record"), HEAD(LOOK_WHEN, "When"), HEAD(LOOK_TEXT, "Kind"),
                                        HEAD(LOOK_LONG, "What"));

    asbi_page_section(a->t->p, "Records about you");
    asbi_page_table(a->t->p, "Records about you, in the order in which they were entered", columns, "There are none.");
    for (uint32_t i = 0; i < a->v->c->count; i++) {
        const entry *e = &a->v->c->entries[i];
        if (a->relations[i] != ABOUT) continue;
        put_row(a, e);
        asbi_tell_lead(a->t, e);
        asbi_tell_details(a->t, e);
    }
    asbi_page_done(a->t->p);
}

static void put_mention(access *a, const entry *e) {
    const char *before = "";
    reading r;

    for (uint32_t at = 0; asbi_next_reading(&r, a->v->c, e, &at);) {
        if (!is_ours(a, e, &r) || !mentions(a, r.value)) continue;
        asbi_page_put(a->t->p, before);
        asbi_page_put(a->t->p, asbi_field_label(r.def));
        asbi_page_put(a->t->p, ": ");
        asbi_tell_value(a->t, r.def, r.value);
        before = "\n";
    }
}

static void put_mentions(access *a) {
    static const char columns[] = WORDS(HEAD(LOOK_NUMBER, "Record"), HEAD(LOOK_WHEN, "When"), HEAD(LOOK_TEXT, "Kind"),
                                        HEAD(LOOK_TEXT, "What it says"));

    asbi_page_section(a->t->p, "What we wrote that mentions you");
    asbi_page_table(a->t->p, "Where other records mention you", columns, "There is nothing.");
    for (uint32_t i = 0; i < a->v->c->count; i++) {
        if (a->relations[i] != MENTIONS) continue;
        put_row(a, &a->v->c->entries[i]);
        put_mention(a, &a->v->c->entries[i]);
    }
    asbi_page_done(a->t->p);
}

static void put_hidden(access *a) {
    asbi_page_section(a->t->p, "What is withheld");
    asbi_page_paragraph(a->t->p);
    if (a->hidden == 0) {
        asbi_page_put(a->t->p, "No other record mentions you.");
    } else {
        asbi_page_number(a->t->p, a->hidden);
        asbi_page_put(a->t->p, a->hidden == 1 ? " other record mentions you. It is" : " other records mention you. They are");
        asbi_page_put(a->t->p, " withheld, as other people's information is in them, or advice that was taken.");
    }
    asbi_page_say(a->t->p, "Where something is marked as withheld, it would tell about somebody else, or who they are.");
    asbi_page_done(a->t->p);
}

static int32_t write_page(access *a) {
    put_records(a);
    put_mentions(a);
    put_hidden(a);
    return asbi_teller_status(a->t, ASB_OK);
}

static int32_t render_page(buffer *out, const making *m) {
    static const char *const titles[] = {"Records about you", "What we wrote that mentions you", "What is withheld", NULL};
    page_front front = {.kind = "subject-access",
                        .title = "What is held about you",
                        .reference = m->c->id,
                        .audience = asbi_text("the person whom it is about"),
                        .sections = titles};
    int32_t status, ended;
    teller t;
    access a;
    page p;

    asbi_page_begin(&p, out, m->v, m->format, &front);
    status = asbi_teller_begin(&t, &p, m);
    if (status == ASB_OK)
        status = begin(&a, m, &t);
    else
        asbi_arena_init(&a.arena, m->c->memory);
    if (status == ASB_OK) status = write_page(&a);
    ended = asbi_page_end(&p);
    asbi_arena_free(&a.arena);
    asbi_teller_end(&t);
    return status == ASB_OK ? ended : status;
}

/* ---- as data */

static json_value *mention_data(access *a, const entry *e) {
    json_value *o = asbi_json_new(&a->arena, JSON_OBJECT), *fields = asbi_json_new(&a->arena, JSON_OBJECT);
    uint32_t marks = 0;
    reading r;

    if (asbi_data_instant(&a->arena, o, "at", e->at) == NULL || asbi_data_text(&a->arena, o, "kind", e->kind_text) == NULL) return NULL;
    if (asbi_data_put(&a->arena, o, "seq", asbi_json_new_integer(&a->arena, e->seq)) == NULL) return NULL;
    for (uint32_t at = 0; asbi_next_reading(&r, a->v->c, e, &at);) {
        if (!is_ours(a, e, &r) || !mentions(a, r.value)) continue;
        if (asbi_data_put(&a->arena, fields, asbi_field_name(r.def), asbi_view_value(a->v, &a->arena, e, r.def, r.value, &marks)) == NULL)
            return NULL;
    }
    if (marks > 0 && asbi_data_put(&a->arena, o, "masked", asbi_json_new_integer(&a->arena, marks)) == NULL) return NULL;
    return asbi_data_put(&a->arena, o, "fields", fields) == NULL ? NULL : o;
}

static json_value *list_of(access *a, relation wanted) {
    json_value *list = asbi_json_new(&a->arena, JSON_LIST);

    for (uint32_t i = 0; list != NULL && i < a->v->c->count; i++) {
        const entry *e = &a->v->c->entries[i];
        if (a->relations[i] != wanted) continue;
        if (asbi_json_append(list, wanted == ABOUT ? asbi_data_record(a->v, &a->arena, e) : mention_data(a, e)) == NULL) return NULL;
    }
    return list;
}

static json_value *data_of(access *a) {
    json_value *top = asbi_json_new(&a->arena, JSON_OBJECT);

    if (asbi_data_text(&a->arena, top, "audience", asbi_atom_text(a->v->c->policy, a->v->audience->id)) == NULL) return NULL;
    if (asbi_data_text(&a->arena, top, "case", a->v->c->id) == NULL ||
        asbi_data_text(&a->arena, top, "kind", asbi_text("subject-access")) == NULL)
        return NULL;
    if (asbi_data_instant(&a->arena, top, "made", a->v->j.now) == NULL) return NULL;
    if (asbi_data_text(&a->arena, top, "party", a->v->c->parties[a->m->reader].id) == NULL) return NULL;
    if (asbi_data_put(&a->arena, top, "records", list_of(a, ABOUT)) == NULL) return NULL;
    if (asbi_data_put(&a->arena, top, "mentions", list_of(a, MENTIONS)) == NULL) return NULL;
    return asbi_data_put(&a->arena, top, "withheld", asbi_json_new_integer(&a->arena, a->hidden)) == NULL ? NULL : top;
}

static int32_t render_data(buffer *out, const making *m) {
    json_value *top = NULL;
    access a;
    int32_t status = begin(&a, m, NULL);

    if (status == ASB_OK && (top = data_of(&a)) == NULL) status = ASB_ENOMEM;
    if (top != NULL) asbi_json_write(out, top);
    asbi_arena_free(&a.arena);
    return status == ASB_OK ? out->status : status;
}

/* ---- the kind */

static int32_t audience(text *out, const making *m) {
    if (m->reader == NO_INDEX) return asbi_fail_field(m->f, ASB_EINVALID, "party", "subject-party", (char *)NULL);
    return asbi_document_audience(out, m, asbi_text("subject-access"));
}

static int32_t render(buffer *out, const making *m) {
    return m->format == ASB_FORMAT_JSON ? render_data(out, m) : render_page(out, m);
}

static const document_option options[] = {
    {"party", "The person who asks what is held about them", 1, 0},
    {NULL, NULL, 0, 0},
};

const document_kind asbi_subject_access_kind = {
    .name = "subject-access",
    .label = "What is held about a person",
    .formats = 1u << ASB_FORMAT_TEXT | 1u << ASB_FORMAT_HTML | 1u << ASB_FORMAT_JSON,
    .options = options,
    .audience = audience,
    .render = render,
};

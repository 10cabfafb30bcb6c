/* Checking a joined policy: first the names that can be referred to are collected, wherever they stand; then the document is
 * walked once. */
#include "check.h"

#include "../base/container.h"

#include <string.h>

enum { LONGEST_ADDITION = 256 };

text asbi_text_of(const json_value *v) {
    return v != NULL && v->type == JSON_TEXT ? asbi_json_text(v) : (text){NULL, 0};
}

int asbi_is_x(text key) {
    return key.length >= 2 && key.at[0] == 'x' && key.at[1] == '-';
}

int asbi_is_free_key(text key) {
    return asbi_is_x(key) || asbi_text_is(key, "ambiguity");
}

void asbi_check_problem(check *c, const json_value *at, const char *code, const note *notes) {
    asbi_problem(c->r, at, code, notes);
}

/* ---- Names ---- */

static void add_name(check *c, name_space n, text name) {
    if (name.length > 0 && asbi_intern_add_lasting(&c->names[n], name) == 0) c->r->status = ASB_ENOMEM;
}

static void add_addition(check *c, text name) {
    if (name.length > 0 && asbi_intern_add(&c->names[ADDITIONS], name) == 0) c->r->status = ASB_ENOMEM;
}

static const json_value *first_of(const json_value *object, const char *key) {
    const json_value *list = asbi_json_get(object, key);

    return list != NULL && list->type == JSON_LIST ? asbi_json_first(list) : NULL;
}

static void collect(check *c, const char *list, const char *key, name_space n) {
    for (const json_value *item = first_of(c->r->top, list); item != NULL; item = item->next)
        add_name(c, n, asbi_text_of(asbi_json_get(item, key)));
}

static void collect_bands(check *c) {
    for (const json_value *matrix = first_of(c->r->top, "matrices"); matrix != NULL; matrix = matrix->next)
        for (const json_value *band = first_of(matrix, "bands"); band != NULL; band = band->next)
            add_name(c, ALL_BANDS, asbi_text_of(asbi_json_get(band, "id")));
}

/* "kind.field=id"; empty where it would be too long to be one. */
static text addition(char out[LONGEST_ADDITION], text list, text id) {
    if (list.length + id.length + 1 > LONGEST_ADDITION) return (text){NULL, 0};
    memcpy(out, list.at, list.length);
    out[list.length] = '=';
    if (id.length > 0) memcpy(out + list.length + 1, id.at, id.length);
    return (text){out, list.length + 1 + id.length};
}

static void collect_additions(check *c) {
    const json_value *lists = asbi_json_get(c->r->top, "lists");
    char room[LONGEST_ADDITION];

    if (lists == NULL || lists->type != JSON_OBJECT) return;
    for (const json_value *list = asbi_json_first(lists); list != NULL; list = list->next)
        for (const json_value *v = list->type == JSON_LIST ? asbi_json_first(list) : NULL; v != NULL; v = v->next)
            add_addition(c, addition(room, list->key, asbi_text_of(asbi_json_get(v, "id"))));
}

static void collect_names(check *c) {
    static const char built_in_guards[][19] = {"remedy-in-force", "remedy-tenure", "order-term", "order-ceiling", "agreement-too-long"};

    collect(c, "roles", "id", ROLES);
    collect(c, "roles", "id", ACTORS);
    add_name(c, ACTORS, asbi_text("system"));
    collect(c, "priorities", "id", PRIORITIES);
    collect(c, "categories", "id", CATEGORIES);
    collect(c, "categories", "group", GROUPS);
    collect(c, "not_asb", "id", NOT_ASBS);
    collect(c, "stages", "id", STAGES);
    collect(c, "matrices", "id", MATRICES);
    collect(c, "remedies", "id", REMEDIES);
    collect(c, "guards", "id", GUARDS);
    collect(c, "closure_reasons", "id", CLOSURE_REASONS);
    collect(c, "letters", "id", LETTERS);
    collect_bands(c);
    collect_additions(c);
    for (size_t i = 0; i < COUNT_OF(built_in_guards); i++) add_name(c, GUARDS, asbi_text(built_in_guards[i]));
}

int asbi_has_name(const check *c, name_space n, text id) {
    return c->r->is_partial || asbi_intern_find(&c->names[n], id) != 0;
}

void asbi_offer_names(const check *c, name_space n, nearest *to) {
    for (uint32_t i = 1; i <= c->names[n].count; i++) asbi_nearest_offer(to, asbi_intern_text(&c->names[n], i));
}

/* "kind.field" */
static text list_name(char out[LONGEST_ADDITION], const char *kind, const char *field) {
    size_t length = strlen(kind);

    memcpy(out, kind, length);
    out[length] = '.';
    memcpy(out + length + 1, field, strlen(field));
    return (text){out, length + 1 + strlen(field)};
}

int asbi_has_addition(const check *c, const char *kind, const char *field, text value) {
    char list[LONGEST_ADDITION], room[LONGEST_ADDITION];
    text name = addition(room, list_name(list, kind, field), value);

    return name.length > 0 && asbi_has_name(c, ADDITIONS, name);
}

void asbi_offer_additions(const check *c, const char *kind, const char *field, nearest *to) {
    char list[LONGEST_ADDITION], room[LONGEST_ADDITION];
    text prefix = addition(room, list_name(list, kind, field), (text){NULL, 0});

    for (uint32_t i = 1; i <= c->names[ADDITIONS].count; i++) {
        text name = asbi_intern_text(&c->names[ADDITIONS], i);
        if (name.length > prefix.length && memcmp(name.at, prefix.at, prefix.length) == 0)
            asbi_nearest_offer(to, (text){name.at + prefix.length, name.length - prefix.length});
    }
}

int asbi_is_full(const check *c) {
    return c->r->noted == MOST_PROBLEMS || c->r->status != ASB_OK;
}

void asbi_begin_names(check *c, name_space n) {
    asbi_intern_free(&c->seen[n]);
}

/* ---- All of it ---- */

void asbi_check(reading *r) {
    check c;

    memset(&c, 0, sizeof c);
    c.r = r;
    for (int t = 0; t < THING_COUNT; t++) c.grammar[t] = asbi_grammar((thing)t);
    for (int n = 0; n < NAME_SPACE_COUNT; n++) {
        asbi_intern_init(&c.names[n], &r->scratch);
        asbi_intern_init(&c.seen[n], &r->scratch);
    }
    collect_names(&c);
    if (r->status == ASB_OK) asbi_check_object(&c, r->top, TOP);
    for (int n = 0; n < NAME_SPACE_COUNT; n++) {
        asbi_intern_free(&c.names[n]);
        asbi_intern_free(&c.seen[n]);
    }
}

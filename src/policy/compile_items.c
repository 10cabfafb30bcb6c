/* The plain lists: each is a walk over its items. */
#include "compile.h"

#include "../base/container.h"
#include "../time/instant.h"

#include <string.h>

typedef void compile_item(compiler *c, void *item, const json_value *v);

static uint32_t index_of_priority(const compiler *c, atom id) {
    uint32_t i = 0;

    while (i < c->p->priorities.count && c->p->priorities.items[i].id != id) i++;
    return i < c->p->priorities.count ? i : NO_INDEX;
}

static atom id_of(compiler *c, const json_value *v) {
    return asbi_compile_atom(c, asbi_json_get(v, "id"));
}

static void compile_role(compiler *c, void *item, const json_value *v) {
    *(role_def *)item = (role_def){id_of(c, v), asbi_member_text(v, "label"), v};
}

static void compile_priority(compiler *c, void *item, const json_value *v) {
    *(priority_def *)item = (priority_def){id_of(c, v), asbi_member_text(v, "label")};
}

static void compile_category(compiler *c, void *item, const json_value *v) {
    category_def *d = item;

    d->id = id_of(c, v);
    d->group = asbi_compile_atom(c, asbi_json_get(v, "group"));
    d->priority = index_of_priority(c, asbi_compile_atom(c, asbi_json_get(v, "priority")));
    d->hate = (uint8_t)asbi_flag_of(v, "hate");
    d->label = asbi_member_text(v, "label");
    d->source = v;
}

static void compile_not_asb(compiler *c, void *item, const json_value *v) {
    *(not_asb_def *)item = (not_asb_def){id_of(c, v), asbi_member_text(v, "label")};
}

static void compile_raise(compiler *c, void *item, const json_value *v) {
    raise_rule *r = item;

    r->id = id_of(c, v);
    r->when = asbi_compile_condition(c, asbi_json_get(v, "when"));
    r->priority = index_of_priority(c, asbi_compile_atom(c, asbi_json_get(v, "priority")));
    r->source = v;
}

static void compile_stage(compiler *c, void *item, const json_value *v) {
    stage_rule *s = item;

    s->id = id_of(c, v);
    s->when = asbi_compile_condition(c, asbi_json_get(v, "when"));
    s->label = asbi_member_text(v, "label");
    s->source = v;
}

static void compile_plan_action(compiler *c, void *item, const json_value *v) {
    plan_action_def *a = item;

    a->id = id_of(c, v);
    a->by = asbi_compile_atom(c, asbi_json_get(v, "by"));
    a->text = asbi_member_text(v, "text");
    a->clause = asbi_member_text(v, "clause");
    a->standing = (uint8_t)asbi_flag_of(v, "standing");
    a->source = v;
}

static date date_of(const json_value *v, const char *key) {
    date day;

    return asbi_parse_date(asbi_member_text(v, key), &day) ? day : NO_DATE;
}

static void compile_remedy(compiler *c, void *item, const json_value *v) {
    remedy_def *r = item;

    r->id = id_of(c, v);
    r->label = asbi_member_text(v, "label");
    r->clause = asbi_member_text(v, "clause");
    r->legal = (uint8_t)asbi_flag_of(v, "legal");
    r->area = (uint8_t)asbi_flag_of(v, "area");
    r->tenures = asbi_compile_atoms(c, asbi_json_get(v, "tenures"));
    r->from = date_of(v, "from");
    r->until = date_of(v, "until");
    r->term = asbi_member_period(v, "term");
    r->ceiling = asbi_member_period(v, "ceiling");
    r->source = v;
}

static void compile_closure_reason(compiler *c, void *item, const json_value *v) {
    *(closure_reason_def *)item = (closure_reason_def){id_of(c, v), asbi_member_text(v, "label"), asbi_member_text(v, "clause")};
}

static void compile_letter(compiler *c, void *item, const json_value *v) {
    letter_def *l = item;

    l->id = id_of(c, v);
    l->title = asbi_member_text(v, "title");
    l->clause = asbi_member_text(v, "clause");
    l->text = asbi_member_text(v, "text");
    l->to = asbi_compile_atoms(c, asbi_json_get(v, "to"));
    if (c->status == ASB_OK) c->status = asbi_letter_compile(&l->code, &c->p->arena, l->text);
    l->source = v;
}

static void *compile_list(compiler *c, const char *key, size_t size, uint32_t *count, compile_item *compile) {
    const json_value *list = asbi_json_get(c->p->document, key);
    char *items = asbi_items(c, list, size, count);
    uint32_t at = 0;

    for (const json_value *v = *count > 0 ? asbi_json_first(list) : NULL; v != NULL && c->status == ASB_OK; v = v->next)
        compile(c, items + size * at++, v);
    return items;
}

#define COMPILE(c, key, array, compile) \
    ((c)->p->array.items = compile_list(c, key, sizeof *(c)->p->array.items, &(c)->p->array.count, compile))

/* ---- The calendar ---- */

/* Sorted, and each once. */
static date *compile_days(compiler *c, const char *key, uint32_t *count) {
    const json_value *list = asbi_json_get(asbi_json_get(c->p->document, "calendar"), key);
    date *days = asbi_items(c, list, sizeof *days, count), day;
    uint32_t at = 0;

    for (const json_value *v = *count > 0 ? asbi_json_first(list) : NULL; v != NULL; v = v->next)
        if (asbi_parse_date(asbi_json_text(v), &day)) days[at++] = day;
    *count = asbi_dates_sort(days, at);
    return days;
}

/* ---- `lists` ---- */

static uint32_t count_list_values(const json_value *lists) {
    uint32_t count = 0;

    for (const json_value *list = lists == NULL ? NULL : asbi_json_first(lists); list != NULL; list = list->next)
        if (!asbi_is_free_key(list->key)) count += asbi_list_count(list);
    return count;
}

static void compile_list_values(compiler *c) {
    const json_value *lists = asbi_json_get(c->p->document, "lists");
    list_value *to = c->status != ASB_OK ? NULL : asbi_arena_array(&c->p->arena, count_list_values(lists), sizeof *to);

    if (to == NULL) {
        c->status = ASB_ENOMEM;
        return;
    }
    c->p->list_values.items = to;
    c->p->list_values.count = count_list_values(lists);
    for (const json_value *list = lists == NULL ? NULL : asbi_json_first(lists); list != NULL; list = list->next)
        for (const json_value *v = asbi_is_free_key(list->key) ? NULL : asbi_json_first(list); v != NULL; v = v->next)
            *to++ = (list_value){asbi_compile_text(c, list->key), id_of(c, v), asbi_member_text(v, "label")};
}

/* Priorities come before what refers to them. */
void asbi_compile_items(compiler *c) {
    c->p->open_days.items = compile_days(c, "open", &c->p->open_days.count);
    c->p->closed_days.items = compile_days(c, "closed", &c->p->closed_days.count);
    COMPILE(c, "roles", roles, compile_role);
    COMPILE(c, "priorities", priorities, compile_priority);
    COMPILE(c, "categories", categories, compile_category);
    COMPILE(c, "not_asb", not_asb, compile_not_asb);
    COMPILE(c, "raises", raises, compile_raise);
    COMPILE(c, "stages", stages, compile_stage);
    COMPILE(c, "plan_actions", plan_actions, compile_plan_action);
    COMPILE(c, "remedies", remedies, compile_remedy);
    COMPILE(c, "closure_reasons", closure_reasons, compile_closure_reason);
    COMPILE(c, "letters", letters, compile_letter);
    compile_list_values(c);
}

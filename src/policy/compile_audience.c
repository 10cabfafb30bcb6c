/* Who may see what, and the areas of the case review. */
#include "compile.h"

#include "../base/container.h"

#include <string.h>

static uint8_t class_bit(text name) {
    for (int i = 0; i < CLASS_COUNT; i++)
        if (asbi_text_is(name, asbi_class_name((field_class)i))) return (uint8_t)(1u << i);
    return 0;
}

/* "self" and "any" are no parts. */
static void compile_of(compiler *c, audience_line *l, const json_value *of) {
    l->parts.first = c->atoms.count;
    for (const json_value *v = asbi_json_first(of); v != NULL; v = v->next) {
        atom part;
        if (asbi_text_is(asbi_json_text(v), "self")) {
            l->self = 1;
        } else if (asbi_text_is(asbi_json_text(v), "any")) {
            l->any = 1;
        } else {
            part = asbi_compile_atom(c, v);
            asbi_add(c, &c->atoms, &part);
            l->parts.count++;
        }
    }
}

static audience_line compile_line(compiler *c, const json_value *v) {
    audience_line l;

    memset(&l, 0, sizeof l);
    for (const json_value *name = asbi_json_first(asbi_json_get(v, "class")); name != NULL; name = name->next)
        l.classes |= class_bit(asbi_json_text(name));
    compile_of(c, &l, asbi_json_get(v, "of"));
    l.scope = asbi_compile_atom(c, asbi_json_get(v, "consent"));
    l.when = asbi_compile_condition(c, asbi_json_get(v, "when"));
    return l;
}

static void compile_audience(compiler *c, audience_def *a, const json_value *v) {
    const json_value *sees = asbi_json_get(v, "sees");

    a->id = asbi_compile_atom(c, asbi_json_get(v, "id"));
    a->source = v;
    a->lines = (span){c->audience_lines.count, sees->count};
    for (const json_value *line = asbi_json_first(sees); line != NULL; line = line->next) {
        audience_line l = compile_line(c, line);
        asbi_add(c, &c->audience_lines, &l);
    }
}

void asbi_compile_audiences(compiler *c) {
    const json_value *list = asbi_json_get(c->p->document, "audiences");
    audience_def *a = asbi_items(c, list, sizeof *a, &c->p->audiences.count);

    c->p->audiences.items = a;
    for (const json_value *v = c->p->audiences.count > 0 ? asbi_json_first(list) : NULL; v != NULL && c->status == ASB_OK; v = v->next)
        compile_audience(c, a++, v);
}

/* ---- The case review ---- */

static period or_months(period p, int32_t months, uint8_t beginning_with) {
    return p.unit != PERIOD_NONE ? p : (period){PERIOD_MONTHS, beginning_with, 0, months};
}

/* What is not said is as the statute has it. */
static void compile_area(compiler *c, review_area *a, const json_value *v) {
    a->area_text = v == NULL ? asbi_text("default") : asbi_member_text(v, "area");
    a->area = asbi_compile_text(c, a->area_text);
    a->threshold = asbi_number_of(v, "threshold", 3);
    a->hate_threshold = asbi_number_of(v, "hate_threshold", 0);
    a->report_within = or_months(asbi_member_period(v, "report_within"), 1, 1);
    a->apply_within = or_months(asbi_member_period(v, "apply_within"), 6, 1);
    a->tell_at = asbi_number_of(v, "tell_at", 2);
    a->tell_within = or_months(asbi_member_period(v, "tell_within"), 6, 0);
    a->clause = v == NULL ? asbi_text("ASBCPA 2014 s.104") : asbi_member_text(v, "clause");
}

void asbi_compile_review_areas(compiler *c) {
    const json_value *list = asbi_json_get(c->p->document, "case_review"), *v = list == NULL ? NULL : asbi_json_first(list);
    uint32_t count = MAX_OF(asbi_list_count(list), 1);
    review_area *a = c->status == ASB_OK ? asbi_arena_array(&c->p->arena, count, sizeof *a) : NULL;

    if (a == NULL) {
        c->status = ASB_ENOMEM;
        return;
    }
    c->p->review_areas.items = a;
    c->p->review_areas.count = count;
    for (uint32_t i = 0; i < count; i++, v = v == NULL ? NULL : v->next) compile_area(c, &a[i], v);
}

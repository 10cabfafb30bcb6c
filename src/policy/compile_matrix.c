/* Matrices and triage. */
#include "compile.h"

#include <string.h>

static span compile_options(compiler *c, const json_value *list) {
    span s = {0, list->count};
    uint32_t at = 0;

    s.first = asbi_reserve(c, &c->options, s.count);
    for (const json_value *v = asbi_json_first(list); v != NULL; v = v->next) {
        option_def o;
        memset(&o, 0, sizeof o);
        o.id = asbi_compile_atom(c, asbi_json_get(v, "id"));
        o.name = asbi_member_text(v, "id");
        o.label = asbi_member_text(v, "label");
        o.weight = asbi_number_of(v, "weight", 0);
        o.exclusive = (uint8_t)asbi_flag_of(v, "exclusive");
        o.begins = asbi_id_begins(o.name.at);
        asbi_fill(c, &c->options, s.first + at++, &o);
    }
    return s;
}

static void add_question(compiler *c, const json_value *section, const json_value *v) {
    question_def q;

    memset(&q, 0, sizeof q);
    q.id = asbi_compile_atom(c, asbi_json_get(v, "id"));
    q.name = asbi_member_text(v, "id");
    q.text = asbi_member_text(v, "text");
    q.section = asbi_member_text(section, "id");
    q.many = (uint8_t)asbi_text_is(asbi_member_text(v, "select"), "many");
    q.detail = (uint8_t)asbi_flag_of(v, "detail");
    q.options = compile_options(c, asbi_json_get(v, "options"));
    q.source = v;
    asbi_add(c, &c->questions, &q);
}

/* Nothing else adds questions meanwhile, so that those of all sections stand together. */
static span compile_questions(compiler *c, const json_value *sections) {
    span s = {c->questions.count, 0};

    for (const json_value *section = asbi_json_first(sections); section != NULL; section = section->next)
        for (const json_value *v = asbi_json_first(asbi_json_get(section, "questions")); v != NULL; v = v->next)
            add_question(c, section, v);
    s.count = c->questions.count - s.first;
    return s;
}

static span compile_bands(compiler *c, const json_value *list) {
    span s = {c->bands.count, list->count};

    for (const json_value *v = asbi_json_first(list); v != NULL; v = v->next) {
        band_def b = {asbi_compile_atom(c, asbi_json_get(v, "id")), asbi_member_text(v, "label"), asbi_number_of(v, "from", 0)};
        asbi_add(c, &c->bands, &b);
    }
    return s;
}

static span compile_contested(compiler *c, const json_value *list) {
    span s = {c->ranges.count, asbi_list_count(list)};

    for (const json_value *v = s.count > 0 ? asbi_json_first(list) : NULL; v != NULL; v = v->next) {
        score_range r = {asbi_number_of(v, "from", 0), asbi_number_of(v, "to", 0)};
        asbi_add(c, &c->ranges, &r);
    }
    return s;
}

static void compile_matrix(compiler *c, matrix_def *m, const json_value *v) {
    score_limits s = asbi_score_limits(v);

    m->source = v;
    m->id = asbi_compile_atom(c, asbi_json_get(v, "id"));
    m->title = asbi_member_text(v, "title");
    m->clause = asbi_member_text(v, "clause");
    m->questions = compile_questions(c, asbi_json_get(v, "sections"));
    m->bands = compile_bands(c, asbi_json_get(v, "bands"));
    m->contested = compile_contested(c, asbi_json_get(v, "contested"));
    m->least = s.least;
    m->greatest = s.greatest;
}

void asbi_compile_matrices(compiler *c) {
    const json_value *list = asbi_json_get(c->p->document, "matrices");
    matrix_def *m = asbi_items(c, list, sizeof *m, &c->p->matrices.count);

    c->p->matrices.items = m;
    for (const json_value *v = c->p->matrices.count > 0 ? asbi_json_first(list) : NULL; v != NULL && c->status == ASB_OK; v = v->next)
        compile_matrix(c, m++, v);
}

void asbi_compile_triage(compiler *c) {
    const json_value *v = asbi_json_get(c->p->document, "triage"), *questions = asbi_json_get(v, "questions");
    triage_def *t = &c->p->triage;

    if (v == NULL) return;
    t->present = 1;
    t->source = v;
    t->threshold = (uint32_t)asbi_number_of(v, "threshold", 1);
    t->questions = (span){c->atoms.count, questions->count};
    for (const json_value *q = asbi_json_first(questions); q != NULL; q = q->next) {
        atom id = asbi_compile_atom(c, asbi_json_get(q, "id"));
        asbi_add(c, &c->atoms, &id);
    }
}

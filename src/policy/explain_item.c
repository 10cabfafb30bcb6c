/* Matrices, audiences, and the items that say all there is to know themselves. */
#include "explain.h"

#include "../base/container.h"

/* ---- Matrices ---- */

static void put_options(explanation *x, const question_def *q) {
    for (uint32_t i = 0; i < q->options.count; i++) {
        const option_def *o = &x->p->options.items[q->options.first + i];
        asbi_put(x->b, i == 0 ? "" : "; ");
        asbi_put_text(x->b, o->label);
        asbi_put_format(x->b, " (%i)", (int64_t)o->weight);
        asbi_put(x->b, o->exclusive && q->many ? ", alone" : "");
    }
}

static void put_questions(explanation *x, const matrix_def *m) {
    asbi_put(x->b, "| Question | | Answers and weights |\n| --- | --- | --- |\n");
    for (uint32_t i = 0; i < m->questions.count; i++) {
        const question_def *q = &x->p->questions.items[m->questions.first + i];
        asbi_put(x->b, "| ");
        asbi_put_atom(x->b, x->p, q->id);
        asbi_put(x->b, " | ");
        asbi_put_text(x->b, q->text);
        asbi_put(x->b, q->many ? " (any of them) | " : " | ");
        put_options(x, q);
        asbi_put(x->b, " |\n");
    }
    asbi_put(x->b, "\n");
}

static void put_bands(explanation *x, const matrix_def *m) {
    asbi_put(x->b, "| Band | From |\n| --- | --- |\n");
    for (uint32_t i = 0; i < m->bands.count; i++) {
        const band_def *band = &x->p->bands.items[m->bands.first + i];
        asbi_put(x->b, "| ");
        asbi_put_text(x->b, band->label);
        asbi_put_format(x->b, " | %i |\n", (int64_t)band->from);
    }
    asbi_put_format(x->b, "\n- **Scores that can be reached**: %i to %i\n", (int64_t)m->least, (int64_t)m->greatest);
    for (uint32_t i = 0; i < m->contested.count; i++) {
        const score_range *r = &x->p->ranges.items[m->contested.first + i];
        asbi_put_format(x->b, "- **Contested**: scores from %i to %i\n", (int64_t)r->from, (int64_t)r->to);
    }
}

static void put_member(explanation *x, const json_value *item, const char *key, const char *what) {
    text t = asbi_text_of(asbi_json_get(item, key));

    if (t.length == 0) return;
    asbi_put_format(x->b, "- **%s**: ", what);
    asbi_put_text(x->b, t);
    asbi_put(x->b, "\n");
}

void asbi_explain_matrix(explanation *x, const matrix_def *m) {
    asbi_put_heading(x, "Risk matrix", m->source, m->title);
    put_questions(x, m);
    put_bands(x, m);
    put_member(x, m->source, "provenance", "Where it comes from");
    asbi_put_ambiguity(x, m->source);
    for (uint32_t i = 0; i < m->questions.count; i++) {
        const question_def *q = &x->p->questions.items[m->questions.first + i];
        text ambiguity = asbi_text_of(asbi_json_get(q->source, "ambiguity"));
        if (ambiguity.length == 0) continue;
        asbi_put(x->b, "- **");
        asbi_put_atom(x->b, x->p, q->id);
        asbi_put(x->b, "**: ");
        asbi_put_text(x->b, ambiguity);
        asbi_put(x->b, "\n");
    }
}

/* ---- Audiences ---- */

static void put_sight(explanation *x, const audience_line *l) {
    uint32_t count = 0, at = 0;

    for (int i = 0; i < CLASS_COUNT; i++) count += l->classes >> i & 1u;
    asbi_put(x->b, "- sees **");
    for (int i = 0; i < CLASS_COUNT; i++) {
        if (!(l->classes >> i & 1)) continue;
        asbi_put_between(x->b, at++, count, "and");
        asbi_put(x->b, asbi_class_name((field_class)i));
    }
    asbi_put(x->b, "** of ");
    asbi_put(x->b, l->any ? "anybody" : l->self ? "themselves" : "");
    asbi_put(x->b, (l->any || l->self) && l->parts.count > 0 ? " and " : "");
    asbi_put_atoms(x->b, x->p, l->parts, "or");
    if (l->scope != ATOM_NONE) {
        asbi_put(x->b, ", with consent to ");
        asbi_put_atom(x->b, x->p, l->scope);
    }
    if (l->when != NO_INDEX) {
        asbi_put(x->b, ", if ");
        asbi_put_condition(x->b, x->p, l->when);
    }
    asbi_put(x->b, "\n");
}

void asbi_explain_audience(explanation *x, const audience_def *a) {
    asbi_put_heading(x, "Audience", a->source, asbi_atom_text(x->p, a->id));
    for (uint32_t i = 0; i < a->lines.count; i++) put_sight(x, &x->p->audience_lines.items[a->lines.first + i]);
    if (a->lines.count == 0) asbi_put(x->b, "- sees nothing\n");
    asbi_put_ambiguity(x, a->source);
}

/* ---- Items that are their own explanation ---- */

static const struct {
    const char *key, *words;
} members[] = {
    {"group", "Group"},
    {"priority", "Priority"},
    {"hate", "Hate"},
    {"handled_by", "Handled by"},
    {"instead", "What is done instead"},
    {"by", "By"},
    {"standing", "Goes on until the case closes"},
    {"legal", "A legal step"},
    {"area", "Against an area"},
    {"applicant", "Applicant"},
    {"tenures", "Tenures"},
    {"from", "In force from"},
    {"until", "In force until"},
    {"term", "Longest term"},
    {"ceiling", "Longest in all"},
    {"to", "To"},
    {"threshold", "Threshold"},
    {"hate_threshold", "Threshold for hate"},
    {"report_within", "Reported within"},
    {"apply_within", "Applied for within"},
    {"tell_at", "The victim is told at"},
    {"tell_within", "Reports within"},
    {"text", "Text"},
};

static void put_scalar(explanation *x, const json_value *v) {
    period p;
    const json_value *wrong;
    const char *code;

    if (v->type == JSON_TRUE || v->type == JSON_FALSE)
        asbi_put(x->b, v->type == JSON_TRUE ? "yes" : "no");
    else if (v->type == JSON_OBJECT && asbi_period_read(&p, v, &wrong, &code) == ASB_OK)
        asbi_put_period(x->b, &p);
    else
        asbi_put_text(x->b, asbi_json_text(v));
}

static void put_value(explanation *x, const json_value *v) {
    uint32_t at = 0;

    if (v->type != JSON_LIST) {
        put_scalar(x, v);
        return;
    }
    for (const json_value *item = asbi_json_first(v); item != NULL; item = item->next) {
        asbi_put_between(x->b, at++, v->count, "or");
        put_scalar(x, item);
    }
}

text asbi_title_of(const json_value *item) {
    static const char keys[][6] = {"label", "title", "text", "area", "id"};
    text t = {NULL, 0};

    for (size_t i = 0; i < COUNT_OF(keys) && t.length == 0; i++) t = asbi_text_of(asbi_json_get(item, keys[i]));
    return t;
}

/* The title is not said again; an area that is a text is one. */
static int is_title(const json_value *item, const json_value *v) {
    return v->type == JSON_TEXT && asbi_json_text(v).at == asbi_title_of(item).at;
}

void asbi_explain_plain(explanation *x, const char *what, const json_value *item) {
    asbi_put_heading(x, what, item, asbi_title_of(item));
    for (size_t i = 0; i < COUNT_OF(members); i++) {
        const json_value *v = asbi_json_get(item, members[i].key);
        if (v == NULL || is_title(item, v)) continue;
        asbi_put_format(x->b, "- **%s**: ", members[i].words);
        put_value(x, v);
        asbi_put(x->b, "\n");
    }
    asbi_put_ambiguity(x, item);
}

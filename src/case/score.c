/* Scores: the weights of the options chosen, added up, and the band they reach. The answers have been found well formed. */
#include "case.h"

static const json_value *answer_to(const json_value *answers, text question) {
    for (const json_value *v = answers->first; v != NULL; v = v->next)
        if (asbi_text_equal(v->key, question)) return v;
    return NULL;
}

static int is_declined(const json_value *answer) {
    return answer->type == JSON_TEXT && asbi_text_is(answer->text, "declined");
}

static int32_t weight_of(const asb_policy *p, const question_def *q, const json_value *option) {
    atom id = asbi_atom(p, option);

    for (uint32_t i = 0; i < q->options.count; i++)
        if (p->options.items[q->options.first + i].id == id) return p->options.items[q->options.first + i].weight;
    return 0;
}

/* One option, or a list of them. */
static int32_t weight_of_answer(const asb_policy *p, const question_def *q, const json_value *answer) {
    int32_t sum = 0;

    if (answer->type != JSON_LIST) return weight_of(p, q, answer);
    for (const json_value *v = answer->first; v != NULL; v = v->next) sum += weight_of(p, q, v);
    return sum;
}

/* Bands are written highest first. One question declined may take the score below the lowest: that band it is then, for only where
 * every question was declined there is none. */
static atom band_of(const asb_policy *p, const matrix_def *m, int32_t score) {
    for (uint32_t i = 0; i < m->bands.count; i++) {
        const band_def *band = &p->bands.items[m->bands.first + i];
        if (score >= band->from || i + 1 == m->bands.count) return band->id;
    }
    return ATOM_NONE;
}

static uint8_t is_contested(const asb_policy *p, const matrix_def *m, int32_t score) {
    for (uint32_t i = 0; i < m->contested.count; i++) {
        const score_range *range = &p->ranges.items[m->contested.first + i];
        if (score >= range->from && score <= range->to) return 1;
    }
    return 0;
}

assessment_score asbi_score(const asb_policy *p, const matrix_def *m, const json_value *answers) {
    assessment_score s = {.all_declined = 1};

    for (uint32_t i = 0; i < m->questions.count; i++) {
        const question_def *q = &p->questions.items[m->questions.first + i];
        const json_value *answer = answer_to(answers, asbi_atom_text(p, q->id));
        if (answer == NULL || is_declined(answer)) {
            s.partial = 1;
            continue;
        }
        s.all_declined = 0;
        s.score += weight_of_answer(p, q, answer);
    }
    s.band = s.all_declined ? ATOM_NONE : band_of(p, m, s.score);
    s.contested = is_contested(p, m, s.score);
    return s;
}

uint32_t asbi_triage_score(const asb_policy *p, const json_value *answers) {
    uint32_t yes = 0;

    for (uint32_t i = 0; i < p->triage.questions.count; i++) {
        const json_value *answer = answer_to(answers, asbi_atom_text(p, p->atoms.items[p->triage.questions.first + i]));
        yes += answer != NULL && answer->type == JSON_TEXT && asbi_text_is(answer->text, "yes");
    }
    return yes;
}

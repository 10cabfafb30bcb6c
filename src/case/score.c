/* Scores: the weights of the options chosen, added up, and the band they reach. The answers have been found well formed. */
#include "case.h"

/* Answers mostly stand in the order of the questions: the one that is wanted is the next. */
static const json_value *answer_to(const json_value *answers, const json_value *last, text question) {
    const json_value *next = last != NULL ? last->next : asbi_json_first(answers);

    if (next != NULL && asbi_text_equal(next->key, question)) return next;
    return asbi_json_find(answers, question);
}

static int is_declined(const json_value *answer) {
    return answer->type == JSON_TEXT && asbi_text_is(asbi_json_text(answer), "declined");
}

/* There are few, so that comparing is quicker than looking up; and mostly it is the policy's own text. */
const option_def *asbi_question_option(const asb_policy *p, const question_def *q, text option) {
    for (uint32_t i = 0; i < q->options.count; i++) {
        const option_def *o = &p->options.items[q->options.first + i];
        if (asbi_text_equal(asbi_id_text(p, o->id), option)) return o;
    }
    return NULL;
}

static int32_t weight_of(const asb_policy *p, const question_def *q, const json_value *option) {
    const option_def *o = option->type == JSON_TEXT ? asbi_question_option(p, q, asbi_json_text(option)) : NULL;

    return o != NULL ? o->weight : 0;
}

/* One option, or a list of them. */
int32_t asbi_weight_of_answer(const asb_policy *p, const question_def *q, const json_value *answer) {
    int32_t sum = 0;

    if (answer->type != JSON_LIST) return weight_of(p, q, answer);
    for (const json_value *v = asbi_json_first(answer); v != NULL; v = v->next) sum += weight_of(p, q, v);
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

assessment_score asbi_score_of_sum(const asb_policy *p, const matrix_def *m, int32_t sum, uint32_t answered) {
    assessment_score s = {.score = sum, .all_declined = answered == 0, .partial = answered < m->questions.count};

    s.band = s.all_declined ? ATOM_NONE : band_of(p, m, sum);
    s.contested = is_contested(p, m, sum);
    return s;
}

assessment_score asbi_score(const asb_policy *p, const matrix_def *m, const json_value *answers) {
    int32_t sum = 0;
    uint32_t answered = 0;
    const json_value *last = NULL;

    for (uint32_t i = 0; i < m->questions.count; i++) {
        const question_def *q = &p->questions.items[m->questions.first + i];
        const json_value *answer = answer_to(answers, last, asbi_id_text(p, q->id));
        if (answer != NULL) last = answer;
        if (answer == NULL || is_declined(answer)) continue;
        answered++;
        sum += asbi_weight_of_answer(p, q, answer);
    }
    return asbi_score_of_sum(p, m, sum, answered);
}

uint32_t asbi_triage_score(const asb_policy *p, const json_value *answers) {
    uint32_t yes = 0;

    for (uint32_t i = 0; i < p->triage.questions.count; i++) {
        const json_value *answer = answer_to(answers, NULL, asbi_atom_text(p, p->atoms.items[p->triage.questions.first + i]));
        yes += answer != NULL && answer->type == JSON_TEXT && asbi_text_is(asbi_json_text(answer), "yes");
    }
    return yes;
}

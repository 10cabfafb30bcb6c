/* What the files of the assessment share with each other. */
#ifndef ASBI_ASSESSMENT_H
#define ASBI_ASSESSMENT_H

#include "form.h"

/* Beside each question what its answer comes to, so that a change costs no more than the question it is about. Written by asbi_set_note() alone. */
typedef struct answer_note {
    json_value *answer; /* in `answers`; NULL: missing */
    int32_t weight;
    uint8_t counts; /* answered, and not declined */
} answer_note;

/* What is answered. Where all is answered at once, another is filled in beside it, and takes its place. */
typedef struct answers_now {
    arena room;             /* of the answers and the notes */
    json_value *answers;    /* the field of that name, or an object that is to become it */
    answer_note *notes;     /* one for each question */
    int32_t sum;            /* of their weights, and */
    uint32_t answered;      /* how many of them count */
    assessment_score score; /* of these, where it is worked out already */
    uint8_t is_scored;
    uint32_t last_question; /* where the one that is wanted next is looked for first */
} answers_now;

/* Fields hold `matrix`, `party`, `answers` and, where there are any, `details`. A band and its reason come and go together. */
struct asb_assessment {
    form form;
    asb_matrix *matrix;   /* kept */
    json_value *override; /* {"override_band", "override_reason"}, or NULL */
    answers_now now;
};

int32_t asbi_assessment_new(asb_assessment **out, asb_matrix *matrix);
json_value *asbi_assessment_answers(const asb_assessment *a);
const json_value *asbi_assessment_answer(const asb_assessment *a, text question); /* NULL: missing */
static inline const question_def *asbi_assessment_questions(const asb_assessment *a) {
    return a->form.policy->questions.items + a->matrix->def->questions.first;
}
const question_def *asbi_assessment_question(const asb_assessment *a, uint32_t index);
const option_def *asbi_assessment_option(const asb_assessment *a, const question_def *q, text option);
static inline void asbi_set_note(asb_assessment *a, answer_note *note, answer_note now) {
    a->now.sum += now.weight - note->weight;
    a->now.answered += (uint32_t)now.counts - note->counts;
    a->now.is_scored = 0;
    *note = now;
}
/* The answer to a question is now this one (NULL: none). */
void asbi_assessment_note(asb_assessment *a, const question_def *q, json_value *answer);
int asbi_is_declined(const json_value *answer);

/* The question of that name, which is remembered as the last; NULL: none. */
const question_def *asbi_assessment_search(asb_assessment *a, const char *question);
/* Choose an option, whatever was answered before. `option` NULL: none of them is true. As asb_assessment_answer(). */
int32_t asbi_assessment_put(asb_assessment *a, const char *question, const char *option);
/* In the place of the option that is there: of a question that takes one. */
static inline void asbi_choose_instead(asb_assessment *a, answer_note *note, const option_def *o) {
    asbi_json_hold(note->answer, JSON_TEXT, o->name);
    asbi_set_note(a, note, (answer_note){note->answer, o->weight, 1});
}
/* All answers anew: these, and no others. As asb_assessment_set_answers(). */
int32_t asbi_assessment_put_all(asb_assessment *a, const char *const *questions, const char *const *options, uint32_t count);

#endif

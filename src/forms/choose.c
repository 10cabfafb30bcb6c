/* Choosing options: what a form on a screen does at every change, and so quickly. What is not the usual is left to answers.c.
 *
 * Which option is meant cannot be foreseen, and a processor that goes the wrong way loses more time than comparing takes. So nothing here hangs on it: by the first two bytes an option
 * is picked without branching, and then compared as a whole. Only where two begin alike they are compared one by one. */
#include "assessment.h"
#include <asb/matrix.h>
#include <string.h>

/* Ids of the policy end with '\0', and have none within. They are short, and it is nearly always the one: to call for comparing them would take longer. */
static inline int is_called(const asb_policy *p, const question_def *q, const char *name) {
    const char *at = asbi_id_text(p, q->id).at;
    while (*at == *name && *at) at++, name++;
    return *at == *name;
}

/* Mostly it is the next one, or the same again; else the first of that name. The first comes after the last. */
static inline const question_def *search(asb_assessment *a, const char *name) {
    const question_def *questions = asbi_assessment_questions(a);
    const asb_policy *p = a->form.policy;
    uint32_t count = a->matrix->def->questions.count, last = a->now.last_question, next = last + 1 < count ? last + 1 : 0;
    if (count && is_called(p, &questions[next], name)) return &questions[next];
    if (count && is_called(p, &questions[last], name)) return &questions[last];
    for (uint32_t i = 0; i < count; i++)
        if (is_called(p, &questions[i], name)) return &questions[i];
    return NULL;
}

static inline const question_def *find_question(asb_assessment *a, const char *name) {
    const question_def *q = search(a, name);
    if (q) a->now.last_question = (uint32_t)(q - asbi_assessment_questions(a));
    return q;
}

const question_def *asbi_assessment_search(asb_assessment *a, const char *question) {
    return find_question(a, question);
}

static inline const option_def *find_option(const asb_policy *p, const question_def *q, const char *name) {
    const option_def *options = &p->options.items[q->options.first];
    uint32_t found = 0;
    uint16_t begins = asbi_id_begins(name);
    for (uint32_t i = 1; i < q->options.count; i++) found = options[i].begins == begins ? i : found;
    if (q->options.count && !strcmp(asbi_id_text(p, options[found].id).at, name)) return &options[found];
    return asbi_question_option(p, q, asbi_text(name));
}

/* An option to be chosen in the place of another, so that nothing need be allocated; 0: it is for asbi_assessment_put(). */
typedef struct choice {
    answer_note *note;
    const option_def *option;
} choice;

static inline int find_choice(choice *out, asb_assessment *a, const char *question, const char *option) {
    const question_def *q = question && option ? find_question(a, question) : NULL;
    if (!q || q->many) return 0;
    out->note = &a->now.notes[q - asbi_assessment_questions(a)];
    if (!out->note->answer || out->note->answer->type != JSON_TEXT) return 0;
    out->option = find_option(a->form.policy, q, option);
    return out->option != NULL;
}

static int32_t answer(asb_assessment *a, const char *question, const char *option) {
    choice c;
    if (!option && question && find_question(a, question))
        return asbi_fail(&a->form.head.engine->fault, ASB_EARGUMENT, "argument", "argument", "option", (char *)NULL);
    if (!find_choice(&c, a, question, option)) return asbi_assessment_put(a, question, option);
    asbi_choose_instead(a, c.note, c.option);
    return ASB_OK;
}

int32_t asb_assessment_answer(asb_assessment *assessment, const char *question, const char *option) {
    if (!assessment) return ASB_EARGUMENT;
    asb_engine *e = assessment->form.head.engine;
    int32_t status = asbi_enter(e);
    return status ? status : asbi_leave(e, answer(assessment, question, option));
}

/* ---- all at once */

enum { MOST = 64 }; /* questions of a form that is filled in without allocating */

/* As many as are answered, each another one, and all of them in the place of what was chosen: then there is nothing that was answered and is not among them. */
static int find_choices(choice *out, asb_assessment *a, const char *const *questions, const char *const *options, uint32_t count) {
    uint64_t named = 0;
    if (count != a->now.answers->count || a->matrix->def->questions.count > MOST) return 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!find_choice(&out[i], a, questions[i], options[i])) return 0;
        uint64_t bit = UINT64_C(1) << a->now.last_question;
        if (named & bit) return 0;
        named |= bit;
    }
    return 1;
}

static int32_t set_answers(asb_assessment *a, const char *const *questions, const char *const *options, uint32_t count) {
    choice choices[MOST];
    if (!find_choices(choices, a, questions, options, count)) return asbi_assessment_put_all(a, questions, options, count);
    for (uint32_t i = 0; i < count; i++) asbi_choose_instead(a, choices[i].note, choices[i].option);
    return ASB_OK;
}

int32_t asb_assessment_set_answers(asb_assessment *assessment, const char *const *questions, const char *const *options, uint32_t count) {
    if (!assessment) return ASB_EARGUMENT;
    asb_engine *e = assessment->form.head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, questions || !count, "questions");
    CHECK_ARGUMENT(e, options || !count, "options");
    return asbi_leave(e, set_answers(assessment, questions, options, count));
}

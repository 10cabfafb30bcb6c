/* Choosing options: what a form on a screen does at every change, and so quickly. What is not the usual is left to answers.c.
 *
 * Which option is meant cannot be foreseen, and a processor that goes the wrong way loses more time than comparing takes. So nothing here hangs on it: by the first two bytes an option
 * is picked without branching, and then compared as a whole. Only where two begin alike they are compared one by one. */
#include "assessment.h"
#include <asb/matrix.h>
#include <string.h>

/* Ids of the policy end with '\0', and have none within. They are short, and it is nearly always the one: to call for comparing them would take longer. */
static inline int is_called(const question_def *q, const char *name) {
    const char *at = q->name.at;
    while (*at == *name && *at) at++, name++;
    return *at == *name;
}

/* Mostly it is the next one, or the same again; else the first of that name. The first comes after the last. */
static inline const question_def *search(asb_assessment *a, const char *name) {
    const question_def *questions = asbi_assessment_questions(a);
    uint32_t count = a->matrix->def->questions.count, last = a->now.last_question, next = last + 1 < count ? last + 1 : 0;
    if (count && is_called(&questions[next], name)) return &questions[next];
    if (count && is_called(&questions[last], name)) return &questions[last];
    for (uint32_t i = 0; i < count; i++)
        if (is_called(&questions[i], name)) return &questions[i];
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
    if (q->options.count && !strcmp(options[found].name.at, name)) return &options[found];
    return asbi_question_option(p, q, asbi_text(name));
}

/* What is to take the place of an option that is chosen, so that nothing need be allocated. Whatever is none is for asbi_assessment_put(). */
typedef struct choice {
    answer_note *note;
    const option_def *option; /* NULL: declined */
} choice;

static inline int find_choice(choice *out, const asb_assessment *a, const question_def *q, answer_note *note, const char *option) {
    if (q->many || !option || !note->answer || note->answer->type != JSON_TEXT) return 0;
    out->note = note;
    out->option = find_option(a->form.policy, q, option);
    return out->option || !strcmp(option, "declined");
}

static inline void choose(asb_assessment *a, const choice *c) {
    if (c->option) {
        asbi_choose_instead(a, c->note, c->option);
        return;
    }
    asbi_json_hold(c->note->answer, JSON_TEXT, asbi_text("declined"));
    asbi_set_note(a, c->note, (answer_note){.answer = c->note->answer});
}

static inline answer_note *note_of(const asb_assessment *a, const question_def *q) {
    return &a->now.notes[q - asbi_assessment_questions(a)];
}

static int32_t answer(asb_assessment *a, const char *question, const char *option) {
    choice c;
    const question_def *q = question ? find_question(a, question) : NULL;
    if (q && !option) return asbi_fail(&a->form.head.engine->fault, ASB_EARGUMENT, "argument", "argument", "option", (char *)NULL);
    if (!q || !find_choice(&c, a, q, note_of(a, q), option)) return asbi_assessment_put(a, question, option);
    choose(a, &c);
    return ASB_OK;
}

int32_t asb_assessment_answer(asb_assessment *assessment, const char *question, const char *option) {
    if (!assessment) return ASB_EARGUMENT;
    asb_engine *e = assessment->form.head.engine;
    int32_t status = asbi_enter(e);
    return status ? status : asbi_leave(e, answer(assessment, question, option));
}

/* ---- all at once. Mostly it is the same questions again: each is answered, one or another option is, and what is chosen where many can be has stayed. Then the options
 * take the place of those before, once all are found; else all answers are made anew (asbi_assessment_put_all). */

enum { MOST = 64 }; /* questions of such a matrix */

typedef struct form_answers {
    const char *const *questions, *const *options;
    uint32_t count;
} form_answers;

/* How many of the answers from one on say what is chosen of a question that takes many; 0: they say another thing. */
static uint32_t count_unchanged(const json_value *answer, const form_answers *f, uint32_t from) {
    const char *question = f->questions[from], *option = f->options[from];
    uint32_t i = from;
    if (!answer || answer->type != JSON_LIST) return answer && option && asbi_text_is(asbi_json_text(answer), option);
    if (!answer->count) return !option;
    for (const json_value *v = asbi_json_first(answer); v; v = v->next, i++)
        if (i == f->count || !f->questions[i] || !f->options[i] || strcmp(f->questions[i], question) ||
            !asbi_text_is(asbi_json_text(v), f->options[i]))
            return 0;
    return i - from;
}

/* How many options take the place of others; *found 0: it is not as described above. */
static uint32_t find_choices(choice *out, asb_assessment *a, const form_answers *f, int *found) {
    uint64_t named = 0;
    uint32_t choices = 0, questions = 0;
    *found = 0;
    for (uint32_t i = 0, taken; i < f->count; i += taken, questions++) {
        const question_def *q = f->questions[i] ? find_question(a, f->questions[i]) : NULL;
        if (!q || (named >> a->now.last_question & 1)) return 0;
        named |= UINT64_C(1) << a->now.last_question;
        answer_note *note = note_of(a, q);
        taken = q->many ? count_unchanged(note->answer, f, i) : (uint32_t)find_choice(&out[choices++], a, q, note, f->options[i]);
        if (!taken) return 0;
    }
    *found = questions == a->now.answers->count; /* of those that are answered, none is left out */
    return choices;
}

static int32_t set_answers(asb_assessment *a, const form_answers *f) {
    choice choices[MOST];
    int found = 0;
    uint32_t count = a->matrix->def->questions.count <= MOST ? find_choices(choices, a, f, &found) : 0;
    if (!found) return asbi_assessment_put_all(a, f->questions, f->options, f->count);
    for (uint32_t i = 0; i < count; i++) choose(a, &choices[i]);
    return ASB_OK;
}

int32_t asb_assessment_set_answers(asb_assessment *assessment, const char *const *questions, const char *const *options, uint32_t count) {
    if (!assessment) return ASB_EARGUMENT;
    asb_engine *e = assessment->form.head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, questions, "questions");
    CHECK_ARGUMENT(e, options, "options");
    return asbi_leave(e, set_answers(assessment, &(form_answers){questions, options, count}));
}

/* asb score: what answers to a risk matrix come to. */
#include "app.h"
#include "words.h"

#include <asb/matrix.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A question's answer: an option, a list of them, or none. */
static int32_t answer(asb_assessment *s, const char *question, const asb_json *value) {
    int32_t status = ASB_OK;

    if (asb_json_type(value) == ASB_JSON_TEXT) return asb_assessment_answer(s, question, asb_json_text(value, NULL));
    if (asb_json_type(value) != ASB_JSON_LIST) return ASB_EARGUMENT;
    if (asb_json_count(value) == 0) return asb_assessment_answer_none(s, question);
    for (const asb_json *v = asb_json_at(value, 0); v != NULL && status == ASB_OK; v = asb_json_next(v))
        status = asb_json_type(v) == ASB_JSON_TEXT ? asb_assessment_answer(s, question, asb_json_text(v, NULL)) : ASB_EARGUMENT;
    return status;
}

static int answer_all(app *a, asb_assessment *s, const asb_json *answers) {
    if (asb_json_type(answers) != ASB_JSON_OBJECT) {
        say_trouble(a->words[2], "answers are an object: question to option, or to a list of options");
        return EXIT_NO;
    }
    for (const asb_json *v = asb_json_at(answers, 0); v != NULL; v = asb_json_next(v)) {
        int32_t status = answer(s, asb_json_key(v, NULL), v);
        if (status == ASB_OK) continue;
        if (status != ASB_EARGUMENT) return say_error(a->engine, status, asb_json_key(v, NULL));
        say_trouble(asb_json_key(v, NULL), "an answer is an option, or a list of options");
        return EXIT_NO;
    }
    return EXIT_DONE;
}

static int print_score(app *a, const asb_assessment *s, const asb_matrix *m) {
    asb_text *text = NULL;
    const char *band = asb_assessment_band(s);
    uint32_t missing = asb_assessment_missing_count(s);

    if (a->options.json) {
        int32_t status = asb_assessment_json(&text, s);
        return status == ASB_OK ? (print_text(text), missing > 0 ? EXIT_NO : EXIT_DONE) : say_error(a->engine, status, a->words[1]);
    }
    printf("score      %ld\nband       %s\ncontested  %s\npartial    %s\nattainable %ld to %ld\n", (long)asb_assessment_score(s),
           band[0] != '\0' ? band : "none", asb_assessment_contested(s) ? "yes: the source is unclear about this score" : "no",
           asb_assessment_partial(s) ? "yes: a question was declined" : "no", (long)asb_matrix_least(m), (long)asb_matrix_greatest(m));
    for (uint32_t i = 0; i < missing; i++) printf("missing    %s\n", asb_assessment_missing(s, i));
    return missing > 0 ? EXIT_NO : EXIT_DONE;
}

static int score(app *a, asb_matrix *m, const asb_json *answers) {
    asb_assessment *s = NULL;
    int32_t status = asb_assessment_new(&s, m, "somebody");
    int code = status == ASB_OK ? answer_all(a, s, answers) : say_error(a->engine, status, a->words[1]);

    if (code == EXIT_DONE) code = print_score(a, s, m);
    asb_assessment_free(s);
    return code;
}

static int read_answers(app *a, asb_json **out) {
    size_t length;
    char *data = read_file(a->words[2], &length);
    int32_t status;

    if (data == NULL) return EXIT_TROUBLE;
    status = asb_json_parse(out, a->engine, data, length);
    free(data);
    return status == ASB_OK ? EXIT_DONE : say_error(a->engine, status, a->words[2]);
}

static int score_by(app *a, asb_policy *policy) {
    asb_matrix *m = NULL;
    asb_json *answers = NULL;
    int32_t status = asb_matrix_open(&m, policy, a->words[1]);
    int code;

    if (status == ASB_ABSENT) return say_trouble(a->words[1], "the policy has no matrix of that id");
    code = status == ASB_OK ? read_answers(a, &answers) : say_error(a->engine, status, a->words[1]);
    if (code == EXIT_DONE) code = score(a, m, answers);
    asb_json_free(answers);
    asb_matrix_free(m);
    return code;
}

int command_score(app *a) {
    asb_policy *policy = NULL;
    int code;

    if (a->count != 3) return say_usage("score takes POLICY, MATRIX and FILE; see asb score --help");
    if (open_policy(&policy, a->engine, a->words[0], &code)) return code;
    code = score_by(a, policy);
    asb_policy_free(policy);
    return code;
}

/* An engine with a clock that the test sets, a built-in policy, and a case. JSON in tests is written with ' for ". */
#ifndef FORMS_SUPPORT_H
#define FORMS_SUPPORT_H

#include "base_support.h"
#include "time/instant.h"

#include <asb/case.h>
#include <asb/engine.h>
#include <asb/error.h>
#include <asb/matrix.h>
#include <asb/plan.h>
#include <asb/policy.h>
#include <asb/proportionality.h>
#include <asb/record.h>
#include <stdio.h>

typedef struct bench {
    test_memory t; /* first: what the hooks are given */
    int64_t now;
    asb_engine *e;
    asb_policy *policy;
    asb_case *c;
} bench;

static inline int64_t bench_now(void *self) {
    return ((bench *)self)->now;
}

static inline void bench_at(bench *b, const char *when) {
    date day;
    ck_assert_msg(asbi_parse_when(asbi_text(when), &b->now, &day), "%s", when);
}

static inline void bench_begin(bench *b) {
    asb_hooks hooks = {0};
    memset(b, 0, sizeof *b);
    test_memory_begin(&b->t);
    hooks.struct_size = sizeof hooks;
    hooks.self = b;
    hooks.resize = test_resize;
    hooks.now = bench_now;
    bench_at(b, "2026-04-02T10:00");
    ck_assert_int_eq(asb_engine_new(&b->e, &hooks), ASB_OK);
    ck_assert_int_eq(asb_policy_builtin(&b->policy, b->e, "places-for-people"), ASB_OK);
}

static inline void bench_end(bench *b) {
    asb_case_free(b->c);
    asb_policy_free(b->policy);
    asb_engine_free(b->e);
    ck_assert_uint_eq(b->t.blocks, 0);
}

static inline void bench_quotes(char *json) {
    for (; *json; json++)
        if (*json == '\'') *json = '"';
}

/* Take a record down at that time; gives its number. */
static inline uint32_t bench_add(bench *b, const char *when, const char *by, const char *role, const char *kind, const char *fields) {
    char json[4096];
    asb_record *r = NULL;
    snprintf(json, sizeof json, "{'kind':'%s','by':'%s','role':'%s','fields':%s}", kind, by, role, fields);
    bench_quotes(json);
    bench_at(b, when);
    ck_assert_msg(asb_record_parse(&r, b->e, json, strlen(json)) == ASB_OK, "%s: %s", json, asb_error_message(b->e));
    ck_assert_msg(asb_case_admit(NULL, b->c, r, INT64_MIN, 0) == ASB_OK, "%s: %s", json, asb_error_message(b->e));
    asb_record_free(r);
    return asb_case_count(b->c);
}

/* A case with two people, p1 who complains and p2 who is complained of: three records. */
static inline void bench_case(bench *b) {
    ck_assert_int_eq(asb_case_new(&b->c, b->e, b->policy, NULL, "A"), ASB_OK);
    bench_add(b, "2026-04-02T10:05", "amy", "CCC", "report", "{'channel':'phone','summary':'Music'}");
    bench_add(b, "2026-04-02T10:08", "amy", "CCC", "party", "{'party':'p1','as':'complainant'}");
    bench_add(b, "2026-04-02T10:10", "amy", "CCC", "party", "{'party':'p2','as':'alleged-perpetrator'}");
}

/* Add a record that a form gave, as an officer would. */
static inline int32_t bench_record(bench *b, const char *when, asb_record *r, const char *by, const char *role) {
    bench_at(b, when);
    ck_assert_int_eq(asb_record_set_actor(r, by, role), ASB_OK);
    int32_t status = asb_case_admit(NULL, b->c, r, INT64_MIN, 0);
    asb_record_free(r);
    return status;
}

/* What a function that makes a text made: to be given back with free(). */
static inline char *bench_taken(asb_text *t) {
    char *copy = malloc(asb_text_length(t) + 1);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, asb_text_data(t), asb_text_length(t) + 1);
    asb_text_free(t);
    return copy;
}

static inline char *record_json(asb_record *r) {
    asb_text *t = NULL;
    ck_assert_int_eq(asb_record_json(&t, r), ASB_OK);
    asb_record_free(r);
    return bench_taken(t);
}

/* The same JSON but for its quotation marks; gives the first back. */
static inline void is_json(char *json, const char *expected) {
    char *copy = malloc(strlen(expected) + 1);
    ck_assert_ptr_nonnull(copy);
    strcpy(copy, expected);
    bench_quotes(copy);
    ck_assert_str_eq(json, copy);
    free(copy);
    free(json);
}

/* The last call failed in that way. */
static inline void failed(const bench *b, const char *code, const char *field) {
    ck_assert_str_eq(asb_error_code(b->e), code);
    ck_assert_str_eq(asb_error_field(b->e), field);
}

/* Answers to the matrix `ram`, question by question: an option, options with + between, "-" for none of these, "declined"; NULL ends. */
static inline void answer_all(asb_assessment *a, const char *const *answers) {
    char id[8], option[64];
    for (unsigned q = 0; answers[q]; q++) {
        snprintf(id, sizeof id, "q%u", q + 1);
        if (!strcmp(answers[q], "-")) ck_assert_int_eq(asb_assessment_answer_none(a, id), ASB_OK);
        for (const char *at = answers[q]; *at && *at != '-';) {
            size_t length = strcspn(at, "+");
            snprintf(option, sizeof option, "%.*s", (int)length, at);
            ck_assert_msg(asb_assessment_answer(a, id, option) == ASB_OK, "%s %s", id, option);
            at += length + (at[length] == '+');
        }
    }
}

#define RAM_19 \
    "most-days", "yes", "yes", "known-to-each-other", "no-history", "no", "none", "no", "no", "extremely", "mental", "no", "few-people", \
        "your-family", NULL
#define RAM_4 \
    "only-occasionally", "no", "no", "known-to-each-other", "no-history", "yes", "none", "no", "no", "a-little", "-", "no", "few-people", \
        "your-family", NULL
#define RAM_16 \
    "most-days", "yes", "yes", "known-to-each-other", "no-history", "no", "none", "no", "no", "a-lot", "mental", "no", "few-people", "-", \
        NULL
#define RAM_47 \
    "daily", "yes", "yes", "know-well", "currently-harassing-complainant", "no", "you", "yes", "yes", "extremely", "physical+mental", \
        "yes", "lives-alone-isolated", "your-family+local-community+other", NULL
#define RAM_26 \
    "declined", "yes", "yes", "know-well", "declined", "no", "you", "yes", "yes", "extremely", "declined", "yes", "lives-alone-isolated", \
        "declined", NULL
#define RAM_0 \
    "only-occasionally", "no", "no", "do-not-know", "no-history", "yes", "none", "no", "no", "not-at-all", "-", "no", "close-network", \
        "-", NULL
#define ANSWERS(...) ((const char *const[]){__VA_ARGS__})

#endif

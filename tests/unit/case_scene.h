/* A scene for tests of duties: an engine that counts its memory, a clock that stands where it is told to, a policy of the test's own, and a case under it. */
#ifndef CASE_SCENE_H
#define CASE_SCENE_H

#include "case/case.h"
#include "record_support.h"

#include <asb/asb.h>
#include <stdio.h>

typedef struct scene {
    test_engine b;
    asb_policy *policy;
    asb_case *c;
} scene;

static instant clock_now;

static int64_t scene_clock(void *self) {
    (void)self;
    return clock_now;
}

static inline void at(const char *when) {
    ck_assert_msg(asbi_parse_when(asbi_text(when), &clock_now, NULL), "%s", when);
}

/* JSON is written with ' for ". Freed by the caller. */
static inline char *quotes(const char *json) {
    char *copy = malloc(strlen(json) + 1);
    ck_assert_ptr_nonnull(copy);
    strcpy(copy, json);
    for (char *c = copy; *c != '\0'; c++)
        if (*c == '\'') *c = '"';
    return copy;
}

static inline asb_policy *scene_policy(scene *s, const char *document) {
    asb_policy *p = NULL;
    char *json = quotes(document);
    ck_assert_msg(asb_policy_parse(&p, s->b.e, json, strlen(json)) == ASB_OK, "%s %s", asb_error_pointer(s->b.e),
                  asb_error_message(s->b.e));
    free(json);
    return p;
}

static inline void scene_begin(scene *s, const char *policy) {
    test_engine_begin(&s->b);
    s->b.e->hooks.now = scene_clock;
    s->policy = scene_policy(s, policy);
    s->c = NULL;
    ck_assert_int_eq(asb_case_new(&s->c, s->b.e, s->policy, NULL, "A"), ASB_OK);
}

static inline void scene_end(scene *s) {
    asb_case_free(s->c);
    asb_policy_free(s->policy);
    test_engine_end(&s->b);
}

static inline void add_to(scene *s, asb_case *c, const char *when, const char *kind, const char *fields) {
    char json[2048];
    at(when);
    snprintf(json, sizeof json, "{'kind':'%s','by':'amy','role':'officer','fields':%s}", kind, fields);
    char *quoted = quotes(json);
    asb_record *r = test_record(&s->b, quoted);
    int32_t status = asb_case_add(NULL, c, r);
    ck_assert_msg(status == ASB_OK, "%s: %s %s", quoted, asb_error_field(s->b.e), asb_error_message(s->b.e));
    asb_record_free(r);
    free(quoted);
}

static inline void add(scene *s, const char *when, const char *kind, const char *fields) {
    add_to(s, s->c, when, kind, fields);
}

/* As a host without a store keeps a case: what it was handed, marked as written. Freed by the caller. */
static inline char *scene_kept(asb_case *c) {
    asb_text *t = NULL;
    ck_assert_int_eq(asb_case_saved(c, asb_case_count(c)), ASB_OK);
    ck_assert_int_eq(asb_case_export(&t, c), ASB_OK);
    char *copy = strdup(asb_text_data(t));
    asb_text_free(t);
    return copy;
}

static inline asb_case *scene_loaded(scene *s, const char *json) {
    asb_case *c = NULL;
    ck_assert_msg(asb_case_load(&c, s->b.e, NULL, json, strlen(json)) == ASB_OK, "%s", asb_error_message(s->b.e));
    return c;
}

/* They wrote first; what they have now comes to us. */
static inline asb_conflicts *scene_conflict(scene *s, asb_case *mine, asb_case *theirs) {
    asb_conflicts *k = NULL;
    char *newer = scene_kept(theirs);
    ck_assert_msg(asb_case_conflicted(&k, mine, newer, strlen(newer)) == ASB_OK, "%s", asb_error_message(s->b.e));
    free(newer);
    return k;
}

#endif

/* A world for tests of cases: an engine with a clock that stands where it is told to, a store, a policy. */
#ifndef CASE_WORLD_H
#define CASE_WORLD_H

#include <asb/asb.h>
#include <asb/sys/hooks.h>
#include <asb/sys/store.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct case_world {
    asb_engine *engine;
    asb_store *store;
    asb_policy *policy;
    int64_t now;
    unsigned random;
} case_world;

static int64_t case_world_now(void *self) {
    return ((case_world *)self)->now;
}

static int32_t case_world_random(void *self, void *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) ((unsigned char *)bytes)[i] = (unsigned char)(((case_world *)self)->random++ * 37u);
    return 0;
}

static inline void case_world_clock(case_world *w, const char *at) {
    ck_assert_int_eq(asb_instant_parse(&w->now, w->engine, at), ASB_OK);
}

static inline void case_world_begin(case_world *w, const char *policy) {
    memset(w, 0, sizeof *w);
    asb_hooks hooks = {.struct_size = sizeof hooks, .self = w, .now = case_world_now, .random = case_world_random};
    ck_assert_int_eq(asb_engine_new(&w->engine, &hooks), ASB_OK);
    ck_assert_int_eq(asb_store_memory(&w->store, w->engine), ASB_OK);
    ck_assert_int_eq(asb_policy_builtin(&w->policy, w->engine, policy), ASB_OK);
    case_world_clock(w, "2026-06-01T09:00");
}

static inline void case_world_end(case_world *w) {
    asb_policy_free(w->policy);
    asb_store_free(w->store);
    asb_engine_free(w->engine);
}

static inline asb_record *case_world_record(case_world *w, const char *by, const char *role, const char *kind, const char *fields) {
    asb_record *r;
    char json[8192];
    snprintf(json, sizeof json, "{\"kind\":\"%s\",\"by\":\"%s\",\"role\":\"%s\",\"fields\":%s}", kind, by, role, fields);
    ck_assert_msg(asb_record_parse(&r, w->engine, json, strlen(json)) == ASB_OK, "%s: %s", json, asb_error_message(w->engine));
    return r;
}

static inline int32_t case_world_add_as(case_world *w, asb_case *c, const char *by, const char *role, const char *kind,
                                        const char *fields) {
    asb_record *r = case_world_record(w, by, role, kind, fields);
    int32_t status = asb_case_add(NULL, c, r);
    asb_record_free(r);
    return status;
}

static inline int32_t case_world_add(case_world *w, asb_case *c, const char *kind, const char *fields) {
    return case_world_add_as(w, c, "amy", "CCC", kind, fields);
}

static inline asb_case *case_world_case(case_world *w, const char *id) {
    asb_case *c;
    ck_assert_int_eq(asb_case_new(&c, w->engine, w->policy, w->store, id), ASB_OK);
    ck_assert_int_eq(case_world_add(w, c, "report", "{\"channel\":\"phone\",\"summary\":\"Music at night\",\"category\":\"noise\"}"),
                     ASB_OK);
    ck_assert_int_eq(
        case_world_add(w, c, "party", "{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann Archer\",\"vulnerable\":\"no\"}"), ASB_OK);
    ck_assert_int_eq(
        case_world_add(w, c, "party", "{\"party\":\"p2\",\"as\":\"alleged-perpetrator\",\"name\":\"Bob Brook\",\"vulnerable\":\"no\"}"),
        ASB_OK);
    ck_assert_int_eq(case_world_add(w, c, "opening", "{\"categories\":[\"noise\"]}"), ASB_OK);
    return c;
}

/* All that a case is, as text: facts, duties, and every byte of it. Freed by the caller. */
static inline char *case_world_picture(asb_case *c, int with_bytes) {
    asb_text *facts, *all, *duties_json;
    asb_duties *duties;
    ck_assert_int_eq(asb_case_facts(&facts, c), ASB_OK);
    ck_assert_int_eq(asb_case_duties(&duties, c), ASB_OK);
    ck_assert_int_eq(asb_duties_json(&duties_json, duties), ASB_OK);
    ck_assert_int_eq(asb_case_export(&all, c), ASB_OK);
    char *out = calloc(1, asb_text_length(facts) + asb_text_length(all) + asb_text_length(duties_json) + 3);
    strcat(strcat(strcat(out, asb_text_data(facts)), "\n"), asb_text_data(duties_json));
    if (with_bytes) strcat(strcat(out, "\n"), asb_text_data(all));
    asb_text_free(facts);
    asb_text_free(all);
    asb_text_free(duties_json);
    asb_duties_free(duties);
    return out;
}

#endif

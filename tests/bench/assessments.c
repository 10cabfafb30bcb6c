/* Every question of the matrix has an answer; the first option of each, which mostly weighs nothing, is as likely as all others together. */
#include "assessments.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void need(asb_engine *e, int32_t status, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s %s\n", what, asb_error_pointer(e), asb_error_message(e));
    exit(EXIT_FAILURE);
}

void assessments_begin(assessments *a, const caseloads *g) {
    size_t length;
    *a = (assessments){.engine = g->engine, .chance = g->seed};
    for (size_t i = 0; i < 5; i++) {
        const char *json = asb_policy_json(g->policies[i], &length);
        need(a->engine, asb_json_parse(&a->documents[i], a->engine, json, length), "policy");
    }
}

void assessments_end(assessments *a) {
    for (size_t i = 0; i < 5; i++) asb_json_free(a->documents[i]);
}

static uint32_t below(assessments *a, uint32_t n) {
    a->chance = a->chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(a->chance >> 33) % n;
}

static const char *member(const asb_json *v, const char *key) {
    return asb_json_text(asb_json_get(v, key), NULL);
}

static void answer(assessments *a, char *to, const asb_json *question) {
    const asb_json *options = asb_json_get(question, "options");
    uint32_t chosen = below(a, 2) ? 0 : below(a, asb_json_count(options));
    int many = strcmp(member(question, "select"), "many") == 0;
    sprintf(to + strlen(to), "%s\"%s\":%s\"%s\"%s", strchr("{", to[strlen(to) - 1]) ? "" : ",", member(question, "id"), many ? "[" : "",
            member(asb_json_at(options, chosen), "id"), many ? "]" : "");
}

static const asb_json *matrix_of(const assessments *a, asb_case *c) {
    asb_policy *p;
    size_t i = 0;
    need(a->engine, asb_case_policy(&p, c), "policy");
    while (strcmp(member(a->documents[i], "id"), asb_policy_id(p)) != 0) i++;
    asb_policy_free(p);
    return asb_json_at(asb_json_get(a->documents[i], "matrices"), 0);
}

void assess(assessments *a, asb_case *c) {
    char json[4096];
    asb_record *r;
    if (!asb_case_owner(c)[0]) return;
    const asb_json *matrix = matrix_of(a, c), *sections = asb_json_get(matrix, "sections");
    sprintf(json, "{\"kind\":\"assessment\",\"by\":\"%s\",\"role\":\"%s\",\"fields\":{\"party\":\"p1\",\"matrix\":\"%s\",\"answers\":{",
            asb_case_owner(c), asb_case_owner_role(c), member(matrix, "id"));
    for (uint32_t s = 0; s < asb_json_count(sections); s++) {
        const asb_json *questions = asb_json_get(asb_json_at(sections, s), "questions");
        for (uint32_t q = 0; q < asb_json_count(questions); q++) answer(a, json, asb_json_at(questions, q));
    }
    strcat(json, "}}}");
    need(a->engine, asb_record_parse(&r, a->engine, json, strlen(json)), json);
    need(a->engine, asb_case_admit(NULL, c, r, INT64_MIN, 0), json);
    asb_record_free(r);
}

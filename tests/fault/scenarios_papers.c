/* Faults while a case file, a chronology or a form is made. */
#include "fault.h"
#include <stdio.h>
#include <string.h>

Suite *asb_suite_fault_papers(void);

static int32_t drop(fault_world *w) {
    return asb_engine_now(&w->number, w->engine);
}

/* Something for every section: people, a step, an incident with evidence, a correction. */
static void with_content(fault_world *w) {
    with_case(w);
    fault_add(w, w->c, "incident", "CCC", "{'occurred':'2026-03-01','description':'Shouting at Ann','people':['p1']}");
    fault_add(w, w->c, "evidence", "CCC", "{'type':'photo','party':'c1','description':'A door','corroborates':[1]}");
    fault_add(w, w->c, "consent", "CCC", "{'party':'c1','scope':'use-in-court','given':true}");
    fault_add(w, w->c, "decision", "CCC", "{'what':'other','rationale':'To wait'}");
    fault_add(w, w->c, "correction", "CCC", "{'of':1,'field':'summary','value':'Loud music','reason':'Slip'}");
}

static uint32_t last_of(fault_world *w, const char *kind) {
    for (uint32_t seq = asb_case_count(w->c); seq > 0; seq--) {
        asb_record *r = NULL;
        fault_must(w, asb_case_record(&r, w->c, seq));
        int is = !strcmp(asb_record_kind(r), kind);
        asb_record_free(r);
        if (is) return seq;
    }
    return 0;
}

static void with_paper(fault_world *w, const char *kind, const char *audience) {
    with_content(w);
    fault_must(w, asb_document_new(&w->document, w->c, kind));
    fault_must(w, asb_document_set(w->document, "audience", audience));
}

static void with_filled(fault_world *w, const char *kind) {
    char number[12];
    with_paper(w, kind, "officer");
    uint32_t seq = last_of(w, kind);
    snprintf(number, sizeof number, "%u", seq);
    if (seq) fault_must(w, asb_document_set(w->document, "seq", number));
}

static void with_case_file(fault_world *w) {
    with_paper(w, "case-file", "officer");
}

static void with_guarded_case_file(fault_world *w) {
    with_paper(w, "case-file", "public");
}

static void with_chronology(fault_world *w) {
    with_paper(w, "chronology", "officer");
}

static void with_plan_form(fault_world *w) {
    with_filled(w, "plan");
}

static void with_assessment_form(fault_world *w) {
    with_filled(w, "assessment");
}

static void with_proportionality_form(fault_world *w) {
    with_paper(w, "proportionality", "officer");
}

#define MAKE(format) asb_document_render(&w->text, w->document, ASB_FORMAT_##format)
#define LOUD(X) \
    X(asb_document_render, case_file_text, with_case_file, MAKE(TEXT)) \
    X(asb_document_render, case_file_html, with_case_file, MAKE(HTML)) \
    X(asb_document_render, case_file_json, with_case_file, MAKE(JSON)) \
    X(asb_document_render, case_file_guarded, with_guarded_case_file, MAKE(HTML)) \
    X(asb_document_render, chronology, with_chronology, MAKE(HTML)) \
    X(asb_document_render, plan_form, with_plan_form, MAKE(HTML)) \
    X(asb_document_render, assessment_form, with_assessment_form, MAKE(TEXT)) \
    X(asb_document_render, proportionality_form, with_proportionality_form, MAKE(JSON)) \
    X(asb_document_set, exhibits, with_chronology, asb_document_set(w->document, "exhibits", "BB/"))

#define QUIET(X) X(asb_document_free, paper, with_case_file, (asb_document_free(w->document), w->document = NULL, drop(w)))

LOUD(FAULT_ACT)
QUIET(FAULT_ACT)
static const fault_scenario loud[] = {LOUD(FAULT_ROW)};
static const fault_scenario quiet[] = {QUIET(FAULT_ROW)};

Suite *asb_suite_fault_papers(void) {
    return fault_suite("fault_papers", loud, FAULT_COUNT(loud), quiet, FAULT_COUNT(quiet));
}

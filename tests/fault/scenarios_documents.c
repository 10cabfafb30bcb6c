/* Faults in document.h. */
#include "fault.h"
#include <string.h>

Suite *asb_suite_fault_documents(void);

static int32_t drop(fault_world *w) {
    return asb_engine_now(&w->number, w->engine);
}

static void with_letter(fault_world *w) {
    with_case(w);
    fault_must(w, asb_document_new(&w->document, w->c, "letter"));
    fault_must(w, asb_document_set(w->document, "template", "plan"));
    fault_must(w, asb_document_set(w->document, "party", "c1"));
}

/* To somebody who may not know who complained; in the host's own words, for an audience that sees less. */
static void with_guarded_letter(fault_world *w) {
    with_letter(w);
    fault_must(w, asb_document_set(w->document, "party", "p1"));
    fault_must(w, asb_document_set(w->document, "audience", "public"));
    fault_must(w, asb_document_set(w->document, "text", "Dear {{recipient_name}}\n{{#agency_actions}}- {{text}}\n{{/agency_actions}}"));
    fault_must(w, asb_document_set(w->document, "agency_actions", "One\nTwo"));
}

static void with_made_letter(fault_world *w) {
    asb_text *made = NULL;
    with_letter(w);
    fault_must(w, asb_document_render(&made, w->document, ASB_FORMAT_HTML));
    asb_text_free(made);
}

static void with_resident(fault_world *w) {
    with_case(w);
    fault_add(w, w->c, "party", "CCC", "{'party':'r1','as':['resident'],'name':'Rae'}");
    fault_must(w, asb_document_new(&w->document, w->c, "letter"));
    fault_must(w, asb_document_set(w->document, "text", "Dear {{recipient_name}}"));
    fault_must(w, asb_document_set(w->document, "party", "r1"));
}

static int32_t check(fault_world *w, const char *text) {
    return asb_document_check(w->document, text, strlen(text));
}

#define LOUD(X) \
    X(asb_document_kinds, all, with_engine, asb_document_kinds(&w->text, w->engine)) \
    X(asb_document_new, letter, with_case, asb_document_new(&w->document, w->c, "letter")) \
    X(asb_document_set, field, with_letter, asb_document_set(w->document, "category", "noise & <more>")) \
    X(asb_document_set, again, with_letter, asb_document_set(w->document, "template", "hello")) \
    X(asb_document_render, text, with_letter, asb_document_render(&w->text, w->document, ASB_FORMAT_TEXT)) \
    X(asb_document_render, html, with_letter, asb_document_render(&w->text, w->document, ASB_FORMAT_HTML)) \
    X(asb_document_render, guarded, with_guarded_letter, asb_document_render(&w->text, w->document, ASB_FORMAT_HTML)) \
    X(asb_document_render, least, with_resident, asb_document_render(&w->text, w->document, ASB_FORMAT_TEXT)) \
    X(asb_document_check, quiet, with_guarded_letter, check(w, "Dear Bob")) \
    X(asb_document_withheld, letter, with_guarded_letter, asb_document_withheld(&w->text, w->document)) \
    X(asb_document_record, letter, with_made_letter, asb_document_record(&w->other_record, w->document))

#define QUIET(X) \
    X(asb_document_set, nothing, with_letter, asb_document_set(w->document, "template", NULL)) \
    X(asb_document_free, letter, with_letter, (asb_document_free(w->document), w->document = NULL, drop(w)))

LOUD(FAULT_ACT)
QUIET(FAULT_ACT)
static const fault_scenario loud[] = {LOUD(FAULT_ROW)};
static const fault_scenario quiet[] = {QUIET(FAULT_ROW)};

Suite *asb_suite_fault_documents(void) {
    return fault_suite("fault_documents", loud, FAULT_COUNT(loud), quiet, FAULT_COUNT(quiet));
}

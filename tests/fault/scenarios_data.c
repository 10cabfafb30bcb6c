/* Faults while a case is made into data, and while all that is held about somebody is gathered. */
#include "fault.h"

Suite *asb_suite_fault_data(void);

static int32_t drop(fault_world *w) {
    return asb_engine_now(&w->number, w->engine);
}

/* Somebody to mask, somebody to withhold, somebody who is mentioned, and a field of the host's own. */
static void with_content(fault_world *w) {
    with_case(w);
    fault_add(w, w->c, "party", "CCC",
              "{'party':'w1','as':['witness'],'name':'Wilfrida Oxenholme','address':'3 Mill Lane','phone':'07700 900123'}");
    fault_add(w, w->c, "contact", "CCC",
              "{'party':'p1','method':'phone','outcome':'reached','summary':'Says that W. Oxenholme lies','x-own':{'a':['Wilfrida']}}");
    fault_add(w, w->c, "note", "CCC", "{'text':'Wilfrida Oxenholme rang'}");
    fault_add(w, w->c, "correction", "CCC", "{'of':1,'field':'summary','value':'Loud music','reason':'Slip'}");
}

static void with_data(fault_world *w) {
    with_content(w);
    fault_must(w, asb_document_new(&w->document, w->c, "case-data"));
    fault_must(w, asb_document_set(w->document, "audience", "perpetrator"));
    fault_must(w, asb_document_set(w->document, "party", "p1"));
}

static void with_access(fault_world *w) {
    with_content(w);
    fault_must(w, asb_document_new(&w->document, w->c, "subject-access"));
    fault_must(w, asb_document_set(w->document, "party", "w1"));
}

#define LOUD(X) \
    X(asb_document_render, data, with_data, asb_document_render(&w->text, w->document, ASB_FORMAT_JSON)) \
    X(asb_document_render, access_json, with_access, asb_document_render(&w->text, w->document, ASB_FORMAT_JSON)) \
    X(asb_document_render, access_text, with_access, asb_document_render(&w->text, w->document, ASB_FORMAT_TEXT)) \
    X(asb_document_render, access_html, with_access, asb_document_render(&w->text, w->document, ASB_FORMAT_HTML)) \
    X(asb_document_withheld, access, with_access, asb_document_withheld(&w->text, w->document))

#define QUIET(X) X(asb_document_free, access, with_access, (asb_document_free(w->document), w->document = NULL, drop(w)))

LOUD(FAULT_ACT)
QUIET(FAULT_ACT)
static const fault_scenario loud[] = {LOUD(FAULT_ROW)};
static const fault_scenario quiet[] = {QUIET(FAULT_ROW)};

Suite *asb_suite_fault_data(void) {
    return fault_suite("fault_data", loud, FAULT_COUNT(loud), quiet, FAULT_COUNT(quiet));
}

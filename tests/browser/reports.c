/* Every report over a caseload that is made up: some 900 files of two policies over two and a half years, with all that reports count, names that would break a page, and a
 * reader who may see only some of it. The same at every run. */
#include "reports.h"

#include <asb/caseload.h>
#include <asb/engine.h>
#include <asb/error.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 900, ROOM = 16384 };
#define DAY INT64_C(86400000)
#define NOW INT64_C(1781085600000) /* 10 June 2026, 11:00 in England */

typedef struct making {
    char json[ROOM];
    size_t length;
    uint64_t chance;
} making;

static unsigned below(making *m, unsigned n) {
    m->chance = m->chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((m->chance >> 33) % n);
}

static void put(making *m, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int written = vsnprintf(m->json + m->length, ROOM - m->length, format, arguments);
    va_end(arguments);
    if (written < 0 || (size_t)written >= ROOM - m->length) exit(1);
    m->length += (size_t)written;
}

/* Civil dates, without a library: days since 1970 to year, month, day. */
static void put_time(making *m, const char *key, int64_t at, int instant) {
    int64_t days = at / DAY + 719468, era = days / 146097, of_era = days - era * 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365,
            of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t shifted = (5 * of_year + 2) / 153, day = of_year - (153 * shifted + 2) / 5 + 1,
            month = shifted < 10 ? shifted + 3 : shifted - 9;
    put(m, "\"%s\":\"%04d-%02d-%02d", key, (int)(year + era * 400 + (month <= 2)), (int)month, (int)day);
    if (instant) put(m, "T%02d:%02d:00Z", (int)(at / 3600000 % 24), (int)(at / 60000 % 60));
    put(m, "\"");
}

#define PICK(m, list) list[below(m, sizeof list / sizeof list[0])]

static const char *const wards[] = {"Castle",
                                    "Trench",
                                    "Judd",
                                    "Higham",
                                    "Vauxhall",
                                    "Cage Green",
                                    "St. Mary's & \\\"The Mount\\\" <b>",
                                    "=1+1 Medway",
                                    "Hildenborough and Shipbourne with Plaxtol"};
static const char *const officers[] = {"amy.ash", "ben.brook", "carol.o'dell", "dev.patel", "eve <i>"};

/* ---- duties */

static void put_duty(making *m, int west_kent, int64_t reported, int first) {
    static const char *const kent[] = {"assess-seriousness", "contact-complainant", "new-case-review", "send-closure-letter",
                                       "send-questionnaire"};
    static const char *const places[] = {"acknowledge",   "allocate",    "risk-assessment",
                                         "first-contact", "action-plan", "closure-in-writing"};
    static const char *const states[] = {"met", "met", "met", "met", "met-late", "open", "lapsed"};
    const char *state = PICK(m, states);
    int64_t due = reported + (1 + below(m, 20)) * DAY,
            end = state[0] == 'm' && state[3] ? due + (1 + below(m, 9)) * DAY : due - below(m, 3) * DAY;
    if (strcmp(state, "open") == 0 && due < NOW - 40 * DAY) state = "lapsed";
    put(m, first ? "{" : ",{");
    put_time(m, "due", due, 0);
    if (strcmp(state, "open") != 0) {
        put(m, ",");
        put_time(m, "end", end, 1);
        put(m, ",\"officer\":\"%s\"", PICK(m, officers));
    }
    put(m, ",\"party\":\"p1\",\"record\":%u,\"rule\":\"%s\",", below(m, 9) + 1, west_kent ? PICK(m, kent) : PICK(m, places));
    put_time(m, "start", reported, 1);
    put(m, ",\"state\":\"%s\"%s}", state, state[0] == 'm' ? below(m, 2) ? ",\"taken\":3" : ",\"taken\":8" : "");
}

/* ---- lists */

static void put_steps(making *m, int64_t at) {
    static const char *const remedies[] = {"mediation", "acceptable-behaviour-agreement", "warning-of-action", "formal-warning",
                                           "written-warning"};
    static const char *const statuses[] = {"issued", "signed", "completed", "breached", "offered", "declined"};
    put(m, ",\"steps\":[");
    for (unsigned i = 0, count = below(m, 3); i < count; i++) {
        put(m, i ? ",{" : "{");
        put_time(m, "at", at, 1);
        put(m, ",\"kind\":\"intervention\",\"later\":%u,\"remedy\":\"%s\",\"status\":\"%s\"}", below(m, 3) / 2, PICK(m, remedies),
            PICK(m, statuses));
    }
    put(m, "]");
}

static void put_feedback(making *m, int64_t at) {
    put(m, ",\"feedback\":[{");
    put_time(m, "at", at, 1);
    put(m, ",\"status\":\"invited\"}");
    if (below(m, 2)) {
        put(m, ",{");
        put_time(m, "at", at + 3 * DAY, 1);
        put(m, ",\"scores\":{\"How we handled it\":%u,\"Outcome\":%u.5},\"status\":\"received\"}", 1 + below(m, 5), below(m, 5));
    }
    put(m, "]");
}

static void put_reviews(making *m, int64_t at) {
    static const char *const statuses[] = {"requested", "threshold-met", "threshold-not-met", "held", "recommendations", "applicant-told"};
    put(m, ",\"case_reviews\":[");
    for (unsigned i = 0, count = 1 + below(m, 6); i < count; i++) {
        put(m, i ? ",{\"area\":\"%s\"," : "{\"area\":\"%s\",", below(m, 2) ? "Sevenoaks" : "Tonbridge and Malling");
        put_time(m, "at", at + i * 9 * DAY, 1);
        put(m, ",\"status\":\"%s\"}", statuses[i]);
    }
    put(m, "]");
}

static void put_reports(making *m, int64_t at, unsigned count) {
    put(m, ",\"reports\":[");
    for (unsigned i = 0; i < count; i++) {
        put(m, i ? ",{" : "{");
        put_time(m, "at", at + i * 23 * DAY, 1);
        put(m, ",\"counts_for\":\"p1\",");
        put_time(m, "until", at + i * 23 * DAY + 181 * DAY, 0);
        put(m, "}");
    }
    put(m, "],\"review\":{\"area\":\"Sevenoaks\",\"tell_at\":2,\"threshold\":3}");
}

/* ---- a case */

static void make_case(making *m, unsigned number) {
    static const char *const kent_categories[] = {"noise", "noise", "threats", "animals", "litter", "hate-incident", "drugs"};
    static const char *const places_categories[] = {"noise",     "noise",      "neighbour-dispute", "pets",
                                                    "vandalism", "harassment", "hate-crime",        "environmental"};
    static const char *const kent_reasons[] = {"resolved", "legal-outcome", "no-further-action", "passed-to-mediation"};
    static const char *const places_reasons[] = {"reduced", "exhausted", "complainant-request", "not-asb"};
    static const char *const channels[] = {"phone", "phone", "online", "email", "in-person"};
    int west_kent = below(m, 3)<2, enquiry = below(m, 9) == 0, closed = below(m, 3)> 0;
    int64_t at = NOW - (number < 6 ? (int64_t)number * 3 * 3600000 : (int64_t)below(m, 900) * DAY - below(m, 36000) * INT64_C(1000));
    int64_t end = at + (10 + below(m, 90)) * DAY;
    const char *category = west_kent ? PICK(m, kent_categories) : PICK(m, places_categories);
    unsigned reports = 1 + (below(m, 12) == 0 ? 1 + below(m, 3) : 0);
    while (reports > 1 && at + (reports - 1) * 23 * DAY > NOW) reports--;
    if (end > NOW) closed = 0;
    m->length = 0;
    put(m, "{\"hate\":%s,\"channel\":\"%s\",\"policy\":\"%s\",\"state\":\"%s\",", strncmp(category, "hate", 4) == 0 ? "true" : "false",
        PICK(m, channels), west_kent ? "west-kent" : "places-for-people",
        closed        ? "closed"
            : enquiry ? "enquiry"
                      : "open");
    put_time(m, "reported", at, 1);
    put(m, ",\"ward\":\"%s\",\"owner\":\"%s\",\"owner_role\":\"housing-officer\"", PICK(m, wards), PICK(m, officers));
    if (!enquiry) {
        put(m, ",\"categories\":[\"%s\"],", category);
        put_time(m, "opened", at + DAY > NOW ? at : at + DAY, 1);
        put(m, ",\"openings\":[{");
        put_time(m, "at", at + DAY > NOW ? at : at + DAY, 1);
        put(m, ",\"new\":true}]");
    }
    if (closed) {
        put(m, ",\"closure_reason\":\"%s\",", west_kent ? PICK(m, kent_reasons) : PICK(m, places_reasons));
        put_time(m, "closed", end, 1);
    }
    put(m, ",\"duties\":[");
    for (unsigned i = 0, count = 2 + below(m, 5); i < count; i++) put_duty(m, west_kent, at, i == 0);
    put(m, "]");
    if (!enquiry) put_steps(m, at + 5 * DAY);
    if (closed) put_feedback(m, end);
    if (below(m, 25) == 0) put_reviews(m, at + 20 * DAY);
    if (below(m, 40) == 0) put(m, ",\"links\":[{\"relation\":\"duplicate\",\"to\":\"WK-%04u\"}]", below(m, CASES));
    put_reports(m, at, reports);
    put(m, "}");
}

/* ---- reports */

static int64_t now(void *self) {
    (void)self;
    return NOW;
}

static int wrong(asb_engine *e, const char *what) {
    fprintf(stderr, "%s: %s %s\n", what, asb_error_pointer(e), asb_error_message(e));
    return 1;
}

static int write_one(asb_engine *e, asb_caseload *l, const char *folder, const char *name, const char *request) {
    static const char *const formats[] = {"html", "json"};
    for (size_t i = 0; i < 2; i++) {
        char asked[600], path[600];
        asb_text *t;
        snprintf(asked, sizeof asked, "%s,\"format\":\"%s\"}", request, formats[i]);
        if (asb_caseload_report(&t, l, asked, strlen(asked))) return wrong(e, name);
        snprintf(path, sizeof path, "%s/%s.%s", folder, name, formats[i]);
        FILE *f = fopen(path, "wb");
        int written = f && fwrite(asb_text_data(t), 1, asb_text_length(t), f) == asb_text_length(t) && !fclose(f);
        asb_text_free(t);
        if (!written) return fprintf(stderr, "%s: cannot be written\n", path), 1;
    }
    return 0;
}

static int fill(asb_engine *e, asb_caseload *l) {
    static making m = {.chance = 42};
    for (unsigned i = 0; i < CASES; i++) {
        char id[20];
        snprintf(id, sizeof id, "WK-%04u", i);
        make_case(&m, i);
        if (asb_caseload_put(l, id, 1, m.json, m.length)) return wrong(e, m.json);
    }
    return 0;
}

int write_reports(const char *folder) {
    static const char *const allowed = "{\"ward\":[\"Castle\",\"Judd\"]}";
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = now};
    asb_engine *e;
    asb_caseload *l, *none;
    if (asb_engine_new(&e, &hooks) || asb_caseload_new(&l, e) || asb_caseload_new(&none, e) || fill(e, l)) return 1;
    int failed = write_one(e, l, folder, "nm01",
                           "{\"report\":\"nm01\",\"homes\":8124,\"landlord\":\"West Kent & \\\"Friends\\\" <Ltd>\"") ||
        write_one(e, l, folder, "monitoring", "{\"report\":\"monitoring\"") ||
        write_one(e, l, folder, "performance", "{\"report\":\"performance\"") ||
        write_one(e, l, folder, "case-reviews", "{\"report\":\"case-reviews\"") ||
        write_one(e, none, folder, "empty-nm01", "{\"report\":\"nm01\",\"homes\":1") ||
        write_one(e, none, folder, "empty-monitoring", "{\"report\":\"monitoring\"") ||
        write_one(e, none, folder, "empty-performance", "{\"report\":\"performance\"") ||
        write_one(e, none, folder, "empty-case-reviews", "{\"report\":\"case-reviews\"");
    if (!failed && asb_caseload_allow(l, allowed, strlen(allowed))) failed = wrong(e, "allow");
    if (!failed) failed = write_one(e, l, folder, "few", "{\"report\":\"monitoring\",\"hate\":false,\"officer\":[\"amy.ash\",null]");
    asb_caseload_free(none);
    asb_caseload_free(l);
    asb_engine_free(e);
    return failed;
}

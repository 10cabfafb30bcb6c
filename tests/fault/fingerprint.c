/* Everything that can be read from a world, as one text. Two worlds with the same text are the same to whoever uses the library. */
#include "fault.h"
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct print {
    char *text;
    size_t length;
    fault_world *w;
} print;

static void put(print *p, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    p->text = realloc(p->text, p->length + (size_t)size + 1);
    ck_assert_ptr_nonnull(p->text);
    va_start(arguments, format);
    vsnprintf(p->text + p->length, (size_t)size + 1, format, arguments);
    va_end(arguments);
    p->length += (size_t)size;
}

/* A text that was made for us, with the status that came with it. */
static void put_made(print *p, const char *what, int32_t status, asb_text *t) {
    put(p, "%s: %d %s\n", what, (int)status, t ? asb_text_data(t) : "-");
    asb_text_free(t);
}

/* `make` is a function that gives a text about `handle`. */
#define MADE(p, handle, make) \
    do { \
        if (handle) { \
            asb_text *made = NULL; \
            int32_t status = make(&made, handle); \
            put_made(p, #handle " " #make, status, made); \
        } \
    } while (0)

static void put_engine(print *p) {
    asb_engine *e = p->w->engine;
    if (!e) return;
    for (uint32_t i = 0; asb_limit_name(i); i++) {
        uint64_t value = 0;
        asb_engine_limit(&value, e, asb_limit_name(i));
        put(p, "%s %" PRIu64 "\n", asb_limit_name(i), value);
    }
    asb_text *t = NULL;
    static const char period[] = "{\"working_days\":5}";
    int32_t status = asb_due(&t, e, "2026-03-02", period, sizeof period - 1, NULL, NULL);
    put_made(p, "due", status, t); /* by which the engine's calendar can be seen */
    static const char probe[] =
        "{\"asb_policy\":1,\"id\":\"probe\",\"version\":\"1\",\"title\":\"T\",\"source\":\"S\",\"extends\":\"of-the-host\"}";
    asb_policy *extended = NULL;
    status = asb_policy_parse(&extended, e, probe, sizeof probe - 1);
    put(p, "extends what was registered: %d %s\n", (int)status, extended ? asb_policy_digest(extended) : "-");
    asb_policy_free(extended);
}

static void put_policies(print *p) {
    const asb_policy *both[] = {p->w->policy, p->w->other_policy};
    for (int i = 0; i < 2; i++)
        put(p, "policy: %s %s\n", both[i] ? asb_policy_id(both[i]) : "-", both[i] ? asb_policy_digest(both[i]) : "-");
}

static void put_case(print *p, asb_case *c, const char *name) {
    put(p, "%s: %s\n", name, c ? asb_case_id(c) : "-");
    if (!c) return;
    put(p, "%" PRIu32 " records, %" PRIu32 " stored, %s %s %s\n", asb_case_count(c), asb_case_stored(c), asb_case_state(c),
        asb_case_priority(c), asb_case_stage(c));
    MADE(p, c, asb_case_export);
    MADE(p, c, asb_case_pending);
    MADE(p, c, asb_case_facts);
    MADE(p, c, asb_case_history);
    MADE(p, c, asb_case_summary);
    asb_duties *d = NULL;
    put(p, "duties: %d\n", (int)asb_case_duties(&d, c));
    MADE(p, d, asb_duties_json);
    asb_duties_free(d);
}

static void put_list(print *p, const char *name, const asb_list *l) {
    put(p, "%s: %" PRIu32 " %s\n", name, asb_list_count(l), l ? asb_list_token(l) : "-");
    for (uint32_t i = 0; i < asb_list_count(l); i++)
        put(p, "  %s %" PRIu32 " %s\n", asb_list_id(l, i), asb_list_version(l, i), asb_list_summary(l, i));
}

static void put_store(print *p, asb_store *s, const char *name) {
    put(p, "%s: %s\n", name, s ? "there" : "-");
    if (!s) return;
    asb_list *l = NULL;
    put(p, "list: %d\n", (int)asb_store_list(&l, s, NULL, 0));
    put_list(p, "stored", l);
    asb_list_free(l);
    asb_text *t = NULL;
    int32_t status = asb_store_verify(&t, s, NULL);
    put_made(p, "verify", status, t);
    asb_calendar *days = NULL;
    put(p, "calendar: %d\n", (int)asb_store_calendar(&days, s));
    MADE(p, days, asb_calendar_json);
    asb_calendar_free(days);
}

static void put_conflicts(print *p) {
    const asb_conflicts *c = p->w->conflicts;
    put(p, "conflicts: %s %" PRIu32 "\n", c ? "there" : "-", asb_conflicts_count(c));
    for (uint32_t i = 0; i < asb_conflicts_count(c); i++)
        put(p, "  %d %s %s\n", (int)asb_conflicts_status(c, i), asb_conflicts_message(c, i), asb_conflicts_reasons(c, i));
}

static void put_problems(print *p) {
    const asb_problems *all = p->w->problems;
    put(p, "problems: %s\n", all ? "there" : "-");
    for (uint32_t i = 0; i < asb_problems_count(all); i++)
        put(p, "  %s %s %s\n", asb_problems_code(all, i), asb_problems_pointer(all, i), asb_problems_message(all, i));
}

static int32_t made_text(asb_text **out, asb_document *d) {
    return asb_document_render(out, d, ASB_FORMAT_TEXT);
}

static void put_handles(print *p) {
    fault_world *w = p->w;
    MADE(p, w->record, asb_record_json);
    MADE(p, w->other_record, asb_record_json);
    MADE(p, w->decision, asb_decision_json);
    MADE(p, w->duties, asb_duties_json);
    MADE(p, w->calendar, asb_calendar_json);
    MADE(p, w->other_calendar, asb_calendar_json);
    MADE(p, w->json, asb_json_write);
    MADE(p, w->matrix, asb_matrix_json);
    MADE(p, w->other_matrix, asb_matrix_json);
    MADE(p, w->assessment, asb_assessment_json);
    MADE(p, w->plan, asb_plan_json);
    MADE(p, w->proportionality, asb_proportionality_json);
    MADE(p, w->document, asb_document_withheld);
    MADE(p, w->document, made_text);
    put(p, "text: %s\n", w->text ? asb_text_data(w->text) : "-");
}

static void put_numbers(print *p) {
    fault_world *w = p->w;
    put(p, "numbers: %s %zu %" PRId64 " %d %" PRIu64 "\n", w->lent ? w->lent : "-", w->length, w->number, (int)w->flag, w->value);
}

static void put_rows(print *p, const asb_rows *r) {
    put(p, "rows: %" PRIu32 " %" PRIu64 " %s\n", asb_rows_count(r), asb_rows_total(r), asb_rows_next(r));
    for (uint32_t i = 0; i < asb_rows_count(r); i++)
        for (uint32_t k = 0; k < asb_rows_column_count(r); k++) {
            int64_t number = 0;
            asb_rows_number(&number, r, i, asb_rows_column(r, k));
            put(p, "  %s %s %" PRId64 "\n", asb_rows_column(r, k), asb_rows_text(r, i, asb_rows_column(r, k)), number);
        }
}

static void put_caseload(print *p, asb_caseload *l) {
    static const char *const queries[] = {"{\"query\":\"duties\"}", "{\"query\":\"cases\"}", "{\"query\":\"load\"}"};
    put(p, "caseload: %" PRIu32 "\n", asb_caseload_count(l));
    for (size_t i = 0; l && i < sizeof queries / sizeof *queries; i++) {
        asb_text *t = NULL;
        put(p, "%d ", (int)asb_caseload_query(&t, l, queries[i], strlen(queries[i])));
        put(p, "%s\n", t ? asb_text_data(t) : "-");
        asb_text_free(t);
    }
}

static void put_rehearsal(print *p, asb_rehearsal *r) {
    static const char *const queries[] = {"{\"query\":\"totals\"}",    "{\"query\":\"moved\"}", "{\"query\":\"duties\"}",
                                          "{\"query\":\"decisions\"}", "{\"query\":\"cases\"}", "{\"query\":\"missed\"}"};
    for (size_t i = 0; r && i < sizeof queries / sizeof *queries; i++) {
        asb_text *t = NULL;
        put(p, "rehearsal: %d ", (int)asb_rehearsal_query(&t, r, queries[i], strlen(queries[i])));
        put(p, "%s\n", t ? asb_text_data(t) : "-");
        asb_text_free(t);
    }
}

char *fault_fingerprint(fault_world *w) {
    print p = {.w = w};
    put_numbers(&p); /* first: what is lent may not outlive the next call */
    put_engine(&p);
    put_policies(&p);
    put_store(&p, w->store, "store");
    put_store(&p, w->other_store, "other store");
    put_case(&p, w->c, "case");
    put_case(&p, w->other, "other case");
    put_list(&p, "listed", w->list);
    put_conflicts(&p);
    put_caseload(&p, w->caseload);
    put_rehearsal(&p, w->rehearsal);
    put_rows(&p, w->rows);
    put_problems(&p);
    put_handles(&p);
    return p.text;
}

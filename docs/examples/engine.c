/* The engine: hooks, limits, errors, texts. */
#include "example.h"

static void versions(void) {
    /* [asb_version asb_version_text] */
    assert(asb_version() >= ASB_VERSION); /* the library that is running is not older than the headers */
    char wanted[40];
    sprintf(wanted, "%d.%d.", ASB_VERSION_MAJOR, ASB_VERSION_MINOR);
    assert(strncmp(asb_version_text(), wanted, strlen(wanted)) == 0);
    /* [end] */

    /* [asb_feature] */
    int journals = 0;
    for (uint32_t i = 0; asb_feature(i) != NULL; i++)
        if (strcmp(asb_feature(i), "journal") == 0) journals = 1;
    puts(journals ? "this build can keep journals" : "this build cannot keep journals");
    /* prints: this build can keep journals */
    /* [end] */

    /* [asb_constant_name asb_constant_value] */
    for (uint32_t i = 0; asb_constant_name(i) != NULL; i++)
        if (strncmp(asb_constant_name(i), "ASB_DUTY_", 9) == 0)
            printf("%s = %d\n", asb_constant_name(i), (int)asb_constant_value(i));
    /* prints:
     * ASB_DUTY_OPEN = 1
     * ASB_DUTY_OVERDUE = 2
     * ASB_DUTY_MET = 3
     * ASB_DUTY_MET_LATE = 4
     * ASB_DUTY_LAPSED = 5
     */
    /* [end] */
}

/* [asb_engine_new asb_engine_free asb_engine_now] */
static int64_t always_noon(void *self) {
    (void)self;
    return INT64_C(1775127600000); /* 2 April 2026, 12:00 in England */
}
/* [end] */

static void hooks(void) {
    /* [asb_engine_new asb_engine_free asb_engine_now] */
    asb_hooks mine = {0};
    mine.struct_size = sizeof mine; /* what is zero takes the default */
    mine.now = always_noon;
    asb_engine *other;
    int64_t now;
    check(asb_engine_new(&other, &mine)); /* with NULL instead of &mine: the computer's clock */
    check(asb_engine_now(&now, other));
    printf("%lld\n", (long long)now);
    asb_engine_free(other);
    /* prints: 1775127600000 */
    /* [end] */
}

static void memory(void) {
    /* [asb_engine_memory asb_engine_memory_peak] */
    uint64_t before = asb_engine_memory(engine);
    asb_policy *policy;
    check(asb_policy_builtin(&policy, engine, "hart"));
    assert(asb_engine_memory(engine) > before);
    assert(asb_engine_memory_peak(engine) >= asb_engine_memory(engine));
    /* [end] */
    asb_policy_free(policy);
}

static void limits(void) {
    /* [asb_limit_name asb_engine_limit] */
    for (uint32_t i = 0; asb_limit_name(i) != NULL; i++) {
        uint64_t most;
        check(asb_engine_limit(&most, engine, asb_limit_name(i)));
        printf("%s: %lu\n", asb_limit_name(i), (unsigned long)most);
    }
    /* prints:
     * document-bytes: 16777216
     * document-depth: 100
     * text-bytes: 1048576
     * records: 1000000
     * parties: 10000
     * duties: 1000000
     * calendar-days: 10000
     * output-bytes: 268435456
     * rehearsal-rows: 1000000
     * kept-bytes: 1
     */
    /* [end] */

    /* [asb_engine_set_limit] */
    asb_json *document;
    check(asb_engine_set_limit(engine, "document-bytes", 10));
    int32_t status = asb_json_parse(&document, engine, "[1,2,3,4,5,6]", 13);
    printf("%s: %s\n", asb_status_text(status), asb_error_message(engine));
    check(asb_engine_set_limit(engine, "document-bytes", 16777216));
    /* prints: limit: The document has 13 bytes; the limit is 10. */
    /* [end] */
}

static void calendars(void) {
    /* [asb_engine_set_calendar] */
    asb_calendar *calendar;
    int32_t worked;
    check(asb_calendar_new(&calendar, engine));
    check(asb_calendar_add(calendar, "2026-12-24", "2026-10-01", "Offices closed"));
    check(asb_engine_set_calendar(engine, calendar)); /* copied */
    asb_calendar_free(calendar);
    check(asb_is_working_day(&worked, engine, "2026-12-24", NULL, NULL)); /* NULL: the engine's calendar */
    assert(worked == 0);
    /* [end] */
}

static void errors(asb_case *c) {
    asb_record *r = record("{'kind':'report','by':'amy','role':'CCC','fields':{'channel':'phone','summary':'Noise','occurred':'yesterday'}}");

    /* [asb_error_status asb_error_message asb_error_field asb_error_code asb_error_arguments] */
    int32_t status = asb_case_add(NULL, c, r); /* it "occurred": "yesterday" */
    assert(status == ASB_EINVALID && asb_error_status(engine) == status);
    puts(asb_error_message(engine));   /* for people */
    puts(asb_error_field(engine));     /* beside which field of a form to show it */
    puts(asb_error_code(engine));      /* for programs; with the arguments, for a sentence of your own */
    puts(asb_error_arguments(engine));
    /* prints:
     * occurred is to be a date or an instant; found yesterday.
     * occurred
     * record-type
     * {"found":"yesterday","wanted":"a date or an instant","where":"occurred"}
     */
    /* [end] */

    /* [asb_error_line asb_error_column asb_error_pointer] */
    static const char text[] = "{\"kind\": \"note\",\n \"fields\": {\"text\": nothing}}";
    asb_record *bad;
    status = asb_record_parse(&bad, engine, text, sizeof text - 1);
    printf("%s, line %u, column %u, at %s\n", asb_status_text(status), (unsigned)asb_error_line(engine),
           (unsigned)asb_error_column(engine), asb_error_pointer(engine));
    /* prints: json, line 2, column 21, at /fields/text */
    /* [end] */
    asb_record_free(r);
}

static void words(void) {
    /* [asb_status_text] */
    puts(asb_status_text(ASB_CONFLICT));
    /* prints: conflict */
    /* [end] */

    /* [asb_message_code asb_message_template] */
    for (uint32_t i = 0; asb_message_code(i) != NULL; i++)
        if (strcmp(asb_message_code(i), "json-depth") == 0) puts(asb_message_template(i));
    /* prints: Lists and objects are nested more than {limit} deep, which is the limit. */
    /* [end] */
}

static void texts(void) {
    /* [asb_text_data asb_text_length asb_text_free] */
    asb_text *text;
    check(asb_instant_text(&text, engine, INT64_C(1775127600000), 1));
    printf("%s, %u bytes\n", asb_text_data(text), (unsigned)asb_text_length(text));
    asb_text_free(text); /* what asb_text_data() gave is gone with it */
    /* prints: 2026-04-02T12:00, 16 bytes */
    /* [end] */
}

int main(void) {
    asb_policy *policy;
    asb_case *c;

    begin("2026-04-02T10:00");
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    check(asb_case_new(&c, engine, policy, NULL, "CASE-0001"));
    versions();
    hooks();
    memory();
    limits();
    calendars();
    errors(c);
    words();
    texts();
    asb_case_free(c);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}

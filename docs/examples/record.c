/* Records: made field by field or from JSON, and read. */
#include "example.h"

static asb_record *made(void) {
    /* [asb_record_new asb_record_set_actor asb_record_set_at asb_record_set_text asb_record_set_flag] */
    asb_record *r;
    check(asb_record_new(&r, engine, "report"));
    check(asb_record_set_actor(r, "amy", "CCC"));         /* who, and in which of the policy's roles: you have checked that */
    check(asb_record_set_at(r, "2026-04-01T17:40"));      /* when it happened; left out: when it is added */
    check(asb_record_set_text(r, "channel", "phone"));
    check(asb_record_set_text(r, "summary", "Music until three, every night"));
    check(asb_record_set_flag(r, "immediate_risk", 0));
    printf("a %s with %u fields\n", asb_record_kind(r), (unsigned)asb_record_field_count(r));
    /* prints: a report with 3 fields */
    /* [end] */
    return r;
}

static void lists_and_numbers(void) {
    asb_record *r = record("{'kind':'incident','fields':{'occurred':'2026-04-01','description':'Shouting'}}");

    /* [asb_record_add_text asb_record_set_number asb_record_set_json asb_record_unset] */
    static const char needs[] = "{\"ramp\": true, \"dog\": \"Rex\"}";
    check(asb_record_add_text(r, "witnesses", "p1")); /* the field becomes a list, and grows */
    check(asb_record_add_text(r, "witnesses", "p2"));
    check(asb_record_set_number(r, "x-uprn", 10093112345)); /* fields of yours begin with x- */
    check(asb_record_set_json(r, "x-visit", needs, sizeof needs - 1));
    check(asb_record_set_text(r, "location", "Stairs"));
    check(asb_record_unset(r, "location"));
    assert(asb_record_unset(r, "location") == ASB_ABSENT); /* there is none any more */
    /* [end] */

    /* [asb_record_get_text asb_record_count asb_record_get_text_at] */
    const char *text;
    check(asb_record_get_text(&text, NULL, r, "description")); /* lent until the record changes */
    puts(text);
    for (uint32_t i = 0; i < asb_record_count(r, "witnesses"); i++) {
        check(asb_record_get_text_at(&text, NULL, r, "witnesses", i));
        puts(text);
    }
    assert(asb_record_get_text(&text, NULL, r, "impact") == ASB_ABSENT && text == NULL);
    /* prints:
     * Shouting
     * p1
     * p2
     */
    /* [end] */

    /* [asb_record_get_flag asb_record_get_number asb_record_get_json] */
    int32_t flag;
    int64_t number;
    const char *json;
    assert(asb_record_get_flag(&flag, r, "hate") == ASB_ABSENT && flag == 0); /* not said is not the same as no */
    check(asb_record_get_number(&number, r, "x-uprn"));
    check(asb_record_get_json(&json, NULL, r, "x-visit"));
    printf("%lld %s\n", (long long)number, json);
    /* prints: 10093112345 {"dog":"Rex","ramp":true} */
    /* [end] */

    /* [asb_record_field_count asb_record_field_name] */
    for (uint32_t i = 0; i < asb_record_field_count(r); i++) puts(asb_record_field_name(r, i));
    /* prints:
     * occurred
     * description
     * witnesses
     * x-uprn
     * x-visit
     */
    /* [end] */
    asb_record_free(r);
}

static void read_back(asb_case *c) {
    /* [asb_record_kind asb_record_seq asb_record_by asb_record_role asb_record_at asb_record_recorded asb_record_erased] */
    asb_record *r;
    check(asb_case_record(&r, c, 1));
    printf("%u: %s by %s, %s\n", (unsigned)asb_record_seq(r), asb_record_kind(r), asb_record_by(r), asb_record_role(r));
    int64_t late = asb_record_recorded(r) - asb_record_at(r);
    printf("entered %d minutes after it happened%s\n", (int)(late / 60000), asb_record_erased(r) ? ", and erased since" : "");
    /* prints:
     * 1: report by amy, CCC
     * entered 980 minutes after it happened
     */
    /* [end] */

    /* [asb_record_json asb_record_free] */
    asb_text *json;
    check(asb_record_json(&json, r));
    printf("%.60s…\n", asb_text_data(json)); /* asb_record_parse() reads it */
    asb_text_free(json);
    asb_record_free(r);
    /* prints: {"at":"2026-04-01T16:40:00Z","by":"amy","fields":{"channel":… */
    /* [end] */
}

static void from_json(void) {
    /* [asb_record_parse] */
    static const char json[] = "{\"kind\": \"contact\", \"by\": \"ben\", \"role\": \"CHM\","
                               " \"fields\": {\"party\": \"p1\", \"method\": \"phone\", \"outcome\": \"reached\"}}";
    asb_record *r;
    check(asb_record_parse(&r, engine, json, sizeof json - 1)); /* judged when it is added to a case */
    printf("%s by %s\n", asb_record_kind(r), asb_record_by(r));
    /* prints: contact by ben */
    /* [end] */
    asb_record_free(r);
}

static void vocabulary(asb_policy *policy) {
    /* [asb_vocabulary_json] */
    asb_text *text;
    asb_json *vocabulary;
    check(asb_vocabulary_json(&text, engine, policy)); /* with what the policy adds */
    check(asb_json_parse(&vocabulary, engine, asb_text_data(text), asb_text_length(text)));
    const asb_json *report = asb_json_at(asb_json_get(vocabulary, "kinds"), 0);
    const asb_json *field = asb_json_at(asb_json_get(report, "fields"), 0);
    printf("%s, the first field of %s: %s, one of %u\n", asb_json_text(asb_json_get(field, "name"), NULL),
           asb_json_text(asb_json_get(report, "kind"), NULL), asb_json_text(asb_json_get(field, "label"), NULL),
           (unsigned)asb_json_count(asb_json_get(field, "choices")));
    /* prints: channel, the first field of report: How it came in, one of 8 */
    /* [end] */
    asb_json_free(vocabulary);
    asb_text_free(text);
}

int main(void) {
    asb_policy *policy;
    asb_case *c;
    asb_record *r;

    begin("2026-04-02T10:00");
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    check(asb_case_new(&c, engine, policy, NULL, "CASE-0001"));
    r = made();
    check(asb_case_add(NULL, c, r));
    asb_record_free(r);
    lists_and_numbers();
    read_back(c);
    from_json();
    vocabulary(policy);
    asb_case_free(c);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}

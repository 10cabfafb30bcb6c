/* Proportionality assessments. */
#include "example.h"

static asb_record *made(asb_policy *policy) {
    /* [asb_proportionality_new asb_proportionality_set_text asb_proportionality_add_text asb_proportionality_add_alternative] */
    asb_proportionality *p;
    check(asb_proportionality_new(&p, policy, "p2", "civil-injunction"));
    check(asb_proportionality_set_text(p, "aim", "Peace for the neighbours in their homes"));
    check(asb_proportionality_set_text(p, "harm", "Neighbours afraid to use the stairs"));
    check(asb_proportionality_add_text(p, "conduct", "The incidents recorded on this case"));
    check(asb_proportionality_add_text(p, "protected", "none-known"));
    check(asb_proportionality_add_alternative(p, "written-warning", NULL, "No answer to a knife"));
    assert(asb_proportionality_set_text(p, "outcome", "fine") == ASB_EINVALID); /* judged at once */
    puts(asb_error_message(engine));
    /* prints: outcome cannot be fine; it can be: proportionate, not-proportionate, more-information. */
    /* [end] */

    /* [asb_proportionality_missing_count asb_proportionality_missing asb_proportionality_missing_label asb_proportionality_complete] */
    for (uint32_t i = 0; i < asb_proportionality_missing_count(p); i++)
        printf("%s: %s\n", asb_proportionality_missing(p, i), asb_proportionality_missing_label(p, i));
    assert(!asb_proportionality_complete(p));
    /* prints:
     * disability: Disabled
     * support_offered: Support offered
     * rational_connection: How the step serves the aim
     * less_intrusive: Why no lesser step would do
     * balance: Why the benefit outweighs the effect
     * equality_duty: How due regard was had to equality
     * outcome: Conclusion
     */
    /* [end] */

    /* [asb_proportionality_set_flag asb_proportionality_set_json asb_proportionality_unset] */
    static const char times[] = "[\"2026-06-01\", \"2026-06-05\"]";
    check(asb_proportionality_set_flag(p, "x-solicitor-asked", 1)); /* fields of your own begin with x- */
    check(asb_proportionality_set_json(p, "x-times", times, sizeof times - 1));
    check(asb_proportionality_unset(p, "x-times"));
    assert(asb_proportionality_unset(p, "x-times") == ASB_ABSENT);
    /* [end] */

    /* [asb_proportionality_get_text asb_proportionality_get_json asb_proportionality_party asb_proportionality_remedy] */
    asb_text *json;
    printf("%s against %s: %s\n", asb_proportionality_remedy(p), asb_proportionality_party(p), asb_proportionality_get_text(p, "aim"));
    check(asb_proportionality_get_json(&json, p, "alternatives"));
    puts(asb_text_data(json));
    asb_text_free(json);
    /* prints:
     * civil-injunction against p2: Peace for the neighbours in their homes
     * [{"remedy":"written-warning","why":"No answer to a knife"}]
     */
    /* [end] */

    check(asb_proportionality_set_text(p, "disability", "no"));
    check(asb_proportionality_set_text(p, "support_offered", "Offered and declined"));
    check(asb_proportionality_set_text(p, "rational_connection", "The order forbids the very conduct"));
    check(asb_proportionality_set_text(p, "less_intrusive", "A warning would not protect anybody tonight"));
    check(asb_proportionality_set_text(p, "balance", "He keeps his home; only the conduct is stopped"));
    check(asb_proportionality_set_text(p, "equality_duty", "Age, health and family were asked about and weighed"));
    check(asb_proportionality_set_text(p, "outcome", "proportionate"));
    check(asb_proportionality_set_text(p, "review_by", "2026-07-06"));
    asb_record *r;
    /* [asb_proportionality_to_record] */
    check(asb_proportionality_to_record(&r, p)); /* complete or not */
    check(asb_record_set_actor(r, "tess", "TEM"));
    puts(asb_record_kind(r));
    /* prints: proportionality */
    /* [end] */
    asb_proportionality_free(p);
    return r;
}

static void approved(asb_case *c) {
    /* [asb_case_proportionality asb_proportionality_seq asb_proportionality_current asb_proportionality_review_by] */
    asb_proportionality *p;
    check(asb_case_proportionality(&p, c, "p2", "civil-injunction")); /* with NULL: of any person, for any step */
    printf("record %u: %s\n", (unsigned)asb_proportionality_seq(p),
           asb_proportionality_current(p) ? "it supports the step" : "it does not support the step");
    printf("to be looked at again by %s\n", asb_proportionality_review_by(p));
    /* prints:
     * record 4: it supports the step
     * to be looked at again by 2026-07-06
     */
    /* [end] */

    /* [asb_proportionality_approved asb_proportionality_approved_by asb_proportionality_approved_role asb_proportionality_approval] */
    if (asb_proportionality_approved(p))
        printf("approved by %s, %s, in record %u\n", asb_proportionality_approved_by(p), asb_proportionality_approved_role(p),
               (unsigned)asb_proportionality_approval(p));
    /* prints: approved by carol, CSAM, in record 5 */
    /* [end] */
    asb_proportionality_free(p);
}

static void stale(asb_case *c) {
    asb_proportionality *p;

    check(asb_case_proportionality(&p, c, NULL, NULL));
    /* [asb_proportionality_stale asb_proportionality_stale_record asb_proportionality_why] */
    if (asb_proportionality_stale(p)) printf("stale since record %u\n", (unsigned)asb_proportionality_stale_record(p));
    puts(asb_proportionality_why(p)); /* "" where it supports the step */
    /* prints:
     * stale since record 6
     * There was an incident (record 6) since it was approved or last reviewed.
     */
    /* [end] */

    /* [asb_proportionality_why_code asb_proportionality_why_arguments] */
    printf("%s %s\n", asb_proportionality_why_code(p), asb_proportionality_why_arguments(p)); /* for a sentence of your own */
    /* prints: form-stale-incident {"record":"6"} */
    /* [end] */

    /* [asb_proportionality_json asb_proportionality_free] */
    asb_text *json;
    asb_json *whole;
    check(asb_proportionality_json(&json, p));
    check(asb_json_parse(&whole, engine, asb_text_data(json), asb_text_length(json)));
    assert(asb_json_type(asb_json_get(whole, "current")) == ASB_JSON_FALSE);
    asb_json_free(whole), asb_text_free(json);
    asb_proportionality_free(p);
    /* [end] */
}

int main(void) {
    asb_policy *policy;
    asb_case *c;
    asb_record *r;

    begin("2026-06-08T09:00");
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    check(asb_case_new(&c, engine, policy, NULL, "CASE-0001"));
    add(c, "{'kind':'report','by':'amy','role':'CCC','fields':{'channel':'phone','summary':'A knife on the landing'}}");
    add(c, "{'kind':'party','by':'amy','role':'CCC','fields':{'party':'p2','as':'alleged-perpetrator','tenure':'assured'}}");
    add(c, "{'kind':'opening','by':'amy','role':'CCC','fields':{'categories':['violence']}}");
    r = made(policy);
    check(asb_case_add(NULL, c, r));
    asb_record_free(r);
    add(c, "{'kind':'approval','by':'carol','role':'CSAM','fields':{'of':4,'decision':'approved','reasons':'Nothing milder will do'}}");
    approved(c);
    move_clock("2026-06-09T11:00");
    add(c, "{'kind':'incident','by':'tess','role':'TEM','fields':{'occurred':'2026-06-09','description':'Shouting from the window'}}");
    stale(c);
    asb_case_free(c);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}

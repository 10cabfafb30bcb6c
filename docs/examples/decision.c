/* Decisions: may this record be added, and why not. */
#include "example.h"

int main(void) {
    asb_policy *policy;
    asb_case *c;
    asb_record *r;

    begin("2026-06-08T09:00");
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    check(asb_case_new(&c, engine, policy, NULL, "CASE-0001"));
    add(c, "{'kind':'report','by':'amy','role':'CCC','fields':{'channel':'phone','summary':'Music until three'}}");
    add(c, "{'kind':'party','by':'amy','role':'CCC','fields':{'party':'p1','as':'complainant'}}");
    add(c, "{'kind':'opening','by':'amy','role':'CCC','fields':{'categories':['noise']}}");
    r = record("{'kind':'closure','by':'ben','role':'CHM','fields':{'reason':'reduced','rationale':'It has been quiet'}}");

    /* [asb_decision_allowed asb_decision_count asb_decision_effect asb_decision_message] */
    asb_decision *why;
    int32_t status = asb_case_may(&why, c, r); /* asb_case_add() gives a decision too */
    assert(status == ASB_REFUSED && !asb_decision_allowed(why));
    for (uint32_t i = 0; i < asb_decision_count(why); i++)
        printf("%s: %s\n", asb_decision_effect(why, i) == ASB_EFFECT_WARNED ? "warned" : "refused", asb_decision_message(why, i));
    /* prints:
     * refused: The action plan is not complete. Do what is open on it, or cancel it with a reason.
     * refused: The risk is still high or the matter is not resolved: take advice from the Area Manager or Community Safety Area Manager first.
     * warned: No later assessment shows that the risk to the complainant has fallen: consider another one.
     * warned: We aim to discuss closing with each complainant beforehand; with one of them no such contact is recorded.
     */
    /* [end] */

    /* [asb_decision_guard asb_decision_clause asb_decision_explanation] */
    for (uint32_t i = 0; i < asb_decision_count(why); i++)
        if (strcmp(asb_decision_guard(why, i), "closure-risk-reduced") == 0)
            printf("clause %s\n%s\n", asb_decision_clause(why, i), asb_decision_explanation(why, i));
    /* prints:
     * clause 8.1
     * closure-risk-reduced (8.1): No later assessment shows that the risk to the complainant has fallen: consider another one.
     *   not so: the state of the case is enquiry, or the risk has fallen
     */
    /* [end] */

    /* [asb_decision_json asb_decision_free] */
    asb_text *json;
    asb_json *whole;
    check(asb_decision_json(&json, why));
    check(asb_json_parse(&whole, engine, asb_text_data(json), asb_text_length(json)));
    assert(asb_json_type(asb_json_get(whole, "allowed")) == ASB_JSON_FALSE);
    const asb_json *last = asb_json_at(asb_json_get(whole, "reasons"), asb_decision_count(why) - 1);
    puts(asb_json_text(asb_json_get(last, "guard"), NULL)); /* besides: effect, clause, message, explanation */
    asb_json_free(whole), asb_text_free(json);
    asb_decision_free(why);
    /* prints: closure-discussed */
    /* [end] */

    asb_record_free(r);
    asb_case_free(c);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}

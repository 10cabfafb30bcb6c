/* Action plans. */
#include "example.h"

static void catalogue(asb_policy *policy) {
    /* [asb_plan_catalogue_json] */
    asb_text *text;
    asb_json *actions;
    check(asb_plan_catalogue_json(&text, policy));
    check(asb_json_parse(&actions, engine, asb_text_data(text), asb_text_length(text)));
    const asb_json *action = asb_json_at(actions, 0);
    printf("%s, by the %s: %s\n", asb_json_text(asb_json_get(action, "id"), NULL), asb_json_text(asb_json_get(action, "by"), NULL),
           asb_json_text(asb_json_get(action, "text"), NULL));
    /* prints: diary-sheets, by the complainant: Keep diary sheets and send them in. */
    /* [end] */
    asb_json_free(actions);
    asb_text_free(text);
}

static asb_record *made(asb_policy *policy) {
    /* [asb_plan_new asb_plan_add asb_plan_set_detail asb_plan_remove asb_plan_party] */
    asb_plan *plan;
    check(asb_plan_new(&plan, policy, "p1"));
    check(asb_plan_add(plan, "diary", NULL, "diary-sheets")); /* NULL: by whom the catalogue says */
    check(asb_plan_add(plan, "visit", "landlord", "other"));  /* in words of our own */
    check(asb_plan_set_detail(plan, "visit", "Visit the block on Friday evening"));
    check(asb_plan_add(plan, "slip", NULL, "noise-app"));
    check(asb_plan_remove(plan, "slip"));
    assert(asb_plan_add(plan, "diary", NULL, "noise-app") == ASB_EEXISTS);
    printf("%u actions with %s\n", (unsigned)asb_plan_count(plan), asb_plan_party(plan));
    /* prints: 2 actions with p1 */
    /* [end] */

    /* [asb_plan_set_due asb_plan_set_every asb_plan_set_param] */
    check(asb_plan_set_due(plan, "diary", "2026-05-01"));           /* due, and then every week: duties too, once recorded */
    check(asb_plan_set_every(plan, "diary", "{\"weeks\":1}", 11));
    check(asb_plan_set_param(plan, "diary", "weeks", "4", 1));      /* of the type that the catalogue says: a number */
    assert(asb_plan_set_param(plan, "diary", "weeks", "\"four\"", 6) == ASB_EINVALID);
    puts(asb_error_message(engine));
    /* prints: weeks is to be a whole number, 0 or more; found four. */
    /* [end] */

    /* [asb_plan_set_agreed asb_plan_set_sent asb_plan_set_method asb_plan_agreed asb_plan_sent asb_plan_method] */
    check(asb_plan_set_agreed(plan, 1));
    check(asb_plan_set_sent(plan, 1));
    check(asb_plan_set_method(plan, "email"));
    printf("agreed %d, sent %d by %s\n", (int)asb_plan_agreed(plan), (int)asb_plan_sent(plan), asb_plan_method(plan));
    /* prints: agreed 1, sent 1 by email */
    /* [end] */

    check(asb_plan_add(plan, "tell-us", NULL, "report-further"));
    asb_record *r;
    /* [asb_plan_to_record] */
    check(asb_plan_to_record(&r, plan));
    check(asb_record_set_actor(r, "kay", "officer")); /* then asb_case_add() */
    printf("a %s of %u actions\n", asb_record_kind(r), (unsigned)asb_record_count(r, "actions"));
    /* prints: a plan of 3 actions */
    /* [end] */
    asb_plan_free(plan);
    return r;
}

static void read_back(asb_case *c) {
    /* [asb_case_plan asb_plan_seq asb_plan_count asb_plan_id asb_plan_by asb_plan_action asb_plan_clause asb_plan_status] */
    asb_plan *plan;
    check(asb_case_plan(&plan, c, "p1")); /* the latest, with what has become of each action */
    printf("record %u\n", (unsigned)asb_plan_seq(plan));
    for (uint32_t i = 0; i < asb_plan_count(plan); i++)
        printf("%s: %s by the %s, clause \"%s\": %s\n", asb_plan_id(plan, i), asb_plan_action(plan, i), asb_plan_by(plan, i),
               asb_plan_clause(plan, i), asb_plan_status(plan, i));
    /* prints:
     * record 3
     * diary: diary-sheets by the complainant, clause "6.5": open
     * visit: other by the landlord, clause "": done
     * tell-us: report-further by the complainant, clause "16.1": open
     */
    /* [end] */

    /* [asb_plan_due asb_plan_next_due asb_plan_overdue asb_plan_standing asb_plan_detail] */
    for (uint32_t i = 0; i < asb_plan_count(plan); i++)
        printf("%s: first %s, next %s%s%s%s\n", asb_plan_id(plan, i), *asb_plan_due(plan, i) ? asb_plan_due(plan, i) : "-",
               *asb_plan_next_due(plan, i) ? asb_plan_next_due(plan, i) : "-", asb_plan_overdue(plan, i) ? ", overdue" : "",
               asb_plan_standing(plan, i) ? ", until the case closes" : "", *asb_plan_detail(plan, i) ? ", in our own words" : "");
    /* prints:
     * diary: first 2026-05-01, next 2026-05-01, overdue
     * visit: first -, next -, in our own words
     * tell-us: first -, next -, until the case closes
     */
    /* [end] */

    /* [asb_plan_text] */
    asb_text *text;
    check(asb_plan_text(&text, plan, 0));
    puts(asb_text_data(text));
    asb_text_free(text);
    /* prints: Keep diary sheets and send them in (weeks: 4). */
    /* [end] */

    /* [asb_plan_count_done asb_plan_count_cancelled asb_plan_count_standing asb_plan_count_open asb_plan_complete] */
    printf("%u done, %u cancelled, %u standing, %u to be done: %s\n", (unsigned)asb_plan_count_done(plan),
           (unsigned)asb_plan_count_cancelled(plan), (unsigned)asb_plan_count_standing(plan), (unsigned)asb_plan_count_open(plan),
           asb_plan_complete(plan) ? "complete" : "not complete");
    /* prints: 1 done, 0 cancelled, 1 standing, 1 to be done: not complete */
    /* [end] */

    /* [asb_plan_json asb_plan_free] */
    asb_text *json;
    asb_json *whole;
    check(asb_plan_json(&json, plan));
    check(asb_json_parse(&whole, engine, asb_text_data(json), asb_text_length(json)));
    assert(asb_json_count(asb_json_get(whole, "actions")) == asb_plan_count(plan));
    asb_json_free(whole), asb_text_free(json);
    asb_plan_free(plan);
    /* [end] */
}

int main(void) {
    asb_policy *policy;
    asb_case *c;
    asb_record *r;

    begin("2026-04-29T10:00");
    check(asb_policy_builtin(&policy, engine, "connexus"));
    catalogue(policy);
    r = made(policy);
    check(asb_case_new(&c, engine, policy, NULL, "CASE-0001"));
    add(c, "{'kind':'report','by':'kay','role':'officer','fields':{'channel':'phone','summary':'Noise'}}");
    add(c, "{'kind':'party','by':'kay','role':'officer','fields':{'party':'p1','as':'complainant'}}");
    check(asb_case_add(NULL, c, r));
    asb_record_free(r);
    move_clock("2026-05-12T09:00");
    add(c, "{'kind':'action','by':'kay','role':'officer','fields':{'plan':3,'action':'visit','status':'done'}}");
    read_back(c);
    asb_case_free(c);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}

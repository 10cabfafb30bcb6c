/* Duties: what must be done by whom by when, and why. */
#include "example.h"

static void list(asb_case *c) {
    /* [asb_case_duties asb_duties_count asb_duties_state asb_duties_due_local asb_duties_label asb_duties_free] */
    asb_duties *duties;
    check(asb_case_duties(&duties, c));
    for (uint32_t i = 0; i < asb_duties_count(duties); i++) {
        int32_t state = asb_duties_state(duties, i);
        if (state != ASB_DUTY_OPEN && state != ASB_DUTY_OVERDUE) continue; /* met, met late, lapsed */
        printf("%-16s %s%s\n", asb_duties_due_local(duties, i), asb_duties_label(duties, i),
               state == ASB_DUTY_OVERDUE ? ", overdue" : "");
    }
    asb_duties_free(duties);
    /* prints:
     * 2026-05-07       Acknowledge the report
     * 2026-05-07       Agree the written action plan and send it
     *                  Give the case to a named officer
     * 2026-05-07       Speak with the complainant
     *                  Line manager to review the case
     *                  Consider vulnerability, disability and mental health, and adjustments
     * 2026-05-07       Complete the Risk Assessment Matrix with the complainant
     */
    /* [end] */
}

static uint32_t find(const asb_duties *duties, const char *rule) {
    uint32_t i = 0;

    while (i < asb_duties_count(duties) && strcmp(asb_duties_rule(duties, i), rule) != 0) i++;
    return i;
}

static void one(asb_case *c) {
    asb_duties *duties;
    uint32_t i;

    check(asb_case_duties(&duties, c));
    i = find(duties, "first-contact");
    /* [asb_duties_rule asb_duties_clause asb_duties_party asb_duties_subject asb_duties_due asb_duties_act_by asb_duties_opens] */
    printf("%s, clause %s, about %s\n", asb_duties_rule(duties, i), asb_duties_clause(duties, i), asb_duties_party(duties, i));
    assert(strcmp(asb_duties_subject(duties, i), "p1") == 0); /* the party; of a plan's action its id, of an order its remedy */
    printf("due %s\n", asb_duties_due(duties, i));            /* a date, or an instant in UTC, or "" */
    assert(*asb_duties_act_by(duties, i) == '\0');            /* the due date is a working day itself */
    assert(*asb_duties_opens(duties, i) == '\0');             /* it may be done at once */
    /* prints:
     * first-contact, clause 6.2, about p1
     * due 2026-05-07
     */
    /* [end] */

    /* [asb_duties_owner asb_duties_owner_count asb_duties_owner_at] */
    i = find(duties, "acknowledge"); /* your own: the index of the rule */
    puts(asb_duties_owner(duties, i));
    for (uint32_t role = 0; role < asb_duties_owner_count(duties, i); role++) puts(asb_duties_owner_at(duties, i, role));
    /* prints:
     * ["CCC","CHM","TEM","LPC"]
     * CCC
     * CHM
     * TEM
     * LPC
     */
    /* [end] */

    i = find(duties, "first-contact");
    /* [asb_duties_explain] */
    asb_text *text;
    check(asb_duties_explain(&text, duties, i));
    fputs(asb_text_data(text), stdout);
    asb_text_free(text);
    /* prints:
     * first-contact: Speak with the complainant
     * Clause: 6.2
     * Subject: p1
     * Runs from record 2 (party) of 2026-04-29T10:05
     * Period: 5 working days
     * Days left out: 2026-05-02 Saturday, 2026-05-03 Sunday, 2026-05-04 Early May bank holiday
     * Due 2026-05-07
     * Owner: whoever has the case
     * State: open at 2026-04-29T10:05
     */
    /* [end] */
    asb_duties_free(duties);
}

static void ended(asb_case *c) {
    asb_duties *duties;

    check(asb_case_duties(&duties, c));
    /* [asb_duties_started_by asb_duties_started_at asb_duties_ended_by asb_duties_ended_at] */
    for (uint32_t i = 0; i < asb_duties_count(duties); i++) {
        if (asb_duties_state(duties, i) != ASB_DUTY_MET) continue;
        int64_t took = asb_duties_ended_at(duties, i) - asb_duties_started_at(duties, i);
        printf("%s: from record %u to record %u, %d minutes\n", asb_duties_rule(duties, i),
               (unsigned)asb_duties_started_by(duties, i), (unsigned)asb_duties_ended_by(duties, i), (int)(took / 60000));
    }
    /* prints: allocate: from record 3 to record 4, 55 minutes */
    /* [end] */

    /* [asb_duties_json] */
    asb_text *json;
    asb_json *all;
    check(asb_duties_json(&json, duties)); /* for other languages: everything in one call */
    check(asb_json_parse(&all, engine, asb_text_data(json), asb_text_length(json)));
    assert(asb_json_count(all) == asb_duties_count(duties));
    /* [end] */
    asb_json_free(all);
    asb_text_free(json);
    asb_duties_free(duties);
}

static void watched(void) {
    asb_policy *policy;
    asb_case *c;
    asb_duties *duties;

    check(asb_policy_builtin(&policy, engine, "hart"));
    check(asb_case_new(&c, engine, policy, NULL, "CASE-0002"));
    add(c, "{'kind':'report','by':'una','role':'community-safety-officer','fields':{'channel':'phone','summary':'Noise'}}");
    check(asb_case_duties(&duties, c));
    /* [asb_duties_watch asb_duties_proposes] */
    for (uint32_t i = 0; i < asb_duties_count(duties); i++) {
        if (!asb_duties_watch(duties, i)) continue; /* no one's task: leave it out when you count performance */
        printf("%s: %s\n%.20s…\n", asb_duties_due(duties, i), asb_duties_rule(duties, i), asb_duties_proposes(duties, i));
    }
    /* prints:
     * 2026-06-10: asb-within-six-weeks
     * {"kind":"closure","w…
     */
    /* [end] */
    asb_duties_free(duties);
    asb_case_free(c);
    asb_policy_free(policy);
}

int main(void) {
    asb_policy *policy;
    asb_case *c;

    begin("2026-04-29T10:05");
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    check(asb_case_new(&c, engine, policy, NULL, "CASE-0001"));
    add(c, "{'kind':'report','by':'amy','role':'CCC','fields':{'channel':'phone','category':'noise','summary':'Music until one'}}");
    add(c, "{'kind':'party','by':'amy','role':'CCC','fields':{'party':'p1','as':'complainant','name':'Ann Ash'}}");
    add(c, "{'kind':'opening','by':'amy','role':'CCC','fields':{'categories':['noise']}}");
    list(c);
    one(c);
    move_clock("2026-04-29T11:00");
    add(c, "{'kind':'allocation','by':'amy','role':'CCC','fields':{'officer':'ben','to_role':'CHM'}}");
    add(c, "{'kind':'incident','by':'ben','role':'CHM','fields':{'occurred':'2026-04-28','description':'Music until one'}}");
    ended(c);
    watched();
    asb_case_free(c);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}

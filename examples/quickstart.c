/* A report, a risk assessment, a plan, and what is to be done by when: the shortest way through the library. */
#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>

static asb_engine *engine;

/* [snippet:error] */
static void check(int32_t status) { /* 0 is done; a positive number is an ordinary answer, a negative one an error */
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", asb_status_text(status), engine ? asb_error_message(engine) : "");
    exit(EXIT_FAILURE);
}
/* [end] */

static int64_t one_thursday(void *self) { /* 2 April 2026, 16:00 in England, so that this prints the same every day */
    return (void)self, INT64_C(1775142000000);
}

static void add(asb_case *c, asb_record *record) {
    check(asb_record_set_actor(record, "kim", "housing-officer"));
    check(asb_case_add(NULL, c, record)); /* a decision in place of NULL would say why a record is refused */
    asb_record_free(record);
}

int main(void) {
    /* [snippet:engine] */
    asb_hooks hooks = {sizeof hooks, 0, NULL, NULL, one_thursday, NULL, NULL, 0, NULL};
    check(asb_engine_new(&engine, &hooks)); /* NULL in place of hooks: the computer's clock */
    /* [end] */
    /* [snippet:policy] */
    asb_policy *policy;
    check(asb_policy_builtin(&policy, engine, "west-kent"));
    /* [end] */
    /* [snippet:store] */
    asb_store *store;
    check(asb_store_memory(&store, engine)); /* or asb_store_journal(&store, engine, "cases.asb") */
    /* [end] */
    /* [snippet:record] */
    asb_record *report, *party, *risk, *steps;
    check(asb_record_new(&report, engine, "report"));
    check(asb_record_set_text(report, "channel", "phone"));
    check(asb_record_set_text(report, "summary", "Music until three in the morning, most nights"));
    /* [end] */
    /* [snippet:case] */
    asb_case *c;
    check(asb_case_new(&c, engine, policy, store, "CASE-0001"));
    add(c, report);
    check(asb_case_save(c)); /* one commit; ASB_CONFLICT where somebody else has written first */
    /* [end] */
    check(asb_record_new(&party, engine, "party"));
    check(asb_record_set_text(party, "party", "c1"));
    check(asb_record_set_text(party, "as", "complainant"));
    check(asb_record_set_text(party, "vulnerable", "yes"));
    add(c, party);

    asb_matrix *matrix; /* the policy's questionnaire, and one person's answers to it */
    asb_assessment *assessment;
    check(asb_matrix_open(&matrix, policy, NULL));
    check(asb_assessment_new(&assessment, matrix, "c1"));
    check(asb_assessment_answer(assessment, "why-assessed", "vulnerable-victim"));
    check(asb_assessment_answer(assessment, "serious-harm", "no"));
    check(asb_assessment_to_record(&risk, assessment));
    add(c, risk);

    asb_plan *plan;
    check(asb_plan_new(&plan, policy, "c1"));
    check(asb_plan_add(plan, "logs", NULL, "issue-incident-logs"));
    check(asb_plan_set_due(plan, "logs", "2026-04-09"));
    check(asb_plan_to_record(&steps, plan));
    add(c, steps);
    check(asb_case_save(c));

    asb_duties *duties;
    check(asb_case_duties(&duties, c));
    printf("%s: %s, risk %s\n", asb_case_id(c), asb_case_state(c), asb_case_band(c));
    for (uint32_t i = 0; i < asb_duties_count(duties); i++)
        printf("%-4s  %-20s  %s (%s)\n", asb_duties_state(duties, i) == ASB_DUTY_OPEN ? "open" : "done", asb_duties_due(duties, i),
               asb_duties_label(duties, i), asb_duties_clause(duties, i));
    /* [snippet:calendar] */
    int32_t worked;
    check(asb_is_working_day(&worked, engine, "2026-04-06", policy, NULL));
    printf("Easter Monday is %s\n", worked ? "a working day" : "not a working day");
    /* [end] */
    asb_duties_free(duties);
    asb_plan_free(plan);
    asb_assessment_free(assessment);
    asb_matrix_free(matrix);
    asb_case_free(c);
    asb_store_free(store);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return EXIT_SUCCESS;
}

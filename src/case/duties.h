/* Duties: what each rule and subject have come to, worked forward record by record (model section 8; readings, "Duties").
 *
 * Method. A slot stands for a rule and a subject; it has at most one open instance, or waits for its `while`. A record is counted in, slot by slot, in the order of the
 * format: `cancels`, `done`, `while`; then `starts`, which may make new slots; then the periods of what is open are looked at again. Plan
 * actions and orders are rules of their own kind and share all but what starts and ends them. Everything that a record may need is reserved before, so nothing here can fail.
 *
 * After each record this stands of every slot: where something is open its `while` held, where it waits it did not; and the period of what is open is the one then in force.
 * So a slot whose `while` and periods read nothing that the record touched (policy/reads.c) is left as it is, and only the others are judged again. */
#ifndef ASBI_DUTIES_H
#define ASBI_DUTIES_H

#include "judge.h"

/* The record being counted in. */
typedef struct step {
    asb_case *c;
    const entry *e;
    judge j;                                 /* at its `recorded`, with itself among the facts */
    reads touched;                           /* what it may have changed */
    const json_value *actions, *next_action; /* of the plan that was looked at last, and the one after that which was found */
} step;

/* Room for all that counting this record in may need. ASB_OK, ASB_ENOMEM, ASB_ELIMIT. */
int32_t asbi_duties_reserve(asb_case *c, const entry *e);
/* Count a record in that is already among the facts. `touched`: what it may have changed. */
void asbi_duties_step(asb_case *c, const entry *e, reads touched);
/* The same of the policy's own duties alone: no plans' actions, no orders. */
void asbi_rules_step(asb_case *c, const entry *e, reads touched);
/* The calendar known at `now` is another than at the last record: work the dates of open instances out again. */
void asbi_duties_recount(asb_case *c, instant now, uint32_t seq);
/* An instance's due date by the days known at `now`. */
due asbi_instance_due(const asb_case *c, const duty_instance *in, instant now);

/* The officer who had the case when the instance ended; of one that is open: who has it now. Empty: nobody. */
text asbi_instance_officer(const asb_case *c, const duty_instance *in);

/* ---- shared by the kinds of rule (duty_rules.c, duty_plans.c, duty_orders.c) */
duty_slot *asbi_slot_new(asb_case *c, uint32_t rule, uint32_t party);
duty_instance *asbi_instance_begin(step *s, duty_slot *slot, instant base);
void asbi_instance_lapse(step *s, duty_slot *slot);     /* what is open */
void asbi_instance_discharge(step *s, duty_slot *slot); /* met or late, by the record's `at` */
void asbi_instance_move(step *s, duty_instance *in, uint8_t kind, due to);
int asbi_everything_is_touched(const step *s);
void asbi_slot_cancel(step *s, duty_slot *slot); /* lapse what is open, end the waiting, begin no more */

void asbi_rule_step(step *s, duty_slot *slot); /* cancels, done, while */
void asbi_rule_starts(step *s);
void asbi_rule_periods(step *s, duty_slot *slot);
/* Where the anchor lies some period before its field, it depends on the days: count from it again. 0: it does not. */
int asbi_rule_anchor_again(const asb_case *c, duty_instance *in, const calendar *days);
/* What an open date goes by may read otherwise after a correction, or the erasure of one: it moves, either way. Where it has gone, the date stays. */
void asbi_rule_corrected(step *s, duty_slot *slot);

void asbi_plan_step(step *s, duty_slot *slot);
void asbi_plan_starts(step *s);
void asbi_plan_periods(step *s, duty_slot *slot);
void asbi_plan_corrected(step *s, duty_slot *slot);

void asbi_order_step(step *s, duty_slot *slot);
void asbi_order_starts(step *s);
void asbi_order_corrected(step *s, duty_slot *slot);

/* The policy's rule of a slot; NULL for plan actions and orders. */
static inline const duty_rule *asbi_slot_rule(const asb_case *c, const duty_slot *slot) {
    return slot->rule < c->policy->duties.count ? &c->policy->duties.items[slot->rule] : NULL;
}

/* How the duties stand as JSON, and back: what an erasure keeps of the evidence that it takes away (docs/file-format.md). */
json_value *asbi_duties_save(asb_case *c, arena *a);                  /* NULL: no memory */
int32_t asbi_duties_restore(asb_case *c, const json_value *snapshot); /* ASB_OK, ASB_ECORRUPT; reserves what it needs: ASB_ENOMEM */
/* The case moves to another policy: slots of rules that it has too go on, the others lapse. */
void asbi_duties_move(asb_case *c, const asb_policy *from, const entry *e);

/* Why an instance is due when it is (readings, "Explanations"). */
void asbi_put_explanation(buffer *b, const asb_case *c, const duty_instance *in, instant now);

#endif

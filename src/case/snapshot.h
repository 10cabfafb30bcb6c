/* How the duties stand, apart from the records that brought them there: what an erasure keeps, what a move to another policy takes
 * along, and how a duty is called even when its rule has gone.
 *
 * Saved, they are JSON (in the header of an erasure). Numbers of records count from 1, places in these lists from 0; what is 0, false
 * or absent is left out.
 *
 *     {"known": how many of the host's days the last record knew,
 *      "parties": [ids that the slots name],
 *      "slots": [{"rule": id, "party": id, "first": record, "start": record, "waiting": true, "row": true, "over": true,
 *                 "plan": record, "action": id, "catalogue": id, "by": word, "by_due": true   (rule "plan-action")
 *                 "kind": "legal" or "intervention", "remedy": id         (rule "order-expiry")
 *                 "pin": record that pinned the policy that has the rule  (the policy in force has it no more)}],
 *      "instances": [{"slot": place, "from": record, "base": instant, "anchored": true, "no_date": true, "row": true, "state": word,
 *                     "period": PERIOD, "counted_from": instant, "counted": PERIOD, "due": when, "first_due": when, "opens": when,
 *                     "agreed": record, "ended": record, "note": place of the first}],
 *      "notes": [{"kind": word, "record": record, "from": when, "to": when, "period": PERIOD, "next": place}]}
 *
 * A `when` is a date or an instant in UTC. Outside the years that text can say, an instant is its milliseconds, and a date is a list with
 * its day number. Keys that are not known are passed over. */
#ifndef ASBI_SNAPSHOT_H
#define ASBI_SNAPSHOT_H

#include "duties.h"

/* A slot whose rule the policy in force does not have. Nothing in it is open and nothing begins. For its name, `plan` is the index of the
 * entry that pinned the policy that has the rule, and `start_entry` the rule's index there. */
#define RULE_GONE 0xFFFFFFF2u

/* Orders: where the policy in force knows nothing of the remedy (`remedy` is ATOM_OTHER), `action` is its id. */

/* Room for restoring, and for counting in the erasure that the snapshot belongs to: after it, asbi_duties_restore cannot fail. Also tries
 * whether all in it is well formed. ASB_OK; ASB_ECORRUPT, ASB_ENOMEM, ASB_ELIMIT. `snapshot` may be NULL. Its texts are lent for as long as
 * the case lives. */
int32_t asbi_duties_restore_reserve(asb_case *c, const json_value *snapshot);

/* What a duty is called. Texts are lent by the case and its policies. */
typedef struct duty_name {
    const asb_policy *policy; /* that has the rule */
    const duty_rule *rule;    /* NULL: a plan's action, or an order */
    text id, clause, label, party, subject;
    const char *label_end; /* goes after the label: " ends" of an order */
    text owner;            /* without a rule: "case-owner", or the word in the action's `by` */
} duty_name;
duty_name asbi_duty_name(const asb_case *c, const duty_slot *slot);
text asbi_slot_remedy(const asb_case *c, const duty_slot *slot); /* the id of an order's remedy */

/* The days that an instance is judged by: those known when it ended (and of the policy then in force), or for an open one those known
 * at `now`. */
calendar asbi_instance_days(const asb_case *c, const duty_instance *in, instant now);

#endif

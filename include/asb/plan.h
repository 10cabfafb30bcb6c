/** @file plan.h
 *  An action plan says who does what, and by when: the landlord, the person complaining, the person
 *  complained of, an agency. Its actions come from the policy's catalogue, or are put in words
 *  (`other`). A standing action runs until the case closes. A plan is never changed in a case: a
 *  new one takes its place, and its statuses begin afresh.
 *
 *  @snippet serious_incident.c plan
 */
#ifndef ASB_PLAN_H
#define ASB_PLAN_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The policy's catalogue of actions, as a JSON list: for each `id`, `by`, `text`, `params` (`id`
 *  and `type`), `standing`, `clause` and where it has one `ambiguity`.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_plan_catalogue_json(asb_text **out, const asb_policy *policy);

/** Begin a plan without actions.
 *  @param[out] out the plan, yours to free with asb_plan_free(); untouched on failure.
 *  @param policy kept alive by it.
 *  @param party the id of the person it is made with.
 *  @return ASB_OK; ASB_EINVALID with "party" where that is blank or not UTF-8; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_plan_new(asb_plan **out, asb_policy *policy, const char *party);

/** The latest plan for a person in a case, with the status of each action at the engine's time. It
 *  may be changed, to make the next one from it: that changes nothing in the case, and what is said
 *  of statuses stays as it was read.
 *  @param[out] out yours to free; untouched on failure.
 *  @param party the id of the person.
 *  @return ASB_OK; ASB_ABSENT, and *out NULL, where there is none; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_plan(asb_plan **out, asb_case *c, const char *party);

/** Add an action.
 *  @param id chosen by the host, different for each action of the plan.
 *  @param by "landlord", "complainant", "perpetrator" or "agency"; NULL: as the catalogue says.
 *  @param action an id of the catalogue, or "other" (then say who, and what with
 *      asb_plan_set_detail()).
 *  @return ASB_OK; ASB_EEXISTS where the plan has one of that id; ASB_EINVALID with "actions";
 *      ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_plan_add(asb_plan *plan, const char *id, const char *by, const char *action);

/** Take an action away. @return ASB_OK; ASB_ABSENT where there is none of that id. @since 1.0 */
ASB_API int32_t asb_plan_remove(asb_plan *plan, const char *id);

/** Say more about an action.
 *  @param text UTF-8, copied; NULL takes it away.
 *  @return ASB_OK; ASB_ABSENT where there is no action of that id; ASB_EINVALID with "actions";
 *      ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_plan_set_detail(asb_plan *plan, const char *id, const char *text);

/** Say by when it is to be done.
 *  @param due a date or an instant (RFC 3339); NULL takes it away.
 *  @return as asb_plan_set_detail().
 *  @since 1.0 */
ASB_API int32_t asb_plan_set_due(asb_plan *plan, const char *id, const char *due);

/** Say how often it is to be done.
 *  @param period JSON, such as {"weeks":2}; NULL takes it away.
 *  @param length its bytes.
 *  @return as asb_plan_set_detail(); ASB_EJSON.
 *  @since 1.0 */
ASB_API int32_t asb_plan_set_every(asb_plan *plan, const char *id, const char *period, size_t length);

/** Fill in a parameter of an action.
 *  @param param one that the catalogue has for it; any for `other`.
 *  @param json a value of the parameter's type; NULL takes it away.
 *  @param length its bytes.
 *  @return as asb_plan_set_detail(); ASB_EJSON.
 *  @since 1.0 */
ASB_API int32_t asb_plan_set_param(asb_plan *plan, const char *id, const char *param, const char *json,
                                   size_t length);

/** Say whether it was agreed with the person.
 *  @param agreed not 0: yes.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_plan_set_agreed(asb_plan *plan, int32_t agreed);

/** Say whether it was sent to the person.
 *  @param sent not 0: yes.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_plan_set_sent(asb_plan *plan, int32_t sent);

/** Say how it was sent.
 *  @param method UTF-8, copied; NULL takes it away.
 *  @return ASB_OK; ASB_EINVALID with "method" where it is blank or not UTF-8; ASB_ELIMIT;
 *      ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_plan_set_method(asb_plan *plan, const char *method);

/** The person it is made with. @return lent until the plan is freed. @since 1.0 */
ASB_API const char *asb_plan_party(const asb_plan *plan);
/** Was it agreed? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_plan_agreed(const asb_plan *plan);
/** Was it sent? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_plan_sent(const asb_plan *plan);

/** How it was sent.
 *  @return lent until the plan is changed or freed; "" where it does not say.
 *  @since 1.0 */
ASB_API const char *asb_plan_method(const asb_plan *plan);

/** The number of the record that it was read from; 0 for a new one. @since 1.0 */
ASB_API uint32_t asb_plan_seq(const asb_plan *plan);

/** How many actions. @since 1.0 */
ASB_API uint32_t asb_plan_count(const asb_plan *plan);

/** An action's id.
 *  @param index from 0, in the order of the plan.
 *  @return lent until the plan is changed or freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_plan_id(const asb_plan *plan, uint32_t index);

/** Who does it. @return lent until the plan is changed or freed; NULL past the end. @since 1.0 */
ASB_API const char *asb_plan_by(const asb_plan *plan, uint32_t index);

/** Its id in the catalogue, or "other".
 *  @return lent until the plan is changed or freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_plan_action(const asb_plan *plan, uint32_t index);

/** The clause.
 *  @return lent until the plan is changed or freed; "" where there is none; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_plan_clause(const asb_plan *plan, uint32_t index);

/** What more is said about it.
 *  @return lent until the plan is changed or freed; "" where there is nothing; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_plan_detail(const asb_plan *plan, uint32_t index);

/** By when it is first to be done, as written.
 *  @return lent until the plan is changed or freed; "" where it has no date; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_plan_due(const asb_plan *plan, uint32_t index);

/** Does it run until the case closes? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_plan_standing(const asb_plan *plan, uint32_t index);

/** How it stood when the plan was read: "open", "done", "not-done" or "cancelled".
 *  @return lent until the plan is freed; "open" for an action that was not in the case; NULL past
 *      the end.
 *  @since 1.0 */
ASB_API const char *asb_plan_status(const asb_plan *plan, uint32_t index);

/** When it was next due, as the plan was read: a date, or an instant in UTC.
 *  @return lent until the plan is freed; "" where there was no such date; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_plan_next_due(const asb_plan *plan, uint32_t index);

/** Was it overdue when the plan was read? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_plan_overdue(const asb_plan *plan, uint32_t index);

/** What is to be done, in words: the catalogue's text with the parameters, and what more is said.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ABSENT, and *out NULL, past the end; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_plan_text(asb_text **out, const asb_plan *plan, uint32_t index);

/** How many actions are done. These four numbers add up to asb_plan_count(). @since 1.0 */
ASB_API uint32_t asb_plan_count_done(const asb_plan *plan);
/** How many are cancelled. @since 1.0 */
ASB_API uint32_t asb_plan_count_cancelled(const asb_plan *plan);
/** How many are standing, and neither done nor cancelled. @since 1.0 */
ASB_API uint32_t asb_plan_count_standing(const asb_plan *plan);
/** How many are still to be done. @since 1.0 */
ASB_API uint32_t asb_plan_count_open(const asb_plan *plan);

/** Is every action that is not standing done or cancelled?
 *  @return 1 or 0; 0 for a plan without actions.
 *  @since 1.0 */
ASB_API int32_t asb_plan_complete(const asb_plan *plan);

/** Make a record of it, ready for an actor and for asb_case_add().
 *  @param[out] out a `plan` record, yours to free; untouched on failure.
 *  @return ASB_OK; ASB_ESTATE where it has no action; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_plan_to_record(asb_record **out, const asb_plan *plan);

/** The whole plan as JSON: party, agreed, sent, method, actions (as recorded, and for each text,
 *  clause, standing, status, next_due, overdue), progress, complete, seq.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_plan_json(asb_text **out, const asb_plan *plan);

/** Give a plan back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_plan_free(asb_plan *plan);

#ifdef __cplusplus
}
#endif
#endif

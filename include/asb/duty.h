/** @file duty.h
 *  A duty is something that must be done by somebody by a time, because of a clause. Duties are
 *  computed, each time the same; each can explain its date.
 *
 *  @snippet serious_incident.c duties
 */
#ifndef ASB_DUTY_H
#define ASB_DUTY_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ASB_DUTY_OPEN 1     /**< To be done. */
#define ASB_DUTY_OVERDUE 2  /**< To be done, and its date has passed. */
#define ASB_DUTY_MET 3      /**< Done in time. */
#define ASB_DUTY_MET_LATE 4 /**< Done, too late. */
#define ASB_DUTY_LAPSED 5   /**< No longer wanted. */

/** All duties there have been in a case, as they stand at the engine's time: sorted by rule, party,
 *  record, due date.
 *  @param[out] out yours to free with asb_duties_free().
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_duties(asb_duties **out, asb_case *c);

/** How many. @since 1.0 */
ASB_API uint32_t asb_duties_count(const asb_duties *duties);

/** The id of the rule.
 *  @param index from 0.
 *  @return lent until the duties are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_duties_rule(const asb_duties *duties, uint32_t index);

/** What is to be done. @return lent until the duties are freed; NULL past the end. @since 1.0 */
ASB_API const char *asb_duties_label(const asb_duties *duties, uint32_t index);
/** The clause. @return lent until the duties are freed; NULL past the end. @since 1.0 */
ASB_API const char *asb_duties_clause(const asb_duties *duties, uint32_t index);

/** Whom it is about; "" for a duty of the case.
 *  @return lent until the duties are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_duties_party(const asb_duties *duties, uint32_t index);

/** The party, a plan's action, or an order's remedy; "" for a duty of the case.
 *  @return lent until the duties are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_duties_subject(const asb_duties *duties, uint32_t index);

/** Who must do it: a JSON list of roles, or ["case-owner"].
 *  @return lent until the duties are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_duties_owner(const asb_duties *duties, uint32_t index);

/** How many roles may do it. @param index from 0. @return at least 1; 0 past the end. @since 1.0 */
ASB_API uint32_t asb_duties_owner_count(const asb_duties *duties, uint32_t index);

/** One of the roles: its id, or "case-owner".
 *  @param owner from 0.
 *  @return lent until the duties are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_duties_owner_at(const asb_duties *duties, uint32_t index, uint32_t owner);

/** When it is due: a date, or an instant in UTC; "" where it has no date.
 *  @return lent until the duties are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_duties_due(const asb_duties *duties, uint32_t index);

/** The same in local time, for people: a date, or `2026-08-30T10:00`; "" where it has no date.
 *  @return lent until the duties are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_duties_due_local(const asb_duties *duties, uint32_t index);

/** The last working day before a due date that is none; "" otherwise.
 *  @return lent until the duties are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_duties_act_by(const asb_duties *duties, uint32_t index);

/** Before that date it does not count as done; "" where there is no such date.
 *  @return lent until the duties are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_duties_opens(const asb_duties *duties, uint32_t index);

/** One of ASB_DUTY_…; 0 past the end. @since 1.0 */
ASB_API int32_t asb_duties_state(const asb_duties *duties, uint32_t index);
/** The number of the record it runs from; 0 past the end. @since 1.0 */
ASB_API uint32_t asb_duties_started_by(const asb_duties *duties, uint32_t index);
/** The number of the record that ended it; 0 while it is open. @since 1.0 */
ASB_API uint32_t asb_duties_ended_by(const asb_duties *duties, uint32_t index);
/** When the record it runs from happened: UTC ms; INT64_MIN past the end. @since 1.0 */
ASB_API int64_t asb_duties_started_at(const asb_duties *duties, uint32_t index);

/** When the record that ended it happened: UTC ms; INT64_MIN while it is open, and past the end.
 *  @since 1.0 */
ASB_API int64_t asb_duties_ended_at(const asb_duties *duties, uint32_t index);

/** Is it a period that is only watched, and no one's task? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_duties_watch(const asb_duties *duties, uint32_t index);

/** Why it is due then: rule, clause, record, period, each day left out, each move.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ABSENT past the end; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_duties_explain(asb_text **out, const asb_duties *duties, uint32_t index);

/** A record that would settle it, which the host may add: JSON {"kind","with"}; "" where there is
 *  none.
 *  @return lent until the duties are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_duties_proposes(const asb_duties *duties, uint32_t index);

/** All of them as JSON: [{"act_by","clause","due","duty","ended_at","ended_by","explanation",
 *  "label","opens","owner":[…],"party","proposes":{…},"started_at","started_by","state","subject",
 *  "watch"}…], what has no value left out; instants in UTC.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_duties_json(asb_text **out, const asb_duties *duties);
/** Give them back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_duties_free(asb_duties *duties);

#ifdef __cplusplus
}
#endif
#endif

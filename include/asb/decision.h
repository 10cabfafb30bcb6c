/** @file decision.h
 *  A decision is the answer to "may this record be added now?": every guard of the policy that had
 *  something to say, with its clause.
 *
 *  @snippet serious_incident.c decision
 */
#ifndef ASB_DECISION_H
#define ASB_DECISION_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ASB_EFFECT_REFUSED 1   /**< The guard is not met, and the record is refused. */
#define ASB_EFFECT_WARNED 2    /**< The guard is not met; it only warns. */
#define ASB_EFFECT_DEVIATION 3 /**< The guard is not met, and a recorded deviation allows that. */
#define ASB_EFFECT_BREACH 4    /**< The guard was not met, and the record was admitted all the same. */

/** May it be added? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_decision_allowed(const asb_decision *decision);
/** How many guards had something to say. @since 1.0 */
ASB_API uint32_t asb_decision_count(const asb_decision *decision);

/** The id of a guard.
 *  @param index from 0; the built-in guards come first, then the policy's in its order.
 *  @return lent until the decision is freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_decision_guard(const asb_decision *decision, uint32_t index);

/** One of ASB_EFFECT_…; 0 past the end. @since 1.0 */
ASB_API int32_t asb_decision_effect(const asb_decision *decision, uint32_t index);
/** The clause. @return lent until the decision is freed; NULL past the end. @since 1.0 */
ASB_API const char *asb_decision_clause(const asb_decision *decision, uint32_t index);

/** What the policy says to the officer.
 *  @return lent until the decision is freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_decision_message(const asb_decision *decision, uint32_t index);

/** Id, clause, message, and the parts of the condition that do not hold, in plain words.
 *  @return lent until the decision is freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_decision_explanation(const asb_decision *decision, uint32_t index);

/** The whole decision as JSON.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_decision_json(asb_text **out, const asb_decision *decision);

/** Give a decision back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_decision_free(asb_decision *decision);

#ifdef __cplusplus
}
#endif
#endif

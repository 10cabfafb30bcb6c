/** @file proportionality.h
 *  A proportionality assessment says why a step against somebody is right: its aim, that it serves
 *  it, that no lesser step would do, and that it weighs no more than what is won. It may be
 *  recorded before it is complete; it supports a legal step once it is complete, found the step
 *  proportionate, was approved by somebody other than its author, and nothing has changed since.
 *
 *  Its fields are those of the vocabulary's kind `proportionality`. Source: [2015] UKSC 15;
 *  Equality Act 2010 ss.15 and 149; article 8.
 *
 *  docs/guide.md works one from the first answer to the approval.
 */
#ifndef ASB_PROPORTIONALITY_H
#define ASB_PROPORTIONALITY_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Begin an assessment.
 *  @param[out] out yours to free with asb_proportionality_free(); untouched on failure.
 *  @param policy kept alive by it.
 *  @param party the id of the person the step is against.
 *  @param remedy an id of the policy's remedies.
 *  @return ASB_OK; ASB_EINVALID with "party" or "remedy"; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_proportionality_new(asb_proportionality **out, asb_policy *policy, const char *party,
                                        const char *remedy);

/** The latest assessment in a case, and what became of it by the engine's time. It may be changed,
 *  to make the next one from it: that changes nothing in the case, and what is said of approval
 *  stays as it was read. Any approver counts here; a guard of the policy may ask for one in a role
 *  of its own.
 *  @param[out] out yours to free; untouched on failure.
 *  @param party, remedy their ids; NULL: any.
 *  @return ASB_OK; ASB_ABSENT, and *out NULL, where there is none; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_proportionality(asb_proportionality **out, asb_case *c, const char *party,
                                         const char *remedy);

/** Set a field to a text. Replaces its value.
 *  @param field for example "aim"; a host's own begin with x-.
 *  @param text UTF-8, copied.
 *  @return ASB_OK; ASB_EINVALID with the field where there is none of that name, or the text is not
 *      what it can be; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_proportionality_set_text(asb_proportionality *proportionality, const char *field,
                                             const char *text);

/** Set a field to true (any value but 0) or false.
 *  @return as asb_proportionality_set_text().
 *  @since 1.0 */
ASB_API int32_t asb_proportionality_set_flag(asb_proportionality *proportionality, const char *field,
                                             int32_t flag);

/** Set a field to any JSON value.
 *  @param json UTF-8, copied.
 *  @param length its bytes.
 *  @return as asb_proportionality_set_text(); ASB_EJSON.
 *  @since 1.0 */
ASB_API int32_t asb_proportionality_set_json(asb_proportionality *proportionality, const char *field,
                                             const char *json, size_t length);

/** Append a text to a field that is a list (it is made where absent; a single text becomes the
 *  first of the list).
 *  @return as asb_proportionality_set_text().
 *  @since 1.0 */
ASB_API int32_t asb_proportionality_add_text(asb_proportionality *proportionality, const char *field,
                                             const char *text);

/** Add a lesser step that was tried or thought of.
 *  @param remedy an id of the policy's remedies.
 *  @param outcome what came of it; may be NULL.
 *  @param why it is not enough; may be NULL.
 *  @return ASB_OK; ASB_EINVALID with "alternatives"; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_proportionality_add_alternative(asb_proportionality *proportionality, const char *remedy,
                                                    const char *outcome, const char *why);

/** Take a field away.
 *  @return ASB_OK; ASB_ABSENT where there was none; ASB_EINVALID for `party` and `remedy`, which
 *      are always there.
 *  @since 1.0 */
ASB_API int32_t asb_proportionality_unset(asb_proportionality *proportionality, const char *field);

/** Read a text field (for a list: its first text).
 *  @return lent until the assessment is changed or freed; "" where there is none.
 *  @since 1.0 */
ASB_API const char *asb_proportionality_get_text(const asb_proportionality *proportionality,
                                                 const char *field);

/** Read any field as canonical JSON.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ABSENT, and *out NULL, where there is none; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_proportionality_get_json(asb_text **out, const asb_proportionality *proportionality,
                                             const char *field);

/** The person the step is against.
 *  @return lent until the assessment is changed or freed.
 *  @since 1.0 */
ASB_API const char *asb_proportionality_party(const asb_proportionality *proportionality);

/** The step. @return lent until the assessment is changed or freed. @since 1.0 */
ASB_API const char *asb_proportionality_remedy(const asb_proportionality *proportionality);

/** How many answers are wanted and missing. @since 1.0 */
ASB_API uint32_t asb_proportionality_missing_count(const asb_proportionality *proportionality);

/** The field of one of them.
 *  @param index from 0, in the order of the vocabulary.
 *  @return for as long as the program runs; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_proportionality_missing(const asb_proportionality *proportionality, uint32_t index);

/** Its label. @return for as long as the program runs; NULL past the end. @since 1.0 */
ASB_API const char *asb_proportionality_missing_label(const asb_proportionality *proportionality,
                                                      uint32_t index);
/** Is every answer there that is wanted? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_proportionality_complete(const asb_proportionality *proportionality);

/** The number of the record that it was read from; 0 for a new one, of which the functions below
 *  say nothing.
 *  @since 1.0 */
ASB_API uint32_t asb_proportionality_seq(const asb_proportionality *proportionality);

/** Was it approved by somebody other than its author, and not refused since?
 *  @return 1 or 0.
 *  @since 1.0 */
ASB_API int32_t asb_proportionality_approved(const asb_proportionality *proportionality);

/** Who approved it. @return lent until the assessment is freed; "" where nobody did. @since 1.0 */
ASB_API const char *asb_proportionality_approved_by(const asb_proportionality *proportionality);
/** In which role. @return lent until the assessment is freed; "" where nobody did. @since 1.0 */
ASB_API const char *asb_proportionality_approved_role(const asb_proportionality *proportionality);
/** The number of the approval; 0 where there is none. @since 1.0 */
ASB_API uint32_t asb_proportionality_approval(const asb_proportionality *proportionality);
/** Has something changed since it was approved or last reviewed? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_proportionality_stale(const asb_proportionality *proportionality);
/** The number of the record that made it stale; 0 where a date did, or nothing. @since 1.0 */
ASB_API uint32_t asb_proportionality_stale_record(const asb_proportionality *proportionality);

/** When it is to be looked at again, once it is approved: a date.
 *  @return lent until the assessment is freed; "" where there is none.
 *  @since 1.0 */
ASB_API const char *asb_proportionality_review_by(const asb_proportionality *proportionality);

/** Does it support the step now: complete, proportionate, approved and not stale?
 *  @return 1 or 0.
 *  @since 1.0 */
ASB_API int32_t asb_proportionality_current(const asb_proportionality *proportionality);

/** Why it does not, as a sentence; where it is stale, what made it so.
 *  @return lent until the assessment is freed; "" where it does.
 *  @since 1.0 */
ASB_API const char *asb_proportionality_why(const asb_proportionality *proportionality);

/** The stable code of that sentence, for example "form-stale-incident".
 *  @return for as long as the program runs; "" where it does.
 *  @since 1.0 */
ASB_API const char *asb_proportionality_why_code(const asb_proportionality *proportionality);

/** The sentence's arguments, as a JSON object of texts.
 *  @return lent until the assessment is freed.
 *  @since 1.0 */
ASB_API const char *asb_proportionality_why_arguments(const asb_proportionality *proportionality);

/** Make a record of it, complete or not, ready for an actor and for asb_case_add().
 *  @param[out] out a `proportionality` record, yours to free; untouched on failure.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_proportionality_to_record(asb_record **out, const asb_proportionality *proportionality);

/** The whole assessment as JSON: fields, missing (field and label), complete, seq, approved,
 *  approval (by, role, record), stale, stale_record, review_by, current, why (code, message,
 *  arguments).
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_proportionality_json(asb_text **out, const asb_proportionality *proportionality);

/** Give an assessment back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_proportionality_free(asb_proportionality *proportionality);

#ifdef __cplusplus
}
#endif
#endif

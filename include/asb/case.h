/** @file case.h
 *  A case is an ordered, append-only list of records about one problem. State, stage, priority,
 *  owner, risk, duties and decisions are computed from (policy, records, now), each time the same.
 *
 *  @snippet quickstart.c case
 */
#ifndef ASB_CASE_H
#define ASB_CASE_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Begin a case. Nothing is written before asb_case_save().
 *  @param[out] out the case, yours to free with asb_case_free(); untouched on failure.
 *  @param policy the one it is pinned to; kept by the case.
 *  @param store where it is to be kept; NULL: the host keeps it (asb_case_pending()).
 *  @param id UTF-8, 1 to 1000 bytes, chosen by the host.
 *  @return ASB_OK; ASB_EEXISTS where the store has one of that id; ASB_EINVALID with "id"; ASB_EIO,
 *      ASB_EUSER; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_new(asb_case **out, asb_engine *engine, asb_policy *policy, asb_store *store,
                             const char *id);

/** Open a case that the store has, under the policy document it was pinned to, which the store has
 *  kept. All of it is read and its chain verified; with the limit "kept-bytes" a case that was freed is
 *  kept, and what is opened again is that, if the store's last record is still the one it had last.
 *  @param[out] out yours to free; untouched on failure, NULL where it is absent.
 *  @return ASB_OK; ASB_ABSENT; ASB_ECORRUPT; ASB_EIO, ASB_EUSER; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_open(asb_case **out, asb_store *store, const char *id);

/** Open a case from bytes that the host has read: for hosts that cannot wait inside a callback, and
 *  for exported cases.
 *  @param[out] out yours to free; untouched on failure.
 *  @param json
 *      {"case":id,"records":[{"header":text,"body":text}…],"policies":[text…],"calendar":{…}}:
 *      headers, bodies and policy documents as the exact texts that asb_case_pending() or a store
 *      gave (an erased body is "" or left out; a policy may also be the object that
 *      asb_case_pending() gave; a calendar is optional); what asb_case_export() gives.
 *  @param policy used for a case without records; may be NULL.
 *  @return ASB_OK; ASB_EJSON; ASB_EINVALID; ASB_ECORRUPT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_load(asb_case **out, asb_engine *engine, asb_policy *policy, const char *json,
                              size_t length);

/** The case's id. @return lent until the case is freed. @since 1.0 */
ASB_API const char *asb_case_id(const asb_case *c);
/** How many records it has, pending ones too. @since 1.0 */
ASB_API uint32_t asb_case_count(const asb_case *c);
/** How many of them the store has. @since 1.0 */
ASB_API uint32_t asb_case_stored(const asb_case *c);

/** The policy it is worked under now, as a handle of its own.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_policy(asb_policy **out, asb_case *c);

/** Try a record and, where it is allowed, add it.
 *  @param[out] out the decision with every guard that is not met, warns or is deviated from; yours
 *      to free; `out` may be NULL. Untouched on errors.
 *  @param record copied.
 *  @return ASB_OK; ASB_REFUSED (nothing was added); ASB_EINVALID with the field; ASB_EUSER where
 *      the clock, or what makes random bytes, cannot; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_add(asb_decision **out, asb_case *c, const asb_record *record);

/** Ask without adding. @return as asb_case_add(). @since 1.0 */
ASB_API int32_t asb_case_may(asb_decision **out, asb_case *c, const asb_record *record);

/** Everything that makes a record invalid, for forms that show all of it at once: JSON
 *  [{"arguments","code","field","message","pointer"}…], in the order in which fields are judged;
 *  the first is what asb_case_add() names. Rules between fields are judged only where nothing else
 *  is wrong.
 *  @param[out] out yours to free; "[]" where it is well formed.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_wrong(asb_text **out, asb_case *c, const asb_record *record);

/** Take down what has already happened: guards are judged and, where they are not met, recorded as
 *  breaches; nothing is refused.
 *  @param[out] out the decision with its breaches; yours to free; `out` may be NULL. Untouched on
 *      errors.
 *  @param record copied.
 *  @param recorded when it was entered, for bringing in old files: UTC ms, never before the record
 *      before and never after the clock; INT64_MIN: now.
 *  @param imported not 0: marked as brought in.
 *  @return ASB_OK; ASB_EINVALID with the field ("recorded" too); ASB_EUSER; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_admit(asb_decision **out, asb_case *c, const asb_record *record, int64_t recorded,
                               int32_t imported);

/** Move the case to another policy, or another version: a `note` that says so is added, and
 *  everything from it on is judged by the new one. Open duties that it has too go on; those it has
 *  not lapse.
 *  @param by, role the actor.
 *  @param reason the note's text.
 *  @return ASB_OK; ASB_ESTATE for a case without records; ASB_EINVALID with the field; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_move(asb_case *c, asb_policy *policy, const char *by, const char *role,
                              const char *reason);

/** What asb_case_move() would change, without changing anything: JSON
 *  {"after":FACTS,"before":FACTS,"begin":[DUTY…],"changed":[name…],"go_on":[DUTY…],"lapse":[DUTY…]}.
 *  FACTS are band, hate, owner, owner_role, policy, priority, score, stage and state, and `changed`
 *  names those that differ; DUTY is
 *  {"clause","due","due_before","duty","label","party","started_by", "subject"} of a duty that is
 *  open, `due_before` only in `go_on`. What has no value is left out.
 *  @param[out] out yours to free; untouched on failure.
 *  @param policy the other one.
 *  @return ASB_OK; ASB_ESTATE for a case without records; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_preview_move(asb_text **out, asb_case *c, asb_policy *policy);

/** Write what is pending: one atomic commit.
 *  @return ASB_OK; ASB_CONFLICT where somebody else wrote first (asb_case_reload(); nothing is
 *      lost); ASB_ESTATE without a store; ASB_EIO, ASB_EUSER, and it may be tried again;
 *      ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_save(asb_case *c);

/** Write what is pending in several cases of one store: all or nothing, with one sync.
 *  @return as asb_case_save(); ASB_EARGUMENT where they are not of one store.
 *  @since 1.0 */
ASB_API int32_t asb_case_save_all(asb_case *const *cases, uint32_t count);

/** Read what others wrote, and try each pending record again against it. Those still allowed wait
 *  to be saved with new numbers; the others are handed back.
 *  @param[out] out those handed back with their reasons, yours to free; may be NULL, and the count
 *      is then asb_case_stored() and asb_case_count() compared.
 *  @return ASB_OK; ASB_ESTATE without a store; ASB_ECORRUPT where the case is damaged, or the store
 *      no longer has what was saved (the code is then "case-store-behind"); ASB_EIO, ASB_EUSER;
 *      ASB_ENOMEM. After an error the case is as it was.
 *  @since 1.0 */
ASB_API int32_t asb_case_reload(asb_conflicts **out, asb_case *c);

/** The same without a store: the host has read the case anew.
 *  @param json as asb_case_load().
 *  @return as asb_case_reload().
 *  @since 1.0 */
ASB_API int32_t asb_case_conflicted(asb_conflicts **out, asb_case *c, const char *json, size_t length);

/** What is to be written, for hosts that write themselves: JSON
 *  {"case","expected","records":[{"seq","header","body"}…],"erased":[seq…],"summary":text,
 *  "policies":[{"digest","id","version","document"}…]}; header, body, summary and document are
 *  texts to be kept byte by byte.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ABSENT, and *out NULL, where nothing is pending; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_pending(asb_text **out, asb_case *c);

/** The host has written the first `count` records: they are no longer pending.
 *  @return ASB_OK; ASB_EARGUMENT where the case has fewer.
 *  @since 1.0 */
ASB_API int32_t asb_case_saved(asb_case *c, uint32_t count);

/** How many records could not be kept. @since 1.0 */
ASB_API uint32_t asb_conflicts_count(const asb_conflicts *conflicts);

/** A record that could not be kept, to be tried again by hand.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ABSENT past the end.
 *  @since 1.0 */
ASB_API int32_t asb_conflicts_record(asb_record **out, const asb_conflicts *conflicts, uint32_t index);

/** Why: ASB_REFUSED or ASB_EINVALID; ASB_OK past the end. @since 1.0 */
ASB_API int32_t asb_conflicts_status(const asb_conflicts *conflicts, uint32_t index);
/** Why, in words. @return lent until they are freed; NULL past the end. @since 1.0 */
ASB_API const char *asb_conflicts_message(const asb_conflicts *conflicts, uint32_t index);

/** The guards that refused it, as a JSON list of ids; or the invalid field as a list of one.
 *  @return lent until they are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_conflicts_reasons(const asb_conflicts *conflicts, uint32_t index);

/** All of them as JSON: [{"message","reasons":[…],"record":{…},"status":"refused" or "invalid"}…],
 *  each record as asb_record_json() gives it.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_conflicts_json(asb_text **out, const asb_conflicts *conflicts);

/** Give them back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_conflicts_free(asb_conflicts *conflicts);

/** A record as it now reads: corrected, and without its body where that was erased.
 *  @param[out] out yours to free.
 *  @param seq from 1.
 *  @return ASB_OK; ASB_ABSENT, and *out NULL, where there is none; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_record(asb_record **out, asb_case *c, uint32_t seq);

/** A record as it was written, whatever was corrected later.
 *  @return as asb_case_record().
 *  @since 1.0 */
ASB_API int32_t asb_case_record_written(asb_record **out, asb_case *c, uint32_t seq);

/** What the case has come to, at the engine's time, as JSON: state, stage, priority, categories,
 *  hate, owner, owner_role, band, score, contested, scheme, the parties with their parts, facts and
 *  risk, the case review counts of each complainant, proportionality (recorded, complete, approved,
 *  stale and why), plan progress, policy. What has no value is left out.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_facts(asb_text **out, asb_case *c);

/** The state: "enquiry", "prevention", "open", "closed"; "" before the first record.
 *  @return lent until the next change of the case.
 *  @since 1.0 */
ASB_API const char *asb_case_state(const asb_case *c);

/** The id of the stage; "" where there is none.
 *  @return lent until the case moves to another policy.
 *  @since 1.0 */
ASB_API const char *asb_case_stage(const asb_case *c);

/** The id of the priority; "" before the first record.
 *  @return lent until the case moves to another policy.
 *  @since 1.0 */
ASB_API const char *asb_case_priority(const asb_case *c);

/** The officer who has the case; "" where there is none.
 *  @return lent until the next change of the case.
 *  @since 1.0 */
ASB_API const char *asb_case_owner(const asb_case *c);

/** The role of the officer who has the case; "" where there is none.
 *  @return lent until the next change of the case.
 *  @since 1.0 */
ASB_API const char *asb_case_owner_role(const asb_case *c);

/** Is it a hate case? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_case_hate(const asb_case *c);

/** The highest band of any party; "" where there is none.
 *  @return lent until the case moves to another policy.
 *  @since 1.0 */
ASB_API const char *asb_case_band(const asb_case *c);

/** The greatest score of any party.
 *  @return ASB_OK; ASB_ABSENT, and 0, where nobody was assessed.
 *  @since 1.0 */
ASB_API int32_t asb_case_score(int32_t *score, const asb_case *c);

/** All records with their decisions, corrections, breaches and digests, oldest first, as JSON: the
 *  audit trail.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_history(asb_text **out, asb_case *c);

/** The summary of the case as it stands, what is pending included: what a store is given with a
 *  commit, made again from the records, with the same bytes (docs/concepts.md#summaries).
 *  @param[out] out canonical JSON, yours to free; NULL where it is absent.
 *  @return ASB_OK; ASB_ABSENT where the case has no records; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_summary(asb_text **out, asb_case *c);

/** The case whole, as JSON that asb_case_load() reads, with its policies and calendar.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_export(asb_text **out, asb_case *c);

/** The head of the case: {"case","digest","seq"}, the number of the last record that is stored and
 *  the SHA-256 of its header, as 64 hexadecimal digits. Printed on a letter or noted by somebody
 *  else, it shows later whether the case was cut or rewritten (asb_store_verify_head(),
 *  docs/audit.md).
 *  @param[out] out yours to free; NULL where it is absent.
 *  @return ASB_OK; ASB_ABSENT where nothing is stored yet; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_head(asb_text **out, asb_case *c);

/** Bring an exported case into a store: its chain, bodies and policies are verified, and its
 *  records written byte by byte as they were. From then on the store's calendar counts, and not the
 *  one in the document.
 *  @param[out] out the case, yours to free; untouched on failure.
 *  @param json what asb_case_export() gave.
 *  @return ASB_OK; ASB_EEXISTS where the store has a case of that id; ASB_EJSON; ASB_EINVALID;
 *      ASB_ECORRUPT where it does not agree with itself; ASB_EIO, ASB_EUSER; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_import(asb_case **out, asb_store *store, const char *json, size_t length);

/** Work this case by a calendar of its own.
 *  @param calendar copied; NULL: the store's, or the engine's.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_case_set_calendar(asb_case *c, const asb_calendar *calendar);

/** Give a case back; what is pending is forgotten. NULL does nothing.
 *  @thread any, at any moment.
 *  @since 1.0 */
ASB_API void asb_case_free(asb_case *c);

#ifdef __cplusplus
}
#endif
#endif

/** @file rehearsal.h
 *  A rehearsal works the cases of a store through as if another policy, another version of one or
 *  another calendar had been in force from each case's first record on, beside what they are now,
 *  and tells the difference: due dates that move, steps that would have been decided otherwise, and
 *  how many duties would have been missed, officer by officer. Nothing is written, and no handle of
 *  a case is touched. docs/reference/rehearsal.md has every key and column.
 *
 *  @snippet rehearsal.c asb_rehearsal_run
 */
#ifndef ASB_REHEARSAL_H
#define ASB_REHEARSAL_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A rehearsal of the cases of a store.
 *  @param[out] out yours to free with asb_rehearsal_free(); untouched on failure.
 *  @param engine kept alive by it; its clock says what is overdue.
 *  @param store of the same engine; kept alive by it.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_rehearsal_new(asb_rehearsal **out, asb_engine *engine, asb_store *store);

/** Put a policy in the place of another.
 *  @param policy of the same engine; kept alive by the rehearsal.
 *  @param instead_of an id: cases pinned to a policy of that id, of whatever version; NULL: to one
 *      of the new policy's own id; "": all cases. Where several fit, the one that was said last.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_rehearsal_policy(asb_rehearsal *rehearsal, asb_policy *policy, const char *instead_of);

/** Rehearse. What the run before found is replaced, when this one has come to its end. Bodies are
 *  not held against their digests unless `verify` says so. It tells the engine's hook of its
 *  progress as "rehearse".
 *  @param request JSON: {"added","removed","compare","now","try","verify"} and the filter keys of
 *      the caseload, `cases` (a list of ids) among them; all optional, so {} will do.
 *  @param length its bytes.
 *  @return ASB_OK, also where cases could not be read: they are in the list `failed`; ASB_EJSON;
 *      ASB_EINVALID with the pointer; ASB_ELIMIT where there is more to tell than the limit
 *      rehearsal-rows; ASB_EIO; ASB_EUSER, also where it was cancelled; ASB_ENOMEM. After an error
 *      what the run before found is still there.
 *  @since 1.0 */
ASB_API int32_t asb_rehearsal_run(asb_rehearsal *rehearsal, const char *request, size_t length);

/** Ask what was found.
 *  @param[out] out JSON, yours to free: {"next","now","rows":[…],"total"}, as asb_caseload_query().
 *  @param query JSON: {"query":name, …}, where the name is "totals", "missed", "moved", "duties",
 *      "decisions", "cases" or "failed".
 *  @param length its bytes.
 *  @return ASB_OK; ASB_ESTATE where nothing has been rehearsed; ASB_EJSON; ASB_EINVALID with the
 *      pointer; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_rehearsal_query(asb_text **out, asb_rehearsal *rehearsal, const char *query,
                                    size_t length);

/** The same answer as a handle, for hosts that want rows and no JSON. It stays what it is when
 *  something else is rehearsed.
 *  @param[out] out yours to free with asb_rows_free().
 *  @return as asb_rehearsal_query().
 *  @since 1.0 */
ASB_API int32_t asb_rehearsal_rows(asb_rows **out, asb_rehearsal *rehearsal, const char *query,
                                   size_t length);

/** Give it back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_rehearsal_free(asb_rehearsal *rehearsal);

#ifdef __cplusplus
}
#endif
#endif

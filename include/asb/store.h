/** @file store.h
 *  A store keeps the records of cases. Two are built in: in memory, and a journal (one append-only
 *  file). A host's own database comes in through asb/sys/store.h. No call crosses stores: keep
 *  tenants apart by one store for each, or by a prefix in the case's id.
 *
 *  @snippet quickstart.c store
 */
#ifndef ASB_STORE_H
#define ASB_STORE_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A store in memory: gone when it is freed.
 *  @param[out] out yours to free with asb_store_free(); untouched on failure.
 *  @param engine kept alive by it.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_memory(asb_store **out, asb_engine *engine);

/** A journal: one append-only file, made where it is not there. Each commit is on the disk, whole,
 *  before it is acknowledged. Any number of engines, in any threads and processes, may have it
 *  open; readers are never blocked. Who wrote many records to it leaves an index beside it when
 *  the store is freed, PATH.index, with which it is open at once; it is a hint, and may be deleted.
 *  @param[out] out yours to free; untouched on failure.
 *  @param path UTF-8.
 *  @return ASB_OK; ASB_EIO; ASB_ECORRUPT where it is no journal (a damaged one opens: what is sound
 *      in it is read, asb_store_verify() names the rest); ASB_EVERSION where a later library made
 *      it; ASB_EUSER where it was cancelled; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_journal(asb_store **out, asb_engine *engine, const char *path);

/** Case ids in a store, in order of their bytes.
 *  @param[out] out yours to free with asb_list_free().
 *  @param after only ids after this one; NULL or "" from the first.
 *  @param limit at most so many; 0: as many as there are.
 *  @return ASB_OK; ASB_EIO, ASB_ECORRUPT, ASB_EUSER; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_list(asb_list **out, asb_store *store, const char *after, uint32_t limit);

/** Cases written since a token, so that another process can follow.
 *  @param[out] out yours to free; asb_list_token() goes on from it.
 *  @param token of an earlier list; NULL or "" for all.
 *  @param limit at most so many; 0: all.
 *  @return ASB_OK; ASB_ESTATE where the store cannot say; ASB_EINVALID for a token that is none of
 *      this store's; ASB_EIO, ASB_EUSER; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_changes(asb_list **out, asb_store *store, const char *token, uint32_t limit);

/** Check the audit chain of a case, or of all: each header's digest in the next, each body against
 *  its digest.
 *  @param[out] out JSON, yours to free:
 *      {"cases":n,"records":n,"erased":n,"damage":[{"case","seq","what"}]}.
 *  @param id the case; NULL: every case.
 *  @return ASB_OK where all is well; ASB_ECORRUPT (and *out is filled all the same) where not;
 *      ASB_ABSENT, and *out NULL, where there is no such case; ASB_EIO, ASB_EUSER; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_verify(asb_text **out, asb_store *store, const char *id);

/** Write a journal anew without what has gone: cases put together, erased bodies and summaries that
 *  were replaced left out, policies and calendar kept. Another file takes the name of the old one
 *  in one step; whatever happens meanwhile, the name leads to the one or the other, whole. Others
 *  that have it open go over by themselves; writers wait. It needs room for both.
 *  asb_store_changes() gives every case once more to a token of before.
 *  @param[out] out JSON, yours to free, sizes in bytes:
 *      {"after":n,"before":n,"cases":n,"records":n}.
 *  @return ASB_OK; ASB_ESTATE where the store is no journal; ASB_ECORRUPT where it is damaged:
 *      nothing is left out then; ASB_EIO, also where the file has several names or is a link;
 *      ASB_EUSER where it was cancelled, and nothing has changed; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_compact(asb_text **out, asb_store *store);

/** Make the summary of every case again from its records, and write those that are not the same as
 *  what is kept, byte by byte: after an update of the library that says more in summaries, after a
 *  change of the store's calendar, which moves dates, or to see that they are as they should be.
 *  Records are not touched. It can be interrupted and done again, and others may write meanwhile.
 *  @param[out] out the report, yours to free: {"cases":n,"damage":[{"case","seq","what"}…],"same":n,
 *      "written":n}; a case that somebody wrote to meanwhile is among the same.
 *  @return ASB_OK; ASB_ECORRUPT, and *out is filled, where cases cannot be read: their summaries
 *      stay; ASB_EIO, ASB_EUSER; ASB_ENOMEM (what was written by then stays).
 *  @since 1.0 */
ASB_API int32_t asb_store_rebuild(asb_text **out, asb_store *store);

/** Copy a journal while it is in use: every commit that was acknowledged before this call, as they
 *  stand, into a journal that only its owner can read. Writers wait for the last few alone.
 *  @param path UTF-8; made whole in one step, where there is nothing yet.
 *  @return ASB_OK; ASB_ESTATE where the store is no journal; ASB_EEXISTS where something has that
 *      name; ASB_EIO; ASB_EUSER where it was cancelled, and there is nothing; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_backup(asb_store *store, const char *path);

/** The head of the store: {"cases":n,"digest":hex}. The digest is SHA-256 over the bytes of what
 *  asb_store_heads() gives at that time: so the head, which is short, can be given away, and the
 *  list be kept anywhere (docs/audit.md).
 *  @param[out] out yours to free; untouched on failure.
 *  @return ASB_OK; ASB_EIO, ASB_ECORRUPT, ASB_EUSER; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_head(asb_text **out, asb_store *store);

/** The heads of all cases, in order of the bytes of their ids, as canonical JSON:
 *  [{"case","digest","seq"}…], each as asb_case_head() gives it.
 *  @param[out] out yours to free; untouched on failure.
 *  @return as asb_store_head().
 *  @since 1.0 */
ASB_API int32_t asb_store_heads(asb_text **out, asb_store *store);

/** Is what was noted still there? Each case's chain is verified, and that the record of the noted
 *  number has the noted digest; it may have grown since.
 *  @param[out] out JSON, yours to free: {"heads":n,"grown":n,"damage":[{"case","seq","what"}]};
 *      untouched on other errors than ASB_ECORRUPT.
 *  @param head_json a head of a case; a list of them; {"cases","digest","heads":[…]}, a store head
 *      with the list that it is over, which it must fit; or a store head alone, which can only be
 *      compared with the one that the store has now.
 *  @param length its bytes.
 *  @return ASB_OK where all of it is; ASB_ECORRUPT (and *out is filled all the same) where a case
 *      is missing, cut, rewritten or damaged; ASB_ESTATE where a store head alone is another than
 *      now, which whatever was added since explains as well; ASB_EJSON; ASB_EINVALID with the
 *      pointer; ASB_EIO, ASB_EUSER; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_verify_head(asb_text **out, asb_store *store, const char *head_json, size_t length);

/** The store as JSON Lines, for archives and other systems: {"asb_store":1,"calendar":text}; then
 *  each case as {"case","records":[{"body","header"}…],"summary"}, and before the first that needs
 *  it each policy as {"policy":{"digest","document","id","version"}}; last the store's head. For
 *  large stores there is asb_store_export_to(), which hands over line by line.
 *  @param[out] out yours to free; untouched on failure.
 *  @return ASB_OK; ASB_ECORRUPT where a case is damaged; ASB_ELIMIT; ASB_EIO, ASB_EUSER;
 *      ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_export(asb_text **out, asb_store *store);

/** Bring such lines into a store, as asb_store_copy() brings a store. They may come in parts, of
 *  whole lines, in order; that none is missing at the end is seen where all come at once, and
 *  otherwise by comparing the last line with asb_store_head() of a store that was empty.
 *  @param[out] out the report, as asb_store_copy().
 *  @param lines UTF-8.
 *  @param length its bytes.
 *  @return as asb_store_copy(); ASB_EJSON and ASB_EINVALID with the line; ASB_EVERSION where a
 *      later library made them. What came before such a line may have been written.
 *  @since 1.0 */
ASB_API int32_t asb_store_import(asb_text **out, asb_store *store, const char *lines, size_t length);

/** Copy a store into another, of whatever kind: every case, policy and summary byte by byte, in
 *  batches, each chain verified first; the calendar where `to` has none. What is there already and
 *  equal is passed over, and what has grown is carried on, so that it can be interrupted, done
 *  again, and done daily.
 *  @param[out] out the report, yours to free:
 *      {"cases":n,"written":n,"grown":n,"same":n,"left":[{"case","seq","what"}…]}; `left` is what
 *      was not copied, and why.
 *  @param to, from of one engine.
 *  @return ASB_OK; ASB_CONFLICT, and *out is filled, where `to` has other cases of those ids, or
 *      others were writing to it; ASB_ECORRUPT, and *out is filled, where cases of `from` are
 *      damaged; ASB_EIO; ASB_EUSER, also where it was cancelled; ASB_ENOMEM (what was written by then
 *      stays, whole cases, and it may be done again).
 *  @since 1.0 */
ASB_API int32_t asb_store_copy(asb_text **out, asb_store *to, asb_store *from);

/** Keep a calendar in the store: its cases are worked by it from now on.
 *  @return ASB_OK; ASB_EIO, ASB_EUSER; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_set_calendar(asb_store *store, const asb_calendar *calendar);

/** The calendar that the store keeps.
 *  @param[out] out yours to free; NULL where there is none.
 *  @return ASB_OK; ASB_ABSENT; ASB_EIO, ASB_EUSER; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_calendar(asb_calendar **out, asb_store *store);

/** How many ids are in a list. @since 1.0 */
ASB_API uint32_t asb_list_count(const asb_list *list);

/** An id.
 *  @param index from 0.
 *  @return lent until the list is freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_list_id(const asb_list *list, uint32_t index);

/** How many records the case had. @return 0 past the end. @since 1.0 */
ASB_API uint32_t asb_list_version(const asb_list *list, uint32_t index);

/** The summary kept with the case, as JSON.
 *  @return lent until the list is freed; "" where there is none; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_list_summary(const asb_list *list, uint32_t index);

/** Where to go on from with asb_store_changes().
 *  @return lent until the list is freed; "" for other lists.
 *  @since 1.0 */
ASB_API const char *asb_list_token(const asb_list *list);

/** All of it as JSON: {"cases":[{"case","summary":text,"version"}…],"token"}; no summary where the
 *  store has none, no token for other lists than changes.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_list_json(asb_text **out, const asb_list *list);

/** Give a list back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_list_free(asb_list *list);

/** Give a store back. NULL does nothing. It stays open until its last case is freed; its file is then
 *  closed, or a host's `close` called, with the next call that works in the engine, at the latest
 *  when that is freed too.
 *  @thread any, at any moment.
 *  @since 1.0 */
ASB_API void asb_store_free(asb_store *store);

#ifdef __cplusplus
}
#endif
#endif

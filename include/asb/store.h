/** @file store.h
 *  A store keeps the records of cases. Two are built in: in memory, and a journal (one append-only file). A host's own database
 *  comes in through asb/sys/store.h. No call crosses stores: keep tenants apart by one store for each, or by a prefix in the case's id.
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
 *  @param[out] out yours to free with asb_store_free(); untouched on failure. @param engine kept alive by it. @return ASB_OK; ASB_ENOMEM. @since 1.0 */
ASB_API int32_t asb_store_memory(asb_store **out, asb_engine *engine);

/** A journal: one append-only file, made where it is not there. Each commit is on the disk, whole, before it is acknowledged. Any number of engines, in any threads and
 *  processes, may have it open; readers are never blocked.
 *  @param[out] out yours to free; untouched on failure. @param path UTF-8.
 *  @return ASB_OK; ASB_EIO; ASB_ECORRUPT where it is no journal (a damaged one opens: what is sound in it is read, asb_store_verify() names the rest); ASB_EVERSION where a later library made it; ASB_ENOMEM. @since 1.0 */
ASB_API int32_t asb_store_journal(asb_store **out, asb_engine *engine, const char *path);

/** Case ids in a store, in order of their bytes.
 *  @param[out] out yours to free with asb_list_free(). @param after only ids after this one; NULL or "" from the first. @param limit at most so many; 0: as many as there are.
 *  @return ASB_OK; ASB_EIO, ASB_ECORRUPT, ASB_EUSER; ASB_ENOMEM. @since 1.0 */
ASB_API int32_t asb_store_list(asb_list **out, asb_store *store, const char *after, uint32_t limit);

/** Cases written since a token, so that another process can follow.
 *  @param[out] out yours to free; asb_list_token() goes on from it. @param token of an earlier list; NULL or "" for all. @param limit at most so many; 0: all.
 *  @return ASB_OK; ASB_ESTATE where the store cannot say; ASB_EINVALID for a token that is none of this store's; ASB_EIO, ASB_EUSER; ASB_ENOMEM. @since 1.0 */
ASB_API int32_t asb_store_changes(asb_list **out, asb_store *store, const char *token, uint32_t limit);

/** Check the audit chain of a case, or of all: each header's digest in the next, each body against its digest.
 *  @param[out] out JSON, yours to free: {"cases":n,"records":n,"erased":n,"damage":[{"case","seq","what"}]}. @param id the case; NULL: every case.
 *  @return ASB_OK where all is well; ASB_ECORRUPT (and *out is filled all the same) where not; ASB_ABSENT, and *out NULL, where there is no such case; ASB_EIO, ASB_EUSER; ASB_ENOMEM. @since 1.0 */
ASB_API int32_t asb_store_verify(asb_text **out, asb_store *store, const char *id);

/** Keep a calendar in the store: its cases are worked by it from now on. @return ASB_OK; ASB_EIO, ASB_EUSER; ASB_ENOMEM. @since 1.0 */
ASB_API int32_t asb_store_set_calendar(asb_store *store, const asb_calendar *calendar);

/** The calendar that the store keeps. @param[out] out yours to free; NULL where there is none. @return ASB_OK; ASB_ABSENT; ASB_EIO, ASB_EUSER; ASB_ENOMEM. @since 1.0 */
ASB_API int32_t asb_store_calendar(asb_calendar **out, asb_store *store);

/** How many ids are in a list. @since 1.0 */
ASB_API uint32_t asb_list_count(const asb_list *list);
/** An id. @param index from 0. @return lent until the list is freed; NULL past the end. @since 1.0 */
ASB_API const char *asb_list_id(const asb_list *list, uint32_t index);
/** How many records the case had. @return 0 past the end. @since 1.0 */
ASB_API uint32_t asb_list_version(const asb_list *list, uint32_t index);
/** The summary kept with the case, as JSON. @return lent until the list is freed; "" where there is none; NULL past the end. @since 1.0 */
ASB_API const char *asb_list_summary(const asb_list *list, uint32_t index);
/** Where to go on from with asb_store_changes(). @return lent until the list is freed; "" for other lists. @since 1.0 */
ASB_API const char *asb_list_token(const asb_list *list);
/** Give a list back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_list_free(asb_list *list);

/** Give a store back. NULL does nothing. It stays open until its last case is freed. @thread any, at any moment. @since 1.0 */
ASB_API void asb_store_free(asb_store *store);

#ifdef __cplusplus
}
#endif
#endif

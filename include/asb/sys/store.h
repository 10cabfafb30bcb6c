/** @file sys/store.h
 *  What a host implements to keep records in its own database: one small table of callbacks.
 *
 *  A commit is all or nothing: every case in it has still the version that was expected, or nothing
 *  is written and the answer is ASB_CONFLICT. The version of a case is the number of its records.
 *  Bytes passed to a callback are lent for the call; what `read`, `list`, `changes` and `policy`
 *  find is handed over through a sink function, which copies: no memory crosses an allocator.
 *
 *  Callbacks give ASB_OK, ASB_CONFLICT (commit), ASB_ABSENT, ASB_EINVALID (changes: a token that is
 *  none), ASB_EIO, ASB_ENOMEM, ASB_ECORRUPT, or ASB_EUSER, which is passed through. They must not
 *  call the same engine (but for `_free`): that gives ASB_EBUSY.
 *
 *  A store is not believed. Any other status counts as ASB_EUSER. What cannot be (bytes at NULL or
 *  more than 1 GiB, ids that are none, lists out of order or longer than asked for, records whose
 *  chain does not hold, another policy than the digest's) is ASB_ECORRUPT. A sink that is called
 *  once the callback is over, while the store lives, gives ASB_EUSER and takes nothing.
 *
 *  This header makes a promise of its own: structs grow only at their end, `struct_size` first.
 */
#ifndef ASB_SYS_STORE_H
#define ASB_SYS_STORE_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes that are lent. Texts are UTF-8, not terminated. */
typedef struct asb_bytes {
    const void *data;
    size_t length;
} asb_bytes;

/** One record, as it is stored: header and body are canonical JSON (docs/file-format.md). An erased
 *  body has length 0. */
typedef struct asb_stored_record {
    uint32_t seq;      /**< From 1, without gaps. */
    uint32_t reserved; /**< 0. */
    asb_bytes header;
    asb_bytes body;
} asb_stored_record;

/** What is to be written to one case. */
typedef struct asb_case_commit {
    asb_bytes id;      /**< The case. */
    uint32_t expected; /**< How many records it must have now; 0: it must not exist. */
    uint32_t record_count;
    const asb_stored_record *records; /**< New ones, numbered from expected + 1. */
    const uint32_t *erased; /**< Numbers of records whose bodies must go, so that they cannot be had back. */
    uint32_t erased_count;
    uint32_t reserved; /**< 0. */
    asb_bytes summary; /**< Canonical JSON for the caseload; replaces the one before. Length 0: unchanged. */
} asb_case_commit;

/** A policy document that a case in the commit was pinned to; to be kept for ever, once. */
typedef struct asb_policy_document {
    asb_bytes digest; /**< 32 bytes: SHA-256 of the document. */
    asb_bytes id;
    asb_bytes version;
    asb_bytes document;
} asb_policy_document;

/** Everything that is to be written at once. */
typedef struct asb_commit_data {
    uint32_t struct_size; /**< sizeof(asb_commit_data) of the library. */
    uint32_t case_count;
    const asb_case_commit *cases;
    const asb_policy_document *policies;
    uint32_t policy_count;
    uint32_t reserved; /**< 0. */
    asb_bytes calendar; /**< The host's days, as JSON; replaces what was kept. Length 0: unchanged. */
} asb_commit_data;

/** Takes a record that `read` found. Call it for each, in order.
 *  @return ASB_OK, or an error that `read` must stop for and give back. */
typedef int32_t (*asb_record_sink)(void *sink, const asb_stored_record *record);

/** Takes a case that `list` or `changes` found. `version` its number of records; `summary` may have
 *  length 0. */
typedef int32_t (*asb_case_sink)(void *sink, asb_bytes id, uint32_t version, asb_bytes summary);

/** Takes a document, or a token. */
typedef int32_t (*asb_bytes_sink)(void *sink, asb_bytes bytes);

/** The table. `self` is handed to each callback, first. */
typedef struct asb_store_callbacks {
    uint32_t struct_size; /**< sizeof(asb_store_callbacks) where you were compiled. */
    uint32_t reserved;    /**< 0. */
    void *self;
    /** Required. Write all of it, durably, or nothing. ASB_OK; ASB_CONFLICT where a case has not
     *  the expected version. A policy document that is there already stays. */
    int32_t (*commit)(void *self, const asb_commit_data *commit);
    /** Required. Hand over the records of a case from number `from` on, in order. ASB_ABSENT where
     *  there is no such case. */
    int32_t (*read)(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self);
    /** Required. Hand over at most `limit` cases whose id is after `after` (by bytes; length 0:
     *  from the first), in order of their ids. */
    int32_t (*list)(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self);
    /** Optional. Hand over cases written since `token` (length 0: all), at most `limit`, then the
     *  token to go on from. */
    int32_t (*changes)(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self,
                       asb_bytes_sink next, void *next_self);
    /** Required. Hand over the policy document of that digest (32 bytes). ASB_ABSENT where there is
     *  none. */
    int32_t (*policy)(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self);
    /** Optional. Hand over the calendar that was kept. ASB_ABSENT where there is none. */
    int32_t (*calendar)(void *self, asb_bytes_sink sink, void *sink_self);
    /** Optional. The store is no longer used. */
    void (*close)(void *self);
} asb_store_callbacks;

/** A store of the host's own.
 *  @param[out] out yours to free with asb_store_free(); untouched on failure.
 *  @param engine kept alive by it.
 *  @param callbacks copied; `self` must live until `close`, which is called once where this gives
 *      ASB_OK, and never where it does not.
 *  @return ASB_OK; ASB_EARGUMENT where a required callback is missing; ASB_EVERSION where the table
 *      has callbacks that this library does not know; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_custom(asb_store **out, asb_engine *engine, const asb_store_callbacks *callbacks);

/** asb_store_export(), line by line: for stores that are larger than memory.
 *  @param sink takes a line with its line feed; what it gives other than ASB_OK ends the export and
 *      is passed through. It must not call the same engine.
 *  @param sink_self its first argument.
 *  @return ASB_OK; ASB_ECORRUPT where a case is damaged; ASB_EIO, ASB_EUSER; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_store_export_to(asb_store *store, asb_bytes_sink sink, void *sink_self);

#ifdef __cplusplus
}
#endif
#endif

/* Cases in SQLite: a store for libasb, in a file of its own or among the tables of a host's own database.
 *
 *     asb_store *store;
 *     status = asb_sqlite_open(&store, engine, "crm.db", NULL);
 *
 * and everything else is as with the stores that are built in. The tables, all with names that begin with asb_, are made where they are not there, and moved
 * on from what an earlier version made. Read them with any SQL; write them only through the library.
 *
 *     asb_case     id, version, summary (JSON), change; and from the summary: state, stage, priority, band, policy, hate, owner, owner_role, area, ward, reported, opened,
 *                  closed, next_due, open_duties
 *     asb_duty     a view: each duty that there has been, from the summary: case_id, number, rule, state, due, act_by, start, end, owner (roles, JSON; NULL: the case's
 *                  owner), officer (who has it, or had it when it ended), party, subject, record, taken, watch
 *     asb_case_category  a view: case_id, category
 *     asb_record   case_id, seq, header and body (the exact bytes that digests are of); and from those, computed when they are asked for:
 *                  header_json, body_json (NULL where erased), kind, at, recorded, actor, role, erased
 *     asb_policy   the policy documents that cases are pinned to, by digest
 *     asb_calendar the days that were added and removed
 *     asb_store    one row: the version of these tables, and an id for tokens
 *
 * A summary is written in the transaction of its records, and made anew by asb_store_rebuild(). An index has the open cases of each officer in order of what is
 * due next: SELECT id FROM asb_case WHERE owner = ? AND state <> 'closed' ORDER BY next_due. Other indexes on these columns are the host's to make.
 *
 * A store is a connection of its own; like its engine it is used by one thread at a time. Any number of them, in threads and processes, may have one file
 * open: writers wait for each other, readers for nobody. Do not carry one across fork(), and keep the file on a local disk.
 *
 * Needs SQLite 3.31 (2020) with its JSON functions. */
#ifndef ASB_STORE_SQLITE_H
#define ASB_STORE_SQLITE_H

#include <asb/sys/store.h>

#ifdef __cplusplus
extern "C" {
#endif

/* All zero is what most hosts want. */
typedef struct asb_sqlite_options {
    uint32_t
        relaxed; /* 0: a commit is on the disk before it is acknowledged. 1: a power cut may take the last ones; the file stays sound. */
    uint32_t busy_ms;      /* How long to wait for another writer before ASB_EIO; 0: 5000. */
    uint32_t statement_ms; /* How long one call may take, waiting for others not counted, before ASB_EIO; 0: as long as it takes. */
    uint32_t reserved;     /* 0. */
    void (*log)(void *self, const char *message); /* What SQLite said went wrong; may be NULL. */
    void *log_self;
} asb_sqlite_options;

/* Open a store, or make one. `out` is yours to free with asb_store_free(); untouched on failure. `path` is UTF-8 and copied; `options` too, and may be NULL.
 * ASB_OK; ASB_EIO; ASB_ECORRUPT where the file is no database; ASB_EVERSION where a later version made the tables, SQLite is too old, or the database is not in
 * UTF-8; ASB_EARGUMENT; ASB_ENOMEM. */
int32_t asb_sqlite_open(asb_store **out, asb_engine *engine, const char *path, const asb_sqlite_options *options);

/* The same as a bare table of callbacks, for hosts that put something of their own around it. Call out->close(out->self) once, or let asb_store_custom() do so. */
int32_t asb_sqlite_table(asb_store_callbacks *out, const char *path, const asb_sqlite_options *options);

#ifdef __cplusplus
}
#endif
#endif

/* A store in PostgreSQL (13 or later), through libpq.
 *
 * One store is one connection, and belongs to its engine: one thread at a time. Any number of engines, in any threads and processes, may have the same database
 * open. Behind a pooler it needs sessions (PgBouncer: pool_mode=session), for it prepares its statements. */
#ifndef ASB_STORE_POSTGRESQL_H
#define ASB_STORE_POSTGRESQL_H

#include <asb/store.h>
#include <asb/sys/store.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How long, in milliseconds; 0: the default. A statement that takes longer has certainly not been done, and gives ASB_EIO. */
typedef struct asb_postgresql_options {
    uint32_t struct_size;  /* sizeof(asb_postgresql_options) */
    uint32_t read_only;    /* not 0: a streaming replica, or a role that may only read. Nothing is written, nor migrated. */
    uint32_t no_migration; /* not 0: ASB_EVERSION where the tables are not there or not up to date; for roles that may not create tables. */
    uint32_t statement_timeout; /* of the server, for each statement, waiting for locks included. 10000 */
    uint32_t network_timeout;   /* until a connection that nothing comes through any more is given up. 15000 */
    uint32_t reconnect_timeout; /* how long a lost connection is tried to be had again. 5000 */
    /* What went wrong in words, for the host's log; no data of cases is in it. May be NULL. */
    void (*log)(void *log_self, const char *sqlstate, const char *message);
    void *log_self;
} asb_postgresql_options;

/* Open a store, and make or migrate its tables where they are not up to date.
 * conninfo: as of libpq, "host=db dbname=asb" or "postgresql://db/asb"; a schema of one's own with "options=-csearch_path=...". What it says wins over the options' network timeout.
 * options: copied; may be NULL.
 * Gives ASB_OK; ASB_EIO where there is no connection; ASB_EVERSION where a later version of this made the tables, or they may not be migrated; ASB_ENOMEM. */
int32_t asb_store_postgresql(asb_store **out, asb_engine *engine, const char *conninfo, const asb_postgresql_options *options);

/* The same as a table of callbacks, for those who put something of their own between. Yours to close. */
int32_t asb_postgresql_table(asb_store_callbacks *out, const char *conninfo, const asb_postgresql_options *options);

#ifdef __cplusplus
}
#endif
#endif

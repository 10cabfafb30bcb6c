/* Inside the adapter: a connection that is made anew where it was lost, its statements, and the tables. */
#ifndef ASB_STORE_SQLITE_CONNECTION_H
#define ASB_STORE_SQLITE_CONNECTION_H

#include "store_sqlite.h"

#include <sqlite3.h>

typedef enum statement {
    BEGIN,
    COMMIT,
    ROLLBACK,
    NEW_CASE,
    GO_ON_WITH_CASE,
    ADD_RECORD,
    ERASE_BODY,
    KEEP_POLICY,
    KEEP_CALENDAR,
    READ_RECORDS,
    LIST_CASES,
    LIST_CHANGES,
    READ_POLICY,
    READ_CALENDAR,
    STATEMENTS
} statement;

typedef struct connection {
    sqlite3 *db; /* NULL: lost; the next call makes it anew */
    sqlite3_stmt *statements[STATEMENTS];
    char *path;
    asb_sqlite_options options;
    char id[33];      /* of the store, 32 hexadecimal digits: tokens begin with it */
    int64_t deadline; /* ms; 0: none */
    int unscrubbed;   /* what was erased may still be in the write-ahead log */
    int *closed;      /* where to say that the table was closed; NULL: nobody asks */
} connection;

/* Connect, and bring the tables up to date. `create`: the file may be made. */
int32_t connection_open(connection *c, int create);
void connection_close(connection *c);

/* At the beginning of each call: there is a connection, to the file that is there now. */
int32_t connection_ready(connection *c);

/* The status that a result of SQLite comes to; says why in the log, and lets go of a connection that is of no more use. */
int32_t connection_failed(connection *c, int result);

/* A statement, compiled when it is first used. NULL where it cannot be: `*status` says why. */
sqlite3_stmt *connection_statement(connection *c, statement which, int32_t *status);

/* Run a statement that gives no rows, and make it ready for the next time. @return what SQLite said, SQLITE_OK where it is done. */
int connection_run(sqlite3_stmt *s);

/* Move the write-ahead log into the database and empty it, so that nothing that was erased is left there. Where readers are in the way, the next commit tries again. */
void connection_scrub(connection *c);

/* Bring the tables up to date, and read the store's id. */
int32_t schema_migrate(connection *c);

#endif

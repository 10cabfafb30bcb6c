/* The same rows in SQLite, in memory, as a good schema has them: integers, WITHOUT ROWID; a row for each of a case's categories, which is how SQL has several; for every
 * question an index that covers it (with the columns of its condition, or SQLite looks them up in the table), a partial one where only some rows are asked for; statistics gathered; statements prepared. */
#include "caseload_bench.h"

#ifdef BENCH_SQLITE
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static sqlite3 *db;
static sqlite3_stmt *counts_statement, *overdue_statement, *performance_statement, *worklist_statement, *closing_statement;

static void sql(const char *text) {
    char *error = NULL;
    if (sqlite3_exec(db, text, NULL, NULL, &error) == SQLITE_OK) return;
    fprintf(stderr, "%s: %s\n", text, error);
    exit(EXIT_FAILURE);
}

static sqlite3_stmt *prepared(const char *text) {
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(db, text, -1, &s, NULL) == SQLITE_OK) return s;
    fprintf(stderr, "%s: %s\n", text, sqlite3_errmsg(db));
    exit(EXIT_FAILURE);
}

static void step(sqlite3_stmt *s) {
    if (sqlite3_step(s) != SQLITE_DONE) exit(EXIT_FAILURE);
    sqlite3_reset(s);
}

/* ---- filling */

static void fill_case(sqlite3_stmt *s, const asb_caseload *l, uint32_t i) {
    sqlite3_bind_int64(s, 1, i);
    sqlite3_bind_text(s, 2, l->ids.texts[i].at, (int)l->ids.texts[i].length, SQLITE_STATIC);
    step(s);
}

static void fill_category(sqlite3_stmt *s, const asb_caseload *l, uint32_t i, uint32_t category) {
    date opened = l->day[DAY_OPENED][i], closed = l->day[DAY_CLOSED][i];
    sqlite3_bind_int64(s, 1, i);
    sqlite3_bind_int64(s, 2, category);
    sqlite3_bind_int64(s, 3, l->code[DIM_WARD][i]);
    sqlite3_bind_int64(s, 4, l->code[DIM_REPORTED_MONTH][i]);
    sqlite3_bind_null(s, 5);
    sqlite3_bind_null(s, 6);
    if (opened != NO_DATE) sqlite3_bind_int64(s, 5, opened);
    if (closed != NO_DATE) sqlite3_bind_int64(s, 6, closed);
    step(s);
}

static void fill_cases(const asb_caseload *l) {
    sqlite3_stmt *of_case = prepared("INSERT INTO c VALUES (?,?)"), *of_category = prepared("INSERT INTO cc VALUES (?,?,?,?,?,?)");
    for (uint32_t i = 0; i < l->count; i++) {
        const uint16_t code = l->code[DIM_CATEGORY][i];
        const struct code_list *list = &l->names[DIM_CATEGORY].members[code];
        fill_case(of_case, l, i);
        if (!code) fill_category(of_category, l, i, 0);
        for (uint32_t k = 0; code && k < list->count; k++) fill_category(of_category, l, i, list->names[k]);
    }
    sqlite3_finalize(of_case);
    sqlite3_finalize(of_category);
}

static void fill_duties(const asb_caseload *l) {
    const duty_columns *d = &l->duties;
    sqlite3_stmt *s = prepared("INSERT INTO d VALUES (?,?,?,?,?,?,?,?,?,?)");
    for (uint32_t i = 0; i < d->count; i++) {
        if ((d->state[i] & DUTY_STATES) == DUTY_FREE) continue;
        sqlite3_bind_int64(s, 1, d->of[i]);
        sqlite3_bind_int64(s, 2, i - l->first_duty[d->of[i]]);
        sqlite3_bind_int(s, 3, d->rule[i]);
        sqlite3_bind_int(s, 4, d->officer[i]);
        sqlite3_bind_int(s, 5, d->state[i] & DUTY_STATES);
        sqlite3_bind_int(s, 6, (d->state[i] & DUTY_WATCH) != 0);
        sqlite3_bind_int64(s, 7, d->due[i]);
        sqlite3_bind_null(s, 8);
        if (d->taken[i] != NOT_TAKEN) sqlite3_bind_int(s, 8, d->taken[i]);
        sqlite3_bind_int64(s, 9, d->record[i]);
        sqlite3_bind_text(s, 10, d->party[i] ? asbi_intern_text(&l->words, d->party[i]).at : NULL, -1, SQLITE_STATIC);
        step(s);
    }
    sqlite3_finalize(s);
}

void sqlite_begin(const asb_caseload *l) {
    sqlite3_open(":memory:", &db);
    sql("CREATE TABLE c (n INTEGER PRIMARY KEY, id TEXT) WITHOUT ROWID;"
        "CREATE TABLE cc (n INTEGER, category INTEGER, ward INTEGER, month INTEGER, opened INTEGER, closed INTEGER, PRIMARY KEY (n, "
        "category)) WITHOUT ROWID;"
        "CREATE TABLE d (c INTEGER, k INTEGER, rule INTEGER, officer INTEGER, state INTEGER, watch INTEGER, due INTEGER, taken INTEGER,"
        " record INTEGER, party TEXT, PRIMARY KEY (c, k)) WITHOUT ROWID; BEGIN");
    fill_cases(l);
    fill_duties(l);
    sql("COMMIT; CREATE INDEX c3 ON cc (category, ward, month);"
        "CREATE INDEX closed ON cc (category, closed, opened) WHERE closed IS NOT NULL AND opened IS NOT NULL;"
        "CREATE INDEX work ON d (officer, due, c, k, rule, record, party, state, watch) WHERE state = 0 AND watch = 0;"
        "CREATE INDEX performance ON d (rule, state, due, watch) WHERE watch = 0; ANALYZE");
    counts_statement = prepared("SELECT category, ward, month, count(*) FROM cc GROUP BY 1, 2, 3");
    overdue_statement = prepared("SELECT officer, count(*) FROM d WHERE state = 0 AND watch = 0 AND due < ?1 GROUP BY officer");
    performance_statement = prepared(
        "SELECT rule, state, count(*), sum(state = 0 AND due < ?1) FROM d WHERE watch = 0 GROUP BY rule, state");
    worklist_statement = prepared("SELECT c.id, d.due, d.rule, d.party, d.record FROM d JOIN c ON c.n = d.c"
                                  " WHERE state = 0 AND watch = 0 AND officer = ?1 ORDER BY due LIMIT 50");
    closing_statement = prepared(
        "SELECT category, count(*), sum(closed - opened <= 90), CAST(round(avg(closed - opened) * 10) AS INTEGER) FROM cc"
        " WHERE closed IS NOT NULL AND opened IS NOT NULL AND closed BETWEEN ?1 AND ?2 GROUP BY category");
    sqlite3_bind_int64(overdue_statement, 1, CASELOADS_END);
    sqlite3_bind_int64(performance_statement, 1, CASELOADS_END);
    sqlite3_bind_int64(closing_statement, 1, closing_from());
    sqlite3_bind_int64(closing_statement, 2, closing_to());
}

void sqlite_end(void) {
    sqlite3_stmt *all[] = {counts_statement, overdue_statement, performance_statement, worklist_statement, closing_statement};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) sqlite3_finalize(all[i]);
    sqlite3_close(db);
}

/* ---- asking: every row is stepped to, and read where it is compared */

static void run(bench *b, sqlite3_stmt *s, unsigned columns) {
    uint64_t values[8];
    b->sum = 0;
    while (sqlite3_step(s) == SQLITE_ROW) {
        for (unsigned i = 0; i < columns && b->checking; i++) values[i] = (uint64_t)sqlite3_column_int64(s, (int)i);
        b->sum += b->checking ? bench_row(values, columns) : 1;
    }
    sqlite3_reset(s);
}

void sqlite_counts(bench *b) {
    run(b, counts_statement, 4);
}
void sqlite_overdue(bench *b) {
    run(b, overdue_statement, 2);
}
/* In the order of its index, without sorting; a rule's states are put side by side here. */
void sqlite_performance(bench *b) {
    uint64_t row[6] = {0}; /* rule, met, met late, lapsed, open, overdue */
    int more = sqlite3_step(performance_statement) == SQLITE_ROW;
    b->sum = 0;
    while (more) {
        uint64_t rule = (uint64_t)sqlite3_column_int64(performance_statement, 0),
                 count = (uint64_t)sqlite3_column_int64(performance_statement, 2),
                 late = (uint64_t)sqlite3_column_int64(performance_statement, 3);
        int state = sqlite3_column_int(performance_statement, 1);
        row[0] = rule;
        if (state == 0)
            row[4] = count - late, row[5] = late;
        else
            row[state] = count;
        more = sqlite3_step(performance_statement) == SQLITE_ROW;
        if (more && (uint64_t)sqlite3_column_int64(performance_statement, 0) == rule) continue;
        b->sum += b->checking ? bench_row(row, 6) : 1;
        for (unsigned i = 0; i < 6; i++) row[i] = 0;
    }
    sqlite3_reset(performance_statement);
}
void sqlite_closing(bench *b) {
    run(b, closing_statement, 4);
}
void sqlite_worklist(bench *b) {
    sqlite3_bind_int64(worklist_statement, 1, b->officer_code);
    run(b, worklist_statement, 5);
}
#endif

/* How fast a case is worked: records folded a second, decisions a second, at 10, 100 and 1,000 records, under each built-in policy.
 *
 * The peer is SQLite in memory, given the same bytes to keep and nothing to think about: one row inserted for each record added (prepared statement,
 * one transaction each). It is what a host would do anyway, so the ratio says what the library's thinking costs on top. Absolute figures mean little
 * on a shared machine; the ratios are of the same run. */
#define _POSIX_C_SOURCE 200809L
#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef BENCH_SQLITE
#include <sqlite3.h>
#endif

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* of a busy machine, only what is ours */
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void need(int32_t status, const asb_engine *e, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s (%s)\n", what, asb_status_text(status), e ? asb_error_message(e) : "");
    exit(1);
}

static asb_record *record(asb_engine *e, const char *json) {
    asb_record *r;
    need(asb_record_parse(&r, e, json, strlen(json)), e, json);
    return r;
}

#define BY "\"by\":\"amy\",\"role\":\"system\","
static const char *const beginning[] = {
    "{\"kind\":\"report\"," BY
    "\"fields\":{\"channel\":\"phone\",\"summary\":\"Music through the wall most evenings until one in the morning\"}}",
    "{\"kind\":\"party\"," BY "\"fields\":{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann Archer\",\"vulnerable\":\"no\"}}",
    "{\"kind\":\"party\"," BY "\"fields\":{\"party\":\"p2\",\"as\":\"alleged-perpetrator\",\"name\":\"Bob Brook\",\"vulnerable\":\"no\"}}",
};
static const char *const going_on[] = {
    "{\"kind\":\"incident\"," BY "\"fields\":{\"occurred\":\"2026-05-05T23:30\",\"description\":\"Loud music and shouting until two in the "
                                 "morning; third time this week\",\"violence\":\"none\"}}",
    "{\"kind\":\"contact\"," BY "\"fields\":{\"party\":\"p1\",\"method\":\"phone\",\"direction\":\"out\",\"outcome\":\"reached\","
                                "\"purpose\":\"update\",\"summary\":\"Told what is being done\"}}",
    "{\"kind\":\"contact\"," BY
    "\"fields\":{\"party\":\"p1\",\"method\":\"phone\",\"direction\":\"out\",\"outcome\":\"no-answer\",\"purpose\":\"update\"}}",
    "{\"kind\":\"note\"," BY "\"fields\":{\"text\":\"Asked the night team to listen from the landing\"}}",
    "{\"kind\":\"evidence\"," BY "\"fields\":{\"type\":\"diary-sheet\",\"party\":\"p1\",\"description\":\"Nine evenings in four "
                                 "weeks\",\"court_use\":\"yes\",\"shows_asb\":true}}",
};
enum { KINDS = sizeof going_on / sizeof going_on[0] };
static const char legal[] = "{\"kind\":\"legal\"," BY
                            "\"fields\":{\"remedy\":\"civil-injunction\",\"party\":\"p2\",\"status\":\"applied\"}}";

typedef struct figures {
    double add, fold, decide; /* a second */
} figures;

static asb_case *grow(asb_engine *e, asb_policy *p, asb_record **records, asb_record **more, unsigned size) {
    asb_case *c;
    need(asb_case_new(&c, e, p, NULL, "BENCH"), e, "case");
    for (unsigned i = 0; i < 3; i++) need(asb_case_admit(NULL, c, records[i], INT64_MIN, 0), e, "beginning");
    for (unsigned i = 3; i < size; i++) need(asb_case_admit(NULL, c, more[i % KINDS], INT64_MIN, 0), e, "going on");
    return c;
}

/* The last tenth is timed: what it costs to add a record to a case that has about `size`. */
static double time_adding(asb_engine *e, asb_policy *p, asb_record **records, asb_record **more, unsigned size) {
    unsigned last = size / 10 ? size / 10 : 1, rounds = 20000 / size + 1;
    double spent = 0;
    for (unsigned r = 0; r < rounds; r++) {
        asb_case *c = grow(e, p, records, more, size - last);
        double from = seconds();
        for (unsigned i = 0; i < last; i++) need(asb_case_admit(NULL, c, more[i % KINDS], INT64_MIN, 0), e, "adding");
        spent += seconds() - from;
        asb_case_free(c);
    }
    return rounds * last / spent;
}

static figures measure(asb_engine *e, asb_policy *p, unsigned size) {
    asb_record *records[3], *more[KINDS], *tried = record(e, legal);
    figures f;
    for (unsigned i = 0; i < 3; i++) records[i] = record(e, beginning[i]);
    for (unsigned i = 0; i < KINDS; i++) more[i] = record(e, going_on[i]);
    f.add = time_adding(e, p, records, more, size);

    asb_case *c = grow(e, p, records, more, size), *loaded;
    asb_text *all;
    need(asb_case_export(&all, c), e, "export");
    unsigned rounds = 20000 / size + 1;
    double from = seconds();
    for (unsigned r = 0; r < rounds; r++) {
        need(asb_case_load(&loaded, e, p, asb_text_data(all), asb_text_length(all)), e, "load");
        asb_case_free(loaded);
    }
    f.fold = rounds * size / (seconds() - from);

    rounds = 20000;
    from = seconds();
    for (unsigned r = 0; r < rounds; r++)
        if (asb_case_may(NULL, c, tried) < 0) need(-1, e, "may");
    f.decide = rounds / (seconds() - from);

    asb_text_free(all);
    asb_case_free(c);
    asb_record_free(tried);
    for (unsigned i = 0; i < 3; i++) asb_record_free(records[i]);
    for (unsigned i = 0; i < KINDS; i++) asb_record_free(more[i]);
    return f;
}

#ifdef BENCH_SQLITE
static double time_sqlite(void) {
    sqlite3 *db;
    sqlite3_stmt *insert, *begin, *commit;
    unsigned rows = 50000;
    sqlite3_open(":memory:", &db);
    sqlite3_exec(db, "CREATE TABLE r (cid TEXT, seq INTEGER, header TEXT, body TEXT, PRIMARY KEY (cid, seq)) WITHOUT ROWID", 0, 0, 0);
    sqlite3_prepare_v2(db, "INSERT INTO r VALUES (?,?,?,?)", -1, &insert, NULL);
    sqlite3_prepare_v2(db, "BEGIN", -1, &begin, NULL);
    sqlite3_prepare_v2(db, "COMMIT", -1, &commit, NULL);
    double from = seconds();
    for (unsigned i = 0; i < rows; i++) {
        sqlite3_step(begin);
        sqlite3_reset(begin);
        sqlite3_bind_text(insert, 1, "BENCH", -1, SQLITE_STATIC);
        sqlite3_bind_int(insert, 2, (int)i);
        sqlite3_bind_text(insert, 3, going_on[i % KINDS], -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 4, going_on[i % KINDS], -1, SQLITE_STATIC);
        sqlite3_step(insert);
        sqlite3_reset(insert);
        sqlite3_step(commit);
        sqlite3_reset(commit);
    }
    double rate = rows / (seconds() - from);
    sqlite3_finalize(insert);
    sqlite3_finalize(begin);
    sqlite3_finalize(commit);
    sqlite3_close(db);
    return rate;
}
#else
static double time_sqlite(void) {
    return 0;
}
#endif

int main(void) {
    static const unsigned sizes[] = {10, 100, 1000};
    asb_engine *e;
    need(asb_engine_new(&e, NULL), NULL, "engine");
    double peer = time_sqlite();
    if (peer > 0)
        printf("SQLite in memory, one row a transaction: %.0f rows/s\n", peer);
    else
        printf("SQLite is not here: no ratios\n");
    printf("%-20s %8s %14s %10s %16s %14s\n", "policy", "records", "added/s", "of SQLite", "loaded/s", "decisions/s");
    for (uint32_t i = 0; i < asb_policy_builtin_count(); i++) {
        asb_policy *p;
        need(asb_policy_builtin(&p, e, asb_policy_builtin_id(i)), e, "policy");
        for (unsigned k = 0; k < 3 && strcmp(asb_policy_id(p), "england"); k++) {
            figures f = measure(e, p, sizes[k]);
            printf("%-20s %8u %14.0f %9.2fx %16.0f %14.0f\n", asb_policy_id(p), sizes[k], f.add, peer > 0 ? f.add / peer : 0, f.fold,
                   f.decide);
        }
        asb_policy_free(p);
    }
    asb_engine_free(e);
    return 0;
}

/* What the library weighs: from dlopen to the first score, and what memory that takes; what an open case takes; reading a policy. Beside it SQLite and Lua
 * do the least that shows they work, in the same run.
 *
 *     bench_footprint LIBASB.so POLICY.json MATRIX [TIMES]
 *
 * Each figure of loading is the middle of so many processes, which begin anew. The score is that of an assessment under the policy given: its document is
 * read and checked, its matrix opened, every question answered with its first option. Private memory is what Linux counts for the process alone. */
#define _GNU_SOURCE
#include <asb/asb.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef BENCH_SQLITE
#include <sqlite3.h>
#endif
#ifdef BENCH_LUA
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#endif

enum { MOST_TIMES = 99, RECORDS = 20 };

typedef struct figures {
    double microseconds, grown, own; /* KiB */
} figures;

static void fail(const char *what) {
    fprintf(stderr, "bench_footprint: %s\n", what);
    exit(1);
}

static double seconds(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* A line of the kernel's account of this process, in KiB. */
static double account(const char *line) {
    static char text[8192];
    int file = open("/proc/self/smaps_rollup", O_RDONLY);
    ssize_t length = file < 0 ? -1 : read(file, text, sizeof text - 1);
    const char *found;

    if (file >= 0) close(file);
    if (length <= 0) return 0;
    text[length] = '\0';
    found = strstr(text, line);
    return found == NULL ? 0 : atof(found + strlen(line));
}

static char *read_file(const char *name, size_t *length) {
    static char bytes[1 << 20];
    FILE *in = fopen(name, "rb");

    if (in == NULL) fail(name);
    *length = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    return bytes;
}

/* ---- what each does from dlopen on; 0: it worked */

#define FIND(name) __typeof__(name) *p_##name = (__typeof__(name) *)(uintptr_t)dlsym(library, #name)

static int answer_all(void *library, asb_assessment *a, asb_matrix *m) {
    FIND(asb_matrix_question_count);
    FIND(asb_matrix_question_id);
    FIND(asb_matrix_option_id);
    FIND(asb_assessment_answer);
    FIND(asb_assessment_score);

    for (uint32_t i = 0; i < p_asb_matrix_question_count(m); i++)
        if (p_asb_assessment_answer(a, p_asb_matrix_question_id(m, i), p_asb_matrix_option_id(m, i, 0)) != ASB_OK) return 1;
    return p_asb_assessment_score(a) < 0;
}

static int work_ours(void *library, const char *policy, size_t length, const char *matrix) {
    asb_engine *engine;
    asb_policy *p;
    asb_matrix *m;
    asb_assessment *a;
    FIND(asb_engine_new);
    FIND(asb_policy_parse);
    FIND(asb_matrix_open);
    FIND(asb_assessment_new);

    if (p_asb_engine_new(&engine, NULL) != ASB_OK || p_asb_policy_parse(&p, engine, policy, length) != ASB_OK) return 1;
    if (p_asb_matrix_open(&m, p, matrix) != ASB_OK || p_asb_assessment_new(&a, m, "p1") != ASB_OK) return 1;
    return answer_all(library, a, m);
}

#ifdef BENCH_SQLITE
static int work_sqlite(void *library) {
    sqlite3 *db;
    FIND(sqlite3_open);
    FIND(sqlite3_exec);

    return p_sqlite3_open(":memory:", &db) ||
        p_sqlite3_exec(db, "CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT); INSERT INTO t VALUES(1,'a'); SELECT v FROM t WHERE id=1", NULL,
                       NULL, NULL);
}
#endif

#ifdef BENCH_LUA
static int work_lua(void *library) {
    FIND(luaL_newstate);
    FIND(luaL_openlibs);
    FIND(luaL_loadstring);
    FIND(lua_pcallk);
    lua_State *l = p_luaL_newstate();

    p_luaL_openlibs(l);
    return p_luaL_loadstring(l, "return 6 * 7") || p_lua_pcallk(l, 0, 1, 0, 0, NULL);
}
#endif

/* ---- one process */

/* The child of a measurement: prints its figures. argv: child WHAT LIBRARY POLICY MATRIX. */
static int child(char **argv) {
    size_t length;
    char *policy = read_file(argv[4], &length);
    double grown = account("Rss:"), own = account("Private_Dirty:"), begin = seconds(CLOCK_MONOTONIC), end;
    void *library = dlopen(argv[3], RTLD_NOW | RTLD_LOCAL);
    int status = 1;

    if (library == NULL) fail(dlerror());
    if (strcmp(argv[2], "ours") == 0) status = work_ours(library, policy, length, argv[5]);
#ifdef BENCH_SQLITE
    if (strcmp(argv[2], "sqlite") == 0) status = work_sqlite(library);
#endif
#ifdef BENCH_LUA
    if (strcmp(argv[2], "lua") == 0) status = work_lua(library);
#endif
    end = seconds(CLOCK_MONOTONIC);
    printf("%f %f %f\n", (end - begin) * 1e6, account("Rss:") - grown, account("Private_Dirty:") - own);
    return status;
}

static figures run_child(const char *self, const char *what, const char *library, const char *policy, const char *matrix) {
    char command[4096];
    figures f;
    FILE *out;

    snprintf(command, sizeof command, "LD_BIND_NOW=1 '%s' child %s '%s' '%s' '%s'", self, what, library, policy, matrix);
    out = popen(command, "r");
    if (out == NULL || fscanf(out, "%lf %lf %lf", &f.microseconds, &f.grown, &f.own) != 3 || pclose(out) != 0) fail(what);
    return f;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double middle(double *values, int count) {
    qsort(values, (size_t)count, sizeof *values, by_size);
    return values[count / 2];
}

static void loading(char **argv, const char *what, const char *library, int times) {
    double microseconds[MOST_TIMES], grown[MOST_TIMES], own[MOST_TIMES];

    for (int i = 0; i < times; i++) {
        figures f = run_child(argv[0], what, library, argv[2], argv[3]);
        microseconds[i] = f.microseconds;
        grown[i] = f.grown;
        own[i] = f.own;
    }
    printf("RESULT load.first.%s %.0f us\n", what, middle(microseconds, times));
    printf("RESULT load.least.%s %.0f us\n", what, microseconds[0]);
    printf("RESULT load.rss.%s %.0f KiB\n", what, middle(grown, times));
    printf("RESULT load.private.%s %.0f KiB\n", what, middle(own, times));
}

/* ---- an open case, and a policy */

static size_t used;

static void *count(void *self, void *block, size_t old_size, size_t new_size) {
    (void)self;
    used += new_size - (block == NULL ? 0 : old_size);
    if (new_size > 0) return realloc(block, new_size);
    free(block);
    return NULL;
}

static void add(asb_case *c, asb_engine *e, const char *json) {
    asb_record *r;

    if (asb_record_parse(&r, e, json, strlen(json)) != ASB_OK || asb_case_add(NULL, c, r) != ASB_OK) fail(asb_error_message(e));
    asb_record_free(r);
}

static void fill(asb_store *store, asb_engine *e, asb_policy *p) {
    asb_case *c;

    if (asb_case_new(&c, e, p, store, "A1") != ASB_OK) fail("case");
    add(c, e,
        "{\"kind\":\"report\",\"by\":\"amy\",\"role\":\"system\",\"fields\":{\"channel\":\"phone\",\"summary\":\"Music through the wall "
        "most evenings until one\"}}");
    add(c, e,
        "{\"kind\":\"party\",\"by\":\"amy\",\"role\":\"system\",\"fields\":{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann "
        "Archer\",\"vulnerable\":\"no\"}}");
    for (int i = 2; i < RECORDS; i++)
        add(c, e,
            i % 2 ? "{\"kind\":\"note\",\"by\":\"amy\",\"role\":\"system\",\"fields\":{\"text\":\"Asked the night team to listen from the "
                    "landing\"}}"
                  : "{\"kind\":\"contact\",\"by\":\"amy\",\"role\":\"system\",\"fields\":{\"party\":\"p1\",\"method\":\"phone\","
                    "\"direction\":\"out\",\"outcome\":\"reached\",\"purpose\":\"update\",\"summary\":\"Told what is being done\"}}");
    if (asb_case_save(c) != ASB_OK) fail(asb_error_message(e));
    asb_case_free(c);
}

/* What the engine holds more once a stored case of 20 records is open. Another of the same policy is open already. */
static void open_case(const char *id) {
    asb_hooks hooks = {.struct_size = sizeof hooks, .resize = count};
    asb_engine *e;
    asb_policy *p;
    asb_store *store;
    asb_case *first, *c;
    size_t before;

    if (asb_engine_new(&e, &hooks) != ASB_OK || asb_policy_builtin(&p, e, id) != ASB_OK || asb_store_memory(&store, e) != ASB_OK) fail(id);
    fill(store, e, p);
    if (asb_case_open(&first, store, "A1") != ASB_OK) fail(asb_error_message(e));
    before = used;
    if (asb_case_open(&c, store, "A1") != ASB_OK) fail(asb_error_message(e));
    printf("RESULT case.bytes.%s %zu B\n", id, used - before);
    asb_case_free(c), asb_case_free(first), asb_store_free(store), asb_policy_free(p), asb_engine_free(e);
}

static void read_policy(const char *name, const char *bytes, size_t length) {
    enum { TIMES = 200 };
    double best = 1e9;
    asb_engine *e;

    if (asb_engine_new(&e, NULL) != ASB_OK) fail("engine");
    for (int round = 0; round < 5; round++) {
        double begin = seconds(CLOCK_PROCESS_CPUTIME_ID), passed;
        for (int i = 0; i < TIMES; i++) {
            asb_policy *p;
            if (asb_policy_parse(&p, e, bytes, length) != ASB_OK) fail(asb_error_message(e));
            asb_policy_free(p);
        }
        passed = (seconds(CLOCK_PROCESS_CPUTIME_ID) - begin) / TIMES;
        best = passed < best ? passed : best;
    }
    printf("RESULT policy.read.%s %.1f us\n", name, best * 1e6);
    printf("RESULT policy.read20k.%s %.1f us\n", name, best * 1e6 * 20000 / (double)length);
    asb_engine_free(e);
}

int main(int argc, char **argv) {
    int times = argc > 4 ? atoi(argv[4]) : 21;
    size_t length;
    const char *bytes;

    if (argc == 6 && strcmp(argv[1], "child") == 0) return child(argv);
    if (argc < 4 || times < 1 || times > MOST_TIMES) fail("LIBASB.so POLICY.json MATRIX [TIMES]");
    loading(argv, "ours", argv[1], times);
#ifdef BENCH_SQLITE
    loading(argv, "sqlite", BENCH_SQLITE, times);
#endif
#ifdef BENCH_LUA
    loading(argv, "lua", BENCH_LUA, times);
#endif
    for (uint32_t i = 0; i < asb_policy_builtin_count(); i++)
        if (strcmp(asb_policy_builtin_id(i), "england") != 0) open_case(asb_policy_builtin_id(i));
    bytes = read_file(argv[2], &length);
    read_policy("rules", bytes, length);
    for (uint32_t i = 0; i < asb_policy_builtin_count(); i++) {
        bytes = asb_policy_builtin_document(i, &length);
        read_policy(asb_policy_builtin_id(i), bytes, length);
    }
    return 0;
}

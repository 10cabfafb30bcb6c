/* Processes and threads at one journal: the sum of what was acknowledged is what is there.
 *
 *     concurrency FILE PROCESSES THREADS NOTES
 *
 * Each thread has an engine of its own on the journal, and adds its notes to all of the same few cases in turn, in the way of examples/shared_journal.c. Each note has a text of its
 * own. Every process tells through a pipe how many notes of each thread were acknowledged. Then the journal is opened once more: each note that was acknowledged
 * is there, once; nothing else is there; each chain is whole. The last line is `N passed, N failed`. */
int shared_journal_main(int argc, char **argv);
#define main shared_journal_main
#include "../../examples/shared_journal.c"
#undef main

#include <pthread.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CASES = 3, MOST_PROCESSES = 8, MOST_THREADS = 64, MOST_NOTES = 1000 };

typedef struct result {
    uint32_t acknowledged, conflicts;
    int32_t status;
} result;

typedef struct worker {
    const char *path;
    unsigned process, thread, notes;
    result done;
} worker;

static const char *const ids[CASES] = {"A", "B", "C"};
static unsigned passed, failed;

static void judge(int good, const char *what, unsigned long is, unsigned long wanted) {
    if (good)
        passed++;
    else
        failed++;
    if (!good) printf("wrong: %s: %lu, wanted %lu\n", what, is, wanted);
}

/* ---- writing */

typedef struct desk {
    asb_engine *engine;
    asb_policy *policy;
    asb_store *store;
    asb_case *cases[CASES];
} desk;

static int32_t open_desk(desk *d, const char *path) {
    int32_t status = asb_engine_new(&d->engine, NULL);
    if (status == ASB_OK) status = asb_policy_builtin(&d->policy, d->engine, "west-kent");
    if (status == ASB_OK) status = asb_store_journal(&d->store, d->engine, path);
    for (int i = 0; i < CASES && status == ASB_OK; i++) status = open_or_begin(&d->cases[i], d->engine, d->policy, d->store, ids[i]);
    return status;
}

static void leave_desk(desk *d) {
    for (int i = 0; i < CASES; i++) asb_case_free(d->cases[i]);
    asb_store_free(d->store);
    asb_policy_free(d->policy);
    asb_engine_free(d->engine);
}

static void *work(void *self) {
    worker *w = self;
    desk d = {0};
    int32_t status = open_desk(&d, w->path);
    for (unsigned i = 0; i < w->notes && status == ASB_OK; i++) {
        char text[60];
        asb_record *note = NULL;
        snprintf(text, sizeof text, "%u %u %u", w->process, w->thread, i);
        status = make(&note, d.engine, "note", "text", text);
        unsigned conflicts = 0;
        if (status == ASB_OK) status = add_and_save(d.cases[(i + w->thread) % CASES], note, &conflicts);
        asb_record_free(note);
        w->done.conflicts += conflicts;
        w->done.acknowledged += status == ASB_OK;
    }
    if (status != ASB_OK) fprintf(stderr, "%s: %s\n", asb_status_text(status), d.engine ? asb_error_message(d.engine) : "");
    w->done.status = status;
    leave_desk(&d);
    return NULL;
}

/* What each thread has done is written to the pipe, in order. */
static int run_process(const char *path, unsigned process, unsigned threads, unsigned notes, int to) {
    static worker workers[MOST_THREADS];
    pthread_t running[MOST_THREADS];
    for (unsigned i = 0; i < threads; i++) {
        workers[i] = (worker){.path = path, .process = process, .thread = i, .notes = notes};
        if (pthread_create(&running[i], NULL, work, &workers[i])) return EXIT_FAILURE;
    }
    for (unsigned i = 0; i < threads; i++) {
        pthread_join(running[i], NULL);
        if (write(to, &workers[i].done, sizeof workers[i].done) != (ssize_t)sizeof workers[i].done) return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

/* ---- reading */

static uint8_t seen[MOST_PROCESSES][MOST_THREADS][MOST_NOTES];
static unsigned long total;

static void see_record(asb_case *c, uint32_t seq) {
    asb_record *r = NULL;
    const char *text = "";
    unsigned p, t, n;
    judge(asb_case_record(&r, c, seq) == ASB_OK, "a record can be read", seq, seq);
    if (r && !strcmp(asb_record_kind(r), "note") && asb_record_get_text(&text, NULL, r, "text") == ASB_OK) {
        int good = sscanf(text, "%u %u %u", &p, &t, &n) == 3 && p < MOST_PROCESSES && t < MOST_THREADS && n < MOST_NOTES;
        judge(good, "the text of a note", seq, seq);
        if (good) seen[p][t][n]++;
        total++;
    }
    asb_record_free(r);
}

static void read_all(const char *path) {
    desk d = {0};
    asb_text *report = NULL;
    judge(open_desk(&d, path) == ASB_OK, "the journal opens", 0, 0);
    judge(asb_store_verify(&report, d.store, NULL) == ASB_OK, "every chain is whole", 0, 0);
    asb_text_free(report);
    for (int i = 0; i < CASES; i++)
        for (uint32_t seq = 1; seq <= asb_case_count(d.cases[i]); seq++) see_record(d.cases[i], seq);
    leave_desk(&d);
}

static void check_thread(unsigned p, unsigned t, const result *r, unsigned notes) {
    judge(r->status == ASB_OK && r->acknowledged == notes, "notes that were acknowledged", r->acknowledged, notes);
    for (unsigned n = 0; n < r->acknowledged && n < MOST_NOTES; n++)
        judge(seen[p][t][n] == 1, "how often a note is there", seen[p][t][n], 1);
}

/* ---- all of it */

typedef struct child {
    pid_t pid;
    int from;
} child;

static child begin_process(char **argv, unsigned process, unsigned threads, unsigned notes) {
    int ends[2];
    child c = {-1, -1};
    fflush(stdout);
    if (pipe(ends)) return c;
    c.pid = fork();
    if (c.pid == 0) {
        close(ends[0]);
        exit(run_process(argv[1], process, threads, notes, ends[1]));
    }
    close(ends[1]);
    c.from = ends[0];
    return c;
}

static void end_process(child c, unsigned threads, result *results) {
    int status = -1;
    for (unsigned i = 0; i < threads; i++)
        judge(read(c.from, &results[i], sizeof results[i]) == (ssize_t)sizeof results[i], "what a process says", i, i);
    close(c.from);
    waitpid(c.pid, &status, 0);
    judge(WIFEXITED(status) && WEXITSTATUS(status) == 0, "how a process ends", (unsigned long)status, 0);
}

int main(int argc, char **argv) {
    static result results[MOST_PROCESSES][MOST_THREADS];
    child children[MOST_PROCESSES];
    unsigned long acknowledged = 0, conflicts = 0;
    unsigned processes = argc == 5 ? (unsigned)atoi(argv[2]) : 0, threads = argc == 5 ? (unsigned)atoi(argv[3]) : 0,
             notes = argc == 5 ? (unsigned)atoi(argv[4]) : 0;
    if (processes < 1 || processes > MOST_PROCESSES || threads < 1 || threads > MOST_THREADS || notes > MOST_NOTES)
        return fprintf(stderr, "usage: concurrency FILE PROCESSES THREADS NOTES\n"), 2;
    remove(argv[1]);
    for (unsigned i = 0; i < processes; i++) children[i] = begin_process(argv, i, threads, notes);
    for (unsigned i = 0; i < processes; i++) end_process(children[i], threads, results[i]);
    read_all(argv[1]);
    for (unsigned p = 0; p < processes; p++)
        for (unsigned t = 0; t < threads; t++) {
            check_thread(p, t, &results[p][t], notes);
            acknowledged += results[p][t].acknowledged;
            conflicts += results[p][t].conflicts;
        }
    judge(total == acknowledged, "how many notes are there", total, acknowledged);
    judge(threads * processes == 1 || conflicts > 0, "there were conflicts", conflicts, 1);
    remove(argv[1]);
    printf("%u processes, %u threads each: %lu notes acknowledged, %lu there, %lu conflicts\n", processes, threads, acknowledged, total,
           conflicts);
    printf("%u passed, %u failed\n", passed, failed);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

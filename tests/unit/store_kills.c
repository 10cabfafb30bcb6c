/* Several writers of one journal, processes with threads, some of which are killed with kill -9 at any moment, while they share their syncs, compact, erase, copy, and write indexes.
 *
 * Each thread has an engine, a handle, and a case of its own; in some rounds there is one more case that all of them add to, so that they conflict. Now and then one asks for what must be refused.
 * Each record says how often it was tried, so that one that was refused is never taken for the one that was made. When some are killed the others must go on; all that
 * was acknowledged is there, in order, and whoever was killed leaves at most the one commit that it was at. A reader in a process of its own never sees anything go. Then others come in place of the
 * dead, and go on with their cases.
 *
 * Some kills come at a drawn time, most at a drawn call (kill_board.h). ASB_KILLS says how many (64); with ASB_COUNTS it is told what they hit. */
#define _GNU_SOURCE 1
#include "kill_board.h"
#include "store_support.h"

#include "store/checksum.h"
#include "store/journal.h"

#include <asb/store.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

Suite *asb_suite_store_kills(void);

enum { KILLS_OF_A_JOURNAL = 8, LONGEST_BODY = 9000, PATIENCE = 60, MANY_TRIES = 100000 };

static board *all;
static int hits
    [6]; /* whoever led a shared sync, told others of one, had a commit that pended; had the lock; compacted and the like; did anything else */
enum { LED, TOLD_OTHERS, WAITED, LOCKED, KEPT_IT, OTHERWISE };

/* ---- what is written */

static const char *case_of(uint32_t writer) {
    static const char *const ids[BOARD_WRITERS + 1] = {"case-0", "case-1", "case-2", "case-3", "case-4",
                                                       "case-5", "case-6", "case-7", "shared"};
    return ids[writer];
}

static int erases(uint32_t writer, uint32_t n) {
    return all->erases && n > 1 && (n + writer) % 5 == 0;
}

static size_t begin_body(char *body, uint32_t writer, uint32_t n, uint32_t tried) {
    return (size_t)snprintf(body, 40, "writer %u, %05u, try %05u: ", (unsigned)writer, (unsigned)n, (unsigned)tried);
}

static size_t body_of(char body[LONGEST_BODY], uint32_t writer, uint32_t n, uint32_t tried) {
    uint32_t lot = (n * 2654435761u + writer * 97) >> 8;
    size_t begun = begin_body(body, writer, n, tried), length = begun + lot % (lot % 11 ? 700 : LONGEST_BODY - 40);
    memset(body + begun, 'a' + (int)((n + tried) % 26), length - begun);
    return length;
}

/* ---- reading: by writers, the reader, and the test itself */

typedef struct reading {
    uint32_t writer, next, of[BOARD_WRITERS];
    int strict; /* nobody writes */
} reading;

static void check_body(const reading *r, uint32_t n, asb_bytes is) {
    char body[LONGEST_BODY];
    const seat *s = &all->seats[r->writer];
    if (!is.length) {
        if (!erases(r->writer, n + 1)) board_wrong(all, "a body is gone", r->writer, n);
        return;
    }
    size_t length = body_of(body, r->writer, n, atomic_load(&s->tried[n]));
    if (is.length != length || memcmp(is.data, body, length) != 0) board_wrong(all, "another body", r->writer, n);
}

/* Whatever is seen is on the disk. */
static int32_t take_own(void *sink, const asb_stored_record *record) {
    reading *r = sink;
    uint32_t n = r->next++;
    if (record->seq != n || n > BOARD_RECORDS) board_wrong(all, "a gap", r->writer, record->seq);
    if (record->seq != n || n > BOARD_RECORDS) return ASB_ECORRUPT;
    if (atomic_load(&all->seats[r->writer].written[n]) > atomic_load(&all->synced))
        board_wrong(all, "seen before it was synced", r->writer, n);
    check_body(r, n, record->body);
    return ASB_OK;
}

static int32_t take_shared(void *sink, const asb_stored_record *record) {
    reading *r = sink;
    char header[40];
    unsigned writer = BOARD_WRITERS, n = 0;
    snprintf(header, sizeof header, "%.*s", (int)record->header.length, (const char *)record->header.data);
    if (sscanf(header, "{\"who\":%u,\"n\":%u}", &writer, &n) != 2 || writer >= BOARD_WRITERS || n != r->of[writer] + 1)
        board_wrong(all, "a gap in the shared case", (long)writer, (long)n);
    else
        r->of[writer] = n;
    if (record->seq != r->next++) board_wrong(all, "a gap in the shared case's numbers", record->seq, r->next);
    return ASB_OK;
}

/* How many there are. */
static uint32_t read_own(asb_store *s, uint32_t writer, uint32_t from) {
    reading r = {.writer = writer, .next = from};
    int32_t status = s->table.read(s->table.self, store_bytes(case_of(writer)), from, take_own, &r);
    if (status && status != ASB_ABSENT) board_wrong(all, asb_error_message(s->head.engine), writer, status);
    return r.next - 1;
}

static void read_shared(asb_store *s, uint32_t of[BOARD_WRITERS]) {
    reading r = {.next = 1};
    int32_t status = s->table.read(s->table.self, store_bytes(case_of(BOARD_WRITERS)), 1, take_shared, &r);
    if (status && status != ASB_ABSENT) board_wrong(all, "reading the shared case", 0, status);
    memcpy(of, r.of, sizeof r.of);
}

/* ---- writing */

typedef struct writer {
    actor actor;
    pthread_t thread;
    asb_engine *engine;
    asb_store *store;
} writer;

static uint32_t shared_version(const writer *w) {
    uint32_t version = 0;
    int32_t status = all->shares ? asbi_journal_version(w->store->extras.self, store_bytes(case_of(BOARD_WRITERS)), &version) : ASB_OK;
    if (status && status != ASB_ABSENT) board_wrong(all, "asking for the shared case", w->actor.number, status);
    return version;
}

static int32_t add(writer *w, uint32_t n, uint32_t expected, uint32_t shared, uint32_t tried) {
    char header[40], body[LONGEST_BODY];
    uint32_t number = w->actor.number, before = n - 1;
    snprintf(header, sizeof header, "{\"who\":%u,\"n\":%u}", (unsigned)number, (unsigned)n);
    asb_stored_record own = {expected + 1, 0, store_bytes(header), {body, body_of(body, number, n, tried)}},
                      one = {shared + 1, 0, store_bytes(header), {"{}", 2}};
    asb_case_commit both[] = {{.id = store_bytes(case_of(number)), .expected = expected, .record_count = 1, .records = &own},
                              {.id = store_bytes(case_of(BOARD_WRITERS)), .expected = shared, .record_count = 1, .records = &one}};
    if (erases(number, n) && expected == before) both[0].erased = &before, both[0].erased_count = 1;
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = all->shares ? 2 : 1, .cases = both};
    w->actor.record = n;
    atomic_store(&w->actor.seat->does, COMMITS);
    int32_t status = w->store->table.commit(w->store->table.self, &data);
    atomic_store(&w->actor.seat->does, 0);
    w->actor.record = 0;
    return status;
}

static uint32_t expected_late(uint32_t n) {
    return n > 1 ? n - 2 : n + 2;
}

/* 1 where it was made. Now and then it follows from what the case has not been for long, and must be refused; else only where others were first, and then what they did can be seen. */
static int try_once(writer *w, uint32_t n) {
    seat *s = w->actor.seat;
    int late = actor_draw(&w->actor, 8) == 0;
    uint32_t shared = shared_version(w), tried = atomic_fetch_add(&s->tried[n], 1) + 1;
    int32_t status = add(w, n, late ? expected_late(n) : n - 1, shared, tried);
    if (status == ASB_CONFLICT) {
        if (!late && shared_version(w) == shared) board_wrong(all, "refused for what is not there", w->actor.number, n);
        atomic_fetch_add(&all->refused, 1);
        return 0;
    }
    if (status || late) board_wrong(all, late ? "what is late was not refused" : "a commit failed", w->actor.number, status);
    if (atomic_load(&s->written[n]) > atomic_load(&all->synced)) board_wrong(all, "acknowledged before it was synced", w->actor.number, n);
    atomic_store(&s->told, n);
    return 1;
}

static void compact(writer *w) {
    asb_text *told = NULL;
    int32_t status = asb_store_compact(&told, w->store);
    if (status) board_wrong(all, "a compaction failed", w->actor.number, status);
    asb_text_free(told);
    atomic_fetch_add(&all->compacted, 1);
}

static void copy_name(char out[100], uint32_t number) {
    snprintf(out, 100, "%s-copy-%u", all->path, (unsigned)number);
}

static void back_up(writer *w) {
    char name[100];
    copy_name(name, w->actor.number);
    unlink(name);
    for (uint32_t i = 0; i < BOARD_WRITERS; i++) w->actor.seat->copied[i] = atomic_load(&all->seats[i].told);
    int32_t status = asb_store_backup(w->store, name);
    if (status) board_wrong(all, "a backup failed", w->actor.number, status);
    atomic_fetch_add(&all->copies, 1);
}

/* Several may write one at once, under the same name: then it can fail for one of them. */
static void write_index(writer *w) {
    if (asbi_jindex_write(w->store->extras.self) == ASB_OK) atomic_fetch_add(&all->indexed, 1);
}

/* What this process is to be killed at, or now and then. */
static uint32_t way_to_keep(writer *w) {
    int at = atomic_load(&all->aimed) == w->actor.process + 1 ? atomic_load(&all->aimed_at) : AT_NO_CALL;
    if (at == AMID_COMPACTION) return 0;
    if (at == AMID_BACKUP) return 1;
    if (at == AMID_INDEX) return 2;
    return actor_draw(&w->actor, at == BEFORE_NAME || at == AFTER_NAME ? 3 : 100);
}

static void keep(writer *w) {
    static void (*const ways[])(writer *) = {compact, back_up, write_index};
    uint32_t way = all->keeps ? way_to_keep(w) : 3;
    if (way >= 3) return;
    atomic_store(&w->actor.seat->does, KEEPS);
    ways[way](w);
    atomic_store(&w->actor.seat->does, 0);
}

static int opened(writer *w) {
    if (asb_engine_new(&w->engine, NULL)) return 0;
    int32_t status = asbi_store_journal_on(&w->store, w->engine, all->path, &w->actor.files);
    if (status) board_wrong(all, "opening", w->actor.number, status);
    if (status) return 0;
    atomic_fetch_add(&all->through_index, ((const journal *)w->store->extras.self)->index.file != NULL);
    return 1;
}

static void closed(writer *w) {
    asb_store_free(w->store);
    asb_engine_free(w->engine);
}

/* Goes on where its case is: where it was left, and whoever was killed may have made one commit more than it was told. */
static void *write_on(void *self) {
    writer *w = self;
    seat *s = w->actor.seat;
    if (!opened(w)) return NULL;
    uint32_t told = atomic_load(&s->told), n = read_own(w->store, w->actor.number, 1);
    if (n < told || n > told + 1) board_wrong(all, "what the dead had made", told, n);
    atomic_store(&s->told, n);
    for (uint32_t tries = 0; !atomic_load(&all->stop) && !atomic_load(&all->is_wrong) && n < BOARD_RECORDS && tries < MANY_TRIES; tries++) {
        if (!try_once(w, n + 1)) continue;
        n++;
        tries = 0;
        keep(w);
    }
    closed(w);
    return NULL;
}

/* ---- processes */

static uint32_t seat_of(int process, int thread) {
    return (uint32_t)(process * all->threads + thread);
}

static int be_writers(int process, uint64_t lot) {
    static writer w[2];
    for (int i = 0; i < all->threads; i++) {
        uint32_t number = seat_of(process, i);
        actor_init(&w[i].actor, all, process, number, lot * 8 + number);
        if (pthread_create(&w[i].thread, NULL, write_on, &w[i])) return 1;
    }
    for (int i = 0; i < all->threads; i++) pthread_join(w[i].thread, NULL);
    return 0;
}

/* L is read after K, and grows with it: whichever of the two is read first. */
static void look(asb_store *s, uint32_t last[BOARD_WRITERS], uint32_t pass) {
    uint32_t first[BOARD_WRITERS] = {0}, then[BOARD_WRITERS] = {0};
    if (all->shares) read_shared(s, first);
    for (uint32_t i = 0; i < seat_of(all->processes, 0); i++) {
        uint32_t n = read_own(s, i, pass % 4 ? last[i] + 1 : 1);
        if (n < last[i] || n < first[i]) board_wrong(all, "a record that was seen is gone", i, n);
        last[i] = n;
    }
    if (all->shares) read_shared(s, then);
    for (uint32_t i = 0; all->shares && i < seat_of(all->processes, 0); i++)
        if (then[i] < last[i]) board_wrong(all, "half of a commit", i, then[i]);
}

static int be_reader(uint64_t lot) {
    static writer r;
    uint32_t last[BOARD_WRITERS] = {0};
    actor_init(&r.actor, all, -1, BOARD_WRITERS, lot);
    if (!opened(&r)) return 1;
    for (uint32_t pass = 0; !atomic_load(&all->stop) && !atomic_load(&all->is_wrong); pass++) {
        look(r.store, last, pass);
        if (actor_draw(&r.actor, 10)) continue;
        closed(&r);
        if (!opened(&r)) return 1;
    }
    closed(&r);
    return 0;
}

static pid_t spawn(int process, uint64_t lot) {
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child) return child;
#ifdef __linux__
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the test fail */
#endif
    _exit(process < 0 ? be_reader(lot) : be_writers(process, lot));
}

static void is_well(void) {
    ck_assert_msg(!atomic_load(&all->is_wrong), "%u: %s", (unsigned)all->seed, all->wrong);
}

/* ---- killing */

static int is_over(pid_t pid) {
    int status;
    if (waitpid(pid, &status, WNOHANG) != pid) return 0;
    is_well();
    ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "a writer ended with %d", WEXITSTATUS(status));
    return 1;
}

/* By what it was doing when it died; of several threads the one that says most. */
static void count_hit(int process) {
    int best = OTHERWISE;
    for (int i = 0; i < all->threads; i++) {
        uint32_t does = atomic_load(&all->seats[seat_of(process, i)].does);
        int is = does & KEEPS                                             ? KEPT_IT
            : does & HAS_LOCK                                             ? LOCKED
            : does & TELLS                                                ? TOLD_OTHERS
            : (does & (FOR_OTHERS | HAS_TURN)) == (FOR_OTHERS | HAS_TURN) ? LED
            : does & HAS_WRITTEN && !(does & HAS_TURN)                    ? WAITED
                                                                          : OTHERWISE;
        if (is < best) best = is;
    }
    hits[best]++;
}

/* Three of four times; mostly where a sync is shared. */
static killing_call draw_call(actor *lot) {
    if (actor_draw(lot, 4) == 0) return AT_NO_CALL;
    if (actor_draw(lot, 2)) return (killing_call)(SHARED_FIRST + (int)actor_draw(lot, SHARED_LAST - SHARED_FIRST + 1));
    killing_call at = (killing_call)(1 + (int)actor_draw(lot, CALLS - 1));
    if (at == ERASING && !all->erases) return BEFORE_FRAME;
    return at > ERASING && !all->keeps ? WITH_TURN : at;
}

/* At a drawn call, where it comes there soon, and the others with it; else now. */
static void kill_some(actor *lot, int victims) {
    int first = 0;
    while (!(victims >> first & 1)) first++;
    all->with = victims & ~(1 << first);
    atomic_store(&all->died_at, AT_NO_CALL);
    atomic_store(&all->calls, (int)actor_draw(lot, 3) + 1);
    atomic_store(&all->aimed_at, (int)draw_call(lot));
    atomic_store(&all->aimed, first + 1);
    for (int waited = 0; atomic_load(&all->aimed_at) && !atomic_load(&all->died_at) && waited < 100; waited++) usleep(500);
    for (int i = 0; i < all->processes; i++)
        if (victims >> i & 1) kill(all->pids[i], SIGKILL);
    for (int i = 0; i < all->processes; i++) {
        if (!(victims >> i & 1)) continue;
        while (!is_over(all->pids[i])) usleep(200);
        count_hit(i);
    }
    atomic_store(&all->aimed, 0);
    atomic_fetch_add(&all->done[atomic_load(&all->died_at)], 1);
}

static int is_victim(int victims, uint32_t number) {
    return victims >> ((int)number / all->threads) & 1;
}

/* Nobody waits for the dead: each of the others makes more commits. */
static void survivors_go_on(int victims) {
    uint32_t before[BOARD_WRITERS], count = seat_of(all->processes, 0);
    time_t begun = time(NULL);
    for (uint32_t i = 0; i < count; i++) before[i] = atomic_load(&all->seats[i].told);
    for (uint32_t i = 0; i < count; i++)
        while (!is_victim(victims, i) && atomic_load(&all->seats[i].told) < before[i] + 2) {
            is_well();
            ck_assert_msg(time(NULL) - begun < PATIENCE, "%u: writer %u stands still after a kill (%s); it does %x", (unsigned)all->seed,
                          (unsigned)i, call_name(atomic_load(&all->died_at)), (unsigned)atomic_load(&all->seats[i].does));
            usleep(200);
        }
}

/* ---- what is there */

/* By another handle, which is closed before anybody is forked: a lock belongs to whoever inherits the file. `more`: bits of whoever may have made one that it was not told of. */
static void check_cases(const char *path, const uint32_t *least, int is_still, int more) {
    static writer r;
    store_damage damage;
    uint32_t of[BOARD_WRITERS];
    actor_init(&r.actor, all, -1, BOARD_WRITERS, all->seed);
    ck_assert_int_eq(asb_engine_new(&r.engine, NULL), ASB_OK);
    ck_assert_msg(asbi_store_journal_on(&r.store, r.engine, path, &r.actor.files) == ASB_OK, "%s", asb_error_message(r.engine));
    if (all->shares) read_shared(r.store, of);
    for (uint32_t i = 0; i < seat_of(all->processes, 0); i++) {
        uint32_t n = read_own(r.store, i, 1), most = is_still ? least[i] + (uint32_t)is_victim(more, i) : UINT32_MAX;
        ck_assert_msg(n >= least[i] && n <= most, "%u: writer %u was told %u, found %u", (unsigned)all->seed, (unsigned)i,
                      (unsigned)least[i], (unsigned)n);
        if (all->shares && is_still) ck_assert_uint_eq(of[i], n);
    }
    if (is_still) ck_assert_msg(store_damages(r.store, &damage) == 0, "%u: %s", (unsigned)all->seed, damage.last);
    closed(&r);
    is_well();
}

static char *file_of(const char *path, size_t *length) {
    FILE *f = fopen(path, "rb");
    ck_assert_ptr_nonnull(f);
    fseek(f, 0, SEEK_END);
    *length = (size_t)ftell(f);
    char *bytes = malloc(*length + 1);
    rewind(f);
    ck_assert_uint_eq(fread(bytes, 1, *length, f), *length);
    fclose(f);
    return bytes;
}

/* Each frame has the number after the one before it. */
static void check_frames(const char *bytes, size_t length) {
    const uint8_t *at = (const uint8_t *)bytes + FIRST_FRAME, *end = (const uint8_t *)bytes + length;
    uint64_t number = 0;
    while (at + HEAD_SIZE < end && memcmp(at, MAGIC_HEAD, 8) == 0) {
        uint64_t next = asbi_get64(at + 24);
        ck_assert_msg(!number || next == number + 1, "commit %u comes after %u", (unsigned)next, (unsigned)number);
        number = next;
        at += asbi_get64(at + 16);
    }
    ck_assert_uint_gt(number, 0);
}

static void check_erased(const char *bytes, size_t length) {
    char secret[40];
    for (uint32_t i = 0; i < seat_of(all->processes, 0); i++)
        for (uint32_t n = 2; n <= atomic_load(&all->seats[i].told); n++) {
            if (!erases(i, n)) continue;
            size_t size = begin_body(secret, i, n - 1, atomic_load(&all->seats[i].tried[n - 1]));
            ck_assert_msg(!memmem(bytes, length, secret, size), "%u: %s is still there", (unsigned)all->seed, secret);
        }
}

static void told_by_now(uint32_t told[BOARD_WRITERS]) {
    for (uint32_t i = 0; i < BOARD_WRITERS; i++) told[i] = atomic_load(&all->seats[i].told);
}

static void check_copies(void) {
    char name[100];
    for (uint32_t i = 0; i < seat_of(all->processes, 0); i++) {
        copy_name(name, i);
        if (access(name, F_OK) == 0) check_cases(name, all->seats[i].copied, 0, 0);
    }
}

static void check_all(int dead) {
    uint32_t told[BOARD_WRITERS];
    size_t length;
    told_by_now(told);
    check_cases(all->path, told, 1, dead);
    char *bytes = file_of(all->path, &length);
    check_frames(bytes, length);
    check_erased(bytes, length);
    free(bytes);
    check_copies();
}

/* ---- a journal, from its beginning to its end */

static void remove_all(void) {
    static const char *const endings[] = {"", ".compact", ".index", ".index.new", ".partial"};
    char name[120], copy[100];
    for (uint32_t i = 0; i <= BOARD_WRITERS; i++)
        for (size_t k = 0; k < sizeof endings / sizeof *endings; k++) {
            copy_name(copy, i);
            snprintf(name, sizeof name, "%s%s", i == BOARD_WRITERS ? all->path : copy, endings[k]);
            unlink(name);
        }
}

static void begin(uint64_t seed, actor *lot) {
    memset(all, 0, sizeof *all);
    all->seed = seed;
    snprintf(all->path, sizeof all->path, "/tmp/asb-kills-%d", (int)getpid());
    actor_init(lot, all, -1, BOARD_WRITERS, seed);
    all->processes = 2 + (int)actor_draw(lot, BOARD_PROCESSES - 1);
    all->threads = 1 + (int)actor_draw(lot, 2);
    all->shares = seed % 3 == 1;
    all->erases = seed % 4 != 2;
    all->keeps = seed % 2 == 0;
    all->syncs = seed % 4 == 3;
    remove_all();
    uint32_t none[BOARD_WRITERS] = {0};
    check_cases(all->path, none, 1, 0);
}

static int draw_victims(actor *lot) {
    int victims = 1 << actor_draw(lot, (uint32_t)all->processes);
    if (actor_draw(lot, 3) == 0) victims |= 1 << actor_draw(lot, (uint32_t)all->processes);
    return actor_draw(lot, 12) == 0 ? (1 << all->processes) - 1 : victims;
}

static int kill_and_see(actor *lot) {
    uint32_t told[BOARD_WRITERS];
    usleep(500 + actor_draw(lot, 6000));
    int victims = draw_victims(lot);
    kill_some(lot, victims);
    survivors_go_on(victims);
    told_by_now(told);
    check_cases(all->path, told, 0, 0);
    return victims;
}

static void all_stop(pid_t reader, int dead) {
    int status;
    atomic_store(&all->stop, 1);
    for (int i = 0; i < all->processes; i++) {
        if (dead >> i & 1) continue;
        ck_assert_int_eq(waitpid(all->pids[i], &status, 0), all->pids[i]);
        ck_assert_msg(status == 0, "a writer ended with %d", status);
    }
    ck_assert_int_eq(waitpid(reader, &status, 0), reader);
    is_well();
    ck_assert_msg(status == 0, "the reader ended with %d", status);
}

typedef struct sums {
    uint32_t kills, commits, shared, compacted, copies, indexed, through_index, refused, done[CALLS];
} sums;

static void add_up(sums *s) {
    for (uint32_t i = 0; i < BOARD_WRITERS; i++) s->commits += atomic_load(&all->seats[i].told);
    for (int i = 0; i < CALLS; i++) s->done[i] += atomic_load(&all->done[i]);
    s->shared += atomic_load(&all->shared_syncs), s->compacted += atomic_load(&all->compacted), s->copies += atomic_load(&all->copies);
    s->indexed += atomic_load(&all->indexed), s->through_index += atomic_load(&all->through_index),
        s->refused += atomic_load(&all->refused);
}

static void one_journal(uint64_t seed, sums *s) {
    actor lot;
    begin(seed, &lot);
    int dead = (1 << all->processes) - 1;
    pid_t reader = spawn(-1, seed);
    for (int k = 0; k < KILLS_OF_A_JOURNAL; k++, s->kills++) {
        for (int i = 0; i < all->processes; i++)
            if (dead >> i & 1) all->pids[i] = spawn(i, seed * 100 + (uint64_t)k);
        dead = kill_and_see(&lot);
    }
    all_stop(reader, dead);
    check_all(dead);
    add_up(s);
    remove_all();
}

static void say(const sums *s) {
    printf("%u kills of %u commits, %u of their syncs for others as well; %u compactions, %u copies, %u indexes (opened through one %u "
           "times), %u refusals\n",
           (unsigned)s->kills, (unsigned)s->commits, (unsigned)s->shared, (unsigned)s->compacted, (unsigned)s->copies, (unsigned)s->indexed,
           (unsigned)s->through_index, (unsigned)s->refused);
    printf("processes killed that led a shared sync: %d, told others of one: %d, had a commit that pended: %d, had the lock: %d, kept: %d, "
           "else: %d\n",
           hits[LED], hits[TOLD_OTHERS], hits[WAITED], hits[LOCKED], hits[KEPT_IT], hits[OTHERWISE]);
    for (int i = 0; i < CALLS; i++) printf("%s: %u%s", call_name(i), (unsigned)s->done[i], i + 1 < CALLS ? ", " : "\n");
}

START_TEST(writers_are_killed)
{
    const char *wanted = getenv("ASB_KILLS");
    uint32_t kills = wanted ? (uint32_t)atoi(wanted) : 64;
    sums s = {0};
    all = mmap(NULL, sizeof *all, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ck_assert(all != MAP_FAILED);
    memset(hits, 0, sizeof hits);
    for (uint64_t seed = 1; s.kills < kills; seed++) one_journal(seed, &s);
    if (getenv("ASB_COUNTS")) say(&s);
    if (asbi_file_system()->turns) { /* else nobody shares */
        ck_assert_uint_ge((uint32_t)(hits[LED] + hits[TOLD_OTHERS]) * 16, kills);
        ck_assert_int_gt(hits[WAITED], 0);
    }
    munmap(all, sizeof *all);
}
END_TEST

Suite *asb_suite_store_kills(void) {
    Suite *s = suite_create("store: several writers, some of which are killed");
    TCase *t = tcase_create("kills");
    tcase_set_timeout(t, 900);
    tcase_add_test(t, writers_are_killed);
    suite_add_tcase(s, t);
    return s;
}

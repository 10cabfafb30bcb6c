/* See kill_board.h. */
#define _GNU_SOURCE 1
#include "kill_board.h"

#include "store/journal.h"

#include <asb/error.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { OF_JOURNAL = 1, OF_COMPACTION, OF_BACKUP, OF_INDEX, MOST_HANDLES = 1024, LONGEST_SYNC = 300 };

const char *call_name(int at) {
    static const char *const names[CALLS] = {
        [AT_NO_CALL] = "no call",        [BEFORE_FRAME] = "before a frame",       [AMID_FRAME] = "amid a frame",
        [AFTER_FRAME] = "after a frame", [WITH_TURN] = "with the turn",           [WAITING] = "waiting",
        [IN_SYNC] = "in a shared sync",  [AFTER_SYNC] = "after a shared sync",    [AMID_MARKS] = "amid its marks",
        [AFTER_TURN] = "after its turn", [AMID_TELLING] = "amid telling",         [BEFORE_WAKING] = "before waking",
        [ERASING] = "erasing",           [AMID_COMPACTION] = "amid a compaction", [BEFORE_NAME] = "before a name",
        [AFTER_NAME] = "after a name",   [AMID_BACKUP] = "amid a backup",         [AMID_INDEX] = "amid an index"};
    return names[at];
}

uint32_t actor_draw(actor *a, uint32_t below) {
    a->lot ^= a->lot << 13;
    a->lot ^= a->lot >> 7;
    a->lot ^= a->lot << 17;
    return (uint32_t)(a->lot >> 24) % below;
}

void board_wrong(board *b, const char *what, long who, long is) {
    if (atomic_exchange(&b->is_wrong, 1)) return;
    snprintf(b->wrong, sizeof b->wrong, "%s: %ld, %ld", what, who, is);
}

/* ---- what a thread says of itself */

static void begins(actor *a, uint32_t what) {
    atomic_fetch_or(&a->seat->does, what);
}

static void ends(actor *a, uint32_t what) {
    atomic_fetch_and(&a->seat->does, ~what);
}

static int does(const actor *a, uint32_t what) {
    return (atomic_load(&a->seat->does) & what) == what;
}

/* ---- dying */

static int is_aimed_at(actor *a, killing_call at) {
    board *b = a->on;
    if (a->process < 0 || atomic_load(&b->aimed) != a->process + 1 || atomic_load(&b->aimed_at) != (int)at) return 0;
    if (at >= SHARED_FIRST && at <= SHARED_LAST && !does(a, FOR_OTHERS)) return 0;
    return atomic_fetch_sub(&b->calls, 1) == 1;
}

static void die(actor *a, killing_call at) {
    board *b = a->on;
    atomic_store(&b->died_at, (int)at);
    for (int i = 0; i < b->processes; i++)
        if (b->with >> i & 1) kill(b->pids[i], SIGKILL);
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static void pass(actor *a, killing_call at) {
    if (is_aimed_at(a, at)) die(a, at);
}

/* ---- files */

static const file_system *real(void) {
    return asbi_file_system();
}

static int ends_in(const char *path, const char *ending) {
    size_t length = strlen(path), most = strlen(ending);
    return length >= most && strcmp(path + length - most, ending) == 0;
}

static uint8_t kind_of(const board *b, const char *path) {
    if (strcmp(path, b->path) == 0) return OF_JOURNAL;
    if (ends_in(path, ".compact")) return OF_COMPACTION;
    return ends_in(path, ".partial") ? OF_BACKUP : strstr(path, ".index") ? OF_INDEX : 0;
}

static int32_t board_open(void *self, intptr_t *out, const char *path, file_opening how) {
    actor *a = self;
    int32_t status = real()->open(real()->self, out, path, how);
    if (!status && *out < MOST_HANDLES) a->kinds[*out] = kind_of(a->on, path);
    return status;
}

static int32_t board_close(void *self, intptr_t file) {
    actor *a = self;
    if (a->kinds[file] == OF_JOURNAL) ends(a, HAS_LOCK | HAS_TURN | FOR_OTHERS);
    a->kinds[file] = 0;
    return real()->close(real()->self, file);
}

static int32_t board_size(void *self, uint64_t *out, intptr_t file) {
    (void)self;
    return real()->size(real()->self, out, file);
}

static int32_t board_read(void *self, intptr_t file, uint64_t at, void *bytes, size_t length, size_t *got) {
    (void)self;
    return real()->read(real()->self, file, at, bytes, length, got);
}

/* The frame of a commit, or what pends before it. Its number is of before it is written, so that a sync which began meanwhile may count for it; one that began before must not. */
static int32_t write_frame(actor *a, intptr_t file, uint64_t at, const void *bytes, size_t length) {
    if (a->record) atomic_store(&a->seat->written[a->record], atomic_fetch_add(&a->on->writes, 1) + 1);
    pass(a, BEFORE_FRAME);
    if (is_aimed_at(a, AMID_FRAME)) {
        (void)real()->write(real()->self, file, at, bytes, 1 + actor_draw(a, (uint32_t)length - 1));
        die(a, AMID_FRAME);
    }
    int32_t status = real()->write(real()->self, file, at, bytes, length);
    if (a->record) begins(a, HAS_WRITTEN);
    pass(a, AFTER_FRAME);
    return status;
}

static void pass_writing(actor *a, uint64_t at, const char *bytes, size_t length) {
    if (bytes[0] == FILLER && length > 1 && bytes[length - 1] == FILLER) pass(a, ERASING);
    if (does(a, HAS_TURN) && !does(a, HAS_LOCK) && !does(a, SYNCS) && length >= HEAD_SIZE && !does(a, FOR_OTHERS)) {
        begins(a, FOR_OTHERS); /* what pends is written again */
        atomic_fetch_add(&a->on->shared_syncs, 1);
    }
    if (length == STATE_HALF && at % 8 == 0) pass(a, AMID_MARKS);
    if (length == STATE_HALF && at % 8 != 0) pass(a, AMID_TELLING);
}

static int32_t board_write(void *self, intptr_t file, uint64_t at, const void *bytes, size_t length) {
    actor *a = self;
    uint8_t kind = a->kinds[file];
    if (kind == OF_JOURNAL && length >= HEAD_SIZE && does(a, HAS_LOCK) && memcmp(bytes, MAGIC_HEAD, 8) == 0)
        return write_frame(a, file, at, bytes, length);
    if (kind == OF_JOURNAL && length) pass_writing(a, at, bytes, length);
    if (kind == OF_COMPACTION) pass(a, AMID_COMPACTION);
    if (kind == OF_BACKUP) pass(a, AMID_BACKUP);
    if (kind == OF_INDEX) pass(a, AMID_INDEX);
    return real()->write(real()->self, file, at, bytes, length);
}

static void raise_to(_Atomic uint64_t *value, uint64_t to) {
    uint64_t is = atomic_load(value);
    while (is < to && !atomic_compare_exchange_weak(value, &is, to)) {
    }
}

static int32_t board_sync(void *self, intptr_t file) {
    actor *a = self;
    int32_t status = ASB_OK;
    if (a->kinds[file] != OF_JOURNAL) return ASB_OK;
    uint64_t before = atomic_load(&a->on->writes);
    begins(a, SYNCS);
    pass(a, IN_SYNC);
    usleep(actor_draw(a, LONGEST_SYNC));
    if (a->on->syncs) status = real()->sync(real()->self, file);
    raise_to(&a->on->synced, before);
    ends(a, SYNCS);
    pass(a, AFTER_SYNC);
    return status;
}

static int32_t board_sync_directory(void *self, const char *path) {
    (void)self, (void)path;
    return ASB_OK;
}

static int32_t board_truncate(void *self, intptr_t file, uint64_t length) {
    (void)self;
    return real()->truncate(real()->self, file, length);
}

static int32_t board_lock(void *self, intptr_t file) {
    actor *a = self;
    int32_t status = real()->lock(real()->self, file);
    if (!status && a->kinds[file] == OF_JOURNAL) begins(a, HAS_LOCK);
    return status;
}

static int32_t board_unlock(void *self, intptr_t file) {
    actor *a = self;
    if (a->kinds[file] == OF_JOURNAL) ends(a, HAS_LOCK);
    return real()->unlock(real()->self, file);
}

static int32_t board_map(void *self, intptr_t file, uint64_t length, const void **bytes) {
    (void)self;
    return real()->map(real()->self, file, length, bytes);
}

static int32_t board_unmap(void *self, const void *bytes, uint64_t length) {
    (void)self;
    return real()->unmap(real()->self, bytes, length);
}

static int32_t board_rename(void *self, const char *from, const char *to) {
    actor *a = self;
    pass(a, BEFORE_NAME);
    int32_t status = real()->rename(real()->self, from, to);
    pass(a, AFTER_NAME);
    return status;
}

static int32_t board_remove(void *self, const char *path) {
    (void)self;
    return real()->remove(real()->self, path);
}

static int32_t board_same_access(void *self, intptr_t file, intptr_t as) {
    (void)self;
    return real()->same_access(real()->self, file, as);
}

/* ---- turns */

static int32_t board_take(void *self, intptr_t file) {
    actor *a = self;
    int32_t status = real()->turns->take(real()->self, file);
    if (!status) begins(a, HAS_TURN);
    pass(a, WITH_TURN);
    return status;
}

static int32_t board_ask(void *self, intptr_t file) {
    actor *a = self;
    int32_t status = real()->turns->ask(real()->self, file);
    if (status) return status;
    begins(a, HAS_TURN);
    pass(a, WITH_TURN);
    return ASB_OK;
}

static void board_end(void *self, intptr_t file) {
    actor *a = self;
    ends(a, HAS_TURN);
    if (does(a, FOR_OTHERS)) begins(a, TELLS);
    real()->turns->end(real()->self, file);
    pass(a, AFTER_TURN);
}

static void board_wait(void *self, const uint8_t *word, uint32_t while_it_is) {
    pass(self, WAITING);
    real()->turns->wait(real()->self, word, while_it_is);
}

static void board_wake(void *self, const uint8_t *word) {
    pass(self, BEFORE_WAKING);
    real()->turns->wake(real()->self, word);
}

static void board_give_way(void *self) {
    (void)self;
    real()->turns->give_way(real()->self);
}

static int32_t board_join(void *self, intptr_t file) {
    (void)self;
    return real()->turns->join(real()->self, file);
}

static void board_part(void *self, intptr_t file) {
    (void)self;
    real()->turns->part(real()->self, file);
}

static int board_is_company(void *self, intptr_t file) {
    (void)self;
    return real()->turns->is_company(real()->self, file);
}

void actor_init(actor *a, board *on, int process, uint32_t number, uint64_t lot) {
    memset(a, 0, sizeof *a);
    a->on = on;
    a->seat = &on->seats[number];
    a->process = process;
    a->number = number;
    a->lot = lot * 0x9E3779B97F4A7C15u + 88172645463325252u;
    atomic_store(&a->seat->does, 0);
    a->turns = (file_turns){board_take,     board_ask,  board_end,  board_wait,      board_wake,
                            board_give_way, board_join, board_part, board_is_company};
    a->files = (file_system){
        a,           board_open,           board_close,    board_size,        board_read,         board_write,
        board_sync,  board_sync_directory, board_truncate, board_lock,        board_unlock,       board_map,
        board_unmap, board_rename,         board_remove,   board_same_access, real()->maps_ahead, real()->turns ? &a->turns : NULL};
}

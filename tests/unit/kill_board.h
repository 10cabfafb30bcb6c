/* Processes that write one journal at once and are killed: what they do, as it is seen from outside.
 *
 * A board in memory that they share outlives each of them. On it every writing thread says what it is doing; so after a kill it can be told what was hit. The files are the platform's
 * own, but tell the board, take a drawn time to sync, and kill their process (and others with it) at a drawn call, where the board says so.
 *
 * A sync leaves no trace that a kill could destroy, since what was written survives who wrote it. So writes are numbered, and the board knows up to which number all is synced: what is
 * acknowledged, or seen by a reader, must have been written before a sync began that is over. */
#ifndef TEST_KILL_BOARD_H
#define TEST_KILL_BOARD_H

#include "store/file.h"

#include <stdatomic.h>
#include <sys/types.h>

enum { BOARD_PROCESSES = 4, BOARD_WRITERS = 8, BOARD_RECORDS = 1 << 14 };

/* Calls at which a process can be killed. Of those from SHARED_FIRST to SHARED_LAST only where the sync is one for others as well. */
typedef enum killing_call {
    AT_NO_CALL,
    BEFORE_FRAME, /* with the lock */
    AMID_FRAME,
    AFTER_FRAME,
    WITH_TURN,
    WAITING,
    IN_SYNC, /* with the turn, without the lock */
    AFTER_SYNC,
    AMID_MARKS,
    AFTER_TURN,
    AMID_TELLING,
    BEFORE_WAKING,
    ERASING,
    AMID_COMPACTION,
    BEFORE_NAME, /* of a compacted journal, a copy, an index */
    AFTER_NAME,
    AMID_BACKUP,
    AMID_INDEX,
    CALLS,
    SHARED_FIRST = IN_SYNC,
    SHARED_LAST = BEFORE_WAKING
} killing_call;

/* What a thread does; several at once. */
enum { COMMITS = 1, HAS_LOCK = 2, HAS_WRITTEN = 4, HAS_TURN = 8, FOR_OTHERS = 16, SYNCS = 32, TELLS = 64, KEEPS = 128 };

typedef struct seat {
    _Atomic uint32_t told; /* records that were acknowledged */
    _Atomic uint32_t does;
    _Atomic uint32_t tried[BOARD_RECORDS + 2];   /* how often each was */
    _Atomic uint64_t written[BOARD_RECORDS + 2]; /* number of the write that brought it */
    uint32_t copied[BOARD_WRITERS];              /* what all had been told when the last backup began */
} seat;

typedef struct board {
    char path[64];
    uint64_t seed;
    int processes, threads; /* of each */
    int shares, erases, keeps, syncs;
    _Atomic uint64_t writes, synced;
    _Atomic int stop, aimed, aimed_at, calls, died_at; /* aimed: the process and 1 */
    int with;                                          /* bits: who is killed with it */
    pid_t pids[BOARD_PROCESSES];
    _Atomic uint32_t done[CALLS], compacted, copies, indexed, through_index, refused, shared_syncs;
    _Atomic int is_wrong;
    char wrong[200];
    seat seats[BOARD_WRITERS + 1]; /* the last one: whoever only reads */
} board;

/* A thread's view of the files. */
typedef struct actor {
    board *on;
    seat *seat;
    int process;     /* -1: none that is killed so */
    uint32_t number; /* of the writer */
    uint32_t record; /* that is being committed; 0: none */
    uint64_t lot;
    uint8_t kinds[1024]; /* of files, by their handle */
    file_turns turns;
    file_system files;
} actor;

void actor_init(actor *a, board *on, int process, uint32_t number, uint64_t lot);
uint32_t actor_draw(actor *a, uint32_t below);
void board_wrong(board *b, const char *what, long who, long is);
const char *call_name(int at);

#endif

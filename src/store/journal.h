/* The journal, from within. The format is drawn byte by byte in docs/file-format.md.
 *
 * Method. The file is a header and then frames, one for each commit, end to end; what comes after the last one is zero. Three rules carry everything:
 *
 *   1. A frame says of how many right before it its writer did not know that they were on the disk: none where one writes alone, some where others are
 *      syncing theirs. So whatever is wrong with a frame that a later one speaks for is damage, and never an interrupted commit. A frame whose `state` says "durable." is known to be
 *      on the disk, with all before it; one that says "pending." may be. What pends when a journal is opened, nobody may be waiting for: it is written again and synced before
 *      anything is written (settle). What comes to pend afterwards is a commit of now, and whoever has the turn to sync writes it again and syncs it with his own (journal_turn.c).
 *   2. A frame is written only where the disk holds zeros, and has no long run of them itself. So a frame that power cut short has a sector, or the rest of one,
 *      that is still all zero, and one whose writer was cut short ends in zeros; a frame that is wrong and has neither is damaged. What an interrupted commit left is
 *      wiped, and the wiping synced, before anything is written there (wipe). Until then its first byte says that it was aborted, so that nobody takes
 *      the remains for a frame.
 *   3. What says where things are stands twice: the head of a frame is repeated in its tail, the table of its entries after its payload. Each piece has
 *      its own checksum. So one damaged place costs no more than the record that it is in, and its name is known.
 *
 * Commits are written under a lock of the file. Readers take none: they go on from the last frame that they know to the last one that is on the disk. The
 * memory holds, for each record, where its entry is, and what that says of it, so that a record that is sound is one place in the file and not two; bytes are read when they are
 * asked for. When anything goes wrong between file and memory, memory is forgotten (`stale`) and read again.
 *
 * A compaction writes another file and gives it the journal's name. The last frame of the old one then says "moved", and whoever comes upon it looks what has the
 * name now (journal_upkeep.c). */
#ifndef ASBI_JOURNAL_H
#define ASBI_JOURNAL_H

#include "catalogue.h"
#include "file.h"
#include "journal_index.h"
#include "store.h"

enum {
    HEADER_COPY = 512, /* the header is there twice */
    FIRST_FRAME = 1024,
    HEAD_SIZE = 64,
    TAIL_SIZE = 72,   /* a head's repetition, and the state */
    ENTRY_FIXED = 24, /* what every entry begins with */
    CASE_FIXED = 64,
    DESCRIPTOR = 32,
    POLICY_ENTRY = 88,
    CALENDAR_ENTRY = 48,
    INDEX_ENTRY = 64,
    SECTOR = 512,
    MOST_PENDING = 64, /* frames that may be written and not yet synced */
    FORMAT_VERSION = 1
};

/* Kinds of frames and entries. A kind with the highest bit may be passed over by who does not know it; another may not. */
enum { FRAME_COMMIT = 1, FRAME_MOVED = 2, ENTRY_CASE = 1, ENTRY_POLICY = 2, ENTRY_CALENDAR = 3 };
#define MAY_BE_PASSED_OVER 0x80000000u
#define ENTRY_INDEX 0x80000001u /* which index beside the file is the journal's */

#define MAGIC_HEADER \
    "\x89" \
    "asb\r\n\x1a\n"
#define MAGIC_HEAD \
    "\xF5" \
    "frame>\n"
#define MAGIC_TAIL \
    "\xF5" \
    "<frame\n"
#define STATE_PENDING "pending."
#define STATE_NONE "\0\0\0\0\0\0\0" /* not written yet */
#define STATE_DURABLE "durable."    /* the first half is enough */
enum { STATE_HALF = 4 };
#define MARK_ABORTED "\xA7" /* one byte, so that it is there or not */
#define FILLER '#'          /* over erased bodies; not zero, because of rule 2 */

/* A frame that was found. */
typedef struct frame {
    uint64_t at, length, number, previous; /* previous: checksum of the head before */
    uint64_t check;                        /* of its own head, as it was written */
    uint32_t table, entries, kind;
    uint32_t unsynced; /* so many before it may not have been on the disk when it was written */
    uint8_t from_tail; /* the head itself is damaged */
    uint8_t sure;      /* it is on the disk, and all before it */
} frame;

/* A place between two frames: what the next one must follow from. */
typedef struct position {
    uint64_t at, number, check;
} position;

/* An entry that was loaded; `bytes` lives in the journal until the next is. */
typedef struct entry_view {
    uint64_t at;    /* of its first copy, in the file */
    uint64_t frame; /* where its frame begins */
    uint32_t kind, length;
    const uint8_t *bytes;
} entry_view;

typedef struct case_entry {
    uint32_t expected, records, erased;
    asb_bytes id;
    uint64_t summary_at; /* in the file */
    uint32_t summary_length;
    uint64_t summary_check;
    const uint8_t *descriptors, *erasures;
} case_entry;

typedef struct descriptor {
    uint64_t at; /* in the file: the header, and the body after it */
    uint32_t header, body;
    uint64_t header_check, body_check;
} descriptor;

typedef struct known_policy {
    uint8_t digest[32];
    uint64_t entry;
} known_policy;

/* A record, as its entry described it when the frame was read. */
typedef struct known_record {
    uint64_t entry;        /* where that is, and whether the body has been erased since */
    uint64_t check;        /* of header and body together: asbi_known_check() */
    uint32_t apart;        /* from the entry to the header; 0: the entry must be asked for all of it */
    uint32_t header, body; /* how long they are */
} known_record;

#define RECORD_ERASED (UINT64_C(1) << 63) /* in where a record's entry is */
#define RECORD_LOST UINT64_C(0)           /* instead of it: its number is known, no more */

/* Where it is in the file, if that is known. */
static inline uint64_t asbi_record_at(const known_record *k) {
    return (k->entry & ~RECORD_ERASED) + k->apart;
}

struct journal {
    asb_engine *engine;
    memory *memory;
    const file_system *files;
    char *path;
    intptr_t file;
    uint8_t is_open;
    uint8_t id[16];
    uint64_t seed;         /* of every checksum, with the place of what it covers */
    uint64_t header_check; /* of the header's first copy */
    uint64_t generation;   /* how often it was compacted, and 1 */
    uint64_t before;       /* commits that a compaction left out */

    /* seeing the file: journal_view.c */
    uint64_t size;
    const uint8_t *map;
    uint64_t mapped;
    uint8_t cannot_map, cannot_map_ahead;
    uint8_t *window;
    size_t window_capacity, window_length;
    uint64_t window_at;
    const uint8_t *own; /* the frame that was just written, while it is taken over; NULL: none is */
    uint64_t own_at, own_length;

    /* what is known: journal_scan.c */
    catalogue cases;
    known_record *records;
    uint32_t *earlier; /* the record before it in its case; by itself, because one is waited for after the other */
    uint32_t record_count, record_capacity, earlier_capacity;
    known_policy *policies;
    uint32_t policy_count, policy_capacity;
    uint64_t calendar;            /* entry, or 0 */
    uint64_t erasures;            /* how many have been seen */
    uint64_t end;                 /* of the last frame */
    frame last;                   /* length 0: none yet */
    uint8_t last_head[HEAD_SIZE]; /* as it stands in the file */
    uint64_t number;              /* of the last commit */
    index_state index;            /* what stands beside the file: journal_index.h */
    position sure;                /* up to here all is known to be on the disk */
    uint64_t made;                /* number of the last commit that was made here */
    uint32_t alone_for;           /* so many commits were made here one after the other, as far as it matters */
    uint64_t lost;                /* bytes of frames and tables that could not be read: so much may be missing, and no more */
    uint32_t nonsense;            /* entries that do not follow from what came before */
    uint64_t rebuilt;             /* how often all of this was read from the beginning */
    uint8_t stale;                /* must be read again */
    uint8_t held;                 /* reading does not begin with what others have written since, and records are given as they stand */
    uint8_t doubt;                /* what is at the end can only be judged under the lock */

    /* writing: journal_commit.c */
    uint8_t has_turn, had_turns, cannot_turn, in_company;
    uint8_t owes;      /* the last commit erases bodies, and does not say that they are gone */
    uint8_t settled;   /* what was there when it was read from the beginning is on the disk, and the file's name */
    uint8_t clean;     /* after the end there are zeros, on the disk too (or one aborted mark) */
    buffer out, table; /* a frame being built */

    /* scratch */
    uint8_t *entry_bytes, *payload;
    size_t entry_room, payload_room;
    uint32_t *route;
    uint32_t route_capacity;
};

/* Whoever asks the catalogue about a case must ask asbi_bring() first. */
static inline int asbi_has_index(const journal *j) {
    return j->index.file != NULL || j->index.broken;
}

/* journal.c: a journal of which nothing is known but where it will be; close gives back all of it. */
journal *asbi_journal_new(asb_engine *e, const file_system *files, const char *path, const char *ending);
void asbi_journal_close(void *self);
char *asbi_journal_path(memory *m, const char *path, const char *ending); /* a new text of both, or NULL */

/* journal_view.c: bytes of the file, valid until the next view. ASB_ABSENT beyond its end. Fills in the engine's fault. */
int32_t asbi_view(journal *j, const uint8_t **out, uint64_t at, uint64_t length);
int32_t asbi_journal_view_begin(journal *j); /* of an operation: what others wrote is seen from now on */
void asbi_journal_view_all(journal *j);      /* all of the file is about to be read */
void asbi_journal_view_free(journal *j);
int32_t asbi_room(journal *j, uint8_t **block, size_t *room, size_t need);
int32_t asbi_write_at(journal *j, uint64_t at, const void *bytes, uint64_t length);
int32_t asbi_fill_at(journal *j, uint64_t at, uint64_t length, int fill);
int32_t asbi_sync_file(journal *j);
int32_t asbi_io_failed(journal *j, int32_t status, const char *operation);

/* journal_header.c */
int32_t asbi_header_open(journal *j);                      /* read it, or make it; the journal's id and seed */
int32_t asbi_header_settle(journal *j);                    /* the header and the file's name are on the disk */
int32_t asbi_header_is_good(journal *j, unsigned copy);    /* 1, 0, or an error */
int32_t asbi_header_renew(journal *j, const journal *old); /* of a compacted journal, into its file */
int32_t asbi_header_later(journal *j, intptr_t file,
                          uint8_t copy[HEADER_COPY]); /* 1 where that file is a later generation of this journal */
int32_t asbi_header_take(journal *j, const uint8_t *copy);
int32_t asbi_name_settle(journal *j); /* the file's name is on the disk */

/* journal_frame.c */
uint64_t asbi_sum(const journal *j, uint64_t at, const void *bytes, size_t length);
void asbi_frame_encode(const journal *j, const frame *f, uint8_t head[HEAD_SIZE], uint8_t tail[TAIL_SIZE]);
int32_t asbi_frame_at(journal *j, frame *f, uint64_t at);                               /* by its head; ASB_ABSENT where none is */
int32_t asbi_frame_tail(journal *j, frame *f, uint64_t tail_at);                        /* by its tail */
int32_t asbi_frame_search(journal *j, frame *f, uint64_t from);                         /* the next whose head or tail is there */
int32_t asbi_frame_state(journal *j, const frame *f, const char *state, size_t length); /* 1 where it begins like that; 0; or an error */
int32_t asbi_frame_is_durable(journal *j, const frame *f);                              /* 1, 0, or an error */
int32_t asbi_frame_whole(journal *j, const frame *f);                                   /* 1, 0, or an error */
int32_t asbi_frame_torn(journal *j, const frame *f);                                    /* 1, 0, or an error */

/* journal_entry.c */
int32_t asbi_entry_load(journal *j, entry_view *e, const frame *f, uint64_t offset); /* either copy; ASB_ECORRUPT where both are damaged */
int32_t asbi_entry_copy(journal *j, entry_view *e, const frame *f, uint64_t offset,
                        int second);                             /* that one; ASB_ABSENT where it is damaged */
int32_t asbi_entry_find(journal *j, entry_view *e, uint64_t at); /* by where its first copy is */
int asbi_case_entry(case_entry *c, const entry_view *e);         /* 0 where it makes no sense */
enum { FETCH_AHEAD = 32 };
void asbi_fetch(const journal *j, uint64_t at, uint64_t length); /* into the processor's cache, as far as it is mapped */
void asbi_fetch_known(const journal *j, uint32_t record);
void asbi_fetch_record(const journal *j, uint32_t record); /* what is known of it should have been fetched */
descriptor asbi_descriptor(const entry_view *e, const case_entry *c, uint32_t index);
known_record asbi_known_record(const entry_view *e, const case_entry *c, uint32_t index);
uint64_t asbi_known_check(uint64_t header_check, uint64_t body_check);
typedef struct piece {
    uint64_t at; /* in the file */
    uint32_t length;
    uint64_t check;
} piece;
asb_policy_document asbi_policy_of(const entry_view *e, const uint8_t *bytes);
piece asbi_policy_piece(const entry_view *e, uint32_t *document); /* document, id, version; how long the document is */
piece asbi_calendar_piece(const entry_view *e);
int32_t asbi_piece_load(journal *j, const piece *p);  /* into j->payload; ASB_ABSENT where it is not what it was */
int32_t asbi_piece_check(journal *j, const piece *p); /* 1, 0, or an error */

/* journal_scan.c */
int32_t asbi_refresh(journal *j, int locked);
int32_t asbi_apply(journal *j, const frame *f); /* on failure the journal is stale */
int32_t asbi_see_written(journal *j);           /* whole frames after the end, on the disk or not; by whoever has the turn */
int32_t asbi_apply_case(journal *j, const entry_view *e, const case_entry *c, moment when);
int32_t asbi_apply_policy(journal *j, const entry_view *e);
int32_t asbi_remember_last(journal *j, const frame *f);
void asbi_forget(journal *j);
int32_t asbi_records_reserve(journal *j, uint64_t count); /* room for so many */
int32_t asbi_is_zero(journal *j, uint64_t from,
                     uint64_t *last); /* 1 where all is zero to the end of the file; else after the last byte that is not */

/* journal_build.c: the frame of a commit, in j->out. */
int32_t asbi_build(journal *j, const asb_commit_data *data, frame *f);

/* journal_commit.c */
int32_t asbi_commit_index(journal *j, const uint8_t digest[32], uint64_t covered,
                          uint64_t *at); /* under the lock; where its frame begins */
int32_t asbi_journal_commit(void *self, const asb_commit_data *data);
int32_t asbi_lock(journal *j);
void asbi_unlock(journal *j);
void asbi_unlock_sure(journal *j);     /* by who does not wait for what pends, and may not answer from it: it is forgotten, if any does */
int32_t asbi_settle(journal *j);       /* under the lock: all that is known is on the disk afterwards */
int32_t asbi_write_again(journal *j);  /* all that is not known to be on the disk, and sync */
int32_t asbi_commit_moved(journal *j); /* a frame that says: look at what has the file's name now */
int32_t asbi_route(journal *j, const catalogued *k, uint32_t from); /* the records of a case in order, in j->route[seq - 1] */

/* journal_turn.c: the turn to sync; a journal whose files have none always has it. */
int32_t asbi_turn_take(journal *j);
int32_t asbi_turn_ask(journal *j);     /* ASB_EBUSY where another has it; ASB_EIO where there is none */
void asbi_turn_end(journal *j);        /* also one that was not had */
int32_t asbi_company_join(journal *j); /* before a commit is written that another syncs, until its end */
void asbi_company_part(journal *j);
int asbi_is_company(journal *j); /* does anybody wait for what pends? */
int32_t
asbi_see_marks(journal *j); /* how much of what is known is on the disk: j->sure; ASB_ABSENT where what is known is not there any more */
int32_t asbi_await(journal *j, const frame *own); /* all that is known is on the disk, or an error, and the journal is stale */

/* journal_read.c */
int32_t asbi_journal_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self);
int32_t asbi_journal_version(void *self, asb_bytes id, uint32_t *out);
uint64_t asbi_journal_count(void *self);
void asbi_journal_hold(void *self, int held);
int32_t asbi_journal_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self);
int32_t asbi_journal_changes(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self, asb_bytes_sink next,
                             void *next_self);
int32_t asbi_journal_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self);
int32_t asbi_journal_calendar(void *self, asb_bytes_sink sink, void *sink_self);
int32_t asbi_damaged(journal *j, asb_bytes id, uint32_t seq, const char *what); /* fills in the fault; ASB_ECORRUPT */

/* journal_upkeep.c */
int32_t asbi_follow(journal *j,
                    int locked); /* 1 where another file has the name now, and it is the journal's from here on; 0; or an error */
int32_t asbi_journal_compact(void *self, compaction *out);
int32_t asbi_journal_backup(void *self, const char *path);

/* journal_inspect.c */
int32_t asbi_journal_summary(void *self, asb_bytes id, damage_sink sink, void *sink_self);
int32_t asbi_journal_inspect(void *self, asb_bytes id, damage_sink sink, void *sink_self);

#endif

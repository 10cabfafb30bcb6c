/* The fault loop: every exported function, with every allocation failing in turn.
 *
 * Method. A scenario makes a world (an engine on hooks of ours, and whatever handles it needs), then acts: one call of one function. It is
 * first run without faults, for its result and for the world's fingerprint before and after: everything that can be read from every handle,
 * written into one text. Then it is run again for n = 1, 2, …, each time in a new world, with the n-th allocation failing, once or for ever, until a
 * run has met no fault. Each time the result is ASB_ENOMEM and the world as before (and doing it again gives what it should), or the result is
 * that of the first run and the world as after. At the end everything is freed, the parents first, and no block may be left.
 *
 * Then the same with a budget of bytes (asb_hooks.memory_limit): what the engine may hold is what it holds before the act, and n bytes more. Every n is tried at which
 * something changes: with one byte less than the act has come to hold at each of its highest points so far, there and nowhere before is the first refusal; and
 * with the most that it holds, there is none. Never does it hold more than it may.
 *
 * The functions that use a store are run once more like this with the n-th callback of the store failing instead (store_faults.c).
 *
 * The functions that allocate nothing are run once more with every allocation failing: they must not have asked for one.
 *
 * Each row of a table is X(function, variant, setup, call); tests/abi/gate.py looks for the functions there. */
#ifndef FAULT_H
#define FAULT_H

#include <asb/asb.h>
#include <asb/sys/store.h>
#include <check.h>
#include <stdint.h>

/* How many bytes there were, each time that there were more than ever before. */
typedef struct fault_levels {
    uint64_t *at, most;
    size_t count, capacity;
} fault_levels;

typedef struct fault_world {
    asb_hooks hooks;
    int64_t time; /* of the clock, which stands still */
    uint64_t blocks, bytes, calls, hits;
    uint64_t fail_at;            /* the allocation that fails, counted from arming; 0: none */
    int32_t for_ever;            /* and every one after it */
    uint64_t ceiling;            /* the most bytes that there may be; 0: any number */
    struct fault_levels *levels; /* where they are noted; NULL: nowhere */
    const void *bottom;          /* of the stack of the act, while the ways to allocations are noted */
    uint64_t *first_on_way;      /* the numbers of those that are the first on theirs */
    size_t way_count, way_room;

    /* The store's own callbacks, while ours stand before them; counted and failing like allocations. */
    asb_store_callbacks inner;
    void (*inner_inspect)(void); /* what the journal has besides */
    uint64_t store_calls, store_fail_at;
    int32_t store_status;

    /* The handles that scenarios use; all are freed at the end, and are part of the fingerprint. */
    asb_engine *engine;
    asb_policy *policy, *other_policy;
    asb_problems *problems;
    asb_store *store, *other_store;
    asb_case *c, *other;
    asb_record *record, *other_record;
    asb_decision *decision;
    asb_duties *duties;
    asb_text *text, *json_text; /* json_text: what an act reads, made by its setup */
    asb_calendar *calendar, *other_calendar;
    asb_json *json;
    asb_list *list;
    asb_conflicts *conflicts;
    asb_caseload *caseload;
    asb_rehearsal *rehearsal;
    asb_rows *rows;
    asb_matrix *matrix, *other_matrix;
    asb_assessment *assessment;
    asb_plan *plan;
    asb_proportionality *proportionality;
    asb_document *document;

    /* What acts fill in besides. */
    const char *lent;
    size_t length;
    int64_t number;
    int32_t flag;
    uint64_t value;
    char path[100], other_path[100]; /* of journals; removed at the end */
} fault_world;

typedef struct fault_scenario {
    const char *function, *variant;
    void (*setup)(fault_world *w);  /* NULL: not even an engine */
    int32_t (*act)(fault_world *w); /* the function's result, or something that stands for it */
} fault_scenario;

#define FAULT_ACT(function, variant, setup, call) \
    static int32_t act_##function##_##variant(fault_world *w) { \
        (void)w; \
        return (int32_t)(call); \
    }
#define FAULT_ROW(function, variant, setup, call) {#function, #variant, setup, act_##function##_##variant},
#define FAULT_COUNT(table) (sizeof(table) / sizeof *(table))

/* A suite: rows of functions that allocate, and rows of those that never do. */
Suite *fault_suite(const char *name, const fault_scenario *loud, size_t loud_count, const fault_scenario *quiet, size_t quiet_count);

/* Further rows of the suite: of functions that use w->store. */
void fault_add_stored(Suite *s, const fault_scenario *rows, size_t count);

/* Puts callbacks that fail when told to before those of w->store. */
void fault_wrap_store(fault_world *w);

/* ---- for setups: each makes what it is named after, and what that needs */
void with_engine(fault_world *w);
void with_policy(fault_world *w);
void with_calendar(fault_world *w);
void with_store(fault_world *w);       /* in memory; with a policy */
void with_record(fault_world *w);      /* a report with a few fields */
void with_new_case(fault_world *w);    /* with a store, and nothing in it; and a report in `record` */
void with_case(fault_world *w);        /* worked on, stored, with one more record pending; and a record to be added in `record` */
void with_stored_case(fault_world *w); /* the same with nothing pending, and not open */
void with_journal(fault_world *w);
void with_journal_case(fault_world *w);       /* one record, pending */
void with_saved_journal_case(fault_world *w); /* stored, and not open */
void with_problems(fault_world *w);
void with_decision(fault_world *w);
void with_duties(fault_world *w);

/* The status is ASB_OK, or the test ends. */
void fault_must(fault_world *w, int32_t status);
void fault_policy(asb_policy **out, fault_world *w, const char *version);
/* Adds a record to a case. `fields` is JSON with ' for ". */
void fault_add(fault_world *w, asb_case *c, const char *kind, const char *role, const char *fields);
void fault_record(asb_record **out, fault_world *w, const char *kind, const char *role, const char *fields);
/* A name for a journal's file, where there is none yet. */
void fault_path(char *path, size_t size);
/* JSON with " for ', for the C library's free(). */
char *fault_json(const char *quoted);
/* Numbers that stand for a text, or an optional one. */
int32_t fault_hash(const char *text);
/* A text of `size` bytes that stays until the program ends: what is too large for what a handle has in reserve. */
const char *fault_long_text(void);

/* Uses up what an arena has in reserve: what is asked for next needs memory. */
void fault_fill(fault_world *w, void *arena);

/* Everything that can be read from the world, as one text for the C library's free() (fingerprint.c). */
char *fault_fingerprint(fault_world *w);

#endif

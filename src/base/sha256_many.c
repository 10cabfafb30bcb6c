/* SHA-256 of many messages at once.
 *
 * Method. Each round of SHA-256 waits for the one before, so that a processor that could do several things in a cycle does one. Messages that have nothing to do with each
 * other need not wait: a way of adding blocks to several at once (sha256_lanes) gives each message a lane, and all lanes take a step together, as many blocks as
 * the shortest still has. A lane whose message has come to its end takes the next one. Where fewer lanes are in use than a way is worth, a narrower one goes on with what is left of
 * them, and at last each goes on by itself. The result is the same, whichever way it was come by. */
#include "sha256.h"

#include <string.h>

typedef struct lane {
    uint32_t state[8];
    const uint8_t *at;
    size_t blocks; /* from there */
    size_t tail_blocks;
    uint8_t *digest;
    uint8_t is_resting; /* begun, and left by a way that it was not worth */
    uint8_t tail[128];  /* the rest of the message, and its padding: one or two blocks */
} lane;

typedef struct work {
    lane lanes[SHA256_LANES_MOST];
    lane *slots[SHA256_LANES_MOST]; /* the lanes that take part in a step; NULL: none does */
    const sha256_message *next;
    size_t left;
    unsigned resting;
} work;

static void write_big(uint8_t *out, uint32_t word) {
    for (int i = 0; i < 4; i++) out[i] = (uint8_t)(word >> (24 - 8 * i));
}

static void pad(lane *l, const uint8_t *rest, size_t length, uint64_t bits) {
    l->tail_blocks = length < 56 ? 1 : 2;
    size_t size = l->tail_blocks * 64;
    if (length) memcpy(l->tail, rest, length);
    l->tail[length] = 0x80;
    memset(l->tail + length + 1, 0, size - 8 - length - 1);
    write_big(l->tail + size - 8, (uint32_t)(bits >> 32));
    write_big(l->tail + size - 4, (uint32_t)bits);
}

static void go_to_tail(lane *l) {
    l->at = l->tail;
    l->blocks = l->tail_blocks;
    l->tail_blocks = 0;
}

static lane *begin(lane *l, const sha256_message *m) {
    memcpy(l->state, asbi_sha256_first, sizeof l->state);
    l->at = m->bytes;
    l->blocks = m->length / 64;
    l->digest = m->digest;
    pad(l, l->blocks ? l->at + l->blocks * 64 : l->at, m->length % 64, (uint64_t)m->length * 8);
    if (!l->blocks) go_to_tail(l);
    return l;
}

/* After some of its blocks. 0 where there are no more. */
static int go_on(lane *l, size_t blocks) {
    l->at += blocks * 64;
    l->blocks -= blocks;
    if (!l->blocks && l->tail_blocks) go_to_tail(l);
    return l->blocks > 0;
}

static void finish(const lane *l) {
    for (size_t i = 0; i < 8; i++) write_big(l->digest + 4 * i, l->state[i]);
}

/* ---- lanes and slots */

/* One that a wider way has left; else the next message, in `spare`; NULL where there is neither. A way leaves lanes only when there are no more messages. */
static lane *next_lane(work *w, lane *spare) {
    lane *l = w->lanes;
    if (w->resting) {
        w->resting--;
        while (!l->is_resting) l++;
        l->is_resting = 0;
        return l;
    }
    if (!w->left) return NULL;
    w->left--;
    return begin(spare, w->next++);
}

static void load_state(uint32_t *states, const lane *l, unsigned lanes, unsigned slot) {
    for (size_t i = 0; i < 8; i++) states[i * lanes + slot] = l->state[i];
}

static void store_state(const uint32_t *states, lane *l, unsigned lanes, unsigned slot) {
    for (size_t i = 0; i < 8; i++) l->state[i] = states[i * lanes + slot];
}

static unsigned fill_slots(work *w, uint32_t *states, unsigned lanes) {
    unsigned used = 0;
    for (unsigned i = 0; i < lanes; i++) {
        w->slots[i] = next_lane(w, &w->lanes[i]);
        if (!w->slots[i]) continue;
        load_state(states, w->slots[i], lanes, i);
        used++;
    }
    return used;
}

/* ---- steps */

/* How many blocks every lane in use has; slots that are not in use are given the blocks of one that is. */
static size_t aim(const work *w, const uint8_t **at, unsigned lanes) {
    size_t step = SIZE_MAX;
    const uint8_t *any = NULL;
    for (unsigned i = 0; i < lanes; i++) {
        if (!w->slots[i]) continue;
        any = w->slots[i]->at;
        if (w->slots[i]->blocks < step) step = w->slots[i]->blocks;
    }
    for (unsigned i = 0; i < lanes; i++) at[i] = w->slots[i] ? w->slots[i]->at : any;
    return step;
}

/* The slot's lane has no more blocks: the next message, if there is one. */
static unsigned change_lane(work *w, uint32_t *states, unsigned lanes, unsigned slot) {
    store_state(states, w->slots[slot], lanes, slot);
    finish(w->slots[slot]);
    w->slots[slot] = next_lane(w, w->slots[slot]);
    if (!w->slots[slot]) return 0;
    load_state(states, w->slots[slot], lanes, slot);
    return 1;
}

static void run(work *w, const sha256_lanes *way) {
    uint32_t states[8 * SHA256_LANES_MOST] = {0};
    const uint8_t *at[SHA256_LANES_MOST];
    unsigned used = fill_slots(w, states, way->lanes);
    while (used && used >= way->least) {
        size_t step = aim(w, at, way->lanes);
        way->add(states, at, step);
        used = 0;
        for (unsigned i = 0; i < way->lanes; i++)
            if (w->slots[i]) used += go_on(w->slots[i], step) ? 1 : change_lane(w, states, way->lanes, i);
    }
    for (unsigned i = 0; i < way->lanes; i++) {
        if (!w->slots[i]) continue;
        store_state(states, w->slots[i], way->lanes, i);
        w->slots[i]->is_resting = 1;
        w->resting++;
    }
}

static void run_alone(work *w) {
    sha256_blocks fast = asbi_sha256_fast(), add = fast ? fast : asbi_sha256_portable;
    for (lane *l = next_lane(w, w->lanes); l; l = next_lane(w, w->lanes)) {
        size_t blocks;
        do add(l->state, l->at, blocks = l->blocks);
        while (go_on(l, blocks));
        finish(l);
    }
}

void asbi_sha256_many_with(const sha256_message *messages, size_t count, const sha256_lanes *const ways[2]) {
    work w;
    for (size_t i = 0; i < SHA256_LANES_MOST; i++) w.lanes[i].is_resting = 0;
    w.next = messages;
    w.left = count;
    w.resting = 0;
    for (int i = 0; i < 2; i++)
        if (ways[i]) run(&w, ways[i]);
    run_alone(&w);
}

void asbi_sha256_many(const sha256_message *messages, size_t count) {
    const sha256_lanes *wide = asbi_sha256_wide(), *ways[2] = {wide && count >= wide->least ? wide : NULL, asbi_sha256_pairs()};
    if (count == 1)
        asbi_sha256(messages->bytes, messages->length, messages->digest);
    else if (count)
        asbi_sha256_many_with(messages, count, ways);
}

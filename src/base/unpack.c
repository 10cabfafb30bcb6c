/* Unpacking: everything is checked, as if the packed text came from outside. */
#include "unpack.h"

#include "container.h"

#include <string.h>

typedef struct unpacking {
    const uint8_t *at, *end;
    uint32_t range, code;
    int is_short; /* more was wanted than there is */
    char *out;
    size_t done, length;
    const char *before;
    size_t before_length;
    pack_chances chances;
} unpacking;

/* ---- choices and numbers */

static uint32_t next_byte(unpacking *u) {
    if (u->at < u->end) return *u->at++;
    u->is_short = 1;
    return 0;
}

static uint32_t choose(unpacking *u, chance *c) {
    uint32_t bound = (u->range >> CHANCE_BITS) * *c, second = u->code >= bound;

    if (second) {
        u->code -= bound;
        u->range -= bound;
        *c = (chance)(*c - (*c >> CHANCE_STEP));
    } else {
        u->range = bound;
        *c = (chance)(*c + ((CHANCE_WHOLE - *c) >> CHANCE_STEP));
    }
    if (u->range < RANGE_LEAST) {
        u->range <<= 8;
        u->code = u->code << 8 | next_byte(u);
    }
    return second;
}

/* So many choices, of which each has a chance of its own for all that went before. */
static uint32_t choose_in_tree(unpacking *u, chance *tree, uint32_t depth) {
    uint32_t node = 1, leaves = UINT32_C(1) << depth;

    while (node < leaves) node = node << 1 | choose(u, &tree[node]);
    return node - leaves;
}

static uint32_t read_number(unpacking *u, number_chances *n) {
    uint32_t size = choose_in_tree(u, n->size, 5), number = 1;

    for (uint32_t place = size; place-- > 0;)
        number = number << 1 | choose(u, size - place <= 3 ? &n->first[size][number] : &n->rest[place]);
    return number;
}

/* ---- steps */

static int read_letter(unpacking *u) {
    uint8_t before = u->done > 0 ? (uint8_t)u->out[u->done - 1] : 0;

    u->out[u->done++] = (char)choose_in_tree(u, u->chances.letters[before >> 5], 8);
    return !u->is_short;
}

/* What is copied may overlap what is written: a row of spaces is one space, copied from one back. */
static int copy_back(unpacking *u, size_t back, size_t count) {
    if (u->is_short || back > u->done + u->before_length || count > u->length - u->done) return 0;
    for (; count > 0 && back > u->done; count--, u->done++) u->out[u->done] = u->before[u->before_length + u->done - back];
    for (; count > 0; count--, u->done++) u->out[u->done] = u->out[u->done - back];
    return 1;
}

static int read_match(unpacking *u, uint32_t *back, uint32_t was_match) {
    uint32_t once_more = choose(u, &u->chances.is_once_more[was_match]), count = read_number(u, &u->chances.count);

    if (!once_more) *back = read_number(u, &u->chances.back[MIN_OF(count, 4) - 1]);
    return copy_back(u, *back, (size_t)count + LEAST_MATCH - 1);
}

static int read_steps(unpacking *u) {
    uint32_t back = 1, was_match = 0;

    while (u->done < u->length) {
        uint32_t is_match = choose(u, &u->chances.is_match[was_match]);
        if (!(is_match ? read_match(u, &back, was_match) : read_letter(u))) return 0;
        was_match = is_match;
    }
    return u->at == u->end;
}

static int read_plain(unpacking *u) {
    if ((size_t)(u->end - u->at) != u->length) return 0;
    if (u->length > 0) memcpy(u->out, u->at, u->length);
    return 1;
}

int asbi_unpack(char *out, const packed_text *packed, const char *before, size_t before_length) {
    unpacking u = {.at = packed->bytes, .end = packed->bytes + packed->size, .range = UINT32_MAX};
    chance *chances = (chance *)&u.chances;

    u.out = out, u.length = packed->length;
    u.before = before, u.before_length = before_length;
    switch (next_byte(&u)) {
    case 0: return !u.is_short && read_plain(&u);
    case 1: break;
    default: return 0;
    }
    for (size_t i = 0; i < sizeof u.chances / sizeof *chances; i++) chances[i] = CHANCE_WHOLE / 2;
    for (int i = 0; i < 4; i++) u.code = u.code << 8 | next_byte(&u);
    return read_steps(&u) && !u.is_short;
}

const char *asbi_unpack_once(char *out, const packed_text *packed, atomic_int *state, const char *before, size_t before_length) {
    enum { PACKED, UNPACKING, UNPACKED };
    int expected = PACKED, is_whole;

    if (atomic_load_explicit(state, memory_order_acquire) == UNPACKED) return out;
    if (atomic_compare_exchange_strong(state, &expected, UNPACKING)) {
        is_whole = asbi_unpack(out, packed, before, before_length);
        PROVEN(is_whole);
        (void)is_whole;
        atomic_store_explicit(state, UNPACKED, memory_order_release);
    }
    while (atomic_load_explicit(state, memory_order_acquire) != UNPACKED) continue;
    return out;
}

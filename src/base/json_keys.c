/* The keys of an object: sorting its members, and seeing whether a key is there twice.
 *
 * Few keys, as objects usually have, are compared with each other. Many are sorted, on a heap, and not hashed: a hash could
 * be made to collide by whoever wrote the document. */
#include "json_parts.h"

#include <asb/error.h>
#include <string.h>

enum { FEW = 16 };

static int is_earlier(const json_value *a, const json_value *b) {
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

/* Members of one object that were read have different places; for those that were built, order among equals does not matter. */
static int is_before(const json_value *a, const json_value *b) {
    int order = asbi_text_compare(a->key, b->key);

    return order != 0 ? order < 0 : is_earlier(a, b);
}

/* A member with the first eight bytes of its key as a number, by which most pairs are told apart. */
typedef struct ranked {
    uint64_t rank;
    const json_value *member;
} ranked;

static uint64_t rank_of(text key) {
    const unsigned char *c = (const unsigned char *)key.at;
    uint64_t rank = 0;

    if (key.length >= 8)
        return (uint64_t)c[0] << 56 | (uint64_t)c[1] << 48 | (uint64_t)c[2] << 40 | (uint64_t)c[3] << 32 | (uint64_t)c[4] << 24 |
            (uint64_t)c[5] << 16 | (uint64_t)c[6] << 8 | (uint64_t)c[7];
    for (size_t i = 0; i < key.length; i++) rank |= (uint64_t)c[i] << (56 - 8 * i);
    return rank;
}

static int is_ranked_before(const ranked *a, const ranked *b) {
    return a->rank != b->rank ? a->rank < b->rank : is_before(a->member, b->member);
}

static void sort_few(const json_value **members, size_t count) {
    ranked sorted[FEW];

    for (size_t i = 0; i < count; i++) {
        ranked moving = {rank_of(members[i]->key), members[i]};
        size_t at = i;
        for (; at > 0 && is_ranked_before(&moving, &sorted[at - 1]); at--) sorted[at] = sorted[at - 1];
        sorted[at] = moving;
    }
    for (size_t i = 0; i < count; i++) members[i] = sorted[i].member;
}

static void sink(const json_value **heap, size_t at, size_t count) {
    const json_value *moving = heap[at];

    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && is_before(heap[child], heap[child + 1])) child++;
        if (!is_before(moving, heap[child])) break;
        heap[at] = heap[child];
    }
    heap[at] = moving;
}

static int is_sorted(const json_value **members, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (is_before(members[i], members[i - 1])) return 0;
    return 1;
}

void asbi_json_sort(const json_value **members, size_t count) {
    if (count <= FEW) {
        sort_few(members, count);
        return;
    }
    if (is_sorted(members, count)) return;
    for (size_t i = count / 2; i > 0; i--) sink(members, i - 1, count);
    for (size_t last = count - 1; last > 0; last--) {
        const json_value *biggest = members[0];
        members[0] = members[last];
        members[last] = biggest;
        sink(members, 0, last);
    }
}

static int is_same_key(const json_value *a, const json_value *b) {
    return a->key.length == b->key.length && memcmp(a->key.at, b->key.at, a->key.length) == 0;
}

static int has_earlier(const json_value *object, const json_value *m) {
    for (const json_value *earlier = object->first; earlier != m; earlier = earlier->next)
        if (is_same_key(earlier, m)) return 1;
    return 0;
}

/* One of 64 marks for a key. Keys that are the same have the same mark, so only a mark that comes again is worth comparing. */
static uint64_t mark_of(text key) {
    const unsigned char *c = (const unsigned char *)key.at;

    if (key.length == 0) return 1;
    return UINT64_C(1) << ((key.length * 5u + c[0] * 3u + c[key.length / 2] * 11u + c[key.length - 1]) & 63);
}

static const json_value *find_twice_of_few(const json_value *object) {
    uint64_t seen = 0;

    for (const json_value *m = object->first; m != NULL; m = m->next) {
        uint64_t mark = mark_of(m->key);
        if ((seen & mark) != 0 && has_earlier(object, m)) return m;
        seen |= mark;
    }
    return NULL;
}

static int is_ascending(const json_value *object) {
    for (const json_value *m = object->first; m->next != NULL; m = m->next)
        if (asbi_text_compare(m->key, m->next->key) >= 0) return 0;
    return 1;
}

/* Equal keys are side by side, in their order in the document. */
static const json_value *find_twice(const json_value **sorted, uint32_t count) {
    const json_value *first = NULL;

    for (uint32_t i = 1; i < count; i++)
        if (is_same_key(sorted[i - 1], sorted[i]) && (first == NULL || is_earlier(sorted[i], first))) first = sorted[i];
    return first;
}

/* The array for sorting is given back to the arena at once. */
static int32_t find_twice_of_many(const json_value **out, arena *a, const json_value *object) {
    arena_mark mark = asbi_arena_mark(a);
    const json_value **sorted;
    uint32_t count = 0;

    *out = NULL;
    if (is_ascending(object)) return ASB_OK;
    sorted = asbi_arena_array(a, object->count, sizeof *sorted);
    if (sorted == NULL) return ASB_ENOMEM;
    for (const json_value *m = object->first; m != NULL; m = m->next) sorted[count++] = m;
    asbi_json_sort(sorted, count);
    *out = find_twice(sorted, count);
    asbi_arena_rewind(a, mark);
    return ASB_OK;
}

int32_t asbi_json_find_twice(const json_value **out, arena *a, const json_value *object) {
    if (object->count > FEW) return find_twice_of_many(out, a, object);
    *out = find_twice_of_few(object);
    return ASB_OK;
}

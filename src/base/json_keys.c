/* The keys of an object: sorting its members, and seeing whether a key is there twice.
 *
 * Whether a key of few, as objects usually have, may be there twice is known when it has been read, by its mark; only a mark that comes again is worth comparing. Many are
 * sorted, on a heap, and not hashed: a hash could be made to collide by whoever wrote the document. */
#include "json_parts.h"

#include "bytes.h"

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
    size_t n = key.length;

    if (n >= 8) return (uint64_t)asbi_get32_big(c) << 32 | asbi_get32_big(c + 4);
    if (n >= 4) return (uint64_t)asbi_get32_big(c) << 32 | ((uint64_t)asbi_get32_big(c + n - 4) << (8 * (8 - n)) & UINT32_MAX);
    if (n == 0) return 0;
    return (uint64_t)c[0] << 56 | (uint64_t)c[n / 2] << (56 - 8 * (n / 2)) | (uint64_t)c[n - 1] << (56 - 8 * (n - 1));
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

static int is_ascending(const json_value *object) {
    for (const json_value *m = asbi_json_first(object); m->next != NULL; m = m->next)
        if (asbi_text_compare(m->key, m->next->key) >= 0) return 0;
    return 1;
}

/* Equal keys are side by side, in their order in the document. */
static const json_value *find_twice(const json_value **sorted, uint32_t count) {
    const json_value *first = NULL;

    for (uint32_t i = 1; i < count; i++)
        if (asbi_text_equal(sorted[i - 1]->key, sorted[i]->key) && (first == NULL || is_earlier(sorted[i], first))) first = sorted[i];
    return first;
}

/* The array for sorting is given back to the arena at once. */
int32_t asbi_json_find_twice(const json_value **out, arena *a, const json_value *object) {
    arena_mark mark = asbi_arena_mark(a);
    const json_value **sorted;
    uint32_t count = 0;

    *out = NULL;
    if (is_ascending(object)) return ASB_OK;
    sorted = asbi_arena_array(a, object->count, sizeof *sorted);
    if (sorted == NULL) return ASB_ENOMEM;
    for (const json_value *m = asbi_json_first(object); m != NULL; m = m->next) sorted[count++] = m;
    asbi_json_sort(sorted, count);
    *out = find_twice(sorted, count);
    asbi_arena_rewind(a, mark);
    return ASB_OK;
}

uintptr_t asbi_json_marked_again(uintptr_t marks, const json_value *object, uint32_t count, text key) {
    return count >= FEW || asbi_json_find(object, key) != NULL ? JSON_TWICE : marks;
}

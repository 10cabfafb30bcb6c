/* Texts of letters, beside a second implementation that reads the text itself, again and again, and compiles nothing. Both must find the same texts wrong, stop
 * at the same empty field, or make the same letter. The first four bytes say which fields are empty, the fifth how long the lists are; the rest is the text. */
#include "document/template.h"

#include "base/memory.h"

#include <asb/error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { HEAD = 5, MOST_TEXT = 4000, MOST_OUT = 1 << 16, MOST_DEEP = 64, MOST_LISTS = 6 };

typedef struct letter {
    const char *text;
    size_t length;
    uint32_t empty; /* bit n: field n; of entries too */
    uint32_t entries[MERGE_COUNT];
    char out[MOST_OUT];
    size_t made;
    uint32_t missing;
    int too_long;
} letter;

static void fail(const char *what, const letter *l) {
    fprintf(stderr, "%s: %.*s\n", what, (int)l->length, l->text);
    abort();
}

/* ---- tags, found by looking */

typedef struct mark {
    char sort; /* '#', '^', '/', or 0: a field; '!': not closed */
    const char *name;
    size_t length, begins, ends;
} mark;

/* The next tag from `at` on; 0 where there is none. */
static int find_tag(const letter *l, size_t at, mark *out) {
    for (; at + 1 < l->length; at++)
        if (l->text[at] == '{' && l->text[at + 1] == '{') break;
    if (at + 1 >= l->length) return 0;
    size_t close = at + 2;
    while (close + 1 < l->length && !(l->text[close] == '}' && l->text[close + 1] == '}')) close++;
    *out = (mark){0, l->text + at + 2, close - at - 2, at, close + 2};
    if (close + 1 >= l->length) return out->sort = '!', 1;
    if (out->length > 1 && memchr("#^/", out->name[0], 3)) out->sort = *out->name++, out->length--;
    return 1;
}

static uint32_t field_of(const mark *t) {
    for (uint32_t i = 0; i < MERGE_COUNT; i++) {
        const char *name = asbi_merge_field(i)->name;
        if (strlen(name) == t->length && !memcmp(name, t->name, t->length)) return i;
    }
    return MERGE_COUNT;
}

static int is_list(uint32_t field) {
    return field < MERGE_COUNT && asbi_merge_field(field)->type == MERGE_LIST;
}

static int is_entry(uint32_t field) {
    return field < MERGE_COUNT && asbi_merge_field(field)->type == MERGE_ENTRY;
}

/* ---- is it right? */

typedef struct nest {
    mark open[MOST_DEEP];
    int depth, lists, most_lists;
} nest;

static int counts(const mark *t) {
    return t->sort == '#' && is_list(field_of(t));
}

static int close_it(nest *n, const mark *t) {
    if (!n->depth) return 0;
    const mark *top = &n->open[--n->depth];
    n->lists -= counts(top);
    return top->length == t->length && !memcmp(top->name, t->name, t->length);
}

static int open_it(nest *n, const mark *t) {
    if (n->depth == MOST_DEEP) return 0;
    n->open[n->depth++] = *t;
    n->lists += counts(t);
    if (n->lists > n->most_lists) n->most_lists = n->lists;
    return 1;
}

static int is_right(const letter *l, int *lists) {
    nest n = {.depth = 0};
    mark t;
    for (size_t at = 0; find_tag(l, at, &t); at = t.ends) {
        uint32_t field = field_of(&t);
        if (t.sort == '!') return 0;
        if (t.sort == '/') {
            if (!close_it(&n, &t)) return 0;
            continue;
        }
        if (field == MERGE_COUNT || (is_entry(field) && !n.lists)) return 0;
        if (!t.sort && is_list(field)) return 0;
        if (t.sort && !open_it(&n, &t)) return 0;
    }
    *lists = n.most_lists;
    return !n.depth;
}

/* ---- the letter */

static void put(letter *l, const char *words, size_t length) {
    if (length > sizeof l->out - l->made) {
        l->too_long = 1;
        return;
    }
    memcpy(l->out + l->made, words, length);
    l->made += length;
}

/* What stands for a field, in entry `entry` of list `list`. */
static size_t words_of(const letter *l, uint32_t field, uint32_t list, uint32_t entry, char out[64]) {
    if (l->empty >> field & 1 && !(is_entry(field) && entry == 0)) return 0;
    if (is_entry(field)) return (size_t)snprintf(out, 64, "<%s %u of %u>", asbi_merge_field(field)->name, (unsigned)entry, (unsigned)list);
    return (size_t)snprintf(out, 64, "[%s]", asbi_merge_field(field)->name);
}

/* The end of the section that begins at `t`: its closing tag. */
static mark closing(const letter *l, const mark *t) {
    mark in = *t;
    for (int depth = 1; depth > 0;) {
        if (!find_tag(l, in.ends, &in)) fail("a section that is right has no end", l);
        depth += in.sort == '/' ? -1 : in.sort != 0;
    }
    return in;
}

static void put_range(letter *l, size_t from, size_t to, uint32_t list, uint32_t entry);

static void put_section(letter *l, const mark *t, size_t to, uint32_t list, uint32_t entry) {
    char words[64];
    uint32_t field = field_of(t);
    int there = is_list(field) ? l->entries[field] > 0 : words_of(l, field, list, entry, words) > 0;
    if (t->sort == '^') {
        if (!there) put_range(l, t->ends, to, list, entry);
    } else if (!is_list(field)) {
        if (there) put_range(l, t->ends, to, list, entry);
    } else {
        for (uint32_t i = 0; i < l->entries[field]; i++) put_range(l, t->ends, to, field, i);
    }
}

static void put_field(letter *l, const mark *t, uint32_t list, uint32_t entry) {
    char words[64];
    size_t length = words_of(l, field_of(t), list, entry, words);
    if (!length) l->missing = field_of(t);
    put(l, words, length);
}

static void put_range(letter *l, size_t from, size_t to, uint32_t list, uint32_t entry) {
    mark t;
    for (size_t at = from; l->missing == MERGE_COUNT && !l->too_long; at = t.ends) {
        int found = find_tag(l, at, &t) && t.begins < to;
        put(l, l->text + at, (found ? t.begins : to) - at);
        if (!found) return;
        if (!t.sort) {
            put_field(l, &t, list, entry);
            continue;
        }
        mark end = closing(l, &t);
        put_section(l, &t, end.begins, list, entry);
        t = end;
    }
}

/* ---- the library's */

static void count_problem(void *self, const char *code, text name, const char *hint) {
    if (!code[0] || (name.length && !name.at) || (hint && !hint[0])) abort();
    ++*(int *)self;
}

static merge_span put_words(merge_values *v, const char *words, size_t length) {
    size_t from = v->words.length;
    asbi_put_bytes(&v->words, words, length);
    return asbi_merge_since(v, from);
}

static void put_values(merge_values *v, const letter *l) {
    char words[64];
    for (uint32_t field = 0; field < MERGE_COUNT; field++) {
        if (asbi_merge_field(field)->type == MERGE_TEXT) v->texts[field] = put_words(v, words, words_of(l, field, 0, 0, words));
        if (!is_list(field)) continue;
        for (uint32_t i = 0; i < l->entries[field]; i++) {
            merge_entry e;
            e.text = put_words(v, words, words_of(l, MERGE_text, field, i, words));
            e.due = put_words(v, words, words_of(l, MERGE_due, field, i, words));
            asbi_merge_add(v, field, e);
        }
    }
}

static void compare(letter *l, memory *m) {
    letter_code code;
    merge_values v;
    buffer out;
    arena a;
    asbi_arena_init(&a, m);
    asbi_buffer_init(&out, m, SIZE_MAX);
    asbi_merge_begin(&v, m, SIZE_MAX);
    if (asbi_letter_compile(&code, &a, (text){l->text, l->length})) abort();
    put_values(&v, l);
    uint32_t missing = asbi_template_put(&out, &code, &v);
    if (out.status) abort();
    if (missing != l->missing) fail("another field is missing", l);
    if (missing == MERGE_COUNT && (out.length != l->made || (l->made && memcmp(out.data, l->out, l->made)))) {
        fprintf(stderr, "--- is\n%.*s\n--- wanted\n%.*s\n", (int)out.length, out.data, (int)l->made, l->out);
        fail("another letter", l);
    }
    asbi_merge_end(&v);
    asbi_buffer_free(&out);
    asbi_arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static letter l;
    memory m = {.resize = asbi_memory_libc};
    int problems = 0, lists = 0;
    if (size <= HEAD || size > MOST_TEXT) return 0;
    l.text = (const char *)data + HEAD;
    l.length = size - HEAD;
    memcpy(&l.empty, data, sizeof l.empty);
    for (uint32_t i = 0; i < MERGE_COUNT; i++) l.entries[i] = is_list(i) ? (uint32_t)(data[4] + i) % 4 : 0;
    l.made = 0;
    l.too_long = 0;
    l.missing = MERGE_COUNT;
    asbi_letter_check((text){l.text, l.length}, count_problem, &problems);
    int right = is_right(&l, &lists);
    if (right != !problems) fail(right ? "found wrong" : "not found wrong", &l);
    if (!right || lists > MOST_LISTS) return 0; /* six lists in one another are 729 entries */
    put_range(&l, 0, l.length, 0, 0);
    if (!l.too_long) compare(&l, &m);
    if (m.used) abort();
    return 0;
}

/* Reading the texts of letters: into pieces, which are then checked or compiled. */
#include "letter.h"
#include "../base/container.h"
#include "nearest.h"
#include <asb/error.h>
#include <string.h>

enum { MOST_SECTIONS = 64 };

static const merge_field merge_fields[] = {
#define FIELD(name, type, label) {#name, label, type},
#include "merge_fields.inc"
#undef FIELD
};

const merge_field *asbi_merge_field(uint32_t id) {
    return id < MERGE_COUNT ? &merge_fields[id] : NULL;
}

uint32_t asbi_merge_find(text name) {
    uint32_t id = 0;
    while (id < MERGE_COUNT && !asbi_text_is(name, merge_fields[id].name)) id++;
    return id;
}

static int is_of_type(text name, merge_type type) {
    uint32_t id = asbi_merge_find(name);
    return id < MERGE_COUNT && merge_fields[id].type == type;
}

/* ---- pieces */

typedef enum piece_type { PIECE_WORDS, PIECE_FIELD, PIECE_EACH, PIECE_UNLESS, PIECE_CLOSE, PIECE_TORN } piece_type;
typedef struct piece {
    piece_type type;
    text text; /* the words, or the name */
} piece;

static const char *find(const char *at, const char *end, char brace) {
    while ((at = memchr(at, brace, (size_t)(end - at))) != NULL && at + 1 < end) {
        if (at[1] == brace) return at;
        at++;
    }
    return NULL;
}

static piece tag(text name) {
    static const char signs[] = "#^/";
    static const piece_type types[] = {PIECE_EACH, PIECE_UNLESS, PIECE_CLOSE};
    const char *sign = name.length > 1 ? memchr(signs, name.at[0], 3) : NULL;
    return sign ? (piece){types[sign - signs], {name.at + 1, name.length - 1}} : (piece){PIECE_FIELD, name};
}

/* What begins at *at, which moves on; 0 at the end. A field that is not closed is TORN, and the last. */
static int next_piece(piece *out, const char **at, const char *end) {
    if (*at == end) return 0;
    const char *open = find(*at, end, '{'), *close = open == *at ? find(open + 2, end, '}') : NULL;
    if (open != *at) {
        *out = (piece){PIECE_WORDS, {*at, (size_t)((open ? open : end) - *at)}};
        *at += out->text.length;
    } else if (close) {
        *out = tag((text){open + 2, (size_t)(close - open - 2)});
        *at = close + 2;
    } else {
        *out = (piece){PIECE_TORN, {open + 2, (size_t)(end - open - 2)}};
        *at = end;
    }
    return 1;
}

/* ---- checking */

typedef struct section {
    text name;
    int is_list; /* and not about its absence */
} section;

typedef struct letter_check {
    letter_problem problem;
    void *self;
    section open[MOST_SECTIONS];
    uint32_t depth;
} letter_check;

static void refuse(letter_check *l, const char *code, text name) {
    l->problem(l->self, code, name, NULL);
}

static void refuse_field(letter_check *l, text name) {
    nearest n = asbi_nearest(name);
    for (uint32_t i = 0; i < MERGE_COUNT; i++)
        if (merge_fields[i].type != MERGE_ENTRY) asbi_nearest_offer(&n, asbi_text(merge_fields[i].name));
    l->problem(l->self, "policy-letter-field", name, asbi_nearest_hint(&n));
}

static int is_in_list(const letter_check *l) {
    for (uint32_t i = 0; i < l->depth; i++)
        if (l->open[i].is_list) return 1;
    return 0;
}

/* A field, as itself or as the name of a section. */
static void check_name(letter_check *l, text name) {
    if (asbi_merge_find(name) == MERGE_COUNT)
        refuse_field(l, name);
    else if (is_of_type(name, MERGE_ENTRY) && !is_in_list(l))
        refuse(l, "policy-letter-entry", name);
}

static void open_section(letter_check *l, text name, int is_absence) {
    check_name(l, name);
    if (l->depth == MOST_SECTIONS)
        refuse(l, "policy-letter-deep", name);
    else
        l->open[l->depth++] = (section){name, !is_absence && is_of_type(name, MERGE_LIST)};
}

/* One that closes out of order closes what it names, so that one slip is one problem. */
static void close_section(letter_check *l, text name) {
    uint32_t at = l->depth;
    while (at > 0 && !asbi_text_equal(l->open[at - 1].name, name)) at--;
    if (at == 0 || at != l->depth) refuse(l, at == 0 ? "policy-letter-close" : "policy-letter-order", name);
    if (at > 0) l->depth = at - 1;
}

static void check_piece(letter_check *l, const piece *p) {
    switch (p->type) {
    case PIECE_WORDS: break;
    case PIECE_EACH:
    case PIECE_UNLESS: open_section(l, p->text, p->type == PIECE_UNLESS); break;
    case PIECE_CLOSE: close_section(l, p->text); break;
    case PIECE_TORN: refuse(l, "policy-letter-brace", p->text); break;
    case PIECE_FIELD:
        if (is_of_type(p->text, MERGE_LIST))
            refuse(l, "policy-letter-list", p->text);
        else
            check_name(l, p->text);
        break;
    }
}

void asbi_letter_check(text t, letter_problem problem, void *self) {
    letter_check l = {.problem = problem, .self = self};
    const char *at = t.at;
    piece p = {PIECE_WORDS, {NULL, 0}};
    while (next_piece(&p, &at, t.at + t.length)) check_piece(&l, &p);
    if (p.type == PIECE_TORN) return;
    while (l.depth > 0) refuse(&l, "policy-letter-open", l.open[--l.depth].name);
}

/* ---- compiling */

static uint32_t count_steps(text t) {
    const char *at = t.at;
    uint32_t count = 0;
    piece p;
    while (next_piece(&p, &at, t.at + t.length)) count += p.type != PIECE_CLOSE;
    return count;
}

static letter_step step_of(const piece *p) {
    static const uint8_t ops[] = {
        [PIECE_WORDS] = LETTER_WORDS, [PIECE_FIELD] = LETTER_FIELD, [PIECE_EACH] = LETTER_EACH, [PIECE_UNLESS] = LETTER_UNLESS};
    if (p->type == PIECE_WORDS) return (letter_step){.op = LETTER_WORDS, .words = p->text};
    return (letter_step){.op = ops[p->type], .field = (uint8_t)asbi_merge_find(p->text)};
}

static void add_step(letter_code *code, const piece *p) {
    letter_step s = step_of(p);
    if (s.op != LETTER_WORDS) code->fields |= UINT32_C(1) << s.field;
    code->steps[code->count++] = s;
}

int32_t asbi_letter_compile(letter_code *out, arena *a, text t) {
    const char *at = t.at;
    uint32_t open[MOST_SECTIONS], depth = 0;
    piece p;
    *out = (letter_code){asbi_arena_array(a, count_steps(t), sizeof *out->steps), 0, 0, t.length};
    if (!out->steps) return ASB_ENOMEM;
    while (next_piece(&p, &at, t.at + t.length)) {
        if (p.type == PIECE_CLOSE) {
            out->steps[open[--depth]].past = out->count;
            continue;
        }
        if (p.type == PIECE_EACH || p.type == PIECE_UNLESS) open[depth++] = out->count;
        add_step(out, &p);
    }
    return ASB_OK;
}

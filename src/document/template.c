/* Putting a letter together. The method is described in template.h. */
#include "template.h"
#include <asb/error.h>

enum { MOST_ENTRIES = 1000000, MOST_STEPS = 50000000 };

void asbi_merge_begin(merge_values *v, memory *m, size_t limit) {
    *v = (merge_values){.entries = NULL};
    asbi_buffer_init(&v->words, m, limit);
}

void asbi_merge_end(merge_values *v) {
    asbi_release(v->words.memory, v->entries, v->entry_capacity * sizeof *v->entries);
    asbi_buffer_free(&v->words);
}

merge_span asbi_merge_since(const merge_values *v, size_t from) {
    return (merge_span){from, v->words.length - from};
}

text asbi_merge_text(const merge_values *v, merge_span s) {
    return s.length ? (text){v->words.data + s.at, s.length} : (text){"", 0};
}

void asbi_merge_add(merge_values *v, uint32_t list, merge_entry e) {
    int32_t status = v->words.status;
    if (!status)
        status = asbi_grow(v->words.memory, &v->entries, &v->entry_capacity, (uint64_t)v->entry_count + 1, sizeof *v->entries,
                           MOST_ENTRIES);
    v->words.status = status;
    if (status) return;
    if (v->lists[list].count++ == 0) v->lists[list].first = v->entry_count;
    v->entries[v->entry_count++] = e;
}

/* ---- the walk */

typedef struct walk {
    buffer *out;
    const letter_code *code;
    const merge_values *v;
    uint32_t missing;
    uint32_t steps; /* taken so far: lists within lists within lists come to an end */
} walk;

static int goes_on(walk *w) {
    if (++w->steps == MOST_STEPS) w->out->status = ASB_ELIMIT;
    return w->missing == MERGE_COUNT && !w->out->status;
}

static merge_span value_of(const walk *w, uint32_t field, const merge_entry *entry) {
    if (field == MERGE_text) return entry->text;
    if (field == MERGE_due) return entry->due;
    return w->v->texts[field];
}

static int is_there(const walk *w, uint32_t field, const merge_entry *entry) {
    if (asbi_merge_field(field)->type == MERGE_LIST) return w->v->lists[field].count > 0;
    return value_of(w, field, entry).length > 0;
}

static void put_range(walk *w, uint32_t first, uint32_t past, const merge_entry *entry);

static void put_each(walk *w, const letter_step *s, uint32_t first, const merge_entry *entry) {
    const merge_values *v = w->v;
    if (asbi_merge_field(s->field)->type != MERGE_LIST) {
        if (is_there(w, s->field, entry)) put_range(w, first, s->past, entry);
        return;
    }
    for (uint32_t i = 0; i < v->lists[s->field].count && goes_on(w); i++)
        put_range(w, first, s->past, &v->entries[v->lists[s->field].first + i]);
}

static void put_field(walk *w, uint32_t field, const merge_entry *entry) {
    text t = asbi_merge_text(w->v, value_of(w, field, entry));
    if (t.length)
        asbi_put_bytes(w->out, t.at, t.length);
    else
        w->missing = field;
}

/* Sections are nested at most as deep as their checking allows. */
static void put_range(walk *w, uint32_t first, uint32_t past, const merge_entry *entry) {
    for (uint32_t i = first; i < past && goes_on(w);) {
        const letter_step *s = &w->code->steps[i++];
        switch (s->op) {
        case LETTER_WORDS: asbi_put_bytes(w->out, s->words.at, s->words.length); break;
        case LETTER_FIELD: put_field(w, s->field, entry); break;
        case LETTER_EACH: put_each(w, s, i, entry), i = s->past; break;
        case LETTER_UNLESS:
            if (!is_there(w, s->field, entry)) put_range(w, i, s->past, entry);
            i = s->past;
            break;
        }
    }
}

uint32_t asbi_template_put(buffer *out, const letter_code *code, const merge_values *v) {
    walk w = {out, code, v, MERGE_COUNT, 0};
    asbi_buffer_reserve(out, code->length + v->words.length);
    put_range(&w, 0, code->count, NULL);
    return w.missing;
}

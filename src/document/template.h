/* A letter's text with its values put in.
 *
 * Method. The text was compiled when it came in (policy/letter.h). The values that it asks for, and no others, are put one after the other into one buffer (merge.c), and
 * known by where they stand there; making the letter is then one walk over the steps. A field that is empty and not provided for ends it. */
#ifndef ASBI_TEMPLATE_H
#define ASBI_TEMPLATE_H

#include "../base/buffer.h"
#include "../policy/letter.h"

typedef struct merge_span {
    size_t at, length; /* of `words`; length 0: there is nothing */
} merge_span;
typedef struct merge_entry {
    merge_span text, due;
} merge_entry;

typedef struct merge_values {
    buffer words;
    merge_span texts[MERGE_COUNT];
    const char *why[MERGE_COUNT]; /* why one is not there: a sentence for the officer, or NULL */
    merge_entry *entries;         /* of all lists */
    uint32_t entry_count, entry_capacity;
    struct {
        uint32_t first, count;
    } lists[MERGE_COUNT]; /* of `entries` */
} merge_values;

void asbi_merge_begin(merge_values *v, memory *m, size_t limit);
void asbi_merge_end(merge_values *v);
/* What was put into `words` since `from`. */
merge_span asbi_merge_since(const merge_values *v, size_t from);
text asbi_merge_text(const merge_values *v, merge_span s);
/* Another entry of a list, which must be the last that entries were added to. A failure sticks to `words`. */
void asbi_merge_add(merge_values *v, uint32_t list, merge_entry e);

/* Put the letter together. MERGE_COUNT; or the field that is wanted, and empty, with nothing promised of what is in `out`. */
uint32_t asbi_template_put(buffer *out, const letter_code *code, const merge_values *v);

#endif

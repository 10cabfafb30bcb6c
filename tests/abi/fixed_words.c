/* Prints src/policy/fixed_words.inc as it must be (fixed_words.py). Each word once, in the order in which policies number them. */
#include "base/text.c"
#include "base/words.c"
#include "policy/fixed.h"
#include "record/vocabulary.c"

#include <stdio.h>
#include <stdlib.h>

static const char own[] =
#define WORD(name, text) text "\0"
#include "policy/words.inc"
#undef WORD
    ;

static text found[FIXED_NUMBER];
static long places[FIXED_NUMBER];
static uint32_t count;

static void add(text t, const char *base) {
    for (uint32_t i = 0; i < count; i++)
        if (asbi_text_equal(found[i], t)) return;
    if (count == FIXED_NUMBER) {
        fputs("there are more words than FIXED_NUMBER_BITS can number\n", stderr);
        exit(1);
    }
    places[count] = (long)(t.at - base);
    found[count++] = t;
}

static void add_row(const char *row, const char *base) {
    for (; *row != '\0'; row = asbi_word_after(row)) add(asbi_text(row), base);
}

static void add_vocabulary(const char *base) {
    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++) {
        const kind_def *kind = asbi_kind((record_kind)k);
        add(asbi_text(asbi_kind_name(kind)), base);
        for (uint32_t i = 0; i < asbi_field_count(kind); i++) {
            add(asbi_field_name_text(asbi_field_at(kind, i)), base);
            add_row(asbi_field_choices(asbi_field_at(kind, i)), base);
        }
    }
}

static void print_slots(void) {
    uint32_t slots[FIXED_SLOTS] = {0};

    for (uint32_t i = 0; i < count; i++) {
        uint32_t hash = asbi_fixed_hash(found[i]), at = asbi_fixed_slot(hash);
        while (slots[at] != 0) at = (at + 1) & (FIXED_SLOTS - 1);
        slots[at] = asbi_fixed_mark(hash) << FIXED_NUMBER_BITS | (i + 1);
    }
    for (uint32_t i = 0; i < FIXED_SLOTS; i++) printf("%u,%s", (unsigned)slots[i], i % 16 == 15 ? "\n" : " ");
}

int main(void) {
    add_row(own, own);
    add_vocabulary(asbi_vocabulary_text(0));
    printf("/* Made by tests/abi/fixed_words.py --write. FIXED(place, length): each word, by its number; where it begins among the words "
           "of the code, or in the vocabulary. */\n"
           "#ifdef FIXED\n");
    for (uint32_t i = 0; i < count; i++) printf("FIXED(%ld, %u) /* %s */\n", places[i], (unsigned)found[i].length, found[i].at);
    printf("#endif\n#ifdef FIXED_TABLE\n");
    print_slots();
    printf("#endif\n");
    return 0;
}

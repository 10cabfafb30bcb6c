#include "words.h"

const char *asbi_words_at(const char *row, size_t index) {
    while (index-- > 0) row = asbi_word_after(row);
    return row;
}

int asbi_words_find(const char *row, text t) {
    int at = 0;

    for (; *row != '\0'; row = asbi_word_after(row), at++)
        if (asbi_text_is(t, row)) return at;
    return NO_WORD;
}

#include "sentences.h"

#include "container.h"
#include "unpack.h"

#include <string.h>

#ifdef ASB_PACKED

/* Made when the library is built, by policies/pack: each code and its sentence, one behind the other, each with its '\0'. */
extern const packed_text asbi_packed_sentences;
extern char asbi_sentences_room[];
extern atomic_int asbi_sentences_state;

static sentence next(const char **at) {
    sentence s = {*at, *at + strlen(*at) + 1};

    *at = s.words + strlen(s.words) + 1;
    return s;
}

static const char *begin(void) {
    return asbi_unpack_once(asbi_sentences_room, &asbi_packed_sentences, &asbi_sentences_state, NULL, 0);
}

static const char *end(void) {
    return asbi_sentences_room + asbi_packed_sentences.length;
}

sentence asbi_sentence(size_t index) {
    for (const char *at = begin(); at < end(); index--) {
        sentence s = next(&at);
        if (index == 0) return s;
    }
    return (sentence){NULL, NULL};
}

sentence asbi_sentence_find(const char *code) {
    for (const char *at = begin(); at < end();) {
        sentence s = next(&at);
        if (strcmp(s.code, code) == 0) return s;
    }
    return (sentence){NULL, NULL};
}

size_t asbi_sentence_count(void) {
    size_t count = 0;

    for (const char *at = begin(); at < end(); count++) next(&at);
    return count;
}

#else

static const sentence sentences[] = {
#include "messages.inc"
};

sentence asbi_sentence(size_t index) {
    return index < COUNT_OF(sentences) ? sentences[index] : (sentence){NULL, NULL};
}

sentence asbi_sentence_find(const char *code) {
    size_t i = 0;

    while (i < COUNT_OF(sentences) && strcmp(sentences[i].code, code) != 0) i++;
    return asbi_sentence(i);
}

size_t asbi_sentence_count(void) {
    return COUNT_OF(sentences);
}

#endif

/* The sentences of messages.inc. Where the library can be packed as it is built, they are kept so (unpack.h), and unpacked when the first message is made. */
#ifndef ASBI_SENTENCES_H
#define ASBI_SENTENCES_H

#include <stddef.h>

typedef struct sentence {
    const char *code, *words; /* static; NULL past the end, or where there is none */
} sentence;

sentence asbi_sentence(size_t index);
sentence asbi_sentence_find(const char *code);
size_t asbi_sentence_count(void);

#endif

/* Buffer: a growing text with a maximum that it is born with. An error sticks: test `status` once, at the end. */
#ifndef ASBI_BUFFER_H
#define ASBI_BUFFER_H

#include "memory.h"

typedef struct buffer {
    memory *memory;
    char *data; /* '\0' after the last byte whenever it is not NULL */
    size_t length, capacity, limit;
    int32_t status; /* ASB_OK, ASB_ENOMEM, ASB_ELIMIT */
} buffer;

void asbi_buffer_init(buffer *b, memory *m, size_t limit);
void asbi_buffer_free(buffer *b);
void asbi_buffer_clear(buffer *b); /* empty again, keeps its memory, forgets its error */

/* Room for so many bytes more, taken at once: for whoever knows about how long a text will be. A failure sticks. */
void asbi_buffer_reserve(buffer *b, size_t more);

void asbi_put_bytes(buffer *b, const void *bytes, size_t length);
void asbi_put(buffer *b, const char *text);
void asbi_put_char(buffer *b, char c);
/* The same, mostly without a call: for whoever puts very many. */
static inline void asbi_put_quick(buffer *b, char c) {
    if (b->status == 0 && b->length + 1 < b->capacity) {
        b->data[b->length++] = c;
        b->data[b->length] = '\0';
    } else {
        asbi_put_char(b, c);
    }
}
void asbi_put_int(buffer *b, int64_t number);
void asbi_put_padded(buffer *b, uint64_t number, unsigned digits); /* with leading zeros */

/* %s text, %i int64_t, %u uint64_t, %% a per cent sign; nothing else. Independent of the locale. */
void asbi_put_format(buffer *b, const char *format, ...);

#endif

/* A growing text. Its limit counts the bytes of the text; the '\0' after it comes on top. */
#include "buffer.h"

#include <asb/error.h>
#include <stdarg.h>
#include <string.h>

enum { FIRST_CAPACITY = 128, DIGITS_OF_64_BITS = 20 };

void asbi_buffer_init(buffer *b, memory *m, size_t limit) {
    memset(b, 0, sizeof *b);
    b->memory = m;
    b->limit = limit < PTRDIFF_MAX ? limit : PTRDIFF_MAX - 1;
}

void asbi_buffer_free(buffer *b) {
    asbi_release(b->memory, b->data, b->capacity);
    b->data = NULL;
    b->length = b->capacity = 0;
    b->status = ASB_OK;
}

void asbi_buffer_clear(buffer *b) {
    b->length = 0;
    b->status = ASB_OK;
    if (b->data != NULL) b->data[0] = '\0';
}

/* Room for `need` bytes and the '\0'. */
static int32_t make_room(buffer *b, size_t need) {
    size_t capacity = b->capacity < FIRST_CAPACITY / 2 ? FIRST_CAPACITY : b->capacity * 2;
    char *data;

    if (capacity > b->limit + 1) capacity = b->limit + 1;
    if (capacity < need + 1) capacity = need + 1;
    data = asbi_resize(b->memory, b->data, b->capacity, capacity);
    if (data == NULL) return ASB_ENOMEM;
    b->data = data;
    b->capacity = capacity;
    return ASB_OK;
}

void asbi_buffer_reserve(buffer *b, size_t more) {
    if (b->status != ASB_OK || more > b->limit - b->length || b->length + more < b->capacity) return;
    b->status = make_room(b, b->length + more);
    if (b->status == ASB_OK) b->data[b->length] = '\0';
}

void asbi_put_bytes(buffer *b, const void *bytes, size_t length) {
    if (b->status != ASB_OK) return;
    if (length > b->limit - b->length) {
        b->status = ASB_ELIMIT;
        return;
    }
    if (b->length + length >= b->capacity) {
        b->status = make_room(b, b->length + length);
        if (b->status != ASB_OK) return;
    }
    if (length > 0) memcpy(b->data + b->length, bytes, length);
    b->length += length;
    b->data[b->length] = '\0';
}

void asbi_put(buffer *b, const char *text) {
    if (text != NULL) asbi_put_bytes(b, text, strlen(text));
}

void asbi_put_char(buffer *b, char c) {
    asbi_put_bytes(b, &c, 1);
}

void asbi_put_padded(buffer *b, uint64_t number, unsigned digits) {
    char text[DIGITS_OF_64_BITS];
    size_t at = sizeof text;

    do {
        text[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    while (at > 0 && sizeof text - at < digits) text[--at] = '0';
    for (size_t have = sizeof text; have < digits; have++) asbi_put_char(b, '0');
    asbi_put_bytes(b, text + at, sizeof text - at);
}

void asbi_put_int(buffer *b, int64_t number) {
    if (number < 0) asbi_put_char(b, '-');
    /* In unsigned arithmetic the smallest number has an absolute value too. */
    asbi_put_padded(b, number < 0 ? 0 - (uint64_t)number : (uint64_t)number, 1);
}

void asbi_put_format(buffer *b, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    while (*format != '\0') {
        size_t plain = strcspn(format, "%");
        asbi_put_bytes(b, format, plain);
        format += plain;
        if (format[0] == '\0') break;
        switch (format[1]) {
        case 's': asbi_put(b, va_arg(arguments, const char *)); break;
        case 'i': asbi_put_int(b, va_arg(arguments, int64_t)); break;
        case 'u': asbi_put_padded(b, va_arg(arguments, uint64_t), 1); break;
        default: asbi_put_char(b, format[1] == '%' ? '%' : format[0]); break;
        }
        format += strchr("siu%", format[1]) != NULL && format[1] != '\0' ? 2 : 1;
    }
    va_end(arguments);
}

/* Growing texts, and JSON written by hand. */
#ifndef ASB_COMMAND_WORDS_H
#define ASB_COMMAND_WORDS_H

#include <asb/json.h>
#include <stddef.h>

typedef struct words {
    char *data; /* '\0' after the last byte, once there is one */
    size_t length, size;
} words;

/* Memory that is there, or the program ends. */
void *more_room(void *block, size_t size);
char *copy_text(const char *text);

void words_bytes(words *w, const char *bytes, size_t length);
void words_add(words *w, const char *text);
void words_format(words *w, const char *format, ...);
const char *words_text(const words *w); /* never NULL */
void words_clear(words *w);
void words_free(words *w);

void words_json_bytes(words *w, const char *bytes, size_t length); /* a text with its quotation marks */
void words_json_text(words *w, const char *text);                  /* the same; null where it is NULL or "" */
/* A value as it stands in its document, without white space. Numbers keep their form, so that 1.0 does not become a whole number. */
void words_json_value(words *w, const asb_json *value);

#endif

/* Messages: every sentence for people has a stable code and named arguments beside the English, so that a host can
 * put it in its own words. The sentences stand in one table (messages.inc); nothing here allocates, so that running out
 * of memory can be reported too. Long arguments are cut at a whole character and end in "…". */
#ifndef ASBI_MESSAGE_H
#define ASBI_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

enum { MESSAGE_TEXT = 768, MESSAGE_ARGUMENTS = 768, MESSAGE_POINTER = 320, MESSAGE_FIELD = 96 };

typedef struct message {
    const char *code;                  /* lower-case words joined by hyphens; static */
    char text[MESSAGE_TEXT];           /* the English sentence */
    char arguments[MESSAGE_ARGUMENTS]; /* a JSON object of texts */
} message;

/* What went wrong, and where. Zero-initialised means nothing did. */
typedef struct fault {
    int32_t status;                /* ASB_OK or an ASB_E… */
    uint32_t line, column;         /* of a document, from 1; 0: not about a document. Columns count characters */
    char field[MESSAGE_FIELD];     /* the record's field, or "" */
    char pointer[MESSAGE_POINTER]; /* JSON pointer (RFC 6901), or "" */
    message message;
} fault;

/* Fill `out` from the table; then pairs of argument name and text, ended by NULL:
 *     asbi_message(&m, "unknown-party", "party", id, (char *)NULL);
 * An unknown code gives a sentence that says so (and a test finds it). */
void asbi_message(message *out, const char *code, ...);

/* Say what failed and give back `status`, for `return asbi_fail(…)`. */
int32_t asbi_fail(fault *f, int32_t status, const char *code, ...);
int32_t asbi_fail_field(fault *f, int32_t status, const char *field, const char *code, ...);

#endif

/* The functions of base/json_scan.h as one file of the tests has compiled them: with what the processor has, or in the portable way. */
#ifndef BASE_JSON_SCAN_TEST_H
#define BASE_JSON_SCAN_TEST_H

#include <stddef.h>

typedef struct scanner {
    char *(*skip_plain_padded)(char *at);
    const char *(*skip_plain)(const char *at, const char *end);
    const char *(*skip_careless)(const char *at, const char *end);
    size_t (*copy_careless)(char *to, const char *at, size_t length);
} scanner;

extern const scanner portable_scanner;

#endif

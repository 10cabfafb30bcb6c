/* Files and policies, and saying what is wrong with them. */
#include "app.h"
#include "long_work.h"
#include "words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int exit_code(int32_t status) {
    switch (status) {
    case ASB_OK: return EXIT_DONE;
    case ASB_REFUSED:
    case ASB_EINVALID:
    case ASB_EJSON:
    case ASB_EPOLICY:
    case ASB_EDISCLOSURE:
    case ASB_EEXISTS: return EXIT_NO;
    case ASB_CONFLICT: return EXIT_CONFLICT;
    default: return status == ASB_EUSER && was_cancelled() ? EXIT_CANCELLED : EXIT_TROUBLE;
    }
}

int say_usage(const char *sentence) {
    fprintf(stderr, "asb: %s\n", sentence);
    return EXIT_USAGE;
}

static int say(int code, const char *about, const char *sentence) {
    fprintf(stderr, "asb: %s: %s\n", about, sentence);
    return code;
}

int say_no(const char *about, const char *sentence) {
    return say(EXIT_NO, about, sentence);
}

int say_trouble(const char *about, const char *sentence) {
    return say(EXIT_TROUBLE, about, sentence);
}

int say_error(asb_engine *engine, int32_t status, const char *about) {
    const char *message = asb_error_message(engine);
    uint32_t line = asb_error_line(engine);

    fprintf(stderr, "asb: %s:", about);
    if (line > 0) fprintf(stderr, "%lu:%lu:", (unsigned long)line, (unsigned long)asb_error_column(engine));
    if (asb_error_field(engine)[0] != '\0') fprintf(stderr, " %s:", asb_error_field(engine));
    fprintf(stderr, " %s\n", message[0] != '\0' ? message : asb_status_text(status));
    return exit_code(status);
}

static char *read_stream(FILE *stream, size_t *length) {
    words w = {0};
    char part[65536];
    size_t got;

    words_bytes(&w, "", 0);
    while ((got = fread(part, 1, sizeof part, stream)) > 0) words_bytes(&w, part, got);
    if (ferror(stream)) {
        words_free(&w);
        return NULL;
    }
    *length = w.length;
    return w.data;
}

int is_there(const char *path) {
    FILE *stream = fopen(path, "rb");

    if (stream != NULL) fclose(stream);
    return stream != NULL;
}

char *read_file(const char *path, size_t *length) {
    int is_input = strcmp(path, "-") == 0;
    FILE *stream = is_input ? stdin : fopen(path, "rb");
    char *data = stream == NULL ? NULL : read_stream(stream, length);

    if (data == NULL) say_trouble(path, strerror(errno));
    if (stream != NULL && !is_input) fclose(stream);
    return data;
}

/* A policy's id has neither; so a path is told from an id. */
static int is_path(const char *name) {
    return strpbrk(name, "/\\.") != NULL || strcmp(name, "-") == 0;
}

static int parse_policy(asb_policy **out, asb_engine *engine, const char *path, int *code) {
    size_t length;
    char *data = read_file(path, &length);
    int32_t status;

    if (data == NULL) {
        *code = EXIT_TROUBLE;
        return -1;
    }
    status = asb_policy_parse(out, engine, data, length);
    if (status != ASB_OK) *code = say_error(engine, status, path);
    free(data);
    return status == ASB_OK ? 0 : -1;
}

int open_policy(asb_policy **out, asb_engine *engine, const char *name, int *code) {
    int32_t status;

    if (is_path(name)) return parse_policy(out, engine, name, code);
    status = asb_policy_builtin(out, engine, name);
    if (status == ASB_ABSENT)
        *code = say_trouble(name, "no such policy is built in (see asb policy list); a document is named by its path");
    else if (status != ASB_OK)
        *code = say_error(engine, status, name);
    return status == ASB_OK ? 0 : -1;
}

int print_text(asb_text *text) {
    size_t length = asb_text_length(text);

    fwrite(asb_text_data(text), 1, length, stdout);
    if (length == 0 || asb_text_data(text)[length - 1] != '\n') putchar('\n');
    asb_text_free(text);
    return EXIT_DONE;
}

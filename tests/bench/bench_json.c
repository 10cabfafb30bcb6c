/* JSON: 1,000 distinct case documents of 2 kB in the mean, with UTF-8 and escapes, read into a tree and written from one.
 *
 *     bench_json [SECONDS]
 *
 * Ours is strict (duplicate keys, UTF-8, numbers, places of values) and writes the canonical form, keys sorted. Beside it are cJSON, and yyjson where
 * the machine has it. Each takes and gives back its memory for each document. What is written is read again by ours, and must be the same document. */
#define _POSIX_C_SOURCE 200809L
#include "base/json.h"

#include <asb/error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef BENCH_CJSON
#include <cjson/cJSON.h>
#endif
#ifdef BENCH_YYJSON
#include <yyjson.h>
#endif

enum { DOCUMENTS = 1000, ROOM = 8192 };

typedef struct document {
    char *bytes;
    size_t length;
} document;

typedef struct library {
    const char *name;
    void *(*parse)(const char *bytes, size_t length); /* a tree, or NULL */
    char *(*write)(void *tree, size_t *length);       /* a text of its own */
    void (*free_text)(char *text);
    void (*free_tree)(void *tree);
} library;

static document documents[DOCUMENTS];
static size_t total;

static void fail(const char *what) {
    fprintf(stderr, "bench_json: %s\n", what);
    exit(1);
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- the documents */

static unsigned random_state = 7;

static unsigned below(unsigned n) {
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % n;
}

#define PICK(list) (list)[below(sizeof(list) / sizeof((list)[0]))]

static const char *const names[] = {"Ann Archer",
                                    "Zo\xC3\xAB M\xC3\xBCller",
                                    "Se\xC3\xA1n \xC3\x93 Briain",
                                    "Bob Brook",
                                    "Mei \xE7\x8E\x8B",
                                    "Ay\xC5\x9F"
                                    "e Y\xC4\xB1ld\xC4\xB1z"};
static const char *const places[] = {"12 High Street", "Flat 3, Caf\xC3\xA9 Row", "1\\/2 Mill Lane", "The \\\"Old\\\" Bakery"};
static const char *const phrases[] = {"Loud music until three in the morning, every night this week",
                                      "She said \\\"not again\\\" and rang off",
                                      "Letter sent; no answer\\nTried again on Friday",
                                      "Rubbish left on the landing \xE2\x80\x93 photographs taken",
                                      "Agreed to speak to the neighbour upstairs about the dog",
                                      "Estimate \xC2\xA3"
                                      "250 for the door, caf\\u00e9 side",
                                      "Asked the night team to listen from the landing"};
static const char *const kinds[] = {"report", "incident", "contact", "note", "evidence", "interview"};
static const char *const methods[] = {"phone", "email", "letter", "in-person", "visit"};

static int put_record(char *out, size_t room, unsigned seq) {
    return snprintf(out, room,
                    "%s{\"seq\":%u,\"kind\":\"%s\",\"at\":\"2026-%02u-%02uT%02u:%02u\",\"by\":\"%s\",\"role\":\"officer\",\"fields\":{"
                    "\"method\":\"%s\","
                    "\"summary\":\"%s. "
                    "%s.\",\"party\":\"p%u\",\"hate\":%s,\"score\":%u,\"cost\":%u.%02u,\"people\":[\"p%u\",\"p%u\"],\"reached\":null}}",
                    seq == 1 ? "" : ",", seq, PICK(kinds), 1 + below(12), 1 + below(28), below(24), below(60), PICK(names), PICK(methods),
                    PICK(phrases), PICK(phrases), below(9), below(2) ? "true" : "false", below(60), below(900), below(100), below(9),
                    10 + below(9));
}

static void make(document *d, unsigned id) {
    unsigned records = 3 + below(7);
    char out[ROOM];
    int n = snprintf(out, ROOM,
                     "{\"case\":\"C-%06u\",\"policy\":\"places-for-people\",\"opened\":\"2026-01-%02u\",\"place\":\"%s\",\"officer\":\"%"
                     "s\",\"records\":[",
                     id * 7919u, 1 + below(28), PICK(places), PICK(names));

    for (unsigned i = 1; i <= records; i++) n += put_record(out + n, ROOM - (size_t)n, i);
    n += snprintf(out + n, ROOM - (size_t)n, "],\"closed\":false}");
    d->bytes = malloc((size_t)n + 1);
    if (d->bytes == NULL) fail("no memory");
    memcpy(d->bytes, out, (size_t)n + 1);
    d->length = (size_t)n;
    total += d->length;
}

/* ---- ours */

typedef struct our_tree {
    arena arena;
    json_value *top;
} our_tree;

static void *resize(void *self, void *block, size_t old_size, size_t new_size) {
    (void)self;
    (void)old_size;
    if (new_size > 0) return realloc(block, new_size);
    free(block);
    return NULL;
}

static memory heap;

static void *our_parse(const char *bytes, size_t length) {
    our_tree *t = malloc(sizeof *t);
    fault f;

    if (t == NULL) return NULL;
    asbi_arena_init(&t->arena, &heap);
    if (asbi_json_parse(&t->top, &t->arena, bytes, length, NULL, &f) == ASB_OK) return t;
    free(t);
    return NULL;
}

static char *our_write(void *tree, size_t *length) {
    buffer b;

    asbi_buffer_init(&b, &heap, SIZE_MAX);
    asbi_json_write(&b, ((our_tree *)tree)->top);
    *length = b.length;
    return b.status == ASB_OK ? b.data : NULL;
}

static void our_free(void *tree) {
    asbi_arena_free(&((our_tree *)tree)->arena);
    free(tree);
}

static void free_text(char *text) {
    free(text);
}

/* ---- the others */

#ifdef BENCH_CJSON
static void *cjson_parse(const char *bytes, size_t length) {
    return cJSON_ParseWithLength(bytes, length);
}
static char *cjson_write(void *tree, size_t *length) {
    char *text = cJSON_PrintUnformatted(tree);
    *length = text == NULL ? 0 : strlen(text);
    return text;
}
static void cjson_free(void *tree) {
    cJSON_Delete(tree);
}
#endif

#ifdef BENCH_YYJSON
static void *yyjson_parse(const char *bytes, size_t length) {
    return yyjson_read(bytes, length, 0);
}
static char *yyjson_text(void *tree, size_t *length) {
    return yyjson_write(tree, 0, length);
}
static void yyjson_free(void *tree) {
    yyjson_doc_free(tree);
}
#endif

static const library libraries[] = {
    {"ours", our_parse, our_write, free_text, our_free},
#ifdef BENCH_CJSON
    {"cJSON", cjson_parse, cjson_write, free_text, cjson_free},
#endif
#ifdef BENCH_YYJSON
    {"yyjson", yyjson_parse, yyjson_text, free_text, yyjson_free},
#endif
};

enum { LIBRARIES = sizeof libraries / sizeof libraries[0] };

/* ---- checking and measuring */

static void check(const library *l, const document *d) {
    void *tree = l->parse(d->bytes, d->length);
    our_tree *expected = our_parse(d->bytes, d->length), *found;
    size_t length = 0;
    char *text = tree == NULL ? NULL : l->write(tree, &length);

    if (expected == NULL || text == NULL) fail(l->name);
    found = our_parse(text, length);
    if (found == NULL || !asbi_json_equal(expected->top, found->top)) fail(l->name);
    our_free(found);
    our_free(expected);
    l->free_text(text);
    l->free_tree(tree);
}

/* Megabytes of documents a second. */
static double reading(const library *l, double least) {
    double begin = seconds(), passed = 0;
    unsigned rounds = 0;

    for (; passed < least; rounds++, passed = seconds() - begin)
        for (unsigned i = 0; i < DOCUMENTS; i++) l->free_tree(l->parse(documents[i].bytes, documents[i].length));
    return (double)total * rounds / passed / 1e6;
}

/* Of what is written, which is nearly as long. Each document is read, and its tree written several times over, as a tree is mostly written by whoever
 * has just read or made it; a thousand trees one after the other would measure how fast the processor gets them back from memory. */
static double writing(const library *l, double least) {
    enum { TIMES = 8 };
    double passed = 0, bytes = 0;

    while (passed < least) {
        for (unsigned i = 0; i < DOCUMENTS; i++) {
            void *tree = l->parse(documents[i].bytes, documents[i].length);
            double begin = seconds();
            for (unsigned n = 0; n < TIMES; n++) {
                size_t length;
                l->free_text(l->write(tree, &length));
                bytes += (double)length;
            }
            passed += seconds() - begin;
            l->free_tree(tree);
        }
    }
    return bytes / passed / 1e6;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The middle of several rounds, in which the libraries take turns. */
static void measure(double least) {
    enum { ROUNDS = 5 };
    double read[LIBRARIES][ROUNDS], write[LIBRARIES][ROUNDS];

    for (unsigned r = 0; r < ROUNDS; r++) {
        for (unsigned l = 0; l < LIBRARIES; l++) {
            read[l][r] = reading(&libraries[l], least / ROUNDS);
            write[l][r] = writing(&libraries[l], least / ROUNDS);
        }
    }
    printf("%-10s %14s %14s\n", "", "read MB/s", "written MB/s");
    for (unsigned l = 0; l < LIBRARIES; l++) {
        qsort(read[l], ROUNDS, sizeof read[l][0], by_size);
        qsort(write[l], ROUNDS, sizeof write[l][0], by_size);
        printf("%-10s %14.0f %14.0f\n", libraries[l].name, read[l][ROUNDS / 2], write[l][ROUNDS / 2]);
    }
    for (unsigned l = 0; l < LIBRARIES; l++) {
        printf("RESULT json.read.%s %.1f MB/s\n", libraries[l].name, read[l][ROUNDS / 2]);
        printf("RESULT json.write.%s %.1f MB/s\n", libraries[l].name, write[l][ROUNDS / 2]);
    }
}

int main(int argc, char **argv) {
    heap.resize = resize;
    for (unsigned i = 0; i < DOCUMENTS; i++) make(&documents[i], i);
    for (unsigned l = 0; l < LIBRARIES; l++)
        for (unsigned i = 0; i < DOCUMENTS; i++) check(&libraries[l], &documents[i]);
    printf("%d documents of %.0f bytes in the mean\n", DOCUMENTS, (double)total / DOCUMENTS);
    measure(argc > 1 ? atof(argv[1]) : 2);
    for (unsigned i = 0; i < DOCUMENTS; i++) free(documents[i].bytes);
    return 0;
}

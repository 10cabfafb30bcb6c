/* Packs the built-in documents into a C file (the form is in src/base/unpack.h). Runs when the library is built.
 *
 *     pack FIRST OUT.c DOCUMENT.json...
 *
 * The id of a document is the name of its file. FIRST is the id of the one that the others extend: they are packed as if they came after it.
 *
 * Method. For each place the longest match is found that is no further back than can be told, by going through the places before that
 * begin with the same three bytes. Then, from the end to the beginning, the cheapest way on from each place is worked out: a byte from here, or so many of
 * the match there. The result is nearly the smallest that this form can have; what counts of seven and more cost besides is not looked at. */
#include "../../base/unpack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TEXT = 1 << 20, MOST_DOCUMENTS = 64, HASHES = 1 << 16, MOST_SHORTER = 48, MOST_ID = 64, LINE = 24 };

typedef struct document {
    char id[MOST_ID];
    char *bytes;
    int length;
} document;

typedef struct place {
    int match, back; /* the longest match here, and how far back it is */
    int cost;        /* bytes from here to the end, where a byte from here may follow others */
    int taken;       /* how many of the match; 0: the byte is from here */
    int same_hash;   /* the place before with the same three bytes, or nearly; -1 */
} place;

static unsigned char text[2 * MOST_TEXT]; /* the first document, and the one at work behind it */
static place places[2 * MOST_TEXT + 1];
static int column; /* of the C file */

static void fail(const char *what, const char *name) {
    fprintf(stderr, "pack: %s: %s\n", name, what);
    exit(1);
}

/* ---- matches */

static int hash_at(int i) {
    unsigned three = (unsigned)text[i] << 16 | (unsigned)text[i + 1] << 8 | text[i + 2];

    return (int)(three * 2654435761u >> 16 & (HASHES - 1));
}

static int length_of_match(int i, int from, int end) {
    int length = 0;

    while (i + length < end && text[from + length] == text[i + length]) length++;
    return length;
}

static void find_match(int i, int end) {
    places[i].match = 0;
    for (int from = places[i].same_hash; from >= 0 && i - from <= MOST_BACK; from = places[from].same_hash) {
        int length = length_of_match(i, from, end);
        if (length <= places[i].match) continue;
        places[i].match = length;
        places[i].back = i - from;
    }
}

static void find_matches(int begin, int end) {
    static int newest[HASHES];

    memset(newest, 0xFF, sizeof newest);
    for (int i = 0; i < end; i++) {
        places[i].match = 0;
        if (i + 3 > end) continue;
        places[i].same_hash = newest[hash_at(i)];
        newest[hash_at(i)] = i;
        if (i >= begin) find_match(i, end);
    }
}

/* ---- the cheapest way */

/* A match costs two bytes for how far back it is, one for the step that follows it, and what its length takes behind the bits. */
static void choose(int i) {
    place *p = &places[i];
    int least = p->match - MOST_SHORTER < LEAST_MATCH ? LEAST_MATCH : p->match - MOST_SHORTER;

    p->cost = 1 + places[i + 1].cost;
    p->taken = 0;
    for (int taken = p->match; taken >= least; taken--) {
        int more = taken - LEAST_MATCH < MOST_BEFORE ? 0 : 1 + (taken - LEAST_MATCH - MOST_BEFORE) / 255;
        int cost = 3 + more + places[i + taken].cost;
        if (cost >= p->cost) continue;
        p->cost = cost;
        p->taken = taken;
    }
}

/* ---- writing */

static int put(FILE *out, int byte) {
    fprintf(out, "%d,%s", byte, ++column % LINE == 0 ? "\n" : "");
    return 1;
}

static int put_more(FILE *out, int count, int most) {
    int size = 0;

    if (count < most) return 0;
    for (count -= most; count >= 255; count -= 255) size += put(out, 255);
    return size + put(out, count);
}

/* The step that begins at *i, which moves on behind it; the bytes it takes. */
static int put_step(FILE *out, int *i, int end) {
    int begin = *i, at = begin, here, taken, before, size;

    while (at < end && places[at].taken == 0) at++;
    here = at - begin;
    taken = at < end ? places[at].taken : 0;
    before = taken == 0 ? 0 : taken - LEAST_MATCH;
    size = put(out, (here < MOST_HERE ? here : MOST_HERE) << 5 | (before < MOST_BEFORE ? before : MOST_BEFORE));
    size += put_more(out, here, MOST_HERE);
    for (int k = begin; k < at; k++) size += put(out, text[k]);
    *i = at + taken;
    if (taken == 0) return size;
    size += put(out, places[at].back & 255) + put(out, places[at].back >> 8);
    return size + put_more(out, before, MOST_BEFORE);
}

static int pack(FILE *out, const document *first, const document *d) {
    int begin = first == d ? 0 : first->length, end = begin + d->length, size = 0;

    memcpy(text, first->bytes, (size_t)first->length);
    memcpy(text + begin, d->bytes, (size_t)d->length);
    find_matches(begin, end);
    places[end].cost = 0;
    for (int i = end - 1; i >= begin; i--) choose(i);
    for (int i = begin; i < end;) size += put_step(out, &i, end);
    return size;
}

/* ---- files */

static void read_document(document *d, const char *name) {
    const char *base = strrchr(name, '/') == NULL ? name : strrchr(name, '/') + 1;
    size_t id_length = strcspn(base, ".");
    FILE *in = fopen(name, "rb");

    if (in == NULL || id_length >= MOST_ID) fail("cannot be read, or has too long a name", name);
    memcpy(d->id, base, id_length);
    d->bytes = malloc(MOST_TEXT);
    if (d->bytes == NULL) fail("no memory", name);
    d->length = (int)fread(d->bytes, 1, MOST_TEXT, in);
    if (d->length == 0 || d->length == MOST_TEXT) fail("is empty, or too long", name);
    fclose(in);
}

static const document *find_first(const document *all, int count, const char *id) {
    for (int i = 0; i < count; i++)
        if (strcmp(all[i].id, id) == 0) return &all[i];
    fail("is not among the documents", id);
    return NULL;
}

static void write_all(FILE *out, const document *all, int count, const document *first) {
    int sizes[MOST_DOCUMENTS], room = 0;

    fputs("/* Made from src/policies by pack.c. */\n#include \"policy/built_in.h\"\n", out);
    for (int i = 0; i < count; i++) {
        fprintf(out, "\nstatic const uint8_t document_%d[] = {\n", i);
        column = 0;
        sizes[i] = pack(out, first, &all[i]);
        fputs("};\n", out);
    }
    fputs("\nconst built_in_policy asbi_built_in_table[] = {\n", out);
    for (int i = 0; i < count; i++) {
        fprintf(out, "    {\"%s\", {document_%d, %d, %d}, %d, %d},\n", all[i].id, i, sizes[i], all[i].length, room,
                &all[i] == first ? -1 : (int)(first - all));
        room += all[i].length + 1;
    }
    fprintf(out, "    {\"\", {NULL, 0, 0}, 0, -1},\n};\n\nchar asbi_built_in_room[%d];\natomic_int asbi_built_in_states[%d];\n", room,
            count);
}

int main(int argc, char **argv) {
    static document all[MOST_DOCUMENTS];
    int count = argc - 3;
    FILE *out;

    if (count < 1 || count > MOST_DOCUMENTS) fail("FIRST OUT.c DOCUMENT.json...", "usage");
    for (int i = 0; i < count; i++) read_document(&all[i], argv[i + 3]);
    out = fopen(argv[2], "wb");
    if (out == NULL) fail("cannot be written", argv[2]);
    write_all(out, all, count, find_first(all, count, argv[1]));
    if (fclose(out) != 0) fail("cannot be written", argv[2]);
    for (int i = 0; i < count; i++) free(all[i].bytes);
    return 0;
}

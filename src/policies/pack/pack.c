/* Packs the built-in documents, the sentences of messages and the style of pages, into a C file (the form is in src/base/unpack.h). Runs when the library is built.
 *
 *     pack FIRST OUT.c DOCUMENT.json...
 *
 * The id of a document is the name of its file. FIRST is the id of the one that the others extend: they are packed as if they came after it.
 *
 * Method. For each place the matches are found, the nearest of each length, by going through the places before that begin with the same three bytes. Then,
 * from the beginning to the end, the cheapest way to each place is worked out, with what each choice costs as it was learned in the whole text the last time;
 * along that way the text is written, and it is learned anew. After a few times it no longer gets shorter, and the shortest is taken. */
#include "../../base/unpack.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_TEXT = 1 << 20,
    MOST_DOCUMENTS = 64,
    HASHES = 1 << 16,
    MOST_ID = 64,
    LINE = 24,
    MOST_MATCHES = 32,
    MOST_TRIED = 4096,  /* places with the same three bytes */
    MOST_LENGTHS = 300, /* of a match, of which each is a way on; of a longer one the longest besides */
    TIMES = 5,
    PRICE_PARTS = 16, /* of a bit */
};

typedef struct document {
    char id[MOST_ID];
    char *bytes;
    int length;
} document;

typedef struct match {
    int length, back;
} match;

typedef struct place {
    match matches[MOST_MATCHES]; /* the longer the further back */
    int match_count;
    int same_hash; /* the place before with the same three bytes, or nearly; -1 */
    long cost;     /* of the cheapest way to here */
    int from;      /* where its last step begins */
    int back;      /* how far back that step copies from; 0: it is a letter */
    int last;      /* how far back the last match on the way was */
} place;

typedef struct coder {
    uint64_t low;
    uint32_t range;
    unsigned held;  /* the byte that may still be carried into, */
    long held_more; /* and how many 255 behind it, and itself */
    pack_chances chances;
    unsigned char bytes[MOST_TEXT];
    int size;
} coder;

static const struct {
    const char *code, *sentence;
} sentences[] = {
#include "../../base/messages.inc"
};

static const char *const page_style[] = {
#define PIECE(text) text,
#include "../../document/page_style.inc"
};

static const char *const report_style[] = {
#include "../../report/style.inc"
#undef PIECE
};

static unsigned char text[2 * MOST_TEXT]; /* the first document, and the one at work behind it */
static place places[2 * MOST_TEXT + 1];
static int prices[CHANCE_WHOLE];
static pack_chances learned; /* the last time */
static coder writer;
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
    place *p = &places[i];
    int longest = LEAST_MATCH - 1, tried = 0;

    for (int from = p->same_hash; from >= 0 && tried < MOST_TRIED && p->match_count < MOST_MATCHES;
         from = places[from].same_hash, tried++) {
        int length = length_of_match(i, from, end);
        if (length <= longest) continue;
        longest = length;
        p->matches[p->match_count++] = (match){length, i - from};
    }
}

static void find_matches(int begin, int end) {
    static int newest[HASHES];

    memset(newest, 0xFF, sizeof newest);
    for (int i = 0; i < end; i++) {
        places[i].match_count = 0;
        if (i + 3 > end) continue;
        places[i].same_hash = newest[hash_at(i)];
        newest[hash_at(i)] = i;
        if (i >= begin) find_match(i, end);
    }
}

/* ---- what choices cost */

/* The logarithm of a chance, in parts of a bit, by squaring. */
static void price_choices(void) {
    for (int c = 1; c < CHANCE_WHOLE; c++) {
        unsigned long long w = (unsigned)c;
        int bits = 0;
        for (int parts = 1; parts < PRICE_PARTS; parts *= 2) {
            for (w *= w, bits *= 2; w >= 1u << 16; w >>= 1) bits++;
        }
        prices[c] = PRICE_PARTS * CHANCE_BITS - bits - (PRICE_PARTS - 1);
        if (prices[c] < 1) prices[c] = 1;
    }
}

static int price(chance c, unsigned second) {
    return prices[second ? CHANCE_WHOLE - c : c];
}

static int price_in_tree(const chance *tree, int depth, unsigned value) {
    int sum = 0;

    for (unsigned node = 1; depth-- > 0; node = node << 1 | (value >> depth & 1)) sum += price(tree[node], value >> depth & 1);
    return sum;
}

static int size_of(unsigned number) {
    int size = 0;

    while (number >> size > 1) size++;
    return size;
}

static int price_of_number(const number_chances *n, unsigned number) {
    int size = size_of(number), sum = price_in_tree(n->size, 5, (unsigned)size);

    for (int i = size; i-- > 0;) sum += price(size - i <= 3 ? n->first[size][number >> (i + 1)] : n->rest[i], number >> i & 1);
    return sum;
}

/* ---- the cheapest way */

static int copies(int i) {
    return places[i].back > 0;
}

static void offer(int i, int to, long cost, int back) {
    place *p = &places[to];

    if (p->cost >= 0 && p->cost <= cost) return;
    p->cost = cost;
    p->from = i;
    p->back = back;
    p->last = back > 0 ? back : places[i].last;
}

static void offer_letter(int i, int begin) {
    unsigned before = i > begin ? text[i - 1] : 0;
    int sum = price(learned.is_match[copies(i)], 0) + price_in_tree(learned.letters[before >> 5], 8, text[i]);

    offer(i, i + 1, places[i].cost + sum, 0);
}

/* A match from `shortest` up to `longest`, and each length between while there are not too many. */
static void offer_match(int i, int back, int shortest, int longest) {
    int once_more = back == places[i].last,
        head = price(learned.is_match[copies(i)], 1) + price(learned.is_once_more[copies(i)], (unsigned)once_more);

    for (int length = shortest; length <= longest; length = length == MOST_LENGTHS ? longest : length + 1) {
        unsigned count = (unsigned)(length - LEAST_MATCH + 1);
        int sum = head + price_of_number(&learned.count, count);
        if (!once_more) sum += price_of_number(&learned.back[(count < 4 ? count : 4) - 1], (unsigned)back);
        offer(i, i + length, places[i].cost + sum, back);
        if (length == longest) break;
    }
}

static void find_way(int begin, int end) {
    for (int i = begin; i <= end; i++) places[i].cost = -1;
    places[begin].cost = 0;
    places[begin].back = 0;
    places[begin].last = 1;
    for (int i = begin; i < end; i++) {
        int shortest = LEAST_MATCH, once_more = i >= places[i].last ? length_of_match(i, i - places[i].last, end) : 0;
        offer_letter(i, begin);
        if (once_more >= LEAST_MATCH) offer_match(i, places[i].last, LEAST_MATCH, once_more);
        for (int k = 0; k < places[i].match_count; k++) {
            const match *m = &places[i].matches[k];
            if (m->back != places[i].last) offer_match(i, m->back, shortest, m->length);
            shortest = m->length + 1;
        }
    }
}

/* ---- writing */

static void write_byte(coder *c, unsigned byte) {
    if (c->size == MOST_TEXT) fail("does not fit", "packed text");
    c->bytes[c->size++] = (unsigned char)byte;
}

/* The highest byte of what is settled; one of 255 may still be carried into, and waits. */
static void move_on(coder *c) {
    if ((uint32_t)c->low < 0xFF000000u || c->low >> 32 != 0) {
        for (unsigned held = c->held; c->held_more > 0; c->held_more--, held = 0xFF)
            write_byte(c, (held + (unsigned)(c->low >> 32)) & 0xFF);
        c->held = (unsigned)(c->low >> 24) & 0xFF;
    }
    c->held_more++;
    c->low = (c->low & 0x00FFFFFFu) << 8;
}

static void write_choice(coder *c, chance *chances, unsigned second) {
    uint32_t bound = (c->range >> CHANCE_BITS) * *chances;

    if (second) {
        c->low += bound;
        c->range -= bound;
        *chances = (chance)(*chances - (*chances >> CHANCE_STEP));
    } else {
        c->range = bound;
        *chances = (chance)(*chances + ((CHANCE_WHOLE - *chances) >> CHANCE_STEP));
    }
    if (c->range < RANGE_LEAST) {
        c->range <<= 8;
        move_on(c);
    }
}

static void write_in_tree(coder *c, chance *tree, int depth, unsigned value) {
    for (unsigned node = 1; depth-- > 0; node = node << 1 | (value >> depth & 1)) write_choice(c, &tree[node], value >> depth & 1);
}

static void write_number(coder *c, number_chances *n, unsigned number) {
    int size = size_of(number);

    write_in_tree(c, n->size, 5, (unsigned)size);
    for (int i = size; i-- > 0;) write_choice(c, size - i <= 3 ? &n->first[size][number >> (i + 1)] : &n->rest[i], number >> i & 1);
}

static void write_match(coder *c, int was_match, int once_more, int back, int length) {
    unsigned count = (unsigned)(length - LEAST_MATCH + 1);

    write_choice(c, &c->chances.is_once_more[was_match], (unsigned)once_more);
    write_number(c, &c->chances.count, count);
    if (!once_more) write_number(c, &c->chances.back[(count < 4 ? count : 4) - 1], (unsigned)back);
}

static void write_step(coder *c, int i, int to, int begin) {
    int was_match = copies(i), back = places[to].back;
    unsigned before = i > begin ? text[i - 1] : 0;

    write_choice(c, &c->chances.is_match[was_match], back > 0);
    if (back > 0)
        write_match(c, was_match, back == places[i].last, back, to - i);
    else
        write_in_tree(c, c->chances.letters[before >> 5], 8, text[i]);
}

static void forget(pack_chances *c) {
    for (size_t i = 0; i < sizeof *c / sizeof(chance); i++) ((chance *)c)[i] = CHANCE_WHOLE / 2;
}

/* Along the cheapest way, which is turned round for that: each place has the next one. The first byte that comes out is always 0, and becomes the mark. */
static void write_way(coder *c, int begin, int end) {
    static int next[2 * MOST_TEXT + 1];

    memset(c, 0, offsetof(coder, bytes));
    c->size = 0;
    c->range = UINT32_MAX;
    c->held_more = 1;
    forget(&c->chances);
    for (int i = end; i > begin; i = places[i].from) next[places[i].from] = i;
    for (int i = begin; i < end; i = next[i]) write_step(c, i, next[i], begin);
    for (int i = 0; i < 5; i++) move_on(c);
    c->bytes[0] = 1;
}

static int put_bytes(FILE *out, const unsigned char *bytes, int size) {
    column = 0;
    for (int i = 0; i < size; i++) fprintf(out, "%d,%s", bytes[i], ++column % LINE == 0 ? "\n" : "");
    return size;
}

/* Packs `d`, behind `first` unless that is itself or NULL; gives how many bytes that takes. */
static int pack(FILE *out, const document *first, const document *d) {
    static unsigned char best[MOST_TEXT];
    int begin = first == d || first == NULL ? 0 : first->length, end = begin + d->length, best_size = MOST_TEXT;

    if (begin > 0) memcpy(text, first->bytes, (size_t)begin);
    memcpy(text + begin, d->bytes, (size_t)d->length);
    find_matches(begin, end);
    forget(&learned);
    for (int i = 0; i < TIMES; i++) {
        find_way(begin, end);
        write_way(&writer, begin, end);
        learned = writer.chances;
        if (writer.size >= best_size) continue;
        best_size = writer.size;
        memcpy(best, writer.bytes, (size_t)best_size);
    }
    return put_bytes(out, best, best_size);
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

static void add_text(document *d, const char *words) {
    size_t size = strlen(words) + 1;

    if (size > (size_t)(MOST_TEXT - d->length)) fail("are too long", "texts");
    memcpy(d->bytes + d->length, words, size);
    d->length += (int)size;
}

/* A text that asbi_unpack_once() unpacks: what is packed, room for it, and how far that is. */
static void write_text(FILE *out, const char *name, const document *d) {
    int size;

    fprintf(out, "\nstatic const uint8_t %s[] = {\n", name);
    size = pack(out, NULL, d);
    fprintf(out, "};\nconst packed_text asbi_packed_%s = {%s, %d, %d};\nchar asbi_%s_room[%d];\natomic_int asbi_%s_state;\n", name, name,
            size, d->length, name, d->length, name);
}

static document new_text(void) {
    document d = {"", malloc(MOST_TEXT), 0};

    if (d.bytes == NULL) fail("no memory", "texts");
    return d;
}

/* As src/base/sentences.c reads them. */
static void write_sentences(FILE *out) {
    document d = new_text();

    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        add_text(&d, sentences[i].code);
        add_text(&d, sentences[i].sentence);
    }
    write_text(out, "sentences", &d);
    free(d.bytes);
}

/* As src/document/page_style.c and src/report/style.c read them: one text. */
static void write_style(FILE *out, const char *name, const char *const *pieces, size_t count) {
    document d = new_text();

    for (size_t i = 0; i < count; i++) {
        add_text(&d, pieces[i]);
        d.length -= i + 1 < count;
    }
    write_text(out, name, &d);
    free(d.bytes);
}

static void write_documents(FILE *out, const document *all, int count, const document *first) {
    int sizes[MOST_DOCUMENTS], room = 0;

    for (int i = 0; i < count; i++) {
        fprintf(out, "\nstatic const uint8_t document_%d[] = {\n", i);
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
    price_choices();
    out = fopen(argv[2], "wb");
    if (out == NULL) fail("cannot be written", argv[2]);
    fputs("/* Made from src/policies, src/base/messages.inc and the styles by pack.c. */\n#include \"policy/built_in.h\"\n", out);
    write_sentences(out);
    write_style(out, "page_style", page_style, sizeof page_style / sizeof *page_style);
    write_style(out, "report_style", report_style, sizeof report_style / sizeof *report_style);
    write_documents(out, all, count, find_first(all, count, argv[1]));
    if (fclose(out) != 0) fail("cannot be written", argv[2]);
    for (int i = 0; i < count; i++) free(all[i].bytes);
    return 0;
}

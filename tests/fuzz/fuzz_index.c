/* Indexes beside a journal that are not what they were. The first byte says which index (of all commits, or of the first few), whether what was changed gets its digests made right again,
 * and whether the journal is made to say that it is its own, which only somebody can do who may write the journal; or that the file is the rest of the input. The rest says what
 * is changed (edits of six bytes).
 *
 * The journal is sound. So whatever stands beside it: each case asked for by itself has the records that it has; all is well when all of it is verified; and it can be written to.
 * Only where the journal itself was made to vouch for a false index may records not be found through it; and then, too, each that is found is the one that was written, and
 * verifying all of it, which asks no index, finds everything. */
#include "journal_world.h"
#include "base/sha256.h"
#include "store/journal_index_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { COMMITS = 8, INDEXED = 5, MOST_EDITS = 8, EDIT = 6, MOST_FILE = 60000, CASES = 2, MOST_RECORDS = 8, LONGEST = 600 };

typedef struct base {
    uint8_t *journal, *index;
    uint64_t journal_size, index_size;
} base;

typedef struct known {
    char id[4];
    uint32_t count;
    char header[MOST_RECORDS][LONGEST];
    size_t length[MOST_RECORDS];
} known;

static base whole, part;
static known cases[CASES] = {{.id = "A"}, {.id = "B"}};
static char *heads;

/* ---- the journal and its index */

static void commit(asb_store *s, int number) {
    static const char report[] = "{\"channel\":\"phone\",\"summary\":\"Music at night\"}";
    asb_case *c;
    const char *id = cases[number % CASES].id;
    if (number < CASES)
        must(asb_case_new(&c, e, policy, s, id), "a case");
    else
        must(asb_case_open(&c, s, id), "opening");
    if (number < CASES)
        add(c, "report", report);
    else if (number == COMMITS - 2)
        add(c, "erasure", "{\"of\":[2],\"basis\":\"Art. 17\",\"reason\":\"Asked for\"}");
    else
        add(c, "note", "{\"text\":\"Rang twice\"}");
    must(asb_case_save(c), "saving");
    asb_case_free(c);
}

static int32_t keep_header(void *sink, const asb_stored_record *r) {
    known *k = sink;
    must_be(r->seq == k->count + 1 && r->seq <= MOST_RECORDS && r->header.length < LONGEST, "the records of the beginning");
    memcpy(k->header[k->count], r->header.data, r->header.length);
    k->length[k->count++] = r->header.length;
    return ASB_OK;
}

static uint8_t *copy_of(const char *name, uint64_t *size) {
    const memory_file *f = file_named(&disk, name);
    must_be(f != NULL, name);
    uint8_t *bytes = malloc((size_t)f->size);
    memcpy(bytes, f->bytes, (size_t)f->size);
    *size = f->size;
    return bytes;
}

static void make(base *b, int indexed) {
    memory_files_put(&disk, "", "", 0);
    asb_store *s = journal_of();
    for (int i = 0; i < COMMITS; i++) {
        commit(s, i);
        if (i + 1 == indexed) must(asbi_jindex_write(s->extras.self), "writing the index");
    }
    if (!heads) {
        heads = heads_of(s);
        for (int i = 0; i < CASES; i++)
            must(s->table.read(s->table.self, (asb_bytes){cases[i].id, 1}, 1, keep_header, &cases[i]), "reading");
    }
    asb_store_free(s);
    b->journal = copy_of("j", &b->journal_size);
    b->index = copy_of("j.index", &b->index_size);
}

static void make_all(void) {
    world_begin();
    make(&whole, COMMITS);
    make(&part, INDEXED);
}

/* ---- what happens to it */

/* Most of it is zeros: of two places one is among what says something. */
static void edit(memory_file *f, const uint8_t *how) {
    uint64_t at = number(how + 1, 3), argument = number(how + 4, 2);
    if (!f->size) return;
    at = at & 1 ? at / 2 % f->size : (at / 2 % 1024 + (at & 2048 ? INDEX_PAGE : 0)) % f->size;
    uint64_t run = argument % 64 + 1;
    if (run > f->size - at) run = f->size - at;
    switch (how[0] % 6) {
    case 0: f->bytes[at] ^= (uint8_t)(argument | 1); break;
    case 1: memset(f->bytes + at, (int)(argument >> 8), (size_t)run); break;
    case 2:
        if (f->size - at >= 4) asbi_set32(f->bytes + at, asbi_get32(f->bytes + at) + (uint32_t)argument - 0x8000);
        break;
    case 3:
        if (f->size - at >= 8) asbi_set64(f->bytes + at, argument << (how[0] / 6 % 6 * 8));
        break;
    case 4: memmove(f->bytes + at, f->bytes + (argument * 61) % (f->size - run + 1), (size_t)run); break;
    default: f->size = argument & 1 ? at : f->size / INDEX_PAGE * INDEX_PAGE + INDEX_DIGEST; break;
    }
}

/* Where there is place for the digests. */
static int make_right(memory_file *f, uint8_t digest[INDEX_DIGEST]) {
    if (f->size < INDEX_PAGE) return 0;
    uint64_t pages = asbi_get64(f->bytes + INDEX_AT_PAGES), lists = pages / INDEX_DIGESTS + (pages % INDEX_DIGESTS != 0);
    if (!pages || pages > 8 || f->size < (1 + pages + lists) * INDEX_PAGE + lists * INDEX_DIGEST) return 0;
    uint8_t *digests = f->bytes + (1 + pages) * INDEX_PAGE, *roots = digests + lists * INDEX_PAGE;
    for (uint64_t i = 0; i < pages; i++) asbi_sha256(f->bytes + (i + 1) * INDEX_PAGE, INDEX_PAGE, digests + i * INDEX_DIGEST);
    asbi_sha256(digests, INDEX_PAGE, roots);
    asbi_jindex_seal(f->bytes, roots, INDEX_DIGEST, digest);
    return 1;
}

/* The journal's own word for it. */
static void vouch(memory_file *f, const uint8_t digest[INDEX_DIGEST]) {
    uint64_t at = 0;
    uint8_t first = f->bytes[0];
    f->bytes[0] = 0; /* this handle does without */
    asb_store *s = journal_of();
    journal *j = s->extras.self;
    must(asbi_lock(j), "locking");
    must(asbi_commit_index(j, digest, asbi_get64(f->bytes + INDEX_AT_END), &at), "vouching");
    asbi_unlock(j);
    asb_store_free(s);
    f->bytes[0] = first;
    asbi_set64(f->bytes + INDEX_AT_FRAME, at);
}

/* ---- what must be so then */

typedef struct reading {
    const known *of;
    uint32_t count;
} reading;

static int32_t compare(void *sink, const asb_stored_record *r) {
    reading *n = sink;
    must_be(r->seq == n->count + 1 && r->seq <= n->of->count, "a record that never was");
    must_be(r->header.length == n->of->length[n->count] && !memcmp(r->header.data, n->of->header[n->count], r->header.length),
            "another record");
    n->count++;
    return ASB_OK;
}

static void look_singly(asb_store *s, int vouched) {
    for (int i = 0; i < CASES; i++) {
        reading n = {&cases[i], 0};
        int32_t status = s->table.read(s->table.self, (asb_bytes){cases[i].id, 1}, 1, compare, &n);
        must_be(vouched || (status == ASB_OK && n.count == cases[i].count), "records are missing");
        must_be(status == ASB_OK || status == ASB_ABSENT || status == ASB_ECORRUPT, "reading fails for no good reason");
    }
}

static void look_at_all(asb_store *s) {
    asb_text *report;
    must(asb_store_verify(&report, s, NULL), "verifying");
    asb_text_free(report);
    char *is = heads_of(s);
    must_be(!strcmp(is, heads), "other heads");
    free(is);
}

static void go_on(asb_store *s) {
    asb_case *c;
    must(asb_case_new(&c, e, policy, s, "new"), "a new case");
    add(c, "report", "{\"channel\":\"phone\",\"summary\":\"After it\"}");
    must(asb_case_save(c), "saving");
    asb_case_free(c);
}

static void look(int vouched) {
    asb_store *s = journal_of();
    look_singly(s, vouched);
    look_at_all(s);
    asb_store_free(s);
    s = journal_of();
    go_on(s);
    look_singly(s, vouched);
    asb_store_free(s);
    s = journal_of();
    asb_case *c;
    must(asb_case_open(&c, s, "new"), "what was acknowledged");
    must_be(asb_case_count(c) == 1, "what was acknowledged is not there");
    asb_case_free(c);
    asb_store_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum { RIGHT = 1, VOUCHED = 2, PART = 4, OWN = 8 };
    uint8_t digest[INDEX_DIGEST];
    if (!e) make_all();
    if (size < 1 || size > MOST_FILE) return 0;
    const base *b = data[0] & PART ? &part : &whole;
    memory_files_put(&disk, "j", b->journal, b->journal_size);
    memory_file *f = &disk.files[1];
    snprintf(f->name, sizeof f->name, "j.index");
    f->size = data[0] & OWN ? size - 1 : b->index_size;
    memcpy(f->bytes, data[0] & OWN ? data + 1 : b->index, (size_t)f->size);
    for (size_t i = 0; !(data[0] & OWN) && i < MOST_EDITS && 1 + (i + 1) * EDIT <= size; i++) edit(f, data + 1 + i * EDIT);
    int right = data[0] & (RIGHT | VOUCHED) && make_right(f, digest);
    int vouched = right && data[0] & VOUCHED;
    if (vouched) vouch(f, digest);
    look(vouched);
    return 0;
}

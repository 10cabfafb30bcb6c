/* Journal files that are not what they were. The first byte chooses between a file that is the rest of the input, and a journal of ours to which the rest says
 * what happens: bytes changed, runs zeroed, sectors exchanged, cut off (edits of six bytes). Whatever it is, nothing crashes, and what is opened can be asked, written
 * to, opened again and compacted without losing more.
 *
 * Of our own it is known what was acknowledged. A journal that names no damage has all of it; but for what the file alone cannot tell: that its end is missing. Then
 * it looks as if a commit had been interrupted: no head and no tail is left of all frames after that one. It then has what there was before, to the byte, and
 * the heads that were acknowledged tell (asb_store_verify_head). */
#include "journal_world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { COMMITS = 6, MOST_EDITS = 8, EDIT = 6, MOST_FILE = 100000 };

typedef struct base {
    uint8_t *bytes;
    uint64_t size, end[COMMITS + 1]; /* where the frames of so many commits end */
    char *heads[COMMITS + 1];        /* after so many */
    int first;                       /* so many are one frame; 0: each has its own */
} base;

static base plain, compacted;

/* ---- the journal of ours */

static asb_case *begun(asb_store *s, const char *id) {
    asb_case *c;
    must(asb_case_new(&c, e, policy, s, id), "a case");
    add(c, "report", "{\"channel\":\"phone\",\"summary\":\"Music at night, and again on the next\"}");
    return c;
}

static asb_case *opened(asb_store *s, const char *id) {
    asb_case *c;
    must(asb_case_open(&c, s, id), "opening");
    return c;
}

static void keep_days(asb_store *s) {
    asb_calendar *days;
    must(asb_calendar_new(&days, e), "a calendar");
    must(asb_calendar_add(days, "2026-12-24", NULL, "Closed"), "a day");
    must(asb_store_set_calendar(s, days), "keeping it");
    asb_calendar_free(days);
}

static void do_commit(asb_store *s, int number) {
    asb_case *one = NULL, *other = NULL;
    switch (number) {
    case 0: one = begun(s, "A"); break;
    case 1: one = opened(s, "A"), other = begun(s, "B"), add(one, "note", "{\"text\":\"Rang twice\"}"); break;
    case 2: keep_days(s); return;
    case 3: one = opened(s, "B"), add(one, "note", "{\"text\":\"Gone away\"}"); break;
    case 4: one = opened(s, "A"), add(one, "erasure", "{\"of\":[2],\"basis\":\"Art. 17\",\"reason\":\"Asked for\"}"); break;
    default: one = opened(s, "B"), add(one, "note", "{\"text\":\"Back again\"}"); break;
    }
    asb_case *const all[] = {one, other};
    must(asb_case_save_all(all, other ? 2 : 1), "saving");
    asb_case_free(one);
    asb_case_free(other);
}

static uint64_t end_of(const asb_store *s) {
    return ((const journal *)s->extras.self)->end;
}

static void note(base *b, asb_store *s, int commits) {
    free(b->heads[commits]);
    b->heads[commits] = heads_of(s);
    b->end[commits] = end_of(s);
}

/* With `compact`: before the last two commits. */
static void make(base *b, int compact) {
    memory_files_put(&disk, "", "", 0);
    asb_store *s = journal_of();
    note(b, s, 0);
    for (int i = 0; i < COMMITS; i++) {
        if (compact && i == COMMITS - 2) {
            asb_text *sizes;
            must(asb_store_compact(&sizes, s), "compacting");
            asb_text_free(sizes);
            b->first = i;
            note(b, s, i);
        }
        do_commit(s, i);
        note(b, s, i + 1);
    }
    asb_store_free(s);
    memory_file *f = file_named(&disk, "j");
    b->size = f->size;
    b->bytes = malloc((size_t)f->size);
    memcpy(b->bytes, f->bytes, (size_t)f->size);
}

static void make_all(void) {
    world_begin();
    make(&plain, 0);
    make(&compacted, 1);
}

/* ---- what happens to it */

static void exchange(uint8_t *a, uint8_t *b, size_t length) {
    for (size_t i = 0; i < length; i++) {
        uint8_t kept = a[i];
        a[i] = b[i];
        b[i] = kept;
    }
}

static void edit(memory_file *f, const uint8_t *how) {
    uint64_t at = number(how + 1, 3) % (f->size ? f->size : 1), argument = number(how + 4, 2), sectors = f->size / SECTOR;
    uint64_t run = argument % 1200 + 1;
    if (!f->size) return;
    if (run > f->size - at) run = f->size - at;
    switch (how[0] % 6) {
    case 0: f->bytes[at] ^= (uint8_t)(argument | 1); break;
    case 1: memset(f->bytes + at, 0, (size_t)run); break;
    case 2: memset(f->bytes + at, (int)(argument >> 8), (size_t)run); break;
    case 3:
        if (sectors) exchange(f->bytes + at / SECTOR % sectors * SECTOR, f->bytes + argument % sectors * SECTOR, SECTOR);
        break;
    case 4: memmove(f->bytes + at, f->bytes + (argument * 61) % (f->size - run + 1), (size_t)run); break;
    default: f->size = at; break;
    }
}

static int is_as_it_was(const base *b, const memory_file *f, uint64_t from, uint64_t to) {
    return to <= f->size && !memcmp(b->bytes + from, f->bytes + from, (size_t)(to - from));
}

/* Of what came after so many commits, does the head or the tail of a frame stand that shows that one before it was there? */
static int is_shown(const base *b, const memory_file *f, int commits) {
    for (int i = commits < b->first ? b->first : commits + 1; i < COMMITS; i++)
        if (is_as_it_was(b, f, b->end[i], b->end[i] + HEAD_SIZE) || is_as_it_was(b, f, b->end[i + 1] - TAIL_SIZE, b->end[i + 1] - 8))
            return 1;
    return 0;
}

/* ---- what must be so then */

/* OK or ECORRUPT, and nothing else; 1 where all is said to be well. */
static int verify(asb_store *s) {
    asb_text *t;
    int32_t status = asb_store_verify(&t, s, NULL);
    must_be(status == ASB_OK || status == ASB_ECORRUPT, "verifying gave neither");
    asb_text_free(t);
    return status == ASB_OK;
}

static void ask(asb_store *s) {
    asb_list *l;
    asb_text *t = NULL;
    asb_case *c;
    if (asb_store_list(&l, s, NULL, 0) == ASB_OK) {
        for (uint32_t i = 0; i < asb_list_count(l); i++) {
            int32_t status = asb_case_open(&c, s, asb_list_id(l, i));
            if (status == ASB_OK && asb_case_facts(&t, c) == ASB_OK) asb_text_free(t);
            if (status == ASB_OK) asb_case_free(c);
        }
        asb_list_free(l);
    }
    if (asb_store_changes(&l, s, NULL, 0) == ASB_OK) asb_list_free(l);
    if (asb_store_export(&t, s) == ASB_OK) asb_text_free(t);
}

/* The commits that there still are, of which nothing is damaged. Never fewer than the file shows that there were. */
static void is_all_there(const base *b, asb_store *s, const memory_file *damaged) {
    char *is = heads_of(s);
    int commits = COMMITS;
    asb_text *report;
    while (commits >= 0 && strcmp(b->heads[commits], is)) commits = commits == b->first ? 0 - !commits : commits - 1;
    must_be(commits >= 0, "no damage is named, and it is as it never was");
    if (strcmp(is, b->heads[COMMITS])) {
        must_be(!is_shown(b, damaged, commits), "no damage is named, and commits are missing that others follow");
        int32_t status = asb_store_verify_head(&report, s, b->heads[COMMITS], strlen(b->heads[COMMITS]));
        must_be(status == ASB_ECORRUPT, "the heads do not tell either");
        asb_text_free(report);
    }
    free(is);
}

/* Written to, it still has what could be read; and what is acknowledged now is there when it is opened again. */
static void go_on(asb_store *s, int well) {
    asb_case *c;
    asb_text *t = NULL;
    asb_list *l;
    if (asb_case_new(&c, e, policy, s, "new") != ASB_OK) return;
    add(c, "report", "{\"channel\":\"phone\",\"summary\":\"After it\"}");
    int saved = asb_case_save(c) == ASB_OK;
    must_be(saved || !well, "it is well, and cannot be written");
    asb_case_free(c);
    asb_store *again = NULL;
    int32_t status = asbi_store_journal_on(&again, e, "j", &disk.table);
    must_be(status == ASB_OK, "opened once, and not again");
    if (saved) {
        c = opened(again, "new");
        must_be(asb_case_count(c) == 1, "what was acknowledged is not there");
        asb_case_free(c);
    }
    must_be(!well || verify(again), "writing has damaged it");
    status = asb_store_compact(&t, again);
    must_be(status != ASB_OK || asb_store_list(&l, again, "m", 0) == ASB_OK, "compacted, and not to be listed");
    if (status == ASB_OK) {
        must_be(!saved || asb_list_count(l) == 1, "compacting has lost a case");
        asb_list_free(l);
        asb_text_free(t);
        must_be(!well || verify(again), "compacting has damaged it");
    }
    asb_store_free(again);
}

static void look(const base *b) {
    asb_store *s = NULL;
    memory_file as_it_is = *file_named(&disk, "j");
    uint8_t *kept = malloc((size_t)as_it_is.size + 1);
    memcpy(kept, as_it_is.bytes, (size_t)as_it_is.size);
    as_it_is.bytes = kept;
    int32_t status = asbi_store_journal_on(&s, e, "j", &disk.table);
    must_be(status != ASB_ENOMEM && status != ASB_EIO && status <= 0, "opening fails for no good reason");
    must_be(status == ASB_OK || asb_error_message(e)[0], "a refusal without a word");
    must_be(status == ASB_OK || !b || !is_as_it_was(b, &as_it_is, 0, FIRST_FRAME), "its header is sound, and it does not open");
    if (status == ASB_OK) {
        int well = verify(s);
        ask(s);
        if (b && well) is_all_there(b, s, &as_it_is);
        go_on(s, well);
        asb_store_free(s);
    }
    free(kept);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!e) make_all();
    if (size < 1 || size > MOST_FILE) return 0;
    if (data[0] & 4) {
        memory_files_put(&disk, "j", data + 1, size - 1);
        look(NULL);
        return 0;
    }
    const base *b = data[0] & 1 ? &compacted : &plain;
    memory_files_put(&disk, "j", b->bytes, b->size);
    memory_file *f = file_named(&disk, "j");
    if (data[0] & 2) memcpy(f->bytes + b->end[COMMITS] - 8, STATE_PENDING, 8);
    for (size_t i = 0; i < MOST_EDITS && 1 + (i + 1) * EDIT <= size; i++) edit(f, data + 1 + i * EDIT);
    look(b);
    return 0;
}

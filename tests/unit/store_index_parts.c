/* The index beside the journal, with each part of it wrong by itself while all others fit, digests and the journal's own word included: as whoever can write both would
 * leave it, or an error in writing it. It is not used then, or no longer; and what is answered is what the journal has. */
#include "store_disk.h"
#include "store_support.h"

#include "base/sha256.h"
#include "store/journal_index_file.h"

#include <stdlib.h>

Suite *asb_suite_store_index_parts(void);

static const char name[] = "journal", beside[] = "journal.index";

static store_disk disk;
static test_engine engine;
static store_dump expected, there;

static void setup(void) {
    disk_init(&disk);
    disk.can_map = 0;
    test_engine_begin(&engine);
}

static void teardown(void) {
    test_engine_end(&engine);
}

static disk_node *node(const char *wanted) {
    for (int i = 0; i < DISK_NAMES; i++)
        if (disk.cache[i].node >= 0 && strcmp(disk.cache[i].name, wanted) == 0) return &disk.nodes[disk.cache[i].node];
    ck_abort_msg("no such file");
    return NULL;
}

static asb_store *opened(void) {
    asb_store *s = NULL;
    disk.queued = 0;
    ck_assert_msg(asbi_store_journal_on(&s, engine.e, name, &disk.table) == ASB_OK, "%s", asb_error_message(engine.e));
    return s;
}

static void closed(asb_store *s) {
    int64_t now;
    asb_store_free(s);
    ck_assert_int_eq(asb_engine_now(&now, engine.e), ASB_OK);
}

static journal *journal_of(const asb_store *s) {
    return s->extras.self;
}

static int uses_index(const asb_store *s) {
    return journal_of(s)->index.file != NULL;
}

/* A record for a case, or only a summary. */
static int32_t add(asb_store *s, const char *id, uint32_t seq, const char *header, const char *body, const char *summary) {
    asb_stored_record r = {seq, 0, store_bytes(header), store_bytes(body)};
    asb_case_commit one = {
        .id = store_bytes(id), .expected = seq - 1, .record_count = *header != 0, .records = &r, .summary = store_bytes(summary)};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &one};
    if (!one.record_count) one.expected = seq;
    return s->table.commit(s->table.self, &data);
}

/* The history of store_support.h, and an index of all of it. */
static void make(void) {
    disk_init(&disk);
    asb_store *s = opened();
    for (int i = 0; i < STORE_STEPS; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_OK);
    closed(s);
    store_expected(engine.e, STORE_STEPS, &expected);
}

/* What there is, as a reading of all of it without an index tells; damage that it comes upon is told, too. */
static int32_t tell(asb_store *s, store_dump *out) {
    static const char *const ids[] = {"A", "B", "C", "D", "nobody"};
    int32_t first = ASB_OK;
    out->length = 0;
    for (unsigned i = 0; i < sizeof ids / sizeof *ids; i++) {
        int32_t status = s->table.read(s->table.self, store_bytes(ids[i]), 1, store_put_record, out);
        store_put(out, status == ASB_OK ? "+" : status == ASB_ABSENT ? "-" : "!", 1);
        if (status < 0 && !first) first = status;
    }
    return first;
}

static int32_t tell_without(store_dump *out) {
    disk_node *x = node(beside);
    uint8_t first = x->cache[0];
    x->cache[0] = 0;
    asb_store *s = opened();
    ck_assert(!uses_index(s));
    int32_t status = tell(s, out);
    closed(s);
    x->cache[0] = first;
    return status;
}

/* Case by case first, which is what the index is for, and then all together. */
static void is_as_without(int used_first, int used_then, const char *what, unsigned n) {
    static store_dump with;
    int32_t without = tell_without(&there);
    asb_store *s = opened();
    ck_assert_msg(uses_index(s) == used_first, "%s %u: used at first: %d", what, n, !used_first);
    int32_t status = tell(s, &with);
    ck_assert_msg(status == without && with.length == there.length && !memcmp(with.at, there.at, with.length), "%s %u: another answer",
                  what, n);
    ck_assert_msg(used_then < 0 || uses_index(s) == used_then, "%s %u: used then: %d", what, n, !used_then);
    closed(s);
}

/* ---- with digests that fit, and the journal's word */

static void seal(uint8_t digest[INDEX_DIGEST]) {
    disk_node *n = node(beside);
    uint64_t pages = asbi_get64(n->cache + INDEX_AT_PAGES), lists = (pages + INDEX_DIGESTS - 1) / INDEX_DIGESTS;
    uint8_t *digests = n->cache + (1 + pages) * INDEX_PAGE, *roots = digests + lists * INDEX_PAGE;
    for (uint64_t i = 0; i < pages; i++) asbi_sha256(n->cache + (i + 1) * INDEX_PAGE, INDEX_PAGE, digests + i * INDEX_DIGEST);
    for (uint64_t i = 0; i < lists; i++) asbi_sha256(digests + i * INDEX_PAGE, INDEX_PAGE, roots + i * INDEX_DIGEST);
    asbi_jindex_seal(n->cache, roots, lists * INDEX_DIGEST, digest);
}

static void vouch_for(uint64_t covered) {
    uint8_t digest[INDEX_DIGEST];
    uint64_t place;
    seal(digest);
    asb_store *s = opened();
    journal *j = journal_of(s);
    ck_assert(asbi_lock(j) == ASB_OK && asbi_commit_index(j, digest, covered, &place) == ASB_OK);
    asbi_unlock(j);
    asbi_set64(node(beside)->cache + INDEX_AT_FRAME, place);
    closed(s);
}

static void vouch(void) {
    vouch_for(asbi_get64(node(beside)->cache + INDEX_AT_END));
}

/* ---- what it says of a case */

/* Where a case stands in it. They are all in one bucket. */
static uint8_t *block_of(const char *id) {
    uint8_t *x = node(beside)->cache;
    for (uint64_t at = INDEX_PAGE; at < asbi_get64(x + INDEX_AT_DIRECTORY); at += asbi_get32(x + at)) {
        uint8_t *k = x + at, *said = k + INDEX_CASE_FIXED + asbi_get32(k + INDEX_CASE_ENTRIES) * 8 + asbi_get32(k + INDEX_CASE_ERASED) * 4;
        if (asbi_get32(k + INDEX_CASE_ID) == strlen(id) && !memcmp(said, id, strlen(id))) return k;
    }
    ck_abort_msg("no such case in the index");
    return NULL;
}

static uint8_t *place_of(const char *id, unsigned n) {
    return block_of(id) + INDEX_CASE_FIXED + n * 8;
}

/* So many entries only: those that are not named are gone, and the id has moved. */
static void keep_entries(const char *id, uint32_t count) {
    uint8_t *k = block_of(id), rest[256];
    uint32_t entries = asbi_get32(k + INDEX_CASE_ENTRIES), after = INDEX_CASE_FIXED + entries * 8, length = asbi_get32(k);
    ck_assert_uint_le(length - after, sizeof rest);
    memcpy(rest, k + after, length - after);
    memset(k + INDEX_CASE_FIXED, 0, length - INDEX_CASE_FIXED);
    memcpy(k + INDEX_CASE_FIXED + count * 8, rest, length - after);
    asbi_set32(k + INDEX_CASE_ENTRIES, count);
}

static void change_case(unsigned how) {
    uint8_t *x = node(beside)->cache, *a = block_of("A");
    switch (how) {
    case 0: asbi_set64(place_of("A", 0), 0); break;
    case 1: asbi_set64(place_of("A", 0), FIRST_FRAME - 8); break;
    case 2: asbi_set64(place_of("A", 0), asbi_get64(x + asbi_get64(x + INDEX_AT_POLICY_LIST))); break; /* no case */
    case 3: asbi_set64(place_of("A", 0), asbi_get64(place_of("C", 0))); break;                         /* another case */
    case 4: asbi_set64(place_of("A", 0), asbi_get64(place_of("A", 1))); break;                         /* not the first */
    case 5: asbi_set64(place_of("A", 0), asbi_get64(place_of("A", 0)) + 8); break;
    case 6: asbi_set64(place_of("A", 0), UINT64_MAX); break;
    case 7: asbi_set64(a + INDEX_CASE_VERSION, asbi_get64(a + INDEX_CASE_VERSION) + 1); break;
    case 8: asbi_set64(a + INDEX_CASE_SUMMARY, asbi_get64(place_of("A", 0))); break;
    case 9: keep_entries("A", 0); break;
    case 10: keep_entries("A", 1); break;
    case 11: asbi_set32(place_of("A", asbi_get32(a + INDEX_CASE_ENTRIES)), 0); break; /* what was erased */
    case 12: asbi_set32(place_of("A", asbi_get32(a + INDEX_CASE_ENTRIES)), 4); break;
    case 13: asbi_set64(x + asbi_get64(x + INDEX_AT_DIRECTORY), 8); break; /* where the cases are: in the first page */
    case 14:
        asbi_set64(x + asbi_get64(x + INDEX_AT_DIRECTORY), UINT64_MAX - 7),
            asbi_set64(x + asbi_get64(x + INDEX_AT_DIRECTORY) + 8, UINT64_MAX);
        break;
    default:
        asbi_set64(x + asbi_get64(x + INDEX_AT_DIRECTORY), 2 * INDEX_PAGE - 16),
            asbi_set64(x + asbi_get64(x + INDEX_AT_DIRECTORY) + 8, UINT64_MAX);
        break;
    }
}

START_TEST(what_it_says_of_a_case)
{
    for (unsigned how = 0; how < 16; how++) {
        make();
        change_case(how);
        vouch();
        is_as_without(1, 0, "case", how);
        asb_store *s = opened();
        ck_assert(store_is(&s->table, &expected));
        closed(s);
    }
}
END_TEST

/* ---- what is taken for read */

static void change_first(unsigned how) {
    uint8_t *x = node(beside)->cache;
    uint64_t policy = asbi_get64(x + INDEX_AT_POLICY_LIST), end = asbi_get64(x + INDEX_AT_END);
    switch (how) {
    case 0: asbi_set64(x + INDEX_AT_LAST, FIRST_FRAME); break;
    case 1: asbi_set64(x + INDEX_AT_LAST_CHECK, 1); break;
    case 2: asbi_set64(x + INDEX_AT_NUMBER, 0); break;
    case 3: asbi_set64(x + INDEX_AT_SAMPLES, end); break;
    case 4: asbi_set64(x + INDEX_AT_SAMPLES + 8, 1); break;
    case 5: asbi_set64(x + policy, asbi_get64(place_of("A", 0))); break;
    case 6: asbi_set64(x + policy, 8); break;
    case 7: asbi_set64(x + INDEX_AT_CALENDAR, asbi_get64(place_of("A", 0))); break;
    case 8: asbi_set64(x + INDEX_AT_CALENDAR, 8); break;
    case 9: asbi_set64(x + INDEX_AT_END, 8); break;
    case 10: asbi_set64(x + INDEX_AT_END, UINT64_MAX); break;
    default: asbi_set64(x + INDEX_AT_NUMBER, UINT64_MAX); break;
    }
}

START_TEST(what_is_taken_for_read)
{
    for (unsigned how = 0; how < 12; how++) {
        make();
        change_first(how);
        vouch();
        is_as_without(0, 0, "first page", how);
        asb_store *s = opened();
        ck_assert(store_is(&s->table, &expected));
        ck_assert_uint_eq(asbi_jindex_end(journal_of(s)), how < 9 ? asbi_get64(node(beside)->cache + INDEX_AT_END) : 0);
        closed(s);
    }
}
END_TEST

/* Its end is not what the journal says that it is; and it names a commit that is none of an index. */
START_TEST(the_journals_word_is_another)
{
    make();
    vouch_for(asbi_get64(node(beside)->cache + INDEX_AT_END) - 8);
    is_as_without(0, 0, "covered", 0);
    make();
    vouch();
    is_as_without(1, 1, "as it should be", 0);
    for (uint64_t at = FIRST_FRAME, n = 0; n < STORE_STEPS; n++) {
        asbi_set64(node(beside)->cache + INDEX_AT_FRAME, at);
        is_as_without(0, 0, "another commit", (unsigned)n);
        at += asbi_get64(node(name)->cache + at + 16);
    }
    asb_store *s = opened();
    ck_assert_uint_eq(asbi_jindex_end(journal_of(s)), 0);
    closed(s);
}
END_TEST

/* The frame of the journal that names the index, made anew: of that kind, with so many entries, which begin so. Nothing else in it is wrong. */
static void rewrite_word(uint32_t kind, uint32_t entries, uint32_t entry_kind, uint32_t entry_length) {
    asb_store *s = opened();
    journal *j = journal_of(s);
    uint8_t *at = node(name)->cache + asbi_get64(node(beside)->cache + INDEX_AT_FRAME), *table = at + HEAD_SIZE, tail[TAIL_SIZE];
    frame f;
    ck_assert_int_eq(asbi_frame_at(j, &f, (uint64_t)(at - node(name)->cache)), ASB_OK);
    f.kind = kind;
    f.entries = entries;
    asbi_set32(table + 8, entry_kind);
    asbi_set32(table + 12, entry_length);
    asbi_set64(table, asbi_sum(j, f.at + HEAD_SIZE, table + 8, entry_length - 8));
    memcpy(table + INDEX_ENTRY, table, INDEX_ENTRY);
    asbi_frame_encode(j, &f, at, tail);
    memcpy(at + f.length - TAIL_SIZE, tail, HEAD_SIZE);
    closed(s);
}

START_TEST(the_journals_word_is_none)
{
    static const uint32_t wrong[][4] = {{FRAME_COMMIT, 1, ENTRY_INDEX, INDEX_ENTRY},
                                        {MAY_BE_PASSED_OVER, 1, ENTRY_INDEX, INDEX_ENTRY},
                                        {FRAME_COMMIT, 0, ENTRY_INDEX, INDEX_ENTRY},
                                        {FRAME_COMMIT, 1, MAY_BE_PASSED_OVER | 77, INDEX_ENTRY},
                                        {FRAME_COMMIT, 1, ENTRY_INDEX, INDEX_ENTRY - 8}};
    for (unsigned i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        make();
        rewrite_word(wrong[i][0], wrong[i][1], wrong[i][2], wrong[i][3]);
        is_as_without(i == 0, i == 0, "word", i);
        asb_store *s = opened();
        ck_assert(store_is(&s->table, &expected));
        ck_assert_int_eq(asbi_jindex_end(journal_of(s)) != 0, i == 0);
        closed(s);
    }
}
END_TEST

/* The journal has moved on at the end of the index: so it is of a file that has no name any more. */
START_TEST(it_ends_where_the_journal_moved)
{
    make();
    asb_store *s = opened();
    journal *j = journal_of(s);
    uint8_t *x = node(beside)->cache, digest[INDEX_DIGEST];
    uint64_t place;
    ck_assert(asbi_lock(j) == ASB_OK && asbi_commit_moved(j) == ASB_OK);
    asbi_set64(x + INDEX_AT_LAST, j->last.at);
    asbi_set64(x + INDEX_AT_LAST_CHECK, j->last.check);
    asbi_set64(x + INDEX_AT_NUMBER, j->number);
    asbi_set64(x + INDEX_AT_END, j->end);
    seal(digest);
    ck_assert_int_eq(asbi_commit_index(j, digest, j->end, &place), ASB_OK);
    asbi_unlock(j);
    asbi_set64(x + INDEX_AT_FRAME, place);
    closed(s);
    is_as_without(0, 0, "moved", 0);
}
END_TEST

/* ---- an entry that stands where none should: in the body of a record, checksums and all */

enum { FORGED_ROOM = HEAD_SIZE + CASE_FIXED + DESCRIPTOR + 8, FORGED_ENTRY = CASE_FIXED + DESCRIPTOR + 8 };

/* The first record of A, made up, as from a frame that begins so many bytes before it. */
static void forge_entry(const journal *j, uint8_t *e, uint64_t at, uint64_t back, uint32_t length, uint32_t records) {
    memset(e, 0, FORGED_ENTRY);
    asbi_set32(e + 8, ENTRY_CASE);
    asbi_set32(e + 12, length);
    asbi_set64(e + 16, back);
    asbi_set32(e + 28, records);
    asbi_set32(e + 36, 1);
    e[CASE_FIXED + DESCRIPTOR] = 'A';
    asbi_set64(e, asbi_sum(j, at, e + 8, length - 8));
}

static void forge(const journal *j, uint8_t body[FORGED_ROOM], uint64_t at, unsigned how) {
    uint8_t tail[TAIL_SIZE];
    frame f = {.at = at,
               .length = HEAD_SIZE + TAIL_SIZE + 2 * FORGED_ENTRY,
               .table = FORGED_ENTRY,
               .entries = 1,
               .kind = FRAME_COMMIT,
               .number = 1};
    uint64_t back = HEAD_SIZE;
    if (how == 0) back = HEAD_SIZE + at - j->end; /* in this frame, after its table */
    if (how == 1) back = HEAD_SIZE + 8;           /* no frame begins there */
    if (how == 2) f.kind = MAY_BE_PASSED_OVER;
    if (how == 3) f.length = UINT64_C(1) << 40; /* ends after the journal does */
    if (how == 4) f.table = 0;                  /* has no entries */
    if (how == 5) f.table = FORGED_ENTRY - 8, f.length -= 16;
    if (how == 6) back = 0; /* the head itself, from which it says that it is */
    asbi_frame_encode(j, &f, body, tail);
    forge_entry(j, body + HEAD_SIZE, at + HEAD_SIZE, back, FORGED_ENTRY, how != 7);
}

static void forge_case(unsigned how) {
    static uint8_t body[FORGED_ROOM];
    asb_store *s = opened();
    journal *j = journal_of(s);
    uint64_t at = j->end + HEAD_SIZE + CASE_FIXED + DESCRIPTOR + 8 + 8;
    asb_stored_record r = {1, 0, store_bytes("{\"h\": 1}"), {body, sizeof body}};
    asb_case_commit one = {.id = store_bytes("D"), .record_count = 1, .records = &r};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &one};
    forge(j, body, at, how);
    ck_assert_int_eq(s->table.commit(s->table.self, &data), ASB_OK);
    ck_assert_msg(memcmp(node(name)->cache + at, body, sizeof body) == 0, "it should stand there");
    closed(s);
    asbi_set64(place_of("A", 0), at + HEAD_SIZE);
}

START_TEST(an_entry_in_a_body)
{
    for (unsigned how = 0; how < 8; how++) {
        make();
        forge_case(how);
        vouch();
        is_as_without(1, 0, "forged", how);
    }
}
END_TEST

/* ---- damage after its end */

START_TEST(the_journal_is_damaged_after_it)
{
    disk_init(&disk);
    asb_store *s = opened();
    for (int i = 0; i < 3; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_OK);
    for (int i = 3; i < STORE_STEPS; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    uint32_t from = (uint32_t)asbi_get64(node(beside)->cache + INDEX_AT_END), end = (uint32_t)journal_of(s)->end, gave_up = 0;
    closed(s);
    for (uint32_t at = from; at < end; at++) {
        static store_dump with;
        node(name)->cache[at] ^= 0x10;
        int32_t without = tell_without(&there);
        s = opened();
        int32_t status = tell(s, &with);
        gave_up += !uses_index(s);
        ck_assert_msg(status == without && with.length == there.length && !memcmp(with.at, there.at, with.length), "byte %u", (unsigned)at);
        closed(s);
        node(name)->cache[at] ^= 0x10;
        disk.handle_count = 0;
    }
    ck_assert_uint_gt(gave_up, 50);
}
END_TEST

/* Frames whose heads and tails are gone, and entries that do not follow: an index is in use, and given up. */
START_TEST(frames_after_it_are_lost)
{
    for (int both = 0; both < 3; both++) {
        make();
        asb_store *s = opened();
        uint64_t at = journal_of(s)->end, length;
        ck_assert_int_eq(add(s, "D", 1, "{}", "{}", ""), ASB_OK);
        ck_assert_int_eq(add(s, "E", 1, "{}", "{}", ""), ASB_OK);
        closed(s);
        uint8_t *f = node(name)->cache + at;
        length = asbi_get64(f + 16);
        uint8_t *first = f + HEAD_SIZE, *second = f + length - TAIL_SIZE - asbi_get32(f + 40);
        if (both == 2) { /* an entry of no record, before which there is none */
            asbi_set32(first + 28, 0);
            s = opened();
            asbi_set64(first, asbi_sum(journal_of(s), at + HEAD_SIZE, first + 8, asbi_get32(f + 40) - 8));
            closed(s);
            memcpy(second, first, asbi_get32(f + 40));
        }
        if (both == 1) f[0] = f[length - TAIL_SIZE] = 0;
        if (!both) f[HEAD_SIZE] ^= 1, f[length - TAIL_SIZE - asbi_get32(f + 40)] ^= 1;
        is_as_without(0, 0, "lost", (unsigned)both);
        s = opened();
        ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_ESTATE); /* of a journal with damage there is none */
        closed(s);
    }
}
END_TEST

/* ---- of what there is none */

START_TEST(there_is_none_of_some_journals)
{
    asb_store *s = opened();
    ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_ESTATE); /* nothing in it */
    ck_assert_uint_eq(asbi_jindex_end(journal_of(s)), 0);
    closed(s);
    make();
    s = opened();
    uint64_t last = journal_of(s)->last.at;
    closed(s);
    node(name)->cache[last] ^= 1; /* the head of the last frame: it is known from its tail */
    s = opened();
    ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_ESTATE);
    closed(s);
    make();
    s = opened();
    ck_assert(asbi_lock(journal_of(s)) == ASB_OK && asbi_commit_moved(journal_of(s)) == ASB_OK);
    asbi_unlock(journal_of(s));
    ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_ESTATE); /* a compaction that did not come to give away the name */
    closed(s);
}
END_TEST

START_TEST(an_empty_journal_is_compacted)
{
    compaction done;
    asb_store *s = opened();
    int32_t status = s->extras.compact(s->extras.self, &done);
    ck_assert_int_eq(status, ASB_OK);
    ck_assert_int_eq(store_step(&s->table, 0), ASB_OK);
    closed(s);
    s = opened();
    store_expected(engine.e, 1, &expected);
    ck_assert(store_is(&s->table, &expected));
    closed(s);
}
END_TEST

/* ---- what it has of unusual histories */

/* A calendar and no records; then a case that is not there, because its commit failed. */
START_TEST(no_records_and_no_case)
{
    asb_store *s = opened();
    uint32_t version = 0;
    ck_assert_int_eq(store_step(&s->table, 3), ASB_OK);
    disk.which = DISK_WRITE;
    disk.calls = 0, disk.fail_at = 1, disk.for_ever = 1;
    ck_assert_int_eq(store_step(&s->table, 0), ASB_EIO);
    disk_reset(&disk);
    ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_OK);
    closed(s);
    s = opened();
    ck_assert(uses_index(s));
    ck_assert_uint_eq(s->extras.count(s->extras.self), 0);
    ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes("A"), &version), ASB_ABSENT);
    there.length = 0;
    ck_assert_int_eq(s->table.calendar(s->table.self, store_put_bytes, &there), ASB_OK);
    ck_assert_str_eq(there.at, "{\"added\":[]}");
    for (int i = 0; i < 3; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes("A"), &version), ASB_OK);
    ck_assert_uint_eq(version, 3);
    closed(s);
}
END_TEST

/* A summary by itself, before, between and after records, which is the one that counts. */
START_TEST(a_summary_by_itself)
{
    static store_dump all, again;
    asb_store *s = opened();
    ck_assert_int_eq(add(s, "between", 1, "{\"h\":1}", "{}", ""), ASB_OK);
    ck_assert_int_eq(add(s, "between", 1, "", "", "{\"s\":1}"), ASB_OK);
    ck_assert_int_eq(add(s, "between", 2, "{\"h\":2}", "{}", ""), ASB_OK);
    ck_assert_int_eq(add(s, "after", 1, "{\"h\":1}", "{}", "{\"s\":0}"), ASB_OK);
    ck_assert_int_eq(add(s, "after", 1, "", "", "{\"s\":2}"), ASB_OK);
    ck_assert_int_eq(store_dump_all(&s->table, &all), ASB_OK);
    ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_OK);
    closed(s);
    s = opened();
    ck_assert(uses_index(s));
    ck_assert_uint_eq(s->extras.count(s->extras.self), 2);
    for (unsigned i = 0; i < 2; i++) { /* each with the index, and with the summary where the journal has it */
        store_damage damage = {0};
        const char *id = i ? "after" : "between";
        ck_assert_int_eq(s->extras.summary(s->extras.self, store_bytes(id), store_take_damage, &damage), ASB_OK);
        ck_assert_uint_eq(damage.count, 0);
        const catalogued *k = &journal_of(s)->cases.cases[asbi_catalogue_find(&journal_of(s)->cases, store_bytes(id))];
        ck_assert(k->summary != 0 && k->version == 2 - i);
    }
    ck_assert(uses_index(s));
    ck_assert_int_eq(store_dump_all(&s->table, &again), ASB_OK);
    ck_assert_str_eq(all.at, again.at);
    closed(s);
}
END_TEST

/* An id so long that what is said of the case fills a block to its last byte; and other pages of the index, which are damaged when they are asked for. */
START_TEST(a_block_that_is_just_full)
{
    enum { BLOCK = 16 * INDEX_PAGE, LONG = BLOCK - 16 - INDEX_CASE_FIXED - 8 };
    static char id[LONG + 1];
    uint32_t version;
    memset(id, 'i', LONG);
    for (unsigned damaged = 0; damaged < 3; damaged++) {
        disk_init(&disk);
        asb_store *s = opened();
        ck_assert_int_eq(add(s, id, 1, "{\"h\":1}", "{}", "{}"), ASB_OK);
        ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_OK);
        closed(s);
        ck_assert_uint_eq(asbi_get64(node(beside)->cache + INDEX_AT_PAGES), BLOCK / INDEX_PAGE);
        if (damaged) node(beside)->cache[(damaged == 1 ? 1 : 5) * INDEX_PAGE + 100] ^= 1;
        s = opened();
        ck_assert(uses_index(s));
        id[LONG - 1] = 'j'; /* the same but for the end */
        ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes(id), &version), ASB_ABSENT);
        id[LONG - 1] = 'i';
        ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes(id), &version), ASB_OK);
        ck_assert_int_eq(uses_index(s), !damaged);
        closed(s);
    }
}
END_TEST

/* More entries than are read at a time, on several pages, of which one is damaged. */
START_TEST(a_case_of_many_entries)
{
    enum { MANY = 560, BEFORE = 3850 };
    static char before[BEFORE + 1];
    memset(before, 'b', BEFORE);
    for (unsigned damaged = 0; damaged < 4; damaged++) {
        uint32_t version = 0;
        disk_init(&disk);
        asb_store *s = opened();
        ck_assert_int_eq(add(s, before, 1, "{}", "{}", ""),
                         ASB_OK); /* so that places begin on the first page and the id stands on the third */
        for (uint32_t i = 1; i <= MANY; i++) {
            ck_assert_int_eq(add(s, "A", i, "{}", "{}", ""), ASB_OK);
            disk.queued = 0;
        }
        ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_OK);
        closed(s);
        if (damaged) node(beside)->cache[damaged * INDEX_PAGE + 200] ^= 1;
        s = opened();
        ck_assert(uses_index(s)); /* which has needed only its first page so far */
        ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes("A"), &version), ASB_OK);
        ck_assert_uint_eq(version, MANY);
        ck_assert_int_eq(uses_index(s), !damaged);
        closed(s);
    }
}
END_TEST

/* ---- entries that wait, of cases with the same hash */

typedef struct hashed {
    uint32_t hash, number;
} hashed;

static int by_hash(const void *a, const void *b) {
    const hashed *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

/* Two ids that only a longer hash would tell apart. */
static void find_twins(const journal *j, char first[16], char second[16]) {
    enum { TRIED = 400000 };
    static hashed all[TRIED];
    for (uint32_t i = 0; i < TRIED; i++) {
        snprintf(first, 16, "T-%u", (unsigned)i);
        all[i] = (hashed){(uint32_t)asbi_jindex_hash(j, store_bytes(first)), i};
    }
    qsort(all, TRIED, sizeof *all, by_hash);
    for (uint32_t i = 1; i < TRIED; i++)
        if (all[i].hash == all[i - 1].hash) {
            snprintf(first, 16, "T-%u", (unsigned)all[i - 1].number);
            snprintf(second, 16, "T-%u", (unsigned)all[i].number);
            return;
        }
    ck_abort_msg("no two have the same hash");
}

START_TEST(waiting_cases_are_told_apart)
{
    char twins[2][16];
    make();
    asb_store *s = opened();
    ck_assert(uses_index(s));
    find_twins(journal_of(s), twins[0], twins[1]);
    uint64_t first = journal_of(s)->end;
    closed(s);
    s = opened();
    asb_store *b = opened();
    for (uint32_t i = 0; i < 2; i++) ck_assert_int_eq(add(b, twins[i], 1, i ? "{\"h\":1}" : "{\"h\":0}", "{}", ""), ASB_OK);
    ck_assert_int_eq(add(b, twins[0], 2, "{\"h\":2}", "{}", ""), ASB_OK);
    closed(b);
    for (int i = 1; i >= 0; i--) {
        there.length = 0;
        ck_assert_int_eq(s->table.read(s->table.self, store_bytes(twins[i]), 1, store_put_record, &there), ASB_OK);
        ck_assert_str_eq(there.at, i ? " 1:{\"h\":1}|{}" : " 1:{\"h\":0}|{} 2:{\"h\":2}|{}");
    }
    ck_assert(uses_index(s));
    closed(s);
    s = opened(); /* and one that was overwritten since, both times that it stands there */
    ck_assert(uses_index(s));
    uint8_t *f = node(name)->cache + first;
    f[HEAD_SIZE] ^= 1, f[asbi_get64(f + 16) - TAIL_SIZE - asbi_get32(f + 40)] ^= 1;
    there.length = 0;
    ck_assert_int_eq(s->table.read(s->table.self, store_bytes(twins[1]), 1, store_put_record, &there), ASB_OK);
    ck_assert_str_eq(there.at, " 1:{\"h\":1}|{}");
    ck_assert_int_eq(s->table.read(s->table.self, store_bytes(twins[0]), 1, store_put_record, &there), ASB_ECORRUPT);
    closed(s);
}
END_TEST

/* ---- the journal changes while it is written */

static asb_store *other;
static uint64_t countdown;
static int what_happens;

static void let_it_happen(void) {
    compaction done = {0, 0, 0, 0};
    if (!countdown || --countdown) return;
    disk.queued = 0;
    if (what_happens == 0) ck_assert_int_eq(other->extras.compact(other->extras.self, &done), ASB_OK);
    if (what_happens == 1) ck_assert_int_eq(add(other, "D", 1, "{}", "{}", ""), ASB_OK);
    if (what_happens == 2) { /* a commit of which both tables are damaged, and one that proves that it was on the disk */
        uint8_t *f = node(name)->cache + journal_of(other)->end;
        ck_assert_int_eq(add(other, "D", 1, "{}", "{}", ""), ASB_OK);
        ck_assert_int_eq(add(other, "E", 1, "{}", "{}", ""), ASB_OK);
        f[HEAD_SIZE] ^= 1, f[asbi_get64(f + 16) - TAIL_SIZE - asbi_get32(f + 40)] ^= 1;
    }
    if (what_happens == 3) { /* one that does not follow from what was there: as if by somebody with another history */
        catalogue *all = &journal_of(other)->cases;
        all->cases[asbi_catalogue_find(all, store_bytes("A"))].version--;
        ck_assert_int_eq(add(other, "A", 3, "{}", "{}", ""), ASB_OK);
    }
}

static int32_t (*plain_write)(void *, intptr_t, uint64_t, const void *, size_t);

static int32_t watched_write(void *self, intptr_t file, uint64_t at, const void *bytes, size_t length) {
    let_it_happen();
    return plain_write(self, file, at, bytes, length);
}

START_TEST(the_journal_changes_meanwhile)
{
    for (what_happens = 0; what_happens < 4; what_happens++) {
        make();
        file_system watched = disk.table;
        plain_write = disk.table.write;
        watched.write = watched_write;
        asb_store *s = NULL;
        other = opened();
        static store_dump all;
        ck_assert_int_eq(store_dump_all(&other->table, &all), ASB_OK); /* so that it knows the cases */
        ck_assert_int_eq(asbi_store_journal_on(&s, engine.e, name, &watched), ASB_OK);
        countdown = 1;
        int32_t status = asbi_jindex_write(journal_of(s));
        ck_assert_uint_eq(countdown, 0);
        ck_assert_msg(status == (what_happens == 1 ? ASB_OK : ASB_ESTATE), "%d: %d", what_happens, (int)status);
        if (what_happens > 1) ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_ESTATE);
        closed(s);
        closed(other);
        if (what_happens < 3) is_as_without(what_happens == 1, what_happens == 1, "meanwhile", (unsigned)what_happens);
    }
}
END_TEST

Suite *asb_suite_store_index_parts(void) {
    Suite *suite = suite_create("store: parts of an index that are wrong");
    TCase *all = tcase_create("parts");
    tcase_set_timeout(all, 120);
    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, what_it_says_of_a_case);
    tcase_add_test(all, what_is_taken_for_read);
    tcase_add_test(all, the_journals_word_is_another);
    tcase_add_test(all, the_journals_word_is_none);
    tcase_add_test(all, it_ends_where_the_journal_moved);
    tcase_add_test(all, an_entry_in_a_body);
    tcase_add_test(all, the_journal_is_damaged_after_it);
    tcase_add_test(all, frames_after_it_are_lost);
    tcase_add_test(all, there_is_none_of_some_journals);
    tcase_add_test(all, an_empty_journal_is_compacted);
    tcase_add_test(all, no_records_and_no_case);
    tcase_add_test(all, a_summary_by_itself);
    tcase_add_test(all, a_block_that_is_just_full);
    tcase_add_test(all, a_case_of_many_entries);
    tcase_add_test(all, waiting_cases_are_told_apart);
    tcase_add_test(all, the_journal_changes_meanwhile);
    suite_add_tcase(suite, all);
    return suite;
}

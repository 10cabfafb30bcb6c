/* The index beside the journal: whatever becomes of it, the journal's answers are the same as without.
 *
 * The history of store_support.h is written on a disk in memory. Cases are asked for one by one first, so that the index is what answers, and then all of them. */
#include "store_disk.h"
#include "store_support.h"

#include "base/sha256.h"
#include "store/journal_index_file.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *asb_suite_store_index(void);

static const char name[] = "journal", beside[] = "journal.index";

typedef struct world {
    store_disk disk, after;
    test_engine engine, other;
    store_dump expected[STORE_STEPS + 1], single[STORE_STEPS + 1];
} world;

/* ---- one case after the other */

static int32_t dump_singly(asb_store *s, store_dump *d) {
    static const char *const ids[] = {"A", "B", "C", "nobody"};
    d->length = 0;
    for (unsigned i = 0; i < 4; i++) {
        char head[32];
        uint32_t version = 0;
        int32_t status = s->extras.version(s->extras.self, store_bytes(ids[i]), &version);
        if (status != ASB_OK && status != ASB_ABSENT) return status;
        snprintf(head, sizeof head, "\n%s v%u", ids[i], (unsigned)version);
        store_put(d, head, strlen(head));
        if (status == ASB_OK) status = s->table.read(s->table.self, store_bytes(ids[i]), 1, store_put_record, d);
        if (status < 0) return status;
    }
    int32_t status = s->table.calendar(s->table.self, store_put_bytes, d);
    if (status >= 0) status = s->table.policy(s->table.self, store_bytes("0123456789abcdef0123456789abcdef"), store_put_bytes, d);
    return status < 0 ? status : ASB_OK;
}

static int is_single(asb_store *s, const store_dump *expected) {
    static store_dump now;
    int32_t status = dump_singly(s, &now);
    return status == ASB_OK && now.length == expected->length && memcmp(now.at, expected->at, now.length) == 0;
}

static journal *journal_of(const asb_store *s) {
    return s->extras.self;
}

static int uses_index(const asb_store *s) {
    return journal_of(s)->index.file != NULL;
}

/* ---- the world */

static world *new_world(void) {
    world *w = calloc(1, sizeof *w);
    ck_assert_ptr_nonnull(w);
    disk_init(&w->disk);
    disk_init(&w->after);
    test_engine_begin(&w->engine);
    test_engine_begin(&w->other);
    for (int i = 0; i <= STORE_STEPS; i++) {
        asb_store *s = NULL;
        store_expected(w->engine.e, i, &w->expected[i]);
        ck_assert_int_eq(asb_store_memory(&s, w->engine.e), ASB_OK);
        for (int step = 0; step < i; step++) ck_assert_int_eq(store_step(&s->table, step), ASB_OK);
        ck_assert_int_eq(dump_singly(s, &w->single[i]), ASB_OK);
        asb_store_free(s);
    }
    return w;
}

static void free_world(world *w) {
    test_engine_end(&w->engine);
    test_engine_end(&w->other);
    free(w);
}

static disk_node *node_named(store_disk *d, const char *wanted) {
    for (int i = 0; i < DISK_NAMES; i++)
        if (d->cache[i].node >= 0 && strcmp(d->cache[i].name, wanted) == 0) return &d->nodes[d->cache[i].node];
    return NULL;
}

static asb_store *opened(asb_engine *e, store_disk *d) {
    asb_store *s = NULL;
    ck_assert_msg(asbi_store_journal_on(&s, e, name, &d->table) == ASB_OK, "%s", asb_error_message(e));
    return s;
}

static void close_store(asb_engine *e, asb_store *s) {
    int64_t now;
    asb_store_free(s);
    ck_assert_int_eq(asb_engine_now(&now, e), ASB_OK);
}

/* All that was written is on the disk. */
static void settle(store_disk *d) {
    for (int i = 0; i < d->node_count; i++) {
        memcpy(d->nodes[i].disk, d->nodes[i].cache, sizeof d->nodes[i].disk);
        d->nodes[i].disk_size = d->nodes[i].cache_size;
    }
    memcpy(d->disk, d->cache, sizeof d->disk);
    d->queued = 0;
}

/* A journal of so many steps, with an index of all but the last few. */
static void make(world *w, int indexed, int steps) {
    disk_init(&w->disk);
    w->disk.can_map = steps & 1;
    asb_store *s = opened(w->engine.e, &w->disk);
    for (int i = 0; i < indexed; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_OK);
    for (int i = indexed; i < steps; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    close_store(w->engine.e, s);
    settle(&w->disk);
}

/* Opened, it has what there is after so many steps: singly, and all of it. */
static void check(world *w, store_disk *d, int steps, int used, const char *what, uint64_t n) {
    store_damage damage;
    asb_store *s = opened(w->engine.e, d);
    if (used >= 0) ck_assert_msg(uses_index(s) == used, "%s %u: index used: %d", what, (unsigned)n, !used);
    ck_assert_msg(is_single(s, &w->single[steps]), "%s %u: other, case by case", what, (unsigned)n);
    ck_assert_msg(store_is(&s->table, &w->expected[steps]), "%s %u: other, all together", what, (unsigned)n);
    ck_assert_msg(store_damages(s, &damage) == 0, "%s %u: damage: %s", what, (unsigned)n, damage.last);
    close_store(w->engine.e, s);
    d->handle_count = 0;
}

/* ---- it is used, and says what the journal says */

START_TEST(answers_are_the_same)
{
    world *w = new_world();
    for (int indexed = 1; indexed <= STORE_STEPS; indexed++)
        for (int steps = indexed; steps <= STORE_STEPS; steps++) {
            make(w, indexed, steps);
            check(w, &w->disk, steps, 1, "index and what came after", (uint64_t)(indexed * 10 + steps));
        }
    free_world(w);
}
END_TEST

/* Each writes with an index in use, and erases what it did not bring. */
START_TEST(it_is_written_through)
{
    world *w = new_world();
    for (int indexed = 1; indexed < STORE_STEPS; indexed++) {
        make(w, indexed, indexed);
        asb_store *b = opened(w->other.e, &w->disk);
        ck_assert(uses_index(b));
        for (int i = indexed; i < STORE_STEPS; i++) {
            asb_store *s = opened(w->engine.e, &w->disk);
            ck_assert(uses_index(s));
            ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
            ck_assert(uses_index(s));
            ck_assert(is_single(s, &w->single[i + 1]));
            close_store(w->engine.e, s);
            if ((i + indexed) % 2) ck_assert(is_single(b, &w->single[i + 1]));
        }
        ck_assert(is_single(b, &w->single[STORE_STEPS]));
        ck_assert(uses_index(b));
        close_store(w->other.e, b);
        const disk_node *n = node_named(&w->disk, name);
        for (uint32_t i = 0; indexed < 3 && i + sizeof STORE_SECRET <= n->cache_size; i++)
            ck_assert_msg(memcmp(n->cache + i, STORE_SECRET, sizeof STORE_SECRET - 1) != 0, "the erased body is still there");
        check(w, &w->disk, STORE_STEPS, 1, "written through", (uint64_t)indexed);
    }
    free_world(w);
}
END_TEST

/* A commit that expects another version, with the case not in memory. */
START_TEST(conflicts_are_seen)
{
    world *w = new_world();
    for (int steps = 1; steps <= STORE_STEPS; steps++)
        for (int indexed = 1; indexed <= steps; indexed++) {
            make(w, indexed, steps);
            asb_store *s = opened(w->engine.e, &w->disk);
            ck_assert_int_eq(store_step(&s->table, 0), ASB_CONFLICT);
            ck_assert(uses_index(s));
            close_store(w->engine.e, s);
        }
    free_world(w);
}
END_TEST

START_TEST(a_case_is_verified)
{
    world *w = new_world();
    asb_store *s;
    make(w, 3, STORE_STEPS);
    for (int damaged = 0; damaged < 2; damaged++) {
        disk_node *n = node_named(&w->disk, name);
        for (uint32_t i = FIRST_FRAME; damaged && i + 8 < n->cache_size; i++)
            if (!memcmp(n->cache + i, "{\"b\":2}", 7)) n->cache[i + 5] = '9';
        s = opened(w->engine.e, &w->disk);
        store_damage damage = {0};
        int32_t status = s->table.read(s->table.self, store_bytes("A"), 1, store_put_record, &w->expected[0]);
        ck_assert_int_eq(status, damaged ? ASB_ECORRUPT : ASB_OK);
        ck_assert_int_eq(s->inspect(s->table.self, store_bytes("A"), store_take_damage, &damage), ASB_OK);
        ck_assert_int_eq(damage.count > 0, damaged);
        if (damaged) ck_assert(!strcmp(damage.id, "A") && damage.seq == 2);
        close_store(w->engine.e, s);
    }
    free_world(w);
}
END_TEST

/* ---- it is damaged */

static int is_plain(const uint8_t *bytes, uint32_t size, uint32_t at) {
    for (uint32_t i = at > 8 ? at - 8 : 0; i < at + 8 && i < size; i++)
        if (bytes[i]) return 0;
    return at > INDEX_PAGE / 8;
}

/* What was tried, for docs/verify.md. */
static void print_count(const char *what, uint64_t count) {
    if (getenv("ASB_COUNTS")) printf("index, %s: %llu\n", what, (unsigned long long)count);
}

/* Each bit; of long runs of zeros, one bit of every seventh byte. */
START_TEST(any_bit_is_another)
{
    world *w = new_world();
    make(w, 4, STORE_STEPS);
    disk_node *n = node_named(&w->disk, beside);
    uint64_t unused = 0, tried = 0;
    for (uint32_t at = 0; at < n->cache_size; at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            if (is_plain(n->cache, n->cache_size, at) && (at % 7 || bit != at / 7 % 8)) continue;
            tried++;
            n->cache[at] ^= (uint8_t)(1u << bit);
            asb_store *s = opened(w->engine.e, &w->disk);
            int used = uses_index(s);
            ck_assert_msg(at >= INDEX_PAGE || !used, "the first page is another at %u, and it is used", (unsigned)at);
            ck_assert_msg(is_single(s, &w->single[STORE_STEPS]), "byte %u bit %u", (unsigned)at, bit);
            ck_assert_msg(at >= 3 * INDEX_PAGE || !uses_index(s), "a page is another at %u, and was used", (unsigned)at);
            close_store(w->engine.e, s);
            n->cache[at] ^= (uint8_t)(1u << bit);
            w->disk.handle_count = 0;
            unused += (uint64_t)!used;
        }
    ck_assert_uint_gt(unused, INDEX_PAGE);
    print_count("bits", tried);
    check(w, &w->disk, STORE_STEPS, 1, "as it was", 0);
    free_world(w);
}
END_TEST

START_TEST(it_is_cut_off_anywhere)
{
    world *w = new_world();
    make(w, 4, STORE_STEPS);
    disk_node *n = node_named(&w->disk, beside);
    uint32_t size = n->cache_size;
    for (n->cache_size = 0; n->cache_size < size; n->cache_size += n->cache_size % INDEX_PAGE < 64 ? 1 : 13)
        check(w, &w->disk, STORE_STEPS, 0, "cut off", n->cache_size);
    for (n->cache_size = size + 1; n->cache_size < size + 9; n->cache_size++) check(w, &w->disk, STORE_STEPS, 0, "longer", n->cache_size);
    n->cache_size = size;
    check(w, &w->disk, STORE_STEPS, 1, "as it was", 0);
    free_world(w);
}
END_TEST

/* It changes under the hands of who has it open: a page that was not needed before is not what it was. */
START_TEST(it_changes_while_it_is_open)
{
    world *w = new_world();
    for (int how = 0; how < 3; how++) {
        make(w, 4, STORE_STEPS);
        disk_node *n = node_named(&w->disk, beside);
        asb_store *s = opened(w->engine.e, &w->disk);
        ck_assert(uses_index(s));
        if (how == 0) memset(n->cache, 0xA5, n->cache_size);
        if (how == 1) n->cache_size = 0;
        if (how == 2) w->disk.fail_at = w->disk.calls + 3, w->disk.which = DISK_ANY;
        if (how == 2) (void)s->table.read(s->table.self, store_bytes("A"), 1, store_put_record, &w->expected[0]);
        disk_reset(&w->disk);
        ck_assert(is_single(s, &w->single[STORE_STEPS]));
        ck_assert(store_is(&s->table, &w->expected[STORE_STEPS]));
        close_store(w->engine.e, s);
    }
    free_world(w);
}
END_TEST

/* ---- it is of another journal, or of another time */

static void put_file(store_disk *d, const char *file, const disk_node *from) {
    disk_node *n = node_named(d, file);
    ck_assert_ptr_nonnull(n);
    memset(n->cache, 0, sizeof n->cache);
    memcpy(n->cache, from->cache, from->cache_size);
    n->cache_size = from->cache_size;
}

START_TEST(it_is_old)
{
    world *w = new_world();
    disk_node *kept = malloc(sizeof *kept);
    for (int indexed = 1; indexed < STORE_STEPS; indexed++) {
        make(w, indexed, indexed);
        asb_store *s = opened(w->engine.e, &w->disk);
        *kept = *node_named(&w->disk, beside);
        for (int i = indexed; i < STORE_STEPS; i++) {
            ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
            ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_OK);
        }
        close_store(w->engine.e, s);
        check(w, &w->disk, STORE_STEPS, 1, "new", (uint64_t)indexed);
        put_file(&w->disk, beside, kept); /* it knows less, and is still the journal's */
        check(w, &w->disk, STORE_STEPS, 1, "old", (uint64_t)indexed);
    }
    free(kept);
    free_world(w);
}
END_TEST

/* A copy of the journal from before the index, and the index; with the same id, and another history since then. */
START_TEST(the_journal_is_older_or_went_another_way)
{
    world *w = new_world();
    disk_node *kept = malloc(sizeof *kept), *index = malloc(sizeof *index);
    for (int steps = 1; steps < STORE_STEPS; steps++) {
        make(w, steps, steps);
        *kept = *node_named(&w->disk, name);
        asb_store *s = opened(w->engine.e, &w->disk);
        ck_assert_int_eq(store_step(&s->table, steps), ASB_OK);
        ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_OK);
        close_store(w->engine.e, s);
        *index = *node_named(&w->disk, beside);
        put_file(&w->disk, name, kept);
        check(w, &w->disk, steps, 0, "the journal is older", (uint64_t)steps);
        s = opened(w->engine.e, &w->disk);
        asb_case_commit none = {.id = store_bytes("D"), .summary = store_bytes("{}")};
        asb_stored_record one = {1, 0, store_bytes("{\"h\":1}"), store_bytes("{\"other\":1}")};
        none.records = &one;
        none.record_count = 1;
        asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &none};
        ck_assert_int_eq(s->table.commit(s->table.self, &data), ASB_OK);
        ck_assert_int_eq(store_step(&s->table, steps), ASB_OK);
        ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_OK);
        close_store(w->engine.e, s);
        put_file(&w->disk, beside, index);
        s = opened(w->engine.e, &w->disk);
        ck_assert(!uses_index(s));
        ck_assert(is_single(s, &w->single[steps + 1]));
        uint32_t version = 0;
        ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes("D"), &version), ASB_OK);
        close_store(w->engine.e, s);
    }
    free(kept);
    free(index);
    free_world(w);
}
END_TEST

/* The same history in another journal. */
START_TEST(it_is_of_another_journal)
{
    world *w = new_world();
    disk_node *kept = malloc(sizeof *kept);
    make(w, STORE_STEPS, STORE_STEPS);
    *kept = *node_named(&w->disk, beside);
    make(w, STORE_STEPS, STORE_STEPS);
    put_file(&w->disk, beside, kept);
    check(w, &w->disk, STORE_STEPS, 0, "of another", 0);
    put_file(&w->disk, beside, node_named(&w->disk, name));
    check(w, &w->disk, STORE_STEPS, 0, "a journal itself", 0);
    free(kept);
    free_world(w);
}
END_TEST

/* Digests are made right again, as whoever wants to mislead would do it; only the journal does not say so. */
static void seal(disk_node *n, uint8_t digest[INDEX_DIGEST]) {
    uint64_t pages = asbi_get64(n->cache + INDEX_AT_PAGES), lists = (pages + INDEX_DIGESTS - 1) / INDEX_DIGESTS;
    uint8_t *digests = n->cache + (1 + pages) * INDEX_PAGE, *roots = digests + lists * INDEX_PAGE;
    for (uint64_t i = 0; i < pages; i++) asbi_sha256(n->cache + (i + 1) * INDEX_PAGE, INDEX_PAGE, digests + i * INDEX_DIGEST);
    for (uint64_t i = 0; i < lists; i++) asbi_sha256(digests + i * INDEX_PAGE, INDEX_PAGE, roots + i * INDEX_DIGEST);
    asbi_jindex_seal(n->cache, roots, lists * INDEX_DIGEST, digest);
}

/* Every number of it another; without the journal's word it is not used, with it nothing comes of it but what the journal has. */
START_TEST(it_is_made_up)
{
    static const uint8_t changes[] = {0x01, 0x80, 0xFF};
    world *w = new_world();
    make(w, STORE_STEPS, STORE_STEPS);
    disk_copy(&w->after, &w->disk);
    uint64_t tried = 0;
    uint32_t used = asbi_get32(node_named(&w->disk, beside)->cache + INDEX_AT_POLICY_LIST) + 16;
    for (uint32_t at = 0; at < used; at++)
        for (unsigned how = 0; how < 3; how++) {
            uint8_t digest[INDEX_DIGEST];
            store_dump single;
            if (at > INDEX_AT_SAMPLES + INDEX_SAMPLES * 16 && at < INDEX_AT_FRAME && at % 61) continue;
            disk_copy(&w->disk, &w->after);
            disk_node *n = node_named(&w->disk, beside);
            n->cache[at] ^= changes[how];
            if (asbi_get64(n->cache + INDEX_AT_PAGES) != 1) continue; /* there is no place for other digests */
            tried++;
            seal(n, digest);
            if (at < INDEX_AT_FRAME) check(w, &w->disk, STORE_STEPS, 0, "made up", at);
            uint64_t place, end = asbi_get64(n->cache + INDEX_AT_END);
            asb_store *s = opened(w->other.e, &w->disk);
            journal *j = journal_of(s);
            ck_assert(asbi_lock(j) == ASB_OK && asbi_commit_index(j, digest, end, &place) == ASB_OK);
            asbi_unlock(j);
            asbi_set64(n->cache + INDEX_AT_FRAME, place);
            close_store(w->other.e, s);
            s = opened(w->engine.e, &w->disk);
            int32_t status = dump_singly(s, &single);
            ck_assert_msg(status == ASB_OK, "byte %u: %s", (unsigned)at, asb_error_message(w->engine.e));
            ck_assert(store_is(&s->table, &w->expected[STORE_STEPS]));
            close_store(w->engine.e, s);
        }
    print_count("made up", tried);
    free_world(w);
}
END_TEST

/* ---- the journal is damaged where only the index has been */

/* Each byte of the frames that the index covers: whatever is told without an index is told with it. */
START_TEST(the_journal_is_damaged)
{
    world *w = new_world();
    static store_dump with, without;
    make(w, STORE_STEPS, STORE_STEPS);
    disk_node *n = node_named(&w->disk, name), *x = node_named(&w->disk, beside);
    uint32_t end = (uint32_t)asbi_get64(x->cache + INDEX_AT_END), opened_with = 0;
    for (uint32_t at = FIRST_FRAME; at < end; at++) {
        store_damage damage[2];
        int32_t status[2], all[2];
        n->cache[at] ^= 0x10;
        for (int used = 0; used < 2; used++) {
            uint8_t first = x->cache[0];
            if (!used) x->cache[0] = 0;
            asb_store *s = opened(w->engine.e, &w->disk);
            opened_with += (uint32_t)uses_index(s);
            status[used] = dump_singly(s, used ? &with : &without);
            ck_assert_msg(used || !uses_index(s), "it should not be used");
            asb_text *report = NULL;
            all[used] = asb_store_verify(&report, s, "A");
            asb_text_free(report);
            (void)store_damages(s, &damage[used]);
            close_store(w->engine.e, s);
            x->cache[0] = first;
            w->disk.handle_count = 0;
        }
        n->cache[at] ^= 0x10;
        w->disk.queued = 0;
        ck_assert_msg(status[0] == status[1] && all[0] == all[1], "byte %u: %d and %d, %d and %d", (unsigned)at, (int)status[0],
                      (int)status[1], (int)all[0], (int)all[1]);
        ck_assert_msg(with.length == without.length && !memcmp(with.at, without.at, with.length), "byte %u: other records", (unsigned)at);
        ck_assert_msg(damage[0].count == damage[1].count && !strcmp(damage[0].last, damage[1].last), "byte %u: other damage", (unsigned)at);
    }
    print_count("bytes of the journal", end - FIRST_FRAME);
    ck_assert_uint_gt(opened_with, (end - FIRST_FRAME) / 2);
    free_world(w);
}
END_TEST

START_TEST(the_journal_is_cut_off)
{
    world *w = new_world();
    make(w, STORE_STEPS, STORE_STEPS);
    disk_node *n = node_named(&w->disk, name), *x = node_named(&w->disk, beside);
    uint32_t size = n->cache_size;
    for (uint32_t at = FIRST_FRAME; at < size; at += 7) {
        static store_dump with, without;
        int32_t status[2];
        n->cache_size = at;
        for (int used = 0; used < 2; used++) {
            uint8_t first = x->cache[0];
            if (!used) x->cache[0] = 0;
            asb_store *s = opened(w->engine.e, &w->disk);
            status[used] = dump_singly(s, used ? &with : &without);
            close_store(w->engine.e, s);
            x->cache[0] = first;
            w->disk.handle_count = 0;
        }
        w->disk.queued = 0;
        ck_assert_msg(status[0] == status[1], "cut off at %u: %d and %d", (unsigned)at, (int)status[0], (int)status[1]);
        ck_assert_msg(with.length == without.length && !memcmp(with.at, without.at, with.length), "cut off at %u: other records",
                      (unsigned)at);
    }
    free_world(w);
}
END_TEST

/* ---- writing it fails */

static void check_after_failure(world *w, store_disk *d, uint64_t n) {
    disk_reset(d);
    check(w, d, STORE_STEPS - 1, -1, "after a failure", n);
    asb_store *s = opened(w->engine.e, d);
    ck_assert_int_eq(store_step(&s->table, STORE_STEPS - 1), ASB_OK);
    ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_OK);
    close_store(w->engine.e, s);
    check(w, d, STORE_STEPS, 1, "written again", n);
}

START_TEST(any_call_fails)
{
    world *w = new_world();
    uint64_t faults = 0;
    for (uint64_t n = 1;; n++) {
        make(w, 2, STORE_STEPS - 1);
        asb_store *s = opened(w->engine.e, &w->disk);
        w->disk.forgets = _i >> 1;
        w->disk.calls = 0;
        w->disk.fail_at = n;
        w->disk.for_ever = _i & 1;
        int32_t status = asbi_jindex_write(journal_of(s));
        int met = w->disk.calls >= n;
        disk_reset(&w->disk);
        ck_assert(met || status == ASB_OK);
        ck_assert(is_single(s, &w->single[STORE_STEPS - 1]));
        close_store(w->engine.e, s);
        check_after_failure(w, &w->disk, n);
        if (!met) break;
        faults++;
    }
    ck_assert_uint_gt(faults, 12);
    free_world(w);
}
END_TEST

static uint32_t chance(uint64_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return (uint32_t)(*seed >> 24);
}

START_TEST(power_is_cut)
{
    enum { CHANCES = 60 };
    static uint8_t fates[DISK_QUEUE];
    world *w = new_world();
    uint64_t seed = 88172645463325252u;
    for (uint64_t n = 1;; n++) {
        make(w, 2, STORE_STEPS - 1);
        memset(fates, 1, sizeof fates);
        asb_store *s = opened(w->engine.e, &w->disk);
        w->disk.which = DISK_CHANGES;
        w->disk.calls = 0;
        w->disk.cut_at = n;
        (void)asbi_jindex_write(journal_of(s));
        int met = w->disk.is_off;
        close_store(w->engine.e, s);
        for (int i = 0; i < CHANCES; i++) {
            disk_copy(&w->after, &w->disk);
            for (uint32_t k = 0; k < w->disk.queued; k++) fates[k] = (uint8_t)(i < 2 ? (uint32_t)i : chance(&seed) & 1);
            disk_power(&w->after, fates);
            check_after_failure(w, &w->after, n);
        }
        if (!met) break;
    }
    free_world(w);
}
END_TEST

START_TEST(memory_fails)
{
    world *w = new_world();
    for (int what = 0; what < 3; what++)
        for (uint64_t n = 1;; n++) {
            make(w, 3, STORE_STEPS - 1);
            test_engine b;
            test_engine_begin(&b);
            asb_store *s = NULL;
            if (what) s = opened(b.e, &w->disk);
            test_memory_fail(&b.t, n, _i);
            static store_dump single;
            int32_t status = what == 0 ? asbi_store_journal_on(&s, b.e, name, &w->disk.table)
                : what == 1            ? dump_singly(s, &single)
                                       : asbi_jindex_write(journal_of(s));
            uint64_t met = b.t.failures;
            test_memory_fail(&b.t, 0, 0);
            ck_assert_msg(status == ASB_OK || status == ASB_ENOMEM, "%d, %u: %d", what, (unsigned)n, (int)status);
            if (!s) s = opened(b.e, &w->disk);
            ck_assert_msg(is_single(s, &w->single[STORE_STEPS - 1]), "%d, %u: other", what, (unsigned)n);
            close_store(b.e, s);
            test_engine_end(&b);
            check(w, &w->disk, STORE_STEPS - 1, 1, "memory failed", n);
            ck_assert(n > 2 || met);
            if (!met) break;
        }
    free_world(w);
}
END_TEST

/* An erasure is cut short by power, and whoever opens the journal next has its index, but not the case. */
START_TEST(an_erasure_is_cut_short)
{
    static uint8_t fates[DISK_QUEUE];
    world *w = new_world();
    int erased = 0;
    for (uint64_t n = 1;; n++) {
        make(w, 2, 2);
        asb_store *s = opened(w->engine.e, &w->disk);
        w->disk.which = DISK_CHANGES;
        w->disk.calls = 0;
        w->disk.cut_at = n;
        (void)store_step(&s->table, 2);
        int met = w->disk.is_off;
        close_store(w->engine.e, s);
        for (int fate = 0; fate < 2; fate++) {
            disk_copy(&w->after, &w->disk);
            memset(fates, fate, sizeof fates);
            disk_power(&w->after, fates);
            s = opened(w->engine.e, &w->after);
            int done = is_single(s, &w->single[3]);
            ck_assert(done || is_single(s, &w->single[2]));
            close_store(w->engine.e, s);
            const disk_node *node = node_named(&w->after, name);
            for (uint32_t i = 0; done && i + sizeof STORE_SECRET <= node->cache_size; i++)
                ck_assert_msg(memcmp(node->cache + i, STORE_SECRET, sizeof STORE_SECRET - 1) != 0, "the erased body is still there");
            erased += done;
        }
        if (!met) break;
    }
    ck_assert_int_gt(erased, 2);
    free_world(w);
}
END_TEST

/* ---- compaction */

START_TEST(it_goes_with_a_compaction)
{
    world *w = new_world();
    make(w, 4, STORE_STEPS - 1);
    asb_store *s = opened(w->engine.e, &w->disk), *b = opened(w->other.e, &w->disk);
    compaction done = {0, 0, 0, 0};
    ck_assert(uses_index(s) && uses_index(b));
    ck_assert(is_single(b, &w->single[STORE_STEPS - 1]));
    ck_assert_int_eq(s->extras.compact(s->extras.self, &done), ASB_OK);
    ck_assert_uint_eq(done.cases, 2);
    ck_assert(is_single(b, &w->single[STORE_STEPS - 1]));
    ck_assert_int_eq(store_step(&b->table, STORE_STEPS - 1), ASB_OK);
    ck_assert(is_single(s, &w->single[STORE_STEPS]));
    close_store(w->other.e, b);
    check(w, &w->disk, STORE_STEPS, 0, "the index of before", 0);
    ck_assert_int_eq(asbi_jindex_write(journal_of(s)), ASB_OK);
    close_store(w->engine.e, s);
    check(w, &w->disk, STORE_STEPS, 1, "compacted", 0);
    free_world(w);
}
END_TEST

START_TEST(a_backup_is_of_the_journal_alone)
{
    world *w = new_world();
    make(w, 2, STORE_STEPS - 1);
    asb_store *s = opened(w->engine.e, &w->disk), *b = NULL;
    ck_assert(uses_index(s));
    ck_assert_int_eq(s->extras.backup(s->extras.self, "copy"), ASB_OK);
    ck_assert_int_eq(asbi_store_journal_on(&b, w->other.e, "copy", &w->disk.table), ASB_OK);
    ck_assert(!uses_index(b));
    ck_assert(is_single(b, &w->single[STORE_STEPS - 1]));
    close_store(w->other.e, b);
    close_store(w->engine.e, s);
    ck_assert_ptr_null(node_named(&w->disk, "copy.index"));
    free_world(w);
}
END_TEST

/* ---- when it is written: with files */

enum { MANY = 5000 };

static int32_t no_sync(void *self, intptr_t file) {
    (void)self, (void)file;
    return ASB_OK;
}

static int32_t commit_one(asb_store *s, uint32_t number, uint32_t seq) {
    char id[16];
    snprintf(id, sizeof id, "C-%u", (unsigned)number);
    asb_stored_record r = {seq, 0, store_bytes("{\"h\":1}"), store_bytes("{}")};
    asb_case_commit one = {.id = store_bytes(id), .expected = seq - 1, .record_count = 1, .records = &r, .summary = store_bytes("{}")};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = 1, .cases = &one};
    return s->table.commit(s->table.self, &data);
}

static int64_t size_of(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 ? (int64_t)st.st_size : -1;
}

START_TEST(it_is_written_when_it_is_worth_it)
{
    test_engine b;
    char path[64], index[80];
    uint32_t version = 0;
    asb_list *l;
    file_system files = *asbi_file_system();
    asb_store *s = NULL;
    files.sync = no_sync;
    test_engine_begin(&b);
    snprintf(path, sizeof path, "/tmp/asb-index-%d", (int)getpid());
    snprintf(index, sizeof index, "%s.index", path);
    unlink(path);
    unlink(index);
    ck_assert_int_eq(asbi_store_journal_on(&s, b.e, path, &files), ASB_OK);
    ck_assert_int_eq(commit_one(s, 0, 1), ASB_OK);
    close_store(b.e, s);
    ck_assert_int_eq(size_of(index), -1); /* hardly anything to read */
    ck_assert_int_eq(asbi_store_journal_on(&s, b.e, path, &files), ASB_OK);
    for (uint32_t i = 1; i < MANY; i++) ck_assert_int_eq(commit_one(s, i / 2, i % 2 + 1), ASB_OK);
    close_store(b.e, s);
    int64_t size = size_of(index), journal_size = size_of(path);
    ck_assert_int_gt(size, 0);
    ck_assert_int_eq(asb_store_journal(&s, b.e, path), ASB_OK);
    ck_assert(uses_index(s));
    ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes("C-77"), &version), ASB_OK);
    ck_assert_uint_eq(version, 2);
    ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes("C-9999"), &version), ASB_ABSENT);
    ck_assert(uses_index(s) && journal_of(s)->record_count == 2);
    for (uint32_t i = 0; i < MANY / 2; i++) { /* who wants so many has all read, and does not notice */
        char id[16];
        snprintf(id, sizeof id, "C-%u", (unsigned)i);
        ck_assert_int_eq(s->extras.version(s->extras.self, store_bytes(id), &version), ASB_OK);
        ck_assert_uint_eq(version, 2);
    }
    ck_assert(!uses_index(s));
    ck_assert_int_eq(asb_store_list(&l, s, NULL, 0), ASB_OK);
    ck_assert_uint_eq(asb_list_count(l), MANY / 2);
    asb_list_free(l);
    close_store(b.e, s);
    ck_assert(size_of(path) == journal_size); /* who only reads writes nothing */
    ck_assert_int_eq(asb_store_journal(&s, b.e, path), ASB_OK);
    ck_assert_int_eq(commit_one(s, 3, 3), ASB_OK);
    close_store(b.e, s);
    ck_assert(size_of(index) == size); /* one more is no reason */
    unlink(index);
#ifndef _WIN32
    ck_assert_int_eq(mkdir(index, 0700), 0); /* its name cannot be had: nobody is told */
    ck_assert_int_eq(asb_store_journal(&s, b.e, path), ASB_OK);
    ck_assert(!uses_index(s));
    ck_assert_int_eq(commit_one(s, 3, 4), ASB_OK);
    close_store(b.e, s);
    ck_assert_int_eq(rmdir(index), 0);
#endif
    snprintf(index, sizeof index, "%s.index.new", path);
    ck_assert_int_eq(size_of(index), -1);
    unlink(path);
    test_engine_end(&b);
}
END_TEST

Suite *asb_suite_store_index(void) {
    Suite *suite = suite_create("store: the index beside the journal");
    TCase *all = tcase_create("index");
    tcase_set_timeout(all, 300);
    tcase_add_test(all, answers_are_the_same);
    tcase_add_test(all, it_is_written_through);
    tcase_add_test(all, conflicts_are_seen);
    tcase_add_test(all, a_case_is_verified);
    tcase_add_test(all, any_bit_is_another);
    tcase_add_test(all, it_is_cut_off_anywhere);
    tcase_add_test(all, it_changes_while_it_is_open);
    tcase_add_test(all, it_is_old);
    tcase_add_test(all, the_journal_is_older_or_went_another_way);
    tcase_add_test(all, it_is_of_another_journal);
    tcase_add_test(all, it_is_made_up);
    tcase_add_test(all, the_journal_is_damaged);
    tcase_add_test(all, the_journal_is_cut_off);
    tcase_add_loop_test(all, any_call_fails, 0, 4);
    tcase_add_test(all, power_is_cut);
    tcase_add_loop_test(all, memory_fails, 0, 2);
    tcase_add_test(all, an_erasure_is_cut_short);
    tcase_add_test(all, it_goes_with_a_compaction);
    tcase_add_test(all, a_backup_is_of_the_journal_alone);
    tcase_add_test(all, it_is_written_when_it_is_worth_it);
    suite_add_tcase(suite, all);
    return suite;
}

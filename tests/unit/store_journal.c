/* The journal on the platform's own files: its bytes, several handles, threads and processes, and what erasure leaves. */
#include "store_support.h"

#include "base/sha256.h"
#include "store/checksum.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *asb_suite_store_journal(void);

static char path[64];

static const char *new_path(void) {
    static int count;
    snprintf(path, sizeof path, "/tmp/asb-journal-%d-%d", (int)getpid(), count++);
    unlink(path);
    return path;
}

static asb_store *open_store(asb_engine *e, const char *where) {
    asb_store *s = NULL;
    ck_assert_msg(asb_store_journal(&s, e, where) == ASB_OK, "%s", asb_error_message(e));
    return s;
}

static uint8_t *read_file(const char *where, size_t *size) {
    FILE *f = fopen(where, "rb");
    ck_assert_ptr_nonnull(f);
    fseek(f, 0, SEEK_END);
    *size = (size_t)ftell(f);
    rewind(f);
    uint8_t *bytes = malloc(*size + 1);
    ck_assert_uint_eq(fread(bytes, 1, *size, f), *size);
    fclose(f);
    return bytes;
}

/* ---- the format: docs/file-format.md, "An example"; made by hand from that page, not by this library */

static const char fixture[] = "f56672616d653e0a0004000000000000a8020000000000000100000000000000"
                              "3636688b560796bef0000000030000000100000000000000459551a34a9cf414"
                              "0378dd914fc0686e0200000058000000400000000000000085ca2e618df0ad83"
                              "4c33919eea9eb18dd0f4cae72d40286d395e84d849d488a93001000000000000"
                              "10000000010000000100000000000000d80d364eb136597e13b5fd34b0d94efa"
                              "0300000030000000980000000000000042010000000000000c00000000000000"
                              "037d11c7d16260804a7e5dafa830c7980100000068000000c800000000000000"
                              "0000000001000000000000000100000067010000000000000700000000000000"
                              "aac6518b65cf59d24e01000000000000090000001000000019b94e10cdd8b353"
                              "5a10fc40d786466f41000000000000007b226173625f706f6c696379223a317d"
                              "70317b226164646564223a5b5d7d7b22736571223a317d232323232323232323"
                              "232323232323237b2273223a317d00000378dd914fc0686e0200000058000000"
                              "400000000000000085ca2e618df0ad834c33919eea9eb18dd0f4cae72d40286d"
                              "395e84d849d488a9300100000000000010000000010000000100000000000000"
                              "d80d364eb136597e13b5fd34b0d94efa03000000300000009800000000000000"
                              "42010000000000000c00000000000000037d11c7d16260804a7e5dafa830c798"
                              "0100000068000000c80000000000000000000000010000000000000001000000"
                              "67010000000000000700000000000000aac6518b65cf59d24e01000000000000"
                              "090000001000000019b94e10cdd8b3535a10fc40d786466f4100000000000000"
                              "f53c6672616d650a0004000000000000a8020000000000000100000000000000"
                              "3636688b560796bef00000000300000001000000000000000e1c87b37b4d9ea5"
                              "64757261626c652ef56672616d653e0aa8060000000000007001000000000000"
                              "0200000000000000459551a34a9cf41468000000010000000100000000000000"
                              "32c4762621b95ecedd5e8a4fa68c112e01000000680000004000000000000000"
                              "01000000010000000100000001000000bf000000000000000000000000000000"
                              "18947fed86c6bbbaa800000000000000090000000e000000f2bc4861e4058659"
                              "b4c5100b206d9da001000000410000007b22736571223a327d7b227465787422"
                              "3a22776879227d00dd5e8a4fa68c112e01000000680000004000000000000000"
                              "01000000010000000100000001000000bf000000000000000000000000000000"
                              "18947fed86c6bbbaa800000000000000090000000e000000f2bc4861e4058659"
                              "b4c5100b206d9da00100000041000000f53c6672616d650aa806000000000000"
                              "70010000000000000200000000000000459551a34a9cf4146800000001000000"
                              "010000000000000052b0dfcedfa48f2b64757261626c652e";

static int32_t count_up(void *self, void *bytes, size_t size) {
    (void)self;
    for (size_t i = 0; i < size; i++) ((uint8_t *)bytes)[i] = (uint8_t)(i + 1);
    return 0;
}

static int32_t commit_example(const asb_store_callbacks *t, int which) {
    static const uint32_t one = 1;
    uint8_t digest[32];
    asbi_sha256("{\"asb_policy\":1}", 16, digest);
    asb_stored_record first = {1, 0, store_bytes("{\"seq\":1}"), store_bytes("{\"text\":\"hello\"}")},
                      second = {2, 0, store_bytes("{\"seq\":2}"), store_bytes("{\"text\":\"why\"}")};
    asb_policy_document policy = {{digest, 32}, store_bytes("p"), store_bytes("1"), store_bytes("{\"asb_policy\":1}")};
    asb_case_commit a = {.id = store_bytes("A"), .record_count = 1, .records = &first, .summary = store_bytes("{\"s\":1}")};
    asb_case_commit b = {.id = store_bytes("A"), .expected = 1, .record_count = 1, .records = &second, .erased = &one, .erased_count = 1};
    asb_commit_data data = {.struct_size = sizeof data, .case_count = 1, .cases = which ? &b : &a};
    if (!which) {
        data.policies = &policy;
        data.policy_count = 1;
        data.calendar = store_bytes("{\"added\":[]}");
    }
    return t->commit(t->self, &data);
}

static void check_example(const asb_store_callbacks *t) {
    static store_dump d;
    ck_assert_int_eq(store_dump_all(t, &d), ASB_OK);
    ck_assert_str_eq(d.at, "\nA v2 {\"s\":1}\nA 1:{\"seq\":1}| 2:{\"seq\":2}|{\"text\":\"why\"}\ncalendar {\"added\":[]}\npolicy ");
}

START_TEST(the_bytes_are_those_of_the_page)
{
    asb_hooks hooks = {.struct_size = sizeof hooks, .random = count_up};
    asb_engine *e = NULL;
    size_t size, length = (sizeof fixture - 1) / 2;
    uint8_t expected[2048];
    ck_assert_int_eq(asbi_unhex(fixture, length, expected), 1);
    ck_assert_int_eq(asb_engine_new(&e, &hooks), ASB_OK);
    asb_store *s = open_store(e, new_path());
    ck_assert_int_eq(commit_example(&s->table, 0), ASB_OK);
    ck_assert_int_eq(commit_example(&s->table, 1), ASB_OK);
    uint8_t *bytes = read_file(path, &size);
    ck_assert_uint_eq(size, 64 * 1024);
    ck_assert_mem_eq(bytes,
                     "\x89"
                     "asb\r\n\x1a\n\1\0\0\0\0\2\0\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17\20\1\0\0\0\0\0\0\0",
                     40);
    ck_assert_mem_eq(bytes + 1024, expected, length);
    for (size_t i = 1024 + length; i < size; i++) ck_assert_uint_eq(bytes[i], 0);
    free(bytes);
    asb_store_free(s);
    asb_engine_free(e);
    unlink(path);
}
END_TEST

/* The other way round: what is on the page can be read, and read whatever the rest of the file's length. */
START_TEST(the_bytes_of_the_page_are_read)
{
    test_engine b;
    store_damage damage;
    uint8_t bytes[4096] = {0};
    size_t length = (sizeof fixture - 1) / 2;
    for (unsigned copy = 0; copy < 2; copy++) {
        uint8_t *h = bytes + copy * 512;
        memcpy(h,
               "\x89"
               "asb\r\n\x1a\n",
               8);
        h[8] = 1;
        h[13] = 2;
        count_up(NULL, h + 16, 16);
        h[32] = 1;
        h[48] = (uint8_t)copy;
        asbi_set64(h + 504, asbi_checksum(0, h, 504));
    }
    ck_assert_int_eq(asbi_unhex(fixture, length, bytes + 1024), 1);
    test_engine_begin(&b);
    for (size_t size = 1024 + length; size <= sizeof bytes; size += 1021) {
        FILE *f = fopen(new_path(), "wb");
        ck_assert_uint_eq(fwrite(bytes, 1, size, f), size);
        fclose(f);
        asb_store *s = open_store(b.e, path);
        check_example(&s->table);
        ck_assert_uint_eq(store_damages(s, &damage), 0);
        asb_store_free(s);
        unlink(path);
    }
    bytes[8] = bytes[520] = 2; /* a later version */
    for (unsigned copy = 0; copy < 2; copy++) asbi_set64(bytes + copy * 512 + 504, asbi_checksum(0, bytes + copy * 512, 504));
    FILE *f = fopen(new_path(), "wb");
    ck_assert_uint_eq(fwrite(bytes, 1, sizeof bytes, f), sizeof bytes);
    fclose(f);
    asb_store *none = NULL;
    ck_assert_int_eq(asb_store_journal(&none, b.e, path), ASB_EVERSION);
    ck_assert_ptr_null(none);
    unlink(path);
    test_engine_end(&b);
}
END_TEST

START_TEST(checksums_are_those_of_xxhash)
{
    static const char t[] = "Nobody inspects the spammish repetition";
    ck_assert_uint_eq(asbi_checksum(0, "", 0), 0xEF46DB3751D8E999u);
    ck_assert_uint_eq(asbi_checksum(0, "a", 1), 0xD24EC4F1A98C6E5Bu);
    ck_assert_uint_eq(asbi_checksum(0, "abc", 3), 0x44BC2CF5AD770999u);
    ck_assert_uint_eq(asbi_checksum(0, t, sizeof t - 1), 0xFBCEA83C8A378BF1u);
}
END_TEST

/* Of every length that takes another way through it, by seeds and places of all kinds; the number is what libxxhash 0.8.1 gives. */
static void check_way(checksum_way way, checksum_way shorter) {
    uint8_t bytes[512], copy[512];
    uint64_t all = 0;
    for (unsigned i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)(i * 167 + i / 7);
    for (size_t n = 0; n <= 300; n++) {
        uint64_t seed = n * 0x9E3779B185EBCA87u, sum = (n < 32 ? shorter : way)(seed, NULL, bytes + n % 5, n);
        memset(copy, '?', sizeof copy);
        ck_assert_uint_eq((n < 32 ? shorter : way)(seed, copy + 3, bytes + n % 5, n), sum);
        ck_assert(n == 0 || memcmp(copy + 3, bytes + n % 5, n) == 0);
        ck_assert(copy[2] == '?' && copy[3 + n] == '?');
        all = (all << 1 | all >> 63) ^ sum;
    }
    ck_assert_uint_eq(all, 0x6254AAC784FE9D99u);
}

START_TEST(checksums_are_the_same_in_every_way)
{
    check_way(asbi_checksum_portable, asbi_checksum_portable);
    check_way(asbi_checksum_copy, asbi_checksum_copy);
    if (asbi_checksum_fast()) check_way(asbi_checksum_fast(), asbi_checksum_portable);
}
END_TEST

/* Another process erases a body while it is read here: what was summed is what was copied, whatever that was. */
static void copy_what_changes(checksum_way way) {
    enum { LENGTH = 189, ENOUGH = 10000, MOST = 100000000 };
    uint8_t copy[LENGTH];
    uint8_t *shared = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ck_assert(shared != MAP_FAILED);
    pid_t parent = getpid(), child = fork();
    ck_assert_int_ge(child, 0);
    for (volatile uint8_t *at = shared; child == 0 && getppid() == parent;)
        for (unsigned i = 0; i < 1000 * LENGTH; i++) at[i % LENGTH]++;
    if (child == 0) _exit(0);
    unsigned different = 0, wrong = 0;
    uint64_t last = 0;
    for (unsigned i = 0; different < ENOUGH && i < MOST; i++) {
        uint64_t sum = way(7, copy, shared, LENGTH);
        wrong += sum != asbi_checksum(7, copy, LENGTH);
        different += sum != last;
        last = sum;
    }
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    munmap(shared, LENGTH);
    ck_assert_uint_eq(wrong, 0);
    ck_assert_uint_gt(different, 1);
}

START_TEST(a_sum_is_that_of_the_copy)
{
    copy_what_changes(asbi_checksum_portable);
    if (asbi_checksum_fast()) copy_what_changes(asbi_checksum_fast());
}
END_TEST

/* ---- erasure */

START_TEST(erasure_leaves_no_trace)
{
    test_engine b;
    size_t size;
    test_engine_begin(&b);
    asb_store *s = open_store(b.e, new_path());
    for (int i = 0; i < 3; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    uint8_t *bytes = read_file(path, &size);
    for (size_t i = 0; i + sizeof STORE_SECRET - 1 <= size; i++) ck_assert(memcmp(bytes + i, STORE_SECRET, sizeof STORE_SECRET - 1) != 0);
    free(bytes);
    asb_store_free(s);
    unlink(path);
    test_engine_end(&b);
}
END_TEST

/* ---- several handles */

static int32_t add_one(const asb_store_callbacks *t, const char *id, uint32_t expected, const char *body) {
    asb_stored_record record = {expected + 1, 0, store_bytes(body), store_bytes(body)};
    asb_case_commit k = {.id = store_bytes(id), .expected = expected, .record_count = 1, .records = &record, .summary = store_bytes(body)};
    asb_commit_data data = {.struct_size = sizeof data, .case_count = 1, .cases = &k};
    return t->commit(t->self, &data);
}

typedef struct count {
    uint32_t records;
    int32_t wrong;
} count;

static int32_t count_record(void *sink, const asb_stored_record *r) {
    count *c = sink;
    c->wrong |= r->seq != ++c->records || r->header.length != r->body.length || memcmp(r->header.data, r->body.data, r->body.length) != 0;
    return ASB_OK;
}

static uint32_t version_of(const asb_store_callbacks *t, const char *id) {
    count c = {0, 0};
    int32_t status = t->read(t->self, store_bytes(id), 1, count_record, &c);
    ck_assert(status == ASB_OK || status == ASB_ABSENT);
    ck_assert_int_eq(c.wrong, 0);
    return c.records;
}

/* Everybody adds to the same case, and tries again when somebody else was first. */
enum { EACH = 60, WRITERS = 3 };

static int write_all(const char *where, int who) {
    asb_engine *e = NULL;
    asb_store *s = NULL;
    if (asb_engine_new(&e, NULL) || asb_store_journal(&s, e, where)) return 1;
    char body[32];
    int conflicts = 0;
    for (int i = 0; i < EACH; i++) {
        snprintf(body, sizeof body, "{\"who\":%d,\"i\":%d}", who, i);
        int32_t status;
        while ((status = add_one(&s->table, "SHARED", version_of(&s->table, "SHARED"), body)) == ASB_CONFLICT) conflicts++;
        if (status) return 1;
        snprintf(body, sizeof body, "W%d", who);
        if (add_one(&s->table, body, (uint32_t)i, "{}")) return 1;
    }
    asb_store_free(s);
    asb_engine_free(e);
    return 0;
}

static void check_all(const char *where) {
    test_engine b;
    store_damage damage;
    test_engine_begin(&b);
    asb_store *s = open_store(b.e, where);
    ck_assert_uint_eq(version_of(&s->table, "SHARED"), EACH * WRITERS);
    ck_assert_uint_eq(version_of(&s->table, "W0"), EACH);
    ck_assert_uint_eq(store_damages(s, &damage), 0);
    asb_store_free(s);
    test_engine_end(&b);
}

START_TEST(processes_write_to_one_file)
{
    pid_t children[WRITERS];
    int status;
    new_path();
    for (int i = 0; i < WRITERS; i++) {
        children[i] = fork();
        if (!children[i]) _exit(write_all(path, i));
    }
    for (int i = 0; i < WRITERS; i++) {
        ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
        ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    check_all(path);
    unlink(path);
}
END_TEST

typedef struct worker {
    pthread_t thread;
    int who, result;
} worker;

static void *work(void *self) {
    worker *w = self;
    w->result = write_all(path, w->who);
    return NULL;
}

/* A reader that never waits, and sees every case grow and never shrink. */
static void *watch(void *self) {
    worker *w = self;
    asb_engine *e = NULL;
    asb_store *s = NULL;
    w->result = asb_engine_new(&e, NULL) || asb_store_journal(&s, e, path);
    for (uint32_t last = 0, now; !w->result && last < EACH * WRITERS; last = now) {
        count c = {0, 0};
        int32_t status = s->table.read(s->table.self, store_bytes("SHARED"), 1, count_record, &c);
        now = c.records;
        w->result = (status && status != ASB_ABSENT) || c.wrong || now < last;
    }
    asb_store_free(s);
    asb_engine_free(e);
    return NULL;
}

START_TEST(threads_write_and_read_one_file)
{
    worker all[WRITERS + 1];
    new_path();
    for (int i = 0; i <= WRITERS; i++) {
        all[i] = (worker){.who = i};
        ck_assert_int_eq(pthread_create(&all[i].thread, NULL, i < WRITERS ? work : watch, &all[i]), 0);
    }
    for (int i = 0; i <= WRITERS; i++) {
        ck_assert_int_eq(pthread_join(all[i].thread, NULL), 0);
        ck_assert_int_eq(all[i].result, 0);
    }
    check_all(path);
    unlink(path);
}
END_TEST

/* Writers are killed at any moment; what they were told is there, and others go on. */
START_TEST(writers_are_killed)
{
    new_path();
    uint32_t told = 0;
    for (int round = 0; round < 12; round++) {
        int ends[2];
        ck_assert_int_eq(pipe(ends), 0);
        pid_t child = fork();
        if (!child) {
            asb_engine *e = NULL;
            asb_store *s = NULL;
            static char body[20001];
            memset(body, 'y', sizeof body - 1);
            if (asb_engine_new(&e, NULL) || asb_store_journal(&s, e, path)) _exit(1);
            for (uint32_t n = version_of(&s->table, "K");; n++) {
                if (add_one(&s->table, "K", n, body)) _exit(1);
                if (write(ends[1], &n, sizeof n) != sizeof n) _exit(1);
            }
        }
        close(ends[1]);
        usleep((useconds_t)(3000 + 1700 * round));
        kill(child, SIGKILL);
        uint32_t n;
        while (read(ends[0], &n, sizeof n) == sizeof n) told = n + 1;
        close(ends[0]);
        ck_assert_int_eq(waitpid(child, NULL, 0), child);
        test_engine b;
        store_damage damage;
        test_engine_begin(&b);
        asb_store *s = open_store(b.e, path);
        uint32_t found = version_of(&s->table, "K");
        ck_assert_msg(found == told || found == told + 1, "told %u, found %u", (unsigned)told, (unsigned)found);
        ck_assert_uint_eq(store_damages(s, &damage), 0);
        told = found;
        asb_store_free(s);
        test_engine_end(&b);
    }
    unlink(path);
}
END_TEST

/* ---- errors of opening */

START_TEST(it_cannot_be_opened)
{
    test_engine b;
    asb_store *s = NULL;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_store_journal(&s, b.e, "/no such directory/journal"), ASB_EIO);
    ck_assert_int_eq(asb_store_journal(&s, b.e, "/tmp"), ASB_EIO);
    ck_assert_int_eq(asb_store_journal(&s, b.e, ""), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_journal(&s, b.e, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_journal(NULL, b.e, "/tmp/x"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_store_journal(&s, NULL, "/tmp/x"), ASB_EARGUMENT);
    ck_assert_ptr_null(s);
    test_engine_end(&b);
}
END_TEST

/* ---- every allocation fails in turn */

static void with_failing_memory(int journal, int32_t for_ever) {
    static store_dump before, after, now;
    for (int step = 0; step < STORE_STEPS; step++)
        for (uint64_t n = 1;; n++) {
            test_engine b;
            asb_store *s = NULL;
            test_engine_begin(&b);
            store_expected(b.e, step, &before);
            store_expected(b.e, step + 1, &after);
            if (journal)
                s = open_store(b.e, new_path());
            else
                ck_assert_int_eq(asb_store_memory(&s, b.e), ASB_OK);
            for (int i = 0; i < step; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
            test_memory_fail(&b.t, n, for_ever);
            int32_t status = store_step(&s->table, step);
            int32_t bit = b.t.failures;
            test_memory_fail(&b.t, n, for_ever);
            int32_t reading = store_dump_all(&s->table, &now);
            bit += b.t.failures;
            test_memory_fail(&b.t, 0, 0);
            ck_assert(status == ASB_OK || status == ASB_ENOMEM);
            ck_assert(reading == ASB_OK || reading == ASB_ENOMEM);
            ck_assert_int_eq(store_dump_all(&s->table, &now), ASB_OK);
            ck_assert_msg(strcmp(now.at, (status ? &before : &after)->at) == 0, "step %d, allocation %u", step, (unsigned)n);
            if (status) ck_assert_int_eq(store_step(&s->table, step), ASB_OK);
            asb_store_free(s);
            if (journal) unlink(path);
            test_engine_end(&b);
            if (!bit) break;
        }
}

START_TEST(memory_fails)
{ with_failing_memory(_i & 1, _i >> 1); }
END_TEST

START_TEST(memory_fails_while_opening)
{
    test_engine b;
    test_engine_begin(&b);
    asb_store *s = open_store(b.e, new_path());
    for (int i = 0; i < STORE_STEPS; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    asb_store_free(s);
    test_engine_end(&b);
    uint64_t n = 1;
    for (int32_t status = ASB_ENOMEM; status; n++) {
        test_engine_begin(&b);
        test_memory_fail(&b.t, n, _i);
        s = NULL;
        status = asb_store_journal(&s, b.e, path);
        ck_assert(status == ASB_OK || status == ASB_ENOMEM);
        ck_assert_int_eq(!s, status != ASB_OK);
        test_memory_fail(&b.t, 0, 0);
        asb_store_free(s);
        test_engine_end(&b);
    }
    ck_assert_uint_gt(n, 8);
    unlink(path);
}
END_TEST

Suite *asb_suite_store_journal(void) {
    Suite *s = suite_create("store: journal");
    TCase *t = tcase_create("journal");
    tcase_set_timeout(t, 300);
    tcase_add_test(t, the_bytes_are_those_of_the_page);
    tcase_add_test(t, the_bytes_of_the_page_are_read);
    tcase_add_test(t, checksums_are_those_of_xxhash);
    tcase_add_test(t, checksums_are_the_same_in_every_way);
    tcase_add_test(t, a_sum_is_that_of_the_copy);
    tcase_add_test(t, erasure_leaves_no_trace);
    tcase_add_test(t, processes_write_to_one_file);
    tcase_add_test(t, threads_write_and_read_one_file);
    tcase_add_test(t, writers_are_killed);
    tcase_add_test(t, it_cannot_be_opened);
    tcase_add_loop_test(t, memory_fails, 0, 4);
    tcase_add_loop_test(t, memory_fails_while_opening, 0, 2);
    suite_add_tcase(s, t);
    return s;
}

/* file_posix.c, when the system gives less than it was asked for: interrupted calls, short writes and reads, a full disk, a failing one. It is compiled into this file once more,
 * with functions of ours in the place of the system's; the journal then runs on it, on real files. */
#define _GNU_SOURCE 1
#include "store_support.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *asb_suite_store_posix(void);

typedef struct trouble {
    uint64_t calls, injected;
    int interrupt; /* every other call first says EINTR */
    int part;      /* reads and writes do at most so many bytes; 0: all */
    uint64_t fail_at, room;
    int error; /* from call fail_at on, or when `room` bytes have been written */
} trouble;
static trouble now;

static int interrupted(void) {
    now.calls++;
    if (!now.interrupt || now.calls % 2 == 0) return 0;
    now.injected++;
    errno = EINTR;
    return 1;
}

static int fails(void) {
    if (!now.error || now.calls < now.fail_at) return 0;
    now.injected++;
    errno = now.error;
    return 1;
}

static size_t part_of(size_t length) {
    if (!now.part || length <= (size_t)now.part) return length;
    now.injected++;
    return (size_t)now.part;
}

static ssize_t test_pread(int file, void *bytes, size_t length, off_t at) {
    return interrupted() ? -1 : pread(file, bytes, part_of(length), at);
}

static ssize_t test_pwrite(int file, const void *bytes, size_t length, off_t at) {
    if (interrupted() || (!now.room && fails())) return -1;
    length = part_of(length);
    if (now.room) { /* what is left of the disk, then no more */
        if (now.room == 1) return errno = ENOSPC, now.injected++, -1;
        if (length >= now.room) length = (size_t)now.room - 1;
        now.room -= length;
    }
    return pwrite(file, bytes, length, at);
}

static int test_fdatasync(int file) {
    now.calls++;
    return fails() ? -1 : fdatasync(file);
}

static int test_flock(int file, int how) {
    return interrupted() ? -1 : flock(file, how);
}

#define pread test_pread
#define pwrite test_pwrite
#define fdatasync test_fdatasync
#define flock(file, how) test_flock(file, how)
#define asbi_file_system test_file_system
const struct file_system *test_file_system(void);
#include "../../src/store/file_posix.c"
#undef pread
#undef pwrite
#undef fdatasync
#undef flock
#undef asbi_file_system

static char path[64];

static void begin(test_engine *b) {
    snprintf(path, sizeof path, "/tmp/asb-posix-%d", (int)getpid());
    unlink(path);
    now = (trouble){0};
    test_engine_begin(b);
}

static void end(test_engine *b) {
    test_engine_end(b);
    unlink(path);
}

static void check(test_engine *b, int steps) {
    static store_dump expected;
    store_damage damage;
    asb_store *s = NULL;
    store_expected(b->e, steps, &expected);
    ck_assert_int_eq(asb_store_journal(&s, b->e, path), ASB_OK);
    ck_assert(store_is(&s->table, &expected));
    ck_assert_uint_eq(store_damages(s, &damage), 0);
    for (int i = steps; i < STORE_STEPS; i++) ck_assert_int_eq(store_step(&s->table, i), ASB_OK);
    asb_store_free(s);
}

/* Interrupted, and piece by piece: nobody notices. */
START_TEST(interrupted_and_short)
{
    static const int parts[] = {0, 1, 7, 100, 4096};
    test_engine b;
    uint64_t injected = 0;
    for (int interrupt = 0; interrupt < 2; interrupt++)
        for (size_t i = 0; i < COUNT_OF(parts); i++) {
            asb_store *s = NULL;
            begin(&b);
            now.interrupt = interrupt;
            now.part = parts[i];
            ck_assert_int_eq(asbi_store_journal_on(&s, b.e, path, test_file_system()), ASB_OK);
            for (int k = 0; k < STORE_STEPS; k++) ck_assert_int_eq(store_step(&s->table, k), ASB_OK);
            compaction done = {0, 0, 0, 0};
            ck_assert_int_eq(s->extras.compact(s->extras.self, &done), ASB_OK);
            asb_store_free(s);
            injected += now.injected;
            check(&b, STORE_STEPS);
            end(&b);
        }
    ck_assert_uint_gt(injected, 10000);
    if (getenv("ASB_COUNTS")) printf("interrupted or short calls: %llu\n", (unsigned long long)injected);
}
END_TEST

/* The disk becomes full after so many bytes; and has room again. */
START_TEST(the_disk_is_full)
{
    test_engine b;
    uint64_t times = 0;
    for (uint64_t room = 1; room < 75000; room += room < 9000 ? 97 : 3001) {
        asb_store *s = NULL;
        int done = 0;
        begin(&b);
        now.room = room;
        if (asbi_store_journal_on(&s, b.e, path, test_file_system()) == ASB_OK)
            while (done < STORE_STEPS && store_step(&s->table, done) == ASB_OK) done++;
        times += now.injected > 0;
        now.room = 0;
        if (s)
            for (; done < STORE_STEPS; done++) ck_assert_int_eq(store_step(&s->table, done), ASB_OK);
        asb_store_free(s);
        check(&b, done);
        end(&b);
    }
    ck_assert_uint_gt(times, 50);
    if (getenv("ASB_COUNTS")) printf("full disks: %llu\n", (unsigned long long)times);
}
END_TEST

/* Reading, writing and syncing give EIO, or ENOSPC at the sync, from the n-th call on; then the process ends. */
START_TEST(the_disk_fails)
{
    static const int errors[] = {EIO, ENOSPC, EDQUOT};
    static store_dump expected, found;
    test_engine b;
    uint64_t times = 0;
    for (size_t k = 0; k < COUNT_OF(errors); k++)
        for (uint64_t n = 1;; n++) {
            asb_store *s = NULL;
            int done = 0;
            begin(&b);
            now.error = errors[k];
            now.fail_at = n;
            if (asbi_store_journal_on(&s, b.e, path, test_file_system()) == ASB_OK)
                while (done < STORE_STEPS && store_step(&s->table, done) == ASB_OK) done++;
            int met = now.injected > 0;
            asb_store_free(s);
            s = NULL;
            times++;
            ck_assert_int_eq(asb_store_journal(&s, b.e, path), ASB_OK);
            ck_assert_int_eq(store_dump_all(&s->table, &found), ASB_OK);
            asb_store_free(s);
            store_expected(b.e, done + 1 < STORE_STEPS ? done + 1 : STORE_STEPS, &expected);
            if (strcmp(found.at, expected.at) == 0 && done < STORE_STEPS) done++; /* was not acknowledged, and is there all the same */
            check(&b, done);
            end(&b);
            if (!met) break;
        }
    ck_assert_uint_gt(times, 60);
    if (getenv("ASB_COUNTS")) printf("disks that fail: %llu\n", (unsigned long long)times);
}
END_TEST

/* A compacted file has the access of the old one; a backup is its owner's alone; a link, or a second name, is not replaced. */
START_TEST(access_and_names)
{
    test_engine b;
    asb_store *s = NULL;
    asb_text *report = NULL;
    struct stat st;
    char other[80];
    begin(&b);
    snprintf(other, sizeof other, "%s-other", path);
    unlink(other);
    ck_assert_int_eq(asb_store_journal(&s, b.e, path), ASB_OK);
    ck_assert_int_eq(store_step(&s->table, 0), ASB_OK);
    ck_assert_int_eq(chmod(path, 0640), 0);
    ck_assert_int_eq(asb_store_compact(&report, s), ASB_OK);
    asb_text_free(report);
    ck_assert(stat(path, &st) == 0 && (st.st_mode & 0777) == 0640);
    ck_assert_int_eq(asb_store_backup(s, other), ASB_OK);
    ck_assert(stat(other, &st) == 0 && (st.st_mode & 0777) == 0600);
    ck_assert_int_eq(asb_store_backup(s, other), ASB_EEXISTS);
    unlink(other);
    ck_assert_int_eq(link(path, other), 0);
    report = NULL;
    ck_assert_int_eq(asb_store_compact(&report, s), ASB_EIO);
    ck_assert_ptr_null(report);
    ck_assert_int_eq(store_step(&s->table, 1), ASB_OK);
    asb_store_free(s);
    unlink(other);
    check(&b, 2);
    end(&b);
}
END_TEST

/* Whoever waits for a sync is seen by others, and by nobody once he is gone. */
START_TEST(company)
{
    const file_system *f = asbi_file_system();
    const file_turns *t = f->turns;
    intptr_t files[3];
    if (!t) return;
    snprintf(path, sizeof path, "/tmp/asb-posix-%d", (int)getpid());
    unlink(path);
    for (int i = 0; i < 3; i++) ck_assert_int_eq(f->open(f->self, &files[i], path, FILE_MAY_BE_NEW), ASB_OK);
    ck_assert_int_eq(t->is_company(f->self, files[0]), 0);
    ck_assert_int_eq(t->join(f->self, files[1]), ASB_OK);
    ck_assert_int_eq(t->join(f->self, files[2]), ASB_OK);
    ck_assert_int_eq(t->take(f->self, files[0]), ASB_OK); /* another lock */
    ck_assert_int_eq(t->is_company(f->self, files[0]), 1);
    t->part(f->self, files[1]);
    ck_assert_int_eq(t->is_company(f->self, files[0]), 1);
    ck_assert_int_eq(t->is_company(f->self, files[2]), 0); /* itself does not count */
    ck_assert_int_eq(f->close(f->self, files[2]), ASB_OK);
    ck_assert_int_eq(t->is_company(f->self, files[0]), 0);
    f->close(f->self, files[0]), f->close(f->self, files[1]);
    unlink(path);
}
END_TEST

Suite *asb_suite_store_posix(void) {
    Suite *s = suite_create("store: files of POSIX systems");
    TCase *t = tcase_create("posix");
    tcase_set_timeout(t, 300);
    tcase_add_test(t, interrupted_and_short);
    tcase_add_test(t, the_disk_is_full);
    tcase_add_test(t, the_disk_fails);
    tcase_add_test(t, access_and_names);
    tcase_add_test(t, company);
    suite_add_tcase(s, t);
    return s;
}

/* Writers are killed with kill -9 at any moment, while a reader in a process of its own goes on, and every few commits the journal is compacted or backed up. What a writer was told is
 * there; nothing that was there goes; the reader sees every case grow and never shrink, and each record as it was written. ASB_KILLS says how often (40). */
#define _GNU_SOURCE 1
#include "store_support.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

Suite *asb_suite_store_kill(void);

static char path[64], copy[80];

/* The text of record `seq`: of a length that depends on it, up to some pages. */
static size_t body_of(char body[20000], uint32_t seq) {
    size_t length = 20 + (seq * 2654435761u) % (seq % 7 ? 900 : 19000);
    memset(body, 'a' + (int)(seq % 26), length);
    snprintf(body, 16, "%010u", (unsigned)seq);
    body[10] = ':';
    return length;
}

typedef struct seen {
    uint32_t records;
    int wrong;
} seen;

static int32_t look(void *sink, const asb_stored_record *r) {
    static char body[20000];
    seen *s = sink;
    size_t length = body_of(body, r->seq);
    s->wrong |= r->seq != ++s->records || r->body.length != length || memcmp(r->body.data, body, length) != 0;
    return ASB_OK;
}

static int32_t count(asb_store *s, const char *id, uint32_t *records) {
    seen n = {0, 0};
    int32_t status = s->table.read(s->table.self, store_bytes(id), 1, look, &n);
    *records = n.records;
    return n.wrong ? ASB_ECORRUPT : status == ASB_ABSENT ? ASB_OK : status;
}

/* One atomic commit to two cases: they must always be of the same length. */
static int32_t add(asb_store *s, uint32_t seq) {
    static char body[20000];
    asb_stored_record r = {seq, 0, store_bytes("{}"), {body, body_of(body, seq)}};
    asb_case_commit both[2] = {{.id = store_bytes("K"), .expected = seq - 1, .record_count = 1, .records = &r},
                               {.id = store_bytes("L"), .expected = seq - 1, .record_count = 1, .records = &r}};
    asb_commit_data data = {.struct_size = sizeof data, .case_count = 2, .cases = both};
    return s->table.commit(s->table.self, &data);
}

static int write_on(int told) {
    asb_engine *e = NULL;
    asb_store *s = NULL;
    asb_text *report;
    uint32_t n;
    if (asb_engine_new(&e, NULL) || asb_store_journal(&s, e, path) || count(s, "K", &n)) return 1;
    for (n++;; n++) {
        if (add(s, n) || write(told, &n, sizeof n) != sizeof n) return 1;
        if (n % 17 == 0 && asb_store_compact(&report, s) == ASB_OK) asb_text_free(report);
        if (n % 29 == 0) unlink(copy), (void)asb_store_backup(s, copy);
    }
}

static int read_on(void) {
    asb_engine *e = NULL;
    asb_store *s = NULL;
    uint32_t last = 0, k, l;
    if (asb_engine_new(&e, NULL) || asb_store_journal(&s, e, path)) return 2;
    for (;;) {
        if (count(s, "K", &k) || count(s, "L", &l)) return 3;
        if (k < last || l < k) return 4; /* L is read after K, and grows with it */
        last = k;
    }
}

static pid_t spawn(int reader, int told) {
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (!child) _exit(reader ? read_on() : write_on(told));
    return child;
}

static void check(const char *which, uint32_t least, uint32_t most, uint32_t *found) {
    test_engine b;
    store_damage damage;
    asb_store *s = NULL;
    uint32_t l;
    test_engine_begin(&b);
    ck_assert_msg(asb_store_journal(&s, b.e, which) == ASB_OK, "%s", asb_error_message(b.e));
    ck_assert_int_eq(count(s, "K", found), ASB_OK);
    ck_assert_int_eq(count(s, "L", &l), ASB_OK);
    ck_assert_uint_eq(*found, l);
    ck_assert_msg(*found >= least && *found <= most, "told %u, found %u", (unsigned)least, (unsigned)*found);
    ck_assert_msg(store_damages(s, &damage) == 0, "%s", damage.last);
    asb_store_free(s);
    test_engine_end(&b);
}

START_TEST(killed_again_and_again)
{
    const char *wanted = getenv("ASB_KILLS");
    int kills = wanted ? atoi(wanted) : 40, ends[2];
    uint32_t told = 0, found = 0, n;
    snprintf(path, sizeof path, "/tmp/asb-kill-%d", (int)getpid());
    snprintf(copy, sizeof copy, "%s-copy", path);
    unlink(path);
    test_engine b;
    asb_store *s = NULL;
    test_engine_begin(&b);
    ck_assert_int_eq(asb_store_journal(&s, b.e, path), ASB_OK);
    asb_store_free(s);
    test_engine_end(&b);
    pid_t reader = spawn(1, -1);
    for (int i = 0; i < kills; i++) {
        ck_assert_int_eq(pipe(ends), 0);
        pid_t writer = spawn(0, ends[1]);
        close(ends[1]);
        usleep((useconds_t)(2000 + (i * 7919) % 23000));
        kill(writer, SIGKILL);
        while (read(ends[0], &n, sizeof n) == sizeof n) told = n;
        close(ends[0]);
        ck_assert_int_eq(waitpid(writer, NULL, 0), writer);
        check(path, told, told + 1, &found);
        told = found;
        if (access(copy, F_OK) == 0) check(copy, 1, found, &n);
        int status;
        ck_assert_msg(waitpid(reader, &status, WNOHANG) == 0, "the reader ended with %d", WEXITSTATUS(status));
    }
    kill(reader, SIGKILL);
    ck_assert_int_eq(waitpid(reader, NULL, 0), reader);
    if (getenv("ASB_COUNTS")) printf("killed %d times, %u commits\n", kills, (unsigned)found);
    unlink(path);
    unlink(copy);
    strcat(path, ".compact");
    strcat(copy, ".partial");
    unlink(path);
    unlink(copy);
}
END_TEST

Suite *asb_suite_store_kill(void) {
    Suite *s = suite_create("store: writers that are killed");
    TCase *t = tcase_create("kill");
    tcase_set_timeout(t, 900);
    tcase_add_test(t, killed_again_and_again);
    suite_add_tcase(s, t);
    return s;
}

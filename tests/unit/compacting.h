/* Compaction in tests that run on Windows, too: a file must take the name of one that is open, which Windows can from 10 on, and Wine 8 cannot.
 * There it is ASB_EIO, and nothing has changed (docs/file-format.md). */
#ifndef ASB_TEST_COMPACTING_H
#define ASB_TEST_COMPACTING_H

#include <asb/asb.h>
#include <check.h>
#include <stdio.h>
#include <store/file.h>
#include <unistd.h>

static inline int replaces_open_files(void) {
#ifndef _WIN32
    return 1;
#else
    const file_system *files = asbi_file_system();
    char from[64], to[64];
    intptr_t of_from, of_to;
    int done;
    snprintf(from, sizeof from, "/tmp/asb-replacing-%d", (int)getpid());
    snprintf(to, sizeof to, "/tmp/asb-replaced-%d", (int)getpid());
    ck_assert_int_eq(files->open(files->self, &of_from, from, FILE_MAY_BE_NEW), ASB_OK);
    ck_assert_int_eq(files->open(files->self, &of_to, to, FILE_MAY_BE_NEW), ASB_OK);
    done = files->rename(files->self, from, to) == ASB_OK;
    (void)files->close(files->self, of_from);
    (void)files->close(files->self, of_to);
    (void)files->remove(files->self, from);
    (void)files->remove(files->self, to);
    return done;
#endif
}

/* Whether it could be done; if not, it must have said so. */
static inline int compacted(asb_store *s) {
    asb_text *t = NULL;
    int can = replaces_open_files();
    ck_assert_int_eq(asb_store_compact(&t, s), can ? ASB_OK : ASB_EIO);
    ck_assert(can || t == NULL);
    asb_text_free(t);
    if (!can) puts("left out: 1: what a compaction does (this Windows, or Wine, cannot replace a file that is open)");
    return can;
}

#endif

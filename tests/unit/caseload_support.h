/* A caseload over summaries made by hand, written with ' for ". */
#ifndef ASB_TESTS_CASELOAD_SUPPORT_H
#define ASB_TESTS_CASELOAD_SUPPORT_H

#include "case_world.h"

typedef struct load {
    case_world w;
    asb_caseload *l;
} load;

static inline const char *quoted(const char *json) {
    static char room[4][8192];
    static unsigned next;
    char *to = room[next++ % 4];
    size_t i = 0;
    for (; json[i] && i + 1 < sizeof room[0]; i++) to[i] = json[i] == '\'' ? '"' : json[i];
    to[i] = '\0';
    return to;
}

static inline int32_t try_put(load *t, const char *id, const char *summary) {
    summary = quoted(summary);
    return asb_caseload_put(t->l, id, 1, summary, strlen(summary));
}

static inline void put(load *t, const char *id, const char *summary) {
    ck_assert_msg(try_put(t, id, summary) == ASB_OK, "%s: %s", id, asb_error_message(t->w.engine));
}

typedef struct wrong_query {
    const char *query, *pointer;
} wrong_query;

/* Each is refused at its place, as JSON and as rows; nothing is given out. */
static inline void expect_wrong(load *t, const wrong_query *wrong, size_t count) {
    asb_text *text = (asb_text *)t;
    asb_rows *rows = (asb_rows *)t;
    for (size_t i = 0; i < count; i++) {
        const char *query = quoted(wrong[i].query);
        ck_assert_msg(asb_caseload_query(&text, t->l, query, strlen(query)) == ASB_EINVALID, "%s", query);
        ck_assert_msg(!strcmp(asb_error_pointer(t->w.engine), wrong[i].pointer), "%s: %s", query, asb_error_pointer(t->w.engine));
        ck_assert_int_eq(asb_caseload_rows(&rows, t->l, query, strlen(query)), ASB_EINVALID);
    }
    ck_assert_ptr_eq(text, (asb_text *)t);
    ck_assert_ptr_eq(rows, (asb_rows *)t);
}

#endif

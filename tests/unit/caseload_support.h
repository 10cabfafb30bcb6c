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

#endif

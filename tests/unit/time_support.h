/* Dates and instants for tests, from their texts. */
#ifndef TIME_SUPPORT_H
#define TIME_SUPPORT_H

#include "time/instant.h"

#include <check.h>

static inline date day(const char *t) {
    date d = NO_DATE;
    ck_assert_msg(asbi_parse_date(asbi_text(t), &d), "no date: %s", t);
    return d;
}

static inline instant at(const char *t) {
    instant i = NO_INSTANT;
    ck_assert_msg(asbi_parse_when(asbi_text(t), &i, NULL), "no instant: %s", t);
    return i;
}

#endif

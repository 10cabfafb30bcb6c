/* The promises of asb/sys/store.h, one function for each. What a store gives is copied into a `shelf`, and compared with what was put in. */
#include "conformance.h"

#include <asb/error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 4096 };

typedef struct run {
    const conformance *c;
    asb_store_callbacks t;
    const char *check;
    int failures;
} run;

static void judge(run *r, int kept, const char *what, int line) {
    if (kept) return;
    r->failures++;
    r->c->report(r->c->self, r->check, what, line);
}
#define EXPECT(condition) judge(r, (condition), #condition, __LINE__)

/* ---- taking what a store gives */

typedef struct item {
    char *a, *b;
    size_t a_length, b_length;
    uint32_t number;
} item;

typedef struct shelf {
    item items[MOST];
    uint32_t count, stop_after; /* stop_after: then fail; 0: never */
    char token[512];
    size_t token_length;
} shelf;

static char *copy(asb_bytes from) {
    char *to = malloc(from.length + 1);
    if (!to) abort();
    if (from.length) memcpy(to, from.data, from.length);
    to[from.length] = '\0';
    return to;
}

static int32_t put(shelf *s, asb_bytes a, asb_bytes b, uint32_t number) {
    if (s->count == MOST) return ASB_ELIMIT;
    s->items[s->count++] = (item){copy(a), copy(b), a.length, b.length, number};
    return s->stop_after && s->count == s->stop_after ? ASB_EUSER : ASB_OK;
}

static int32_t take_record(void *sink, const asb_stored_record *record) {
    return put(sink, record->header, record->body, record->seq);
}

static int32_t take_case(void *sink, asb_bytes id, uint32_t version, asb_bytes summary) {
    return put(sink, id, summary, version);
}

static int32_t take_bytes(void *sink, asb_bytes bytes) {
    return put(sink, bytes, (asb_bytes){NULL, 0}, 0);
}

static int32_t take_token(void *sink, asb_bytes token) {
    shelf *s = sink;
    if (token.length > sizeof s->token) return ASB_ELIMIT;
    if (token.length) memcpy(s->token, token.data, token.length);
    s->token_length = token.length;
    return ASB_OK;
}

static shelf *empty(shelf *s) {
    for (uint32_t i = 0; i < s->count; i++) {
        free(s->items[i].a);
        free(s->items[i].b);
    }
    s->count = s->stop_after = 0;
    return s;
}

static shelf *new_shelf(void) {
    shelf *s = calloc(1, sizeof *s);
    if (!s) abort();
    return s;
}

static void free_shelf(shelf *s) {
    free(empty(s));
}

/* ---- short forms */

static asb_bytes bytes(const char *text) {
    return (asb_bytes){text, strlen(text)};
}

static int is(const char *a, size_t length, const char *text) {
    return length == strlen(text) && memcmp(a, text, length) == 0;
}

static int32_t commit(run *r, const asb_case_commit *cases, uint32_t count) {
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .case_count = count, .cases = cases};
    return r->t.commit(r->t.self, &data);
}

/* One record for one case, with a summary where there is one. */
static int32_t add(run *r, const char *id, uint32_t expected, const char *header, const char *body, const char *summary) {
    asb_stored_record record = {expected + 1, 0, bytes(header), bytes(body)};
    asb_case_commit k = {.id = bytes(id), .expected = expected, .record_count = 1, .records = &record, .summary = bytes(summary)};
    return commit(r, &k, 1);
}

static int32_t read_into(run *r, const char *id, uint32_t from, shelf *s) {
    return r->t.read(r->t.self, bytes(id), from, take_record, empty(s));
}

static int32_t list_into(run *r, const char *after, uint32_t limit, shelf *s) {
    return r->t.list(r->t.self, bytes(after), limit, take_case, empty(s));
}

static int32_t changes_into(run *r, uint32_t limit, shelf *s) {
    char token[sizeof s->token];
    size_t length = s->token_length;
    memcpy(token, s->token, sizeof token);
    return r->t.changes(r->t.self, (asb_bytes){token, length}, limit, take_case, empty(s), take_token, s);
}

static int has_version(run *r, const char *id, uint32_t version, shelf *s) {
    int32_t status = read_into(r, id, 1, s);
    return version ? status == ASB_OK && s->count == version : status == ASB_ABSENT && s->count == 0;
}

/* ---- the promises */

static void an_empty_store_has_nothing(run *r, shelf *s) {
    EXPECT(read_into(r, "CASE-1", 1, s) == ASB_ABSENT && s->count == 0);
    EXPECT(list_into(r, "", UINT32_MAX, s) == ASB_OK && s->count == 0);
    EXPECT(r->t.policy(r->t.self, bytes("0123456789abcdef0123456789abcdef"), take_bytes, empty(s)) == ASB_ABSENT && s->count == 0);
    if (r->t.calendar) EXPECT(r->t.calendar(r->t.self, take_bytes, empty(s)) == ASB_ABSENT && s->count == 0);
    if (r->t.changes) EXPECT(changes_into(r, UINT32_MAX, s) == ASB_OK && s->count == 0);
}

static void records_come_back_as_they_were(run *r, shelf *s) {
    asb_stored_record two[] = {{1, 0, bytes("{\"seq\":1}"), bytes("{\"a\":\"\xC3\xA9 \\u0000 'x' \"}")},
                               {2, 0, bytes("{\"seq\":2}"), bytes("{}")}};
    asb_case_commit k = {.id = bytes("CASE-1"), .record_count = 2, .records = two};
    EXPECT(commit(r, &k, 1) == ASB_OK);
    EXPECT(add(r, "CASE-1", 2, "{\"seq\":3}", "{\"b\":3}", "") == ASB_OK);
    EXPECT(read_into(r, "CASE-1", 1, s) == ASB_OK && s->count == 3);
    for (uint32_t i = 0; i < s->count && i < 2; i++) {
        EXPECT(s->items[i].number == i + 1);
        EXPECT(is(s->items[i].a, s->items[i].a_length, two[i].header.data));
        EXPECT(is(s->items[i].b, s->items[i].b_length, two[i].body.data));
    }
    EXPECT(read_into(r, "CASE-1", 3, s) == ASB_OK && s->count == 1 && s->items[0].number == 3 &&
           is(s->items[0].b, s->items[0].b_length, "{\"b\":3}"));
    EXPECT(read_into(r, "CASE-1", 4, s) == ASB_OK && s->count == 0);
    EXPECT(read_into(r, "CASE-", 1, s) == ASB_ABSENT && read_into(r, "CASE-11", 1, s) == ASB_ABSENT);
}

static void the_version_must_be_the_expected(run *r, shelf *s) {
    EXPECT(add(r, "A", 1, "h", "b", "s") == ASB_CONFLICT);
    EXPECT(has_version(r, "A", 0, s));
    EXPECT(add(r, "A", 0, "h1", "b1", "s1") == ASB_OK);
    EXPECT(add(r, "A", 0, "h2", "b2", "s2") == ASB_CONFLICT);
    EXPECT(add(r, "A", 2, "h2", "b2", "s2") == ASB_CONFLICT);
    EXPECT(has_version(r, "A", 1, s) && is(s->items[0].a, s->items[0].a_length, "h1"));
    EXPECT(list_into(r, "", 10, s) == ASB_OK && s->count == 1 && is(s->items[0].b, s->items[0].b_length, "s1"));
    EXPECT(add(r, "A", 1, "h2", "b2", "s2") == ASB_OK && has_version(r, "A", 2, s));
}

static void a_commit_is_all_or_nothing(run *r, shelf *s) {
    char digest[33] = "0123456789abcdef0123456789abcdef";
    asb_stored_record first = {1, 0, bytes("h"), bytes("b")}, second = {2, 0, bytes("h"), bytes("b")};
    asb_case_commit cases[] = {{.id = bytes("A"), .record_count = 1, .records = &first, .summary = bytes("new")},
                               {.id = bytes("B"), .expected = 1, .record_count = 1, .records = &second, .summary = bytes("new")},
                               {.id = bytes("C"), .record_count = 1, .records = &first}};
    uint32_t erased = 1;
    asb_policy_document policy = {bytes(digest), bytes("p"), bytes("1"), bytes("{}")};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data,
                            .case_count = 3,
                            .cases = cases,
                            .policies = &policy,
                            .policy_count = 1,
                            .calendar = bytes("{}")};
    EXPECT(add(r, "B", 0, "h", "old", "old") == ASB_OK);
    EXPECT(add(r, "C", 0, "h", "old", "old") == ASB_OK);
    cases[1].erased = &erased;
    cases[1].erased_count = 1;
    EXPECT(r->t.commit(r->t.self, &data) == ASB_CONFLICT); /* C is there */
    EXPECT(has_version(r, "A", 0, s) && has_version(r, "B", 1, s) && is(s->items[0].b, s->items[0].b_length, "old"));
    EXPECT(list_into(r, "", 10, s) == ASB_OK && s->count == 2 && is(s->items[0].b, s->items[0].b_length, "old"));
    EXPECT(r->t.policy(r->t.self, bytes(digest), take_bytes, empty(s)) == ASB_ABSENT);
    if (r->t.calendar) EXPECT(r->t.calendar(r->t.self, take_bytes, empty(s)) == ASB_ABSENT);
    data.case_count = 2;
    EXPECT(r->t.commit(r->t.self, &data) == ASB_OK);
    EXPECT(has_version(r, "A", 1, s) && has_version(r, "B", 2, s) && s->items[0].b_length == 0);
    EXPECT(r->t.policy(r->t.self, bytes(digest), take_bytes, empty(s)) == ASB_OK);
}

static void erased_bodies_are_gone(run *r, shelf *s) {
    static const uint32_t some[] = {1, 3};
    EXPECT(add(r, "A", 0, "h1", "secret one", "") == ASB_OK && add(r, "A", 1, "h2", "kept", "") == ASB_OK &&
           add(r, "A", 2, "h3", "secret three", "") == ASB_OK);
    EXPECT(add(r, "B", 0, "h1", "other", "") == ASB_OK);
    asb_stored_record why = {4, 0, bytes("h4"), bytes("erasure")};
    asb_case_commit k = {.id = bytes("A"), .expected = 3, .record_count = 1, .records = &why, .erased = some, .erased_count = 2};
    EXPECT(commit(r, &k, 1) == ASB_OK);
    EXPECT(has_version(r, "A", 4, s));
    EXPECT(s->items[0].b_length == 0 && s->items[2].b_length == 0);
    EXPECT(is(s->items[0].a, s->items[0].a_length, "h1") && is(s->items[2].a, s->items[2].a_length, "h3"));
    EXPECT(is(s->items[1].b, s->items[1].b_length, "kept") && is(s->items[3].b, s->items[3].b_length, "erasure"));
    k = (asb_case_commit){.id = bytes("A"), .expected = 4, .erased = some, .erased_count = 1}; /* once more, and no record */
    EXPECT(commit(r, &k, 1) == ASB_OK && has_version(r, "A", 4, s) && s->items[0].b_length == 0);
    EXPECT(has_version(r, "B", 1, s) && is(s->items[0].b, s->items[0].b_length, "other"));
}

static void the_list_is_in_order_of_bytes(run *r, shelf *s) {
    static const char *const sorted[] = {"\t",
                                         " ",
                                         "%",
                                         "'; DROP TABLE x; --",
                                         "A",
                                         "A ",
                                         "A-1",
                                         "A-10",
                                         "A-2",
                                         "AA",
                                         "B",
                                         "Z\"\\",
                                         "_",
                                         "a",
                                         "\x7F",
                                         "\xC3\x84",
                                         "\xC3\xA9",
                                         "\xE2\x82\xAC",
                                         "\xF0\x9F\x8F\xA0",
                                         "\xF0\x9F\x8F\xA0x"};
    static const unsigned mixed[] = {7, 0, 19, 3, 12, 1, 15, 4, 9, 2, 18, 5, 6, 10, 14, 8, 11, 13, 17, 16};
    const uint32_t count = sizeof sorted / sizeof *sorted;
    for (uint32_t i = 0; i < count; i++) {
        EXPECT(add(r, sorted[mixed[i]], 0, "h", sorted[mixed[i]], "s") == ASB_OK);
        if (i == 9) EXPECT(list_into(r, "", UINT32_MAX, s) == ASB_OK && s->count == 10);
    }
    EXPECT(list_into(r, "", UINT32_MAX, s) == ASB_OK && s->count == count);
    for (uint32_t i = 0; i < s->count && i < count; i++)
        EXPECT(is(s->items[i].a, s->items[i].a_length, sorted[i]) && s->items[i].number == 1);
    for (uint32_t i = 0; i < count; i++) {
        EXPECT(list_into(r, sorted[i], 3, s) == ASB_OK && s->count == (count - 1 - i < 3 ? count - 1 - i : 3));
        for (uint32_t n = 0; n < s->count; n++) EXPECT(is(s->items[n].a, s->items[n].a_length, sorted[i + 1 + n]));
        EXPECT(has_version(r, sorted[i], 1, s) && is(s->items[0].b, s->items[0].b_length, sorted[i]));
    }
    EXPECT(list_into(r, "A-100", 1, s) == ASB_OK && s->count == 1 && is(s->items[0].a, s->items[0].a_length, "A-2"));
    EXPECT(list_into(r, "", 0, s) == ASB_OK && s->count == 0);
}

static void summaries_are_replaced(run *r, shelf *s) {
    EXPECT(add(r, "A", 0, "h", "b", "") == ASB_OK);
    EXPECT(list_into(r, "", 9, s) == ASB_OK && s->count == 1 && s->items[0].b_length == 0);
    EXPECT(add(r, "A", 1, "h", "b", "{\"n\":1}") == ASB_OK && add(r, "A", 2, "h", "b", "") == ASB_OK);
    EXPECT(list_into(r, "", 9, s) == ASB_OK && s->count == 1 && is(s->items[0].b, s->items[0].b_length, "{\"n\":1}") &&
           s->items[0].number == 3);
    EXPECT(add(r, "A", 3, "h", "b", "{\"n\":22}") == ASB_OK);
    EXPECT(list_into(r, "", 9, s) == ASB_OK && s->count == 1 && is(s->items[0].b, s->items[0].b_length, "{\"n\":22}"));
}

static void policies_are_kept_once(run *r, shelf *s) {
    char digest[33] = "0123456789abcdef0123456789abcdef", other[33] = "0123456789abcdef0123456789abcdeF";
    asb_policy_document two[] = {{bytes(digest), bytes("p"), bytes("1"), bytes("{\"policy\":1}")},
                                 {bytes(other), bytes("p"), bytes("2"), bytes("{\"policy\":2}")}};
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .policies = two, .policy_count = 2};
    EXPECT(r->t.commit(r->t.self, &data) == ASB_OK);
    two[0].document = bytes("{\"another\":1}");
    EXPECT(r->t.commit(r->t.self, &data) == ASB_OK);
    EXPECT(r->t.policy(r->t.self, bytes(digest), take_bytes, empty(s)) == ASB_OK && s->count == 1 &&
           is(s->items[0].a, s->items[0].a_length, "{\"policy\":1}"));
    EXPECT(r->t.policy(r->t.self, bytes(other), take_bytes, empty(s)) == ASB_OK && s->count == 1 &&
           is(s->items[0].a, s->items[0].a_length, "{\"policy\":2}"));
    other[0] = 'x';
    EXPECT(r->t.policy(r->t.self, bytes(other), take_bytes, empty(s)) == ASB_ABSENT && s->count == 0);
}

static void the_calendar_is_replaced(run *r, shelf *s) {
    asb_commit_data data = {.struct_size = (uint32_t)sizeof data, .calendar = bytes("{\"added\":[]}")};
    if (!r->t.calendar) return;
    EXPECT(r->t.commit(r->t.self, &data) == ASB_OK);
    EXPECT(add(r, "A", 0, "h", "b", "") == ASB_OK);
    EXPECT(r->t.calendar(r->t.self, take_bytes, empty(s)) == ASB_OK && s->count == 1 &&
           is(s->items[0].a, s->items[0].a_length, "{\"added\":[]}"));
    data.calendar = bytes("{}");
    EXPECT(r->t.commit(r->t.self, &data) == ASB_OK);
    EXPECT(r->t.calendar(r->t.self, take_bytes, empty(s)) == ASB_OK && s->count == 1 && is(s->items[0].a, s->items[0].a_length, "{}"));
}

static int finds(const shelf *s, const char *id, uint32_t version) {
    for (uint32_t i = 0; i < s->count; i++)
        if (is(s->items[i].a, s->items[i].a_length, id)) return s->items[i].number == version;
    return 0;
}

static void changes_miss_nothing(run *r, shelf *s) {
    char id[16];
    if (!r->t.changes) return;
    for (int i = 0; i < 5; i++) snprintf(id, sizeof id, "C%d", i), EXPECT(add(r, id, 0, "h", "b", "s") == ASB_OK);
    EXPECT(changes_into(r, UINT32_MAX, s) == ASB_OK && s->count == 5 && finds(s, "C0", 1) && finds(s, "C4", 1));
    EXPECT(changes_into(r, UINT32_MAX, s) == ASB_OK && s->count == 0);
    EXPECT(changes_into(r, UINT32_MAX, s) == ASB_OK && s->count == 0); /* its token too goes on */
    EXPECT(add(r, "C1", 1, "h", "b", "new") == ASB_OK && add(r, "C3", 1, "h", "b", "new") == ASB_OK &&
           add(r, "C1", 2, "h", "b", "new") == ASB_OK);
    EXPECT(changes_into(r, UINT32_MAX, s) == ASB_OK && finds(s, "C1", 3) && finds(s, "C3", 2) && s->count == 2 &&
           is(s->items[0].b, s->items[0].b_length, "new"));
    s->token_length = 0;
    uint32_t seen = 0, calls = 0;
    do { /* page by page, while somebody writes */
        EXPECT(changes_into(r, 2, s) == ASB_OK && s->count <= 2);
        seen |= (uint32_t)finds(s, "C0", 1) | (uint32_t)finds(s, "C1", 3) << 1 | (uint32_t)finds(s, "C2", 1) << 2 |
            (uint32_t)(finds(s, "C2", 2)) << 3 | (uint32_t)finds(s, "C4", 1) << 4 | (uint32_t)finds(s, "C3", 2) << 5;
        if (++calls == 1) EXPECT(add(r, "C2", 1, "h", "b", "") == ASB_OK);
    } while (s->count && calls < 10);
    EXPECT(calls < 10 && (seen | 4) == 63);
}

static void many_cases_in_one_commit(run *r, shelf *s) {
    enum { COUNT = 1000 };
    static char ids[COUNT][16];
    static asb_stored_record records[COUNT];
    static asb_case_commit cases[COUNT];
    for (uint32_t i = 0; i < COUNT; i++) {
        snprintf(ids[i], sizeof ids[i], "CASE-%05u", (unsigned)(i * 7919 % COUNT));
        records[i] = (asb_stored_record){1, 0, bytes(ids[i]), bytes(ids[i])};
        cases[i] = (asb_case_commit){.id = bytes(ids[i]), .record_count = 1, .records = &records[i], .summary = bytes(ids[i])};
    }
    EXPECT(commit(r, cases, COUNT) == ASB_OK);
    EXPECT(list_into(r, "", UINT32_MAX, s) == ASB_OK && s->count == COUNT);
    for (uint32_t i = 0; i + 1 < s->count; i++)
        EXPECT(strcmp(s->items[i].a, s->items[i + 1].a) < 0 && is(s->items[i].b, s->items[i].b_length, s->items[i].a));
    for (uint32_t i = 0; i < COUNT; i += 97) EXPECT(has_version(r, ids[i], 1, s) && is(s->items[0].b, s->items[0].b_length, ids[i]));
    s->token_length = 0;
    uint32_t all = 0;
    if (r->t.changes)
        for (int i = 0; i < 100 && changes_into(r, 64, s) == ASB_OK && s->count; i++) all += s->count;
    EXPECT(!r->t.changes || all == COUNT);
    EXPECT(commit(r, cases, COUNT) == ASB_CONFLICT);
}

static void many_and_big_records(run *r, shelf *s) {
    enum { COUNT = 2000, BIG = 3 << 20 };
    static char headers[COUNT][24];
    static asb_stored_record records[COUNT];
    char *big = malloc(BIG + 1);
    if (!big) abort();
    for (size_t i = 0; i < BIG; i++) big[i] = (char)('a' + i * i % 23);
    big[BIG] = '\0';
    for (uint32_t i = 0; i < COUNT; i++) {
        snprintf(headers[i], sizeof headers[i], "{\"seq\":%u}", (unsigned)i + 1);
        records[i] = (asb_stored_record){i + 1, 0, bytes(headers[i]), i == 7 ? (asb_bytes){big, BIG} : bytes("{}")};
    }
    asb_case_commit k = {.id = bytes("A"), .record_count = COUNT, .records = records};
    EXPECT(commit(r, &k, 1) == ASB_OK);
    EXPECT(add(r, "A", COUNT, "{\"seq\":2001}", "{}", "") == ASB_OK);
    EXPECT(has_version(r, "A", COUNT + 1, s));
    for (uint32_t i = 0; i < COUNT && i < s->count; i++)
        EXPECT(s->items[i].number == i + 1 && is(s->items[i].a, s->items[i].a_length, headers[i]));
    EXPECT(s->count > 7 && s->items[7].b_length == BIG && memcmp(s->items[7].b, big, BIG) == 0);
    EXPECT(read_into(r, "A", COUNT, s) == ASB_OK && s->count == 2);
    free(big);
}

static void a_sink_can_stop(run *r, shelf *s) {
    EXPECT(add(r, "A", 0, "h", "b", "") == ASB_OK && add(r, "A", 1, "h", "b", "") == ASB_OK && add(r, "A", 2, "h", "b", "") == ASB_OK &&
           add(r, "B", 0, "h", "b", "") == ASB_OK);
    empty(s)->stop_after = 2;
    EXPECT(r->t.read(r->t.self, bytes("A"), 1, take_record, s) == ASB_EUSER && s->count == 2);
    empty(s)->stop_after = 1;
    EXPECT(r->t.list(r->t.self, bytes(""), 9, take_case, s) == ASB_EUSER && s->count == 1);
}

/* ---- another handle */

static void another_handle_sees_it(run *r, shelf *s) {
    asb_store_callbacks first = r->t, second;
    if (!r->c->again) return;
    EXPECT(add(r, "A", 0, "h1", "b1", "s1") == ASB_OK);
    EXPECT(r->c->again(r->c->self, &second) == 0);
    r->t = second;
    EXPECT(has_version(r, "A", 1, s) && add(r, "A", 1, "h2", "b2", "s2") == ASB_OK);
    r->t = first;
    EXPECT(add(r, "A", 1, "hx", "bx", "sx") == ASB_CONFLICT);
    EXPECT(has_version(r, "A", 2, s) && is(s->items[1].a, s->items[1].a_length, "h2"));
    EXPECT(add(r, "A", 2, "h3", "b3", "s3") == ASB_OK);
    r->t = second;
    EXPECT(has_version(r, "A", 3, s) && list_into(r, "", 9, s) == ASB_OK && s->count == 1 && is(s->items[0].b, s->items[0].b_length, "s3"));
    if (second.close) second.close(second.self);
    r->t = first;
}

static void it_is_there_after_closing(run *r, shelf *s) {
    static const uint32_t one = 1;
    if (!r->c->again) return;
    EXPECT(add(r, "A", 0, "h1", "b1", "s1") == ASB_OK && add(r, "B", 0, "h", "b", "s") == ASB_OK);
    asb_case_commit k = {.id = bytes("A"), .expected = 1, .erased = &one, .erased_count = 1};
    EXPECT(commit(r, &k, 1) == ASB_OK);
    if (r->t.changes) EXPECT(changes_into(r, 1, s) == ASB_OK && s->count == 1);
    if (r->t.close) r->t.close(r->t.self);
    EXPECT(r->c->again(r->c->self, &r->t) == 0);
    EXPECT(has_version(r, "A", 1, s) && s->items[0].b_length == 0 && has_version(r, "B", 1, s) && s->items[0].b_length == 1);
    EXPECT(list_into(r, "", 9, s) == ASB_OK && s->count == 2 && is(s->items[0].b, s->items[0].b_length, "s1"));
    if (r->t.changes) EXPECT(changes_into(r, 9, s) == ASB_OK && s->count == 1);
}

int conformance_run(const conformance *c) {
#define PROMISE(name) \
    { #name, name }
    static const struct {
        const char *name;
        void (*check)(run *r, shelf *s);
    } promises[] = {PROMISE(an_empty_store_has_nothing),
                    PROMISE(records_come_back_as_they_were),
                    PROMISE(the_version_must_be_the_expected),
                    PROMISE(a_commit_is_all_or_nothing),
                    PROMISE(erased_bodies_are_gone),
                    PROMISE(the_list_is_in_order_of_bytes),
                    PROMISE(summaries_are_replaced),
                    PROMISE(policies_are_kept_once),
                    PROMISE(the_calendar_is_replaced),
                    PROMISE(changes_miss_nothing),
                    PROMISE(many_cases_in_one_commit),
                    PROMISE(many_and_big_records),
                    PROMISE(a_sink_can_stop),
                    PROMISE(another_handle_sees_it),
                    PROMISE(it_is_there_after_closing)};
    run r = {.c = c};
    for (size_t i = 0; i < sizeof promises / sizeof *promises; i++) {
        shelf *s = new_shelf();
        r.check = promises[i].name;
        int32_t status = c->make(c->self, &r.t);
        judge(&r, status == 0, "a store can be made", __LINE__);
        if (status == 0) {
            promises[i].check(&r, s);
            if (r.t.close) r.t.close(r.t.self);
        }
        if (c->dispose) c->dispose(c->self);
        free_shelf(s);
    }
    return r.failures;
}

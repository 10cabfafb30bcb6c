/* Rehearsals: what coverage (tests/coverage) showed that no other suite asked: several guards that refuse, a deviation that would be none, headers that are another case's,
 * damage at several places. */
#include "rehearsal_support.h"

Suite *asb_suite_rehearsal_corners(void);

#define WARN ",{'id':'warn-too','clause':'7.3','on':'closure','require':{'has':'review'},'severity':'warn','message':'Review it.'}"
#define TOLD ",{'id':'told','clause':'7.4','on':'closure','require':{'has':'letter'},'message':'Tell them.'}"
#define MAY_DEVIATE \
    ",{'id':'closure-by-manager','clause':'7.1','on':'closure','require':{'actor':{'role':['manager']}},'message':'A manager closes.'," \
    "'override':['manager']}"

START_TEST(every_guard_that_refuses_is_named_and_no_warning)
{
    world *t = begin();
    setting strict = first;
    strict.version = "2";
    strict.guards = CLOSE WARN TOLD;
    instead(t, strict, NULL);
    run(t, "{'compare':['decisions']}");
    found(
        t, "{'query':'decisions'}",
        "[{'after':'refused','before':'allowed','case':'C','clauses':['7.1','7.4'],'guards':['closure-by-manager','told'],'kind':'closure',"
        "'officer':'ben','record':6}]");
    end(t);
}
END_TEST

/* What was a deviation, and approved as one, would be refused where nobody may deviate. */
START_TEST(a_deviation_that_would_be_refused)
{
    world *t = begin();
    setting old = first, strict;
    old.id = "q";
    old.guards = MAY_DEVIATE WARN;
    asb_policy *p = policy(t, old);
    asb_case *c;
    ck_assert_int_eq(asb_case_new(&c, t->w.engine, p, t->w.store, "D"), ASB_OK);
    add(t, c, "2026-05-11T09:00", "officer", "report", "{'channel':'phone','summary':'Music'}");
    add(t, c, "2026-05-11T09:01", "officer", "allocation", "{'officer':'dan','to_role':'officer'}");
    add(t, c, "2026-05-11T09:02", "manager", "deviation", "{'rule':'closure-by-manager','reasons':'All is quiet','agreed_with':'manager'}");
    add(t, c, "2026-05-11T09:03", "officer", "closure", "{'reason':'resolved','rationale':'Quiet now'}");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
    asb_policy_free(p);
    strict = old;
    strict.version = "2";
    strict.guards = CLOSE;
    instead(t, strict, NULL);
    run(t, "{'cases':['D'],'compare':['decisions']}");
    found(
        t, "{'query':'decisions'}",
        "[{'after':'refused','before':'deviation','case':'D','clauses':['7.1'],'guards':['closure-by-manager'],'kind':'closure','officer':"
        "'dan','record':4}]");
    end(t);
}
END_TEST

/* ---- a store that hands over other headers */

typedef struct swap {
    uint32_t seq;
    const char *from, *to; /* written over it, and what follows */
} swap;

static struct {
    const swap *swaps;
    size_t count;
    const char *id;
    asb_record_sink sink;
    void *sink_self;
    asb_store_callbacks truth;
} liar;

static int32_t swapped(void *self, const asb_stored_record *r) {
    char header[2000], body[2000];
    asb_stored_record other = *r;
    (void)self;
    ck_assert(r->header.length < sizeof header && r->body.length < sizeof body);
    memcpy(header, r->header.data, r->header.length);
    header[r->header.length] = '\0';
    memcpy(body, r->body.data, r->body.length);
    body[r->body.length] = '\0';
    for (size_t i = 0; i < liar.count; i++) {
        if (liar.swaps[i].seq != r->seq) continue;
        char *at = strstr(header, liar.swaps[i].from);
        if (!at) at = strstr(body, liar.swaps[i].from);
        ck_assert_msg(at != NULL, "%s in %s", liar.swaps[i].from, header);
        memcpy(at, liar.swaps[i].to, strlen(liar.swaps[i].to));
    }
    other.header.data = header;
    other.body.data = body;
    return liar.sink(liar.sink_self, &other);
}

static int32_t swapping_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    (void)self;
    liar.sink = sink, liar.sink_self = sink_self;
    int is_it = strlen(liar.id) == id.length && memcmp(liar.id, id.data, id.length) == 0;
    return liar.truth.read(liar.truth.self, id, from, is_it ? swapped : sink, is_it ? NULL : sink_self);
}

static void run_with(world *t, const swap *swaps, size_t count, const char *request) {
    setting shorter = first;
    shorter.version = "2";
    shorter.days = "3";
    liar.swaps = swaps, liar.count = count, liar.id = "A", liar.truth = t->w.store->table;
    asb_store_callbacks table = liar.truth;
    table.struct_size = sizeof table, table.read = swapping_read, table.commit = lying_commit, table.close = NULL;
    asb_rehearsal_free(t->r);
    asb_store_free(t->lies);
    ck_assert_int_eq(asb_store_custom(&t->lies, t->w.engine, &table), ASB_OK);
    ck_assert_int_eq(asb_rehearsal_new(&t->r, t->w.engine, t->lies), ASB_OK);
    instead(t, shorter, NULL);
    run(t, request);
}

static void fails_by(world *t, const char *code) {
    static const char query[] = "{\"query\":\"failed\"}";
    asb_rows *rows;
    ck_assert_int_eq(asb_rehearsal_rows(&rows, t->r, query, sizeof query - 1), ASB_OK);
    ck_assert_uint_eq(asb_rows_count(rows), 1);
    ck_assert_str_eq(asb_rows_text(rows, 0, "case"), "A");
    ck_assert_str_eq(asb_rows_text(rows, 0, "code"), code);
    ck_assert_str_ne(asb_rows_text(rows, 0, "what"), "");
    asb_rows_free(rows);
    ck_assert_int_eq(total(t, "cases"), 3); /* the others are rehearsed all the same */
}

START_TEST(headers_that_are_of_another_record)
{
    static const swap number[] = {{2, "\"seq\":2", "\"seq\":3"}}, pin[] = {{1, "\"policy\":", "\"pplicy\":"}},
                      lost[] = {{1, "\"policy\":{\"digest\":\"", "\"policy\":{\"digest\":\"00000000"}};
    world *t = begin();
    run_with(t, number, 1, "{}");
    fails_by(t, "case-number");
    run_with(t, pin, 1, "{}");
    fails_by(t, "case-pin");
    run_with(t, lost, 1, "{}");
    fails_by(t, "store-policy-absent");
    end(t);
}
END_TEST

/* Of several, the first is named. */
START_TEST(the_first_of_several_damages)
{
    static const swap two[] = {{2, "Ann", "Eve"}, {3, "amy", "eve"}};
    world *t = begin();
    run_with(t, two, 2, "{'verify':true}");
    found(t, "{'query':'failed'}",
          "[{'case':'A','code':'store-damaged','what':'The case A is damaged at record 2: the body does not match its digest.'}]");
    end(t);
}
END_TEST

Suite *asb_suite_rehearsal_corners(void) {
    const TTest *const tests[] = {every_guard_that_refuses_is_named_and_no_warning, a_deviation_that_would_be_refused,
                                  headers_that_are_of_another_record, the_first_of_several_damages};
    Suite *suite = suite_create("rehearsal_corners");
    TCase *all = tcase_create("rehearsal_corners");
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    return suite;
}

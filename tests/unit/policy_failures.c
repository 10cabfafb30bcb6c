/* Every function survives that any allocation fails, once or from then on: nothing leaks, no half-made policy is there, and the
 * engine works on as if nothing had been. */
#include "policy_support.h"

Suite *asb_suite_policy_failures(void);

typedef int32_t tried(test_policies *t, const void *what);

/* Fails the n-th allocation, for n = 1, 1 + step, …, until none is left to fail. Once and for ever. */
static void survive(tried *try_it, const void *what, uint64_t step) {
    for (int32_t for_ever = 0; for_ever < 2; for_ever++) {
        uint64_t failures = 0, n = 1;
        for (;; n += step) {
            test_policies t;
            int32_t status;
            test_policies_begin(&t);
            test_memory_fail(&t.memory, n, for_ever);
            status = try_it(&t, what);
            t.memory.fail_at = 0;
            failures += (uint64_t)t.memory.failures;
            ck_assert_int_eq(status, t.memory.failures > 0 ? ASB_ENOMEM : ASB_OK);
            if (status == ASB_ENOMEM) ck_assert_int_eq(asb_error_status(t.e), ASB_ENOMEM);
            ck_assert_ptr_null(t.e->policies);
            ck_assert_int_eq(try_it(&t, what), ASB_OK);
            test_policies_end(&t);
            if (status == ASB_OK) break;
        }
        ck_assert_uint_gt(n, step);
        ck_assert_uint_gt(failures, 0);
    }
}

/* Queued handles are dropped at the beginning of the next call. */
static void settle(test_policies *t) {
    ck_assert_int_eq(asbi_enter(t->e), ASB_OK);
    asbi_leave(t->e, ASB_OK);
}

static int32_t parse(test_policies *t, const void *what) {
    asb_policy *p = NULL;
    int32_t status = asb_policy_parse(&p, t->e, what, strlen(what));

    ck_assert((status == ASB_OK) == (p != NULL));
    if (status != ASB_OK) return status;
    asb_policy_free(p);
    settle(t);
    return status;
}

static int32_t check(test_policies *t, const void *what) {
    asb_problems *found = NULL;
    int32_t status = asb_policy_check(&found, t->e, what, strlen(what));

    ck_assert((status == ASB_OK) == (found != NULL));
    if (status != ASB_OK) return status;
    asb_problems_free(found);
    settle(t);
    return status;
}

static int32_t built_in(test_policies *t, const void *what) {
    asb_policy *p = NULL;
    int32_t status = asb_policy_builtin(&p, t->e, what);

    ck_assert((status == ASB_OK) == (p != NULL));
    if (status != ASB_OK) return status;
    asb_policy_free(p);
    settle(t);
    return status;
}

static int32_t add_document(test_policies *t, const void *what) {
    policy_document *before = t->e->documents;
    int32_t status = asb_policy_register(t->e, what, strlen(what));

    if (status != ASB_OK) ck_assert_ptr_eq(t->e->documents, before);
    return status;
}

static const char small[] = TEST_HEAD_OF_POLICY ",'duties':[{'id':'d','clause':'1','label':'D','owner':['officer'],'starts':['report'],'"
                                                "done':['contact'],'within':[{'period':{'days':1}}],"
                                                "'while':{'not':{'has':{'kind':'finding','where':{'what':['tit-for-tat','resolved']}}}}}]}";
static const char extending[] =
    "{'asb_policy':1,'id':'own','version':'1','title':'T','source':'S','extends':'england','roles':[{'id':'a','label':'A'}],"
    "'lists':{'contact.purpose':[{'id':'case-review','label':'C'}]}}";
static const char wrong[] =
    "{'asb_policy':1,'id':'own','version':7,'title':' ','source':'S','extends':'england','roles':[{'id':'a'},{'id':'a','label':'A'}],"
    "'guards':[{'id':'g','clause':'1','message':'M','on':'contct','require':{'has':{'kind':'contact','where':{'outcome':'reachd'}}}}]}";

static void survive_document(tried *try_it, const char *json, uint64_t step) {
    char *quoted = test_with_quotes(json);

    survive(try_it, quoted, step);
    free(quoted);
}

START_TEST(small_documents)
{
    survive_document(parse, small, 1);
    survive_document(check, small, 1);
    survive_document(parse, extending, 7);
}
END_TEST

START_TEST(problems)
{ survive_document(check, wrong, 3); }
END_TEST

START_TEST(built_in_policies)
{
    survive(built_in, "england", 11);
    survive(built_in, "places-for-people", 23);
}
END_TEST

START_TEST(documents)
{ survive_document(add_document, small, 1); }
END_TEST

/* ---- Explaining ---- */

static int32_t with_policy(test_policies *t, int32_t (*ask)(asb_text **out, const asb_policy *p)) {
    uint64_t fail_at = t->memory.fail_at;
    asb_text *out = NULL;
    asb_policy *p;
    int32_t status;

    t->memory.fail_at = 0;
    p = test_built_in(t, "england");
    t->memory.calls = 0;
    t->memory.fail_at = fail_at;
    status = ask(&out, p);
    ck_assert((status == ASB_OK) == (out != NULL));
    asb_text_free(out);
    asb_policy_free(p);
    if (status == ASB_OK)
        settle(t);
    else {
        int32_t kept = t->e->fault.status;
        t->memory.fail_at = 0;
        settle(t);
        t->e->fault.status = kept;
    }
    return status;
}

static int32_t ask_page(asb_text **out, const asb_policy *p) {
    return asb_policy_page(out, p);
}

static int32_t ask_rule(asb_text **out, const asb_policy *p) {
    return asb_policy_explain(out, p, "ground-7a-window");
}

static int32_t page(test_policies *t, const void *what) {
    (void)what;
    return with_policy(t, ask_page);
}

static int32_t rule(test_policies *t, const void *what) {
    (void)what;
    return with_policy(t, ask_rule);
}

START_TEST(explanations)
{
    survive(page, NULL, 1);
    survive(rule, NULL, 1);
}
END_TEST

Suite *asb_suite_policy_failures(void) {
    const TTest *const tests[] = {small_documents, problems, built_in_policies, documents, explanations};

    return test_suite("policy_failures", tests, COUNT_OF(tests));
}

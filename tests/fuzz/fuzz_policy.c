/* Policies: a document is refused with at least one problem, each with a place and a sentence; or it loads, its joined form loads again with the same digest,
 * it can be explained, and a case can be worked under it without anything failing. */
#include <asb/asb.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void work(asb_engine *e, asb_policy *p) {
    static const char *const records[] = {
        "{\"kind\":\"report\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"channel\":\"phone\",\"summary\":\"x\",\"reporter\":\"c1\"}}",
        "{\"kind\":\"party\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"party\":\"c1\",\"as\":\"complainant\",\"vulnerable\":\"yes\"}}",
        "{\"kind\":\"incident\",\"by\":\"b\",\"role\":\"system\",\"fields\":{\"occurred\":\"2026-01-01\",\"description\":\"x\",\"hate\":"
        "true}}",
        "{\"kind\":\"contact\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"party\":\"c1\",\"method\":\"phone\",\"outcome\":\"reached\"}"
        "}",
        "{\"kind\":\"correction\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"of\":3,\"field\":\"hate\",\"value\":false,\"reason\":"
        "\"x\"}}",
        "{\"kind\":\"erasure\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"party\":\"c1\",\"basis\":\"x\",\"reason\":\"x\"}}",
    };
    asb_case *c;
    asb_text *t;
    asb_duties *d;
    if (asb_case_new(&c, e, p, NULL, "F")) abort();
    for (size_t i = 0; i < sizeof records / sizeof records[0]; i++) {
        asb_record *r;
        if (asb_record_parse(&r, e, records[i], strlen(records[i]))) abort();
        int32_t status = asb_case_admit(NULL, c, r, INT64_MIN, 0);
        if (status != ASB_OK && status != ASB_EINVALID) abort();
        asb_record_free(r);
    }
    if (asb_case_facts(&t, c)) abort();
    asb_text_free(t);
    if (asb_case_duties(&d, c)) abort();
    for (uint32_t i = 0; i < asb_duties_count(d); i++) {
        if (asb_duties_explain(&t, d, i)) abort();
        asb_text_free(t);
    }
    asb_duties_free(d);
    asb_case_free(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    asb_engine *e;
    asb_policy *p, *again;
    asb_problems *problems;
    asb_text *page;
    if (asb_engine_new(&e, NULL)) abort();
    int32_t status = asb_policy_parse(&p, e, (const char *)data, size);
    if (status == ASB_OK) {
        size_t length;
        const char *joined = asb_policy_json(p, &length);
        if (asb_policy_parse(&again, e, joined, length) || strcmp(asb_policy_digest(p), asb_policy_digest(again))) abort();
        if (asb_policy_page(&page, p)) abort();
        work(e, p);
        asb_text_free(page);
        asb_policy_free(again);
        asb_policy_free(p);
    } else if (status == ASB_EPOLICY || status == ASB_EJSON) {
        if (!asb_error_message(e)[0]) abort();
        if (asb_policy_check(&problems, e, (const char *)data, size) || !asb_problems_count(problems)) abort();
        for (uint32_t i = 0; i < asb_problems_count(problems); i++)
            if (!asb_problems_message(problems, i)[0] || !asb_problems_code(problems, i)[0]) abort();
        asb_problems_free(problems);
    } else if (status != ASB_ELIMIT) {
        abort();
    }
    asb_engine_free(e);
    return 0;
}

/* A host, as small as can be: it works one case in memory. As C99, C11 and C++. */
#include <asb/asb.h>
#include <stdio.h>
#include <string.h>

static const char report[] = "{\"kind\":\"report\",\"by\":\"amy\",\"role\":\"system\",\"fields\":{\"channel\":\"phone\",\"summary\":\"Music at night\"}}";

static int fails(const char *what, int32_t status, const asb_engine *engine) {
    if (status != ASB_OK) fprintf(stderr, "%s: %d %s\n", what, (int)status, asb_error_message(engine));
    return status != ASB_OK;
}

static int work(asb_engine *e, asb_policy **policy, asb_store **store, asb_case **c, asb_record **r) {
    return fails("policy", asb_policy_builtin(policy, e, "england"), e) || fails("store", asb_store_memory(store, e), e) ||
        fails("case", asb_case_new(c, e, *policy, *store, "C-1"), e) || fails("record", asb_record_parse(r, e, report, strlen(report)), e) ||
        fails("admit", asb_case_admit(NULL, *c, *r, INT64_MIN, 0), e) || fails("save", asb_case_save(*c), e);
}

int main(void) {
    asb_engine *e = NULL;
    asb_policy *policy = NULL;
    asb_store *store = NULL;
    asb_case *c = NULL;
    asb_record *r = NULL;
    if (asb_engine_new(&e, NULL) != ASB_OK) return 1;
    int failed = work(e, &policy, &store, &c, &r);
    printf("libasb %s: %s, %u record\n", asb_version_text(), asb_case_state(c), (unsigned)asb_case_stored(c));
    asb_engine_free(e);
    asb_policy_free(policy);
    asb_store_free(store);
    asb_case_free(c);
    asb_record_free(r);
    return failed;
}

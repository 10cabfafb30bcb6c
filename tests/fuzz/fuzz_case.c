/* Cases: a sequence of records, made of the input's bytes, is tried on a case. What is refused or invalid leaves it as it was; what is added gives the
 * same case one by one, from its export, and folded again. The first byte chooses the policy; each line of the rest is a record's `fields` in JSON, after
 * the number of its kind, its role and how far the clock goes on. */
#include <asb/asb.h>
#include <asb/json.h>
#include <asb/sys/hooks.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int64_t the_time;

static int64_t now(void *self) {
    (void)self;
    return the_time;
}

static char *picture(asb_case *c) {
    asb_text *facts, *all;
    asb_duties *duties;
    if (asb_case_facts(&facts, c) || asb_case_duties(&duties, c) || asb_duties_json(&all, duties)) abort();
    char *out = malloc(asb_text_length(facts) + asb_text_length(all) + 1);
    strcat(strcpy(out, asb_text_data(facts)), asb_text_data(all));
    asb_text_free(facts);
    asb_text_free(all);
    asb_duties_free(duties);
    return out;
}

static void same(asb_engine *e, asb_case *c) {
    asb_text *all;
    asb_case *loaded;
    if (!asb_case_count(c)) return;
    if (asb_case_saved(c, asb_case_count(c)) || asb_case_export(&all, c)) abort();
    if (asb_case_load(&loaded, e, NULL, asb_text_data(all), asb_text_length(all))) abort();
    char *a = picture(c), *b = picture(loaded);
    if (strcmp(a, b)) {
        fprintf(stderr, "live:   %s\nloaded: %s\n", a, b);
        abort();
    }
    free(a);
    free(b);
    asb_text_free(all);
    asb_case_free(loaded);
}

static void try_line(asb_engine *e, asb_case *c, const char *line, size_t length) {
    static const char *const kinds[] = {"report",
                                        "incident",
                                        "opening",
                                        "categorisation",
                                        "allocation",
                                        "party",
                                        "consent",
                                        "contact",
                                        "contact-agreement",
                                        "interview",
                                        "evidence",
                                        "note",
                                        "triage",
                                        "assessment",
                                        "plan",
                                        "action",
                                        "referral",
                                        "safeguarding",
                                        "partner",
                                        "conference",
                                        "intervention",
                                        "legal",
                                        "proportionality",
                                        "finding",
                                        "decision",
                                        "advice",
                                        "tenancy",
                                        "approval",
                                        "review",
                                        "deviation",
                                        "letter",
                                        "closure",
                                        "reopening",
                                        "feedback",
                                        "link",
                                        "case-review",
                                        "publicity",
                                        "correction",
                                        "erasure",
                                        "x-thing"};
    asb_record *r;
    if (length < 4) return;
    the_time += (int64_t)(uint8_t)line[1] * 3600000;
    char *json = malloc(length + 128);
    int head = sprintf(json, "{\"kind\":\"%s\",\"by\":\"%c\",\"role\":\"system\",\"fields\":", kinds[(uint8_t)line[0] % 40],
                       'a' + (line[2] & 3));
    memcpy(json + head, line + 3, length - 3);
    json[(size_t)head + length - 3] = '}';
    if (!asb_record_parse(&r, e, json, (size_t)head + length - 2)) {
        char *before = picture(c);
        int32_t status = line[2] & 4 ? asb_case_admit(NULL, c, r, INT64_MIN, 0) : asb_case_add(NULL, c, r);
        if (status == ASB_REFUSED || status == ASB_EINVALID) {
            char *after = picture(c);
            if (strcmp(before, after)) abort();
            free(after);
        } else if (status != ASB_OK) {
            abort();
        }
        free(before);
        asb_record_free(r);
    }
    free(json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = now};
    /* the engine and its policies stay: making them is not what is tried here */
    static asb_engine *e;
    static asb_policy *policies[16];
    asb_case *c;
    if (size < 2) return 0;
    asb_policy **p = &policies[data[0] % asb_policy_builtin_count()];
    the_time = INT64_C(1780300800000);
    if (!e && asb_engine_new(&e, &hooks)) abort();
    if (!*p && asb_policy_builtin(p, e, asb_policy_builtin_id(data[0] % asb_policy_builtin_count()))) abort();
    if (asb_case_new(&c, e, *p, NULL, "F")) abort();
    const char *at = (const char *)data + 1, *end = (const char *)data + size;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop) stop = end;
        try_line(e, c, at, (size_t)(stop - at));
        at = stop + 1;
    }
    same(e, c);
    asb_case_free(c);
    return 0;
}

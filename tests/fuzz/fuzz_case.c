/* Cases: a sequence of records, made of the input's bytes, is tried on a case. What is refused or invalid leaves it as it was, to the byte of what is to be written;
 * what is added gives the same case one by one, replayed from the store, folded at once from its export, and imported. The first byte chooses the policy; each line of
 * the rest is a record's `fields` in JSON, after the number of its kind, how far the clock goes on, and who, whether it is admitted, and whether it is
 * saved at once. */
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

/* What a case comes to: facts and duties, which are quick to have; or all of it. */
static char *picture(asb_case *c, int whole) {
    asb_text *parts[4] = {NULL, NULL, NULL, NULL};
    asb_duties *duties;
    size_t length = 1;
    if (asb_case_facts(&parts[0], c) || asb_case_duties(&duties, c) || asb_duties_json(&parts[1], duties)) abort();
    if (whole && (asb_case_history(&parts[2], c) || asb_case_summary(&parts[3], c))) abort();
    asb_duties_free(duties);
    for (int i = 0; i < 4; i++) length += asb_text_length(parts[i]);
    char *out = calloc(1, length);
    for (int i = 0; i < 4; i++) {
        if (parts[i]) strcat(out, asb_text_data(parts[i]));
        asb_text_free(parts[i]);
    }
    return out;
}

static void must_be(const char *wanted, asb_case *c, int whole, const char *what) {
    char *is = picture(c, whole);
    if (strcmp(wanted, is)) {
        fprintf(stderr, "%s\n--- live\n%s\n--- is\n%s\n", what, wanted, is);
        abort();
    }
    free(is);
}

/* The bytes that are still to be written. */
static asb_text *pending(asb_case *c) {
    asb_text *t = NULL;
    int32_t status = asb_case_pending(&t, c);
    if (status != ASB_OK && status != ASB_ABSENT) abort();
    return t;
}

static void must_be_pending(const asb_text *wanted, asb_case *c) {
    asb_text *is = pending(c);
    if (!wanted != !is || (is && strcmp(asb_text_data(is), asb_text_data(wanted)))) abort();
    asb_text_free(is);
}

/* Folded one by one, as the records came; at once, from its export; again from the store; and with nothing kept, by way of an import. */
static void same(asb_engine *e, asb_store *s, asb_case *c) {
    asb_text *all, *again;
    asb_case *other;
    asb_store *elsewhere;
    if (!asb_case_count(c)) return;
    if (asb_case_save(c) || asb_case_export(&all, c)) abort();
    char *live = picture(c, 1);
    if (asb_case_open(&other, s, "F")) abort();
    must_be(live, other, 1, "replayed from the store");
    if (asb_case_export(&again, other) || strcmp(asb_text_data(all), asb_text_data(again))) abort();
    asb_case_free(other);
    if (asb_case_load(&other, e, NULL, asb_text_data(all), asb_text_length(all))) abort();
    must_be(live, other, 1, "folded at once");
    asb_case_free(other);
    if (asb_store_memory(&elsewhere, e) || asb_case_import(&other, elsewhere, asb_text_data(all), asb_text_length(all))) abort();
    must_be(live, other, 1, "imported");
    asb_case_free(other);
    asb_store_free(elsewhere);
    asb_text_free(again);
    asb_text_free(all);
    free(live);
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
        char *before = picture(c, 0);
        asb_text *bytes = pending(c);
        int32_t status = line[2] & 4 ? asb_case_admit(NULL, c, r, INT64_MIN, 0) : asb_case_add(NULL, c, r);
        if (status == ASB_REFUSED || status == ASB_EINVALID) {
            must_be(before, c, 0, "refused, or invalid");
            must_be_pending(bytes, c);
        } else if (status != ASB_OK) {
            abort();
        }
        asb_text_free(bytes);
        free(before);
        asb_record_free(r);
        if ((line[2] & 8) && asb_case_count(c) && asb_case_save(c)) abort();
    }
    free(json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = now};
    /* the engine and its policies stay: making them is not what is tried here */
    static asb_engine *e;
    static asb_policy *policies[16];
    asb_store *s;
    asb_case *c;
    if (size < 2) return 0;
    asb_policy **p = &policies[data[0] % asb_policy_builtin_count()];
    the_time = INT64_C(1780300800000);
    if (!e && asb_engine_new(&e, &hooks)) abort();
    if (!*p && asb_policy_builtin(p, e, asb_policy_builtin_id(data[0] % asb_policy_builtin_count()))) abort();
    if (asb_store_memory(&s, e) || asb_case_new(&c, e, *p, s, "F")) abort();
    const char *at = (const char *)data + 1, *end = (const char *)data + size;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop) stop = end;
        try_line(e, c, at, (size_t)(stop - at));
        at = stop + 1;
    }
    same(e, s, c);
    asb_case_free(c);
    asb_store_free(s);
    return 0;
}

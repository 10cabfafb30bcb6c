/* What an open case keeps of its records: little, and the bytes that are stored come out as they went in, whoever wrote them. */
#include "base/sha256.h"
#include "case/case_parts.h"
#include <asb/asb.h>
#include <check.h>
#include <stdio.h>
#include <string.h>

Suite *asb_suite_case_stored(void);

typedef struct scene {
    asb_engine *engine;
    asb_policy *policy;
    char json[20000];
    size_t length;
    char previous[65];
    int count;
} scene;

static int64_t now(void *self) {
    (void)self;
    return INT64_C(1780300800000);
}

static void begin(scene *s) {
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = now};
    ck_assert_int_eq(asb_engine_new(&s->engine, &hooks), ASB_OK);
    ck_assert_int_eq(asb_policy_builtin(&s->policy, s->engine, "connexus"), ASB_OK);
    s->count = 0;
    s->length = (size_t)snprintf(s->json, sizeof s->json, "{\"case\":\"A1\",\"records\":[");
}

static void end(scene *s) {
    asb_policy_free(s->policy);
    asb_engine_free(s->engine);
}

static void digest_of(const char *text, char hex[65]) {
    uint8_t digest[32];
    asbi_sha256(text, strlen(text), digest);
    asbi_hex(digest, 32, hex);
}

static void put_text(scene *s, const char *text) {
    s->json[s->length++] = '"';
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') s->json[s->length++] = '\\';
        s->json[s->length++] = *text;
    }
    s->json[s->length++] = '"';
}

static void put(scene *s, const char *text) {
    s->length += (size_t)snprintf(s->json + s->length, sizeof s->json - s->length, "%s", text);
}

/* A record with a header of the form given: it has places for `body`, then what the first or any other record has, then its number. */
static void record(scene *s, const char *form, const char *body) {
    char hex[65], header[1200], chain[500];
    digest_of(body, hex);
    if (s->count++ == 0)
        snprintf(chain, sizeof chain, "\"policy\":{\"digest\":\"%s\",\"id\":\"%s\",\"version\":\"%s\"}", s->policy->digest_hex,
                 s->policy->id.at, s->policy->version.at);
    else
        snprintf(chain, sizeof chain, "\"previous\":\"%s\"", s->previous);
    snprintf(header, sizeof header, form, hex, chain, s->count);
    digest_of(header, s->previous);
    put(s, s->count == 1 ? "{\"body\":" : ",{\"body\":");
    put_text(s, body);
    put(s, ",\"header\":");
    put_text(s, header);
    put(s, "}");
}

#define AT "{\"at\":\"2026-05-01T09:00:00Z\",\"body\":\"%s\",\"by\":\"amy\","
#define REST ",\"recorded\":\"2026-05-01T09:00:00Z\",\"role\":\"system\",\"seq\":%d}"
#define SALT "\"salt\":\"00112233445566778899aabbccddeeff\""
#define FIRST AT "\"case\":\"A1\",\"kind\":\"report\",%s" REST
#define NOTE AT "\"kind\":\"note\",%s" REST

/* Loaded, and given out again: the records are the very same bytes. */
static void comes_out_as_it_went_in(scene *s) {
    asb_case *c = NULL;
    asb_text *out = NULL;
    put(s, "]}");
    int32_t status = asb_case_load(&c, s->engine, NULL, s->json, s->length);
    ck_assert_msg(status == ASB_OK, "%s: %s", asb_error_message(s->engine), s->json);
    ck_assert_int_eq(asb_case_export(&out, c), ASB_OK);
    const char *records = strstr(s->json, "\"records\":"), *found = strstr(asb_text_data(out), "\"records\":");
    ck_assert_ptr_nonnull(found);
    ck_assert_msg(strncmp(found, records, strlen(records)) == 0, "%s\n%s", records, found);
    asb_text_free(out);
    asb_case_free(c);
}

START_TEST(headers_of_every_form)
{
    static const char *const forms[] = {
        NOTE,
        "{\"at\":\"2026-05-01T09:00:00.000Z\",\"body\":\"%s\",\"by\":\"amy\",\"kind\":\"note\",%s" REST,
        "{\"at\":\"2026-05-01T09:00:00.007Z\",\"body\":\"%s\",\"by\":\"bob\",\"kind\":\"note\",%s" REST,
        AT "\"imported\":true,\"kind\":\"note\",%s" REST,
        AT "\"kind\":\"note\",%s,\"recorded\":\"2026-05-01T09:00:00.000Z\",\"role\":\"system\",\"seq\":%d}",
        AT "\"kind\":\"x-own\",%s,\"recorded\":\"2026-05-01T09:00:00.010Z\",\"role\":\"another\",\"seq\":%d}",
        AT "\"breaches\":[\"nobody-s\"],\"kind\":\"note\",%s" REST,
        AT "\"kind\":\"note\",%s,\"recorded\":\"2026-05-01T09:00:00Z\",\"role\":\"system\",\"seq\":%d,\"wholly-new\":{\"a\":1}}",
        "{\"at\":\"2026-05-01T09:00:00Z\", \"body\":\"%s\",\"by\":\"amy\",\"kind\":\"note\",%s" REST,
    };
    scene s;
    begin(&s);
    record(&s, FIRST, "{\"channel\":\"phone\"," SALT ",\"summary\":\"s\"}");
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) record(&s, forms[i], "{" SALT ",\"text\":\"t\"}");
    comes_out_as_it_went_in(&s);
    end(&s);
}
END_TEST

START_TEST(bodies_of_every_form)
{
    static const char *const bodies[] = {
        "{" SALT ",\"text\":\"t\"}",
        "{" SALT ",\"text\":\"said \\\"no\\\"\\nand went, with \xC3\xA9 and \\\\ in it\"}",
        "{ " SALT ", \"text\": \"spaced\" }",
        "{\"text\":\"t\"," SALT "}",
        "{" SALT ",\"text\":\"t\",\"x-number\":-1.50}",
        "{" SALT ",\"text\":\"t\",\"x-list\":[\"a\",\"b\\n\",1,[]],\"x-object\":{\"k\":\"v\",\"l\":{}},\"x-true\":true}",
    };
    scene s;
    begin(&s);
    record(&s, FIRST, "{\"channel\":\"phone\"," SALT ",\"summary\":\"s\"}");
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) record(&s, NOTE, bodies[i]);
    comes_out_as_it_went_in(&s);
    end(&s);
}
END_TEST

/* A record reads as it was written, in whatever form it is stored. */
START_TEST(records_read_as_they_are_stored)
{
    static const char expected[] = "{\"text\":\"said \\\"no\\\"\",\"x-list\":[\"a\",\"b\\n\"],\"x-number\":12}";
    static const char *const bodies[] = {
        "{" SALT ",\"text\":\"said \\\"no\\\"\",\"x-list\":[\"a\",\"b\\n\"],\"x-number\":12}",
        "{" SALT ", \"text\":\"said \\\"no\\\"\",\"x-list\":[\"a\",\"b\\n\"],\"x-number\":12}",
    };
    scene s;
    asb_case *c = NULL;
    begin(&s);
    record(&s, FIRST, "{\"channel\":\"phone\"," SALT ",\"summary\":\"s\"}");
    for (size_t i = 0; i < 2; i++) record(&s, NOTE, bodies[i]);
    put(&s, "]}");
    ck_assert_int_eq(asb_case_load(&c, s.engine, NULL, s.json, s.length), ASB_OK);
    for (uint32_t seq = 2; seq <= 3; seq++) {
        asb_record *r = NULL;
        asb_text *json = NULL;
        ck_assert_int_eq(asb_case_record(&r, c, seq), ASB_OK);
        ck_assert_int_eq(asb_record_json(&json, r), ASB_OK);
        ck_assert_msg(strstr(asb_text_data(json), expected) != NULL, "%s", asb_text_data(json));
        asb_text_free(json);
        asb_record_free(r);
    }
    asb_case_free(c);
    end(&s);
}
END_TEST

/* ---- how much it keeps */

static void add(asb_case *c, asb_engine *e, const char *json) {
    asb_record *r = NULL;
    ck_assert_int_eq(asb_record_parse(&r, e, json, strlen(json)), ASB_OK);
    ck_assert_int_eq(asb_case_add(NULL, c, r), ASB_OK);
    asb_record_free(r);
}

static void fill(asb_store *store, asb_engine *e, asb_policy *p) {
    asb_case *c = NULL;
    ck_assert_int_eq(asb_case_new(&c, e, p, store, "A1"), ASB_OK);
    add(c, e,
        "{\"kind\":\"report\",\"by\":\"amy\",\"role\":\"system\",\"fields\":{\"channel\":\"phone\",\"summary\":\"Music most evenings\"}}");
    add(c, e,
        "{\"kind\":\"party\",\"by\":\"amy\",\"role\":\"system\",\"fields\":{\"party\":\"p1\",\"as\":\"complainant\",\"name\":\"Ann "
        "Archer\"}}");
    for (int i = 2; i < 20; i++)
        add(c, e,
            i % 2 ? "{\"kind\":\"note\",\"by\":\"amy\",\"role\":\"system\",\"fields\":{\"text\":\"Asked the night team to listen\"}}"
                  : "{\"kind\":\"contact\",\"by\":\"amy\",\"role\":\"system\",\"fields\":{\"party\":\"p1\",\"method\":\"phone\","
                    "\"direction\":\"out\",\"outcome\":\"reached\",\"purpose\":\"update\",\"summary\":\"Told what is being done\"}}");
    ck_assert_int_eq(asb_case_save(c), ASB_OK);
    asb_case_free(c);
}

START_TEST(an_open_case_is_small)
{
    for (uint32_t i = 0; i < asb_policy_builtin_count(); i++) {
        asb_engine *e = NULL;
        asb_policy *p = NULL;
        asb_store *store = NULL;
        asb_case *first = NULL, *c = NULL;
        if (strcmp(asb_policy_builtin_id(i), "england") == 0) continue;
        ck_assert_int_eq(asb_engine_new(&e, NULL), ASB_OK);
        ck_assert_int_eq(asb_policy_builtin(&p, e, asb_policy_builtin_id(i)), ASB_OK);
        ck_assert_int_eq(asb_store_memory(&store, e), ASB_OK);
        fill(store, e, p);
        ck_assert_int_eq(asb_case_open(&first, store, "A1"), ASB_OK);
        uint64_t before = e->memory.used;
        ck_assert_int_eq(asb_case_open(&c, store, "A1"), ASB_OK);
        ck_assert_msg(e->memory.used - before <= 16384, "%s: %u bytes", asb_policy_builtin_id(i), (unsigned)(e->memory.used - before));
        asb_case_free(c);
        asb_case_free(first);
        asb_store_free(store);
        asb_policy_free(p);
        asb_engine_free(e);
    }
}
END_TEST

Suite *asb_suite_case_stored(void) {
    Suite *suite = suite_create("case_stored");
    TCase *all = tcase_create("all");
    tcase_add_test(all, headers_of_every_form);
    tcase_add_test(all, bodies_of_every_form);
    tcase_add_test(all, records_read_as_they_are_stored);
    tcase_add_test(all, an_open_case_is_small);
    suite_add_tcase(suite, all);
    return suite;
}

/* The documents that cost, one function each. */
#include "hostile.h"

#include <asb/sys/hooks.h>
#include <string.h>

static const char head[] =
    "{\"asb_policy\":1,\"id\":\"hostile\",\"version\":\"1\",\"title\":\"Hostile\",\"source\":\"Made up\",\"extends\":\"england\","
    "\"zone\":\"Europe/London\",\"calendar\":{\"region\":\"england-and-wales\"},\"roles\":[{\"id\":\"o\",\"label\":\"O\"}],"
    "\"priorities\":[{\"id\":\"p1\",\"label\":\"One\"}],\"categories\":[{\"id\":\"noise\",\"label\":\"Noise\",\"priority\":\"p1\","
    "\"clause\":\"1\"}],\"stages\":[{\"id\":\"new\",\"label\":\"New\",\"when\":{\"all\":[]},\"clause\":\"1\"}],"
    "\"plan_actions\":[{\"id\":\"call\",\"by\":\"landlord\",\"text\":\"Call\",\"clause\":\"7\"}]";
static const char plain_policy[] = "";

/* ---- JSON */

static void nested_lists(document *d, uint32_t n) {
    put(d, "[");
    for (uint32_t i = 0; i < n / 100; i++) {
        put(d, i ? "," : "");
        fill(d, "[", 98);
        fill(d, "]", 98);
    }
    put(d, "]");
}

static void many_keys(document *d, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) put(d, "%s\"%08x\":%u", i ? "," : "{", (unsigned)(i * 2654435761u), (unsigned)i);
    put(d, "}");
}

/* Sorting compares these keys to their ends. */
static void long_keys(document *d, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        put(d, i ? "," : "{");
        put(d, "\"%02000d%06u\":0", 0, (unsigned)(n - i));
    }
    put(d, "}");
}

static void long_number(document *d, uint32_t n) {
    put(d, "[1");
    fill(d, "0123456789", n / 10);
    put(d, ".");
    fill(d, "0000000000", n / 10);
    put(d, "e-99999]");
}

static void exponents(document *d, uint32_t n) {
    put(d, "[0");
    fill(d, ",1e999999999", n);
    put(d, "]");
}

static void escapes(document *d, uint32_t n) {
    put(d, "[\"");
    fill(d, "\\ud83d\\ude42\\u0000", n / 3);
    put(d, "\"]");
}

/* The place of a mistake is told in lines and characters: this one is at the end of a long line. */
static void mistake_at_end(document *d, uint32_t n) {
    put(d, "[\"");
    fill(d, "\xC3\xA9", n);
    put(d, "\", nil]");
}

static int32_t read_and_write(world *w, const document *d, uint32_t n) {
    asb_json *v;
    asb_text *t = NULL;
    (void)n;
    int32_t status = asb_json_parse(&v, w->engine, d->bytes, d->length);
    if (status) return status;
    status = asb_json_write(&t, v);
    asb_text_free(t);
    asb_json_free(v);
    return status;
}

/* ---- policies */

static void many_duties(document *d, uint32_t n) {
    put(d, "%s,\"duties\":[", head);
    for (uint32_t i = 0; i < n; i++)
        put(d,
            "%s{\"id\":\"d%u\",\"clause\":\"1\",\"label\":\"D\",\"owner\":\"case-owner\",\"starts\":[{\"kind\":\"report\"}],\"within\":[{"
            "\"period\":{\"days\":%u}}],"
            "\"done\":[{\"kind\":\"contact\"}]}",
            i ? "," : "", (unsigned)i, (unsigned)(i % 300));
    put(d, "]}");
}

static void many_guards(document *d, uint32_t n) {
    put(d, "%s,\"guards\":[", head);
    for (uint32_t i = 0; i < n; i++)
        put(d,
            "%s{\"id\":\"g%u\",\"clause\":\"1\",\"on\":\"note\",\"severity\":\"warn\",\"require\":{\"has\":\"contact\"},\"message\":"
            "\"No\"}",
            i ? "," : "", (unsigned)i);
    put(d, "]}");
}

/* Ids that are alike, and one that is none: what may have been meant is looked for among all. */
static void wrong_names(document *d, uint32_t n) {
    put(d, "%s,\"closure_reasons\":[", head);
    for (uint32_t i = 0; i < n; i++) put(d, "%s{\"id\":\"reason-%06u\",\"label\":\"R\",\"clause\":\"1\"}", i ? "," : "", (unsigned)i);
    put(d, "],\"guards\":[");
    for (uint32_t i = 0; i < n; i++)
        put(d,
            "%s{\"id\":\"g%u\",\"clause\":\"1\",\"on\":{\"kind\":\"closure\",\"where\":{\"reason\":\"reason-x%05u\"}},\"require\":{\"has\":"
            "\"contact\"},\"message\":\"No\"}",
            i ? "," : "", (unsigned)i, (unsigned)i);
    put(d, "]}");
}

static void twice_the_same(document *d, uint32_t n) {
    put(d, "%s,\"closure_reasons\":[", head);
    for (uint32_t i = 0; i < n; i++) put(d, "%s{\"id\":\"same\",\"label\":\"R\",\"clause\":\"1\"}", i ? "," : "");
    put(d, "]}");
}

static void wide_condition(document *d, uint32_t n) {
    put(d, "%s,\"guards\":[{\"id\":\"g\",\"clause\":\"1\",\"on\":\"note\",\"require\":{\"any\":[", head);
    for (uint32_t i = 0; i < n; i++)
        put(d, "%s{\"has\":{\"kind\":\"contact\",\"where\":{\"summary\":\"s%u\"}}}", i ? "," : "", (unsigned)i);
    put(d, "]},\"message\":\"No\"}]}");
}

static void deep_conditions(document *d, uint32_t n) {
    put(d, "%s,\"guards\":[", head);
    for (uint32_t i = 0; i < n / 90; i++) {
        put(d, "%s{\"id\":\"g%u\",\"clause\":\"1\",\"on\":\"note\",\"severity\":\"warn\",\"require\":", i ? "," : "", (unsigned)i);
        fill(d, "{\"not\":", 90);
        put(d, "{\"has\":\"contact\"}");
        fill(d, "}", 90);
        put(d, ",\"message\":\"No\"}");
    }
    put(d, "]}");
}

static void many_patterns(document *d, uint32_t n) {
    put(d, "%s,\"duties\":[{\"id\":\"d\",\"clause\":\"1\",\"label\":\"D\",\"owner\":\"case-owner\",\"starts\":[", head);
    for (uint32_t i = 0; i < n; i++) put(d, "%s{\"kind\":\"report\",\"where\":{\"summary\":\"s%u\"}}", i ? "," : "", (unsigned)i);
    put(d, "],\"within\":[{\"period\":{\"days\":1}}],\"done\":[{\"kind\":\"contact\"}]}]}");
}

static void big_matrix(document *d, uint32_t n) {
    put(d, "%s,\"matrices\":[{\"id\":\"m\",\"title\":\"M\",\"clause\":\"1\",\"sections\":[{\"id\":\"a\",\"title\":\"A\",\"questions\":[",
        head);
    for (uint32_t i = 0; i < n; i++)
        put(d,
            "%s{\"id\":\"q%u\",\"text\":\"Q\",\"select\":\"one\",\"options\":[{\"id\":\"y\",\"label\":\"Y\",\"weight\":1},{\"id\":\"n\","
            "\"label\":\"N\",\"weight\":0}]}",
            i ? "," : "", (unsigned)i);
    put(d, "]}],\"bands\":[{\"id\":\"high\",\"label\":\"H\",\"from\":5},{\"id\":\"low\",\"label\":\"L\",\"from\":0}]}]}");
}

static int32_t check_policy(world *w, const document *d, uint32_t n) {
    asb_problems *p = NULL;
    (void)n;
    int32_t status = asb_policy_check(&p, w->engine, d->bytes, d->length);
    if (!status && asb_problems_count(p)) status = ASB_EPOLICY;
    asb_problems_free(p);
    return status;
}

static int32_t load_and_explain(world *w, const document *d, uint32_t n) {
    asb_policy *p = NULL;
    asb_text *page = NULL;
    (void)n;
    int32_t status = asb_policy_parse(&p, w->engine, d->bytes, d->length);
    if (status) return status;
    status = asb_policy_page(&page, p);
    asb_text_free(page);
    asb_policy_free(p);
    return status;
}

/* ---- cases */

void world_begin(world *w, const trial *t) {
    asb_hooks hooks = {.struct_size = sizeof hooks};
    document d = {0};
    memset(w, 0, sizeof *w);
    if (asb_engine_new(&w->engine, &hooks)) exit(3);
    if (!t->policy) return;
    put(&d, "%s%s}", head, t->policy);
    if (asb_policy_parse(&w->policy, w->engine, d.bytes, d.length) || asb_case_new(&w->c, w->engine, w->policy, NULL, "H")) {
        printf("%s: %s\n", t->name, asb_error_message(w->engine));
        exit(3);
    }
    free(d.bytes);
    if (add(w, "report", "{\"channel\":\"phone\",\"summary\":\"s\"}") ||
        add(w, "party", "{\"party\":\"p1\",\"as\":[\"complainant\",\"alleged-perpetrator\"],\"name\":\"Ann\"}")) {
        printf("%s: %s\n", t->name, asb_error_message(w->engine));
        exit(3);
    }
}

void world_end(world *w) {
    asb_case_free(w->c);
    asb_policy_free(w->policy);
    asb_engine_free(w->engine);
}

static int32_t add_json(world *w, const char *json, size_t length) {
    asb_record *r = NULL;
    int32_t status = asb_record_parse(&r, w->engine, json, length);
    if (!status) status = asb_case_add(NULL, w->c, r);
    asb_record_free(r);
    return status;
}

int32_t add(world *w, const char *kind, const char *fields, ...) {
    char with[512];
    document d = {0};
    va_list list;
    va_start(list, fields);
    vsnprintf(with, sizeof with, fields, list);
    va_end(list);
    put(&d, "{\"kind\":\"%s\",\"by\":\"amy\",\"role\":\"o\",\"fields\":%s}", kind, with);
    int32_t status = add_json(w, d.bytes, d.length);
    free(d.bytes);
    return status;
}

static void no_document(document *d, uint32_t n) {
    (void)d;
    (void)n;
}

static int32_t add_document(world *w, const document *d, uint32_t n) {
    (void)n;
    return add_json(w, d->bytes, d->length);
}

static int32_t add_notes(world *w, const document *d, uint32_t n) {
    int32_t status = ASB_OK;
    (void)d;
    for (uint32_t i = 0; i < n && !status; i++) status = add(w, "note", "{\"text\":\"n\"}");
    return status;
}

static int32_t add_contacts(world *w, const document *d, uint32_t n) {
    int32_t status = ASB_OK;
    (void)d;
    for (uint32_t i = 0; i < n && !status; i++)
        status = add(w, "contact",
                     "{\"party\":\"p1\",\"method\":\"phone\",\"direction\":\"out\",\"outcome\":\"reached\",\"summary\":\"s\"}");
    return status;
}

static int32_t add_people(world *w, const document *d, uint32_t n) {
    int32_t status = ASB_OK;
    (void)d;
    for (uint32_t i = 0; i < n && !status; i++)
        status = add(w, "party", "{\"party\":\"q%u\",\"as\":[\"complainant\"],\"name\":\"A\"}", (unsigned)i);
    return status;
}

static int32_t add_corrections(world *w, const document *d, uint32_t n) {
    int32_t status = ASB_OK;
    (void)d;
    for (uint32_t i = 0; i < n && !status; i++)
        status = add(w, "correction", "{\"of\":1,\"field\":\"summary\",\"value\":\"v%u\",\"reason\":\"r\"}", (unsigned)i);
    return status;
}

static int32_t export_and_load(world *w, const document *d, uint32_t n) {
    asb_text *all = NULL;
    asb_case *loaded = NULL;
    int32_t status = add_notes(w, d, n);
    if (!status) status = asb_case_saved(w->c, asb_case_count(w->c));
    if (!status) status = asb_case_export(&all, w->c);
    if (!status) status = asb_case_load(&loaded, w->engine, NULL, asb_text_data(all), asb_text_length(all));
    asb_case_free(loaded);
    asb_text_free(all);
    return status;
}

static void a_plan(document *d, uint32_t n) {
    put(d, "{\"kind\":\"plan\",\"by\":\"amy\",\"role\":\"o\",\"fields\":{\"party\":\"p1\",\"agreed\":true,\"actions\":[");
    for (uint32_t i = 0; i < n; i++)
        put(d, "%s{\"id\":\"a%u\",\"by\":\"landlord\",\"action\":\"call\",\"due\":\"2027-01-04\"}", i ? "," : "", (unsigned)i);
    put(d, "]}}");
}

static void a_plan_with_one_id(document *d, uint32_t n) {
    put(d, "{\"kind\":\"plan\",\"by\":\"amy\",\"role\":\"o\",\"fields\":{\"party\":\"p1\",\"agreed\":true,\"actions\":[");
    for (uint32_t i = 0; i <= n; i++) put(d, "%s{\"id\":\"a%u\",\"by\":\"landlord\",\"action\":\"call\"}", i ? "," : "", (unsigned)(i % n));
    put(d, "]}}");
}

static void an_incident(document *d, uint32_t n) {
    put(d,
        "{\"kind\":\"incident\",\"by\":\"amy\",\"role\":\"o\",\"fields\":{\"occurred\":\"2026-01-05\",\"description\":\"d\",\"people\":[");
    for (uint32_t i = 0; i < n; i++) put(d, "%s\"p1\"", i ? "," : "");
    put(d, "]}}");
}

static void an_erasure(document *d, uint32_t n) {
    put(d, "{\"kind\":\"erasure\",\"by\":\"amy\",\"role\":\"o\",\"fields\":{\"of\":[");
    for (uint32_t i = 0; i < n; i++) put(d, "%s1", i ? "," : "");
    put(d, "],\"basis\":\"retention\",\"reason\":\"old\"}}");
}

static void unknown_fields(document *d, uint32_t n) {
    put(d, "{\"kind\":\"note\",\"by\":\"amy\",\"role\":\"o\",\"fields\":{\"text\":\"n\"");
    for (uint32_t i = 0; i < n; i++) put(d, ",\"x-%08x\":%u", (unsigned)(i * 2654435761u), (unsigned)i);
    put(d, "}}");
}

#define DUTY_WHILE \
    ",\"duties\":[{\"id\":\"d\",\"clause\":\"1\",\"label\":\"D\",\"owner\":\"case-owner\",\"starts\":[{\"kind\":\"report\"}],\"within\":[" \
    "{\"period\":{\"days\":9}}]," \
    "\"done\":[{\"kind\":\"letter\"}],\"while\":{\"has\":{\"kind\":\"contact\",\"where\":{\"summary\":\"never\"}}}}]"
#define DUTY_REPEATS \
    ",\"duties\":[{\"id\":\"d\",\"clause\":\"1\",\"label\":\"D\",\"owner\":\"case-owner\",\"starts\":[{\"kind\":\"contact\"}]," \
    "\"restarts\":true,\"repeats\":true," \
    "\"within\":[{\"period\":{\"days\":9}}],\"done\":[{\"kind\":\"contact\"}]}]"

/* 3.5: in proportion, with room for caches that get too small and for a machine that does other things. 4.6: each is looked at beside each of those before, of
 * which the named limits allow no more than so many (people), or of which a case has few (corrections). */
const trial trials[] = {
    {"JSON: lists in lists", 800000, 3.5, ASB_OK, NULL, nested_lists, read_and_write},
    {"JSON: keys of one object", 100000, 3.8, ASB_OK, NULL, many_keys, read_and_write},
    {"JSON: keys that begin alike", 1500, 3.5, ASB_OK, NULL, long_keys, read_and_write},
    {"JSON: digits of a number", 1000000, 3.5, ASB_OK, NULL, long_number, read_and_write},
    {"JSON: huge exponents", 200000, 3.5, ASB_OK, NULL, exponents, read_and_write},
    {"JSON: escapes", 150000, 3.5, ASB_OK, NULL, escapes, read_and_write},
    {"JSON: a mistake at the end of a line", 500000, 3.5, ASB_EJSON, NULL, mistake_at_end, read_and_write},
    {"policy: duties", 1000, 3.5, ASB_OK, NULL, many_duties, load_and_explain},
    {"policy: guards", 1000, 3.5, ASB_OK, NULL, many_guards, load_and_explain},
    {"policy: names that are none, among many", 500, 4.6, ASB_EPOLICY, NULL, wrong_names, check_policy},
    {"policy: one id many times", 1000, 4.6, ASB_EPOLICY, NULL, twice_the_same, check_policy},
    {"policy: a condition of many", 2000, 3.5, ASB_OK, NULL, wide_condition, load_and_explain},
    {"policy: conditions in one another", 9000, 3.5, ASB_OK, NULL, deep_conditions, load_and_explain},
    {"policy: patterns of a duty", 2000, 3.5, ASB_OK, NULL, many_patterns, load_and_explain},
    {"policy: questions of a matrix", 1000, 3.5, ASB_OK, NULL, big_matrix, load_and_explain},
    {"record: actions of a plan", 2000, 3.5, ASB_OK, plain_policy, a_plan, add_document},
    {"record: actions, the last an id that was", 2000, 3.5, ASB_EINVALID, plain_policy, a_plan_with_one_id, add_document},
    {"record: one person many times", 20000, 3.5, ASB_EINVALID, plain_policy, an_incident, add_document},
    {"record: one record to be erased many times", 20000, 3.5, ASB_OK, plain_policy, an_erasure, add_document},
    {"record: fields of the host", 10000, 3.5, ASB_OK, plain_policy, unknown_fields, add_document},
    {"case: notes", 2000, 3.5, ASB_OK, plain_policy, no_document, add_notes},
    {"case: people", 500, 4.6, ASB_OK, plain_policy, no_document, add_people},
    {"case: corrections of one record", 500, 5.2, ASB_OK, plain_policy, no_document, add_corrections},
    {"case: a duty that looks through all contacts", 1000, 4.6, ASB_OK, DUTY_WHILE, no_document, add_contacts},
    {"case: a duty that begins again with each", 1000, 4.6, ASB_OK, DUTY_REPEATS, no_document, add_contacts},
    {"case: exported and loaded", 2000, 3.5, ASB_OK, plain_policy, no_document, export_and_load},
    {NULL, 0, 0, 0, NULL, NULL, NULL},
};

/* What people read: two letters of one case, and one that is stopped.
 *
 * A neighbour complains, and is sent a plan. The person complained of is sent a warning, which may not tell who complained. The officer changes its
 * text by hand and lets a name slip in: the library finds it. What was sent is kept in the case. */
#include <asb/asb.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static asb_engine *engine;
static int64_t clock_now;

static void check(int32_t status) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", asb_status_text(status), engine ? asb_error_message(engine) : "");
    exit(EXIT_FAILURE);
}

static int64_t now(void *self) {
    (void)self;
    return clock_now;
}

/* Always the same, so that what is printed is; a host leaves this hook out. */
static int32_t no_chance(void *self, void *bytes, size_t size) {
    (void)self;
    memset(bytes, 7, size);
    return ASB_OK;
}

/* ---- the case */

static void add(asb_case *c, const char *when, const char *json) {
    asb_record *r;

    check(asb_instant_parse(&clock_now, engine, when));
    check(asb_record_parse(&r, engine, json, strlen(json)));
    check(asb_case_add(NULL, c, r));
    asb_record_free(r);
}

#define BY_BEN "\"by\":\"ben\",\"role\":\"CHM\""

static void work(asb_case *c) {
    add(c, "2026-05-05T09:10",
        "{\"kind\":\"report\"," BY_BEN
        ",\"fields\":{\"channel\":\"phone\",\"summary\":\"Shouting and music at night\",\"reporter\":\"c1\"}}");
    add(c, "2026-05-05T09:15",
        "{\"kind\":\"party\"," BY_BEN ",\"fields\":{\"party\":\"c1\",\"as\":\"complainant\",\"name\":\"Nia O'Brien\","
        "\"address\":\"7 Larch Court, Leyland\",\"postcode\":\"PR25 9ZZ\"}}");
    add(c, "2026-05-05T09:20",
        "{\"kind\":\"party\"," BY_BEN ",\"fields\":{\"party\":\"p1\",\"as\":\"alleged-perpetrator\",\"name\":\"Carl Dunn\","
        "\"address\":\"8 Larch Court, Leyland\",\"postcode\":\"PR25 9ZZ\"}}");
    add(c, "2026-05-05T09:30", "{\"kind\":\"opening\"," BY_BEN ",\"fields\":{\"categories\":[\"noise\"],\"reference\":\"ASB/26/118\"}}");
    add(c, "2026-05-05T09:35", "{\"kind\":\"allocation\"," BY_BEN ",\"fields\":{\"officer\":\"Ben Booth\",\"to_role\":\"CHM\"}}");
    add(c, "2026-05-06T14:00",
        "{\"kind\":\"plan\"," BY_BEN ",\"fields\":{\"party\":\"c1\",\"actions\":["
        "{\"id\":\"diary\",\"by\":\"complainant\",\"action\":\"AP-2\",\"params\":{\"weeks\":4}},"
        "{\"id\":\"talk\",\"by\":\"landlord\",\"action\":\"AP-9\"},"
        "{\"id\":\"news\",\"by\":\"landlord\",\"action\":\"AP-17\",\"params\":{\"timescale\":{\"weeks\":2}}}]}}");
}

/* ---- letters */

static asb_document *letter(asb_case *c, const char *template_, const char *party) {
    asb_document *d;

    check(asb_document_new(&d, c, "letter"));
    check(asb_document_set(d, "template", template_));
    check(asb_document_set(d, "party", party));
    return d;
}

/* Makes it, as it would go into an envelope; "sends" it, and keeps in the case that it did. */
static void send(asb_case *c, asb_document *d) {
    asb_text *text;
    asb_record *r;

    check(asb_document_render(&text, d, ASB_FORMAT_TEXT)); /* ASB_FORMAT_HTML: a page to print */
    printf("%s\n", asb_text_data(text));
    check(asb_document_record(&r, d)); /* which letter, to whom, and the digest of its text */
    check(asb_record_set_actor(r, "ben", "CHM"));
    check(asb_record_set_text(r, "method", "letter"));
    check(asb_case_add(NULL, c, r));
    printf("--- kept as record %u ---\n\n", (unsigned)asb_case_count(c));
    asb_record_free(r);
    asb_text_free(text);
}

static void change_by_hand(asb_document *d) {
    static const char changed[] = "Dear Carl Dunn\n\nMs O'Brien of number 7 cannot sleep because of your music. Please turn it down.\n";
    int32_t status = asb_document_check(d, changed, sizeof changed - 1);

    printf("The letter changed by hand: %s (%s)\n", asb_status_text(status), asb_error_message(engine));
}

int main(void) {
    asb_hooks hooks = {0};
    asb_policy *policy;
    asb_case *c;
    asb_document *plan, *warning;

    hooks.struct_size = sizeof hooks;
    hooks.now = now;
    hooks.random = no_chance;
    check(asb_engine_new(&engine, &hooks));
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    check(asb_case_new(&c, engine, policy, NULL, "CASE-0118"));
    work(c);

    plan = letter(c, "action-plan-letter", "c1");
    send(c, plan);
    asb_document_free(plan);

    warning = letter(c, "warning-letter", "p1");
    send(c, warning);
    change_by_hand(warning);
    asb_document_free(warning);

    asb_case_free(c);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}

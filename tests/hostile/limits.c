/* The named limits: what is just within is taken, one more is refused, and says by which limit. */
#include "hostile.h"

#include <string.h>

static const trial plain = {"limits", 0, 0, 0, "", NULL, NULL};

static int32_t parse_lists(world *w, uint32_t depth) {
    document d = {0};
    asb_json *v = NULL;
    fill(&d, "[", depth);
    fill(&d, "]", depth);
    int32_t status = asb_json_parse(&v, w->engine, d.bytes, d.length);
    asb_json_free(v);
    free(d.bytes);
    return status;
}

static int32_t parse_text(world *w, uint32_t bytes) {
    document d = {0};
    asb_json *v = NULL;
    put(&d, "\"");
    fill(&d, "x", bytes - 2);
    put(&d, "\"");
    int32_t status = asb_json_parse(&v, w->engine, d.bytes, d.length);
    asb_json_free(v);
    free(d.bytes);
    return status;
}

static int32_t add_text(world *w, uint32_t bytes) {
    document d = {0};
    asb_record *r = NULL;
    fill(&d, "x", bytes);
    int32_t status = asb_record_new(&r, w->engine, "note");
    if (!status) status = asb_record_set_text(r, "text", d.bytes);
    asb_record_free(r);
    free(d.bytes);
    return status;
}

/* `count` altogether; there are two records, and one person, from the start. */
static int32_t add_records(world *w, uint32_t count) {
    int32_t status = ASB_OK;
    while (!status && asb_case_count(w->c) < count) status = add(w, "note", "{\"text\":\"n\"}");
    return status;
}

static int32_t add_parties(world *w, uint32_t count) {
    int32_t status = ASB_OK;
    for (uint32_t i = 1; i < count && !status; i++)
        status = add(w, "party", "{\"party\":\"q%u\",\"as\":[\"witness\"],\"name\":\"A\"}", (unsigned)i);
    return status;
}

static int32_t add_days(world *w, uint32_t count) {
    asb_calendar *calendar = NULL;
    char day[32];
    int32_t status = asb_calendar_new(&calendar, w->engine);
    for (uint32_t i = 0; i < count && !status; i++) {
        snprintf(day, sizeof day, "2026-%02u-%02u", (unsigned)(i / 28 + 1), (unsigned)(i % 28 + 1));
        status = asb_calendar_add(calendar, day, NULL, "Closed");
    }
    asb_calendar_free(calendar);
    return status;
}

static const struct {
    const char *name;
    uint32_t value;
    int32_t (*reach)(world *w, uint32_t size);
} all[] = {
    {"document-depth", 10, parse_lists}, {"document-depth", 100, parse_lists}, {"document-bytes", 5000, parse_text},
    {"text-bytes", 300, add_text},       {"records", 20, add_records},         {"parties", 15, add_parties},
    {"calendar-days", 40, add_days},
};

static void try_one(unsigned i, uint32_t beyond) {
    world w;
    char how[200];
    world_begin(&w, &plain);
    if (asb_engine_set_limit(w.engine, all[i].name, all[i].value)) exit(3);
    int32_t status = all[i].reach(&w, all[i].value + beyond);
    snprintf(how, sizeof how, "at %u and %u: %s: %s", (unsigned)all[i].value, (unsigned)beyond, asb_status_text(status),
             asb_error_message(w.engine));
    verdict(status == (beyond ? ASB_ELIMIT : ASB_OK), all[i].name, how);
    world_end(&w);
}

/* A case with as many people as may be takes what names nobody new. */
static void try_full_of_people(void) {
    world w;
    world_begin(&w, &plain);
    if (asb_engine_set_limit(w.engine, "parties", 15) || add_parties(&w, 15)) exit(3);
    verdict(add(&w, "note", "{\"text\":\"n\"}") == ASB_OK, "a note where the people are as many as may be", asb_error_message(w.engine));
    verdict(add(&w, "contact", "{\"party\":\"q1\",\"method\":\"phone\",\"direction\":\"out\",\"outcome\":\"reached\"}") == ASB_OK,
            "a contact with one of them", asb_error_message(w.engine));
    verdict(add(&w, "report", "{\"channel\":\"phone\",\"summary\":\"s\",\"reporter\":\"new\"}") == ASB_ELIMIT, "a report by somebody new",
            asb_error_message(w.engine));
    world_end(&w);
}

/* Each correction keeps what it says, and not again what those before it said. */
static void try_memory_of_corrections(void) {
    enum { MANY = 2000, MOST_EACH = 4096 };
    world w;
    char how[80];
    world_begin(&w, &plain);
    uint64_t before = asb_engine_memory(w.engine);
    for (uint32_t i = 0; i < MANY; i++)
        if (add(&w, "correction", "{\"of\":1,\"field\":\"summary\",\"value\":\"v\",\"reason\":\"r\"}")) exit(3);
    uint64_t each = (asb_engine_memory(w.engine) - before) / MANY;
    snprintf(how, sizeof how, "%lu bytes each", (unsigned long)each);
    verdict(each <= MOST_EACH, "the memory of 2000 corrections of one record", how);
    printf("%s: %s\n", "the memory of 2000 corrections of one record", how);
    world_end(&w);
}

void try_limits(void) {
    try_full_of_people();
    try_memory_of_corrections();

    for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
        try_one(i, 0);
        try_one(i, 1);
    }
}

/* The keys of a summary, as they are read. What is there has to be what a summary has there; what is missing is not known. */
#include "filter.h"
#include "keys.h"
#include <string.h>

static int32_t wrong(fault *f, const json_value *v, const char *key) {
    return asbi_query_wrong(f, v, "caseload-summary-key", key);
}

static int32_t read_text(text *out, const json_value *v, fault *f, const char *key) {
    if (v->type != JSON_TEXT) return wrong(f, v, key);
    if (asbi_json_text(v).length <= MOST_KEY) *out = asbi_json_text(v);
    return ASB_OK;
}

/* ---- people */

static int32_t read_parts(told_party *p, const json_value *v, fault *f) {
    if (v->type != JSON_LIST) return wrong(f, v, "as");
    for (const json_value *part = asbi_json_first(v); part; part = part->next) {
        if (part->type != JSON_TEXT) return wrong(f, part, "as");
        if (asbi_text_is(asbi_json_text(part), "complainant")) p->as |= AS_COMPLAINANT;
        if (asbi_text_is(asbi_json_text(part), "victim")) p->as |= AS_VICTIM;
        if (asbi_text_is(asbi_json_text(part), "alleged-perpetrator")) p->as |= AS_PERPETRATOR;
    }
    return ASB_OK;
}

/* A number of at most 18 digits; what is none is no reference, and not compared. */
static int32_t read_uprn(uint64_t *out, const json_value *v, fault *f) {
    uint64_t n = 0;
    if (v->type != JSON_TEXT) return wrong(f, v, "uprn");
    if (asbi_json_text(v).length > 18) return ASB_OK;
    for (size_t i = 0; i < asbi_json_text(v).length; i++) {
        char c = asbi_json_text(v).at[i];
        if (c < '0' || c > '9') return ASB_OK;
        n = n * 10 + (uint64_t)(c - '0');
    }
    *out = n;
    return ASB_OK;
}

static int32_t read_party_key(told_party *p, const json_value *v, fault *f) {
    if (asbi_text_is(v->key, "address")) return read_text(&p->address, v, f, "address");
    if (asbi_text_is(v->key, "as")) return read_parts(p, v, f);
    if (asbi_text_is(v->key, "name")) return read_text(&p->name, v, f, "name");
    if (asbi_text_is(v->key, "party")) return read_text(&p->id, v, f, "party");
    if (asbi_text_is(v->key, "postcode")) return read_text(&p->postcode, v, f, "postcode");
    return asbi_text_is(v->key, "uprn") ? read_uprn(&p->uprn, v, f) : ASB_OK;
}

static int32_t read_one_party(told_party *p, const json_value *v, fault *f) {
    int32_t status = v->type == JSON_OBJECT ? ASB_OK : wrong(f, v, "parties");
    *p = (told_party){.name = {"", 0}, .address = {"", 0}, .postcode = {"", 0}, .id = {"", 0}};
    for (const json_value *m = status ? NULL : asbi_json_first(v); m && !status; m = m->next) status = read_party_key(p, m, f);
    return status;
}

static int32_t read_parties(key_reading *r, arena *a, const json_value *list, fault *f) {
    if (!list) return ASB_OK;
    if (list->type != JSON_LIST) return wrong(f, list, "parties");
    r->parties = asbi_arena_array(a, list->count, sizeof *r->parties);
    int32_t status = r->parties ? ASB_OK : ASB_ENOMEM;
    for (const json_value *v = status ? NULL : asbi_json_first(list); v && !status; v = v->next)
        status = read_one_party(&r->parties[r->party_count++], v, f);
    return status;
}

/* ---- what happened */

/* Of a date no time of day is known. */
static int32_t read_when(told_event *e, const json_value *v, fault *f, const char *key) {
    instant at;
    date day;
    if (v->type != JSON_TEXT || !asbi_parse_when(asbi_json_text(v), &at, &day)) return wrong(f, v, key);
    e->day = day;
    e->minute = NO_MINUTE;
    if (!asbi_parse_date(asbi_json_text(v), &day)) e->minute = (uint16_t)((at - asbi_start_of_day(e->day)) / 60000 % 1500);
    return ASB_OK;
}

static uint16_t party_of(const key_reading *r, text id) {
    for (uint32_t i = 0; i < r->party_count && i < NO_PARTY && id.length; i++)
        if (asbi_text_equal(r->parties[i].id, id)) return (uint16_t)i;
    return NO_PARTY;
}

/* When it is said to have occurred goes before when it was reported. */
static int32_t read_one_event(told_event *e, const key_reading *r, const json_value *v, fault *f, const char *list) {
    if (v->type != JSON_OBJECT) return wrong(f, v, list);
    const json_value *at = asbi_json_get(v, "at"), *occurred = asbi_json_get(v, "occurred"), *place = asbi_json_get(v, "place"),
                     *reporter = asbi_json_get(v, "reporter");
    text id = {"", 0};
    *e = (told_event){.day = NO_DATE, .minute = NO_MINUTE, .party = NO_PARTY, .place = {"", 0}};
    int32_t status = at ? read_when(e, at, f, "at") : ASB_OK;
    if (!status && occurred) status = read_when(e, occurred, f, "occurred");
    if (!status && place) status = read_text(&e->place, place, f, "place");
    if (!status && reporter) status = read_text(&id, reporter, f, "reporter");
    e->party = party_of(r, id);
    return status;
}

static int32_t read_events(key_reading *r, const json_value *list, int incident, fault *f, const char *name) {
    int32_t status = ASB_OK;
    for (const json_value *v = list ? asbi_json_first(list) : NULL; v && !status; v = v->next) {
        told_event *e = &r->events[r->event_count++];
        status = read_one_event(e, r, v, f, name);
        e->is_incident = (uint8_t)incident;
    }
    return status;
}

int32_t asbi_keys_read(key_reading *r, arena *a, const json_value *summary, fault *f) {
    const json_value *reports = asbi_json_get(summary, "reports"), *incidents = asbi_json_get(summary, "incidents");
    memset(r, 0, sizeof *r);
    int32_t status = read_parties(r, a, asbi_json_get(summary, "parties"), f);
    if (!status && reports && reports->type != JSON_LIST) status = wrong(f, reports, "reports");
    if (!status && incidents && incidents->type != JSON_LIST) status = wrong(f, incidents, "incidents");
    if (status) return status;
    r->events = asbi_arena_array(a, (size_t)(reports ? reports->count : 0) + (incidents ? incidents->count : 0), sizeof *r->events);
    if (!r->events) return ASB_ENOMEM;
    status = read_events(r, reports, 0, f, "reports");
    return status ? status : read_events(r, incidents, 1, f, "incidents");
}

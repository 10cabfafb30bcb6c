/* Dates asked for by themselves: due dates, working days, bank holidays, instants. */
#include "policy.h"
#include <asb/calendar.h>
#include <asb/engine.h>

static calendar days_of(const asb_engine *e, const asb_policy *p, const asb_calendar *host) {
    calendar c = {.host = host ? &host->days : &e->days, .known = NO_INSTANT};
    if (!p) return c;
    c.open = p->open_days.items;
    c.open_count = p->open_days.count;
    c.closed = p->closed_days.items;
    c.closed_count = p->closed_days.count;
    return c;
}

/* ---- asb_due */

static int32_t read_period(period *p, arena *a, asb_engine *e, const char *json, size_t length) {
    json_value *v;
    const json_value *at;
    const char *code;
    int32_t least, greatest;
    json_limits limits = asbi_json_limits(e);
    int32_t status = asbi_json_parse(&v, a, json, length, &limits, &e->fault);
    if (status) return status;
    if (!asbi_period_read(p, v, &at, &code)) return ASB_OK;
    char texts[2][DECIMAL];
    asbi_period_limits(at, &least, &greatest);
    status = asbi_fail_field(&e->fault, ASB_EINVALID, "period", code, "least", asbi_decimal(texts[0], least), "greatest",
                             asbi_decimal(texts[1], greatest), (char *)NULL);
    asbi_json_pointer(at, e->fault.pointer, sizeof e->fault.pointer);
    return status;
}

static void put_due_utc(buffer *b, due d) {
    if (d.day != NO_DATE)
        asbi_put_date(b, d.day);
    else
        asbi_put_instant_utc(b, d.at);
}

/* "2026-04-03 Good Friday, 2026-04-04 Saturday" as a list of its parts. */
static void put_skipped(buffer *b, const char *list) {
    int some = 0;
    while (*list) {
        const char *day = list, *why = list + 11;
        while (*list && !(list[0] == ',' && list[1] == ' ' && list[2] >= '0' && list[2] <= '9')) list++;
        if (some++) asbi_put(b, ",");
        asbi_put(b, "{\"date\":\"");
        asbi_put_bytes(b, day, 10);
        asbi_put(b, "\",\"why\":");
        asbi_json_write_text(b, (text){why, (size_t)(list - why)});
        asbi_put(b, "}");
        if (*list) list += 2;
    }
}

static void put_why(buffer *b, const period *p, text from, due d, date act_by, const char *skipped) {
    asbi_put_period(b, p);
    asbi_put(b, " from ");
    asbi_put_bytes(b, from.at, from.length); /* as it was asked */
    asbi_put(b, " end on ");
    asbi_put_due_local(b, d);
    if (*skipped) asbi_put_format(b, "; left out: %s", skipped);
    if (act_by == NO_DATE) return;
    asbi_put(b, "; act by ");
    asbi_put_date(b, act_by);
    asbi_put(b, ", the last working day before it");
}

static int32_t due_json(asb_text **out, asb_engine *e, const period *p, instant from, text asked, const calendar *days) {
    due d = asbi_period_end(p, from, days);
    date act_by = asbi_act_by(d, days);
    buffer b = asbi_output(e), skipped = asbi_output(e), words = asbi_output(e);
    asbi_put_skipped_days(&skipped, p, from, days);
    asbi_put_bytes(&skipped, "", 0);
    const char *list = skipped.data ? skipped.data : "";
    put_why(&words, p, asked, d, act_by, list);
    asbi_put(&b, "{\"act_by\":");
    if (act_by == NO_DATE)
        asbi_put(&b, "null");
    else {
        asbi_put(&b, "\"");
        asbi_put_date(&b, act_by);
        asbi_put(&b, "\"");
    }
    asbi_put(&b, ",\"due\":\"");
    put_due_utc(&b, d);
    asbi_put(&b, "\",\"explanation\":");
    asbi_json_write_text(&b, (text){words.data ? words.data : "", words.length});
    asbi_put(&b, ",\"local\":\"");
    asbi_put_due_local(&b, d);
    asbi_put(&b, "\",\"period\":\"");
    asbi_put_period(&b, p);
    asbi_put(&b, "\",\"skipped\":[");
    put_skipped(&b, list);
    asbi_put(&b, "]}");
    int32_t status = skipped.status ? skipped.status : words.status ? words.status : asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    asbi_buffer_free(&skipped);
    asbi_buffer_free(&words);
    return status;
}

static int32_t fail(asb_engine *e, const char *field, const char *code) {
    return asbi_fail_field(&e->fault, ASB_EINVALID, field, code, (char *)NULL);
}

int32_t asb_due(asb_text **out, asb_engine *engine, const char *from, const char *json, size_t length, const asb_policy *policy,
                const asb_calendar *host) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, out, "out");
    CHECK_ARGUMENT(engine, from, "from");
    CHECK_ARGUMENT(engine, json, "period");
    arena a;
    period p;
    instant start;
    date unused;
    asbi_arena_init(&a, &engine->memory);
    if (!asbi_parse_when(asbi_text(from), &start, &unused)) status = fail(engine, "from", "date-or-instant");
    if (!status) status = read_period(&p, &a, engine, json, length);
    asbi_arena_free(&a);
    calendar days = days_of(engine, policy, host);
    return asbi_leave(engine, status ? status : due_json(out, engine, &p, start, asbi_text(from), &days));
}

/* ---- days */

int32_t asb_is_working_day(int32_t *worked, asb_engine *engine, const char *day, const asb_policy *policy, const asb_calendar *host) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, worked, "worked");
    CHECK_ARGUMENT(engine, day, "date");
    date d;
    calendar days = days_of(engine, policy, host);
    if (!asbi_parse_date(asbi_text(day), &d)) return asbi_leave(engine, fail(engine, "date", "calendar-date"));
    *worked = asbi_is_working_day(&days, d);
    return asbi_leave(engine, ASB_OK);
}

static void put_holidays(buffer *b, date first, date last) {
    int some = 0;
    asbi_put(b, "[");
    for (date d = first; d <= last; d++) {
        const char *name = asbi_bank_holiday(d);
        if (!name) continue;
        if (some++) asbi_put(b, ",");
        asbi_put(b, "{\"date\":\"");
        asbi_put_date(b, d);
        asbi_put(b, "\",\"name\":");
        asbi_json_write_text(b, asbi_text(name));
        asbi_put(b, "}");
    }
    asbi_put(b, "]");
}

int32_t asb_holidays(asb_text **out, asb_engine *engine, int32_t from, int32_t to) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, out, "out");
    if (from < 1900 || from > 2999) return asbi_leave(engine, fail(engine, "from", "year-range"));
    if (to < from || to > 2999) return asbi_leave(engine, fail(engine, "to", "year-range"));
    buffer b = asbi_output(engine);
    put_holidays(&b, asbi_date_of(from, 1, 1), asbi_date_of(to, 12, 31));
    status = asbi_text_new(out, engine, &b);
    asbi_buffer_free(&b);
    return asbi_leave(engine, status);
}

/* ---- instants */

int32_t asb_instant_parse(int64_t *ms, asb_engine *engine, const char *words) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, ms, "ms");
    CHECK_ARGUMENT(engine, words, "text");
    instant i;
    date unused;
    if (!asbi_parse_when(asbi_text(words), &i, &unused)) return asbi_leave(engine, fail(engine, "text", "date-or-instant"));
    *ms = i;
    return asbi_leave(engine, ASB_OK);
}

int32_t asb_instant_text(asb_text **out, asb_engine *engine, int64_t ms, int32_t local) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, out, "out");
    /* a day within, so that neither form leaves the years */
    if (ms < (int64_t)asbi_date_of(1900, 1, 1) * DAY_MS || ms >= ((int64_t)asbi_date_of(2999, 12, 31) + 1) * DAY_MS)
        return asbi_leave(engine, fail(engine, "ms", "year-range"));
    buffer b = asbi_output(engine);
    if (local)
        asbi_put_instant_local(&b, ms);
    else
        asbi_put_instant_utc(&b, ms);
    status = asbi_text_new(out, engine, &b);
    asbi_buffer_free(&b);
    return asbi_leave(engine, status);
}

/* Calendars that the host keeps: days added (nobody works) and removed (people do), and their JSON. */
#include "engine.h"
#include <asb/calendar.h>
#include <asb/engine.h>
#include <string.h>

/* ---- as JSON */

static void put_day(buffer *b, const calendar_day *d) {
    asbi_put(b, "{\"date\":\"");
    asbi_put_date(b, d->day);
    asbi_put(b, "\"");
    if (d->known != NO_INSTANT) {
        asbi_put(b, ",\"known\":\"");
        asbi_put_instant_utc(b, d->known);
        asbi_put(b, "\"");
    }
    if (d->name) {
        asbi_put(b, ",\"name\":");
        asbi_json_write_text(b, asbi_text(d->name));
    }
    asbi_put(b, "}");
}

static void put_days(buffer *b, const day_list *days, int removed) {
    int some = 0;
    asbi_put(b, "[");
    for (uint32_t i = 0; i < days->count; i++) {
        if (days->days[i].removed != removed) continue;
        if (some++) asbi_put(b, ",");
        put_day(b, &days->days[i]);
    }
    asbi_put(b, "]");
}

void asbi_days_write(buffer *out, const day_list *days) {
    asbi_put(out, "{\"added\":");
    put_days(out, days, 0);
    asbi_put(out, ",\"removed\":");
    put_days(out, days, 1);
    asbi_put(out, "}");
}

static int32_t wrong(const json_value *v, fault *f, const char *code) {
    asbi_fail(f, ASB_EINVALID, code, (char *)NULL);
    asbi_fault_at(f, v);
    return ASB_EINVALID;
}

static int read_known(const json_value *v, instant *known) {
    date day;
    return v->type == JSON_TEXT && asbi_parse_when(asbi_json_text(v), known, &day);
}

static int32_t read_object(const json_value *v, calendar_day *d, fault *f) {
    for (const json_value *m = asbi_json_first(v); m; m = m->next) {
        if (asbi_text_is(m->key, "date")) {
            if (m->type != JSON_TEXT || !asbi_parse_date(asbi_json_text(m), &d->day)) return wrong(m, f, "calendar-date");
        } else if (asbi_text_is(m->key, "known")) {
            if (!read_known(m, &d->known)) return wrong(m, f, "calendar-known");
        } else if (asbi_text_is(m->key, "name")) {
            if (m->type != JSON_TEXT || !asbi_text_is_filled(asbi_json_text(m))) return wrong(m, f, "calendar-name");
            d->name = asbi_json_text(m).at;
        } else {
            return wrong(m, f, "calendar-key");
        }
    }
    return d->day == NO_DATE ? wrong(v, f, "calendar-date") : ASB_OK;
}

int32_t asbi_days_more(day_list *days, const json_value *list, int removed, fault *f) {
    if (list->type != JSON_LIST) return wrong(list, f, "calendar-list");
    for (const json_value *v = asbi_json_first(list); v; v = v->next) {
        calendar_day d = {.day = NO_DATE, .known = NO_INSTANT, .removed = removed};
        int32_t status = ASB_OK;
        if (v->type == JSON_OBJECT)
            status = read_object(v, &d, f);
        else if (v->type != JSON_TEXT || !asbi_parse_date(asbi_json_text(v), &d.day))
            status = wrong(v, f, "calendar-date");
        if (!status) status = asbi_days_add(days, &d);
        if (status) return status;
    }
    return ASB_OK;
}

int32_t asbi_days_read(day_list *days, const json_value *v, fault *f) {
    day_list read;
    int32_t status = ASB_OK;
    if (v->type != JSON_OBJECT) return wrong(v, f, "calendar-object");
    asbi_days_init(&read, days->memory);
    for (const json_value *m = asbi_json_first(v); m && !status; m = m->next) {
        int removed = asbi_text_is(m->key, "removed") || asbi_text_is(m->key, "remove");
        int added = asbi_text_is(m->key, "added") || asbi_text_is(m->key, "add");
        status = added || removed ? asbi_days_more(&read, m, removed, f) : wrong(m, f, "calendar-key");
    }
    if (status) {
        asbi_days_free(&read);
        return status;
    }
    read.revision = days->revision + 1;
    asbi_days_free(days);
    *days = read;
    return ASB_OK;
}

/* ---- handles */

static void destroy_calendar(handle *h) {
    asbi_days_free(&((asb_calendar *)h)->days);
    asbi_handle_gone(h, sizeof(asb_calendar));
}

static int32_t make(asb_calendar **out, asb_engine *e) {
    asb_calendar *c = asbi_handle_new(e, sizeof *c, destroy_calendar);
    if (!c) return ASB_ENOMEM;
    asbi_days_init(&c->days, &e->memory);
    *out = c;
    return ASB_OK;
}

int32_t asbi_days_copy(day_list *to, const day_list *from) {
    day_list copy;
    asbi_days_init(&copy, to->memory);
    for (uint32_t i = 0; from && i < from->count; i++) {
        int32_t status = asbi_days_add(&copy, &from->days[i]);
        if (!status) continue;
        asbi_days_free(&copy);
        return status;
    }
    copy.revision = to->revision + 1;
    asbi_days_free(to);
    *to = copy;
    return ASB_OK;
}

int32_t asbi_calendar_copy(asb_calendar **out, asb_engine *e, const day_list *from) {
    asb_calendar *c;
    int32_t status = make(&c, e);
    if (!status && (status = asbi_days_copy(&c->days, from))) asbi_handle_drop(c);
    if (!status) *out = c;
    return status;
}

int32_t asb_calendar_new(asb_calendar **out, asb_engine *engine) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, out, "out");
    return asbi_leave(engine, make(out, engine));
}

static int32_t parse(asb_calendar **out, asb_engine *e, const char *json, size_t length) {
    arena a;
    json_value *v;
    asb_calendar *c = NULL;
    json_limits limits = asbi_json_limits(e);
    asbi_arena_init(&a, &e->memory);
    int32_t status = asbi_json_parse(&v, &a, json, length, &limits, &e->fault);
    if (!status) status = make(&c, e);
    if (!status) status = asbi_days_read(&c->days, v, &e->fault);
    if (!status && c->days.count > e->limits[LIMIT_CALENDAR_DAYS])
        status = asbi_fail(&e->fault, ASB_ELIMIT, "limit-calendar-days", (char *)NULL);
    asbi_arena_free(&a);
    if (status)
        asbi_handle_drop(c);
    else
        *out = c;
    return status;
}

int32_t asb_calendar_parse(asb_calendar **out, asb_engine *engine, const char *json, size_t length) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, out, "out");
    CHECK_ARGUMENT(engine, json, "json");
    return asbi_leave(engine, parse(out, engine, json, length));
}

static int32_t say_day(asb_calendar *c, const char *day, const char *known, const char *name, int removed) {
    asb_engine *e = c->head.engine;
    calendar_day d = {.known = NO_INSTANT, .removed = removed, .name = name};
    date unused;
    if (!asbi_parse_date(asbi_text(day), &d.day)) return asbi_fail_field(&e->fault, ASB_EINVALID, "date", "calendar-date", (char *)NULL);
    if (known && !asbi_parse_when(asbi_text(known), &d.known, &unused))
        return asbi_fail_field(&e->fault, ASB_EINVALID, "known", "calendar-known", (char *)NULL);
    if (name && (!asbi_text_is_filled(asbi_text(name)) || asbi_utf8_check(name, strlen(name)) != strlen(name)))
        return asbi_fail_field(&e->fault, ASB_EINVALID, "name", "calendar-name", (char *)NULL);
    if (c->days.count >= e->limits[LIMIT_CALENDAR_DAYS])
        return asbi_fail_field(&e->fault, ASB_ELIMIT, "date", "limit-calendar-days", (char *)NULL);
    return asbi_days_add(&c->days, &d);
}

static int32_t enter_day(asb_calendar *c, const char *day, const char *known, const char *name, int removed) {
    if (!c) return ASB_EARGUMENT;
    int32_t status = asbi_enter(c->head.engine);
    if (status) return status;
    CHECK_ARGUMENT(c->head.engine, day, "date");
    return asbi_leave(c->head.engine, say_day(c, day, known, name, removed));
}

int32_t asb_calendar_add(asb_calendar *calendar, const char *day, const char *known, const char *name) {
    return enter_day(calendar, day, known, name, 0);
}

int32_t asb_calendar_remove(asb_calendar *calendar, const char *day, const char *known, const char *name) {
    return enter_day(calendar, day, known, name, 1);
}

int32_t asb_calendar_json(asb_text **out, const asb_calendar *calendar) {
    if (!calendar) return ASB_EARGUMENT;
    asb_engine *e = calendar->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    buffer b = asbi_output(e);
    asbi_days_write(&b, &calendar->days);
    status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return asbi_leave(e, status);
}

void asb_calendar_free(asb_calendar *calendar) {
    asbi_handle_free(calendar);
}

int32_t asb_engine_set_calendar(asb_engine *engine, const asb_calendar *calendar) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    return asbi_leave(engine, asbi_days_copy(&engine->days, calendar ? &calendar->days : NULL));
}

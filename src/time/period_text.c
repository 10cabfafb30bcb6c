/* A period as policies and records write it, and in words. */
#include "../base/container.h"
#include "period.h"
#include <asb/error.h>

static const struct {
    const char *key, *word;
    uint8_t unit;
    int32_t greatest;
} units[] = {
    {"working_days", "working day", PERIOD_WORKING_DAYS, 2600},
    {"days", "day", PERIOD_DAYS, 36600},
    {"weeks", "week", PERIOD_WEEKS, 5200},
    {"months", "month", PERIOD_MONTHS, 1200},
    {"hours", "hour", PERIOD_HOURS, 87600},
};

static const struct {
    const char *name;
    uint8_t bit;
} skips[] = {
    {"christmas-day", SKIP_CHRISTMAS_DAY}, {"good-friday", SKIP_GOOD_FRIDAY}, {"sunday", SKIP_SUNDAY},
    {"bank-holiday", SKIP_BANK_HOLIDAY},   {"saturday", SKIP_SATURDAY},
};

/* What is known of the object while it is read. */
typedef struct reading {
    const json_value *number, *skipping, *beginning;
    size_t unit; /* of `number`: its place in the table */
    period period;
    const json_value *wrong;
    const char *code;
} reading;

static void refuse(reading *r, const json_value *wrong, const char *code) {
    if (r->code) return;
    r->wrong = wrong;
    r->code = code;
}

static size_t unit_of(text key) {
    size_t i = 0;
    while (i < COUNT_OF(units) && !asbi_text_is(key, units[i].key)) i++;
    return i;
}

static int is_free_key(const json_value *v) {
    if (v->key.length >= 2 && v->key.at[0] == 'x' && v->key.at[1] == '-') return 1;
    return asbi_text_is(v->key, "ambiguity") && v->type == JSON_TEXT;
}

static void read_member(reading *r, const json_value *v) {
    size_t unit = unit_of(v->key);
    if (unit < COUNT_OF(units)) {
        if (r->number) refuse(r, v->parent, "period-unit");
        r->number = v;
        r->unit = unit;
    } else if (asbi_text_is(v->key, "skipping")) {
        r->skipping = v;
    } else if (asbi_text_is(v->key, "beginning_with")) {
        r->beginning = v;
    } else if (!is_free_key(v)) {
        refuse(r, v, "period-key");
    }
}

static void read_beginning(reading *r) {
    uint8_t unit = r->period.unit;
    if (!r->beginning) return;
    int is_flag = r->beginning->type == JSON_TRUE || r->beginning->type == JSON_FALSE;
    if (!is_flag || unit == PERIOD_WORKING_DAYS || unit == PERIOD_HOURS) refuse(r, r->beginning, "period-beginning");
    r->period.beginning_with = r->beginning->type == JSON_TRUE;
}

static void read_count(reading *r) {
    int64_t count;
    int32_t least = r->period.beginning_with ? 1 : 0;
    if (!asbi_json_integer(r->number, &count) || count < least || count > units[r->unit].greatest)
        refuse(r, r->number, "period-number");
    else
        r->period.count = (int32_t)count;
}

static uint8_t skip_named(const json_value *v) {
    if (v->type != JSON_TEXT) return 0;
    for (size_t i = 0; i < COUNT_OF(skips); i++)
        if (asbi_text_is(asbi_json_text(v), skips[i].name)) return skips[i].bit;
    return 0;
}

static void read_skipping(reading *r) {
    const json_value *list = r->skipping;
    if (!list) return;
    if (r->period.unit != PERIOD_HOURS || list->type != JSON_LIST || !asbi_json_first(list)) refuse(r, list, "period-skipping");
    if (r->code) return;
    for (const json_value *v = asbi_json_first(list); v; v = v->next) {
        uint8_t bit = skip_named(v);
        if (!bit || (r->period.skipping & bit)) refuse(r, v, "period-skipping");
        r->period.skipping |= bit;
    }
}

static void read_object(reading *r, const json_value *v) {
    for (const json_value *member = asbi_json_first(v); member; member = member->next) read_member(r, member);
    if (!r->number) refuse(r, v, "period-unit");
    if (r->code) return;
    r->period.unit = units[r->unit].unit;
    read_beginning(r);
    read_count(r);
    read_skipping(r);
}

int32_t asbi_period_read(period *out, const json_value *v, const json_value **wrong, const char **code) {
    reading r = {0};
    if (v->type == JSON_OBJECT)
        read_object(&r, v);
    else
        refuse(&r, v, "period-type");
    if (!r.code) {
        *out = r.period;
        return ASB_OK;
    }
    *wrong = r.wrong;
    *code = r.code;
    return ASB_EINVALID;
}

void asbi_period_limits(const json_value *number, int32_t *least, int32_t *greatest) {
    const json_value *beginning = asbi_json_get(number->parent, "beginning_with");
    size_t unit = unit_of(number->key);
    *least = beginning && beginning->type == JSON_TRUE;
    *greatest = unit < COUNT_OF(units) ? units[unit].greatest : 0;
}

/* "christmas-day, good-friday and sunday" */
static void put_skipping(buffer *b, uint8_t skipping) {
    const char *before = " skipping ";
    for (size_t i = 0; i < COUNT_OF(skips); i++) {
        if (!(skipping & skips[i].bit)) continue;
        skipping = (uint8_t)(skipping & ~skips[i].bit);
        asbi_put(b, before);
        asbi_put(b, skips[i].name);
        int one_left = (skipping & (skipping - 1)) == 0;
        before = one_left ? " and " : ", ";
    }
}

void asbi_put_period(buffer *b, const period *p) {
    size_t i = 0;
    while (i < COUNT_OF(units) && units[i].unit != p->unit) i++;
    if (i == COUNT_OF(units)) {
        asbi_put(b, "no period");
        return;
    }
    asbi_put_int(b, p->count);
    asbi_put_char(b, ' ');
    asbi_put(b, units[i].word);
    if (p->count != 1) asbi_put_char(b, 's');
    if (p->beginning_with) asbi_put(b, " beginning with the day");
    put_skipping(b, p->skipping);
}

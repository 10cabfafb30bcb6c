/* Reading a question. Every key is looked at, and one that is not known is an error: a filter that was spelt wrongly must not let everything through. */
#include "query.h"
#include "../base/container.h"
#include <string.h>

static const char ask_words[ASK_COUNT][12] = {"due",     "duties",      "breach",  "expiring", "cases",  "silent",
                                              "waiting", "orphaned",    "stale",   "risk",     "counts", "load",
                                              "overdue", "performance", "closing", "matches",  "places", "people"};

static int asks_duties(question ask) {
    return ask <= ASK_EXPIRING || ask == ASK_OVERDUE || ask == ASK_PERFORMANCE;
}

/* ---- values */

int32_t asbi_query_value_wrong(const query *q, const json_value *v, const char *key) {
    return asbi_query_wrong(q->f, v, "caseload-value", key);
}

int32_t asbi_query_number(const query *q, const json_value *v, const char *key, int64_t most, int64_t *out) {
    int64_t n;
    if (!asbi_json_integer(v, &n) || n < 0 || n > most) return asbi_query_value_wrong(q, v, key);
    *out = n;
    return ASB_OK;
}

static int32_t read_day(const query *q, const json_value *v, const char *key, date *out) {
    return v->type == JSON_TEXT && asbi_parse_date(asbi_json_text(v), out) ? ASB_OK : asbi_query_value_wrong(q, v, key);
}

/* A text, or each of a list. */
static int32_t each_text(query *q, const json_value *v, const char *key, int32_t (*take)(query *q, const json_value *v)) {
    int32_t status = ASB_OK;
    if (v->type == JSON_TEXT) return take(q, v);
    if (v->type != JSON_LIST) return asbi_query_value_wrong(q, v, key);
    for (const json_value *item = asbi_json_first(v); item && !status; item = item->next)
        status = item->type == JSON_TEXT ? take(q, item) : asbi_query_value_wrong(q, item, key);
    return status;
}

/* ---- keys of duties */

static int32_t take_rule(query *q, const json_value *v) {
    uint32_t code = asbi_intern_find(&q->l->rules.lists, asbi_json_text(v));
    if (code) q->rules[code] = 1;
    return ASB_OK;
}

static int32_t take_owner(query *q, const json_value *v) {
    const asb_caseload *l = q->l;
    uint16_t owner = asbi_dictionary_find(&l->owners, asbi_json_text(v));
    uint32_t role = asbi_intern_find(&l->names[DIM_ROLE].lists, asbi_json_text(v));
    if (asbi_text_is(asbi_json_text(v), "case-owner")) memset(q->roles, 1, l->names[DIM_ROLE].lists.count + 1);
    if (role) q->roles[role] = 1;
    for (uint32_t i = 1; owner && i <= l->owners.lists.count; i++)
        q->owners[i] |= (uint8_t)asbi_officer_has(&l->owners, (uint16_t)i, owner);
    return ASB_OK;
}

static int32_t take_state(query *q, const json_value *v) {
    static const char words[][9] = {"open", "overdue", "met", "met-late", "lapsed"};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (asbi_text_is(asbi_json_text(v), words[i])) {
            q->states |= (uint8_t)(1u << i);
            return ASB_OK;
        }
    return asbi_query_value_wrong(q, v, "duty_state");
}

static int32_t read_rules(query *q, const json_value *v) {
    q->rules = asbi_arena_alloc(q->a, q->l->rules.lists.count + 1);
    return q->rules ? each_text(q, v, "duty", take_rule) : ASB_ENOMEM;
}

static int32_t read_owners(query *q, const json_value *v) {
    q->owners = asbi_arena_alloc(q->a, q->l->owners.lists.count + 1);
    q->roles = asbi_arena_alloc(q->a, q->l->names[DIM_ROLE].lists.count + 1);
    return q->owners && q->roles ? each_text(q, v, "owner", take_owner) : ASB_ENOMEM;
}

static int32_t read_states(query *q, const json_value *v) {
    q->states = 0;
    return each_text(q, v, "duty_state", take_state);
}

static int32_t read_party(query *q, const json_value *v) {
    if (v->type != JSON_TEXT) return asbi_query_value_wrong(q, v, "party");
    q->party = asbi_intern_find(&q->l->words, asbi_json_text(v));
    q->no_such_party = !q->party;
    return ASB_OK;
}

/* ---- keys of all questions */

static int32_t read_now(query *q, const json_value *v) {
    date day;
    return v->type == JSON_TEXT && asbi_parse_when(asbi_json_text(v), &q->now, &day) ? ASB_OK : asbi_query_value_wrong(q, v, "now");
}

static int32_t read_limit(query *q, const json_value *v) {
    int64_t n = 0;
    int32_t status = asbi_query_number(q, v, "limit", MOST_ROWS, &n);
    q->limit = (uint32_t)n;
    return status;
}

static int32_t read_after(query *q, const json_value *v) {
    if (v->type != JSON_TEXT) return asbi_query_value_wrong(q, v, "after");
    q->after = asbi_json_text(v);
    return ASB_OK;
}

static int32_t read_from(query *q, const json_value *v) {
    return read_day(q, v, "from", &q->from);
}

static int32_t read_to(query *q, const json_value *v) {
    return read_day(q, v, "to", &q->to);
}

static int32_t read_days(query *q, const json_value *v) {
    return asbi_query_number(q, v, "days", 36600, &q->days);
}

static int32_t read_working_days(query *q, const json_value *v) {
    return asbi_query_number(q, v, "working_days", 2600, &q->working_days);
}

static int32_t read_watch(query *q, const json_value *v) {
    if (v->type != JSON_TRUE && v->type != JSON_FALSE) return asbi_query_value_wrong(q, v, "watch");
    q->watch = v->type == JSON_TRUE;
    return ASB_OK;
}

static int32_t read_date(query *q, const json_value *v) {
    static const char words[][9] = {"due", "start", "end", "reported", "opened", "closed"};
    for (size_t i = 0; v->type == JSON_TEXT && i < COUNT_OF(words); i++) {
        if (!asbi_text_is(asbi_json_text(v), words[i]) || (i + 1 <= DATE_END) != asks_duties(q->ask)) continue;
        q->date = (uint8_t)(i + 1);
        return ASB_OK;
    }
    return asbi_query_value_wrong(q, v, "date");
}

static int32_t take_by(query *q, const json_value *v) {
    int by = asbi_dimension_of(asbi_json_text(v));
    int duties = q->ask == ASK_OVERDUE || q->ask == ASK_PERFORMANCE;
    if (by < 0 && duties && asbi_text_is(asbi_json_text(v), "duty")) by = BY_DUTY;
    if (by < 0 && duties && asbi_text_is(asbi_json_text(v), "owner")) by = BY_OWNER;
    for (uint32_t i = 0; i < q->by_count; i++)
        if (q->by[i] == by) by = -1;
    if (by < 0 || q->by_count == MOST_BY) return asbi_query_value_wrong(q, v, "by");
    q->by[q->by_count++] = by;
    return ASB_OK;
}

static int32_t read_by(query *q, const json_value *v) {
    q->by_count = 0;
    return each_text(q, v, "by", take_by);
}

/* ---- which keys a question has */

#define BIT(ask) (1u << (ask))
enum {
    LISTS = BIT(ASK_DUE) | BIT(ASK_DUTIES) | BIT(ASK_BREACH) | BIT(ASK_EXPIRING) | BIT(ASK_CASES) | BIT(ASK_SILENT) | BIT(ASK_WAITING) |
        BIT(ASK_ORPHANED) | BIT(ASK_STALE) | BIT(ASK_RISK) | BIT(ASK_MATCHES) | BIT(ASK_PLACES) | BIT(ASK_PEOPLE),
    OF_DUTIES = BIT(ASK_DUE) | BIT(ASK_DUTIES) | BIT(ASK_BREACH) | BIT(ASK_OVERDUE) | BIT(ASK_PERFORMANCE),
    IN_PERIOD = BIT(ASK_DUE) | BIT(ASK_DUTIES) | BIT(ASK_PERFORMANCE) | BIT(ASK_CASES) | BIT(ASK_COUNTS) | BIT(ASK_CLOSING) |
        BIT(ASK_PLACES) | BIT(ASK_PEOPLE),
    FIGURES = BIT(ASK_COUNTS) | BIT(ASK_LOAD) | BIT(ASK_OVERDUE) | BIT(ASK_PERFORMANCE) | BIT(ASK_CLOSING)
};

typedef struct query_key {
    const char *word;
    uint32_t asks;
    int32_t (*read)(query *q, const json_value *v);
} query_key;

static const query_key keys[] = {
    {"now", UINT32_MAX, read_now},
    {"limit", LISTS, read_limit},
    {"after", LISTS, read_after},
    {"from", IN_PERIOD, read_from},
    {"to", IN_PERIOD, read_to},
    {"date", BIT(ASK_DUTIES) | BIT(ASK_PERFORMANCE) | BIT(ASK_CASES) | BIT(ASK_COUNTS), read_date},
    {"by", FIGURES, read_by},
    {"duty", OF_DUTIES, read_rules},
    {"owner", OF_DUTIES, read_owners},
    {"party", OF_DUTIES, read_party},
    {"duty_state", BIT(ASK_DUE) | BIT(ASK_DUTIES), read_states},
    {"watch", BIT(ASK_DUTIES), read_watch},
    {"days", BIT(ASK_SILENT) | BIT(ASK_WAITING) | BIT(ASK_EXPIRING) | BIT(ASK_CLOSING), read_days},
    {"working_days", BIT(ASK_BREACH) | BIT(ASK_EXPIRING), read_working_days},
};

static int32_t read_member(query *q, const json_value *v) {
    int32_t status = ASB_OK;
    if (asbi_query_matching(q, v, &status)) return status;
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (asbi_text_is(v->key, keys[i].word) && (keys[i].asks & BIT(q->ask))) return keys[i].read(q, v);
    if (asbi_text_is(v->key, "query") || asbi_filter_is_key(v->key)) return ASB_OK;
    return asbi_query_wrong(q->f, v, "caseload-key", ask_words[q->ask]);
}

static int32_t read_question(query *q, const json_value *v) {
    const json_value *name = v->type == JSON_OBJECT ? asbi_json_get(v, "query") : NULL;
    for (int i = 0; name && name->type == JSON_TEXT && i < ASK_COUNT; i++)
        if (asbi_text_is(asbi_json_text(name), ask_words[i])) {
            q->ask = (question)i;
            return ASB_OK;
        }
    return asbi_query_wrong(q->f, name ? name : v, "caseload-query", "query");
}

static void set_defaults(query *q) {
    static const int by[] = {BY_DUTY};
    q->limit = 100;
    q->from = q->to = NO_DATE;
    q->days = q->working_days = -1;
    q->states = q->ask == ASK_DUE ? ASKED_OPEN | ASKED_OVERDUE
        : q->ask == ASK_BREACH    ? ASKED_OPEN
        : q->ask == ASK_OVERDUE   ? ASKED_OVERDUE
        : q->ask == ASK_EXPIRING  ? ASKED_OPEN | ASKED_OVERDUE
                                  : UINT8_MAX;
    q->watch = q->ask == ASK_EXPIRING;
    q->date = asks_duties(q->ask) ? DATE_DUE : DATE_REPORTED;
    if (q->ask == ASK_PERFORMANCE) {
        q->by[0] = by[0];
        q->by_count = 1;
    }
    if (q->ask == ASK_CLOSING) {
        q->by[0] = DIM_CATEGORY;
        q->by_count = 1;
    }
    asbi_query_matching_defaults(q);
    if (q->ask == ASK_LOAD || q->ask == ASK_OVERDUE) {
        q->by[0] = DIM_OFFICER;
        q->by_count = 1;
    }
}

/* What lies ahead: orders for so many days (28), what may be breached for so many working days (5). */
static void look_ahead(query *q) {
    const asb_store *store = q->l->store;
    calendar days = {.host = store && store->has_days ? &store->days : &q->l->head.engine->days, .known = q->now};
    period ahead = {.unit = PERIOD_WORKING_DAYS, .count = (int32_t)q->working_days};
    if (q->ask == ASK_EXPIRING && q->working_days < 0)
        ahead = (period){.unit = PERIOD_DAYS, .count = (int32_t)(q->days < 0 ? 28 : q->days)};
    if (q->ask == ASK_BREACH && q->working_days < 0) ahead.count = 5;
    q->to = asbi_period_end(&ahead, q->now, &days).day;
}

static int32_t only_orders(query *q) {
    q->rules = asbi_arena_alloc(q->a, q->l->rules.lists.count + 1);
    if (!q->rules) return ASB_ENOMEM;
    q->rules[RULE_CODE_ORDER] = 1;
    return ASB_OK;
}

int32_t asbi_query_read(query *q, asb_caseload *l, arena *a, const json_value *v, fault *f) {
    *q = (query){.l = l, .a = a, .f = f, .object = v};
    int32_t status = read_question(q, v);
    if (status) return status;
    set_defaults(q);
    status = asbi_clock(l->head.engine, &q->now);
    for (const json_value *m = asbi_json_first(v); m && !status; m = m->next) status = read_member(q, m);
    if (!status && !asbi_instant_is_in_range(q->now)) status = asbi_query_value_wrong(q, v, "now");
    if (status) return status;
    q->today = asbi_local_date(q->now);
    if (q->ask == ASK_BREACH || q->ask == ASK_EXPIRING) look_ahead(q);
    if (q->ask == ASK_EXPIRING) status = only_orders(q);
    q->due_from = q->from == NO_DATE ? INT64_MIN : asbi_start_of_day(q->from);
    q->due_to = q->to == NO_DATE ? INT64_MAX : asbi_due_last_instant((due){q->to, NO_INSTANT});
    if (!status) status = asbi_filter_read(&q->cases, l, v, f);
    q->every = !status && !l->hidden && asbi_filter_is_open(q->cases);
    return status;
}

void asbi_query_end(query *q) {
    asbi_filter_free(q->cases);
}

int32_t asbi_query_wrong_after(const query *q) {
    return asbi_query_wrong(q->f, asbi_json_get(q->object, "after"), "caseload-value", "after");
}

int32_t asbi_query_wrong_part(const query *q) {
    return asbi_query_wrong(q->f, asbi_json_get(q->object, "as"), "caseload-value", "as");
}

/* ---- is it asked for? */

int asbi_row_overdue(const query *q, uint32_t row) {
    return q->l->duties.due[row] < q->now;
}

static int in_state(const query *q, uint32_t row) {
    uint8_t state = asbi_duty_state(q->l, row);
    if (state == DUTY_OPEN) return q->states & (asbi_row_overdue(q, row) ? ASKED_OVERDUE : ASKED_OPEN);
    return q->states & (ASKED_MET << (state - DUTY_MET));
}

static int is_between(const query *q, date d) {
    return d != NO_DATE && (q->from == NO_DATE || d >= q->from) && (q->to == NO_DATE || d <= q->to);
}

static int in_period(const query *q, uint32_t row) {
    const duty_columns *d = &q->l->duties;
    if (q->from == NO_DATE && q->to == NO_DATE) return 1;
    if (q->date == DATE_DUE) return d->due[row] != NO_DATE_DUE && d->due[row] >= q->due_from && d->due[row] <= q->due_to;
    return is_between(q, q->date == DATE_START ? d->start[row] : d->end[row]);
}

static int is_owned(const query *q, uint32_t row) {
    uint16_t owner = q->l->duties.owner[row];
    return owner ? q->owners[owner] : q->roles[q->l->code[DIM_ROLE][q->l->duties.of[row]]];
}

int asbi_query_row_of_case(const query *q, uint32_t number) {
    if (q->every) return 1;
    if (q->lets) return q->lets[number];
    return !(q->l->flags[number] & FLAG_HIDDEN) && asbi_filter_lets(q->l, q->cases, number);
}

/* Is the case of a duty, with the officer of the duty? */
static int is_of_case(const query *q, uint32_t row) {
    const duty_columns *d = &q->l->duties;
    if (q->every) return 1;
    if (q->lets) return q->lets[d->of[row]] && (!q->officers || q->officers[d->officer[row]]);
    return !(q->l->flags[d->of[row]] & FLAG_HIDDEN) && asbi_filter_lets_as(q->l, q->cases, d->of[row], d->officer[row]);
}

int32_t asbi_query_mask(query *q, int of_duties) {
    enum { STRETCH = 4096 };
    uint32_t count = q->l->count;
    if (q->every) return ASB_OK;
    q->lets = asbi_arena_alloc(q->a, count);
    if (!q->lets) return ASB_ENOMEM;
    q->officers = of_duties ? asbi_filter_codes(q->cases, DIM_OFFICER) : NULL;
    for (uint32_t first = 0; first < count; first += STRETCH)
        asbi_filter_mask(q->l, q->cases, of_duties, first, MIN_OF(count - first, (uint32_t)STRETCH), q->lets + first);
    return ASB_OK;
}

int asbi_query_row(const query *q, uint32_t row) {
    const duty_columns *d = &q->l->duties;
    if ((d->state[row] & DUTY_STATES) == DUTY_FREE || (!q->watch && (d->state[row] & DUTY_WATCH)) || !in_state(q, row)) return 0;
    if (q->rules && !q->rules[d->rule[row]]) return 0;
    if (q->owners && !is_owned(q, row)) return 0;
    if (q->no_such_party || (q->party && d->party[row] != q->party)) return 0;
    return in_period(q, row) && is_of_case(q, row);
}

/* One case into the columns: its summary is read, room is made, and then it is written, which cannot fail. */
#include "../base/container.h"
#include "events.h"
#include <string.h>

typedef struct duty_row {
    uint16_t rule, owner, officer, taken;
    uint8_t state;
    uint32_t party, subject, record;
    date start, end, act_by;
    instant due;
} duty_row;

/* A summary, as the columns have it. */
typedef struct reading {
    asb_caseload *l;
    arena a;
    fault *f;
    const json_value *hint; /* the member after the one found last: members come in the order of the keys */
    uint16_t code[DIM_COUNT];
    date day[DAY_COUNT];
    uint8_t flags;
    uint16_t orphaned, most_taken;
    duty_row *rows;
    uint32_t row_count;
    event *events;
    uint32_t event_count;
    key_reading keys;
    key_change change;
} reading;

/* ---- reading JSON */

static const json_value *member(reading *r, const json_value *object, const char *key) {
    const json_value *from = r->hint && r->hint->parent == object ? r->hint : asbi_json_first(object);
    size_t length = strlen(key);
    for (int round = 0; round < 2; round++, from = asbi_json_first(object))
        for (const json_value *v = from; v; v = v->next)
            if (v->key.length == length && !memcmp(v->key.at, key, length)) {
                r->hint = v->next;
                return v;
            }
    return NULL;
}

static text text_of(reading *r, const json_value *object, const char *key) {
    const json_value *v = member(r, object, key);
    return v && v->type == JSON_TEXT ? asbi_json_text(v) : (text){"", 0};
}

static date day_of_text(text t) {
    instant at;
    date day = NO_DATE;
    return t.length && asbi_parse_when(t, &at, &day) ? day : NO_DATE;
}

static date day_of(reading *r, const json_value *object, const char *key) {
    return day_of_text(text_of(r, object, key));
}

static uint32_t number_of(reading *r, const json_value *object, const char *key, uint32_t most, uint32_t absent) {
    const json_value *v = member(r, object, key);
    int64_t n;
    if (!v || !asbi_json_integer(v, &n) || n < 0) return absent;
    return n > (int64_t)most ? most : (uint32_t)n;
}

static int is_true(reading *r, const json_value *object, const char *key) {
    const json_value *v = member(r, object, key);
    return v && v->type == JSON_TRUE;
}

/* ---- names */

static int32_t read_name(reading *r, const json_value *object, const char *key, dictionary *d, uint16_t *code) {
    text t = text_of(r, object, key);
    return asbi_dictionary_code(r->l, d, &t, 1, code);
}

static int32_t read_names(reading *r, const json_value *object, const char *key, dictionary *d, uint16_t *code) {
    const json_value *v = member(r, object, key);
    uint32_t count = 0;
    *code = NO_CODE;
    if (!v || v->type != JSON_LIST || !v->count) return ASB_OK;
    text *names = asbi_arena_array(&r->a, v->count, sizeof *names);
    if (!names) return ASB_ENOMEM;
    for (const json_value *item = asbi_json_first(v); item; item = item->next)
        if (item->type == JSON_TEXT && asbi_json_text(item).length) names[count++] = asbi_json_text(item);
    return asbi_dictionary_code(r->l, d, names, count, code);
}

static int32_t read_word(reading *r, const json_value *object, const char *key, uint32_t *number) {
    text t = text_of(r, object, key);
    *number = t.length ? asbi_intern_add(&r->l->words, t) : 0;
    return t.length && !*number ? ASB_ENOMEM : ASB_OK;
}

/* ---- duties */

static uint8_t state_of(text t) {
    static const char words[][9] = {"open", "met", "met-late", "lapsed"};
    for (uint8_t i = 0; i < COUNT_OF(words); i++)
        if (asbi_text_is(t, words[i])) return i;
    return DUTY_LAPSED;
}

static void read_due(reading *r, const json_value *v, duty_row *row) {
    text t = text_of(r, v, "due");
    instant at;
    date day;
    row->due = NO_DATE_DUE;
    if (asbi_parse_date(t, &day)) {
        row->due = asbi_due_last_instant((due){day, NO_INSTANT});
    } else if (asbi_parse_instant(t, &at)) {
        row->due = at;
        row->state |= DUTY_INSTANT;
    }
}

/* Keys in the order in which they stand. */
static int32_t read_duty(reading *r, const json_value *v, duty_row *row) {
    asb_caseload *l = r->l;
    row->act_by = day_of(r, v, "act_by");
    read_due(r, v, row);
    row->end = day_of(r, v, "end");
    int32_t status = read_name(r, v, "officer", &l->names[DIM_OFFICER], &row->officer);
    if (!status) status = read_names(r, v, "owner", &l->owners, &row->owner);
    if (!status) status = read_word(r, v, "party", &row->party);
    row->record = number_of(r, v, "record", UINT32_MAX, 0);
    if (!status) status = read_name(r, v, "rule", &l->rules, &row->rule);
    row->start = day_of(r, v, "start");
    row->state |= state_of(text_of(r, v, "state"));
    if (!status) status = read_word(r, v, "subject", &row->subject);
    row->taken = (uint16_t)number_of(r, v, "taken", NOT_TAKEN - 1, NOT_TAKEN);
    if (is_true(r, v, "watch")) row->state |= DUTY_WATCH;
    if (row->taken != NOT_TAKEN && row->taken > r->most_taken) r->most_taken = row->taken;
    if (!row->record || (row->state & DUTY_STATES) == DUTY_OPEN) row->officer = r->code[DIM_OFFICER];
    return status;
}

static int32_t read_duties(reading *r, const json_value *summary) {
    const json_value *list = member(r, summary, "duties");
    uint32_t count = list && list->type == JSON_LIST ? list->count : 0;
    if (count >= UINT16_MAX) return ASB_ELIMIT;
    r->rows = asbi_arena_array(&r->a, count, sizeof *r->rows);
    int32_t status = r->rows ? ASB_OK : ASB_ENOMEM;
    for (const json_value *v = count ? asbi_json_first(list) : NULL; v && !status; v = v->next)
        if (v->type == JSON_OBJECT) status = read_duty(r, v, &r->rows[r->row_count++]);
    return status;
}

/* ---- the case */

static int32_t read_dimensions(reading *r, const json_value *v) {
    static const struct {
        const char *key;
        uint8_t dimension, list;
    } keys[] = {{"area", DIM_AREA, 0},
                {"band", DIM_BAND, 0},
                {"categories", DIM_CATEGORY, 1},
                {"channel", DIM_CHANNEL, 0},
                {"closure_reason", DIM_OUTCOME, 0},
                {"groups", DIM_GROUP, 1},
                {"owner", DIM_OFFICER, 0},
                {"owner_role", DIM_ROLE, 0},
                {"policy", DIM_POLICY, 0},
                {"priority", DIM_PRIORITY, 0},
                {"risk", DIM_RISK, 0},
                {"stage", DIM_STAGE, 0},
                {"state", DIM_STATE, 0},
                {"ward", DIM_WARD, 0}};
    int32_t status = ASB_OK;
    for (size_t i = 0; i < COUNT_OF(keys) && !status; i++) {
        dictionary *d = &r->l->names[keys[i].dimension];
        uint16_t *code = &r->code[keys[i].dimension];
        status = keys[i].list ? read_names(r, v, keys[i].key, d, code) : read_name(r, v, keys[i].key, d, code);
    }
    r->code[DIM_HATE] = is_true(r, v, "hate") ? FLAG_CODE_TRUE : FLAG_CODE_FALSE;
    return status;
}

static void read_days(reading *r, const json_value *v) {
    const json_value *evidence = member(r, v, "evidence"), *proportionality = member(r, v, "proportionality");
    r->day[DAY_CLOSED] = day_of(r, v, "closed");
    r->day[DAY_OPENED] = day_of(r, v, "opened");
    r->day[DAY_REPORTED] = day_of(r, v, "reported");
    r->day[DAY_SILENT] = day_of(r, v, "silent_since");
    r->day[DAY_WAITING] = day_of(r, v, "waiting_since");
    r->day[DAY_ORPHANED] = r->day[DAY_REVIEW] = NO_DATE;
    if (evidence && evidence->type == JSON_OBJECT) {
        r->orphaned = (uint16_t)number_of(r, evidence, "orphaned", UINT16_MAX, 0);
        r->day[DAY_ORPHANED] = day_of(r, evidence, "since");
    }
    if (proportionality && proportionality->type == JSON_OBJECT) {
        r->day[DAY_REVIEW] = day_of(r, proportionality, "review_by");
        if (is_true(r, proportionality, "stale")) r->flags |= FLAG_STALE;
    }
    r->code[DIM_REPORTED_MONTH] = asbi_month_of(r->day[DAY_REPORTED]);
    r->code[DIM_OPENED_MONTH] = asbi_month_of(r->day[DAY_OPENED]);
    r->code[DIM_CLOSED_MONTH] = asbi_month_of(r->day[DAY_CLOSED]);
}

static int32_t read_summary(reading *r, const json_value *v) {
    const json_value *state = asbi_json_get(v, "state"), *duties = asbi_json_get(v, "duties");
    if (!state || state->type != JSON_TEXT || !duties || duties->type != JSON_LIST)
        return asbi_fail(r->f, ASB_EINVALID, "caseload-summary", (char *)NULL);
    int32_t status = read_dimensions(r, v);
    if (!status) status = read_duties(r, v);
    if (!status) status = asbi_events_read(r->l, &r->a, v, &r->events, &r->event_count);
    read_days(r, v);
    return status ? status : asbi_keys_read(&r->keys, &r->a, v, r->f);
}

/* ---- room */

static const uint16_t rooms[ROOM_CLASSES] = {2,  4,  6,  8,   10,  12,  14,  16,   20,   24,    32,
                                             48, 64, 96, 128, 192, 256, 512, 1024, 4096, 16384, UINT16_MAX};

static uint32_t class_of(uint32_t count) {
    uint32_t i = 0;
    while (rooms[i] < count) i++;
    return i;
}

static uint32_t open_rows(const reading *r) {
    uint32_t open = 0;
    for (uint32_t i = 0; i < r->row_count; i++) open += (r->rows[i].state & (DUTY_STATES | DUTY_WATCH)) == DUTY_OPEN;
    return open;
}

static int32_t reserve(reading *r, text id) {
    asb_caseload *l = r->l;
    uint32_t known = asbi_intern_find(&l->ids, id), open = open_rows(r), class = class_of(r->row_count);
    int32_t status = known ? ASB_OK : asbi_columns_reserve_case(l);
    if (!status && open) status = asbi_work_reserve(l, r->code[DIM_OFFICER], open);
    if (!status && known && l->duty_room[known - 1]) {
        uint32_t old = class_of(l->duty_room[known - 1]);
        status = asbi_grow(l->memory, &l->left[old], &l->left_capacity[old], (uint64_t)l->left_count[old] + 1, sizeof *l->left[old],
                           UINT32_MAX);
    }
    int moves = r->row_count > (known ? l->duty_room[known - 1] : 0u);
    if (!status && moves && !l->left_count[class]) status = asbi_columns_reserve_duties(l, rooms[class]);
    if (!status) status = asbi_events_reserve(l, known ? known - 1 : NO_CASE_NUMBER, r->event_count);
    if (!status && l->allowed) status = asbi_filter_resolve(l, l->allowed);
    if (!status) status = asbi_keys_change(&r->change, &l->keys, &r->a, &r->keys, known ? known - 1 : l->count);
    if (!status && !asbi_intern_add(&l->ids, id)) status = ASB_ENOMEM;
    if (status) asbi_keys_undo(&r->change, &l->keys);
    return status;
}

/* ---- writing */

static void leave_row(asb_caseload *l, uint32_t row) {
    duty_columns *d = &l->duties;
    if ((d->state[row] & (DUTY_STATES | DUTY_WATCH)) == DUTY_OPEN) asbi_work_drop(l, row);
    d->state[row] = DUTY_FREE;
}

static void leave_rows(asb_caseload *l, uint32_t number) {
    for (uint32_t i = 0; i < l->duty_count[number]; i++) leave_row(l, l->first_duty[number] + i);
    l->duty_count[number] = 0;
}

/* A stretch with room for so many: one that was left, or at the end. */
static uint32_t take_rows(asb_caseload *l, uint32_t number, uint32_t class) {
    uint32_t first, end;
    if (l->left_count[class]) {
        first = l->left[class][--l->left_count[class]];
        end = first;
    } else {
        first = l->duties.count;
        end = l->duties.count += rooms[class];
    }
    for (uint32_t i = first; i < end; i++) l->duties.generation[i] = 0;
    for (uint32_t i = first; i < first + rooms[class]; i++) {
        l->duties.of[i] = number;
        l->duties.state[i] = DUTY_FREE;
        l->duties.rule[i] = NO_CODE; /* rows with nothing in them are read all the same where all are counted */
        l->duties.taken[i] = NOT_TAKEN;
        l->duties.due[i] = NO_DATE_DUE;
    }
    return first;
}

static void write_row(asb_caseload *l, uint32_t at, const duty_row *row) {
    duty_columns *d = &l->duties;
    d->rule[at] = row->rule;
    d->owner[at] = row->owner;
    d->officer[at] = row->officer;
    d->taken[at] = row->taken;
    d->state[at] = row->state;
    d->party[at] = row->party;
    d->subject[at] = row->subject;
    d->record[at] = row->record;
    d->start[at] = row->start;
    d->end[at] = row->end;
    d->act_by[at] = row->act_by;
    d->due[at] = row->due;
    if ((row->state & (DUTY_STATES | DUTY_WATCH)) == DUTY_OPEN) asbi_work_add(l, at);
}

static void write_duties(const reading *r, uint32_t number) {
    asb_caseload *l = r->l;
    leave_rows(l, number);
    if (r->row_count > l->duty_room[number]) {
        uint32_t class = class_of(r->row_count), first = take_rows(l, number, class);
        if (l->duty_room[number]) {
            uint32_t old = class_of(l->duty_room[number]);
            l->left[old][l->left_count[old]++] = l->first_duty[number];
        }
        l->first_duty[number] = first;
        l->duty_room[number] = rooms[class];
    }
    for (uint32_t i = 0; i < r->row_count; i++) write_row(l, l->first_duty[number] + i, &r->rows[i]);
    l->duty_count[number] = (uint16_t)r->row_count;
    if (r->most_taken > l->most_taken) l->most_taken = r->most_taken;
}

static void write_case(const reading *r, uint32_t number, uint32_t version) {
    asb_caseload *l = r->l;
    if (number == l->count) {
        l->count++;
        l->flags[number] = 0;
        l->first_duty[number] = 0;
        l->duty_count[number] = l->duty_room[number] = 0;
        l->first_event[number] = l->event_count[number] = l->event_room[number] = 0;
    }
    l->hidden -= l->flags[number] & FLAG_HIDDEN;
    for (size_t i = 0; i < DIM_COUNT; i++) l->code[i][number] = r->code[i];
    for (size_t i = 0; i < DAY_COUNT; i++) l->day[i][number] = r->day[i];
    for (int i = DIM_REPORTED_MONTH; i <= DIM_CLOSED_MONTH; i++) {
        if (!r->code[i]) {
            l->month_gaps[i] = 1;
            continue;
        }
        if (!l->month_first[i] || r->code[i] < l->month_first[i]) l->month_first[i] = r->code[i];
        if (r->code[i] > l->month_last[i]) l->month_last[i] = r->code[i];
    }
    l->version[number] = version;
    l->orphaned[number] = r->orphaned;
    l->flags[number] = r->flags;
    if (l->allowed && !asbi_filter_lets(l, l->allowed, number)) l->flags[number] |= FLAG_HIDDEN;
    l->hidden += l->flags[number] & FLAG_HIDDEN;
    write_duties(r, number);
    asbi_events_write(l, number, r->events, r->event_count);
    asbi_keys_put(&r->change, &l->keys, number);
}

static int32_t put_tree(asb_caseload *l, arena *a, text id, uint32_t version, const json_value *v, fault *f) {
    reading r = {.l = l, .a = *a, .f = f};
    int32_t status = read_summary(&r, v);
    if (!status) status = reserve(&r, id);
    if (!status) write_case(&r, asbi_intern_find(&l->ids, id) - 1, version);
    *a = r.a;
    return status;
}

int32_t asbi_caseload_put(asb_caseload *l, text id, uint32_t version, const char *json, size_t length, fault *f) {
    arena a;
    json_value *v;
    json_limits limits = asbi_json_limits_of_output(l->head.engine);
    asbi_arena_init(&a, l->memory);
    int32_t status = asbi_json_parse(&v, &a, json, length, &limits, f);
    if (!status) status = put_tree(l, &a, id, version, v, f);
    asbi_arena_free(&a);
    return status;
}

/* Questions about what was found: which rows of a table, page by page, in the order in which they were found: that of the cases' ids. */
#include "rehearsal.h"
#include "../base/container.h"
#include "../policy/nearest.h"
#include <string.h>

/* Keys that ask for rows with one of some texts in a column. */
static const struct {
    const char *key, *column;
} asked[] = {{"cases", "case"}, {"change", "change"}, {"duty", "duty"}, {"kind", "kind"}, {"officer", "officer"}};
enum { ASKED = sizeof asked / sizeof asked[0] };

typedef struct wish {
    table_id id;
    uint64_t after;
    uint32_t limit;
    uint8_t differs;                /* of officers and duties: only those where there is a difference */
    const json_value *texts[ASKED]; /* NULL: any */
    uint32_t column[ASKED];
} wish;

/* ---- reading */

static int32_t read_name(wish *w, const json_value *v, fault *f) {
    const json_value *name = v->type == JSON_OBJECT ? asbi_json_get(v, "query") : NULL;
    nearest n = asbi_nearest(name && name->type == JSON_TEXT ? asbi_json_text(name) : asbi_text(""));
    for (uint32_t i = 0; i < TABLE_COUNT; i++) {
        asbi_nearest_offer(&n, asbi_text(asbi_rehearsal_tables[i].name));
        if (!name || name->type != JSON_TEXT || !asbi_text_is(asbi_json_text(name), asbi_rehearsal_tables[i].name)) continue;
        w->id = (table_id)i;
        return ASB_OK;
    }
    asbi_fail(f, ASB_EINVALID, "rehearsal-query", "hint", asbi_nearest_hint(&n), (char *)NULL);
    return asbi_rehearsal_point(f, name ? name : v);
}

static int32_t read_limit(wish *w, const json_value *v, fault *f) {
    int64_t n;
    if (!asbi_json_integer(v, &n) || n < 0 || n > MOST_ROWS) return asbi_rehearsal_wrong(f, v, "limit");
    w->limit = (uint32_t)n;
    return ASB_OK;
}

/* A place is the number of a row. */
static int32_t read_after(wish *w, const json_value *v, fault *f) {
    text place = asbi_json_text(v);
    if (v->type != JSON_TEXT || place.length > 10) return asbi_rehearsal_wrong(f, v, "after");
    for (size_t i = 0; i < place.length; i++) {
        if (place.at[i] < '0' || place.at[i] > '9') return asbi_rehearsal_wrong(f, v, "after");
        w->after = w->after * 10 + (uint64_t)(place.at[i] - '0');
    }
    return ASB_OK;
}

static int32_t read_differs(wish *w, const json_value *v, fault *f) {
    if (v->type != JSON_TRUE && v->type != JSON_FALSE) return asbi_rehearsal_wrong(f, v, "differs");
    w->differs = v->type == JSON_TRUE;
    return ASB_OK;
}

static uint32_t column_of(table_id id, const char *name) {
    const table_def *t = &asbi_rehearsal_tables[id];
    for (uint32_t i = 0; i < t->width; i++)
        if (asbi_text_is(asbi_text(t->columns[i].name), name)) return i;
    return NO_INDEX;
}

static int32_t read_texts(wish *w, uint32_t which, const json_value *v, fault *f) {
    const json_value *first = v->type == JSON_LIST ? asbi_json_first(v) : v;
    for (const json_value *item = first; item; item = v->type == JSON_LIST ? item->next : NULL)
        if (item->type != JSON_TEXT && item->type != JSON_NULL) return asbi_rehearsal_wrong(f, item, asked[which].key);
    w->texts[which] = v;
    return ASB_OK;
}

static int32_t unknown_key(const wish *w, const json_value *v, fault *f) {
    nearest n = asbi_nearest(v->key);
    asbi_nearest_offer(&n, asbi_text("after"));
    for (size_t i = 0; i < ASKED; i++)
        if (column_of(w->id, asked[i].column) != NO_INDEX) asbi_nearest_offer(&n, asbi_text(asked[i].key));
    asbi_nearest_offer(&n, asbi_text("limit"));
    asbi_fail(f, ASB_EINVALID, "rehearsal-key", "key", v->key.at, "hint", asbi_nearest_hint(&n), (char *)NULL);
    return asbi_rehearsal_point(f, v);
}

static int32_t read_member(wish *w, const json_value *v, fault *f) {
    if (asbi_text_is(v->key, "query")) return ASB_OK;
    if (asbi_text_is(v->key, "limit")) return read_limit(w, v, f);
    if (asbi_text_is(v->key, "after")) return read_after(w, v, f);
    if (asbi_text_is(v->key, "differs") && w->id == TABLE_MISSED) return read_differs(w, v, f);
    for (uint32_t i = 0; i < ASKED; i++) {
        w->column[i] = column_of(w->id, asked[i].column);
        if (w->column[i] != NO_INDEX && asbi_text_is(v->key, asked[i].key)) return read_texts(w, i, v, f);
    }
    return unknown_key(w, v, f);
}

static int32_t read_wish(wish *w, const json_value *v, fault *f) {
    *w = (wish){.limit = 100};
    int32_t status = read_name(w, v, f);
    for (const json_value *m = asbi_json_first(v); m && !status; m = m->next) status = read_member(w, m, f);
    return status;
}

/* ---- choosing */

static int is_text(const json_value *v, text t) {
    return v->type == JSON_NULL ? !t.length : asbi_text_equal(asbi_json_text(v), t);
}

static int fits_one(const json_value *wanted, text t) {
    if (wanted->type != JSON_LIST) return is_text(wanted, t);
    for (const json_value *v = asbi_json_first(wanted); v; v = v->next)
        if (is_text(v, t)) return 1;
    return 0;
}

static int fits(const outcome *o, const wish *w, const int64_t *row) {
    if (w->differs && !row[MISSED_DIFFERENCE]) return 0;
    for (uint32_t i = 0; i < ASKED; i++) {
        if (!w->texts[i]) continue;
        int64_t word = row[w->column[i]];
        if (!fits_one(w->texts[i], word ? asbi_intern_text(&o->words, (uint32_t)word) : asbi_text(""))) return 0;
    }
    return 1;
}

typedef struct choice {
    uint32_t *rows, count, capacity;
    uint64_t total;
    uint32_t last; /* the row after the last on this page */
    uint8_t more;
} choice;

static int32_t choose(choice *c, outcome *o, const wish *w) {
    table *t = &o->tables[w->id];
    int32_t status = ASB_OK;
    for (uint32_t i = 0; i < t->rows && !status; i++) {
        if (!fits(o, w, asbi_table_row(t, w->id, i))) continue;
        c->total++;
        if (i < w->after) continue;
        if (c->count == w->limit) {
            c->more = 1;
            continue;
        }
        status = asbi_grow(&o->head.engine->memory, &c->rows, &c->capacity, (uint64_t)c->count + 1, sizeof *c->rows, UINT32_MAX);
        if (!status) c->rows[c->count++] = i;
        c->last = i + 1;
    }
    return status;
}

/* ---- giving */

static void make_columns(asb_rows *r, const outcome *o, const table_def *t) {
    for (uint32_t i = 0; i < t->width; i++)
        asbi_rows_column(r, t->columns[i].name, (cell_type)t->columns[i].type, NULL)->texts_in = &o->words;
}

static int32_t fill(asb_rows *r, outcome *o, const wish *w, const choice *c) {
    char place[DECIMAL];
    make_columns(r, o, &asbi_rehearsal_tables[w->id]);
    int32_t status = asbi_rows_room(r, c->count);
    for (uint32_t i = 0; i < c->count && !status; i++)
        for (uint32_t k = 0; k < r->column_count; k++) r->columns[k].cells[i] = asbi_table_row(&o->tables[w->id], w->id, c->rows[i])[k];
    r->total = c->total;
    if (status || !c->more) return status;
    const char *next = asbi_decimal(place, c->last);
    r->next = asbi_arena_text(&r->arena, next, strlen(next));
    return r->next ? ASB_OK : ASB_ENOMEM;
}

int32_t asbi_rehearsal_answer(asb_rows **out, outcome *o, const json_value *v, fault *f) {
    asb_rows *r = NULL;
    wish w;
    choice c = {0};
    int32_t status = read_wish(&w, v, f);
    if (!status) status = choose(&c, o, &w);
    if (!status) status = asbi_rows_over(&r, &o->head, o->now);
    if (!status) status = fill(r, o, &w, &c);
    asbi_release(&o->head.engine->memory, c.rows, c.capacity * sizeof *c.rows);
    if (status)
        asbi_handle_drop(r);
    else
        *out = r;
    return status;
}

/* Answers: columns of numbers that stand for names, dates and figures, and are written as such only when they are asked for. */
#include "query.h"
#include "../base/container.h"

static const char state_words[][9] = {"open", "overdue", "met", "met-late", "lapsed"};

static void destroy_rows(handle *h) {
    asb_rows *r = (asb_rows *)h;
    asbi_arena_free(&r->arena);
    asbi_handle_drop(r->keeps);
    asbi_handle_gone(h, sizeof *r);
}

int32_t asbi_rows_over(asb_rows **out, handle *keeps, instant now) {
    asb_rows *r = asbi_handle_new(keeps->engine, sizeof *r, destroy_rows);
    if (!r) return ASB_ENOMEM;
    asbi_arena_init(&r->arena, &keeps->engine->memory);
    asbi_handle_keep(keeps);
    r->keeps = keeps;
    r->now = now;
    r->next = "";
    *out = r;
    return ASB_OK;
}

int32_t asbi_rows_new(asb_rows **out, asb_caseload *l, instant now) {
    int32_t status = asbi_rows_over(out, &l->head, now);
    if (!status) (*out)->of = l;
    return status;
}

column *asbi_rows_column(asb_rows *r, const char *name, cell_type type, const dictionary *names) {
    column *c = &r->columns[r->column_count++];
    *c = (column){.name = name, .type = (uint8_t)type, .names = names};
    return c;
}

static int is_dated(const column *c) {
    return c->type == CELL_DAY || c->type == CELL_DUE;
}

static int32_t room_of(asb_rows *r, column *c, uint32_t count) {
    if (!c->divisor && !c->counters && !(c->cells = asbi_arena_array(&r->arena, count, sizeof *c->cells))) return ASB_ENOMEM;
    uint32_t texts = is_dated(c) ? count : c->type == CELL_MONTH ? c->places : 0;
    if (texts && !(c->texts = asbi_arena_array(&r->arena, texts, sizeof *c->texts))) return ASB_ENOMEM;
    return ASB_OK;
}

int32_t asbi_rows_room(asb_rows *r, uint32_t count) {
    int32_t status = ASB_OK;
    r->count = count;
    for (uint32_t i = 0; i < r->column_count && !status; i++) status = room_of(r, &r->columns[i], count);
    return status;
}

int32_t asbi_rows_more(asb_rows *r, const char *name, cell_type type) {
    return room_of(r, asbi_rows_column(r, name, type, NULL), r->count);
}

static int64_t cell_of(const asb_rows *r, const column *c, uint32_t row) {
    if (c->cells) return c->cells[row];
    if (c->counters) return c->counters[(uint64_t)r->places[row] * c->width];
    uint32_t place = r->places[row] / c->divisor % c->places;
    if (c->type == CELL_FLAG) return place ? place == FLAG_CODE_TRUE : NO_CELL;
    return place ? (int64_t)place + c->base : 0;
}

void asbi_put_month(buffer *b, uint32_t month) {
    asbi_put_padded(b, 1900 + (month - 1) / 12, 4);
    asbi_put_char(b, '-');
    asbi_put_padded(b, (month - 1) % 12 + 1, 2);
}

/* ---- texts of its own */

const char *asbi_rows_keep(asb_rows *r, buffer *b) {
    const char *kept = b->status ? NULL : asbi_arena_text(&r->arena, b->length ? b->data : "", b->length);
    if (!kept) r->status = b->status ? b->status : ASB_ENOMEM;
    asbi_buffer_free(b);
    return kept;
}

const char *asbi_rows_cases(asb_rows *r, const uint64_t *cases, uint32_t count) {
    buffer b = asbi_output(r->head.engine);
    asbi_put_char(&b, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (i) asbi_put_char(&b, ',');
        asbi_json_write_text(&b, r->of->ids.texts[cases[i] & UINT32_MAX]);
    }
    asbi_put_char(&b, ']');
    return asbi_rows_keep(r, &b);
}

/* ---- one cell */

static void put_dated(buffer *b, const column *c, int64_t cell) {
    if (c->type == CELL_MONTH)
        asbi_put_month(b, (uint32_t)cell);
    else if (c->type == CELL_DAY)
        asbi_put_date(b, (date)cell);
    else if (cell & 1)
        asbi_put_instant_utc(b, (cell - 1) / 2);
    else
        asbi_put_date(b, asbi_local_date(cell / 2));
}

/* Of an intern: kept as long as the caseload is. */
static text name_of(const asb_rows *r, const column *c, int64_t cell) {
    switch (c->type) {
    case CELL_NAME: return asbi_dictionary_name(c->names, (uint32_t)cell);
    case CELL_CODE: return asbi_intern_text(&c->names->lists, (uint32_t)cell);
    case CELL_CASE: return r->of->ids.texts[cell];
    case CELL_WORD: return asbi_intern_text(&r->of->words, (uint32_t)cell);
    case CELL_STATE: return asbi_text(state_words[cell]);
    case CELL_INTERNED:
    case CELL_INTERNED_JSON: return asbi_intern_text(c->texts_in, (uint32_t)cell);
    case CELL_KEPT:
    case CELL_KEPT_JSON: return asbi_text((const char *)(intptr_t)cell);
    default: return asbi_text("");
    }
}

static const char *list_text(const column *c, int64_t cell) {
    return cell ? c->names->members[cell].json : "[]";
}

static int is_absent(const column *c, int64_t cell) {
    if (cell == NO_CELL) return 1;
    return !cell &&
        (c->type == CELL_NAME || c->type == CELL_CODE || c->type == CELL_WORD || c->type == CELL_MONTH || c->type >= CELL_INTERNED);
}

static void put_cell(buffer *b, const asb_rows *r, const column *c, int64_t cell) {
    if (c->type == CELL_NUMBER) {
        asbi_put_int(b, cell);
    } else if (c->type == CELL_HALF) {
        asbi_put_int(b, cell / 2);
        if (cell & 1) asbi_put(b, ".5");
    } else if (c->type == CELL_TENTH) {
        asbi_put_int(b, cell / 10);
        if (cell % 10) asbi_put_format(b, ".%i", cell % 10);
    } else if (c->type == CELL_FLAG) {
        asbi_put(b, cell ? "true" : "false");
    } else if (c->type == CELL_LIST) {
        asbi_put(b, list_text(c, cell));
    } else if (c->type == CELL_INTERNED_JSON || c->type == CELL_KEPT_JSON) {
        asbi_put(b, name_of(r, c, cell).at);
    } else if (is_dated(c) || c->type == CELL_MONTH) {
        asbi_put_char(b, '"');
        put_dated(b, c, cell);
        asbi_put_char(b, '"');
    } else {
        asbi_json_write_text(b, name_of(r, c, cell));
    }
}

static void put_row(buffer *b, const asb_rows *r, uint32_t row) {
    int some = 0;
    asbi_put_char(b, '{');
    for (uint32_t i = 0; i < r->column_count; i++) {
        const column *c = &r->columns[i];
        int64_t cell = cell_of(r, c, row);
        if (is_absent(c, cell)) continue;
        if (some++) asbi_put_char(b, ',');
        asbi_put_char(b, '"');
        asbi_put(b, c->name);
        asbi_put(b, "\":");
        put_cell(b, r, c, cell);
    }
    asbi_put_char(b, '}');
}

void asbi_rows_write(buffer *b, asb_rows *r) {
    asbi_put_char(b, '{');
    if (*r->next) {
        asbi_put(b, "\"next\":");
        asbi_json_write_text(b, asbi_text(r->next));
        asbi_put_char(b, ',');
    }
    asbi_put(b, "\"now\":\"");
    asbi_put_instant_utc(b, r->now);
    asbi_put(b, "\",\"rows\":[");
    for (uint32_t i = 0; i < r->count && !b->status; i++) {
        if (i) asbi_put_char(b, ',');
        put_row(b, r, i);
    }
    asbi_put_format(b, "],\"total\":%u}", r->total);
}

/* ---- asking */

uint32_t asb_rows_count(const asb_rows *rows) {
    return rows ? rows->count : 0;
}

uint64_t asb_rows_total(const asb_rows *rows) {
    return rows ? rows->total : 0;
}

const char *asb_rows_next(const asb_rows *rows) {
    return rows ? rows->next : "";
}

uint32_t asb_rows_column_count(const asb_rows *rows) {
    return rows ? rows->column_count : 0;
}

const char *asb_rows_column(const asb_rows *rows, uint32_t index) {
    return rows && index < rows->column_count ? rows->columns[index].name : NULL;
}

static const column *find_column(const asb_rows *r, uint32_t row, const char *name) {
    for (uint32_t i = 0; r && name && row < r->count && i < r->column_count; i++)
        if (asbi_text_is(asbi_text(r->columns[i].name), name)) return &r->columns[i];
    return NULL;
}

static int is_number(const column *c) {
    return c->type == CELL_NUMBER || c->type == CELL_HALF || c->type == CELL_TENTH || c->type == CELL_FLAG;
}

const char *asb_rows_text(const asb_rows *rows, uint32_t row, const char *name) {
    const column *c = find_column(rows, row, name);
    if (!c) return NULL;
    int64_t cell = cell_of(rows, c, row);
    if (is_absent(c, cell) || is_number(c)) return "";
    if (c->type == CELL_LIST) return list_text(c, cell);
    if (!c->texts) return name_of(rows, c, cell).at;
    char *text = c->texts[c->type == CELL_MONTH ? (uint32_t)cell - c->base : row];
    buffer b = {.data = text, .capacity = CELL_TEXT, .limit = CELL_TEXT - 1};
    put_dated(&b, c, cell);
    return text;
}

int32_t asb_rows_number(int64_t *out, const asb_rows *rows, uint32_t row, const char *name) {
    const column *c = find_column(rows, row, name);
    if (!out || !c) return ASB_ABSENT;
    int64_t cell = cell_of(rows, c, row);
    if (is_absent(c, cell) || !(is_number(c) || c->type == CELL_DAY || c->type == CELL_DUE)) return ASB_ABSENT;
    *out = c->type == CELL_DUE ? (cell & 1 ? cell - 1 : cell) / 2 : cell;
    return ASB_OK;
}

void asb_rows_free(asb_rows *rows) {
    asbi_handle_free(rows);
}

/* JSON for hosts: a document as a handle, its values as cursors.
 *
 * Method. A cursor is a value of the tree and nothing more, so that looking costs no allocation and nothing is to be given back. The
 * value at the top is kept within the handle itself; whoever holds any value comes to the handle by going up. */
#include "engine.h"

#include <asb/json.h>

typedef struct document {
    handle head;
    arena arena;
    json_value top;
} document;

/* A cursor is declared to hosts only: what it points to is always a json_value. */
static const json_value *value_of(const asb_json *cursor) {
    return (const json_value *)(const void *)cursor;
}

static const asb_json *cursor_of(const json_value *v) {
    return (const asb_json *)(const void *)v;
}

static void destroy(handle *h) {
    document *d = (document *)h;

    asbi_arena_free(&d->arena);
    asbi_handle_gone(h, sizeof *d);
}

/* ---- reading */

static void take_top(document *d, const json_value *top) {
    d->top = *top;
    for (json_value *v = asbi_json_first(&d->top); v != NULL; v = v->next) v->parent = &d->top;
}

static int32_t parse(document **out, asb_engine *e, const char *json, size_t length) {
    json_limits limits = asbi_json_limits(e);
    document *d = asbi_handle_new(e, sizeof *d, destroy);
    json_value *top = NULL;
    int32_t status;

    if (d == NULL) return ASB_ENOMEM;
    asbi_arena_init(&d->arena, &e->memory);
    status = asbi_json_parse(&top, &d->arena, json, length, &limits, &e->fault);
    if (status != ASB_OK) {
        asbi_handle_drop(d);
        return status;
    }
    take_top(d, top);
    *out = d;
    return ASB_OK;
}

int32_t asb_json_parse(asb_json **out, asb_engine *engine, const char *json, size_t length) {
    int32_t status = engine == NULL ? ASB_EARGUMENT : asbi_enter(engine);
    document *d = NULL;

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(engine, out != NULL, "out");
    CHECK_ARGUMENT(engine, json != NULL, "json");
    status = parse(&d, engine, json, length);
    if (status == ASB_OK) *out = (asb_json *)(void *)&d->top;
    return asbi_leave(engine, status);
}

/* ---- looking */

int32_t asb_json_type(const asb_json *value) {
    static const int32_t types[] = {
        [JSON_NULL] = ASB_JSON_NULL, [JSON_FALSE] = ASB_JSON_FALSE, [JSON_TRUE] = ASB_JSON_TRUE,     [JSON_NUMBER] = ASB_JSON_NUMBER,
        [JSON_TEXT] = ASB_JSON_TEXT, [JSON_LIST] = ASB_JSON_LIST,   [JSON_OBJECT] = ASB_JSON_OBJECT,
    };

    return value == NULL ? 0 : types[value_of(value)->type];
}

static int has_parts(const asb_json *value) {
    return value != NULL && value_of(value)->type >= JSON_LIST;
}

uint32_t asb_json_count(const asb_json *value) {
    return has_parts(value) ? value_of(value)->count : 0;
}

const asb_json *asb_json_get(const asb_json *object, const char *key) {
    if (!has_parts(object) || key == NULL) return NULL;
    return cursor_of(asbi_json_get(value_of(object), key));
}

const asb_json *asb_json_at(const asb_json *value, uint32_t index) {
    const json_value *v = has_parts(value) ? asbi_json_first(value_of(value)) : NULL;

    while (v != NULL && index > 0) {
        v = v->next;
        index--;
    }
    return cursor_of(v);
}

const asb_json *asb_json_next(const asb_json *value) {
    return value == NULL ? NULL : cursor_of(value_of(value)->next);
}

static const char *lend(text t, int is_there, size_t *length) {
    if (length != NULL) *length = is_there ? t.length : 0;
    if (!is_there) return NULL;
    return t.at == NULL ? "" : t.at;
}

const char *asb_json_text(const asb_json *value, size_t *length) {
    int is_there = value != NULL && (value_of(value)->type == JSON_TEXT || value_of(value)->type == JSON_NUMBER);

    return lend(is_there ? asbi_json_text(value_of(value)) : (text){NULL, 0}, is_there, length);
}

int32_t asb_json_integer(int64_t *number, const asb_json *value) {
    if (number == NULL) return ASB_EARGUMENT;
    *number = 0;
    return value != NULL && asbi_json_integer(value_of(value), number) ? ASB_OK : ASB_ABSENT;
}

const char *asb_json_key(const asb_json *member, size_t *length) {
    const json_value *v = value_of(member);
    int is_there = v != NULL && v->parent != NULL && v->parent->type == JSON_OBJECT;

    return lend(is_there ? v->key : (text){NULL, 0}, is_there, length);
}

uint32_t asb_json_line(const asb_json *value) {
    return value == NULL ? 0 : value_of(value)->line;
}

uint32_t asb_json_column(const asb_json *value) {
    return value == NULL ? 0 : value_of(value)->column;
}

/* ---- writing */

static document *document_of(const json_value *v) {
    while (v->parent != NULL) v = v->parent;
    return (document *)(void *)((char *)(uintptr_t)v - offsetof(document, top));
}

static int32_t write_value(asb_text **out, asb_engine *e, const json_value *v) {
    buffer b = asbi_output(e);
    int32_t status;

    asbi_json_write(&b, v);
    status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return status;
}

int32_t asb_json_write(asb_text **out, const asb_json *value) {
    asb_engine *e = value == NULL ? NULL : document_of(value_of(value))->head.engine;
    int32_t status = e == NULL ? ASB_EARGUMENT : asbi_enter(e);

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(e, out != NULL, "out");
    return asbi_leave(e, write_value(out, e, value_of(value)));
}

int32_t asb_json_canonical(asb_text **out, asb_engine *engine, const char *json, size_t length) {
    int32_t status = engine == NULL ? ASB_EARGUMENT : asbi_enter(engine);
    document *d = NULL;

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(engine, out != NULL, "out");
    CHECK_ARGUMENT(engine, json != NULL, "json");
    status = parse(&d, engine, json, length);
    if (status == ASB_OK) status = write_value(out, engine, &d->top);
    asbi_handle_drop(d);
    return asbi_leave(engine, status);
}

void asb_json_free(asb_json *document_or_value) {
    const json_value *v = value_of(document_or_value);

    if (v != NULL && v->parent == NULL) asbi_handle_free(document_of(v));
}

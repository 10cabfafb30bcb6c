/* What a form says of itself as JSON, put together value by value. */
#include "form.h"

void asbi_sheet_begin(sheet *s, asb_engine *e) {
    asbi_arena_init(&s->arena, &e->memory);
    s->is_torn = 0;
}

json_value *asbi_sheet_new(sheet *s, json_type type) {
    json_value *v = asbi_json_new(&s->arena, type);
    if (!v) s->is_torn = 1;
    return v;
}

void asbi_sheet_put(sheet *s, json_value *object, const char *key, json_value *value) {
    if (!asbi_json_set(&s->arena, object, asbi_text(key), value)) s->is_torn = 1;
}

void asbi_sheet_append(sheet *s, json_value *list, json_value *value) {
    if (!asbi_json_append(list, value)) s->is_torn = 1;
}

void asbi_sheet_copy(sheet *s, json_value *object, const char *key, const json_value *value) {
    asbi_sheet_put(s, object, key, value ? asbi_json_copy(&s->arena, value) : asbi_json_new(&s->arena, JSON_NULL));
}

void asbi_sheet_text(sheet *s, json_value *object, const char *key, const char *text) {
    asbi_sheet_put(s, object, key, asbi_json_new_text(&s->arena, asbi_text(text)));
}

void asbi_sheet_text_or_null(sheet *s, json_value *object, const char *key, const char *text) {
    if (text && *text)
        asbi_sheet_text(s, object, key, text);
    else
        asbi_sheet_copy(s, object, key, NULL);
}

void asbi_sheet_flag(sheet *s, json_value *object, const char *key, int flag) {
    asbi_sheet_put(s, object, key, asbi_json_new(&s->arena, flag ? JSON_TRUE : JSON_FALSE));
}

void asbi_sheet_number(sheet *s, json_value *object, const char *key, int64_t number) {
    asbi_sheet_put(s, object, key, asbi_json_new_integer(&s->arena, number));
}

int32_t asbi_sheet_end(asb_text **out, sheet *s, asb_engine *e, const json_value *top) {
    buffer b;
    int32_t status = s->is_torn ? ASB_ENOMEM : ASB_OK;
    b = asbi_output(e);
    if (!status) asbi_json_write(&b, top);
    if (!status) status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    asbi_arena_free(&s->arena);
    return status;
}

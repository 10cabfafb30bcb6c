/* A record as JSON: read from a host, and written for it.
 *
 * Reading is strict about the few keys around the fields, as a key that is misspelt would otherwise be lost without a word. The
 * fields themselves are judged when the record is added. */
#include "record_parts.h"

#include <asb/record.h>
#include <string.h>

/* ---- reading */

static int32_t wrong_key(asb_engine *e, const char *key, const char *code) {
    return asbi_fail_field(&e->fault, ASB_EINVALID, key, code, "key", key, (char *)NULL);
}

static int32_t read_text(asb_record *r, const json_value *v, text *out) {
    asb_engine *e = r->head.engine;
    int32_t status;

    if (v->type != JSON_TEXT) return wrong_key(e, v->key.at, "record-json-text");
    status = asbi_record_check_text(e, v->key.at, asbi_json_text(v));
    if (status != ASB_OK) return status;
    return asbi_record_copy_text(&r->arena, out, asbi_json_text(v)) ? ASB_OK : ASB_ENOMEM;
}

static int32_t read_kind(asb_record *r, json_value *v) {
    return read_text(r, v, &r->kind);
}

static int32_t read_by(asb_record *r, json_value *v) {
    return read_text(r, v, &r->by);
}

static int32_t read_role(asb_record *r, json_value *v) {
    return read_text(r, v, &r->role);
}

static int32_t read_at(asb_record *r, json_value *v) {
    if (v->type != JSON_TEXT) return wrong_key(r->head.engine, "at", "record-json-text");
    return asbi_record_read_when(r->head.engine, &r->at, "at", asbi_json_text(v));
}

/* What a case gave it; it says nothing about a record that is still to be added. */
static int32_t read_recorded(asb_record *r, json_value *v) {
    instant ignored;

    if (v->type != JSON_TEXT) return wrong_key(r->head.engine, "recorded", "record-json-text");
    return asbi_record_read_when(r->head.engine, &ignored, "recorded", asbi_json_text(v));
}

static int32_t read_seq(asb_record *r, json_value *v) {
    int64_t seq;

    if (!asbi_json_integer(v, &seq) || seq < 1 || seq > UINT32_MAX) return wrong_key(r->head.engine, "seq", "record-json-seq");
    return ASB_OK;
}

static int32_t read_fields(asb_record *r, json_value *v) {
    asb_engine *e = r->head.engine;

    if (v->type != JSON_OBJECT) return wrong_key(e, "fields", "record-json-fields");
    for (const json_value *field = asbi_json_first(v); field != NULL; field = field->next) {
        int32_t status = asbi_record_check_lengths(e, field->key.at, field);
        if (status != ASB_OK) return status;
    }
    r->fields = v;
    return ASB_OK;
}

static const struct {
    const char *name;
    int32_t (*read)(asb_record *r, json_value *v);
} keys[] = {
    {"kind", read_kind},         {"at", read_at},         {"by", read_by}, {"role", read_role}, {"seq", read_seq},
    {"recorded", read_recorded}, {"fields", read_fields},
};

enum { KEY_COUNT = sizeof keys / sizeof keys[0] };

static int is_key(text name) {
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (asbi_text_is(name, keys[i].name)) return 1;
    return 0;
}

static int32_t read_keys(asb_record *r, const json_value *document) {
    for (size_t i = 0; i < KEY_COUNT; i++) {
        json_value *v = asbi_json_get(document, keys[i].name);
        int32_t status = v == NULL ? ASB_OK : keys[i].read(r, v);
        if (status != ASB_OK) return status;
    }
    for (const json_value *v = asbi_json_first(document); v != NULL; v = v->next)
        if (!is_key(v->key)) return wrong_key(r->head.engine, v->key.at, "record-json-key");
    return ASB_OK;
}

static int32_t read_document(asb_record *r, const char *json, size_t length) {
    asb_engine *e = r->head.engine;
    json_limits limits = asbi_json_limits(e);
    json_value *document = NULL;
    int32_t status = asbi_json_parse(&document, &r->arena, json, length, &limits, &e->fault);

    if (status != ASB_OK) return status;
    if (document->type != JSON_OBJECT) return wrong_key(e, "", "record-json-object");
    if (asbi_json_get(document, "kind") == NULL) return wrong_key(e, "kind", "record-json-kind");
    status = read_keys(r, document);
    if (status == ASB_OK) /* the fields are now the top of their own tree */
        asbi_json_remove(document, asbi_text("fields"));
    return status;
}

int32_t asb_record_parse(asb_record **out, asb_engine *engine, const char *json, size_t length) {
    int32_t status = engine == NULL ? ASB_EARGUMENT : asbi_enter(engine);
    asb_record *r = NULL;

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(engine, out != NULL, "out");
    CHECK_ARGUMENT(engine, json != NULL, "json");
    status = asbi_record_new(&r, engine, asbi_text(""));
    if (status == ASB_OK) status = read_document(r, json, length);
    if (status == ASB_OK)
        *out = r;
    else
        asbi_handle_drop(r);
    return asbi_leave(engine, status);
}

/* ---- writing */

static void put_text(buffer *b, const char *key, text t) {
    if (t.length == 0) return;
    asbi_put(b, key);
    asbi_json_write_text(b, t);
    asbi_put_char(b, ',');
}

static void put_instant(buffer *b, const char *key, instant i) {
    if (i == NO_INSTANT) return;
    asbi_put(b, key);
    asbi_put_char(b, '"');
    asbi_put_instant_utc(b, i);
    asbi_put(b, "\",");
}

/* In canonical form: keys in the order of their bytes. */
void asbi_record_write(buffer *b, const asb_record *r) {
    asbi_put_char(b, '{');
    put_instant(b, "\"at\":", r->at);
    put_text(b, "\"by\":", r->by);
    asbi_put(b, "\"fields\":");
    asbi_json_write(b, r->fields);
    asbi_put(b, ",\"kind\":");
    asbi_json_write_text(b, r->kind);
    asbi_put_char(b, ',');
    put_instant(b, "\"recorded\":", r->recorded);
    put_text(b, "\"role\":", r->role);
    if (r->seq != 0) asbi_put_format(b, "\"seq\":%u,", (uint64_t)r->seq);
    if (b->status == ASB_OK) b->length--; /* the last comma */
    asbi_put_char(b, '}');
}

int32_t asb_record_json(asb_text **out, const asb_record *record) {
    asb_engine *e = record == NULL ? NULL : record->head.engine;
    int32_t status = e == NULL ? ASB_EARGUMENT : asbi_enter(e);
    buffer b;

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(e, out != NULL, "out");
    b = asbi_output(e);
    asbi_record_write(&b, record);
    status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return asbi_leave(e, status);
}

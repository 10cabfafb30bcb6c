/* Loading what a stranger, or a later library, wrote: records whose digests fit but whose fields may be anything. What opens can be asked anything, and gone on
 * with; nothing crashes. The first byte chooses the policy; each line is a kind, a role, and a body in JSON. */
#include "base/sha256.h"
#include "case/case_parts.h"
#include <asb/asb.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct maker {
    asb_engine *e;
    buffer json;
    uint8_t previous[32];
    uint32_t seq;
    asb_policy *p;
} maker;

static text kind_name(uint8_t n) {
    const kind_def *k = asbi_kind((record_kind)(n % (KIND_BUILT_IN_COUNT + 2)));
    return asbi_text(k ? asbi_kind_name(k) : n & 1 ? "x-thing" : "from-the-future");
}

static void put_header(maker *m, buffer *out, const char *line, const uint8_t digest[32]) {
    record_header h = {.seq = ++m->seq,
                       .kind = kind_name((uint8_t)line[0]),
                       .by = asbi_text("a"),
                       .role = asbi_text("system"),
                       .has_previous = m->seq > 1};
    h.recorded = INT64_C(1780300800000) + (int64_t)m->seq * (uint8_t)line[1] * 3600000;
    h.at = h.recorded - (int64_t)(uint8_t)line[2] * 3600000;
    memcpy(h.body, digest, 32);
    memcpy(h.previous, m->previous, 32);
    if (m->seq == 1) {
        h.case_id = asbi_text("F");
        h.policy_id = m->p->id;
        h.policy_version = m->p->version;
        memcpy(h.policy_digest, m->p->digest, 32);
    }
    asbi_header_write(out, &h);
    asbi_sha256(out->data, out->length, m->previous);
}

static void put_record(maker *m, const char *line, size_t length) {
    uint8_t digest[32];
    buffer header;
    asbi_buffer_init(&header, &m->e->memory, 1u << 20);
    text body = {line + 3, length - 3};
    asbi_sha256(body.at, body.length, digest);
    put_header(m, &header, line, digest);
    asbi_put(&m->json, m->seq > 1 ? ",{\"header\":" : "{\"header\":");
    asbi_json_write_text(&m->json, (text){header.data, header.length});
    asbi_put(&m->json, ",\"body\":");
    asbi_json_write_text(&m->json, body);
    asbi_put(&m->json, "}");
    asbi_buffer_free(&header);
}

static void ask_everything(asb_engine *e, asb_case *c) {
    asb_text *t;
    asb_duties *d;
    asb_record *r;
    if (asb_case_facts(&t, c)) abort();
    asb_text_free(t);
    if (asb_case_history(&t, c)) abort();
    asb_text_free(t);
    if (asb_case_duties(&d, c)) abort();
    for (uint32_t i = 0; i < asb_duties_count(d); i++) {
        if (asb_duties_explain(&t, d, i)) abort();
        asb_text_free(t);
    }
    asb_duties_free(d);
    for (uint32_t i = 1; i <= asb_case_count(c); i++) {
        if (asb_case_record(&r, c, i)) abort();
        asb_record_free(r);
    }
    static const char legal[] = "{\"kind\":\"legal\",\"by\":\"a\",\"role\":\"system\",\"fields\":{\"remedy\":\"closure-order\",\"party\":"
                                "\"p2\",\"status\":\"extended\",\"expires\":\"2027-01-01\"}}";
    if (asb_record_parse(&r, e, legal, sizeof legal - 1)) abort();
    asb_case_may(NULL, c, r);
    asb_record_free(r);
    if (asb_case_pending(&t, c) == ASB_OK) asb_text_free(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    maker m = {0};
    asb_case *c;
    if (size < 2) return 0;
    /* the engine and its policies stay: making them is not what is tried here */
    static asb_engine *e;
    static asb_policy *policies[16];
    asb_policy **p = &policies[data[0] % asb_policy_builtin_count()];
    if (!e && asb_engine_new(&e, NULL)) abort();
    if (!*p && asb_policy_builtin(p, e, asb_policy_builtin_id(data[0] % asb_policy_builtin_count()))) abort();
    m.e = e;
    m.p = *p;
    asbi_buffer_init(&m.json, &m.e->memory, 64u << 20);
    asbi_put(&m.json, "{\"case\":\"F\",\"records\":[");
    const char *at = (const char *)data + 1, *end = (const char *)data + size;
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop) stop = end;
        if (stop - at > 4 && asbi_utf8_check(at + 3, (size_t)(stop - at) - 3) == (size_t)(stop - at) - 3)
            put_record(&m, at, (size_t)(stop - at));
        at = stop + 1;
    }
    asbi_put(&m.json, "],\"policies\":[");
    asbi_json_write_text(&m.json, (text){m.p->bytes, m.p->length});
    asbi_put(&m.json, "]}");
    int32_t status = asb_case_load(&c, m.e, NULL, m.json.data, m.json.length);
    if (status == ASB_OK) {
        ask_everything(m.e, c);
        asb_case_free(c);
    } else if (!asb_error_message(m.e)[0]) {
        abort();
    }
    asbi_buffer_free(&m.json);

    return 0;
}

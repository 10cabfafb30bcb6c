/* The bytes of a stored record: header and body, both JSON in canonical form.
 *
 *     header  {"at":T,"body":H,"breaches":[…],"by":text,"case":text,"deviations":[…],"duties":{…},"imported":true,"kind":text,
 *              "policy":{"digest":H,"id":text,"version":text},"previous":H,"recorded":T,"role":text,"seq":n,"warnings":[…]}
 *     body    {"salt":"32 hexadecimal digits", and each field}
 *
 * T is an instant in UTC, H a SHA-256 as 64 lower-case hexadecimal digits. `previous` is there from the second record on; `breaches`,
 * `case`, `deviations`, `duties`, `imported`, `policy` and `warnings` where they apply. Keys that are not in here are a newer library's, and are kept. */
#include "record_parts.h"

#include "../base/sha256.h"

#include <string.h>

enum { DIGEST = 32, SALT = 16 };

/* ---- writing a header */

/* What is ours, and needs no counting. */
#define PUT(out, literal) asbi_put_bytes((out), (literal), sizeof(literal) - 1)

/* With its quotation marks. */
static void put_digest(buffer *out, const uint8_t digest[DIGEST]) {
    char hex[2 * DIGEST + 2] = "\"";

    asbi_hex(digest, DIGEST, hex + 1);
    hex[2 * DIGEST + 1] = '"';
    asbi_put_bytes(out, hex, sizeof hex);
}

static void put_instant(buffer *out, instant i) {
    char text[INSTANT_TEXT + 2] = "\"", *end = asbi_instant_text(text + 1, i);

    *end++ = '"';
    asbi_put_bytes(out, text, (size_t)(end - text));
}

static void put_text(buffer *out, const char *key, text t) {
    asbi_put(out, key);
    asbi_json_write_text(out, t);
}

static void put_value(buffer *out, const char *key, const json_value *v) {
    if (v == NULL) return;
    asbi_put(out, key);
    asbi_json_write(out, v);
}

static void put_policy(buffer *out, const record_header *h) {
    if (h->policy_id.length == 0) return;
    PUT(out, ",\"policy\":{\"digest\":");
    put_digest(out, h->policy_digest);
    put_text(out, ",\"id\":", h->policy_id);
    put_text(out, ",\"version\":", h->policy_version);
    asbi_put_quick(out, '}');
}

static void put_previous(buffer *out, const record_header *h) {
    if (!h->has_previous) return;
    PUT(out, ",\"previous\":");
    put_digest(out, h->previous);
}

void asbi_header_write(buffer *out, const record_header *h) {
    PUT(out, "{\"at\":");
    put_instant(out, h->at);
    PUT(out, ",\"body\":");
    put_digest(out, h->body);
    put_value(out, ",\"breaches\":", h->breaches);
    put_text(out, ",\"by\":", h->by);
    if (h->case_id.length > 0) put_text(out, ",\"case\":", h->case_id);
    put_value(out, ",\"deviations\":", h->deviations);
    put_value(out, ",\"duties\":", h->duties);
    if (h->imported) PUT(out, ",\"imported\":true");
    put_text(out, ",\"kind\":", h->kind);
    put_policy(out, h);
    put_previous(out, h);
    PUT(out, ",\"recorded\":");
    put_instant(out, h->recorded);
    put_text(out, ",\"role\":", h->role);
    PUT(out, ",\"seq\":");
    asbi_put_int(out, h->seq);
    put_value(out, ",\"warnings\":", h->warnings);
    asbi_put_quick(out, '}');
}

/* ---- reading a header: each key that is known has its reader, which says whether the value is one */

static int read_text(text *out, const json_value *v) {
    if (v->type != JSON_TEXT || !asbi_text_is_filled(asbi_json_text(v))) return 0;
    *out = asbi_json_text(v);
    return 1;
}

/* Upper-case digits are another text, and so another digest. */
static int read_digest(uint8_t out[DIGEST], const json_value *v) {
    return v->type == JSON_TEXT && asbi_json_text(v).length == 2 * DIGEST && asbi_digest_read(asbi_json_text(v).at, out);
}

static int read_instant(instant *out, const json_value *v) {
    return v->type == JSON_TEXT && asbi_parse_instant(asbi_json_text(v), out) && asbi_json_text(v).at[asbi_json_text(v).length - 1] == 'Z';
}

static int read_at(record_header *h, const json_value *v) {
    return read_instant(&h->at, v);
}

static int read_recorded(record_header *h, const json_value *v) {
    return read_instant(&h->recorded, v);
}

static int read_body(record_header *h, const json_value *v) {
    return read_digest(h->body, v);
}

static int read_previous(record_header *h, const json_value *v) {
    h->has_previous = 1;
    return read_digest(h->previous, v);
}

static int read_by(record_header *h, const json_value *v) {
    return read_text(&h->by, v);
}

static int read_role(record_header *h, const json_value *v) {
    return read_text(&h->role, v);
}

static int read_kind(record_header *h, const json_value *v) {
    return read_text(&h->kind, v);
}

static int read_case(record_header *h, const json_value *v) {
    return read_text(&h->case_id, v);
}

static int read_seq(record_header *h, const json_value *v) {
    int64_t seq;

    if (!asbi_json_integer(v, &seq) || seq < 1 || seq > UINT32_MAX) return 0;
    h->seq = (uint32_t)seq;
    return 1;
}

static int read_imported(record_header *h, const json_value *v) {
    h->imported = 1;
    return v->type == JSON_TRUE;
}

static int is_list_of_ids(const json_value *v) {
    text id;

    if (v->type != JSON_LIST) return 0;
    for (const json_value *item = asbi_json_first(v); item != NULL; item = item->next)
        if (!read_text(&id, item)) return 0;
    return 1;
}

static int read_breaches(record_header *h, const json_value *v) {
    h->breaches = v;
    return is_list_of_ids(v);
}

static int read_deviations(record_header *h, const json_value *v) {
    h->deviations = v;
    return is_list_of_ids(v);
}

static int read_warnings(record_header *h, const json_value *v) {
    h->warnings = v;
    return is_list_of_ids(v);
}

static int read_duties(record_header *h, const json_value *v) {
    h->duties = v;
    return v->type == JSON_LIST || v->type == JSON_OBJECT;
}

static int read_policy(record_header *h, const json_value *v) {
    const json_value *digest = asbi_json_get(v, "digest"), *id = asbi_json_get(v, "id"), *version = asbi_json_get(v, "version");

    return digest != NULL && id != NULL && version != NULL && read_digest(h->policy_digest, digest) && read_text(&h->policy_id, id) &&
        read_text(&h->policy_version, version);
}

static const struct {
    const char *name;
    int (*read)(record_header *h, const json_value *v);
    int is_required;
} header_keys[] = {
    {"seq", read_seq, 1},
    {"kind", read_kind, 1},
    {"at", read_at, 1},
    {"recorded", read_recorded, 1},
    {"by", read_by, 1},
    {"role", read_role, 1},
    {"body", read_body, 1},
    {"previous", read_previous, 0},
    {"case", read_case, 0},
    {"policy", read_policy, 0},
    {"imported", read_imported, 0},
    {"breaches", read_breaches, 0},
    {"deviations", read_deviations, 0},
    {"warnings", read_warnings, 0},
    {"duties", read_duties, 0},
};

static int32_t damaged(fault *f, const char *code, const char *key) {
    return asbi_fail_field(f, ASB_ECORRUPT, key, code, "key", key, (char *)NULL);
}

/* What was once written and cannot be read is damaged, whatever the reader calls it. */
static int32_t parse(json_value **out, arena *a, text bytes, const json_limits *limits, fault *f) {
    int32_t status = asbi_json_parse(out, a, bytes.at, bytes.length, limits, f);

    if (status == ASB_OK || status == ASB_ENOMEM) return status;
    if (f != NULL) f->status = ASB_ECORRUPT;
    return ASB_ECORRUPT;
}

static int keep_text(arena *a, text *t) {
    t->at = asbi_arena_text(a, t->at, t->length);
    return t->at != NULL;
}

static int32_t keep_texts(record_header *h, arena *a, const record_header *scanned, fault *f) {
    record_header kept = *scanned;

    if (!keep_text(a, &kept.by) || !keep_text(a, &kept.role) || !keep_text(a, &kept.kind) || !keep_text(a, &kept.case_id) ||
        !keep_text(a, &kept.policy_id) || !keep_text(a, &kept.policy_version))
        return asbi_fail(f, ASB_ENOMEM, "no-memory", (char *)NULL);
    *h = kept;
    return ASB_OK;
}

int32_t asbi_header_parse(record_header *h, arena *a, text bytes, const json_limits *limits, fault *f) {
    json_value *document = NULL;
    record_header read = {0};
    int32_t status = parse(&document, a, bytes, limits, f);

    if (status != ASB_OK) return status;
    for (size_t i = 0; i < sizeof header_keys / sizeof header_keys[0]; i++) {
        const json_value *v = asbi_json_get(document, header_keys[i].name);
        if (v == NULL ? header_keys[i].is_required : !header_keys[i].read(&read, v))
            return damaged(f, "record-header", header_keys[i].name);
    }
    if (read.has_previous != (read.seq > 1)) /* the first record, and no other, follows nothing */
        return damaged(f, "record-header", "previous");
    read.unknown = document;
    *h = read;
    return ASB_OK;
}

int32_t asbi_header_read(record_header *h, arena *a, text bytes, const json_limits *limits, fault *f) {
    record_header scanned;

    return asbi_header_scan(&scanned, bytes) ? keep_texts(h, a, &scanned, f) : asbi_header_parse(h, a, bytes, limits, f);
}

/* ---- bodies */

/* The fields are the caller's, so the salt is put among copies of their heads; what is in them is shared. */
void asbi_body_write(buffer *out, const json_value *fields, const uint8_t salt[16]) {
    enum { FEW = 16 };
    size_t count = (fields == NULL ? 0 : (size_t)fields->count) + 1, used = 1;
    json_value few[FEW], *members = count <= FEW ? few : asbi_alloc_array(out->memory, count, sizeof *members);
    json_value top = {.type = JSON_OBJECT};
    char hex[2 * SALT + 1];

    if (members == NULL) {
        out->status = ASB_ENOMEM;
        return;
    }
    asbi_hex(salt, SALT, hex);
    members[0] = (json_value){.key = asbi_text("salt")};
    asbi_json_hold(&members[0], JSON_TEXT, (text){hex, 2 * SALT});
    asbi_json_append(&top, &members[0]);
    for (const json_value *v = fields == NULL ? NULL : asbi_json_first(fields); v != NULL; v = v->next) {
        members[used] = *v;
        asbi_json_append(&top, &members[used++]);
    }
    asbi_json_write(out, &top);
    if (members != few) asbi_release(out->memory, members, count * sizeof *members);
}

/* A loop of nothing but arithmetic, which compilers do in a few steps. */
int asbi_is_salt(text t) {
    unsigned wrong = 0;

    if (t.length != 2 * SALT) return 0;
    for (size_t i = 0; i < 2 * SALT; i++) {
        unsigned char c = (unsigned char)t.at[i], digit = (unsigned char)(c - '0'), letter = (unsigned char)((c | 0x20) - 'a');
        wrong |= (unsigned)(digit > 9) & (unsigned)(letter > 5);
    }
    return !wrong;
}

int32_t asbi_body_read(json_value **fields, arena *a, text bytes, const json_limits *limits, fault *f) {
    json_value *document = NULL;
    int32_t status = asbi_json_read_canonical(&document, a, bytes);

    if (status == ASB_ABSENT) status = parse(&document, a, bytes, limits, f);
    if (status == ASB_ENOMEM) return asbi_fail(f, ASB_ENOMEM, "no-memory", (char *)NULL);
    if (status != ASB_OK) return status;
    if (!asbi_is_salt(asbi_json_member(document, "salt"))) return damaged(f, "record-body", "salt");
    asbi_json_remove(document, asbi_text("salt"));
    *fields = document;
    return ASB_OK;
}

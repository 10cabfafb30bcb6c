/* Cases from JSON Lines, as export.c writes them. Any number of whole lines may come in one call; a policy's line comes before the first case that needs it,
 * or was in an earlier call with such a case, and then the store has it. */
#include "../engine/progress.h"
#include "heads.h"
#include "transfer.h"

#include <string.h>

typedef struct known_document {
    uint8_t digest[32];
    text document;
    struct known_document *next;
} known_document;

typedef struct importer {
    transfer t;
    arena arena; /* of the policies, for as long as the call */
    known_document *documents;
    heads heads;
    uint32_t line;
    uint8_t begun, ended; /* the first line was there; the last */
} importer;

static const asb_bytes nowhere = {NULL, 0};

static int32_t from_lines(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    const importer *m = self;
    const asb_store *to = m->t.to;
    for (const known_document *d = m->documents; d; d = d->next)
        if (memcmp(d->digest, digest.data, 32) == 0) return sink(sink_self, (asb_bytes){d->document.at, d->document.length});
    return to->table.policy(to->table.self, digest, sink, sink_self);
}

static int32_t malformed(const importer *m, const json_value *v) {
    fault *f = &m->t.engine->fault;
    asbi_fail(f, ASB_EINVALID, "store-import-line", (char *)NULL);
    asbi_json_pointer(v, f->pointer, sizeof f->pointer);
    f->line = m->line;
    f->column = v->column;
    return ASB_EINVALID;
}

static int is_text(const json_value *v) {
    return v && v->type == JSON_TEXT;
}

static asb_bytes bytes_of(const json_value *v) {
    return v ? (asb_bytes){asbi_json_text(v).at, asbi_json_text(v).length} : nowhere;
}

/* ---- the lines */

static int32_t take_first(importer *m, const json_value *v) {
    const json_value *calendar = asbi_json_get(v, "calendar");
    int64_t version;
    if (!asbi_json_integer(asbi_json_get(v, "asb_store"), &version)) return malformed(m, v);
    if (version != 1) return asbi_fail(&m->t.engine->fault, ASB_EVERSION, "version", (char *)NULL);
    if (calendar && !is_text(calendar)) return malformed(m, calendar);
    m->begun = m->line == 1;
    return calendar ? asbi_transfer_calendar(&m->t, bytes_of(calendar)) : ASB_OK;
}

static int32_t take_policy(importer *m, const json_value *v) {
    const json_value *document = asbi_json_get(v, "document");
    if (!is_text(document)) return malformed(m, v);
    known_document *d = asbi_arena_alloc(&m->arena, sizeof *d);
    if (!d) return ASB_ENOMEM;
    d->document.at = asbi_arena_text(&m->arena, asbi_json_text(document).at, asbi_json_text(document).length);
    d->document.length = asbi_json_text(document).length;
    if (!d->document.at) return ASB_ENOMEM;
    asbi_sha256(d->document.at, d->document.length, d->digest); /* its own; that the line says another is seen when a case wants it */
    d->next = m->documents;
    m->documents = d;
    return ASB_OK;
}

static int32_t take_records(importer *m, whole *w, const json_value *list) {
    w->records = asbi_arena_array(&m->t.arena, list->count, sizeof *w->records);
    if (!w->records) return ASB_ENOMEM;
    for (const json_value *v = asbi_json_first(list); v; v = v->next) {
        const json_value *header = asbi_json_get(v, "header"), *body = asbi_json_get(v, "body");
        if (!is_text(header) || (body && !is_text(body))) return malformed(m, v);
        w->records[w->count] = (asb_stored_record){.seq = w->count + 1, .header = bytes_of(header), .body = bytes_of(body)};
        w->count++;
    }
    return ASB_OK;
}

static int32_t take_case(importer *m, const json_value *v) {
    const json_value *id = asbi_json_get(v, "case"), *records = asbi_json_get(v, "records"), *summary = asbi_json_get(v, "summary");
    if (!is_text(id) || !asbi_text_is_filled(asbi_json_text(id)) || asbi_json_text(id).length > 1000) return malformed(m, v);
    if (!records || records->type != JSON_LIST || (summary && !is_text(summary))) return malformed(m, v);
    whole w = {.id = bytes_of(id), .summary = bytes_of(summary)};
    int32_t status = take_records(m, &w, records);
    if (!status) status = asbi_transfer_case(&m->t, &w);
    if (!status) status = asbi_heads_add(&m->heads, w.id, w.count, m->t.digest);
    return status;
}

static int32_t take_last(importer *m, const json_value *v) {
    const json_value *noted = asbi_json_get(v, "digest");
    uint8_t digest[32], said[32];
    int64_t cases;
    if (!asbi_json_integer(asbi_json_get(v, "cases"), &cases) || !is_text(noted) || asbi_json_text(noted).length != 64)
        return malformed(m, v);
    if (!asbi_unhex(asbi_json_text(noted).at, 32, said)) return malformed(m, noted);
    m->ended = 1;
    if (!m->begun) return ASB_OK; /* only a part of the document: nothing to compare */
    int32_t status = asbi_heads_close(&m->heads, digest);
    if (status || ((uint64_t)cases == m->heads.cases && memcmp(digest, said, 32) == 0)) return status;
    return asbi_transfer_leave(&m->t, nowhere, 0, "the last line does not fit the cases before it: some are missing, or others", 1);
}

static int32_t take_value(importer *m, const json_value *v) {
    if (m->ended) return malformed(m, v);
    if (asbi_json_get(v, "asb_store")) return take_first(m, v);
    if (asbi_json_get(v, "policy")) return take_policy(m, asbi_json_get(v, "policy"));
    if (asbi_json_get(v, "case")) return take_case(m, v);
    return asbi_json_get(v, "cases") ? take_last(m, v) : malformed(m, v);
}

static int32_t take_line(importer *m, const char *line, size_t length) {
    asb_engine *e = m->t.engine;
    json_limits limits = asbi_json_limits_of_output(e);
    json_value *v;
    m->line++;
    if (!length) return ASB_OK;
    int32_t status = asbi_json_parse(&v, &m->t.arena, line, length, &limits, &e->fault);
    if (status == ASB_EJSON) e->fault.line = m->line;
    if (!status) status = take_value(m, v);
    return status ? status : asbi_transfer_step(&m->t);
}

static int32_t take_lines(importer *m, const char *lines, size_t length) {
    int32_t status = ASB_OK;
    progress p;
    asbi_progress_begin(&p, m->t.engine, "import", length);
    for (size_t at = 0; at < length && !status;) {
        const char *end = memchr(lines + at, '\n', length - at);
        size_t size = end ? (size_t)(end - lines) - at + 1 : length - at;
        status = take_line(m, lines + at, end ? size - 1 : size);
        if (!status) status = asbi_progress_add(&p, size);
        at += size;
    }
    if (!status) status = asbi_progress_end(&p);
    if (status || !m->begun || m->ended) return status;
    return asbi_transfer_leave(&m->t, nowhere, 0, "the last line is missing: the document was cut off", 1);
}

static int32_t import(asb_text **out, asb_store *s, const char *lines, size_t length) {
    importer m = {.line = 0};
    asbi_transfer_begin(&m.t, s, from_lines, &m);
    asbi_arena_init(&m.arena, &s->head.engine->memory);
    asbi_heads_begin(&m.heads, s->head.engine, 0);
    int32_t status = take_lines(&m, lines, length);
    if (!status) status = asbi_transfer_finish(out, &m.t);
    asbi_heads_end(&m.heads);
    asbi_arena_free(&m.arena);
    asbi_transfer_end(&m.t);
    return status;
}

int32_t asb_store_import(asb_text **out, asb_store *store, const char *lines, size_t length) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, lines, "lines");
    return asbi_leave(e, import(out, store, lines, length));
}

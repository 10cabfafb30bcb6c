/* Writing: everything pending in some cases, in the form of the store table. Saving to a store and handing it to the host are one code. */
#include "../base/sha256.h"
#include "case_parts.h"
#include "kept.h"
#include "stored.h"
#include <asb/engine.h>
#include <string.h>

int asbi_case_has_pending(const asb_case *c) {
    for (uint32_t i = 0; i < c->stored; i++)
        if (c->entries[i].erase_pending) return 1;
    return c->stored < c->count;
}

void asbi_case_mark_saved(asb_case *c, uint32_t count) {
    c->stored = count;
    for (uint32_t i = 0; i < count; i++) c->entries[i].erase_pending = 0;
}

/* ---- making the form */

static asb_bytes bytes_of(text t) {
    return (asb_bytes){t.at, t.length};
}

static int32_t add_records(commit_form *form, asb_case_commit *to, const asb_case *c) {
    asb_stored_record *records = asbi_arena_array(&form->arena, c->count - c->stored, sizeof *records);
    uint32_t *erased = asbi_arena_array(&form->arena, c->stored, sizeof *erased);
    if (!records || !erased) return ASB_ENOMEM;
    for (uint32_t i = c->stored; i < c->count; i++) {
        int32_t status = asbi_stored_record(&records[to->record_count++], &form->arena, c, &c->entries[i]);
        if (status) return status;
    }
    for (uint32_t i = 0; i < c->stored; i++)
        if (c->entries[i].erase_pending) erased[to->erased_count++] = i + 1;
    to->records = records;
    to->erased = erased;
    return ASB_OK;
}

/* Of a case that may be kept, the next summary is made from this one. */
static int32_t add_renewed(asb_case_commit *to, asb_case *c) {
    text made;
    int32_t status = asbi_summary_renew(&made, c);
    if (!status) to->summary = bytes_of(made);
    return status;
}

static int32_t add_summary(commit_form *form, asb_case_commit *to, asb_case *c) {
    enum { MOSTLY = 3000 };
    if (asbi_keeps_cases(c->head.engine)) return add_renewed(to, c);
    buffer b = asbi_output(c->head.engine);
    asbi_buffer_reserve(&b, MOSTLY);
    asbi_put_summary(&b, c);
    char *kept = b.status ? NULL : asbi_arena_text(&form->arena, b.data, b.length);
    to->summary = (asb_bytes){kept, b.length};
    int32_t status = b.status ? b.status : kept ? ASB_OK : ASB_ENOMEM;
    asbi_buffer_free(&b);
    return status;
}

/* Each policy that a pending record pins its case to, once. */
static int32_t add_policies(commit_form *form, asb_case *const *cases, uint32_t count) {
    uint32_t most = 0, n = 0;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = cases[i]->stored; k < cases[i]->count; k++) most += cases[i]->entries[k].moves_to != NULL;
    asb_policy_document *documents = asbi_arena_array(&form->arena, most, sizeof *documents);
    if (!documents) return ASB_ENOMEM;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = cases[i]->stored; k < cases[i]->count; k++) {
            const asb_policy *p = cases[i]->entries[k].moves_to;
            uint32_t there = 0;
            while (p && there < n && memcmp(documents[there].digest.data, p->digest, 32)) there++;
            if (!p || there < n) continue;
            documents[n++] = (asb_policy_document){
                .digest = {p->digest, 32}, .id = bytes_of(p->id), .version = bytes_of(p->version), .document = {p->bytes, p->length}};
        }
    form->data.policies = documents;
    form->data.policy_count = n;
    return ASB_OK;
}

int32_t asbi_commit_make(commit_form *form, asb_case *const *cases, uint32_t count) {
    asbi_arena_init(&form->arena, cases[0]->memory);
    form->data = (asb_commit_data){.struct_size = (uint32_t)sizeof form->data};
    asb_case_commit *list = asbi_arena_array(&form->arena, count, sizeof *list);
    int32_t status = list ? ASB_OK : ASB_ENOMEM;
    for (uint32_t i = 0; i < count && !status; i++) {
        asb_case_commit *to = &list[form->data.case_count];
        if (!asbi_case_has_pending(cases[i])) continue;
        form->data.case_count++;
        *to = (asb_case_commit){.id = bytes_of(cases[i]->id), .expected = cases[i]->stored};
        status = add_records(form, to, cases[i]);
        if (!status) status = add_summary(form, to, cases[i]);
    }
    form->data.cases = list;
    if (!status) status = add_policies(form, cases, count);
    if (status) asbi_commit_free(form);
    return status;
}

void asbi_commit_free(commit_form *form) {
    asbi_arena_free(&form->arena);
}

/* ---- to a store */

static int32_t write_all(asb_case *const *cases, uint32_t count) {
    commit_form form;
    asb_store *store = cases[0]->store;
    int32_t status = asbi_commit_make(&form, cases, count);
    if (status) return status;
    if (form.data.case_count) status = store->table.commit(store->table.self, &form.data);
    asbi_commit_free(&form);
    for (uint32_t i = 0; i < count && status == ASB_OK; i++) asbi_case_mark_saved(cases[i], cases[i]->count);
    return status;
}

static int32_t no_store(asb_engine *e) {
    return asbi_fail(&e->fault, ASB_ESTATE, "case-no-store", (char *)NULL);
}

int32_t asb_case_save(asb_case *c) {
    if (!c) return ASB_EARGUMENT;
    int32_t status = asbi_enter(c->head.engine);
    if (status) return status;
    return asbi_leave(c->head.engine, c->store ? write_all(&c, 1) : no_store(c->head.engine));
}

static int is_twice(asb_case *const *cases, uint32_t index) {
    for (uint32_t i = 0; i < index; i++)
        if (asbi_text_equal(cases[i]->id, cases[index]->id)) return 1;
    return 0;
}

int32_t asb_case_save_all(asb_case *const *cases, uint32_t count) {
    if (!cases || !count || !cases[0]) return ASB_EARGUMENT;
    asb_engine *e = cases[0]->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    for (uint32_t i = 0; i < count; i++)
        CHECK_ARGUMENT(e, cases[i] && cases[i]->head.engine == e && cases[i]->store == cases[0]->store && !is_twice(cases, i), "cases");
    return asbi_leave(e, cases[0]->store ? write_all(cases, count) : no_store(e));
}

/* ---- to the host */

static void put_bytes_text(buffer *b, const char *name, asb_bytes bytes) {
    asbi_put_format(b, "\"%s\":", name);
    asbi_json_write_text(b, (text){bytes.data ? bytes.data : "", bytes.length});
}

static void put_record(buffer *b, const asb_stored_record *r) {
    asbi_put(b, "{");
    put_bytes_text(b, "body", r->body);
    asbi_put(b, ",");
    put_bytes_text(b, "header", r->header);
    asbi_put_format(b, ",\"seq\":%u}", (uint64_t)r->seq);
}

static void put_policy(buffer *b, const asb_policy_document *d) {
    char hex[65];
    asbi_hex(d->digest.data, 32, hex);
    asbi_put_format(b, "{\"digest\":\"%s\",", hex);
    put_bytes_text(b, "document", d->document);
    asbi_put(b, ",");
    put_bytes_text(b, "id", d->id);
    asbi_put(b, ",");
    put_bytes_text(b, "version", d->version);
    asbi_put(b, "}");
}

static void put_commit(buffer *b, const asb_commit_data *data) {
    const asb_case_commit *c = &data->cases[0];
    asbi_put(b, "{");
    put_bytes_text(b, "case", c->id);
    asbi_put(b, ",\"erased\":[");
    for (uint32_t i = 0; i < c->erased_count; i++) asbi_put_format(b, i ? ",%u" : "%u", (uint64_t)c->erased[i]);
    asbi_put_format(b, "],\"expected\":%u,\"policies\":[", (uint64_t)c->expected);
    for (uint32_t i = 0; i < data->policy_count; i++) {
        if (i) asbi_put(b, ",");
        put_policy(b, &data->policies[i]);
    }
    asbi_put(b, "],\"records\":[");
    for (uint32_t i = 0; i < c->record_count; i++) {
        if (i) asbi_put(b, ",");
        put_record(b, &c->records[i]);
    }
    asbi_put(b, "],");
    put_bytes_text(b, "summary", c->summary);
    asbi_put(b, "}");
}

static int32_t pending(asb_text **out, asb_case *c) {
    commit_form form;
    buffer b;
    int32_t status = asbi_commit_make(&form, &c, 1);
    if (status) return status;
    b = asbi_output(c->head.engine);
    put_commit(&b, &form.data);
    status = asbi_text_new(out, c->head.engine, &b);
    asbi_buffer_free(&b);
    asbi_commit_free(&form);
    return status;
}

int32_t asb_case_pending(asb_text **out, asb_case *c) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    if (asbi_case_has_pending(c)) return asbi_leave(e, pending(out, c));
    *out = NULL;
    return asbi_leave(e, ASB_ABSENT);
}

int32_t asb_case_saved(asb_case *c, uint32_t count) {
    if (!c) return ASB_EARGUMENT;
    asb_engine *e = c->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, count >= c->stored && count <= c->count, "count");
    asbi_case_mark_saved(c, count);
    return asbi_leave(e, ASB_OK);
}

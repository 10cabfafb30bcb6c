/* The public functions about policies. */
#include "built_in.h"
#include "reading.h"

#include <asb/policy.h>
#include <string.h>

/* ---- Loading ---- */

static int32_t read_policy(asb_policy **out, asb_engine *engine, const char *bytes, size_t length) {
    asb_policy *policy;
    int32_t status = asbi_policy_read(&policy, NULL, engine, bytes, length);

    if (status == ASB_OK) *out = policy;
    return status;
}

int32_t asb_policy_builtin(asb_policy **out, asb_engine *engine, const char *id) {
    const built_in_policy *b;
    int32_t status;
    text document;

    if (engine == NULL) return ASB_EARGUMENT;
    status = asbi_enter(engine);
    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(engine, out != NULL, "out");
    CHECK_ARGUMENT(engine, id != NULL, "id");
    b = asbi_built_in_find(asbi_text(id));
    if (b == NULL) {
        *out = NULL;
        return asbi_leave(engine, ASB_ABSENT);
    }
    document = asbi_built_in_document(b);
    return asbi_leave(engine, read_policy(out, engine, document.at, document.length));
}

int32_t asb_policy_parse(asb_policy **out, asb_engine *engine, const char *json, size_t length) {
    int32_t status;

    if (engine == NULL) return ASB_EARGUMENT;
    status = asbi_enter(engine);
    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(engine, out != NULL, "out");
    CHECK_ARGUMENT(engine, json != NULL, "json");
    return asbi_leave(engine, read_policy(out, engine, json, length));
}

/* No problems, or no JSON: both are an answer here. */
static int32_t check(asb_problems **out, asb_engine *e, const char *json, size_t length) {
    asb_policy *policy = NULL;
    asb_problems *problems = NULL;
    int32_t status = asbi_policy_read(&policy, &problems, e, json, length);

    if (status != ASB_OK && status != ASB_EJSON && status != ASB_EPOLICY) return status;
    asbi_handle_drop(policy);
    if (problems == NULL && asbi_problems_new(&problems, e) != ASB_OK) return ASB_ENOMEM;
    memset(&e->fault, 0, sizeof e->fault);
    e->fault.message.code = "";
    *out = problems;
    return ASB_OK;
}

int32_t asb_policy_check(asb_problems **out, asb_engine *engine, const char *json, size_t length) {
    int32_t status;

    if (engine == NULL) return ASB_EARGUMENT;
    status = asbi_enter(engine);
    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(engine, out != NULL, "out");
    CHECK_ARGUMENT(engine, json != NULL, "json");
    return asbi_leave(engine, check(out, engine, json, length));
}

void asb_policy_free(asb_policy *policy) {
    asbi_handle_free(policy);
}

/* ---- Registering ---- */

static void release_document(asb_engine *e, policy_document *d) {
    if (d == NULL) return;
    if (d->id != NULL) asbi_release(&e->memory, d->id, strlen(d->id) + 1);
    asbi_release(&e->memory, d->bytes, d->length + 1);
    asbi_release(&e->memory, d, sizeof *d);
}

static char *copy_bytes(asb_engine *e, const char *bytes, size_t length) {
    char *copy = length == SIZE_MAX ? NULL : asbi_alloc(&e->memory, length + 1);

    if (copy != NULL && length > 0) memcpy(copy, bytes, length);
    return copy;
}

static policy_document *new_document(asb_engine *e, text id, const char *json, size_t length) {
    policy_document *d = asbi_alloc(&e->memory, sizeof *d);

    if (d == NULL) return NULL;
    d->length = length;
    d->id = copy_bytes(e, id.at, id.length);
    d->bytes = d->id == NULL ? NULL : copy_bytes(e, json, length);
    if (d->bytes != NULL) return d;
    release_document(e, d);
    return NULL;
}

/* In the place of one with the same id. */
static void keep_document(asb_engine *e, policy_document *d) {
    policy_document **link = &e->documents, *old;

    while (*link != NULL && strcmp((*link)->id, d->id) != 0) link = &(*link)->next;
    old = *link;
    d->next = old == NULL ? NULL : old->next;
    *link = d;
    release_document(e, old);
}

static int32_t register_document(asb_engine *e, const json_value *top, const char *json, size_t length) {
    const json_value *id = asbi_json_get(top, "id");
    policy_document *d;

    if (id == NULL || id->type != JSON_TEXT || !asbi_is_id(asbi_json_text(id), 0)) {
        asbi_fail(&e->fault, ASB_EPOLICY, "policy-register-id", (char *)NULL);
        asbi_fault_at(&e->fault, id == NULL ? top : id);
        return ASB_EPOLICY;
    }
    d = new_document(e, asbi_json_text(id), json, length);
    if (d == NULL) return ASB_ENOMEM;
    keep_document(e, d);
    return ASB_OK;
}

int32_t asb_policy_register(asb_engine *engine, const char *json, size_t length) {
    json_limits limits;
    json_value *top;
    int32_t status;
    arena a;

    if (engine == NULL) return ASB_EARGUMENT;
    status = asbi_enter(engine);
    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(engine, json != NULL, "json");
    limits = asbi_policy_limits(engine);
    asbi_arena_init(&a, &engine->memory);
    status = asbi_json_parse(&top, &a, json, length, &limits, &engine->fault);
    if (status == ASB_OK) status = register_document(engine, top, json, length);
    asbi_arena_free(&a);
    return asbi_leave(engine, status);
}

/* ---- Asking ---- */

const char *asb_policy_id(const asb_policy *policy) {
    return policy == NULL ? NULL : policy->id.at;
}

const char *asb_policy_version(const asb_policy *policy) {
    return policy == NULL ? NULL : policy->version.at;
}

const char *asb_policy_title(const asb_policy *policy) {
    return policy == NULL ? NULL : policy->title.at;
}

const char *asb_policy_digest(const asb_policy *policy) {
    return policy == NULL ? NULL : policy->digest_hex;
}

const char *asb_policy_json(const asb_policy *policy, size_t *length) {
    if (policy == NULL) return NULL;
    if (length != NULL) *length = policy->length;
    return policy->bytes;
}

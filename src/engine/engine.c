/* The engine: hooks, limits, the clock, the last error. Its door, and the life of handles, are in handle.c. */
#include "engine.h"
#include "../base/container.h"
#include <asb/engine.h>
#include <string.h>

typedef struct limit_def {
    const char *name;
    uint64_t value;
} limit_def;

static const limit_def limits[LIMIT_COUNT] = {
    [LIMIT_DOCUMENT_BYTES] = {"document-bytes", 16u << 20},
    [LIMIT_DOCUMENT_DEPTH] = {"document-depth", 100},
    [LIMIT_TEXT_BYTES] = {"text-bytes", 1u << 20},
    [LIMIT_RECORDS] = {"records", 1000000},
    [LIMIT_PARTIES] = {"parties", 10000},
    [LIMIT_DUTIES] = {"duties", 1000000},
    [LIMIT_CALENDAR_DAYS] = {"calendar-days", 10000},
    [LIMIT_OUTPUT_BYTES] = {"output-bytes", 256u << 20},
    [LIMIT_REHEARSAL_ROWS] = {"rehearsal-rows", 1000000},
    [LIMIT_KEPT_BYTES] = {"kept-bytes", 1},
};

/* ---- making and freeing */

/* Fields that the host was compiled with and this library does not know must be zero (the rule of the kernel's copy_struct_from_user). */
static int32_t copy_hooks(asb_hooks *to, const asb_hooks *from) {
    if (!from) return ASB_OK;
    if (from->struct_size < offsetof(asb_hooks, self)) return ASB_EARGUMENT;
    if (from->reserved) return ASB_EVERSION;
    size_t known = MIN_OF(from->struct_size, sizeof *to);
    const uint8_t *bytes = (const uint8_t *)from;
    for (size_t i = sizeof *to; i < from->struct_size; i++)
        if (bytes[i]) return ASB_EVERSION;
    memcpy(to, from, known);
    return ASB_OK;
}

static void fill_defaults(asb_hooks *h) {
    h->struct_size = (uint32_t)sizeof *h;
    if (!h->resize) h->resize = asbi_memory_libc;
    if (!h->now) h->now = asbi_platform_now;
    if (!h->random) h->random = asbi_platform_random;
}

int32_t asb_engine_new(asb_engine **out, const asb_hooks *hooks) {
    if (!out) return ASB_EARGUMENT;
    asb_hooks h = {0};
    int32_t status = copy_hooks(&h, hooks);
    if (status) return status;
    fill_defaults(&h);
    memory m = {.resize = h.resize, .self = h.self, .limit = h.memory_limit};
    asb_engine *e = asbi_alloc(&m, sizeof *e);
    if (!e) return ASB_ENOMEM;
    e->memory = m;
    e->hooks = h;
    atomic_store(&e->holds, 2);
    for (size_t i = 0; i < LIMIT_COUNT; i++) e->limits[i] = limits[i].value;
    asbi_days_init(&e->days, &e->memory);
    *out = e;
    return ASB_OK;
}

static void free_documents(asb_engine *e) {
    while (e->documents) {
        policy_document *d = e->documents;
        e->documents = d->next;
        asbi_release(&e->memory, d->id, strlen(d->id) + 1);
        asbi_release(&e->memory, d->bytes, d->length + 1);
        asbi_release(&e->memory, d, sizeof *d);
    }
}

void asbi_engine_destroy(asb_engine *e) {
    asbi_days_free(&e->days);
    free_documents(e);
    memory m = e->memory;
    asbi_release(&m, e, sizeof *e);
}

/* ---- clock and limits of what is read and written */

/* What could be written and not be read again is no time. */
instant asbi_now(asb_engine *e) {
    instant now = e->hooks.now(e->hooks.self);
    return asbi_instant_is_in_range(now) ? now : NO_INSTANT;
}

int32_t asbi_clock(asb_engine *e, instant *out) {
    *out = asbi_now(e);
    return *out == NO_INSTANT ? asbi_fail(&e->fault, ASB_EUSER, "clock-failed", (char *)NULL) : ASB_OK;
}

int32_t asbi_random(asb_engine *e, void *bytes, size_t size) {
    return e->hooks.random(e->hooks.self, bytes, size) == 0 ? ASB_OK : asbi_fail(&e->fault, ASB_EUSER, "random-failed", (char *)NULL);
}

json_limits asbi_json_limits(const asb_engine *e) {
    return (json_limits){.size = e->limits[LIMIT_DOCUMENT_BYTES], .depth = (uint32_t)e->limits[LIMIT_DOCUMENT_DEPTH]};
}

json_limits asbi_json_limits_of_output(const asb_engine *e) {
    return (json_limits){.size = e->limits[LIMIT_OUTPUT_BYTES], .depth = (uint32_t)e->limits[LIMIT_DOCUMENT_DEPTH]};
}

size_t asbi_output_limit(const asb_engine *e) {
    uint64_t limit = e->limits[LIMIT_OUTPUT_BYTES];
    return limit < SIZE_MAX ? (size_t)limit : SIZE_MAX;
}

buffer asbi_output(asb_engine *e) {
    buffer b;
    asbi_buffer_init(&b, &e->memory, asbi_output_limit(e));
    return b;
}

int32_t asb_engine_now(int64_t *now, asb_engine *engine) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, now, "now");
    instant read;
    status = asbi_clock(engine, &read);
    if (!status) *now = read;
    return asbi_leave(engine, status);
}

uint64_t asb_engine_memory(const asb_engine *engine) {
    return engine ? engine->memory.used : 0;
}

uint64_t asb_engine_memory_peak(const asb_engine *engine) {
    return engine ? engine->memory.peak : 0;
}

/* ---- limits */

const char *asb_limit_name(uint32_t index) {
    return index < LIMIT_COUNT ? limits[index].name : NULL;
}

static uint32_t find_limit(const char *name) {
    uint32_t i = 0;
    while (i < LIMIT_COUNT && strcmp(limits[i].name, name)) i++;
    return i;
}

int32_t asb_engine_limit(uint64_t *value, asb_engine *engine, const char *name) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, value, "value");
    CHECK_ARGUMENT(engine, name, "name");
    uint32_t i = find_limit(name);
    *value = i < LIMIT_COUNT ? engine->limits[i] : 0;
    return asbi_leave(engine, i < LIMIT_COUNT ? ASB_OK : ASB_ABSENT);
}

int32_t asb_engine_set_limit(asb_engine *engine, const char *name, uint64_t value) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, name, "name");
    uint32_t i = find_limit(name);
    CHECK_ARGUMENT(engine, i < LIMIT_COUNT, "name");
    CHECK_ARGUMENT(engine, value >= 1 && value <= UINT32_MAX, "value");
    engine->limits[i] = value;
    return asbi_leave(engine, ASB_OK);
}

/* ---- the last error */

int32_t asb_error_status(const asb_engine *engine) {
    return engine ? engine->fault.status : ASB_EARGUMENT;
}
const char *asb_error_code(const asb_engine *engine) {
    return engine && engine->fault.status ? engine->fault.message.code : "";
}
const char *asb_error_message(const asb_engine *engine) {
    return engine ? engine->fault.message.text : "";
}
const char *asb_error_arguments(const asb_engine *engine) {
    return engine && engine->fault.message.arguments[0] ? engine->fault.message.arguments : "{}";
}
const char *asb_error_field(const asb_engine *engine) {
    return engine ? engine->fault.field : "";
}
const char *asb_error_pointer(const asb_engine *engine) {
    return engine ? engine->fault.pointer : "";
}
uint32_t asb_error_line(const asb_engine *engine) {
    return engine ? engine->fault.line : 0;
}
uint32_t asb_error_column(const asb_engine *engine) {
    return engine ? engine->fault.column : 0;
}

/* Lists of cases: an array of what the store's sink was given, copied into one arena. */
#include "store.h"

#include <string.h>

typedef struct listed {
    const char *id, *summary;
    uint32_t version;
} listed;

struct asb_list {
    handle head;
    arena texts;
    listed *items;
    uint32_t count, capacity;
    const char *token;
};

static void destroy_list(handle *h) {
    asb_list *l = (asb_list *)h;
    asbi_arena_free(&l->texts);
    asbi_release(&h->engine->memory, l->items, l->capacity * sizeof *l->items);
    asbi_handle_gone(h, sizeof *l);
}

static asb_list *new_list(asb_engine *e) {
    asb_list *l = asbi_handle_new(e, sizeof *l, destroy_list);
    if (!l) return NULL;
    asbi_arena_init(&l->texts, &e->memory);
    l->token = "";
    return l;
}

static const char *copy(asb_list *l, asb_bytes bytes) {
    return asbi_arena_text(&l->texts, bytes.length ? bytes.data : "", bytes.length);
}

static int32_t take_case(void *sink, asb_bytes id, uint32_t version, asb_bytes summary) {
    asb_list *l = sink;
    int32_t status = asbi_grow(&l->head.engine->memory, &l->items, &l->capacity, (uint64_t)l->count + 1, sizeof *l->items, UINT32_MAX);
    if (status) return status;
    listed found = {copy(l, id), copy(l, summary), version};
    if (!found.id || !found.summary) return ASB_ENOMEM;
    l->items[l->count++] = found;
    return ASB_OK;
}

static int32_t take_token(void *sink, asb_bytes token) {
    asb_list *l = sink;
    const char *own = copy(l, token);
    if (!own) return ASB_ENOMEM;
    l->token = own;
    return ASB_OK;
}

static asb_bytes bytes_of(const char *terminated) {
    return (asb_bytes){terminated, terminated ? strlen(terminated) : 0};
}

/* At the end of both: the list is the caller's, or nobody's. */
static int32_t give(asb_list **out, asb_list *l, int32_t status) {
    asb_engine *e = l->head.engine;
    if (status)
        asbi_handle_drop(l);
    else
        *out = l;
    return asbi_leave(e, status);
}

int32_t asb_store_list(asb_list **out, asb_store *store, const char *after, uint32_t limit) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    asb_list *l = new_list(e);
    if (!l) return asbi_leave(e, ASB_ENOMEM);
    return give(out, l, store->table.list(store->table.self, bytes_of(after), limit ? limit : UINT32_MAX, take_case, l));
}

int32_t asb_store_changes(asb_list **out, asb_store *store, const char *token, uint32_t limit) {
    if (!store) return ASB_EARGUMENT;
    asb_engine *e = store->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    if (!store->table.changes) return asbi_leave(e, asbi_fail(&e->fault, ASB_ESTATE, "store-no-changes", (char *)NULL));
    asb_list *l = new_list(e);
    if (!l) return asbi_leave(e, ASB_ENOMEM);
    return give(out, l, store->table.changes(store->table.self, bytes_of(token), limit ? limit : UINT32_MAX, take_case, l, take_token, l));
}

uint32_t asb_list_count(const asb_list *list) {
    return list ? list->count : 0;
}

const char *asb_list_id(const asb_list *list, uint32_t index) {
    return list && index < list->count ? list->items[index].id : NULL;
}

uint32_t asb_list_version(const asb_list *list, uint32_t index) {
    return list && index < list->count ? list->items[index].version : 0;
}

const char *asb_list_summary(const asb_list *list, uint32_t index) {
    return list && index < list->count ? list->items[index].summary : NULL;
}

const char *asb_list_token(const asb_list *list) {
    return list ? list->token : "";
}

static void put_item(buffer *b, const asb_list *l, uint32_t i) {
    const char *summary = l->items[i].summary;
    asbi_put(b, i ? ",{\"case\":" : "{\"case\":");
    asbi_json_write_text(b, asbi_text(l->items[i].id));
    if (*summary) asbi_put(b, ",\"summary\":"), asbi_json_write_text(b, asbi_text(summary));
    asbi_put_format(b, ",\"version\":%u}", (uint64_t)l->items[i].version);
}

int32_t asb_list_json(asb_text **out, const asb_list *list) {
    if (!list) return ASB_EARGUMENT;
    asb_engine *e = list->head.engine;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    buffer b = asbi_output(e);
    asbi_put(&b, "{\"cases\":[");
    for (uint32_t i = 0; i < list->count; i++) put_item(&b, list, i);
    asbi_put_char(&b, ']');
    if (*list->token) asbi_put(&b, ",\"token\":"), asbi_json_write_text(&b, asbi_text(list->token));
    asbi_put_char(&b, '}');
    status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return asbi_leave(e, status);
}

void asb_list_free(asb_list *list) {
    asbi_handle_free(list);
}

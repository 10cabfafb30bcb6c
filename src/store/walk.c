/* Going through the cases of a store. */
#include "walk.h"

void asbi_walk_begin(walk *w, asb_store *store, const char *work) {
    w->store = store;
    w->count = w->next = 0;
    w->begun = 0;
    asbi_progress_begin(&w->progress, store->head.engine, work, asbi_store_count(store));
    asbi_arena_init(&w->texts, &store->head.engine->memory);
    asbi_buffer_init(&w->after, &store->head.engine->memory, SIZE_MAX);
}

void asbi_walk_end(walk *w) {
    asbi_arena_free(&w->texts);
    asbi_buffer_free(&w->after);
}

static int copy(walk *w, asb_bytes *out, asb_bytes from) {
    *out = (asb_bytes){asbi_arena_text(&w->texts, from.length ? from.data : "", from.length), from.length};
    return out->data != NULL;
}

static int32_t take_case(void *self, asb_bytes id, uint32_t version, asb_bytes summary) {
    walk *w = self;
    if (w->count == WALK_PAGE) return ASB_EUSER; /* more than were asked for */
    walked *k = &w->page[w->count];
    k->version = version;
    if (!copy(w, &k->id, id) || !copy(w, &k->summary, summary)) return ASB_ENOMEM;
    w->count++;
    return ASB_OK;
}

static int32_t next_page(walk *w) {
    if (w->count) {
        asb_bytes last = w->page[w->count - 1].id;
        asbi_buffer_clear(&w->after);
        asbi_put_bytes(&w->after, last.data, last.length);
        if (w->after.status) return w->after.status;
    }
    w->count = w->next = 0;
    asbi_arena_free(&w->texts);
    return w->store->table.list(w->store->table.self, (asb_bytes){w->after.data, w->after.length}, WALK_PAGE, take_case, w);
}

static int32_t end(walk *w) {
    int32_t status = asbi_progress_end(&w->progress);
    return status ? status : ASB_ABSENT;
}

int32_t asbi_walk_next(const walked **out, walk *w) {
    int32_t status = asbi_progress_add(&w->progress, w->begun);
    if (!status && w->next == w->count) {
        if (w->count && w->count < WALK_PAGE) return end(w);
        status = next_page(w);
    }
    if (!status && !w->count) return end(w);
    w->begun = 1;
    if (!status) *out = &w->page[w->next++];
    return status;
}

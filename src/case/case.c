/* Cases: their life, and what can be asked of them at once. */
#include "case_parts.h"
#include "facts.h"
#include "kept.h"
#include "summary_memo.h"
#include <asb/engine.h>
#include <string.h>

/* ---- making and freeing */

void asbi_case_destroy(asb_case *c) {
    for (uint32_t i = 0; i < c->count; i++) asbi_handle_drop(c->entries[i].moves_to);
    asbi_folded_end(c);
    asbi_memo_free(c);
    asbi_handle_drop(c->calendar);
    asbi_handle_drop(c->store);
    asbi_arena_free(&c->arena);
    asbi_handle_gone(&c->head, sizeof *c);
}

static void destroy_case(handle *h) {
    asb_case *c = (asb_case *)h;
    if (!asbi_case_keep(c)) asbi_case_destroy(c);
}

const day_list *asbi_case_days_of(const asb_case *c) {
    return c->calendar ? &c->calendar->days : c->store && c->store->has_days ? &c->store->days : &c->head.engine->days;
}

/* A list of another owner is another calendar, whatever its revision. */
void asbi_case_days(asb_case *c) {
    const day_list *days = asbi_case_days_of(c);
    if (days == c->days) return;
    c->days = days;
    c->days_revision = days->revision - 1;
}

int32_t asbi_case_make(asb_case **out, asb_engine *e, asb_policy *policy, asb_store *store, text id) {
    asb_case *c = asbi_handle_new(e, sizeof *c, destroy_case);
    if (!c) return ASB_ENOMEM;
    c->memory = &e->memory;
    asbi_arena_init(&c->arena, &e->memory);
    asbi_folded_begin(c, policy);
    c->store = store;
    if (store) asbi_handle_keep(store);
    c->days = asbi_case_days_of(c);
    c->days_revision = c->days->revision;
    c->id.length = id.length;
    c->id.at = asbi_arena_expect(&c->arena, id.length + 1) ? asbi_arena_text(&c->arena, id.at, id.length) : NULL;
    if (!c->id.at) {
        asbi_handle_drop(c);
        return ASB_ENOMEM;
    }
    *out = c;
    return ASB_OK;
}

void asbi_case_swap(asb_case *c, asb_case *fresh) {
    enum { AFTER_HEAD = offsetof(struct asb_case, memory), SIZE = sizeof(struct asb_case) - AFTER_HEAD };
    char kept[SIZE];
    memcpy(kept, (char *)c + AFTER_HEAD, SIZE);
    memcpy((char *)c + AFTER_HEAD, (char *)fresh + AFTER_HEAD, SIZE);
    memcpy((char *)fresh + AFTER_HEAD, kept, SIZE);
}

instant asbi_case_clock(const asb_case *c) {
    instant now = asbi_now(c->head.engine), last = c->count ? c->entries[c->count - 1].recorded : NO_INSTANT;
    return now > last ? now : last;
}

/* ---- new */

static int32_t stop_at_once(void *sink, const asb_stored_record *record) {
    (void)sink, (void)record;
    return ASB_EEXISTS;
}

static int32_t see_that_it_is_new(asb_store *store, text id) {
    asb_bytes bytes = {id.at, id.length};
    int32_t status = store->table.read(store->table.self, bytes, 1, stop_at_once, NULL);
    if (status == ASB_OK || status == ASB_ABSENT) return ASB_OK;
    if (status == ASB_EEXISTS) asbi_fail(&store->head.engine->fault, status, "case-exists", "case", id.at, (char *)NULL);
    return status;
}

static int32_t check_id(asb_engine *e, text id) {
    int good = asbi_text_is_filled(id) && id.length <= 1000 && asbi_utf8_check(id.at, id.length) == id.length;
    return good ? ASB_OK : asbi_fail_field(&e->fault, ASB_EINVALID, "id", "case-id", (char *)NULL);
}

int32_t asb_case_new(asb_case **out, asb_engine *engine, asb_policy *policy, asb_store *store, const char *id) {
    if (!engine) return ASB_EARGUMENT;
    int32_t status = asbi_enter(engine);
    if (status) return status;
    CHECK_ARGUMENT(engine, out, "out");
    CHECK_ARGUMENT(engine, policy && policy->head.engine == engine, "policy");
    CHECK_ARGUMENT(engine, !store || store->head.engine == engine, "store");
    CHECK_ARGUMENT(engine, id, "id");
    status = check_id(engine, asbi_text(id));
    if (!status && store) status = see_that_it_is_new(store, asbi_text(id));
    if (!status) status = asbi_case_make(out, engine, policy, store, asbi_text(id));
    return asbi_leave(engine, status);
}

/* ---- asked at once */

static const char *word_text(const asb_case *c, atom a) {
    text t = a == ATOM_NONE ? asbi_text("") : asbi_atom_text(c->policy, a);
    return t.at ? t.at : "";
}

const char *asb_case_id(const asb_case *c) {
    return c ? c->id.at : NULL;
}
uint32_t asb_case_count(const asb_case *c) {
    return c ? c->count : 0;
}
uint32_t asb_case_stored(const asb_case *c) {
    return c ? c->stored : 0;
}
const char *asb_case_state(const asb_case *c) {
    return c ? word_text(c, asbi_state_word(c->facts.state)) : "";
}
const char *asb_case_stage(const asb_case *c) {
    return c && c->facts.stage != NO_INDEX ? word_text(c, c->policy->stages.items[c->facts.stage].id) : "";
}
const char *asb_case_priority(const asb_case *c) {
    return c && c->facts.priority != NO_INDEX ? word_text(c, c->policy->priorities.items[c->facts.priority].id) : "";
}
int32_t asb_case_hate(const asb_case *c) {
    return c ? c->facts.hate : 0;
}
const char *asb_case_band(const asb_case *c) {
    return c ? word_text(c, c->facts.band) : "";
}

static const char *of_owner(const asb_case *c, atom field) {
    if (!c || c->facts.owner == NO_INDEX) return "";
    text t = asbi_entry_text(&c->entries[c->facts.owner], field);
    return t.length ? t.at : "";
}

const char *asb_case_owner(const asb_case *c) {
    return of_owner(c, WORD_officer);
}
const char *asb_case_owner_role(const asb_case *c) {
    return of_owner(c, WORD_to_role);
}

int32_t asb_case_score(int32_t *score, const asb_case *c) {
    if (!c || !score) return ASB_EARGUMENT;
    *score = c->facts.has_score ? c->facts.score : 0;
    return c->facts.has_score ? ASB_OK : ASB_ABSENT;
}

int32_t asb_case_policy(asb_policy **out, asb_case *c) {
    if (!c) return ASB_EARGUMENT;
    int32_t status = asbi_enter(c->head.engine);
    if (status) return status;
    CHECK_ARGUMENT(c->head.engine, out, "out");
    /* a handle of its own: one that the host may have freed before cannot be given out again */
    status = asbi_policy_read(out, NULL, c->head.engine, c->policy->bytes, c->policy->length);
    return asbi_leave(c->head.engine, status);
}

/* ---- the calendar of one case */

static int32_t copy_calendar(asb_calendar **out, asb_engine *e, const asb_calendar *from) {
    *out = NULL;
    return from ? asbi_calendar_copy(out, e, &from->days) : ASB_OK;
}

int32_t asb_case_set_calendar(asb_case *c, const asb_calendar *calendar) {
    if (!c) return ASB_EARGUMENT;
    asb_calendar *old = c->calendar, *copy;
    int32_t status = asbi_enter(c->head.engine);
    if (status) return status;
    status = copy_calendar(&copy, c->head.engine, calendar);
    if (status) return asbi_leave(c->head.engine, status);
    c->calendar = copy;
    asbi_case_days(c);
    status = asbi_fold_by_calendar(c);
    if (status) c->calendar = old;
    asbi_case_days(c);
    asbi_handle_drop(status ? copy : old);
    return asbi_leave(c->head.engine, status);
}

void asb_case_free(asb_case *c) {
    asbi_handle_free(c);
}

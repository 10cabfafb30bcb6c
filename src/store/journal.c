/* The journal's life: opening, and closing. */
#include "journal.h"

#include <string.h>

/* The index is renewed first, where that is worth it; without one, all is as it was. */
static void close_journal(void *self) {
    journal *j = self;
    asbi_jindex_keep(j);
    asbi_journal_close(j);
}

void asbi_journal_close(void *self) {
    journal *j = self;
    memory *m = j->memory;
    asbi_jindex_drop(j);
    asbi_journal_view_free(j);
    if (j->is_open) (void)j->files->close(j->files->self, j->file);
    asbi_catalogue_free(&j->cases);
    asbi_release(m, j->records, j->record_capacity * sizeof *j->records);
    asbi_release(m, j->earlier, j->earlier_capacity * sizeof *j->earlier);
    asbi_release(m, j->policies, j->policy_capacity * sizeof *j->policies);
    asbi_release(m, j->route, j->route_capacity * sizeof *j->route);
    asbi_release(m, j->entry_bytes, j->entry_room);
    asbi_release(m, j->payload, j->payload_room);
    asbi_buffer_free(&j->out);
    asbi_buffer_free(&j->table);
    if (j->path) asbi_release(m, j->path, strlen(j->path) + 1);
    asbi_release(m, j, sizeof *j);
}

static int32_t open_file(journal *j) {
    int32_t status = j->files->open(j->files->self, &j->file, j->path, FILE_MAY_BE_NEW);
    if (status) return asbi_io_failed(j, status, "open");
    j->is_open = 1;
    return asbi_header_open(j);
}

/* What cannot be settled is shown as it stands, for it may have been acknowledged; unless somebody waits for it, who may yet be told that it failed (journal_turn.c). */
static int32_t settle_or_hide(journal *j, int hides) {
    if (asbi_settle(j) == ASB_OK) return ASB_OK;
    j->engine->fault.status = ASB_OK;
    if (!hides) return ASB_OK;
    j->stale = 1;
    return asbi_refresh(j, 0);
}

/* Whoever wrote last may have been cut short: what stands at the end is judged, and what the last commit promised is done, as far as this file may be written. Nobody comes to wait while this has the
 * lock, though it may go over to another file. */
static int32_t look_again(journal *j) {
    int32_t status = asbi_lock(j);
    if (status) return status;
    int is_waited_for = asbi_is_company(j);
    status = asbi_refresh(j, 1);
    if (!status && j->last.length) status = settle_or_hide(j, is_waited_for || asbi_is_company(j));
    asbi_unlock(j);
    return status;
}

static int32_t read_all(journal *j) {
    int32_t status = asbi_refresh(j, 0);
    if (status) return status;
    return j->doubt || j->owes || j->sure.at < j->end ? look_again(j) : ASB_OK;
}

char *asbi_journal_path(memory *m, const char *path, const char *ending) {
    size_t length = strlen(path), more = strlen(ending) + 1;
    char *all = asbi_alloc(m, length + more);
    if (!all) return NULL;
    memcpy(all, path, length);
    memcpy(all + length, ending, more);
    return all;
}

journal *asbi_journal_new(asb_engine *e, const file_system *files, const char *path, const char *ending) {
    journal *j = asbi_alloc(&e->memory, sizeof *j);
    if (!j) return NULL;
    j->engine = e;
    j->memory = &e->memory;
    j->files = files;
    asbi_catalogue_init(&j->cases, j->memory);
    asbi_buffer_init(&j->out, j->memory, SIZE_MAX);
    asbi_buffer_init(&j->table, j->memory, SIZE_MAX);
    j->end = FIRST_FRAME;
    j->path = asbi_journal_path(j->memory, path, ending);
    if (j->path) return j;
    asbi_journal_close(j);
    return NULL;
}

static int32_t open_journal(asb_store **out, asb_engine *e, const char *path, const file_system *files) {
    journal *j = asbi_journal_new(e, files, path, "");
    if (!j) return ASB_ENOMEM;
    int32_t status = open_file(j);
    if (!status) {
        asbi_forget(j);
        status = read_all(j);
    }
    if (status) {
        asbi_journal_close(j);
        return status;
    }
    asb_store_callbacks table = {(uint32_t)sizeof table,
                                 0,
                                 j,
                                 asbi_journal_commit,
                                 asbi_journal_read,
                                 asbi_journal_list,
                                 asbi_journal_changes,
                                 asbi_journal_policy,
                                 asbi_journal_calendar,
                                 close_journal};
    status = asbi_store_wrap(out, e, &table);
    if (status) return status;
    (*out)->inspect = asbi_journal_inspect;
    (*out)->extras = (store_extras){.self = j,
                                    .version = asbi_journal_version,
                                    .count = asbi_journal_count,
                                    .hold = asbi_journal_hold,
                                    .summary = asbi_journal_summary,
                                    .compact = asbi_journal_compact,
                                    .backup = asbi_journal_backup};
    return ASB_OK;
}

int32_t asbi_store_journal_on(asb_store **out, asb_engine *e, const char *path, const file_system *files) {
    if (!e) return ASB_EARGUMENT;
    int32_t status = asbi_enter(e);
    if (status) return status;
    CHECK_ARGUMENT(e, out, "out");
    CHECK_ARGUMENT(e, path && *path, "path");
    return asbi_leave(e, open_journal(out, e, path, files));
}

int32_t asb_store_journal(asb_store **out, asb_engine *engine, const char *path) {
    return asbi_store_journal_on(out, engine, path, asbi_file_system());
}

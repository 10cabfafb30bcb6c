/* What the files of the case module share: trying a record, adding it, loading what is stored, and what is pending. */
#ifndef ASBI_CASE_PARTS_H
#define ASBI_CASE_PARTS_H

#include "../store/store.h"
#include "fold.h"
#include "guards.h"

/* How a record is to be added. */
typedef struct attempt_how {
    uint8_t admit; /* guards are noted and do not refuse */
    uint8_t imported;
    instant recorded;     /* NO_INSTANT: by the clock */
    asb_policy *moves_to; /* the note that moves the case, else NULL */
} attempt_how;

/* A record being tried: what it would be, and what the guards say. */
typedef struct attempt {
    attempt_how how;
    arena_mark mark;
    prepared p;
    instant now;
    verdict *verdicts;
    uint32_t count, refused;
} attempt;

/* The clock, but never before the last record. */
static inline int32_t asbi_find_now(const asb_case *c, instant *out) {
    int32_t status = asbi_clock(c->head.engine, out);
    instant least = c->count ? c->entries[c->count - 1].recorded : NO_INSTANT;
    if (!status && *out < least) *out = least;
    return status;
}
/* When it is entered: the clock, but never before the record before; the host's word for old files. */
int32_t asbi_find_recorded(asb_case *c, instant *out, attempt_how how);
/* Validate and judge. ASB_OK (allowed), ASB_REFUSED, ASB_EINVALID, ASB_ENOMEM, …; afterwards asbi_attempt_add() or asbi_attempt_forget(). On errors it is forgotten. */
int32_t asbi_attempt_begin(attempt *t, asb_case *c, const asb_record *r, attempt_how how);
int32_t asbi_attempt_decide(asb_decision **out, attempt *t, asb_case *c); /* `out` may be NULL */
int32_t asbi_attempt_add(attempt *t, asb_case *c);                        /* on errors forgotten, and all is as it was */
void asbi_attempt_forget(attempt *t, asb_case *c);

/* The whole of asb_case_add() and its like, within a call. */
int32_t asbi_case_try(asb_decision **out, asb_case *c, const asb_record *r, attempt_how how);

/* ---- life (case.c) */
int32_t asbi_case_make(asb_case **out, asb_engine *e, asb_policy *policy, asb_store *store, text id);
const day_list *asbi_case_days_of(const asb_case *c); /* which calendar is the case's now */
void asbi_case_days(asb_case *c);                     /* and from now on it goes by that */

/* ---- loading (case_load.c) */
/* Where a case's policies come from while it is loaded. */
typedef struct policy_source {
    asb_store *store;            /* or NULL */
    const json_value *documents; /* a list of texts, or NULL */
} policy_source;
int32_t asbi_case_read(asb_case **out, asb_store *store, text id, fault *f); /* ASB_ABSENT */
int32_t asbi_case_parse(asb_case **out, asb_engine *e, asb_policy *policy, const char *json, size_t length, fault *f);

/* ---- writing (commit.c) */
/* Everything pending in some cases, in the form of the store table. Lives in its own arena. */
typedef struct commit_form {
    arena arena;
    asb_commit_data data;
} commit_form;
int32_t asbi_commit_make(commit_form *form, asb_case *const *cases, uint32_t count);
void asbi_commit_free(commit_form *form);
int asbi_case_has_pending(const asb_case *c);
void asbi_case_mark_saved(asb_case *c, uint32_t count);

/* ---- JSON (facts_json.c, summary.c) */
void asbi_put_summary(buffer *b, const asb_case *c);
/* The same, made from the one before and remembered for the next (summary_memo.c). The case's, until it is renewed. ASB_OK; ASB_ENOMEM, ASB_ELIMIT. */
int32_t asbi_summary_renew(text *out, asb_case *c);

/* A record of the case as a handle; `written`: as it was, without corrections. */
int32_t asbi_case_record(asb_record **out, asb_case *c, uint32_t index, int written);

/* Put `fresh` in the place of what is in `c`, whose old contents `fresh` then has. */
void asbi_case_swap(asb_case *c, asb_case *fresh);

#endif

/* A run: case by case, read, folded on both sides, compared. */
#include "rehearsal.h"
#include "../case/case_parts.h"
#include "../case/facts_compare.h"
#include <asb/engine.h>
#include <string.h>

enum { SCRIPT_ROOM = 128 * 1024, SIEVE_CASES = 512 };

/* ---- its life */

static int32_t begin_script(run *r) {
    asbi_arena_init(&r->script, &r->engine->memory);
    if (!asbi_arena_alloc(&r->script, SCRIPT_ROOM)) return ASB_ENOMEM;
    r->mark = asbi_arena_mark(&r->script);
    r->mark.used -= SCRIPT_ROOM;
    return ASB_OK;
}

int32_t asbi_run_begin(run *r, asb_rehearsal *of, const request *q, outcome *out) {
    *r = (run){.of = of, .engine = of->head.engine, .q = q, .out = out};
    int32_t status = begin_script(r);
    if (!status) status = asbi_side_begin(&r->before, r, &q->kept);
    asbi_arena_init(&r->commons_in, &r->engine->memory);
    if (!status) status = asbi_side_begin(&r->whole, r, &q->days);
    if (!status) status = asbi_side_begin(&r->lent, r, &q->days);
    return status;
}

static void end_sieve(run *r) {
    asbi_filter_free(r->cases);
    asbi_handle_drop(r->sieve);
    r->cases = NULL;
    r->sieve = NULL;
}

void asbi_run_end(run *r) {
    memory *m = &r->engine->memory;
    end_sieve(r);
    asbi_side_end(&r->before, m);
    asbi_side_end(&r->whole, m);
    asbi_lent_end(&r->lent);
    asbi_side_end(&r->lent, m);
    asbi_commons_end(r);
    asbi_release(m, r->stored, r->stored_capacity * sizeof *r->stored);
    asbi_release(m, r->entries, r->entry_capacity * sizeof *r->entries);
    asbi_release(m, r->pair, r->pair_capacity * sizeof *r->pair);
    asbi_release(m, r->taken, r->taken_capacity);
    asbi_release(m, r->own, r->own_capacity * sizeof *r->own);
    asbi_arena_free(&r->script);
}

/* ---- is the case one of those that are asked for? Its summary goes into a caseload of a few cases, which is made anew from time to time: so the filter is the
 * caseload's own, and memory stays what it is. */

static int32_t begin_sieve(run *r, fault *f) {
    end_sieve(r);
    int32_t status = asbi_caseload_make(&r->sieve, r->engine);
    return status ? status : asbi_filter_read(&r->cases, r->sieve, r->q->v, f);
}

int32_t asbi_run_check_filter(run *r, fault *f) {
    return begin_sieve(r, f);
}

static int32_t summary_again(run *r, text id, fault *f) {
    asb_case *c = NULL;
    buffer b = asbi_output(r->engine);
    int32_t status = asbi_case_read(&c, r->of->store, id, f);
    if (!status) asbi_put_summary(&b, c);
    if (!status) status = b.status;
    if (!status) status = asbi_caseload_put(r->sieve, id, c->count, b.data, b.length, f);
    asbi_buffer_free(&b);
    asbi_handle_drop(c);
    return status;
}

int32_t asbi_run_asks_for(run *r, text id, asb_bytes summary, int *asked, fault *f) {
    fault unread = {0};
    *asked = 1;
    if (!r->q->filtered) return ASB_OK;
    int32_t status = !r->sieve || r->sieve->count >= SIEVE_CASES ? begin_sieve(r, f) : ASB_OK;
    if (status) return status;
    status = summary.length ? asbi_caseload_put(r->sieve, id, 1, summary.data, summary.length, &unread) : ASB_EINVALID;
    if (asbi_run_is_damage(status)) status = summary_again(r, id, f);
    if (!status) status = asbi_filter_resolve(r->sieve, r->cases);
    if (!status) *asked = asbi_filter_lets(r->sieve, r->cases, asbi_intern_find(&r->sieve->ids, id) - 1);
    return status;
}

/* ---- what is put in the place of what */

static asb_policy *instead(const run *r, asb_policy *p) {
    for (uint32_t i = p ? r->of->count : 0; i-- > 0;) {
        const replacement *one = &r->of->replacements[i];
        if (!one->instead_of.length || asbi_text_equal(one->instead_of, p->id)) return one->policy;
    }
    return p;
}

/* Is one of its policies another, by more than its handle? */
static int has_other_policy(const run *r) {
    for (uint32_t i = 0; i < r->stored_count; i++) {
        const asb_policy *was = r->entries[i].moves_to, *is = instead(r, r->entries[i].moves_to);
        if (was != is && memcmp(was->digest, is->digest, sizeof was->digest) != 0) return 1;
    }
    return 0;
}

/* ---- where only days are others: `before` alone is folded first, and the days are watched. A fold is a function of records, policy and what it is told of the days that
 * it asks about; so where it has asked about none of those that are others, the other calendar gives the same. */

static int32_t fold_alone(run *r) {
    int32_t status = ASB_OK;
    asbi_side_case(&r->before, r, r->entries[0].moves_to);
    for (uint32_t i = 0; i < r->stored_count && !status; i++) {
        const entry *was = &r->entries[i];
        prepared p;
        status = asbi_side_prepare(&r->before, &p, was, was->moves_to);
        if (!status && r->q->decisions && !p.e.erased) status = asbi_side_judge(&r->before, &p.e, p.e.recorded);
        if (!status) asbi_fold(r->before.c, &p);
    }
    return status;
}

/* 1: it is the same, and has been counted; 0: it must be compared. */
static int32_t look_alone(run *r) {
    day_watch *watch = r->q->kept.watch;
    watch->asked = 0;
    int32_t status = fold_alone(r);
    r->alone = 1;
    if (!status && r->q->may) status = asbi_compare_may(r);
    r->alone = 0;
    if (!status && r->q->dates) asbi_stand_before(r);
    if (status || watch->asked) return status;
    status = r->q->dates ? asbi_count_same(r) : ASB_OK;
    return status ? status : 1;
}

/* ---- what the case at hand has left in the outcome */

typedef struct before_case {
    uint32_t rows[TABLE_COUNT];
    uint64_t all;
    int64_t totals[TOTAL_WIDTH];
} before_case;

static before_case remember(outcome *o) {
    before_case b = {.all = o->rows};
    for (size_t i = 0; i < TABLE_COUNT; i++) b.rows[i] = o->tables[i].rows;
    memcpy(b.totals, asbi_table_row(&o->tables[TABLE_TOTALS], TABLE_TOTALS, 0), sizeof b.totals);
    return b;
}

static void go_back(outcome *o, const before_case *b) {
    o->rows = b->all;
    for (size_t i = 0; i < TABLE_COUNT; i++) o->tables[i].rows = b->rows[i];
    memcpy(asbi_table_row(&o->tables[TABLE_TOTALS], TABLE_TOTALS, 0), b->totals, sizeof b->totals);
}

/* ---- folding both */

static int32_t fold_one(run *r, const entry *was) {
    prepared before, after;
    int32_t status = asbi_side_prepare(&r->before, &before, was, was->moves_to);
    if (!status) status = asbi_side_prepare(r->after, &after, was, instead(r, was->moves_to));
    if (!status && r->q->decisions) status = asbi_compare_decision(r, &before.e, &after.e);
    if (status) return status;
    asbi_fold(r->before.c, &before);
    asbi_fold(r->after->c, &after);
    return ASB_OK;
}

static int32_t fold(run *r) {
    int32_t status = ASB_OK;
    r->after = &r->whole;
    asbi_side_case(&r->before, r, r->entries[0].moves_to);
    asbi_side_case(r->after, r, instead(r, r->entries[0].moves_to));
    for (uint32_t i = 0; i < r->stored_count && !status; i++) status = fold_one(r, &r->entries[i]);
    return status;
}

static int32_t fold_shared(run *r) {
    const before_case before = remember(r->out);
    int32_t status = ASB_OK;
    r->after = &r->lent;
    asbi_side_case(&r->before, r, r->like->first);
    asbi_lent_begin(r);
    for (uint32_t i = 0; i < r->stored_count && !status; i++) status = asbi_lent_fold(r, &r->entries[i]);
    if (!status) asbi_lend(r);
    if (status != FOLDED_APART) return status;
    go_back(r->out, &before);
    r->like->anew++;
    r->like = NULL;
    r->decisions = 0;
    return fold(r);
}

/* ---- the case's own row */

static int32_t put_changed(run *r, uint32_t differ, int64_t *cell) {
    buffer b = asbi_output(r->engine);
    uint32_t some = 0;
    asbi_put_char(&b, '[');
    for (uint32_t i = 0; i < FACT_COUNT; i++) {
        if (!(differ >> i & 1)) continue;
        if (some++) asbi_put_char(&b, ',');
        asbi_json_write_text(&b, asbi_text(asbi_compared_facts[i]));
    }
    asbi_put_char(&b, ']');
    int32_t status = b.status ? b.status : asbi_outcome_word(r->out, (text){b.data, b.length}, cell);
    asbi_buffer_free(&b);
    return status;
}

static int32_t put_policy(run *r, const asb_policy *p, int64_t *cell) {
    buffer b = asbi_output(r->engine);
    asbi_put_bytes(&b, p->id.at, p->id.length);
    asbi_put_char(&b, ' ');
    asbi_put_bytes(&b, p->version.at, p->version.length);
    int32_t status = b.status ? b.status : asbi_outcome_word(r->out, (text){b.data, b.length}, cell);
    asbi_buffer_free(&b);
    return status;
}

static int32_t add_case(run *r) {
    const asb_case *before = r->before.c, *after = r->after->c;
    uint32_t differ = r->like && !r->rescored && !r->parted ? 0 : asbi_facts_differ(before, after) & ~(UINT32_C(1) << FACT_POLICY);
    int64_t cells[CASE_WIDTH] = {[CASE_MOVED] = r->moved,
                                 [CASE_DUTIES] = r->duties,
                                 [CASE_DECISIONS] = r->decisions,
                                 [CASE_MISSED_BEFORE] = r->missed_before,
                                 [CASE_MISSED_AFTER] = r->missed_after};
    if (!differ && !r->moved && !r->duties && !r->decisions && r->missed_before == r->missed_after) return ASB_OK;
    int32_t status = asbi_outcome_word(r->out, r->id, &cells[CASE_CASE]);
    if (!status) status = put_changed(r, differ, &cells[CASE_CHANGED]);
    if (!status) status = asbi_outcome_word(r->out, asbi_text(asb_case_owner(after)), &cells[CASE_OFFICER]);
    if (!status) status = put_policy(r, before->policy, &cells[CASE_POLICY_BEFORE]);
    if (!status) status = put_policy(r, after->policy, &cells[CASE_POLICY]);
    if (!status) status = asbi_table_add(r->out, TABLE_CASES, cells);
    if (!status) asbi_table_row(&r->out->tables[TABLE_TOTALS], TABLE_TOTALS, 0)[TOTAL_CHANGED]++;
    return status;
}

/* ---- one case */

static int32_t compare(run *r) {
    int32_t status = r->q->may ? asbi_compare_may(r) : ASB_OK;
    if (!status && r->q->dates) status = asbi_compare_duties(r);
    return status ? status : add_case(r);
}

static int32_t rehearse(run *r, text id, fault *f) {
    int32_t status = asbi_script_read(r, id);
    if (!status) status = asbi_script_headers(r, f);
    int other_policy = !status && has_other_policy(r);
    if (status || (!other_policy && !r->q->other_days)) return status;
    instant last = r->entries[r->stored_count - 1].recorded;
    r->now = r->q->now > last ? r->q->now : last;
    status = asbi_script_bodies(r, f);
    if (!status && !other_policy) status = look_alone(r);
    if (status) return status < 0 ? status : ASB_OK;
    status = asbi_find_shared(r, instead(r, r->entries[0].moves_to));
    if (!status) status = r->like ? fold_shared(r) : fold(r);
    return status ? status : compare(r);
}

int asbi_run_is_damage(int32_t status) {
    return status == ASB_ECORRUPT || status == ASB_EJSON || status == ASB_EINVALID || status == ASB_ELIMIT || status == ASB_ABSENT;
}

int32_t asbi_run_failed(run *r, text id, int32_t status, fault *f) {
    int64_t cells[FAILED_WIDTH];
    const char *generic = asb_status_text(status);
    int said = f->status == status;
    message m;
    if (!said) asbi_message(&m, generic, (char *)NULL);
    int32_t failed = asbi_outcome_word(r->out, id, &cells[FAILED_CASE]);
    if (!failed) failed = asbi_outcome_word(r->out, asbi_text(said ? f->message.code : generic), &cells[FAILED_CODE]);
    if (!failed) failed = asbi_outcome_word(r->out, asbi_text(said ? f->message.text : m.text), &cells[FAILED_WHAT]);
    f->status = ASB_OK;
    if (!failed) failed = asbi_table_add(r->out, TABLE_FAILED, cells);
    if (!failed) asbi_table_row(&r->out->tables[TABLE_TOTALS], TABLE_TOTALS, 0)[TOTAL_FAILED]++;
    return failed;
}

int32_t asbi_run_case(run *r, text id, fault *f) {
    before_case before = remember(r->out);
    r->like = NULL;
    r->rescored = r->parted = 0;
    r->moved = r->duties = r->missed_before = r->missed_after = r->decisions = 0;
    asbi_arena_rewind(&r->script, r->mark);
    r->id = (text){asbi_arena_text(&r->script, id.at, id.length), id.length};
    if (!r->id.at) return ASB_ENOMEM;
    int32_t status = rehearse(r, r->id, f);
    if (asbi_run_is_damage(status) && !r->out->full) {
        go_back(r->out, &before);
        status = asbi_run_failed(r, r->id, status, f);
    }
    int64_t *totals = asbi_table_row(&r->out->tables[TABLE_TOTALS], TABLE_TOTALS, 0);
    totals[TOTAL_CASES]++;
    totals[TOTAL_RECORDS] += r->stored_count;
    return status;
}

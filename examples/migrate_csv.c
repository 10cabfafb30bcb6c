/* Old cases out of another system, from CSV (RFC 4180): each comes in as it was, at its own dates and marked as imported. What the policy would have refused is
 * recorded as a breach and not lost; a row that makes no sense is named and left out.
 *
 *     migrate_csv CASES.csv FILE.asb
 *
 * The columns: case, reported, entered, channel, summary, category, complainant, perpetrator, opened, closed, reason, rationale, officer. Dates may be empty where that has not happened. */
#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ID,
    REPORTED,
    ENTERED,
    CHANNEL,
    SUMMARY,
    CATEGORY,
    COMPLAINANT,
    PERPETRATOR,
    OPENED,
    CLOSED,
    REASON,
    RATIONALE,
    OFFICER,
    COLUMNS,
    GROUP = 100
};

typedef struct migration {
    asb_engine *engine;
    asb_policy *policy;
    asb_store *store;
    asb_case *group[GROUP]; /* not saved yet */
    uint32_t count;
    unsigned row, good, bad, records, breaches;
} migration;

/* ---- CSV: fields between commas; in quotation marks anything, also line ends, and two for one */

typedef struct table {
    FILE *file;
    char text[8192];
    const char *fields[COLUMNS];
    unsigned count;
} table;

static int next_character(table *t, int *quoted) {
    int c = fgetc(t->file);
    while (c == '"') {
        int after = fgetc(t->file);
        if (*quoted && after == '"') return c;
        *quoted = !*quoted;
        c = after;
    }
    return c;
}

/* 1; 0 at the end of the file. What is too much is cut, and then there are too many fields, or a text that is not whole UTF-8. */
static int next_row(table *t) {
    size_t at = 0;
    int quoted = 0, c = next_character(t, &quoted), some = c != EOF;
    t->fields[0] = t->text;
    for (t->count = 1; c != EOF && (quoted || c != '\n'); c = next_character(t, &quoted)) {
        if (at + 2 > sizeof t->text || (!quoted && c == '\r')) continue;
        t->text[at++] = (char)(!quoted && c == ',' ? '\0' : c);
        if (!quoted && c == ',' && t->count++ < COLUMNS) t->fields[t->count - 1] = t->text + at;
    }
    t->text[at] = '\0';
    return some;
}

/* ---- one case */

static void leave(migration *m, const char *id, const char *what, const char *why) {
    printf("row %u: %s: %s: %s\n", m->row, *id ? id : "(no case)", what, why);
    m->bad++;
}

/* Set where the column says something; an empty one is a field that is absent. */
static int32_t set(asb_record *r, const char *field, const char *text) {
    if (!*text) return ASB_OK;
    return strcmp(field, "categories") ? asb_record_set_text(r, field, text) : asb_record_add_text(r, field, text); /* a list */
}

typedef struct part {
    const char *kind, *at, *fields[8]; /* names and texts by turns */
} part;

static int32_t make(asb_record **out, migration *m, const part *p, const char *officer) {
    int32_t status = asb_record_new(out, m->engine, p->kind);
    if (status == ASB_OK) status = asb_record_set_actor(*out, officer, "housing-officer");
    if (status == ASB_OK) status = asb_record_set_at(*out, p->at);
    for (int i = 0; status == ASB_OK && i < 8 && p->fields[i]; i += 2) status = set(*out, p->fields[i], p->fields[i + 1]);
    return status;
}

static int32_t admit(migration *m, asb_case *c, const part *p, const char *officer, int64_t recorded) {
    asb_record *r = NULL;
    asb_decision *said = NULL;
    int32_t status = make(&r, m, p, officer);
    if (status == ASB_OK) status = asb_case_admit(&said, c, r, recorded, 1);
    for (uint32_t i = 0; i < asb_decision_count(said); i++) m->breaches += asb_decision_effect(said, i) == ASB_EFFECT_BREACH;
    asb_decision_free(said);
    asb_record_free(r);
    return status;
}

/* When it was entered: the day after the case was, or its own time where that is later. */
static int32_t when(int64_t *recorded, migration *m, const char *at, int64_t entered) {
    int32_t status = asb_instant_parse(recorded, m->engine, at);
    if (status == ASB_OK && *recorded < entered) *recorded = entered;
    return status;
}

/* Everything that the row says of the case, in the order in which it happened; gives the part that could not be. */
static int32_t admit_all(const char **what, migration *m, asb_case *c, const char *const f[COLUMNS]) {
    int64_t recorded = 0, entered;
    const part parts[] = {
        {"report", f[REPORTED], {"channel", f[CHANNEL], "summary", f[SUMMARY], "category", f[CATEGORY]}},
        {"party", f[REPORTED], {"party", "c1", "as", "complainant", "name", f[COMPLAINANT]}},
        {"party", *f[PERPETRATOR] ? f[REPORTED] : "", {"party", "p1", "as", "alleged-perpetrator", "name", f[PERPETRATOR]}},
        {"opening", f[OPENED], {"categories", f[CATEGORY]}},
        {"closure", f[CLOSED], {"reason", f[REASON], "rationale", f[RATIONALE]}}};
    *what = "entered";
    int32_t status = asb_instant_parse(&entered, m->engine, f[ENTERED]);
    for (size_t i = 0; status == ASB_OK && i < sizeof parts / sizeof parts[0]; i++) {
        if (!*parts[i].at && i) continue; /* has not happened */
        *what = parts[i].kind;
        status = when(&recorded, m, parts[i].at, entered);
        if (status == ASB_OK) status = admit(m, c, &parts[i], f[OFFICER], recorded);
    }
    return status;
}

/* ---- groups: one commit, and one sync, for a hundred cases */

static int32_t save_group(migration *m) {
    if (!m->count) return ASB_OK;
    int32_t status = asb_case_save_all(m->group, m->count);
    for (uint32_t i = 0; i < m->count; i++) {
        m->records += asb_case_stored(m->group[i]);
        asb_case_free(m->group[i]);
    }
    if (status == ASB_OK) m->good += m->count;
    m->count = 0;
    return status;
}

static int is_in_group(const migration *m, const char *id) {
    for (uint32_t i = 0; i < m->count; i++)
        if (!strcmp(asb_case_id(m->group[i]), id)) return 1;
    return 0;
}

/* An error that is not the row's ends the migration: what was saved stays, and what is there already is passed over the next time. */
static int32_t migrate_row(migration *m, const table *t) {
    const char *id = t->fields[ID], *what = "case";
    asb_case *c = NULL;
    unsigned breaches = m->breaches;
    if (t->count != COLUMNS) return leave(m, id, "row", "it has not as many columns as there are to be"), ASB_OK;
    if (is_in_group(m, id)) return leave(m, id, what, "the file has a case of this id already"), ASB_OK;
    int32_t status = asb_case_new(&c, m->engine, m->policy, m->store, id);
    if (status == ASB_OK) status = admit_all(&what, m, c, t->fields);
    if (status == ASB_OK) {
        m->group[m->count++] = c;
        return m->count == GROUP ? save_group(m) : ASB_OK;
    }
    m->breaches = breaches;
    if (status == ASB_EINVALID || status == ASB_EEXISTS) {
        leave(m, id, what, asb_error_message(m->engine));
        status = ASB_OK;
    }
    asb_case_free(c);
    return status;
}

static int32_t migrate(migration *m, table *t) {
    int32_t status = ASB_OK;
    next_row(t); /* the names of the columns */
    for (m->row = 2; status == ASB_OK && next_row(t); m->row++) status = migrate_row(m, t);
    return status == ASB_OK ? save_group(m) : status;
}

int main(int argc, char **argv) {
    static migration m;
    static table t;
    if (argc != 3) return fprintf(stderr, "usage: migrate_csv CASES.csv FILE.asb\n"), 2;
    t.file = fopen(argv[1], "rb");
    if (!t.file) return perror(argv[1]), EXIT_FAILURE;
    int32_t status = asb_engine_new(&m.engine, NULL);
    if (status == ASB_OK) status = asb_policy_builtin(&m.policy, m.engine, "west-kent");
    if (status == ASB_OK) status = asb_store_journal(&m.store, m.engine, argv[2]);
    if (status == ASB_OK) status = migrate(&m, &t);
    if (status != ASB_OK) fprintf(stderr, "row %u: %s\n", m.row, m.engine ? asb_error_message(m.engine) : asb_status_text(status));
    printf("%u cases with %u records brought in, %u breaches of the policy noted; %u rows left out\n", m.good, m.records, m.breaches,
           m.bad);
    for (uint32_t i = 0; i < m.count; i++) asb_case_free(m.group[i]);
    asb_store_free(m.store);
    asb_policy_free(m.policy);
    asb_engine_free(m.engine);
    fclose(t.file);
    return status == ASB_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

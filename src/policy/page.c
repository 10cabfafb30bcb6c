/* The whole policy as a page: tables for what is looked up, a section for each rule. */
#include "explain.h"

#include "../base/container.h"
#include "../base/words.h"

/* A table is a row of words: the list it is of, its title; then a key of the items, and its heading, for each column. Roles are named by their labels. */
#define TABLE(...) WORDS(__VA_ARGS__) "\0"

/* clang-format off */
static const char first_tables[] =
    TABLE("roles", "Roles", "id", "Id", "label", "Role", "clause", "Clause")
    TABLE("priorities", "Priorities, highest first", "id", "Id", "label", "Priority")
    TABLE("categories", "Categories", "id", "Id", "label", "Category", "group", "Group", "priority", "Priority", "handled_by", "Handled by", "hate", "Hate", "clause", "Clause")
    TABLE("not_asb", "Not anti-social behaviour", "id", "Id", "label", "What", "instead", "What is done instead", "clause", "Clause");
static const char later_tables[] =
    TABLE("plan_actions", "Plan actions", "id", "Id", "by", "By", "text", "Action", "standing", "Standing", "clause", "Clause")
    TABLE("remedies", "Remedies", "id", "Id", "label", "Remedy", "legal", "Legal", "applicant", "Applicant", "tenures", "Tenures", "term", "Term", "clause", "Clause");
static const char last_tables[] =
    TABLE("closure_reasons", "Reasons for closing", "id", "Id", "label", "Reason", "clause", "Clause")
    TABLE("letters", "Letters", "id", "Id", "title", "Letter", "to", "To", "clause", "Clause");
/* clang-format on */

static void put_title(buffer *b, const char *title) {
    asbi_put_format(b, "\n## %s\n\n", title);
}

/* ---- Tables ---- */

static void put_cell_scalar(buffer *b, const json_value *v) {
    const json_value *wrong;
    const char *code;
    period p;

    if (v->type == JSON_TRUE)
        asbi_put(b, "yes");
    else if (v->type == JSON_OBJECT && asbi_period_read(&p, v, &wrong, &code) == ASB_OK)
        asbi_put_period(b, &p);
    else if (v->type != JSON_FALSE)
        asbi_put_text(b, asbi_json_text(v));
}

static void put_cell(buffer *b, const json_value *v) {
    uint32_t at = 0;

    if (v == NULL) return;
    if (v->type != JSON_LIST) {
        put_cell_scalar(b, v);
        return;
    }
    for (const json_value *item = asbi_json_first(v); item != NULL; item = item->next) {
        asbi_put(b, at++ == 0 ? "" : ", ");
        put_cell_scalar(b, item);
    }
}

static const char *next_column(const char *key) {
    return asbi_word_after(asbi_word_after(key));
}

static void put_header(buffer *b, const char *columns) {
    for (const char *key = columns; *key != '\0'; key = next_column(key)) asbi_put_format(b, "| %s ", asbi_word_after(key));
    asbi_put(b, "|\n");
    for (const char *key = columns; *key != '\0'; key = next_column(key)) asbi_put(b, "| --- ");
    asbi_put(b, "|\n");
}

/* How unclear sources were read stands below the table. */
static void put_readings(buffer *b, const json_value *list) {
    int is_first = 1;

    for (const json_value *item = asbi_json_first(list); item != NULL; item = item->next) {
        text ambiguity = asbi_text_of(asbi_json_get(item, "ambiguity"));
        if (ambiguity.length == 0) continue;
        asbi_put(b, is_first ? "\n" : "");
        is_first = 0;
        asbi_put(b, "- ");
        asbi_put_text(b, asbi_title_of(item));
        asbi_put(b, ": ");
        asbi_put_text(b, ambiguity);
        asbi_put(b, "\n");
    }
}

static void put_table(buffer *b, const asb_policy *p, const char *table) {
    const json_value *list = asbi_json_get(p->document, table);
    const char *title = asbi_word_after(table), *columns = asbi_word_after(title);

    if (asbi_json_at(list, 0) == NULL) return;
    put_title(b, title);
    put_header(b, columns);
    for (const json_value *item = asbi_json_first(list); item != NULL; item = item->next) {
        for (const char *key = columns; *key != '\0'; key = next_column(key)) {
            asbi_put(b, "| ");
            put_cell(b, asbi_json_get(item, key));
            asbi_put(b, " ");
        }
        asbi_put(b, "|\n");
    }
    put_readings(b, list);
}

static void put_tables(buffer *b, const asb_policy *p, const char *rows) {
    for (; *rows != '\0'; rows = asbi_row_after(rows)) put_table(b, p, rows);
}

/* ---- Sections ---- */

static void put_head(buffer *b, const asb_policy *p) {
    explanation x = {b, p, 2};

    asbi_put(b, "# ");
    asbi_put_text(b, p->title);
    asbi_put(b, "\n\n- **Policy**: `");
    asbi_put_text(b, p->id);
    asbi_put(b, "`\n- **Version**: ");
    asbi_put_text(b, p->version);
    asbi_put(b, "\n- **Source**: ");
    asbi_put_text(b, p->source);
    asbi_put(b, "\n");
    asbi_put_ambiguity(&x, p->document);
}

static void put_days(buffer *b, const asb_policy *p, const char *key, const char *words) {
    const json_value *days = asbi_json_get(asbi_json_get(p->document, "calendar"), key);

    if (asbi_json_at(days, 0) == NULL) return;
    asbi_put_format(b, "- **%s**: ", words);
    put_cell(b, days);
    asbi_put(b, "\n");
}

static void put_stages(explanation *x) {
    const asb_policy *p = x->p;

    if (p->stages.count > 0) put_title(x->b, "Stages");
    for (uint32_t i = 0; i < p->stages.count; i++) {
        const stage_rule *s = &p->stages.items[i];
        asbi_put_format(x->b, "%u. **", (uint64_t)i + 1);
        asbi_put_text(x->b, s->label);
        asbi_put(x->b, "**: when ");
        asbi_put_condition(x->b, p, s->when);
        asbi_put(x->b, " (clause ");
        asbi_put_text(x->b, asbi_text_of(asbi_json_get(s->source, "clause")));
        asbi_put(x->b, ")\n");
    }
    if (p->stages.count > 0) put_readings(x->b, asbi_json_get(p->document, "stages"));
}

static void put_raises(explanation *x) {
    if (x->p->raises.count > 0) put_title(x->b, "What raises the priority");
    for (uint32_t i = 0; i < x->p->raises.count; i++) {
        asbi_put(x->b, i == 0 ? "" : "\n");
        asbi_explain_raise(x, &x->p->raises.items[i]);
    }
}

static void put_triage(buffer *b, const asb_policy *p) {
    const json_value *questions = asbi_json_get(p->triage.source, "questions");

    if (!p->triage.present) return;
    put_title(b, "Triage");
    asbi_put_format(b, "Threshold: %u times yes (clause ", (uint64_t)p->triage.threshold);
    asbi_put_text(b, asbi_text_of(asbi_json_get(p->triage.source, "clause")));
    asbi_put(b, ").\n\n");
    for (const json_value *q = asbi_json_first(questions); q != NULL; q = q->next) {
        asbi_put(b, "- ");
        asbi_put_text(b, asbi_text_of(asbi_json_get(q, "text")));
        asbi_put(b, "\n");
    }
}

static void put_matrices(explanation *x) {
    if (x->p->matrices.count > 0) put_title(x->b, "Risk matrices");
    for (uint32_t i = 0; i < x->p->matrices.count; i++) {
        asbi_put(x->b, i == 0 ? "" : "\n");
        asbi_explain_matrix(x, &x->p->matrices.items[i]);
    }
}

static void put_duty_row(buffer *b, const asb_policy *p, const duty_rule *d) {
    asbi_put(b, "| ");
    asbi_put_text(b, d->label);
    asbi_put(b, " | ");
    asbi_put_owners(b, p, d);
    asbi_put(b, " | ");
    asbi_put_due_in(b, p, d);
    asbi_put(b, " | ");
    asbi_put_text(b, d->clause);
    asbi_put(b, " |\n");
}

static void put_duties(explanation *x) {
    const asb_policy *p = x->p;

    if (p->duties.count == 0) return;
    put_title(x->b, "Duties");
    asbi_put(x->b, "| Duty | Whose | Within | Clause |\n| --- | --- | --- | --- |\n");
    for (uint32_t i = 0; i < p->duties.count; i++) put_duty_row(x->b, p, &p->duties.items[i]);
    for (uint32_t i = 0; i < p->duties.count; i++) {
        asbi_put(x->b, "\n");
        asbi_explain_duty(x, &p->duties.items[i]);
    }
}

static void put_guards(explanation *x) {
    if (x->p->guards.count > 0) put_title(x->b, "Guards");
    for (uint32_t i = 0; i < x->p->guards.count; i++) {
        asbi_put(x->b, i == 0 ? "" : "\n");
        asbi_explain_guard(x, &x->p->guards.items[i]);
    }
}

static void put_audiences(explanation *x) {
    if (x->p->audiences.count > 0) put_title(x->b, "Who may see what");
    for (uint32_t i = 0; i < x->p->audiences.count; i++) {
        asbi_put(x->b, i == 0 ? "" : "\n");
        asbi_explain_audience(x, &x->p->audiences.items[i]);
    }
}

static void put_case_review(buffer *b, const asb_policy *p) {
    put_title(b, "ASB case review");
    asbi_put(b,
             "| Area | Reports | For hate | Reported within | Applied for within | Victim told at | Clause |\n"
             "| --- | --- | --- | --- | --- | --- | --- |\n");
    for (uint32_t i = 0; i < p->review_areas.count; i++) {
        const review_area *a = &p->review_areas.items[i];
        asbi_put(b, "| ");
        asbi_put_text(b, a->area_text);
        asbi_put_format(b, " | %i | ", (int64_t)a->threshold);
        asbi_put_int(b, a->hate_threshold > 0 ? a->hate_threshold : a->threshold);
        asbi_put(b, " | ");
        asbi_put_period(b, &a->report_within);
        asbi_put(b, " | ");
        asbi_put_period(b, &a->apply_within);
        asbi_put_format(b, " | %i reports within ", (int64_t)a->tell_at);
        asbi_put_period(b, &a->tell_within);
        asbi_put(b, " | ");
        asbi_put_text(b, a->clause);
        asbi_put(b, " |\n");
    }
}

static void put_notes(buffer *b, const asb_policy *p) {
    const json_value *notes = asbi_json_get(p->document, "notes");

    if (asbi_json_at(notes, 0) == NULL) return;
    put_title(b, "Notes");
    for (const json_value *v = asbi_json_first(notes); v != NULL; v = v->next) {
        asbi_put(b, "- **");
        asbi_put_text(b, asbi_text_of(asbi_json_get(v, "clause")));
        asbi_put(b, "**: ");
        asbi_put_text(b, asbi_text_of(asbi_json_get(v, "text")));
        asbi_put(b, "\n");
    }
}

void asbi_put_page(buffer *b, const asb_policy *p) {
    explanation x = {b, p, 3};

    put_head(b, p);
    put_days(b, p, "closed", "Days on which nobody works");
    put_days(b, p, "open", "Days on which people work all the same");
    put_tables(b, p, first_tables);
    put_raises(&x);
    put_stages(&x);
    put_triage(b, p);
    put_matrices(&x);
    put_tables(b, p, later_tables);
    put_duties(&x);
    put_guards(&x);
    put_tables(b, p, last_tables);
    put_audiences(&x);
    put_case_review(b, p);
    put_notes(b, p);
}

/* The form of an action plan: the policy's catalogue to choose from, or what was agreed and how it stands; each side for itself. */
#include "../base/container.h"
#include "../forms/plan.h"
#include "paper_form.h"
#include <asb/document.h>
#include <string.h>

static const struct {
    const char *by, *title;
} sides[] = {{"landlord", "What the landlord does"},
             {"complainant", "What the person complaining does"},
             {"perpetrator", "What the person complained of does"},
             {"agency", "What other agencies do"}};

/* ---- blank */

/* A parameter is room to fill in. */
static void put_params(teller *t, const json_value *params) {
    for (const json_value *p = params ? asbi_json_first(params) : NULL; p; p = p->next) {
        asbi_page_put(t->p, "\n");
        asbi_page_word(t->p, asbi_text(asbi_text_at(p, "id")), 1);
        asbi_page_put(t->p, ":");
        asbi_page_blank(t->p, 1);
    }
}

static void put_choice(teller *t, const plan_action_def *def) {
    asbi_page_row(t->p, 0);
    asbi_page_cell(t->p);
    asbi_page_box(t->p, 0);
    asbi_page_text(t->p, def->text);
    put_params(t, asbi_json_get(def->source, "params"));
    asbi_page_cell(t->p);
    asbi_page_text(t->p, def->clause);
    asbi_page_cell(t->p);
    if (def->standing)
        asbi_page_put(t->p, "until the case closes");
    else
        asbi_page_blank(t->p, 1);
}

static void put_other(teller *t) {
    asbi_page_row(t->p, 0);
    asbi_page_cell(t->p);
    asbi_page_box(t->p, 0);
    asbi_page_put(t->p, "Other:");
    asbi_page_blank(t->p, 2);
    asbi_page_cell(t->p);
    asbi_page_cell(t->p);
    asbi_page_blank(t->p, 1);
}

static void put_catalogue(teller *t, size_t side) {
    static const char columns[] = WORDS(HEAD(LOOK_LONG, "Action"), HEAD(LOOK_TEXT, "Clause"), HEAD(LOOK_TEXT, "By when, how often"));
    const asb_policy *p = t->c->policy;
    asbi_page_section(t->p, sides[side].title);
    asbi_page_table(t->p, "Actions to choose from", columns, NULL);
    for (uint32_t i = 0; i < p->plan_actions.count; i++)
        if (asbi_text_is(asbi_atom_text(p, p->plan_actions.items[i].by), sides[side].by)) put_choice(t, &p->plan_actions.items[i]);
    put_other(t);
}

/* ---- filled */

static void put_text(teller *t, const json_value *action) {
    t->scratch.length = 0;
    asbi_put_action_text(&t->scratch, t->c->policy, action);
    if (t->scratch.length) asbi_page_told(t->p, (text){t->scratch.data, t->scratch.length});
}

static void put_time(teller *t, const json_value *action, const plan_action_def *def) {
    static const field_def when = {.type = FIELD_WHEN}, often = {.type = FIELD_PERIOD};
    const json_value *due = asbi_json_get(action, "due"), *every = asbi_json_get(action, "every");
    if (due) asbi_tell_value(t, &when, due);
    if (every) asbi_page_put(t->p, due ? ", then every " : "every ");
    if (every) asbi_tell_value(t, &often, every);
    if (!due && !every && def && def->standing) asbi_page_put(t->p, "until the case closes");
}

static void put_status(teller *t, const entry *e, text id) {
    atom status = asbi_action_status(t->c, e, id);
    due next = asbi_plan_next_due(t->c, e, id, t->p->now);
    if (status == WORD_done)
        asbi_page_mark(t->p, "met", "Done");
    else if (status == WORD_cancelled)
        asbi_page_mark(t->p, "off", "Cancelled");
    else if (asbi_due_passed(next, t->p->now))
        asbi_page_mark(t->p, "missed", "Overdue");
    else
        asbi_page_mark(t->p, "open", status == WORD_not_done ? "Not done" : "Open");
    if (asbi_due_is_none(next)) return;
    asbi_page_put(t->p, ", due ");
    asbi_page_due(t->p, next);
}

static void put_action(teller *t, const entry *e, const json_value *action) {
    const plan_action_def *def = asbi_action_def(t->c->policy, action);
    asbi_page_row(t->p, 0);
    asbi_page_cell(t->p);
    put_text(t, action);
    asbi_page_cell(t->p);
    if (def) asbi_page_text(t->p, def->clause);
    asbi_page_cell(t->p);
    put_time(t, action, def);
    asbi_page_cell(t->p);
    put_status(t, e, asbi_text(asbi_text_at(action, "id")));
}

static void put_agreed(teller *t, const entry *e, const json_value *actions, size_t side) {
    static const char columns[] = WORDS(HEAD(LOOK_LONG, "Action"), HEAD(LOOK_TEXT, "Clause"), HEAD(LOOK_TEXT, "By when, how often"),
                                        HEAD(LOOK_TEXT, "Status"));
    asbi_page_section(t->p, sides[side].title);
    asbi_page_table(t->p, "Actions", columns, "Nothing in this plan.");
    for (const json_value *v = actions ? asbi_json_first(actions) : NULL; v; v = v->next)
        if (!strcmp(asbi_text_at(v, "by"), sides[side].by)) put_action(t, e, v);
}

/* ---- the whole */

static void put_head(teller *t, const entry *e) {
    asbi_page_section(t->p, "About this plan");
    asbi_page_field(t->p, "Made with");
    if (e) {
        asbi_tell_field(t, e, "party");
        asbi_tell_labelled(t, e, "agreed", "Agreed with them");
        asbi_tell_labelled(t, e, "sent", "Sent to them");
        asbi_tell_labelled(t, e, "method", NULL);
    } else {
        asbi_page_blank(t->p, 1);
        asbi_page_field(t->p, "Agreed with them");
        asbi_page_box(t->p, 0);
        asbi_page_put(t->p, "yes   ");
        asbi_page_box(t->p, 0);
        asbi_page_put(t->p, "no");
    }
    asbi_tell_completed(t, e);
}

static void write(teller *t, const entry *e, const void *more) {
    const field_def *f;
    const entry_field *actions = e ? asbi_tell_find(t, e, "actions", &f) : NULL;
    withheld why = actions ? asbi_view_field(t->v, e, f, asbi_field_value(actions)) : SEEN;
    (void)more;
    put_head(t, e);
    if (why != SEEN && why != MASKED) {
        asbi_page_field(t->p, "Actions");
        asbi_page_withheld(t->p, why);
        return;
    }
    for (size_t i = 0; i < COUNT_OF(sides); i++) {
        if (e)
            put_agreed(t, e, actions ? actions->tree : NULL, i);
        else
            put_catalogue(t, i);
    }
}

static int32_t render(buffer *out, const making *m) {
    static const paper_form form = {"plan", "Action plan", write, NULL};
    const entry *e;
    int32_t status = asbi_form_of(&e, m->d, KIND_PLAN, m->f);
    return status ? status : asbi_form_render(out, m, &form, e);
}

static int32_t judge_option(const asb_document *d, const char *option, text value, fault *f) {
    const entry *e;
    return strcmp(option, "seq") ? ASB_OK : asbi_form_judge_seq(&e, d->c, value, KIND_PLAN, f);
}

const document_kind asbi_plan_form_kind = {
    .name = "plan",
    .label = "Action plan, blank or filled",
    .formats = 1u << ASB_FORMAT_TEXT | 1u << ASB_FORMAT_HTML | 1u << ASB_FORMAT_JSON,
    .options = asbi_form_options,
    .judge = judge_option,
    .render = render,
    .own_words = asbi_page_words,
};

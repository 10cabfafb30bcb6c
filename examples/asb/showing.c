/* asb show, duties, history: what a case has come to. */
#include "journal.h"
#include "terminal.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- times */

const char *local_time(app *a, int64_t ms) {
    static char text[40];
    asb_text *local = NULL;

    text[0] = '\0';
    if (ms != INT64_MIN && asb_instant_text(&local, a->engine, ms, 1) == ASB_OK) snprintf(text, sizeof text, "%s", asb_text_data(local));
    asb_text_free(local);
    return text;
}

const char *local_text(app *a, const char *when) {
    int64_t ms;

    if (strlen(when) <= 10 || asb_instant_parse(&ms, a->engine, when) != ASB_OK) return when;
    return local_time(a, ms);
}

/* ---- duties */

typedef struct order {
    const asb_duties *duties;
    uint32_t index;
    int is_over;
} order;

/* What is to be done comes before what is over; then by date, and what has none last. Dates and instants sort as they are written. */
static int compare(const void *x, const void *y) {
    const order *a = x, *b = y;
    const char *due_a = asb_duties_due(a->duties, a->index), *due_b = asb_duties_due(b->duties, b->index);

    if (a->is_over != b->is_over) return a->is_over - b->is_over;
    if ((due_a[0] == '\0') != (due_b[0] == '\0')) return due_a[0] == '\0' ? 1 : -1;
    return strcmp(due_a, due_b) ? strcmp(due_a, due_b) : (a->index > b->index) - (a->index < b->index);
}

static style style_of(int32_t state) {
    static const style styles[] = {STYLE_PLAIN, STYLE_PLAIN, STYLE_BAD, STYLE_GOOD, STYLE_WARNING, STYLE_DIM};

    return styles[state];
}

/* The roles of a JSON list, in words. */
static void add_owner(app *a, table *t, const char *owner) {
    asb_json *list = NULL;
    words w = {0};

    if (asb_json_parse(&list, a->engine, owner, strlen(owner)) == ASB_OK)
        for (const asb_json *v = asb_json_at(list, 0); v != NULL; v = asb_json_next(v))
            words_format(&w, "%s%s", w.length > 0 ? ", " : "", asb_json_text(v, NULL));
    table_add(t, words_text(&w), STYLE_PLAIN);
    words_free(&w);
    asb_json_free(list);
}

static void add_duty(app *a, table *t, const asb_duties *d, uint32_t i) {
    static const char *const states[] = {"", "open", "overdue", "met", "met late", "lapsed"};
    static const char *const watched[] = {"", "watched", "over", "met", "met late", "lapsed"}; /* no one's task */
    const char *due = asb_duties_due(d, i);
    int32_t state = asb_duties_state(d, i);

    table_add(t, due[0] != '\0' ? local_text(a, due) : "no date", state == ASB_DUTY_OVERDUE ? STYLE_BAD : STYLE_BOLD);
    table_add(t, asb_duties_act_by(d, i), STYLE_WARNING);
    table_add(t, asb_duties_watch(d, i) ? watched[state] : states[state], style_of(state));
    table_add(t, asb_duties_rule(d, i), STYLE_PLAIN);
    table_add(t, asb_duties_subject(d, i), STYLE_PLAIN);
    table_add(t, asb_duties_label(d, i), STYLE_PLAIN);
    add_owner(a, t, asb_duties_owner(d, i));
    table_add(t, asb_duties_clause(d, i), STYLE_DIM);
}

uint32_t print_duties(app *a, const asb_duties *d, int all, const char *indent) {
    static const char *const titles[] = {"due", "act by", "state", "duty", "about", "what", "who", "clause"};
    uint32_t count = asb_duties_count(d), shown = 0;
    order *sorted = more_room(NULL, count * sizeof *sorted);
    table t;

    for (uint32_t i = 0; i < count; i++) {
        int is_over = asb_duties_state(d, i) > ASB_DUTY_OVERDUE;
        if (all || !is_over) sorted[shown++] = (order){d, i, is_over};
    }
    qsort(sorted, shown, sizeof *sorted, compare);
    table_begin(&t, sizeof titles / sizeof titles[0], titles);
    for (uint32_t i = 0; i < shown; i++) add_duty(a, &t, d, sorted[i].index);
    table_print(&t, indent);
    free(sorted);
    return shown;
}

static int duties(app *a, asb_case *c) {
    asb_duties *d = NULL;
    asb_text *text = NULL;
    int32_t status = asb_case_duties(&d, c);

    if (status == ASB_OK && a->options.json) status = asb_duties_json(&text, d);
    if (status != ASB_OK) return say_error(a->engine, status, asb_case_id(c));
    if (text != NULL)
        print_text(text);
    else if (print_duties(a, d, a->options.all, "") == 0)
        puts("nothing is to be done");
    asb_duties_free(d);
    return EXIT_DONE;
}

/* ---- show */

static void print_fact(const char *name, const char *value) {
    if (value[0] != '\0') printf("%s%-11s%s%s\n", style_on(STYLE_DIM), name, style_off(STYLE_DIM), value);
}

static const char *member(const asb_json *object, const char *key) {
    const char *text = asb_json_text(asb_json_get(object, key), NULL);

    return text != NULL ? text : "";
}

static void put_list(words *w, const asb_json *list) {
    for (const asb_json *v = asb_json_at(list, 0); v != NULL; v = asb_json_next(v))
        words_format(w, "%s%s", v != asb_json_at(list, 0) ? ", " : "", asb_json_text(v, NULL));
}

static void put_risk(words *w, const char *band, const char *score) {
    words_add(w, band[0] != '\0' ? band : "no band");
    words_format(w, ", score %s", score);
}

static void print_party(table *t, const asb_json *party) {
    const asb_json *facts = asb_json_get(party, "facts"), *risk = asb_json_get(party, "risk");
    words parts = {0}, w = {0};

    put_list(&parts, asb_json_get(party, "as"));
    if (risk != NULL) put_risk(&w, member(risk, "band"), member(risk, "score"));
    table_add(t, member(party, "party"), STYLE_BOLD);
    table_add(t, words_text(&parts), STYLE_PLAIN);
    table_add(t, member(facts, "name"), STYLE_PLAIN);
    table_add(t, words_text(&w), STYLE_PLAIN);
    words_free(&parts);
    words_free(&w);
}

static void print_parties(const asb_json *list) {
    static const char *const titles[] = {"person", "part", "name", "risk"};
    table t;

    if (asb_json_count(list) == 0) return;
    table_begin(&t, sizeof titles / sizeof titles[0], titles);
    for (const asb_json *v = asb_json_at(list, 0); v != NULL; v = asb_json_next(v)) print_party(&t, v);
    putchar('\n');
    table_print(&t, "");
}

static void print_facts(const asb_case *c, const asb_json *facts) {
    const asb_json *policy = asb_json_get(facts, "policy");
    words w = {0};

    print_fact("case", asb_case_id(c));
    words_format(&w, "%s, %s", member(policy, "id"), member(policy, "version"));
    print_fact("policy", w.data);
    words_clear(&w);
    print_fact("records", member(facts, "records"));
    print_fact("state", member(facts, "state"));
    print_fact("stage", member(facts, "stage"));
    put_list(&w, asb_json_get(facts, "categories"));
    print_fact("categories", words_text(&w));
    words_clear(&w);
    print_fact("priority", member(facts, "priority"));
    print_fact("hate", asb_case_hate(c) ? "yes" : "");
    if (asb_case_owner(c)[0] != '\0') words_format(&w, "%s (%s)", asb_case_owner(c), asb_case_owner_role(c));
    print_fact("owner", words_text(&w));
    words_clear(&w);
    if (member(facts, "score")[0] != '\0') put_risk(&w, member(facts, "band"), member(facts, "score"));
    print_fact("risk", words_text(&w));
    words_free(&w);
    print_parties(asb_json_get(facts, "parties"));
}

static int show_for_people(app *a, asb_case *c, const asb_text *text) {
    asb_json *facts = NULL;
    asb_duties *d = NULL;
    int32_t status = asb_json_parse(&facts, a->engine, asb_text_data(text), asb_text_length(text));

    if (status == ASB_OK) status = asb_case_duties(&d, c);
    if (status == ASB_OK) {
        print_facts(c, facts);
        putchar('\n');
        if (print_duties(a, d, 0, "") == 0) puts("nothing is to be done");
    }
    asb_duties_free(d);
    asb_json_free(facts);
    return status == ASB_OK ? EXIT_DONE : say_error(a->engine, status, asb_case_id(c));
}

static int show(app *a, asb_case *c) {
    asb_text *text = NULL;
    int32_t status = asb_case_facts(&text, c);
    int code;

    if (status != ASB_OK) return say_error(a->engine, status, asb_case_id(c));
    if (a->options.json) return print_text(text);
    code = show_for_people(a, c, text);
    asb_text_free(text);
    return code;
}

/* ---- history */

/* `field value, field value`; texts without their quotation marks where they are short words. */
static void put_fields(words *w, asb_record *r) {
    for (uint32_t i = 0; i < asb_record_field_count(r); i++) {
        const char *name = asb_record_field_name(r, i), *json = "";
        if (asb_record_get_json(&json, NULL, r, name) != ASB_OK) continue;
        words_format(w, "%s%s %s", w->length > 0 ? ", " : "", name, json);
    }
    if (asb_record_erased(r)) words_add(w, "(erased)");
}

static void print_record(app *a, table *t, asb_record *r) {
    words w = {0};
    char seq[16];

    snprintf(seq, sizeof seq, "%lu", (unsigned long)asb_record_seq(r));
    table_add(t, seq, STYLE_DIM);
    table_add(t, local_time(a, asb_record_at(r)), STYLE_PLAIN);
    table_add(t, asb_record_kind(r), STYLE_BOLD);
    words_format(&w, "%s (%s)", asb_record_by(r), asb_record_role(r));
    table_add(t, w.data, STYLE_PLAIN);
    words_clear(&w);
    put_fields(&w, r);
    table_add(t, words_text(&w), asb_record_erased(r) ? STYLE_DIM : STYLE_PLAIN);
    words_free(&w);
}

static int history_for_people(app *a, asb_case *c) {
    static const char *const titles[] = {"", "when", "what", "who", "fields"};
    int32_t status = ASB_OK;
    table t;

    table_begin(&t, sizeof titles / sizeof titles[0], titles);
    for (uint32_t seq = 1; seq <= asb_case_count(c) && status == ASB_OK; seq++) {
        asb_record *r = NULL;
        status = asb_case_record(&r, c, seq);
        if (status == ASB_OK) print_record(a, &t, r);
        asb_record_free(r);
    }
    table_print(&t, "");
    return status == ASB_OK ? EXIT_DONE : say_error(a->engine, status, asb_case_id(c));
}

static int history(app *a, asb_case *c) {
    asb_text *text = NULL;
    int32_t status;

    if (!a->options.json) return history_for_people(a, c);
    status = asb_case_history(&text, c);
    return status == ASB_OK ? print_text(text) : say_error(a->engine, status, asb_case_id(c));
}

/* ---- the commands */

static int with_case(app *a, int (*then)(app *a, asb_case *c)) {
    asb_store *store = NULL;
    asb_case *c = NULL;
    int code;

    if (a->count != 1) return say_usage("this command takes one ID");
    if (open_journal(a, &store, &code)) return code;
    if (!open_case(a, store, a->words[0], &c, &code)) code = then(a, c);
    asb_case_free(c);
    asb_store_free(store);
    return code;
}

int command_duties(app *a) {
    return with_case(a, duties);
}

int command_show(app *a) {
    return with_case(a, show);
}

int command_history(app *a) {
    return with_case(a, history);
}

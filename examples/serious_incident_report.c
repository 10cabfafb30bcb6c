/* The pages of serious_incident.c: what the policy said along the way, the timeline, who had to do what by when, the risk to each
 * victim, what is still open, why one date is what it is, and whether the journal is as it was written. */
#include "serious_incident_report.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 100 /* columns of the page */

/* ---- words on the page */

static void title(const char *text) {
    printf("\n%s\n%.*s\n", text, (int)strlen(text), "----------------------------------------------------------------------------");
}

/* Prints words, going on below where they began. */
static void say(int indent, const char *text) {
    int column = indent;

    while (*text) {
        int length = (int)strcspn(text, " \n");

        if (column > indent && column + 1 + length > WIDTH) {
            printf("\n%*s", indent, "");
            column = indent;
        }
        column += printf("%s%.*s", column > indent ? " " : "", length, text);
        text += length + (int)strspn(text + length, " \n");
    }
    putchar('\n');
}

typedef struct line {
    size_t used;
    char text[600];
} line;

static void put(line *l, const char *format, ...) {
    va_list more;

    va_start(more, format);
    l->used += (size_t)vsnprintf(l->text + l->used, sizeof l->text - l->used, format, more);
    va_end(more);
    if (l->used >= sizeof l->text) l->used = sizeof l->text - 1;
}

/* Puts one more of a list of things; a label within a sentence begins in lower case. */
static void put_item(line *l, const char *text, int is_label) {
    char first = *text;

    if (!first) return;
    if (is_label && l->used && islower((unsigned char)text[1])) first = (char)tolower((unsigned char)first);
    put(l, "%s%c%s", l->used ? ", " : "", first, text + 1);
}

/* What stands before a clause: a number is one of the policy's own source. */
static const char *clause_word(const char *clause) {
    return isdigit((unsigned char)*clause) ? "clause " : "";
}

typedef struct stamp {
    char text[24];
} stamp;

/* "2026-09-18" as "18 Sep", "2026-06-19T16:00" as "19 Jun 16:00". */
static stamp short_date(const char *iso) {
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    int month = (iso[5] - '0') * 10 + iso[6] - '0', has_time = iso[10] == 'T';
    stamp out;

    snprintf(out.text, sizeof out.text, "%.2s %.3s%s%.5s", iso + 8, months + 3 * (month - 1), has_time ? " " : "",
             has_time ? iso + 11 : "");
    return out;
}

static stamp local(const story *s, int64_t ms) {
    asb_text *text = NULL;
    stamp out;

    check(s, asb_instant_text(&text, s->engine, ms, 1), "time");
    out = short_date(asb_text_data(text));
    asb_text_free(text);
    return out;
}

/* ---- the library's words: the policy, the vocabulary and the facts of a case are JSON, which it also reads */

static asb_json *parsed(const story *s, asb_text *text) {
    asb_json *document = NULL;

    check(s, asb_json_parse(&document, s->engine, asb_text_data(text), asb_text_length(text)), "JSON");
    asb_text_free(text);
    return document;
}

static void read_facts(story *s) {
    asb_text *text = NULL;

    asb_json_free(s->facts);
    check(s, asb_case_facts(&text, s->c), "facts");
    s->facts = parsed(s, text);
}

static const char *text_in(const asb_json *object, const char *key) {
    const char *text = asb_json_text(asb_json_get(object, key), NULL);

    return text ? text : "";
}

/* The item of a list that has a text under a key. */
static const asb_json *item(const asb_json *list, const char *key, const char *text) {
    const asb_json *i = asb_json_at(list, 0);

    while (i && strcmp(text_in(i, key), text) != 0) i = asb_json_next(i);
    return i;
}

/* What the policy calls a stage, a role, a letter … */
static const char *label(const story *s, const char *list, const char *id) {
    const asb_json *found = item(asb_json_get(s->rules, list), "id", id);
    const char *text = text_in(found, *text_in(found, "label") ? "label" : "title");

    return *text ? text : id;
}

static const char *name_of(const story *s, const char *party) {
    const char *name = text_in(asb_json_get(item(asb_json_get(s->facts, "parties"), "party", party), "facts"), "name");

    return *name ? name : party;
}

/* Puts what a field of a record says: by its label where it has one, else as it is, an id with spaces. */
static void put_value(line *l, const story *s, const char *kind, const char *name, const char *value) {
    const asb_json *fields = asb_json_get(item(asb_json_get(s->vocabulary, "kinds"), "kind", kind), "fields");
    const asb_json *field = item(fields, "name", name);
    const char *list = text_in(field, "list"), *text = text_in(asb_json_get(field, "labels"), value);
    line words = {0};

    if (strcmp(value, kind) == 0) return;                                                     /* a letter, sent as a letter */
    if (!*text && strcmp(list, "categories") != 0) text = *list ? label(s, list, value) : ""; /* a category's label is long */
    if (strcmp(name, "expires") == 0) put(&words, "until ");
    if (strcmp(name, "method") == 0 && strcmp(kind, "letter") == 0) put(&words, "delivered ");
    if (strcmp(name, "reference") == 0 || strcmp(name, "ground") == 0) put(&words, "%s ", name);
    put(&words, "%s", *text ? text : strcmp(name, "expires") == 0 ? short_date(value).text : value);
    if (!*text && (asb_json_get(field, "choices") || *list || strcmp(name, "action") == 0))
        for (char *c = words.text; *c; c++) *c = (char)(*c == '-' ? ' ' : *c);
    put_item(l, words.text, *text != '\0');
}

/* Puts what a record says, in one line: those of its fields that tell most, then what was written in somebody's words. */
static void put_record(line *l, const story *s, const asb_record *record) {
    static const char *const telling[] = {
        "channel", "categories", "category", "violence",       "officer",   "to_role", "as",      "name",   "address",   "of",
        "agency",  "type",       "template", "remedy",         "concern",   "action",  "what",    "status", "applicant", "method",
        "outcome", "purpose",    "decision", "discussed_with", "reference", "court",   "expires", "ground"};
    static const char *const words[] = {"summary", "description", "rationale", "terms", "note"};
    const char *text;

    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        for (uint32_t n = 0; asb_record_get_text_at(&text, NULL, record, telling[i], n) == ASB_OK; n++)
            put_value(l, s, asb_record_kind(record), telling[i], text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (asb_record_get_text(&text, NULL, record, words[i]) == ASB_OK) put(l, "%s%s", l->used ? ". " : "", text);
}

/* The name of the person whom a record is about; "" where it is about nobody. */
static const char *about(const story *s, const asb_record *record) {
    const char *party;

    if (asb_record_get_text(&party, NULL, record, "party") != ASB_OK && asb_record_get_text(&party, NULL, record, "reporter") != ASB_OK)
        return "";
    return strcmp(asb_record_kind(record), "party") == 0 ? "" : name_of(s, party);
}

/* Puts a record's kind and people: "Letter to Grace Oduya". */
static void put_kind(line *l, const story *s, const asb_record *record, const char *people) {
    static const char *const between[][2] = {{"report", " by "},          {"contact", " with "},    {"letter", " to "},
                                             {"evidence", " from "},      {"assessment", " with "}, {"referral", " of "},
                                             {"safeguarding", " about "}, {"plan", " for "},        {"legal", " against "}};
    const char *kind = asb_record_kind(record), *word = ", ";

    for (size_t i = 0; i < sizeof between / sizeof *between; i++)
        if (strcmp(between[i][0], kind) == 0) word = between[i][1];
    put(l, "%s%s%s", text_in(item(asb_json_get(s->vocabulary, "kinds"), "kind", kind), "label"), *people ? word : "", people);
}

/* ---- as the case is worked */

void tell_beginning(story *s) {
    asb_text *text = NULL;
    size_t length;
    const char *rules = asb_policy_json(s->policy, &length);

    check(s, asb_json_parse(&s->rules, s->engine, rules, length), "policy");
    check(s, asb_vocabulary_json(&text, s->engine, s->policy), "vocabulary");
    s->vocabulary = parsed(s, text);
    printf("A serious incident, from the first phone call to notice on the tenancy\n"
           "======================================================================\n"
           "Case     %s; its people are invented\nPolicy   %s\nTimes    local, in 2026\nClauses  ",
           asb_case_id(s->c), asb_policy_title(s->policy));
    say(9,
        "a number is a clause of the policy's source; ASBCPA 2014 is the Anti-social Behaviour, Crime and Policing Act 2014, "
        "HA 1985 and HA 1988 are the Housing Acts 1985 and 1988");
    title("What the policy said, as the case was worked");
}

void tell_stage(story *s) {
    if (strcmp(s->stage, asb_case_stage(s->c)) == 0) return;
    snprintf(s->stage, sizeof s->stage, "%s", asb_case_stage(s->c));
    printf("%s  Stage: %s\n", local(s, s->now).text, label(s, "stages", s->stage));
}

void tell_attempt(story *s, const asb_record *record, const char *question, int32_t allowed) {
    line l = {0}, what = {0};

    read_facts(s);
    put(&l, "%s %s: ", asb_record_by(record), question ? "asks" : "enters");
    put_record(&what, s, record);
    if (question)
        put(&l, "%s", question);
    else
        put_kind(&l, s, record, about(s, record)), put(&l, ": %s", what.text);
    printf("%s  ", local(s, s->now).text);
    say(14, l.text);
    printf("%14s%s\n", "", question ? (allowed ? "Yes." : "No.") : allowed ? "Accepted." : "Not accepted.");
}

void tell_reason(int32_t effect, const char *clause, const char *message) {
    line l = {0};

    put(&l, "%s (%s%s): %s", effect == ASB_EFFECT_REFUSED ? "Refused" : "Warning", clause_word(clause), clause, message);
    printf("%14s", "");
    say(16, l.text);
}

void tell_overdue(story *s, const char *due, const char *what, const char *party) {
    line l = {0};

    read_facts(s);
    put(&l, "Overdue: %s (%s; due %s)", what, name_of(s, party), short_date(due).text);
    printf("%s  ", local(s, s->now).text);
    say(14, l.text);
}

/* ---- the report */

static void show_case(const story *s) {
    title("The case, read back from the journal");
    printf("Case     %s, on %s: %lu records, written in %lu saves\n", asb_case_id(s->c), local(s, s->now).text,
           (unsigned long)asb_case_count(s->c), (unsigned long)s->commits);
    printf("State    %s; stage: %s\n", asb_case_state(s->c), label(s, "stages", asb_case_stage(s->c)));
    printf("Priority %s; hate case: %s; highest risk: %s\n", label(s, "priorities", asb_case_priority(s->c)),
           asb_case_hate(s->c) ? "yes" : "no", asb_case_band(s->c));
    printf("Officer  %s, %s\n", asb_case_owner(s->c), label(s, "roles", asb_case_owner_role(s->c)));
}

static asb_record *record_at(const story *s, uint32_t seq) {
    asb_record *record = NULL;

    check(s, asb_case_record(&record, s->c, seq), "record");
    return record;
}

/* One line for each record; the same said to several on one day makes one line. */
static void show_timeline(const story *s) {
    title("Timeline, in the order in which it was entered");
    printf("%-7s  %-12s  %-4s  what\n", "record", "when", "by");
    for (uint32_t seq = 1, next; seq <= asb_case_count(s->c); seq = next) {
        asb_record *first = record_at(s, seq);
        stamp when = local(s, asb_record_at(first)), last = {""};
        line what = {0}, people = {0}, all = {0};

        put_record(&what, s, first);
        put(&people, "%s", about(s, first));
        for (next = seq + 1; next <= asb_case_count(s->c); next++) {
            asb_record *record = record_at(s, next);
            line other = {0};
            int same = *about(s, record) && strcmp(asb_record_kind(record), asb_record_kind(first)) == 0 &&
                strncmp(local(s, asb_record_at(record)).text, when.text, 6) == 0;

            put_record(&other, s, record);
            same = same && strcmp(other.text, what.text) == 0;
            if (same) put_item(&people, about(s, record), 0);
            asb_record_free(record);
            if (!same) break;
        }
        if (next > seq + 1) snprintf(last.text, sizeof last.text, "-%lu", (unsigned long)next - 1);
        printf("%3lu%-4s  %-12s  %-4s  ", (unsigned long)seq, last.text, when.text, asb_record_by(first));
        put_kind(&all, s, first, people.text);
        if (what.used) put(&all, ": %s", what.text);
        say(29, all.text);
        asb_record_free(first);
    }
}

/* A duty in the order of a page. */
typedef struct place {
    int64_t started;
    const char *due;
    uint32_t index;
    int shown;
} place;

static int by_start(const void *a, const void *b) {
    const place *x = a, *y = b;

    if (x->started != y->started) return x->started < y->started ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static int by_due(const void *a, const void *b) {
    const place *x = a, *y = b;
    int order = strcmp(x->due, y->due);

    return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

static place *sorted(const story *s, const asb_duties *duties, int (*order)(const void *, const void *)) {
    uint32_t count = asb_duties_count(duties);
    place *places = calloc(count + 1, sizeof *places);

    check(s, places ? ASB_OK : ASB_ENOMEM, "duties");
    for (uint32_t i = 0; i < count; i++) {
        places[i].started = asb_duties_started_at(duties, i);
        places[i].due = asb_duties_due_local(duties, i);
        places[i].index = i;
    }
    qsort(places, count, sizeof *places, order);
    return places;
}

static int same_work(const asb_duties *duties, uint32_t i, uint32_t j) {
    return strcmp(asb_duties_rule(duties, i), asb_duties_rule(duties, j)) == 0 &&
        strcmp(asb_duties_label(duties, i), asb_duties_label(duties, j)) == 0;
}

static int is_open(const asb_duties *duties, uint32_t i) {
    return asb_duties_state(duties, i) == ASB_DUTY_OPEN || asb_duties_state(duties, i) == ASB_DUTY_OVERDUE;
}

/* Some duties in one line: the same work that arose on one day, has the same date and has come to the same. */
typedef struct crowd {
    uint32_t count;
    int64_t from, to; /* when they ended */
    line people;
} crowd;

static crowd gather(const story *s, const asb_duties *duties, place *first) {
    stamp day = local(s, first->started);
    crowd c = {0, INT64_MAX, INT64_MIN, {0, ""}};

    for (place *p = first; p->due; p++) {
        const char *party = asb_duties_party(duties, p->index);
        int64_t ended = asb_duties_ended_at(duties, p->index);

        if (p->shown || !same_work(duties, p->index, first->index) || strcmp(p->due, first->due) != 0 ||
            asb_duties_state(duties, p->index) != asb_duties_state(duties, first->index) ||
            strncmp(local(s, p->started).text, day.text, 6) != 0)
            continue;
        party = *party ? name_of(s, party) : "the case";
        if (strstr(c.people.text, party)) continue; /* once more, for the same */
        p->shown = 1;
        c.count++;
        put_item(&c.people, party, 0);
        if (ended != INT64_MIN && ended < c.from) c.from = ended;
        if (ended != INT64_MIN && ended > c.to) c.to = ended;
    }
    return c;
}

/* "20 May 10:40", "20 May 10:40-11:58", "20 May to 21 May"; "" where it has not ended. */
static stamp span(const story *s, const crowd *c) {
    stamp from = {""}, to, out;

    if (c->from > c->to) return from;
    from = local(s, c->from), to = local(s, c->to);
    if (c->from == c->to) return from;
    if (strncmp(from.text, to.text, 6) == 0)
        snprintf(out.text, sizeof out.text, "%.12s-%.5s", from.text, to.text + 7);
    else
        snprintf(out.text, sizeof out.text, "%.6s to %.6s", from.text, to.text);
    return out;
}

/* Puts what is to be done; a plan's actions are sentences, and end in a full stop. */
static void put_work(line *l, const asb_duties *duties, uint32_t i) {
    const char *text = asb_duties_label(duties, i);
    size_t length = strlen(text);

    put(l, "%.*s", (int)(length && text[length - 1] == '.' ? length - 1 : length), text);
    if (strcmp(asb_duties_rule(duties, i), "plan-action") == 0) put(l, ", as the plan says");
}

static void put_owners(line *l, const story *s, const asb_duties *duties, uint32_t i) {
    if (asb_duties_watch(duties, i)) put(l, "a date to watch, nobody's task");
    for (uint32_t n = 0; !asb_duties_watch(duties, i) && n < asb_duties_owner_count(duties, i); n++) {
        const char *owner = asb_duties_owner_at(duties, i, n);

        put(l, "%s%s", n ? " or " : "", strcmp(owner, "case-owner") == 0 ? "officer in charge" : label(s, "roles", owner));
    }
}

static const char *const states[] = {"", "open", "OVERDUE", "done", "done LATE", "not needed"};

static void show_work(const story *s, const asb_duties *duties, place *first) {
    const char *clause = asb_duties_clause(duties, first->index);
    line head = {0};

    put_work(&head, duties, first->index);
    put(&head, " (%s%s; ", clause_word(clause), clause);
    put_owners(&head, s, duties, first->index);
    put(&head, ")");
    say(0, head.text);
    for (place *p = first; p->due; p++) {
        if (p->shown || !same_work(duties, p->index, first->index)) continue;
        crowd c = gather(s, duties, p);
        printf("  %-10s  %.6s  %-12s  %-18s  ", states[asb_duties_state(duties, p->index)], local(s, p->started).text,
               *p->due ? short_date(p->due).text : "no date", span(s, &c).text);
        if (c.count > 3)
            printf("%lu people\n", (unsigned long)c.count);
        else
            say(56, c.people.text);
    }
}

static void show_duties(const story *s, const asb_duties *duties) {
    uint32_t sum[6] = {0}, count = asb_duties_count(duties);
    place *places = sorted(s, duties, by_start);

    title("Who had to do what by when, and when it was done");
    say(0,
        "In the order in which the duties arose, each with its clause and who has to do it. Where it says \"no date\" the clause "
        "gives no time limit.");
    printf("\n  %-10s  %-6s  %-12s  %-18s  about\n", "state", "arose", "by", "ended");
    for (uint32_t i = 0; i < count; i++) {
        sum[asb_duties_state(duties, i)]++;
        if (!places[i].shown) show_work(s, duties, &places[i]);
    }
    printf("\n%lu duties, one for each person each time:", (unsigned long)count);
    for (int state = ASB_DUTY_OPEN; state <= ASB_DUTY_LAPSED; state++)
        printf(" %lu %s%s", (unsigned long)sum[state], states[state], state < ASB_DUTY_LAPSED ? "," : "\n");
    free(places);
}

/* The latest assessment of each, its questions and the options that were chosen. */
static void show_risk(const story *s) {
    title("The risk to each victim");
    printf("%-14s  %-13s  %-12s  %-6s  found\n", "victim", "risk", "assessed", "record");
    for (const asb_json *p = asb_json_at(asb_json_get(s->facts, "parties"), 0); p; p = asb_json_next(p)) {
        asb_assessment *assessment = NULL;
        asb_matrix *matrix = NULL;
        line why = {0};
        int32_t status = asb_case_assessment(&assessment, s->c, text_in(p, "party"));

        if (status == ASB_ABSENT) continue;
        check(s, status, "assessment");
        check(s, asb_assessment_matrix(&matrix, assessment), "matrix");
        asb_record *record = record_at(s, asb_assessment_seq(assessment));
        for (uint32_t b = 0; b < asb_matrix_band_count(matrix); b++)
            if (strcmp(asb_matrix_band_id(matrix, b), asb_assessment_band(assessment)) == 0)
                printf("%-14s  %-13s  %-12s  %-6lu  ", name_of(s, text_in(p, "party")), asb_matrix_band_label(matrix, b),
                       local(s, asb_record_at(record)).text, (unsigned long)asb_record_seq(record));
        for (uint32_t q = 0; q < asb_matrix_question_count(matrix); q++) {
            const char *question = asb_matrix_question_id(matrix, q), *detail = asb_assessment_get_detail(assessment, question);

            for (uint32_t o = 0; asb_matrix_question_many(matrix, q) && o < asb_matrix_option_count(matrix, q); o++)
                if (asb_assessment_chosen(assessment, question, asb_matrix_option_id(matrix, q, o)))
                    put_item(&why, asb_matrix_option_label(matrix, q, o), 1);
            if (*detail) put(&why, ". %s", detail);
        }
        say(53, why.text);
        asb_record_free(record);
        asb_matrix_free(matrix);
        asb_assessment_free(assessment);
    }
}

static void show_open(const story *s, const asb_duties *duties) {
    place *places = sorted(s, duties, by_due);

    title("Still open, and by when");
    printf("%-12s  %-26s  what\n", "by", "about");
    for (place *p = places; p->due; p++) {
        const char *act_by = asb_duties_act_by(duties, p->index); /* where the date is no working day */
        line work = {0};

        if (p->shown || !is_open(duties, p->index)) continue;
        crowd c = gather(s, duties, p);
        put_work(&work, duties, p->index);
        put(&work, " (");
        put_owners(&work, s, duties, p->index);
        put(&work, ")");
        if (*act_by) put(&work, "; not a working day: act by %s", short_date(act_by).text);
        printf("%-12s  %-26s  ", *p->due ? short_date(p->due).text : "no date", c.people.text);
        say(42, work.text);
    }
    free(places);
}

static void show_why(const story *s, const asb_duties *duties, const char *rule) {
    asb_text *text = NULL;

    for (uint32_t i = 0; i < asb_duties_count(duties); i++) {
        if (strcmp(asb_duties_rule(duties, i), rule) != 0) continue;
        title("Why that date: one of them, as the library explains it");
        check(s, asb_duties_explain(&text, duties, i), rule);
        for (const char *begin = asb_text_data(text), *end; (end = strchr(begin, '\n')) != NULL; begin = end + 1) {
            line l = {0};

            put(&l, "%.*s", (int)(end - begin), begin);
            say(0, l.text);
        }
        asb_text_free(text);
    }
}

/* Each record's header holds the digest of its body and of the header before it: nothing can be changed unseen. */
static void show_audit(const story *s) {
    asb_text *text = NULL;
    asb_json *found;
    int64_t records = 0;

    title("Is the journal as it was written?");
    check(s, asb_store_verify(&text, s->store, asb_case_id(s->c)), "verify"); /* ASB_ECORRUPT where anything is wrong */
    found = parsed(s, text);
    check(s, asb_json_integer(&records, asb_json_get(found, "records")), "verify");
    printf("%ld records checked, %lu damaged: ", (long)records, (unsigned long)asb_json_count(asb_json_get(found, "damage")));
    printf("each agrees with its fingerprint (SHA-256) and with the one before.\n");
    asb_json_free(found);
}

void report(story *s) {
    asb_duties *duties = NULL;

    read_facts(s);
    check(s, asb_case_duties(&duties, s->c), "duties");
    show_case(s);
    show_timeline(s);
    show_duties(s, duties);
    show_risk(s);
    show_open(s, duties);
    show_why(s, duties, "ground-7a-closure-notice");
    show_audit(s);
    asb_duties_free(duties);
    asb_json_free(s->facts);
    asb_json_free(s->rules);
    asb_json_free(s->vocabulary);
}

/* A serious incident, worked from the first phone call to notice on the tenancy.
 *
 * A neighbour is attacked with a knife in the courtyard of a block of flats, and children see it. The landlord works under the
 * policy "mount-green", which is built in. All that was done is in the table below, an entry for each step. The library says what
 * follows from it: which duties begin and end, what may not be done yet and why, how far the case has come. The case is kept in a
 * journal, a file that is only appended to; at the end it is read back from there and reported on (serious_incident_report.c).
 *
 *     serious_incident [JOURNAL]      without a name, serious-incident.asb in this folder; it is made anew each time
 *
 * The people are invented. A host does what this program does, with forms on a screen where there is a table here. */
#include "serious_incident_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASE_ID "MG-0519"

typedef struct person {
    const char *id, *role;
} person;

/* An entry of the table: when, who, how (a function), what, and more. */
typedef struct event event;
struct event {
    const char *at;
    const person *who;
    void (*how)(story *s, const event *e);
    const char *what;
    const char *more[20];
};

static void add(story *s, const event *e);       /* a record of the kind `what`: name, value, name, value … */
static void ask(story *s, const event *e);       /* may such a record be added? The question in words, name, value … */
static void assess(story *s, const event *e);    /* the risk to the party `what`: question, option … */
static void make_plan(story *s, const event *e); /* the risk management plan for the party `what` */
static void finish(story *s, const event *e);    /* the action `what` of that plan */
static void write_to(story *s, const event *e);  /* a letter to each party in `what`: template, method */
static void look(story *s, const event *e);      /* what is overdue? */

/* What comes often. "+" before a name adds to a list; a value that is NULL is left out; "at" is when it happened, if not just now. */
/* clang-format off */
#define RECORD(kind, ...) add, kind, {__VA_ARGS__}
#define ASK(question, kind, ...) ask, kind, {question, __VA_ARGS__}
#define RISK(party, ...) assess, party, {__VA_ARGS__}
#define LETTER(template, parties) write_to, parties, {template, "in-person"}
#define WARNING write_to, "p1", {"tenancy-risk-warning", "letter"}
#define DONE(action) finish, action, {NULL}
#define OVERDUE look, "", {NULL}
#define PLAN(party) make_plan, party, {NULL}
#define REPORT(channel, by, said) add, "report", \
    {"channel", channel, "category", "serious-incident", "reporter", by, "summary", said}
#define PARTY(id, as, name, flat) add, "party", {"party", id, "as", as, "name", name, "address", flat ", Alder House"}
#define CALL(method, party, outcome, purpose, said) add, "contact", \
    {"method", method, "direction", "out", "party", party, "outcome", outcome, "purpose", purpose, "summary", said}
#define VISIT(party, outcome, purpose, said) CALL("visit", party, outcome, purpose, said)
#define PHONE(party, outcome, purpose, said) CALL("phone", party, outcome, purpose, said)
#define PARTNER(agency, what, ref, said) add, "partner", {"agency", agency, "what", what, "summary", said, "reference", ref}
#define REFERRAL(party, agency, purpose, outcome) add, "referral", \
    {"party", party, "agency", agency, "purpose", purpose, "outcome", outcome}
#define STATEMENT(party, text) add, "evidence", {"type", "community-impact-statement", "party", party, "description", text}
#define FINDING(what, why) add, "finding", {"what", what, "rationale", why}
#define BREACH(when, ...) add, "incident", {"occurred", when, "category", "bail-breach", "source", "phone", __VA_ARGS__}
#define LEGAL(remedy, status, ...) add, "legal", {"remedy", remedy, "party", "p1", "status", status, __VA_ARGS__}
#define MAY(question, remedy, status) ask, "legal", {question, "remedy", remedy, "party", "p1", "status", status}

#define EVERYONE "v1 v2 v3 w1 r1 r2 r3 r4" /* three victims, a witness, four more households */

static const person sam = {"Sam", "staff"}, nora = {"Nora", "neighbourhood-officer"};

static const event events[] = {
    {"2026-05-20T08:40", &sam, RECORD("report", "channel", "phone", "category", "serious-incident", "immediate_risk", "true",
        "reporter", "v1", "location", "Alder House courtyard",
        "summary", "A man was slashed in the courtyard last night; children were playing there")},
    {"2026-05-20T08:55", &sam, REPORT("online", NULL, "Fight with a blade outside our flats, police came")},
    {"2026-05-20T09:02", &sam, REPORT("phone", NULL, "My children saw a stabbing and cannot sleep")},
    {"2026-05-20T09:05", &nora, RECORD("opening", "+categories", "serious-incident", "reference", CASE_ID, "location", "Alder House")},
    {"2026-05-20T09:06", &nora, RECORD("allocation", "officer", "Nora", "to_role", "neighbourhood-officer")},
    {"2026-05-20T09:10", &nora, RECORD("party", "party", "p1", "as", "alleged-perpetrator", "name", "Lee Marchant",
        "address", "Flat 9, Alder House", "known", "true", "tenure", "assured", "landlord", "ours")},
    {"2026-05-20T09:12", &nora, RECORD("incident", "occurred", "2026-05-19T20:00", "category", "serious-incident",
        "violence", "weapon", "crime", "true", "children_present", "true", "source", "report", "location", "communal courtyard",
        "reference", "45/2026", "description", "Attacked a neighbour with a craft knife and threatened two others")},
    {"2026-05-20T09:25", &nora, ASK("May the case go to the multi-agency meeting (CHARRM) at once?", "conference",
        "of", "multi-agency", "name", "CHARRM")},

    /* In the block, with the police: a party for each household puts its door on the list of those to be knocked on. */
    {"2026-05-20T10:30", &nora, PARTNER("police", "joint-visit", NULL, "PC 2214 met me at the block; asked for on the way")},
    {"2026-05-20T10:31", &nora, PARTY("v1", "victim", "Dana Whitlock", "Flat 3")},
    {"2026-05-20T10:31", &nora, PARTY("v2", "victim", "Imran Sayle", "Flat 5")},
    {"2026-05-20T10:32", &nora, PARTY("v3", "victim", "Grace Oduya", "Flat 7")},
    {"2026-05-20T10:33", &nora, PARTY("w1", "witness", "Tomasz Bielak", "Flat 2")},
    {"2026-05-20T10:34", &nora, PARTY("r1", "resident", "Pearl Hennessy", "Flat 1")},
    {"2026-05-20T10:34", &nora, PARTY("r2", "resident", "Owen Marsh", "Flat 4")},
    {"2026-05-20T10:35", &nora, PARTY("r3", "resident", "Sushila Rao", "Flat 6")},
    {"2026-05-20T10:35", &nora, PARTY("r4", "resident", "Colin Teague", "Flat 8")},
    {"2026-05-20T10:36", &nora, RECORD("party", "party", "k1", "as", "household-member", "name", "Ada Oduya", "under_18", "true",
        "address", "Flat 7, Alder House")},
    {"2026-05-20T10:40", &nora, VISIT("v1", "reached", "impact", "Stitches in the forearm; does not want to be alone")},
    {"2026-05-20T10:55", &nora, VISIT("v2", "reached", "impact", "Threatened with the blade; angry and shaken")},
    {"2026-05-20T11:10", &nora, VISIT("v3", "no-answer", "impact", NULL)},
    {"2026-05-20T11:12", &nora, LETTER("sorry-we-missed-you", "v3")},
    {"2026-05-20T11:20", &nora, VISIT("w1", "reached", "impact", "Saw all of it from the balcony")},
    {"2026-05-20T11:30", &nora, VISIT("r1", "reached", "impact", NULL)},
    {"2026-05-20T11:40", &nora, VISIT("r2", "no-answer", "impact", NULL)},
    {"2026-05-20T11:41", &nora, LETTER("sorry-we-missed-you", "r2")},
    {"2026-05-20T11:50", &nora, VISIT("r3", "reached", "impact", NULL)},
    {"2026-05-20T11:58", &nora, VISIT("r4", "no-answer", "impact", NULL)},
    {"2026-05-20T12:05", &nora, PARTNER("police", "custody", "45/2026", "Arrested last night; still in custody")},
    {"2026-05-20T12:20", &nora, RISK("v1", "touched", "hurt", "touched", "saw-it", "high-risk", "yes",
        "+high-risk", "He lives two doors away")},
    {"2026-05-20T12:50", &nora, RISK("v2", "touched", "hurt", "touched", "saw-it", "high-risk", "yes")},
    {"2026-05-20T14:00", &nora, LETTER("what-we-are-doing", EVERYONE)},
    {"2026-05-20T16:30", &nora, LETTER("community-update", EVERYONE)},

    {"2026-05-21T09:15", &nora, RECORD("contact", "party", "r4", "method", "phone", "direction", "in", "outcome", "reached",
        "summary", "Had heard; wants to talk")},
    {"2026-05-21T09:40", &nora, PHONE("v3", "reached", "impact", "Both children saw it")},
    {"2026-05-21T10:10", &nora, RISK("v3", "touched", "child-saw-it", "touched", "lives-near", "high-risk", "no")},
    {"2026-05-21T10:30", &nora, RECORD("safeguarding", "party", "k1", "concern", "child", "referred", "true",
        "discussed_with", "Children's services duty desk")},
    {"2026-05-21T11:00", &nora, REFERRAL("v1", "Victim Support", "victim-support", "accepted")},
    {"2026-05-21T11:05", &nora, REFERRAL("v2", "Victim Support", "victim-support", "declined")},
    {"2026-05-21T11:10", &nora, REFERRAL("v3", "Family counselling service", "support", "made")},
    {"2026-05-21T14:00", &nora, STATEMENT("v1", "Afraid to cross the courtyard")},
    {"2026-05-21T14:30", &nora, STATEMENT("r1", "Keeps the grandchildren away")},
    {"2026-05-21T15:00", &nora, STATEMENT("w1", "Hears it again every night")},
    {"2026-05-21T15:40", &nora, STATEMENT("v3", "The children will not go out")},
    {"2026-05-22T10:00", &nora, PARTNER("police", "information-shared", NULL, "Four impact statements, put together")},
    {"2026-05-22T10:20", &nora, PARTNER("local-authority", "information-shared", NULL,
        "The same four statements, to the community safety officer")},
    {"2026-05-22T10:40", &nora, REFERRAL("p1", "CHARRM", "charrm", "made")},

    {"2026-05-23T18:00", &nora, PARTNER("police", "bail", NULL, "Bailed; not to enter the courtyard or speak to the victims")},
    {"2026-05-26T10:00", &nora, LETTER("community-update", EVERYONE)},
    {"2026-05-26T14:00", &sam, REPORT("phone", "v1", "He was seen by the bins last night")},
    {"2026-05-26T15:00", &nora, MAY("May notice be served on the absolute ground for possession?", "possession-absolute",
        "notice-served")},
    {"2026-05-27T11:00", &nora, PHONE("v1", "reached", "case-review", "Also told of the case review")},
    {"2026-05-27T11:20", &nora, PHONE("v2", "message-left", "update", NULL)},
    {"2026-05-27T14:00", &nora, RECORD("conference", "of", "multi-agency", "name", "CHARRM", "+agencies", "police",
        "+agencies", "council", "+agencies", "probation", "+agencies", "Mount Green", "+attendees", "Nora",
        "decision", "risk-management-plan",
        "summary", "Agreed to manage the risk together; police to prepare a closure application")},
    {"2026-05-28T08:00", &nora, OVERDUE},
    {"2026-05-28T09:30", &nora, PHONE("v2", "reached", "update", NULL)},
    {"2026-05-28T09:50", &nora, PHONE("v3", "reached", "update", NULL)},
    {"2026-05-28T12:00", &nora, PLAN("p1")},

    /* Residents report that he breaks his bail, twice. Each time: the police, and a warning to the tenant. */
    {"2026-05-28T21:30", &nora, BREACH("2026-05-28T21:15", "violence", "threat",
        "description", "Seen in the courtyard, shouting up at flat 5")},
    {"2026-05-28T21:40", &nora, PARTNER("police", "reported", "46/2026", NULL)},
    {"2026-05-29T10:00", &nora, WARNING},
    {"2026-05-29T10:05", &nora, DONE("tenancy-warning")},
    {"2026-05-29T11:00", &nora, RECORD("referral", "party", "p1", "agency", "Turnaround behaviour service", "purpose", "support",
        "outcome", "made", "consent", "false")},
    {"2026-05-29T11:05", &nora, MAY("May possession be applied for on a discretionary ground?", "possession-discretionary",
        "applied")},
    {"2026-06-01T19:40", &nora, BREACH("2026-06-01T19:20", "description", "Knocked at flat 3 and would not leave")},
    {"2026-06-01T20:00", &nora, PARTNER("police", "reported", "47/2026", NULL)},
    {"2026-06-02T09:00", &nora, PARTNER("police", "custody", NULL, "Arrested for the breach")},
    {"2026-06-02T09:05", &nora, PARTNER("police", "information-received", NULL, "May tell the victims that he was arrested again")},
    {"2026-06-02T10:00", &nora, WARNING},
    {"2026-06-02T11:00", &nora, REFERRAL("p1", "Turnaround behaviour service", "support", "declined")},
    {"2026-06-03T10:00", &nora, VISIT("v1", "reached", "update", "Told of the arrest; new lock fitted")},
    {"2026-06-03T16:00", &nora, LETTER("community-update", EVERYONE)},
    {"2026-06-04T10:00", &nora, PHONE("v2", "reached", "update", NULL)},
    {"2026-06-04T10:20", &nora, PHONE("v3", "reached", "update", NULL)},
    {"2026-06-05T17:30", &nora, PARTNER("police", "release", NULL, "Released, stricter conditions")},
    {"2026-06-05T18:00", &nora, PHONE("v1", "reached", "police-message",
        "Told at once: he is out, not to come within 100 metres; 999 if he does")},
    {"2026-06-08T09:30", &nora, LETTER("community-update", "v2 v3 w1 r1 r2 r3 r4")},
    {"2026-06-11T09:00", &nora, PHONE("v2", "reached", "update", NULL)},
    {"2026-06-11T09:20", &nora, PHONE("v3", "reached", "update", NULL)},
    {"2026-06-12T14:00", &nora, FINDING("tenancy-breach",
        "An armed attack on neighbours in the common parts, threats since, and bail broken twice at their doors")},
    {"2026-06-12T14:01", &nora, FINDING("significant-harm",
        "Injury, fear in eight households, children who will not go out")},
    {"2026-06-12T14:10", &nora, MAY("The same again, now that the breach is found: may possession be applied for?",
        "possession-discretionary", "applied")},
    {"2026-06-13T00:01", &nora, OVERDUE},
    {"2026-06-14T17:00", &nora, PHONE("v1", "reached", "update", "Apologised for calling two days late")},

    /* The closure order is the police's to ask for. Then, while the home is closed, notice on the tenancy. */
    {"2026-06-15T09:00", &nora, MAY("Now that the tenant is warned: may notice be served on the absolute ground?",
        "possession-absolute", "notice-served")},
    {"2026-06-17T16:00", &nora, RECORD("legal", "remedy", "closure-notice", "party", "p1", "status", "notice-served")},
    {"2026-06-17T16:05", &nora, PARTNER("police", "joint-working", NULL,
        "The police serve the notice and apply; our statements go with it")},
    {"2026-06-17T16:10", &nora, LEGAL("closure-notice", "notice-served", "at", "2026-06-17T16:00", "applicant", "police")},
    {"2026-06-18T10:00", &nora, PHONE("v2", "reached", "update", NULL)},
    {"2026-06-18T10:20", &nora, PHONE("v3", "reached", "update", NULL)},
    {"2026-06-18T11:00", &nora, ASK("May we apply for the closure order ourselves?", "legal", "remedy", "closure-order",
        "party", "p1", "status", "applied", "applicant", "landlord")},
    {"2026-06-19T12:30", &nora, LEGAL("closure-order", "granted", "at", "2026-06-19T12:00", "court", "Staines magistrates",
        "starts", "2026-06-19", "expires", "2026-09-19", "terms", "Full closure; nobody may live there, the tenant included")},
    {"2026-06-19T12:40", &nora, DONE("closure-order")},
    {"2026-06-19T14:00", &nora, VISIT("v1", "reached", "update", "Told that the flat is closed for three months")},
    {"2026-06-22T10:00", &nora, LEGAL("possession-absolute", "notice-served", "ground", "7A, condition 4", "served", "2026-06-22")},
};
/* clang-format on */

static int64_t tell_time(void *self) { /* the host brings the time */
    return ((story *)self)->now;
}

void check(const story *s, int32_t status, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", what, asb_status_text(status));
    if (s->engine) fprintf(stderr, "%s\n", asb_error_message(s->engine));
    exit(EXIT_FAILURE);
}

static asb_record *new_record(const story *s, const char *kind) {
    asb_record *record = NULL;

    check(s, asb_record_new(&record, s->engine, kind), kind);
    return record;
}

static void set(const story *s, asb_record *record, const char *name, const char *value) {
    int32_t status;

    if (*name == '+')
        status = asb_record_add_text(record, name + 1, value);
    else if (strcmp(name, "at") == 0)
        status = asb_record_set_at(record, value);
    else if (strcmp(value, "true") == 0 || strcmp(value, "false") == 0)
        status = asb_record_set_flag(record, name, *value == 't');
    else
        status = asb_record_set_text(record, name, value);
    check(s, status, name);
}

/* [snippet:decision] */
/* Adds a record to the case; or, where there is a question, only asks. What the policy has to say against it is told. */
static void attempt(story *s, const person *who, asb_record *record, const char *question) {
    asb_decision *why = NULL;

    check(s, asb_record_set_actor(record, who->id, who->role), "actor");
    int32_t status = question ? asb_case_may(&why, s->c, record) : asb_case_add(&why, s->c, record);
    if (status != ASB_REFUSED) /* refused is an answer like any other: nothing was added, and the decision says why */
        check(s, status, asb_record_kind(record));
    if (asb_decision_count(why) > 0) tell_attempt(s, record, question, asb_decision_allowed(why));
    for (uint32_t i = 0; i < asb_decision_count(why); i++)
        tell_reason(asb_decision_effect(why, i), asb_decision_clause(why, i), asb_decision_message(why, i));
    asb_decision_free(why);
    asb_record_free(record); /* the case has a copy */
}
/* [end] */

static void try_fields(story *s, const event *e, const char *const *field, const char *question) {
    asb_record *record = new_record(s, e->what);

    for (; *field; field += 2)
        if (field[1]) set(s, record, field[0], field[1]);
    attempt(s, e->who, record, question);
}

static void add(story *s, const event *e) {
    try_fields(s, e, e->more, NULL);
}

static void ask(story *s, const event *e) {
    try_fields(s, e, e->more + 1, e->more[0]);
}

static void write_to(story *s, const event *e) {
    for (const char *party = e->what; *party; party += strcspn(party, " "), party += strspn(party, " ")) {
        asb_record *letter = new_record(s, "letter");
        char id[8];

        s->now += party == e->what ? 0 : 60000; /* a minute from door to door */
        snprintf(id, sizeof id, "%.*s", (int)strcspn(party, " "), party);
        set(s, letter, "party", id);
        set(s, letter, "template", e->more[0]);
        set(s, letter, "method", e->more[1]);
        attempt(s, e->who, letter, NULL);
    }
}

/* [snippet:assessment] */
/* An assessment has a handle of its own: answer in any order, ask what is missing and what the score is so far. */
static void assess(story *s, const event *e) {
    asb_matrix *matrix = NULL;
    asb_assessment *assessment = NULL;
    asb_record *record = NULL;

    check(s, asb_matrix_open(&matrix, s->policy, "resident-risk"), "matrix");
    check(s, asb_assessment_new(&assessment, matrix, e->what), "assessment");
    for (const char *const *more = e->more; *more; more += 2)
        if (**more == '+')
            check(s, asb_assessment_detail(assessment, more[0] + 1, more[1]), more[0]);
        else
            check(s, asb_assessment_answer(assessment, more[0], more[1]), more[0]);
    check(s, asb_assessment_to_record(&record, assessment), "assessment"); /* fails where a question is missing */
    attempt(s, e->who, record, NULL);
    asb_assessment_free(assessment);
    asb_matrix_free(matrix);
}
/* [end] */

/* [snippet:plan] */
/* So has a plan. Its actions are those of the policy's catalogue; what has a date becomes a duty. */
static void make_plan(story *s, const event *e) {
    asb_plan *plan = NULL;
    asb_record *record = NULL;

    check(s, asb_plan_new(&plan, s->policy, e->what), "plan");
    check(s, asb_plan_add(plan, "tenancy-warning", NULL, "warn-about-tenancy"), "plan");
    check(s, asb_plan_set_due(plan, "tenancy-warning", "2026-05-29"), "plan");
    check(s, asb_plan_add(plan, "calls", NULL, "call-each-week"), "plan");
    check(s, asb_plan_add(plan, "closure-order", NULL, "apply-for-closure"), "plan");
    check(s, asb_plan_set_due(plan, "closure-order", "2026-06-19"), "plan");
    check(s, asb_plan_add(plan, "bail", NULL, "keep-to-bail"), "plan");
    check(s, asb_plan_set_agreed(plan, 0), "plan");
    check(s, asb_plan_to_record(&record, plan), "plan");
    set(s, record, "note", "A warning, a call each week, a closure order, keeping to bail");
    attempt(s, e->who, record, NULL);
    s->plan = asb_case_count(s->c); /* its number, by which its actions are named */
    asb_plan_free(plan);
}
/* [end] */

static void finish(story *s, const event *e) {
    asb_record *record = new_record(s, "action");

    check(s, asb_record_set_number(record, "plan", s->plan), "plan");
    set(s, record, "action", e->what);
    set(s, record, "status", "done");
    attempt(s, e->who, record, NULL);
}

/* [snippet:duties] */
/* What is overdue? Time alone makes it so: nothing is added, only the clock is later. */
static void look(story *s, const event *e) {
    asb_duties *duties = NULL;

    check(s, asb_case_duties(&duties, s->c), e->at);
    for (uint32_t i = 0; i < asb_duties_count(duties); i++)
        if (asb_duties_state(duties, i) == ASB_DUTY_OVERDUE)
            tell_overdue(s, asb_duties_due_local(duties, i), asb_duties_label(duties, i), asb_duties_party(duties, i));
    asb_duties_free(duties);
}
/* [end] */

/* The journal of an earlier run is taken away; one that has other cases in it is left alone. */
static void open_anew(story *s, const char *path) {
    asb_list *cases = NULL;

    check(s, asb_store_journal(&s->store, s->engine, path), path);
    check(s, asb_store_list(&cases, s->store, NULL, 2), path);
    for (uint32_t i = 0; i < asb_list_count(cases); i++)
        check(s, strcmp(asb_list_id(cases, i), CASE_ID) == 0 ? ASB_OK : ASB_EEXISTS, "another case in that journal");
    asb_list_free(cases);
    asb_store_free(s->store);
    check(s, remove(path) == 0 ? ASB_OK : ASB_EIO, path);
    check(s, asb_store_journal(&s->store, s->engine, path), path);
}

static void work(story *s) {
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        check(s, asb_instant_parse(&s->now, s->engine, events[i].at), events[i].at);
        events[i].how(s, &events[i]);
        tell_stage(s);
        if (asb_case_count(s->c) > asb_case_stored(s->c)) {
            check(s, asb_case_save(s->c), "save"); /* one commit, on the disk when this returns */
            s->commits++;
        }
    }
}

int main(int argc, char **argv) {
    const char *path = argc > 1 ? argv[1] : "serious-incident.asb";
    story s = {0};
    asb_hooks hooks = {0};

    hooks.struct_size = sizeof hooks;
    hooks.self = &s;
    hooks.now = tell_time; /* the rest is the library's own: memory, random bytes */
    check(&s, asb_engine_new(&s.engine, &hooks), "engine");
    check(&s, asb_policy_builtin(&s.policy, s.engine, "mount-green"), "policy");
    open_anew(&s, path);
    check(&s, asb_case_new(&s.c, s.engine, s.policy, s.store, CASE_ID), CASE_ID);
    tell_beginning(&s);
    work(&s);
    asb_case_free(s.c);
    asb_store_free(s.store);

    check(&s, asb_store_journal(&s.store, s.engine, path), path);
    check(&s, asb_case_open(&s.c, s.store, CASE_ID), CASE_ID);
    report(&s);
    asb_case_free(s.c);
    asb_store_free(s.store);
    asb_policy_free(s.policy);
    asb_engine_free(s.engine);
    return EXIT_SUCCESS;
}

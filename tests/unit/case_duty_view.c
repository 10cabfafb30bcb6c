/* The list of duties: what each getter and the JSON say, their order, and that the list stays what it was whatever happens to the case. */
#include "case_scene.h"

/* JSON is written with ' for ". */
static const char policy_json[] =
    "{'asb_policy':1,'id':'test','version':'1','title':'T','source':'S',"
    "'roles':[{'id':'officer','label':'Officer'},{'id':'manager','label':'Area manager'}],"
    "'priorities':[{'id':'low','label':'Low'}],"
    "'categories':[{'id':'noise','label':'Noise','priority':'low','clause':'1'}],"
    "'plan_actions':[{'id':'AP-1','by':'landlord','text':'Call each week','clause':'5.1'}],"
    "'remedies':[{'id':'injunction','label':'Injunction','legal':true,'clause':'s.1'}],"
    "'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'9'}],"
    "'duties':["
    "{'id':'first-contact','clause':'2.1','label':'Speak \\u00e9 with them','owner':['officer','manager'],"
    "'subject':{'party_as':['complainant']},'starts':['party'],"
    "'restarts':true,'within':[{'period':{'working_days':5}}],'done':[{'kind':'contact','where':{'outcome':'reached'}}]},"
    "{'id':'allocate','clause':'2.3','label':'Give it to somebody','owner':'case-owner','starts':['report'],'done':['allocation']},"
    "{'id':'silence','clause':'6.1','label':'Six weeks of silence','owner':['manager'],'watch':true,'opens':{'weeks':4},"
    "'within':[{'period':{'weeks':6}}],"
    "'starts':['report'],'done':['review'],'proposes':{'with':{'rationale':'Silence','reason':'resolved'},'kind':'closure'}},"
    "{'id':'urgent','clause':'3.1','label':'See that they are safe','owner':['officer'],'starts':['report'],"
    "'within':[{'period':{'hours':24}}],'done':['safeguarding']}]}";

/* Everything once: one of a party, of the case, of a plan, of an order; with a date, an instant, and neither. */
static void fill(scene *s) {
    add(s, "2026-08-28T10:00", "report", "{'channel':'phone','summary':'Music'}");
    add(s, "2026-08-28T10:05", "party", "{'party':'p2','as':'complainant'}");
    add(s, "2026-08-28T10:06", "party", "{'party':'p1','as':'complainant'}");
    add(s, "2026-08-28T10:07", "plan",
        "{'party':'p1','actions':[{'id':'a2','by':'agency','action':'other','detail':'Patrol','due':'2026-08-30T08:30'},"
        "{'id':'a1','by':'landlord','action':'AP-1','due':'2026-08-30'}]}");
    add(s, "2026-08-28T10:08", "legal", "{'remedy':'injunction','party':'p1','status':'granted','expires':'2026-12-16'}");
}

static asb_duties *duties(scene *s) {
    asb_duties *d = NULL;

    ck_assert_int_eq(asb_case_duties(&d, s->c), ASB_OK);
    return d;
}

/* A copy, to be given back with free(). */
static char *json_of(asb_duties *d) {
    asb_text *t = NULL;
    char *copy;

    ck_assert_int_eq(asb_duties_json(&t, d), ASB_OK);
    ck_assert_uint_eq(strlen(asb_text_data(t)), asb_text_length(t));
    copy = malloc(asb_text_length(t) + 1);
    ck_assert_ptr_nonnull(copy);
    strcpy(copy, asb_text_data(t));
    asb_text_free(t);
    return copy;
}

typedef struct expected {
    const char *rule, *label, *clause, *party, *subject, *owner, *due, *act_by, *opens, *proposes;
    int32_t state, watch;
    uint32_t started_by, ended_by;
} expected;

static void expect(const asb_duties *d, uint32_t i, const expected *x) {
    ck_assert_str_eq(asb_duties_rule(d, i), x->rule);
    ck_assert_str_eq(asb_duties_label(d, i), x->label);
    ck_assert_str_eq(asb_duties_clause(d, i), x->clause);
    ck_assert_str_eq(asb_duties_party(d, i), x->party);
    ck_assert_str_eq(asb_duties_subject(d, i), x->subject);
    ck_assert_str_eq(asb_duties_owner(d, i), x->owner);
    ck_assert_str_eq(asb_duties_due(d, i), x->due);
    ck_assert_str_eq(asb_duties_act_by(d, i), x->act_by);
    ck_assert_str_eq(asb_duties_opens(d, i), x->opens);
    ck_assert_str_eq(asb_duties_proposes(d, i), x->proposes);
    ck_assert_int_eq(asb_duties_state(d, i), x->state);
    ck_assert_int_eq(asb_duties_watch(d, i), x->watch);
    ck_assert_uint_eq(asb_duties_started_by(d, i), x->started_by);
    ck_assert_uint_eq(asb_duties_ended_by(d, i), x->ended_by);
}

/* 31 August 2026 is a bank holiday; 30 August a Sunday. */
START_TEST(getters)
{
    static const expected all[] = {
        /* in the order of the list */
        {"allocate", "Give it to somebody", "2.3", "", "", "[\"case-owner\"]", "", "", "", "", ASB_DUTY_OPEN, 0, 1, 0},
        {"first-contact", "Speak \303\251 with them", "2.1", "p1", "p1", "[\"officer\",\"manager\"]", "2026-09-07", "", "", "",
         ASB_DUTY_OPEN, 0, 3, 0},
        {"first-contact", "Speak \303\251 with them", "2.1", "p2", "p2", "[\"officer\",\"manager\"]", "2026-09-07", "", "", "",
         ASB_DUTY_OPEN, 0, 2, 0},
        {"order-expiry", "Injunction ends", "s.1", "p1", "injunction", "[\"case-owner\"]", "2026-12-16", "", "", "", ASB_DUTY_OPEN, 1, 5,
         0},
        {"plan-action", "Call each week", "5.1", "p1", "a1", "[\"case-owner\"]", "2026-08-30", "2026-08-28", "", "", ASB_DUTY_OPEN, 0, 4,
         0},
        {"plan-action", "Patrol", "", "p1", "a2", "[\"agency\"]", "2026-08-30T07:30:00Z", "", "", "", ASB_DUTY_OVERDUE, 0, 4, 0},
        {"silence", "Six weeks of silence", "6.1", "", "", "[\"manager\"]", "2026-10-09", "", "2026-09-25",
         "{\"kind\":\"closure\",\"with\":{\"rationale\":\"Silence\",\"reason\":\"resolved\"}}", ASB_DUTY_OPEN, 1, 1, 0},
        {"urgent", "See that they are safe", "3.1", "", "", "[\"officer\"]", "2026-08-29T09:00:00Z", "", "", "", ASB_DUTY_OVERDUE, 0, 1, 0},
    };
    scene s;
    asb_duties *d;

    scene_begin(&s, policy_json);
    fill(&s);
    at("2026-08-30T08:31");
    d = duties(&s);
    ck_assert_uint_eq(asb_duties_count(d), COUNT_OF(all));
    for (uint32_t i = 0; i < COUNT_OF(all); i++) expect(d, i, &all[i]);
    asb_duties_free(d);
    scene_end(&s);
}
END_TEST

START_TEST(states)
{
    scene s;
    asb_duties *d;

    scene_begin(&s, policy_json);
    fill(&s);
    add(&s, "2026-09-01T10:00", "contact", "{'party':'p1','method':'phone','outcome':'reached'}");
    add(&s, "2026-09-08T10:00", "contact", "{'party':'p2','method':'phone','outcome':'reached'}");
    add(&s, "2026-09-09T10:00", "closure", "{'reason':'resolved','rationale':'Quiet'}");
    d = duties(&s);
    ck_assert_int_eq(asb_duties_state(d, 0), ASB_DUTY_LAPSED);
    ck_assert_uint_eq(asb_duties_ended_by(d, 0), 8);
    ck_assert_int_eq(asb_duties_state(d, 1), ASB_DUTY_MET);
    ck_assert_uint_eq(asb_duties_ended_by(d, 1), 6);
    ck_assert_int_eq(asb_duties_state(d, 2), ASB_DUTY_MET_LATE);
    ck_assert_uint_eq(asb_duties_ended_by(d, 2), 7);
    ck_assert_int_eq(asb_duties_state(d, 3), ASB_DUTY_OPEN);
    asb_duties_free(d);
    scene_end(&s);
}
END_TEST

/* Who, when it began and ended, and the date as people read it. */
START_TEST(for_people)
{
    scene s;
    asb_duties *d;
    int64_t began, ended;
    uint32_t instants = 0;

    scene_begin(&s, policy_json);
    fill(&s);
    add(&s, "2026-09-01T10:00", "contact", "{'party':'p1','method':'phone','outcome':'reached'}");
    d = duties(&s);
    for (uint32_t i = 0; i < asb_duties_count(d); i++) {
        size_t length = strlen(asb_duties_due(d, i)), local = strlen(asb_duties_due_local(d, i));
        ck_assert(length == local || (length > 10 && local >= 16)); /* dates are the same, instants are local */
        ck_assert(asb_duties_due_local(d, i)[0] == '\0' || asb_duties_due_local(d, i)[local - 1] != 'Z');
        instants += length > 10;
        ck_assert_uint_ge(asb_duties_owner_count(d, i), 1);
        for (uint32_t k = 0; k < asb_duties_owner_count(d, i); k++)
            ck_assert_ptr_nonnull(strstr(asb_duties_owner(d, i), asb_duties_owner_at(d, i, k)));
        ck_assert_ptr_null(asb_duties_owner_at(d, i, asb_duties_owner_count(d, i)));
        ck_assert_int_eq(asb_duties_ended_at(d, i) == INT64_MIN, asb_duties_ended_by(d, i) == 0);
        ck_assert_int_gt(asb_duties_started_at(d, i), 0);
    }
    ck_assert_uint_gt(instants, 0);
    at("2026-09-01T10:00");
    ended = clock_now;
    for (uint32_t i = 0; i < asb_duties_count(d); i++) {
        if (asb_duties_ended_by(d, i) != 6) continue;
        began = asb_duties_started_at(d, i);
        ck_assert_int_eq(asb_duties_ended_at(d, i), ended);
        ck_assert_int_lt(began, ended);
    }
    ck_assert_uint_eq(asb_duties_owner_count(d, 999), 0);
    ck_assert_ptr_null(asb_duties_owner_at(d, 999, 0));
    ck_assert_ptr_null(asb_duties_due_local(d, 999));
    ck_assert_int_eq(asb_duties_started_at(d, 999), INT64_MIN);
    ck_assert_int_eq(asb_duties_ended_at(d, 999), INT64_MIN);
    asb_duties_free(d);
    scene_end(&s);
}
END_TEST

/* By rule, party (none first), the record it runs from, due (none first), state, clause. Many, so that sorting is tried. */
START_TEST(in_order)
{
    scene s;
    asb_duties *d;
    char fields[128], when[32];

    scene_begin(&s, policy_json);
    fill(&s);
    for (int i = 0; i < 40; i++) {
        snprintf(fields, sizeof fields, "{'party':'p%d','as':'complainant'}", (i * 7) % 20);
        snprintf(when, sizeof when, "2026-09-%02dT10:00", 1 + i / 2);
        add(&s, when, "party", fields);
        snprintf(fields, sizeof fields, "{'party':'p%d','method':'phone','outcome':'reached'}", (i * 3) % 5);
        if (i % 3 == 0 && asbi_party_find(s.c, asbi_text("p0")) != NO_INDEX && i > 20) add(&s, when, "contact", fields);
    }
    d = duties(&s);
    ck_assert_uint_gt(asb_duties_count(d), 28);
    for (uint32_t i = 1; i < asb_duties_count(d); i++) {
        int order = strcmp(asb_duties_rule(d, i - 1), asb_duties_rule(d, i));
        if (order == 0) order = strcmp(asb_duties_party(d, i - 1), asb_duties_party(d, i));
        if (order == 0) order = (int)asb_duties_started_by(d, i - 1) - (int)asb_duties_started_by(d, i);
        if (order == 0) order = strcmp(asb_duties_due(d, i - 1), asb_duties_due(d, i));
        ck_assert_int_le(order, 0);
    }
    asb_duties_free(d);
    scene_end(&s);
}
END_TEST

START_TEST(as_json)
{
    static const char first[] =
        "[{\"clause\":\"2.3\",\"duty\":\"allocate\",\"explanation\":\"allocate: Give it to somebody\\nClause: 2.3\\nSubject: the case\\n"
        "Runs from record 1 (report) of 2026-08-28T10:00\\nNo date: the clause gives no time\\nOwner: whoever has the case\\n"
        "State: open at 2026-08-30T08:31\\n\",\"label\":\"Give it to somebody\","
        "\"owner\":[\"case-owner\"],\"started_at\":\"2026-08-28T09:00:00Z\",\"started_by\":1,\"state\":\"open\",\"watch\":false},";
    scene s;
    asb_duties *d;
    json_value *v = NULL, *item;
    fault f;
    arena a;
    buffer b;
    char *json;

    scene_begin(&s, policy_json);
    d = duties(&s);
    json = json_of(d);
    ck_assert_str_eq(json, "[]");
    free(json);
    asb_duties_free(d);
    fill(&s);
    add(&s, "2026-08-29T09:00", "allocation", "{'officer':'ben','to_role':'officer'}");
    d = duties(&s);
    json = json_of(d);
    asbi_arena_init(&a, &s.b.e->memory);
    ck_assert_int_eq(asbi_json_parse(&v, &a, json, strlen(json), NULL, &f), ASB_OK);
    asbi_buffer_init(&b, &s.b.e->memory, SIZE_MAX);
    asbi_json_write(&b, v);
    ck_assert_str_eq(b.data, json); /* canonical */
    ck_assert_uint_eq(v->count, asb_duties_count(d));
    item = asbi_json_at(v, 0);
    ck_assert(asbi_text_is(asbi_json_text(asbi_json_get(item, "state")), "met") &&
              asbi_text_is(asbi_json_text(asbi_json_get(item, "ended_by")), "6"));
    ck_assert_ptr_null(asbi_json_get(item, "due"));
    item = asbi_json_at(v, 4);
    ck_assert(asbi_text_is(asbi_json_text(asbi_json_get(item, "act_by")), "2026-08-28") &&
              asbi_text_is(asbi_json_text(asbi_json_get(item, "subject")), "a1"));
    item = asbi_json_at(v, 6);
    ck_assert_ptr_nonnull(asbi_json_get(asbi_json_get(item, "proposes"), "with"));
    ck_assert_int_eq(asbi_json_get(item, "watch")->type, JSON_TRUE);
    asbi_buffer_free(&b);
    asbi_arena_free(&a);
    free(json);
    asb_duties_free(d);
    scene_end(&s);
    scene_begin(&s, policy_json);
    fill(&s);
    at("2026-08-30T08:31");
    d = duties(&s);
    json = json_of(d);
    ck_assert(strncmp(json, first, strlen(first)) == 0);
    free(json);
    asb_duties_free(d);
    scene_end(&s);
}
END_TEST

START_TEST(past_the_end)
{
    scene s;
    asb_duties *d;
    asb_text *t;

    scene_begin(&s, policy_json);
    fill(&s);
    d = duties(&s);
    for (uint32_t i = asb_duties_count(d); i < asb_duties_count(d) + 2; i++) {
        ck_assert_ptr_null(asb_duties_rule(d, i));
        ck_assert_ptr_null(asb_duties_proposes(d, i));
        ck_assert_int_eq(asb_duties_state(d, i), 0);
        ck_assert_uint_eq(asb_duties_started_by(d, i), 0);
        t = (asb_text *)d; /* anything but NULL */
        ck_assert_int_eq(asb_duties_explain(&t, d, i), ASB_ABSENT);
        ck_assert_ptr_null(t);
    }
    asb_duties_free(d);
    scene_end(&s);
}
END_TEST

START_TEST(arguments)
{
    scene s;
    asb_duties *d = NULL;
    asb_text *t = NULL;

    scene_begin(&s, policy_json);
    ck_assert_int_eq(asb_case_duties(&d, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_case_duties(NULL, s.c), ASB_EARGUMENT);
    ck_assert_int_eq(asb_duties_explain(&t, NULL, 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_duties_json(&t, NULL), ASB_EARGUMENT);
    ck_assert_uint_eq(asb_duties_count(NULL), 0);
    ck_assert_ptr_null(asb_duties_rule(NULL, 0));
    ck_assert_int_eq(asb_duties_watch(NULL, 0), 0);
    asb_duties_free(NULL);
    d = duties(&s);
    ck_assert_int_eq(asb_duties_explain(NULL, d, 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_duties_json(NULL, d), ASB_EARGUMENT);
    asb_duties_free(d);
    scene_end(&s);
}
END_TEST

/* The list is of its moment: records, an erasure, the end of the case change nothing in it. */
START_TEST(it_stays)
{
    scene s;
    asb_duties *d;
    asb_text *t = NULL;
    char *before, *after;

    scene_begin(&s, policy_json);
    fill(&s);
    d = duties(&s);
    before = json_of(d);
    add(&s, "2026-09-02T10:00", "erasure", "{'party':'p1','basis':'request','reason':'Asked'}");
    add(&s, "2026-09-02T10:01", "closure", "{'reason':'resolved','rationale':'Quiet'}");
    asb_case_free(s.c);
    s.c = NULL;
    asb_policy_free(s.policy);
    s.policy = NULL;
    after = json_of(d);
    ck_assert_str_eq(after, before);
    ck_assert_int_eq(asb_duties_explain(&t, d, 5), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "Patrol"));
    asb_text_free(t);
    free(before);
    free(after);
    asb_engine_free(s.b.e);
    asb_duties_free(d);
    ck_assert_uint_eq(s.b.t.blocks, 0);
}
END_TEST

/* A clock that stands behind the last record: the duties are those at that record. */
START_TEST(clock_behind)
{
    scene s;
    asb_duties *d;

    scene_begin(&s, policy_json);
    fill(&s);
    add(&s, "2026-09-10T10:00", "note", "{'text':'Rang'}");
    at("2026-08-28T09:00");
    d = duties(&s);
    ck_assert_int_eq(asb_duties_state(d, 1), ASB_DUTY_OVERDUE);
    asb_duties_free(d);
    scene_end(&s);
}
END_TEST

/* A day that was always known changes what is past too; one that is known from later on only what is open. */
START_TEST(another_calendar)
{
    scene s;
    asb_duties *d;
    asb_calendar *days = NULL;

    scene_begin(&s, policy_json);
    fill(&s);
    add(&s, "2026-09-07T10:00", "contact", "{'party':'p1','method':'phone','outcome':'reached'}");
    ck_assert_int_eq(asb_calendar_new(&days, s.b.e), ASB_OK);
    ck_assert_int_eq(asb_calendar_add(days, "2026-09-03", "2026-09-08", "Flood"), ASB_OK);
    ck_assert_int_eq(asb_engine_set_calendar(s.b.e, days), ASB_OK);
    d = duties(&s);
    ck_assert_str_eq(asb_duties_due(d, 2), "2026-09-07");
    asb_duties_free(d);
    at("2026-09-08T10:00");
    d = duties(&s);
    ck_assert_str_eq(asb_duties_due(d, 1), "2026-09-07"); /* judged */
    ck_assert_str_eq(asb_duties_due(d, 2), "2026-09-08"); /* open */
    ck_assert_int_eq(asb_duties_state(d, 2), ASB_DUTY_OPEN);
    asb_duties_free(d);
    ck_assert_int_eq(asb_calendar_add(days, "2026-09-03", NULL, "Flood"), ASB_OK);
    ck_assert_int_eq(asb_engine_set_calendar(s.b.e, days), ASB_OK);
    d = duties(&s);
    ck_assert_str_eq(asb_duties_due(d, 1), "2026-09-08");
    asb_duties_free(d);
    asb_calendar_free(days);
    scene_end(&s);
}
END_TEST

static int32_t make_and_ask(scene *s, const asb_duties *d, int which) {
    asb_duties *made = NULL;
    asb_text *t = NULL;
    int32_t status = which == 0 ? asb_case_duties(&made, s->c) : which == 1 ? asb_duties_explain(&t, d, 1) : asb_duties_json(&t, d);

    ck_assert((status == ASB_OK) == (made != NULL || t != NULL));
    asb_duties_free(made);
    asb_text_free(t);
    return status;
}

/* The n-th allocation fails, once or for ever, until none is left to fail. */
START_TEST(no_memory)
{
    scene s;
    asb_duties *d;
    char *before, *after;
    uint64_t blocks;

    scene_begin(&s, policy_json);
    fill(&s);
    d = duties(&s);
    before = json_of(d);
    for (int which = 0; which < 3; which++) {
        for (int32_t for_ever = 0; for_ever < 2; for_ever++) {
            uint64_t n = 0;
            int32_t status;
            do {
                int64_t now;
                asb_engine_now(&now, s.b.e); /* what is queued goes */
                blocks = s.b.t.blocks;
                test_memory_fail(&s.b.t, ++n, for_ever);
                status = make_and_ask(&s, d, which);
                test_memory_fail(&s.b.t, 0, 0);
                asb_engine_now(&now, s.b.e);
                ck_assert(status == ASB_OK || status == ASB_ENOMEM);
                ck_assert_uint_eq(s.b.t.blocks, blocks);
            } while (status == ASB_ENOMEM);
            ck_assert_uint_gt(n, 1); /* it bit */
        }
    }
    asb_duties_free(d);
    d = duties(&s);
    after = json_of(d);
    ck_assert_str_eq(after, before);
    free(before);
    free(after);
    asb_duties_free(d);
    scene_end(&s);
}
END_TEST

Suite *asb_suite_case_duty_view(void);
Suite *asb_suite_case_duty_view(void) {
    const TTest *const tests[] = {getters,   states,   for_people,   in_order,         as_json,  past_the_end,
                                  arguments, it_stays, clock_behind, another_calendar, no_memory};

    return test_suite("case duty view", tests, COUNT_OF(tests));
}

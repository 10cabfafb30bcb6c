/* How the duties stand, saved and restored: the same in every field. Malformed ones change nothing. What a move to another policy makes of
 * them. */
#include "case/snapshot.h"
#include "case_scene.h"

/* JSON is written with ' for ". */
#define HEAD(version) \
    "{'asb_policy':1,'id':'test','version':'" version "','title':'T','source':'S'," \
    "'roles':[{'id':'officer','label':'Officer'},{'id':'manager','label':'Area manager'}]," \
    "'priorities':[{'id':'low','label':'Low'}]," \
    "'categories':[{'id':'noise','label':'Noise','priority':'low','clause':'1'}]," \
    "'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'9'}],"

#define FIRST_CONTACT \
    "{'id':'first-contact','clause':'2.1','label':'Speak with them','owner':['officer'],'subject':{'party_as':['complainant']}," \
    "'starts':['party']," \
    "'within':[{'when':{'case':{'hate':true}},'period':{'working_days':1}},{'period':{'working_days':5}}]," \
    "'done':[{'kind':'contact','where':{'outcome':'reached'}}]}"

#define KEEP_INFORMED \
    "{'id':'keep-informed','clause':'2.2','label':'Keep them informed','owner':'case-owner','subject':'party','agreed':true," \
    "'repeats':true," \
    "'starts':[{'kind':'contact','where':{'outcome':'reached'}}],'done':[{'kind':'contact','where':{'outcome':'reached'}}]," \
    "'within':[{'period':{'months':1,'beginning_with':true}}]}"

static const char old_policy[] = HEAD(
    "1") "'plan_actions':[{'id':'AP-1','by':'landlord','text':'Call each week','clause':'5.1'}],"
         "'remedies':[{'id':'old-order','label':'Old order','legal':true,'clause':'s.1'},{'id':'deal','label':'Deal','legal':false,"
         "'clause':'7'}],"
         "'duties':["
         "{'id':'look-again','clause':'2.3','label':'Look at it regularly','owner':['manager'],'starts':['report'],"
         "'done':['review']}," FIRST_CONTACT "," KEEP_INFORMED ","
         "{'id':'respond','clause':'4.1','label':'Answer the notice','owner':['officer'],'subject':'party','restarts':true,"
         "'anchor':{'field':'served'},"
         "'starts':[{'kind':'legal','where':{'status':'notice-served'}}],'done':[{'kind':'legal','where':{'status':'applied'}}],"
         "'within':[{'period':{'days':14}}]},"
         "{'id':'silence','clause':'6.1','label':'Silence','owner':['manager'],'opens':{'weeks':4},'within':[{'period':{'weeks':6}}],"
         "'starts':['report'],'done':['review']},"
         "{'id':'urgent','clause':'3.1','label':'See that they are safe','owner':['officer'],'starts':['report'],"
         "'within':[{'period':{'hours':48,'skipping':['christmas-day','sunday','saturday']}}],'done':['safeguarding']}]}";

/* The rules in another order; two have gone, and an order. */
static const char new_policy[] = HEAD(
    "2") "'remedies':[{'id':'deal','label':'Deal','legal':false,'clause':'7b'}],"
         "'duties':[" KEEP_INFORMED "," FIRST_CONTACT ","
         "{'id':'silence','clause':'6.2','label':'Silence','owner':['manager'],'within':[{'period':{'weeks':6}}],'starts':['report'],"
         "'done':['review']},"
         "{'id':'respond','clause':'4.1','label':'Answer the notice','owner':['officer'],'subject':'party','anchor':{'field':'served'},"
         "'starts':[{'kind':'legal','where':{'status':'notice-served'}}],'done':[{'kind':'legal','where':{'status':'applied'}}],"
         "'within':[{'period':{'days':14}}]}]}";

typedef struct told {
    const char *when, *kind, *fields;
} told;

/* Something of everything: moved, not moved, agreed, corrected; waiting; plans and orders; before and after an erasure. */
static const told story[] = {
    {"2026-05-01T10:00", "report", "{'channel':'phone','summary':'Music'}"},
    {"2026-05-01T10:01", "party", "{'party':'p1','as':'complainant'}"},
    {"2026-05-01T10:02", "party", "{'party':'p2','as':'complainant'}"},
    {"2026-05-05T10:00", "contact", "{'party':'p1','method':'phone','outcome':'reached'}"},
    {"2026-05-06T10:00", "contact-agreement", "{'party':'p1','every':{'days':7}}"},
    {"2026-05-06T11:00", "incident", "{'occurred':'2026-05-06','description':'Words','hate':true}"},
    {"2026-05-06T12:00", "correction", "{'of':6,'field':'hate','value':false,'reason':'Misheard'}"},
    {"2026-05-08T10:00", "legal", "{'remedy':'old-order','party':'p1','status':'notice-served','served':'2026-05-07'}"},
    {"2026-05-08T10:01", "legal", "{'remedy':'old-order','party':'p2','status':'notice-served'}"},
    {"2026-05-08T11:00", "correction", "{'of':8,'field':'served','value':'2026-05-06T15:30:20.123','reason':'Earlier'}"},
    {"2026-05-09T10:00", "plan",
     "{'party':'p1','actions':[{'id':'a1','by':'landlord','action':'AP-1','every':{'weeks':1},'due':'2026-05-16T09:00'},"
     "{'id':'a2','by':'agency','action':'other','detail':'Patrol','due':'2026-05-12'}]}"},
    {"2026-05-10T10:00", "legal", "{'remedy':'old-order','party':'p2','status':'granted','expires':'2026-12-16'}"},
    {"2026-05-10T10:01", "intervention", "{'remedy':'deal','party':'p2','status':'signed','expires':'2026-08-01'}"},
    {"2026-05-11T10:00", "action", "{'plan':11,'action':'a1','status':'done'}"},
    {"2026-05-12T10:00", "contact", "{'party':'p1','method':'phone','outcome':'reached'}"},
    {"2026-05-13T10:00", "closure", "{'reason':'resolved','rationale':'Quiet'}"},
    {"2026-05-14T10:00", "reopening", "{'reason':'Not quiet'}"},
    {"2026-05-15T10:00", "erasure", "{'party':'p1','basis':'request','reason':'Asked'}"},
    {"2026-05-18T10:00", "contact", "{'party':'p2','method':'phone','outcome':'reached'}"},
    {"2026-05-19T10:00", "erasure", "{'of':[6,1],'basis':'request','reason':'Asked'}"},
    {"2026-05-20T10:00", "legal", "{'remedy':'old-order','party':'p2','status':'extended','expires':'2027-01-16'}"},
};

/* A second case, folded from the same records as they are stored. */
static asb_case *again(scene *s) {
    asb_text *t = NULL;
    asb_case *c = NULL;

    ck_assert_int_eq(asb_case_export(&t, s->c), ASB_OK);
    ck_assert_msg(asb_case_load(&c, s->b.e, NULL, asb_text_data(t), asb_text_length(t)) == ASB_OK, "%s", asb_error_message(s->b.e));
    asb_text_free(t);
    return c;
}

/* What the list of duties says, explanations too; to be given back with free(). */
static char *duties_of(asb_case *c) {
    asb_duties *d = NULL;
    asb_text *t = NULL;
    char *copy;

    ck_assert_int_eq(asb_case_duties(&d, c), ASB_OK);
    ck_assert_int_eq(asb_duties_json(&t, d), ASB_OK);
    copy = malloc(asb_text_length(t) + 1);
    ck_assert_ptr_nonnull(copy);
    strcpy(copy, asb_text_data(t));
    asb_text_free(t);
    asb_duties_free(d);
    return copy;
}

static void same_duties(asb_case *a, asb_case *b) {
    char *of_a = duties_of(a), *of_b = duties_of(b);

    ck_assert_str_eq(of_a, of_b);
    free(of_a);
    free(of_b);
}

static json_value *parse(arena *a, const char *json) {
    json_value *v = NULL;
    fault f;

    ck_assert_msg(asbi_json_parse(&v, a, json, strlen(json), NULL, &f) == ASB_OK, "%s", json);
    return v;
}

/* As bytes, so that nothing is lent by the case it came from; to be given back with free(). */
static char *saved(asb_case *c) {
    arena_mark mark = asbi_arena_mark(&c->arena);
    json_value *v = asbi_duties_save(c, &c->arena);
    buffer b;
    char *copy;

    ck_assert_ptr_nonnull(v);
    asbi_buffer_init(&b, c->memory, SIZE_MAX);
    asbi_json_write(&b, v);
    ck_assert_int_eq(b.status, ASB_OK);
    copy = malloc(b.length + 1);
    ck_assert_ptr_nonnull(copy);
    strcpy(copy, b.data);
    asbi_buffer_free(&b);
    asbi_arena_rewind(&c->arena, mark);
    return copy;
}

/* ---- field by field */

static void same_due(due a, due b) {
    ck_assert(a.day == b.day && a.at == b.at);
}

/* Of no period nothing else counts. */
static void same_period(period a, period b) {
    ck_assert_uint_eq(a.unit, b.unit);
    ck_assert(a.unit == PERIOD_NONE || (a.count == b.count && a.beginning_with == b.beginning_with && a.skipping == b.skipping));
}

static void same_slot(const duty_slot *a, const duty_slot *b) {
    ck_assert(a->rule == b->rule && a->party == b->party && a->remedy == b->remedy && a->order_kind == b->order_kind && a->plan == b->plan);
    ck_assert(asbi_text_equal(a->action, b->action));
    ck_assert(a->first_start == b->first_start && a->open == b->open && a->waiting == b->waiting && a->in_row == b->in_row);
    ck_assert(a->over == b->over && a->by_due == b->by_due && a->start_entry == b->start_entry);
}

static void same_instance(const duty_instance *a, const duty_instance *b) {
    ck_assert(a->slot == b->slot && a->start_seq == b->start_seq && a->base == b->base && a->anchored == b->anchored);
    ck_assert(a->state == b->state);
    ck_assert(a->no_date == b->no_date && a->in_row == b->in_row && a->counted_from == b->counted_from && a->agreed_seq == b->agreed_seq);
    ck_assert(a->end_seq == b->end_seq && a->first_note == b->first_note && a->last_note == b->last_note);
    same_period(a->period, b->period);
    same_period(a->counted, b->counted);
    same_due(a->due, b->due);
    same_due(a->first_due, b->first_due);
    same_due(a->opens, b->opens);
}

static void same_note(const duty_note *a, const duty_note *b) {
    ck_assert(a->next == b->next && a->kind == b->kind && a->seq == b->seq);
    same_due(a->from, b->from);
    same_due(a->to, b->to);
    same_period(a->period, b->period);
}

static void same_case(const asb_case *a, const asb_case *b) {
    ck_assert_uint_eq(a->slot_count, b->slot_count);
    ck_assert_uint_eq(a->instance_count, b->instance_count);
    ck_assert_uint_eq(a->note_count, b->note_count);
    ck_assert_uint_eq(a->days_known, b->days_known);
    for (uint32_t i = 0; i < a->slot_count; i++) same_slot(&a->slots[i], &b->slots[i]);
    for (uint32_t i = 0; i < a->instance_count; i++) same_instance(&a->instances[i], &b->instances[i]);
    for (uint32_t i = 0; i < a->note_count; i++) same_note(&a->notes[i], &b->notes[i]);
}

/* Parties have other places once one has been erased: then only what is told can be compared. */
static void round_trip(scene *s, int by_field) {
    asb_case *c = again(s);
    char *before = saved(s->c), *after;

    same_duties(s->c, c);
    ck_assert_int_eq(asbi_enter(s->b.e), ASB_OK);
    json_value *v = parse(&c->arena, before);
    ck_assert_int_eq(asbi_duties_restore_reserve(c, v), ASB_OK);
    test_memory_fail(&s->b.t, 1, 1); /* from here on nothing may be wanted */
    ck_assert_int_eq(asbi_duties_restore(c, v), ASB_OK);
    test_memory_fail(&s->b.t, 0, 0);
    asbi_leave(s->b.e, ASB_OK);
    if (by_field) same_case(s->c, c);
    same_duties(s->c, c);
    after = saved(c);
    if (by_field) ck_assert_str_eq(before, after);
    free(before);
    free(after);
    asb_case_free(c);
}

START_TEST(restored_the_same)
{
    scene s;
    int whole = 1;

    scene_begin(&s, old_policy);
    for (size_t i = 0; i < COUNT_OF(story); i++) {
        add_to(&s, s.c, story[i].when, story[i].kind, story[i].fields);
        whole = whole && strcmp(story[i].kind, "erasure") != 0;
        round_trip(&s, whole);
    }
    scene_end(&s);
}
END_TEST

/* Whoever reads the case anew after an erasure goes on as whoever had it before. */
START_TEST(erased_and_going_on)
{
    scene s;
    size_t i = 0;

    scene_begin(&s, old_policy);
    while (strcmp(story[i].kind, "erasure") != 0) {
        add_to(&s, s.c, story[i].when, story[i].kind, story[i].fields);
        i++;
    }
    add_to(&s, s.c, story[i].when, story[i].kind, story[i].fields);
    asb_case *c = again(&s);
    for (i++; i < COUNT_OF(story); i++) {
        add_to(&s, s.c, story[i].when, story[i].kind, story[i].fields);
        add_to(&s, c, story[i].when, story[i].kind, story[i].fields);
        same_duties(s.c, c);
    }
    asb_case_free(c);
    scene_end(&s);
}
END_TEST

/* A `when` that text cannot say, and one before 1900. */
START_TEST(years_beyond)
{
    scene s;

    scene_begin(&s, old_policy);
    for (size_t i = 0; i < 4; i++) add_to(&s, s.c, story[i].when, story[i].kind, story[i].fields);
    add_to(&s, s.c, "2026-05-08", "legal", "{'remedy':'old-order','party':'p1','status':'notice-served','served':'2999-12-31'}");
    s.c->instances[0].due = (due){NO_DATE, INT64_C(-99999999999999)};
    s.c->instances[0].opens = (due){-600000, NO_INSTANT};
    char *json = saved(s.c);
    ck_assert_int_eq(asbi_enter(s.b.e), ASB_OK);
    due was = s.c->instances[0].due, opened = s.c->instances[0].opens, late = s.c->instances[s.c->instance_count - 1].due;
    ck_assert_int_ge(late.day, asbi_date_of(2999, 12, 31) + 14);
    ck_assert_int_eq(asbi_duties_restore(s.c, parse(&s.c->arena, json)), ASB_OK);
    asbi_leave(s.b.e, ASB_OK);
    same_due(s.c->instances[0].due, was);
    same_due(s.c->instances[0].opens, opened);
    same_due(s.c->instances[s.c->instance_count - 1].due, late);
    free(json);
    scene_end(&s);
}
END_TEST

/* ---- malformed */

#define SLOT(more) \
    "{'parties':['p1'],'slots':[{'rule':'first-contact','party':'p1','first':2,'start':2" more "}],'instances':[],'notes':[]}"
#define COUNTED "'base':'2026-05-01T09:00:00Z','counted_from':'2026-05-01T09:00:00Z'"
#define INSTANCE(more) \
    "{'parties':[],'slots':[{'rule':'urgent','start':1}],'instances':[{'from':1,'state':'open'," COUNTED more "}],'notes':[]}"
#define BARE(members) "{'parties':[],'slots':[{'rule':'urgent','start':1}],'instances':[{" members "}],'notes':[]}"
#define NOTE(more) \
    "{'parties':[],'slots':[{'rule':'urgent','start':1}],'instances':[{'from':1,'state':'open','note':0," COUNTED "}]," \
    "'notes':[{'kind':'moved','record':2,'from':'2026-05-01','to':'2026-05-02'" more "}]}"

static const char *const malformed[] = {
    "[]",
    "{}",
    "{'parties':[],'slots':[],'instances':[]}",
    "{'parties':[],'slots':{},'instances':[],'notes':[]}",
    "{'slots':[],'instances':[],'notes':[]}",
    "{'known':-1,'parties':[],'slots':[],'instances':[],'notes':[]}",
    "{'parties':[],'slots':[1],'instances':[],'notes':[]}",
    "{'parties':[],'slots':[{'rule':1,'start':1}],'instances':[],'notes':[]}",
    "{'parties':[],'slots':[{'rule':'urgent'}],'instances':[],'notes':[]}",
    "{'parties':[],'slots':[{'rule':'urgent','start':99}],"
    "'instances':[],'notes':[]}",
    "{'parties':[],'slots':[{'rule':'urgent','start':1,'party':''}],'instances':[],'notes':[]}",
    "{'parties':[],'slots':[{'rule':'plan-action','start':1,'action':'a'}],'instances':[],'notes':[]}",
    "{'parties':[],'slots':[{'rule':'plan-action','start':1,'plan':1}],'instances':[],'notes':[]}",
    "{'parties':[],'slots':[{'rule':'order-expiry','start':1,'kind':'report','remedy':'x'}],'instances':[],'notes':[]}",
    "{'parties':[],'slots':[{'rule':'order-expiry','start':1,'kind':'legal'}],'instances':[],'notes':[]}",
    "{'parties':[],'slots':[{'rule':'gone','pin':0}],'instances':[],'notes':[]}",
    SLOT(",'waiting':1"),
    SLOT(",'row':null"),
    SLOT(",'over':'yes'"),
    INSTANCE(",'slot':1"),
    INSTANCE(",'slot':-1"),
    INSTANCE(","
             "'slot':0.5"),
    INSTANCE(",'ended':1"),
    INSTANCE(",'agreed':99"),
    INSTANCE(",'due':'soon'"),
    INSTANCE(",'due':[]"),
    INSTANCE(","
             "'due':[1,2]"),
    INSTANCE(",'due':true"),
    INSTANCE(",'period':{'fortnights':1}"),
    INSTANCE(",'counted':5"),
    INSTANCE(",'note':0"),
    NOTE(",'next':0"),
    NOTE(",'next':1"),
    NOTE(",'period':[]"),
    BARE("'from':1,'state':'closed'," COUNTED),
    BARE("'state':'open'," COUNTED),
    BARE("'from':1,"
         "'state':'met'," COUNTED),
    BARE("'from':1,'state':'open'"),
    BARE("'from':1,'state':'open','base':'2026-05-01','counted_from':'2026-05-01T09:00:00Z'"),
    BARE("'from':1,'state':'open'," COUNTED "},{'from':1,'state':'open'," COUNTED),
    INSTANCE(",'due':[9000000]"),
    "{'parties':[],'slots':[],'instances':[],'notes':[{'kind':'lost','record':1}]}",
    "{'parties':['px'],'slots':[{'rule':'urgent','start':1,'party':'px'},{'rule':'urgent','start':77}],'instances':[],'notes':[]}",
};

START_TEST(malformed_changes_nothing)
{
    scene s;

    scene_begin(&s, old_policy);
    for (size_t i = 0; i < 17; i++) add_to(&s, s.c, story[i].when, story[i].kind, story[i].fields);
    char *before = saved(s.c), *told_before = duties_of(s.c);
    for (size_t i = 0; i < COUNT_OF(malformed); i++) {
        char *json = quotes(malformed[i]);
        uint32_t parties = s.c->party_count;
        ck_assert_int_eq(asbi_enter(s.b.e), ASB_OK);
        json_value *v = parse(&s.c->arena, json);
        if (strstr(json, "known") == NULL) ck_assert_msg(asbi_duties_restore_reserve(s.c, v) == ASB_ECORRUPT, "%s", json);
        ck_assert_msg(asbi_duties_restore(s.c, v) == ASB_ECORRUPT, "%s", json);
        asbi_leave(s.b.e, ASB_OK);
        ck_assert_uint_eq(s.c->party_count, parties);
        free(json);
        char *after = saved(s.c);
        ck_assert_str_eq(before, after);
        free(after);
    }
    char *told_after = duties_of(s.c);
    ck_assert_str_eq(told_before, told_after);
    free(told_before);
    free(told_after);
    free(before);
    scene_end(&s);
}
END_TEST

/* A rule that the policy does not have is left out with its instances; a party whose records have gone comes back. */
START_TEST(unknown_rules_are_left_out)
{
    static const char json[] =
        "{'known':0,'parties':['p9'],'x-later':1,'slots':[{'rule':'no-such','start':1,'first':1},{'rule':'first-contact',"
        "'party':'p9','first':2,'start':2,'x-later':{}},"
        "{'rule':'was-one','pin':1},{'rule':'urgent','start':1,'first':1}],"
        "'instances':[{'slot':0,'from':1,'state':'open','note':0," COUNTED "},{'slot':3,'from':1,'state':'met',"
        "'ended':3," COUNTED "},{'slot':2,'from':1,'state':'lapsed','ended':2," COUNTED "},"
        "{'slot':1,'from':2,'state':'open','due':'2026-05-11','note':1," COUNTED "}],"
        "'notes':[{'kind':'moved','record':1},{'kind':'moved','record':2,'next':2},{'kind':'not-moved','record':3}]}";
    scene s;
    char *quoted = quotes(json);

    scene_begin(&s, old_policy);
    for (size_t i = 0; i < 4; i++) add_to(&s, s.c, story[i].when, story[i].kind, story[i].fields);
    ck_assert_int_eq(asbi_enter(s.b.e), ASB_OK);
    json_value *v = parse(&s.c->arena, quoted);
    ck_assert_int_eq(asbi_duties_restore_reserve(s.c, v), ASB_OK);
    ck_assert_int_eq(asbi_duties_restore(s.c, v), ASB_OK);
    asbi_leave(s.b.e, ASB_OK);
    ck_assert_uint_eq(s.c->slot_count, 2);
    ck_assert_uint_eq(s.c->instance_count, 2);
    ck_assert_uint_eq(s.c->party_count, 3);
    ck_assert_uint_eq(s.c->slots[0].party, 2);
    ck_assert_uint_eq(s.c->slots[0].open, 1);
    ck_assert_uint_eq(s.c->slots[1].open, NO_INDEX);
    ck_assert_uint_eq(s.c->instances[0].slot, 1);
    ck_assert_uint_eq(s.c->instances[1].slot, 0);
    ck_assert_uint_eq(s.c->instances[1].first_note, 1);
    ck_assert_uint_eq(s.c->instances[1].last_note, 2);
    add_to(&s, s.c, "2026-05-07", "party", "{'party':'p9','as':'complainant'}");
    add_to(&s, s.c, "2026-05-08", "contact", "{'party':'p9','method':'phone','outcome':'reached'}");
    ck_assert_int_eq(s.c->instances[1].state, INSTANCE_MET);
    free(quoted);
    scene_end(&s);
}
END_TEST

/* ---- memory and limits */

START_TEST(no_memory)
{
    scene s;
    int32_t status;
    uint64_t n = 0;

    scene_begin(&s, old_policy);
    for (size_t i = 0; i < 17; i++) add_to(&s, s.c, story[i].when, story[i].kind, story[i].fields);
    asb_case *c = again(&s);
    char *before = saved(s.c);
    ck_assert_int_eq(asbi_enter(s.b.e), ASB_OK);
    do { /* saving */
        arena a;
        asbi_arena_init(&a, c->memory);
        uint64_t blocks = s.b.t.blocks;
        test_memory_fail(&s.b.t, ++n, 0);
        json_value *v = asbi_duties_save(c, &a);
        test_memory_fail(&s.b.t, 0, 0);
        status = v ? ASB_OK : ASB_ENOMEM;
        if (!v) ck_assert_uint_eq(s.b.t.blocks, blocks);
        asbi_arena_free(&a);
    } while (status == ASB_ENOMEM);
    ck_assert_uint_gt(n, 2);
    json_value *v = parse(&c->arena, before);
    n = 0;
    do { /* restoring */
        char *was = saved(c), *is;
        test_memory_fail(&s.b.t, ++n, 1);
        status = asbi_duties_restore_reserve(c, v);
        if (status == ASB_OK) ck_assert_int_eq(asbi_duties_restore(c, v), ASB_OK);
        test_memory_fail(&s.b.t, 0, 0);
        is = saved(c);
        ck_assert(status == ASB_OK || status == ASB_ENOMEM);
        ck_assert_str_eq(was, is);
        free(was);
        free(is);
    } while (status == ASB_ENOMEM);
    ck_assert_uint_gt(n, 1);
    asbi_leave(s.b.e, ASB_OK);
    same_case(s.c, c);
    free(before);
    asb_case_free(c);
    scene_end(&s);
}
END_TEST

START_TEST(limits)
{
    scene s;

    scene_begin(&s, old_policy);
    for (size_t i = 0; i < 17; i++) add_to(&s, s.c, story[i].when, story[i].kind, story[i].fields);
    char *json = saved(s.c);
    ck_assert_int_eq(asb_engine_set_limit(s.b.e, "duties", s.c->instance_count), ASB_OK);
    ck_assert_int_eq(asbi_enter(s.b.e), ASB_OK);
    json_value *v = parse(&s.c->arena, json);
    ck_assert_int_eq(asbi_duties_restore_reserve(s.c, v), ASB_ELIMIT);
    ck_assert_int_eq(asbi_duties_restore(s.c, v), ASB_OK);
    ck_assert_int_eq(asbi_duties_restore_reserve(s.c, NULL), ASB_OK);
    asbi_leave(s.b.e, ASB_OK);
    free(json);
    scene_end(&s);
}
END_TEST

/* ---- another policy */

static uint32_t find(const asb_duties *d, const char *rule, uint32_t started_by) {
    uint32_t i = 0;

    while (i < asb_duties_count(d) && (strcmp(asb_duties_rule(d, i), rule) != 0 || asb_duties_started_by(d, i) != started_by)) i++;
    ck_assert_msg(i < asb_duties_count(d), "no %s of %u", rule, (unsigned)started_by);
    return i;
}

static void look_at_moved(scene *s) {
    asb_duties *d = NULL;
    asb_text *t = NULL;

    ck_assert_int_eq(asb_case_duties(&d, s->c), ASB_OK);
    uint32_t gone = find(d, "look-again", 1), met = find(d, "first-contact", 2), open = find(d, "silence", 1);
    ck_assert_int_eq(asb_duties_state(d, gone), ASB_DUTY_LAPSED);
    ck_assert_uint_eq(asb_duties_ended_by(d, gone), 14);
    ck_assert_str_eq(asb_duties_clause(d, gone), "2.3");
    ck_assert_str_eq(asb_duties_label(d, gone), "Look at it regularly");
    ck_assert_str_eq(asb_duties_owner(d, gone), "[\"manager\"]");
    ck_assert_int_eq(asb_duties_explain(&t, d, gone), ASB_OK);
    ck_assert_ptr_nonnull(strstr(asb_text_data(t), "State: lapsed by record 14 (note) of 2026-05-11T12:00\n"));
    asb_text_free(t);
    ck_assert_str_eq(asb_duties_clause(d, find(d, "urgent", 1)), "3.1");
    ck_assert_int_eq(asb_duties_state(d, met), ASB_DUTY_MET);
    ck_assert_str_eq(asb_duties_clause(d, open), "6.2");
    ck_assert_int_eq(asb_duties_state(d, open), ASB_DUTY_OPEN);
    ck_assert_str_eq(asb_duties_opens(d, open), "2026-05-29");
    uint32_t old = find(d, "order-expiry", 12), deal = find(d, "order-expiry", 13), action = find(d, "plan-action", 11) + 1;
    ck_assert_str_eq(asb_duties_subject(d, old), "old-order");
    ck_assert_str_eq(asb_duties_label(d, old), "Old order ends");
    ck_assert_str_eq(asb_duties_clause(d, old), "s.1");
    ck_assert_str_eq(asb_duties_clause(d, deal), "7b");
    ck_assert_str_eq(asb_duties_label(d, action), "Call each week");
    asb_duties_free(d);
}

START_TEST(moved_to_another_policy)
{
    scene s;
    asb_policy *to;

    scene_begin(&s, old_policy);
    for (size_t i = 0; i < 13; i++) add_to(&s, s.c, story[i].when, story[i].kind, story[i].fields);
    to = scene_policy(&s, new_policy);
    at("2026-05-11T12:00");
    ck_assert_int_eq(asb_case_move(s.c, to, "amy", "officer", "New year"), ASB_OK);
    asb_policy_free(to);
    for (uint32_t i = 0; i < s.c->slot_count; i++)
        ck_assert(s.c->slots[i].rule != RULE_GONE || (s.c->slots[i].open == NO_INDEX && asbi_slot_rule(s.c, &s.c->slots[i]) == NULL));
    look_at_moved(&s);
    round_trip(&s, 1);
    add_to(&s, s.c, "2026-05-12T10:00", "contact", "{'party':'p1','method':'phone','outcome':'reached'}");
    add_to(&s, s.c, "2026-05-13T10:00", "intervention", "{'remedy':'deal','party':'p2','status':'completed'}");
    round_trip(&s, 1);
    add_to(&s, s.c, "2026-05-15T10:00", "erasure", "{'of':[4,6],'basis':'request','reason':'Asked'}");
    look_at_moved(&s);
    round_trip(&s, 1);
    scene_end(&s);
}
END_TEST

/* There and back: what lapsed stays so, and what has gone on keeps its dates. */
START_TEST(moved_back)
{
    scene s;
    asb_policy *to;
    asb_duties *d = NULL;

    scene_begin(&s, old_policy);
    for (size_t i = 0; i < 13; i++) add_to(&s, s.c, story[i].when, story[i].kind, story[i].fields);
    to = scene_policy(&s, new_policy);
    at("2026-05-11T12:00");
    ck_assert_int_eq(asb_case_move(s.c, to, "amy", "officer", "New year"), ASB_OK);
    ck_assert_int_eq(asb_case_move(s.c, s.policy, "amy", "officer", "A mistake"), ASB_OK);
    asb_policy_free(to);
    ck_assert_int_eq(asb_case_duties(&d, s.c), ASB_OK);
    ck_assert_int_eq(asb_duties_state(d, find(d, "look-again", 1)), ASB_DUTY_LAPSED);
    ck_assert_str_eq(asb_duties_clause(d, find(d, "silence", 1)), "6.1");
    ck_assert_str_eq(asb_duties_clause(d, find(d, "order-expiry", 12)), "s.1");
    ck_assert_uint_eq(s.c->slots[s.c->instances[0].slot].rule, RULE_GONE);
    asb_duties_free(d);
    add_to(&s, s.c, "2026-05-20T10:00", "legal", "{'remedy':'old-order','party':'p2','status':'discharged'}");
    ck_assert_int_eq(asb_case_duties(&d, s.c), ASB_OK);
    ck_assert_int_eq(asb_duties_state(d, find(d, "order-expiry", 12)), ASB_DUTY_MET);
    asb_duties_free(d);
    round_trip(&s, 1);
    scene_end(&s);
}
END_TEST

Suite *asb_suite_case_snapshot(void);
Suite *asb_suite_case_snapshot(void) {
    const TTest *const tests[] = {restored_the_same,
                                  erased_and_going_on,
                                  years_beyond,
                                  malformed_changes_nothing,
                                  unknown_rules_are_left_out,
                                  no_memory,
                                  limits,
                                  moved_to_another_policy,
                                  moved_back};

    return test_suite("case snapshot", tests, COUNT_OF(tests));
}

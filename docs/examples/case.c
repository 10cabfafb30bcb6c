/* Cases: begun, worked, saved, opened, read; conflicts; without a store; moved, exported, imported. */
#include "example.h"

static asb_policy *policy;

static asb_case *worked(asb_store *store) {
    asb_record *r;

    /* [asb_case_new asb_case_id] */
    asb_case *c;
    check(asb_case_new(&c, engine, policy, store, "CASE-0001")); /* NULL as the store: you keep it, see asb_case_pending() */
    printf("%s under %s\n", asb_case_id(c), asb_policy_id(policy));
    /* prints: CASE-0001 under places-for-people */
    /* [end] */

    /* [asb_case_add asb_case_count asb_case_stored asb_case_save] */
    static const char report[] = "{\"kind\":\"report\",\"by\":\"amy\",\"role\":\"CCC\","
                                 "\"fields\":{\"channel\":\"phone\",\"summary\":\"Music until three\"}}";
    check(asb_record_parse(&r, engine, report, sizeof report - 1));
    check(asb_case_add(NULL, c, r)); /* a decision in place of NULL says why a record is refused */
    asb_record_free(r);              /* the case has a copy */
    printf("%u record, %u stored\n", (unsigned)asb_case_count(c), (unsigned)asb_case_stored(c));
    check(asb_case_save(c)); /* one commit: all that is pending, or nothing */
    assert(asb_case_stored(c) == asb_case_count(c));
    /* prints: 1 record, 0 stored */
    /* [end] */

    add(c, "{'kind':'party','by':'amy','role':'CCC','fields':{'party':'p1','as':'complainant','name':'Ann Ash'}}");
    add(c, "{'kind':'party','by':'amy','role':'CCC','fields':{'party':'p2','as':'alleged-perpetrator'}}");
    add(c, "{'kind':'opening','by':'amy','role':'CCC','fields':{'categories':['noise']}}");
    add(c, "{'kind':'allocation','by':'amy','role':'CCC','fields':{'officer':'ben','to_role':'CHM'}}");
    return c;
}

static void asked(asb_case *c) {
    asb_record *r = record("{'kind':'closure','by':'ben','role':'CHM','fields':{'reason':'reduced','rationale':'Quiet'}}");

    /* [asb_case_may] */
    asb_decision *why;
    int32_t status = asb_case_may(&why, c, r); /* r is a closure; nothing is added, whatever the answer */
    if (status == ASB_OK || status == ASB_REFUSED)
        printf("%s, %u guards have something to say\n", asb_status_text(status), (unsigned)asb_decision_count(why));
    asb_decision_free(why);
    /* prints: refused, 4 guards have something to say */
    /* [end] */
    asb_record_free(r);

    r = record("{'kind':'contact','by':'ben','role':'CHM','fields':{'party':'p9','method':'fone','outcome':'reached'}}");
    /* [asb_case_wrong] */
    asb_text *wrong;
    asb_json *list;
    check(asb_case_wrong(&wrong, c, r)); /* for a form that shows everything that is wrong at once */
    check(asb_json_parse(&list, engine, asb_text_data(wrong), asb_text_length(wrong)));
    for (const asb_json *one = asb_json_at(list, 0); one != NULL; one = asb_json_next(one))
        printf("%s: %s\n", asb_json_text(asb_json_get(one, "field"), NULL), asb_json_text(asb_json_get(one, "message"), NULL));
    asb_json_free(list), asb_text_free(wrong);
    /* prints:
     * party: p9 at party is no person of the case; did you mean p1? Else add a party record first.
     * method: method cannot be fone; did you mean phone? It can be: phone, email, letter, text, visit, meeting, app.
     */
    /* [end] */
    asb_record_free(r);
}

static void come_to(asb_case *c) {
    /* [asb_case_state asb_case_stage asb_case_priority asb_case_owner asb_case_owner_role asb_case_hate] */
    printf("%s, %s, priority %s\n", asb_case_state(c), asb_case_stage(c), asb_case_priority(c));
    printf("with %s, %s%s\n", asb_case_owner(c), asb_case_owner_role(c), asb_case_hate(c) ? "; a hate case" : "");
    /* prints:
     * open, case-management, priority standard
     * with ben, CHM
     */
    /* [end] */

    /* [asb_case_band asb_case_score] */
    int32_t score;
    if (asb_case_score(&score, c) == ASB_ABSENT) puts("nobody was assessed");
    assert(score == 0 && *asb_case_band(c) == '\0');
    /* prints: nobody was assessed */
    /* [end] */

    /* [asb_case_facts] */
    asb_text *text;
    asb_json *facts;
    check(asb_case_facts(&text, c)); /* everything, for a screen or a language other than C */
    check(asb_json_parse(&facts, engine, asb_text_data(text), asb_text_length(text)));
    const asb_json *party = asb_json_at(asb_json_get(facts, "parties"), 0);
    printf("%s, %u parties, first %s\n", asb_json_text(asb_json_get(facts, "state"), NULL),
           (unsigned)asb_json_count(asb_json_get(facts, "parties")), asb_json_text(asb_json_get(party, "party"), NULL));
    asb_json_free(facts), asb_text_free(text);
    /* prints: open, 2 parties, first p1 */
    /* [end] */

    /* [asb_case_policy] */
    asb_policy *under;
    check(asb_case_policy(&under, c)); /* the document the case is worked under now, whatever your program has loaded */
    printf("%s %s\n", asb_policy_id(under), asb_policy_version(under));
    asb_policy_free(under);
    /* prints: places-for-people 2023-10-31 */
    /* [end] */
}

static void done_already(asb_case *c) {
    asb_record *r = record("{'kind':'legal','at':'2026-03-20','by':'tess','role':'TEM','fields':{'remedy':'civil-injunction','party':'p2',"
                           "'status':'applied'}}");

    /* [asb_case_admit] */
    asb_decision *why;
    check(asb_case_admit(&why, c, r, INT64_MIN, 0)); /* r was done on 20 March, rightly or not: nothing is refused */
    printf("record %u; %u guards have something to say, the first:\n", (unsigned)asb_case_count(c), (unsigned)asb_decision_count(why));
    assert(asb_decision_effect(why, 0) == ASB_EFFECT_BREACH);
    puts(asb_decision_message(why, 0));
    asb_decision_free(why);
    /* prints:
     * record 6; 9 guards have something to say, the first:
     * Nobody has found that the behaviour is persistent.
     */
    /* [end] */
    asb_record_free(r);
}

static void records(asb_case *c) {
    asb_record *r;

    add(c, "{'kind':'correction','by':'ben','role':'CHM','fields':{'of':1,'field':'channel','value':'email','reason':'It came by email'}}");
    /* [asb_case_record asb_case_record_written] */
    const char *channel;
    check(asb_case_record(&r, c, 1)); /* as it now reads */
    check(asb_record_get_text(&channel, NULL, r, "channel"));
    puts(channel);
    asb_record_free(r);
    check(asb_case_record_written(&r, c, 1)); /* as it was written, whatever was corrected later */
    check(asb_record_get_text(&channel, NULL, r, "channel"));
    puts(channel);
    asb_record_free(r);
    assert(asb_case_record(&r, c, 99) == ASB_ABSENT && r == NULL);
    /* prints:
     * email
     * phone
     */
    /* [end] */

    /* [asb_case_summary] */
    asb_text *kept;
    asb_json *summary;
    check(asb_case_summary(&kept, c)); /* the same bytes as the store was given with the last commit */
    check(asb_json_parse(&summary, engine, asb_text_data(kept), asb_text_length(kept)));
    printf("%s, %u duties so far\n", asb_json_text(asb_json_get(summary, "state"), NULL),
           (unsigned)asb_json_count(asb_json_get(summary, "duties")));
    /* prints: open, 8 duties so far */
    /* [end] */
    asb_json_free(summary);
    asb_text_free(kept);

    /* [asb_case_history] */
    asb_text *text;
    asb_json *history;
    check(asb_case_history(&text, c));
    check(asb_json_parse(&history, engine, asb_text_data(text), asb_text_length(text)));
    for (const asb_json *one = asb_json_at(asb_json_get(history, "records"), 0); one != NULL; one = asb_json_next(one))
        printf("%s %s, %s\n", asb_json_text(asb_json_get(one, "seq"), NULL), asb_json_text(asb_json_get(one, "kind"), NULL),
               asb_json_text(asb_json_get(one, "by"), NULL));
    /* prints:
     * 1 report, amy
     * 2 party, amy
     * 3 party, amy
     * 4 opening, amy
     * 5 allocation, amy
     * 6 legal, tess
     * 7 correction, ben
     */
    /* [end] */
    asb_json_free(history);
    asb_text_free(text);
}

static void opened(asb_store *store) {
    /* [asb_case_open asb_case_free] */
    asb_case *c;
    check(asb_case_open(&c, store, "CASE-0001"));
    printf("%u records, %s\n", (unsigned)asb_case_count(c), asb_case_state(c));
    asb_case_free(c); /* what is pending would be forgotten */
    assert(asb_case_open(&c, store, "CASE-9999") == ASB_ABSENT && c == NULL);
    /* prints: 7 records, open */
    /* [end] */
}

static void two_at_once(asb_store *store) {
    asb_case *c, *other;

    check(asb_case_new(&c, engine, policy, store, "CASE-0005"));
    add(c, "{'kind':'report','by':'amy','role':'CCC','fields':{'channel':'phone','summary':'Shouting'}}");
    check(asb_case_save(c));
    check(asb_case_open(&other, store, "CASE-0005"));
    add(c, "{'kind':'opening','by':'amy','role':'CCC','fields':{'categories':['neighbour-dispute']}}");
    add(other, "{'kind':'note','by':'ben','role':'CHM','fields':{'text':'I know this family'}}");
    add(other, "{'kind':'closure','by':'ben','role':'CHM','fields':{'reason':'not-asb','rationale':'Everyday noise'}}");
    check(asb_case_save(c));
    /* [asb_case_reload asb_conflicts_count asb_conflicts_record asb_conflicts_status asb_conflicts_message asb_conflicts_reasons] */
    asb_conflicts *lost;
    assert(asb_case_save(other) == ASB_CONFLICT); /* somebody has saved since it was opened; nothing was written */
    check(asb_case_reload(&lost, other));         /* reads that, and tries each pending record again */
    for (uint32_t i = 0; i < asb_conflicts_count(lost); i++) {
        asb_record *r;
        check(asb_conflicts_record(&r, lost, i)); /* to be shown to whoever entered it */
        printf("%s: %s, %s\n%s\n", asb_record_kind(r), asb_status_text(asb_conflicts_status(lost, i)), asb_conflicts_reasons(lost, i),
               asb_conflicts_message(lost, i));
        asb_record_free(r);
    }
    check(asb_case_save(other)); /* the note, which is still allowed */
    /* prints:
     * closure: refused, ["closure-not-asb-found"]
     * A case that was opened needs a recorded finding that the matter is not ASB.
     */
    /* [end] */

    /* [asb_conflicts_json] */
    asb_text *all;
    check(asb_conflicts_json(&all, lost)); /* the same in one call */
    printf("%.30s…\n", asb_text_data(all));
    asb_text_free(all);
    /* prints: [{"message":"A case that was o… */
    /* [end] */
    asb_conflicts_free(lost);
    asb_case_free(other);
    asb_case_free(c);
}

static void together(asb_store *store, asb_case *c) {
    asb_case *other;

    check(asb_case_new(&other, engine, policy, store, "CASE-0002"));
    add(other, "{'kind':'report','by':'amy','role':'CCC','fields':{'channel':'phone','summary':'He says it is them'}}");
    add(other, "{'kind':'link','by':'amy','role':'CCC','fields':{'to':'CASE-0001','relation':'counter-allegation'}}");
    add(c, "{'kind':'link','by':'amy','role':'CCC','fields':{'to':'CASE-0002','relation':'counter-allegation'}}");
    /* [asb_case_save_all] */
    asb_case *both[] = {c, other}; /* a link in each of them */
    check(asb_case_save_all(both, 2));
    assert(asb_case_stored(c) == asb_case_count(c) && asb_case_stored(other) == asb_case_count(other));
    /* [end] */
    asb_case_free(other);
}

static void without_store(void) {
    asb_case *c, *again;
    asb_text *whole;

    check(asb_case_new(&c, engine, policy, NULL, "CASE-0003"));
    add(c, "{'kind':'report','by':'amy','role':'CCC','fields':{'channel':'online','summary':'Motorbikes'}}");
    /* [asb_case_pending asb_case_saved] */
    asb_text *pending;
    asb_json *json;
    check(asb_case_pending(&pending, c)); /* ASB_ABSENT where nothing is */
    check(asb_json_parse(&json, engine, asb_text_data(pending), asb_text_length(pending)));
    printf("write %u record, if the case has %s in your database\n", (unsigned)asb_json_count(asb_json_get(json, "records")),
           asb_json_text(asb_json_get(json, "expected"), NULL));
    /* … write it, in one transaction; then: */
    check(asb_case_saved(c, asb_case_count(c)));
    asb_json_free(json), asb_text_free(pending);
    assert(asb_case_pending(&pending, c) == ASB_ABSENT && pending == NULL);
    /* prints: write 1 record, if the case has 0 in your database */
    /* [end] */
    check(asb_case_export(&whole, c));

    /* [asb_case_load] */
    check(asb_case_load(&again, engine, NULL, asb_text_data(whole), asb_text_length(whole))); /* put together from your rows */
    printf("%s, %u record\n", asb_case_id(again), (unsigned)asb_case_count(again));
    /* prints: CASE-0003, 1 record */
    /* [end] */

    add(c, "{'kind':'note','by':'amy','role':'CCC','fields':{'text':'She rang again'}}");
    /* [asb_case_conflicted asb_conflicts_free] */
    asb_conflicts *lost; /* your database had more records than `expected`: read the case anew, and hand it over */
    check(asb_case_conflicted(&lost, c, asb_text_data(whole), asb_text_length(whole)));
    assert(asb_conflicts_count(lost) == 0); /* the note can still be added, and is pending again */
    asb_conflicts_free(lost);
    /* [end] */
    asb_text_free(whole);
    asb_case_free(again);
    asb_case_free(c);
}

static void moved(asb_case *c) {
    static const char json[] =
        "{\"asb_policy\":1,\"id\":\"places-for-people\",\"version\":\"next\",\"title\":\"Next year's\",\"source\":\"Draft\","
        "\"extends\":\"england\",\"roles\":[{\"id\":\"CHM\",\"label\":\"Manager\"},{\"id\":\"CCC\",\"label\":\"Contact\"}],"
        "\"priorities\":[{\"id\":\"standard\",\"label\":\"Standard\"}],\"duties\":[]}";
    asb_policy *next;

    check(asb_policy_parse(&next, engine, json, sizeof json - 1));
    /* [asb_case_preview_move] */
    asb_text *text;
    asb_json *preview;
    check(asb_case_preview_move(&text, c, next)); /* changes nothing */
    check(asb_json_parse(&preview, engine, asb_text_data(text), asb_text_length(text)));
    printf("%u duties would lapse, %u begin, %u go on\n", (unsigned)asb_json_count(asb_json_get(preview, "lapse")),
           (unsigned)asb_json_count(asb_json_get(preview, "begin")), (unsigned)asb_json_count(asb_json_get(preview, "go_on")));
    /* prints: 7 duties would lapse, 0 begin, 0 go on */
    /* [end] */
    asb_json_free(preview);
    asb_text_free(text);

    /* [asb_case_move] */
    check(asb_case_move(c, next, "carol", "CHM", "New policy from 1 May")); /* adds a note that says so */
    asb_policy *under;
    check(asb_case_policy(&under, c));
    printf("%s, version %s\n", asb_policy_id(under), asb_policy_version(under));
    /* prints: places-for-people, version next */
    /* [end] */
    asb_policy_free(under);
    asb_policy_free(next);
    check(asb_case_save(c));
}

static void handed_over(asb_case *c) {
    /* [asb_case_head] */
    asb_text *head; /* to be printed on a letter, or noted by somebody else: docs/audit.md */
    asb_json *json;
    check(asb_case_head(&head, c));
    check(asb_json_parse(&json, engine, asb_text_data(head), asb_text_length(head)));
    printf("%s, record %s\n", asb_json_text(asb_json_get(json, "case"), NULL), asb_json_text(asb_json_get(json, "seq"), NULL));
    assert(strlen(asb_json_text(asb_json_get(json, "digest"), NULL)) == 64);
    /* prints: CASE-0001, record 9 */
    /* [end] */
    asb_json_free(json);
    asb_text_free(head);

    /* [asb_case_export asb_case_import] */
    asb_text *whole;
    asb_store *elsewhere;
    asb_case *there;
    check(asb_case_export(&whole, c)); /* records, policies, calendar */
    check(asb_store_memory(&elsewhere, engine));
    check(asb_case_import(&there, elsewhere, asb_text_data(whole), asb_text_length(whole))); /* verified, and byte by byte the same */
    assert(asb_case_count(there) == asb_case_count(c));
    assert(asb_case_import(&there, elsewhere, asb_text_data(whole), asb_text_length(whole)) == ASB_EEXISTS);
    /* [end] */
    asb_case_free(there);
    asb_store_free(elsewhere);
    asb_text_free(whole);
}

static void calendar_of_its_own(asb_case *c) {
    /* [asb_case_set_calendar] */
    asb_calendar *calendar;
    check(asb_calendar_new(&calendar, engine));
    check(asb_calendar_add(calendar, "2026-04-08", NULL, "Flood in the office"));
    check(asb_case_set_calendar(c, calendar)); /* copied; what would its dates be with that day closed? */
    check(asb_case_set_calendar(c, NULL));     /* back to the store's, or the engine's */
    asb_calendar_free(calendar);
    assert(asb_case_count(c) == asb_case_stored(c)); /* nothing was added by it */
    /* [end] */
}

int main(void) {
    asb_store *store;
    asb_case *c;

    begin("2026-04-02T10:00");
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    check(asb_store_memory(&store, engine));
    c = worked(store);
    asked(c);
    come_to(c);
    done_already(c);
    records(c);
    check(asb_case_save(c));
    opened(store);
    asb_case_free(c);
    check(asb_case_open(&c, store, "CASE-0001"));
    two_at_once(store);
    together(store, c);
    without_store();
    moved(c);
    handed_over(c);
    calendar_of_its_own(c);
    asb_case_free(c);
    asb_store_free(store);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}

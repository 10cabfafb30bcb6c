/* Scores and bands, worked by hand; and what entries and parties say. */
#include "case_support.h"

Suite *asb_suite_case_score(void);

typedef struct scored {
    const char *answers;
    int32_t score;
    const char *band; /* NULL: none */
    uint8_t partial, all_declined, contested;
} scored;

static void expect(test_case *t, const char *matrix, const scored *s) {
    const asb_policy *p = t->policy;
    uint32_t index = asbi_policy_matrix(p, asbi_atom_of_text(p, asbi_text(matrix)));
    assessment_score got = asbi_score(p, &p->matrices.items[index], test_value(t, s->answers));

    ck_assert_msg(got.score == s->score, "%s: %d", s->answers, got.score);
    ck_assert_msg(asbi_text_is(asbi_atom_text(p, got.band), s->band == NULL ? "" : s->band), "%s", s->answers);
    ck_assert_msg(got.partial == s->partial && got.all_declined == s->all_declined && got.contested == s->contested, "%s", s->answers);
}

START_TEST(scores)
{
    static const scored cases[] = {
        {"{'often':'never','who':[],'harm':'no'}", 0, "low", 0, 0, 0},
        {"{'often':'never','who':'nobody','harm':'no'}", -1, "low", 0, 0, 0},
        {"{'often':'never','who':['nobody'],'harm':'no'}", -1, "low", 0, 0, 0},
        {"{'often':'daily','who':['nobody'],'harm':'no'}", 4, "low", 0, 0, 0},
        {"{'often':'daily','who':[],'harm':'no'}", 5, "medium", 0, 0, 0},
        {"{'often':'daily','who':['family','you'],'harm':'no'}", 10, "medium", 0, 0, 0},
        {"{'often':'never','who':'you','harm':'yes'}", 12, "medium", 0, 0, 0},
        {"{'often':'never','who':'family','harm':'yes'}", 13, "medium", 0, 0, 1},
        {"{'often':'daily','who':'nobody','harm':'yes'}", 14, "medium", 0, 0, 1},
        {"{'often':'daily','who':[],'harm':'yes'}", 15, "high", 0, 0, 0},
        {"{'often':'daily','who':['you','family'],'harm':'yes'}", 20, "high", 0, 0, 0},
        {"{'often':'declined','who':['you','family'],'harm':'yes'}", 15, "high", 1, 0, 0},
        {"{'often':'declined','who':'declined','harm':'no'}", 0, "low", 1, 0, 0},
        {"{'often':'declined','who':[],'harm':'declined'}", 0, "low", 1, 0, 0}, /* asked, none of these: an answer */
        {"{'often':'declined','who':'declined','harm':'declined'}", 0, NULL, 1, 1, 0},
    };
    test_case t;

    test_case_begin(&t);
    for (size_t i = 0; i < COUNT_OF(cases); i++) expect(&t, "ram", &cases[i]);
    test_case_end(&t);
}
END_TEST

/* A matrix whose least attainable score is above what one answer alone gives. */
START_TEST(below_the_lowest_band)
{
    static const scored cases[] = {
        {"{'a':'x','b':'x'}", 8, "green", 0, 0, 0},
        {"{'a':'x','b':'y'}", 13, "red", 0, 0, 0},
        {"{'a':'x','b':'declined'}", 4, "green", 1, 0, 0},
        {"{'a':'declined','b':'declined'}", 0, NULL, 1, 1, 0},
    };
    test_case t;

    test_case_begin(&t);
    for (size_t i = 0; i < COUNT_OF(cases); i++) expect(&t, "positive", &cases[i]);
    test_case_end(&t);
}
END_TEST

START_TEST(triage)
{
    test_case t;

    test_case_begin(&t);
    ck_assert_uint_eq(asbi_triage_score(t.policy, test_value(&t, "{'danger':'no','again':'no','alone':'no'}")), 0);
    ck_assert_uint_eq(asbi_triage_score(t.policy, test_value(&t, "{'danger':'yes','again':'no','alone':'yes'}")), 2);
    ck_assert_uint_eq(asbi_triage_score(t.policy, test_value(&t, "{'danger':'yes','again':'yes','alone':'yes'}")), 3);
    test_case_end(&t);
}
END_TEST

START_TEST(what_entries_say)
{
    test_case t;
    const entry *e;

    test_case_begin(&t);
    e = test_add(
        &t, "incident",
        "{'occurred':'2026-03-01','description':'d','hate':true,'category':'noise','hate_strands':['race','disability'],'people':[]}");
    ck_assert_ptr_nonnull(asbi_entry_field(e, WORD_hate_strands));
    ck_assert_ptr_null(asbi_entry_field(e, WORD_note));
    ck_assert_ptr_null(asbi_entry_field(e, ATOM_NONE));
    ck_assert_uint_eq(asbi_entry_atom(e, WORD_hate), ATOM_TRUE);
    ck_assert_uint_eq(asbi_entry_atom(e, WORD_people), ATOM_NONE);
    ck_assert_uint_eq(asbi_entry_atom(e, WORD_note), ATOM_NONE);
    ck_assert(asbi_text_is(asbi_entry_text(e, WORD_occurred), "2026-03-01"));
    ck_assert_uint_eq(asbi_entry_text(e, WORD_hate).length, 0);
    ck_assert_uint_eq(asbi_entry_text(e, WORD_note).length, 0);
    ck_assert_uint_eq(asbi_entry_value(e, WORD_hate_strands)->count, 2);
    ck_assert_ptr_null(asbi_entry_value(e, WORD_note));
    ck_assert(asbi_entry_is(e, WORD_hate_strands, WORD_disability));
    ck_assert(!asbi_entry_is(e, WORD_hate_strands, WORD_approved));
    ck_assert(!asbi_entry_is(e, WORD_note, WORD_approved));
    ck_assert(!asbi_entry_is(e, WORD_hate_strands, ATOM_OTHER)); /* equal to nothing */
    test_case_end(&t);
}
END_TEST

START_TEST(actions_of_plans)
{
    test_case t;
    const entry *plan;

    test_case_begin(&t);
    plan = test_add(&t, "plan",
                    "{'party':'p1','actions':[{'id':'a','by':'agency','action':'other'},{'id':'b','by':'landlord','action':'other'}]}");
    ck_assert(asbi_text_is(asbi_json_text(asbi_json_get(asbi_plan_find_action(plan, asbi_text("b")), "by")), "landlord"));
    ck_assert_ptr_null(asbi_plan_find_action(plan, asbi_text("c")));
    ck_assert_ptr_null(asbi_plan_find_action(test_add(&t, "note", "{'text':'t'}"), asbi_text("a")));
    test_case_end(&t);
}
END_TEST

/* Parts add up; of other fields the last value counts; what was erased says nothing. */
START_TEST(parties_as_they_stand)
{
    test_case t;
    uint32_t p1, p2;
    entry *last;

    test_case_begin(&t);
    test_add(&t, "party", "{'party':'p1','as':['complainant','witness'],'tenure':'secure','disability':'no'}");
    test_add(&t, "party", "{'party':'p2','as':'resident'}");
    test_add(&t, "party", "{'party':'p1','disability':'yes'}");
    last = test_add(&t, "party", "{'party':'p1','as':'victim','disability':'suspected'}");
    p1 = asbi_party_find(&t.c, asbi_text("p1"));
    p2 = asbi_party_find(&t.c, asbi_text("p2"));
    ck_assert_uint_eq(asbi_party_find(&t.c, asbi_text("p3")), NO_INDEX);
    ck_assert_uint_ne(p1, p2);
    ck_assert(asbi_text_is(asbi_field_as_text(asbi_party_field(&t.c, p1, WORD_disability)), "suspected"));
    ck_assert(asbi_text_is(asbi_field_as_text(asbi_party_field(&t.c, p1, WORD_tenure)), "secure"));
    ck_assert_ptr_null(asbi_party_field(&t.c, p1, WORD_until));
    ck_assert_ptr_null(asbi_party_field(&t.c, p2, WORD_tenure));
    ck_assert_ptr_null(asbi_party_field(&t.c, NO_INDEX, WORD_tenure));
    ck_assert(asbi_party_has_part(&t.c, p1, WORD_complainant) && asbi_party_has_part(&t.c, p1, WORD_victim));
    ck_assert(!asbi_party_has_part(&t.c, p2, WORD_victim) && !asbi_party_has_part(&t.c, NO_INDEX, WORD_victim));
    last->erased = 1;
    ck_assert(asbi_text_is(asbi_field_as_text(asbi_party_field(&t.c, p1, WORD_disability)), "yes"));
    ck_assert(!asbi_party_has_part(&t.c, p1, WORD_victim));
    test_case_end(&t);
}
END_TEST

START_TEST(any_part)
{
    test_case t;
    span parts; /* of the letter: complainant */

    test_case_begin(&t);
    test_add(&t, "party", "{'party':'p1','as':['witness','complainant']}");
    test_add(&t, "party", "{'party':'p2','as':'witness'}");
    parts = t.policy->letters.items[0].to;
    ck_assert_uint_eq(parts.count, 1);
    ck_assert(asbi_party_has_any_part(&t.c, 0, parts));
    ck_assert(!asbi_party_has_any_part(&t.c, 1, parts));
    ck_assert(!asbi_party_has_any_part(&t.c, 0, (span){0, 0}));
    test_case_end(&t);
}
END_TEST

Suite *asb_suite_case_score(void) {
    const TTest *const tests[] = {scores,           below_the_lowest_band, triage,  what_entries_say,
                                  actions_of_plans, parties_as_they_stand, any_part};

    return test_suite("case score", tests, COUNT_OF(tests));
}

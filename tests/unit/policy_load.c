/* Policies as they are loaded: joined, interned, found again. */
#include "policy_support.h"

#include "policy/built_in.h"

Suite *asb_suite_policy_load(void);

START_TEST(built_in_documents)
{
    static const char *const ids[] = {"connexus", "england", "hart", "mount-green", "places-for-people", "west-kent"};
    size_t length = 0;

    ck_assert_uint_eq(asb_policy_builtin_count(), COUNT_OF(ids));
    for (uint32_t i = 0; i < COUNT_OF(ids); i++) {
        ck_assert_str_eq(asb_policy_builtin_id(i), ids[i]);
        ck_assert_ptr_nonnull(asb_policy_builtin_document(i, &length));
        ck_assert_uint_gt(length, 1000);
        ck_assert_ptr_eq(asbi_built_in_find(asbi_text(ids[i])), asbi_built_in(i));
    }
    ck_assert_ptr_null(asb_policy_builtin_id(COUNT_OF(ids)));
    ck_assert_ptr_null(asb_policy_builtin_document(COUNT_OF(ids), NULL));
    ck_assert_ptr_null(asb_policy_builtin_document(UINT32_MAX, &length));
    ck_assert_ptr_null(asbi_built_in_find(asbi_text("nowhere")));
}
END_TEST

/* No problems; and the joined document is the same policy again. */
START_TEST(each_built_in)
{
    test_policies t;

    test_policies_begin(&t);
    for (uint32_t i = 0; i < asb_policy_builtin_count(); i++) {
        size_t length = 0;
        const char *bytes = asb_policy_builtin_document(i, &length);
        asb_problems *found = NULL;
        asb_policy *p = test_built_in(&t, asb_policy_builtin_id(i)), *again = NULL;
        ck_assert_int_eq(asb_policy_check(&found, t.e, bytes, length), ASB_OK);
        ck_assert_uint_eq(asb_problems_count(found), 0);
        ck_assert_str_eq(asb_policy_id(p), asb_policy_builtin_id(i));
        bytes = asb_policy_json(p, &length);
        ck_assert_ptr_null(strstr(bytes, "\"extends\""));
        ck_assert_int_eq(asb_policy_parse(&again, t.e, bytes, length), ASB_OK);
        ck_assert_str_eq(asb_policy_digest(again), asb_policy_digest(p));
        ck_assert_uint_eq(again->length, p->length);
        ck_assert_uint_eq(again->names.count, p->names.count);
        ck_assert_uint_eq(again->conditions.count, p->conditions.count);
        asb_problems_free(found);
        asb_policy_free(again);
        asb_policy_free(p);
    }
    test_policies_end(&t);
}
END_TEST

START_TEST(words_are_constants)
{
    static const char *const words[] = {
        "",
#define WORD(name, text) text,
#include "policy/words.inc"
#undef WORD
    };
    test_policies t;
    asb_policy *p;

    test_policies_begin(&t);
    p = test_built_in(&t, "england");
    ck_assert_uint_eq(COUNT_OF(words), WORD_END);
    for (uint32_t i = 1; i < COUNT_OF(words); i++) {
        ck_assert_uint_eq(test_atom(p, words[i]), i);
        ck_assert_str_eq(asbi_atom_text(p, i).at, words[i]);
    }
    for (int k = 0; k < KIND_BUILT_IN_COUNT; k++) {
        const kind_def *kind = asbi_kind((record_kind)k);
        test_atom(p, asbi_kind_name(kind));
        for (uint32_t i = 0; i < asbi_field_count(kind); i++) test_atom(p, asbi_field_name(asbi_field_at(kind, i)));
    }
    for (uint32_t i = 0; asbi_derived(i) != NULL; i++)
        ck_assert_uint_eq(test_atom(p, asbi_derived(i)->name), (atom)WORD_assessment_score + i);
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

static atom atom_of(test_policies *t, const asb_policy *p, const char *json) {
    char *quoted = test_with_quotes(json);
    json_value *v = NULL;
    atom found;
    arena a;

    asbi_arena_init(&a, &t->e->memory);
    ck_assert_int_eq(asbi_json_parse(&v, &a, quoted, strlen(quoted), NULL, NULL), ASB_OK);
    found = asbi_atom(p, v);
    asbi_arena_free(&a);
    free(quoted);
    return found;
}

START_TEST(atoms)
{
    test_policies t;
    asb_policy *p;
    atom three;

    test_policies_begin(&t);
    p = test_policy(&t,
                    TEST_HEAD_OF_POLICY ",'guards':[{'id':'g','clause':'1','message':'M','require':{'any':[]},"
                                        "'on':{'kind':'assessment','where':{'assessment.score':[3,-2],'x-a':[1.50,1e30,'three']}}}]}");
    three = atom_of(&t, p, "3");
    ck_assert(three != ATOM_OTHER && three != ATOM_NONE);
    ck_assert_uint_eq(asbi_atom_of_number(p, 3), three);
    ck_assert_uint_eq(atom_of(&t, p, "3.0"), three);
    ck_assert_uint_eq(atom_of(&t, p, "30e-1"), three);
    ck_assert_str_eq(asbi_atom_text(p, three).at, "3");
    ck_assert(asbi_atom_of_number(p, -2) != ATOM_OTHER);
    ck_assert_uint_eq(asbi_atom_of_number(p, 4), ATOM_OTHER);
    ck_assert_uint_eq(asbi_atom_of_number(p, INT64_MIN), ATOM_OTHER);
    ck_assert_uint_eq(atom_of(&t, p, "'3'"), ATOM_OTHER);
    ck_assert_uint_eq(atom_of(&t, p, "1.5"), atom_of(&t, p, "15e-1"));
    ck_assert(atom_of(&t, p, "1.5") != ATOM_OTHER);
    ck_assert(atom_of(&t, p, "1000000000000000000000000000000") != ATOM_OTHER);
    ck_assert_uint_eq(atom_of(&t, p, "'three'"), test_atom(p, "three"));
    ck_assert_uint_eq(atom_of(&t, p, "true"), ATOM_TRUE);
    ck_assert_uint_eq(atom_of(&t, p, "false"), ATOM_FALSE);
    ck_assert_uint_eq(atom_of(&t, p, "null"), ATOM_NULL);
    ck_assert_uint_eq(atom_of(&t, p, "[]"), ATOM_OTHER);
    ck_assert_uint_eq(atom_of(&t, p, "{}"), ATOM_OTHER);
    ck_assert_uint_eq(asbi_atom(p, NULL), ATOM_NONE);
    ck_assert_uint_eq(asbi_atom_text(p, ATOM_NONE).length, 0);
    ck_assert_uint_eq(asbi_atom_text(p, ATOM_TRUE).length, 0);
    ck_assert(asbi_is_built_in_guard(test_atom(p, "order-term")));
    ck_assert(!asbi_is_built_in_guard(test_atom(p, "g")));
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

START_TEST(looking_up)
{
    test_policies t;
    asb_policy *p;

    test_policies_begin(&t);
    p = test_built_in(&t, "places-for-people");
    ck_assert_str_eq(p->roles.items[asbi_policy_role(p, test_atom(p, "TEM"))].label.at, "Tenancy Enforcement Manager");
    ck_assert(p->categories.items[asbi_policy_category(p, test_atom(p, "hate-crime"))].hate);
    ck_assert_uint_eq(p->categories.items[asbi_policy_category(p, test_atom(p, "noise"))].priority, 1);
    ck_assert_uint_ne(asbi_policy_not_asb(p, test_atom(p, "diy")), NO_INDEX);
    ck_assert_uint_eq(asbi_policy_matrix(p, test_atom(p, "ram")), 0);
    ck_assert(p->plan_actions.items[asbi_policy_plan_action(p, test_atom(p, "AP-1"))].standing);
    ck_assert(p->remedies.items[asbi_policy_remedy(p, test_atom(p, "civil-injunction"))].legal);
    ck_assert_uint_ne(asbi_policy_duty(p, test_atom(p, "acknowledge")), NO_INDEX);
    ck_assert_uint_ne(asbi_policy_guard(p, test_atom(p, "visit-risk")), NO_INDEX);
    ck_assert_uint_ne(asbi_policy_letter(p, test_atom(p, "closure-letter")), NO_INDEX);
    ck_assert_uint_eq(asbi_policy_closure_reason(p, test_atom(p, "reduced")), 0);
    ck_assert_uint_eq(asbi_policy_role(p, ATOM_OTHER), NO_INDEX);
    ck_assert_uint_eq(asbi_policy_role(p, ATOM_NONE), NO_INDEX);
    ck_assert(asbi_policy_has_list_value(p, asbi_text("contact"), asbi_text("purpose"), asbi_text("emergency-advice")));
    ck_assert(asbi_policy_has_list_value(p, asbi_text("contact"), asbi_text("purpose"), asbi_text("case-review")));
    ck_assert(!asbi_policy_has_list_value(p, asbi_text("contact"), asbi_text("purpose"), asbi_text("update")));
    ck_assert(!asbi_policy_has_list_value(p, asbi_text("contact"), asbi_text("method"), asbi_text("emergency-advice")));
    asb_policy_free(p);
    test_policies_end(&t);
}
END_TEST

/* ---- Joining ---- */

START_TEST(joining)
{
    char *base = test_with_quotes("{'asb_policy':1,'id':'base','version':'1','title':'B','source':'S','ambiguity':'of the base',"
                                  "'calendar':{'closed':['2026-12-24'],'open':['2026-12-26']},"
                                  "'roles':[{'id':'a','label':'A'},{'id':'b','label':'B'}],'notes':[{'clause':'1','text':'base'}],"
                                  "'lists':{'contact.purpose':[{'id':'x','label':'X'}],'finding.what':[{'id':'y','label':'Y'}]},"
                                  "'case_review':[{'area':'North','clause':'1','threshold':2},{'area':'South','clause':'1'}],"
                                  "'triage':{'clause':'1','threshold':1,'questions':[{'id':'q','text':'?'}]}}");
    const char *joined = "{\"ambiguity\":\"of the "
                         "base\",\"asb_policy\":1,\"calendar\":{\"closed\":[\"2026-12-24\",\"2026-12-23\"],\"open\":[\"2026-12-26\"]},"
                         "\"case_review\":[{\"area\":\"North\",\"clause\":\"2\"},{\"area\":\"South\",\"clause\":\"1\"}],\"id\":\"own\","
                         "\"lists\":{\"contact.purpose\":[{\"id\":\"x\",\"label\":\"Other\"},{\"id\":\"z\",\"label\":\"Z\"}],\"finding."
                         "what\":[{\"id\":\"y\",\"label\":\"Y\"}]},"
                         "\"notes\":[{\"clause\":\"1\",\"text\":\"base\"},{\"clause\":\"2\",\"text\":\"own\"}],"
                         "\"roles\":[{\"id\":\"a\",\"label\":\"A\"},{\"id\":\"b\",\"label\":\"Own B\"},{\"id\":\"c\",\"label\":\"C\"}],"
                         "\"source\":\"S\",\"title\":\"O\",\"triage\":{\"clause\":\"2\",\"questions\":[{\"id\":\"r\",\"text\":\"?\"}],"
                         "\"threshold\":1},\"version\":\"2\"}";
    test_policies t;
    asb_policy *p;

    test_policies_begin(&t);
    ck_assert_int_eq(asb_policy_register(t.e, base, strlen(base)), ASB_OK);
    p = test_policy(
        &t,
        "{'asb_policy':1,'id':'own','version':'2','title':'O','source':'S','extends':'base',"
        "'calendar':{'closed':['2026-12-24','2026-12-23']},'roles':[{'id':'c','label':'C'},{'id':'b','label':'Own B'}],"
        "'notes':[{'clause':'2','text':'own'}],'lists':{'contact.purpose':[{'id':'z','label':'Z'},{'id':'x','label':'Other'}]},"
        "'case_review':[{'area':'North','clause':'2'}],'triage':{'clause':'2','threshold':1,'questions':[{'id':'r','text':'?'}]}}");
    ck_assert_str_eq(asb_policy_json(p, NULL), joined);
    ck_assert_uint_eq(p->closed_days.count, 2);
    ck_assert_int_eq(p->closed_days.items[0], asbi_date_of(2026, 12, 23));
    ck_assert_int_eq(p->closed_days.items[1], asbi_date_of(2026, 12, 24));
    ck_assert_int_eq(p->open_days.items[0], asbi_date_of(2026, 12, 26));
    ck_assert_uint_eq(p->review_areas.count, 2);
    ck_assert_int_eq(p->review_areas.items[0].threshold, 3);
    asb_policy_free(p);
    test_policies_end(&t);
    free(base);
}
END_TEST

static void add_document(test_policies *t, const char *json, int32_t status) {
    char *quoted = test_with_quotes(json);

    ck_assert_int_eq(asb_policy_register(t->e, quoted, strlen(quoted)), status);
    free(quoted);
}

#define SMALL(id, extends, role) \
    "{'asb_policy':1,'id':'" id "','version':'1','title':'T','source':'S'," extends "'roles':[{'id':'" role "','label':'" id "'}]}"

/* Chains, replacing, and circles; the documents registered come before those built in. */
START_TEST(registering)
{
    test_policies t;
    asb_policy *p;

    test_policies_begin(&t);
    add_document(&t, SMALL("one", "'extends':'two',", "a"), ASB_OK);
    add_document(&t, SMALL("two", "'extends':'england',", "a"), ASB_OK);
    p = test_policy(&t, SMALL("zero", "'extends':'one',", "b"));
    ck_assert_uint_eq(p->roles.count, 2);
    ck_assert_str_eq(p->roles.items[0].label.at, "one");
    ck_assert_uint_ne(asbi_policy_guard(p, test_atom(p, "cpn-warning-first")), NO_INDEX);
    asb_policy_free(p);
    add_document(&t, SMALL("england", "", "c"), ASB_OK);
    p = test_policy(&t, SMALL("zero", "'extends':'one',", "b"));
    ck_assert_uint_eq(p->roles.count, 3);
    ck_assert_uint_eq(p->guards.count, 0);
    asb_policy_free(p);
    add_document(&t, SMALL("two", "'extends':'one',", "a"), ASB_OK);
    p = NULL;
    {
        char *quoted = test_with_quotes(SMALL("zero", "'extends':'one',", "b"));
        ck_assert_int_eq(asb_policy_parse(&p, t.e, quoted, strlen(quoted)), ASB_EPOLICY);
        ck_assert_str_eq(asb_error_code(t.e), "policy-extends-circle");
        ck_assert_str_eq(asb_error_pointer(t.e), "/extends");
        ck_assert_ptr_nonnull(strstr(asb_error_arguments(t.e), "\"in\":\"two\""));
        free(quoted);
    }
    ck_assert_ptr_null(p);
    add_document(&t, "[]", ASB_EPOLICY);
    add_document(&t, "{'id':7}", ASB_EPOLICY);
    ck_assert_str_eq(asb_error_pointer(t.e), "/id");
    add_document(&t, "{'id':'A b'}", ASB_EPOLICY);
    add_document(&t, "{", ASB_EJSON);
    test_policies_end(&t);
}
END_TEST

/* ---- Handles ---- */

START_TEST(alive)
{
    uint8_t digest[32], other[32] = {0};
    test_policies t;
    asb_policy *one, *two;

    test_policies_begin(&t);
    one = test_built_in(&t, "hart");
    two = test_built_in(&t, "england");
    memcpy(digest, one->digest, sizeof digest);
    ck_assert_ptr_eq(asbi_policy_alive(t.e, digest), one);
    ck_assert_ptr_eq(asbi_policy_alive(t.e, two->digest), two);
    ck_assert_ptr_null(asbi_policy_alive(t.e, other));
    asb_policy_free(one);
    asb_policy_free(test_built_in(&t, "england"));
    asb_policy_free(test_policy(&t, TEST_HEAD_OF_POLICY "}")); /* a call, which drops what was freed */
    ck_assert_ptr_null(asbi_policy_alive(t.e, digest));
    ck_assert_ptr_eq(asbi_policy_alive(t.e, two->digest), two);
    asb_policy_free(two);
    asb_policy_free(NULL);
    test_policies_end(&t);
}
END_TEST

START_TEST(arguments)
{
    asb_policy *p = (asb_policy *)&p;
    asb_problems *found = NULL;
    test_policies t;

    test_policies_begin(&t);
    ck_assert_int_eq(asb_policy_builtin(&p, t.e, "nowhere"), ASB_ABSENT);
    ck_assert_ptr_null(p);
    ck_assert_int_eq(asb_policy_builtin(NULL, t.e, "hart"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_builtin(&p, t.e, NULL), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_builtin(&p, NULL, "hart"), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_parse(NULL, t.e, "", 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_parse(&p, t.e, NULL, 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_parse(&p, NULL, "", 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_check(NULL, t.e, "", 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_check(&found, t.e, NULL, 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_check(&found, NULL, "", 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_register(t.e, NULL, 0), ASB_EARGUMENT);
    ck_assert_int_eq(asb_policy_register(NULL, "", 0), ASB_EARGUMENT);
    ck_assert_ptr_null(asb_policy_id(NULL));
    ck_assert_ptr_null(asb_policy_version(NULL));
    ck_assert_ptr_null(asb_policy_title(NULL));
    ck_assert_ptr_null(asb_policy_digest(NULL));
    ck_assert_ptr_null(asb_policy_json(NULL, NULL));
    test_policies_end(&t);
}
END_TEST

Suite *asb_suite_policy_load(void) {
    const TTest *const tests[] = {built_in_documents, each_built_in, words_are_constants, atoms, looking_up, joining, registering, alive,
                                  arguments};

    return test_suite("policy_load", tests, COUNT_OF(tests));
}

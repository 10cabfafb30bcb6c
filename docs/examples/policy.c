/* Policies: built in, of your own, checked and explained. */
#include "example.h"

static void built_in(void) {
    /* [asb_policy_builtin_count asb_policy_builtin_id asb_policy_builtin_document] */
    for (uint32_t i = 0; i < asb_policy_builtin_count(); i++) {
        size_t length;
        const char *document = asb_policy_builtin_document(i, &length);
        assert(document[0] == '{' && length > 1000); /* to be copied and made your own */
        puts(asb_policy_builtin_id(i));
    }
    /* prints:
     * connexus
     * england
     * hart
     * mount-green
     * places-for-people
     * west-kent
     */
    /* [end] */

    /* [asb_policy_builtin asb_policy_id asb_policy_version asb_policy_title asb_policy_digest asb_policy_free] */
    asb_policy *policy;
    check(asb_policy_builtin(&policy, engine, "west-kent"));
    printf("%s %s: %s\n", asb_policy_id(policy), asb_policy_version(policy), asb_policy_title(policy));
    assert(strlen(asb_policy_digest(policy)) == 64); /* to which cases are pinned */
    asb_policy_free(policy);
    /* prints: west-kent 1: West Kent: anti-social behaviour and hate crime */
    /* [end] */
}

static void of_your_own(void) {
    /* [asb_policy_register asb_policy_parse] */
    static const char base[] = "{\"asb_policy\": 1, \"id\": \"group\", \"version\": \"3\", \"title\": \"All our companies\","
                               " \"source\": \"Group policy\", \"roles\": [{\"id\": \"officer\", \"label\": \"Officer\"}]}";
    static const char own[] = "{\"asb_policy\": 1, \"id\": \"north\", \"version\": \"1\", \"title\": \"North\","
                              " \"source\": \"North's procedure\", \"extends\": \"group\"}";
    asb_policy *north;
    check(asb_policy_register(engine, base, sizeof base - 1)); /* so that others can extend it */
    check(asb_policy_parse(&north, engine, own, sizeof own - 1));
    printf("%s, %s\n", asb_policy_id(north), asb_policy_title(north));
    /* prints: north, North */
    /* [end] */

    /* [asb_policy_json] */
    size_t length;
    asb_json *document;
    const char *joined = asb_policy_json(north, &length); /* with what it extends */
    check(asb_json_parse(&document, engine, joined, length));
    const asb_json *role = asb_json_at(asb_json_get(document, "roles"), 0);
    printf("%s: %s\n", asb_json_text(asb_json_get(role, "id"), NULL), asb_json_text(asb_json_get(role, "label"), NULL));
    /* prints: officer: Officer */
    /* [end] */
    asb_json_free(document);
    asb_policy_free(north);
}

static void check_one(void) {
    static const char json[] = "{\"asb_policy\": 1, \"id\": \"south\", \"version\": \"1\",\n"
                               " \"source\": \"South's procedure\", \"rolls\": []}";

    /* [asb_policy_check asb_problems_count asb_problems_message asb_problems_line asb_problems_column asb_problems_free] */
    asb_problems *problems;
    check(asb_policy_check(&problems, engine, json, sizeof json - 1)); /* ASB_OK, whatever it finds */
    for (uint32_t i = 0; i < asb_problems_count(problems); i++)
        printf("%u:%u: %s\n", (unsigned)asb_problems_line(problems, i), (unsigned)asb_problems_column(problems, i),
               asb_problems_message(problems, i));
    asb_problems_free(problems);
    /* prints:
     * 1:1: The key "title" is missing in a policy: add it.
     * 2:42: There is no key "rolls" in a policy: did you mean "roles"? A remark of your own can begin with x-.
     */
    /* [end] */

    check(asb_policy_check(&problems, engine, json, sizeof json - 1));
    /* [asb_problems_json] */
    asb_text *all;
    asb_json *list;
    check(asb_problems_json(&all, problems)); /* for an editor, or a language other than C: everything in one call */
    check(asb_json_parse(&list, engine, asb_text_data(all), asb_text_length(all)));
    assert(asb_json_count(list) == asb_problems_count(problems));
    /* [end] */
    asb_json_free(list);
    asb_text_free(all);
    /* [asb_problems_code asb_problems_arguments asb_problems_pointer] */
    for (uint32_t i = 0; i < asb_problems_count(problems); i++) /* for a sentence of your own: code and arguments */
        printf("at \"%s\": %s %s\n", asb_problems_pointer(problems, i), asb_problems_code(problems, i),
               asb_problems_arguments(problems, i));
    /* prints:
     * at "": policy-key-missing {"key":"title","object":"a policy"}
     * at "/rolls": policy-key-unknown {"hint":"did you mean \"roles\"?","key":"rolls","object":"a policy"}
     */
    /* [end] */
    asb_problems_free(problems);
}

static void explained(asb_policy *policy) {
    /* [asb_policy_explain] */
    asb_text *text;
    check(asb_policy_explain(&text, policy, "noise"));
    puts(asb_text_data(text));
    asb_text_free(text);
    /* prints:
     * ## Noise nuisance
     *
     * Category `noise`, clause 2 CHM
     *
     * - **Group**: community-housing
     * - **Priority**: standard
     * - **Handled by**: CHM or LPC
     *
     */
    /* [end] */

    /* [asb_policy_page] */
    asb_text *page;
    check(asb_policy_page(&page, policy)); /* Markdown, as `asb policy show` prints it */
    printf("%.*s\n", (int)strcspn(asb_text_data(page), "\n"), asb_text_data(page));
    asb_text_free(page);
    /* prints: # Places for People: anti-social behaviour policy and procedure */
    /* [end] */
}

int main(void) {
    asb_policy *policy;

    begin("2026-04-02T10:00");
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    built_in();
    of_your_own();
    check_one();
    explained(policy);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}

/* Documents: letters. */
#include "example.h"

static void kinds(void) {
    /* [asb_document_kinds] */
    asb_text *text;
    asb_json *all;
    check(asb_document_kinds(&text, engine));
    check(asb_json_parse(&all, engine, asb_text_data(text), asb_text_length(text)));
    const asb_json *letter = asb_json_at(all, 0), *option = asb_json_at(asb_json_get(letter, "options"), 0);
    printf("%s, of which %s: %s\n", asb_json_text(asb_json_get(letter, "kind"), NULL), asb_json_text(asb_json_get(option, "name"), NULL),
           asb_json_text(asb_json_get(option, "label"), NULL));
    /* prints: letter, of which party: Whom it goes to */
    /* [end] */
    asb_json_free(all);
    asb_text_free(text);
}

static void letter(asb_case *c) {
    /* [asb_document_new asb_document_set] */
    asb_document *d;
    check(asb_document_new(&d, c, "letter"));
    check(asb_document_set(d, "template", "interview-invitation"));
    check(asb_document_set(d, "party", "p1"));
    assert(asb_document_set(d, "oficer_name", "Kay") == ASB_EINVALID);
    puts(asb_error_message(engine));
    /* prints: A document of the kind letter has no option oficer_name: did you mean "officer_name"? */
    /* [end] */

    /* [asb_document_render] */
    asb_text *made;
    assert(asb_document_render(&made, d, ASB_FORMAT_TEXT) == ASB_EINVALID);
    puts(asb_error_message(engine));
    check(asb_document_set(d, "officer_name", "Kay Lowe"));
    check(asb_document_render(&made, d, ASB_FORMAT_HTML)); /* a page to print; ASB_FORMAT_TEXT for an e-mail */
    printf("%s\n", strstr(asb_text_data(made), "Kay Lowe") ? "made" : "not made");
    asb_text_free(made);
    /* prints:
     * The letter has officer_name, which is empty: the case has not been allocated to an officer. Set it, or use a text that does without.
     * made
     */
    /* [end] */

    /* [asb_document_check] */
    const char *text = "Dear Bob Brook\n\nAnn Ash says that you play music at night.\n"; /* as an officer changed it */
    assert(asb_document_check(d, text, strlen(text)) == ASB_EDISCLOSURE);
    printf("%s: %s\n", asb_error_field(engine), asb_error_message(engine));
    /* prints: c1: Line 3 has the name of c1, whom the reader may not know; nothing was handed out. */
    /* [end] */

    /* [asb_document_withheld] */
    asb_text *withheld;
    asb_json *json;
    check(asb_document_withheld(&withheld, d));
    check(asb_json_parse(&json, engine, asb_text_data(withheld), asb_text_length(withheld)));
    for (const asb_json *one = asb_json_at(asb_json_get(json, "withheld"), 0); one; one = asb_json_next(one))
        printf("%s: %s\n", asb_json_text(asb_json_get(one, "kind"), NULL), asb_json_text(asb_json_get(one, "why"), NULL));
    /* prints:
     * report: no-consent
     * party: no-consent
     */
    /* [end] */
    asb_json_free(json);
    asb_text_free(withheld);

    /* [asb_document_record asb_document_free] */
    asb_record *r;
    const char *template_;
    check(asb_document_record(&r, d)); /* of the text that was made last */
    check(asb_record_set_actor(r, "kay", "officer"));
    check(asb_record_set_text(r, "method", "email"));
    check(asb_case_add(NULL, c, r));
    check(asb_record_get_text(&template_, NULL, r, "template"));
    printf("%s %s\n", asb_record_kind(r), template_);
    asb_record_free(r);
    asb_document_free(d);
    /* prints: letter interview-invitation */
    /* [end] */
}

int main(void) {
    asb_policy *policy;
    asb_case *c;

    begin("2026-04-29T10:00");
    check(asb_policy_builtin(&policy, engine, "connexus"));
    kinds();
    check(asb_case_new(&c, engine, policy, NULL, "CASE-0001"));
    add(c, "{'kind':'report','by':'kay','role':'officer','fields':{'channel':'phone','summary':'Noise','reporter':'c1'}}");
    add(c, "{'kind':'party','by':'kay','role':'officer','fields':{'party':'c1','as':'complainant','name':'Ann Ash'}}");
    add(c, "{'kind':'party','by':'kay','role':'officer','fields':{'party':'p1','as':'alleged-perpetrator','name':'Bob Brook'}}");
    letter(c);
    asb_case_free(c);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}

/* Reading JSON without another dependency. */
#include "example.h"

static void document(void) {
    static const char text[] = "{\"case\": \"A1\",\n \"steps\": [{\"at\": \"2026-04-02\", \"n\": 1},\n"
                               "            {\"at\": \"2026-04-09\", \"n\": 20}], \"open\": true}";

    /* [asb_json_parse asb_json_get asb_json_text] */
    asb_json *document;
    check(asb_json_parse(&document, engine, text, sizeof text - 1));
    puts(asb_json_text(asb_json_get(document, "case"), NULL));
    assert(asb_json_text(asb_json_get(document, "nothing"), NULL) == NULL); /* asked of nothing, it says: nothing */
    /* prints: A1 */
    /* [end] */

    /* [asb_json_at asb_json_next asb_json_count asb_json_integer] */
    const asb_json *steps = asb_json_get(document, "steps");
    printf("%u steps\n", (unsigned)asb_json_count(steps));
    for (const asb_json *step = asb_json_at(steps, 0); step != NULL; step = asb_json_next(step)) {
        int64_t n;
        check(asb_json_integer(&n, asb_json_get(step, "n")));
        printf("%s: %d\n", asb_json_text(asb_json_get(step, "at"), NULL), (int)n);
    }
    /* prints:
     * 2 steps
     * 2026-04-02: 1
     * 2026-04-09: 20
     */
    /* [end] */

    /* [asb_json_key asb_json_type asb_json_line asb_json_column] */
    for (const asb_json *m = asb_json_at(document, 0); m != NULL; m = asb_json_next(m))
        printf("%s: type %d, at %u:%u\n", asb_json_key(m, NULL), (int)asb_json_type(m), (unsigned)asb_json_line(m),
               (unsigned)asb_json_column(m)); /* ASB_JSON_TRUE is 3, ASB_JSON_TEXT 5, ASB_JSON_LIST 6 */
    /* prints:
     * case: type 5, at 1:10
     * steps: type 6, at 2:11
     * open: type 3, at 3:53
     */
    /* [end] */

    /* [asb_json_write asb_json_free] */
    asb_text *last;
    check(asb_json_write(&last, asb_json_at(asb_json_get(document, "steps"), 1)));
    puts(asb_text_data(last));
    asb_text_free(last);
    asb_json_free(document); /* the values in it are gone with it */
    /* prints: {"at":"2026-04-09","n":20} */
    /* [end] */
}

static void canonical(void) {
    /* [asb_json_canonical] */
    static const char loose[] = "{ \"b\" : 1.50, \"a\" : \"\\u00e9\" }";
    asb_text *text;
    check(asb_json_canonical(&text, engine, loose, sizeof loose - 1)); /* the same meaning gives the same bytes */
    puts(asb_text_data(text));
    asb_text_free(text);
    /* prints: {"a":"é","b":1.5} */
    /* [end] */
}

int main(void) {
    begin("2026-04-02T10:00");
    document();
    canonical();
    asb_engine_free(engine);
    return 0;
}

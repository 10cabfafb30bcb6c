/* Which fields of a record are wrong, besides the first? */
#include "play.h"

#include <string.h>

static int lists_field(scenario *s, const asb_text *wrong, const char *field) {
    asb_json *list = NULL;
    int found = 0;

    if (asb_json_parse(&list, s->engine, asb_text_data(wrong), asb_text_length(wrong)) != ASB_OK) return 0;
    for (const asb_json *v = first_of(list); v != NULL && !found; v = asb_json_next(v)) found = text_is(asb_json_get(v, "field"), field);
    asb_json_free(list);
    return found;
}

int is_also_invalid(scenario *s, const outcome *o, const char *field) {
    asb_text *wrong = NULL;
    int found = strcmp(o->invalid, field) == 0;

    if (found || o->record == NULL || asb_case_wrong(&wrong, o->c, o->record) != ASB_OK) return found;
    found = lists_field(s, wrong, field);
    asb_text_free(wrong);
    return found;
}

/* Trying the record of a step.
 *
 * A step may say what no record can hold: an actor that is a number, a time that is none. The record is then made without it, which is
 * just as invalid; only a wrong time has to be remembered, as a record without one would be taken to happen now. */
#include "play.h"

#include <stdlib.h>
#include <string.h>

typedef struct header {
    const asb_json *at, *by, *role;
    int is_at_wrong;
} header;

static void put_member(words *w, const char *key, const asb_json *value) {
    if (value == NULL) return;
    words_format(w, ",\"%s\":", key);
    words_json_value(w, value);
}

static int32_t parse_record(scenario *s, outcome *o, const asb_json *kind, const header *h) {
    words w = {0};
    int32_t status;

    words_add(&w, "{\"kind\":");
    words_json_value(&w, kind);
    put_member(&w, "at", h->at);
    put_member(&w, "by", h->by);
    put_member(&w, "role", h->role);
    put_member(&w, "fields", asb_json_get(o->step, "with"));
    words_add(&w, "}");
    status = asb_record_parse(&o->record, s->engine, w.data, w.length);
    words_free(&w);
    return status;
}

/* Leave out the part of the header that was refused; 0 where it was none of them. */
static int leave_out(header *h, const char *field) {
    const asb_json **part = NULL;

    if (strcmp(field, "at") == 0)
        part = &h->at;
    else if (strcmp(field, "by") == 0)
        part = &h->by;
    else if (strcmp(field, "role") == 0)
        part = &h->role;
    if (part == NULL || *part == NULL) return 0;
    if (part == &h->at) h->is_at_wrong = 1;
    *part = NULL;
    return 1;
}

static int32_t make_record(scenario *s, outcome *o, const asb_json *kind, header *h) {
    int32_t status;

    do status = parse_record(s, o, kind, h);
    while (status == ASB_EINVALID && leave_out(h, asb_error_field(s->engine)));
    return status;
}

static void be_invalid(outcome *o, const char *field, const char *why) {
    free(o->invalid);
    free(o->why);
    o->invalid = copy_text(field);
    o->why = copy_text(why);
}

/* Its answer is the decision, or the field that is wrong; what is neither is given back. */
static int32_t ask(scenario *s, outcome *o, int is_to_be_added) {
    int32_t status = is_to_be_added ? asb_case_add(&o->decision, o->c, o->record) : asb_case_may(&o->decision, o->c, o->record);

    if (status == ASB_EINVALID) {
        be_invalid(o, asb_error_field(s->engine), asb_error_message(s->engine));
        return ASB_OK;
    }
    if (status == ASB_OK && is_to_be_added) {
        o->is_added = 1;
        return asb_case_save(o->c);
    }
    return status == ASB_REFUSED ? ASB_OK : status;
}

/* Only a wrong kind comes before a wrong time. */
static int32_t ask_without_time(scenario *s, outcome *o) {
    int32_t status = ask(s, o, 0);

    asb_decision_free(o->decision);
    o->decision = NULL;
    if (status == ASB_OK && (o->invalid == NULL || strcmp(o->invalid, "kind") != 0))
        be_invalid(o, "at", "happened is no date and no instant");
    return status;
}

int32_t attempt(scenario *s, outcome *o, const asb_json *kind, int is_to_be_added) {
    header h = {asb_json_get(o->step, "happened"), asb_json_get(o->step, "by"), asb_json_get(o->step, "role"), 0};
    int32_t status = make_record(s, o, kind, &h);

    o->is_tried = 1;
    /* a text longer than the engine takes is as wrong as any other */
    if (status == ASB_EINVALID || (status == ASB_ELIMIT && asb_error_field(s->engine)[0] != '\0')) {
        be_invalid(o, asb_error_field(s->engine), asb_error_message(s->engine));
        return ASB_OK;
    }
    if (status != ASB_OK) return status;
    return h.is_at_wrong ? ask_without_time(s, o) : ask(s, o, is_to_be_added);
}

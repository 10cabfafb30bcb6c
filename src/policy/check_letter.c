/* A letter's text, as part of a policy: each thing wrong with it is a problem of the document. */
#include "check.h"
#include "letter.h"

#include <string.h>

typedef struct place {
    check *c;
    const json_value *letter;
} place;

/* Messages want texts that end. */
static void terminated(char out[MESSAGE_FIELD], text t) {
    size_t length = t.length < MESSAGE_FIELD ? t.length : asbi_utf8_cut(t.at, MESSAGE_FIELD - 1);

    memcpy(out, t.at, length);
    out[length] = '\0';
}

static void note_problem(void *self, const char *code, text name, const char *hint) {
    const place *p = self;
    char room[MESSAGE_FIELD];

    if (asbi_is_full(p->c)) return;
    terminated(room, name);
    if (hint != NULL)
        asbi_check_problem(p->c, p->letter, code, NOTES({"name", room}, {"hint", hint}));
    else
        asbi_check_problem(p->c, p->letter, code, NOTES({"name", room}));
}

void asbi_check_letter(check *c, const json_value *v) {
    place p = {c, v};

    asbi_check_text(c, v);
    if (v->type == JSON_TEXT) asbi_letter_check(asbi_json_text(v), note_problem, &p);
}

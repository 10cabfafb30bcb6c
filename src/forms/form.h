/* What the three forms share: a record that is being worked on, before it is one.
 *
 * Method. A form keeps the fields of a record-to-be as a JSON tree in an arena of its own. Each setter builds the new value beside the
 * old one, has it judged by the checkers of the vocabulary (the same that judge a record when it is added, so that an officer hears the
 * same words earlier) and puts it in its place as the last step; what was built when something failed goes back to the arena. So a
 * failure leaves the form as it was. Persons are not judged: a form belongs to no case yet. */
#ifndef ASBI_FORM_H
#define ASBI_FORM_H

#include "../case/judge.h"
#include "../case/validate_parts.h"

typedef struct form {
    handle head;
    asb_policy *policy; /* kept */
    arena arena;
    json_value *fields; /* as they would be recorded */
    record_kind kind;
    uint32_t seq; /* of the record that it was read from, or 0 */
} form;

/* The door of every function of a form; NULL is an argument that is wrong. */
int32_t asbi_form_enter(const void *any_form);
int32_t asbi_form_leave(const form *f, int32_t status);

/* A new handle is a form from here on. ASB_OK, ASB_ENOMEM; drop it then. */
int32_t asbi_form_begin(form *f, asb_policy *policy, record_kind kind);
/* The end of every destroy. */
void asbi_form_end(form *f, size_t size);
/* The fields of an entry, as they now read. `note` belongs to that record and not to the next. */
int32_t asbi_form_read(form *f, const entry *e);

/* A text from the host: UTF-8, filled, not too long. */
int32_t asbi_form_text(const form *f, const char *field, const char *text);
/* A JSON value from the host, within `levels` others in the record; in the form's arena. */
int32_t asbi_form_parse(json_value **out, form *f, const char *field, const char *json, size_t length, uint32_t levels);

/* Judge a value as that of a field. It stands alone: nothing else refers to it. */
int32_t asbi_form_judge(const form *f, const field_def *field, const char *name, json_value *value);
/* Judge a value (NULL: there was no memory) and set the field to it. What was allocated since the mark is given back on failure. */
int32_t asbi_form_put(form *f, const char *field, json_value *value, arena_mark before);
/* Judge a text from the host and set the field to it. */
int32_t asbi_form_set_text(form *f, const char *field, const char *text);

/* For saying what could have been chosen, with asbi_wrong_choice(). */
typedef struct form_check {
    asb_case nobody; /* a case without records */
    check check;
} form_check;
void asbi_form_check(form_check *c, const form *f, const field_def *field, const char *name);
const field_def *asbi_form_field(const form *f, const char *name); /* NULL: none of that name */

/* A record of these fields (copied). */
int32_t asbi_form_record(asb_record **out, const form *f);

/* Now, but never before the last record. */

/* ---- JSON for the host: values are put together in an arena; whatever runs out of memory is noticed at the end */
typedef struct sheet {
    arena arena;
    int is_torn; /* something is missing, for want of memory */
} sheet;
void asbi_sheet_begin(sheet *s, asb_engine *e);
json_value *asbi_sheet_new(sheet *s, json_type type);
void asbi_sheet_put(sheet *s, json_value *object, const char *key, json_value *value);
void asbi_sheet_append(sheet *s, json_value *list, json_value *value);
void asbi_sheet_copy(sheet *s, json_value *object, const char *key, const json_value *value); /* NULL: null */
void asbi_sheet_text(sheet *s, json_value *object, const char *key, const char *text);
void asbi_sheet_text_or_null(sheet *s, json_value *object, const char *key, const char *text); /* "" and NULL: null */
void asbi_sheet_flag(sheet *s, json_value *object, const char *key, int flag);
void asbi_sheet_number(sheet *s, json_value *object, const char *key, int64_t number);
/* Write it, and give the arena back. */
int32_t asbi_sheet_end(asb_text **out, sheet *s, asb_engine *e, const json_value *top);

/* ---- plans */

/* An action of a plan in words: the catalogue's text with the parameters, and what more is said. */
void asbi_put_action_text(buffer *b, const asb_policy *p, const json_value *action);
/* The catalogue's action that it is; NULL for `other`, and for one that the policy does not have. */
const plan_action_def *asbi_action_def(const asb_policy *p, const json_value *action);

/* When an action of a plan is next due; NO_DUE where it has no such date. */
due asbi_plan_next_due(const asb_case *c, const entry *plan, text action, instant now);

/* A member's text; "" where there is none. */
const char *asbi_text_at(const json_value *object, const char *key);

struct asb_matrix {
    handle head;
    asb_policy *policy; /* kept */
    const matrix_def *def;
};
int32_t asbi_matrix_new(asb_matrix **out, asb_policy *policy, uint32_t index);

#endif

/* Writing objects of facts as JSON: members in the order they are put; a member without a value is left out. */
#ifndef ASBI_OUT_H
#define ASBI_OUT_H

#include "case.h"

typedef struct out_json {
    buffer *b;
    uint64_t some;  /* bit n: something stands already at depth n */
    uint64_t lists; /* bit n: a list is open at depth n */
    unsigned depth;
} out_json;

out_json asbi_out_begin(buffer *b);                /* opens an object; asbi_out_end() closes it */
void asbi_out_list(out_json *o, const char *name); /* name NULL within a list */
void asbi_out_object(out_json *o, const char *name);
void asbi_out_end(out_json *o);
void asbi_out_follows(out_json *o); /* something has been put here that was not put by these functions: a comma goes before what comes */
void asbi_out_nothing_yet(out_json *o);                    /* nothing has */
void asbi_out_text(out_json *o, const char *name, text t); /* empty: left out */
void asbi_out_words(out_json *o, const char *name, const char *words);
void asbi_out_atom(out_json *o, const char *name, const asb_case *c, atom a);
void asbi_out_flag(out_json *o, const char *name, int flag);
void asbi_out_number(out_json *o, const char *name, int64_t number);
void asbi_out_instant(out_json *o, const char *name, instant i);        /* in UTC */
void asbi_out_date(out_json *o, const char *name, date d);              /* NO_DATE: left out */
void asbi_out_due(out_json *o, const char *name, due d);                /* none: left out */
void asbi_out_json(out_json *o, const char *name, const json_value *v); /* NULL: left out */

#endif

/* What the files that explain a policy share. */
#ifndef ASBI_POLICY_EXPLAIN_H
#define ASBI_POLICY_EXPLAIN_H

#include "reading.h"

/* explain_words.c */
typedef enum number { A_ONE, THE_ONE, MANY_OF } number; /* "a report", "report", "reports" */
void asbi_put_kind(buffer *b, record_kind kind, number n);
void asbi_put_field(buffer *b, text field); /* as people say it */
void asbi_put_text(buffer *b, text t);      /* a landlord's text, in a line of Markdown */
void asbi_put_atom(buffer *b, const asb_policy *p, atom a);
void asbi_put_atoms(buffer *b, const asb_policy *p, span s, const char *last); /* "a, b or c" */
void asbi_put_role(buffer *b, const asb_policy *p, atom role);
void asbi_put_roles(buffer *b, const asb_policy *p, span s);
/* Between items of a list: nothing, ", " or " or ". */
void asbi_put_between(buffer *b, uint32_t index, uint32_t count, const char *last);

/* explain_pattern.c */
void asbi_put_pattern_as(buffer *b, const asb_policy *p, uint32_t pattern_index, number n);
/* " whose status is applied and marked …"; `kinds` as in a pattern, 0 where they are not known. */
void asbi_put_tests(buffer *b, const asb_policy *p, span tests, uint64_t kinds);
void asbi_put_patterns(buffer *b, const asb_policy *p, span indices, number n, const char *last);
void asbi_put_values(buffer *b, const asb_policy *p, const where_test *t); /* " is applied or granted" */

/* explain_rule.c, explain_item.c: one item under a heading of `level` */
typedef struct explanation {
    buffer *b;
    const asb_policy *p;
    unsigned level;
} explanation;
void asbi_put_heading(explanation *x, const char *what, const json_value *item, text title);
void asbi_put_ambiguity(explanation *x, const json_value *item);
void asbi_explain_duty(explanation *x, const duty_rule *d);
void asbi_explain_guard(explanation *x, const guard_rule *g);
void asbi_explain_raise(explanation *x, const raise_rule *r);
void asbi_explain_stage(explanation *x, const stage_rule *s);
void asbi_explain_matrix(explanation *x, const matrix_def *m);
void asbi_explain_audience(explanation *x, const audience_def *a);
void asbi_put_due_in(buffer *b, const asb_policy *p, const duty_rule *d); /* "1 working day if …; otherwise 5 working days" */
void asbi_put_owners(buffer *b, const asb_policy *p, const duty_rule *d);

/* explain_item.c: an item by its text alone, key by key. */
void asbi_explain_plain(explanation *x, const char *what, const json_value *item);
text asbi_title_of(const json_value *item); /* its label, title or text */

/* page.c */
void asbi_put_page(buffer *b, const asb_policy *p);

#endif

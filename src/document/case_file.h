/* The case file: what an officer, a manager or a court needs to know of a case, in sections. Each section is a function; each always stands, and says so
 * where there is nothing to say. */
#ifndef ASBI_CASE_FILE_H
#define ASBI_CASE_FILE_H

#include "tell.h"

extern const document_kind asbi_case_file_kind;

void asbi_section_summary(teller *t);
void asbi_section_parties(teller *t);
void asbi_section_risk(teller *t);
void asbi_section_timeline(teller *t);
void asbi_section_duties(teller *t);
void asbi_section_steps(teller *t);
void asbi_section_proportionality(teller *t);
void asbi_section_decisions(teller *t);
void asbi_section_audit(teller *t);

/* The four stages of one assessment, filled, with what became of it; NULL: blank, to be filled in. */
void asbi_tell_stages(teller *t, const entry *e);

text asbi_case_reference(const asb_case *c, const view *v); /* ours, else the case's id */
/* To a reader who may not know everything: that this is so, and how it shows. */
void asbi_tell_reader(teller *t);
/* The front of a page about the case. `sections`: for its contents, or NULL. */
page_front asbi_front(const making *m, const char *kind, const char *title, const char *const *sections);

/* In a section that not every reader may have: the mark, and 1, where this one may not. */
int asbi_is_not_told(teller *t);

#endif

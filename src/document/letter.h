/* Letters: what their files share. */
#ifndef ASBI_DOCUMENT_LETTER_H
#define ASBI_DOCUMENT_LETTER_H

#include "document.h"
#include "template.h"

extern const document_kind asbi_letter_kind;

/* A letter as text, as a page of HTML: paragraphs where blank lines divide it, lists of lines that begin with "- ". `address` is whom it goes to, as it stands there. */
void asbi_letter_put_html(buffer *out, text title, text letter, text address);
text asbi_letter_style(uint32_t index); /* the words of its style */

#endif

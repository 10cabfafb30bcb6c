/* Text as it stands in a page of HTML, in an element or in an attribute between quotation marks. */
#ifndef ASBI_ESCAPE_H
#define ASBI_ESCAPE_H

#include "../base/buffer.h"
#include "../base/text.h"

void asbi_put_html(buffer *out, text t);

#endif

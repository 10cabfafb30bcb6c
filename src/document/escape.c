/* Escaping for HTML. Runs of ordinary characters are copied as they are. */
#include "escape.h"

static const char *escaped(unsigned char c) {
    switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    case '\r': return "";
    case '\n':
    case '\t': return NULL;
    default: return c < 0x20 || c == 0x7F ? "\xEF\xBF\xBD" : NULL; /* a page cannot have it: U+FFFD */
    }
}

void asbi_put_html(buffer *out, text t) {
    size_t from = 0;
    for (size_t i = 0; i < t.length; i++) {
        const char *as = escaped((unsigned char)t.at[i]);
        if (!as) continue;
        asbi_put_bytes(out, t.at + from, i - from);
        asbi_put(out, as);
        from = i + 1;
    }
    asbi_put_bytes(out, t.at + from, t.length - from);
}

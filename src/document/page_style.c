/* The style of HTML pages (page_style.inc), unpacked where it is first wanted. */
#include "page.h"

#include "../base/unpack.h"

#include <stddef.h>

#ifdef ASB_PACKED

extern const packed_text asbi_packed_page_style;
extern char asbi_page_style_room[];
extern atomic_int asbi_page_style_state;

const char *asbi_page_style(void) {
    return asbi_unpack_once(asbi_page_style_room, &asbi_packed_page_style, &asbi_page_style_state, NULL, 0);
}

#else

/* One text of all the pieces, of which each is a member named by its line. */
#define NAMED(line) line_##line
#define OF_LINE(line) NAMED(line)

static const struct {
#define PIECE(text) char OF_LINE(__LINE__)[sizeof(text) - 1];
#include "page_style.inc"
#undef PIECE
    char end;
} style = {
#define PIECE(text) text,
#include "page_style.inc"
#undef PIECE
    '\0',
};

const char *asbi_page_style(void) {
    return (const char *)&style;
}

#endif

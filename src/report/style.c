/* The style of pages of reports (style.inc), unpacked where it is first wanted. */
#include "report.h"

#include "../base/unpack.h"

#include <stddef.h>

#ifdef ASB_PACKED

extern const packed_text asbi_packed_report_style;
extern char asbi_report_style_room[];
extern atomic_int asbi_report_style_state;

const char *asbi_report_style(void) {
    return asbi_unpack_once(asbi_report_style_room, &asbi_packed_report_style, &asbi_report_style_state, NULL, 0);
}

#else

/* One text of all the pieces, of which each is a member named by its line. */
#define NAMED(line) line_##line
#define OF_LINE(line) NAMED(line)

static const struct {
#define PIECE(text) char OF_LINE(__LINE__)[sizeof(text) - 1];
#include "style.inc"
#undef PIECE
    char end;
} style = {
#define PIECE(text) text,
#include "style.inc"
#undef PIECE
    '\0',
};

const char *asbi_report_style(void) {
    return (const char *)&style;
}

#endif

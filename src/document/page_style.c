/* The style of HTML pages. */
#include "page.h"

#define TEXT_NAME page_style
#define TEXT_PIECES "../document/page_style.inc"
#include "../base/packed_text.inc"

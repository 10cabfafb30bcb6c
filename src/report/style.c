/* The style of pages of reports. */
#include "report.h"

#define TEXT_NAME report_style
#define TEXT_PIECES "../report/style.inc"
#include "../base/packed_text.inc"

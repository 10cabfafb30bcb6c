/* What the files of the record module share with each other, and with nobody else. */
#ifndef ASBI_RECORD_PARTS_H
#define ASBI_RECORD_PARTS_H

#include "record.h"

/* A text of a record from the host: UTF-8, filled, and not longer than the engine allows. Fails with the field named. */
int32_t asbi_record_check_text(asb_engine *e, const char *field, text t);
int32_t asbi_record_too_long(asb_engine *e, const char *field);

/* Every text and key in a value that was read from JSON is within the engine's limit. */
int32_t asbi_record_check_lengths(asb_engine *e, const char *field, const json_value *v);

/* A date or an instant; a date is the beginning of that local day. */
int32_t asbi_record_read_when(asb_engine *e, instant *out, const char *field, text t);

/* A copy with a '\0' after it; 0 without memory. */
int asbi_record_copy_text(arena *a, text *out, text t);

/* Reading a header by way of its tree, whatever is in it: the general way of asbi_header_read(). */
int32_t asbi_header_parse(record_header *h, arena *a, text bytes, const json_limits *limits, fault *f);

#endif

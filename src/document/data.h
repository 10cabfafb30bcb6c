/* What a reader may have of a case as data: JSON for the reader's own system. */
#ifndef ASBI_DATA_H
#define ASBI_DATA_H

#include "document.h"

/* The whole case: {"audience", "case", "kind": "case-data", "made", "parties": [{"called", "party", "parts"}…], "policy", "records": [RECORD…],
 * "withheld": n}. A party has its id
 * and parts only where its identity is seen; `withheld` counts records of which nothing is. */
extern const document_kind asbi_case_data_kind;

/* A record: {"at", "by", "fields": {…}, "kind", "masked": n, "recorded", "role", "seq", "withheld": {field: why}}; "erased": true in place of
 * fields. People are called as the
 * view calls them. NULL without memory. */
json_value *asbi_data_record(const view *v, arena *a, const entry *e);
/* {"id", "version", "digest"} */
json_value *asbi_data_policy(const asb_policy *p, arena *a);
json_value *asbi_data_put(arena *a, json_value *object, const char *key,
                          json_value *value); /* NULL where there is no memory, or no value */
json_value *asbi_data_text(arena *a, json_value *object, const char *key, text t);
json_value *asbi_data_instant(arena *a, json_value *object, const char *key, instant i);
json_value *asbi_data_parties(const view *v, arena *a);

#endif

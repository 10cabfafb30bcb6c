/* The fields of records. They are read straight from the stored bytes of a body, or lent from a tree; then named as a policy names them, which can be done again under another. */
#ifndef ASBI_FIELDS_H
#define ASBI_FIELDS_H

#include "case.h"

/* Fields being read, of one record after the other: all that is read is put behind what there is. */
typedef struct fields_read {
    memory *memory;
    entry_field *items;
    uint32_t count, capacity;
} fields_read;
void asbi_fields_read_end(fields_read *r);

/* The fields of a body, without the salt. Their texts stay where they are: in `bytes`, `length` of them, which are a copy of `stored`, in the arena where their trees go too; *lent is
 * set then. A body that is not in the plainest form is parsed as a whole, and `bytes` are as stored again. ASB_OK, ASB_ECORRUPT (f says what), ASB_ENOMEM, ASB_ELIMIT. */
int32_t asbi_fields_read_body(fields_read *r, arena *a, char *bytes, text stored, uint8_t *lent, fault *f);

/* How many atoms some fields take; and naming them as the policy does: gives the end of the atoms. */
size_t asbi_fields_atoms(const entry_field *fields, uint32_t count);
atom *asbi_fields_name(const asb_policy *p, entry_field *fields, uint32_t count, atom *atoms);
/* The same, quicker where an entry that was named by the same policy has the same fields (NULL: there is none). */
atom *asbi_fields_name_alike(const asb_policy *p, entry_field *fields, uint32_t count, atom *atoms, const entry *alike);

/* The fields of an entry as they were recorded, named anew, in the case's arena: *fields and *count. ASB_OK, ASB_ENOMEM. */
int32_t asbi_fields_anew(asb_case *c, const asb_policy *p, const entry *e, entry_field **fields, uint32_t *count);
/* One field with the value of another and a name of its own. ASB_OK, ASB_ENOMEM. */
int32_t asbi_field_anew(asb_case *c, const asb_policy *p, entry_field *out, text key, const entry_field *value);
/* Into room of one's own: fields that are lent a tree's texts, not named; and how many atoms they take. */
void asbi_fields_lend(entry_field *fields, const json_value *body);
size_t asbi_tree_atoms(const json_value *body);

/* As a tree of their own; NULL without memory. */
json_value *asbi_fields_tree(arena *a, const entry_field *fields, uint32_t count);

#endif

/* The documents that are compiled in. Their table is made from src/policies by embed.cmake. */
#include "policy.h"

#include <asb/policy.h>

extern const built_in_policy asbi_built_in_table[]; /* ends with an id of NULL */

const built_in_policy *asbi_built_in(uint32_t index) {
    for (uint32_t i = 0; i <= index; i++)
        if (asbi_built_in_table[i].id == NULL) return NULL;
    return &asbi_built_in_table[index];
}

const built_in_policy *asbi_built_in_find(text id) {
    const built_in_policy *b;

    for (uint32_t i = 0; (b = asbi_built_in(i)) != NULL; i++)
        if (asbi_text_is(id, b->id)) return b;
    return NULL;
}

uint32_t asb_policy_builtin_count(void) {
    uint32_t count = 0;

    while (asbi_built_in(count) != NULL) count++;
    return count;
}

const char *asb_policy_builtin_id(uint32_t index) {
    const built_in_policy *b = asbi_built_in(index);

    return b == NULL ? NULL : b->id;
}

const char *asb_policy_builtin_document(uint32_t index, size_t *length) {
    const built_in_policy *b = asbi_built_in(index);

    if (b != NULL && length != NULL) *length = b->length;
    return b == NULL ? NULL : b->bytes;
}

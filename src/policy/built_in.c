/* Looking up built-in documents, and unpacking them. */
#include "built_in.h"

#include <asb/policy.h>

const built_in_policy *asbi_built_in(uint32_t index) {
    for (uint32_t i = 0; i <= index; i++)
        if (asbi_built_in_table[i].id[0] == '\0') return NULL;
    return &asbi_built_in_table[index];
}

const built_in_policy *asbi_built_in_find(text id) {
    const built_in_policy *b;

    for (uint32_t i = 0; (b = asbi_built_in(i)) != NULL; i++)
        if (asbi_text_is(id, b->id)) return b;
    return NULL;
}

/* No document is packed behind itself, so that none waits for itself. */
text asbi_built_in_document(const built_in_policy *b) {
    text before = b->first < 0 ? (text){NULL, 0} : asbi_built_in_document(&asbi_built_in_table[b->first]);
    atomic_int *state = &asbi_built_in_states[b - asbi_built_in_table];

    return (text){asbi_unpack_once(asbi_built_in_room + b->at, &b->packed, state, before.at, before.length), b->packed.length};
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

    if (b != NULL && length != NULL) *length = b->packed.length;
    return b == NULL ? NULL : asbi_built_in_document(b).at;
}

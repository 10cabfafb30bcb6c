/* Machines without instructions for SHA-256, or whose instructions we do not know. */
#include "sha256.h"

#if !defined(ASBI_SHA256_X86) && !defined(ASBI_SHA256_ARM)
int asbi_sha256_has_machine(void) {
    return 0;
}

void asbi_sha256_machine(uint32_t state[8], const uint8_t *blocks, size_t count) {
    asbi_sha256_portable(state, blocks, count);
}

int asbi_sha256_has_wide(void) {
    return 0;
}
#else
typedef int asbi_sha256_none_is_empty; /* ISO C wants at least one declaration */
#endif

/* The checksum of the journal. */
#ifndef ASBI_CHECKSUM_H
#define ASBI_CHECKSUM_H

#include "../base/bytes.h"
#include <stddef.h>

/* XXH64 (the public xxHash algorithm). It finds damage, not tampering: that is what the audit chain's SHA-256 is for. */
uint64_t asbi_checksum(uint64_t seed, const void *bytes, size_t length);

#endif

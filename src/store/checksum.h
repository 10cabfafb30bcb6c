/* The checksum of the journal. */
#ifndef ASBI_CHECKSUM_H
#define ASBI_CHECKSUM_H

#include "../base/bytes.h"
#include <stddef.h>

/* XXH64 (the public xxHash algorithm). It finds damage, not tampering: that is what the audit chain's SHA-256 is for. */
uint64_t asbi_checksum(uint64_t seed, const void *bytes, size_t length);

/* Of bytes that others may write to meanwhile: each is read once, and the sum is that of the copy. NULL for `copy`: none is made. */
uint64_t asbi_checksum_copy(uint64_t seed, void *copy, const void *bytes, size_t length);

/* The ways to do it. Results are the same; for tests. */
typedef uint64_t (*checksum_way)(uint64_t seed, void *copy, const void *bytes, size_t length);
uint64_t asbi_checksum_portable(uint64_t seed, void *copy, const void *bytes, size_t length);
checksum_way asbi_checksum_fast(void); /* of 32 bytes and more; NULL where the processor, or the compiler, has none */

#endif

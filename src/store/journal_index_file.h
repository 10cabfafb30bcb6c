/* The file of an index, for who reads and who writes it. docs/file-format.md draws it. */
#ifndef ASBI_JOURNAL_INDEX_FILE_H
#define ASBI_JOURNAL_INDEX_FILE_H

#include "checksum.h"
#include "journal.h"

enum {
    INDEX_VERSION = 1,
    INDEX_PAGE = 4096,
    INDEX_DIGEST = 32,
    INDEX_DIGESTS = INDEX_PAGE / INDEX_DIGEST, /* in a page of them */
    INDEX_SAMPLES = 8,
    INDEX_CACHE = 32,      /* pages that are kept */
    INDEX_CASE_FIXED = 32, /* what is said of every case, before its entries */
    INDEX_LONGEST_ROOTS = 1 << 24
};

#define MAGIC_INDEX \
    "\x89" \
    "asbidx\n"

/* Places in its first page. */
enum {
    INDEX_AT_VERSION = 8,
    INDEX_AT_PAGE = 12,
    INDEX_AT_ID = 16,
    INDEX_AT_GENERATION = 32,
    INDEX_AT_END = 40,
    INDEX_AT_LAST = 48,
    INDEX_AT_LAST_CHECK = 56,
    INDEX_AT_NUMBER = 64,
    INDEX_AT_CALENDAR = 72,
    INDEX_AT_RECORDS = 80,
    INDEX_AT_CASES = 88,
    INDEX_AT_POLICIES = 92,
    INDEX_AT_BUCKETS = 96,
    INDEX_AT_DIRECTORY = 104,
    INDEX_AT_POLICY_LIST = 112,
    INDEX_AT_PAGES = 120,
    INDEX_AT_SAMPLES = 128,
    INDEX_AT_FRAME = INDEX_PAGE - 8 /* not covered by the digest */
};

/* Places in what is said of a case. */
enum {
    INDEX_CASE_LENGTH = 0,
    INDEX_CASE_ID = 4,
    INDEX_CASE_ENTRIES = 8,
    INDEX_CASE_ERASED = 12,
    INDEX_CASE_VERSION = 16,
    INDEX_CASE_SUMMARY = 24
};

/* An entry that waits for its case. */
typedef struct waiting {
    uint64_t at;
    uint32_t hash, next; /* the next one in its chain, and 1; 0: none */
} waiting;

typedef struct chain_ends {
    uint32_t first, last; /* numbers, and 1 */
} chain_ends;

typedef struct index_file {
    const file_system *files;
    memory *memory;
    intptr_t handle;
    uint8_t first[INDEX_PAGE]; /* its first page */
    uint8_t *roots;            /* digests of the pages of digests */
    size_t roots_length;
    uint64_t pages; /* of data: 1, 2, 3 …; pages of digests come after them */
    uint8_t *cache;
    uint64_t cached[INDEX_CACHE]; /* the page that stands there; 0: none */
    uint32_t cases, buckets, policies, brought;
    uint64_t directory, policy_list;

    waiting *tail;
    uint32_t tail_count, tail_capacity;
    chain_ends *chains; /* a power of two of them */
    uint32_t chain_count;
} index_file;

uint64_t asbi_jindex_hash(const journal *j, asb_bytes id);
void asbi_jindex_seal(const uint8_t first[INDEX_PAGE], const uint8_t *roots, size_t length, uint8_t digest[INDEX_DIGEST]);

/* journal_index_pages.c: the file, opened, and its sizes found to agree with each other; ASB_ABSENT where it is not; ASB_ENOMEM. None of it is to be believed
 * before the journal has said that it is its own. */
int32_t asbi_jindex_open(index_file **out, journal *j);
void asbi_jindex_free(index_file *x);
/* Bytes of its data. ASB_ABSENT where they are not what they were when it was written, or not there. */
int32_t asbi_jindex_read(index_file *x, uint64_t at, void *to, size_t length);

/* journal_index_tail.c: the first entry that waits with that hash, after that one (0: from the beginning); 0: no more. Numbers, and 1. */
uint32_t asbi_jindex_next(const index_file *x, uint32_t hash, uint32_t after);

#endif

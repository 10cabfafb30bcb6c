/* Small things everybody needs. */
#ifndef ASBI_CONTAINER_H
#define ASBI_CONTAINER_H

#include <stdint.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))
#define MIN_OF(a, b) ((a) < (b) ? (a) : (b))
#define MAX_OF(a, b) ((a) > (b) ? (a) : (b))

/* The processor is told that this place in memory is about to be read. */
#if defined(__GNUC__) || defined(__clang__)
#define FETCH(at) __builtin_prefetch(at)
#else
#define FETCH(at) ((void)(at))
#endif

/* Three words for what is believed (as SQLite has them): PROVEN cannot be false; ALWAYS and NEVER are believed but handled. */
#ifndef NDEBUG
#include <assert.h>
#define PROVEN(x) assert(x)
#else
#define PROVEN(x) ((void)0)
#endif
#define ALWAYS(x) (x)
#define NEVER(x) (x)

#endif

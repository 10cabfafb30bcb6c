/* Does a store keep the promises of asb/sys/store.h?
 *
 * For hosts that write a store of their own: give a way to make an empty one, run this, and read what it says. It needs no test framework and
 * nothing of the library but its header. Each check begins with a store of its own and closes it. */
#ifndef ASB_STORE_CONFORMANCE_H
#define ASB_STORE_CONFORMANCE_H

#include <asb/sys/store.h>

typedef struct conformance {
    void *self;
    /* A new, empty store. 0 where it worked. */
    int32_t (*make)(void *self, asb_store_callbacks *out);
    /* Optional: one more handle on the store that was made last, which may be open or closed. NULL where a store lives only as long as its handle. */
    int32_t (*again)(void *self, asb_store_callbacks *out);
    /* Optional: what was made last is no longer needed; all its handles are closed. */
    void (*dispose)(void *self);
    /* Called for each promise that is not kept. */
    void (*report)(void *self, const char *check, const char *what, int line);
} conformance;

/* How many promises are not kept. */
int conformance_run(const conformance *c);

#endif

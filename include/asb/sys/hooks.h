/** @file hooks.h
 *  What a host may put in place of the library's own memory, clock, random bytes and log.
 *
 *  Open structs begin with `struct_size`: set it to `sizeof` of the struct you compiled with.
 *  Fields are only ever appended; a field that is zero takes the default; a library older than your
 *  header refuses (ASB_EVERSION) fields it does not know, if they are not zero.
 */
#ifndef ASB_SYS_HOOKS_H
#define ASB_SYS_HOOKS_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Hooks of an engine. All are optional. `self` is handed to each, first. */
typedef struct asb_hooks {
    uint32_t struct_size; /**< sizeof(asb_hooks) where you were compiled. */
    uint32_t reserved;    /**< 0. */
    void *self;           /**< First argument of every hook. */
    /** Resize a block: `block` NULL allocates, `new_size` 0 frees (and gives NULL). NULL otherwise
     *  means that there is no memory. Blocks are aligned for any object, as those of malloc(). */
    void *(*resize)(void *self, void *block, size_t old_size, size_t new_size);
    /** The time: UTC milliseconds since 1970-01-01T00:00:00Z. Anything outside the years 1900 to
     *  2999, such as INT64_MIN, says that it cannot tell: what is then to be entered fails with
     *  ASB_EUSER, and what is asked of a case is answered as of its last record. */
    int64_t (*now)(void *self);
    /** Fill `bytes` with `size` random bytes fit for salts. 0 is done; anything else is passed
     *  through as ASB_EUSER. */
    int32_t (*random)(void *self, void *bytes, size_t size);
    /** A line for the host's log; `level` 0 error, 1 warning, 2 information. */
    void (*log)(void *self, int32_t level, const char *message);
    uint64_t memory_limit; /**< Bytes that the engine may hold at a time; 0: no limit. */
    /** How far long work has come: called now and then, some hundreds of times, from within what was
     *  called. `work` is one word: "backup", "compact", "copy", "export", "follow", "heads", "import",
     *  "inspect", "open", "rehearse", "verify". `done` never falls; `total` is 0 where it is not
     *  known; both are bytes for "backup", "import", "inspect" and "open", else cases. The last call
     *  of work that comes to its end has both the same. Anything but 0 cancels: the function gives
     *  ASB_EUSER, and has done nothing, or a part that its description says can be gone on from. */
    int32_t (*progress)(void *self, const char *work, uint64_t done, uint64_t total);
} asb_hooks;

#ifdef __cplusplus
}
#endif
#endif

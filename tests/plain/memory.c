/* For builds with the memory sanitizer (Clang 14 to 16), which does not know that these calls of the C library fill what they are given. Linked into every program. */
#define _GNU_SOURCE
#include <sanitizer/msan_interface.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

/* By both names: with 64-bit offsets the library's calls have the second. */
#define FILLS(name, first) \
    int name(first of, struct stat *out); \
    int name##64(first of, struct stat64 *out); \
    int name(first of, struct stat *out) { \
        long status = syscall(SYS_##name, of, out); \
        if (status == 0) __msan_unpoison(out, sizeof *out); \
        return (int)status; \
    } \
    int name##64(first of, struct stat64 *out) { \
        long status = syscall(SYS_##name, of, out); \
        if (status == 0) __msan_unpoison(out, sizeof *out); \
        return (int)status; \
    }
FILLS(fstat, int)
FILLS(lstat, const char *)
FILLS(stat, const char *)

ssize_t getrandom(void *bytes, size_t size, unsigned flags) {
    long got = syscall(SYS_getrandom, bytes, size, flags);
    if (got > 0) __msan_unpoison(bytes, (size_t)got);
    return got;
}

int getentropy(void *bytes, size_t size) {
    return getrandom(bytes, size, 0) == (ssize_t)size ? 0 : -1;
}

/* The platform's clock and random bytes. With the store's file table, the only file that leaves ISO C. */
#if !defined(_WIN32)
#define _DEFAULT_SOURCE 1 /* getentropy, where it is */
#define _POSIX_C_SOURCE 200809L
#endif
#include "engine.h"
#include <time.h>

#if defined(_WIN32)
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
/* bcrypt.dll would be a second library; RtlGenRandom is in the one that every process has. */
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

int64_t asbi_platform_now(void *self) {
    (void)self;
    FILETIME t;
    GetSystemTimeAsFileTime(&t);
    uint64_t ticks = ((uint64_t)t.dwHighDateTime << 32) | t.dwLowDateTime; /* of 100 ns, since 1601 */
    return (int64_t)(ticks / 10000) - INT64_C(11644473600000);
}

int32_t asbi_platform_random(void *self, void *bytes, size_t size) {
    (void)self;
    return SystemFunction036(bytes, (ULONG)size) ? 0 : -1;
}
#else
#include <fcntl.h>
#include <unistd.h>

int64_t asbi_platform_now(void *self) {
    (void)self;
    struct timespec t;
    if (clock_gettime(CLOCK_REALTIME, &t)) return 0;
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int32_t asbi_platform_random(void *self, void *bytes, size_t size) {
    (void)self;
    unsigned char *at = bytes;
    while (size) {
        size_t part = size < 256 ? size : 256; /* the most that getentropy gives at once */
        if (getentropy(at, part)) return -1;
        at += part;
        size -= part;
    }
    return 0;
}
#endif

/* Files of POSIX systems. This file and engine/platform.c are the only ones that leave ISO C.
 *
 * The lock is flock(): it belongs to the open file, not to the process, so that two handles of one process exclude each other (which
 * locks of fcntl() do not), and it goes when its holder dies. The turn to sync is one of Linux's newer locks of fcntl(), which are like that as well; who waits for another's sync waits
 * at a word of the file, which threads and processes have in common. */
#ifndef _WIN32
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE 1
#define _GNU_SOURCE 1 /* F_OFD_SETLK */
#define _DARWIN_C_SOURCE 1
#define _FILE_OFFSET_BITS 64

#include "file.h"

#include <asb/error.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sched.h>
#include <sys/syscall.h>
#endif
#if defined(__linux__) && defined(F_OFD_SETLK) && defined(SYS_futex)
#define HAS_TURNS
enum { WORD_WAIT = 0, WORD_WAKE = 1 }; /* futex(2); not every C library has the system's headers with it */
#endif

enum { MOST_AT_ONCE = 1 << 30 };

static int32_t result(int outcome) {
    return outcome == 0 ? ASB_OK : ASB_EIO;
}

static int fits(uint64_t offset) {
    return sizeof(off_t) >= 8 ? offset <= INT64_MAX : offset <= INT32_MAX;
}

static int is_regular(int file) {
    struct stat st;
    return fstat(file, &st) == 0 && S_ISREG(st.st_mode);
}

/* A journal that may only be read can be read: writing to it then fails. */
static int32_t posix_open(void *self, intptr_t *out, const char *path, file_opening how) {
    static const int flags[] = {0, O_CREAT, O_CREAT | O_EXCL};
    (void)self;
    int file = open(path, O_RDWR | O_CLOEXEC | flags[how], how == FILE_NEW ? 0600 : 0666);
    if (file < 0 && how != FILE_NEW && (errno == EACCES || errno == EROFS || errno == EPERM)) file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return errno == ENOENT ? ASB_ABSENT : ASB_EIO;
    if (!is_regular(file)) {
        (void)close(file);
        return ASB_EIO;
    }
    *out = file;
    return ASB_OK;
}

static int32_t close_file(void *self, intptr_t file) {
    (void)self;
    return result(close((int)file));
}

/* Not by fstat(), which tells times too: newer kernels note that somebody knows them, so that the next write must give a time that is another, and the next sync writes the file's
 * inode besides. Reading and writing name their places themselves, so that this one's position is nobody's. */
static int32_t posix_size(void *self, uint64_t *out, intptr_t file) {
    off_t end = lseek((int)file, 0, SEEK_END);
    (void)self;
    if (end < 0) return ASB_EIO;
    *out = (uint64_t)end;
    return ASB_OK;
}

static int32_t posix_read(void *self, intptr_t file, uint64_t at, void *bytes, size_t length, size_t *got) {
    char *to = bytes;
    size_t done = 0;
    (void)self;
    while (done < length && fits(at + done)) {
        size_t part = length - done < MOST_AT_ONCE ? length - done : MOST_AT_ONCE;
        ssize_t n = pread((int)file, to + done, part, (off_t)(at + done));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return ASB_EIO;
        if (n == 0) break;
        done += (size_t)n;
    }
    *got = done;
    return ASB_OK;
}

static int32_t posix_write(void *self, intptr_t file, uint64_t at, const void *bytes, size_t length) {
    const char *from = bytes;
    (void)self;
    if (at + length < at || !fits(at + length)) return ASB_EIO;
    while (length) {
        ssize_t n = pwrite((int)file, from, length < MOST_AT_ONCE ? length : MOST_AT_ONCE, (off_t)at);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return ASB_EIO;
        from += n;
        at += (uint64_t)n;
        length -= (size_t)n;
    }
    return ASB_OK;
}

/* On Apple's systems fsync() does not reach the disk itself. A sync that failed is never tried again here: the kernel may have let go of what
 * it could not write, and would then say that all is well. On Linux musl has fdatasync(), too, though it does not say so by the macro. */
static int32_t posix_sync(void *self, intptr_t file) {
    (void)self;
#if defined(F_FULLFSYNC)
    if (fcntl((int)file, F_FULLFSYNC) == 0) return ASB_OK;
    return result(fsync((int)file));
#elif defined(__linux__) || (defined(_POSIX_SYNCHRONIZED_IO) && _POSIX_SYNCHRONIZED_IO > 0)
    return result(fdatasync((int)file));
#else
    return result(fsync((int)file));
#endif
}

/* The directory of a path, in `out`. */
static int32_t directory_of(char out[PATH_MAX], const char *path) {
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 1;
    if (length >= PATH_MAX) return ASB_EIO;
    memcpy(out, slash ? path : ".", length);
    if (length == 0) out[length++] = '/';
    out[length] = '\0';
    return ASB_OK;
}

/* Some file systems cannot sync a directory, and say EINVAL; there is no more that can be done there. */
static int32_t posix_sync_directory(void *self, const char *path) {
    char directory[PATH_MAX];
    (void)self;
    int32_t status = directory_of(directory, path);
    if (status) return status;
    int file = open(directory, O_RDONLY | O_CLOEXEC);
    if (file < 0) return ASB_EIO;
    status = fsync(file) == 0 || errno == EINVAL || errno == ENOTSUP ? ASB_OK : ASB_EIO;
    close(file);
    return status;
}

static int32_t posix_truncate(void *self, intptr_t file, uint64_t length) {
    (void)self;
    return fits(length) ? result(ftruncate((int)file, (off_t)length)) : ASB_EIO;
}

static int32_t posix_lock(void *self, intptr_t file) {
    int outcome;
    (void)self;
    do outcome = flock((int)file, LOCK_EX);
    while (outcome != 0 && errno == EINTR);
    return result(outcome);
}

static int32_t posix_unlock(void *self, intptr_t file) {
    (void)self;
    return result(flock((int)file, LOCK_UN));
}

/* ---- turns */

#ifdef HAS_TURNS
/* Far beyond what a file has: the turn, and before it the company. */
static struct flock lock_of(short type, int before) {
    off_t at = sizeof(off_t) >= 8 ? (off_t)(INT64_MAX / 2) : INT32_MAX - 1;
    return (struct flock){.l_type = type, .l_whence = SEEK_SET, .l_start = at - before, .l_len = 1};
}

static int turn(intptr_t file, int command, short type) {
    struct flock l = lock_of(type, 0);
    return fcntl((int)file, command, &l);
}

static int32_t posix_take_turn(void *self, intptr_t file) {
    int outcome;
    (void)self;
    do outcome = turn(file, F_OFD_SETLKW, F_WRLCK);
    while (outcome != 0 && errno == EINTR);
    return result(outcome);
}

static int32_t posix_ask_turn(void *self, intptr_t file) {
    (void)self;
    if (turn(file, F_OFD_SETLK, F_WRLCK) == 0) return ASB_OK;
    return errno == EAGAIN || errno == EACCES ? ASB_EBUSY : ASB_EIO;
}

static void posix_end_turn(void *self, intptr_t file) {
    (void)self;
    (void)turn(file, F_OFD_SETLK, F_UNLCK);
}

/* Not for ever: who should wake others may have been killed. */
static void posix_wait(void *self, const uint8_t *word, uint32_t while_it_is) {
    const struct { long seconds, nanoseconds; } most = {0, 5000000};
    (void)self;
    (void)syscall(SYS_futex, word, WORD_WAIT, while_it_is, &most, NULL, 0);
}

static void posix_wake(void *self, const uint8_t *word) {
    (void)self;
    (void)syscall(SYS_futex, word, WORD_WAKE, INT_MAX, NULL, NULL, 0);
}

static void posix_give_way(void *self) {
    (void)self;
    (void)sched_yield();
}

/* Any number can have a lock for reading. */
static int32_t posix_join(void *self, intptr_t file) {
    struct flock l = lock_of(F_RDLCK, 1);
    (void)self;
    return result(fcntl((int)file, F_OFD_SETLK, &l));
}

static void posix_part(void *self, intptr_t file) {
    struct flock l = lock_of(F_UNLCK, 1);
    (void)self;
    (void)fcntl((int)file, F_OFD_SETLK, &l);
}

static int posix_is_company(void *self, intptr_t file) {
    struct flock l = lock_of(F_WRLCK, 1);
    (void)self;
    return fcntl((int)file, F_OFD_GETLK, &l) == 0 && l.l_type != F_UNLCK;
}

static const file_turns all_turns = {posix_take_turn, posix_ask_turn, posix_end_turn, posix_wait,      posix_wake,
                                     posix_give_way,  posix_join,     posix_part,     posix_is_company};
#define TURNS (&all_turns)
#else
#define TURNS NULL
#endif

static int32_t posix_map(void *self, intptr_t file, uint64_t length, const void **bytes) {
    (void)self;
    if (length == 0 || length > PTRDIFF_MAX / 2) return ASB_EIO;
    void *map = mmap(NULL, (size_t)length, PROT_READ, MAP_SHARED, (int)file, 0);
    if (map == MAP_FAILED) return ASB_EIO;
    *bytes = map;
    return ASB_OK;
}

static int32_t posix_unmap(void *self, const void *bytes, uint64_t length) {
    union {
        const void *lent;
        void *own;
    } map = {bytes}; /* munmap() wants it without const */
    (void)self;
    return result(munmap(map.own, (size_t)length));
}

/* Under another of its names the old file would live on. */
static int32_t posix_rename(void *self, const char *from, const char *to) {
    struct stat st;
    (void)self;
    if (lstat(to, &st) == 0 && (!S_ISREG(st.st_mode) || st.st_nlink > 1)) return ASB_EIO;
    return result(rename(from, to));
}

static int32_t posix_remove(void *self, const char *path) {
    (void)self;
    return result(unlink(path));
}

static int32_t posix_same_access(void *self, intptr_t file, intptr_t as) {
    struct stat own, other;
    (void)self;
    if (fstat((int)file, &own) != 0 || fstat((int)as, &other) != 0) return ASB_EIO;
    if ((own.st_uid != other.st_uid || own.st_gid != other.st_gid) && fchown((int)file, other.st_uid, other.st_gid) != 0) return ASB_EIO;
    return result(fchmod((int)file, other.st_mode & 0777));
}

const file_system *asbi_file_system(void) {
    enum {
#ifdef __linux__
        MAPS_AHEAD = 1
#else
        MAPS_AHEAD = 0 /* POSIX leaves it open */
#endif
    };
    static const file_system posix = {NULL,        posix_open,           close_file,     posix_size,        posix_read,   posix_write,
                                      posix_sync,  posix_sync_directory, posix_truncate, posix_lock,        posix_unlock, posix_map,
                                      posix_unmap, posix_rename,         posix_remove,   posix_same_access, MAPS_AHEAD,   TURNS};
    return &posix;
}

#else
typedef int asbi_file_posix_is_empty; /* ISO C wants at least one declaration */
#endif

/* Files of Windows. Paths are UTF-8 without, and UTF-16 within. The lock is on one byte far beyond the end of any file, because locks of
 * Windows would keep readers off the bytes that they are on. */
#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#include <windows.h>

#include "file.h"

#include <asb/error.h>
#include <string.h>

enum { LONGEST_PATH = 1024, MOST_AT_ONCE = 1 << 30 };
#define LOCK_AT (UINT64_C(1) << 62)

static int32_t result(BOOL outcome) {
    return outcome ? ASB_OK : ASB_EIO;
}

static HANDLE handle_of(intptr_t file) {
    return (HANDLE)file;
}

static OVERLAPPED place(uint64_t at) {
    OVERLAPPED o;
    memset(&o, 0, sizeof o);
    o.Offset = (DWORD)at;
    o.OffsetHigh = (DWORD)(at >> 32);
    return o;
}

static int32_t widen(WCHAR out[LONGEST_PATH], const char *path) {
    return result(MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, out, LONGEST_PATH) > 0);
}

static HANDLE open_as(const WCHAR *path, DWORD access, DWORD how) {
    return CreateFileW(path, access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, how, FILE_ATTRIBUTE_NORMAL, NULL);
}

static int32_t windows_open(void *self, intptr_t *out, const char *path, file_opening how) {
    static const DWORD ways[] = {OPEN_EXISTING, OPEN_ALWAYS, CREATE_NEW};
    WCHAR wide[LONGEST_PATH];
    (void)self;
    if (widen(wide, path)) return ASB_EIO;
    HANDLE file = open_as(wide, GENERIC_READ | GENERIC_WRITE, ways[how]);
    if (file == INVALID_HANDLE_VALUE && how != FILE_NEW && GetLastError() == ERROR_ACCESS_DENIED)
        file = open_as(wide, GENERIC_READ, OPEN_EXISTING);
    if (file == INVALID_HANDLE_VALUE) return GetLastError() == ERROR_FILE_NOT_FOUND ? ASB_ABSENT : ASB_EIO;
    *out = (intptr_t)file;
    return ASB_OK;
}

static int32_t windows_close(void *self, intptr_t file) {
    (void)self;
    return result(CloseHandle(handle_of(file)));
}

static int32_t windows_size(void *self, uint64_t *out, intptr_t file) {
    LARGE_INTEGER size;
    (void)self;
    if (!GetFileSizeEx(handle_of(file), &size)) return ASB_EIO;
    *out = (uint64_t)size.QuadPart;
    return ASB_OK;
}

static int32_t windows_read(void *self, intptr_t file, uint64_t at, void *bytes, size_t length, size_t *got) {
    char *to = bytes;
    size_t done = 0;
    (void)self;
    while (done < length) {
        OVERLAPPED o = place(at + done);
        DWORD part = length - done < MOST_AT_ONCE ? (DWORD)(length - done) : MOST_AT_ONCE, n = 0;
        if (!ReadFile(handle_of(file), to + done, part, &n, &o) && GetLastError() != ERROR_HANDLE_EOF) return ASB_EIO;
        if (n == 0) break;
        done += n;
    }
    *got = done;
    return ASB_OK;
}

static int32_t windows_write(void *self, intptr_t file, uint64_t at, const void *bytes, size_t length) {
    const char *from = bytes;
    (void)self;
    while (length) {
        OVERLAPPED o = place(at);
        DWORD part = length < MOST_AT_ONCE ? (DWORD)length : MOST_AT_ONCE, n = 0;
        if (!WriteFile(handle_of(file), from, part, &n, &o) || n == 0) return ASB_EIO;
        from += n;
        at += n;
        length -= n;
    }
    return ASB_OK;
}

static int32_t windows_sync(void *self, intptr_t file) {
    (void)self;
    return result(FlushFileBuffers(handle_of(file)));
}

/* NTFS journals its names itself. */
static int32_t windows_sync_directory(void *self, const char *path) {
    (void)self;
    (void)path;
    return ASB_OK;
}

static int32_t windows_truncate(void *self, intptr_t file, uint64_t length) {
    LARGE_INTEGER to;
    (void)self;
    to.QuadPart = (LONGLONG)length;
    return result(SetFilePointerEx(handle_of(file), to, NULL, FILE_BEGIN) && SetEndOfFile(handle_of(file)));
}

static int32_t windows_lock(void *self, intptr_t file) {
    OVERLAPPED o = place(LOCK_AT);
    (void)self;
    return result(LockFileEx(handle_of(file), LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, &o));
}

static int32_t windows_unlock(void *self, intptr_t file) {
    OVERLAPPED o = place(LOCK_AT);
    (void)self;
    return result(UnlockFileEx(handle_of(file), 0, 1, 0, &o));
}

/* The view keeps the mapping alive. */
static int32_t windows_map(void *self, intptr_t file, uint64_t length, const void **bytes) {
    (void)self;
    if (length == 0 || length > PTRDIFF_MAX / 2) return ASB_EIO;
    HANDLE mapping = CreateFileMappingW(handle_of(file), NULL, PAGE_READONLY, (DWORD)(length >> 32), (DWORD)length, NULL);
    if (!mapping) return ASB_EIO;
    const void *view = MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, (SIZE_T)length);
    CloseHandle(mapping);
    if (!view) return ASB_EIO;
    *bytes = view;
    return ASB_OK;
}

static int32_t windows_unmap(void *self, const void *bytes, uint64_t length) {
    (void)self;
    (void)length;
    return result(UnmapViewOfFile(bytes));
}

/* The name of a file that is open, here or in another process, can be taken only in the way of POSIX (Windows 10 and later). The structure is
 * FILE_RENAME_INFO, which older headers do not have with its flags. */
typedef struct renaming {
    DWORD flags;
    HANDLE root;
    DWORD name_bytes;
    WCHAR name[LONGEST_PATH];
} renaming;

static BOOL rename_open(const WCHAR *from, const WCHAR *to) {
    enum { REPLACE_IF_EXISTS = 1, POSIX_SEMANTICS = 2, FILE_RENAME_INFO_EX = 22 };
    renaming r = {.flags = REPLACE_IF_EXISTS | POSIX_SEMANTICS};
    DWORD length = GetFullPathNameW(to, LONGEST_PATH, r.name, NULL);
    HANDLE file = open_as(from, DELETE | SYNCHRONIZE, OPEN_EXISTING);
    BOOL done = FALSE;
    if (file == INVALID_HANDLE_VALUE) return FALSE;
    r.name_bytes = length * (DWORD)sizeof(WCHAR);
    if (length > 0 && length < LONGEST_PATH)
        done = SetFileInformationByHandle(file, (FILE_INFO_BY_HANDLE_CLASS)FILE_RENAME_INFO_EX, &r, sizeof r);
    CloseHandle(file);
    return done;
}

static int32_t windows_rename(void *self, const char *from, const char *to) {
    WCHAR wide_from[LONGEST_PATH], wide_to[LONGEST_PATH];
    (void)self;
    if (widen(wide_from, from) || widen(wide_to, to)) return ASB_EIO;
    return result(rename_open(wide_from, wide_to) || MoveFileExW(wide_from, wide_to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH));
}

static int32_t windows_remove(void *self, const char *path) {
    WCHAR wide[LONGEST_PATH];
    (void)self;
    if (widen(wide, path)) return ASB_EIO;
    return result(DeleteFileW(wide));
}

const file_system *asbi_file_system(void) {
    static const file_system windows = {NULL,
                                        windows_open,
                                        windows_close,
                                        windows_size,
                                        windows_read,
                                        windows_write,
                                        windows_sync,
                                        windows_sync_directory,
                                        windows_truncate,
                                        windows_lock,
                                        windows_unlock,
                                        windows_map,
                                        windows_unmap,
                                        windows_rename,
                                        windows_remove,
                                        NULL,
                                        0,
                                        NULL};
    return &windows;
}

#else
typedef int asbi_file_windows_is_empty; /* ISO C wants at least one declaration */
#endif

/* Files: every call to the operating system that the journal makes goes through this one table, so that tests can make each fail,
 * and another platform can have its own (file_posix.c, file_windows.c). Offsets and sizes in bytes. */
#ifndef ASBI_FILE_H
#define ASBI_FILE_H

#include <stddef.h>
#include <stdint.h>

typedef enum file_opening {
    FILE_EXISTING,
    FILE_MAY_BE_NEW,
    FILE_NEW /* only its owner can read it, to begin with; an error where there is one already */
} file_opening;

/* How writers that are at a file at once share its syncs. The turn is a lock besides the other one, for whoever syncs: a thread may ask for it while it has the other, and never the
 * other way round. A word is one of the file, in a mapping of it; waiting ends, too, after a while and for no reason. Whoever has written what another will sync is in company until he knows
 * what has become of it, or dies. */
typedef struct file_turns {
    int32_t (*take)(void *self, intptr_t file); /* waits */
    int32_t (*ask)(void *self, intptr_t file);  /* ASB_EBUSY where another has it */
    void (*end)(void *self, intptr_t file);
    void (*wait)(void *self, const uint8_t *word, uint32_t while_it_is);
    void (*wake)(void *self, const uint8_t *word); /* all who wait there, after it has changed */
    void (*give_way)(void *self);                  /* to other threads that could run */
    int32_t (*join)(void *self, intptr_t file);    /* the company; does not wait */
    void (*part)(void *self, intptr_t file);
    int (*is_company)(void *self, intptr_t file); /* is anybody else in it? */
} file_turns;

typedef struct file_system file_system;
struct file_system {
    void *self;
    /* All give 0 or a negative ASB_E… status; out parameters are set on success only. A handle is an opaque number. */
    int32_t (*open)(void *self, intptr_t *out, const char *path, file_opening how);
    int32_t (*close)(void *self, intptr_t file);
    int32_t (*size)(void *self, uint64_t *out, intptr_t file);
    int32_t (*read)(void *self, intptr_t file, uint64_t at, void *bytes, size_t length, size_t *got); /* less than asked only at the end */
    int32_t (*write)(void *self, intptr_t file, uint64_t at, const void *bytes, size_t length);       /* all of it, or an error */
    int32_t (*sync)(void *self, intptr_t file);                                                       /* what was written is on the disk */
    int32_t (*sync_directory)(void *self, const char *path);                                          /* a new name is on the disk */
    int32_t (*truncate)(void *self, intptr_t file, uint64_t length);
    int32_t (*lock)(void *self, intptr_t file); /* exclusive, waits; excludes other handles of this process too */
    int32_t (*unlock)(void *self, intptr_t file);
    int32_t (*map)(void *self, intptr_t file, uint64_t length, const void **bytes);
    int32_t (*unmap)(void *self, const void *bytes, uint64_t length);
    int32_t (*rename)(void *self, const char *from,
                      const char *to); /* in place of what has that name; an error where that has other names */
    int32_t (*remove)(void *self, const char *path);
    int32_t (*same_access)(void *self, intptr_t file,
                           intptr_t as); /* who may read and write it; NULL where files have nothing of the kind */
    int maps_ahead;                      /* a mapping may be longer than its file, and shows what that grows to */
    const file_turns *turns;             /* NULL: every commit syncs for itself, under the lock */
};

/* The platform's own. */
const file_system *asbi_file_system(void);

/* A journal on another file system (tests). */
struct asb_store;
struct asb_engine;
int32_t asbi_store_journal_on(struct asb_store **out, struct asb_engine *e, const char *path, const file_system *files);

#endif

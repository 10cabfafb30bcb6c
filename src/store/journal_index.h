/* The index beside the journal, as the rest of the journal sees it. The method is described in journal_index.c, the format in docs/file-format.md. */
#ifndef ASBI_JOURNAL_INDEX_H
#define ASBI_JOURNAL_INDEX_H

#include <asb/sys/store.h>
#include <stdint.h>

typedef struct journal journal;
struct entry_view;
struct case_entry;

typedef struct index_state {
    struct index_file *file; /* NULL: none is in use, and all that the journal says is in memory */
    uint64_t covered;        /* as far as this place the index that stands beside the file knows it; 0: there is none */
    uint64_t unindexed;      /* records and entries that were read from there on */
    uint8_t looked;          /* whether there is one */
    uint8_t off;             /* none is used any more: somebody wanted all, or it was not right */
    uint8_t broken;          /* a case came by half: all must be read again before anything is answered */
    uint8_t wrote;           /* this handle has written to the journal, and so may write beside it */
} index_state;

/* journal_index.c: the first reading of a journal may begin with it. Whatever is wrong with it, it is then as if there were none; ASB_ENOMEM. */
int32_t asbi_jindex_attach(journal *j);
void asbi_jindex_drop(journal *j);
/* In use, and yet not to be believed: the journal was forgotten, and must be read again. */
int asbi_jindex_gives_up(journal *j);
/* What is known of a case is in memory from here on; also where there is no such case. Whoever asks the catalogue about a case asks this before.
 * What was known of other cases may have moved. */
int32_t asbi_bring(journal *j, asb_bytes id, int locked);
/* All is in memory from here on, in order, and no index in use; what was known has moved. Nothing to do where none is. */
int32_t asbi_whole(journal *j, int locked);
uint64_t asbi_jindex_cases(const journal *j); /* about how many there are */
uint64_t asbi_jindex_end(journal *j);         /* how far the index that stands there now knows the journal; 0: there is none */

/* journal_index_tail.c: entries of cases that are not in memory wait, until their case is asked for. */
int32_t asbi_jindex_later(journal *j, const struct entry_view *e, const struct case_entry *c);

/* journal_index_write.c: of a journal that is all in memory. Nothing is told of a failure but the status: the index that was there stays. */
int32_t asbi_jindex_write(journal *j);
/* The same before closing, where it is worth it. */
void asbi_jindex_keep(journal *j);

#endif

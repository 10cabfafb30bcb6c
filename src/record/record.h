/* Records: building, reading, JSON, and the canonical bytes that are stored and chained.
 *
 * A stored record is two JSON objects in canonical form. The header holds what everybody may know: seq, kind, at, recorded, by,
 * role, `body` (SHA-256 of the body's bytes), `previous` (SHA-256 of the header before; absent in the first) and where they apply `case` and `policy` (first
 * record), `policy` (a note that moves the case), `imported`, `breaches`, `deviations` and `warnings` (what guards said of it), `duties` (what stood when an erasure took the evidence away). The body holds the fields and a
 * random salt, so that a digest gives nothing away; it can be erased without breaking the chain. */
#ifndef ASBI_RECORD_H
#define ASBI_RECORD_H

#include "../engine/engine.h"
#include "vocabulary.h"

struct asb_record {
    handle head;
    arena arena;
    text kind;
    instant at;         /* NO_INSTANT: now */
    text by, role;      /* empty where not said */
    json_value *fields; /* an object; values are the record's own */
    /* of a record read from a case; 0 and NO_INSTANT otherwise */
    uint32_t seq;
    instant recorded;
    uint8_t imported, erased;
    buffer text; /* the last text lent by a getter that had to make it */

    /* What a case has made of it, for the next time that it is asked about (case/tried.c): serials of policies, 0 where there is none. */
    uint64_t sound_under; /* well formed, but for what the case decides */
    uint8_t sound_kind;   /* and of which kind it is then */
    uint8_t names_others; /* people or records of the case, so that there is something for it to decide */
    uint64_t read_under;  /* `reading` is its fields as that policy reads them */
    void *reading;
    size_t reading_size;
};

/* What was made of it goes: it says something else from now on. */
static inline void asbi_record_changes(asb_record *r) {
    r->sound_under = r->read_under = 0;
}
/* Asking about a record leaves it as it is, but for these notes. */
static inline asb_record *asbi_record_notes(const asb_record *r) {
    return (asb_record *)(uintptr_t)r;
}

int32_t asbi_record_new(asb_record **out, asb_engine *e, text kind);
void asbi_record_write(buffer *b, const asb_record *r); /* as asb_record_json() gives it */

/* What a header says, read or to be written. Texts are lent. */
typedef struct record_header {
    uint32_t seq;
    text kind;
    instant at, recorded;
    text by, role;
    uint8_t body[32];
    uint8_t previous[32];
    uint8_t has_previous, imported;
    text case_id;                   /* first record only */
    text policy_id, policy_version; /* empty where the header pins nothing */
    uint8_t policy_digest[32];
    const json_value *breaches, *deviations, *warnings; /* lists of guard ids, or NULL */
    const json_value *duties;                           /* of an erasure, or NULL */
    const json_value *unknown;                          /* the whole parsed object: what a newer library added is in here; NULL: nothing */
} record_header;

void asbi_header_write(buffer *out, const record_header *h);
/* ASB_OK, ASB_ECORRUPT (f says what), ASB_ENOMEM. */
int32_t asbi_header_read(record_header *h, arena *a, text bytes, const json_limits *limits, fault *f);
/* The same without an arena, where nothing but the usual is in it: 1, and texts are lent from `bytes`, without a '\0' after them. 0: it is for asbi_header_read(), and
 * nothing is known of *h. */
int asbi_header_scan(record_header *h, text bytes);

/* {"salt":"<32 hex>", fields…} in canonical form. */
void asbi_body_write(buffer *out, const json_value *fields, const uint8_t salt[16]);
int asbi_is_salt(text t); /* 32 hexadecimal digits */
/* The fields, without the salt. */
int32_t asbi_body_read(json_value **fields, arena *a, text bytes, const json_limits *limits, fault *f);

#endif

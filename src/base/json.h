/* JSON: a strict reader of RFC 8259 into a tree, and the canonical writer.
 *
 * Strict: UTF-8 without byte order mark, no duplicate keys in an object, depth and size bounded, nothing after the value.
 * A lone surrogate escape (\ud800) is grammatical and is kept as three bytes; texts of records and policies then refuse it.
 * Numbers keep their text, so that no digit is ever lost.
 *
 * Canonical: no white space, keys sorted by their bytes, numbers in the shortest text of the same value (1.0 is 1, 1e2 is 100,
 * -0 is 0; from 21 integer digits or 7 leading zeros on with exponent: 1e+21, 1e-7), strings with the escapes \" \\ \b \t \n \f \r
 * and \u00xx for other control characters, everything else as it is (a lone surrogate as \udxxx). */
#ifndef ASBI_JSON_H
#define ASBI_JSON_H

#include "arena.h"
#include "buffer.h"
#include "message.h"
#include "text.h"

typedef enum json_type { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT } json_type;

typedef struct json_value json_value;
struct json_value {
    uint8_t type;          /* a json_type */
    uint32_t count;        /* items of a list, members of an object */
    uint32_t line, column; /* where it begins in the document, from 1; columns count characters */
    text key;              /* in an object: the member's name */
    union {
        text text; /* of a string (unescaped, '\0' after it) or a number (as written) */
        struct {
            json_value *first; /* of a list or object, in the order written */
            json_value *last;  /* so that appending is one step; kept by append, set and remove */
        };
    } held; /* which of them, the type tells: asbi_json_text() and asbi_json_first() ask it, and nobody else but the files of this module looks in here */
    json_value *next;   /* the next item or member */
    json_value *parent; /* NULL at the top */
};

static inline int asbi_json_is_container(const json_value *v) {
    return v->type >= JSON_LIST;
}
static inline int asbi_json_has_text(const json_value *v) {
    return v->type == JSON_TEXT || v->type == JSON_NUMBER;
}
/* Of a string or a number; of anything else an empty one with at == NULL. */
static inline text asbi_json_text(const json_value *v) {
    return asbi_json_has_text(v) ? v->held.text : (text){NULL, 0};
}
/* The first and the last in a list or object; NULL where there is none, and of anything else. */
static inline json_value *asbi_json_first(const json_value *v) {
    return asbi_json_is_container(v) ? v->held.first : NULL;
}
static inline json_value *asbi_json_last(const json_value *v) {
    return asbi_json_is_container(v) ? v->held.last : NULL;
}
/* It is now a string or number of that text, which lives as long. */
static inline void asbi_json_hold(json_value *v, json_type type, text t) {
    v->type = (uint8_t)type;
    v->count = 0;
    v->held.text = t;
}
/* One outside of a tree. */
static inline json_value asbi_json_of_text(json_type type, text t) {
    return (json_value){.type = (uint8_t)type, .held.text = t};
}

typedef struct json_limits {
    uint64_t size;  /* bytes of the document */
    uint32_t depth; /* lists and objects in one another; 100 means 100 may be open at once */
} json_limits;

/* Read one document. The tree and its texts live in `a` and do not refer to `bytes`.
 * ASB_OK, ASB_EJSON (f: line, column, pointer, message), ASB_ELIMIT, ASB_ENOMEM; on failure nothing is left in `a`. */
int32_t asbi_json_parse(json_value **out, arena *a, const char *bytes, size_t length, const json_limits *limits, fault *f);

/* The same for an object that asbi_json_write() wrote, quickly. ASB_OK; ASB_ABSENT: it is for asbi_json_parse(), whatever is in it; ASB_ENOMEM. */
int32_t asbi_json_read_canonical(json_value **out, arena *a, text bytes);

/* How far a document that asbi_json_write() wrote has been read. */
typedef struct json_scan {
    const char *begin, *at, *end;
    const char *origin; /* at - origin is the column, less 1 */
    char *copy;
    arena *arena;
    json_value *top, *open;
    uint32_t depth;
    int in_place;   /* the copy is the bytes themselves */
    int32_t status; /* why it stopped: ASB_ABSENT, it is for the parser; ASB_ENOMEM */
} json_scan;

/* An object that asbi_json_write() wrote, gone through member by member in its own bytes: the quotation mark behind each text becomes its '\0', and nothing is copied but lists,
 * objects and texts with escapes. */
typedef struct json_members {
    text key, text; /* of this member; `text` of a text or a number, which has no '\0' behind it */
    uint8_t type, some;
    json_scan scan; /* scan.top: this member, where it is a list or an object */
} json_members;
void asbi_json_members_begin(json_members *m, arena *a, char *bytes, size_t length);
/* 1: there is one more. 0, and scan.status ASB_OK: that was all; ASB_ABSENT: the bytes are for asbi_json_parse(), as they were before; ASB_ENOMEM. */
int asbi_json_members_next(json_members *m);
/* Bytes that were gone through well, as they were before. */
void asbi_json_put_quotes(char *bytes, size_t length);

json_value *asbi_json_get(const json_value *object, const char *key); /* NULL if absent, or if it is no object */
json_value *asbi_json_find(const json_value *object, text key);       /* the same of what is an object; NULL if absent */
json_value *asbi_json_at(const json_value *list, uint32_t index);

/* A whole number without fraction or exponent, from -9007199254740991 to 9007199254740991. 1 where it is one. */
int asbi_json_integer(const json_value *v, int64_t *out);

/* Same value? Objects without regard to order, numbers by value. */
int asbi_json_equal(const json_value *a, const json_value *b);

/* A member that is a text; "" where there is none. `object` may be NULL. */
text asbi_json_member(const json_value *object, const char *key);

/* The JSON pointer of a value, from the top of its tree. */
void asbi_json_pointer(const json_value *v, char *out, size_t size);
void asbi_fault_at(fault *f, const json_value *v); /* its pointer, line and column are those of the value. `f` may be NULL */

/* Building. The tree is the arena's; members are appended, not checked for being twice. All give NULL without memory, and where to put something into is no list and no object. */
json_value *asbi_json_new(arena *a, json_type type);
json_value *asbi_json_new_text(arena *a, text t);
json_value *asbi_json_new_integer(arena *a, int64_t number);
json_value *asbi_json_append(json_value *list, json_value *item);                     /* NULL item: NULL */
json_value *asbi_json_set(arena *a, json_value *object, text key, json_value *value); /* replaces an equal key */
void asbi_json_remove(json_value *object, text key);
void asbi_json_take_out(json_value *list, const json_value *item); /* one of its items or members */
void asbi_json_empty(json_value *list);                            /* what was in it still follows one another */
void asbi_json_move(json_value *to, json_value *from); /* all items or members, in the place of its own; both are lists, or both objects */
json_value *asbi_json_copy(arena *a, const json_value *v);

/* Writing. */
void asbi_json_write(buffer *out, const json_value *v);        /* canonical */
void asbi_json_write_pretty(buffer *out, const json_value *v); /* order as it is, two spaces, for people */
void asbi_json_write_text(buffer *out, text t);                /* a string with its quotes */
void asbi_json_write_number(buffer *out, text number);         /* canonical form of a number as written */

#endif

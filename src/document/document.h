/* Documents: what all kinds of them share.
 *
 * Method. A document is a kind, what was said about it, and a case. What was said is kept as texts, each at the place of its option. Making it begins a view for its
 * audience, lets the kind write itself into a buffer through that view, and then searches what was written for everybody who is protected (asbi_view_check()). Only a
 * text that passes becomes the host's. A kind is one row in kinds.c: its name, formats, options and functions. */
#ifndef ASBI_DOCUMENT_H
#define ASBI_DOCUMENT_H

#include "../engine/engine.h"
#include "view.h"
#include <asb/document.h>

typedef struct document_option {
    const char *name, *label;
    uint8_t required;
    uint8_t may_be_empty;
} document_option;

/* A document being made: what a kind's functions are given. */
typedef struct making {
    const asb_document *d;
    asb_case *c;     /* folded by the calendar that now is */
    view *v;         /* NULL while the audience is being found */
    uint32_t reader; /* the party named, or NO_INDEX */
    instant now;
    int32_t format; /* an ASB_FORMAT_ constant, of those that the kind has */
    fault *f;
} making;

typedef struct document_kind {
    const char *name, *label;
    uint32_t formats;                                /* bit n: format n */
    const document_option *options;                  /* `audience` and `party` too, where it takes them; the last has no name */
    document_option (*more_options)(uint32_t index); /* further ones, until one without a name; NULL: none */

    /* May the option have this value (filled, UTF-8, not too long)? `audience` and `party` are judged already. NULL: any. */
    int32_t (*judge)(const asb_document *d, const char *option, text value, fault *f);
    /* For whom it is: the audience's id, where the host may say otherwise or not. NULL: what the host says, else `officer`. */
    int32_t (*audience)(text *out, const making *m);
    int32_t (*render)(buffer *out, const making *m);
    /* Words of its own that stand in its pages, such as those of its style, and are nobody's name: texts from index 0 on, until an empty one. NULL: none. */
    text (*own_words)(uint32_t index);
    /* The record that it was sent. NULL: it leaves none of its own; what goes to partners leaves one all the same. */
    int32_t (*record)(asb_record **out, const asb_document *d);
} document_kind;

enum { MOST_OPTIONS = 48 };

struct asb_document {
    handle head;
    asb_case *c; /* kept */
    const document_kind *kind;
    struct {
        char *at; /* '\0' after it; NULL: not said */
        size_t length;
    } values[MOST_OPTIONS];
    uint8_t made;       /* a text was handed out */
    uint8_t digest[32]; /* of the last one */
    buffer basis;       /* where that was for the audience `partner`: on what basis it may be shared, in words; else empty */
};

/* The kinds (kinds.c); NULL past the end. Each is in the file that makes it, and declared here. */
const document_kind *asbi_document_kind(uint32_t index);

/* An option's place in `values`, or NO_INDEX; the option at a place (past the end, one without a name). */
uint32_t asbi_option_find(const document_kind *k, const char *name);
document_option asbi_option_at(const document_kind *k, uint32_t index);
/* What was said; at == NULL where nothing was. */
text asbi_option(const asb_document *d, const char *name);

/* The audience as the host said it, else `otherwise`; ASB_EINVALID with "audience" where the policy has none of that name. */
int32_t asbi_document_audience(text *out, const making *m, text otherwise);
/* asb_document_withheld(): what of the case this reader may not have. */
void asbi_put_withheld(buffer *out, const view *v);

/* ASB_EINVALID for an option: {found} is its value, {hint} what it could be. */
int32_t asbi_option_fail(fault *f, const char *option, const char *code, text found, const char *hint);

#endif

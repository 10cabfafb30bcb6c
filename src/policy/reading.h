/* What the files that read a policy share: the state of one reading, its problems, and where each item came from.
 *
 * Method. All documents of a chain of `extends` are read into the policy's own arena, and the base's items are moved into the
 * host's tree (join.c). So there is one tree, which is checked (check_*.c), compiled (compile_*.c) and written. Moving changes an
 * item's place in its list; the place where its author wrote it is kept as its origin, for the pointers of problems. */
#ifndef ASBI_POLICY_READING_H
#define ASBI_POLICY_READING_H

#include "nearest.h"
#include "policy.h"

enum { MOST_DEPTH = 100 };
enum { MOST_PROBLEMS = 4096 }; /* of one document; then checking ends */

/* Where a moved item, or member of the top, was written. */
typedef struct origin {
    const json_value *value;
    const char *document; /* the id of the base it stands in; NULL: the host's own document */
    uint32_t index;       /* in its list, there */
} origin;

typedef struct reading {
    asb_engine *engine;
    asb_policy *policy;  /* being made; its arena has the trees */
    const intern *names; /* to be numbered before the policy's own, or NULL */
    arena scratch;       /* for as long as the reading lasts */
    json_value *top;     /* the joined document */
    origin *origins;
    uint32_t origin_count, origin_capacity;
    uint32_t *origin_slots; /* finds an origin by its value: numbers from 1, or 0; made when the first problem is noted */
    uint32_t origin_slot_count, origins_in_slots;
    asb_problems *own;   /* problems of the host's document, handed out in the end */
    asb_problems *bases; /* and of those it extends; NULL until there is one */
    uint32_t noted;      /* problems of both, up to MOST_PROBLEMS */
    int is_partial;      /* what it extends could not be read: names may be unknown only because of that */
    int32_t status;      /* ASB_OK; or what ended it: ASB_ENOMEM, ASB_ELIMIT */
} reading;

/* Arguments of a message: NOTES({"id", id}, {"hint", hint}); at most four. */
typedef struct note {
    const char *name, *value;
} note;
#define NOTES(...) ((const note[]){__VA_ARGS__, {NULL, NULL}})
#define NO_NOTES ((const note[]){{NULL, NULL}})

void asbi_problem(reading *r, const json_value *at, const char *code, const note *notes);
void asbi_problem_of_json(reading *r, const fault *f, const char *document); /* a document that is no JSON */
int asbi_is_of_base(reading *r, const json_value *v);                        /* it stands in a document that is extended */
int32_t asbi_problems_new(asb_problems **out, asb_engine *e);
void asbi_problems_sort(reading *r); /* those of the host's document first, each by line and column */

/* As the engine's, but never deeper than policies may be: checking and compiling follow the document's depth. */
json_limits asbi_policy_limits(const asb_engine *e);

/* Read what the document extends and join it in. Problems are noted; r->status says whether to go on. */
void asbi_join(reading *r);
/* The lists of the top whose items have an `id` (or, for case_review, an `area`), or none (notes). */
int asbi_is_joined_list(text key);

/* Check everything; problems are noted. */
void asbi_check(reading *r);

/* Compile a document that has no problems; `names` (may be NULL) are numbered before its own. ASB_OK, ASB_ENOMEM. */
int32_t asbi_compile(asb_policy *p, const intern *names);
void asbi_compiled_free(asb_policy *p); /* what of it is not in the policy's arena */

/* An object that this folder's text functions need: the value of a text, or an empty one. */
text asbi_text_of(const json_value *v);
int asbi_is_free_key(text key); /* x-, or ambiguity: allowed in every object */

#endif

/* New versions of a policy, as a landlord might try them before adopting one. */
#ifndef ASB_VERSIONS_H
#define ASB_VERSIONS_H

#include <stddef.h>

typedef enum version {
    VERSION_SAME,      /* another version, and nothing else */
    VERSION_APART,     /* a remark on the case review, which no fold can share: the same comes of it, each side folded by itself */
    VERSION_SHORTER,   /* every period of working days a day shorter */
    VERSION_DUTY,      /* a duty more */
    VERSION_NO_DUTY,   /* the first duty fewer */
    VERSION_CONDITION, /* the first condition of a duty turned into its contrary */
    VERSION_GUARD,     /* a guard more */
    VERSION_CATEGORY,  /* a category more */
    VERSION_RAISE,     /* priority raised for a reason more */
    VERSION_QUESTION,  /* a question more in the matrix */
    VERSION_WEIGHT,    /* the first option that weighs anything weighs one more */
    VERSION_BAND       /* the highest band begins one lower, where the one below leaves room */
} version;

/* From canonical JSON; yours to free. Ends the program where the document is not such a policy. */
char *version_of(const char *json, version v);

#endif

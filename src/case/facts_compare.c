/* Which facts are others under another policy. Words are compared, since each policy has numbers of its own for them. */
#include "facts_compare.h"

#include <string.h>

const char asbi_compared_facts[FACT_COUNT][11] = {"band", "hate", "owner", "owner_role", "policy", "priority", "score", "stage", "state"};

typedef const char *asked(const asb_case *c);

static int other_word(asked *ask, const asb_case *a, const asb_case *b) {
    return !asbi_text_equal(asbi_text(ask(a)), asbi_text(ask(b)));
}

static int other_score(const case_facts *a, const case_facts *b) {
    return a->has_score != b->has_score || (a->has_score && a->score != b->score);
}

uint32_t asbi_facts_differ(const asb_case *before, const asb_case *after) {
    static asked *const words[FACT_COUNT] = {
        [FACT_BAND] = asb_case_band,         [FACT_OWNER] = asb_case_owner, [FACT_OWNER_ROLE] = asb_case_owner_role,
        [FACT_PRIORITY] = asb_case_priority, [FACT_STAGE] = asb_case_stage, [FACT_STATE] = asb_case_state};
    uint32_t differ = 0;
    for (uint32_t i = 0; i < FACT_COUNT; i++)
        if (words[i] && other_word(words[i], before, after)) differ |= UINT32_C(1) << i;
    if (before->facts.hate != after->facts.hate) differ |= UINT32_C(1) << FACT_HATE;
    if (other_score(&before->facts, &after->facts)) differ |= UINT32_C(1) << FACT_SCORE;
    if (memcmp(before->policy->digest, after->policy->digest, sizeof before->policy->digest) != 0) differ |= UINT32_C(1) << FACT_POLICY;
    return differ;
}

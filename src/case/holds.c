/* Conditions: closed questions about the case. They cannot fail, loop or allocate; their depth is that of the document, which is bounded.
 *
 * Here is what they are put together by, and those that are answered by looking at a value or two: most of all that is ever asked. Those that walk through records are in
 * condition.c, out of the way: a function that calls itself should be small. */
#include "judge.h"

static int case_is(const judge *j, span tests) {
    for (uint32_t i = 0; i < tests.count; i++)
        if (!asbi_case_test(j, &j->p->tests.items[tests.first + i])) return 0;
    return 1;
}

int asbi_holds(const judge *j, uint32_t condition_index) {
    if (condition_index == NO_INDEX) return 1;
    const condition *c = &j->p->conditions.items[condition_index];
    const uint32_t *children = j->p->indices.items + c->children.first;
    switch ((condition_op)c->op) {
    case COND_ALL:
        for (uint32_t i = 0; i < c->children.count; i++)
            if (!asbi_holds(j, children[i])) return 0;
        return 1;
    case COND_ANY:
    case COND_NOT:
        for (uint32_t i = 0; i < c->children.count; i++)
            if (asbi_holds(j, children[i])) return c->op == COND_ANY;
        return c->op == COND_NOT;
    case COND_CASE: return case_is(j, c->tests);
    case COND_RECORD: return j->record && asbi_tests_hold(j, c->tests, j->record);
    case COND_ACTOR: return j->record && asbi_span_has(j->p, c->roles, j->record->role);
    default: return asbi_holds_of_records(j, c);
    }
}

/* Parties, as they now stand: all `party` records of one taken together. Parts add up; of every other field the last value
 * counts. Their records hang together, newest first. */
#include "case.h"

uint32_t asbi_party_find(const asb_case *c, text id) {
    for (uint32_t i = 0; i < c->party_count; i++)
        if (asbi_text_same(c->parties[i].id, id)) return i;
    return NO_INDEX;
}

static const entry *at(const asb_case *c, uint32_t index) {
    return index == NO_INDEX ? NULL : &c->entries[index];
}

static const entry *newest(const asb_case *c, uint32_t party) {
    return party == NO_INDEX ? NULL : at(c, c->parties[party].newest);
}

const entry_field *asbi_party_field(const asb_case *c, uint32_t party, atom name) {
    for (const entry *e = newest(c, party); e != NULL; e = at(c, e->older_of_party)) {
        const entry_field *f = e->erased ? NULL : asbi_entry_field(e, name);
        if (f != NULL) return f;
    }
    return NULL;
}

int asbi_party_has_part(const asb_case *c, uint32_t party, atom part) {
    for (const entry *e = newest(c, party); e != NULL; e = at(c, e->older_of_party))
        if (!e->erased && asbi_entry_is(e, WORD_as, part)) return 1;
    return 0;
}

int asbi_party_has_any_part(const asb_case *c, uint32_t party, span parts) {
    for (uint32_t i = 0; i < parts.count; i++)
        if (asbi_party_has_part(c, party, c->policy->atoms.items[parts.first + i])) return 1;
    return 0;
}

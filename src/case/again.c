/* A case as a mould: folded again and again for one case after the other, so that its room is there already. */
#include "again.h"

/* What has been folded goes; the room for it stays. */
void asbi_folded_again(asb_case *c, asb_policy *policy) {
    const asb_case was = *c;
    asbi_folded_begin(c, policy);
    c->entries = was.entries;
    c->capacity = was.capacity;
    c->parties = was.parties;
    c->party_capacity = was.party_capacity;
    c->slots = was.slots;
    c->slot_capacity = was.slot_capacity;
    c->instances = was.instances;
    c->instance_capacity = was.instance_capacity;
    c->notes = was.notes;
    c->note_capacity = was.note_capacity;
    asbi_handle_drop(was.policy);
}

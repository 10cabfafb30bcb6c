/* The two sides of a comparison: a case of the caseload, or a summary that was given. */
#include "match.h"

static int32_t room(side *s, arena *a, uint32_t people, uint32_t events) {
    *s = (side){.people_count = people, .event_count = events};
    s->people = asbi_arena_array(a, people, sizeof *s->people);
    s->events = asbi_arena_array(a, events, sizeof *s->events);
    return s->people && s->events ? ASB_OK : ASB_ENOMEM;
}

static side_place place_of(const match_keys *k, uint32_t place) {
    return (side_place){.address = asbi_place_address(k, place),
                        .postcode = asbi_book_text(&k->postcodes, asbi_place_postcode(k, place)),
                        .near = {"", 0},
                        .uprn = asbi_place_uprn(k, place),
                        .uses = asbi_book_uses(&k->places, place)};
}

/* Is it the home of one of the first so many? */
static uint8_t is_again(const key_block *b, uint32_t parties, uint32_t place) {
    for (uint32_t i = 0; i < parties; i++)
        if (b->parties[i].as && b->parties[i].place == place) return 1;
    return 0;
}

/* Where a home has no postcode, that of another in the case tells the area. */
static void tell_areas(side *s) {
    text known = {"", 0};
    for (uint32_t i = 0; i < s->people_count && !known.length; i++)
        if (s->people[i].as) known = s->people[i].home.postcode;
    for (uint32_t i = 0; i < s->people_count; i++)
        if (!s->people[i].home.postcode.length) s->people[i].home.near = known;
    for (uint32_t i = 0; i < s->event_count; i++)
        if (!s->events[i].at.postcode.length && !s->events[i].at.near.length) s->events[i].at.near = known;
}

int32_t asbi_side_of_block(side *s, arena *a, const match_keys *k, const key_block *b) {
    const key_event *events = asbi_key_events(b);
    int32_t status = room(s, a, b->party_count, b->event_count);
    if (status) return status;
    for (uint32_t i = 0; i < b->party_count; i++) {
        const key_party *p = &b->parties[i];
        s->people[i] = (side_person){
            .id = asbi_book_text(&k->ids, p->id), .home = place_of(k, p->place), .uses = asbi_book_uses(&k->names, p->name), .as = p->as};
        if (asbi_is_named(k, p->name)) asbi_name_split(&s->people[i].name, asbi_book_text(&k->names, p->name));
        s->people[i].home.again = is_again(b, i, p->place);
    }
    for (uint32_t i = 0; i < b->event_count; i++) {
        const key_event *e = &events[i];
        s->events[i] = (side_event){.day = e->day, .minute = e->minute, .party = e->party & NO_PARTY, .at = place_of(k, e->at)};
        s->events[i].at.again = is_again(b, b->party_count, e->at) || (i && e[-1].at == e->at);
        if (!s->events[i].at.postcode.length)
            s->events[i].at.near = asbi_book_text(&k->postcodes, asbi_place_postcode(k, asbi_home_of_event(b, e)));
    }
    tell_areas(s);
    return ASB_OK;
}

/* ---- of a summary */

static const side_place *home_of(const side *s, uint32_t party) {
    if (party < s->people_count && (s->people[party].home.address.length || s->people[party].home.postcode.length))
        return &s->people[party].home;
    for (uint32_t i = 0; i < s->people_count; i++)
        if ((s->people[i].as & AS_WRONGED) && (s->people[i].home.address.length || s->people[i].home.postcode.length))
            return &s->people[i].home;
    return NULL;
}

static side_place place_of_event(const side *s, const told_event *e) {
    const side_place *home = home_of(s, e->party);
    side_place at = {.address = e->place, .postcode = {"", 0}, .near = home ? home->postcode : (text){"", 0}};
    if (!e->place.length) return home ? *home : at;
    for (uint32_t i = 0; i < s->people_count; i++)
        if (asbi_text_equal(s->people[i].home.address, e->place)) return s->people[i].home;
    return at;
}

int32_t asbi_side_of_reading(side *s, arena *a, const match_keys *k, const key_reading *r) {
    int32_t status = room(s, a, r->party_count, r->event_count);
    if (status) return status;
    for (uint32_t i = 0; i < r->party_count; i++) {
        const told_party *p = &r->parties[i];
        s->people[i] = (side_person){.id = p->id,
                                     .home = {.address = p->address, .postcode = p->postcode, .near = {"", 0}, .uprn = p->uprn},
                                     .uses = asbi_book_uses(&k->names, asbi_book_find(&k->names, p->name)),
                                     .as = p->as};
        if (!asbi_name_is_none(p->name)) asbi_name_split(&s->people[i].name, p->name);
    }
    for (uint32_t i = 0; i < r->event_count; i++) {
        const told_event *e = &r->events[i];
        s->events[i] = (side_event){.day = e->day, .minute = e->minute, .party = e->party, .at = place_of_event(s, e)};
    }
    tell_areas(s);
    return ASB_OK;
}

/* What agrees between a report and a case, and how much that says.
 *
 * Method, that of Fellegi and Sunter (1969): each field that is compared gives a weight, the logarithm of how much likelier its agreement is between records of the same
 * person than between records of two; the weights are added. What differs takes away. How much a name says depends on how many have it, which the caseload knows; a
 * background of names stands for those that have not come yet, so that a small caseload does not take every name for a common one. The weights stand in match.h. */
#include "compare.h"
#include "match.h"
#include "../base/container.h"
#include "../base/similar.h"

/* ---- names */

static int log2_of(uint64_t n) {
    int bits = 0;
    for (; n > 1; n >>= 1) bits++;
    return bits;
}

static int bits_of_name(const match_keys *k, const side_person *a, const side_person *b, int single) {
    uint64_t uses = MAX_OF(MAX_OF(a->uses, b->uses), 1);
    int bits = log2_of((k->names_used + NAMES_BEFORE) / uses);
    bits = MAX_OF(MIN_OF(bits, WEIGHT_NAME_MOST), WEIGHT_NAME_LEAST);
    return single ? MIN_OF(bits, WEIGHT_NAME_SINGLE_MOST) : bits;
}

static agreement weigh_name(const match_keys *k, const side_person *a, const side_person *b, name_likeness *how, int *single) {
    static const struct {
        uint32_t flag;
        int bits;
    } kinds[] = {[NAME_SAME] = {AGREE_NAME, 0},
                 [NAME_PART] = {AGREE_NAME_PART, WEIGHT_NAME_PART},
                 [NAME_SPELT] = {AGREE_NAME_SPELT, WEIGHT_NAME_SPELT},
                 [NAME_SOUND] = {AGREE_NAME_SOUND, WEIGHT_NAME_SOUND},
                 [NAME_INITIAL] = {AGREE_NAME_INITIAL, WEIGHT_NAME_INITIAL}};
    *how = asbi_name_compare(&a->name, &b->name, single);
    if (*how >= NAME_OTHER) return (agreement){0};
    return (agreement){.bits = bits_of_name(k, a, b, *single) + kinds[*how].bits, .how = kinds[*how].flag};
}

/* ---- places */

enum { POSTCODE_UNKNOWN, POSTCODE_SAME, POSTCODE_SPELT, POSTCODE_OTHER };

static int compare_postcodes(const side_place *a, const side_place *b) {
    if (!a->postcode.length || !b->postcode.length) return POSTCODE_UNKNOWN;
    unsigned apart = asbi_word_distance(a->postcode, b->postcode, 1);
    if (!apart) return POSTCODE_SAME;
    return apart == 1 && a->postcode.at[0] == b->postcode.at[0] ? POSTCODE_SPELT : POSTCODE_OTHER;
}

static text first_half(const side_place *p) {
    text t = p->postcode.length ? p->postcode : p->near;
    size_t at = 0;
    return asbi_next_word(t, &at);
}

/* What is known of the area where a postcode is missing: 1 agrees, -1 does not, 0 unknown. */
static int compare_areas(const side_place *a, const side_place *b) {
    text x = first_half(a), y = first_half(b);
    if (!x.length || !y.length) return 0;
    return asbi_text_equal(x, y) ? 1 : -1;
}

static uint32_t how_postcode(int postcode, int area) {
    return postcode == POSTCODE_SAME ? AGREE_POSTCODE : postcode == POSTCODE_SPELT ? AGREE_POSTCODE_SPELT : area > 0 ? AGREE_AREA : 0;
}

/* Two references that differ are two homes, whatever stands in the address; a building may have one written address. */
static uint32_t how_places(const side_place *a, const side_place *b) {
    static const uint32_t flags[] = {[ADDRESS_SAME] = AGREE_ADDRESS,
                                     [ADDRESS_SPELT] = AGREE_ADDRESS_SPELT,
                                     [ADDRESS_BUILDING] = AGREE_BUILDING,
                                     [ADDRESS_NEAR] = AGREE_NEAR};
    if (a->uprn && a->uprn == b->uprn) return AGREE_UPRN;
    int postcode = compare_postcodes(a, b), area = postcode == POSTCODE_UNKNOWN ? compare_areas(a, b) : 0;
    if (postcode == POSTCODE_OTHER || area < 0) return DIFFER_HOME;
    int town;
    address_likeness address = asbi_address_compare(a->address, b->address, &town);
    if (address == ADDRESS_UNKNOWN) return postcode == POSTCODE_SAME ? AGREE_POSTCODE : 0;
    if (address == ADDRESS_OTHER) return DIFFER_HOME | (postcode == POSTCODE_SAME ? AGREE_POSTCODE : 0);
    if (a->uprn && b->uprn && address <= ADDRESS_SPELT) address = ADDRESS_BUILDING;
    return flags[address] | how_postcode(postcode, area + town);
}

/* ---- people */

static int bits_of_home(uint32_t how) {
    int near = how & (AGREE_POSTCODE | AGREE_POSTCODE_SPELT), area = how & AGREE_AREA ? WEIGHT_AREA : 0;
    if (how & AGREE_UPRN) return WEIGHT_HOME_UPRN;
    if (how & AGREE_ADDRESS) return near ? WEIGHT_HOME_ADDRESS : WEIGHT_HOME_ADDRESS_ALONE + area;
    if (how & AGREE_ADDRESS_SPELT) return near ? WEIGHT_HOME_SPELT : WEIGHT_HOME_SPELT_ALONE + area;
    if (how & AGREE_BUILDING) return WEIGHT_HOME_BUILDING;
    if (how & AGREE_POSTCODE) return WEIGHT_HOME_POSTCODE;
    return how & DIFFER_HOME ? WEIGHT_HOME_DIFFERS : 0;
}

/* One word of a name is shared by all of a family. */
static int bits_of_family(name_likeness name, int single) {
    if (name == NAME_INITIAL || (single && name == NAME_PART)) return WEIGHT_FAMILY_INITIAL;
    return name == NAME_SPELT ? WEIGHT_FAMILY_SPELT : name == NAME_SOUND ? WEIGHT_FAMILY_SOUND : 0;
}

agreement asbi_weigh_person(const match_keys *k, const side_person *a, const side_person *b) {
    name_likeness name;
    int single;
    agreement found = weigh_name(k, a, b, &name, &single);
    if (name == NAME_OTHER) return (agreement){0};
    uint32_t home = how_places(&a->home, &b->home);
    if (name == NAME_UNKNOWN) return (agreement){.bits = home & ONE_HOME ? bits_of_home(home) + WEIGHT_HOME_ONLY : 0, .how = home};
    found.bits += bits_of_home(home);
    if (home & ONE_HOME) found.bits += bits_of_family(name, single);
    found.how |= home;
    return found;
}

/* ---- addresses */

/* A place that very many cases name, as an office or a hostel, says less. */
static int common_place(const side_place *a, const side_place *b) {
    enum { MANY = 8 };
    uint32_t uses = MAX_OF(a->uses, b->uses);
    return uses < MANY ? 0 : log2_of(uses / MANY);
}

agreement asbi_weigh_place(const side_place *a, const side_place *b) {
    uint32_t how = how_places(a, b);
    int area = how & AGREE_AREA ? WEIGHT_AREA : 0, bits = 0;
    if (how & AGREE_UPRN)
        bits = WEIGHT_PLACE_UPRN;
    else if (how & (AGREE_ADDRESS | AGREE_ADDRESS_SPELT))
        bits = !(how & (AGREE_POSTCODE | AGREE_POSTCODE_SPELT))
            ? area + (how & AGREE_ADDRESS ? WEIGHT_PLACE_ADDRESS_ALONE : WEIGHT_PLACE_SPELT_ALONE)
            : (how & AGREE_ADDRESS) && (how & AGREE_POSTCODE) ? WEIGHT_PLACE_ADDRESS
                                                              : WEIGHT_PLACE_SPELT;
    else if (how & AGREE_BUILDING)
        bits = WEIGHT_PLACE_BUILDING;
    else if (how & (AGREE_POSTCODE | AGREE_NEAR))
        bits = WEIGHT_PLACE_POSTCODE;
    return (agreement){.bits = bits ? MAX_OF(bits - common_place(a, b), 0) : 0, .how = how, .mine = NO_PARTY, .theirs = NO_PARTY};
}

/* ---- the reasons */

static void take_better(agreement *best, agreement found, uint32_t mine, uint32_t theirs) {
    if (found.bits <= best->bits) return;
    *best = found;
    best->mine = mine;
    best->theirs = theirs;
}

/* The two of these parts that are most alike. */
static agreement best_people(const match_keys *k, const side *a, uint8_t as_a, const side *b, uint8_t as_b) {
    agreement best = {.mine = NO_PARTY, .theirs = NO_PARTY};
    for (uint32_t i = 0; i < a->people_count; i++)
        for (uint32_t n = 0; n < b->people_count; n++)
            if ((a->people[i].as & as_a) && (b->people[n].as & as_b))
                take_better(&best, asbi_weigh_person(k, &a->people[i], &b->people[n]), i, n);
    return best;
}

static agreement best_place_of(const side_place *at, uint32_t mine, const side *b) {
    agreement best = {.mine = NO_PARTY, .theirs = NO_PARTY};
    for (uint32_t n = 0; n < b->people_count; n++)
        if (b->people[n].as && !b->people[n].home.again) take_better(&best, asbi_weigh_place(at, &b->people[n].home), mine, n);
    for (uint32_t n = 0; n < b->event_count; n++)
        if (!b->events[n].at.again) take_better(&best, asbi_weigh_place(at, &b->events[n].at), mine, NO_PARTY);
    return best;
}

static agreement best_places(const side *a, const side *b) {
    agreement best = {.mine = NO_PARTY, .theirs = NO_PARTY};
    for (uint32_t i = 0; i < a->people_count; i++) {
        agreement found = a->people[i].as && !a->people[i].home.again ? best_place_of(&a->people[i].home, i, b) : best;
        take_better(&best, found, found.mine, found.theirs);
    }
    for (uint32_t i = 0; i < a->event_count; i++) {
        if (a->events[i].at.again) continue;
        agreement found = best_place_of(&a->events[i].at, NO_PARTY, b);
        take_better(&best, found, found.mine, found.theirs);
    }
    return best;
}

/* ---- incidents */

static agreement weigh_time(const side_event *a, const side_event *b) {
    enum { DAY_MINUTES = 1440, HOURS_NEAR = 120 };
    int64_t days = (int64_t)a->day - b->day, minutes = days * DAY_MINUTES + a->minute - b->minute;
    if (a->day == NO_DATE || b->day == NO_DATE || days < -1 || days > 1) return (agreement){0};
    if (a->minute != NO_MINUTE && b->minute != NO_MINUTE && minutes >= -HOURS_NEAR && minutes <= HOURS_NEAR)
        return (agreement){.bits = WEIGHT_WHEN_HOURS, .how = AGREE_HOURS};
    if (!days) return (agreement){.bits = WEIGHT_WHEN_DAY, .how = AGREE_DAY};
    return (agreement){.bits = WEIGHT_WHEN_NEXT_DAY, .how = AGREE_NEXT_DAY};
}

static int bits_there(uint32_t how) {
    int area = how & AGREE_AREA ? WEIGHT_AREA : 0, near = how & (AGREE_POSTCODE | AGREE_POSTCODE_SPELT);
    if ((how & AGREE_UPRN) || (near && (how & ONE_HOME))) return WEIGHT_THERE_ADDRESS;
    if (how & ONE_HOME) return WEIGHT_THERE_ALONE + area;
    if (how & (AGREE_BUILDING | AGREE_NEAR)) return near || area ? WEIGHT_THERE_NEAR : 0;
    return how & AGREE_POSTCODE ? WEIGHT_THERE_POSTCODE : 0;
}

static agreement weigh_event(const side_event *a, const side_event *b) {
    agreement found = weigh_time(a, b);
    uint32_t how = found.bits ? how_places(&a->at, &b->at) : 0;
    int there = bits_there(how);
    if (!there) return (agreement){0};
    return (agreement){.bits = found.bits + there, .how = found.how | (how & ~(uint32_t)DIFFER_HOME)};
}

static agreement best_events(const side *a, const side *b) {
    agreement best = {.mine = NO_PARTY, .theirs = NO_PARTY};
    for (uint32_t i = 0; i < a->event_count; i++)
        for (uint32_t n = 0; n < b->event_count; n++)
            take_better(&best, weigh_event(&a->events[i], &b->events[n]), a->events[i].party, b->events[n].party);
    return best;
}

/* ---- suggestions */

static suggestion *say(suggestion *s, match_reason reason, int bits, const agreement *a, const agreement *b) {
    int strength = bits * POINTS_OF_BIT;
    if (strength <= 0) return s;
    *s = (suggestion){.reason = (uint8_t)reason,
                      .strength = (uint8_t)MIN_OF(strength, 100),
                      .pairs = (uint8_t)(b ? 2 : 1),
                      .how = a->how | (b ? b->how : 0),
                      .mine = {a->mine, b ? b->mine : NO_PARTY},
                      .theirs = {a->theirs, b ? b->theirs : NO_PARTY}};
    return s + 1;
}

/* Who complains here is accused there, and the other way about; one of the two at least by name. */
static suggestion *say_swapped(suggestion *s, const match_keys *k, const side *mine, const side *theirs) {
    agreement a = best_people(k, mine, AS_WRONGED, theirs, AS_PERPETRATOR), b = best_people(k, mine, AS_PERPETRATOR, theirs, AS_WRONGED);
    if (a.bits >= LEAST_SWAPPED && b.bits >= LEAST_SWAPPED && ((a.how | b.how) & ANY_NAME))
        return say(s, REASON_COUNTER, a.bits + b.bits, &a, &b);
    agreement *one = a.bits >= b.bits ? &a : &b;
    if (one->bits < SAME_REPORTER || !(one->how & ANY_NAME)) return s;
    return say(s, REASON_COUNTER, MIN_OF(one->bits - LEAST_SWAPPED, WEIGHT_SWAPPED_HALF), one, NULL);
}

/* Of somebody whose home is not known: that both cases are about one neighbourhood says something of it. */
static void weigh_nearby(agreement *person, const agreement *place) {
    if (!(person->how & ANY_NAME) || (person->how & SOME_HOME) || !place->bits) return;
    person->bits += WEIGHT_HOME_NEARBY;
    person->how |= AGREE_NEARBY;
}

uint32_t asbi_weigh_case(const match_keys *k, const side *mine, const side *theirs, suggestion *out) {
    suggestion *s = out;
    agreement place = best_places(mine, theirs), wronged = best_people(k, mine, AS_WRONGED, theirs, AS_WRONGED),
              accused = best_people(k, mine, AS_PERPETRATOR, theirs, AS_PERPETRATOR), event = best_events(mine, theirs);
    weigh_nearby(&wronged, &place);
    weigh_nearby(&accused, &place);
    if (place.how & (ONE_HOME | AGREE_BUILDING)) s = say(s, REASON_ADDRESS, place.bits, &place, NULL);
    if (wronged.how & ANY_NAME) s = say(s, REASON_COMPLAINANT, wronged.bits, &wronged, NULL);
    if (accused.how & ANY_NAME) s = say(s, REASON_PERPETRATOR, accused.bits, &accused, NULL);
    int other = !(wronged.how & ANY_NAME) || wronged.bits < SAME_REPORTER;
    int also = accused.bits >= SAME_REPORTER && event.bits ? WEIGHT_WHEN_PERPETRATOR : 0;
    if (other) s = say(s, REASON_INCIDENT, event.bits + also, &event, NULL);
    s = say_swapped(s, k, mine, theirs);
    return (uint32_t)(s - out);
}

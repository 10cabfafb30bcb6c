/* The keys by which cases are found that may match. A key has to be the same on both sides although something is spelt otherwise, so it is made of what mostly is the same:
 * of a name, how all its words sound, and how one word sounds with what another begins with, for each pair, so that one misspelt word leaves a pair that agrees; of an address, its number with
 * how the street sounds. Postcodes and property references are keys as they are: through them whatever else was misspelt is found. */
#include "compare.h"
#include "keys.h"
#include "../base/container.h"
#include "../base/similar.h"

enum { KEY_UPRN = 11, KEY_POSTCODE, KEY_ADDRESS, KEY_NAME, KEY_WHOLE_NAME };
enum { KEYS_OF_PLACE = 3 };

static uint32_t key_of(uint64_t kind, const void *bytes, size_t length) {
    uint32_t key = (uint32_t)(asbi_mix_bytes(kind, bytes, length) >> 16);
    return key ? key : 1;
}

uint32_t asbi_key_of_uprn(uint64_t uprn) {
    return uprn ? key_of(KEY_UPRN, &uprn, sizeof uprn) : 0;
}

uint32_t asbi_key_of_postcode(text postcode) {
    return postcode.length ? key_of(KEY_POSTCODE, postcode.at, postcode.length) : 0;
}

uint32_t asbi_key_of_address(text address) {
    parsed_address p;
    asbi_address_parse(&p, address);
    uint32_t parts[2] = {p.number, asbi_word_sound(asbi_address_street(&p))};
    return parts[1] ? key_of(KEY_ADDRESS, parts, sizeof parts) : 0;
}

uint32_t asbi_keys_of_name(const compared_name *name, uint32_t *out) {
    uint32_t count = MIN_OF(name->count, (uint32_t)MOST_NAME_WORDS), found = 0, sum = 0;
    for (uint32_t i = 0; i < count; i++) sum += name->sound[i] * 2654435761u; /* whatever the order */
    if (count) out[found++] = key_of(KEY_WHOLE_NAME, &sum, sizeof sum);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < count; k++) {
            if (i == k || name->at[i].length < 2) continue;
            uint32_t parts[2] = {name->sound[i], asbi_word_initial(name->at[k])};
            out[found++] = key_of(KEY_NAME, parts, sizeof parts);
        }
    return found;
}

static uint32_t keys_of_name(const match_keys *k, uint32_t name, uint32_t *out) {
    compared_name n;
    if (!asbi_is_named(k, name)) return 0;
    asbi_name_split(&n, asbi_book_text(&k->names, name));
    return asbi_keys_of_name(&n, out);
}

uint32_t asbi_most_keys(uint32_t parties, uint32_t events) {
    return parties * (MOST_NAME_KEYS + KEYS_OF_PLACE) + events;
}

static uint32_t sort_each_once(uint32_t *keys, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t gap = count / 2; gap; gap /= 2)
        for (uint32_t i = gap; i < count; i++) {
            uint32_t moving = keys[i], at = i;
            for (; at >= gap && keys[at - gap] > moving; at -= gap) keys[at] = keys[at - gap];
            keys[at] = moving;
        }
    for (uint32_t i = 0; i < count; i++)
        if (keys[i] && (!kept || keys[kept - 1] != keys[i])) keys[kept++] = keys[i];
    return kept;
}

static uint32_t keys_of_place(const match_keys *k, uint32_t place, uint32_t *out) {
    if (!place) return 0;
    out[0] = asbi_key_of_uprn(asbi_place_uprn(k, place));
    out[1] = asbi_key_of_postcode(asbi_book_text(&k->postcodes, asbi_place_postcode(k, place)));
    out[2] = asbi_key_of_address(asbi_place_address(k, place));
    return KEYS_OF_PLACE;
}

uint32_t asbi_keys_of_block(const match_keys *k, const key_block *b, uint32_t *out) {
    const key_event *events = asbi_key_events(b);
    uint32_t count = 0;
    for (uint32_t i = 0; i < b->party_count; i++) {
        const key_party *p = &b->parties[i];
        if (!p->as) continue;
        count += keys_of_name(k, p->name, out + count);
        count += keys_of_place(k, p->place, out + count);
    }
    for (uint32_t i = 0; i < b->event_count; i++)
        if (events[i].at) out[count++] = asbi_key_of_address(asbi_place_address(k, events[i].at));
    return sort_each_once(out, count);
}

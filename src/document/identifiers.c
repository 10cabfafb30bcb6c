/* The table of patterns, and the search. The method is described in identifiers.h. */
#include "identifier_parts.h"

#include "../base/container.h"
#include <asb/error.h>

#include <string.h>

enum { RING = 128, FIRST_BUCKETS = 256, FILTER = 32 };
#define HASH_FACTOR UINT64_C(0x9E3779B97F4A7C15)

typedef struct identifier_pattern {
    struct identifier_pattern *next; /* in its bucket */
    uint64_t hash;
    pattern_places places;
    uint32_t party;
    uint8_t length, kind, flags;
    uint8_t off; /* bit n: not searched for in identifier_place n */
} identifier_pattern;

/* ---- the search's own state */

typedef struct ring_letter {
    size_t from, to;
    uint64_t before; /* digest of all letters before it */
    uint8_t code;    /* its lowest bits */
    uint8_t break_, is_capital;
} ring_letter;

typedef struct found {
    mention m;
    uint64_t first, last; /* its letters */
} found;

typedef struct scan {
    letters l;
    ring_letter ring[RING];
    uint64_t starts[RING]; /* letters before which there is a break, and with which a pattern may begin */
    found found[RING];     /* not given out yet; they do not overlap */
    uint64_t hash, count, start_count, found_first, found_count;
    uint8_t at_end;
} scan;

typedef struct search {
    scan ways[LETTERS_WAYS];
    mention next[LETTERS_WAYS];
    uint8_t has[LETTERS_WAYS];
    identifier_place place;
    uint8_t allows; /* instead of being found, a pattern is put off in documents */
} search;

struct identifier_patterns {
    identifier_pattern **buckets;
    uint32_t bucket_count, count, longest;
    uint64_t power[PATTERN_LONGEST + 1];
    uint64_t lengths[FILTER * FILTER][2]; /* of the patterns with that first and last letter */
    uint32_t begins[FILTER];              /* for each first letter, bit n: a pattern goes on with letter n */
    search search;
};

/* ---- the table */

static uint64_t mix(uint64_t hash, uint64_t length) {
    hash ^= length * UINT64_C(0xD6E8FEB86659FD93);
    hash ^= hash >> 32;
    hash *= UINT64_C(0xD6E8FEB86659FD93);
    return hash ^ hash >> 29;
}

static identifier_pattern *find_pattern(const struct identifier_patterns *p, uint64_t hash, uint64_t length, identifier_pattern *from) {
    identifier_pattern *at = from != NULL ? from->next : p->buckets[mix(hash, length) & (p->bucket_count - 1)];

    while (at != NULL && (at->hash != hash || at->length != length)) at = at->next;
    return at;
}

static struct identifier_patterns *new_patterns(arena *a) {
    struct identifier_patterns *p = asbi_arena_alloc(a, sizeof *p);

    if (p == NULL) return NULL;
    p->bucket_count = FIRST_BUCKETS;
    p->buckets = asbi_arena_array(a, p->bucket_count, sizeof(void *));
    p->power[0] = 1;
    for (size_t i = 1; i <= PATTERN_LONGEST; i++) p->power[i] = p->power[i - 1] * HASH_FACTOR;
    return p->buckets == NULL ? NULL : p;
}

static void link_pattern(struct identifier_patterns *p, identifier_pattern *pattern) {
    identifier_pattern **bucket = &p->buckets[mix(pattern->hash, pattern->length) & (p->bucket_count - 1)];

    pattern->next = *bucket;
    *bucket = pattern;
}

static int make_room(struct identifier_patterns *p, arena *a) {
    identifier_pattern **old = p->buckets;
    uint32_t count = p->bucket_count;

    if (p->count < count) return 1;
    p->buckets = asbi_arena_array(a, (size_t)count * 2, sizeof(void *));
    if (p->buckets == NULL) {
        p->buckets = old;
        return 0;
    }
    p->bucket_count = count * 2;
    for (uint32_t i = 0; i < count; i++)
        for (identifier_pattern *at = old[i], *next; at != NULL; at = next) {
            next = at->next;
            link_pattern(p, at);
        }
    return 1;
}

static size_t filter_of(uint32_t first, uint32_t last) {
    return (size_t)(first % FILTER) * FILTER + last % FILTER;
}

static int same_places(const pattern_places *a, const pattern_places *b) {
    return a->bits[0] == b->bits[0] && a->bits[1] == b->bits[1];
}

/* Of several who are called the same, the first stands for all. */
static int is_there(const struct identifier_patterns *p, const pattern_build *b, const adder *add, unsigned flags) {
    for (identifier_pattern *at = NULL; (at = find_pattern(p, b->hash, b->length, at)) != NULL;)
        if (at->flags == flags && at->kind == add->kind && same_places(&at->places, &b->places)) return 1;
    return 0;
}

static int32_t add_pattern(struct identifier_patterns *p, const adder *add, const pattern_build *b, unsigned flags) {
    identifier_pattern *pattern;
    uint64_t *lengths = p->lengths[filter_of(b->first, b->last)];

    if (is_there(p, b, add, flags)) return ASB_OK;
    pattern = make_room(p, add->ids->arena) ? asbi_arena_alloc(add->ids->arena, sizeof *pattern) : NULL;
    if (pattern == NULL) return ASB_ENOMEM;
    *pattern = (identifier_pattern){.hash = b->hash,
                                    .length = (uint8_t)b->length,
                                    .places = b->places,
                                    .party = add->party,
                                    .kind = (uint8_t)add->kind,
                                    .flags = (uint8_t)flags};
    if (flags & PATTERN_TEXT_ONLY) pattern->off = 1u << IN_DOCUMENT;
    link_pattern(p, pattern);
    lengths[b->length / 64] |= UINT64_C(1) << b->length % 64;
    p->begins[b->first % FILTER] |= UINT32_C(1) << b->second % FILTER;
    p->count++;
    p->longest = MAX_OF(p->longest, b->length);
    return ASB_OK;
}

static void except_pattern(struct identifier_patterns *p, const pattern_build *b) {
    for (identifier_pattern *at = NULL; (at = find_pattern(p, b->hash, b->length, at)) != NULL;)
        at->off = 1u << IN_TEXT | 1u << IN_DOCUMENT;
}

/* ---- putting patterns together */

void asbi_pattern_begin(pattern_build *b) {
    memset(b, 0, sizeof *b);
}

static void set_place(pattern_places *places, uint32_t at) {
    if (at > 0 && at < PATTERN_LONGEST) places->bits[at / 64] |= UINT64_C(1) << at % 64;
}

static int is_place(const pattern_places *places, uint64_t at) {
    return (int)(places->bits[at / 64] >> at % 64 & 1);
}

static void put_letter(pattern_build *b, uint32_t code) {
    if (b->length == 0) b->first = code;
    if (b->length == 1) b->second = code;
    b->last = code;
    b->hash = b->hash * HASH_FACTOR + code + 1;
    b->length++;
}

/* What does not fit is left out whole, so that a pattern always ends where a word does. */
void asbi_pattern_letters(pattern_build *b, const uint32_t *letters, uint32_t count, const pattern_places *joints) {
    if (b->length + count > PATTERN_LONGEST) return;
    set_place(&b->places, b->length);
    for (uint32_t i = 0; i < count; i++) {
        if (joints != NULL && is_place(joints, i)) set_place(&b->places, b->length);
        put_letter(b, letters[i]);
    }
}

void asbi_pattern_word(pattern_build *b, const words *w, uint32_t i) {
    asbi_pattern_letters(b, w->letters + w->list[i].at, w->list[i].length, &w->list[i].joints);
}

void asbi_pattern_ascii(pattern_build *b, const char *letters) {
    if (b->length + strlen(letters) > PATTERN_LONGEST) return;
    set_place(&b->places, b->length);
    for (; *letters != '\0'; letters++) put_letter(b, (uint32_t)(unsigned char)*letters);
}

void asbi_pattern_end(adder *add, const pattern_build *b, unsigned flags) {
    if (b->length < 2 || add->status != ASB_OK) return;
    if (add->except)
        except_pattern(add->ids->patterns, b);
    else
        add->status = add_pattern(add->ids->patterns, add, b, flags);
}

/* ---- adding identifiers */

static void add_any(adder *add, text t) {
    static void (*const ways[ID_KINDS])(adder *, text) = {
        [ID_NAME] = asbi_add_name,   [ID_ADDRESS] = asbi_add_address, [ID_POSTCODE] = asbi_add_postcode, [ID_PHONE] = asbi_add_phone,
        [ID_EMAIL] = asbi_add_email, [ID_UPRN] = asbi_add_number,     [ID_BORN] = asbi_add_born,         [ID_PARTY] = asbi_add_id};

    ways[add->kind](add, t);
}

void asbi_identifiers_init(identifiers *ids, arena *a) {
    ids->arena = a;
    ids->patterns = NULL;
}

int32_t asbi_identifiers_add(identifiers *ids, identifier_kind kind, text t, uint32_t party) {
    adder add = {.ids = ids, .kind = kind, .party = party, .status = ASB_OK};

    if (ids->patterns == NULL && (ids->patterns = new_patterns(ids->arena)) == NULL) return ASB_ENOMEM;
    add_any(&add, t);
    return add.status;
}

void asbi_identifiers_except(identifiers *ids, identifier_kind kind, text t) {
    adder add = {.ids = ids, .kind = kind, .status = ASB_OK, .except = 1};

    if (ids->patterns != NULL) add_any(&add, t);
}

/* ---- is it written as the pattern may be? */

static const ring_letter *letter_at(const scan *s, uint64_t i) {
    return &s->ring[i % RING];
}

static int break_is_wanted(const identifier_pattern *p, uint32_t place) {
    return (p->flags & PATTERN_ALL_BROKEN) || ((p->flags & PATTERN_BROKEN) && place == 1);
}

/* Breaks within: hard ones stand at the pattern's places, or between all its letters. */
static int breaks_fit(const scan *s, const identifier_pattern *p, uint64_t first) {
    uint32_t places = 0, misplaced = 0, breaks = 0;

    for (uint64_t i = 1; i < p->length; i++) {
        const ring_letter *l = letter_at(s, first + i);
        int place = is_place(&p->places, i);
        places += (uint32_t)place;
        breaks += l->break_ != BREAK_NONE;
        misplaced += l->break_ >= BREAK_HARD && !place;
        if (place && l->break_ == BREAK_NONE && break_is_wanted(p, places)) return 0;
        if (place && !l->is_capital && (p->flags & PATTERN_CAPITAL)) return 0;
        if (l->break_ >= BREAK_SOFT && (p->flags & PATTERN_TIGHT)) return 0;
        if (l->break_ == BREAK_FAR && (p->flags & PATTERN_NEAR)) return 0;
    }
    return misplaced == 0 || (p->flags & PATTERN_ANYHOW) || (breaks == p->length - 1u && p->length > 2);
}

static int fits(const scan *s, const identifier_pattern *p, uint64_t first, identifier_place place) {
    if (p->off >> place & 1) return 0;
    if ((p->flags & PATTERN_CAPITAL) && !letter_at(s, first)->is_capital) return 0;
    return breaks_fit(s, p, first);
}

/* ---- what was found */

static found *last_found(scan *s) {
    return &s->found[(s->found_first + s->found_count - 1) % RING];
}

/* Overlapping ones become one, which is called after the longer. */
static void note_found(scan *s, const identifier_pattern *p, uint64_t first, uint64_t last) {
    found f = {{letter_at(s, first)->from, letter_at(s, last)->to, p->party, (identifier_kind)p->kind}, first, last};

    while (s->found_count > 0 && last_found(s)->last >= f.first) {
        const found *other = last_found(s);
        if (other->last - other->first > last - first) f.m.party = other->m.party, f.m.kind = other->m.kind;
        if (other->first < f.first) f.first = other->first, f.m.from = other->m.from;
        s->found_count--;
    }
    s->found_count++;
    *last_found(s) = f;
}

static void look_up(scan *s, struct identifier_patterns *p, uint64_t first, uint64_t last) {
    uint64_t length = last - first + 1, hash = s->hash - letter_at(s, first)->before * p->power[length];

    for (identifier_pattern *at = NULL; (at = find_pattern(p, hash, length, at)) != NULL;) {
        if (!fits(s, at, first, p->search.place)) continue;
        if (p->search.allows) {
            at->off |= 1u << IN_DOCUMENT;
        } else {
            note_found(s, at, first, last);
            return;
        }
    }
}

/* A word has ended: patterns that end here begin at one of the words before. */
static void end_word(scan *s, struct identifier_patterns *p) {
    uint64_t last = s->count - 1;

    for (uint64_t i = s->start_count; i > 0 && s->start_count - i < RING; i--) {
        uint64_t first = s->starts[(i - 1) % RING], length = last - first + 1;
        if (length > p->longest) return;
        if (p->lengths[filter_of(letter_at(s, first)->code, letter_at(s, last)->code)][length / 64] >> length % 64 & 1)
            look_up(s, p, first, last);
    }
}

/* With its second letter it is known whether a pattern may begin so. */
static void note_start(scan *s, const struct identifier_patterns *p, uint32_t code) {
    const ring_letter *before = letter_at(s, s->count - 1);

    if (before->break_ != BREAK_NONE && (p->begins[before->code] >> code % FILTER & 1)) s->starts[s->start_count++ % RING] = s->count - 1;
}

static void take_letter(scan *s, const struct identifier_patterns *p, const letter *l) {
    ring_letter *r = &s->ring[s->count % RING];

    if (s->count > 0) note_start(s, p, l->code);
    *r = (ring_letter){.from = l->from,
                       .to = l->to,
                       .before = s->hash,
                       .code = (uint8_t)(l->code % FILTER),
                       .break_ = l->before,
                       .is_capital = l->is_capital};
    s->hash = s->hash * HASH_FACTOR + l->code + 1;
    s->count++;
}

/* Nothing that is still to come can reach back to it. */
static int is_settled(const scan *s, uint32_t longest) {
    return s->found_count > 0 && (s->at_end || s->count - s->found[s->found_first % RING].last > longest);
}

static int next_of_way(mention *out, scan *s, struct identifier_patterns *p) {
    letter l;

    while (!is_settled(s, p->longest) && !s->at_end) {
        int more = asbi_next_letter(&s->l, &l);
        if (s->count > 0 && (!more || l.before != BREAK_NONE)) end_word(s, p);
        if (more) take_letter(s, p, &l);
        s->at_end = (uint8_t)!more;
    }
    if (s->found_count == 0) return 0;
    *out = s->found[s->found_first++ % RING].m;
    s->found_count--;
    return 1;
}

/* ---- all ways of reading together */

static void begin_way(scan *s, text in, size_t from, letters_way way) {
    asbi_letters_begin(&s->l, in, from, way);
    s->hash = s->count = s->start_count = s->found_first = s->found_count = 0;
    s->at_end = (uint8_t)!asbi_letters_has(in, way);
}

/* Made by us, or not to be told from what is: it says what it says by its escapes. */
static int is_json(text in) {
    size_t first = 0, end = in.length;

    while (first < end && (in.at[first] == ' ' || in.at[first] == '\n')) first++;
    while (end > first && (in.at[end - 1] == ' ' || in.at[end - 1] == '\n')) end--;
    if (end - first < 2) return 0;
    return (in.at[first] == '{' && in.at[first + 1] == '"' && in.at[end - 1] == '}') || (in.at[first] == '[' && in.at[end - 1] == ']');
}

/* What is JSON is read by its escapes alone. */
static void begin_ways(search *s, text in, size_t from) {
    int json = s->place == IN_DOCUMENT && asbi_letters_has(in, LETTERS_ESCAPED) && is_json(in);

    for (int way = 0; way < LETTERS_WAYS; way++) {
        begin_way(&s->ways[way], in, from, (letters_way)way);
        s->ways[way].l.has_tags = s->place == IN_DOCUMENT;
    }
    if (!json) return;
    s->ways[LETTERS_PLAIN].at_end = 1;
    s->ways[LETTERS_MARKUP].l.escapes = 1;
}

void asbi_mentions_begin(const identifiers *ids, text in, size_t from, identifier_place place) {
    struct identifier_patterns *p = ids->patterns;

    if (p == NULL) return;
    p->search.place = place;
    begin_ways(&p->search, in, from);
    for (int way = 0; way < LETTERS_WAYS; way++) p->search.has[way] = (uint8_t)next_of_way(&p->search.next[way], &p->search.ways[way], p);
}

static int first_of_ways(const search *s) {
    int best = -1;

    for (int way = 0; way < LETTERS_WAYS; way++)
        if (s->has[way] && (best < 0 || s->next[way].from < s->next[best].from)) best = way;
    return best;
}

static mention take_way(struct identifier_patterns *p, int way) {
    mention m = p->search.next[way];

    p->search.has[way] = (uint8_t)next_of_way(&p->search.next[way], &p->search.ways[way], p);
    return m;
}

int asbi_next_mention(mention *out, const identifiers *ids) {
    struct identifier_patterns *p = ids->patterns;
    int way = p == NULL ? -1 : first_of_ways(&p->search);

    if (way < 0) return 0;
    *out = take_way(p, way);
    while ((way = first_of_ways(&p->search)) >= 0 && p->search.next[way].from < out->to) {
        mention other = take_way(p, way);
        if (other.to > out->to) out->to = other.to;
    }
    return 1;
}

int asbi_identifiers_find(mention *out, const identifiers *ids, text in, size_t from) {
    asbi_mentions_begin(ids, in, from, IN_TEXT);
    return asbi_next_mention(out, ids);
}

void asbi_identifiers_allow(identifiers *ids, text t) {
    mention ignored;

    if (ids->patterns == NULL) return;
    ids->patterns->search.allows = 1;
    asbi_mentions_begin(ids, t, 0, IN_DOCUMENT);
    while (asbi_next_mention(&ignored, ids)) {
    }
    ids->patterns->search.allows = 0;
}

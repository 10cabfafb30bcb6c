/* What a policy extends is joined into it: the base's lists come first, an item of the same id takes the base's place, and
 * what the document says itself wins. Chains are joined from their far end, so that each step is one document into another.
 *
 * Nothing is copied: items change their lists, and where each was written is kept as its origin. */
#include "built_in.h"
#include "reading.h"

#include "../base/container.h"
#include "../base/words.h"

#include <string.h>

enum { MOST_DOCUMENTS = 32 };

/* The chain, the host's own document first. */
typedef struct chain {
    json_value *tops[MOST_DOCUMENTS];
    const char *ids[MOST_DOCUMENTS];
    uint32_t count;
} chain;

/* The items of a list, and which of them has a certain id. */
typedef struct item_index {
    json_value **items;
    uint8_t *is_taken;
    uint32_t count;
    intern ids;
    uint32_t *with_id; /* [number - 1]: the first item of that id */
} item_index;

static const char own_keys[][11] = {"asb_policy", "id", "version", "title", "source", "extends"};
static const char joined_lists[] = WORDS("roles", "priorities", "categories", "raises", "not_asb", "stages", "matrices", "plan_actions",
                                         "remedies", "duties", "guards", "closure_reasons", "letters", "audiences", "case_review", "notes");

int asbi_is_joined_list(text key) {
    return asbi_words_find(joined_lists, key) != NO_WORD;
}

static void remember(reading *r, const json_value *value, const char *document, uint32_t at) {
    if (asbi_grow(&r->engine->memory, &r->origins, &r->origin_capacity, (uint64_t)r->origin_count + 1, sizeof *r->origins, UINT32_MAX) !=
        ASB_OK) {
        r->status = ASB_ENOMEM;
        return;
    }
    r->origins[r->origin_count++] = (origin){value, document, at};
}

/* ---- Lists ---- */

/* What makes two items the same one. A day of the calendar is its own id. */
static text id_of(const json_value *item) {
    const json_value *id = item->type == JSON_TEXT ? item : asbi_json_get(item, "id");

    return asbi_text_of(id != NULL ? id : asbi_json_get(item, "area"));
}

static void fail(reading *r) {
    r->status = ASB_ENOMEM;
}

static int make_index(reading *r, item_index *x, const json_value *list) {
    uint32_t at = 0;

    x->count = list->count;
    x->items = asbi_arena_array(&r->scratch, list->count, sizeof *x->items);
    x->is_taken = asbi_arena_array(&r->scratch, list->count, sizeof *x->is_taken);
    x->with_id = asbi_arena_array(&r->scratch, list->count, sizeof *x->with_id);
    if (x->items == NULL || x->is_taken == NULL || x->with_id == NULL) return 0;
    for (json_value *item = asbi_json_first(list); item != NULL; item = item->next, at++) {
        uint32_t known = x->ids.count, number;
        x->items[at] = item;
        if (id_of(item).length == 0) continue;
        number = asbi_intern_add_lasting(&x->ids, id_of(item));
        if (number == 0) return 0;
        if (number > known) x->with_id[number - 1] = at;
    }
    return 1;
}

static json_value *take(item_index *x, text id) {
    uint32_t number = id.length == 0 ? 0 : asbi_intern_find(&x->ids, id), at;

    if (number == 0) return NULL;
    at = x->with_id[number - 1];
    if (x->is_taken[at]) return NULL;
    x->is_taken[at] = 1;
    return x->items[at];
}

static void remember_items(reading *r, const json_value *list, const char *document) {
    uint32_t at = 0;

    for (const json_value *item = asbi_json_first(list); item != NULL; item = item->next, at++) remember(r, item, document, at);
}

/* The base's items, each replaced by its namesake, and then what is left of its own. */
static void append_joined(json_value *own, const json_value *base, item_index *x) {
    json_value *item, *next;

    asbi_json_empty(own);
    for (item = asbi_json_first(base); item != NULL; item = next) {
        json_value *namesake = take(x, id_of(item));
        next = item->next;
        asbi_json_append(own, namesake != NULL ? namesake : item);
    }
    for (uint32_t i = 0; i < x->count; i++)
        if (!x->is_taken[i]) asbi_json_append(own, x->items[i]);
}

static void join_lists(reading *r, json_value *own, const json_value *base) {
    item_index x;

    asbi_intern_init(&x.ids, &r->scratch);
    if (make_index(r, &x, own))
        append_joined(own, base, &x);
    else
        fail(r);
    asbi_intern_free(&x.ids);
}

/* ---- Documents ---- */

typedef void join_member(reading *r, json_value *own, json_value *base);

static int are(const json_value *a, const json_value *b, json_type type) {
    return a->type == type && b->type == type;
}

/* What only the base has is moved over; `join` is asked about what both have. */
static void join_objects(reading *r, json_value *own, const json_value *base, join_member *join) {
    json_value *member, *next;

    for (member = asbi_json_first(base); member != NULL; member = next) {
        json_value *mine = asbi_json_get(own, member->key.at);
        next = member->next;
        if (mine != NULL)
            join(r, mine, member);
        else
            asbi_json_append(own, member);
    }
}

static void join_days(reading *r, json_value *own, json_value *base) {
    if (are(own, base, JSON_LIST)) join_lists(r, own, base);
}

static void join_top(reading *r, json_value *own, json_value *base) {
    text key = base->key;

    if (asbi_is_joined_list(key))
        join_days(r, own, base);
    else if ((asbi_text_is(key, "lists") || asbi_text_is(key, "calendar")) && are(own, base, JSON_OBJECT))
        join_objects(r, own, base, join_days);
}

/* Where everything that a join can move was written. */
static void remember_document(reading *r, const json_value *top, const char *document) {
    for (const json_value *member = asbi_json_first(top); member != NULL && r->status == ASB_OK; member = member->next) {
        if (document != NULL) remember(r, member, document, 0);
        if (asbi_is_joined_list(member->key)) remember_items(r, member, document);
        if (!asbi_text_is(member->key, "lists") && !asbi_text_is(member->key, "calendar")) continue;
        for (const json_value *list = asbi_json_first(member); list != NULL; list = list->next) {
            if (document != NULL) remember(r, list, document, 0);
            if (list->type == JSON_LIST) remember_items(r, list, document);
        }
    }
}

static void remove_own_keys(json_value *top) {
    for (size_t i = 0; i < COUNT_OF(own_keys); i++) asbi_json_remove(top, asbi_text(own_keys[i]));
}

/* ---- The chain ---- */

static int find_document(const asb_engine *e, text id, const char **bytes, size_t *length, const char **name) {
    const built_in_policy *b = asbi_built_in_find(id);

    for (const policy_document *d = e->documents; d != NULL; d = d->next) {
        if (asbi_text_is(id, d->id)) {
            *bytes = d->bytes;
            *length = d->length;
            *name = d->id;
            return 1;
        }
    }
    if (b == NULL) return 0;
    *bytes = asbi_built_in_document(b).at;
    *length = b->packed.length;
    *name = b->id;
    return 1;
}

static void refuse_unknown(reading *r, const json_value *extends) {
    nearest n = asbi_nearest(asbi_json_text(extends));

    for (const policy_document *d = r->engine->documents; d != NULL; d = d->next) asbi_nearest_offer(&n, asbi_text(d->id));
    for (uint32_t i = 0; asbi_built_in(i) != NULL; i++) asbi_nearest_offer(&n, asbi_text(asbi_built_in(i)->id));
    asbi_problem(r, extends, "policy-extends-unknown", NOTES({"id", asbi_json_text(extends).at}, {"hint", asbi_nearest_hint(&n)}));
}

static int is_in_chain(const chain *c, text id) {
    for (uint32_t i = 0; i < c->count; i++)
        if (c->ids[i] != NULL && asbi_text_is(id, c->ids[i])) return 1;
    return 0;
}

/* The next document of the chain; 0 where it ends, or breaks. */
static int read_next(reading *r, chain *c) {
    const json_value *extends = asbi_json_get(c->tops[c->count - 1], "extends");
    json_limits limits = asbi_policy_limits(r->engine);
    const char *bytes, *name;
    size_t length;
    fault f;

    if (extends == NULL) return 0;
    r->is_partial = 1; /* until it has been read */
    if (extends->type != JSON_TEXT) {
        asbi_problem(r, extends, "policy-type", NOTES({"expected", "the id of another policy"}, {"found", "something else"}));
    } else if (is_in_chain(c, asbi_json_text(extends)) || c->count == MOST_DOCUMENTS) {
        asbi_problem(r, extends, "policy-extends-circle", NOTES({"id", asbi_json_text(extends).at}));
    } else if (!find_document(r->engine, asbi_json_text(extends), &bytes, &length, &name)) {
        refuse_unknown(r, extends);
    } else {
        memset(&f, 0, sizeof f);
        int32_t status = asbi_json_parse(&c->tops[c->count], &r->policy->arena, bytes, length, &limits, &f);
        if (status == ASB_EJSON)
            asbi_problem_of_json(r, &f, name);
        else if (status != ASB_OK)
            r->status = status;
        if (status != ASB_OK) return 0;
        c->ids[c->count] = name;
        remember_document(r, c->tops[c->count], name);
        c->count++;
        r->is_partial = 0;
        return r->status == ASB_OK;
    }
    return 0;
}

void asbi_join(reading *r) {
    const json_value *id = asbi_json_get(r->top, "id");
    chain c = {{r->top}, {asbi_text_of(id).at}, 1};

    if (asbi_json_get(r->top, "extends") != NULL) remember_document(r, r->top, NULL);
    while (r->status == ASB_OK && read_next(r, &c)) continue;
    for (uint32_t i = c.count - 1; i > 0 && r->status == ASB_OK; i--) {
        remove_own_keys(c.tops[i]);
        join_objects(r, c.tops[i - 1], c.tops[i], join_top);
    }
    asbi_json_remove(r->top, asbi_text("extends"));
}

/* The tree: looking, building, comparing. All walks follow `first`, `next` and `parent`, so that no depth needs a stack. */
#include "json_parts.h"

#include <string.h>

enum { INTEGER_TEXT = 24 };

json_value *asbi_json_find(const json_value *object, text key) {
    for (json_value *m = asbi_json_first(object); m != NULL; m = m->next)
        if (asbi_text_equal(m->key, key)) return m;
    return NULL;
}

json_value *asbi_json_get(const json_value *object, const char *key) {
    return object == NULL || object->type != JSON_OBJECT ? NULL : asbi_json_find(object, asbi_text(key));
}

text asbi_json_member(const json_value *object, const char *key) {
    const json_value *v = asbi_json_get(object, key);

    return v != NULL && v->type == JSON_TEXT ? v->held.text : asbi_text("");
}

json_value *asbi_json_at(const json_value *list, uint32_t index) {
    json_value *item;

    if (list == NULL || !asbi_json_is_container(list) || index >= list->count) return NULL;
    for (item = list->held.first; index > 0; index--) item = item->next;
    return item;
}

json_value *asbi_json_new(arena *a, json_type type) {
    json_value *v = asbi_arena_alloc(a, sizeof *v);

    if (v != NULL) v->type = (uint8_t)type;
    return v;
}

static json_value *new_with_text(arena *a, json_type type, text t) {
    arena_mark mark = asbi_arena_mark(a);
    json_value *v = asbi_json_new(a, type);
    char *copy = v == NULL ? NULL : asbi_arena_text(a, t.at, t.length);

    if (copy == NULL) {
        asbi_arena_rewind(a, mark);
        return NULL;
    }
    v->held.text = (text){copy, t.length};
    return v;
}

json_value *asbi_json_new_text(arena *a, text t) {
    return new_with_text(a, JSON_TEXT, t);
}

json_value *asbi_json_new_integer(arena *a, int64_t number) {
    char digits[INTEGER_TEXT];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (number < 0) digits[--at] = '-';
    return new_with_text(a, JSON_NUMBER, (text){digits + at, sizeof digits - at});
}

json_value *asbi_json_append(json_value *list, json_value *item) {
    if (list == NULL || item == NULL || !asbi_json_is_container(list)) return NULL;
    item->parent = list;
    item->next = NULL;
    if (list->held.last == NULL)
        list->held.first = item;
    else
        list->held.last->next = item;
    list->held.last = item;
    list->count++;
    return item;
}

/* The link that leads to a member, for taking it out or putting another in its place. */
static json_value **link_to(json_value *object, text key, json_value **before) {
    json_value **link = &object->held.first;

    for (*before = NULL; *link != NULL && !asbi_text_equal((*link)->key, key); link = &(*link)->next) *before = *link;
    return link;
}

json_value *asbi_json_set(arena *a, json_value *object, text key, json_value *value) {
    json_value **link, *before, *old;
    char *copy;

    if (object == NULL || value == NULL || object->type != JSON_OBJECT) return NULL;
    link = link_to(object, key, &before);
    old = *link;
    if (old == value) return value;
    copy = asbi_arena_text(a, key.at, key.length);
    if (copy == NULL) return NULL;
    value->key = (text){copy, key.length};
    if (old == NULL) return asbi_json_append(object, value);
    value->parent = object;
    value->next = old->next;
    *link = value;
    if (object->held.last == old) object->held.last = value;
    old->parent = old->next = NULL;
    return value;
}

static void unlink_item(json_value *list, json_value **link, json_value *before) {
    json_value *old = *link;

    *link = old->next;
    if (list->held.last == old) list->held.last = before;
    list->count--;
    old->parent = old->next = NULL;
}

void asbi_json_remove(json_value *object, text key) {
    json_value **link, *before;

    if (object == NULL || object->type != JSON_OBJECT) return;
    link = link_to(object, key, &before);
    if (*link != NULL) unlink_item(object, link, before);
}

void asbi_json_take_out(json_value *list, const json_value *item) {
    json_value **link = &list->held.first, *before = NULL;

    if (!asbi_json_is_container(list)) return;
    for (; *link != NULL && *link != item; link = &(*link)->next) before = *link;
    if (*link != NULL) unlink_item(list, link, before);
}

void asbi_json_empty(json_value *list) {
    if (!asbi_json_is_container(list)) return;
    list->held.first = list->held.last = NULL;
    list->count = 0;
}

void asbi_json_move(json_value *to, json_value *from) {
    if (to->type != from->type || !asbi_json_is_container(to)) return;
    to->held = from->held;
    to->count = from->count;
    for (json_value *item = to->held.first; item != NULL; item = item->next) item->parent = to;
    asbi_json_empty(from);
}

static json_value *copy_one(arena *a, const json_value *v) {
    json_value *copy = asbi_json_has_text(v) ? new_with_text(a, (json_type)v->type, v->held.text) : asbi_json_new(a, (json_type)v->type);

    if (copy != NULL) {
        copy->line = v->line;
        copy->column = v->column;
    }
    return copy;
}

static json_value *copy_below(arena *a, json_value *parent, const json_value *v) {
    json_value *copy = copy_one(a, v);
    char *key;

    if (copy != NULL && v->key.at != NULL) {
        key = asbi_arena_text(a, v->key.at, v->key.length);
        if (key == NULL) return NULL;
        copy->key = (text){key, v->key.length};
    }
    return asbi_json_append(parent, copy);
}

json_value *asbi_json_copy(arena *a, const json_value *v) {
    arena_mark mark = asbi_arena_mark(a);
    const json_value *from = v;
    json_value *top = v == NULL ? NULL : copy_one(a, v), *to = top;

    while (to != NULL) {
        if (asbi_json_first(from) != NULL) {
            from = from->held.first;
            to = copy_below(a, to, from);
            continue;
        }
        for (; from != v && from->next == NULL; from = from->parent) to = to->parent;
        if (from == v) return top;
        from = from->next;
        to = copy_below(a, to->parent, from);
    }
    asbi_arena_rewind(a, mark);
    return NULL;
}

static int is_same_alone(const json_value *a, const json_value *b) {
    if (a->type != b->type || a->count != b->count) return 0;
    if (a->type == JSON_NUMBER) return asbi_json_number_equal(a->held.text, b->held.text);
    return a->type != JSON_TEXT || asbi_text_equal(a->held.text, b->held.text);
}

/* What `a` is to be compared with: in a list `here`, in an object the member with its key. That is mostly `here` too, as
 * objects are mostly written in the same order; so the search begins there. */
static const json_value *counterpart(const json_value *a, const json_value *parent, const json_value *here) {
    if (parent->type == JSON_LIST) return here;
    for (const json_value *m = here; m != NULL; m = m->next)
        if (asbi_text_equal(m->key, a->key)) return m;
    for (const json_value *m = asbi_json_first(parent); m != here; m = m->next)
        if (asbi_text_equal(m->key, a->key)) return m;
    return NULL;
}

int asbi_json_equal(const json_value *a, const json_value *b) {
    const json_value *top = a;

    if (a == NULL || b == NULL) return a == b;
    while (b != NULL && is_same_alone(a, b)) {
        if (asbi_json_first(a) != NULL) { /* and so has b */
            a = a->held.first;
            b = counterpart(a, b, b->held.first);
            continue;
        }
        for (; a != top && a->next == NULL; a = a->parent) b = b->parent;
        if (a == top) return 1;
        a = a->next;
        b = counterpart(a, b->parent, b->next);
    }
    return 0;
}

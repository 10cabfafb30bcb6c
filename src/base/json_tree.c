/* The tree: looking, building, comparing. All walks follow `first`, `next` and `parent`, so that no depth needs a stack. */
#include "json_parts.h"

#include <string.h>

enum { INTEGER_TEXT = 24 };

static int is_container(const json_value *v) {
    return v->type == JSON_LIST || v->type == JSON_OBJECT;
}

json_value *asbi_json_find(const json_value *object, text key) {
    for (json_value *m = object->first; m != NULL; m = m->next)
        if (asbi_text_equal(m->key, key)) return m;
    return NULL;
}

json_value *asbi_json_get(const json_value *object, const char *key) {
    return object == NULL || object->type != JSON_OBJECT ? NULL : asbi_json_find(object, asbi_text(key));
}

text asbi_json_member(const json_value *object, const char *key) {
    const json_value *v = asbi_json_get(object, key);

    return v != NULL && v->type == JSON_TEXT ? v->text : asbi_text("");
}

json_value *asbi_json_at(const json_value *list, uint32_t index) {
    json_value *item;

    if (list == NULL || !is_container(list) || index >= list->count) return NULL;
    for (item = list->first; index > 0; index--) item = item->next;
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
    v->text = (text){copy, t.length};
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
    if (list == NULL || item == NULL) return NULL;
    item->parent = list;
    item->next = NULL;
    if (list->last == NULL)
        list->first = item;
    else
        list->last->next = item;
    list->last = item;
    list->count++;
    return item;
}

/* The link that leads to a member, for taking it out or putting another in its place. */
static json_value **link_to(json_value *object, text key, json_value **before) {
    json_value **link = &object->first;

    for (*before = NULL; *link != NULL && !asbi_text_equal((*link)->key, key); link = &(*link)->next) *before = *link;
    return link;
}

json_value *asbi_json_set(arena *a, json_value *object, text key, json_value *value) {
    json_value **link, *before, *old;
    char *copy;

    if (object == NULL || value == NULL) return NULL;
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
    if (object->last == old) object->last = value;
    old->parent = old->next = NULL;
    return value;
}

void asbi_json_remove(json_value *object, text key) {
    json_value **link, *before, *old;

    if (object == NULL || object->type != JSON_OBJECT) return;
    link = link_to(object, key, &before);
    old = *link;
    if (old == NULL) return;
    *link = old->next;
    if (object->last == old) object->last = before;
    object->count--;
    old->parent = old->next = NULL;
}

static json_value *copy_one(arena *a, const json_value *v) {
    int has_text = v->type == JSON_TEXT || v->type == JSON_NUMBER;
    json_value *copy = has_text ? new_with_text(a, (json_type)v->type, v->text) : asbi_json_new(a, (json_type)v->type);

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
        if (from->first != NULL) {
            from = from->first;
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
    if (a->type == JSON_NUMBER) return asbi_json_number_equal(a->text, b->text);
    return a->type != JSON_TEXT || asbi_text_equal(a->text, b->text);
}

/* What `a` is to be compared with: in a list `here`, in an object the member with its key. That is mostly `here` too, as
 * objects are mostly written in the same order; so the search begins there. */
static const json_value *counterpart(const json_value *a, const json_value *parent, const json_value *here) {
    if (parent->type == JSON_LIST) return here;
    for (const json_value *m = here; m != NULL; m = m->next)
        if (asbi_text_equal(m->key, a->key)) return m;
    for (const json_value *m = parent->first; m != here; m = m->next)
        if (asbi_text_equal(m->key, a->key)) return m;
    return NULL;
}

int asbi_json_equal(const json_value *a, const json_value *b) {
    const json_value *top = a;

    if (a == NULL || b == NULL) return a == b;
    while (b != NULL && is_same_alone(a, b)) {
        if (a->first != NULL) {
            a = a->first;
            b = counterpart(a, b, b->first);
            continue;
        }
        for (; a != top && a->next == NULL; a = a->parent) b = b->parent;
        if (a == top) return 1;
        a = a->next;
        b = counterpart(a, b->parent, b->next);
    }
    return 0;
}

/* Everything wrong with a document: noted as it is found, handed out in the order of the document. */
#include "reading.h"

#include <asb/policy.h>
#include <string.h>

/* ---- Where it stands ---- */

static uint32_t first_slot(const reading *r, const json_value *value) {
    uint64_t bits = (uint64_t)(uintptr_t)value * UINT64_C(0x9E3779B97F4A7C15);

    return (uint32_t)(bits >> 32) & (r->origin_slot_count - 1);
}

/* The slot of that value, or the empty one where it belongs. */
static uint32_t *slot_of(const reading *r, const json_value *value) {
    uint32_t at = first_slot(r, value);

    while (r->origin_slots[at] != 0 && r->origins[r->origin_slots[at] - 1].value != value) at = (at + 1) & (r->origin_slot_count - 1);
    return &r->origin_slots[at];
}

/* Documents that have no problems pay nothing for finding places. */
static void make_slots(reading *r) {
    r->origin_slot_count = 64;
    while (r->origin_slot_count / 2 < r->origin_count) r->origin_slot_count *= 2;
    r->origin_slots = asbi_arena_array(&r->scratch, r->origin_slot_count, sizeof *r->origin_slots);
    r->origins_in_slots = r->origin_count;
    if (r->origin_slots == NULL) {
        r->status = ASB_ENOMEM;
        return;
    }
    for (uint32_t i = 0; i < r->origin_count; i++) {
        uint32_t *slot = slot_of(r, r->origins[i].value);
        if (*slot == 0) *slot = i + 1;
    }
}

static const origin *origin_of(reading *r, const json_value *value) {
    uint32_t number;

    if (r->origin_slots == NULL || r->origins_in_slots != r->origin_count) make_slots(r);
    number = r->origin_slots == NULL ? 0 : *slot_of(r, value);
    return number == 0 ? NULL : &r->origins[number - 1];
}

static void put_index(char *out, size_t size, uint32_t index) {
    char digits[16];
    size_t at = sizeof digits, length = strlen(out);

    do {
        digits[--at] = (char)('0' + index % 10);
        index /= 10;
    } while (index != 0);
    digits[--at] = '/';
    if (length + sizeof digits - at < size) {
        memcpy(out + length, digits + at, sizeof digits - at);
        out[length + sizeof digits - at] = '\0';
    }
}

/* The way to the moved item as its author wrote it, and from there on as it is: for that the item is for a moment the top. */
static void put_pointer(const json_value *at, json_value *item, const origin *o, char *out, size_t size) {
    json_value *list = item->parent;
    size_t length;

    asbi_json_pointer(list, out, size);
    put_index(out, size, o->index);
    length = strlen(out);
    item->parent = NULL;
    asbi_json_pointer(at, out + length, size - length);
    item->parent = list;
}

/* The innermost thing that was moved, with what is in it. */
static const origin *moved_with(reading *r, const json_value **item) {
    const origin *o = NULL;

    while (*item != NULL && (o = origin_of(r, *item)) == NULL) *item = (*item)->parent;
    return o;
}

int asbi_is_of_base(reading *r, const json_value *v) {
    const origin *o = moved_with(r, &v);

    return o != NULL && o->document != NULL;
}

/* Gives the document where it stands: NULL for the host's own. */
static const char *locate(reading *r, const json_value *at, fault *f) {
    const json_value *item = at;
    const origin *o = moved_with(r, &item);

    f->line = at->line;
    f->column = at->column;
    if (o == NULL || item->parent == NULL || item->parent->type != JSON_LIST)
        asbi_json_pointer(at, f->pointer, sizeof f->pointer);
    else
        put_pointer(at, (json_value *)(uintptr_t)item, o, f->pointer, sizeof f->pointer);
    return o == NULL ? NULL : o->document;
}

/* ---- Noting ---- */

static void destroy(handle *h) {
    asb_problems *p = (asb_problems *)h;

    asbi_release(&h->engine->memory, p->items, p->capacity * sizeof *p->items);
    asbi_handle_gone(h, sizeof *p);
}

int32_t asbi_problems_new(asb_problems **out, asb_engine *e) {
    asb_problems *p = asbi_handle_new(e, sizeof *p, destroy);

    if (p == NULL) return ASB_ENOMEM;
    *out = p;
    return ASB_OK;
}

static void append(reading *r, asb_problems **list, const fault *f) {
    asb_problems *p;

    if (*list == NULL && asbi_problems_new(list, r->engine) != ASB_OK) {
        r->status = ASB_ENOMEM;
        return;
    }
    p = *list;
    if (p->count == MOST_PROBLEMS) return;
    if (asbi_grow(&r->engine->memory, &p->items, &p->capacity, (uint64_t)p->count + 1, sizeof *p->items, MOST_PROBLEMS) != ASB_OK) {
        r->status = ASB_ENOMEM;
        return;
    }
    p->items[p->count++].fault = *f;
}

/* A sentence about a base says so; a host that words it itself has the argument {in}. */
static void say_where(message *m, const char *document) {
    static const char before[] = " (In \"", after[] = "\", which this policy extends.)";
    size_t length = strlen(m->text), id = strlen(document);

    if (length + sizeof before + id + sizeof after > sizeof m->text) return;
    memcpy(m->text + length, before, sizeof before - 1);
    length += sizeof before - 1;
    memcpy(m->text + length, document, id);
    memcpy(m->text + length + id, after, sizeof after);
}

static void put_message(message *m, const char *code, const char *document, const note *notes) {
    const char *a[10] = {NULL};
    size_t count = 0;

    if (document != NULL) {
        a[count++] = "in";
        a[count++] = document;
    }
    for (; notes->name != NULL && count < 10; notes++) {
        a[count++] = notes->name;
        a[count++] = notes->value;
    }
    asbi_message(m, code, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], (char *)NULL);
    if (document != NULL) say_where(m, document);
}

void asbi_problem(reading *r, const json_value *at, const char *code, const note *notes) {
    fault f;
    const char *document;

    if (r->noted == MOST_PROBLEMS) return;
    r->noted++;
    memset(&f, 0, sizeof f);
    f.status = ASB_EPOLICY;
    document = locate(r, at, &f);
    put_message(&f.message, code, document, notes);
    append(r, document == NULL ? &r->own : &r->bases, &f);
}

void asbi_problem_of_json(reading *r, const fault *f, const char *document) {
    fault copy = *f;

    if (document != NULL) say_where(&copy.message, document);
    append(r, document == NULL ? &r->own : &r->bases, &copy);
}

/* ---- In the order of the document ---- */

static int is_before(const problem *a, const problem *b) {
    return a->fault.line != b->fault.line ? a->fault.line < b->fault.line : a->fault.column < b->fault.column;
}

/* Checks walk the document forward, so that it is nearly sorted: insertion, of numbers and not of the long problems. */
static void sort(const problem *items, uint32_t *order, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = i;
        for (; at > 0 && is_before(&items[i], &items[order[at - 1]]); at--) order[at] = order[at - 1];
        order[at] = i;
    }
}

static void append_sorted(reading *r, asb_problems *to, const asb_problems *from) {
    uint32_t *order = asbi_arena_array(&r->scratch, from->count, sizeof *order);

    if (order == NULL) {
        r->status = ASB_ENOMEM;
        return;
    }
    sort(from->items, order, from->count);
    for (uint32_t i = 0; i < from->count; i++) append(r, &to, &from->items[order[i]].fault);
}

void asbi_problems_sort(reading *r) {
    asb_problems *sorted = NULL;

    if (r->own->count + (r->bases == NULL ? 0 : r->bases->count) < 2 && r->bases == NULL) return;
    if (asbi_problems_new(&sorted, r->engine) != ASB_OK) {
        r->status = ASB_ENOMEM;
        return;
    }
    append_sorted(r, sorted, r->own);
    if (r->bases != NULL) append_sorted(r, sorted, r->bases);
    asbi_handle_drop(r->own);
    r->own = sorted;
}

/* ---- For the host ---- */

static const fault *fault_at(const asb_problems *p, uint32_t index) {
    return p == NULL || index >= p->count ? NULL : &p->items[index].fault;
}

uint32_t asb_problems_count(const asb_problems *problems) {
    return problems == NULL ? 0 : problems->count;
}

const char *asb_problems_message(const asb_problems *problems, uint32_t index) {
    const fault *f = fault_at(problems, index);

    return f == NULL ? NULL : f->message.text;
}

const char *asb_problems_code(const asb_problems *problems, uint32_t index) {
    const fault *f = fault_at(problems, index);

    return f == NULL ? NULL : f->message.code;
}

const char *asb_problems_arguments(const asb_problems *problems, uint32_t index) {
    const fault *f = fault_at(problems, index);

    return f == NULL ? NULL : f->message.arguments;
}

const char *asb_problems_pointer(const asb_problems *problems, uint32_t index) {
    const fault *f = fault_at(problems, index);

    return f == NULL ? NULL : f->pointer;
}

uint32_t asb_problems_line(const asb_problems *problems, uint32_t index) {
    const fault *f = fault_at(problems, index);

    return f == NULL ? 0 : f->line;
}

uint32_t asb_problems_column(const asb_problems *problems, uint32_t index) {
    const fault *f = fault_at(problems, index);

    return f == NULL ? 0 : f->column;
}

static void put_problem(buffer *b, const fault *f) {
    asbi_put(b, "{\"arguments\":");
    asbi_put(b, f->message.arguments[0] == '\0' ? "{}" : f->message.arguments);
    asbi_put(b, ",\"code\":");
    asbi_json_write_text(b, asbi_text(f->message.code));
    asbi_put_format(b, ",\"column\":%u,\"line\":%u,\"message\":", (uint64_t)f->column, (uint64_t)f->line);
    asbi_json_write_text(b, asbi_text(f->message.text));
    asbi_put(b, ",\"pointer\":");
    asbi_json_write_text(b, asbi_text(f->pointer));
    asbi_put_char(b, '}');
}

int32_t asb_problems_json(asb_text **out, const asb_problems *problems) {
    asb_engine *e = problems == NULL ? NULL : problems->head.engine;
    int32_t status = e == NULL ? ASB_EARGUMENT : asbi_enter(e);
    buffer b;

    if (status != ASB_OK) return status;
    CHECK_ARGUMENT(e, out, "out");
    b = asbi_output(e);
    asbi_put_char(&b, '[');
    for (uint32_t i = 0; i < problems->count; i++) {
        if (i > 0) asbi_put_char(&b, ',');
        put_problem(&b, &problems->items[i].fault);
    }
    asbi_put_char(&b, ']');
    status = asbi_text_new(out, e, &b);
    asbi_buffer_free(&b);
    return asbi_leave(e, status);
}

void asb_problems_free(asb_problems *problems) {
    asbi_handle_free(problems);
}

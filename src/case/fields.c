/* The fields of records: reading them, naming them, and giving them back as they are stored.
 *
 * A body is gone through once, in its own bytes, and its texts stay there: a case has what its records say in memory once, and a field is a few numbers and the place of its value. What
 * the fields are called is a matter of the policy, and is put in afterwards. */
#include "fields.h"

#include "../record/record.h"
#include <string.h>

/* ---- reading */

void asbi_fields_read_end(fields_read *r) {
    asbi_release(r->memory, r->items, r->capacity * sizeof *r->items);
    *r = (fields_read){.memory = r->memory};
}

static entry_field *next_field(fields_read *r) {
    enum { FIRST = 128 };
    if (r->count == r->capacity) {
        uint64_t wanted = r->capacity ? (uint64_t)r->count + 1 : FIRST;
        if (asbi_grow_room(r->memory, &r->items, &r->capacity, wanted, sizeof *r->items, UINT32_MAX)) return NULL;
    }
    return &r->items[r->count++];
}

static entry_field scalar(uint8_t type, text key, text value) {
    return (entry_field){.type = type & 15u,
                         .key_length = (uint32_t)key.length & 0xFFFFFFFu,
                         .key = key.at,
                         .length = (uint32_t)value.length,
                         .at = value.at};
}

void asbi_fields_lend(entry_field *fields, const json_value *body) {
    for (const json_value *v = body ? asbi_json_first(body) : NULL; v; v = v->next, fields++) {
        *fields = scalar(v->type, v->key, asbi_json_text(v));
        if (v->type == JSON_LIST || v->type == JSON_OBJECT) fields->tree = v;
    }
}

/* What is longer than a field can say was never accepted. */
static int fits(const json_value *v) {
    return v->key.length <= 0xFFFFFFFu && asbi_json_text(v).length <= UINT32_MAX;
}

static int32_t read_tree(fields_read *r, const json_value *body) {
    entry_field *first = NULL;
    for (const json_value *v = asbi_json_first(body); v; v = v->next)
        if (!fits(v)) return ASB_ELIMIT;
    for (uint32_t i = 0; i < body->count; i++)
        if (!next_field(r)) return ASB_ENOMEM;
    if (body->count) first = &r->items[r->count - body->count];
    asbi_fields_lend(first, body);
    return ASB_OK;
}

static int32_t read_parsed(fields_read *r, arena *a, text stored, fault *f) {
    json_limits limits = {.size = SIZE_MAX, .depth = 1000}; /* what was once accepted is read, whatever the limits are now */
    json_value *body = NULL;
    int32_t status = asbi_body_read(&body, a, stored, &limits, f);
    return status ? status : read_tree(r, body);
}

static int put_member(fields_read *r, const json_members *m) {
    entry_field *f = next_field(r);
    if (!f) return 0;
    *f = scalar(m->type, m->key, m->text);
    if (m->type == JSON_LIST || m->type == JSON_OBJECT) f->tree = m->scan.top;
    return 1;
}

/* ASB_ABSENT: it is to be parsed. */
static int32_t read_in_place(fields_read *r, arena *a, char *bytes, size_t length) {
    json_members m;
    int salted = 0;
    if (length > 0xFFFFFFFu) return ASB_ABSENT;
    asbi_json_members_begin(&m, a, bytes, length);
    while (asbi_json_members_next(&m)) {
        if (!salted && m.key.length == 4 && memcmp(m.key.at, "salt", 4) == 0)
            salted = m.type == JSON_TEXT && asbi_is_salt(m.text);
        else if (!put_member(r, &m))
            return ASB_ENOMEM;
    }
    return m.scan.status ? m.scan.status : salted ? ASB_OK : ASB_ABSENT;
}

int32_t asbi_fields_read_body(fields_read *r, arena *a, char *bytes, text stored, uint8_t *lent, fault *f) {
    uint32_t before = r->count;
    int32_t status = read_in_place(r, a, bytes, stored.length);
    *lent = status == ASB_OK;
    if (status != ASB_ABSENT) return status;
    r->count = before;
    memcpy(bytes, stored.at, stored.length);
    return read_parsed(r, a, stored, f);
}

/* ---- naming */

static uint32_t atoms_of(const entry_field *f) {
    return f->type == JSON_LIST ? f->tree->count : 1;
}

size_t asbi_fields_atoms(const entry_field *fields, uint32_t count) {
    size_t total = 0;
    for (uint32_t i = 0; i < count; i++) total += atoms_of(&fields[i]);
    return total;
}

static atom atom_of(const asb_policy *p, const entry_field *f) {
    return f->type == JSON_TEXT ? asbi_atom_of_text(p, (text){f->at, f->length}) : asbi_atom(p, asbi_field_value(f));
}

/* A record has mostly the fields that the one before of its kind has. */
static void name_alike(const asb_policy *p, entry_field *fields, uint32_t count, const entry_field *alike, uint32_t alike_count) {
    for (uint32_t i = 0; i < count; i++) {
        text key = asbi_field_key(&fields[i]);
        int same = i < alike_count && asbi_text_same(asbi_field_key(&alike[i]), key);
        fields[i].name = same ? alike[i].name : asbi_atom_of_text(p, key);
    }
}

static atom *name_values(const asb_policy *p, entry_field *fields, uint32_t count, atom *atoms) {
    for (entry_field *f = fields; f < fields + count; f++) {
        const json_value *item = f->type == JSON_LIST ? asbi_json_first(f->tree) : NULL;
        f->atoms = atoms;
        f->atom_count = atoms_of(f);
        if (f->type != JSON_LIST) *atoms++ = atom_of(p, f);
        for (; item; item = item->next) *atoms++ = asbi_atom(p, item);
    }
    return atoms;
}

atom *asbi_fields_name_alike(const asb_policy *p, entry_field *fields, uint32_t count, atom *atoms, const entry *alike) {
    name_alike(p, fields, count, alike ? alike->written : NULL, alike ? alike->written_count : 0);
    return name_values(p, fields, count, atoms);
}

atom *asbi_fields_name(const asb_policy *p, entry_field *fields, uint32_t count, atom *atoms) {
    return asbi_fields_name_alike(p, fields, count, atoms, NULL);
}

/* ---- anew */

size_t asbi_tree_atoms(const json_value *body) {
    size_t total = 0;
    for (const json_value *v = body ? asbi_json_first(body) : NULL; v; v = v->next) total += v->type == JSON_LIST ? v->count : 1;
    return total;
}

int32_t asbi_fields_anew(asb_case *c, const asb_policy *p, const entry *e, entry_field **fields, uint32_t *count) {
    uint32_t members = e->body ? e->body->count : e->written_count;
    entry_field *f = asbi_arena_room(&c->arena, members, sizeof *f);
    atom *atoms = asbi_arena_room(&c->arena, e->body ? asbi_tree_atoms(e->body) : asbi_fields_atoms(e->written, members), sizeof *atoms);
    if (!f || !atoms) return ASB_ENOMEM;
    if (e->body)
        asbi_fields_lend(f, e->body);
    else if (members)
        memcpy(f, e->written, members * sizeof *f);
    asbi_fields_name(p, f, members, atoms);
    *fields = f;
    *count = members;
    return ASB_OK;
}

int32_t asbi_field_anew(asb_case *c, const asb_policy *p, entry_field *out, text key, const entry_field *value) {
    *out = *value;
    out->key = key.at;
    out->key_length = (uint32_t)key.length & 0xFFFFFFFu;
    atom *atoms = asbi_arena_room(&c->arena, atoms_of(out), sizeof *atoms);
    if (!atoms) return ASB_ENOMEM;
    asbi_fields_name(p, out, 1, atoms);
    return ASB_OK;
}

/* ---- giving back */

static int put_copy(arena *a, json_value *object, const entry_field *f) {
    json_value *value = asbi_json_copy(a, asbi_field_value(f));
    char *key = asbi_arena_text(a, f->key, f->key_length);
    if (!value || !key) return 0;
    value->key = (text){key, f->key_length};
    return asbi_json_append(object, value) != NULL;
}

json_value *asbi_fields_tree(arena *a, const entry_field *fields, uint32_t count) {
    json_value *object = asbi_json_new(a, JSON_OBJECT);
    for (uint32_t i = 0; object && i < count; i++)
        if (!put_copy(a, object, &fields[i])) return NULL;
    return object;
}

/* What identifies the people whom a reader may not know.
 *
 * Of a party whose identity is not seen everything is searched for; of one whose identity is seen, but not how they are reached, the
 * address, telephone and so on. Each value that ever was recorded counts, also one that was corrected since. What the reader knows anyway
 * is left alone: what is written like an identifier of theirs, or of somebody whom they see, is not searched for, or neighbours who share a
 * surname or a postcode could never be written to. */
#include "view.h"

#include "fold.h"

#include "../base/container.h"

#include <string.h>

/* A child younger than this when the case began may have been born on a day that the records name. */
enum { YOUNGEST_YEARS = 2 };

static const struct {
    const char *field;
    identifier_kind kind;
    field_class of;
} kept[] = {{"name", ID_NAME, CLASS_IDENTITY}, {"date_of_birth", ID_BORN, CLASS_IDENTITY}, {"address", ID_ADDRESS, CLASS_CONTACT},
            {"uprn", ID_UPRN, CLASS_CONTACT},  {"postcode", ID_POSTCODE, CLASS_CONTACT},   {"phone", ID_PHONE, CLASS_CONTACT},
            {"email", ID_EMAIL, CLASS_CONTACT}};

static int is_seen(const view *v, uint32_t party, field_class of) {
    return party == v->reader || (v->parties[party].classes >> of & 1);
}

/* ---- whom to protect */

typedef enum purpose { PROTECT, EXCEPT, IDENTIFY } purpose; /* put in what is not seen; take out what is; put in all */

typedef struct protector {
    const view *v;
    identifiers *ids;
    uint32_t party;
    purpose purpose;
    int32_t status;
} protector;

static int is_wanted(const protector *p, field_class of) {
    return p->purpose == IDENTIFY || is_seen(p->v, p->party, of) == (p->purpose == EXCEPT);
}

/* A postcode is many people's, and tells of none that they are meant. */
static void tell(protector *p, identifier_kind kind, const json_value *value) {
    if (value == NULL || value->type != JSON_TEXT || p->status != ASB_OK) return;
    if (p->purpose == IDENTIFY && kind == ID_POSTCODE) return;
    if (p->purpose == EXCEPT)
        asbi_identifiers_except(p->ids, kind, asbi_json_text(value));
    else
        p->status = asbi_identifiers_add(p->ids, kind, asbi_json_text(value), p->party);
}

static int is_too_young(const view *v, const json_value *born) {
    date day, began = v->c->count > 0 ? asbi_local_date(v->c->entries[0].at) : NO_DATE;
    civil c;

    if (born == NULL || born->type != JSON_TEXT || !asbi_parse_date(asbi_json_text(born), &day) || began == NO_DATE) return 0;
    c = asbi_civil(began);
    return day > asbi_date_clamped(c.year - YOUNGEST_YEARS, c.month, c.day);
}

/* A field as it was written, and as it now reads. */
static void tell_field(protector *p, const entry *e, size_t i) {
    const json_value *now = asbi_entry_value(e, asbi_atom_of_text(p->v->c->policy, asbi_text(kept[i].field)));
    const json_value *written = asbi_field_value(asbi_entry_written(e, asbi_text(kept[i].field)));

    if (!is_wanted(p, kept[i].of)) return;
    if (kept[i].kind == ID_BORN && is_too_young(p->v, now)) return;
    tell(p, kept[i].kind, now);
    if (!asbi_json_equal(written, now)) tell(p, kept[i].kind, written);
}

/* Values that a correction brought, and another took away again. */
static void tell_corrections(protector *p, const entry *e) {
    const asb_case *c = p->v->c;
    int64_t of;

    for (uint32_t i = c->last_of_kind[KIND_CORRECTION]; i != NO_INDEX && c->entries[i].seq > e->seq; i = c->entries[i].older) {
        if (!asbi_entry_integer(&c->entries[i], WORD_of, &of) || of != e->seq) continue;
        for (size_t k = 0; k < COUNT_OF(kept); k++)
            if (asbi_text_is(asbi_entry_text(&c->entries[i], WORD_field), kept[k].field) && is_wanted(p, kept[k].of))
                tell(p, kept[k].kind, asbi_entry_value(&c->entries[i], WORD_value));
    }
}

static int32_t tell_party(const view *v, identifiers *ids, uint32_t party, purpose purpose) {
    protector p = {v, ids, party, purpose, ASB_OK};
    const json_value id = asbi_json_of_text(JSON_TEXT, v->c->parties[party].id);

    if (is_wanted(&p, CLASS_IDENTITY)) tell(&p, ID_PARTY, &id);
    for (uint32_t i = v->c->parties[party].newest; i != NO_INDEX && p.status == ASB_OK; i = v->c->entries[i].older_of_party) {
        const entry *e = &v->c->entries[i];
        for (size_t k = 0; k < COUNT_OF(kept) && !e->erased; k++) tell_field(&p, e, k);
        if (e->corrected && !e->erased) tell_corrections(&p, e);
    }
    return p.status;
}

/* ---- people who are no parties */

enum { NAME_WORDS = 4 };

static int is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Where a text says more than a name, its names are the words with a capital. */
static text names_in(const view *v, text t) {
    char *out = asbi_arena_alloc(v->protected_.arena, t.length + 1);
    size_t length = 0, words = 0;

    if (out == NULL) return (text){NULL, 0};
    for (size_t i = 0; i < t.length; i++) words += !is_blank(t.at[i]) && (i == 0 || is_blank(t.at[i - 1]));
    if (words <= NAME_WORDS) return t;
    for (size_t i = 0, end; i < t.length; i = end + 1) {
        size_t at = i;
        for (end = i; end < t.length && !is_blank(t.at[end]);) end++;
        if (!asbi_is_capital(asbi_utf8_next(t.at, t.length, &at))) continue;
        memcpy(out + length, t.at + i, end - i);
        length += end - i;
        out[length++] = ' ';
    }
    return (text){out, length};
}

/* For whom a case review was asked is somebody's name, and whose it is nobody says. */
static int32_t tell_others(view *v) {
    protector p = {v, &v->protected_, NO_INDEX, PROTECT, ASB_OK};
    atom name = asbi_atom_of_text(v->c->policy, asbi_text("on_behalf_of"));

    for (uint32_t i = v->c->last_of_kind[KIND_CASE_REVIEW]; i != NO_INDEX && p.status == ASB_OK; i = v->c->entries[i].older) {
        const entry *e = &v->c->entries[i];
        json_value names = asbi_json_of_text(JSON_TEXT, names_in(v, asbi_entry_text(e, name)));
        if (asbi_json_text(&names).at == NULL)
            p.status = ASB_ENOMEM;
        else if (asbi_view_class(v, CLASS_IDENTITY, e->party) != SEEN)
            tell(&p, ID_NAME, &names);
    }
    return p.status;
}

int32_t asbi_view_protect(view *v) {
    int32_t status = ASB_OK;

    asbi_identifiers_init(&v->protected_, &v->arena);
    for (uint32_t i = 0; i < v->c->party_count && status == ASB_OK; i++) status = tell_party(v, &v->protected_, i, PROTECT);
    if (status == ASB_OK) status = tell_others(v);
    for (uint32_t i = 0; i < v->c->party_count && status == ASB_OK && v->protected_.patterns != NULL; i++)
        status = tell_party(v, &v->protected_, i, EXCEPT);
    return status;
}

int32_t asbi_identify(identifiers *ids, const view *v, uint32_t party) {
    return tell_party(v, ids, party, IDENTIFY);
}

/* Views: what an audience sees of each party, and why not the rest. */
#include "view.h"

#include <string.h>

/* ---- consents, with the reason */

static withheld consent_of(const judge *j, uint32_t party, atom scope) {
    for (uint32_t i = j->c->last_of_kind[KIND_CONSENT]; i != NO_INDEX; i = j->c->entries[i].older) {
        const entry *e = &j->c->entries[i];
        if (e->party != party || asbi_entry_atom(e, WORD_scope) != scope) continue;
        if (asbi_consents(j, party, scope)) return SEEN;
        return asbi_entry_is(e, WORD_given, ATOM_TRUE) ? WITHHELD_EXPIRED : WITHHELD_WITHDRAWN;
    }
    return WITHHELD_CONSENT;
}

/* ---- the lines of the audience */

static int line_is_about(const view *v, const audience_line *l, uint32_t party) {
    if (l->any) return 1;
    if (party == NO_INDEX) return 0;
    return (l->self && party == v->reader) || asbi_party_has_any_part(v->c, party, l->parts);
}

/* What is about nobody has nobody who could consent. */
static withheld line_allows(const view *v, const audience_line *l, uint32_t party) {
    judge j = v->j;
    withheld consent = SEEN;

    j.party = party;
    if (l->scope != ATOM_NONE) consent = party == NO_INDEX ? WITHHELD_CONSENT : consent_of(&j, party, l->scope);
    return consent != SEEN || asbi_holds(&j, l->when) ? consent : WITHHELD_CONDITION;
}

static void judge_line(const view *v, view_party *p, const audience_line *l, uint32_t party) {
    withheld why = line_allows(v, l, party);

    for (int class_ = 0; class_ < CLASS_COUNT; class_++) {
        if (!(l->classes >> class_ & 1) || p->why[class_] == SEEN) continue;
        if (why == SEEN || why > p->why[class_]) p->why[class_] = (uint8_t)why;
        if (why == SEEN) p->classes |= (uint8_t)(1u << class_);
    }
}

static void judge_party(const view *v, view_party *p, uint32_t party) {
    const span lines = v->audience->lines;

    memset(p->why, p->anonymous ? WITHHELD_ANONYMOUS : WITHHELD_AUDIENCE, sizeof p->why);
    for (uint32_t i = 0; i < lines.count && !p->anonymous; i++) {
        const audience_line *l = &v->c->policy->audience_lines.items[lines.first + i];
        if (line_is_about(v, l, party)) judge_line(v, p, l, party);
    }
}

static int sees_everybody(const view *v) {
    const span lines = v->audience->lines;

    for (uint32_t i = 0; i < lines.count; i++) {
        const audience_line *l = &v->c->policy->audience_lines.items[lines.first + i];
        if (l->any && l->when == NO_INDEX && l->scope == ATOM_NONE && (l->classes >> CLASS_IDENTITY & 1)) return 1;
    }
    return 0;
}

/* What is seen of all who suffer it: the weightiest reason against any of them. */
static void add_sufferer(view *v, uint32_t party) {
    const view_party *p = &v->parties[party];

    if (!asbi_party_has_part(v->c, party, WORD_complainant) && !asbi_party_has_part(v->c, party, WORD_victim)) return;
    for (int class_ = 0; class_ < CLASS_COUNT; class_++)
        if (p->why[class_] > v->sufferers.why[class_]) v->sufferers.why[class_] = p->why[class_];
}

/* How the case ended is told to whoever is told of anybody's outcome in it. */
static void share_outcome(view *v) {
    for (uint32_t i = 0; i < v->c->party_count; i++) {
        if (!(v->parties[i].classes >> CLASS_OUTCOME & 1)) continue;
        v->nobody.classes |= 1u << CLASS_OUTCOME;
        v->nobody.why[CLASS_OUTCOME] = SEEN;
        return;
    }
}

/* ---- who wishes to be anonymous */

/* The newest of its records that says so or otherwise; 0: none does. */
static uint32_t said_at(const asb_case *c, uint32_t party, int *anonymous) {
    uint32_t i = c->parties[party].newest;

    *anonymous = 0;
    for (; i != NO_INDEX; i = c->entries[i].older_of_party) {
        const entry *e = &c->entries[i];
        if (e->erased || asbi_entry_field(e, WORD_anonymous) == NULL) continue;
        *anonymous = asbi_entry_is(e, WORD_anonymous, ATOM_TRUE);
        return e->seq;
    }
    return 0;
}

/* A report that was made anonymously counts until the person's own record says otherwise. */
static int is_anonymous(const asb_case *c, uint32_t party) {
    int anonymous;
    uint32_t since = said_at(c, party, &anonymous);

    for (uint32_t i = c->last_of_kind[KIND_REPORT]; i != NO_INDEX && c->entries[i].seq > since; i = c->entries[i].older)
        if (c->entries[i].party == party && asbi_entry_is(&c->entries[i], WORD_anonymous, ATOM_TRUE)) return 1;
    return anonymous;
}

/* ---- pseudonyms */

static text label_of(const asb_policy *p, atom part, arena *a) {
    text id = asbi_atom_text(p, part);
    char *label;

    for (uint32_t i = 0; i < p->list_values.count; i++)
        if (p->list_values.items[i].id == part && asbi_text_is(asbi_atom_text(p, p->list_values.items[i].list), "party.as"))
            return p->list_values.items[i].label;
    label = asbi_arena_text(a, id.at, id.length);
    if (label == NULL) return (text){NULL, 0};
    for (size_t i = 0; i < id.length; i++)
        if (label[i] == '-') label[i] = ' ';
    if (label[0] >= 'a' && label[0] <= 'z') label[0] = (char)(label[0] - 'a' + 'A');
    return (text){label, id.length};
}

/* The part that was recorded first; the text of a part that the policy does not name is in the record alone. */
static text part_of(view *v, uint32_t party) {
    const asb_case *c = v->c;
    atom part = ATOM_NONE;

    for (uint32_t i = c->parties[party].newest; i != NO_INDEX; i = c->entries[i].older_of_party) {
        const entry_field *f = c->entries[i].erased ? NULL : asbi_entry_field(&c->entries[i], WORD_as);
        if (f != NULL && f->atom_count > 0 && f->atoms[0] != ATOM_OTHER) part = f->atoms[0];
    }
    return part == ATOM_NONE ? asbi_text("Person") : label_of(c->policy, part, &v->arena);
}

static int has_name(const asb_case *c, uint32_t party) {
    const entry_field *f = asbi_party_field(c, party, WORD_name);

    return asbi_text_is_filled(asbi_field_as_text(f));
}

static int is_named(const view *v, uint32_t party) {
    return has_name(v->c, party) && (party == v->reader || (v->parties[party].classes >> CLASS_IDENTITY & 1));
}

/* How often each first word was given. */
typedef struct part_count {
    text part;
    uint32_t given;
} part_count;

static uint32_t next_number(part_count *counts, uint32_t *kinds, text part) {
    uint32_t i = 0;

    while (i < *kinds && !asbi_text_equal(counts[i].part, part)) i++;
    if (i == *kinds) counts[(*kinds)++] = (part_count){part, 0};
    return ++counts[i].given;
}

/* In the order in which people came into the case; those whom only a report names, after them. */
static uint32_t order_parties(const asb_case *c, uint32_t *order) {
    uint32_t at = 0, count = 0;

    for (uint32_t i; (i = asbi_next_party(c, &at)) != NO_INDEX;) order[count++] = i;
    for (uint32_t i = 0; i < c->party_count; i++)
        if (!c->parties[i].recorded) order[count++] = i;
    return count;
}

static int32_t name_parties(view *v) {
    uint32_t *order = asbi_arena_array(&v->arena, v->c->party_count, sizeof *order);
    part_count *counts = asbi_arena_array(&v->arena, v->c->party_count, sizeof *counts);
    uint32_t kinds = 0, count;

    if (order == NULL || counts == NULL) return ASB_ENOMEM;
    count = order_parties(v->c, order);
    for (uint32_t i = 0; i < count; i++) {
        view_party *p = &v->parties[order[i]];
        if (is_named(v, order[i])) continue;
        p->part = part_of(v, order[i]);
        if (p->part.at == NULL) return ASB_ENOMEM;
        p->number = next_number(counts, &kinds, p->part);
    }
    return ASB_OK;
}

/* ---- beginning and end */

static const audience_def *find_audience(const asb_policy *p, text id) {
    for (uint32_t i = 0; i < p->audiences.count; i++)
        if (asbi_text_equal(asbi_atom_text(p, p->audiences.items[i].id), id)) return &p->audiences.items[i];
    return NULL;
}

static int32_t judge_all(view *v) {
    v->parties = asbi_arena_array(&v->arena, v->c->party_count, sizeof *v->parties);
    if (v->parties == NULL) return ASB_ENOMEM;
    v->sees_everybody = (uint8_t)sees_everybody(v);
    judge_party(v, &v->nobody, NO_INDEX);
    for (uint32_t i = 0; i < v->c->party_count; i++) {
        v->parties[i].anonymous = !v->sees_everybody && i != v->reader && is_anonymous(v->c, i);
        judge_party(v, &v->parties[i], i);
        add_sufferer(v, i);
    }
    share_outcome(v);
    return ASB_OK;
}

static int32_t no_such_audience(view *v, text audience, fault *f) {
    const char *name = asbi_arena_text(&v->arena, audience.at, audience.length);

    return asbi_fail_field(f, ASB_EINVALID, "audience", "document-audience", "audience", name == NULL ? "" : name, (char *)NULL);
}

int32_t asbi_view_begin(view *v, const asb_case *c, text audience, uint32_t reader, instant now, fault *f) {
    int32_t status;

    memset(v, 0, sizeof *v);
    v->c = c;
    v->j = asbi_judge(c, now);
    v->reader = reader;
    asbi_arena_init(&v->arena, c->memory);
    v->audience = find_audience(c->policy, audience);
    status = v->audience == NULL ? no_such_audience(v, audience, f) : judge_all(v);
    if (status == ASB_OK) status = name_parties(v);
    if (status == ASB_OK) status = asbi_view_protect(v);
    if (status != ASB_OK) asbi_view_end(v);
    return status;
}

void asbi_view_end(view *v) {
    asbi_arena_free(&v->arena);
}

withheld asbi_view_class(const view *v, field_class of, uint32_t party) {
    return (withheld)(party == NO_INDEX ? &v->nobody : &v->parties[party])->why[of];
}

int asbi_view_is_nowhere(const view *v, uint32_t party) {
    return party != NO_INDEX && v->parties[party].anonymous;
}

/* ---- in words */

static const struct {
    const char *name, *words;
} reasons[] = {
    [SEEN] = {"seen", "it is seen"},
    [MASKED] = {"masked", "it mentions somebody whose identity is protected"},
    [WITHHELD_AUDIENCE] = {"audience", "it is not for this reader"},
    [WITHHELD_CONDITION] = {"condition", "it is for this reader only under a condition that does not hold"},
    [WITHHELD_CONSENT] = {"no-consent", "the person has not agreed"},
    [WITHHELD_WITHDRAWN] = {"withdrawn", "the person has refused, or no longer agrees"},
    [WITHHELD_EXPIRED] = {"expired", "the person's agreement has run out"},
    [WITHHELD_ANONYMOUS] = {"anonymous", "it is not for this reader"}, /* a reader is not told that somebody is anonymous */
    [WITHHELD_ERASED] = {"erased", "the record was erased"},
};

const char *asbi_withheld_name(withheld why) {
    return reasons[why].name;
}

const char *asbi_withheld_told(withheld why) {
    return reasons[why == WITHHELD_ANONYMOUS ? WITHHELD_AUDIENCE : why].name;
}

const char *asbi_withheld_words(withheld why) {
    return reasons[why].words;
}

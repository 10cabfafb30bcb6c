/* What a new report is compared with: people, places and times, written as they are compared (base/likeness.h). Only what can still be read: what was erased is not
 * here, for the summary is written anew with the erasure. */
#include "../base/container.h"
#include "../base/likeness.h"
#include "summary_memo.h"

int asbi_summary_names(const asb_case *c, uint32_t party) {
    if (c->parties[party].recorded) return 1;
    for (uint32_t i = c->last_of_kind[KIND_REPORT]; i != NO_INDEX; i = c->entries[i].older)
        if (c->entries[i].party == party && !c->entries[i].erased) return 1;
    return 0;
}

/* A key needs no escapes. Nothing to say: left out. */
static void put_key(out_json *o, const char *name, text t, void (*put)(buffer *b, text t)) {
    char room[512];
    buffer key = {.data = room, .capacity = sizeof room, .limit = sizeof room - 1};
    put(&key, t);
    if (!key.status) asbi_out_text(o, name, (text){room, key.length});
}

/* ---- people */

static text party_text(const asb_case *c, uint32_t party, atom field) {
    return asbi_field_as_text(asbi_party_field(c, party, field));
}

static void put_parts(out_json *o, const asb_case *c, uint32_t party) {
    static const struct {
        atom part;
        const char *word;
    } parts[] = {{WORD_alleged_perpetrator, "alleged-perpetrator"}, {WORD_complainant, "complainant"}, {WORD_victim, "victim"}};
    asbi_out_list(o, "as");
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (asbi_party_has_part(c, party, parts[i].part)) asbi_out_words(o, NULL, parts[i].word);
    asbi_out_end(o);
}

void asbi_summary_parties(summing *s) {
    uint32_t at = 0;
    asbi_out_list(&s->o, "parties");
    for (uint32_t i; (i = asbi_next_party(s->c, &at)) != NO_INDEX;) {
        asbi_out_object(&s->o, NULL);
        put_key(&s->o, "address", party_text(s->c, i, WORD_address), asbi_put_address_key);
        put_parts(&s->o, s->c, i);
        put_key(&s->o, "name", party_text(s->c, i, WORD_name), asbi_put_name_key);
        asbi_out_text(&s->o, "party", s->c->parties[i].id);
        put_key(&s->o, "postcode", party_text(s->c, i, WORD_postcode), asbi_put_postcode_key);
        asbi_out_text(&s->o, "uprn", party_text(s->c, i, WORD_uprn));
        asbi_out_end(&s->o);
    }
    asbi_out_end(&s->o);
}

/* All that parties say of a field, one after the other, for hosts that search by it. */
void asbi_summary_places(summing *s, const char *name, atom field) {
    uint32_t at = 0;
    asbi_out_list(&s->o, name);
    for (uint32_t i; (i = asbi_next_party(s->c, &at)) != NO_INDEX;) {
        text t = party_text(s->c, i, field);
        if (field == WORD_postcode)
            put_key(&s->o, NULL, t, asbi_put_postcode_key);
        else
            asbi_out_text(&s->o, NULL, t);
    }
    asbi_out_end(&s->o);
}

/* ---- what happened where and when */

static void put_when(out_json *o, const entry *e) {
    instant at;
    date day;
    if (asbi_entry_instant(e, WORD_occurred, &at, &day)) asbi_out_due(o, "occurred", (due){day, day == NO_DATE ? at : NO_INSTANT});
}

void asbi_summary_incidents(summing *s) {
    asbi_out_list(&s->o, "incidents");
    for (uint32_t i = asbi_memo_items(s, PART_INCIDENTS); i < s->c->count; i++) {
        const entry *e = &s->c->entries[i];
        if (e->kind != KIND_INCIDENT || e->erased) continue;
        asbi_out_object(&s->o, NULL);
        put_when(&s->o, e);
        put_key(&s->o, "place", asbi_entry_text(e, WORD_location), asbi_put_address_key);
        asbi_out_end(&s->o);
    }
    asbi_memo_items_end(s, PART_INCIDENTS);
    asbi_out_end(&s->o);
}

/* Of one that was erased, that it was made, and for whom it still counts: that stands in its header. */
static void put_report(summing *s, uint32_t index) {
    const entry *e = &s->c->entries[index];
    uint32_t party;
    due until;
    asbi_summary_counts(s, index, &party, &until);
    s->counted |= party != NO_INDEX;
    asbi_out_object(&s->o, NULL);
    asbi_out_instant(&s->o, "at", e->at);
    if (party != NO_INDEX) asbi_out_text(&s->o, "counts_for", s->c->parties[party].id);
    put_when(&s->o, e);
    put_key(&s->o, "place", asbi_entry_text(e, WORD_location), asbi_put_address_key);
    asbi_out_text(&s->o, "reporter", asbi_entry_text(e, WORD_reporter));
    if (party != NO_INDEX) asbi_out_due(&s->o, "until", until);
    asbi_out_end(&s->o);
}

void asbi_summary_reports(summing *s) {
    asbi_out_list(&s->o, "reports");
    for (uint32_t i = 0; i < s->c->count; i++)
        if (s->c->entries[i].kind == KIND_REPORT) put_report(s, i);
    asbi_out_end(&s->o);
}

/* No leak ever gets out: random cases, in whose free texts the names, addresses and numbers of their people stand in all spellings, are
 * made into documents of every kind for every audience, and what was handed out is searched by a searcher that shares nothing with the
 * library's. What each audience may know is worked out here once more.
 *
 *     asb_leaks CASES [SEED]
 *
 * A document may be refused where two texts that stand side by side read like a name ("… Smith, J …"); of a thousand, one at most.
 *
 * Then the same with masking switched off: the searcher must find something, and the library's last look must find it too. */
#include "searcher.h"

#include "document/document.h"

#include <asb/asb.h>
#include <asb/sys/hooks.h>

typedef struct world {
    asb_engine *engine;
    asb_policy *policy;
    asb_case *c;
    planted_person people[PEOPLE_MOST];
    int count;
    int shares; /* the second has the first one's surname */
} world;

static struct {
    uint64_t cases, records, rejected, texts, documents, refused, refused_letters, not_made, withheld, leaks, caught, changed;
    uint64_t made[16][4]; /* by kind and format */
    uint64_t bare, bare_leaks, bare_missed;
} counts;

static int64_t the_time;

static int64_t now(void *self) {
    (void)self;
    return the_time;
}

static int failed(const char *what, const char *why) {
    fprintf(stderr, "%s: %s\n", what, why == NULL ? "" : why);
    return 1;
}

/* ---- records, filled by the vocabulary */

static void put_json_text(string *s, const char *t) {
    char code[8];

    put(s, "\"");
    for (; *t != '\0'; t++) {
        if (*t == '"' || *t == '\\')
            put(s, "\\"), put_bytes(s, t, 1);
        else if ((unsigned char)*t < 0x20)
            sprintf(code, "\\u%04x", (unsigned)*t), put(s, code);
        else
            put_bytes(s, t, 1);
    }
    put(s, "\"");
}

static void put_told(string *s, const world *w) {
    string t = {0};

    counts.texts++;
    put_free_text(&t, w->people, w->count);
    put_json_text(s, t.at);
    free(t.at);
}

static void put_person(string *s, const world *w) {
    put_json_text(s, w->people[below((uint32_t)w->count)].id);
}

static void put_id(string *s, const world *w, const char *list) {
    const json_value *items = asbi_json_get(w->policy->document, list);
    const json_value *item = items == NULL || items->count == 0 ? NULL : asbi_json_at(items, below(items->count));

    put_json_text(s, item == NULL ? "other" : asbi_json_text(asbi_json_get(item, "id")).at);
}

static void put_when(string *s, int dates) {
    char out[32];

    sprintf(out, dates ? "\"2026-%02u-%02u\"" : "\"2026-%02u-%02uT0%u:30\"", 1 + below(3), 1 + below(28), below(10));
    put(s, out);
}

static void put_number(string *s, uint32_t number) {
    char out[16];

    sprintf(out, "%u", number);
    put(s, out);
}

static void put_question(string *s, const world *w, int option) {
    const matrix_def *m = &w->policy->matrices.items[0];

    put(s, "{"), put_json_text(s, asbi_atom_text(w->policy, w->policy->questions.items[m->questions.first].id).at), put(s, ":");
    if (option)
        put(s, "\"declined\"");
    else
        put_told(s, w);
    put(s, "}");
}

static void put_action(string *s, const world *w) {
    put(s, "[{\"id\":\"A1\",\"by\":\"landlord\",\"action\":\"other\",\"detail\":"), put_told(s, w);
    put(s, ",\"due\":\"2026-05-01\",\"x-for\":"), put_told(s, w), put(s, "}]");
}

static void put_value(string *s, const world *w, const field_def *f) {
    uint32_t choices = 0;

    for (const char *choice = asbi_field_choices(f); *choice != '\0'; choice = asbi_word_after(choice)) choices++;
    switch (f->type) {
    case FIELD_TEXTS: put(s, "["), put_told(s, w), put(s, ","), put_told(s, w), put(s, "]"); break;
    case FIELD_FLAG: put(s, chance(60) ? "true" : "false"); break;
    case FIELD_NUMBER: put_number(s, below(9000)); break;
    case FIELD_SHA256: put(s, "\"0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9\""); break;
    case FIELD_ONE: put_json_text(s, asbi_words_at(asbi_field_choices(f), below(choices))); break;
    case FIELD_MANY: put(s, "["), put_json_text(s, asbi_words_at(asbi_field_choices(f), below(choices))), put(s, "]"); break;
    case FIELD_DATE: put_when(s, 1); break;
    case FIELD_WHEN: put_when(s, 0); break;
    case FIELD_PERIOD: put(s, "{\"days\":7}"); break;
    case FIELD_PARTY:
    case FIELD_PERSON: put_person(s, w); break;
    case FIELD_PARTIES: put(s, "["), put_person(s, w), put(s, "]"); break;
    case FIELD_ROLE: put_id(s, w, "roles"); break;
    case FIELD_REMEDY: put_id(s, w, "remedies"); break;
    case FIELD_MATRIX: put_id(s, w, "matrices"); break;
    case FIELD_LETTER: put_id(s, w, "letters"); break;
    case FIELD_CLOSURE_REASON: put_id(s, w, "closure_reasons"); break;
    case FIELD_GUARD: put_id(s, w, "guards"); break;
    case FIELD_CATEGORY: put_id(s, w, "categories"); break;
    case FIELD_CATEGORIES: put(s, "["), put_id(s, w, "categories"), put(s, "]"); break;
    case FIELD_SEQ: put_number(s, 1 + below(asb_case_count(w->c))); break;
    case FIELD_SEQS: put(s, "["), put_number(s, 1 + below(asb_case_count(w->c))), put(s, "]"); break;
    case FIELD_FLAG_SEQS: put(s, "true"); break;
    case FIELD_ANSWERS: put_question(s, w, 1); break;
    case FIELD_DETAILS: put_question(s, w, 0); break;
    case FIELD_ACTIONS: put_action(s, w); break;
    case FIELD_ALTERNATIVES: put(s, "[{\"remedy\":"), put_id(s, w, "remedies"), put(s, ",\"why\":"), put_told(s, w), put(s, "}]"); break;
    case FIELD_SCORES: put(s, "{\"helpful\":3}"); break;
    default: put_told(s, w); break;
    }
}

static int is_random_field(const field_def *f) {
    return f->required ||
        (chance(60) && f->type != FIELD_AREA && f->type != FIELD_TRIAGE_ANSWERS && strcmp(asbi_field_name(f), "override_band") != 0 &&
         strcmp(asbi_field_name(f), "override_reason") != 0);
}

/* One in ten records has fields of the host's own; names and numbers stand in them too. */
static void put_own(string *s, const world *w) {
    put(s, ",\"x-own\":{\"said\":["), put_told(s, w), put(s, ",{\"x-by\":"), put_told(s, w), put(s, "}],\"ref\":"),
        put(s, w->people[0].uprn), put(s, "}");
}

static int32_t record(world *w, const char *kind, const char *fields) {
    string s = {0};
    asb_record *r;
    int32_t status;

    the_time += 60000 * (int64_t)(1 + below(600));
    put(&s, "{\"kind\":"), put_json_text(&s, kind), put(&s, ",\"by\":\"amy\",\"role\":\"system\",\"fields\":"), put(&s, fields),
        put(&s, "}");
    status = asb_record_parse(&r, w->engine, s.at, s.length);
    if (status == ASB_OK) {
        status = asb_case_admit(NULL, w->c, r, INT64_MIN, 0);
        asb_record_free(r);
    }
    counts.records += status == ASB_OK;
    counts.rejected += status != ASB_OK;
    if (getenv("ASB_LEAKS_REJECTED") && status != ASB_OK)
        fprintf(stderr, "%s: %s %s\n", s.at, asb_error_field(w->engine), asb_error_message(w->engine));
    free(s.at);
    return status;
}

static int32_t random_record(world *w, record_kind kind) {
    const kind_def *k = asbi_kind(kind);
    string s = {0};
    const char *before = "";
    int32_t status;

    put(&s, "{");
    for (uint32_t i = 0; i < asbi_field_count(k); i++) {
        if (!is_random_field(asbi_field_at(k, i))) continue;
        put(&s, before), put_json_text(&s, asbi_field_name(asbi_field_at(k, i))), put(&s, ":");
        if (!strcmp(asbi_field_name(asbi_field_at(k, i)), "officer"))
            put(&s, "\"Amy Jones\"");
        else
            put_value(&s, w, asbi_field_at(k, i));
        before = ",";
    }
    if (chance(10)) put_own(&s, w);
    put(&s, "}");
    status = record(w, asbi_kind_name(k), s.at);
    free(s.at);
    return status;
}

/* ---- people */

static const char *const parts[PEOPLE_MOST] = {"complainant", "alleged-perpetrator", "witness", "third-party",
                                               "victim",      "household-member",    "staff",   "resident"};

static void put_member(string *s, const char *key, const char *value) {
    if (s->length > 1) put(s, ",");
    put_json_text(s, key), put(s, ":"), put_json_text(s, value);
}

static void tell_person(world *w, int i) {
    planted_person *p = &w->people[i];
    string s = {0}, name = {0}, address = {0};
    char number[12];

    sprintf(number, "%d ", p->number);
    put(&name, p->forename[0]), put(&name, " "), put(&name, p->surname[0]);
    put(&address, chance(20) ? "Flat 3, " : ""), put(&address, number), put(&address, p->street), put(&address, ", Anytown");
    put(&s, "{"), put_member(&s, "party", p->id), put_member(&s, "as", parts[i]), put_member(&s, "name", name.at),
        put_member(&s, "address", address.at);
    put_member(&s, "postcode", p->postcode), put_member(&s, "phone", p->phone), put_member(&s, "email", p->email),
        put_member(&s, "uprn", p->uprn);
    put_member(&s, "date_of_birth", p->born), put(&s, "}");
    record(w, "party", s.at);
    free(s.at), free(name.at), free(address.at);
}

static void rename_person(world *w, int i) {
    planted_person *p = &w->people[i];
    string s = {0}, name = {0};

    if (p->names == NAMES_MOST) return;
    make_name(p, p->names);
    put(&name, p->forename[1]), put(&name, " "), put(&name, p->surname[1]);
    put(&s, "{"), put_member(&s, "party", p->id), put_member(&s, "name", name.at), put(&s, "}");
    if (record(w, "party", s.at) == ASB_OK) p->names++;
    free(s.at), free(name.at);
}

static void make_people(world *w) {
    taken_count = 0;
    w->count = 3 + (int)below(PEOPLE_MOST - 2);
    for (int i = 0; i < w->count; i++) make_person(&w->people[i], i, 11 + i * 10 + (int)below(10));
    w->shares = chance(20);
    if (w->shares) strcpy(w->people[1].surname[0], w->people[0].surname[0]);
    if (chance(20)) strcpy(w->people[1].street, w->people[0].street);
    if (chance(20)) strcpy(w->people[1].postcode, w->people[0].postcode);
}

static void put_consent(world *w, int i) {
    static const char *const scopes[] = {"identity-to-perpetrator", "share-with-agencies", "third-party-updates", "use-in-court"};
    string s = {0};

    put(&s, "{"), put_member(&s, "party", w->people[i].id), put_member(&s, "scope", scopes[below(4)]),
        put(&s, chance(70) ? ",\"given\":true" : ",\"given\":false");
    put(&s, chance(70) ? "}" : chance(50) ? ",\"until\":\"2026-01-01\"}" : ",\"until\":\"2027-01-01\"}");
    record(w, "consent", s.at);
    free(s.at);
}

static void put_anonymous(world *w, int i) {
    string s = {0};

    put(&s, "{"), put_member(&s, "party", w->people[i].id), put(&s, chance(80) ? ",\"anonymous\":true}" : ",\"anonymous\":false}");
    record(w, "party", s.at);
    free(s.at);
}

static void random_step(world *w) {
    int i = (int)below((uint32_t)w->count);

    switch (below(24)) {
    case 0:
    case 1: put_consent(w, i); break;
    case 2:
        if (chance(40)) put_anonymous(w, i);
        break;
    case 3:
        if (chance(40)) rename_person(w, i);
        break;
    case 4:
        if (chance(30)) record(w, "partner", "{\"agency\":\"police\",\"what\":\"joint-working\",\"under_protocol\":true}");
        break;
    case 5: random_record(w, KIND_INCIDENT); break;
    case 6: random_record(w, KIND_REPORT); break;
    case 7: random_record(w, KIND_CONTACT); break;
    case 8: random_record(w, KIND_NOTE); break;
    default: {
        record_kind kind = (record_kind)below(KIND_BUILT_IN_COUNT);
        if (kind != KIND_PARTY && kind != KIND_CONSENT && kind != KIND_TRIAGE && !(kind == KIND_ERASURE && chance(80)) &&
            !(kind == KIND_SAFEGUARDING && chance(70)))
            random_record(w, kind);
    }
    }
}

static int begin_world(world *w) {
    static asb_engine *engine;
    static asb_policy *policies[16];
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = now};
    uint32_t policy;

    if (engine == NULL && asb_engine_new(&engine, &hooks) != ASB_OK) return 0;
    do policy = below(asb_policy_builtin_count());
    while (!strcmp(asb_policy_builtin_id(policy), "england"));
    if (policies[policy] == NULL && asb_policy_builtin(&policies[policy], engine, asb_policy_builtin_id(policy)) != ASB_OK) return 0;
    the_time = INT64_C(1775000000000);
    w->engine = engine;
    w->policy = policies[policy];
    make_people(w);
    return asb_case_new(&w->c, engine, w->policy, NULL, "CASE-7") == ASB_OK;
}

static void fill_world(world *w) {
    string s = {0};
    uint32_t steps = 12 + below(30);

    put(&s, "{\"channel\":\"phone\",\"summary\":"), put_told(&s, w), put(&s, ",\"reporter\":"), put_json_text(&s, w->people[0].id),
        put(&s, chance(15) ? ",\"anonymous\":true}" : "}");
    record(w, "report", s.at);
    for (int i = 0; i < w->count; i++) tell_person(w, i);
    random_record(w, KIND_OPENING);
    record(w, "allocation", "{\"officer\":\"Amy Jones\",\"to_role\":\"system\"}");
    while (steps-- > 0) random_step(w);
    free(s.at);
}

/* ---- what an audience may know, once more and simply */

static const entry *entry_at(const world *w, uint32_t i) {
    return &w->c->entries[i];
}

static int says(const world *w, const entry *e, const char *field, const char *value) {
    const json_value *v = e->erased ? NULL : asbi_entry_value(e, asbi_atom_of_text(w->policy, asbi_text(field)));

    if (v == NULL) return 0;
    if (v->type == JSON_LIST) {
        for (const json_value *item = asbi_json_first(v); item != NULL; item = item->next)
            if (asbi_text_is(asbi_json_text(item), value)) return 1;
        return 0;
    }
    return v->type == JSON_TRUE ? !strcmp(value, "true")
        : v->type == JSON_FALSE ? !strcmp(value, "false")
                                : asbi_text_is(asbi_json_text(v), value);
}

static int is_of(const world *w, const entry *e, const char *field, const char *id) {
    return says(w, e, field, id);
}

static int has_part(const world *w, const char *id, const char *const *wanted) {
    for (uint32_t i = 0; i < w->c->count; i++)
        for (const char *const *part = wanted; *part != NULL; part++)
            if (entry_at(w, i)->kind == KIND_PARTY && is_of(w, entry_at(w, i), "party", id) && says(w, entry_at(w, i), "as", *part))
                return 1;
    return 0;
}

static int has_consent(const world *w, const char *id, const char *scope) {
    int given = 0;

    for (uint32_t i = 0; i < w->c->count; i++) {
        const entry *e = entry_at(w, i);
        text until;
        if (e->kind != KIND_CONSENT || !is_of(w, e, "party", id) || !says(w, e, "scope", scope)) continue;
        until = asbi_entry_text(e, WORD_until);
        given = says(w, e, "given", "true") && (until.length == 0 || strcmp(until.at, "2026-04-01") >= 0);
    }
    return given;
}

static int is_anonymous(const world *w, const char *id) {
    int anonymous = 0;

    for (uint32_t i = 0; i < w->c->count; i++) {
        const entry *e = entry_at(w, i);
        if (e->kind == KIND_PARTY && is_of(w, e, "party", id) && says(w, e, "anonymous", "true")) anonymous = 1;
        if (e->kind == KIND_PARTY && is_of(w, e, "party", id) && says(w, e, "anonymous", "false")) anonymous = 0;
        if (e->kind == KIND_REPORT && is_of(w, e, "reporter", id) && says(w, e, "anonymous", "true")) anonymous = 1;
    }
    return anonymous;
}

static int has_record(const world *w, record_kind kind, const char *field, const char *value) {
    for (uint32_t i = 0; i < w->c->count; i++)
        if (entry_at(w, i)->kind == kind && says(w, entry_at(w, i), field, value)) return 1;
    return 0;
}

typedef struct known {
    int name, contact;
} known;

static known known_of(const world *w, const char *audience, const char *reader, const char *id) {
    static const char *const told[] = {"complainant", "victim", "witness", "resident", "household-member", NULL};
    static const char *const tried[] = {"alleged-perpetrator", "staff", NULL};
    int agreed, child;

    if (!strcmp(audience, "officer") || !strcmp(audience, "manager") || !strcmp(reader, id)) return (known){1, 1};
    if (is_anonymous(w, id)) return (known){0, 0};
    if (!strcmp(audience, "perpetrator")) return (known){has_part(w, id, told) && has_consent(w, id, "identity-to-perpetrator"), 0};
    if (!strcmp(audience, "court"))
        return (known){has_part(w, id, tried) || (has_part(w, id, told) && has_consent(w, id, "use-in-court")), 0};
    if (strcmp(audience, "partner") != 0) return (known){0, 0};
    agreed = has_consent(w, id, "share-with-agencies");
    child = has_record(w, KIND_SAFEGUARDING, "concern", "child");
    return (known){agreed || child || has_record(w, KIND_PARTNER, "under_protocol", "true"), agreed || child};
}

/* What was erased is not known to the case any more, and cannot be protected by it. The oldest names stand in the first of a person's records. */
static void forget_erased(const world *w, planted_person *p) {
    int kept = 0, contact = 0;

    for (int n = 0; n < p->names; n++) {
        string name = {0};
        int there = 0;
        put(&name, p->forename[n]), put(&name, " "), put(&name, p->surname[n]);
        for (uint32_t i = 0; i < w->c->count; i++) {
            const entry *e = entry_at(w, i);
            if (e->kind != KIND_PARTY || e->erased) continue;
            there |= is_of(w, e, "party", p->id) && asbi_text_is(asbi_field_as_text(asbi_entry_written(e, asbi_text("name"))), name.at);
            contact |= is_of(w, e, "party", p->id) && asbi_entry_written(e, asbi_text("uprn")) != NULL;
        }
        if (there && kept != n) strcpy(p->forename[kept], p->forename[n]), strcpy(p->surname[kept], p->surname[n]);
        kept += there;
        free(name.at);
    }
    p->names = kept;
    if (!contact) p->uprn[0] = '\0';
}

/* Is it another one's as well, whom the reader knows? */
static int is_shared(const world *w, const char *audience, const char *reader, const char *key, int contact) {
    for (int i = 0; i < w->count; i++) {
        known k = known_of(w, audience, reader, w->people[i].id);
        keys own = {.count = 0};
        if (k.name && !contact) name_keys(&own, &w->people[i]);
        if (k.contact && contact) contact_keys(&own, &w->people[i]);
        for (int n = 0; n < own.count; n++)
            if (!strcmp(own.key[n], key)) return 1;
    }
    return 0;
}

static void drop_shared(const world *w, const char *audience, const char *reader, keys *k, int first, int contact) {
    int kept = first;

    for (int i = first; i < k->count; i++) {
        if (is_shared(w, audience, reader, k->key[i], contact)) continue;
        memmove(k->key[kept], k->key[i], sizeof k->key[i]);
        k->what[kept++] = k->what[i];
    }
    k->count = kept;
}

/* What of it is there that should not be; NULL: nothing. */
static const char *leak_in(const world *w, const char *audience, const char *reader, const char *document, const char **key) {
    for (int i = 0; i < w->count; i++) {
        const planted_person *p = &w->people[i];
        known k = known_of(w, audience, reader, p->id);
        keys wanted = {.count = 0};
        int first;
        const char *found;
        if (!k.name) name_keys(&wanted, p);
        drop_shared(w, audience, reader, &wanted, 0, 0);
        first = wanted.count;
        if (!k.contact && p->uprn[0] != '\0') contact_keys(&wanted, p);
        drop_shared(w, audience, reader, &wanted, first, 1);
        if ((found = search(&wanted, document, key)) != NULL) return found;
        if (!k.name && p->uprn[0] != '\0' && has_born(document, p)) return *key = p->born, "date of birth";
    }
    return NULL;
}

/* ---- documents */

static const char *const audiences[] = {"officer", "manager", "complainant",    "perpetrator", "third-party",
                                        "partner", "court",   "subject-access", "public"};

static const char *reader_of(const world *w, const char *audience) {
    int who = !strcmp(audience, "complainant") ? 0
        : !strcmp(audience, "perpetrator")     ? 1
        : !strcmp(audience, "third-party")     ? 3
                                               : (int)below((uint32_t)w->count);

    if (!strcmp(audience, "officer") || !strcmp(audience, "manager") || !strcmp(audience, "partner") || !strcmp(audience, "court") ||
        !strcmp(audience, "public"))
        return "";
    return who < w->count ? w->people[who].id : "";
}

static void set(asb_document *d, const document_kind *k, const char *name, const char *value) {
    if (*value != '\0' && asbi_option_find(k, name) != NO_INDEX) asb_document_set(d, name, value);
}

/* For a letter the audience goes by the part of who gets it: what the document says of itself counts. */
static void audience_of(asb_document *d, char *audience, char *reader) {
    asb_text *t;
    const char *at;

    *audience = *reader = '\0';
    if (asb_document_withheld(&t, d) != ASB_OK) return;
    counts.withheld++;
    if ((at = strstr(asb_text_data(t), "\"audience\":\"")) != NULL) sscanf(at + 12, "%31[^\"]", audience);
    at = asb_text_data(t);
    if (strncmp(at, "{\"audience\"", 11) == 0 && (at = strstr(at, ",\"party\":\"")) != NULL && at < strstr(asb_text_data(t), "\"records\""))
        sscanf(at + 10, "%31[^\"]", reader);
    asb_text_free(t);
}

static int look_at(const world *w, asb_document *d, const document_kind *k, int32_t format, const char *made) {
    char audience[32], reader[32];
    const char *key = "", *found;

    counts.documents++;
    for (uint32_t i = 0; i < 16 && asbi_document_kind(i) != NULL; i++)
        if (asbi_document_kind(i) == k) counts.made[i][format]++;
    audience_of(d, audience, reader);
    found = leak_in(w, audience, reader, made, &key);
    if (found == NULL) return 0;
    counts.leaks++;
    fprintf(stderr, "LEAK: %s as format %d for %s %s: %s %s\n%s\n", k->name, format, audience, reader, found, key,
            getenv("ASB_LEAKS_SHOW") ? made : "");
    return 1;
}

/* A text that the host has changed: somebody's full name was put in. */
static void try_changed(const world *w, asb_document *d, const char *made) {
    char audience[32], reader[32];
    const planted_person *p = &w->people[below((uint32_t)w->count)];
    string s = {0};

    audience_of(d, audience, reader);
    if (known_of(w, audience, reader, p->id).name || p->names == 0) return;
    put(&s, made), put(&s, "\n\n"), plant_name(&s, p), put(&s, " "), put_words(&s, p->forename[0], p->surname[0], below(5), below(8), 0);
    counts.changed++;
    counts.caught += asb_document_check(d, s.at, s.length) == ASB_EDISCLOSURE;
    free(s.at);
}

static void set_seq(const world *w, asb_document *d, const document_kind *k) {
    static const record_kind forms[] = {KIND_ASSESSMENT, KIND_PLAN, KIND_PROPORTIONALITY};
    char seq[12];

    for (size_t i = 0; i < 3; i++) {
        uint32_t last = w->c->last_of_kind[forms[i]];
        if (last == NO_INDEX || strcmp(k->name, asbi_kind_name(asbi_kind(forms[i]))) != 0) continue;
        sprintf(seq, "%u", last + 1);
        set(d, k, "seq", seq);
    }
}

/* Somebody to whom the letter may go. */
static const char *recipient(const world *w, const letter_def *l) {
    int first = (int)below((uint32_t)w->count);

    for (int i = 0; i < w->count; i++) {
        int who = (first + i) % w->count;
        for (uint32_t k = 0; k < l->to.count; k++)
            if (asbi_text_is(asbi_atom_text(w->policy, w->policy->atoms.items[l->to.first + k]), parts[who])) return w->people[who].id;
    }
    return "";
}

/* Its fields are set by the host, now and then to what somebody said. */
static void set_field(const world *w, asb_document *d, const document_kind *k, const char *name) {
    string s = {0};

    if (!strcmp(name, "template") || !strcmp(name, "party") || !strcmp(name, "audience") || !strcmp(name, "text")) return;
    if (chance(5))
        put_free_text(&s, w->people, w->count);
    else
        put(&s, "as agreed");
    if (chance(85)) set(d, k, name, s.at);
    free(s.at);
}

static void set_letter(const world *w, asb_document *d, const document_kind *k) {
    const letter_def *l = w->policy->letters.count == 0 ? NULL : &w->policy->letters.items[below(w->policy->letters.count)];

    if (strcmp(k->name, "letter") != 0 || l == NULL) return;
    set(d, k, "template", asbi_atom_text(w->policy, l->id).at);
    set(d, k, "party", recipient(w, l));
    asb_document_set(d, "audience", NULL);
    for (uint32_t i = 0; i < MOST_OPTIONS && asbi_option_at(k, i).name != NULL; i++) set_field(w, d, k, asbi_option_at(k, i).name);
}

/* What was refused, made once more without the last look, from where the leak was found. */
static void show_refused(const world *w, asb_document *d, const document_kind *k, int32_t format) {
    char audience[32], reader[32];
    fault f = {0};
    making m = {.d = d, .c = w->c, .now = the_time, .format = format, .f = &f};
    buffer b;
    view v;

    audience_of(d, audience, reader);
    m.reader = *reader == '\0' ? NO_INDEX : asbi_party_find(w->c, asbi_text(reader));
    if (asbi_view_begin(&v, w->c, asbi_text(audience), m.reader, the_time, &f) != ASB_OK) return;
    m.v = &v;
    asbi_buffer_init(&b, w->c->memory, SIZE_MAX);
    if (k->render(&b, &m) == ASB_OK) {
        mention found;
        asbi_view_check(&v, (text){b.data, b.length}, &f);
        asbi_mentions_begin(&v.protected_, (text){b.data, b.length}, 0, IN_DOCUMENT);
        while (asbi_next_mention(&found, &v.protected_))
            fprintf(stderr, "    ... %.*s\n", (int)(found.to - found.from), b.data + found.from);
    }
    asbi_buffer_free(&b);
    asbi_view_end(&v);
}

/* 1: it leaked. */
static int try_document(const world *w, const document_kind *k, int32_t format, const char *audience) {
    asb_document *d;
    asb_text *t;
    int32_t status;
    int leaked = 0;

    if (!(k->formats >> format & 1)) return 0;
    if (asb_document_new(&d, w->c, k->name) != ASB_OK) return failed("new", asb_error_message(w->engine));
    set(d, k, "audience", audience);
    set(d, k, "party", !strcmp(k->name, "subject-access") ? w->people[below((uint32_t)w->count)].id : reader_of(w, audience));
    set_seq(w, d, k);
    set_letter(w, d, k);
    status = asb_document_render(&t, d, format);
    if (status == ASB_OK) {
        leaked = look_at(w, d, k, format, asb_text_data(t));
        if (chance(20)) try_changed(w, d, asb_text_data(t));
        asb_text_free(t);
    } else {
        int letter = !strcmp(k->name, "letter"); /* which says what the host set as it is */
        counts.refused += status == ASB_EDISCLOSURE && !letter;
        counts.refused_letters += status == ASB_EDISCLOSURE && letter;
        counts.not_made += status != ASB_EDISCLOSURE;
        if (status == ASB_EDISCLOSURE && !letter)
            fprintf(stderr, "REFUSED: %s as format %d for %s: %s\n", k->name, format, audience, asb_error_message(w->engine)),
                show_refused(w, d, k, format);
    }
    asb_document_free(d);
    return leaked;
}

static int try_documents(const world *w) {
    int leaked = 0;

    for (size_t i = 0; i < sizeof audiences / sizeof *audiences; i++)
        for (uint32_t k = 0; asbi_document_kind(k) != NULL; k++)
            leaked |= try_document(w, asbi_document_kind(k), 1 + (int32_t)below(3), audiences[i]);
    return leaked;
}

/* ---- with masking switched off */

static int try_bare(const world *w, const char *audience) {
    const char *reader = reader_of(w, audience), *key, *found;
    const document_kind *k = NULL;
    struct identifier_patterns *patterns;
    fault f = {0};
    making m = {.c = w->c,
                .reader = *reader == '\0' ? NO_INDEX : asbi_party_find(w->c, asbi_text(reader)),
                .now = the_time,
                .format = ASB_FORMAT_JSON,
                .f = &f};
    buffer b;
    view v;

    for (uint32_t i = 0; asbi_document_kind(i) != NULL; i++)
        if (!strcmp(asbi_document_kind(i)->name, "case-data")) k = asbi_document_kind(i);
    if (k == NULL || asbi_view_begin(&v, w->c, asbi_text(audience), m.reader, the_time, &f) != ASB_OK)
        return failed("view", f.message.text);
    m.v = &v;
    patterns = v.protected_.patterns;
    v.protected_.patterns = NULL;
    asbi_buffer_init(&b, w->c->memory, SIZE_MAX);
    if (k->render(&b, &m) != ASB_OK) return failed("render", f.message.text);
    v.protected_.patterns = patterns;
    counts.bare++;
    found = leak_in(w, audience, reader, b.data, &key);
    if (found != NULL) {
        counts.bare_leaks++;
        if (asbi_view_check(&v, (text){b.data, b.length}, &f) != ASB_EDISCLOSURE) {
            counts.bare_missed++;
            fprintf(stderr, "MISSED for %s %s: %s %s\n%s\n", audience, reader, found, key, getenv("ASB_LEAKS_SHOW") ? b.data : "");
        }
    }
    asbi_buffer_free(&b);
    asbi_view_end(&v);
    return 0;
}

static int one_case(void) {
    world w = {0};
    int leaked;

    if (!begin_world(&w)) return failed("a case", "could not be begun");
    fill_world(&w);
    counts.cases++;
    for (int i = 0; i < w.count; i++) forget_erased(&w, &w.people[i]);
    leaked = try_documents(&w);
    for (size_t i = 2; i < sizeof audiences / sizeof *audiences; i++) try_bare(&w, audiences[i]);
    asb_case_free(w.c);
    return leaked;
}

static void print_figures(uint64_t seed) {
    static const char *const formats[] = {"", "text", "HTML", "JSON"};

    printf("seed %llu: %llu cases, %llu records (%llu not well formed), %llu free texts with %llu mentions\n", (unsigned long long)seed,
           (unsigned long long)counts.cases, (unsigned long long)counts.records, (unsigned long long)counts.rejected,
           (unsigned long long)counts.texts, (unsigned long long)plants);
    for (uint32_t k = 0; asbi_document_kind(k) != NULL && k < 16; k++)
        for (int f = 1; f < 4; f++)
            if (counts.made[k][f] > 0)
                printf("    %-16s %s %8llu\n", asbi_document_kind(k)->name, formats[f], (unsigned long long)counts.made[k][f]);
    printf("%llu documents handed out, %llu of them leak; %llu refused, and %llu letters; %llu not made for other reasons\n",
           (unsigned long long)counts.documents, (unsigned long long)counts.leaks, (unsigned long long)counts.refused,
           (unsigned long long)counts.refused_letters, (unsigned long long)counts.not_made);
    printf("%llu changed by the host to say a name, %llu of them caught\n", (unsigned long long)counts.changed,
           (unsigned long long)counts.caught);
    printf("with masking off: %llu documents, %llu of them leak, of which the last look misses %llu\n", (unsigned long long)counts.bare,
           (unsigned long long)counts.bare_leaks, (unsigned long long)counts.bare_missed);
}

int main(int argc, char **argv) {
    uint64_t cases = argc > 1 ? strtoull(argv[1], NULL, 10) : 100, seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 20260401;
    int passed;

    random_state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    for (uint64_t i = 0; i < cases; i++)
        if (one_case()) fprintf(stderr, "in case %llu\n", (unsigned long long)i);
    print_figures(seed);
    passed = (counts.leaks == 0) + (counts.refused * 1000 <= counts.documents) + (counts.caught == counts.changed && counts.changed > 0) +
        (counts.bare_leaks > 0 && counts.bare_missed == 0);
    printf("%d passed, %d failed\n", passed, 4 - passed);
    return passed == 4 ? 0 : 1;
}

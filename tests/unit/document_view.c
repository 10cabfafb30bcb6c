/* Who may see what, under the audiences for England: classes of each party, fields of each kind of record, and what is written of people. */
#include "document_scene.h"

/* ---- classes */

/* The classes seen of a party, each as a letter, in the order of the vocabulary: identity, contact, special, account, operational, outcome. */
static const char *classes(const view *v, uint32_t party) {
    static char out[CLASS_COUNT + 1];

    for (int i = 0; i < CLASS_COUNT; i++) out[i] = asbi_view_class(v, (field_class)i, party) == SEEN ? "icsaou"[i] : '-';
    return out;
}

typedef struct class_row {
    const char *audience, *reader, *party, *seen;
} class_row;

static void try_classes(const scene *s, const class_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        view v;
        see(&v, s, rows[i].audience, rows[i].reader);
        ck_assert_msg(!strcmp(classes(&v, party_of(s, rows[i].party)), rows[i].seen), "%s, of %s: %s, wanted %s", rows[i].audience,
                      rows[i].party, classes(&v, party_of(s, rows[i].party)), rows[i].seen);
        asbi_view_end(&v);
    }
}

START_TEST(without_any_consent)
{
    static const class_row rows[] = {
        {"officer", "", "p1", "icsaou"},
        {"officer", "", "", "icsaou"},
        {"manager", "", "p3", "icsaou"},
        {"complainant", "p1", "p1", "icsa-u"},
        {"complainant", "p1", "p2", "------"},
        {"complainant", "p1", "p3", "------"},
        {"complainant", "p1", "", "-----u"},
        {"perpetrator", "p2", "p2", "icsa-u"},
        {"perpetrator", "p2", "p1", "------"},
        {"perpetrator", "p2", "", "-----u"},
        {"third-party", "p4", "p1", "------"},
        {"third-party", "p4", "p4", "------"},
        {"third-party", "p4", "", "------"},
        {"partner", "", "p1", "------"},
        {"partner", "", "", "------"},
        {"court", "", "p2", "i--aou"},
        {"court", "", "p1", "------"},
        {"court", "", "", "-----u"},
        {"subject-access", "p2", "p2", "icsaou"},
        {"subject-access", "p2", "p1", "------"},
        {"subject-access", "p2", "", "-----u"},
        {"public", "", "p2", "------"},
        {"public", "", "", "------"},
    };
    scene s;

    document_begin(&s);
    tell_people(&s);
    try_classes(&s, rows, COUNT_OF(rows));
    scene_end(&s);
}
END_TEST

START_TEST(with_consents)
{
    static const class_row rows[] = {
        {"perpetrator", "p2", "p1", "i--a--"}, {"perpetrator", "p2", "p3", "------"}, {"third-party", "p4", "p1", "-----u"},
        {"third-party", "p4", "", "-----u"},   {"partner", "", "p1", "ic-aou"},       {"partner", "", "p2", "------"},
        {"partner", "", "", "-----u"},         {"court", "", "p1", "i--a--"},         {"court", "", "p3", "------"},
    };
    scene s;

    document_begin(&s);
    tell_people(&s);
    told(&s, "consent", "{'party':'p1','scope':'identity-to-perpetrator','given':true}");
    told(&s, "consent", "{'party':'p1','scope':'third-party-updates','given':true,'until':'2026-03-02'}");
    told(&s, "consent", "{'party':'p1','scope':'share-with-agencies','given':true}");
    told(&s, "consent", "{'party':'p1','scope':'use-in-court','given':true}");
    try_classes(&s, rows, COUNT_OF(rows));
    scene_end(&s);
}
END_TEST

START_TEST(with_conditions_on_the_case)
{
    static const class_row protocol[] = {{"partner", "", "p1", "i--aou"}, {"partner", "", "", "i--aou"}};
    static const class_row child[] = {{"partner", "", "p1", "icsaou"}, {"partner", "", "", "icsaou"}};
    static const class_row published[] = {{"public", "", "p2", "-----u"}, {"public", "", "p1", "------"}};
    static const class_row restricted[] = {{"public", "", "p2", "------"}};
    scene s;

    document_begin(&s);
    tell_people(&s);
    told(&s, "partner", "{'agency':'police','what':'joint-working','under_protocol':true}");
    try_classes(&s, protocol, COUNT_OF(protocol));
    told(&s, "safeguarding", "{'party':'p1','concern':'child'}");
    try_classes(&s, child, COUNT_OF(child));
    told(&s, "publicity", "{'status':'approved','party':'p2'}");
    try_classes(&s, published, COUNT_OF(published));
    told(&s, "publicity", "{'status':'approved','party':'p2','reporting_restriction':true}");
    try_classes(&s, restricted, COUNT_OF(restricted));
    scene_end(&s);
}
END_TEST

/* ---- reasons */

static withheld why(const scene *s, const char *audience, field_class of, const char *party) {
    view v;
    withheld reason;

    see(&v, s, audience, "");
    reason = asbi_view_class(&v, of, party_of(s, party));
    asbi_view_end(&v);
    return reason;
}

START_TEST(the_reason_is_told)
{
    scene s;

    document_begin(&s);
    tell_people(&s);
    ck_assert_int_eq(why(&s, "court", CLASS_IDENTITY, "p1"), WITHHELD_CONSENT);
    ck_assert_int_eq(why(&s, "court", CLASS_SPECIAL, "p1"), WITHHELD_AUDIENCE);
    ck_assert_int_eq(why(&s, "public", CLASS_OUTCOME, "p2"), WITHHELD_CONDITION);
    ck_assert_int_eq(why(&s, "partner", CLASS_SPECIAL, "p1"), WITHHELD_CONDITION);
    ck_assert_int_eq(why(&s, "partner", CLASS_IDENTITY, "p1"), WITHHELD_CONSENT);
    ck_assert_int_eq(why(&s, "partner", CLASS_IDENTITY, ""), WITHHELD_CONSENT);
    told(&s, "consent", "{'party':'p1','scope':'use-in-court','given':true,'until':'2026-03-05'}");
    ck_assert_int_eq(why(&s, "court", CLASS_IDENTITY, "p1"), SEEN);
    at("2026-03-05T23:59");
    ck_assert_int_eq(why(&s, "court", CLASS_IDENTITY, "p1"), SEEN);
    at("2026-03-06T00:00");
    ck_assert_int_eq(why(&s, "court", CLASS_IDENTITY, "p1"), WITHHELD_EXPIRED);
    told(&s, "consent", "{'party':'p1','scope':'use-in-court','given':false}");
    ck_assert_int_eq(why(&s, "court", CLASS_IDENTITY, "p1"), WITHHELD_WITHDRAWN);
    told(&s, "party", "{'party':'p1','anonymous':true}");
    ck_assert_int_eq(why(&s, "court", CLASS_IDENTITY, "p1"), WITHHELD_ANONYMOUS);
    ck_assert_int_eq(why(&s, "officer", CLASS_IDENTITY, "p1"), SEEN);
    ck_assert_str_eq(asbi_withheld_name(WITHHELD_EXPIRED), "expired");
    ck_assert_str_eq(asbi_withheld_words(WITHHELD_CONSENT), "the person has not agreed");
    scene_end(&s);
}
END_TEST

/* Consents do not tell who somebody is who wishes to be anonymous; only their own word does, of later than the anonymous report. */
START_TEST(anonymity_outlasts_consents)
{
    static const class_row all[] = {{"officer", "", "p1", "icsaou"},       {"manager", "", "p1", "icsaou"},
                                    {"perpetrator", "p2", "p1", "------"}, {"partner", "", "p1", "------"},
                                    {"court", "", "p1", "------"},         {"third-party", "p4", "p1", "------"},
                                    {"complainant", "p1", "p1", "icsa-u"}, {"subject-access", "p1", "p1", "icsaou"}};
    static const class_row lifted[] = {{"perpetrator", "p2", "p1", "i--a--"}, {"partner", "", "p1", "icsaou"}};
    scene s;

    document_begin(&s);
    tell_people(&s);
    told(&s, "party", "{'party':'p1','anonymous':false}");
    told(&s, "report", "{'channel':'phone','summary':'Again','reporter':'p1','anonymous':true}");
    told(&s, "consent", "{'party':'p1','scope':'identity-to-perpetrator','given':true}");
    told(&s, "consent", "{'party':'p1','scope':'use-in-court','given':true}");
    told(&s, "safeguarding", "{'party':'p1','concern':'child'}");
    try_classes(&s, all, COUNT_OF(all));
    told(&s, "party", "{'party':'p1','anonymous':false}");
    try_classes(&s, lifted, COUNT_OF(lifted));
    scene_end(&s);
}
END_TEST

/* What one is in the case adds up. */
START_TEST(parts_add_up)
{
    static const class_row rows[] = {{"court", "", "p1", "i--aou"}, {"court", "", "p2", "i--aou"}};
    scene s;

    document_begin(&s);
    tell_people(&s);
    told(&s, "party", "{'party':'p1','as':'alleged-perpetrator'}");
    told(&s, "party", "{'party':'p2','as':'victim'}");
    try_classes(&s, rows, COUNT_OF(rows));
    scene_end(&s);
}
END_TEST

START_TEST(an_audience_that_is_none)
{
    scene s;
    view v;
    fault f = {0};

    document_begin(&s);
    tell_people(&s);
    ck_assert_int_eq(asbi_view_begin(&v, s.c, asbi_text("neighbours"), NO_INDEX, clock_now, &f), ASB_EINVALID);
    ck_assert_str_eq(f.field, "audience");
    scene_end(&s);
}
END_TEST

/* ---- fields and records */

static withheld field_of(const view *v, uint32_t seq, const char *name) {
    const entry *e = &v->c->entries[seq - 1];
    reading r;

    for (uint32_t i = 0; asbi_next_reading(&r, v->c, e, &i);)
        if (asbi_text_is(r.name, name)) return asbi_view_field(v, e, r.def, r.value);
    ck_abort_msg("record %u has no %s", seq, name);
    return SEEN;
}

typedef struct field_row {
    const char *kind, *fields; /* the record */
    const char *field;         /* NULL: is there anything of it? */
    withheld perpetrator, complainant, court, partner;
} field_row;

static void try_field(const scene *s, const field_row *r) {
    static const char *const audiences[][2] = {{"perpetrator", "p2"}, {"complainant", "p1"}, {"court", ""}, {"partner", ""}};
    const withheld wanted[] = {r->perpetrator, r->complainant, r->court, r->partner};

    for (size_t i = 0; i < COUNT_OF(audiences); i++) {
        view v;
        withheld got;
        see(&v, s, audiences[i][0], audiences[i][1]);
        got = r->field == NULL ? asbi_view_record(&v, &s->c->entries[s->c->count - 1]) : field_of(&v, s->c->count, r->field);
        ck_assert_msg(got == wanted[i], "%s, %s of %s %s: %s, wanted %s", audiences[i][0], r->field == NULL ? "anything" : r->field,
                      r->kind, r->fields, asbi_withheld_name(got), asbi_withheld_name(wanted[i]));
        asbi_view_end(&v);
    }
}

#define NO WITHHELD_AUDIENCE
#define ASK WITHHELD_CONSENT
#define HIDDEN WITHHELD_ANONYMOUS

/* p1 has agreed that agencies are told, and to nothing else; p3 is anonymous. */
START_TEST(whose_data_a_field_is)
{
    static const field_row rows[] = {
        {"report", "{'channel':'phone','summary':'S','reporter':'p1'}", "summary", ASK, SEEN, ASK, SEEN},
        {"report", "{'channel':'phone','summary':'S','reporter':'p1'}", "channel", NO, NO, NO, SEEN},
        {"report", "{'channel':'phone','summary':'S','reporter':'p1'}", "reporter", ASK, SEEN, ASK, SEEN},
        {"report", "{'channel':'phone','summary':'S','reporter':'p2'}", "summary", SEEN, NO, SEEN, ASK},
        {"report", "{'channel':'phone','summary':'S'}", "summary", NO, NO, NO, ASK},
        {"report", "{'channel':'phone','summary':'S','anonymous':true}", "summary", HIDDEN, HIDDEN, HIDDEN, HIDDEN},
        {"report", "{'channel':'phone','summary':'S','anonymous':true}", NULL, HIDDEN, HIDDEN, HIDDEN, HIDDEN},
        {"report", "{'channel':'phone','summary':'S','reporter':'p3'}", NULL, HIDDEN, HIDDEN, HIDDEN, HIDDEN},
        {"contact", "{'party':'p1','method':'phone','outcome':'reached','summary':'S'}", "summary", ASK, SEEN, ASK, SEEN},
        {"contact", "{'party':'p1','method':'phone','outcome':'reached','summary':'S'}", "outcome", NO, NO, NO, SEEN},
        {"contact", "{'party':'p1','method':'phone','outcome':'reached'}", NULL, ASK, SEEN, ASK, SEEN},
        {"contact", "{'party':'p2','method':'phone','outcome':'reached','note':'N'}", "note", NO, NO, SEEN, ASK},
        {"intervention", "{'remedy':'civil-injunction','party':'p2','status':'considered'}", "status", SEEN, NO, SEEN, ASK},
        {"incident", "{'occurred':'2026-02-01','description':'D','people':['p1','p2']}", "description", ASK, NO, ASK, ASK},
        {"incident", "{'occurred':'2026-02-01','description':'D','people':['p1','p2']}", "people", MASKED, MASKED, MASKED, MASKED},
        {"incident", "{'occurred':'2026-02-01','description':'D','people':['p2']}", "description", SEEN, NO, SEEN, ASK},
        {"incident", "{'occurred':'2026-02-01','description':'D','people':['p2'],'impact':'I'}", "impact", ASK, NO, ASK, ASK},
        {"incident", "{'occurred':'2026-02-01','description':'D','people':['p2'],'witnesses':['p3']}", "description", HIDDEN, HIDDEN,
         HIDDEN, HIDDEN},
        {"incident", "{'occurred':'2026-02-01','description':'D'}", "description", NO, NO, NO, ASK},
        {"incident", "{'occurred':'2026-02-01','description':'D','hate':true,'people':['p1']}", "hate", NO, SEEN, NO, WITHHELD_CONDITION},
        {"assessment", "{'matrix':'m','party':'p1','answers':{}}", NULL, ASK, SEEN, ASK, SEEN},
        {"note", "{'text':'N'}", "text", NO, NO, NO, ASK},
        {"note", "{'text':'N','x-of-ours':'X'}", "x-of-ours", NO, NO, NO, WITHHELD_CONDITION},
        {"contact", "{'party':'p1','method':'phone','outcome':'reached','x-of-ours':'X'}", "x-of-ours", NO, SEEN, NO, WITHHELD_CONDITION},
        {"x-thing", "{'party':'p1','what':'X'}", "what", NO, SEEN, NO, WITHHELD_CONDITION},
        {"closure", "{'reason':'resolved','rationale':'R'}", "reason", SEEN, SEEN, SEEN, SEEN},
        {"closure", "{'reason':'resolved','rationale':'R'}", "rationale", NO, NO, NO, ASK},
        {"conference", "{'of':'case-conference','attendees':['A']}", "attendees", NO, NO, NO, ASK},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        scene s;
        if (!strcmp(rows[i].kind, "assessment")) continue; /* the policy has no matrix */
        document_begin(&s);
        tell_people(&s);
        told(&s, "consent", "{'party':'p1','scope':'share-with-agencies','given':true}");
        told(&s, "party", "{'party':'p3','anonymous':true}");
        told(&s, rows[i].kind, rows[i].fields);
        try_field(&s, &rows[i]);
        scene_end(&s);
    }
}
END_TEST

/* A correction, an approval, and whatever else names a record is about the people of that record. */
START_TEST(what_a_record_of_a_record_is_about)
{
    scene s;
    view v;

    document_begin(&s);
    tell_people(&s);
    told(&s, "correction", "{'of':2,'field':'name','value':'Anna Ashworth','reason':'R'}");
    told(&s, "approval", "{'of':6,'decision':'approved','reasons':'R'}");
    told(&s, "approval", "{'of':1,'decision':'approved','reasons':'R'}");
    see(&v, &s, "complainant", "p1");
    ck_assert_int_eq(field_of(&v, 6, "value"), SEEN);
    ck_assert_int_eq(field_of(&v, 6, "reason"), WITHHELD_AUDIENCE);
    asbi_view_end(&v);
    see(&v, &s, "subject-access", "p1");
    ck_assert_int_eq(field_of(&v, 7, "reasons"), SEEN);
    ck_assert_int_eq(field_of(&v, 8, "reasons"), SEEN);
    asbi_view_end(&v);
    see(&v, &s, "subject-access", "p2");
    ck_assert_int_eq(field_of(&v, 7, "reasons"), WITHHELD_AUDIENCE);
    ck_assert_int_eq(asbi_view_record(&v, &s.c->entries[5]), WITHHELD_AUDIENCE);
    asbi_view_end(&v);
    scene_end(&s);
}
END_TEST

START_TEST(erased_records_say_so)
{
    scene s;
    view v;

    document_begin(&s);
    tell_people(&s);
    told(&s, "note", "{'text':'N'}");
    told(&s, "erasure", "{'of':[6],'basis':'B','reason':'R'}");
    see(&v, &s, "officer", "");
    ck_assert_int_eq(asbi_view_record(&v, &s.c->entries[5]), WITHHELD_ERASED);
    asbi_view_end(&v);
    see(&v, &s, "perpetrator", "p2");
    ck_assert_int_eq(asbi_view_record(&v, &s.c->entries[5]), WITHHELD_AUDIENCE);
    asbi_view_end(&v);
    scene_end(&s);
}
END_TEST

/* Fields of the host's own that a correction changes, or adds. */
START_TEST(readings_are_as_records_now_read)
{
    scene s;
    reading r;
    uint32_t seen = 0, at_ = 0;

    document_begin(&s);
    tell_people(&s);
    told(&s, "note", "{'text':'N','x-a':'1','x-b':'2'}");
    told(&s, "correction", "{'of':6,'field':'x-a','value':'3','reason':'R'}");
    told(&s, "correction", "{'of':6,'field':'x-c','value':'4','reason':'R'}");
    told(&s, "correction", "{'of':6,'field':'x-c','value':'5','reason':'R'}");
    told(&s, "correction", "{'of':6,'field':'text','value':'M','reason':'R'}");
    while (asbi_next_reading(&r, s.c, &s.c->entries[5], &at_)) {
        static const char *const wanted[][2] = {{"text", "M"}, {"x-a", "3"}, {"x-b", "2"}, {"x-c", "5"}};
        size_t i = 0;
        while (i < COUNT_OF(wanted) && !asbi_text_is(r.name, wanted[i][0])) i++;
        ck_assert_uint_lt(i, COUNT_OF(wanted));
        ck_assert_msg(asbi_text_is(asbi_json_text(r.value), wanted[i][1]), "%s: %s", wanted[i][0], asbi_json_text(r.value).at);
        ck_assert((r.def != NULL) == (i == 0));
        seen++;
    }
    ck_assert_uint_eq(seen, 4);
    scene_end(&s);
}
END_TEST

/* ---- what is written */

START_TEST(people_are_called_by_name_or_pseudonym)
{
    scene s;
    view v;

    document_begin(&s);
    tell_people(&s);
    told(&s, "party", "{'party':'p5','as':'complainant','name':'Eve Elmwood'}");
    told(&s, "party", "{'party':'p6','as':'household-member'}");
    told(&s, "party", "{'party':'p7','as':'witness','name':'Fay Firbank','anonymous':true}");
    told(&s, "report", "{'channel':'phone','summary':'S','reporter':'p9'}");
    see(&v, &s, "perpetrator", "p2");
    ck_assert_str_eq(called(&v, party_of(&s, "p1")), "Complainant 1");
    ck_assert_str_eq(called(&v, party_of(&s, "p2")), "Bob Birch");
    ck_assert_str_eq(called(&v, party_of(&s, "p3")), "Witness 1");
    ck_assert_str_eq(called(&v, party_of(&s, "p4")), "Third party 1");
    ck_assert_str_eq(called(&v, party_of(&s, "p5")), "Complainant 2");
    ck_assert_str_eq(called(&v, party_of(&s, "p6")), "Household member 1");
    ck_assert_str_eq(called(&v, party_of(&s, "p7")), "[name withheld]");
    ck_assert(asbi_view_is_nowhere(&v, party_of(&s, "p7")) && !asbi_view_is_nowhere(&v, party_of(&s, "p1")));
    ck_assert_str_eq(called(&v, party_of(&s, "p9")), "Person 1");
    ck_assert_str_eq(called(&v, NO_INDEX), "[name withheld]");
    asbi_view_end(&v);
    see(&v, &s, "officer", "");
    ck_assert_str_eq(called(&v, party_of(&s, "p1")), "Ann Ashworth");
    ck_assert_str_eq(called(&v, party_of(&s, "p6")), "Household member 1");
    ck_assert_str_eq(called(&v, party_of(&s, "p7")), "Fay Firbank");
    asbi_view_end(&v);
    see(&v, &s, "third-party", "p4");
    ck_assert_str_eq(called(&v, party_of(&s, "p4")), "Dinah Dunmore");
    asbi_view_end(&v);
    scene_end(&s);
}
END_TEST

START_TEST(texts_are_masked)
{
    scene s;
    view v;

    document_begin(&s);
    tell_people(&s);
    see(&v, &s, "perpetrator", "p2");
    ck_assert_str_eq(
        masked(&v, "Ms Ashworth of 12 High St (BS1 2AB) rang from 07700900123 about Bob Birch, as did C. Colefax"),
        "[name withheld] of [address withheld] (BS1 2AB) rang from [telephone withheld] about Bob Birch, as did [name withheld]");
    asbi_view_end(&v);
    see(&v, &s, "officer", "");
    ck_assert_str_eq(masked(&v, "Ms Ashworth of 12 High St"), "Ms Ashworth of 12 High St");
    asbi_view_end(&v);
    scene_end(&s);
}
END_TEST

/* Who is seen, but not how they are reached. */
START_TEST(ways_of_contact_are_protected_by_themselves)
{
    scene s;
    view v;

    document_begin(&s);
    tell_people(&s);
    told(&s, "consent", "{'party':'p1','scope':'identity-to-perpetrator','given':true}");
    see(&v, &s, "perpetrator", "p2");
    ck_assert_str_eq(masked(&v, "Ann Ashworth, 12 High Street, 07700 900123"), "Ann Ashworth, [address withheld], [telephone withheld]");
    asbi_view_end(&v);
    scene_end(&s);
}
END_TEST

START_TEST(all_that_ever_was_recorded_is_protected)
{
    scene s;
    view v;

    document_begin(&s);
    tell_people(&s);
    told(&s, "party", "{'party':'p1','name':'Ann Oakhurst'}");
    told(&s, "correction", "{'of':2,'field':'name','value':'Ann Pinewood','reason':'R'}");
    told(&s, "correction", "{'of':2,'field':'name','value':'Ann Yewtree','reason':'R'}");
    see(&v, &s, "perpetrator", "p2");
    ck_assert_str_eq(masked(&v, "Ashworth then Oakhurst then Pinewood then Yewtree then p1"),
                     "[name withheld] then [name withheld] then [name withheld] then [name withheld] then [name withheld]");
    asbi_view_end(&v);
    scene_end(&s);
}
END_TEST

START_TEST(values_are_copied_as_they_may_be_had)
{
    scene s;
    view v;
    arena a;
    buffer b;
    uint32_t marks = 0, at_ = 0;
    reading r;

    document_begin(&s);
    tell_people(&s);
    told(&s, "party", "{'party':'p3','anonymous':true}");
    told(&s, "incident",
         "{'occurred':'2026-02-01','description':'Ann shouted','people':['p2','p1','p3'],"
         "'x-more':{'by Ashworth':1,'at':['07700900123',7700900123,'Bob']}}");
    see(&v, &s, "perpetrator", "p2");
    asbi_arena_init(&a, s.c->memory);
    asbi_buffer_init(&b, s.c->memory, SIZE_MAX);
    while (asbi_next_reading(&r, s.c, &s.c->entries[6], &at_)) {
        asbi_json_write(&b, asbi_view_value(&v, &a, &s.c->entries[6], r.def, r.value, &marks));
        asbi_put_char(&b, '\n');
    }
    ck_assert_str_eq(b.data,
                     "\"2026-02-01\"\n\"[name withheld] shouted\"\n[\"Bob Birch\",\"Complainant 1\"]\n"
                     "{\"at\":[\"[telephone withheld]\",\"[telephone withheld]\",\"Bob\"]}\n");
    ck_assert_uint_eq(marks, 6);
    asbi_buffer_free(&b);
    asbi_arena_free(&a);
    asbi_view_end(&v);
    scene_end(&s);
}
END_TEST

/* ---- the last look */

static int32_t look(const scene *s, const char *audience, const char *reader, const char *document, fault *f) {
    view v;
    int32_t status;

    memset(f, 0, sizeof *f);
    see(&v, s, audience, reader);
    status = asbi_view_check(&v, asbi_text(document), f);
    asbi_view_end(&v);
    return status;
}

START_TEST(a_leak_is_an_error_that_names_it)
{
    static const struct {
        const char *document, *party, *what;
        uint32_t line, column;
    } rows[] = {{"Dear Mr Birch,\n\nAnn Ashworth says", "p1", "name", 3, 1},
                {"<p>é Ash<b>worth</b></p>", "p1", "name", 1, 6},
                {"12 High Street", "p1", "address", 1, 1},
                {"{\"k\":\"\\u0041nn Ashworth\"}", "p1", "name", 1, 7},
                {"tel:+447700900123", "p1", "telephone number", 1, 6},
                {"Cyril", "p3", "name", 1, 1},
                {"<a href=\"mailto:x\" title=\"C. Colefax\">", "p3", "name", 1, 27}};
    scene s;
    fault f;

    document_begin(&s);
    tell_people(&s);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        ck_assert_int_eq(look(&s, "perpetrator", "p2", rows[i].document, &f), ASB_EDISCLOSURE);
        ck_assert_str_eq(f.field, rows[i].party);
        ck_assert_msg(f.line == rows[i].line && f.column == rows[i].column, "%s: %u:%u", rows[i].document, f.line, f.column);
        ck_assert_ptr_nonnull(strstr(f.message.text, rows[i].what));
        ck_assert_ptr_nonnull(strstr(f.message.text, rows[i].party));
        ck_assert_int_eq(look(&s, "officer", "", rows[i].document, &f), ASB_OK);
    }
    ck_assert_int_eq(look(&s, "perpetrator", "p2", "Dear Bob Birch of 14 High Street, BS1 2AB", &f), ASB_OK);
    ck_assert_int_eq(look(&s, "perpetrator", "p2", "\xFF", &f), ASB_EINVALID);
    scene_end(&s);
}
END_TEST

/* A family name of both neighbours, words of the policy and of documents, the officer who signs. */
START_TEST(shared_words_are_no_leak)
{
    scene s;
    fault f;

    document_begin(&s);
    told(&s, "report", "{'channel':'phone','summary':'Loud music','reporter':'p1'}");
    told(&s, "party", "{'party':'p1','as':'complainant','name':'Grace Birch'}");
    told(&s, "party", "{'party':'p2','as':'alleged-perpetrator','name':'Bob Birch'}");
    told(&s, "party", "{'party':'p3','as':'witness','name':'Noise Timeline'}");
    told(&s, "party", "{'party':'p4','as':'staff','name':'Jo Lindqvist'}");
    told(&s, "allocation", "{'officer':'Jo Lindqvist','to_role':'officer'}");
    ck_assert_int_eq(look(&s, "perpetrator", "p2", "Dear Mr Birch: Noise is in the Timeline. Yours, Jo Lindqvist", &f), ASB_OK);
    ck_assert_int_eq(look(&s, "perpetrator", "p2", "as Grace Birch says", &f), ASB_EDISCLOSURE);
    ck_assert_int_eq(look(&s, "perpetrator", "p2", "as G. Birch says", &f), ASB_EDISCLOSURE);
    ck_assert_int_eq(look(&s, "perpetrator", "p2", "as Noise Timeline says", &f), ASB_EDISCLOSURE);
    scene_end(&s);
}
END_TEST

/* ---- memory */

START_TEST(a_failed_allocation_leaves_nothing)
{
    scene s;
    uint64_t n = 0, failures;

    document_begin(&s);
    tell_people(&s);
    do {
        view v;
        fault f = {0};
        uint64_t blocks = s.b.t.blocks;
        int32_t status;
        test_memory_fail(&s.b.t, ++n, 0);
        status = asbi_view_begin(&v, s.c, asbi_text("perpetrator"), party_of(&s, "p2"), clock_now, &f);
        failures = s.b.t.failures;
        test_memory_fail(&s.b.t, 0, 0);
        ck_assert_int_eq(status, failures > 0 ? ASB_ENOMEM : ASB_OK);
        if (status == ASB_OK) asbi_view_end(&v);
        ck_assert_uint_eq(s.b.t.blocks, blocks);
    } while (failures > 0);
    ck_assert_uint_gt(n, 3);
    scene_end(&s);
}
END_TEST

Suite *asb_suite_document_view(void);

Suite *asb_suite_document_view(void) {
    const TTest *const tests[] = {without_any_consent,
                                  with_consents,
                                  with_conditions_on_the_case,
                                  the_reason_is_told,
                                  anonymity_outlasts_consents,
                                  parts_add_up,
                                  an_audience_that_is_none,
                                  whose_data_a_field_is,
                                  what_a_record_of_a_record_is_about,
                                  erased_records_say_so,
                                  readings_are_as_records_now_read,
                                  people_are_called_by_name_or_pseudonym,
                                  texts_are_masked,
                                  ways_of_contact_are_protected_by_themselves,
                                  all_that_ever_was_recorded_is_protected,
                                  values_are_copied_as_they_may_be_had,
                                  a_leak_is_an_error_that_names_it,
                                  shared_words_are_no_leak,
                                  a_failed_allocation_leaves_nothing};

    return test_suite("document view", tests, COUNT_OF(tests));
}

/* A case of any built-in policy, worked far enough that every letter can be made: a complainant, a victim, somebody complained of, a witness, a resident and
 * a third party, with names and addresses that a page of HTML must escape. */
#ifndef DOCUMENT_SUPPORT_H
#define DOCUMENT_SUPPORT_H

#include "forms_support.h"
#include <asb/document.h>

/* What a policy calls things. */
typedef struct landlord {
    const char *policy, *name, *role, *title, *category, *category_words, *reason, *remedy;
} landlord;

static const landlord landlords[] = {
    {"connexus", "Connexus", "officer", "Investigating officer", "noise", "noise", "nuisance-ceased", NULL},
    {"hart", "Hart District Council", "community-safety-officer", "Community safety officer", "general-asb", "anti-social behaviour",
     "asb-stopped", NULL},
    {"mount-green", "Mount Green", "neighbourhood-officer", "Neighbourhood officer", "other-asb", "other anti-social behaviour", "stopped",
     NULL},
    {"places-for-people", "Places for People", "CHM", "Community Housing Manager", "noise", "noise nuisance", "reduced", "mediation"},
    {"west-kent", "West Kent", "housing-officer", "Housing officer", "noise", "noise that most people would find unreasonable", "resolved",
     NULL},
};
enum { LANDLORDS = sizeof landlords / sizeof *landlords };

static const struct person {
    const char *id, *part, *name, *address, *postcode;
} people[] = {
    {"c1", "complainant", "Siân O'Neill & Daughter", "Flat 2, 14 Tŷ <Gwyn> Road, Leyland", "PR25 1ZZ"},
    {"v1", "victim", "Zoë \"Zed\" Murphy", "Flat 3, 14 Tŷ <Gwyn> Road", "PR25 1ZZ"},
    {"p1", "alleged-perpetrator", "Łukasz Brånd", "16 Tŷ <Gwyn> Road", "PR25 1ZZ"},
    {"w1", "witness", "Oke Adeyemi", "18 Tŷ <Gwyn> Road", "PR25 1ZZ"},
    {"r1", "resident", "Marguerite Dubois", "20 Tŷ <Gwyn> Road", "PR25 1ZZ"},
    {"t1", "third-party", "Councillor Ravi Nair", "1 Civic Way, Preston", "PR1 9AA"},
};
enum { PEOPLE = sizeof people / sizeof *people };

/* As bench_add(), by the landlord's officer. */
static inline uint32_t desk_add(bench *b, const landlord *l, const char *when, const char *kind, const char *fields) {
    return bench_add(b, when, "ben", l->role, kind, fields);
}

/* Names have quotation marks of both sorts in them, so these are not written with ' for ". */
static inline void desk_person(bench *b, const landlord *l, const struct person *p) {
    asb_record *r = NULL;
    ck_assert_int_eq(asb_record_new(&r, b->e, "party"), ASB_OK);
    ck_assert_int_eq(asb_record_set_actor(r, "ben", l->role), ASB_OK);
    const char *const fields[][2] = {
        {"party", p->id}, {"as", p->part}, {"name", p->name}, {"address", p->address}, {"postcode", p->postcode}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        ck_assert_int_eq(asb_record_set_text(r, fields[i][0], fields[i][1]), ASB_OK);
    ck_assert_msg(asb_case_admit(NULL, b->c, r, INT64_MIN, 0) == ASB_OK, "%s", asb_error_message(b->e));
    asb_record_free(r);
}

/* Ends with the engine, as a bench does. The case's reference is ASB/26/7; it is open, and the clock stands at 2026-04-20. */
static inline void desk_begin(bench *b, const landlord *l) {
    char fields[200];
    bench_begin(b);
    asb_policy_free(b->policy);
    ck_assert_int_eq(asb_policy_builtin(&b->policy, b->e, l->policy), ASB_OK);
    ck_assert_int_eq(asb_case_new(&b->c, b->e, b->policy, NULL, "A-7"), ASB_OK);
    desk_add(b, l, "2026-04-02T10:05", "report", "{'channel':'phone','summary':'Music','reporter':'c1'}");
    for (size_t i = 0; i < PEOPLE; i++) desk_person(b, l, &people[i]);
    snprintf(fields, sizeof fields, "{'categories':['%s'],'reference':'ASB/26/7'}", l->category);
    desk_add(b, l, "2026-04-02T11:00", "opening", fields);
    snprintf(fields, sizeof fields, "{'officer':'Ben Booth','to_role':'%s'}", l->role);
    desk_add(b, l, "2026-04-02T11:05", "allocation", fields);
    bench_at(b, "2026-04-20T09:00");
}

static inline void desk_close(bench *b, const landlord *l) {
    char fields[200];
    snprintf(fields, sizeof fields, "{'reason':'%s','rationale':'It has been quiet for a month.'}", l->reason);
    desk_add(b, l, "2026-07-13T10:00", "closure", fields);
    desk_add(b, l, "2026-07-13T10:01", "consent", "{'party':'c1','scope':'third-party-updates','given':true}");
}

static inline asb_document *desk_letter(bench *b, const char *template_, const char *party) {
    asb_document *d = NULL;
    ck_assert_int_eq(asb_document_new(&d, b->c, "letter"), ASB_OK);
    if (template_) ck_assert_msg(asb_document_set(d, "template", template_) == ASB_OK, "%s", asb_error_message(b->e));
    if (party) ck_assert_msg(asb_document_set(d, "party", party) == ASB_OK, "%s", asb_error_message(b->e));
    return d;
}

/* What it says, for free(); the document is given back. */
static inline char *desk_made(bench *b, asb_document *d, int32_t format) {
    asb_text *t = NULL;
    int32_t status = asb_document_render(&t, d, format);
    ck_assert_msg(status == ASB_OK, "%d %s %s", (int)status, asb_error_field(b->e), asb_error_message(b->e));
    asb_document_free(d);
    return bench_taken(t);
}

static inline void says(char *made, const char *expected) {
    ck_assert_str_eq(made, expected);
    free(made);
}

/* It cannot be made, for that reason; the document is given back. */
static inline void cannot(bench *b, asb_document *d, const char *code, const char *field) {
    asb_text *t = NULL;
    ck_assert_int_lt(asb_document_render(&t, d, ASB_FORMAT_TEXT), 0);
    failed(b, code, field);
    ck_assert_ptr_null(t);
    asb_document_free(d);
}

#endif

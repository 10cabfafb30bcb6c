/* The generator. Shares are guesses at what a large landlord sees: most cases are noise and neighbours, most are closed within months, a few drag on; each officer has an
 * area of wards; reports come in mostly by telephone, and more in summer. Guards are not asked (asb_case_admit): what is wanted is volume, and breaches happen too. */
#include "caseloads.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const int64_t DAY = INT64_C(86400000);

static const struct {
    const char *id;
    unsigned share;
    const char *actor, *roles[3], *categories[6], *reasons[3], *remedies[2];
} landlords[] = {
    {"places-for-people",
     35,
     "CCC",
     {"CCC", "TEM", "CHM"},
     {"noise", "neighbour-dispute", "pets", "harassment", "violence", "vandalism"},
     {"reduced", "exhausted", "not-asb"},
     {"written-warning", "acceptable-behaviour-agreement"}},
    {"west-kent",
     25,
     "housing-officer",
     {"housing-officer", "team-leader", "housing-officer"},
     {"noise", "other-nuisance", "animals", "threats", "drugs", "litter"},
     {"resolved", "no-further-action", "passed-to-mediation"},
     {"warning-of-action", "acceptable-behaviour-agreement"}},
    {"connexus",
     20,
     "officer",
     {"officer", "housing-officer", "enforcement-officer"},
     {"noise", "nuisance", "nuisance", "harassment", "violence", "criminal-damage"},
     {"nuisance-ceased", "no-further-contact", "successful-resolution"},
     {"warning-letter", "acceptable-behaviour-contract"}},
    {"hart",
     12,
     "community-safety-officer",
     {"community-safety-officer", "safer-communities-manager", "community-safety-officer"},
     {"general-asb", "low-level-neighbour", "low-level-neighbour", "area-issue", "general-asb", "general-asb"},
     {"asb-stopped", "not-asb", "no-contact"},
     {"warning-letter", "acceptable-behaviour-agreement"}},
    {"mount-green",
     8,
     "neighbourhood-officer",
     {"neighbourhood-officer", "staff", "neighbourhood-officer"},
     {"other-asb", "other-asb", "other-asb", "serious-incident", "other-asb", "other-asb"},
     {"stopped", "nothing-further", "tenancy-ended"},
     {"tenancy-warning", "tenancy-warning"}},
};

static const char *const first_names[] = {
    "Ann",   "Olu",   "Priya",    "Tom",      "Siân",  "Fatima",    "Kenji",  "Maria", "Dave",    "Zoë",     "Ibrahim", "Grace",
    "John",  "Sarah", "Mohammed", "Emma",     "James", "Chloe",     "David",  "Amina", "Michael", "Nicola",  "Paul",    "Karen",
    "Ryan",  "Aisha", "Steven",   "Tracey",   "Piotr", "Agnieszka", "Liam",   "Megan", "Kwame",   "Ngozi",   "Rajesh",  "Sunita",
    "Yusuf", "Leila", "Darren",   "Michelle", "Colin", "Jean",      "Victor", "Ruth",  "Hassan",  "Bethany", "Craig",   "Donna",
    "Elena", "Frank", "Gillian",  "Harry",    "Irene", "Jack",      "Kyle",   "Lucy"};
/* Half of all people have one of these names; the others' are made of two parts. */
static const char *const last_names[] = {"Ash",   "Brook",  "O'Brien", "Patel", "Kowalski", "Okafor",
                                         "Jones", "Müller", "Khan",    "Reed",  "Smith",    "Hall"};
static const char *const name_fronts[] = {"Ather", "Bentham", "Black", "Brad",   "Cal",    "Clay", "Crow",  "Dun", "East",
                                          "Fair",  "Gard",    "Hart",  "Hather", "Hollow", "Kirk", "Lang",  "Mar", "Mill",
                                          "Nor",   "Oak",     "Pem",   "Rad",    "Sher",   "Stan", "Thorn", "Whit"};
static const char *const name_ends[] = {"bury",   "combe", "croft", "den",  "field", "ford", "ham",   "hurst",
                                        "ington", "land",  "ley",   "man",  "more",  "port", "ridge", "smith",
                                        "stead",  "ston",  "ton",   "well", "wick",  "win",  "wood",  "worth"};
static const char *const streets[] = {"High Street", "Station Road",     "Beech Close",    "The Mount",
                                      "Mill Lane",   "Queen's Crescent", "St John's Road", "Park View"};
static const char *const street_fronts[] = {"Albert", "Birch",  "Castle", "Dover",   "Elm",   "Forge",
                                            "Grange", "Hadlow", "Ivy",    "Kipling", "Larch", "Medway"};
static const char *const street_types[] = {"Road", "Street", "Close", "Avenue", "Gardens", "Drive", "Court", "Way"};
enum { STREETS = 120, COMMON_STREETS = 24, SURNAMES = 2 * 26 * 24 };
static const char *const channels[] = {"phone", "phone", "phone", "phone", "email", "online", "online", "app", "in-person", "staff"};

/* ---- chance: splitmix64, seeded by the case */

typedef struct making {
    caseloads *g;
    asb_case *c;
    uint64_t chance;
    unsigned landlord;
    int64_t at;
    char officer[16];
} making;

static uint64_t next(making *m) {
    uint64_t z = m->chance += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static unsigned below(making *m, unsigned n) {
    return (unsigned)(next(m) % n);
}

static int one_in(making *m, unsigned n) {
    return below(m, n) == 0;
}

#define PICK(m, list) ((list)[below((m), (unsigned)(sizeof(list) / sizeof *(list)))])

/* ---- the library */

static int64_t clock_of(void *self) {
    return ((caseloads *)self)->clock;
}

static void need(asb_engine *e, int32_t status, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", what, e ? asb_error_message(e) : asb_status_text(status));
    exit(EXIT_FAILURE);
}

void caseloads_begin(caseloads *g, uint64_t seed) {
    asb_hooks hooks = {.struct_size = sizeof hooks, .self = g, .now = clock_of};
    memset(g, 0, sizeof *g);
    g->seed = seed;
    g->clock = CASELOADS_END;
    need(NULL, asb_engine_new(&g->engine, &hooks), "engine");
    for (unsigned i = 0; i < 5; i++) need(g->engine, asb_policy_builtin(&g->policies[i], g->engine, landlords[i].id), landlords[i].id);
}

void caseloads_end(caseloads *g) {
    for (unsigned i = 0; i < 5; i++) asb_policy_free(g->policies[i]);
    asb_engine_free(g->engine);
}

/* Nothing happens after the end of the caseload: gives 0 then. `fields` is JSON with ' for ". */
static int add(making *m, const char *kind, const char *fields) {
    char json[1024];
    asb_record *r;
    if (m->at > CASELOADS_END) return 0;
    int length = snprintf(json, sizeof json, "{'kind':'%s','by':'%s','role':'%s','fields':{%s}}", kind, m->officer,
                          landlords[m->landlord].actor, fields);
    for (int i = 0; i < length; i++)
        if (json[i] == '\'') json[i] = '"';
    for (int i = 0; i < length; i++)
        if (json[i] == '^') json[i] = '\'';
    m->g->clock = m->at;
    need(m->g->engine, asb_record_parse(&r, m->g->engine, json, (size_t)length), json);
    need(m->g->engine, asb_case_admit(NULL, m->c, r, INT64_MIN, 0), json);
    asb_record_free(r);
    m->g->records++;
    return 1;
}

static void pass_days(making *m, unsigned most) {
    m->at += (int64_t)(1 + below(m, most)) * DAY - (int64_t)below(m, 6) * DAY / 24;
}

/* An apostrophe goes in as ^. */
static void quote(char *text) {
    for (char *c = text; *c; c++)
        if (*c == '\'') *c = '^';
}

static void name_of(making *m, char *out, size_t size) {
    const char *first = PICK(m, first_names);
    unsigned n = below(m, SURNAMES);
    if (n < SURNAMES / 2)
        snprintf(out, size, "%s %s", first, last_names[n % 12]);
    else
        snprintf(out, size, "%s %s%s", first, name_fronts[n % 26], name_ends[n / 26 % 24]);
    quote(out);
}

static void address_of(char *out, size_t size, unsigned house, unsigned street) {
    unsigned n = street - COMMON_STREETS;
    if (street < COMMON_STREETS)
        snprintf(out, size, "%u %s", house, streets[street % 8]);
    else
        snprintf(out, size, "%u %s %s", house, street_fronts[n % 12], street_types[n / 12 % 8]);
    quote(out);
}

static void report(making *m, unsigned ward, unsigned house, unsigned street) {
    char fields[400], place[80];
    address_of(place, sizeof place, house + below(m, 3), street);
    snprintf(fields, sizeof fields,
             "'channel':'%s','summary':'It has started again','location':'%s','reporter':'p1','x-ward':'Ward %u','x-area':'Area %u'%s",
             PICK(m, channels), place, ward, ward / 5, one_in(m, 40) ? ",'hate':true" : "");
    add(m, "report", fields);
}

/* Some twenty houses of a street have a postcode. */
static void person(making *m, const char *id, const char *part, unsigned house, unsigned street, unsigned ward) {
    char fields[400], name[80], road[80];
    unsigned post = street * 17 + house / 24;
    name_of(m, name, sizeof name);
    address_of(road, sizeof road, house, street);
    snprintf(fields, sizeof fields,
             "'party':'%s','as':'%s','name':'%s','address':'%s','postcode':'TN%u %u%c%c','uprn':'1000%02u%03u%03u','vulnerable':'%s'", id,
             part, name, road, 1 + ward / 4, ward % 4, 'A' + (char)(post % 26), 'A' + (char)(post / 26 % 26), ward, street, house,
             one_in(m, 6) ? "yes" : "no");
    add(m, "party", fields);
}

/* It occurred on the day before it was recorded, as most do that are told of by telephone. */
static void incident(making *m) {
    char fields[200];
    time_t at = (time_t)(m->at / 1000 - DAY / 1000);
    struct tm *day = gmtime(&at);
    snprintf(fields, sizeof fields, "'occurred':'%04d-%02d-%02d','description':'Shouting and banging until two','violence':'none'",
             day->tm_year + 1900, day->tm_mon + 1, day->tm_mday);
    add(m, "incident", fields);
}

static void work(making *m, unsigned rounds) {
    char fields[300];
    for (unsigned i = 0; i < rounds; i++) {
        pass_days(m, 18);
        if (!one_in(m, 3))
            add(m, "contact",
                one_in(m, 4) ? "'party':'p1','method':'phone','outcome':'no-answer','purpose':'update'"
                             : "'party':'p1','method':'phone','outcome':'reached','purpose':'update'");
        else
            incident(m);
        if (one_in(m, 6)) add(m, "evidence", "'type':'noise-app','party':'p1'");
        if (!one_in(m, 9)) continue;
        snprintf(fields, sizeof fields, "'remedy':'%s','party':'p2','status':'issued'", landlords[m->landlord].remedies[below(m, 2)]);
        add(m, "intervention", fields);
    }
}

static void allocate(making *m) {
    char fields[200];
    snprintf(fields, sizeof fields, "'officer':'%s','to_role':'%s'", m->officer, landlords[m->landlord].roles[below(m, 3)]);
    add(m, "allocation", fields);
}

static void open_case(making *m) {
    char fields[200];
    const char *category = landlords[m->landlord].categories[below(m, 6)], *other = landlords[m->landlord].categories[below(m, 6)];
    pass_days(m, 3);
    if (one_in(m, 8) && strcmp(category, other) != 0)
        snprintf(fields, sizeof fields, "'categories':['%s','%s']", category, other);
    else
        snprintf(fields, sizeof fields, "'categories':['%s']", category);
    add(m, "opening", fields);
    allocate(m);
}

static void close_case(making *m) {
    char fields[200];
    pass_days(m, 20);
    snprintf(fields, sizeof fields, "'reason':'%s','rationale':'Quiet for some weeks'", landlords[m->landlord].reasons[below(m, 3)]);
    add(m, "closure", fields);
}

static unsigned pick_landlord(making *m) {
    unsigned point = below(m, 100), i = 0;
    while (point >= landlords[i].share) point -= landlords[i++].share;
    return i;
}

/* More in summer: of two days the one nearer to July is taken, each second time. */
static int64_t begin_at(making *m) {
    int64_t a = below(m, 1825), b = below(m, 1825);
    int64_t day_a = (a + 151) % 365 - 197, day_b = (b + 151) % 365 - 197;
    int64_t days = one_in(m, 2) && llabs(day_b) < llabs(day_a) ? b : a;
    return CASELOADS_END - (1825 - days) * DAY - (int64_t)below(m, 8) * DAY / 24;
}

asb_case *caseloads_case(caseloads *g, asb_store *store, uint32_t number) {
    making m = {.g = g, .chance = g->seed * UINT64_C(0xD1342543DE82EF95) + number};
    char id[32];
    unsigned ward = below(&m, 60), house = 1 + below(&m, 400);
    unsigned street = below(&m, STREETS);
    m.landlord = pick_landlord(&m);
    m.at = begin_at(&m);
    snprintf(m.officer, sizeof m.officer, "officer-%03u", ward * 3 + below(&m, 4) + 1);
    snprintf(id, sizeof id, "C-%08u", (unsigned)number);
    g->clock = m.at;
    need(g->engine, asb_case_new(&m.c, g->engine, g->policies[m.landlord], store, id), id);
    report(&m, ward, house, street);
    person(&m, "p1", "complainant", house, street, ward);
    person(&m, "p2", "alleged-perpetrator", house + 1 + below(&m, 5), street, ward);
    if (!one_in(&m, 7)) open_case(&m);
    work(&m, 1 + below(&m, 4) + (one_in(&m, 10) ? below(&m, 20) : 0));
    if (!one_in(&m, 60)) close_case(&m);
    g->clock = CASELOADS_END;
    return m.c;
}

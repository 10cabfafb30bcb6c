/* How fast rules are judged: three tasks, each with 1,000 inputs made from a seed, one thread, through the public functions; beside them the same written by
 * hand in C, with facts as texts and as small numbers (which is what the processor can do, and no rule engine at all). The rules are in rules/policy.json:
 *
 *   risk    14 questions answered by the ids of options -> the score, and its band
 *   route   a table of 25 rows: category of the case and band of its score -> whose it is, and in how many working days. A row is a guard on `allocation` that
 *           warns: its id is CATEGORY-BAND, its message says owner and days
 *   guard   may this case be closed? 8 guards over 9 facts: role, reason, informed, feedback (of the record); band, hate, under 18, vulnerable, perpetrator known
 *           (of the case) -> every guard not met, with its clause
 *
 * What a case knows is folded before the clock runs, as any engine here is given its facts ready made; judging is not: each call judges every rule anew.
 *
 *   bench_rules POLICY [ROUNDS]            RESULT lines: evaluations a second, the best of nine takes; every output is compared with that of the C before
 *   bench_rules --fixtures                 the inputs and what must come out, as JSON, for engines in other languages */
#define _POSIX_C_SOURCE 200809L
#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { INPUTS = 1000, QUESTIONS = 14, CATEGORIES = 5, BANDS = 5, GUARDS = 8 };

/* ---- the rules, written by hand */

static const char *const questions[QUESTIONS] = {"q01", "q02", "q03", "q04", "q05", "q06", "q07",
                                                 "q08", "q09", "q10", "q11", "q12", "q13", "q14"};
static const char *const grades[] = {"none", "some", "much", "extreme"}, *const truths[] = {"no", "unsure", "yes"};
static const int grade_weights[] = {0, 1, 3, 5}, truth_weights[] = {0, 1, 2};
static const char *const bands[BANDS] = {"critical", "high", "medium", "low", "minimal"};
static const int band_from[BANDS] = {40, 30, 20, 10, 0};
static const char *const categories[CATEGORIES] = {"noise", "harassment", "violence", "vandalism", "pets"};
static const struct row {
    const char *owner;
    int days;
} rows[CATEGORIES][BANDS] = {
    {{"manager", 1}, {"team-leader", 2}, {"officer", 5}, {"officer", 10}, {"officer", 15}},
    {{"manager", 1}, {"specialist", 1}, {"specialist", 4}, {"team-leader", 9}, {"officer", 14}},
    {{"manager", 1}, {"manager", 1}, {"specialist", 3}, {"specialist", 8}, {"team-leader", 13}},
    {{"team-leader", 1}, {"team-leader", 2}, {"officer", 5}, {"officer", 10}, {"admin", 15}},
    {{"team-leader", 1}, {"officer", 2}, {"officer", 5}, {"admin", 10}, {"admin", 15}},
};
static const char *const roles[] = {"officer", "team-leader", "manager", "specialist", "admin"};
static const char *const reasons[] = {"resolved", "no-contact", "not-asb", "moved"};
enum { OFFICER, MANAGER = 2 };
enum { RESOLVED, NO_CONTACT, NOT_ASB };
enum { CRITICAL, HIGH };
static const struct guard {
    const char *id, *clause;
} guards[GUARDS] = {{"role-may-close", "C1"},      {"high-by-manager", "C2"},  {"informed-first", "C3"},  {"feedback-invited", "C4"},
                    {"hate-not-by-default", "C5"}, {"child-by-manager", "C6"}, {"vulnerable-told", "C7"}, {"resolved-with-somebody", "C8"}};

typedef struct input {
    const char *options[QUESTIONS]; /* as texts, and as numbers */
    int chosen[QUESTIONS];
    const char *category, *role, *reason, *band;
    int category_number, role_number, reason_number, band_number;
    int informed, feedback, hate, under_18, vulnerable, known;
    int score;
    unsigned refused; /* bit n: guard n is not met */
} input;

static int option_count(int question) {
    return question % 2 ? 3 : 4;
}

static int weight_of(int question, int option) {
    return (question % 2 ? truth_weights : grade_weights)[option] * (1 + question % 3);
}

static int score_by_numbers(const input *in, int *band) {
    int score = 0, b = 0;
    for (int q = 0; q < QUESTIONS; q++) score += weight_of(q, in->chosen[q]);
    while (score < band_from[b]) b++;
    *band = b;
    return score;
}

static int score_by_texts(const input *in, const char **band) {
    int score = 0, b = 0;
    for (int q = 0; q < QUESTIONS; q++) {
        const char *const *ids = q % 2 ? truths : grades;
        int o = 0;
        while (o < option_count(q) && strcmp(ids[o], in->options[q]) != 0) o++;
        score += weight_of(q, o);
    }
    while (score < band_from[b]) b++;
    *band = bands[b];
    return score;
}

static const struct row *route_by_texts(const input *in) {
    for (int c = 0; c < CATEGORIES; c++)
        for (int b = 0; b < BANDS; b++)
            if (strcmp(categories[c], in->category) == 0 && in->score >= band_from[b]) return &rows[c][b];
    return NULL;
}

static const struct row *route_by_numbers(const input *in) {
    for (int b = 0; b < BANDS; b++)
        if (in->score >= band_from[b]) return &rows[in->category_number][b];
    return NULL;
}

static unsigned guard_by_numbers(const input *in) {
    int manager = in->role_number == MANAGER, no_contact = in->reason_number == NO_CONTACT;
    unsigned refused = 0;
    refused |= (unsigned)!(in->role_number == OFFICER || manager) << 0;
    refused |= (unsigned)!(manager || in->band_number > HIGH) << 1;
    refused |= (unsigned)!in->informed << 2;
    refused |= (unsigned)!(in->feedback || no_contact) << 3;
    refused |= (unsigned)(in->hate && (no_contact || in->reason_number == NOT_ASB)) << 4;
    refused |= (unsigned)(in->under_18 && !manager) << 5;
    refused |= (unsigned)(in->vulnerable && !(in->informed && !no_contact)) << 6;
    refused |= (unsigned)(!in->known && in->reason_number == RESOLVED) << 7;
    return refused;
}

static unsigned guard_by_texts(const input *in) {
    int manager = strcmp(in->role, "manager") == 0, no_contact = strcmp(in->reason, "no-contact") == 0;
    unsigned refused = 0;
    refused |= (unsigned)!(strcmp(in->role, "officer") == 0 || manager) << 0;
    refused |= (unsigned)!(manager || (strcmp(in->band, "critical") != 0 && strcmp(in->band, "high") != 0)) << 1;
    refused |= (unsigned)!in->informed << 2;
    refused |= (unsigned)!(in->feedback || no_contact) << 3;
    refused |= (unsigned)(in->hate && strcmp(in->reason, "resolved") != 0 && strcmp(in->reason, "moved") != 0) << 4;
    refused |= (unsigned)(in->under_18 && !manager) << 5;
    refused |= (unsigned)(in->vulnerable && !(in->informed && !no_contact)) << 6;
    refused |= (unsigned)(!in->known && strcmp(in->reason, "resolved") == 0) << 7;
    return refused;
}

/* ---- the inputs: splitmix64 */

static uint64_t chance = 20261120;

static int below(int n) {
    uint64_t z = chance += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (int)((z ^ z >> 31) % (uint64_t)n);
}

/* Scores of all bands: some answer mildly, some do not. */
static void make_input(input *in) {
    int mild = below(6);
    for (int q = 0; q < QUESTIONS; q++) {
        int least = below(option_count(q)), other = mild ? below(option_count(q)) : least;
        in->chosen[q] = mild > 2 && least > other ? other : below(3) < mild - 3 ? 0 : least;
        in->options[q] = (q % 2 ? truths : grades)[in->chosen[q]];
    }
    in->score = score_by_numbers(in, &in->band_number);
    in->band = bands[in->band_number];
    in->category = categories[in->category_number = below(CATEGORIES)];
    in->role = roles[in->role_number = below(2) ? MANAGER : below(5)];
    in->reason = reasons[in->reason_number = below(4)];
    in->informed = below(4) > 0;
    in->feedback = below(4) > 0;
    in->hate = below(4) == 0;
    in->under_18 = below(4) == 0;
    in->vulnerable = below(3) == 0;
    in->known = below(4) > 0;
    in->refused = guard_by_numbers(in);
}

static input inputs[INPUTS];

static const char *flag(int yes) {
    return yes ? "true" : "false";
}

static void print_fixture(const input *in, int last) {
    const struct row *row = route_by_texts(in);
    printf("{\"answers\":{");
    for (int q = 0; q < QUESTIONS; q++) printf("%s\"%s\":\"%s\"", q ? "," : "", questions[q], in->options[q]);
    printf("},\"score\":%d,\"band\":\"%s\",\"category\":\"%s\",\"owner\":\"%s\",\"days\":%d,", in->score, in->band, in->category,
           row->owner, row->days);
    printf("\"role\":\"%s\",\"reason\":\"%s\",\"informed\":%s,\"feedback\":%s,\"hate\":%s,\"under_18\":%s,\"vulnerable\":%s,\"known\":%s,",
           in->role, in->reason, flag(in->informed), flag(in->feedback), flag(in->hate), flag(in->under_18), flag(in->vulnerable),
           flag(in->known));
    printf("\"refused\":[");
    for (int g = 0, some = 0; g < GUARDS; g++)
        if (in->refused >> g & 1) printf("%s\"%s\"", some++ ? "," : "", guards[g].id);
    printf("]}%s\n", last ? "" : ",");
}

static void print_fixtures(void) {
    printf("[");
    for (int i = 0; i < INPUTS; i++) print_fixture(&inputs[i], i + 1 == INPUTS);
    printf("]\n");
}

/* ---- ours */

typedef struct ours {
    asb_engine *engine;
    asb_policy *policy;
    asb_matrix *matrix;
    asb_assessment *assessment; /* answered anew for each input */
    asb_case *cases[INPUTS];
    asb_record *closures[INPUTS], *allocation;
} ours;

static void need(const asb_engine *e, int32_t status, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s\n", what, e ? asb_error_message(e) : asb_status_text(status));
    exit(EXIT_FAILURE);
}

static int64_t clock_of(void *self) {
    (void)self;
    return INT64_C(1795168800000); /* the same at every call: 2026-11-20 */
}

static char *read_file(const char *path, size_t *length) {
    FILE *f = fopen(path, "rb");
    char *bytes = malloc(1 << 20);
    if (!f || !bytes) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    *length = fread(bytes, 1, 1 << 20, f);
    fclose(f);
    return bytes;
}

static asb_record *parse(ours *o, const char *json) {
    asb_record *r;
    need(o->engine, asb_record_parse(&r, o->engine, json, strlen(json)), json);
    return r;
}

static void add(ours *o, asb_case *c, const char *json) {
    asb_record *r = parse(o, json);
    need(o->engine, asb_case_admit(NULL, c, r, INT64_MIN, 0), json);
    asb_record_free(r);
}

static asb_assessment *assess(ours *o, const input *in) {
    asb_assessment *a;
    need(o->engine, asb_assessment_new(&a, o->matrix, "p1"), "assessment");
    for (int q = 0; q < QUESTIONS; q++) need(o->engine, asb_assessment_answer(a, questions[q], in->options[q]), questions[q]);
    return a;
}

static void add_assessment(ours *o, asb_case *c, const input *in) {
    asb_assessment *a = assess(o, in);
    asb_record *r;
    need(o->engine, asb_assessment_to_record(&r, a), "assessment");
    need(o->engine, asb_record_set_actor(r, "amy", "officer"), "actor");
    need(o->engine, asb_case_admit(NULL, c, r, INT64_MIN, 0), "assessment");
    asb_record_free(r);
    asb_assessment_free(a);
}

#define BY "\"by\":\"amy\",\"role\":\"officer\",\"fields\":"

/* A case that knows the facts of an input, and the record that would close it. */
static void make_case(ours *o, int i) {
    const input *in = &inputs[i];
    char json[512], id[16];
    asb_case *c;
    snprintf(id, sizeof id, "C%04d", i);
    need(o->engine, asb_case_new(&c, o->engine, o->policy, NULL, id), id);
    add(o, c, "{\"kind\":\"report\"," BY "{\"channel\":\"phone\",\"summary\":\"Noise\"}}");
    snprintf(json, sizeof json,
             "{\"kind\":\"party\"," BY "{\"party\":\"p1\",\"as\":\"complainant\",\"under_18\":%s,\"vulnerable\":\"%s\"}}",
             flag(in->under_18), in->vulnerable ? "yes" : "no");
    add(o, c, json);
    snprintf(json, sizeof json, "{\"kind\":\"party\"," BY "{\"party\":\"p2\",\"as\":\"alleged-perpetrator\",\"known\":%s}}",
             flag(in->known));
    add(o, c, json);
    snprintf(json, sizeof json, "{\"kind\":\"opening\"," BY "{\"categories\":[\"%s\"],\"hate\":%s}}", in->category, flag(in->hate));
    add(o, c, json);
    add_assessment(o, c, in);
    snprintf(json, sizeof json,
             "{\"kind\":\"closure\",\"by\":\"ben\",\"role\":\"%s\",\"fields\":{\"reason\":\"%s\",\"rationale\":\"It is quiet\","
             "\"complainant_informed\":%s,\"feedback_invited\":%s}}",
             in->role, in->reason, flag(in->informed), flag(in->feedback));
    o->closures[i] = parse(o, json);
    o->cases[i] = c;
}

static void begin(ours *o, const char *path) {
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = clock_of};
    size_t length;
    char *bytes = read_file(path, &length);
    need(NULL, asb_engine_new(&o->engine, &hooks), "engine");
    need(o->engine, asb_policy_parse(&o->policy, o->engine, bytes, length), path);
    need(o->engine, asb_matrix_open(&o->matrix, o->policy, "risk"), "matrix");
    for (int i = 0; i < INPUTS; i++) make_case(o, i);
    o->assessment = assess(o, &inputs[0]);
    o->allocation = parse(o, "{\"kind\":\"allocation\"," BY "{\"officer\":\"amy\",\"to_role\":\"officer\"}}");
    free(bytes);
}

static void end(ours *o) {
    asb_assessment_free(o->assessment);
    asb_record_free(o->allocation);
    for (int i = 0; i < INPUTS; i++) {
        asb_record_free(o->closures[i]);
        asb_case_free(o->cases[i]);
    }
    asb_matrix_free(o->matrix);
    asb_policy_free(o->policy);
    asb_engine_free(o->engine);
}

/* ---- one evaluation of each task. What comes out is made a number, so that it is read and can be compared. */

static uint64_t sum_text(const char *t) {
    return (uint64_t)(unsigned char)t[0] * 31 + (uint64_t)(unsigned char)t[1];
}

static uint64_t sum_risk(const asb_assessment *a) {
    return (uint64_t)asb_assessment_score(a) * 65536 + sum_text(asb_assessment_band(a));
}

static uint64_t ours_risk(ours *o, int i) {
    int32_t status = asb_assessment_set_answers(o->assessment, questions, inputs[i].options, QUESTIONS);
    return status ? UINT64_MAX : sum_risk(o->assessment);
}

/* The same by as many calls. */
static uint64_t ours_risk_one_by_one(ours *o, int i) {
    int32_t status = ASB_OK;
    for (int q = 0; q < QUESTIONS; q++) status |= asb_assessment_answer(o->assessment, questions[q], inputs[i].options[q]);
    return status ? UINT64_MAX : sum_risk(o->assessment);
}

static uint64_t ours_route(ours *o, int i) {
    asb_decision *d;
    if (asb_case_may(&d, o->cases[i], o->allocation) != ASB_OK) return UINT64_MAX;
    const char *says = asb_decision_count(d) == 1 ? asb_decision_message(d, 0) : "";
    const char *colon = strchr(says, ':');
    uint64_t out = colon ? sum_text(says) * 64 + (uint64_t)strtol(colon + 1, NULL, 10) : UINT64_MAX;
    asb_decision_free(d);
    return out;
}

static uint64_t ours_guard(ours *o, int i) {
    asb_decision *d;
    if (asb_case_may(&d, o->cases[i], o->closures[i]) < 0) return UINT64_MAX;
    uint64_t out = asb_decision_allowed(d) ? 1 : 0;
    for (uint32_t k = 0; k < asb_decision_count(d); k++)
        out = out * 31 + sum_text(asb_decision_guard(d, k)) * 256 + (uint64_t)asb_decision_clause(d, k)[1];
    asb_decision_free(d);
    return out;
}

static uint64_t texts_risk(ours *o, int i) {
    const char *band;
    int score = score_by_texts(&inputs[i], &band);
    (void)o;
    return (uint64_t)score * 65536 + sum_text(band);
}

static uint64_t texts_route(ours *o, int i) {
    const struct row *row = route_by_texts(&inputs[i]);
    (void)o;
    return sum_text(row->owner) * 64 + (uint64_t)row->days;
}

static uint64_t say_guards(unsigned refused) {
    uint64_t out = refused ? 0 : 1;
    for (int g = 0; g < GUARDS; g++)
        if (refused >> g & 1) out = out * 31 + sum_text(guards[g].id) * 256 + (uint64_t)guards[g].clause[1];
    return out;
}

static uint64_t texts_guard(ours *o, int i) {
    (void)o;
    return say_guards(guard_by_texts(&inputs[i]));
}

static uint64_t numbers_risk(ours *o, int i) {
    int band, score = score_by_numbers(&inputs[i], &band);
    (void)o;
    return (uint64_t)score * 65536 + sum_text(bands[band]);
}

static uint64_t numbers_route(ours *o, int i) {
    const struct row *row = route_by_numbers(&inputs[i]);
    (void)o;
    return sum_text(row->owner) * 64 + (uint64_t)row->days;
}

static uint64_t numbers_guard(ours *o, int i) {
    (void)o;
    return say_guards(guard_by_numbers(&inputs[i]));
}

static const struct task {
    const char *name;
    uint64_t (*run)(ours *o, int i);
    uint64_t (*expected)(ours *o, int i);
    int is_ours;
} tasks[] = {
    {"ours_risk", ours_risk, texts_risk, 1},
    {"ours_risk_one_by_one", ours_risk_one_by_one, texts_risk, 1},
    {"ours_route", ours_route, texts_route, 1},
    {"ours_guard", ours_guard, texts_guard, 1},
    {"c_texts_risk", texts_risk, numbers_risk, 0},
    {"c_texts_route", texts_route, numbers_route, 0},
    {"c_texts_guard", texts_guard, numbers_guard, 0},
    {"c_numbers_risk", numbers_risk, texts_risk, 0},
    {"c_numbers_route", numbers_route, texts_route, 0},
    {"c_numbers_guard", numbers_guard, texts_guard, 0},
};

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void compare(const struct task *t, ours *o) {
    for (int i = 0; i < INPUTS; i++) {
        uint64_t out = t->run(o, i), expected = t->expected(o, i);
        if (out == expected) continue;
        fprintf(stderr, "%s: input %d gives %llx and not %llx\n", t->name, i, (unsigned long long)out, (unsigned long long)expected);
        exit(EXIT_FAILURE);
    }
}

static double take(const struct task *t, ours *o, int rounds) {
    static volatile uint64_t sink;
    uint64_t sum = 0;
    double from = seconds();
    for (int r = 0; r < rounds; r++)
        for (int i = 0; i < INPUTS; i++) sum += t->run(o, i);
    sink = sum;
    (void)sink;
    return rounds * (double)INPUTS / (seconds() - from);
}

static void measure(const struct task *t, ours *o, int rounds) {
    double best = 0;
    compare(t, o);
    for (int k = 0; k < 9; k++) {
        double rate = take(t, o, t->is_ours ? rounds : rounds * 20);
        if (rate > best) best = rate;
    }
    printf("RESULT %s %.0f\n", t->name, best);
    fflush(stdout);
}

int main(int argc, char **argv) {
    static ours o;
    for (int i = 0; i < INPUTS; i++) make_input(&inputs[i]);
    if (argc > 1 && strcmp(argv[1], "--fixtures") == 0) return print_fixtures(), 0;
    if (argc < 2) return fprintf(stderr, "usage: bench_rules POLICY [ROUNDS] | --fixtures\n"), 2;
    begin(&o, argv[1]);
    for (size_t t = 0; t < sizeof tasks / sizeof tasks[0]; t++) measure(&tasks[t], &o, argc > 2 ? atoi(argv[2]) : 50);
    end(&o);
    return 0;
}

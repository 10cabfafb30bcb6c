/* The three tasks of bench_rules.c in Lua 5.4 and CLIPS, each embedded in C as a host would: facts go in, rules run, what they found is taken out.
 *
 *     bench_engines FIXTURES.json POLICY.json RULES.lua [SECONDS]      FIXTURES.json is what `bench_rules --fixtures` prints
 *
 * Weights, bands and rows are made from the policy; the eight guards are written out in each language. Every output is compared with what must come out
 * before anything is timed. RESULT lines: evaluations a second, the best of five takes. */
#define _POSIX_C_SOURCE 200809L
#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef BENCH_CLIPS
#include <clips/clips.h>
#endif
#ifdef BENCH_LUA
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#endif

enum { MOST_INPUTS = 1000, QUESTIONS = 14, FACTS = 9, TASKS = 3, RISK = 0, ROUTE, GUARD };

/* What an engine is given, and what must come out. All texts are the documents'. */
typedef struct input {
    const char *questions[QUESTIONS], *options[QUESTIONS];
    const char *names[FACTS], *texts[FACTS]; /* of the guard task; NULL texts: a flag */
    int flags[FACTS];
    const char *category, *band, *owner;
    long score, days;
    unsigned refused; /* bit n: the n-th guard */
} input;

static input inputs[MOST_INPUTS];
static unsigned input_count;
static const asb_json *policy;

static const char *const task_names[TASKS] = {"risk", "route", "guard"};
static const char *const guard_ids[] = {"role-may-close",      "high-by-manager",  "informed-first",  "feedback-invited",
                                        "hate-not-by-default", "child-by-manager", "vulnerable-told", "resolved-with-somebody"};
enum { GUARDS = sizeof guard_ids / sizeof guard_ids[0] };

static void fail(const char *what) {
    fprintf(stderr, "bench_engines: %s\n", what);
    exit(1);
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* ---- documents */

static const asb_json *read_json(asb_engine *e, const char *name) {
    static char bytes[1 << 20];
    FILE *in = fopen(name, "rb");
    asb_json *json;

    if (in == NULL) fail(name);
    size_t length = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    if (asb_json_parse(&json, e, bytes, length) != ASB_OK) fail(asb_error_message(e));
    return json;
}

static const char *text_of(const asb_json *object, const char *key) {
    return asb_json_text(asb_json_get(object, key), NULL);
}

static long number_of(const asb_json *object, const char *key) {
    int64_t number = 0;

    asb_json_integer(&number, asb_json_get(object, key));
    return (long)number;
}

static unsigned refused_of(const asb_json *list) {
    unsigned bits = 0;

    for (const asb_json *id = asb_json_at(list, 0); id != NULL; id = asb_json_next(id))
        for (unsigned g = 0; g < GUARDS; g++)
            if (strcmp(asb_json_text(id, NULL), guard_ids[g]) == 0) bits |= 1u << g;
    return bits;
}

static void read_input(input *in, const asb_json *o) {
    static const char *const facts[FACTS] = {"role", "reason", "informed", "feedback", "band", "hate", "under_18", "vulnerable", "known"};
    unsigned n = 0;

    for (const asb_json *a = asb_json_at(asb_json_get(o, "answers"), 0); a != NULL; a = asb_json_next(a), n++) {
        in->questions[n] = asb_json_key(a, NULL);
        in->options[n] = asb_json_text(a, NULL);
    }
    for (n = 0; n < FACTS; n++) {
        in->names[n] = facts[n];
        in->texts[n] = text_of(o, facts[n]);
        in->flags[n] = asb_json_type(asb_json_get(o, facts[n])) == ASB_JSON_TRUE;
    }
    in->category = text_of(o, "category");
    in->band = text_of(o, "band");
    in->owner = text_of(o, "owner");
    in->score = number_of(o, "score");
    in->days = number_of(o, "days");
    in->refused = refused_of(asb_json_get(o, "refused"));
}

/* ---- what engines are made from: each answer with its weight, each band, each row */

typedef void on_answer(void *engine, const char *question, const char *option, long weight);
typedef void on_row(void *engine, const char *category, const char *band, const char *owner, long days);

static void each_answer(void *engine, on_answer *give) {
    const asb_json *section = asb_json_at(asb_json_get(asb_json_at(asb_json_get(policy, "matrices"), 0), "sections"), 0);

    for (; section != NULL; section = asb_json_next(section))
        for (const asb_json *q = asb_json_at(asb_json_get(section, "questions"), 0); q != NULL; q = asb_json_next(q))
            for (const asb_json *o = asb_json_at(asb_json_get(q, "options"), 0); o != NULL; o = asb_json_next(o))
                give(engine, text_of(q, "id"), text_of(o, "id"), number_of(o, "weight"));
}

static const asb_json *first_band(void) {
    return asb_json_at(asb_json_get(asb_json_at(asb_json_get(policy, "matrices"), 0), "bands"), 0);
}

static void each_row(void *engine, on_row *give) {
    for (const asb_json *g = asb_json_at(asb_json_get(policy, "guards"), 0); g != NULL; g = asb_json_next(g)) {
        const asb_json *facts = asb_json_get(asb_json_get(asb_json_get(g, "require"), "not"), "case");
        const char *message = text_of(g, "message");
        char owner[64];
        if (strcmp(text_of(g, "on"), "allocation") != 0) continue;
        snprintf(owner, sizeof owner, "%.*s", (int)strcspn(message, ":"), message);
        give(engine, text_of(facts, "category"), text_of(facts, "band"), owner, strtol(strchr(message, ':') + 1, NULL, 10));
    }
}

/* ---- Lua */

#ifdef BENCH_LUA
static lua_State *lua;
static int lua_functions[TASKS];

static void lua_answer(void *engine, const char *question, const char *option, long weight) {
    lua_getglobal(engine, "weights");
    if (lua_getfield(engine, -1, question) != LUA_TTABLE) {
        lua_pop(lua, 1);
        lua_newtable(engine);
        lua_pushvalue(engine, -1);
        lua_setfield(engine, -3, question);
    }
    lua_pushinteger(engine, weight);
    lua_setfield(engine, -2, option);
    lua_pop(lua, 2);
}

static void lua_put(const char *key, const char *value) {
    lua_pushstring(lua, value);
    lua_setfield(lua, -2, key);
}

static void lua_put_number(const char *key, long value) {
    lua_pushinteger(lua, value);
    lua_setfield(lua, -2, key);
}

/* The table on top to the end of the list of that name. */
static void lua_append(const char *list) {
    lua_getglobal(lua, list);
    lua_insert(lua, -2);
    lua_rawseti(lua, -2, (lua_Integer)lua_rawlen(lua, -2) + 1);
    lua_pop(lua, 1);
}

static void lua_row(void *engine, const char *category, const char *band, const char *owner, long days) {
    lua_newtable(engine);
    lua_put("category", category);
    lua_put("band", band);
    lua_put("owner", owner);
    lua_put_number("days", days);
    lua_append("rows");
}

static void begin_lua(const char *rules) {
    lua = luaL_newstate();
    luaL_openlibs(lua);
    if (luaL_dostring(lua, "weights, bands, rows = {}, {}, {}") || luaL_dofile(lua, rules)) fail(lua_tostring(lua, -1));
    each_answer(lua, lua_answer);
    each_row(lua, lua_row);
    for (const asb_json *b = first_band(); b != NULL; b = asb_json_next(b)) {
        lua_newtable(lua);
        lua_put("id", text_of(b, "id"));
        lua_put_number("from", number_of(b, "from"));
        lua_append("bands");
    }
    for (int t = 0; t < TASKS; t++) {
        lua_getglobal(lua, task_names[t]);
        lua_functions[t] = luaL_ref(lua, LUA_REGISTRYINDEX);
    }
}

static int lua_refused(const input *in) {
    unsigned bits = 0, count = (unsigned)lua_rawlen(lua, -1);

    for (unsigned i = 1; i <= count; i++) {
        lua_rawgeti(lua, -1, (lua_Integer)i);
        lua_getfield(lua, -1, "id");
        for (unsigned g = 0; g < GUARDS; g++)
            if (strcmp(lua_tostring(lua, -1), guard_ids[g]) == 0) bits |= 1u << g;
        lua_pop(lua, 2);
    }
    return bits == in->refused;
}

static int by_lua(int task, const input *in) {
    int is_right;

    lua_rawgeti(lua, LUA_REGISTRYINDEX, lua_functions[task]);
    lua_createtable(lua, 0, QUESTIONS);
    if (task == RISK)
        for (int i = 0; i < QUESTIONS; i++) lua_put(in->questions[i], in->options[i]);
    if (task == ROUTE) {
        lua_put("category", in->category);
        lua_put("band", in->band);
    }
    for (int i = 0; task == GUARD && i < FACTS; i++) {
        if (in->texts[i] != NULL)
            lua_pushstring(lua, in->texts[i]);
        else
            lua_pushboolean(lua, in->flags[i]);
        lua_setfield(lua, -2, in->names[i]);
    }
    lua_call(lua, 1, task == GUARD ? 1 : 2);
    if (task == RISK) is_right = lua_tointeger(lua, -2) == in->score && strcmp(lua_tostring(lua, -1), in->band) == 0;
    if (task == ROUTE) is_right = lua_tointeger(lua, -1) == in->days && strcmp(lua_tostring(lua, -2), in->owner) == 0;
    if (task == GUARD) is_right = lua_refused(in);
    lua_settop(lua, 0);
    return is_right;
}
#endif

/* ---- CLIPS: a rule for each answer that scores, for each row, for each guard. The band of a score is looked up by the host. */

#ifdef BENCH_CLIPS
static void *clips;
static void *answer_template, *route_template, *fact_template;

static void build(const char *construct) {
    if (!EnvBuild(clips, construct)) fail(construct);
}

static void clips_answer(void *engine, const char *question, const char *option, long weight) {
    char rule[256];

    (void)engine;
    if (weight == 0) return;
    snprintf(rule, sizeof rule, "(defrule %s-%s (answer (question %s) (option %s)) => (bind ?*score* (+ ?*score* %ld)))", question, option,
             question, option, weight);
    build(rule);
}

static void clips_row(void *engine, const char *category, const char *band, const char *owner, long days) {
    char rule[256];

    (void)engine;
    snprintf(rule, sizeof rule, "(defrule %s-%s (route (category %s) (band %s)) => (bind ?*owner* %s) (bind ?*days* %ld))", category, band,
             category, band, owner, days);
    build(rule);
}

#define IS(name, value) "(fact (name " name ") (value " value "))"
#define REFUSE(bit) " => (bind ?*refused* (+ ?*refused* " bit ")))"

static void begin_clips(void) {
    static const char *const constructs[] = {
        "(defglobal ?*score* = 0 ?*owner* = nil ?*days* = 0 ?*refused* = 0)",
        "(deftemplate answer (slot question) (slot option))",
        "(deftemplate route (slot category) (slot band))",
        "(deftemplate fact (slot name) (slot value))",
        "(defrule g0 " IS("role", "~officer&~manager") REFUSE("1"),
        "(defrule g1 " IS("role", "~manager") IS("band", "critical|high") REFUSE("2"),
        "(defrule g2 " IS("informed", "FALSE") REFUSE("4"),
        "(defrule g3 " IS("feedback", "FALSE") IS("reason", "~no-contact") REFUSE("8"),
        "(defrule g4 " IS("hate", "TRUE") IS("reason", "no-contact|not-asb") REFUSE("16"),
        "(defrule g5 " IS("under_18", "TRUE") IS("role", "~manager") REFUSE("32"),
        "(defrule g6 " IS("vulnerable", "TRUE") "(exists (or " IS("informed", "FALSE") IS("reason", "no-contact") "))" REFUSE("64"),
        "(defrule g7 " IS("known", "FALSE") IS("reason", "resolved") REFUSE("128"),
    };

    clips = CreateEnvironment();
    for (unsigned i = 0; i < sizeof constructs / sizeof constructs[0]; i++) build(constructs[i]);
    each_answer(NULL, clips_answer);
    each_row(NULL, clips_row);
    answer_template = EnvFindDeftemplate(clips, "answer");
    route_template = EnvFindDeftemplate(clips, "route");
    fact_template = EnvFindDeftemplate(clips, "fact");
}

static void slot(struct fact *f, const char *name, const char *value) {
    DATA_OBJECT symbol;

    symbol.type = SYMBOL;
    symbol.value = EnvAddSymbol(clips, value);
    EnvPutFactSlot(clips, f, name, &symbol);
}

static void assert_pair(void *of, const char *name, const char *value, const char *other, const char *other_value) {
    struct fact *f = EnvCreateFact(clips, of);

    slot(f, name, value);
    slot(f, other, other_value);
    EnvAssert(clips, f);
}

static DATA_OBJECT global(const char *name) {
    DATA_OBJECT value;

    EnvGetDefglobalValue(clips, name, &value);
    return value;
}

static int by_clips(int task, const input *in) {
    DATA_OBJECT value;

    EnvReset(clips);
    for (int i = 0; task == RISK && i < QUESTIONS; i++)
        assert_pair(answer_template, "question", in->questions[i], "option", in->options[i]);
    if (task == ROUTE) assert_pair(route_template, "category", in->category, "band", in->band);
    for (int i = 0; task == GUARD && i < FACTS; i++)
        assert_pair(fact_template, "name", in->names[i], "value", in->texts[i] != NULL ? in->texts[i] : in->flags[i] ? "TRUE" : "FALSE");
    EnvRun(clips, -1);
    value = global(task == RISK ? "score" : task == ROUTE ? "days" : "refused");
    if (task == RISK) return DOToLong(value) == in->score;
    if (task == GUARD) return (unsigned)DOToLong(value) == in->refused;
    if (DOToLong(value) != in->days) return 0;
    value = global("owner");
    return strcmp(DOToString(value), in->owner) == 0;
}
#endif

/* ---- checking and measuring */

static void measure(const char *name, int (*evaluate)(int task, const input *in), double least) {
    for (int t = 0; t < TASKS; t++)
        for (unsigned i = 0; i < input_count; i++)
            if (!evaluate(t, &inputs[i])) fail(name);
    for (int t = 0; t < TASKS; t++) {
        double best = 0;
        for (int take = 0; take < 5; take++) {
            double begin = seconds(), passed = 0;
            unsigned long done = 0;
            for (; passed < least / 5; passed = seconds() - begin)
                for (int n = 0; n < 100; n++, done++)
                    if (!evaluate(t, &inputs[done % input_count])) fail(name);
            if ((double)done / passed > best) best = (double)done / passed;
        }
        printf("RESULT %s_%s %.0f\n", name, task_names[t], best);
    }
}

int main(int argc, char **argv) {
    double least = argc > 4 ? atof(argv[4]) : 2;
    const asb_json *fixtures;
    asb_engine *engine;

    if (argc < 4 || asb_engine_new(&engine, NULL) != ASB_OK) fail("FIXTURES.json POLICY.json RULES.lua [SECONDS]");
    fixtures = read_json(engine, argv[1]);
    policy = read_json(engine, argv[2]);
    for (const asb_json *o = asb_json_at(fixtures, 0); o != NULL && input_count < MOST_INPUTS; o = asb_json_next(o))
        read_input(&inputs[input_count++], o);
#ifdef BENCH_LUA
    begin_lua(argv[3]);
    measure("lua", by_lua, least);
#endif
#ifdef BENCH_CLIPS
    begin_clips();
    measure("clips", by_clips, least);
#endif
    return 0;
}

/* How fast documents are made.
 *
 * One letter, the action plan of Places for People with five actions, is made by us and by Mustache: mustache.js (Node) and pystache (Python), where they
 * are there. They get the same text and the same values, parse the text before the clock starts, and escape nothing, and they make the same letter but for empty
 * lines (Mustache takes away lines that have nothing but a section's mark). Two of ours are measured: filling the text with values that are there already, which
 * is what Mustache does; and all that a host asks for: from the case, through the view of its reader, masked, filled, and searched for whoever is protected.
 *
 *   bench_documents SOURCE_FOLDER [FOLDER]     where tests/bench is, and where files may be made (/tmp)
 *
 * mustache.js is looked for as Node looks (NODE_PATH). */
#define _POSIX_C_SOURCE 200809L
#include "document/merge.h"
#include "policy/policy.h"
#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static asb_engine *engine;

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void need(int32_t status, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s (%s)\n", what, asb_status_text(status), engine ? asb_error_message(engine) : "");
    exit(1);
}

/* ---- the case, and the same as values */

static const char *const records[] = {
    "{'kind':'report','by':'amy','role':'CCC','fields':{'channel':'phone','summary':'Loud music at night','reporter':'c1'}}",
    "{'kind':'party','by':'amy','role':'CCC','fields':{'party':'c1','as':'complainant','name':'Ann Archer','address':'Flat 2, 14 Elm Road, "
    "Leyland','postcode':'PR25 1ZZ','phone':'01772 000001'}}",
    "{'kind':'party','by':'amy','role':'CCC','fields':{'party':'p1','as':'alleged-perpetrator','name':'Bob Brook','address':'Flat 3, 14 "
    "Elm "
    "Road, Leyland','postcode':'PR25 1ZZ','phone':'01772 000002'}}",
    "{'kind':'party','by':'amy','role':'CCC','fields':{'party':'w1','as':'witness','name':'Wanda West','address':'15 Elm Road, "
    "Leyland','postcode':'PR25 1ZZ','phone':'01772 000003'}}",
    "{'kind':'opening','by':'amy','role':'CCC','fields':{'categories':['noise'],'reference':'ASB/26/7'}}",
    "{'kind':'allocation','by':'amy','role':'CCC','fields':{'officer':'Ben Booth','to_role':'CHM'}}",
    "{'kind':'plan','by':'ben','role':'CHM','fields':{'party':'c1','actions':[{'id':'a','by':'complainant','action':'AP-1'},"
    "{'id':'b','by':'complainant','action':'AP-4'},{'id':'c','by':'landlord','action':'AP-9'},{'id':'d','by':'landlord','action':'AP-11'},"
    "{'id':'e','by':'landlord','action':'AP-12'}]}}",
};

static const char values[] =
    "{'recipient_address':'Flat 2\\n14 Elm Road\\nLeyland\\nPR25 1ZZ','date':'%s','recipient_name':'Ann "
    "Archer','case_reference':'ASB/26/7','category':'"
    "noise nuisance','officer_name':'Ben Booth','officer_title':'Community Housing Manager','complainant_actions':[{'text':'Tell us about "
    "anything more that "
    "happens'},{'text':'Install the ASB app and send us new problems with it'}],'landlord_actions':[{'text':'Speak with those involved "
    "about what is "
    "alleged'},{'text':'Ask the police what more they know'},{'text':'Knock on doors nearby and ask about safety in the area'}]}";

static char *quoted(const char *like_json) {
    char *json = malloc(strlen(like_json) + 1);
    if (!json) exit(1);
    strcpy(json, like_json);
    for (char *at = json; *at; at++)
        if (*at == '\'') *at = '"';
    return json;
}

static asb_case *begin(asb_policy *policy) {
    asb_case *c;
    need(asb_case_new(&c, engine, policy, NULL, "BENCH"), "case");
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        asb_record *r;
        char *json = quoted(records[i]);
        need(asb_record_parse(&r, engine, json, strlen(json)), json);
        need(asb_case_admit(NULL, c, r, INT64_MIN, 0), json);
        asb_record_free(r);
        free(json);
    }
    return c;
}

/* ---- ours */

static asb_text *letter(asb_case *c) {
    asb_document *d;
    asb_text *made;
    need(asb_document_new(&d, c, "letter"), "new");
    need(asb_document_set(d, "template", "action-plan-letter"), "template");
    need(asb_document_set(d, "party", "c1"), "party");
    need(asb_document_render(&made, d, ASB_FORMAT_TEXT), "render");
    asb_document_free(d);
    return made;
}

/* Microseconds for one: the best of three rounds. */
static double time_whole(asb_case *c) {
    double best = 1e9;
    for (int round = 0; round < 3; round++) {
        double from = seconds();
        for (int i = 0; i < 20000; i++) asb_text_free(letter(c));
        double one = (seconds() - from) * 1e6 / 20000;
        if (one < best) best = one;
    }
    return best;
}

static text nothing_said(const asb_document *d, uint32_t field) {
    (void)d, (void)field;
    return (text){NULL, 0};
}

static double time_filling(asb_case *c, const letter_code *code) {
    double best = 1e9;
    view v;
    fault f = {0};
    merge_values all;
    need(asbi_view_begin(&v, c, asbi_text("complainant"), 0, asbi_now(engine), &f), "view");
    making m = {.c = c, .v = &v, .reader = 0, .now = asbi_now(engine), .f = &f};
    asbi_merge_begin(&all, &engine->memory, 1 << 20);
    asbi_merge(&all, &m, code->fields, nothing_said);
    for (int round = 0; round < 3; round++) {
        double from = seconds();
        for (int i = 0; i < 200000; i++) {
            buffer b;
            asbi_buffer_init(&b, &engine->memory, 1 << 20);
            if (asbi_template_put(&b, code, &all) != MERGE_COUNT) need(-1, "filling");
            asbi_buffer_free(&b);
        }
        double one = (seconds() - from) * 1e6 / 200000;
        if (one < best) best = one;
    }
    asbi_merge_end(&all);
    asbi_view_end(&v);
    return best;
}

/* ---- theirs */

static void keep(const char *path, const char *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, length, file) != length || fclose(file)) need(ASB_EIO, path);
}

/* Is it the same letter but for line ends? */
static int is_alike(const char *path, const char *made) {
    FILE *file = fopen(path, "rb");
    int c, same = file != NULL;
    while (same && (c = fgetc(file)) != EOF) {
        if (c == '\n') continue;
        while (*made == '\n') made++;
        same = c == (unsigned char)*made++;
    }
    while (same && *made == '\n') made++;
    if (file) fclose(file);
    return same && !*made;
}

typedef struct peer {
    const char *name, *command;
} peer;
static const peer peers[] = {{"mustache.js", "node %s/mustache_peer.js"}, {"pystache", "/usr/bin/python3 %s/pystache_peer.py"}};

/* Microseconds for one; 0 where the peer is not here. */
static double time_peer(const peer *p, const char *source, const char *folder, const char *made) {
    char program[600], command[2400], out[600], line[80] = "";
    snprintf(program, sizeof program, p->command, source);
    snprintf(out, sizeof out, "%s/asb-bench-made.txt", folder);
    remove(out);
    snprintf(command, sizeof command, "%s %s/asb-bench-letter.txt %s/asb-bench-values.json %s 2>/dev/null", program, folder, folder, out);
    FILE *pipe = popen(command, "r");
    if (!pipe) return 0;
    int has_line = fgets(line, sizeof line, pipe) != NULL;
    pclose(pipe);
    if (!has_line) return 0;
    if (!is_alike(out, made)) need(-1, "the peer made another letter");
    return atof(line);
}

static void compare(const char *source, const char *folder, asb_case *c, const letter_def *l) {
    char path[600], json[2000], day[40] = "";
    asb_text *made = letter(c);
    const char *at = strstr(asb_text_data(made), "\n\n"), *end = at ? strstr(at + 2, "\n") : NULL;
    if (end) memcpy(day, at + 2, (size_t)(end - at - 2));
    snprintf(json, sizeof json, values, day);
    char *view_ = quoted(json);
    snprintf(path, sizeof path, "%s/asb-bench-letter.txt", folder);
    keep(path, l->text.at, l->text.length);
    snprintf(path, sizeof path, "%s/asb-bench-values.json", folder);
    keep(path, view_, strlen(view_));
    double filling = time_filling(c, &l->code), whole = time_whole(c);
    printf("one letter of %zu bytes: filled in %.2f us; the whole way from the case %.2f us\n", asb_text_length(made), filling, whole);
    for (size_t i = 0; i < sizeof peers / sizeof *peers; i++) {
        double theirs = time_peer(&peers[i], source, folder, asb_text_data(made));
        if (theirs > 0)
            printf("%-12s %10.2f us: %.1f times as long as our filling, %.1f times as long as the whole\n", peers[i].name, theirs,
                   theirs / filling, theirs / whole);
        else
            printf("%-12s is not here\n", peers[i].name);
    }
    free(view_);
    asb_text_free(made);
}

/* ---- the case file */

enum { LARGE = 200 };
static const char *const going_on[] = {
    "{'kind':'incident','by':'ben','role':'CHM','fields':{'occurred':'2026-05-05T23:30','description':'Loud music and shouting until two "
    "in the morning; "
    "Bob Brook would not turn it down','people':['p1'],'violence':'none'}}",
    "{'kind':'contact','by':'ben','role':'CHM','fields':{'party':'c1','method':'phone','direction':'out','outcome':'reached','purpose':'"
    "update','summary':'"
    "Told what is being done'}}",
    "{'kind':'note','by':'ben','role':'CHM','fields':{'text':'Asked the night team to listen from the landing'}}",
    "{'kind':'evidence','by':'ben','role':'CHM','fields':{'type':'diary-sheet','party':'c1','description':'Nine evenings in four "
    "weeks','court_use':'yes','shows_asb':true}}",
};

static void grow(asb_case *c) {
    for (uint32_t i = asb_case_count(c); i < LARGE; i++) {
        asb_record *r;
        char *json = quoted(going_on[i % 4]);
        need(asb_record_parse(&r, engine, json, strlen(json)), json);
        need(asb_case_admit(NULL, c, r, INT64_MIN, 0), json);
        asb_record_free(r);
        free(json);
    }
}

/* Microseconds for one: the best of three rounds. */
static double time_file(asb_case *c, const char *audience, int32_t format, size_t *length) {
    double best = 1e9;
    asb_document *d;
    need(asb_document_new(&d, c, "case-file"), "new");
    need(asb_document_set(d, "audience", audience), "audience");
    for (int round = 0; round < 3; round++) {
        double from = seconds();
        for (int i = 0; i < 50; i++) {
            asb_text *made;
            need(asb_document_render(&made, d, format), "render");
            *length = asb_text_length(made);
            asb_text_free(made);
        }
        double one = (seconds() - from) * 1e6 / 50;
        if (one < best) best = one;
    }
    asb_document_free(d);
    return best;
}

static void time_files(asb_case *c) {
    static const struct {
        const char *audience;
        int32_t format;
    } rows[] = {{"officer", ASB_FORMAT_TEXT}, {"officer", ASB_FORMAT_HTML}, {"court", ASB_FORMAT_HTML}, {"public", ASB_FORMAT_HTML}};
    grow(c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t length;
        double one = time_file(c, rows[i].audience, rows[i].format, &length);
        printf("case file of %d records for %s as %s: %.0f us, %zu bytes\n", LARGE, rows[i].audience,
               rows[i].format == ASB_FORMAT_TEXT ? "text" : "HTML", one, length);
    }
}

int main(int argc, char **argv) {
    asb_policy *policy;
    if (argc < 2) return fputs("usage: bench_documents SOURCE_FOLDER [FOLDER]\n", stderr), 2;
    need(asb_engine_new(&engine, NULL), "engine");
    need(asb_policy_builtin(&policy, engine, "places-for-people"), "policy");
    asb_case *c = begin(policy);
    uint32_t i = asbi_policy_letter(policy, asbi_atom_of_text(policy, asbi_text("action-plan-letter")));
    compare(argv[1], argc > 2 ? argv[2] : "/tmp", c, &policy->letters.items[i]);
    time_files(c);
    asb_case_free(c);
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}

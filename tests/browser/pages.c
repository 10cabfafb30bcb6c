/* Plays a scenario and writes every document of its case A into a folder, in every format, for the audiences that differ: what the tests of pages look at.
 *
 *     pages SCENARIO FOLDER [MORE]
 *     pages reports FOLDER
 *
 * MORE adds so many records (a visit, an incident, a diary sheet, a letter in turn), a few hours apart. Names of files are AUDIENCE.KIND.html, .txt and .json. */
#include "play.h"
#include "reports.h"

#include <asb/document.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *audience, *part;
} readers[] = {{"officer", "officer", NULL},
               {"court", "court", NULL},
               {"victim", "complainant", "victim"},
               {"complainant", "complainant", "complainant"},
               {"perpetrator", "perpetrator", "alleged-perpetrator"},
               {"partner", "partner", NULL},
               {"public", "public", NULL}};
static const char *const kinds[] = {"case-file", "chronology", "assessment", "plan", "proportionality"};
static const char *const endings[] = {NULL, "txt", "html", "json"};

static void need(int32_t status, asb_engine *e, const char *what) {
    if (status == ASB_OK) return;
    fprintf(stderr, "%s: %s: %s\n", what, asb_status_text(status), asb_error_message(e));
    exit(1);
}

static void write_file(const char *folder, const char *name, const char *ending, asb_text *t) {
    char path[600];
    snprintf(path, sizeof path, "%s/%s.%s", folder, name, ending);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(asb_text_data(t), 1, asb_text_length(t), f) != asb_text_length(t) || fclose(f)) {
        fprintf(stderr, "%s: cannot be written\n", path);
        exit(1);
    }
    asb_text_free(t);
}

/* Is there somebody of that part, who then is the reader? */
static int find_reader(char *out, size_t size, asb_case *c, asb_engine *e, const char *part) {
    asb_text *facts;
    asb_json *document;
    int found = 0;
    need(asb_case_facts(&facts, c), e, "facts");
    need(asb_json_parse(&document, e, asb_text_data(facts), asb_text_length(facts)), e, "facts");
    const asb_json *parties = asb_json_get(document, "parties");
    for (const asb_json *p = asb_json_at(parties, 0); p && !found; p = asb_json_next(p)) {
        const asb_json *as = asb_json_get(p, "as");
        for (const asb_json *one = asb_json_at(as, 0); one && !found; one = asb_json_next(one))
            found = !strcmp(asb_json_text(one, NULL), part);
        if (found) snprintf(out, size, "%s", asb_json_text(asb_json_get(p, "party"), NULL));
    }
    asb_json_free(document);
    asb_text_free(facts);
    return found;
}

static void render(asb_case *c, asb_engine *e, const char *folder, const char *name, const char *kind, const char *audience,
                   const char *party, uint32_t seq) {
    asb_document *d;
    asb_text *t;
    char file[200], number[20];
    need(asb_document_new(&d, c, kind), e, kind);
    need(asb_document_set(d, "audience", audience), e, audience);
    if (party) need(asb_document_set(d, "party", party), e, party);
    snprintf(number, sizeof number, "%lu", (unsigned long)seq);
    if (seq) need(asb_document_set(d, "seq", number), e, "seq");
    snprintf(file, sizeof file, "%s.%s%s", name, kind, seq ? "-filled" : "");
    for (int32_t format = ASB_FORMAT_TEXT; format <= ASB_FORMAT_JSON; format++) {
        need(asb_document_render(&t, d, format), e, file);
        write_file(folder, file, endings[format], t);
    }
    asb_document_free(d);
}

/* The last record of the kind, or 0. */
static uint32_t last_of(asb_case *c, asb_engine *e, const char *kind) {
    for (uint32_t seq = asb_case_count(c); seq > 0; seq--) {
        asb_record *r;
        need(asb_case_record(&r, c, seq), e, "record");
        int is = !strcmp(asb_record_kind(r), kind);
        asb_record_free(r);
        if (is) return seq;
    }
    return 0;
}

static void render_all(asb_case *c, asb_engine *e, const char *folder) {
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        char party[200];
        if (readers[i].part && !find_reader(party, sizeof party, c, e, readers[i].part)) continue;
        for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
            const char *reader = readers[i].part ? party : NULL;
            uint32_t seq = k < 2 ? 0 : last_of(c, e, kinds[k]);
            render(c, e, folder, readers[i].name, kinds[k], readers[i].audience, reader, 0);
            if (seq) render(c, e, folder, readers[i].name, kinds[k], readers[i].audience, reader, seq);
        }
    }
}

static void add_more(scenario *s, asb_case *c, unsigned count) {
    static const char *const more[] = {"{\"kind\":\"note\",\"by\":\"nora\",\"role\":\"system\",\"fields\":{\"text\":\"Walked round the "
                                       "block; spoke with two neighbours, who had heard nothing new\"}}",
                                       "{\"kind\":\"incident\",\"by\":\"nora\",\"role\":\"system\",\"fields\":{\"occurred\":\"2026-06-01\","
                                       "\"description\":\"Shouting & banging at the <door>; \\\"leave or else\\\"\"}}",
                                       "{\"kind\":\"evidence\",\"by\":\"nora\",\"role\":\"system\",\"fields\":{\"type\":\"diary-sheet\","
                                       "\"description\":\"Nine evenings in four weeks\",\"court_use\":\"yes\","
                                       "\"uri\":\"https://files.example.org/asb/evidence/2026/diary-sheets/"
                                       "0001.pdf\",\"sha256\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"}}",
                                       "{\"kind\":\"contact\",\"by\":\"nora\",\"role\":\"system\",\"fields\":{\"party\":\"v1\",\"method\":"
                                       "\"phone\",\"direction\":\"out\",\"outcome\":\"reached\",\"summary\":\"Told what is being done\"}}"};
    for (unsigned i = 0; i < count; i++) {
        asb_record *r;
        s->clock += 7 * 3600 * 1000;
        need(asb_record_parse(&r, s->engine, more[i % 4], strlen(more[i % 4])), s->engine, "more");
        need(asb_case_admit(NULL, c, r, INT64_MIN, 0), s->engine, "more");
        asb_record_free(r);
    }
}

int main(int argc, char **argv) {
    scenario s;
    outcome o = {0};
    int more = 1;
    if (argc < 3) return 2;
    if (!strcmp(argv[1], "reports")) return write_reports(argv[2]);
    if (scenario_open(&s, argv[1]) || scenario_check(&s)) more = -1;
    while (more > 0) more = scenario_next(&s, &o);
    if (more < 0 || !s.case_count) {
        say_file_trouble(stderr, &s);
        return 1;
    }
    outcome_clear(&o);
    if (argc > 3) add_more(&s, s.cases[0].c, (unsigned)strtoul(argv[3], NULL, 10));
    render_all(s.cases[0].c, s.engine, argv[2]);
    scenario_close(&s);
    return 0;
}

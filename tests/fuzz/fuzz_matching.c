/* Summaries as a host may give them: each line is one. What can be put in can be asked about, as a case and as a report; what cannot is refused with
 * what and where, and changes nothing; and when every case has become one without keys, nothing of them is left in the index, the books or the days. */
#include "caseload/caseload.h"
#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_CASES = 16 };
static const char empty[] = "{\"duties\":[],\"state\":\"open\"}";

typedef struct trial {
    asb_engine *e;
    asb_caseload *l;
    char ids[MOST_CASES][8];
    uint32_t count;
} trial;

/* How many rows; UINT64_MAX where it is refused, which is said. */
static uint64_t ask(trial *t, const char *query, size_t length) {
    asb_rows *rows;
    int32_t status = asb_caseload_rows(&rows, t->l, query, length);
    if (status == ASB_OK) {
        uint64_t total = asb_rows_total(rows);
        asb_rows_free(rows);
        return total;
    }
    if (!asb_error_message(t->e)[0] || (status == ASB_EINVALID && !asb_error_pointer(t->e)[0])) abort();
    return UINT64_MAX;
}

static uint64_t ask_summary(trial *t, const char *summary, size_t length) {
    static const char head[] = "{\"query\":\"matches\",\"strength\":0,\"summary\":";
    char *query = malloc(sizeof head + length + 1);
    memcpy(query, head, sizeof head - 1);
    memcpy(query + sizeof head - 1, summary, length);
    query[sizeof head - 1 + length] = '}';
    uint64_t total = ask(t, query, sizeof head + length);
    free(query);
    return total;
}

static void put_line(trial *t, const char *line, size_t length) {
    char *id = t->ids[t->count], query[100];
    snprintf(id, sizeof t->ids[0], "C%u", (unsigned)t->count);
    uint64_t before = ask_summary(t, line, length);
    int32_t status = asb_caseload_put(t->l, id, 1, line, length);
    if (status != ASB_OK && asb_caseload_count(t->l) != t->count) abort();
    if (status != ASB_OK) return;
    if (before == UINT64_MAX) abort(); /* what can be put in can be asked with */
    t->count++;
    snprintf(query, sizeof query, "{\"query\":\"matches\",\"strength\":0,\"case\":\"%s\"}", id);
    if (ask(t, query, strlen(query)) == UINT64_MAX) abort();
}

static void ask_all(trial *t) {
    static const char *const queries[] = {"{\"query\":\"places\",\"by\":\"address\",\"of\":\"events\",\"months\":true,\"behind\":true}",
                                          "{\"query\":\"places\",\"by\":\"uprn\",\"of\":\"cases\"}",
                                          "{\"query\":\"places\",\"as\":[\"complainant\",\"victim\"]}",
                                          "{\"query\":\"people\",\"least\":1,\"behind\":true}", "{\"query\":\"people\",\"by\":\"name\"}"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        if (ask(t, queries[i], strlen(queries[i])) == UINT64_MAX) abort();
}

static void leave_all(trial *t) {
    const match_keys *k = &t->l->keys;
    for (uint32_t i = 0; i < t->count; i++)
        if (asb_caseload_put(t->l, t->ids[i], 2, empty, sizeof empty - 1)) abort();
    if (k->index.used || k->names.live || k->places.live || k->postcodes.live || k->ids.live || k->names_used) abort();
    for (uint32_t i = 0; i < k->day_count; i++)
        if (k->days[i].count) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    trial t = {0};
    const char *at = (const char *)data, *end = at + size;
    if (asb_engine_new(&t.e, NULL) || asb_caseload_new(&t.l, t.e)) abort();
    while (at < end && t.count < MOST_CASES) {
        const char *line = memchr(at, '\n', (size_t)(end - at));
        put_line(&t, at, (size_t)((line ? line : end) - at));
        at = line ? line + 1 : end;
    }
    ask_all(&t);
    leave_all(&t);
    asb_caseload_free(t.l);
    asb_engine_free(t.e);
    return 0;
}

/* Summaries put into a caseload, and questions asked of it. Each line of the input is one step: `p`, a letter for the case, and its summary; `a` and the filter of a
 * reader; `q` and a question. A summary, a filter or a question that is refused changes nothing. An answer is the same as rows and as JSON, and
 * its pages put together are the whole. At the end a caseload that never knew anything but what the cases are now, put in from the last to the first, gives
 * the same answer to every question. */
#include "base/buffer.h"
#include "base/json.h"

#include <asb/asb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CASES = 26, MOST_INPUT = 6000, MOST_PAGES = 60 };

typedef struct part {
    const char *at;
    size_t length;
} part;

typedef struct loads {
    asb_caseload *l;
    part summary[CASES], allowed;
} loads;

static asb_engine *e;

static int64_t now(void *self) {
    (void)self;
    return INT64_C(1780300800000); /* 2026-06-01T08:00Z */
}

static void fail(const char *what, part about) {
    fprintf(stderr, "%s: %.*s\n", what, (int)about.length, about.at);
    abort();
}

static part part_of(const char *words) {
    return (part){words, strlen(words)};
}

/* Every refusal is one of those that are told of, and says why. */
static void must_say(int32_t status, part about) {
    if (status == ASB_OK) return;
    if (status != ASB_EJSON && status != ASB_EINVALID && status != ASB_ELIMIT) fail("another status", about);
    if (!asb_error_message(e)[0]) fail("a refusal without a word", about);
}

/* ---- every question, as one text */

static const char *const questions[] = {
    "{\"query\":\"due\"}",
    "{\"query\":\"duties\",\"watch\":true}",
    "{\"query\":\"breach\",\"working_days\":9}",
    "{\"query\":\"expiring\",\"days\":400}",
    "{\"query\":\"cases\"}",
    "{\"query\":\"silent\"}",
    "{\"query\":\"waiting\"}",
    "{\"query\":\"orphaned\"}",
    "{\"query\":\"stale\"}",
    "{\"query\":\"risk\"}",
    "{\"query\":\"counts\"}",
    "{\"query\":\"counts\",\"by\":[\"category\",\"state\"]}",
    "{\"query\":\"counts\",\"by\":[\"area\",\"hate\",\"reported_month\",\"outcome\"]}",
    "{\"query\":\"load\"}",
    "{\"query\":\"overdue\",\"by\":[\"duty\",\"owner\"]}",
    "{\"query\":\"performance\",\"by\":[\"duty\",\"officer\"]}",
};

static char *answers(asb_caseload *l) {
    char *all = calloc(1, 1);
    size_t length = 0;
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        asb_text *t;
        part q = part_of(questions[i]);
        if (asb_caseload_query(&t, l, q.at, q.length)) fail(asb_error_message(e), q);
        size_t more = asb_text_length(t);
        all = realloc(all, length + more + 2);
        memcpy(all + length, asb_text_data(t), more);
        all[length += more] = '\n';
        all[++length] = '\0';
        asb_text_free(t);
    }
    return all;
}

static void must_be(asb_caseload *l, char *before, part about) {
    char *after = answers(l);
    if (strcmp(before, after)) {
        fprintf(stderr, "--- before\n%s--- after\n%s", before, after);
        fail("it is another one", about);
    }
    free(before);
    free(after);
}

/* ---- one question */

static part answer(asb_caseload *l, const buffer *q, asb_text **t) {
    part asked = {q->data, q->length};
    if (asb_caseload_query(t, l, q->data, q->length)) fail(asb_error_message(e), asked);
    return (part){asb_text_data(*t), asb_text_length(*t)};
}

static json_value *parsed(arena *a, const char *bytes, size_t length) {
    json_limits limits = {UINT64_MAX, 100};
    json_value *v;
    fault f;
    return asbi_json_parse(&v, a, bytes, length, &limits, &f) ? NULL : v;
}

/* With another limit, and going on after `after`. */
static void write_question(buffer *out, arena *a, json_value *q, int limit, text after) {
    asbi_json_set(a, q, asbi_text("limit"), asbi_json_new_integer(a, limit));
    asbi_json_remove(q, asbi_text("after"));
    if (after.length) asbi_json_set(a, q, asbi_text("after"), asbi_json_new_text(a, after));
    asbi_buffer_clear(out);
    asbi_json_write(out, q);
}

static void put_rows(buffer *all, const json_value *reply) {
    for (const json_value *row = asbi_json_first(asbi_json_get(reply, "rows")); row; row = row->next) {
        asbi_json_write(all, row);
        asbi_put_char(all, '\n');
    }
}

/* Two rows at a time. */
static void pages(asb_caseload *l, arena *a, json_value *q, const buffer *whole, memory *m) {
    buffer all, question;
    text after = {"", 0};
    asbi_buffer_init(&all, m, SIZE_MAX);
    asbi_buffer_init(&question, m, SIZE_MAX);
    for (int i = 0;; i++) {
        asb_text *t;
        write_question(&question, a, q, 2, after);
        part reply = answer(l, &question, &t);
        json_value *v = parsed(a, reply.at, reply.length);
        asb_text_free(t);
        put_rows(&all, v);
        const json_value *next = asbi_json_get(v, "next");
        if (!next) break;
        after = asbi_json_text(next);
        if (i > MOST_PAGES) fail("there is no end of pages", (part){question.data, question.length});
    }
    if (all.length != whole->length || (all.length && memcmp(all.data, whole->data, all.length))) {
        fprintf(stderr, "--- whole\n%.*s--- pages\n%.*s", (int)whole->length, whole->data, (int)all.length, all.data);
        fail("the pages are not the whole", (part){question.data, question.length});
    }
    asbi_buffer_free(&all);
    asbi_buffer_free(&question);
}

/* Questions about lists have pages; of figures, `limit` is refused. */
static void by_pages(asb_caseload *l, part asked) {
    memory m = {.resize = asbi_memory_libc};
    buffer question, whole;
    asb_text *t = NULL;
    arena a;
    asbi_arena_init(&a, &m);
    asbi_buffer_init(&question, &m, SIZE_MAX);
    asbi_buffer_init(&whole, &m, SIZE_MAX);
    json_value *q = parsed(&a, asked.at, asked.length);
    write_question(&question, &a, q, MOST_PAGES, (text){"", 0});
    if (asb_caseload_query(&t, l, question.data, question.length) == ASB_OK) {
        json_value *v = parsed(&a, asb_text_data(t), asb_text_length(t));
        put_rows(&whole, v);
        if (!asbi_json_get(v, "next")) pages(l, &a, q, &whole, &m);
        asb_text_free(t);
    }
    asbi_buffer_free(&question);
    asbi_buffer_free(&whole);
    asbi_arena_free(&a);
}

/* As many rows, of as many, with the same page after it. */
static void as_rows(asb_caseload *l, part asked, const asb_text *t) {
    asb_json *v;
    asb_rows *r;
    int64_t total = -1;
    if (asb_caseload_rows(&r, l, asked.at, asked.length)) fail("JSON, but no rows", asked);
    if (asb_json_parse(&v, e, asb_text_data(t), asb_text_length(t))) fail("an answer that is no JSON", asked);
    const asb_json *next = asb_json_get(v, "next");
    asb_json_integer(&total, asb_json_get(v, "total"));
    if (asb_json_count(asb_json_get(v, "rows")) != asb_rows_count(r) || (uint64_t)total != asb_rows_total(r)) fail("other rows", asked);
    if (strcmp(next ? asb_json_text(next, NULL) : "", asb_rows_next(r))) fail("another next page", asked);
    for (uint32_t i = 0; i < asb_rows_count(r); i++)
        for (uint32_t k = 0; k < asb_rows_column_count(r); k++) {
            int64_t number;
            const char *column = asb_rows_column(r, k);
            if (!asb_rows_text(r, i, column)) fail("a cell that is none", asked);
            asb_rows_number(&number, r, i, column);
        }
    asb_rows_free(r);
    asb_json_free(v);
}

static void ask(loads *all, part asked) {
    asb_text *t = NULL;
    asb_rows *r = NULL;
    int32_t status = asb_caseload_query(&t, all->l, asked.at, asked.length);
    must_say(status, asked);
    if (status == ASB_OK) {
        as_rows(all->l, asked, t);
        by_pages(all->l, asked);
    } else if (asb_caseload_rows(&r, all->l, asked.at, asked.length) != status) {
        fail("refused, but rows", asked);
    }
    asb_text_free(t);
    asb_rows_free(r);
}

/* ---- steps */

static void put(asb_caseload *l, int number, part summary, int must) {
    char id[] = {(char)('A' + number), '\0'};
    int32_t status = asb_caseload_put(l, id, 1, summary.at, summary.length);
    if (must && status) fail("taken once, and not again", summary);
}

static void step(loads *all, part line) {
    part rest = {line.at + 1, line.length - 1};
    if (line.at[0] == 'q') {
        ask(all, rest);
        return;
    }
    char *before = answers(all->l);
    int32_t status = ASB_OK;
    if (line.at[0] == 'a') {
        status = asb_caseload_allow(all->l, rest.at, rest.length);
        if (status == ASB_OK) all->allowed = rest;
    } else if (line.at[0] == 'p' && line.length > 2) {
        int number = (uint8_t)rest.at[0] % CASES;
        char id[] = {(char)('A' + number), '\0'};
        part summary = {rest.at + 1, rest.length - 1};
        status = asb_caseload_put(all->l, id, 1, summary.at, summary.length);
        if (status == ASB_OK) all->summary[number] = summary;
    }
    must_say(status, rest);
    if (status)
        must_be(all->l, before, rest);
    else
        free(before);
}

static void from_nothing(const loads *all, part input) {
    asb_caseload *l;
    if (asb_caseload_new(&l, e)) abort();
    for (int i = CASES - 1; i >= 0; i--)
        if (all->summary[i].at) put(l, i, all->summary[i], 1);
    if (all->allowed.at && asb_caseload_allow(l, all->allowed.at, all->allowed.length)) fail("allowed once, and not again", all->allowed);
    must_be(l, answers(all->l), input);
    asb_caseload_free(l);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    asb_hooks hooks = {.struct_size = sizeof hooks, .now = now};
    part input = {(const char *)data, size};
    loads all = {.l = NULL};
    if (size < 2 || size > MOST_INPUT) return 0;
    if (!e && asb_engine_new(&e, &hooks)) abort();
    if (asb_caseload_new(&all.l, e)) abort();
    for (const char *at = input.at, *end = at + size; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop) stop = end;
        if (stop - at > 1) step(&all, (part){at, (size_t)(stop - at)});
        at = stop + 1;
    }
    from_nothing(&all, input);
    asb_caseload_free(all.l);
    return 0;
}

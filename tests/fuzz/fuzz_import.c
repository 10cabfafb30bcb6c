/* What a stranger says is an exported store, an exported case, or a head. Whatever comes in is sound afterwards: every chain verifies, and it goes through lines
 * and copies into other stores that have the same head. The first byte says which of them it is; a store comes in twice, whole and in two parts. */
#include <asb/asb.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static asb_engine *e; /* stays: making it is not what is tried here */

static asb_store *new_store(void) {
    asb_store *s;
    if (!e && asb_engine_new(&e, NULL)) abort();
    if (asb_store_memory(&s, e)) abort();
    return s;
}

static void must_say(int32_t status) {
    if (status < 0 && !asb_error_message(e)[0]) abort();
}

static void same_heads(asb_store *a, asb_store *b) {
    asb_text *x, *y, *report;
    if (asb_store_heads(&x, a) || asb_store_heads(&y, b)) abort();
    if (strcmp(asb_text_data(x), asb_text_data(y))) abort();
    if (asb_store_verify_head(&report, b, asb_text_data(x), asb_text_length(x)) != ASB_OK) abort();
    asb_text_free(report);
    asb_text_free(y);
    asb_text_free(x);
}

static void into(asb_store *to, const char *lines, size_t length, int must) {
    asb_text *report = NULL;
    int32_t status = asb_store_import(&report, to, lines, length);
    if (must && status != ASB_OK) abort();
    must_say(report ? ASB_OK : status);
    asb_text_free(report);
}

static void is_sound(asb_store *s) {
    asb_text *t;
    asb_store *by_lines = new_store(), *by_copy = new_store();
    if (asb_store_verify(&t, s, NULL) != ASB_OK) abort();
    asb_text_free(t);
    if (asb_store_export(&t, s) != ASB_OK) abort();
    into(by_lines, asb_text_data(t), asb_text_length(t), 1);
    asb_text_free(t);
    if (asb_store_copy(&t, by_copy, s) != ASB_OK) abort();
    asb_text_free(t);
    same_heads(s, by_lines);
    same_heads(s, by_copy);
    asb_store_free(by_lines);
    asb_store_free(by_copy);
}

static void try_store(const char *text, size_t length) {
    asb_store *s = new_store();
    size_t half = length / 2;
    while (half < length && text[half] != '\n') half++;
    into(s, text, half, 0);
    into(s, text + half, length - half, 0);
    is_sound(s);
    into(s, text, length, 0);
    is_sound(s);
    asb_store_free(s);
}

static void try_case(const char *text, size_t length) {
    asb_store *s = new_store();
    asb_case *c = NULL, *again = NULL;
    int32_t status = asb_case_import(&c, s, text, length);
    must_say(status);
    if (c && asb_case_import(&again, s, text, length) != ASB_EEXISTS) abort();
    if (c && asb_case_open(&again, s, asb_case_id(c)) != ASB_OK) abort();
    asb_case_free(again);
    asb_case_free(c);
    is_sound(s);
    asb_store_free(s);
}

static void try_head(const char *text, size_t length) {
    asb_store *s = new_store();
    asb_text *report = NULL;
    must_say(asb_store_verify_head(&report, s, text, length));
    asb_text_free(report);
    asb_store_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *text = (const char *)data + 1;
    if (size < 2) return 0;
    switch (data[0] % 3) {
    case 0: try_store(text, size - 1); break;
    case 1: try_case(text, size - 1); break;
    default: try_head(text, size - 1); break;
    }
    return 0;
}

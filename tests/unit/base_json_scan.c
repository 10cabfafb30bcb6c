/* Looking through texts by many bytes at a time: it stops where looking at each byte does, both in the way of this processor and in the portable one. */
#include "base/json_scan.h"
#include "base_json_scan.h"

#include <check.h>
#include <stdlib.h>

Suite *asb_suite_base_json_scan(void);

enum { LONGEST = 70 };

static const scanner own_scanner = {json_skip_plain_padded, json_skip_plain, json_skip_careless, json_copy_careless};

static size_t first(const char *text, size_t length, int (*stops)(unsigned char)) {
    size_t n = 0;

    while (n < length && !stops((unsigned char)text[n])) n++;
    return n;
}

/* The text ends where its block does, so that a sanitizer sees whoever reads on. */
static void stops_where_it_should(const scanner *s, const char *bytes, size_t length) {
    char *exact = malloc(length + 1), *padded = calloc(1, length + JSON_PADDING), *copy = malloc(length + 1);
    size_t careless = first(bytes, length, json_needs_care);

    ck_assert(exact != NULL && padded != NULL && copy != NULL);
    memcpy(exact + 1, bytes, length);
    memcpy(padded, bytes, length);
    ck_assert_uint_eq((size_t)(s->skip_plain(exact + 1, exact + 1 + length) - exact - 1), first(bytes, length, json_is_special));
    ck_assert_uint_eq((size_t)(s->skip_careless(exact + 1, exact + 1 + length) - exact - 1), careless);
    ck_assert_uint_eq((size_t)(s->skip_plain_padded(padded) - padded), first(bytes, length, json_is_special));
    if (length >= JSON_BLOCK) {
        ck_assert_uint_eq(s->copy_careless(copy, exact + 1, length), careless);
        ck_assert_mem_eq(copy, bytes, careless);
    }
    free(exact);
    free(padded);
    free(copy);
}

static void both(const char *bytes, size_t length) {
    stops_where_it_should(&own_scanner, bytes, length);
    stops_where_it_should(&portable_scanner, bytes, length);
}

START_TEST(each_byte_at_each_place)
{
    char text[LONGEST];

    for (unsigned c = 0; c < 256; c++) {
        for (size_t place = 0; place < 40; place++) {
            memset(text, 'x', sizeof text);
            text[place] = (char)c;
            for (size_t length = place + 1; length < place + 20; length += 3) both(text, length);
        }
    }
}
END_TEST

START_TEST(several_in_one_text)
{
    static const unsigned char kinds[] = {'x', 'y', 'z', '~', ' ', '"', '\\', 0x1F, 0x00, 0x7F, 0x80, 0xC3, 0xED, 0xFF};
    char text[LONGEST];
    unsigned state = 1;

    for (unsigned n = 0; n < 20000; n++) {
        for (size_t i = 0; i < sizeof text; i++) {
            state = state * 1664525u + 1013904223u;
            text[i] = (char)kinds[(state >> 16) % (state >> 28 ? 4 : sizeof kinds)];
        }
        both(text, n % LONGEST);
    }
}
END_TEST

Suite *asb_suite_base_json_scan(void) {
    Suite *s = suite_create("base_json_scan");
    TCase *c = tcase_create("scan");

    tcase_add_test(c, each_byte_at_each_place);
    tcase_add_test(c, several_in_one_text);
    suite_add_tcase(s, c);
    return s;
}

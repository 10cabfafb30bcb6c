/* Keys for comparing: what people write differently and mean alike has one key, and what they mean otherwise has another. */
#include "base/likeness.h"
#include "base_support.h"
#include <asb/error.h>

Suite *asb_suite_base_likeness(void);

typedef struct example {
    const char *written, *key;
} example;

static void expect(const example *examples, size_t count, void (*put)(buffer *b, text t)) {
    for (size_t i = 0; i < count; i++) {
        char room[600];
        buffer b = {.data = room, .capacity = sizeof room, .limit = sizeof room - 1};
        room[0] = '\0';
        put(&b, asbi_text(examples[i].written));
        ck_assert_int_eq(b.status, ASB_OK);
        ck_assert_str_eq(room, examples[i].key);
    }
}

START_TEST(names)
{
    static const example examples[] = {
        {"Ann Ash", "ann ash"},
        {"ASH, Ann", "ann ash"},
        {"Dr. Si\xC3\xA2n O'Brien", "obrien sian"},
        {"O\xE2\x80\x99"
         "Brien  Sian",
         "obrien sian"},
        {"Zo\xC3\xAB M\xC3\xBCller-L\xC3\xBC"
         "denscheidt",
         "ludenscheidt muller zoe"},
        {"Sia\xCC\x82n", "sian"},
        {"\xC5\x81ukasz Wi\xC5\x9Bniewski", "lukasz wisniewski"},
        {"Stra\xC3\x9F"
         "e",
         "strasse"},
        {"\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD", "\xD0\xB8\xD0\xB2\xD0\xB0\xD0\xBD"},
        {"Mr", "mr"},
        {"Mr Mohammed", "mohammed"},
        {"\"Ann\\ \n Ash\"", "ann ash"},
        {"", ""},
        {" - ", ""},
        {"a b c d e f g h i j k l m n o p q r s t u v w x y z", "a b c d e f g h i j k l m n o p q r s t u v w x"},
    };
    expect(examples, sizeof examples / sizeof *examples, asbi_put_name_key);
}
END_TEST

START_TEST(addresses)
{
    static const example examples[] = {
        {"Flat 2, 14 High Street", "flat 2 14 high st"},
        {"Apt. 2, 14 HIGH ST.", "flat 2 14 high st"},
        {"12 a The Mount", "12a mt"},
        {"12A Mount", "12a mt"},
        {"No. 3 Saint John's Road", "3 st johns rd"},
        {"3 St Johns Rd", "3 st johns rd"},
        {"4 Beech Close, Tonbridge", "4 beech cl tonbridge"},
        {"the", ""},
    };
    expect(examples, sizeof examples / sizeof *examples, asbi_put_address_key);
}
END_TEST

START_TEST(postcodes)
{
    static const example examples[] = {
        {"tn9 1aa", "TN9 1AA"}, {"TN91AA", "TN9 1AA"}, {" s w1a-1aa ", "SW1A 1AA"}, {"M1 1AE", "M1 1AE"}, {"TN9", "TN9"}, {"", ""},
    };
    expect(examples, sizeof examples / sizeof *examples, asbi_put_postcode_key);
}
END_TEST

/* However long: what does not fit is not said, and the key is whole characters. */
START_TEST(long_ones)
{
    char written[4001], room[600];
    for (size_t i = 0; i + 2 <= 4000; i += 2) memcpy(written + i, "\xD0\x98", 2);
    written[4000] = '\0';
    buffer b = {.data = room, .capacity = sizeof room, .limit = sizeof room - 1};
    asbi_put_name_key(&b, asbi_text(written));
    ck_assert_int_eq(b.status, ASB_OK);
    ck_assert_uint_gt(b.length, 100);
    ck_assert_uint_eq(asbi_utf8_check(b.data, b.length), b.length);
}
END_TEST

Suite *asb_suite_base_likeness(void) {
    Suite *s = suite_create("base_likeness");
    TCase *t = tcase_create("keys");
    tcase_add_test(t, names);
    tcase_add_test(t, addresses);
    tcase_add_test(t, postcodes);
    tcase_add_test(t, long_ones);
    suite_add_tcase(s, t);
    return s;
}

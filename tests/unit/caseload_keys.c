/* What matching stands on: how names and addresses compare; books and index, against plain models, through many random changes. */
#include "base_support.h"
#include "caseload/compare.h"
#include "caseload/groups.h"
#include "caseload/keys.h"

#include <asb/error.h>
#include <stdio.h>

Suite *asb_suite_caseload_keys(void);

START_TEST(names)
{
    static const struct {
        const char *a, *b;
        name_likeness how;
        int single;
    } cases[] = {
        {"ann ash", "ann ash", NAME_SAME, 0},
        {"ann ash", "ann ash jane", NAME_PART, 0},
        {"kowalski przemyslaw", "kowlaski przemyslaw", NAME_SPELT, 0},
        {"kowlaski przemsylaw", "kowalski przemyslaw", NAME_SOUND, 0},
        {"brown catherine", "brown kathryn", NAME_SOUND, 0},
        {"a ash", "ann ash", NAME_INITIAL, 0},
        {"ann ash", "ash bob", NAME_OTHER, 0},
        {"dan hall", "hall ian", NAME_OTHER, 0},
        {"amina hall p", "hall paul", NAME_OTHER, 0},
        {"a b", "ann ash", NAME_OTHER, 0},
        {"dave", "dave", NAME_SAME, 1},
        {"dave", "dave hall", NAME_PART, 1},
        {"dabe", "dave hall", NAME_OTHER, 1},
        {"", "dave", NAME_UNKNOWN, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        compared_name a, b;
        int single;
        asbi_name_split(&a, asbi_text(cases[i].a));
        asbi_name_split(&b, asbi_text(cases[i].b));
        ck_assert_msg(asbi_name_compare(&a, &b, &single) == cases[i].how, "%s, %s: %d", cases[i].a, cases[i].b,
                      asbi_name_compare(&a, &b, &single));
        ck_assert_int_eq(single, cases[i].single);
        ck_assert_int_eq(asbi_name_compare(&b, &a, &single), cases[i].how);
    }
    ck_assert(asbi_name_is_none(asbi_text("unknown")));
    ck_assert(asbi_name_is_none(asbi_text("3 youths")));
    ck_assert(asbi_name_is_none(asbi_text("")));
    ck_assert(!asbi_name_is_none(asbi_text("known norman")));
}
END_TEST

START_TEST(addresses)
{
    static const struct {
        const char *a, *b;
        address_likeness how;
        int town;
    } cases[] = {
        {"14 high st", "14 high st", ADDRESS_SAME, 0},
        {"flat 2 14 high st", "2 14 high st", ADDRESS_SAME, 0},
        {"flat 2 14 high st", "14 high st flat 2", ADDRESS_SAME, 0},
        {"flat a 14 high st", "14a high st", ADDRESS_SAME, 0},
        {"14 high st tonbridge", "14 high st", ADDRESS_SAME, 0},
        {"14 high st tonbridge", "14 high st tonbrigde", ADDRESS_SAME, 1},
        {"14 high st tonbridge", "14 high st luton", ADDRESS_OTHER, 0},
        {"14 hihg st", "14 high st", ADDRESS_SPELT, 0},
        {"14 beech", "14 beech cl", ADDRESS_SPELT, 0},
        {"flat 2 14 high st", "flat 3 14 high st", ADDRESS_BUILDING, 0},
        {"flat 2 14 high st", "14 high st", ADDRESS_BUILDING, 0},
        {"12 high st", "12a high st", ADDRESS_NEAR, 0},
        {"12 high st", "16 high st", ADDRESS_NEAR, 0},
        {"high st", "16 high st", ADDRESS_NEAR, 0},
        {"12 high st", "62 high st", ADDRESS_OTHER, 0},
        {"12 high st", "12 high rd", ADDRESS_OTHER, 0},
        {"12 high st", "12 mill ln", ADDRESS_OTHER, 0},
        {"beech hse mill ln", "beech hse mill ln", ADDRESS_SAME, 1},
        {"beech hse mill ln", "ash hse mill ln", ADDRESS_OTHER, 0},
        {"", "12 high st", ADDRESS_UNKNOWN, 0},
        {"12", "12", ADDRESS_OTHER, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        int town;
        address_likeness how = asbi_address_compare(asbi_text(cases[i].a), asbi_text(cases[i].b), &town);
        ck_assert_msg(how == cases[i].how && town == cases[i].town, "%s, %s: %d %d", cases[i].a, cases[i].b, how, town);
        ck_assert_int_eq(asbi_address_compare(asbi_text(cases[i].b), asbi_text(cases[i].a), &town), cases[i].how);
    }
}
END_TEST

static unsigned next_random(unsigned *seed) {
    return (*seed = *seed * 1103515245u + 12345u) >> 16;
}

/* Texts of all lengths come and go; each has one number while it is used, and what is not used is nowhere in memory. */
START_TEST(books)
{
    enum { TEXTS = 300 };
    test_memory m;
    text_heap heap;
    book b;
    uint32_t uses[TEXTS] = {0}, numbers[TEXTS] = {0}, live = 0;
    unsigned seed = 3;
    char room[MOST_BOOK_TEXT + 1];
    test_memory_begin(&m);
    asbi_heap_init(&heap, &m.memory);
    asbi_book_init(&b, &heap);
    for (int step = 0; step < 60000; step++) {
        unsigned i = next_random(&seed) % TEXTS;
        size_t length = (size_t)snprintf(room, sizeof room, "text %u %0*u", i, (int)(i % 37) * 12 + 1, i);
        text t = {room, length};
        if (next_random(&seed) % 5 < 2u + (unsigned)(step / 10000) % 2u) {
            uint32_t number = asbi_book_take(&b, t);
            ck_assert_uint_ne(number, 0);
            if (uses[i]) ck_assert_uint_eq(number, numbers[i]);
            live += !uses[i]++;
            numbers[i] = number;
        } else if (uses[i]) {
            asbi_book_leave(&b, numbers[i]);
            live -= !--uses[i];
        }
        ck_assert_uint_eq(asbi_book_find(&b, t), uses[i] ? numbers[i] : 0);
        ck_assert_uint_eq(b.live, live);
        if (uses[i]) ck_assert(asbi_text_equal(asbi_book_text(&b, numbers[i]), t));
    }
    for (unsigned i = 0; i < TEXTS; i++)
        for (; uses[i]; uses[i]--) asbi_book_leave(&b, numbers[i]);
    ck_assert_uint_eq(b.live, 0);
    for (uint32_t c = 0; c < heap.count; c++)
        for (size_t i = 0; i + 4 < HEAP_CHUNK; i++) ck_assert(memcmp(heap.chunks[c] + i, "text", 4) != 0);
    asbi_book_free(&b);
    asbi_heap_free(&heap);
    test_memory_end(&m);
}
END_TEST

/* Keys that lie together, some with very many cases: what is found is what was put in and not taken out. */
START_TEST(index_of_keys)
{
    enum { KEYS = 40, CASES = 60 };
    test_memory m;
    key_index x;
    static uint8_t has[KEYS][CASES];
    uint32_t counts[KEYS] = {0};
    unsigned seed = 5;
    test_memory_begin(&m);
    asbi_index_init(&x, &m.memory);
    for (int step = 0; step < 100000; step++) {
        unsigned k = next_random(&seed) % KEYS, n = next_random(&seed) % (k < 3 ? CASES : 4);
        uint32_t key = k % 2 ? 0xFFFFFF00u + k : k * 3u, one;
        const uint32_t *cases;
        if (!has[k][n]) {
            ck_assert_int_eq(asbi_index_reserve(&x, &key, 1), ASB_OK);
            asbi_index_add(&x, key, n);
            counts[k]++;
        } else {
            asbi_index_remove(&x, key, n);
            counts[k]--;
        }
        has[k][n] ^= 1;
        ck_assert_uint_eq(asbi_index_find(&x, key, &one, &cases), counts[k]);
        for (uint32_t i = 0; i < counts[k]; i++) ck_assert(has[k][cases[i]]);
    }
    for (unsigned k = 0; k < KEYS; k++)
        for (unsigned n = 0; n < CASES; n++)
            if (has[k][n]) asbi_index_remove(&x, k % 2 ? 0xFFFFFF00u + k : k * 3u, n);
    ck_assert_uint_eq(x.used, 0);
    ck_assert_uint_eq(x.free_count, x.list_count);
    asbi_index_free(&x);
    test_memory_end(&m);
}
END_TEST

START_TEST(groups)
{
    test_memory m;
    arena a;
    static uint64_t numbers[1000], room[1000];
    unsigned seed = 9;
    test_memory_begin(&m);
    asbi_arena_init(&a, &m.memory);
    number_map map = {.a = &a};
    for (uint32_t i = 0; i < 5000; i++) {
        uint32_t *at = asbi_map_at(&map, (uint64_t)(i % 2500) << 40 | i % 2500);
        ck_assert_ptr_nonnull(at);
        ck_assert_uint_eq(*at, i < 2500 ? 0 : i % 2500 + 1);
        *at = i % 2500 + 1;
    }
    for (size_t i = 0; i < 1000; i++) numbers[i] = (uint64_t)(next_random(&seed) % 20) << 32 | next_random(&seed) % 30;
    uint32_t count = asbi_sort_each_once(numbers, room, 1000);
    ck_assert_uint_le(count, 600);
    ck_assert_uint_gt(count, 300);
    for (uint32_t i = 1; i < count; i++) ck_assert_uint_lt(numbers[i - 1], numbers[i]);
    asbi_arena_free(&a);
}
END_TEST

Suite *asb_suite_caseload_keys(void) {
    Suite *s = suite_create("caseload_keys");
    TCase *t = tcase_create("keys");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, names);
    tcase_add_test(t, addresses);
    tcase_add_test(t, books);
    tcase_add_test(t, index_of_keys);
    tcase_add_test(t, groups);
    suite_add_tcase(s, t);
    return s;
}

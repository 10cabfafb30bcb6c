/* As much of Check as the tests use, for machines that Check is not to be had for: another C library, word size, byte order, and builds in which every library must be
 * instrumented. Tests run in one process, one after the other; the first that fails in a test ends it. */
#ifndef PLAIN_CHECK_H
#define PLAIN_CHECK_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct TTest {
    const char *name;
    void (*run)(int _i);
} TTest;
typedef struct TCase TCase;
typedef struct Suite Suite;
typedef struct SRunner SRunner;
enum { CK_ENV };

#define START_TEST(test) \
    static void test##_run(int _i); \
    static const TTest test##_test = {#test, test##_run}; \
    static const TTest *const test = &test##_test; \
    static void test##_run(int _i __attribute__((unused)))
#define END_TEST

Suite *suite_create(const char *name);
TCase *tcase_create(const char *name);
void suite_add_tcase(Suite *s, TCase *t);
void tcase_set_timeout(TCase *t, double seconds); /* there is none here */
void tcase_add_checked_fixture(TCase *t, void (*setup)(void), void (*teardown)(void));
void tcase_add_loop_test(TCase *t, const TTest *test, int from, int to);
#define tcase_add_test(t, test) tcase_add_loop_test((t), (test), 0, 1)

SRunner *srunner_create(Suite *s);
void srunner_add_suite(SRunner *r, Suite *s);
void srunner_run_all(SRunner *r, int how);
int srunner_ntests_run(const SRunner *r);
int srunner_ntests_failed(const SRunner *r);
void srunner_free(SRunner *r);

/* Says it, and ends the test. */
_Noreturn void plain_failed(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));

#define ck_abort_msg(...) plain_failed(__FILE__, __LINE__, __VA_ARGS__)
#define ck_assert_msg(expression, ...) ((expression) ? (void)0 : plain_failed(__FILE__, __LINE__, __VA_ARGS__))
#define ck_assert(expression) ck_assert_msg(expression, "%s", #expression)

#define PLAIN_COMPARE(type, a, op, b) \
    do { \
        type plain_a = (type)(a), plain_b = (type)(b); \
        ck_assert_msg(plain_a op plain_b, "%s %s %s: %lld and %lld", #a, #op, #b, (long long)plain_a, (long long)plain_b); \
    } while (0)
#define ck_assert_int_eq(a, b) PLAIN_COMPARE(intmax_t, a, ==, b)
#define ck_assert_int_ne(a, b) PLAIN_COMPARE(intmax_t, a, !=, b)
#define ck_assert_int_lt(a, b) PLAIN_COMPARE(intmax_t, a, <, b)
#define ck_assert_int_le(a, b) PLAIN_COMPARE(intmax_t, a, <=, b)
#define ck_assert_int_gt(a, b) PLAIN_COMPARE(intmax_t, a, >, b)
#define ck_assert_int_ge(a, b) PLAIN_COMPARE(intmax_t, a, >=, b)
#define ck_assert_uint_eq(a, b) PLAIN_COMPARE(uintmax_t, a, ==, b)
#define ck_assert_uint_ne(a, b) PLAIN_COMPARE(uintmax_t, a, !=, b)
#define ck_assert_uint_lt(a, b) PLAIN_COMPARE(uintmax_t, a, <, b)
#define ck_assert_uint_le(a, b) PLAIN_COMPARE(uintmax_t, a, <=, b)
#define ck_assert_uint_gt(a, b) PLAIN_COMPARE(uintmax_t, a, >, b)
#define ck_assert_uint_ge(a, b) PLAIN_COMPARE(uintmax_t, a, >=, b)

#define PLAIN_STRINGS(a, op, b) \
    do { \
        const char *plain_a = (a), *plain_b = (b); \
        ck_assert_msg(plain_a && plain_b && strcmp(plain_a, plain_b) op 0, "%s %s %s: \"%s\" and \"%s\"", #a, #op, #b, \
                      plain_a ? plain_a : "(null)", plain_b ? plain_b : "(null)"); \
    } while (0)
#define ck_assert_str_eq(a, b) PLAIN_STRINGS(a, ==, b)
#define ck_assert_str_ne(a, b) PLAIN_STRINGS(a, !=, b)
#define ck_assert_mem_eq(a, b, size) ck_assert_msg(!memcmp((a), (b), (size)), "%s and %s", #a, #b)
#define ck_assert_ptr_eq(a, b) ck_assert_msg((const void *)(a) == (const void *)(b), "%s == %s", #a, #b)
#define ck_assert_ptr_null(a) ck_assert_msg((a) == NULL, "%s is not NULL", #a)
#define ck_assert_ptr_nonnull(a) ck_assert_msg((a) != NULL, "%s is NULL", #a)

#endif

/* Ways of writing numbers that are somebody's: telephone, property reference, date of birth; e-mail addresses; and the ids that the host has
 * given. */
#include "identifier_parts.h"

#include "../base/container.h"
#include "../time/instant.h"

#include <string.h>

enum { DIGITS_MOST = 24, SHORTEST_PHONE = 6, SHORTEST_ANYHOW = 8, SHORTEST_REFERENCE = 4, LONGEST_PLAIN = 40, SHORTEST_USER = 5 };

static void add_digits(adder *add, const char *before, const char *digits, unsigned flags) {
    pattern_build b;

    asbi_pattern_begin(&b);
    asbi_pattern_ascii(&b, before);
    asbi_pattern_ascii(&b, digits);
    asbi_pattern_end(add, &b, flags);
}

/* ---- telephone */

/* The number within the country, without the 0 that it is dialled with. NULL: it is of another country, or none. */
static const char *national(const char *digits) {
    if (strncmp(digits, "0044", 4) == 0)
        digits += 4;
    else if (strncmp(digits, "44", 2) == 0 && strlen(digits) >= 11)
        digits += 2;
    else if (digits[0] != '0' || digits[1] == '0')
        return NULL;
    if (digits[0] == '0') digits++;
    return strlen(digits) >= 9 ? digits : NULL;
}

/* Without the area's code: eight digits after 2x, seven after 1x1 and 11x, else six. */
static void add_local(adder *add, const char *number) {
    size_t length = strlen(number), local;
    char first[5];

    if (length != 10 || (number[0] != '1' && number[0] != '2')) return;
    local = number[0] == '2' ? 8 : number[1] == '1' || number[2] == '1' ? 7 : 6;
    memcpy(first, number + length - local, local - 4 + (local == 6));
    first[local - 4 + (local == 6)] = '\0';
    add_digits(add, first, number + length - local + strlen(first), 0);
}

static void add_number(adder *add, const char *digits) {
    static const char before[][6] = {"", "0", "44", "0044", "440", "00440"};
    const char *number = national(digits);

    if (strlen(digits) < SHORTEST_PHONE) return;
    add_digits(add, "", digits, PATTERN_ANYHOW);
    for (size_t i = 0; i < COUNT_OF(before) && number != NULL; i++) add_digits(add, before[i], number, PATTERN_ANYHOW);
    if (number != NULL)
        add_local(add, number);
    else if (strncmp(digits, "00", 2) == 0)
        add_digits(add, "", digits + 2, PATTERN_ANYHOW);
    else
        add_digits(add, "00", digits, PATTERN_ANYHOW);
}

static int ends_number(uint32_t letter_code, text t, size_t from, size_t to) {
    if (letter_code < '0' || letter_code > '9') return 1;
    for (size_t i = from; i < to; i++)
        if (t.at[i] == ',' || t.at[i] == ';' || t.at[i] == '/' || t.at[i] == '&' || t.at[i] == '\n') return 1;
    return 0;
}

/* There may be several: "07700 900123 / 020 7946 0018 (work)". */
void asbi_add_phone(adder *add, text t) {
    char digits[DIGITS_MOST + 1];
    size_t count = 0, end = 0;
    letters l;
    letter next;

    asbi_letters_begin(&l, t, 0, LETTERS_PLAIN);
    while (asbi_next_letter(&l, &next)) {
        if (ends_number(next.code, t, end, next.from)) {
            digits[count] = '\0';
            add_number(add, digits);
            count = 0;
        }
        if (next.is_digit && count < DIGITS_MOST) digits[count++] = (char)next.code;
        end = next.to;
    }
    digits[count] = '\0';
    add_number(add, digits);
}

/* ---- references */

static void add_reference(adder *add, const words *w, uint32_t skip, unsigned flags) {
    pattern_build b;

    asbi_pattern_begin(&b);
    for (uint32_t i = 0; i < w->count; i++)
        asbi_pattern_letters(&b, w->letters + w->list[i].at + (i == 0 ? skip : 0), w->list[i].length - (i == 0 ? skip : 0),
                             i == 0 && skip > 0 ? NULL : &w->list[i].joints);
    if (b.length >= SHORTEST_REFERENCE) asbi_pattern_end(add, &b, flags);
}

static int is_all_digits(const words *w) {
    for (uint32_t i = 0; i < w->used; i++)
        if (w->letters[i] < '0' || w->letters[i] > '9') return 0;
    return 1;
}

/* A long number may be written in groups; a short one may not, for it would be found in many places. With its leading zeros or without. */
void asbi_add_number(adder *add, text t) {
    words w;
    uint32_t zeros = 0;
    unsigned flags;

    asbi_words_of(&w, t, 0);
    if (w.count == 0) return;
    while (zeros + 1 < w.list[0].length && w.letters[w.list[0].at + zeros] == '0') zeros++;
    flags = !is_all_digits(&w) ? 0 : w.used - zeros >= SHORTEST_ANYHOW ? PATTERN_ANYHOW : PATTERN_TIGHT;
    if (w.used - zeros == SHORTEST_REFERENCE) flags |= PATTERN_TEXT_ONLY;
    add_reference(add, &w, 0, flags);
    if (zeros > 0) add_reference(add, &w, zeros, flags);
}

/* ---- e-mail */

static void add_user(adder *add, const words *w, uint32_t line_of_host) {
    static const char common[][11] = {"admin", "contact", "enquiries", "hello", "housing", "office", "support", "tenants", "postmaster"};
    char plain[LONGEST_PLAIN];
    pattern_build b;

    if (line_of_host != 1 || w->list[0].length < SHORTEST_USER) return;
    for (size_t i = 0; i < COUNT_OF(common); i++)
        if (asbi_text_is(asbi_word_ascii(w, 0, plain, sizeof plain), common[i])) return;
    if (asbi_word_worth(asbi_word_ascii(w, 0, plain, sizeof plain)) != WORTH_ALL) return;
    asbi_pattern_begin(&b);
    asbi_pattern_word(&b, w, 0);
    asbi_pattern_end(add, &b, 0);
}

/* The @ may be written as "at", or as %40. */
void asbi_add_email(adder *add, text t) {
    static const char *const at[] = {NULL, "at", "40"};
    words w;

    asbi_words_of(&w, t, 0);
    for (size_t k = 0; k < COUNT_OF(at) && w.count > 1; k++) {
        pattern_build b;
        asbi_pattern_begin(&b);
        for (uint32_t i = 0; i < w.count; i++) {
            if (i == w.count - 1 && at[k] != NULL) asbi_pattern_ascii(&b, at[k]);
            asbi_pattern_word(&b, &w, i);
        }
        asbi_pattern_end(add, &b, k == 1 ? PATTERN_BROKEN : 0);
    }
    if (w.count > 0) add_user(add, &w, w.count - 1);
}

/* ---- dates of birth */

typedef struct birthday {
    char day[2][3], month[2][3], year[2][5];
} birthday;

static void put_digits(char *out, int32_t number, unsigned digits) {
    out[digits] = '\0';
    for (; digits > 0; digits--, number /= 10) out[digits - 1] = (char)('0' + number % 10);
}

/* Each with its zero and without; the year in four digits and in two. */
static birthday digits_of(civil c) {
    birthday b;

    put_digits(b.day[0], c.day, 2);
    put_digits(b.day[1], c.day, c.day < 10 ? 1 : 2);
    put_digits(b.month[0], c.month, 2);
    put_digits(b.month[1], c.month, c.month < 10 ? 1 : 2);
    put_digits(b.year[0], c.year, 4);
    put_digits(b.year[1], c.year % 100, 2);
    return b;
}

static void add_date(adder *add, const char *first, const char *second, const char *third, unsigned flags) {
    pattern_build b;

    asbi_pattern_begin(&b);
    asbi_pattern_ascii(&b, first);
    asbi_pattern_ascii(&b, second);
    asbi_pattern_ascii(&b, third);
    asbi_pattern_end(add, &b, flags);
}

/* 5/5/80 stands in many a picture's lines, so that only texts are searched for it. */
static void add_in_digits(adder *add, const birthday *b) {
    for (int day = 0; day < 2; day++)
        for (int month = 0; month < 2; month++) {
            add_date(add, b->year[0], b->month[month], b->day[day], PATTERN_ALL_BROKEN);
            add_date(add, b->day[day], b->month[month], b->year[0], PATTERN_ALL_BROKEN);
            add_date(add, b->day[day], b->month[month], b->year[1], PATTERN_ALL_BROKEN | PATTERN_TEXT_ONLY);
        }
    add_date(add, b->year[0], b->month[0], b->day[0], PATTERN_TIGHT);
    add_date(add, b->day[0], b->month[0], b->year[0], PATTERN_TIGHT);
}

/* Both, one after the other, where there is room for them. */
static void join(char *out, const char *first, const char *second) {
    size_t length = strlen(first);

    memcpy(out, first, length);
    memcpy(out + length, second, strlen(second) + 1);
}

/* 1 March 1980, 1st of March 1980, March 1, 1980, 1 Mar 80. */
static void add_in_words(adder *add, const birthday *b, const char *month, civil c) {
    const char *suffix = c.day % 10 == 1 && c.day != 11 ? "st"
        : c.day % 10 == 2 && c.day != 12                ? "nd"
        : c.day % 10 == 3 && c.day != 13                ? "rd"
                                                        : "th";
    const char *suffixes[] = {"", suffix};
    char day[5], of_month[16];

    join(of_month, "of", month);
    for (int way = 0; way < 8; way++) {
        const char *year = b->year[way & 1];
        join(day, b->day[way >> 1 & 1], suffixes[way >> 2]);
        add_date(add, day, month, year, PATTERN_ALL_BROKEN);
        add_date(add, month, day, year, PATTERN_ALL_BROKEN);
        if (way >> 2) add_date(add, day, of_month, year, PATTERN_ANYHOW);
    }
}

void asbi_add_born(adder *add, text t) {
    static const char months[][10] = {"january", "february", "march",     "april",   "may",      "june",
                                      "july",    "august",   "september", "october", "november", "december"};
    date day;
    civil c;
    birthday b;
    char shortened[4];

    if (!asbi_parse_date(t, &day)) return;
    c = asbi_civil(day);
    b = digits_of(c);
    memcpy(shortened, months[c.month - 1], 3);
    shortened[3] = '\0';
    add_in_digits(add, &b);
    add_in_words(add, &b, months[c.month - 1], c);
    add_in_words(add, &b, shortened, c);
    if (c.month == 9) add_in_words(add, &b, "sept", c);
}

/* ---- ids */

/* "p1", "10234567", "PER-77"; a word alone is a name, unless it is one of those that stand for anybody. */
void asbi_add_id(adder *add, text t) {
    char plain[LONGEST_PLAIN];
    words w;
    pattern_build b;
    int digits = 0;

    asbi_words_of(&w, t, 0);
    for (uint32_t i = 0; i < w.used; i++) digits |= w.letters[i] >= '0' && w.letters[i] <= '9';
    if (w.count > 1 || (w.count == 1 && !digits && asbi_word_worth(asbi_word_ascii(&w, 0, plain, sizeof plain)) == WORTH_ALL))
        asbi_add_name(add, t);
    if (!digits || w.used < 2) return;
    asbi_pattern_begin(&b);
    for (uint32_t i = 0; i < w.count; i++) asbi_pattern_word(&b, &w, i);
    asbi_pattern_end(add, &b, is_all_digits(&w) ? PATTERN_TIGHT : 0);
}

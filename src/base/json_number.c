/* Numbers as decimal texts: nothing here ever rounds. A number is taken apart into its digits and the place of its point,
 * and put together again as ECMAScript (and so RFC 8785) lays numbers out. */
#include "json_parts.h"

#include <string.h>

enum { MOST_INTEGER_DIGITS = 21, MOST_LEADING_ZEROS = 6, MOST_SAFE_DIGITS = 16 };

#define BIGGEST_SAFE INT64_C(9007199254740991)
#define BIGGEST_EXPONENT INT64_C(999999999)

/* Far beyond what the digits of any document could bring back into range. */
#define ENOUGH INT64_C(100000000000000000)

static int is_digit(char c) {
    return c >= '0' && c <= '9';
}

static int64_t read_exponent(const char *at, const char *end) {
    int64_t exponent = 0;
    int is_negative = at < end && *at == '-';

    for (; at < end; at++)
        if (is_digit(*at) && exponent < ENOUGH) exponent = exponent * 10 + (*at - '0');
    return is_negative ? -exponent : exponent;
}

static int is_no_digit_of_value(char c) {
    return c == '0' || c == '.';
}

json_number asbi_json_number(text written) {
    const char *at = written.at, *end = at + written.length, *mantissa_end = at, *point;
    json_number n = {{NULL, 0}, 0, 0, 0};

    while (mantissa_end < end && *mantissa_end != 'e' && *mantissa_end != 'E') mantissa_end++;
    if (at < mantissa_end && *at == '-') {
        n.is_negative = 1;
        at++;
    }
    for (point = at; point < mantissa_end && *point != '.';) point++;
    if (mantissa_end < end) n.point = read_exponent(mantissa_end + 1, end);
    end = mantissa_end;
    while (at < end && is_no_digit_of_value(*at)) at++;
    while (at < end && is_no_digit_of_value(end[-1])) end--;
    if (at == end) return (json_number){{NULL, 0}, 0, 0, 0};
    n.point += point > at ? point - at : point - at + 1; /* the point itself is no digit */
    n.digits = (text){at, (size_t)(end - at)};
    n.count = n.digits.length - (at < point && point < end);
    return n;
}

/* Without an exponent it would take a thousand million digits to be out of range. */
int asbi_json_number_in_range(text written) {
    int64_t exponent;

    if (written.length < (size_t)BIGGEST_EXPONENT && memchr(written.at, 'e', written.length) == NULL &&
        memchr(written.at, 'E', written.length) == NULL)
        return 1;
    exponent = asbi_json_number(written).point - 1;
    return exponent >= -BIGGEST_EXPONENT && exponent <= BIGGEST_EXPONENT;
}

static char next_digit(const char **at) {
    if (**at == '.') ++*at;
    return *(*at)++;
}

int asbi_json_number_equal(text a, text b) {
    json_number x = asbi_json_number(a), y = asbi_json_number(b);
    const char *in_x = x.digits.at, *in_y = y.digits.at;

    if (x.count != y.count || x.point != y.point || x.is_negative != y.is_negative) return 0;
    for (size_t i = 0; i < x.count; i++)
        if (next_digit(&in_x) != next_digit(&in_y)) return 0;
    return 1;
}

int asbi_json_integer(const json_value *v, int64_t *out) {
    int64_t number = 0;
    size_t at = 0;
    int is_negative;

    if (v == NULL || v->type != JSON_NUMBER || v->held.text.length == 0) return 0;
    is_negative = v->held.text.at[0] == '-';
    at = is_negative ? 1 : 0;
    if (v->held.text.length - at > MOST_SAFE_DIGITS || v->held.text.length == at) return 0;
    for (; at < v->held.text.length; at++) {
        if (!is_digit(v->held.text.at[at])) return 0;
        number = number * 10 + (v->held.text.at[at] - '0');
    }
    if (number > BIGGEST_SAFE) return 0;
    *out = is_negative ? -number : number;
    return 1;
}

static void put_zeros(buffer *out, int64_t count) {
    for (; count > 0; count--) asbi_put_char(out, '0');
}

static void put_digits(buffer *out, const char **at, int64_t count) {
    for (; count > 0; count--) asbi_put_char(out, next_digit(at));
}

static void put_with_exponent(buffer *out, const json_number *n, const char *at) {
    int64_t exponent = n->point - 1;

    put_digits(out, &at, 1);
    if (n->count > 1) {
        asbi_put_char(out, '.');
        put_digits(out, &at, (int64_t)n->count - 1);
    }
    asbi_put(out, exponent < 0 ? "e" : "e+");
    asbi_put_int(out, exponent);
}

/* Most numbers are written as they should be: an integer that does not begin with 0, or a fraction that does not either and ends with another
 * digit, with no more digits before the point than are ever written without an exponent. */
static int is_canonical(text number) {
    const char *at = number.at, *end = at + number.length, *point;

    if (at < end && *at == '-') at++;
    if (at == end || *at == '0') return 0;
    for (point = at; point < end && is_digit(*point);) point++;
    if (point - at > MOST_INTEGER_DIGITS) return 0;
    if (point == end) return 1;
    if (*point != '.' || end[-1] == '0') return 0;
    for (at = point + 1; at < end; at++)
        if (!is_digit(*at)) return 0;
    return 1;
}

static void write_anew(buffer *out, text number) {
    json_number n = asbi_json_number(number);
    int64_t count = (int64_t)n.count;
    const char *at = n.digits.at;

    if (n.is_negative) asbi_put_char(out, '-');
    if (count == 0) {
        asbi_put_char(out, '0');
    } else if (n.point > MOST_INTEGER_DIGITS || n.point <= -MOST_LEADING_ZEROS) {
        put_with_exponent(out, &n, at);
    } else if (n.point >= count) {
        put_digits(out, &at, count);
        put_zeros(out, n.point - count);
    } else if (n.point > 0) {
        put_digits(out, &at, n.point);
        asbi_put_char(out, '.');
        put_digits(out, &at, count - n.point);
    } else {
        asbi_put(out, "0.");
        put_zeros(out, -n.point);
        put_digits(out, &at, count);
    }
}

void asbi_json_write_number(buffer *out, text number) {
    if (is_canonical(number))
        asbi_put_bytes(out, number.at, number.length);
    else
        write_anew(out, number);
}

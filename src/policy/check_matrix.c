/* Matrices: what scores can be attained, and whether the bands fit them. */
#include "check.h"

/* Over a hostile number of questions the sums are cut, far outside of any band. */
enum { FAR = 1000000000 };

static const json_value *items(const json_value *object, const char *key) {
    const json_value *list = asbi_json_get(object, key);

    return list != NULL && list->type == JSON_LIST ? asbi_json_first(list) : NULL;
}

static int32_t weight_of(const json_value *option) {
    int64_t weight;

    if (!asbi_json_integer(asbi_json_get(option, "weight"), &weight) || weight < -1000 || weight > 1000) return 0;
    return (int32_t)weight;
}

static int is_set(const json_value *option, const char *key) {
    const json_value *v = asbi_json_get(option, key);

    return v != NULL && v->type == JSON_TRUE;
}

static void widen(score_limits *s, int32_t score, int is_first) {
    if (is_first || score < s->least) s->least = score;
    if (is_first || score > s->greatest) s->greatest = score;
}

static int32_t cut(int64_t sum) {
    return (int32_t)(sum < -FAR ? -FAR : sum > FAR ? FAR : sum);
}

/* One option: its weight. Many: none, any that go together, or an exclusive one alone. */
static score_limits limits_of_question(const json_value *question) {
    const json_value *select = asbi_json_get(question, "select");
    int is_many = asbi_text_is(asbi_text_of(select), "many"), is_first = !is_many;
    score_limits s = {0, 0};
    int64_t below = 0, above = 0;

    for (const json_value *option = items(question, "options"); option != NULL; option = option->next) {
        int32_t weight = weight_of(option);
        if (!is_many || is_set(option, "exclusive")) {
            widen(&s, weight, is_first);
            is_first = 0;
        } else if (weight < 0) {
            below += weight;
        } else {
            above += weight;
        }
    }
    if (is_many) {
        widen(&s, cut(below), 0);
        widen(&s, cut(above), 0);
    }
    return s;
}

score_limits asbi_score_limits(const json_value *matrix) {
    score_limits s = {0, 0};

    for (const json_value *section = items(matrix, "sections"); section != NULL; section = section->next) {
        for (const json_value *question = items(section, "questions"); question != NULL; question = question->next) {
            score_limits q = limits_of_question(question);
            s.least = cut((int64_t)s.least + q.least);
            s.greatest = cut((int64_t)s.greatest + q.greatest);
        }
    }
    return s;
}

static void check_ends(check *c, const json_value *highest, const json_value *lowest, score_limits s) {
    char number[DECIMAL];
    int64_t from;

    if (asbi_json_integer(highest, &from) && from > s.greatest)
        asbi_check_problem(c, highest, "policy-band-highest", NOTES({"greatest", asbi_decimal(number, s.greatest)}));
    if (asbi_json_integer(lowest, &from) && from > s.least)
        asbi_check_problem(c, lowest, "policy-band-lowest", NOTES({"least", asbi_decimal(number, s.least)}));
}

void asbi_check_matrix(check *c, const json_value *v) {
    const json_value *highest = NULL, *lowest = NULL;
    int64_t above = 0, from;

    for (const json_value *band = items(v, "bands"); band != NULL; band = band->next) {
        const json_value *limit = asbi_json_get(band, "from");
        if (!asbi_json_integer(limit, &from)) return;
        if (lowest != NULL && from >= above) asbi_check_problem(c, limit, "policy-bands-order", NO_NOTES);
        if (highest == NULL) highest = limit;
        lowest = limit;
        above = from;
    }
    check_ends(c, highest, lowest, asbi_score_limits(v));
}

void asbi_check_contested(check *c, const json_value *v) {
    const json_value *from = asbi_json_get(v, "from"), *to = asbi_json_get(v, "to");
    int64_t first, last;

    if (asbi_json_integer(from, &first) && asbi_json_integer(to, &last) && first > last)
        asbi_check_problem(c, to, "policy-range-empty", NO_NOTES);
}

/* The rows of the caseload as CSV, numbers for names, and what the questions are to answer: for engines that are reached from elsewhere (duckdb_peer.js). */
#include "caseload_bench.h"
#include <stdio.h>

static FILE *open_in(const char *folder, const char *name) {
    char path[1000];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return fopen(path, "w");
}

static void put_date(FILE *f, date d) {
    if (d == NO_DATE)
        fputc(',', f);
    else
        fprintf(f, ",%d", (int)d);
}

static void put_category(FILE *f, const asb_caseload *l, uint32_t i, unsigned category) {
    fprintf(f, "%u,%u,%u,%u", (unsigned)i, category, (unsigned)l->code[DIM_WARD][i], (unsigned)l->code[DIM_REPORTED_MONTH][i]);
    put_date(f, l->day[DAY_OPENED][i]);
    put_date(f, l->day[DAY_CLOSED][i]);
    fputc('\n', f);
}

static void write_cases(FILE *f, const asb_caseload *l) {
    for (uint32_t i = 0; i < l->count; i++) {
        uint16_t code = l->code[DIM_CATEGORY][i];
        if (!code) put_category(f, l, i, 0);
        for (uint32_t k = 0; code && k < l->names[DIM_CATEGORY].members[code].count; k++)
            put_category(f, l, i, l->names[DIM_CATEGORY].members[code].names[k]);
    }
}

static void write_duties(FILE *f, const asb_caseload *l) {
    const duty_columns *d = &l->duties;
    for (uint32_t i = 0; i < d->count; i++) {
        if ((d->state[i] & DUTY_STATES) == DUTY_FREE) continue;
        fprintf(f, "%u,%u,%u,%u,%u,%lld,", (unsigned)d->of[i], d->rule[i], d->officer[i], d->state[i] & DUTY_STATES,
                (d->state[i] & DUTY_WATCH) != 0, (long long)d->due[i]);
        if (d->taken[i] != NOT_TAKEN) fprintf(f, "%u", d->taken[i]);
        fprintf(f, ",%u\n", (unsigned)d->record[i]);
    }
}

static void write_answers(FILE *f, const bench *b) {
    fprintf(f, "{\"now\":%lld,\"from\":%d,\"to\":%d,\"officer\":%u,\"cases\":%u", (long long)CASELOADS_END, (int)closing_from(),
            (int)closing_to(), (unsigned)b->officer_code, (unsigned)b->l->count);
    for (unsigned i = 0; i < b->answer_count; i++)
        fprintf(f, ",\"%s\":{\"sum\":%llu,\"us\":%.1f,\"hand\":%.1f}", b->answers[i].name, (unsigned long long)b->answers[i].sum,
                b->answers[i].ours, b->answers[i].hand);
    fputs("}\n", f);
}

int csv_write(const bench *b, const char *folder) {
    FILE *cases = open_in(folder, "cases.csv"), *duties = open_in(folder, "duties.csv"), *answers = open_in(folder, "answers.json");
    if (cases && duties && answers) {
        write_cases(cases, b->l);
        write_duties(duties, b->l);
        write_answers(answers, b);
    }
    int good = cases && duties && answers;
    if (cases && fclose(cases)) good = 0;
    if (duties && fclose(duties)) good = 0;
    if (answers && fclose(answers)) good = 0;
    return good;
}

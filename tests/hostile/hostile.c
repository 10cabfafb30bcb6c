/* Documents and records made to cost as much as they can. Each kind is tried in a size and in the double of it, with the processor's time: where doubling the
 * document multiplies the time by much more than two, somebody can buy hours for megabytes. Then the named limits: what is just within is taken, what is
 * just above is refused by its name.
 *
 *   hostile [SCALE]     the sizes times SCALE; 1 takes seconds, 8 is for the figures of docs/verify.md
 *
 * Prints a table, and `N passed, N failed`. */
#include "hostile.h"

#include <string.h>
#include <time.h>

static unsigned passed, failed;

/* ---- documents */

void put(document *d, const char *format, ...) {
    va_list list;
    for (;;) {
        size_t room = d->capacity - d->length;
        va_start(list, format);
        int length = vsnprintf(d->bytes ? d->bytes + d->length : NULL, room, format, list);
        va_end(list);
        if (length >= 0 && (size_t)length < room) {
            d->length += (size_t)length;
            return;
        }
        d->capacity = (d->capacity ? d->capacity * 2 : 1024) + (size_t)length;
        d->bytes = realloc(d->bytes, d->capacity);
        if (!d->bytes) exit(3);
    }
}

void fill(document *d, const char *piece, uint32_t times) {
    for (uint32_t i = 0; i < times; i++) put(d, "%s", piece);
}

void verdict(int good, const char *what, const char *how) {
    good ? passed++ : failed++;
    if (!good) printf("FAILED %s: %s\n", what, how);
}

/* ---- measuring */

static double seconds(void) {
    return (double)clock() / CLOCKS_PER_SEC;
}

/* The least of some: another's work on the machine only ever adds. */
static double measure(const trial *t, uint32_t n, size_t *bytes, int32_t *status) {
    document d = {0};
    double least = 1e9;
    t->make(&d, n);
    *bytes = d.length;
    for (int i = 0; i < 3 && (i == 0 || least < 1.0); i++) {
        world w;
        world_begin(&w, t);
        double begun = seconds();
        *status = t->run(&w, &d, n);
        double taken = seconds() - begun;
        if (taken < least) least = taken;
        world_end(&w);
    }
    free(d.bytes);
    return least;
}

static void try_growth(const trial *t, uint32_t scale) {
    enum { FLOOR_MS = 2 }; /* below this the clock tells little */
    uint32_t n = t->n * scale;
    size_t few, many;
    int32_t status, status_of_many;
    char how[160];
    double once = measure(t, n, &few, &status), twice = measure(t, n * 2, &many, &status_of_many);
    double growth = twice / (once > 1e-4 ? once : 1e-4);
    printf("| %s | %u | %.2f | %.1f | %.1f | %s |\n", t->name, (unsigned)(n * 2), (double)many / 1e6, twice * 1e3, growth,
           status_of_many ? asb_status_text(status_of_many) : "taken");
    snprintf(how, sizeof how, "twice as large takes %.1f times as long (%.0f ms)", growth, twice * 1e3);
    verdict(twice * 1e3 < FLOOR_MS || growth <= t->most_growth, t->name, how);
    snprintf(how, sizeof how, "%s, and not %s", asb_status_text(status_of_many), asb_status_text(t->status));
    verdict(status == t->status && status_of_many == t->status, t->name, how);
}

int main(int argc, char **argv) {
    uint32_t scale = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 1;
    const char *only = argc > 2 ? argv[2] : "";
    setvbuf(stdout, NULL, _IOLBF, 0);
    puts("| what | how many | MB | ms | as half of it, times | |\n| --- | ---: | ---: | ---: | ---: | --- |");
    for (const trial *t = trials; t->name; t++)
        if (strstr(t->name, only)) try_growth(t, scale);
    if (!*only) try_limits();
    printf("%u passed, %u failed\n", passed, failed);
    return failed != 0;
}

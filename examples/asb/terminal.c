/* Terminals: colours only where there are people, tables, and a bar for what takes long. */
#define _POSIX_C_SOURCE 200809L
#include "terminal.h"

#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef _WIN32
#include <io.h>
#define isatty _isatty
#define STDOUT_FILENO 1
#define STDERR_FILENO 2
#else
#include <unistd.h>
#endif

/* ---- styles */

static int has_colours(void) {
    static int known = -1;
    const char *terminal = getenv("TERM");

    if (known < 0) known = isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL && terminal != NULL && strcmp(terminal, "dumb") != 0;
    return known;
}

const char *style_on(style s) {
    static const char *const codes[] = {"", "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[33m", "\x1b[31m"};

    return has_colours() ? codes[s] : "";
}

const char *style_off(style s) {
    return has_colours() && s != STYLE_PLAIN ? "\x1b[0m" : "";
}

/* ---- tables */

static size_t characters(const char *text) {
    size_t count = 0;

    for (; *text != '\0'; text++) count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

void table_add(table *t, const char *text, style s) {
    if (t->count == t->size) {
        t->size = t->size > 0 ? t->size * 2 : 64;
        t->cells = more_room(t->cells, t->size * sizeof *t->cells);
    }
    t->cells[t->count++] = (cell){copy_text(text != NULL ? text : ""), s};
}

void table_begin(table *t, size_t columns, const char *const *titles) {
    memset(t, 0, sizeof *t);
    t->columns = columns;
    for (size_t i = 0; i < columns; i++) table_add(t, titles[i], STYLE_DIM);
}

static void measure(const table *t, size_t *widths) {
    for (size_t i = 0; i < t->columns; i++) widths[i] = 0;
    for (size_t i = 0; i < t->count; i++) {
        size_t width = characters(t->cells[i].text);
        if (width > widths[i % t->columns]) widths[i % t->columns] = width;
    }
}

/* A cell, and the room up to the next column; nothing trails after the last cell that has a text. */
static void print_row(const table *t, const cell *row, const size_t *widths) {
    size_t last = t->columns;

    while (last > 0 && row[last - 1].text[0] == '\0') last--;
    for (size_t i = 0; i < last; i++) {
        int gap = i + 1 < last ? (int)(widths[i] - characters(row[i].text)) + 2 : 0;
        printf("%s%s%s%*s", style_on(row[i].style), row[i].text, style_off(row[i].style), gap, "");
    }
    putchar('\n');
}

void table_print(table *t, const char *indent) {
    size_t *widths = more_room(NULL, t->columns * sizeof *widths);

    measure(t, widths);
    for (size_t i = 0; i < t->count && t->count > t->columns; i += t->columns) {
        fputs(indent, stdout);
        print_row(t, t->cells + i, widths);
    }
    for (size_t i = 0; i < t->count; i++) free(t->cells[i].text);
    free(t->cells);
    free(widths);
    memset(t, 0, sizeof *t);
}

/* ---- progress */

static double seconds(void) {
#ifdef TIME_UTC
    struct timespec now = {0, 0};

    timespec_get(&now, TIME_UTC);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
#else /* older Windows C libraries lack this piece of C11 */
    return (double)time(NULL);
#endif
}

void progress_begin(progress *p, const char *label, size_t of) {
    *p = (progress){.label = label, .of = of, .begun = seconds(), .unit = 1, .is_wanted = of != 1 && isatty(STDERR_FILENO)};
}

void progress_show(progress *p, size_t done) {
    enum { WIDTH = 30 };
    char bar[WIDTH + 1];
    double now = p->is_wanted ? seconds() : 0;

    if (!p->is_wanted || now - p->begun < 1 || now - p->drawn < 0.1) return;
    for (size_t i = 0; i < WIDTH; i++) bar[i] = i * p->of < done * WIDTH ? '#' : '.';
    bar[WIDTH] = '\0';
    if (p->of > 0)
        fprintf(stderr, "\r%s [%s] %zu of %zu%s", p->label, bar, done, p->of, p->unit > 1 ? " KiB" : "");
    else
        fprintf(stderr, "\r%s: %zu", p->label, done);
    fflush(stderr);
    p->drawn = now;
    p->is_there = 1;
}

void progress_end(progress *p) {
    if (p->is_there) fputs("\r\x1b[K", stderr);
    p->is_there = 0;
}

/* Terminals: colours only where there are people, tables, and a bar for what takes long. */
#ifndef ASB_COMMAND_TERMINAL_H
#define ASB_COMMAND_TERMINAL_H

#include <stddef.h>

typedef enum style { STYLE_PLAIN, STYLE_BOLD, STYLE_DIM, STYLE_GOOD, STYLE_WARNING, STYLE_BAD } style;

/* The sequences that begin and end a style; "" where standard output is no terminal. */
const char *style_on(style s);
const char *style_off(style s);

/* A table: columns as wide as their widest cell. Cells are copied, row by row. */
typedef struct cell {
    char *text;
    style style;
} cell;
typedef struct table {
    size_t columns, count, size;
    cell *cells;
} table;
void table_begin(table *t, size_t columns, const char *const *titles);
void table_add(table *t, const char *text, style s);
void table_print(table *t, const char *indent); /* and frees it; nothing is printed where there are no rows */

/* A bar on standard error, if that is a terminal and more than a second has gone by. */
typedef struct progress {
    const char *label;
    size_t of;   /* 0: not known */
    size_t unit; /* 1, or bytes that count as one */
    double begun, drawn;
    int is_wanted, is_there;
} progress;
void progress_begin(progress *p, const char *label, size_t of);
void progress_show(progress *p, size_t done);
void progress_end(progress *p); /* also before something else is written */

#endif

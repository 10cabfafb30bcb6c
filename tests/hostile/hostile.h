/* What the documents that cost, their measuring, and the limits share. */
#ifndef HOSTILE_H
#define HOSTILE_H

#include <asb/asb.h>
#include <asb/json.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct document {
    char *bytes;
    size_t length, capacity;
} document;

typedef struct world {
    asb_engine *engine;
    asb_policy *policy;
    asb_case *c;
    int64_t now;
} world;

typedef struct trial {
    const char *name;
    uint32_t n;         /* the smaller size */
    double most_growth; /* how much longer double the size may take */
    int32_t status;     /* that it ends with */
    const char *policy; /* that the case is under; NULL: no case is wanted */
    void (*make)(document *d, uint32_t n);
    int32_t (*run)(world *w, const document *d, uint32_t n);
} trial;

extern const trial trials[];

void put(document *d, const char *format, ...);
void fill(document *d, const char *piece, uint32_t times);
void verdict(int good, const char *what, const char *how);
void world_begin(world *w, const trial *t);
void world_end(world *w);
int32_t add(world *w, const char *kind, const char *fields, ...);
void try_limits(void);

#endif

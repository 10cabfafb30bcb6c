/* Interning: equal texts get equal numbers, so that comparing is comparing two integers. Numbers run from 1 without gaps. */
#ifndef ASBI_INTERN_H
#define ASBI_INTERN_H

#include "arena.h"
#include "text.h"

typedef struct intern {
    arena *arena; /* owns texts */
    memory *memory;
    text *texts; /* [number - 1] */
    uint32_t count, capacity;
    uint32_t *slots; /* open addressing, numbers or 0 */
    uint32_t slot_count;
    size_t longest; /* of the texts in here: longer ones cannot be found */
} intern;

void asbi_intern_init(intern *in, arena *a);
void asbi_intern_free(intern *in);
uint32_t asbi_intern_add(intern *in, text t);         /* 0: no memory */
uint32_t asbi_intern_add_lasting(intern *in, text t); /* the same for what lives as long as the table: no copy is made */
int asbi_intern_reserve(intern *in, uint32_t count);  /* room for so many, taken at once; 0: no memory */
uint32_t asbi_intern_find(const intern *in, text t);  /* 0: not in here; never allocates */
text asbi_intern_text(const intern *in, uint32_t number);

#endif

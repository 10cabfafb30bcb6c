/* Unpacking: everything is checked, as if the packed text came from outside. */
#include "unpack.h"

#include "container.h"

#include <string.h>

typedef struct unpacking {
    const uint8_t *at, *end;
    char *out;
    size_t done, length;
    const char *before;
    size_t before_length;
} unpacking;

/* A number that did not fit into its bits; 0 where the text ends within it, or it is longer than any text. */
static int read_more(unpacking *u, size_t *count) {
    uint8_t more = UINT8_MAX;

    while (more == UINT8_MAX) {
        if (u->at == u->end || *count > u->length) return 0;
        more = *u->at++;
        *count += more;
    }
    return 1;
}

static int copy_from_here(unpacking *u, size_t count) {
    if (count == MOST_HERE && !read_more(u, &count)) return 0;
    if (count > (size_t)(u->end - u->at) || count > u->length - u->done) return 0;
    if (count > 0) memcpy(u->out + u->done, u->at, count);
    u->at += count;
    u->done += count;
    return 1;
}

/* What is copied may overlap what is written: a row of spaces is one space, copied from one back. */
static void copy_back(unpacking *u, size_t back, size_t count) {
    for (; count > 0 && back > u->done; count--, u->done++) u->out[u->done] = u->before[u->before_length + u->done - back];
    for (; count > 0; count--, u->done++) u->out[u->done] = u->out[u->done - back];
}

static int copy_from_before(unpacking *u, size_t count) {
    size_t back;

    if (u->end - u->at < 2) return 0;
    back = (size_t)u->at[0] | (size_t)u->at[1] << 8;
    u->at += 2;
    if (count == MOST_BEFORE && !read_more(u, &count)) return 0;
    count += LEAST_MATCH;
    if (back == 0 || back > u->done + u->before_length || count > u->length - u->done) return 0;
    copy_back(u, back, count);
    return 1;
}

int asbi_unpack(char *out, const packed_text *packed, const char *before, size_t before_length) {
    unpacking u = {packed->bytes, packed->bytes + packed->size, out, 0, packed->length, before, before_length};

    while (u.at < u.end) {
        uint8_t step = *u.at++;
        if (!copy_from_here(&u, step >> 5)) return 0;
        if (u.at == u.end) break;
        if (!copy_from_before(&u, step & MOST_BEFORE)) return 0;
    }
    return u.done == u.length;
}

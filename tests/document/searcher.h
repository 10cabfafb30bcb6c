/* A simple searcher, which shares nothing with the library's: the text is brought down to its bare letters and digits, in each of the ways
 * that it may be read, and what identifies somebody is looked for as a piece of that. */
#ifndef SEARCHER_H
#define SEARCHER_H

#include "planted.h"

static uint32_t next_code(const char **at, const char *end) {
    const unsigned char *c = (const unsigned char *)*at;
    size_t left = (size_t)(end - *at);

    if (*c >= 0xE0 && *c < 0xF0 && left >= 3) return *at += 3, (uint32_t)((*c & 0xF) << 12 | (c[1] & 0x3F) << 6 | (c[2] & 0x3F));
    if (*c >= 0xC0 && *c < 0xE0 && left >= 2) return *at += 2, (uint32_t)((*c & 0x1F) << 6 | (c[1] & 0x3F));
    return *at += 1, *c;
}

/* To a small letter or a digit without accents; 0: neither. */
static char bare(uint32_t code) {
    static const struct {
        uint32_t code;
        char letter;
    } accented[] = {{0xE1, 'a'}, {0xE4, 'a'}, {0xE5, 'a'}, {0xE9, 'e'}, {0xED, 'i'}, {0xEE, 'i'}, {0xF3, 'o'}, {0xF8, 'o'}, {0xFC, 'u'},
                    {0xC1, 'a'}, {0xC4, 'a'}, {0xC5, 'a'}, {0xC9, 'e'}, {0xCD, 'i'}, {0xCE, 'i'}, {0xD3, 'o'}, {0xD8, 'o'}, {0xDC, 'u'}};

    if (code >= 0xFF01 && code <= 0xFF5E) code = code - 0xFF01 + '!';
    if (code >= 'A' && code <= 'Z') return (char)(code + 32);
    if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9')) return (char)code;
    for (size_t i = 0; i < sizeof accented / sizeof *accented; i++)
        if (accented[i].code == code) return accented[i].letter;
    return 0;
}

static uint32_t entity_code(const char **at, const char *end) {
    char *stop;
    unsigned long code;

    if (end - *at < 4 || (*at)[1] != '#') return 0;
    code = (*at)[2] == 'x' || (*at)[2] == 'X' ? strtoul(*at + 3, &stop, 16) : strtoul(*at + 2, &stop, 10);
    if (stop == *at + 2 || *stop != ';') return 0;
    *at = stop + 1;
    return (uint32_t)code;
}

/* Skips what is written for a machine: the name of an entity, an escape. */
static int skip_written(const char **at, const char *end, int escapes) {
    static const char *const names[] = {"&nbsp;", "&lt;", "&gt;", "&quot;", "&apos;"};

    for (size_t i = 0; i < 5; i++)
        if ((size_t)(end - *at) >= strlen(names[i]) && !memcmp(*at, names[i], strlen(names[i]))) return *at += strlen(names[i]), 1;
    if (escapes && **at == '\\' && end - *at >= 2 && (*at)[1] != 'u') return *at += 2, 1;
    return 0;
}

/* &amp; was put for an &, which may begin an entity of the text's own. */
static void without_amp(string *out, const char *in) {
    clear(out);
    for (const char *found; (found = strstr(in, "&amp;")) != NULL; in = found + 5) put_bytes(out, in, (size_t)(found - in)), put(out, "&");
    put(out, in);
}

static void strip(string *out, const char *in, size_t length, int tags, int escapes) {
    const char *at = in, *end = in + length;

    clear(out);
    while (at < end) {
        uint32_t code;
        char c;
        if (tags && *at == '<' && memchr(at, '>', (size_t)(end - at)) != NULL) {
            at = (const char *)memchr(at, '>', (size_t)(end - at)) + 1;
            continue;
        }
        if (skip_written(&at, end, escapes)) continue;
        code = *at == '&' ? entity_code(&at, end) : 0;
        if (code == 0) code = next_code(&at, end);
        c = bare(code);
        if (c != 0) put_bytes(out, &c, 1);
    }
}

/* ---- what is looked for */

enum { KEYS_MOST = 48 };

typedef struct keys {
    char key[KEYS_MOST][120];
    const char *what[KEYS_MOST];
    int count;
} keys;

static void add_key(keys *k, const char *what, const char *a, const char *b) {
    string s = {0}, both = {0};

    put(&both, a), put(&both, b);
    strip(&s, both.at, both.length, 0, 0);
    if (s.length >= 4 && s.length < 120 && k->count < KEYS_MOST) {
        strcpy(k->key[k->count], s.at);
        k->what[k->count++] = what;
    }
    free(s.at), free(both.at);
}

static void name_keys(keys *k, const planted_person *p) {
    for (int i = 0; i < p->names; i++) {
        add_key(k, "forename", p->forename[i], "");
        add_key(k, "surname", p->surname[i], "");
        add_key(k, "name", p->forename[i], p->surname[i]);
        add_key(k, "name", p->surname[i], p->forename[i]);
    }
    add_key(k, "id", p->id, "");
}

static void contact_keys(keys *k, const planted_person *p) {
    static const char *const forms[][4] = {{"Road", "Rd", "Road", "Road"},        {"Street", "St", "Str", "Street"},
                                           {"Avenue", "Ave", "Av", "Avenue"},     {"Close", "Cl", "Close", "Close"},
                                           {"Lane", "Ln", "Lane", "Lane"},        {"Court", "Ct", "Crt", "Court"},
                                           {"Gardens", "Gdns", "Gdn", "Gardens"}, {"Crescent", "Cres", "Cr", "Crescent"}};
    char number[80], street[60];
    char *road = strchr(strcpy(street, p->street), ' ');

    for (size_t i = 0; i < 8; i++)
        for (size_t f = 0; f < 4 && !strcmp(forms[i][0], road + 1); f++) {
            sprintf(number, "%d%.*s", p->number, (int)(road - street), street);
            add_key(k, "address", number, forms[i][f]);
        }
    add_key(k, "postcode", p->postcode, "");
    add_key(k, "telephone", p->phone + 1, "");
    add_key(k, "e-mail", p->email, "");
    add_key(k, "UPRN", p->uprn, "");
}

/* Dates stand in documents, so they are looked for as they are written, and not among all digits. */
static int has_born(const char *document, const planted_person *p) {
    char out[40];

    if (strstr(document, p->born) != NULL) return 1;
    sprintf(out, "%02d/%02d/%d", atoi(p->born + 8), atoi(p->born + 5), atoi(p->born));
    return strstr(document, out) != NULL;
}

/* What is there of the keys, or NULL. */
static const char *search(const keys *k, const char *document, const char **key) {
    static string plain, text;
    const char *found = NULL;

    without_amp(&plain, document);
    for (int way = 0; way < 4 && found == NULL; way++) {
        strip(&text, plain.at, plain.length, way & 1, way >> 1);
        for (int i = 0; i < k->count && found == NULL; i++)
            if (strstr(text.at, k->key[i]) != NULL) found = k->what[i], *key = k->key[i];
    }
    return found;
}

#endif

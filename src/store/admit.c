/* What both built-in stores ask before they write, and the tokens that both give. */
#include "catalogue.h"

#include "../base/sha256.h"
#include "checksum.h"
#include <asb/error.h>
#include <string.h>

/* The library numbers records and names erased ones itself; this guards against a mistake in it, not against its users. */
static int makes_sense(const asb_case_commit *k) {
    uint64_t version = (uint64_t)k->expected + k->record_count;
    if (version == 0 || version > UINT32_MAX) return 0;
    for (uint32_t i = 0; i < k->record_count; i++) {
        const asb_stored_record *r = &k->records[i];
        if (r->seq != k->expected + i + 1 || r->header.length > UINT32_MAX || r->body.length > UINT32_MAX) return 0;
    }
    for (uint32_t i = 0; i < k->erased_count; i++)
        if (k->erased[i] == 0 || k->erased[i] > version) return 0;
    return k->summary.length <= UINT32_MAX;
}

static int32_t check_versions(const catalogue *c, const asb_commit_data *commit) {
    for (uint32_t i = 0; i < commit->case_count; i++) {
        const asb_case_commit *k = &commit->cases[i];
        uint32_t number = asbi_catalogue_find(c, k->id), version = number == NO_CASE ? 0 : c->cases[number].version;
        if (version != k->expected) return ASB_CONFLICT;
        if (!makes_sense(k)) return ASB_EARGUMENT;
    }
    return ASB_OK;
}

/* Marks are numbers that go on from commit to commit, so that none need be taken away; when they have been through, all are. */
static uint32_t next_mark(catalogue *c) {
    if (++c->marked == 0) {
        for (uint32_t i = 0; i < c->count; i++) c->cases[i].mark = 0;
        c->marked = 1;
    }
    return c->marked;
}

/* A case that is there twice cannot have the expected version the second time. */
static int32_t intern_all(catalogue *c, const asb_commit_data *commit) {
    uint32_t mark = next_mark(c), number;
    for (uint32_t i = 0; i < commit->case_count; i++) {
        int32_t status = asbi_catalogue_intern(c, commit->cases[i].id, &number);
        if (status) return status;
        if (c->cases[number].mark == mark) return ASB_CONFLICT;
        c->cases[number].mark = mark;
    }
    return ASB_OK;
}

int32_t asbi_catalogue_admit(catalogue *c, const asb_commit_data *commit) {
    if (commit->case_count > 1) asbi_catalogue_fetch(c, commit->cases, commit->case_count);
    int32_t status = check_versions(c, commit);
    return status ? status : intern_all(c, commit);
}

static void put_hex(char *out, uint64_t number, unsigned digits) {
    for (unsigned i = 0; i < digits; i++) out[i] = "0123456789abcdef"[number >> 4 * (digits - 1 - i) & 15];
}

static int get_hex(uint64_t *number, const char *at, unsigned digits) {
    *number = 0;
    for (unsigned i = 0; i < digits; i++) {
        const char *set = "0123456789abcdef", *digit = at[i] ? strchr(set, at[i]) : NULL;
        if (!digit) return 0;
        *number = *number << 4 | (uint64_t)(digit - set);
    }
    return 1;
}

void asbi_token_write(char out[TOKEN_LENGTH + 1], const uint8_t id[16], moment when) {
    asbi_hex(id, 16, out);
    out[32] = out[49] = '.';
    put_hex(out + 33, when.commit, 16);
    put_hex(out + 50, when.place, 8);
    out[TOKEN_LENGTH] = '\0';
}

int asbi_token_read(moment *when, const uint8_t id[16], asb_bytes token) {
    char own[33];
    uint64_t place;
    const char *at = token.data;
    asbi_hex(id, 16, own);
    if (token.length != TOKEN_LENGTH || memcmp(at, own, 32) != 0 || at[32] != '.' || at[49] != '.') return 0;
    if (!get_hex(&when->commit, at + 33, 16) || !get_hex(&place, at + 50, 8)) return 0;
    when->place = (uint32_t)place;
    return 1;
}

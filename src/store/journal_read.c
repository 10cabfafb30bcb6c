/* The journal's callbacks for reading. Each begins with what others have written since. */
#include "journal.h"

#include "../base/container.h"
#include "checksum.h"
#include <string.h>

int32_t asbi_damaged(journal *j, asb_bytes id, uint32_t seq, const char *what) {
    char name[256], number[DECIMAL];
    size_t length = MIN_OF(id.length, sizeof name - 1);
    if (length) memcpy(name, id.data, length);
    name[length] = '\0';
    return asbi_fail(&j->engine->fault, ASB_ECORRUPT, "store-damaged", "case", name, "seq", asbi_decimal(number, seq), "what", what,
                     (char *)NULL);
}

/* ---- records */

typedef struct reading {
    journal *j;
    asb_bytes id;
    uint32_t version;
    entry_view entry; /* the one that is loaded */
    case_entry of_case;
} reading;

/* The entry of a record; several records of one commit share it. */
static int32_t find_entry(reading *r, uint32_t seq, uint64_t at) {
    journal *j = r->j;
    if (at == RECORD_LOST) return asbi_damaged(j, r->id, seq, "the record is missing");
    if (r->entry.at != at) {
        r->entry.at = 0;
        int32_t status = asbi_entry_find(j, &r->entry, at);
        if (status == ASB_ECORRUPT || (!status && !asbi_case_entry(&r->of_case, &r->entry))) {
            r->entry.at = 0;
            return asbi_damaged(j, r->id, seq, "the entry cannot be read");
        }
        if (status) return status;
    }
    if (seq > r->of_case.expected && seq <= r->of_case.expected + r->of_case.records) return ASB_OK;
    return asbi_damaged(j, r->id, seq, "the entry is of another record");
}

/* For who checks every digest of the chain and looks again, without this, when one is wrong. No digest is kept of the last header: that one is checked here. */
static int32_t lend_record(reading *r, const descriptor *d, int erased, asb_stored_record *out) {
    journal *j = r->j;
    const uint8_t *bytes;
    uint64_t length = d->header + (uint64_t)(erased ? 0 : d->body);
    int32_t status = length > SIZE_MAX ? ASB_ENOMEM : asbi_view(j, &bytes, d->at, length);
    if (status) return status == ASB_ABSENT ? asbi_damaged(j, r->id, out->seq, "the file ends before it") : status;
    out->header = (asb_bytes){bytes, d->header};
    out->body = (asb_bytes){bytes + d->header, (size_t)length - d->header};
    if (out->seq < r->version || asbi_sum(j, d->at, bytes, d->header) == d->header_check) return ASB_OK;
    return asbi_damaged(j, r->id, out->seq, "the header does not match its checksum");
}

/* Header and body are next to each other, and are copied at once. The body may have been erased since: then it has its erasure, which is in the file already. */
static int32_t load_record(reading *r, const descriptor *d, int erased, asb_stored_record *out) {
    journal *j = r->j;
    const uint8_t *bytes;
    uint64_t length = d->header + (uint64_t)(erased ? 0 : d->body);
    int32_t status = length > SIZE_MAX - 1 ? ASB_ENOMEM : asbi_room(j, &j->payload, &j->payload_room, (size_t)length + 1);
    if (!status) status = asbi_view(j, &bytes, d->at, length);
    if (status) return status == ASB_ABSENT ? asbi_damaged(j, r->id, out->seq, "the file ends before it") : status;
    memcpy(j->payload, bytes, (size_t)length);
    out->header = (asb_bytes){j->payload, d->header};
    out->body = (asb_bytes){j->payload + d->header, (size_t)length - d->header};
    if (asbi_sum(j, d->at, j->payload, d->header) != d->header_check)
        return asbi_damaged(j, r->id, out->seq, "the header does not match its checksum");
    if (erased || asbi_sum(j, d->at + d->header, out->body.data, d->body) == d->body_check) return ASB_OK;
    return ASB_ABSENT;
}

/* ASB_ABSENT where the body is not what it was. */
static int32_t ask_entry(reading *r, uint32_t seq, uint64_t at, asb_stored_record *out) {
    int32_t status = find_entry(r, seq, at & ~RECORD_ERASED);
    if (status) return status;
    descriptor d = asbi_descriptor(&r->entry, &r->of_case, seq - r->of_case.expected - 1);
    return (r->j->held ? lend_record : load_record)(r, &d, (at & RECORD_ERASED) != 0, out);
}

/* What is checked is the copy: another process may be erasing it this moment. 0 where it is not what it was. */
static int copy_known(journal *j, const known_record *k, uint64_t at, const uint8_t *bytes) {
    uint64_t header = asbi_checksum_copy(j->seed ^ at, j->payload, bytes, k->header);
    uint64_t body = asbi_checksum_copy(j->seed ^ (at + k->header), j->payload + k->header, bytes + k->header, k->body);
    return asbi_known_check(header, body) == k->check;
}

/* For who checks every digest of the chain. Of the last header no digest is kept: that one is checked here. */
static int is_sound(const journal *j, const known_record *k, uint64_t at, const uint8_t *bytes) {
    uint64_t header = asbi_sum(j, at, bytes, k->header), body = asbi_sum(j, at + k->header, bytes + k->header, k->body);
    return asbi_known_check(header, body) == k->check;
}

/* By what is known of it; ASB_ABSENT where that is not enough, or it is not what it was: its entry is asked then, so that what is wrong is named. */
static int32_t take_known(reading *r, const known_record *k, asb_stored_record *out) {
    journal *j = r->j;
    uint64_t at = asbi_record_at(k), length = (uint64_t)k->header + k->body;
    const uint8_t *bytes;
    if (!k->apart || k->entry & RECORD_ERASED) return ASB_ABSENT;
    int32_t status = length > SIZE_MAX - 1 ? ASB_ENOMEM : asbi_view(j, &bytes, at, length);
    if (!status && !j->held) status = asbi_room(j, &j->payload, &j->payload_room, (size_t)length + 1);
    if (status) return status;
    if (j->held ? out->seq >= r->version && !is_sound(j, k, at, bytes) : !copy_known(j, k, at, bytes)) return ASB_ABSENT;
    if (!j->held) bytes = j->payload;
    out->header = (asb_bytes){bytes, k->header};
    out->body = (asb_bytes){bytes + k->header, k->body};
    return ASB_OK;
}

static int32_t find_record(reading *r, uint32_t seq, asb_stored_record *out) {
    journal *j = r->j;
    const known_record *k = &j->records[j->route[seq - 1]];
    int32_t status = take_known(r, k, out);
    return status == ASB_ABSENT ? ask_entry(r, seq, k->entry, out) : status;
}

/* An erasure of it may have come in since, and a compaction after that. */
static int32_t look_again(reading *r, uint32_t seq) {
    journal *j = r->j;
    r->entry.at = 0;
    int32_t status = asbi_refresh(j, 0);
    if (!status) status = asbi_bring(j, r->id, 0);
    if (status) return status;
    uint32_t number = asbi_catalogue_find(&j->cases, r->id);
    if (number == NO_CASE || j->cases.cases[number].version < r->version) return asbi_io_failed(j, ASB_EIO, "read");
    r->version = j->cases.cases[number].version;
    return asbi_route(j, &j->cases.cases[number], seq);
}

static int32_t give_record(reading *r, uint32_t seq, asb_record_sink sink, void *sink_self) {
    asb_stored_record record = {.seq = seq};
    int32_t status = find_record(r, seq, &record);
    if (status == ASB_ABSENT) {
        status = look_again(r, seq);
        if (!status) status = find_record(r, seq, &record);
        if (status == ASB_ABSENT) status = asbi_damaged(r->j, r->id, seq, "the body does not match its checksum");
    }
    if (status) return status;
    if (record.body.length == 0) record.body.data = NULL;
    return sink(sink_self, &record);
}

/* So many at once that the waits for their pages are shared. Of records that came in one after the other fewer will do: their pages are soon found, and what is asked for beyond what the
 * processor can wait for at once keeps it from reading what has come. */
static uint32_t how_many(const journal *j, uint32_t first, uint32_t version) {
    enum { FETCH_NEAR = 4 };
    return version - first > FETCH_NEAR && j->route[first] == j->route[first - 1] + 1 ? FETCH_NEAR : FETCH_AHEAD;
}

/* Each while those before it are read; the first few at once. What is known of them has been fetched with the route, of the first few, and is by now twice as far ahead. */
static void fetch_later(const journal *j, uint64_t done, uint64_t seq, uint32_t version, uint32_t many) {
    uint64_t from = done ? seq + many : seq, to = MIN_OF(seq + many, (uint64_t)version);
    for (; from <= to; from++) asbi_fetch_record(j, j->route[from - 1]);
    if (seq + 2 * FETCH_AHEAD <= version) asbi_fetch_known(j, j->route[seq + 2 * FETCH_AHEAD - 1]);
}

int32_t asbi_journal_read(void *self, asb_bytes id, uint32_t from, asb_record_sink sink, void *sink_self) {
    journal *j = self;
    reading r = {.j = j, .id = id};
    uint32_t first = from ? from : 1;
    int32_t status = j->held ? ASB_OK : asbi_refresh(j, 0);
    if (!status) status = asbi_bring(j, id, 0);
    if (status) return status;
    uint32_t number = asbi_catalogue_find(&j->cases, id);
    if (number == NO_CASE) return ASB_ABSENT;
    r.version = j->cases.cases[number].version;
    status = asbi_route(j, &j->cases.cases[number], first);
    uint32_t many = !status && first <= r.version ? how_many(j, first, r.version) : 0;
    for (uint64_t seq = first; !status && seq <= r.version; seq++) {
        fetch_later(j, seq - first, seq, r.version, many);
        status = give_record(&r, (uint32_t)seq, sink, sink_self);
    }
    return status;
}

/* ---- cases */

int32_t asbi_journal_version(void *self, asb_bytes id, uint32_t *out) {
    journal *j = self;
    int32_t status = asbi_refresh(j, 0);
    if (!status) status = asbi_bring(j, id, 0);
    if (status) return status;
    uint32_t number = asbi_catalogue_find(&j->cases, id);
    if (number == NO_CASE) return ASB_ABSENT;
    *out = j->cases.cases[number].version;
    return ASB_OK;
}

uint64_t asbi_journal_count(void *self) {
    const journal *j = self;
    return j->index.file ? asbi_jindex_cases(j) : j->cases.count;
}

void asbi_journal_hold(void *self, int held) {
    journal *j = self;
    j->held = (uint8_t)held;
}

/* A summary that is damaged is given as none: it can be made again from the case, and asb_store_verify() names it. */
static int32_t load_summary(journal *j, const catalogued *k, asb_bytes *out) {
    entry_view e;
    case_entry c;
    *out = (asb_bytes){NULL, 0};
    if (!k->summary) return ASB_OK;
    int32_t status = asbi_entry_find(j, &e, k->summary);
    if (status) return status == ASB_ECORRUPT ? ASB_OK : status;
    if (!asbi_case_entry(&c, &e)) return ASB_OK;
    piece p = {c.summary_at, c.summary_length, c.summary_check};
    status = asbi_piece_load(j, &p);
    if (!status) *out = (asb_bytes){j->payload, p.length};
    return status == ASB_ABSENT ? ASB_OK : status;
}

static int32_t give_case(journal *j, uint32_t number, asb_case_sink sink, void *sink_self) {
    const catalogued *k = &j->cases.cases[number];
    asb_bytes summary;
    int32_t status = load_summary(j, k, &summary);
    return status ? status : sink(sink_self, (asb_bytes){k->id, k->id_length}, k->version, summary);
}

int32_t asbi_journal_list(void *self, asb_bytes after, uint32_t limit, asb_case_sink sink, void *sink_self) {
    journal *j = self;
    int32_t status = asbi_refresh(j, 0);
    if (!status) status = asbi_whole(j, 0);
    if (!status) status = asbi_catalogue_sort(&j->cases);
    if (status) return status;
    for (uint32_t i = asbi_catalogue_after(&j->cases, after); !status && limit && i < j->cases.order_count; i++) {
        uint32_t number = j->cases.order[i];
        if (!j->cases.cases[number].version) continue;
        status = give_case(j, number, sink, sink_self);
        limit--;
    }
    return status;
}

/* A token may be of a commit that another process saw and power then cut off: its number will be used again. */
int32_t asbi_journal_changes(void *self, asb_bytes token, uint32_t limit, asb_case_sink sink, void *sink_self, asb_bytes_sink next,
                             void *next_self) {
    journal *j = self;
    moment when = {0, 0};
    char following[TOKEN_LENGTH + 1];
    if (token.length && !asbi_token_read(&when, j->id, token)) return ASB_EINVALID;
    int32_t status = asbi_refresh(j, 0);
    if (!status) status = asbi_whole(j, 0);
    if (status) return status;
    if (when.commit > j->number) when = (moment){j->number, UINT32_MAX};
    uint32_t i = asbi_catalogue_since(&j->cases, when);
    for (; !status && limit && i != NO_CASE; i = j->cases.cases[i].newer, limit--) {
        status = give_case(j, i, sink, sink_self);
        when = j->cases.cases[i].written;
    }
    if (status) return status;
    asbi_token_write(following, j->id, when);
    return next(next_self, (asb_bytes){following, TOKEN_LENGTH});
}

/* ---- policies and the calendar */

int32_t asbi_journal_policy(void *self, asb_bytes digest, asb_bytes_sink sink, void *sink_self) {
    journal *j = self;
    entry_view e;
    uint32_t document, i = 0;
    int32_t status = digest.length == 32 ? asbi_refresh(j, 0) : ASB_ABSENT;
    if (status) return status;
    while (i < j->policy_count && memcmp(j->policies[i].digest, digest.data, 32) != 0) i++;
    if (i == j->policy_count) return ASB_ABSENT;
    status = asbi_entry_find(j, &e, j->policies[i].entry);
    if (!status) {
        piece p = asbi_policy_piece(&e, &document);
        status = document <= p.length ? asbi_piece_load(j, &p) : ASB_ABSENT;
    }
    if (status == ASB_ABSENT || status == ASB_ECORRUPT)
        return asbi_damaged(j, (asb_bytes){NULL, 0}, 0, "a policy document does not match its checksum");
    return status ? status : sink(sink_self, (asb_bytes){j->payload, document});
}

int32_t asbi_journal_calendar(void *self, asb_bytes_sink sink, void *sink_self) {
    journal *j = self;
    entry_view e;
    piece p = {0, 0, 0};
    int32_t status = asbi_refresh(j, 0);
    if (status) return status;
    if (!j->calendar) return ASB_ABSENT;
    status = asbi_entry_find(j, &e, j->calendar);
    if (!status) {
        p = asbi_calendar_piece(&e);
        status = asbi_piece_load(j, &p);
    }
    if (status == ASB_ABSENT || status == ASB_ECORRUPT)
        return asbi_damaged(j, (asb_bytes){NULL, 0}, 0, "the calendar does not match its checksum");
    return status ? status : sink(sink_self, (asb_bytes){j->payload, p.length});
}

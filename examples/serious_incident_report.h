/* What serious_incident.c prints: as the case is worked, and at its end. A host has pages and letters in its place. */
#ifndef SERIOUS_INCIDENT_REPORT_H
#define SERIOUS_INCIDENT_REPORT_H

#include <asb/asb.h>

typedef struct story {
    int64_t now; /* what the engine takes for now: UTC milliseconds */
    asb_engine *engine;
    asb_policy *policy;
    asb_store *store;
    asb_case *c;
    uint32_t plan;                /* the number of the plan's record */
    uint32_t commits;             /* how often the case was saved */
    char stage[32];               /* the stage last told */
    asb_json *rules, *vocabulary; /* the policy and the kinds of record, for their labels */
    asb_json *facts;              /* what the case has come to, for the names of its people */
} story;

/* Anything but done is the end, with a word on standard error; a host tells its user, and goes on. */
void check(const story *s, int32_t status, const char *what);

void tell_beginning(story *s);
void tell_attempt(story *s, const asb_record *record, const char *question, int32_t allowed);
void tell_reason(int32_t effect, const char *clause, const char *message);
void tell_overdue(story *s, const char *due, const char *label, const char *party);
void tell_stage(story *s);
void report(story *s);

#endif

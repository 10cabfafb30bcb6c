/* Working days, periods and due dates. */
#include "example.h"

static void days_of_the_host(void) {
    /* [asb_calendar_new asb_calendar_add asb_calendar_remove asb_calendar_free] */
    asb_calendar *calendar;
    int32_t worked;
    check(asb_calendar_new(&calendar, engine));
    check(asb_calendar_add(calendar, "2026-08-26", "2026-08-20", "Staff conference")); /* known from 20 August on */
    check(asb_calendar_remove(calendar, "2026-08-29", NULL, "Saturday surgery"));      /* people work on that Saturday */
    check(asb_is_working_day(&worked, engine, "2026-08-26", NULL, calendar));
    printf("Wednesday 26 August: %s\n", worked ? "worked" : "not worked");
    check(asb_is_working_day(&worked, engine, "2026-08-29", NULL, calendar));
    printf("Saturday 29 August: %s\n", worked ? "worked" : "not worked");
    asb_calendar_free(calendar);
    /* prints:
     * Wednesday 26 August: not worked
     * Saturday 29 August: worked
     */
    /* [end] */

    /* [asb_calendar_parse asb_calendar_json] */
    static const char days[] = "{\"added\": [{\"date\": \"2026-12-24\", \"known\": \"2026-10-01\", \"name\": \"Closed\"}], \"removed\": []}";
    asb_text *text;
    check(asb_calendar_parse(&calendar, engine, days, sizeof days - 1));
    check(asb_calendar_json(&text, calendar));
    puts(asb_text_data(text));
    asb_text_free(text);
    /* prints: {"added":[{"date":"2026-12-24","known":"2026-09-30T23:00:00Z","name":"Closed"}],"removed":[]} */
    /* [end] */
    asb_calendar_free(calendar);
}

static void dates(asb_policy *policy) {
    /* [asb_holidays] */
    asb_text *holidays;
    asb_json *list;
    check(asb_holidays(&holidays, engine, 2026, 2026));
    check(asb_json_parse(&list, engine, asb_text_data(holidays), asb_text_length(holidays)));
    for (const asb_json *day = asb_json_at(list, 0); day != NULL; day = asb_json_next(day))
        printf("%s  %s\n", asb_json_text(asb_json_get(day, "date"), NULL), asb_json_text(asb_json_get(day, "name"), NULL));
    /* prints:
     * 2026-01-01  New Year's Day
     * 2026-04-03  Good Friday
     * 2026-04-06  Easter Monday
     * 2026-05-04  Early May bank holiday
     * 2026-05-25  Spring bank holiday
     * 2026-08-31  Summer bank holiday
     * 2026-12-25  Christmas Day
     * 2026-12-28  Boxing Day
     */
    /* [end] */
    asb_json_free(list);
    asb_text_free(holidays);

    /* [asb_due] */
    static const char period[] = "{\"working_days\": 1}";
    asb_text *text;
    asb_json *due;
    check(asb_due(&text, engine, "2026-05-01", period, sizeof period - 1, policy, NULL));
    check(asb_json_parse(&due, engine, asb_text_data(text), asb_text_length(text)));
    puts(asb_json_text(asb_json_get(due, "due"), NULL));
    puts(asb_json_text(asb_json_get(due, "explanation"), NULL));
    /* prints:
     * 2026-05-05
     * 1 working day from 2026-05-01 end on 2026-05-05; left out: 2026-05-02 Saturday, 2026-05-03 Sunday, 2026-05-04 Early May bank holiday
     */
    /* [end] */
    asb_json_free(due);
    asb_text_free(text);

    /* [asb_is_working_day] */
    int32_t worked;
    check(asb_is_working_day(&worked, engine, "2026-04-06", policy, NULL));
    printf("Easter Monday is %s\n", worked ? "a working day" : "no working day");
    /* prints: Easter Monday is no working day */
    /* [end] */
}

static void instants(void) {
    /* [asb_instant_parse asb_instant_text] */
    int64_t ms;
    asb_text *text;
    check(asb_instant_parse(&ms, engine, "2026-07-01T09:30")); /* no offset: local time, here British Summer Time */
    check(asb_instant_text(&text, engine, ms, 0));             /* 0: UTC; 1: local */
    printf("%lld is %s\n", (long long)ms, asb_text_data(text));
    asb_text_free(text);
    /* prints: 1782894600000 is 2026-07-01T08:30:00Z */
    /* [end] */
}

int main(void) {
    asb_policy *policy;

    begin("2026-04-02T10:00");
    check(asb_policy_builtin(&policy, engine, "places-for-people"));
    days_of_the_host();
    dates(policy);
    instants();
    asb_policy_free(policy);
    asb_engine_free(engine);
    return 0;
}

/** @file calendar.h
 *  Working days, periods and due dates. The bank holidays of England and Wales are built in by
 *  rule; a policy opens and closes days; and a calendar holds what the host adds (nobody works) or
 *  removes (people do), each with the instant from which it was known.
 *
 *  @snippet quickstart.c calendar
 */
#ifndef ASB_CALENDAR_H
#define ASB_CALENDAR_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An empty calendar.
 *  @param[out] out yours to free with asb_calendar_free(); untouched on failure.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_calendar_new(asb_calendar **out, asb_engine *engine);

/** Read a calendar: `{"added":[…],"removed":[…]}` (`add` and `remove` are taken as well), each
 *  entry a date or `{"date","known","name"}`.
 *  @param[out] out yours to free; untouched on failure.
 *  @return ASB_OK; ASB_EJSON; ASB_EINVALID with the pointer; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_calendar_parse(asb_calendar **out, asb_engine *engine, const char *json, size_t length);

/** Nobody works on that day.
 *  @param date YYYY-MM-DD.
 *  @param known the date or instant from which it was known; NULL: always.
 *  @param name why, for explanations; may be NULL.
 *  @return ASB_OK; ASB_EINVALID with "date" or "known"; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_calendar_add(asb_calendar *calendar, const char *date, const char *known,
                                 const char *name);

/** People work on that day, whatever the rule. @return as asb_calendar_add(). @since 1.0 */
ASB_API int32_t asb_calendar_remove(asb_calendar *calendar, const char *date, const char *known,
                                    const char *name);
/** The calendar as JSON. @param[out] out yours to free. @return ASB_OK; ASB_ENOMEM. @since 1.0 */
ASB_API int32_t asb_calendar_json(asb_text **out, const asb_calendar *calendar);
/** Give a calendar back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_calendar_free(asb_calendar *calendar);

/** The bank holidays of England and Wales as JSON: [{"date","name"}…].
 *  @param[out] out yours to free.
 *  @param from first year, 1900 to 2999.
 *  @param to last year.
 *  @return ASB_OK; ASB_EINVALID with "from" or "to"; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_holidays(asb_text **out, asb_engine *engine, int32_t from, int32_t to);

/** When a period ends, and why. Gives JSON: {"due", "local", "act_by", "period", "explanation",
 *  "skipped":[{"date","why"}…]}; `due` is a date, or an instant in UTC for hours; `local` is the
 *  same in local time; `period` is in words; `act_by` is null where the due date is worked, or an
 *  instant.
 *  @param[out] out yours to free.
 *  @param from a date or an instant.
 *  @param period JSON of the policy format, `{"working_days":5}`.
 *  @param policy its open and closed days count; may be NULL.
 *  @param calendar the host's days; may be NULL (then the engine's).
 *  @return ASB_OK; ASB_EINVALID with "from" or "period"; ASB_EJSON; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_due(asb_text **out, asb_engine *engine, const char *from, const char *period,
                        size_t period_length, const asb_policy *policy, const asb_calendar *calendar);

/** Is a day worked?
 *  @param[out] worked 1 or 0.
 *  @param policy, calendar as asb_due().
 *  @return ASB_OK; ASB_EINVALID with "date".
 *  @since 1.0 */
ASB_API int32_t asb_is_working_day(int32_t *worked, asb_engine *engine, const char *date,
                                   const asb_policy *policy, const asb_calendar *calendar);

/** Read a date or an instant.
 *  @param[out] ms UTC ms; a date is the beginning of that local day.
 *  @return ASB_OK; ASB_EINVALID with "text".
 *  @since 1.0 */
ASB_API int32_t asb_instant_parse(int64_t *ms, asb_engine *engine, const char *text);

/** Write an instant.
 *  @param[out] out yours to free.
 *  @param local 0: UTC with Z; otherwise local time in Europe/London without offset.
 *  @return ASB_OK; ASB_EINVALID where the year is not 1900 to 2999; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_instant_text(asb_text **out, asb_engine *engine, int64_t ms, int32_t local);

#ifdef __cplusplus
}
#endif
#endif

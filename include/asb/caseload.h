/** @file caseload.h
 *  The caseload is all cases at once: what is due, what is going wrong, how many of what. It is kept
 *  in memory, in columns made of the summaries of cases, and follows a store as cases change.
 *  Questions are JSON objects; docs/reference/caseload.md has every key.
 *
 *  @snippet caseload.c asb_caseload_query
 */
#ifndef ASB_CASELOAD_H
#define ASB_CASELOAD_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A caseload with no cases in it.
 *  @param[out] out yours to free with asb_caseload_free(); untouched on failure.
 *  @param engine kept alive by it; its clock says what is overdue, its calendar what working days
 *      lie ahead.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_caseload_new(asb_caseload **out, asb_engine *engine);

/** Take in what was written to a store since the last time: all of it the first time, afterwards
 *  what has changed. A case whose summary is not there or cannot be read is opened, and its summary
 *  made again from its records.
 *  @param store of the same engine, always the same one; kept alive by the caseload.
 *  @return ASB_OK; ASB_ESTATE where another store was followed before; ASB_ECORRUPT where cases are
 *      damaged: they are as they were, all others are taken in; ASB_EIO; ASB_EUSER, also where it was
 *      cancelled; ASB_ENOMEM. After an error what was read by then is in, and it can be called again.
 *  @since 1.0 */
ASB_API int32_t asb_caseload_follow(asb_caseload *caseload, asb_store *store);

/** Put in one case, or what it has become, for hosts that keep summaries themselves.
 *  @param id of the case.
 *  @param version how many records it has.
 *  @param summary as a commit has it, or asb_case_summary().
 *  @param length its bytes.
 *  @return ASB_OK; ASB_EJSON; ASB_EINVALID with the pointer where it is no summary; ASB_ELIMIT
 *      where there are more than 65535 different names of one kind (officers, areas, …);
 *      ASB_ENOMEM. After an error the case is as it was.
 *  @since 1.0 */
ASB_API int32_t asb_caseload_put(asb_caseload *caseload, const char *id, uint32_t version,
                                 const char *summary, size_t length);

/** How many cases are in it, whether allowed or not. @since 1.0 */
ASB_API uint32_t asb_caseload_count(const asb_caseload *caseload);

/** From now on questions are answered over these cases alone: no list names another one, and no
 *  figure counts it.
 *  @param filter JSON: the filter keys of a question, `cases` (a list of ids) among them; NULL: all
 *      cases. It is judged again for each case that is put in or changes.
 *  @param length its bytes.
 *  @return ASB_OK; ASB_EJSON; ASB_EINVALID with the pointer; ASB_ENOMEM. After an error it is as it
 *      was.
 *  @since 1.0 */
ASB_API int32_t asb_caseload_allow(asb_caseload *caseload, const char *filter, size_t length);

/** Ask a question.
 *  @param[out] out JSON, yours to free: {"next","now","rows":[…],"total"}; `total` counts what fits,
 *      on all pages; `next`, where there are more, is the `after` of the next page.
 *  @param query JSON: {"query":name, …}; docs/reference/caseload.md has the names, keys and columns.
 *  @param length its bytes.
 *  @return ASB_OK; ASB_EJSON; ASB_EINVALID with the pointer; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_caseload_query(asb_text **out, asb_caseload *caseload, const char *query, size_t length);

/** Make a report: figures as tables, with the cases behind them.
 *  @param[out] out yours to free with asb_text_free(): JSON, CSV (one table; RFC 4180) or a page of
 *      HTML that fetches nothing.
 *  @param request JSON: {"report":name,"format":"json"|"csv"|"html", …}; `nm01`, `monitoring`,
 *      `performance` or `case-reviews`; docs/reports.md has the keys, tables and columns, and what
 *      each figure counts. Only allowed cases are counted.
 *  @param length its bytes.
 *  @return ASB_OK; ASB_EJSON; ASB_EINVALID with the pointer; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_caseload_report(asb_text **out, asb_caseload *caseload, const char *request, size_t length);

/** The answer to a question as a handle, for hosts that want rows and no JSON.
 *  @param[out] out yours to free with asb_rows_free().
 *  @return as asb_caseload_query().
 *  @since 1.0 */
ASB_API int32_t asb_caseload_rows(asb_rows **out, asb_caseload *caseload, const char *query, size_t length);

/** How many rows are on this page. @since 1.0 */
ASB_API uint32_t asb_rows_count(const asb_rows *rows);

/** How many there are on all pages. @since 1.0 */
ASB_API uint64_t asb_rows_total(const asb_rows *rows);

/** What to give as `after` for the next page.
 *  @return lent until the rows are freed; "" where this is the last.
 *  @since 1.0 */
ASB_API const char *asb_rows_next(const asb_rows *rows);

/** How many columns. @since 1.0 */
ASB_API uint32_t asb_rows_column_count(const asb_rows *rows);

/** The name of a column.
 *  @param index from 0.
 *  @return lent until the rows are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_rows_column(const asb_rows *rows, uint32_t index);

/** What stands in a cell: a name, an id, a date, an instant in UTC; of a list a JSON list.
 *  @param row from 0.
 *  @param column by its name.
 *  @return lent until the rows are freed; "" where nothing stands, or a number; NULL where there is
 *      no such row or column.
 *  @since 1.0 */
ASB_API const char *asb_rows_text(const asb_rows *rows, uint32_t row, const char *column);

/** The number in a cell; of a date the days since 1970-01-01, of an instant UTC ms, of a flag 0 or 1,
 *  of a median twice its value, of a mean ten times its value, rounded.
 *  @param[out] out untouched where there is none.
 *  @param row from 0.
 *  @param column by its name.
 *  @return ASB_OK; ASB_ABSENT where nothing stands, or a text, or there is no such row or column.
 *  @since 1.0 */
ASB_API int32_t asb_rows_number(int64_t *out, const asb_rows *rows, uint32_t row, const char *column);

/** Give them back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_rows_free(asb_rows *rows);

/** Give it back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_caseload_free(asb_caseload *caseload);

#ifdef __cplusplus
}
#endif
#endif

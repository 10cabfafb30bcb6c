/** @file document.h
 *  A document is what people read: a letter, the case file, a chronology for a court, a form, or
 *  all that is held about one person. It is made for a reader, who is one of the policy's audiences
 *  and may be a party of the case, and holds only what that audience may know, now, under the
 *  consents that there are. When it is made, it is searched for everything that would identify
 *  somebody whom the reader may not know; if anything is found, nothing is handed out.
 *
 *  @snippet documents.c document
 */
#ifndef ASB_DOCUMENT_H
#define ASB_DOCUMENT_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ASB_FORMAT_TEXT 1 /**< Plain text, UTF-8, lines ended by a line feed. */
#define ASB_FORMAT_HTML 2 /**< One page of HTML, its style and pictures in it; nothing is fetched. */
#define ASB_FORMAT_JSON 3 /**< Canonical JSON of the same content. */

/** The kinds of documents and what may be set for each, as JSON:
 *  [{"kind","label","formats":[…],"options":[{"name","label","required"}…]}…].
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_document_kinds(asb_text **out, asb_engine *engine);

/** Begin a document of a case.
 *  @param[out] out yours to free with asb_document_free(); untouched on failure. It keeps the case.
 *  @param kind `letter`, `case-file`, `case-data` (the same as data), `chronology`, `subject-access`,
 *      `assessment` (a risk matrix, blank or filled), `plan` or `proportionality`.
 *  @return ASB_OK; ASB_EINVALID with "kind"; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_document_new(asb_document **out, asb_case *c, const char *kind);

/** Say what it shall be.
 *  @param name an option of its kind (asb_document_kinds()); for a letter also any merge field, which
 *      then has this value. `audience` is for whom it is (an audience of the policy; without it
 *      `officer`, and for a letter the one that goes with the recipient's part); `party` the
 *      reader or recipient, where that is a party of the case; `template` the letter, and `text` a
 *      host's own text in its place; `seq` the record that a form shows (without it, the form is
 *      blank).
 *  @param value UTF-8; NULL takes back what was said.
 *  @return ASB_OK; ASB_EINVALID with the name where there is no such option, or the value can be
 *      none; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_document_set(asb_document *document, const char *name, const char *value);

/** Make it, as things stand now.
 *  @param[out] out yours to free; untouched on failure.
 *  @param format an ASB_FORMAT_ constant, of those that the kind has (asb_document_kinds()).
 *  @return ASB_OK; ASB_EINVALID with the option or merge field that is wanted and missing;
 *      ASB_EDISCLOSURE where it would tell who somebody is whom the reader may not know: the field
 *      is the party, the message says what of theirs and where; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_document_render(asb_text **out, asb_document *document, int32_t format);

/** Search a text that the host has changed, or made itself, as asb_document_render() does what it
 *  made.
 *  @param text UTF-8, plain or HTML. @param length its bytes.
 *  @return ASB_OK where it may go to the reader; ASB_EDISCLOSURE; ASB_EINVALID; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_document_check(asb_document *document, const char *text, size_t length);

/** What was left out of it or masked, and why, as JSON: {"audience","party","records":n,
 *  "withheld":[{"seq","kind","field","party","why"}…]}; a whole record has no `field`, and `why` is
 *  `masked`, `audience`, `condition`, `no-consent`, `withdrawn`, `expired`, `anonymous` or `erased`.
 *  For the file, not for the reader. `records` is how many records the reader is told of.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_EINVALID; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_document_withheld(asb_text **out, asb_document *document);

/** The record that it was sent, to be completed and added to the case: a `letter` with template,
 *  version of the policy and digest of the text last made, to which actor and method are added; for
 *  the audience `partner` a `partner` record of what was shared and on what basis, to which actor and
 *  agency are added.
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ESTATE where nothing has been made, or such a document leaves no record;
 *      ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_document_record(asb_record **out, asb_document *document);

/** Give a document back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_document_free(asb_document *document);

#ifdef __cplusplus
}
#endif
#endif

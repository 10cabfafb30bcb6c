/** @file json.h
 *  Reading JSON as strictly as the library does: RFC 8259 in UTF-8, without duplicate keys, and not
 *  nested too deep. For hosts that have no reader of their own, or want what the library gives them
 *  (facts, history, duties, a policy's document) taken apart without another dependency.
 *
 *  A document is read once, into a tree that cannot be changed. Every value in it is an `asb_json`
 *  that is lent; only the document, which is the value at the top, is given back. Functions that
 *  ask something of a value take NULL, and then say that there is nothing, so that they can be put
 *  one into another: `asb_json_text(asb_json_get(asb_json_at(steps, 0), "at"), NULL)`.
 */
#ifndef ASB_JSON_H
#define ASB_JSON_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct asb_json asb_json; /**< A JSON document, or a value in it. */

#define ASB_JSON_NULL 1   /**< null. */
#define ASB_JSON_FALSE 2  /**< false. */
#define ASB_JSON_TRUE 3   /**< true. */
#define ASB_JSON_NUMBER 4 /**< A number. */
#define ASB_JSON_TEXT 5   /**< A text. */
#define ASB_JSON_LIST 6   /**< A list. */
#define ASB_JSON_OBJECT 7 /**< An object. */

/** Read a document.
 *  @param[out] out the value at the top, yours to free with asb_json_free(); untouched on failure.
 *  @param engine kept alive by it; its limits "document-bytes" and "document-depth" hold.
 *  @param json UTF-8, copied.
 *  @param length its bytes.
 *  @return ASB_OK; ASB_EJSON with line, column and pointer; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_json_parse(asb_json **out, asb_engine *engine, const char *json, size_t length);

/** The canonical form of a document: no white space, keys sorted by their bytes, each number and
 *  text written in one way only.
 *  @param[out] out yours to free with asb_text_free(); untouched on failure.
 *  @param json UTF-8.
 *  @param length its bytes.
 *  @return ASB_OK; ASB_EJSON with line, column and pointer; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_json_canonical(asb_text **out, asb_engine *engine, const char *json, size_t length);

/** What a value is. @return one of ASB_JSON_…; 0 for NULL. @since 1.0 */
ASB_API int32_t asb_json_type(const asb_json *value);
/** How many items a list has, or members an object. @return 0 for anything else. @since 1.0 */
ASB_API uint32_t asb_json_count(const asb_json *value);

/** A member of an object.
 *  @param key its name, without U+0000.
 *  @return lent until the document is freed; NULL where there is none, or it is no object.
 *  @since 1.0 */
ASB_API const asb_json *asb_json_get(const asb_json *object, const char *key);

/** An item of a list, or a member of an object, in the order written; it takes a step for each
 *  before it, so go on with asb_json_next().
 *  @param index from 0.
 *  @return lent until the document is freed; NULL past the end.
 *  @since 1.0 */
ASB_API const asb_json *asb_json_at(const asb_json *value, uint32_t index);

/** The item or member after this one.
 *  @return lent until the document is freed; NULL after the last, and for a document.
 *  @since 1.0 */
ASB_API const asb_json *asb_json_next(const asb_json *value);

/** A text, its escapes resolved, or a number as it is written.
 *  @param length set to its bytes (a text may have U+0000 in it, and a lone surrogate as three
 *      bytes); may be NULL.
 *  @return lent until the document is freed, '\0'-terminated; NULL, and 0, where it is neither.
 *  @since 1.0 */
ASB_API const char *asb_json_text(const asb_json *value, size_t *length);

/** A whole number without fraction or exponent, at most 9007199254740991 either way.
 *  @param[out] number 0 where it is none.
 *  @return ASB_OK; ASB_ABSENT where it is none; ASB_EARGUMENT where `number` is NULL.
 *  @since 1.0 */
ASB_API int32_t asb_json_integer(int64_t *number, const asb_json *value);

/** The name of a member of an object.
 *  @param length set to its bytes; may be NULL.
 *  @return lent until the document is freed, '\0'-terminated; NULL where it is no member.
 *  @since 1.0 */
ASB_API const char *asb_json_key(const asb_json *member, size_t *length);

/** The line of the document in which a value begins. @return from 1; 0 for NULL. @since 1.0 */
ASB_API uint32_t asb_json_line(const asb_json *value);
/** The column in which a value begins, in characters. @return from 1; 0 for NULL. @since 1.0 */
ASB_API uint32_t asb_json_column(const asb_json *value);

/** A value in canonical form.
 *  @param[out] out yours to free with asb_text_free(); untouched on failure.
 *  @return ASB_OK; ASB_EARGUMENT for NULL; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_json_write(asb_text **out, const asb_json *value);

/** Give a document back. NULL does nothing, and neither does a value within a document.
 *  @thread any, at any moment.
 *  @since 1.0 */
ASB_API void asb_json_free(asb_json *document);

#ifdef __cplusplus
}
#endif
#endif

/** @file engine.h
 *  The engine holds what everything else shares: the host's hooks, the limits, and what went wrong
 *  last. Nothing in the library is global; two engines know nothing of each other.
 *
 *  @snippet quickstart.c engine
 */
#ifndef ASB_ENGINE_H
#define ASB_ENGINE_H

#include <asb/sys/hooks.h>
#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ASB_VERSION_MAJOR 0 /**< Changes when programs must be built anew. */
#define ASB_VERSION_MINOR 1 /**< Changes when something is added. */
#define ASB_VERSION_PATCH 0 /**< Changes when something is mended. */
#define ASB_VERSION 100     /**< major * 10000 + minor * 100 + patch, of this header. */

/** The version of the library that is running. @return as ASB_VERSION. @thread any. @since 1.0 */
ASB_API uint32_t asb_version(void);
/** The same as text: "0.1.0". @return for as long as the program runs. @thread any. @since 1.0 */
ASB_API const char *asb_version_text(void);

/** What this build can do: "journal", "memory-store", …
 *  @param index from 0.
 *  @return a name, for as long as the program runs; NULL past the end.
 *  @thread any.
 *  @since 1.0 */
ASB_API const char *asb_feature(uint32_t index);

/** The name of a constant of the headers, for languages that cannot read them.
 *  @param index from 0.
 *  @return for example "ASB_REFUSED"; NULL past the end.
 *  @thread any.
 *  @since 1.0 */
ASB_API const char *asb_constant_name(uint32_t index);

/** The value of that constant. @return 0 past the end. @thread any. @since 1.0 */
ASB_API int64_t asb_constant_value(uint32_t index);

/** A new engine.
 *  @param[out] out yours to free with asb_engine_free(); untouched on failure.
 *  @param hooks copied; NULL for the C library's memory and the platform's clock and random bytes.
 *  @return ASB_OK; ASB_ENOMEM; ASB_EVERSION where `hooks` has fields that this library does not
 *      know; ASB_EARGUMENT where its struct_size is too small.
 *  @since 1.0 */
ASB_API int32_t asb_engine_new(asb_engine **out, const asb_hooks *hooks);

/** Give the engine back. NULL does nothing. It lives on until its last handle is freed.
 *  @thread any, at any moment.
 *  @since 1.0 */
ASB_API void asb_engine_free(asb_engine *engine);

/** The engine's time, by its hook.
 *  @param[out] now UTC ms.
 *  @return ASB_OK; ASB_EUSER where the hook says that it cannot tell.
 *  @since 1.0 */
ASB_API int32_t asb_engine_now(int64_t *now, asb_engine *engine);
/** The bytes that the engine holds now. @since 1.0 */
ASB_API uint64_t asb_engine_memory(const asb_engine *engine);
/** The most bytes that the engine ever held at a time. @since 1.0 */
ASB_API uint64_t asb_engine_memory_peak(const asb_engine *engine);

/** The name of a limit: "document-bytes", "document-depth", "text-bytes", "records", "parties",
 *  "duties", "calendar-days", "output-bytes", "rehearsal-rows", "kept-bytes".
 *  @param index from 0.
 *  @return for as long as the program runs; NULL past the end.
 *  @thread any.
 *  @since 1.0 */
ASB_API const char *asb_limit_name(uint32_t index);

/** What a limit is set to.
 *  @return ASB_OK; ASB_ABSENT, and 0, where there is none of that name.
 *  @since 1.0 */
ASB_API int32_t asb_engine_limit(uint64_t *value, asb_engine *engine, const char *name);

/** Set a limit.
 *  @param value from 1 to 4294967295.
 *  @return ASB_OK; ASB_EARGUMENT where there is none of that name, or the value is out of range.
 *  @since 1.0 */
ASB_API int32_t asb_engine_set_limit(asb_engine *engine, const char *name, uint64_t value);

/** The days of a calendar count from now on for every case of this engine whose store keeps no
 *  calendar of its own.
 *  @param calendar copied; NULL for none.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_engine_set_calendar(asb_engine *engine, const asb_calendar *calendar);

/** The status of the last call that entered the engine. @return ASB_OK or an error. @since 1.0 */
ASB_API int32_t asb_error_status(const asb_engine *engine);

/** The stable code of what went wrong, for example "record-choice".
 *  @return lent until the next call; "" where nothing did.
 *  @since 1.0 */
ASB_API const char *asb_error_code(const asb_engine *engine);

/** An English sentence that says what and where.
 *  @return lent until the next call; "" where nothing went wrong.
 *  @since 1.0 */
ASB_API const char *asb_error_message(const asb_engine *engine);

/** The sentence's arguments, as a JSON object of texts, for a sentence in the host's own words.
 *  @return lent until the next call.
 *  @since 1.0 */
ASB_API const char *asb_error_arguments(const asb_engine *engine);

/** The record's field that is wrong.
 *  @return lent until the next call; "" where it is about none.
 *  @since 1.0 */
ASB_API const char *asb_error_field(const asb_engine *engine);

/** The JSON pointer of what is wrong.
 *  @return lent until the next call; "" where it is about no document, or the whole.
 *  @since 1.0 */
ASB_API const char *asb_error_pointer(const asb_engine *engine);

/** The line of the document, from 1; 0 where it is about none. @since 1.0 */
ASB_API uint32_t asb_error_line(const asb_engine *engine);
/** The column, in characters from 1; 0 where it is about no document. @since 1.0 */
ASB_API uint32_t asb_error_column(const asb_engine *engine);

/** A status in words: "refused", "conflict", "no memory".
 *  @return for as long as the program runs.
 *  @thread any.
 *  @since 1.0 */
ASB_API const char *asb_status_text(int32_t status);

/** The code of a message by its number, for hosts that translate.
 *  @param index from 0.
 *  @return NULL past the end.
 *  @thread any.
 *  @since 1.0 */
ASB_API const char *asb_message_code(uint32_t index);

/** The English sentence of a message, with {names} where its arguments go.
 *  @param index from 0.
 *  @return NULL past the end.
 *  @thread any.
 *  @since 1.0 */
ASB_API const char *asb_message_template(uint32_t index);

/** A text's bytes: UTF-8, '\0' after them.
 *  @return lent until the text is freed; NULL for NULL.
 *  @since 1.0 */
ASB_API const char *asb_text_data(const asb_text *text);

/** How many bytes, without the '\0'. @since 1.0 */
ASB_API size_t asb_text_length(const asb_text *text);
/** Give a text back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_text_free(asb_text *text);

#ifdef __cplusplus
}
#endif
#endif

/** @file record.h
 *  A record is one thing that happened or was decided, by someone, at a time: a report, a phone
 *  call, an assessment, a warning, an approval. Its kinds and fields are the vocabulary
 *  (asb_vocabulary_json()), to which a host may add fields and kinds that begin with `x-`. Reading
 *  mirrors writing.
 *
 *  Roles and actors are what the host says: the library does not authenticate anybody.
 *
 *  @snippet quickstart.c record
 */
#ifndef ASB_RECORD_H
#define ASB_RECORD_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Begin a record.
 *  @param[out] out the record, yours to free with asb_record_free(); untouched on failure.
 *  @param engine kept alive by it.
 *  @param kind for example "report"; it is judged when the record is added.
 *  @return ASB_OK; ASB_EINVALID where the kind is blank or not UTF-8; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_record_new(asb_record **out, asb_engine *engine, const char *kind);

/** Read a record from JSON: `{"kind":…, "at":…, "by":…, "role":…, "fields":{…}}`; only `kind` is
 *  required.
 *  @param[out] out yours to free; untouched on failure.
 *  @param json UTF-8, copied.
 *  @param length its bytes.
 *  @return ASB_OK; ASB_EJSON; ASB_EINVALID with the field; ASB_ELIMIT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_record_parse(asb_record **out, asb_engine *engine, const char *json, size_t length);

/** Say who did it.
 *  @param by the actor's id.
 *  @param role the id of the actor's role in the policy, or "system".
 *  @return ASB_OK; ASB_EINVALID with "by" or "role"; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_record_set_actor(asb_record *record, const char *by, const char *role);

/** Say when it happened; without this, it is when the record is added.
 *  @param at a date or an instant (RFC 3339; without an offset, local time in the policy's zone).
 *  @return ASB_OK; ASB_EINVALID with "at"; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_record_set_at(asb_record *record, const char *at);

/** Set a field to a text (also ids, dates, instants, choices). Replaces its value.
 *  @param text UTF-8, copied.
 *  @return ASB_OK; ASB_EINVALID where name or text are blank, not UTF-8 or too long; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_record_set_text(asb_record *record, const char *field, const char *text);

/** Set a field to true (any value but 0) or false. @return as asb_record_set_text(). @since 1.0 */
ASB_API int32_t asb_record_set_flag(asb_record *record, const char *field, int32_t flag);

/** Set a field to a whole number, at most 9007199254740991 either way.
 *  @return as asb_record_set_text().
 *  @since 1.0 */
ASB_API int32_t asb_record_set_number(asb_record *record, const char *field, int64_t number);

/** Set a field to any JSON value: lists, answers, actions, periods.
 *  @param json UTF-8, copied.
 *  @param length its bytes.
 *  @return as asb_record_set_text(); ASB_EJSON.
 *  @since 1.0 */
ASB_API int32_t asb_record_set_json(asb_record *record, const char *field, const char *json, size_t length);

/** Append a text to a field that is a list (it is made where absent; a single text becomes the
 *  first of the list).
 *  @return as asb_record_set_text().
 *  @since 1.0 */
ASB_API int32_t asb_record_add_text(asb_record *record, const char *field, const char *text);

/** Take a field away. @return ASB_OK; ASB_ABSENT where there was none. @since 1.0 */
ASB_API int32_t asb_record_unset(asb_record *record, const char *field);

/** Read a text field (for a list: its first text).
 *  @param[out] text lent until the record is changed or freed, '\0'-terminated; NULL where absent.
 *  @param[out] length its bytes; may be NULL.
 *  @return ASB_OK; ASB_ABSENT where there is none, or no text.
 *  @since 1.0 */
ASB_API int32_t asb_record_get_text(const char **text, size_t *length, const asb_record *record,
                                    const char *field);

/** How many values a field has: of a list its items, of anything else 1.
 *  @return 0 where it is absent.
 *  @since 1.0 */
ASB_API uint32_t asb_record_count(const asb_record *record, const char *field);

/** Read a text of a field that is a list (or, at 0, a single text).
 *  @param index from 0.
 *  @return as asb_record_get_text(); ASB_ABSENT also past the end.
 *  @since 1.0 */
ASB_API int32_t asb_record_get_text_at(const char **text, size_t *length, const asb_record *record,
                                       const char *field, uint32_t index);

/** Read a flag.
 *  @param[out] flag 1 or 0.
 *  @return ASB_OK; ASB_ABSENT (and 0) where there is none, or no flag.
 *  @since 1.0 */
ASB_API int32_t asb_record_get_flag(int32_t *flag, const asb_record *record, const char *field);

/** Read a whole number.
 *  @return ASB_OK; ASB_ABSENT (and 0) where there is none, or no whole number.
 *  @since 1.0 */
ASB_API int32_t asb_record_get_number(int64_t *number, const asb_record *record, const char *field);

/** Read any field as canonical JSON.
 *  @param[out] json lent until the record's next getter of JSON, change or freeing; NULL where
 *      absent.
 *  @param[out] length its bytes; may be NULL.
 *  @return ASB_OK; ASB_ABSENT; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_record_get_json(const char **json, size_t *length, asb_record *record, const char *field);

/** How many fields it has. @since 1.0 */
ASB_API uint32_t asb_record_field_count(const asb_record *record);

/** The name of a field.
 *  @param index from 0.
 *  @return lent until the record is changed or freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_record_field_name(const asb_record *record, uint32_t index);

/** Its kind. @return lent until the record is freed. @since 1.0 */
ASB_API const char *asb_record_kind(const asb_record *record);
/** Its number in its case, from 1; 0 while it is in none. @since 1.0 */
ASB_API uint32_t asb_record_seq(const asb_record *record);

/** When it happened: UTC ms; INT64_MIN where it was not said and it is in no case yet.
 *  @since 1.0 */
ASB_API int64_t asb_record_at(const asb_record *record);

/** When it was entered: UTC ms; INT64_MIN while it is in no case. @since 1.0 */
ASB_API int64_t asb_record_recorded(const asb_record *record);
/** Who did it. @return lent until the record is changed or freed; "" where not said. @since 1.0 */
ASB_API const char *asb_record_by(const asb_record *record);

/** In which role.
 *  @return lent until the record is changed or freed; "" where not said.
 *  @since 1.0 */
ASB_API const char *asb_record_role(const asb_record *record);

/** Has its body been erased? @return 1 or 0. @since 1.0 */
ASB_API int32_t asb_record_erased(const asb_record *record);

/** The whole record as canonical JSON, in the form that asb_record_parse() reads (with `seq` and
 *  `recorded` where it has them).
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_record_json(asb_text **out, const asb_record *record);

/** Give a record back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_record_free(asb_record *record);

/** The vocabulary as JSON: kinds, and for each its fields with type, choices, class and label, for
 *  hosts that build forms.
 *  @param[out] out yours to free.
 *  @param policy adds the values of its `lists`; may be NULL.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_vocabulary_json(asb_text **out, asb_engine *engine, const asb_policy *policy);

#ifdef __cplusplus
}
#endif
#endif

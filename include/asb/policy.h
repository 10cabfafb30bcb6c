/** @file policy.h
 *  A policy is one landlord's or council's way of working, as a data document: categories, roles,
 *  matrices, duties, guards and letters, each with the clause it comes from. Five are built in,
 *  over the statutory base `england`; a host may bring its own. The format is described in
 *  docs/policy-format.md.
 *
 *  @snippet quickstart.c policy
 */
#ifndef ASB_POLICY_H
#define ASB_POLICY_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How many policies are built in. @return the number. @thread any. @since 1.0 */
ASB_API uint32_t asb_policy_builtin_count(void);

/** The id of a built-in policy.
 *  @param index from 0.
 *  @return its id, for as long as the program runs; NULL past the end.
 *  @thread any.
 *  @since 1.0 */
ASB_API const char *asb_policy_builtin_id(uint32_t index);

/** The document of a built-in policy, as it is written (its `extends` not joined).
 *  @param index from 0.
 *  @param length set to its bytes; may be NULL.
 *  @return UTF-8 JSON, for as long as the program runs; NULL past the end.
 *  @thread any.
 *  @since 1.0 */
ASB_API const char *asb_policy_builtin_document(uint32_t index, size_t *length);

/** Load a built-in policy.
 *  @param[out] out the policy, yours to free with asb_policy_free(); untouched on failure.
 *  @param engine kept alive by it.
 *  @param id for example "places-for-people".
 *  @return ASB_OK; ASB_ABSENT, and *out NULL, where there is none of that id; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_policy_builtin(asb_policy **out, asb_engine *engine, const char *id);

/** Load a policy document of your own. What it `extends` is looked for among the documents
 *  registered and the built-in ones.
 *  @param[out] out the policy, yours to free; untouched on failure.
 *  @param json UTF-8, copied.
 *  @param length its bytes.
 *  @return ASB_OK; ASB_EJSON or ASB_EPOLICY (the engine has the first problem, asb_policy_check()
 *      all of them); ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_policy_parse(asb_policy **out, asb_engine *engine, const char *json, size_t length);

/** Find everything wrong with a policy document, in one go.
 *  @param[out] out the problems, yours to free with asb_problems_free(); none of them where the
 *      document loads.
 *  @return ASB_OK, with or without problems; ASB_ENOMEM; ASB_ELIMIT.
 *  @since 1.0 */
ASB_API int32_t asb_policy_check(asb_problems **out, asb_engine *engine, const char *json, size_t length);

/** Make a document known, so that others can extend it. It may replace one of the same id, also a
 *  built-in one.
 *  @param json UTF-8, copied; it is only read as JSON with an `id` here.
 *  @return ASB_OK; ASB_EJSON; ASB_EPOLICY without an `id`; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_policy_register(asb_engine *engine, const char *json, size_t length);

/** How many problems. @since 1.0 */
ASB_API uint32_t asb_problems_count(const asb_problems *problems);

/** A problem's sentence, which says how to mend it.
 *  @return lent until the problems are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_problems_message(const asb_problems *problems, uint32_t index);

/** A problem's stable code.
 *  @return lent until the problems are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_problems_code(const asb_problems *problems, uint32_t index);

/** A problem's arguments, as a JSON object of texts.
 *  @return lent until the problems are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_problems_arguments(const asb_problems *problems, uint32_t index);

/** Where: JSON pointer (RFC 6901).
 *  @return lent until the problems are freed; NULL past the end.
 *  @since 1.0 */
ASB_API const char *asb_problems_pointer(const asb_problems *problems, uint32_t index);

/** Where: the line, from 1; 0 past the end. @since 1.0 */
ASB_API uint32_t asb_problems_line(const asb_problems *problems, uint32_t index);
/** Where: the column, in characters from 1; 0 past the end. @since 1.0 */
ASB_API uint32_t asb_problems_column(const asb_problems *problems, uint32_t index);

/** All of them as JSON: [{"arguments":{…},"code","column","line","message","pointer"}…].
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_problems_json(asb_text **out, const asb_problems *problems);

/** Give the problems back. NULL does nothing. @thread any, at any moment. @since 1.0 */
ASB_API void asb_problems_free(asb_problems *problems);

/** The policy's id. @return lent until the policy is freed. @since 1.0 */
ASB_API const char *asb_policy_id(const asb_policy *policy);
/** Its version. @return lent until the policy is freed. @since 1.0 */
ASB_API const char *asb_policy_version(const asb_policy *policy);
/** Its title. @return lent until the policy is freed. @since 1.0 */
ASB_API const char *asb_policy_title(const asb_policy *policy);

/** SHA-256 of its joined document, as 64 hexadecimal digits.
 *  @return lent until the policy is freed.
 *  @since 1.0 */
ASB_API const char *asb_policy_digest(const asb_policy *policy);

/** The whole document, joined with what it extends, as canonical JSON: every list (categories,
 *  remedies, matrices, …) can be read from it.
 *  @param length set to its bytes; may be NULL.
 *  @return lent until the policy is freed.
 *  @since 1.0 */
ASB_API const char *asb_policy_json(const asb_policy *policy, size_t *length);

/** Explain one rule in plain words, with its clause and how an unclear source was read.
 *  @param[out] out Markdown, yours to free.
 *  @param rule the id of a duty, guard, raise, stage, matrix, remedy, category, letter or other
 *      item.
 *  @return ASB_OK; ASB_ABSENT, and *out NULL, where there is none of that id; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_policy_explain(asb_text **out, const asb_policy *policy, const char *rule);

/** The whole policy as a page that people can read (Markdown).
 *  @param[out] out yours to free.
 *  @return ASB_OK; ASB_ENOMEM.
 *  @since 1.0 */
ASB_API int32_t asb_policy_page(asb_text **out, const asb_policy *policy);

/** Give a policy back. NULL does nothing. Cases pinned to it keep what they need.
 *  @thread any, at any moment.
 *  @since 1.0 */
ASB_API void asb_policy_free(asb_policy *policy);

#ifdef __cplusplus
}
#endif
#endif

/** @file error.h
 *  Statuses, and what the engine knows about the last thing that went wrong.
 *
 *  Every function that can fail gives an `int32_t` status: 0 is done, a positive number an ordinary
 *  answer (out parameters are filled), a negative number an error (out parameters are untouched,
 *  and the object is as it was). Detail lives in the engine until its next call, never in a global.
 *
 *  @snippet quickstart.c error
 */
#ifndef ASB_ERROR_H
#define ASB_ERROR_H

#include <asb/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ASB_OK 0       /**< Done. */
#define ASB_REFUSED 1  /**< A guard of the policy is not met; the decision says which. */
#define ASB_CONFLICT 2 /**< Somebody else has written to the case first. */
#define ASB_ABSENT 3   /**< There is no such thing: field, case, record. */

#define ASB_ENOMEM (-1)       /**< No memory, or the engine's memory limit is reached. */
#define ASB_EARGUMENT (-2)    /**< An argument is NULL, out of range, or of another engine. */
#define ASB_EINVALID (-3)     /**< The record is malformed; the field is named. */
#define ASB_EJSON (-4)        /**< Not JSON; line, column and pointer are given. */
#define ASB_EPOLICY (-5)      /**< The policy document has problems; the first is given. */
#define ASB_EEXISTS (-6)      /**< There is one already. */
#define ASB_EIO (-7)          /**< The store could not read or write. */
#define ASB_ECORRUPT (-8)     /**< What is stored does not agree with itself: damaged or tampered with. */
#define ASB_EBUSY (-9)        /**< At work already: called from a callback, or by two threads at once. */
#define ASB_ELIMIT (-10)      /**< One of the engine's named limits is exceeded. */
#define ASB_EUSER (-11)       /**< A callback of the host's said so. */
#define ASB_EVERSION (-12)    /**< Made by or for a later library than this one. */
#define ASB_ESTATE (-13)      /**< Not now: the object is not in the state for it. */
#define ASB_EDISCLOSURE (-14) /**< It would tell somebody what they may not know. */

#ifdef __cplusplus
}
#endif
#endif

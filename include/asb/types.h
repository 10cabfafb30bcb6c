/** @file types.h
 *  The opaque handles, and how functions are declared.
 *
 *  Every handle is made by a function whose first parameter is `out`, and given back with its
 *  `_free`. `_free(NULL)` does nothing. Handles may be freed in any order: what is still needed is
 *  kept until its last user is gone. `_free` may be called from any thread at any moment, also from
 *  within a callback; the engine lets go of the handle at its next call. Everything else may be
 *  called from any thread, by one at a time for each engine.
 */
#ifndef ASB_TYPES_H
#define ASB_TYPES_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32) && defined(ASB_SHARED)
#ifdef ASB_BUILDING
#define ASB_API __declspec(dllexport)
#else
#define ASB_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define ASB_API __attribute__((visibility("default")))
#else
#define ASB_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct asb_engine asb_engine;         /**< Hooks, limits, the last error. */
typedef struct asb_text asb_text;             /**< A text that the library made and the caller owns. */
typedef struct asb_calendar asb_calendar;     /**< Days that the host adds to or takes from the calendar. */
typedef struct asb_policy asb_policy;         /**< One landlord's way of working. */
typedef struct asb_problems asb_problems;     /**< Everything wrong with a policy document. */
typedef struct asb_record asb_record;         /**< One thing that happened or was decided. */
typedef struct asb_case asb_case;             /**< Records about one problem. */
typedef struct asb_decision asb_decision;     /**< May this record be added, and why not. */
typedef struct asb_duties asb_duties;         /**< What must be done by whom by when. */
typedef struct asb_matrix asb_matrix;         /**< A questionnaire of the policy. */
typedef struct asb_assessment asb_assessment; /**< Its answers about one person. */
typedef struct asb_plan asb_plan;             /**< An action plan. */
typedef struct asb_proportionality asb_proportionality; /**< A proportionality assessment. */
typedef struct asb_store asb_store;                     /**< Where records are kept. */
typedef struct asb_list asb_list;                       /**< Ids of cases, or changes, in a store. */
typedef struct asb_caseload asb_caseload;               /**< All cases, in columns. */
typedef struct asb_rehearsal asb_rehearsal;             /**< The same cases under another policy. */
typedef struct asb_rows asb_rows;                       /**< The answer to a question about them. */
typedef struct asb_commit asb_commit;                   /**< What is to be written. */
typedef struct asb_document asb_document;               /**< A letter, case file or form in the making. */
typedef struct asb_conflicts
    asb_conflicts; /**< Pending records that another's writing has made impossible. */

#ifdef __cplusplus
}
#endif
#endif

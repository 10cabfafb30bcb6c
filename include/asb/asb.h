/** @file asb.h
 *  Everything that a host calls. What a host implements for its own storage is in asb/sys/store.h.
 */
#ifndef ASB_ASB_H
#define ASB_ASB_H

#include <asb/calendar.h>
#include <asb/case.h>
#include <asb/caseload.h>
#include <asb/decision.h>
#include <asb/document.h>
#include <asb/duty.h>
#include <asb/engine.h>
#include <asb/error.h>
#include <asb/json.h>
#include <asb/matrix.h>
#include <asb/plan.h>
#include <asb/policy.h>
#include <asb/proportionality.h>
#include <asb/record.h>
#include <asb/rehearsal.h>
#include <asb/store.h>
#include <asb/sys/hooks.h>
#include <asb/types.h>

#endif

"""Raw prototypes of libasb 0.1.0 for ctypes. Made from bindings/abi.json by bindings/generate.py; not to be edited.

One opaque type for each handle, so that the wrong one is a TypeError. A text that comes with its length, or that the caller owns, is a void pointer:
read it with ctypes.string_at(pointer, length). Other texts come as bytes. library() loads the library once: the one that the environment
variable ASB_LIBRARY names, the one beside this package, or the system's, in this order; load() does without prototypes, for whoever gives a
function its own when it is first called.

Most programs need no struct and a few functions. So prototypes are words here, and what takes its time is in _structs.py and declared when it is
first asked for: the handles, structs and callback types, and FUNCTIONS and STATUSES.
"""
import ctypes
import os
import sys
from ctypes import POINTER, c_char_p, c_int8, c_int16, c_int32, c_int64, c_size_t, c_uint8, c_uint16, c_uint32, c_uint64, c_void_p

TYPE_CHECKING = False  # of `typing`, which takes longer to import than all of this; checkers know the name
if TYPE_CHECKING:
    from threading import RLock
    from typing import Any, Dict, Iterator, Optional, Tuple

    from ._structs import *  # noqa: F403
    FUNCTIONS: Dict[str, Tuple[Any, Tuple[Any, ...]]]
else:
    from _thread import RLock  # that of `threading`, which takes as long

__all__ = ['library', 'FUNCTIONS', 'STATUSES']
VERSION = 100
VERSION_TEXT = '0.1.0'

ASB_EFFECT_REFUSED = 1
ASB_EFFECT_WARNED = 2
ASB_EFFECT_DEVIATION = 3
ASB_EFFECT_BREACH = 4
ASB_FORMAT_TEXT = 1
ASB_FORMAT_HTML = 2
ASB_FORMAT_JSON = 3
ASB_DUTY_OPEN = 1
ASB_DUTY_OVERDUE = 2
ASB_DUTY_MET = 3
ASB_DUTY_MET_LATE = 4
ASB_DUTY_LAPSED = 5
ASB_OK = 0
ASB_REFUSED = 1
ASB_CONFLICT = 2
ASB_ABSENT = 3
ASB_ENOMEM = -1
ASB_EARGUMENT = -2
ASB_EINVALID = -3
ASB_EJSON = -4
ASB_EPOLICY = -5
ASB_EEXISTS = -6
ASB_EIO = -7
ASB_ECORRUPT = -8
ASB_EBUSY = -9
ASB_ELIMIT = -10
ASB_EUSER = -11
ASB_EVERSION = -12
ASB_ESTATE = -13
ASB_EDISCLOSURE = -14
ASB_JSON_NULL = 1
ASB_JSON_FALSE = 2
ASB_JSON_TRUE = 3
ASB_JSON_NUMBER = 4
ASB_JSON_TEXT = 5
ASB_JSON_LIST = 6
ASB_JSON_OBJECT = 7
ASB_ANSWER_MISSING = 0
ASB_ANSWER_GIVEN = 1
ASB_ANSWER_NONE = 2
ASB_ANSWER_DECLINED = 3

# name: (result, arguments), as words: those of PLAIN, structs and callback types, and a star behind for each pointer
PROTOTYPES = {
    'asb_calendar_new': ('status', 'asb_calendar** asb_engine*'),
    'asb_calendar_parse': ('status', 'asb_calendar** asb_engine* text size'),
    'asb_calendar_add': ('status', 'asb_calendar* text text text'),
    'asb_calendar_remove': ('status', 'asb_calendar* text text text'),
    'asb_calendar_json': ('status', 'asb_text** asb_calendar*'),
    'asb_calendar_free': ('none', 'asb_calendar*'),
    'asb_holidays': ('status', 'asb_text** asb_engine* i32 i32'),
    'asb_due': ('status', 'asb_text** asb_engine* text text size asb_policy* asb_calendar*'),
    'asb_is_working_day': ('status', 'i32* asb_engine* text asb_policy* asb_calendar*'),
    'asb_instant_parse': ('status', 'i64* asb_engine* text'),
    'asb_instant_text': ('status', 'asb_text** asb_engine* i64 i32'),
    'asb_case_new': ('status', 'asb_case** asb_engine* asb_policy* asb_store* text'),
    'asb_case_open': ('status', 'asb_case** asb_store* text'),
    'asb_case_load': ('status', 'asb_case** asb_engine* asb_policy* text size'),
    'asb_case_id': ('text', 'asb_case*'),
    'asb_case_count': ('u32', 'asb_case*'),
    'asb_case_stored': ('u32', 'asb_case*'),
    'asb_case_policy': ('status', 'asb_policy** asb_case*'),
    'asb_case_add': ('status', 'asb_decision** asb_case* asb_record*'),
    'asb_case_may': ('status', 'asb_decision** asb_case* asb_record*'),
    'asb_case_wrong': ('status', 'asb_text** asb_case* asb_record*'),
    'asb_case_admit': ('status', 'asb_decision** asb_case* asb_record* i64 i32'),
    'asb_case_move': ('status', 'asb_case* asb_policy* text text text'),
    'asb_case_preview_move': ('status', 'asb_text** asb_case* asb_policy*'),
    'asb_case_save': ('status', 'asb_case*'),
    'asb_case_save_all': ('status', 'asb_case** u32'),
    'asb_case_reload': ('status', 'asb_conflicts** asb_case*'),
    'asb_case_conflicted': ('status', 'asb_conflicts** asb_case* text size'),
    'asb_case_pending': ('status', 'asb_text** asb_case*'),
    'asb_case_saved': ('status', 'asb_case* u32'),
    'asb_conflicts_count': ('u32', 'asb_conflicts*'),
    'asb_conflicts_record': ('status', 'asb_record** asb_conflicts* u32'),
    'asb_conflicts_status': ('i32', 'asb_conflicts* u32'),
    'asb_conflicts_message': ('text', 'asb_conflicts* u32'),
    'asb_conflicts_reasons': ('text', 'asb_conflicts* u32'),
    'asb_conflicts_json': ('status', 'asb_text** asb_conflicts*'),
    'asb_conflicts_free': ('none', 'asb_conflicts*'),
    'asb_case_record': ('status', 'asb_record** asb_case* u32'),
    'asb_case_record_written': ('status', 'asb_record** asb_case* u32'),
    'asb_case_facts': ('status', 'asb_text** asb_case*'),
    'asb_case_state': ('text', 'asb_case*'),
    'asb_case_stage': ('text', 'asb_case*'),
    'asb_case_priority': ('text', 'asb_case*'),
    'asb_case_owner': ('text', 'asb_case*'),
    'asb_case_owner_role': ('text', 'asb_case*'),
    'asb_case_hate': ('i32', 'asb_case*'),
    'asb_case_band': ('text', 'asb_case*'),
    'asb_case_score': ('status', 'i32* asb_case*'),
    'asb_case_history': ('status', 'asb_text** asb_case*'),
    'asb_case_summary': ('status', 'asb_text** asb_case*'),
    'asb_case_export': ('status', 'asb_text** asb_case*'),
    'asb_case_head': ('status', 'asb_text** asb_case*'),
    'asb_case_import': ('status', 'asb_case** asb_store* text size'),
    'asb_case_set_calendar': ('status', 'asb_case* asb_calendar*'),
    'asb_case_free': ('none', 'asb_case*'),
    'asb_caseload_new': ('status', 'asb_caseload** asb_engine*'),
    'asb_caseload_follow': ('status', 'asb_caseload* asb_store*'),
    'asb_caseload_put': ('status', 'asb_caseload* text u32 text size'),
    'asb_caseload_count': ('u32', 'asb_caseload*'),
    'asb_caseload_allow': ('status', 'asb_caseload* text size'),
    'asb_caseload_query': ('status', 'asb_text** asb_caseload* text size'),
    'asb_caseload_report': ('status', 'asb_text** asb_caseload* text size'),
    'asb_caseload_rows': ('status', 'asb_rows** asb_caseload* text size'),
    'asb_rows_count': ('u32', 'asb_rows*'),
    'asb_rows_total': ('u64', 'asb_rows*'),
    'asb_rows_next': ('text', 'asb_rows*'),
    'asb_rows_column_count': ('u32', 'asb_rows*'),
    'asb_rows_column': ('text', 'asb_rows* u32'),
    'asb_rows_text': ('text', 'asb_rows* u32 text'),
    'asb_rows_number': ('status', 'i64* asb_rows* u32 text'),
    'asb_rows_free': ('none', 'asb_rows*'),
    'asb_caseload_free': ('none', 'asb_caseload*'),
    'asb_decision_allowed': ('i32', 'asb_decision*'),
    'asb_decision_count': ('u32', 'asb_decision*'),
    'asb_decision_guard': ('text', 'asb_decision* u32'),
    'asb_decision_effect': ('i32', 'asb_decision* u32'),
    'asb_decision_clause': ('text', 'asb_decision* u32'),
    'asb_decision_message': ('text', 'asb_decision* u32'),
    'asb_decision_explanation': ('text', 'asb_decision* u32'),
    'asb_decision_json': ('status', 'asb_text** asb_decision*'),
    'asb_decision_free': ('none', 'asb_decision*'),
    'asb_document_kinds': ('status', 'asb_text** asb_engine*'),
    'asb_document_new': ('status', 'asb_document** asb_case* text'),
    'asb_document_set': ('status', 'asb_document* text text'),
    'asb_document_render': ('status', 'asb_text** asb_document* i32'),
    'asb_document_check': ('status', 'asb_document* text size'),
    'asb_document_withheld': ('status', 'asb_text** asb_document*'),
    'asb_document_record': ('status', 'asb_record** asb_document*'),
    'asb_document_free': ('none', 'asb_document*'),
    'asb_case_duties': ('status', 'asb_duties** asb_case*'),
    'asb_duties_count': ('u32', 'asb_duties*'),
    'asb_duties_rule': ('text', 'asb_duties* u32'),
    'asb_duties_label': ('text', 'asb_duties* u32'),
    'asb_duties_clause': ('text', 'asb_duties* u32'),
    'asb_duties_party': ('text', 'asb_duties* u32'),
    'asb_duties_subject': ('text', 'asb_duties* u32'),
    'asb_duties_owner': ('text', 'asb_duties* u32'),
    'asb_duties_owner_count': ('u32', 'asb_duties* u32'),
    'asb_duties_owner_at': ('text', 'asb_duties* u32 u32'),
    'asb_duties_due': ('text', 'asb_duties* u32'),
    'asb_duties_due_local': ('text', 'asb_duties* u32'),
    'asb_duties_act_by': ('text', 'asb_duties* u32'),
    'asb_duties_opens': ('text', 'asb_duties* u32'),
    'asb_duties_state': ('i32', 'asb_duties* u32'),
    'asb_duties_started_by': ('u32', 'asb_duties* u32'),
    'asb_duties_ended_by': ('u32', 'asb_duties* u32'),
    'asb_duties_started_at': ('i64', 'asb_duties* u32'),
    'asb_duties_ended_at': ('i64', 'asb_duties* u32'),
    'asb_duties_watch': ('i32', 'asb_duties* u32'),
    'asb_duties_explain': ('status', 'asb_text** asb_duties* u32'),
    'asb_duties_proposes': ('text', 'asb_duties* u32'),
    'asb_duties_json': ('status', 'asb_text** asb_duties*'),
    'asb_duties_free': ('none', 'asb_duties*'),
    'asb_version': ('u32', ''),
    'asb_version_text': ('text', ''),
    'asb_feature': ('text', 'u32'),
    'asb_constant_name': ('text', 'u32'),
    'asb_constant_value': ('i64', 'u32'),
    'asb_engine_new': ('status', 'asb_engine** asb_hooks*'),
    'asb_engine_free': ('none', 'asb_engine*'),
    'asb_engine_now': ('status', 'i64* asb_engine*'),
    'asb_engine_memory': ('u64', 'asb_engine*'),
    'asb_engine_memory_peak': ('u64', 'asb_engine*'),
    'asb_limit_name': ('text', 'u32'),
    'asb_engine_limit': ('status', 'u64* asb_engine* text'),
    'asb_engine_set_limit': ('status', 'asb_engine* text u64'),
    'asb_engine_set_calendar': ('status', 'asb_engine* asb_calendar*'),
    'asb_error_status': ('status', 'asb_engine*'),
    'asb_error_code': ('text', 'asb_engine*'),
    'asb_error_message': ('text', 'asb_engine*'),
    'asb_error_arguments': ('text', 'asb_engine*'),
    'asb_error_field': ('text', 'asb_engine*'),
    'asb_error_pointer': ('text', 'asb_engine*'),
    'asb_error_line': ('u32', 'asb_engine*'),
    'asb_error_column': ('u32', 'asb_engine*'),
    'asb_status_text': ('text', 'i32'),
    'asb_message_code': ('text', 'u32'),
    'asb_message_template': ('text', 'u32'),
    'asb_text_data': ('pointer', 'asb_text*'),
    'asb_text_length': ('size', 'asb_text*'),
    'asb_text_free': ('none', 'asb_text*'),
    'asb_json_parse': ('status', 'asb_json** asb_engine* text size'),
    'asb_json_canonical': ('status', 'asb_text** asb_engine* text size'),
    'asb_json_type': ('i32', 'asb_json*'),
    'asb_json_count': ('u32', 'asb_json*'),
    'asb_json_get': ('asb_json*', 'asb_json* text'),
    'asb_json_at': ('asb_json*', 'asb_json* u32'),
    'asb_json_next': ('asb_json*', 'asb_json*'),
    'asb_json_text': ('pointer', 'asb_json* size*'),
    'asb_json_integer': ('status', 'i64* asb_json*'),
    'asb_json_key': ('pointer', 'asb_json* size*'),
    'asb_json_line': ('u32', 'asb_json*'),
    'asb_json_column': ('u32', 'asb_json*'),
    'asb_json_write': ('status', 'asb_text** asb_json*'),
    'asb_json_free': ('none', 'asb_json*'),
    'asb_matrix_open': ('status', 'asb_matrix** asb_policy* text'),
    'asb_matrix_id': ('text', 'asb_matrix*'),
    'asb_matrix_title': ('text', 'asb_matrix*'),
    'asb_matrix_clause': ('text', 'asb_matrix*'),
    'asb_matrix_provenance': ('text', 'asb_matrix*'),
    'asb_matrix_least': ('i32', 'asb_matrix*'),
    'asb_matrix_greatest': ('i32', 'asb_matrix*'),
    'asb_matrix_question_count': ('u32', 'asb_matrix*'),
    'asb_matrix_question_id': ('text', 'asb_matrix* u32'),
    'asb_matrix_question_text': ('text', 'asb_matrix* u32'),
    'asb_matrix_question_section': ('text', 'asb_matrix* u32'),
    'asb_matrix_question_section_title': ('text', 'asb_matrix* u32'),
    'asb_matrix_question_many': ('i32', 'asb_matrix* u32'),
    'asb_matrix_question_detail': ('i32', 'asb_matrix* u32'),
    'asb_matrix_option_count': ('u32', 'asb_matrix* u32'),
    'asb_matrix_option_id': ('text', 'asb_matrix* u32 u32'),
    'asb_matrix_option_label': ('text', 'asb_matrix* u32 u32'),
    'asb_matrix_option_weight': ('i32', 'asb_matrix* u32 u32'),
    'asb_matrix_option_exclusive': ('i32', 'asb_matrix* u32 u32'),
    'asb_matrix_band_count': ('u32', 'asb_matrix*'),
    'asb_matrix_band_id': ('text', 'asb_matrix* u32'),
    'asb_matrix_band_label': ('text', 'asb_matrix* u32'),
    'asb_matrix_band_from': ('i32', 'asb_matrix* u32'),
    'asb_matrix_contested_count': ('u32', 'asb_matrix*'),
    'asb_matrix_contested_from': ('i32', 'asb_matrix* u32'),
    'asb_matrix_contested_to': ('i32', 'asb_matrix* u32'),
    'asb_matrix_json': ('status', 'asb_text** asb_matrix*'),
    'asb_matrix_free': ('none', 'asb_matrix*'),
    'asb_assessment_new': ('status', 'asb_assessment** asb_matrix* text'),
    'asb_case_assessment': ('status', 'asb_assessment** asb_case* text'),
    'asb_assessment_answer': ('status', 'asb_assessment* text text'),
    'asb_assessment_set_answers': ('status', 'asb_assessment* text* text* u32'),
    'asb_assessment_unanswer': ('status', 'asb_assessment* text text'),
    'asb_assessment_answer_none': ('status', 'asb_assessment* text'),
    'asb_assessment_decline': ('status', 'asb_assessment* text'),
    'asb_assessment_clear': ('status', 'asb_assessment* text'),
    'asb_assessment_detail': ('status', 'asb_assessment* text text'),
    'asb_assessment_override': ('status', 'asb_assessment* text text'),
    'asb_assessment_state': ('i32', 'asb_assessment* text'),
    'asb_assessment_chosen': ('i32', 'asb_assessment* text text'),
    'asb_assessment_get_detail': ('text', 'asb_assessment* text'),
    'asb_assessment_missing_count': ('u32', 'asb_assessment*'),
    'asb_assessment_missing': ('text', 'asb_assessment* u32'),
    'asb_assessment_score': ('i32', 'asb_assessment*'),
    'asb_assessment_band': ('text', 'asb_assessment*'),
    'asb_assessment_scored_band': ('text', 'asb_assessment*'),
    'asb_assessment_contested': ('i32', 'asb_assessment*'),
    'asb_assessment_partial': ('i32', 'asb_assessment*'),
    'asb_assessment_override_band': ('text', 'asb_assessment*'),
    'asb_assessment_override_reason': ('text', 'asb_assessment*'),
    'asb_assessment_party': ('text', 'asb_assessment*'),
    'asb_assessment_seq': ('u32', 'asb_assessment*'),
    'asb_assessment_matrix': ('status', 'asb_matrix** asb_assessment*'),
    'asb_assessment_to_record': ('status', 'asb_record** asb_assessment*'),
    'asb_assessment_json': ('status', 'asb_text** asb_assessment*'),
    'asb_assessment_free': ('none', 'asb_assessment*'),
    'asb_plan_catalogue_json': ('status', 'asb_text** asb_policy*'),
    'asb_plan_new': ('status', 'asb_plan** asb_policy* text'),
    'asb_case_plan': ('status', 'asb_plan** asb_case* text'),
    'asb_plan_add': ('status', 'asb_plan* text text text'),
    'asb_plan_remove': ('status', 'asb_plan* text'),
    'asb_plan_set_detail': ('status', 'asb_plan* text text'),
    'asb_plan_set_due': ('status', 'asb_plan* text text'),
    'asb_plan_set_every': ('status', 'asb_plan* text text size'),
    'asb_plan_set_param': ('status', 'asb_plan* text text text size'),
    'asb_plan_set_agreed': ('status', 'asb_plan* i32'),
    'asb_plan_set_sent': ('status', 'asb_plan* i32'),
    'asb_plan_set_method': ('status', 'asb_plan* text'),
    'asb_plan_party': ('text', 'asb_plan*'),
    'asb_plan_agreed': ('i32', 'asb_plan*'),
    'asb_plan_sent': ('i32', 'asb_plan*'),
    'asb_plan_method': ('text', 'asb_plan*'),
    'asb_plan_seq': ('u32', 'asb_plan*'),
    'asb_plan_count': ('u32', 'asb_plan*'),
    'asb_plan_id': ('text', 'asb_plan* u32'),
    'asb_plan_by': ('text', 'asb_plan* u32'),
    'asb_plan_action': ('text', 'asb_plan* u32'),
    'asb_plan_clause': ('text', 'asb_plan* u32'),
    'asb_plan_detail': ('text', 'asb_plan* u32'),
    'asb_plan_due': ('text', 'asb_plan* u32'),
    'asb_plan_standing': ('i32', 'asb_plan* u32'),
    'asb_plan_status': ('text', 'asb_plan* u32'),
    'asb_plan_next_due': ('text', 'asb_plan* u32'),
    'asb_plan_overdue': ('i32', 'asb_plan* u32'),
    'asb_plan_text': ('status', 'asb_text** asb_plan* u32'),
    'asb_plan_count_done': ('u32', 'asb_plan*'),
    'asb_plan_count_cancelled': ('u32', 'asb_plan*'),
    'asb_plan_count_standing': ('u32', 'asb_plan*'),
    'asb_plan_count_open': ('u32', 'asb_plan*'),
    'asb_plan_complete': ('i32', 'asb_plan*'),
    'asb_plan_to_record': ('status', 'asb_record** asb_plan*'),
    'asb_plan_json': ('status', 'asb_text** asb_plan*'),
    'asb_plan_free': ('none', 'asb_plan*'),
    'asb_policy_builtin_count': ('u32', ''),
    'asb_policy_builtin_id': ('text', 'u32'),
    'asb_policy_builtin_document': ('pointer', 'u32 size*'),
    'asb_policy_builtin': ('status', 'asb_policy** asb_engine* text'),
    'asb_policy_parse': ('status', 'asb_policy** asb_engine* text size'),
    'asb_policy_check': ('status', 'asb_problems** asb_engine* text size'),
    'asb_policy_register': ('status', 'asb_engine* text size'),
    'asb_problems_count': ('u32', 'asb_problems*'),
    'asb_problems_message': ('text', 'asb_problems* u32'),
    'asb_problems_code': ('text', 'asb_problems* u32'),
    'asb_problems_arguments': ('text', 'asb_problems* u32'),
    'asb_problems_pointer': ('text', 'asb_problems* u32'),
    'asb_problems_line': ('u32', 'asb_problems* u32'),
    'asb_problems_column': ('u32', 'asb_problems* u32'),
    'asb_problems_json': ('status', 'asb_text** asb_problems*'),
    'asb_problems_free': ('none', 'asb_problems*'),
    'asb_policy_id': ('text', 'asb_policy*'),
    'asb_policy_version': ('text', 'asb_policy*'),
    'asb_policy_title': ('text', 'asb_policy*'),
    'asb_policy_digest': ('text', 'asb_policy*'),
    'asb_policy_json': ('pointer', 'asb_policy* size*'),
    'asb_policy_explain': ('status', 'asb_text** asb_policy* text'),
    'asb_policy_page': ('status', 'asb_text** asb_policy*'),
    'asb_policy_free': ('none', 'asb_policy*'),
    'asb_proportionality_new': ('status', 'asb_proportionality** asb_policy* text text'),
    'asb_case_proportionality': ('status', 'asb_proportionality** asb_case* text text'),
    'asb_proportionality_set_text': ('status', 'asb_proportionality* text text'),
    'asb_proportionality_set_flag': ('status', 'asb_proportionality* text i32'),
    'asb_proportionality_set_json': ('status', 'asb_proportionality* text text size'),
    'asb_proportionality_add_text': ('status', 'asb_proportionality* text text'),
    'asb_proportionality_add_alternative': ('status', 'asb_proportionality* text text text'),
    'asb_proportionality_unset': ('status', 'asb_proportionality* text'),
    'asb_proportionality_get_text': ('text', 'asb_proportionality* text'),
    'asb_proportionality_get_json': ('status', 'asb_text** asb_proportionality* text'),
    'asb_proportionality_party': ('text', 'asb_proportionality*'),
    'asb_proportionality_remedy': ('text', 'asb_proportionality*'),
    'asb_proportionality_missing_count': ('u32', 'asb_proportionality*'),
    'asb_proportionality_missing': ('text', 'asb_proportionality* u32'),
    'asb_proportionality_missing_label': ('text', 'asb_proportionality* u32'),
    'asb_proportionality_complete': ('i32', 'asb_proportionality*'),
    'asb_proportionality_seq': ('u32', 'asb_proportionality*'),
    'asb_proportionality_approved': ('i32', 'asb_proportionality*'),
    'asb_proportionality_approved_by': ('text', 'asb_proportionality*'),
    'asb_proportionality_approved_role': ('text', 'asb_proportionality*'),
    'asb_proportionality_approval': ('u32', 'asb_proportionality*'),
    'asb_proportionality_stale': ('i32', 'asb_proportionality*'),
    'asb_proportionality_stale_record': ('u32', 'asb_proportionality*'),
    'asb_proportionality_review_by': ('text', 'asb_proportionality*'),
    'asb_proportionality_current': ('i32', 'asb_proportionality*'),
    'asb_proportionality_why': ('text', 'asb_proportionality*'),
    'asb_proportionality_why_code': ('text', 'asb_proportionality*'),
    'asb_proportionality_why_arguments': ('text', 'asb_proportionality*'),
    'asb_proportionality_to_record': ('status', 'asb_record** asb_proportionality*'),
    'asb_proportionality_json': ('status', 'asb_text** asb_proportionality*'),
    'asb_proportionality_free': ('none', 'asb_proportionality*'),
    'asb_record_new': ('status', 'asb_record** asb_engine* text'),
    'asb_record_parse': ('status', 'asb_record** asb_engine* text size'),
    'asb_record_set_actor': ('status', 'asb_record* text text'),
    'asb_record_set_at': ('status', 'asb_record* text'),
    'asb_record_set_text': ('status', 'asb_record* text text'),
    'asb_record_set_flag': ('status', 'asb_record* text i32'),
    'asb_record_set_number': ('status', 'asb_record* text i64'),
    'asb_record_set_json': ('status', 'asb_record* text text size'),
    'asb_record_add_text': ('status', 'asb_record* text text'),
    'asb_record_unset': ('status', 'asb_record* text'),
    'asb_record_get_text': ('status', 'pointer* size* asb_record* text'),
    'asb_record_count': ('u32', 'asb_record* text'),
    'asb_record_get_text_at': ('status', 'pointer* size* asb_record* text u32'),
    'asb_record_get_flag': ('status', 'i32* asb_record* text'),
    'asb_record_get_number': ('status', 'i64* asb_record* text'),
    'asb_record_get_json': ('status', 'pointer* size* asb_record* text'),
    'asb_record_field_count': ('u32', 'asb_record*'),
    'asb_record_field_name': ('text', 'asb_record* u32'),
    'asb_record_kind': ('text', 'asb_record*'),
    'asb_record_seq': ('u32', 'asb_record*'),
    'asb_record_at': ('i64', 'asb_record*'),
    'asb_record_recorded': ('i64', 'asb_record*'),
    'asb_record_by': ('text', 'asb_record*'),
    'asb_record_role': ('text', 'asb_record*'),
    'asb_record_erased': ('i32', 'asb_record*'),
    'asb_record_json': ('status', 'asb_text** asb_record*'),
    'asb_record_free': ('none', 'asb_record*'),
    'asb_vocabulary_json': ('status', 'asb_text** asb_engine* asb_policy*'),
    'asb_rehearsal_new': ('status', 'asb_rehearsal** asb_engine* asb_store*'),
    'asb_rehearsal_policy': ('status', 'asb_rehearsal* asb_policy* text'),
    'asb_rehearsal_run': ('status', 'asb_rehearsal* text size'),
    'asb_rehearsal_query': ('status', 'asb_text** asb_rehearsal* text size'),
    'asb_rehearsal_rows': ('status', 'asb_rows** asb_rehearsal* text size'),
    'asb_rehearsal_free': ('none', 'asb_rehearsal*'),
    'asb_store_memory': ('status', 'asb_store** asb_engine*'),
    'asb_store_journal': ('status', 'asb_store** asb_engine* text'),
    'asb_store_list': ('status', 'asb_list** asb_store* text u32'),
    'asb_store_changes': ('status', 'asb_list** asb_store* text u32'),
    'asb_store_verify': ('status', 'asb_text** asb_store* text'),
    'asb_store_compact': ('status', 'asb_text** asb_store*'),
    'asb_store_rebuild': ('status', 'asb_text** asb_store*'),
    'asb_store_backup': ('status', 'asb_store* text'),
    'asb_store_head': ('status', 'asb_text** asb_store*'),
    'asb_store_heads': ('status', 'asb_text** asb_store*'),
    'asb_store_verify_head': ('status', 'asb_text** asb_store* text size'),
    'asb_store_export': ('status', 'asb_text** asb_store*'),
    'asb_store_import': ('status', 'asb_text** asb_store* text size'),
    'asb_store_copy': ('status', 'asb_text** asb_store* asb_store*'),
    'asb_store_set_calendar': ('status', 'asb_store* asb_calendar*'),
    'asb_store_calendar': ('status', 'asb_calendar** asb_store*'),
    'asb_list_count': ('u32', 'asb_list*'),
    'asb_list_id': ('text', 'asb_list* u32'),
    'asb_list_version': ('u32', 'asb_list* u32'),
    'asb_list_summary': ('text', 'asb_list* u32'),
    'asb_list_token': ('text', 'asb_list*'),
    'asb_list_json': ('status', 'asb_text** asb_list*'),
    'asb_list_free': ('none', 'asb_list*'),
    'asb_store_free': ('none', 'asb_store*'),
    'asb_store_custom': ('status', 'asb_store** asb_engine* asb_store_callbacks*'),
    'asb_store_export_to': ('status', 'asb_store* asb_bytes_sink pointer'),
}

PLAIN = {'none': None, 'status': c_int32, 'text': c_char_p, 'pointer': c_void_p, 'size': c_size_t, 'i8': c_int8, 'i16': c_int16, 'i32': c_int32,
         'i64': c_int64, 'u8': c_uint8, 'u16': c_uint16, 'u32': c_uint32, 'u64': c_uint64}
_lock = RLock()
_loaded: 'Optional[ctypes.CDLL]' = None
_library: 'Optional[ctypes.CDLL]' = None


def ctype(word: str, known: 'Dict[str, Any]') -> 'Any':
    """The type that a word of PROTOTYPES stands for; each is made once, and kept in `known`, which begins with PLAIN."""
    if word not in known:
        known[word] = POINTER(ctype(word[:-1], known)) if word.endswith('*') else _declared(word)
    return known[word]


def _functions() -> 'Dict[str, Tuple[Any, Tuple[Any, ...]]]':
    known = dict(PLAIN)
    return {name: (ctype(result, known), tuple(ctype(word, known) for word in arguments.split()))
            for name, (result, arguments) in PROTOTYPES.items()}


def _declared(name: str) -> 'Any':
    """What is declared when it is first asked for."""
    if name.startswith('__'):
        raise AttributeError(name)
    if name == 'FUNCTIONS':  # name: (result, arguments)
        value = _functions()
    else:
        structs = (__package__ + '.' if __package__ else '') + '_structs'
        value = getattr(__import__(structs, fromlist=[name]), name)
    return globals().setdefault(name, value)


if not TYPE_CHECKING:
    __getattr__ = _declared


def candidates() -> 'Iterator[str]':
    """Names to try, in order. The last takes long to find, and so does what finds it to import."""
    override = os.environ.get('ASB_LIBRARY')
    if override:
        yield override
        return
    major = VERSION // 10000
    if sys.platform == 'win32':
        names = ['asb.dll', 'libasb.dll']
    elif sys.platform == 'darwin':
        names = ['libasb.%d.dylib' % major, 'libasb.dylib']
    else:
        names = ['libasb.so.%d' % major, 'libasb.so']
    here = os.path.dirname(os.path.abspath(__file__))
    beside = [path for path in (os.path.join(here, name) for name in names) if os.path.exists(path)]
    yield from beside + names
    import ctypes.util
    found = ctypes.util.find_library('asb')
    if found:
        yield found


def _open() -> 'Tuple[ctypes.CDLL, str]':
    tried = []
    for name in candidates():
        try:
            return ctypes.CDLL(name), name
        except OSError as why:
            tried.append('%s: %s' % (name, why))
    raise ImportError('libasb was not found; set ASB_LIBRARY to its path. Tried:\n  ' + '\n  '.join(tried))


def check(lib: ctypes.CDLL, name: str) -> ctypes.CDLL:
    """ImportError where it is not libasb, or not one of the same major version and none older than these prototypes; before 1.0 the minor version
    counts as a major one."""
    if not hasattr(lib, 'asb_version'):
        raise ImportError('%s is not libasb' % name)
    lib.asb_version.restype, lib.asb_version.argtypes = c_uint32, []
    running = lib.asb_version()
    breaking = 10000 if VERSION >= 10000 else 100
    if running // breaking != VERSION // breaking or running < VERSION:
        raise ImportError('%s is version %d.%d.%d of libasb; these prototypes are for %s'
                          % (name, running // 10000, running // 100 % 100, running % 100, VERSION_TEXT))
    return lib


def bind(lib: ctypes.CDLL, name: str = 'the library') -> ctypes.CDLL:
    """Gives every function of a loaded library its prototype; ImportError where it is another version, or lacks one."""
    check(lib, name)
    for function, (restype, argtypes) in _declared('FUNCTIONS').items():
        try:
            f = getattr(lib, function)
        except AttributeError:
            raise ImportError('%s has no %s' % (name, function)) from None
        f.restype, f.argtypes = restype, list(argtypes)
    return lib


def load() -> ctypes.CDLL:
    """The library, of the right version, without prototypes; loaded by the first call."""
    global _loaded
    with _lock:
        if _loaded is None:
            _loaded = check(*_open())
        return _loaded


def library() -> ctypes.CDLL:
    """The same with prototypes."""
    global _library
    with _lock:
        if _library is None:
            _library = bind(load(), load()._name)
        return _library

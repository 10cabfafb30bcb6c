"""Raw prototypes of libasb 0.1.0 for ctypes. Made from bindings/abi.json by bindings/generate.py; not to be edited.

One opaque type for each handle, so that the wrong one is a TypeError. A text that comes with its length, or that the caller owns, is a void pointer:
read it with ctypes.string_at(pointer, length). Other texts come as bytes. library() loads the library once: the one that the environment
variable ASB_LIBRARY names, the one beside this package, or the system's, in this order.
"""
import ctypes
import ctypes.util
import os
import sys
import threading
import typing
from ctypes import (CFUNCTYPE, POINTER, Structure, c_char_p, c_int8, c_int16, c_int32, c_int64, c_size_t, c_uint8, c_uint16, c_uint32,
                    c_uint64, c_void_p)

__all__ = ['library', 'FUNCTIONS', 'STATUSES']
VERSION = 100
VERSION_TEXT = '0.1.0'


class asb_json(Structure):
    """A JSON document, or a value in it."""


class asb_engine(Structure):
    """Hooks, limits, the last error."""


class asb_text(Structure):
    """A text that the library made and the caller owns."""


class asb_calendar(Structure):
    """Days that the host adds to or takes from the calendar."""


class asb_policy(Structure):
    """One landlord's way of working."""


class asb_problems(Structure):
    """Everything wrong with a policy document."""


class asb_record(Structure):
    """One thing that happened or was decided."""


class asb_case(Structure):
    """Records about one problem."""


class asb_decision(Structure):
    """May this record be added, and why not."""


class asb_duties(Structure):
    """What must be done by whom by when."""


class asb_matrix(Structure):
    """A questionnaire of the policy."""


class asb_assessment(Structure):
    """Its answers about one person."""


class asb_plan(Structure):
    """An action plan."""


class asb_proportionality(Structure):
    """A proportionality assessment."""


class asb_store(Structure):
    """Where records are kept."""


class asb_list(Structure):
    """Ids of cases, or changes, in a store."""


class asb_caseload(Structure):
    """All cases, in columns."""


class asb_rows(Structure):
    """The answer to a question about them."""


class asb_commit(Structure):
    """What is to be written."""


class asb_document(Structure):
    """A letter, case file or form in the making."""


class asb_conflicts(Structure):
    """Pending records that another's writing has made impossible."""


asb_hooks_resize = CFUNCTYPE(c_void_p, c_void_p, c_void_p, c_size_t, c_size_t)
asb_hooks_now = CFUNCTYPE(c_int64, c_void_p)
asb_hooks_random = CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t)
asb_hooks_log = CFUNCTYPE(None, c_void_p, c_int32, c_char_p)


class asb_hooks(Structure):
    """Hooks of an engine. All are optional. `self` is handed to each, first."""
    _fields_ = [
        ('struct_size', c_uint32),
        ('reserved', c_uint32),
        ('self', c_void_p),
        ('resize', asb_hooks_resize),
        ('now', asb_hooks_now),
        ('random', asb_hooks_random),
        ('log', asb_hooks_log),
        ('memory_limit', c_uint64),
    ]


class asb_bytes(Structure):
    """Bytes that are lent. Texts are UTF-8, not terminated."""
    _fields_ = [
        ('data', c_void_p),
        ('length', c_size_t),
    ]


class asb_stored_record(Structure):
    """One record, as it is stored: header and body are canonical JSON (docs/file-format.md). An erased body has length 0."""
    _fields_ = [
        ('seq', c_uint32),
        ('reserved', c_uint32),
        ('header', asb_bytes),
        ('body', asb_bytes),
    ]


class asb_case_commit(Structure):
    """What is to be written to one case."""
    _fields_ = [
        ('id', asb_bytes),
        ('expected', c_uint32),
        ('record_count', c_uint32),
        ('records', POINTER(asb_stored_record)),
        ('erased', POINTER(c_uint32)),
        ('erased_count', c_uint32),
        ('reserved', c_uint32),
        ('summary', asb_bytes),
    ]


class asb_policy_document(Structure):
    """A policy document that a case in the commit was pinned to; to be kept for ever, once."""
    _fields_ = [
        ('digest', asb_bytes),
        ('id', asb_bytes),
        ('version', asb_bytes),
        ('document', asb_bytes),
    ]


class asb_commit_data(Structure):
    """Everything that is to be written at once."""
    _fields_ = [
        ('struct_size', c_uint32),
        ('case_count', c_uint32),
        ('cases', POINTER(asb_case_commit)),
        ('policies', POINTER(asb_policy_document)),
        ('policy_count', c_uint32),
        ('reserved', c_uint32),
        ('calendar', asb_bytes),
    ]


asb_record_sink = CFUNCTYPE(c_int32, c_void_p, POINTER(asb_stored_record))
asb_case_sink = CFUNCTYPE(c_int32, c_void_p, asb_bytes, c_uint32, asb_bytes)
asb_bytes_sink = CFUNCTYPE(c_int32, c_void_p, asb_bytes)


asb_store_callbacks_commit = CFUNCTYPE(c_int32, c_void_p, POINTER(asb_commit_data))
asb_store_callbacks_read = CFUNCTYPE(c_int32, c_void_p, asb_bytes, c_uint32, asb_record_sink, c_void_p)
asb_store_callbacks_list = CFUNCTYPE(c_int32, c_void_p, asb_bytes, c_uint32, asb_case_sink, c_void_p)
asb_store_callbacks_changes = CFUNCTYPE(c_int32, c_void_p, asb_bytes, c_uint32, asb_case_sink, c_void_p, asb_bytes_sink, c_void_p)
asb_store_callbacks_policy = CFUNCTYPE(c_int32, c_void_p, asb_bytes, asb_bytes_sink, c_void_p)
asb_store_callbacks_calendar = CFUNCTYPE(c_int32, c_void_p, asb_bytes_sink, c_void_p)
asb_store_callbacks_close = CFUNCTYPE(None, c_void_p)


class asb_store_callbacks(Structure):
    """The table. `self` is handed to each callback, first."""
    _fields_ = [
        ('struct_size', c_uint32),
        ('reserved', c_uint32),
        ('self', c_void_p),
        ('commit', asb_store_callbacks_commit),
        ('read', asb_store_callbacks_read),
        ('list', asb_store_callbacks_list),
        ('changes', asb_store_callbacks_changes),
        ('policy', asb_store_callbacks_policy),
        ('calendar', asb_store_callbacks_calendar),
        ('close', asb_store_callbacks_close),
    ]


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

# name: (result, arguments)
FUNCTIONS: typing.Dict[str, typing.Tuple[typing.Any, typing.Tuple[typing.Any, ...]]] = {
    'asb_calendar_new': (c_int32, (POINTER(POINTER(asb_calendar)), POINTER(asb_engine))),
    'asb_calendar_parse': (c_int32, (POINTER(POINTER(asb_calendar)), POINTER(asb_engine), c_char_p, c_size_t)),
    'asb_calendar_add': (c_int32, (POINTER(asb_calendar), c_char_p, c_char_p, c_char_p)),
    'asb_calendar_remove': (c_int32, (POINTER(asb_calendar), c_char_p, c_char_p, c_char_p)),
    'asb_calendar_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_calendar))),
    'asb_calendar_free': (None, (POINTER(asb_calendar),)),
    'asb_holidays': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_engine), c_int32, c_int32)),
    'asb_due': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_engine), c_char_p, c_char_p, c_size_t, POINTER(asb_policy), POINTER(asb_calendar))),
    'asb_is_working_day': (c_int32, (POINTER(c_int32), POINTER(asb_engine), c_char_p, POINTER(asb_policy), POINTER(asb_calendar))),
    'asb_instant_parse': (c_int32, (POINTER(c_int64), POINTER(asb_engine), c_char_p)),
    'asb_instant_text': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_engine), c_int64, c_int32)),
    'asb_case_new': (c_int32, (POINTER(POINTER(asb_case)), POINTER(asb_engine), POINTER(asb_policy), POINTER(asb_store), c_char_p)),
    'asb_case_open': (c_int32, (POINTER(POINTER(asb_case)), POINTER(asb_store), c_char_p)),
    'asb_case_load': (c_int32, (POINTER(POINTER(asb_case)), POINTER(asb_engine), POINTER(asb_policy), c_char_p, c_size_t)),
    'asb_case_id': (c_char_p, (POINTER(asb_case),)),
    'asb_case_count': (c_uint32, (POINTER(asb_case),)),
    'asb_case_stored': (c_uint32, (POINTER(asb_case),)),
    'asb_case_policy': (c_int32, (POINTER(POINTER(asb_policy)), POINTER(asb_case))),
    'asb_case_add': (c_int32, (POINTER(POINTER(asb_decision)), POINTER(asb_case), POINTER(asb_record))),
    'asb_case_may': (c_int32, (POINTER(POINTER(asb_decision)), POINTER(asb_case), POINTER(asb_record))),
    'asb_case_wrong': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_case), POINTER(asb_record))),
    'asb_case_admit': (c_int32, (POINTER(POINTER(asb_decision)), POINTER(asb_case), POINTER(asb_record), c_int64, c_int32)),
    'asb_case_move': (c_int32, (POINTER(asb_case), POINTER(asb_policy), c_char_p, c_char_p, c_char_p)),
    'asb_case_preview_move': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_case), POINTER(asb_policy))),
    'asb_case_save': (c_int32, (POINTER(asb_case),)),
    'asb_case_save_all': (c_int32, (POINTER(POINTER(asb_case)), c_uint32)),
    'asb_case_reload': (c_int32, (POINTER(POINTER(asb_conflicts)), POINTER(asb_case))),
    'asb_case_conflicted': (c_int32, (POINTER(POINTER(asb_conflicts)), POINTER(asb_case), c_char_p, c_size_t)),
    'asb_case_pending': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_case))),
    'asb_case_saved': (c_int32, (POINTER(asb_case), c_uint32)),
    'asb_conflicts_count': (c_uint32, (POINTER(asb_conflicts),)),
    'asb_conflicts_record': (c_int32, (POINTER(POINTER(asb_record)), POINTER(asb_conflicts), c_uint32)),
    'asb_conflicts_status': (c_int32, (POINTER(asb_conflicts), c_uint32)),
    'asb_conflicts_message': (c_char_p, (POINTER(asb_conflicts), c_uint32)),
    'asb_conflicts_reasons': (c_char_p, (POINTER(asb_conflicts), c_uint32)),
    'asb_conflicts_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_conflicts))),
    'asb_conflicts_free': (None, (POINTER(asb_conflicts),)),
    'asb_case_record': (c_int32, (POINTER(POINTER(asb_record)), POINTER(asb_case), c_uint32)),
    'asb_case_record_written': (c_int32, (POINTER(POINTER(asb_record)), POINTER(asb_case), c_uint32)),
    'asb_case_facts': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_case))),
    'asb_case_state': (c_char_p, (POINTER(asb_case),)),
    'asb_case_stage': (c_char_p, (POINTER(asb_case),)),
    'asb_case_priority': (c_char_p, (POINTER(asb_case),)),
    'asb_case_owner': (c_char_p, (POINTER(asb_case),)),
    'asb_case_owner_role': (c_char_p, (POINTER(asb_case),)),
    'asb_case_hate': (c_int32, (POINTER(asb_case),)),
    'asb_case_band': (c_char_p, (POINTER(asb_case),)),
    'asb_case_score': (c_int32, (POINTER(c_int32), POINTER(asb_case))),
    'asb_case_history': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_case))),
    'asb_case_summary': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_case))),
    'asb_case_export': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_case))),
    'asb_case_head': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_case))),
    'asb_case_import': (c_int32, (POINTER(POINTER(asb_case)), POINTER(asb_store), c_char_p, c_size_t)),
    'asb_case_set_calendar': (c_int32, (POINTER(asb_case), POINTER(asb_calendar))),
    'asb_case_free': (None, (POINTER(asb_case),)),
    'asb_caseload_new': (c_int32, (POINTER(POINTER(asb_caseload)), POINTER(asb_engine))),
    'asb_caseload_follow': (c_int32, (POINTER(asb_caseload), POINTER(asb_store))),
    'asb_caseload_put': (c_int32, (POINTER(asb_caseload), c_char_p, c_uint32, c_char_p, c_size_t)),
    'asb_caseload_count': (c_uint32, (POINTER(asb_caseload),)),
    'asb_caseload_allow': (c_int32, (POINTER(asb_caseload), c_char_p, c_size_t)),
    'asb_caseload_query': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_caseload), c_char_p, c_size_t)),
    'asb_caseload_rows': (c_int32, (POINTER(POINTER(asb_rows)), POINTER(asb_caseload), c_char_p, c_size_t)),
    'asb_rows_count': (c_uint32, (POINTER(asb_rows),)),
    'asb_rows_total': (c_uint64, (POINTER(asb_rows),)),
    'asb_rows_next': (c_char_p, (POINTER(asb_rows),)),
    'asb_rows_column_count': (c_uint32, (POINTER(asb_rows),)),
    'asb_rows_column': (c_char_p, (POINTER(asb_rows), c_uint32)),
    'asb_rows_text': (c_char_p, (POINTER(asb_rows), c_uint32, c_char_p)),
    'asb_rows_number': (c_int32, (POINTER(c_int64), POINTER(asb_rows), c_uint32, c_char_p)),
    'asb_rows_free': (None, (POINTER(asb_rows),)),
    'asb_caseload_free': (None, (POINTER(asb_caseload),)),
    'asb_decision_allowed': (c_int32, (POINTER(asb_decision),)),
    'asb_decision_count': (c_uint32, (POINTER(asb_decision),)),
    'asb_decision_guard': (c_char_p, (POINTER(asb_decision), c_uint32)),
    'asb_decision_effect': (c_int32, (POINTER(asb_decision), c_uint32)),
    'asb_decision_clause': (c_char_p, (POINTER(asb_decision), c_uint32)),
    'asb_decision_message': (c_char_p, (POINTER(asb_decision), c_uint32)),
    'asb_decision_explanation': (c_char_p, (POINTER(asb_decision), c_uint32)),
    'asb_decision_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_decision))),
    'asb_decision_free': (None, (POINTER(asb_decision),)),
    'asb_document_kinds': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_engine))),
    'asb_document_new': (c_int32, (POINTER(POINTER(asb_document)), POINTER(asb_case), c_char_p)),
    'asb_document_set': (c_int32, (POINTER(asb_document), c_char_p, c_char_p)),
    'asb_document_render': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_document), c_int32)),
    'asb_document_check': (c_int32, (POINTER(asb_document), c_char_p, c_size_t)),
    'asb_document_withheld': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_document))),
    'asb_document_record': (c_int32, (POINTER(POINTER(asb_record)), POINTER(asb_document))),
    'asb_document_free': (None, (POINTER(asb_document),)),
    'asb_case_duties': (c_int32, (POINTER(POINTER(asb_duties)), POINTER(asb_case))),
    'asb_duties_count': (c_uint32, (POINTER(asb_duties),)),
    'asb_duties_rule': (c_char_p, (POINTER(asb_duties), c_uint32)),
    'asb_duties_label': (c_char_p, (POINTER(asb_duties), c_uint32)),
    'asb_duties_clause': (c_char_p, (POINTER(asb_duties), c_uint32)),
    'asb_duties_party': (c_char_p, (POINTER(asb_duties), c_uint32)),
    'asb_duties_subject': (c_char_p, (POINTER(asb_duties), c_uint32)),
    'asb_duties_owner': (c_char_p, (POINTER(asb_duties), c_uint32)),
    'asb_duties_owner_count': (c_uint32, (POINTER(asb_duties), c_uint32)),
    'asb_duties_owner_at': (c_char_p, (POINTER(asb_duties), c_uint32, c_uint32)),
    'asb_duties_due': (c_char_p, (POINTER(asb_duties), c_uint32)),
    'asb_duties_due_local': (c_char_p, (POINTER(asb_duties), c_uint32)),
    'asb_duties_act_by': (c_char_p, (POINTER(asb_duties), c_uint32)),
    'asb_duties_opens': (c_char_p, (POINTER(asb_duties), c_uint32)),
    'asb_duties_state': (c_int32, (POINTER(asb_duties), c_uint32)),
    'asb_duties_started_by': (c_uint32, (POINTER(asb_duties), c_uint32)),
    'asb_duties_ended_by': (c_uint32, (POINTER(asb_duties), c_uint32)),
    'asb_duties_started_at': (c_int64, (POINTER(asb_duties), c_uint32)),
    'asb_duties_ended_at': (c_int64, (POINTER(asb_duties), c_uint32)),
    'asb_duties_watch': (c_int32, (POINTER(asb_duties), c_uint32)),
    'asb_duties_explain': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_duties), c_uint32)),
    'asb_duties_proposes': (c_char_p, (POINTER(asb_duties), c_uint32)),
    'asb_duties_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_duties))),
    'asb_duties_free': (None, (POINTER(asb_duties),)),
    'asb_version': (c_uint32, ()),
    'asb_version_text': (c_char_p, ()),
    'asb_feature': (c_char_p, (c_uint32,)),
    'asb_constant_name': (c_char_p, (c_uint32,)),
    'asb_constant_value': (c_int64, (c_uint32,)),
    'asb_engine_new': (c_int32, (POINTER(POINTER(asb_engine)), POINTER(asb_hooks))),
    'asb_engine_free': (None, (POINTER(asb_engine),)),
    'asb_engine_now': (c_int32, (POINTER(c_int64), POINTER(asb_engine))),
    'asb_engine_memory': (c_uint64, (POINTER(asb_engine),)),
    'asb_engine_memory_peak': (c_uint64, (POINTER(asb_engine),)),
    'asb_limit_name': (c_char_p, (c_uint32,)),
    'asb_engine_limit': (c_int32, (POINTER(c_uint64), POINTER(asb_engine), c_char_p)),
    'asb_engine_set_limit': (c_int32, (POINTER(asb_engine), c_char_p, c_uint64)),
    'asb_engine_set_calendar': (c_int32, (POINTER(asb_engine), POINTER(asb_calendar))),
    'asb_error_status': (c_int32, (POINTER(asb_engine),)),
    'asb_error_code': (c_char_p, (POINTER(asb_engine),)),
    'asb_error_message': (c_char_p, (POINTER(asb_engine),)),
    'asb_error_arguments': (c_char_p, (POINTER(asb_engine),)),
    'asb_error_field': (c_char_p, (POINTER(asb_engine),)),
    'asb_error_pointer': (c_char_p, (POINTER(asb_engine),)),
    'asb_error_line': (c_uint32, (POINTER(asb_engine),)),
    'asb_error_column': (c_uint32, (POINTER(asb_engine),)),
    'asb_status_text': (c_char_p, (c_int32,)),
    'asb_message_code': (c_char_p, (c_uint32,)),
    'asb_message_template': (c_char_p, (c_uint32,)),
    'asb_text_data': (c_void_p, (POINTER(asb_text),)),
    'asb_text_length': (c_size_t, (POINTER(asb_text),)),
    'asb_text_free': (None, (POINTER(asb_text),)),
    'asb_json_parse': (c_int32, (POINTER(POINTER(asb_json)), POINTER(asb_engine), c_char_p, c_size_t)),
    'asb_json_canonical': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_engine), c_char_p, c_size_t)),
    'asb_json_type': (c_int32, (POINTER(asb_json),)),
    'asb_json_count': (c_uint32, (POINTER(asb_json),)),
    'asb_json_get': (POINTER(asb_json), (POINTER(asb_json), c_char_p)),
    'asb_json_at': (POINTER(asb_json), (POINTER(asb_json), c_uint32)),
    'asb_json_next': (POINTER(asb_json), (POINTER(asb_json),)),
    'asb_json_text': (c_void_p, (POINTER(asb_json), POINTER(c_size_t))),
    'asb_json_integer': (c_int32, (POINTER(c_int64), POINTER(asb_json))),
    'asb_json_key': (c_void_p, (POINTER(asb_json), POINTER(c_size_t))),
    'asb_json_line': (c_uint32, (POINTER(asb_json),)),
    'asb_json_column': (c_uint32, (POINTER(asb_json),)),
    'asb_json_write': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_json))),
    'asb_json_free': (None, (POINTER(asb_json),)),
    'asb_matrix_open': (c_int32, (POINTER(POINTER(asb_matrix)), POINTER(asb_policy), c_char_p)),
    'asb_matrix_id': (c_char_p, (POINTER(asb_matrix),)),
    'asb_matrix_title': (c_char_p, (POINTER(asb_matrix),)),
    'asb_matrix_clause': (c_char_p, (POINTER(asb_matrix),)),
    'asb_matrix_provenance': (c_char_p, (POINTER(asb_matrix),)),
    'asb_matrix_least': (c_int32, (POINTER(asb_matrix),)),
    'asb_matrix_greatest': (c_int32, (POINTER(asb_matrix),)),
    'asb_matrix_question_count': (c_uint32, (POINTER(asb_matrix),)),
    'asb_matrix_question_id': (c_char_p, (POINTER(asb_matrix), c_uint32)),
    'asb_matrix_question_text': (c_char_p, (POINTER(asb_matrix), c_uint32)),
    'asb_matrix_question_section': (c_char_p, (POINTER(asb_matrix), c_uint32)),
    'asb_matrix_question_section_title': (c_char_p, (POINTER(asb_matrix), c_uint32)),
    'asb_matrix_question_many': (c_int32, (POINTER(asb_matrix), c_uint32)),
    'asb_matrix_question_detail': (c_int32, (POINTER(asb_matrix), c_uint32)),
    'asb_matrix_option_count': (c_uint32, (POINTER(asb_matrix), c_uint32)),
    'asb_matrix_option_id': (c_char_p, (POINTER(asb_matrix), c_uint32, c_uint32)),
    'asb_matrix_option_label': (c_char_p, (POINTER(asb_matrix), c_uint32, c_uint32)),
    'asb_matrix_option_weight': (c_int32, (POINTER(asb_matrix), c_uint32, c_uint32)),
    'asb_matrix_option_exclusive': (c_int32, (POINTER(asb_matrix), c_uint32, c_uint32)),
    'asb_matrix_band_count': (c_uint32, (POINTER(asb_matrix),)),
    'asb_matrix_band_id': (c_char_p, (POINTER(asb_matrix), c_uint32)),
    'asb_matrix_band_label': (c_char_p, (POINTER(asb_matrix), c_uint32)),
    'asb_matrix_band_from': (c_int32, (POINTER(asb_matrix), c_uint32)),
    'asb_matrix_contested_count': (c_uint32, (POINTER(asb_matrix),)),
    'asb_matrix_contested_from': (c_int32, (POINTER(asb_matrix), c_uint32)),
    'asb_matrix_contested_to': (c_int32, (POINTER(asb_matrix), c_uint32)),
    'asb_matrix_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_matrix))),
    'asb_matrix_free': (None, (POINTER(asb_matrix),)),
    'asb_assessment_new': (c_int32, (POINTER(POINTER(asb_assessment)), POINTER(asb_matrix), c_char_p)),
    'asb_case_assessment': (c_int32, (POINTER(POINTER(asb_assessment)), POINTER(asb_case), c_char_p)),
    'asb_assessment_answer': (c_int32, (POINTER(asb_assessment), c_char_p, c_char_p)),
    'asb_assessment_unanswer': (c_int32, (POINTER(asb_assessment), c_char_p, c_char_p)),
    'asb_assessment_answer_none': (c_int32, (POINTER(asb_assessment), c_char_p)),
    'asb_assessment_decline': (c_int32, (POINTER(asb_assessment), c_char_p)),
    'asb_assessment_clear': (c_int32, (POINTER(asb_assessment), c_char_p)),
    'asb_assessment_detail': (c_int32, (POINTER(asb_assessment), c_char_p, c_char_p)),
    'asb_assessment_override': (c_int32, (POINTER(asb_assessment), c_char_p, c_char_p)),
    'asb_assessment_state': (c_int32, (POINTER(asb_assessment), c_char_p)),
    'asb_assessment_chosen': (c_int32, (POINTER(asb_assessment), c_char_p, c_char_p)),
    'asb_assessment_get_detail': (c_char_p, (POINTER(asb_assessment), c_char_p)),
    'asb_assessment_missing_count': (c_uint32, (POINTER(asb_assessment),)),
    'asb_assessment_missing': (c_char_p, (POINTER(asb_assessment), c_uint32)),
    'asb_assessment_score': (c_int32, (POINTER(asb_assessment),)),
    'asb_assessment_band': (c_char_p, (POINTER(asb_assessment),)),
    'asb_assessment_scored_band': (c_char_p, (POINTER(asb_assessment),)),
    'asb_assessment_contested': (c_int32, (POINTER(asb_assessment),)),
    'asb_assessment_partial': (c_int32, (POINTER(asb_assessment),)),
    'asb_assessment_override_band': (c_char_p, (POINTER(asb_assessment),)),
    'asb_assessment_override_reason': (c_char_p, (POINTER(asb_assessment),)),
    'asb_assessment_party': (c_char_p, (POINTER(asb_assessment),)),
    'asb_assessment_seq': (c_uint32, (POINTER(asb_assessment),)),
    'asb_assessment_matrix': (c_int32, (POINTER(POINTER(asb_matrix)), POINTER(asb_assessment))),
    'asb_assessment_to_record': (c_int32, (POINTER(POINTER(asb_record)), POINTER(asb_assessment))),
    'asb_assessment_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_assessment))),
    'asb_assessment_free': (None, (POINTER(asb_assessment),)),
    'asb_plan_catalogue_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_policy))),
    'asb_plan_new': (c_int32, (POINTER(POINTER(asb_plan)), POINTER(asb_policy), c_char_p)),
    'asb_case_plan': (c_int32, (POINTER(POINTER(asb_plan)), POINTER(asb_case), c_char_p)),
    'asb_plan_add': (c_int32, (POINTER(asb_plan), c_char_p, c_char_p, c_char_p)),
    'asb_plan_remove': (c_int32, (POINTER(asb_plan), c_char_p)),
    'asb_plan_set_detail': (c_int32, (POINTER(asb_plan), c_char_p, c_char_p)),
    'asb_plan_set_due': (c_int32, (POINTER(asb_plan), c_char_p, c_char_p)),
    'asb_plan_set_every': (c_int32, (POINTER(asb_plan), c_char_p, c_char_p, c_size_t)),
    'asb_plan_set_param': (c_int32, (POINTER(asb_plan), c_char_p, c_char_p, c_char_p, c_size_t)),
    'asb_plan_set_agreed': (c_int32, (POINTER(asb_plan), c_int32)),
    'asb_plan_set_sent': (c_int32, (POINTER(asb_plan), c_int32)),
    'asb_plan_set_method': (c_int32, (POINTER(asb_plan), c_char_p)),
    'asb_plan_party': (c_char_p, (POINTER(asb_plan),)),
    'asb_plan_agreed': (c_int32, (POINTER(asb_plan),)),
    'asb_plan_sent': (c_int32, (POINTER(asb_plan),)),
    'asb_plan_method': (c_char_p, (POINTER(asb_plan),)),
    'asb_plan_seq': (c_uint32, (POINTER(asb_plan),)),
    'asb_plan_count': (c_uint32, (POINTER(asb_plan),)),
    'asb_plan_id': (c_char_p, (POINTER(asb_plan), c_uint32)),
    'asb_plan_by': (c_char_p, (POINTER(asb_plan), c_uint32)),
    'asb_plan_action': (c_char_p, (POINTER(asb_plan), c_uint32)),
    'asb_plan_clause': (c_char_p, (POINTER(asb_plan), c_uint32)),
    'asb_plan_detail': (c_char_p, (POINTER(asb_plan), c_uint32)),
    'asb_plan_due': (c_char_p, (POINTER(asb_plan), c_uint32)),
    'asb_plan_standing': (c_int32, (POINTER(asb_plan), c_uint32)),
    'asb_plan_status': (c_char_p, (POINTER(asb_plan), c_uint32)),
    'asb_plan_next_due': (c_char_p, (POINTER(asb_plan), c_uint32)),
    'asb_plan_overdue': (c_int32, (POINTER(asb_plan), c_uint32)),
    'asb_plan_text': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_plan), c_uint32)),
    'asb_plan_count_done': (c_uint32, (POINTER(asb_plan),)),
    'asb_plan_count_cancelled': (c_uint32, (POINTER(asb_plan),)),
    'asb_plan_count_standing': (c_uint32, (POINTER(asb_plan),)),
    'asb_plan_count_open': (c_uint32, (POINTER(asb_plan),)),
    'asb_plan_complete': (c_int32, (POINTER(asb_plan),)),
    'asb_plan_to_record': (c_int32, (POINTER(POINTER(asb_record)), POINTER(asb_plan))),
    'asb_plan_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_plan))),
    'asb_plan_free': (None, (POINTER(asb_plan),)),
    'asb_policy_builtin_count': (c_uint32, ()),
    'asb_policy_builtin_id': (c_char_p, (c_uint32,)),
    'asb_policy_builtin_document': (c_void_p, (c_uint32, POINTER(c_size_t))),
    'asb_policy_builtin': (c_int32, (POINTER(POINTER(asb_policy)), POINTER(asb_engine), c_char_p)),
    'asb_policy_parse': (c_int32, (POINTER(POINTER(asb_policy)), POINTER(asb_engine), c_char_p, c_size_t)),
    'asb_policy_check': (c_int32, (POINTER(POINTER(asb_problems)), POINTER(asb_engine), c_char_p, c_size_t)),
    'asb_policy_register': (c_int32, (POINTER(asb_engine), c_char_p, c_size_t)),
    'asb_problems_count': (c_uint32, (POINTER(asb_problems),)),
    'asb_problems_message': (c_char_p, (POINTER(asb_problems), c_uint32)),
    'asb_problems_code': (c_char_p, (POINTER(asb_problems), c_uint32)),
    'asb_problems_arguments': (c_char_p, (POINTER(asb_problems), c_uint32)),
    'asb_problems_pointer': (c_char_p, (POINTER(asb_problems), c_uint32)),
    'asb_problems_line': (c_uint32, (POINTER(asb_problems), c_uint32)),
    'asb_problems_column': (c_uint32, (POINTER(asb_problems), c_uint32)),
    'asb_problems_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_problems))),
    'asb_problems_free': (None, (POINTER(asb_problems),)),
    'asb_policy_id': (c_char_p, (POINTER(asb_policy),)),
    'asb_policy_version': (c_char_p, (POINTER(asb_policy),)),
    'asb_policy_title': (c_char_p, (POINTER(asb_policy),)),
    'asb_policy_digest': (c_char_p, (POINTER(asb_policy),)),
    'asb_policy_json': (c_void_p, (POINTER(asb_policy), POINTER(c_size_t))),
    'asb_policy_explain': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_policy), c_char_p)),
    'asb_policy_page': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_policy))),
    'asb_policy_free': (None, (POINTER(asb_policy),)),
    'asb_proportionality_new': (c_int32, (POINTER(POINTER(asb_proportionality)), POINTER(asb_policy), c_char_p, c_char_p)),
    'asb_case_proportionality': (c_int32, (POINTER(POINTER(asb_proportionality)), POINTER(asb_case), c_char_p, c_char_p)),
    'asb_proportionality_set_text': (c_int32, (POINTER(asb_proportionality), c_char_p, c_char_p)),
    'asb_proportionality_set_flag': (c_int32, (POINTER(asb_proportionality), c_char_p, c_int32)),
    'asb_proportionality_set_json': (c_int32, (POINTER(asb_proportionality), c_char_p, c_char_p, c_size_t)),
    'asb_proportionality_add_text': (c_int32, (POINTER(asb_proportionality), c_char_p, c_char_p)),
    'asb_proportionality_add_alternative': (c_int32, (POINTER(asb_proportionality), c_char_p, c_char_p, c_char_p)),
    'asb_proportionality_unset': (c_int32, (POINTER(asb_proportionality), c_char_p)),
    'asb_proportionality_get_text': (c_char_p, (POINTER(asb_proportionality), c_char_p)),
    'asb_proportionality_get_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_proportionality), c_char_p)),
    'asb_proportionality_party': (c_char_p, (POINTER(asb_proportionality),)),
    'asb_proportionality_remedy': (c_char_p, (POINTER(asb_proportionality),)),
    'asb_proportionality_missing_count': (c_uint32, (POINTER(asb_proportionality),)),
    'asb_proportionality_missing': (c_char_p, (POINTER(asb_proportionality), c_uint32)),
    'asb_proportionality_missing_label': (c_char_p, (POINTER(asb_proportionality), c_uint32)),
    'asb_proportionality_complete': (c_int32, (POINTER(asb_proportionality),)),
    'asb_proportionality_seq': (c_uint32, (POINTER(asb_proportionality),)),
    'asb_proportionality_approved': (c_int32, (POINTER(asb_proportionality),)),
    'asb_proportionality_approved_by': (c_char_p, (POINTER(asb_proportionality),)),
    'asb_proportionality_approved_role': (c_char_p, (POINTER(asb_proportionality),)),
    'asb_proportionality_approval': (c_uint32, (POINTER(asb_proportionality),)),
    'asb_proportionality_stale': (c_int32, (POINTER(asb_proportionality),)),
    'asb_proportionality_stale_record': (c_uint32, (POINTER(asb_proportionality),)),
    'asb_proportionality_review_by': (c_char_p, (POINTER(asb_proportionality),)),
    'asb_proportionality_current': (c_int32, (POINTER(asb_proportionality),)),
    'asb_proportionality_why': (c_char_p, (POINTER(asb_proportionality),)),
    'asb_proportionality_why_code': (c_char_p, (POINTER(asb_proportionality),)),
    'asb_proportionality_why_arguments': (c_char_p, (POINTER(asb_proportionality),)),
    'asb_proportionality_to_record': (c_int32, (POINTER(POINTER(asb_record)), POINTER(asb_proportionality))),
    'asb_proportionality_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_proportionality))),
    'asb_proportionality_free': (None, (POINTER(asb_proportionality),)),
    'asb_record_new': (c_int32, (POINTER(POINTER(asb_record)), POINTER(asb_engine), c_char_p)),
    'asb_record_parse': (c_int32, (POINTER(POINTER(asb_record)), POINTER(asb_engine), c_char_p, c_size_t)),
    'asb_record_set_actor': (c_int32, (POINTER(asb_record), c_char_p, c_char_p)),
    'asb_record_set_at': (c_int32, (POINTER(asb_record), c_char_p)),
    'asb_record_set_text': (c_int32, (POINTER(asb_record), c_char_p, c_char_p)),
    'asb_record_set_flag': (c_int32, (POINTER(asb_record), c_char_p, c_int32)),
    'asb_record_set_number': (c_int32, (POINTER(asb_record), c_char_p, c_int64)),
    'asb_record_set_json': (c_int32, (POINTER(asb_record), c_char_p, c_char_p, c_size_t)),
    'asb_record_add_text': (c_int32, (POINTER(asb_record), c_char_p, c_char_p)),
    'asb_record_unset': (c_int32, (POINTER(asb_record), c_char_p)),
    'asb_record_get_text': (c_int32, (POINTER(c_void_p), POINTER(c_size_t), POINTER(asb_record), c_char_p)),
    'asb_record_count': (c_uint32, (POINTER(asb_record), c_char_p)),
    'asb_record_get_text_at': (c_int32, (POINTER(c_void_p), POINTER(c_size_t), POINTER(asb_record), c_char_p, c_uint32)),
    'asb_record_get_flag': (c_int32, (POINTER(c_int32), POINTER(asb_record), c_char_p)),
    'asb_record_get_number': (c_int32, (POINTER(c_int64), POINTER(asb_record), c_char_p)),
    'asb_record_get_json': (c_int32, (POINTER(c_void_p), POINTER(c_size_t), POINTER(asb_record), c_char_p)),
    'asb_record_field_count': (c_uint32, (POINTER(asb_record),)),
    'asb_record_field_name': (c_char_p, (POINTER(asb_record), c_uint32)),
    'asb_record_kind': (c_char_p, (POINTER(asb_record),)),
    'asb_record_seq': (c_uint32, (POINTER(asb_record),)),
    'asb_record_at': (c_int64, (POINTER(asb_record),)),
    'asb_record_recorded': (c_int64, (POINTER(asb_record),)),
    'asb_record_by': (c_char_p, (POINTER(asb_record),)),
    'asb_record_role': (c_char_p, (POINTER(asb_record),)),
    'asb_record_erased': (c_int32, (POINTER(asb_record),)),
    'asb_record_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_record))),
    'asb_record_free': (None, (POINTER(asb_record),)),
    'asb_vocabulary_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_engine), POINTER(asb_policy))),
    'asb_store_memory': (c_int32, (POINTER(POINTER(asb_store)), POINTER(asb_engine))),
    'asb_store_journal': (c_int32, (POINTER(POINTER(asb_store)), POINTER(asb_engine), c_char_p)),
    'asb_store_list': (c_int32, (POINTER(POINTER(asb_list)), POINTER(asb_store), c_char_p, c_uint32)),
    'asb_store_changes': (c_int32, (POINTER(POINTER(asb_list)), POINTER(asb_store), c_char_p, c_uint32)),
    'asb_store_verify': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_store), c_char_p)),
    'asb_store_compact': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_store))),
    'asb_store_backup': (c_int32, (POINTER(asb_store), c_char_p)),
    'asb_store_head': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_store))),
    'asb_store_heads': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_store))),
    'asb_store_verify_head': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_store), c_char_p, c_size_t)),
    'asb_store_export': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_store))),
    'asb_store_import': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_store), c_char_p, c_size_t)),
    'asb_store_copy': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_store), POINTER(asb_store))),
    'asb_store_set_calendar': (c_int32, (POINTER(asb_store), POINTER(asb_calendar))),
    'asb_store_calendar': (c_int32, (POINTER(POINTER(asb_calendar)), POINTER(asb_store))),
    'asb_list_count': (c_uint32, (POINTER(asb_list),)),
    'asb_list_id': (c_char_p, (POINTER(asb_list), c_uint32)),
    'asb_list_version': (c_uint32, (POINTER(asb_list), c_uint32)),
    'asb_list_summary': (c_char_p, (POINTER(asb_list), c_uint32)),
    'asb_list_token': (c_char_p, (POINTER(asb_list),)),
    'asb_list_json': (c_int32, (POINTER(POINTER(asb_text)), POINTER(asb_list))),
    'asb_list_free': (None, (POINTER(asb_list),)),
    'asb_store_free': (None, (POINTER(asb_store),)),
    'asb_store_custom': (c_int32, (POINTER(POINTER(asb_store)), POINTER(asb_engine), POINTER(asb_store_callbacks))),
    'asb_store_export_to': (c_int32, (POINTER(asb_store), asb_bytes_sink, c_void_p)),
}

# The functions whose result is a status, and the statuses that they document.
STATUSES: typing.Dict[str, typing.Tuple[int, ...]] = {
    'asb_calendar_new': (ASB_OK, ASB_ENOMEM,),
    'asb_calendar_parse': (ASB_OK, ASB_EJSON, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_calendar_add': (ASB_OK, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_calendar_remove': (ASB_OK, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_calendar_json': (ASB_OK, ASB_ENOMEM,),
    'asb_holidays': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_due': (ASB_OK, ASB_EINVALID, ASB_EJSON, ASB_ENOMEM,),
    'asb_is_working_day': (ASB_OK, ASB_EINVALID,),
    'asb_instant_parse': (ASB_OK, ASB_EINVALID,),
    'asb_instant_text': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_case_new': (ASB_OK, ASB_EEXISTS, ASB_EINVALID, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_case_open': (ASB_OK, ASB_ABSENT, ASB_ECORRUPT, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_case_load': (ASB_OK, ASB_EJSON, ASB_EINVALID, ASB_ECORRUPT, ASB_ENOMEM,),
    'asb_case_policy': (ASB_OK, ASB_ENOMEM,),
    'asb_case_add': (ASB_OK, ASB_REFUSED, ASB_EINVALID, ASB_EUSER, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_case_may': (ASB_OK, ASB_REFUSED, ASB_EINVALID, ASB_EUSER, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_case_wrong': (ASB_OK, ASB_ENOMEM,),
    'asb_case_admit': (ASB_OK, ASB_EINVALID, ASB_EUSER, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_case_move': (ASB_OK, ASB_ESTATE, ASB_EINVALID, ASB_ENOMEM,),
    'asb_case_preview_move': (ASB_OK, ASB_ESTATE, ASB_ENOMEM,),
    'asb_case_save': (ASB_OK, ASB_CONFLICT, ASB_ESTATE, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_case_save_all': (ASB_OK, ASB_CONFLICT, ASB_ESTATE, ASB_EIO, ASB_EUSER, ASB_ENOMEM, ASB_EARGUMENT,),
    'asb_case_reload': (ASB_OK, ASB_ESTATE, ASB_ECORRUPT, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_case_conflicted': (ASB_OK, ASB_ESTATE, ASB_ECORRUPT, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_case_pending': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_case_saved': (ASB_OK, ASB_EARGUMENT,),
    'asb_conflicts_record': (ASB_OK, ASB_ABSENT,),
    'asb_conflicts_json': (ASB_OK, ASB_ENOMEM,),
    'asb_case_record': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_case_record_written': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_case_facts': (ASB_OK, ASB_ENOMEM,),
    'asb_case_score': (ASB_OK, ASB_ABSENT,),
    'asb_case_history': (ASB_OK, ASB_ENOMEM,),
    'asb_case_summary': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_case_export': (ASB_OK, ASB_ENOMEM,),
    'asb_case_head': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_case_import': (ASB_OK, ASB_EEXISTS, ASB_EJSON, ASB_EINVALID, ASB_ECORRUPT, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_case_set_calendar': (ASB_OK, ASB_ENOMEM,),
    'asb_caseload_new': (ASB_OK, ASB_ENOMEM,),
    'asb_caseload_follow': (ASB_OK, ASB_ESTATE, ASB_ECORRUPT, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_caseload_put': (ASB_OK, ASB_EJSON, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_caseload_allow': (ASB_OK, ASB_EJSON, ASB_EINVALID, ASB_ENOMEM,),
    'asb_caseload_query': (ASB_OK, ASB_EJSON, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_caseload_rows': (ASB_OK, ASB_EJSON, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_rows_number': (ASB_OK, ASB_ABSENT,),
    'asb_decision_json': (ASB_OK, ASB_ENOMEM,),
    'asb_document_kinds': (ASB_OK, ASB_ENOMEM,),
    'asb_document_new': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_document_set': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_document_render': (ASB_OK, ASB_EINVALID, ASB_EDISCLOSURE, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_document_check': (ASB_OK, ASB_EDISCLOSURE, ASB_EINVALID, ASB_ENOMEM,),
    'asb_document_withheld': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_document_record': (ASB_OK, ASB_ESTATE, ASB_ENOMEM,),
    'asb_case_duties': (ASB_OK, ASB_ENOMEM,),
    'asb_duties_explain': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_duties_json': (ASB_OK, ASB_ENOMEM,),
    'asb_engine_new': (ASB_OK, ASB_ENOMEM, ASB_EVERSION, ASB_EARGUMENT,),
    'asb_engine_now': (ASB_OK, ASB_EUSER,),
    'asb_engine_limit': (ASB_OK, ASB_ABSENT,),
    'asb_engine_set_limit': (ASB_OK, ASB_EARGUMENT,),
    'asb_engine_set_calendar': (ASB_OK, ASB_ENOMEM,),
    'asb_error_status': (ASB_OK,),
    'asb_json_parse': (ASB_OK, ASB_EJSON, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_json_canonical': (ASB_OK, ASB_EJSON, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_json_integer': (ASB_OK, ASB_ABSENT, ASB_EARGUMENT,),
    'asb_json_write': (ASB_OK, ASB_EARGUMENT, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_matrix_open': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_matrix_json': (ASB_OK, ASB_ENOMEM,),
    'asb_assessment_new': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_case_assessment': (ASB_OK, ASB_ABSENT, ASB_ESTATE, ASB_ENOMEM,),
    'asb_assessment_answer': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_assessment_unanswer': (ASB_OK, ASB_ABSENT, ASB_EINVALID,),
    'asb_assessment_answer_none': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_assessment_decline': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_assessment_clear': (ASB_OK, ASB_ABSENT, ASB_EINVALID,),
    'asb_assessment_detail': (ASB_OK, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_assessment_override': (ASB_OK, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_assessment_matrix': (ASB_OK, ASB_ENOMEM,),
    'asb_assessment_to_record': (ASB_OK, ASB_ESTATE, ASB_ENOMEM,),
    'asb_assessment_json': (ASB_OK, ASB_ENOMEM,),
    'asb_plan_catalogue_json': (ASB_OK, ASB_ENOMEM,),
    'asb_plan_new': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_case_plan': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_plan_add': (ASB_OK, ASB_EEXISTS, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_plan_remove': (ASB_OK, ASB_ABSENT,),
    'asb_plan_set_detail': (ASB_OK, ASB_ABSENT, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_plan_set_due': (ASB_OK, ASB_ABSENT, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_plan_set_every': (ASB_OK, ASB_ABSENT, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM, ASB_EJSON,),
    'asb_plan_set_param': (ASB_OK, ASB_ABSENT, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM, ASB_EJSON,),
    'asb_plan_set_agreed': (ASB_OK, ASB_ENOMEM,),
    'asb_plan_set_sent': (ASB_OK, ASB_ENOMEM,),
    'asb_plan_set_method': (ASB_OK, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_plan_text': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_plan_to_record': (ASB_OK, ASB_ESTATE, ASB_ENOMEM,),
    'asb_plan_json': (ASB_OK, ASB_ENOMEM,),
    'asb_policy_builtin': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_policy_parse': (ASB_OK, ASB_EJSON, ASB_EPOLICY, ASB_ENOMEM,),
    'asb_policy_check': (ASB_OK, ASB_ENOMEM, ASB_ELIMIT,),
    'asb_policy_register': (ASB_OK, ASB_EJSON, ASB_EPOLICY, ASB_ENOMEM,),
    'asb_problems_json': (ASB_OK, ASB_ENOMEM,),
    'asb_policy_explain': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_policy_page': (ASB_OK, ASB_ENOMEM,),
    'asb_proportionality_new': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_case_proportionality': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_proportionality_set_text': (ASB_OK, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_proportionality_set_flag': (ASB_OK, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_proportionality_set_json': (ASB_OK, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM, ASB_EJSON,),
    'asb_proportionality_add_text': (ASB_OK, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_proportionality_add_alternative': (ASB_OK, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_proportionality_unset': (ASB_OK, ASB_ABSENT, ASB_EINVALID,),
    'asb_proportionality_get_json': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_proportionality_to_record': (ASB_OK, ASB_ENOMEM,),
    'asb_proportionality_json': (ASB_OK, ASB_ENOMEM,),
    'asb_record_new': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_record_parse': (ASB_OK, ASB_EJSON, ASB_EINVALID, ASB_ELIMIT, ASB_ENOMEM,),
    'asb_record_set_actor': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_record_set_at': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_record_set_text': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_record_set_flag': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_record_set_number': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_record_set_json': (ASB_OK, ASB_EINVALID, ASB_ENOMEM, ASB_EJSON,),
    'asb_record_add_text': (ASB_OK, ASB_EINVALID, ASB_ENOMEM,),
    'asb_record_unset': (ASB_OK, ASB_ABSENT,),
    'asb_record_get_text': (ASB_OK, ASB_ABSENT,),
    'asb_record_get_text_at': (ASB_OK, ASB_ABSENT,),
    'asb_record_get_flag': (ASB_OK, ASB_ABSENT,),
    'asb_record_get_number': (ASB_OK, ASB_ABSENT,),
    'asb_record_get_json': (ASB_OK, ASB_ABSENT, ASB_ENOMEM,),
    'asb_record_json': (ASB_OK, ASB_ENOMEM,),
    'asb_vocabulary_json': (ASB_OK, ASB_ENOMEM,),
    'asb_store_memory': (ASB_OK, ASB_ENOMEM,),
    'asb_store_journal': (ASB_OK, ASB_EIO, ASB_ECORRUPT, ASB_EVERSION, ASB_ENOMEM,),
    'asb_store_list': (ASB_OK, ASB_EIO, ASB_ECORRUPT, ASB_EUSER, ASB_ENOMEM,),
    'asb_store_changes': (ASB_OK, ASB_ESTATE, ASB_EINVALID, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_store_verify': (ASB_OK, ASB_ECORRUPT, ASB_ABSENT, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_store_compact': (ASB_OK, ASB_ESTATE, ASB_ECORRUPT, ASB_EIO, ASB_ENOMEM,),
    'asb_store_backup': (ASB_OK, ASB_ESTATE, ASB_EEXISTS, ASB_EIO, ASB_ENOMEM,),
    'asb_store_head': (ASB_OK, ASB_EIO, ASB_ECORRUPT, ASB_EUSER, ASB_ENOMEM,),
    'asb_store_heads': (ASB_OK, ASB_EIO, ASB_ECORRUPT, ASB_EUSER, ASB_ENOMEM,),
    'asb_store_verify_head': (ASB_OK, ASB_ECORRUPT, ASB_ESTATE, ASB_EJSON, ASB_EINVALID, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_store_export': (ASB_OK, ASB_ECORRUPT, ASB_ELIMIT, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_store_import': (ASB_OK, ASB_CONFLICT, ASB_ECORRUPT, ASB_EIO, ASB_EUSER, ASB_ENOMEM, ASB_EJSON, ASB_EINVALID, ASB_EVERSION,),
    'asb_store_copy': (ASB_OK, ASB_CONFLICT, ASB_ECORRUPT, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_store_set_calendar': (ASB_OK, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_store_calendar': (ASB_OK, ASB_ABSENT, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
    'asb_list_json': (ASB_OK, ASB_ENOMEM,),
    'asb_store_custom': (ASB_OK, ASB_EARGUMENT, ASB_EVERSION, ASB_ENOMEM,),
    'asb_store_export_to': (ASB_OK, ASB_ECORRUPT, ASB_EIO, ASB_EUSER, ASB_ENOMEM,),
}

_lock = threading.Lock()
_library: typing.Optional[ctypes.CDLL] = None


def candidates() -> typing.List[str]:
    """Names to try, in order."""
    override = os.environ.get('ASB_LIBRARY')
    if override:
        return [override]
    major = VERSION // 10000
    if sys.platform == 'win32':
        names = ['asb.dll', 'libasb.dll']
    elif sys.platform == 'darwin':
        names = ['libasb.%d.dylib' % major, 'libasb.dylib']
    else:
        names = ['libasb.so.%d' % major, 'libasb.so']
    here = os.path.dirname(os.path.abspath(__file__))
    beside = [path for path in (os.path.join(here, name) for name in names) if os.path.exists(path)]
    found = ctypes.util.find_library('asb')
    return beside + names + ([found] if found else [])


def _open() -> typing.Tuple[ctypes.CDLL, str]:
    tried = []
    for name in candidates():
        try:
            return ctypes.CDLL(name), name
        except OSError as why:
            tried.append('%s: %s' % (name, why))
    raise ImportError('libasb was not found; set ASB_LIBRARY to its path. Tried:\n  ' + '\n  '.join(tried))


def _check_version(lib: ctypes.CDLL, name: str) -> None:
    """The same major version, and none older than these prototypes; before 1.0 the minor version counts as a major one."""
    lib.asb_version.restype, lib.asb_version.argtypes = c_uint32, []
    running = lib.asb_version()
    breaking = 10000 if VERSION >= 10000 else 100
    if running // breaking != VERSION // breaking or running < VERSION:
        raise ImportError('%s is version %d.%d.%d of libasb; these prototypes are for %s'
                          % (name, running // 10000, running // 100 % 100, running % 100, VERSION_TEXT))


def bind(lib: ctypes.CDLL, name: str = 'the library') -> ctypes.CDLL:
    """Gives every function of a loaded library its prototype; ImportError where it is another version, or lacks one."""
    if not hasattr(lib, 'asb_version'):
        raise ImportError('%s is not libasb' % name)
    _check_version(lib, name)
    for function, (restype, argtypes) in FUNCTIONS.items():
        try:
            f = getattr(lib, function)
        except AttributeError:
            raise ImportError('%s has no %s' % (name, function)) from None
        f.restype, f.argtypes = restype, list(argtypes)
    return lib


def library() -> ctypes.CDLL:
    """The library, with prototypes; loaded by the first call."""
    global _library
    with _lock:
        if _library is None:
            _library = bind(*_open())
        return _library

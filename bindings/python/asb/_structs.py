"""Handles, structs and callback types of libasb 0.1.0 for ctypes, and the statuses of its functions. Made from bindings/abi.json by
bindings/generate.py; not to be edited. _raw.py imports this when one of them is first asked for, and has them as its own.
"""
from ctypes import (CFUNCTYPE, POINTER, Structure, c_char_p, c_int8, c_int16, c_int32, c_int64, c_size_t, c_uint8, c_uint16, c_uint32,
                    c_uint64, c_void_p)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, Tuple


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


class asb_rehearsal(Structure):
    """The same cases under another policy."""


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
asb_hooks_progress = CFUNCTYPE(c_int32, c_void_p, c_char_p, c_uint64, c_uint64)


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
        ('progress', asb_hooks_progress),
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


# The functions whose result is a status, and the statuses that they document.
STATUSES: 'Dict[str, Tuple[int, ...]]' = {
    'asb_calendar_new': (0, -1,),
    'asb_calendar_parse': (0, -4, -3, -10, -1,),
    'asb_calendar_add': (0, -3, -10, -1,),
    'asb_calendar_remove': (0, -3, -10, -1,),
    'asb_calendar_json': (0, -1,),
    'asb_holidays': (0, -3, -1,),
    'asb_due': (0, -3, -4, -1,),
    'asb_is_working_day': (0, -3,),
    'asb_instant_parse': (0, -3,),
    'asb_instant_text': (0, -3, -1,),
    'asb_case_new': (0, -6, -3, -7, -11, -1,),
    'asb_case_open': (0, 3, -8, -7, -11, -1,),
    'asb_case_load': (0, -4, -3, -8, -1,),
    'asb_case_policy': (0, -1,),
    'asb_case_add': (0, 1, -3, -11, -10, -1,),
    'asb_case_may': (0, 1, -3, -11, -10, -1,),
    'asb_case_wrong': (0, -1,),
    'asb_case_admit': (0, -3, -11, -10, -1,),
    'asb_case_move': (0, -13, -3, -1,),
    'asb_case_preview_move': (0, -13, -1,),
    'asb_case_save': (0, 2, -13, -7, -11, -1,),
    'asb_case_save_all': (0, 2, -13, -7, -11, -1, -2,),
    'asb_case_reload': (0, -13, -8, -7, -11, -1,),
    'asb_case_conflicted': (0, -13, -8, -7, -11, -1,),
    'asb_case_pending': (0, 3, -1,),
    'asb_case_saved': (0, -2,),
    'asb_conflicts_record': (0, 3,),
    'asb_conflicts_json': (0, -1,),
    'asb_case_record': (0, 3, -1,),
    'asb_case_record_written': (0, 3, -1,),
    'asb_case_facts': (0, -1,),
    'asb_case_score': (0, 3,),
    'asb_case_history': (0, -1,),
    'asb_case_summary': (0, 3, -1,),
    'asb_case_export': (0, -1,),
    'asb_case_head': (0, 3, -1,),
    'asb_case_import': (0, -6, -4, -3, -8, -7, -11, -1,),
    'asb_case_set_calendar': (0, -1,),
    'asb_caseload_new': (0, -1,),
    'asb_caseload_follow': (0, -13, -8, -7, -11, -1,),
    'asb_caseload_put': (0, -4, -3, -10, -1,),
    'asb_caseload_allow': (0, -4, -3, -1,),
    'asb_caseload_query': (0, -4, -3, -10, -1,),
    'asb_caseload_report': (0, -4, -3, -10, -1,),
    'asb_caseload_rows': (0, -4, -3, -10, -1,),
    'asb_rows_number': (0, 3,),
    'asb_decision_json': (0, -1,),
    'asb_document_kinds': (0, -1,),
    'asb_document_new': (0, -3, -1,),
    'asb_document_set': (0, -3, -1,),
    'asb_document_render': (0, -3, -14, -10, -1,),
    'asb_document_check': (0, -14, -3, -1,),
    'asb_document_withheld': (0, -3, -1,),
    'asb_document_record': (0, -13, -1,),
    'asb_case_duties': (0, -1,),
    'asb_duties_explain': (0, 3, -1,),
    'asb_duties_json': (0, -1,),
    'asb_engine_new': (0, -1, -12, -2,),
    'asb_engine_now': (0, -11,),
    'asb_engine_limit': (0, 3,),
    'asb_engine_set_limit': (0, -2,),
    'asb_engine_set_calendar': (0, -1,),
    'asb_error_status': (0,),
    'asb_json_parse': (0, -4, -10, -1,),
    'asb_json_canonical': (0, -4, -10, -1,),
    'asb_json_integer': (0, 3, -2,),
    'asb_json_write': (0, -2, -10, -1,),
    'asb_matrix_open': (0, 3, -1,),
    'asb_matrix_json': (0, -1,),
    'asb_assessment_new': (0, -3, -1,),
    'asb_case_assessment': (0, 3, -13, -1,),
    'asb_assessment_answer': (0, -3, -1,),
    'asb_assessment_set_answers': (0, -3, -1,),
    'asb_assessment_unanswer': (0, 3, -3,),
    'asb_assessment_answer_none': (0, -3, -1,),
    'asb_assessment_decline': (0, -3, -1,),
    'asb_assessment_clear': (0, 3, -3,),
    'asb_assessment_detail': (0, -3, -10, -1,),
    'asb_assessment_override': (0, -3, -10, -1,),
    'asb_assessment_matrix': (0, -1,),
    'asb_assessment_to_record': (0, -13, -1,),
    'asb_assessment_json': (0, -1,),
    'asb_plan_catalogue_json': (0, -1,),
    'asb_plan_new': (0, -3, -1,),
    'asb_case_plan': (0, 3, -1,),
    'asb_plan_add': (0, -6, -3, -10, -1,),
    'asb_plan_remove': (0, 3,),
    'asb_plan_set_detail': (0, 3, -3, -10, -1,),
    'asb_plan_set_due': (0, 3, -3, -10, -1,),
    'asb_plan_set_every': (0, 3, -3, -10, -1, -4,),
    'asb_plan_set_param': (0, 3, -3, -10, -1, -4,),
    'asb_plan_set_agreed': (0, -1,),
    'asb_plan_set_sent': (0, -1,),
    'asb_plan_set_method': (0, -3, -10, -1,),
    'asb_plan_text': (0, 3, -1,),
    'asb_plan_to_record': (0, -13, -1,),
    'asb_plan_json': (0, -1,),
    'asb_policy_builtin': (0, 3, -1,),
    'asb_policy_parse': (0, -4, -5, -1,),
    'asb_policy_check': (0, -1, -10,),
    'asb_policy_register': (0, -4, -5, -1,),
    'asb_problems_json': (0, -1,),
    'asb_policy_explain': (0, 3, -1,),
    'asb_policy_page': (0, -1,),
    'asb_proportionality_new': (0, -3, -1,),
    'asb_case_proportionality': (0, 3, -1,),
    'asb_proportionality_set_text': (0, -3, -10, -1,),
    'asb_proportionality_set_flag': (0, -3, -10, -1,),
    'asb_proportionality_set_json': (0, -3, -10, -1, -4,),
    'asb_proportionality_add_text': (0, -3, -10, -1,),
    'asb_proportionality_add_alternative': (0, -3, -10, -1,),
    'asb_proportionality_unset': (0, 3, -3,),
    'asb_proportionality_get_json': (0, 3, -1,),
    'asb_proportionality_to_record': (0, -1,),
    'asb_proportionality_json': (0, -1,),
    'asb_record_new': (0, -3, -1,),
    'asb_record_parse': (0, -4, -3, -10, -1,),
    'asb_record_set_actor': (0, -3, -1,),
    'asb_record_set_at': (0, -3, -1,),
    'asb_record_set_text': (0, -3, -1,),
    'asb_record_set_flag': (0, -3, -1,),
    'asb_record_set_number': (0, -3, -1,),
    'asb_record_set_json': (0, -3, -1, -4,),
    'asb_record_add_text': (0, -3, -1,),
    'asb_record_unset': (0, 3,),
    'asb_record_get_text': (0, 3,),
    'asb_record_get_text_at': (0, 3,),
    'asb_record_get_flag': (0, 3,),
    'asb_record_get_number': (0, 3,),
    'asb_record_get_json': (0, 3, -1,),
    'asb_record_json': (0, -1,),
    'asb_vocabulary_json': (0, -1,),
    'asb_rehearsal_new': (0, -1,),
    'asb_rehearsal_policy': (0, -1,),
    'asb_rehearsal_run': (0, -4, -3, -10, -7, -11, -1,),
    'asb_rehearsal_query': (0, -13, -4, -3, -10, -1,),
    'asb_rehearsal_rows': (0, -13, -4, -3, -10, -1,),
    'asb_store_memory': (0, -1,),
    'asb_store_journal': (0, -7, -8, -12, -11, -1,),
    'asb_store_list': (0, -7, -8, -11, -1,),
    'asb_store_changes': (0, -13, -3, -7, -11, -1,),
    'asb_store_verify': (0, -8, 3, -7, -11, -1,),
    'asb_store_compact': (0, -13, -8, -7, -11, -1,),
    'asb_store_rebuild': (0, -8, -7, -11, -1,),
    'asb_store_backup': (0, -13, -6, -7, -11, -1,),
    'asb_store_head': (0, -7, -8, -11, -1,),
    'asb_store_heads': (0, -7, -8, -11, -1,),
    'asb_store_verify_head': (0, -8, -13, -4, -3, -7, -11, -1,),
    'asb_store_export': (0, -8, -10, -7, -11, -1,),
    'asb_store_import': (0, 2, -8, -7, -11, -1, -4, -3, -12,),
    'asb_store_copy': (0, 2, -8, -7, -11, -1,),
    'asb_store_set_calendar': (0, -7, -11, -1,),
    'asb_store_calendar': (0, 3, -7, -11, -1,),
    'asb_list_json': (0, -1,),
    'asb_store_custom': (0, -2, -12, -1,),
    'asb_store_export_to': (0, -8, -7, -11, -1,),
}

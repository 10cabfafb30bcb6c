#!/usr/bin/env python3
"""The quickstart through ctypes, with the prototypes that bindings/generate.py makes.

    ASB_LIBRARY=build/libasb.so python3 examples/python_quickstart.py
"""
import ctypes
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'bindings', 'python'))
from asb import _raw as raw  # noqa: E402

asb = raw.library()
engine = ctypes.POINTER(raw.asb_engine)()


def check(status):
    """0 is done, a positive number an ordinary answer, a negative one an error; the engine has it in words."""
    if status != raw.ASB_OK:
        raise RuntimeError('%s: %s' % (asb.asb_status_text(status).decode(), asb.asb_error_message(engine).decode()))


def new(kind, function, *arguments):
    """Calls a function whose first parameter is `out`, and gives the handle."""
    out = ctypes.POINTER(kind)()
    check(function(ctypes.byref(out), *arguments))
    return out


def text(handle):
    """What a text that is ours holds; it is given back."""
    value = ctypes.string_at(asb.asb_text_data(handle), asb.asb_text_length(handle)).decode()
    asb.asb_text_free(handle)
    return value


def add(case, record):
    check(asb.asb_record_set_actor(record, b'kim', b'housing-officer'))
    check(asb.asb_case_add(None, case, record))  # a decision in place of None would say why a record is refused
    asb.asb_record_free(record)


def add_json(case, kind, **fields):
    document = json.dumps({'kind': kind, 'fields': fields}).encode()
    add(case, new(raw.asb_record, asb.asb_record_parse, engine, document, len(document)))


def main():
    global engine
    hooks = raw.asb_hooks()
    hooks.struct_size = ctypes.sizeof(hooks)
    hooks.now = raw.asb_hooks_now(lambda self: 1775142000000)  # 2 April 2026, 16:00 in England: the same every day
    engine = new(raw.asb_engine, asb.asb_engine_new, ctypes.byref(hooks))
    policy = new(raw.asb_policy, asb.asb_policy_builtin, engine, b'west-kent')
    store = new(raw.asb_store, asb.asb_store_memory, engine)
    case = new(raw.asb_case, asb.asb_case_new, engine, policy, store, b'CASE-0001')

    add_json(case, 'report', channel='phone', summary='Music until three in the morning, most nights')
    add_json(case, 'party', party='c1', **{'as': 'complainant'}, vulnerable='yes')

    matrix = new(raw.asb_matrix, asb.asb_matrix_open, policy, None)
    assessment = new(raw.asb_assessment, asb.asb_assessment_new, matrix, b'c1')
    check(asb.asb_assessment_answer(assessment, b'why-assessed', b'vulnerable-victim'))
    check(asb.asb_assessment_answer(assessment, b'serious-harm', b'no'))
    add(case, new(raw.asb_record, asb.asb_assessment_to_record, assessment))

    plan = new(raw.asb_plan, asb.asb_plan_new, policy, b'c1')
    check(asb.asb_plan_add(plan, b'logs', None, b'issue-incident-logs'))
    check(asb.asb_plan_set_due(plan, b'logs', b'2026-04-09'))
    add(case, new(raw.asb_record, asb.asb_plan_to_record, plan))
    check(asb.asb_case_save(case))

    facts = json.loads(text(new(raw.asb_text, asb.asb_case_facts, case)))
    print('CASE-0001: %s, risk %s' % (facts['state'], facts['band']))
    duties = new(raw.asb_duties, asb.asb_case_duties, case)
    for duty in json.loads(text(new(raw.asb_text, asb.asb_duties_json, duties))):
        state = 'open' if duty['state'] == 'open' else 'done'
        print('%-4s  %-20s  %s (%s)' % (state, duty.get('due', ''), duty['label'], duty['clause']))
    worked = ctypes.c_int32()
    check(asb.asb_is_working_day(ctypes.byref(worked), engine, b'2026-04-06', policy, None))
    print('Easter Monday is %s' % ('a working day' if worked.value else 'not a working day'))

    asb.asb_duties_free(duties)
    asb.asb_plan_free(plan)
    asb.asb_assessment_free(assessment)
    asb.asb_matrix_free(matrix)
    asb.asb_case_free(case)
    asb.asb_store_free(store)
    asb.asb_policy_free(policy)
    asb.asb_engine_free(engine)


if __name__ == '__main__':
    main()

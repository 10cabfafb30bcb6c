#!/usr/bin/env python3
"""How fast the package is: beside the bare calls by ctypes, and beside a guard that is written in Python.

    ASB_LIBRARY=build/release/libasb.so PYTHONPATH=bindings/python python3 tests/bindings/python/bench.py

Each is given in microseconds, the fastest of several rounds; the two of a pair take turns, so that what else the machine does falls on both. The last
line of each pair is their ratio; tests/bindings/python/test_speed.py holds them.
"""
import ctypes
import json
import time

import asb
from asb import _raw as raw

VIOLENT = ('threat', 'used', 'weapon')


def fastest(first, second, rounds=15, seconds=0.01):
    """The two functions in turns; the fastest round of each, in microseconds a call."""
    best = []
    for function in (first, second):
        began, count = time.perf_counter(), 0
        while time.perf_counter() - began < seconds:
            function()
            count += 1
        best.append([max(count, 1), float('inf')])
    for _ in range(rounds):
        for function, one in zip((first, second), best):
            began = time.perf_counter()
            for _ in range(one[0]):
                function()
            one[1] = min(one[1], (time.perf_counter() - began) / one[0])
    return best[0][1] * 1e6, best[1][1] * 1e6


def a_case(engine):
    """An afternoon's case: thirteen records, two of them about violence and a manager's advice."""
    case = asb.Case(asb.Policy(engine, 'places-for-people'), 'CASE-0001')

    def add(kind, by='amy', role='CCC', **fields):
        case.add(asb.Record(engine, kind, {name.rstrip('_'): value for name, value in fields.items()}, by=by, role=role))
    add('report', channel='phone', summary='A knife on the landing', immediate_risk=True)
    add('party', party='p1', as_='complainant', name='Ann Ash')
    add('party', party='p2', as_='alleged-perpetrator', tenure='assured')
    add('opening', categories=['violence'])
    add('allocation', officer='tess', to_role='TEM')
    add('incident', occurred='2026-06-07', description='Held a knife', violence='weapon', source='phone')
    for text in ('Rang again', 'Police told', 'CCTV asked for', 'Neighbour heard', 'Diary sheets sent', 'Diary sheets back'):
        add('note', text=text)
    add('advice', by='carol', role='CSAM', from_='manager', about='other', view='for')
    return case


class Bare:
    """The same calls by ctypes, with texts made into bytes and back as they have to be."""

    def __init__(self, case, record):
        self.lib = raw.library()
        self.case = ctypes.cast(case._handle, ctypes.POINTER(raw.asb_case))
        self.record = ctypes.cast(record._handle, ctypes.POINTER(raw.asb_record))

    def state(self):
        return self.lib.asb_case_state(self.case).decode()

    def set_text(self):
        return self.lib.asb_record_set_text(self.record, 'note'.encode(), 'Went together'.encode())

    def may(self):
        decision = ctypes.POINTER(raw.asb_decision)()
        status = self.lib.asb_case_may(ctypes.byref(decision), self.case, self.record)
        allowed = self.lib.asb_decision_allowed(decision)
        self.lib.asb_decision_free(decision)
        return status, allowed

    def duties(self):
        lib, duties, text = self.lib, ctypes.POINTER(raw.asb_duties)(), ctypes.POINTER(raw.asb_text)()
        lib.asb_case_duties(ctypes.byref(duties), self.case)
        lib.asb_duties_json(ctypes.byref(text), duties)
        out = json.loads(ctypes.string_at(lib.asb_text_data(text), lib.asb_text_length(text)).decode())
        lib.asb_text_free(text)
        lib.asb_duties_free(duties)
        return out


def visit_risk(records, record):
    """The guard `visit-risk` of the policy, as one would write it in Python: what it has to say."""
    if record['kind'] != 'contact' or record['fields'].get('method') != 'visit':
        return []
    violence = any(r['kind'] == 'incident' and r['fields'].get('violence') in VIOLENT for r in records)
    advice = any(r['kind'] == 'advice' and r['fields'].get('from') == 'manager' for r in records)
    return [] if not violence or advice else [{'guard': 'visit-risk', 'effect': 'warned', 'clause': '6.4'}]


def measure():
    """name: (microseconds of what it is compared with, microseconds of the package)."""
    engine = asb.Engine(clock=None)
    case = a_case(engine)
    visit = asb.Record(engine, 'contact', {'party': 'p2', 'method': 'visit', 'direction': 'out', 'outcome': 'reached', 'purpose': 'other',
                                           'note': 'x'}, by='tess', role='TEM')
    bare, history, plain = Bare(case, visit), case.history(), visit.json()
    assert not case.wrong(visit), case.wrong(visit)
    assert bool(case.may(visit)) and [r.guard for r in case.may(visit)] == [r['guard'] for r in visit_risk(history, plain)]
    assert [one['duty'] for one in bare.duties()] == [duty.rule for duty in case.duties()]
    return {'state': fastest(bare.state, lambda: case.state),
            'set_text': fastest(bare.set_text, lambda: visit.set_text('note', 'Went together')),
            'may': fastest(bare.may, lambda: case.may(visit).allowed),
            'duties': fastest(bare.duties, lambda: list(case.duties())),
            'guard': fastest(lambda: visit_risk(history, plain), lambda: case.may(visit).allowed)}


if __name__ == '__main__':
    for name, (other, ours) in measure().items():
        print('%-9s %s %8.2f µs   package %8.2f µs   ratio %.2f' % (name, 'Python' if name == 'guard' else 'bare  ', other, ours, ours / other))

#!/usr/bin/env python3
"""A report, a risk assessment, a plan, and what is to be done by when: the shortest way through the library."""
from datetime import datetime

from asb import Assessment, Case, Engine, Matrix, Plan, Policy, Record, Store


def one_thursday() -> datetime:
    return datetime(2026, 4, 2, 16, 0)  # local time in England, so that this prints the same every day


engine = Engine(clock=one_thursday)  # without `clock`: the computer's
policy = Policy(engine, 'west-kent')
store = Store.memory(engine)  # or Store.journal(engine, 'cases.asb')
case = Case(policy, 'CASE-0001', store)


def add(record: Record) -> None:
    record.set_actor('kim', 'housing-officer')
    case.add(record)  # raises Refused, with the reasons, where a guard of the policy is not met


add(Record(engine, 'report', {'channel': 'phone', 'summary': 'Music until three in the morning, most nights'}))
case.save()  # one commit; raises Conflict where somebody else has written first
add(Record(engine, 'party', {'party': 'c1', 'as': 'complainant', 'vulnerable': 'yes'}))

assessment = Assessment(Matrix(policy), 'c1')  # the policy's questionnaire, and one person's answers to it
assessment.answer('why-assessed', 'vulnerable-victim')
assessment.answer('serious-harm', 'no')
add(assessment.to_record())

plan = Plan(policy, 'c1')
plan.add('logs', 'issue-incident-logs')
plan.set_due('logs', '2026-04-09')
add(plan.to_record())
case.save()

print('%s: %s, risk %s' % (case.id, case.state, case.band))
for duty in case.duties():
    due = engine.instant_text(duty.due) if isinstance(duty.due, datetime) else duty.due or ''
    print('%-4s  %-20s  %s (%s)' % ('open' if duty.state == 'open' else 'done', due, duty.label, duty.clause))
print('Easter Monday is %s' % ('a working day' if engine.is_working_day('2026-04-06', policy) else 'not a working day'))

#!/usr/bin/env python3
"""Rehearsals of random cases against the model (tests/model), which folds each case twice and takes the difference; against themselves, where the library must fold each side by
itself and cannot share anything; and what must be so whatever the cases are. The cases are those of the model's generator; the other policy is theirs with anything changed at
random (changes.py), the other calendar has days added and taken away. The library is reached by the Python package.

    ASB_LIBRARY=build/libasb.so PYTHONPATH=bindings/python python3 tests/rehearsal/differential.py [SEED [ROUNDS]]

The last line is `N passed, N failed`.
"""
import datetime
import os
import random
import sys
from collections import Counter
from pathlib import Path

sys.dont_write_bytecode = True
TOP = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / 'tests/model'), str(TOP / 'tests/rehearsal')]

import asb  # noqa: E402
from asbmodel import calendar, policy  # noqa: E402
from asbmodel.case import Case  # noqa: E402
from asbmodel.facts import Facts  # noqa: E402
from asbmodel.generating import LANDLORDS, Generator  # noqa: E402
from asbmodel.guards import decide  # noqa: E402
from asbmodel.instants import instant_of, is_date, local_date, parse_when, when_text  # noqa: E402
from asbmodel.records import Record, View  # noqa: E402
import changes  # noqa: E402

POLICIES = str(TOP / 'src/policies')
UTC = datetime.timezone.utc
seen = Counter()
OFTEN = ['report', 'party', 'contact', 'opening', 'assessment', 'incident', 'evidence', 'plan', 'legal', 'finding', 'review', 'closure', 'contact-agreement']
CROWD, SHARINGS = 4, 6  # in each round: scenarios, and versions that are rehearsed over all of them


# ---- another calendar

def other_days(r, first, last):
    span = (last - first).days + 30
    return {key: sorted({(first + datetime.timedelta(days=r.randrange(span))).isoformat() for _ in range(r.choice(counts))})
            for key, counts in (('added', [1, 1, 2, 4]), ('removed', [0, 0, 1, 2]))}


# ---- the same cases, in the library and in the model

class World:
    """Cases of a store: of some scenarios one after the other. `admits`: what the guards refuse is in them too, so that more happens in each."""

    def __init__(self, scenarios, document, admits):
        self.now = datetime.datetime(2020, 1, 1, tzinfo=UTC)
        self.engine = asb.Engine(clock=lambda: self.now)
        self.document, self.days, self.admits = document, scenarios[0].get('calendar', {}), admits
        self.engine.set_calendar(asb.Calendar.parse(self.engine, self.days))
        self.store = asb.Store.memory(self.engine)
        self.policy = asb.Policy.parse(self.engine, document)
        self.records = {}
        for n, scenario in enumerate(scenarios):
            self.play(scenario, n)

    def play(self, scenario, n):
        cases = {}
        for step in scenario['steps']:
            self.now = datetime.datetime.fromtimestamp(instant_of(parse_when(step['at'])) / 1000, UTC)
            if step.get('record', 'erasure') != 'erasure':  # what an erasure took away, only the library no longer has
                self.add(cases, step, '%s-%d' % (step.get('case', 'A'), n))
        for case in cases.values():
            if case.count:
                case.save()

    def add(self, cases, step, name):
        if name not in cases:
            cases[name] = asb.Case(self.policy, name, self.store)
        case, clock = cases[name], instant_of(parse_when(step['at']))
        try:
            record = asb.Record(self.engine, step['record'], step.get('with', {}), at=step.get('happened'), by=step.get('by'), role=step.get('role'))
            (case.admit if self.admits else case.add)(record)
        except (asb.Refused, asb.InvalidError, TypeError):
            return
        at = instant_of(parse_when(step['happened'])) if 'happened' in step else clock
        self.records.setdefault(name, []).append(
            Record(case.count, step['record'], at, clock, step['by'], step['role'], step.get('with', {})))

    def kinds(self):
        return sorted({record.kind for records in self.records.values() for record in records})

    def takes(self, document):
        try:
            asb.Policy.parse(self.engine, document)
        except asb.PolicyError:
            return False
        return True

    def milliseconds(self):
        return int(self.now.timestamp() * 1000)


class Folded:
    """A case of the model under a policy and a calendar, whatever its guards say; and which of its records they refuse."""

    def __init__(self, document, days, records):
        cal = calendar.Calendar(document.get('calendar', {}), days.get('add', []) + days.get('added', []), days.get('remove', []) + days.get('removed', []))
        self.case = Case(policy.Policy(document), cal)
        self.refused = {}
        for record in records:
            self.refused[record.seq] = sorted(decide(self.case.facts, self.case.fold, View(record, record.fields), record.recorded).refused)
            self.case.records.append(record)
            self.case.facts = Facts(self.case.policy, cal, self.case.records)
            self.case.fold.add(self.case.facts)

    def instances(self):
        return {(i.duty, i.party, i.subject, i.begun_by): i for i in self.case.fold.instances}

    def officer(self, instance):
        last = [v for v in self.case.facts.of_kind('allocation') if not instance.ended_by or v.seq < instance.ended_by]
        return (last[-1].f.get('officer') if last else None) or ''


def is_task(instance):
    return instance.duty != 'order-expiry' and not (instance.rule or {}).get('watch')


def working_days(cal, a, b):
    a, b = (due if is_date(due) else local_date(due) for due in (a, b))
    count = sum(cal.is_working(min(a, b) + datetime.timedelta(days=n + 1)) for n in range(abs((b - a).days)))
    return -count if b < a else count


class Difference:
    """What a rehearsal must find, by the model."""

    def __init__(self, world, document, days):
        self.moved, self.duties, self.decisions, self.missed = [], [], [], Counter()
        self.now = world.milliseconds()
        for name, records in world.records.items():
            before, after = Folded(world.document, world.days, records), Folded(document, days, records)
            self.compare(name, before, after)

    def compare(self, name, before, after):
        mine, theirs = before.instances(), after.instances()
        assert len(mine) == len(before.case.fold.instances)
        for key in [*mine, *(k for k in theirs if k not in mine)]:
            a, b = mine.get(key), theirs.get(key)
            for side, one, folded in ((0, a, before), (1, b, after)):
                if one is not None and is_task(one) and one.state(self.now) in ('overdue', 'met-late'):
                    self.missed[folded.officer(one), one.duty, side] += 1
            if a is not None and b is not None:
                self.see_dates(name, key, a, b, before.case.cal)
            elif (a or b).state(self.now) != 'lapsed':
                one = a or b
                self.duties.append((name, 'ends' if a else 'begins', one.duty, one.party, one.begun_by, one.state(self.now)))
        for seq in before.refused:
            was, now = before.refused[seq], after.refused[seq]
            if bool(was) != bool(now):
                self.decisions.append((name, seq, 'refused' if now else 'allowed', now or was))

    def see_dates(self, name, key, a, b, cal):
        if a.due == b.due or (a.state(self.now) == b.state(self.now) == 'lapsed'):
            return
        days = None if a.due is None or b.due is None else working_days(cal, a.due, b.due)
        self.moved.append((name, *key[:2], key[3], *(None if due is None else when_text(due) for due in (a.due, b.due)), days, a.state(self.now), b.state(self.now)))


def found(rehearsal):
    """The same of the library."""
    out = Difference.__new__(Difference)
    out.moved = [(x['case'], x['duty'], x.get('party'), x['record'], x.get('due_before'), x.get('due'), x.get('working_days'), x['state_before'], x['state'])
                 for x in rehearsal.rows('moved')]
    out.duties = [(x['case'], x['change'], x['duty'], x.get('party'), x['record'], x['state']) for x in rehearsal.rows('duties')]
    out.decisions = [(x['case'], x['record'], x['after'] if x['after'] == 'refused' else 'allowed', sorted(x['guards']))
                     for x in rehearsal.rows('decisions') if 'record' in x]
    out.missed = Counter({(x.get('officer', ''), x['duty'], side): x[('before', 'after')[side]]
                          for x in rehearsal.rows('missed') for side in (0, 1) if x[('before', 'after')[side]]})
    return out


# ---- comparing

passed = failed = 0


def see(good, what, *details):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print('rehearsal: ' + what)
        for one in details:
            print('    %r' % (one,))


def only(a, b):
    return [x for x in a if x not in b][:3]


def compare(label, rehearsal, wanted):
    is_ = found(rehearsal)
    for part in ('moved', 'duties', 'decisions'):
        mine, theirs = sorted(getattr(wanted, part), key=repr), sorted(getattr(is_, part), key=repr)
        seen[part] += len(mine)
        see(mine == theirs, '%s: %s' % (label, part), 'the model alone', *only(mine, theirs), 'asb alone', *only(theirs, mine))
    if wanted.moved or wanted.duties or any(wanted.missed.values()):
        seen['missed'] += sum(wanted.missed.values())
        see(wanted.missed == is_.missed, label + ': missed', wanted.missed - is_.missed, is_.missed - wanted.missed)
    see(not rehearsal.rows('failed'), label + ': failed')


def everything(world, document, request):
    """All that a rehearsal tells, in some order."""
    rehearsal = asb.Rehearsal(world.engine, world.store)
    rehearsal.policy(asb.Policy.parse(world.engine, document))
    rehearsal.run(request)
    return {q: sorted(map(repr, rehearsal.rows(q))) for q in ('cases', 'decisions', 'duties', 'failed', 'missed', 'moved', 'totals')}


def something_to_try(r, world):
    """Records of the cases themselves, with what they say, in the places of those of other cases."""
    records = [record for some in world.records.values() for record in some if record.kind != 'erasure']
    return [{'kind': one.kind, 'fields': one.fields, 'by': one.by, 'role': one.role} for one in r.choices(records, k=4)]


def share(world, document, r, label):
    """What is folded once for both sides comes to the same as where each is folded by itself."""
    mutated, done = changes.change(r, document, world.kinds(), world.takes, changes.EVERYTHING)
    seen.update('change ' + one for one in done)
    for request in ({}, {'try': something_to_try(r, world)}):
        mine, theirs = everything(world, mutated, request), everything(world, changes.apart(mutated), request)
        for part in mine:
            seen['shared ' + part] += len(mine[part])
            see(mine[part] == theirs[part], '%s %r: %s' % (label, done, part), 'shared alone', *only(mine[part], theirs[part]), 'apart alone',
                *only(theirs[part], mine[part]))


def a_round(seed, number):
    r = random.Random('%d/%d' % (seed, number))
    name = LANDLORDS[number % len(LANDLORDS)]
    document = {k: v for k, v in policy.read_document(POLICIES, name).items() if k != 'extends'}
    parsed = policy.Policy(document)
    scenarios = [Generator(random.Random('%d/%d/cases/%d' % (seed, number, n)), parsed, name, number).scenario() for n in range(CROWD)]
    label = '%d/%d %s' % (seed, number, name)
    enriched = changes.enrich(random.Random(label), document, OFTEN, World(scenarios[:1], document, True).takes)
    crowd = World(scenarios, enriched, True)
    for n in range(SHARINGS):
        share(crowd, enriched, random.Random('%s/sharing %d' % (label, n)), '%s, sharing %d' % (label, n))
    world = World(scenarios[:1], document, number % 2 == 0)
    if not world.records:
        return
    seen['cases'] += len(world.records)
    seen['records'] += sum(map(len, world.records.values()))
    bytes_before = world.store.export()
    rehearsal = asb.Rehearsal(world.engine, world.store)

    rehearsal.policy(asb.Policy.parse(world.engine, {**document, 'version': 'same'}))
    rehearsal.run()
    see(not any(rehearsal.rows(q) for q in ('moved', 'duties', 'decisions', 'cases', 'failed')), label + ': the same policy makes a difference')

    mutated, done = changes.change(r, document, world.kinds(), world.takes, changes.MODEL)
    rehearsal.policy(asb.Policy.parse(world.engine, mutated))
    rehearsal.run({'compare': ['duties', 'decisions']})
    compare(label + ', policy %r' % done, rehearsal, Difference(world, mutated, world.days))

    times = [record.recorded for records in world.records.values() for record in records]
    days = other_days(r, local_date(min(times)), local_date(max(times)))
    if set(days['added'] + days['removed']) & set(world.days.get('add', []) + world.days.get('remove', [])):
        return  # of two words about a day the library takes the last, the model the removal
    days['added'] = [day for day in days['added'] if day not in days['removed']]
    more = {'add': world.days.get('add', []) + days['added'], 'remove': world.days.get('remove', []) + days['removed']}
    rehearsal.run({**days, 'compare': ['duties', 'decisions']})
    compare(label + ', policy and days', rehearsal, Difference(world, mutated, more))

    plain = asb.Rehearsal(world.engine, world.store)
    plain.run({**days, 'compare': ['duties', 'decisions']})
    compare(label + ', days', plain, Difference(world, document, more))
    plain.run(added=days['added'])
    see(plain.query('totals')['rows'][0]['earlier'] == 0, label + ': a holiday has moved a date earlier')
    see(world.store.export() == bytes_before, label + ': something was written')


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 60):
        a_round(seed, number)
    if os.environ.get('ASB_COUNTS'):
        print(dict(seen))
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


sys.exit(main())

#!/usr/bin/env python3
"""How good matching is: precision and recall of each reason, over a made-up town in which it is known who is who (world.py). Reports are planted that are about people,
homes and incidents of cases there, written down with mistakes; and near misses: namesakes, brothers and sisters, neighbours, the same address in another town. Everything
goes through the library: records, summaries, the question.

    ASB_LIBRARY=build/libasb.so PYTHONPATH=bindings/python python3 tests/matching/quality.py [SEED [CASES]]

Floors are asserted; the last line is `N passed, N failed`.
"""
import datetime
import random
import re
import sys
from pathlib import Path

import asb

import world

REASONS = ['same-address', 'same-complainant', 'same-alleged-perpetrator', 'same-incident', 'counter-allegation']
SURE, LIKELY, POSSIBLE = STRENGTHS = 80, 60, 40  # at which it is measured
# Precision and recall in hundredths, at each strength in turn: no less than so much. What is sure has to be right; of what is possible two of five; what is likely or more has to
# be most of what there is, where more is known than a name: half of the same complainants have moved, and of these nothing but the name is the same, of the others' twins
# nearly all is. Of the same incident the day is often all that is told of the time.
FLOORS = {
    'same-address': (99, 50, 98, 80, 75, 94), 'same-complainant': (90, 33, 80, 36, 40, 70), 'same-alleged-perpetrator': (98, 55, 98, 85, 60, 95),
    'same-incident': (94, 52, 87, 90, 75, 90), 'counter-allegation': (98, 92, 98, 95, 95, 95),
}


class Incident:
    def __init__(self, r, home):
        self.home = home
        self.at = world.START + datetime.timedelta(minutes=r.randrange(365 * 1440))


class Told:
    """A case, or a report that is not one yet: who, whom, what."""

    def __init__(self, complainant, perpetrator, incident):
        self.complainant, self.perpetrator, self.incident, self.homes = complainant, perpetrator, incident, []

    def places(self):
        """The dwellings that are written down."""
        return {home.place() for home in self.homes}


def truth(report, case):
    """The reasons that there really are."""
    out = set()
    if report.places() & case.places():
        out.add('same-address')
    if report.complainant is case.complainant:
        out.add('same-complainant')
    elif report.incident is case.incident:
        out.add('same-incident')
    if report.perpetrator is case.perpetrator:
        out.add('same-alleged-perpetrator')
    if report.complainant is case.perpetrator and report.perpetrator is case.complainant:
        out.add('counter-allegation')
    return out


class Town:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.engine = asb.Engine(clock=lambda: datetime.datetime(2026, 12, 1, 12, 0))
        self.policy = asb.Policy(self.engine, 'places-for-people')
        self.caseload = asb.Caseload(self.engine)
        self.cases, self.summaries, self.uprn = {}, {}, 100000000

    def home(self, **how):
        home = world.Home(self.r, **how)
        self.uprn += 7
        home.uprn = str(self.uprn)
        return home

    def summary(self, told, noise):
        """What the library makes of it as it is written down."""
        r, case = self.r, asb.Case(self.policy, 'new')
        at = told.incident.at + datetime.timedelta(hours=r.randrange(1, 60))
        when = told.incident.at + datetime.timedelta(minutes=r.randrange(-25, 25) if noise else 0)
        fields = {'channel': 'phone', 'summary': 'Loud music', 'reporter': 'c',
                  'occurred': when.date().isoformat() if r.random() < 0.3 else when.strftime('%Y-%m-%dT%H:%M')}
        if told.incident.home is not told.complainant.home or r.random() < 0.5:
            fields['location'] = world.write_address(r, told.incident.home, noise)
            told.homes.append(told.incident.home)
        records = [('report', fields), ('party', world.write_person(r, told.complainant, 'c', 'complainant', noise))]
        if told.perpetrator:
            records.append(('party', world.write_person(r, told.perpetrator, 'p', 'alleged-perpetrator', noise, 0.7)))
        told.homes += [p.home for p, (_, fields) in zip((told.complainant, told.perpetrator), records[1:]) if 'address' in fields]
        for kind, fields in records:
            case.admit(asb.Record(self.engine, kind, fields, by='amy', role='CCC', at=at.strftime('%Y-%m-%dT%H:%M')))
        return case.summary()

    def add(self, told):
        name = 'C-%05d' % len(self.cases)
        self.summaries[name] = self.summary(told, 0.1)
        self.caseload.put(name, 3, self.summaries[name])
        self.cases[name] = told
        return told

    def neighbour(self, home):
        return world.a_person(self.r, self.home(number=max(1, home.number + self.r.choice([-4, -2, 2, 4])), street=home.street, town=home.town))

    def random_case(self):
        complainant = world.a_person(self.r, self.home())
        perpetrator = self.neighbour(complainant.home)
        return self.add(Told(complainant, perpetrator, Incident(self.r, self.r.choice([complainant.home, perpetrator.home]))))


# ---- reports about what is there

def again(t, case):
    return Told(case.complainant, case.perpetrator, Incident(t.r, case.incident.home))


def moved(t, case):
    """The same complainant, who lives elsewhere now and has another neighbour to complain of."""
    person = world.Person(case.complainant.forename, case.complainant.surname, t.home(), case.complainant.middle)
    told = Told(person, t.neighbour(person.home), Incident(t.r, person.home))
    told.complainant = case.complainant
    told.written = person
    return told


def of_the_household(t, case):
    person = world.a_person(t.r, case.complainant.home)
    return Told(person, t.neighbour(person.home), Incident(t.r, person.home))


def of_the_same_one(t, case):
    other = t.neighbour(case.perpetrator.home)
    return Told(other, case.perpetrator, Incident(t.r, case.perpetrator.home))


def of_the_same_night(t, case):
    return Told(t.neighbour(case.incident.home), case.perpetrator if t.r.random() < 0.5 else None, case.incident)


def swapped(t, case):
    return Told(case.perpetrator, case.complainant, Incident(t.r, case.perpetrator.home))


# ---- near misses

def a_sibling(t, case):
    c = case.complainant
    person = world.Person(t.r.choice([n for n in world.FORENAMES if n != c.forename]), c.surname, c.home)
    return Told(person, t.neighbour(c.home), Incident(t.r, c.home))


def a_twin(t, case):
    """Names that are nearly one: Michael and Michelle, Stephen and Stephanie."""
    c = case.complainant
    twin = {'Michael': 'Michelle', 'Stephen': 'Stephanie', 'Paul': 'Paula', 'Victor': 'Victoria', 'John': 'Joan', 'Jean': 'Joan', 'Amina': 'Asmina', 'Nicola': 'Nicolas'}
    person = world.Person(twin.get(c.forename, c.forename[0] + t.r.choice(['enny', 'ordan', 'ade', 'illy'])), c.surname, c.home)
    return Told(person, t.neighbour(c.home), Incident(t.r, c.home))


def next_door(t, case):
    """12 and 12A, one family in both."""
    h = case.complainant.home
    home = t.home(number=h.number, letter='' if h.letter else 'a', unit=h.unit, street=h.street, town=h.town)
    person = world.Person(t.r.choice([n for n in world.FORENAMES if n != case.complainant.forename]), case.complainant.surname, home)
    return Told(person, t.neighbour(home), Incident(t.r, home))


def another_flat(t, case):
    h = case.complainant.home
    home = t.home(number=h.number, unit=str(t.r.randrange(20, 40)), street=h.street, town=h.town)
    person = world.a_person(t.r, home)
    return Told(person, t.neighbour(home), Incident(t.r, home))


def a_namesake(t, case):
    c = case.complainant
    person = world.Person(c.forename, c.surname, t.home(town=t.r.choice([x for x in world.TOWNS if x != c.home.town])))
    return Told(person, t.neighbour(person.home), Incident(t.r, person.home))


def another_town(t, case):
    h = case.complainant.home
    home = t.home(number=h.number, unit=h.unit, letter=h.letter, street=h.street, town=t.r.choice([x for x in world.TOWNS if x != h.town]))
    person = world.a_person(t.r, home)
    return Told(person, t.neighbour(home), Incident(t.r, home))


def another_night(t, case):
    told = of_the_same_night(t, case)
    told.incident = Incident(t.r, case.incident.home)
    told.incident.at = case.incident.at + datetime.timedelta(days=t.r.choice([-9, -5, 4, 7, 30]))
    return told


PLANTED = [again, moved, of_the_household, of_the_same_one, of_the_same_night, swapped, a_sibling, a_twin, next_door, another_flat, a_namesake, another_town, another_night]


# ---- measuring

class Tally:
    def __init__(self):
        self.right, self.wrong, self.missed, self.by_kind = {}, {}, {}, {}

    def count(self, kind, strength, wanted, found):
        for where, pairs in ((self.right, wanted & found), (self.wrong, found - wanted), (self.missed, wanted - found)):
            for _, reason in pairs:
                where[reason, strength] = where.get((reason, strength), 0) + 1
                key = kind, reason, strength, 'right' if where is self.right else 'wrong' if where is self.wrong else 'missed'
                self.by_kind[key] = self.by_kind.get(key, 0) + 1

    def shares(self, reason, strength):
        right, wrong, missed = (x.get((reason, strength), 0) for x in (self.right, self.wrong, self.missed))
        return 100 * right / max(right + wrong, 1), 100 * right / max(right + missed, 1), right, wrong, missed


def ask(t, told, tally, kind, noise):
    written = Told(getattr(told, 'written', told.complainant), told.perpetrator, told.incident)
    summary = t.summary(written, noise)
    told.homes = written.homes
    rows = t.caseload.rows('matches', summary=summary, strength=POSSIBLE, limit=10000)
    wanted = {(name, reason) for name, case in t.cases.items() for reason in truth(told, case)}
    for strength in STRENGTHS:
        tally.count(kind, strength, wanted, {(row['case'], row['reason']) for row in rows if row['strength'] >= strength})
    if SHOWN:
        show(t, kind, summary, wanted, {(row['case'], row['reason']): row for row in rows})


SHOWN = ()  # reasons that are shown, with what was written, where they are wrong or missed


def show(t, kind, summary, wanted, found):
    for case, reason in sorted(wanted ^ {pair for pair, row in found.items() if row['strength'] >= LIKELY}):
        if reason not in SHOWN:
            continue
        print(kind, 'missed' if (case, reason) in wanted else 'wrong', case, reason, found.get((case, reason), {}).get('why'), found.get((case, reason), {}).get('strength'))
        for side in (summary, t.summaries[case]):
            print('   ', side['parties'], side['reports'])


def print_tally(tally):
    print('%-26s %9s %10s %8s %6s %6s %7s' % ('reason', 'strength', 'precision', 'recall', 'right', 'wrong', 'missed'))
    for reason in REASONS:
        for strength in STRENGTHS:
            print('%-26s %9d %9.1f%% %7.1f%% %6d %6d %7d' % ((reason, strength) + tally.shares(reason, strength)))
    print('what was missed at %d, and what was wrong:' % LIKELY)
    for (kind, reason, strength, what), count in sorted(tally.by_kind.items()):
        if strength == LIKELY and what != 'right':
            print('  %-18s %-26s %-7s %d' % (kind, reason, what, count))


def weights_that_differ():
    """Of the code, and of the table in docs/matching.md."""
    top = Path(__file__).resolve().parents[2]
    code = dict(re.findall(r'^    X\((\w+), (-?\d+)\)', (top / 'src/caseload/match.h').read_text(encoding='utf-8'), re.M))
    docs = dict(re.findall(r'^\| `(\w+)` \| (-?\d+) \|', (top / 'docs/matching.md').read_text(encoding='utf-8'), re.M))
    return sorted(set(code.items()) ^ set(docs.items())) if code else ['none']


def main():
    seed, size = int(sys.argv[1]) if len(sys.argv) > 1 else 1, int(sys.argv[2]) if len(sys.argv) > 2 else 1500
    t, tally, failed = Town(seed), Tally(), 0
    for _ in range(size):
        t.random_case()
    some = t.r.sample(sorted(t.cases), size // 10)
    for kind in PLANTED:
        for name in some:
            ask(t, kind(t, t.cases[name]), tally, kind.__name__, 0.35)
    print_tally(tally)
    for weight in weights_that_differ():
        failed = 1
        print('the weight %s is another in docs/matching.md' % weight[0])
    for reason, floors in FLOORS.items():
        found = [share for strength in STRENGTHS for share in tally.shares(reason, strength)[:2]]
        for what, least, share in zip(('precision', 'recall') * len(STRENGTHS), floors, found):
            if share < least:
                failed += 1
                print('%s: %s of %.1f%%, and not %d%%' % (reason, what, share, least))
    print('%d passed, %d failed' % (2 * len(STRENGTHS) * len(FLOORS) + 1 - failed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())

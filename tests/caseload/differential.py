#!/usr/bin/env python3
"""Every question to the caseload, against a plain recomputation over the same summaries, and against plain SQL over the same data (plain_sql.py): random caseloads, random
filters, cases that change, and readers who may not see all. The library is reached by the Python package.

    ASB_LIBRARY=build/libasb.so PYTHONPATH=bindings/python python3 tests/caseload/differential.py [SEED [ROUNDS]]

The last line is `N passed, N failed`.
"""
import datetime
import itertools
import json
import random
import sys

import asb

import places as keys
import plain_sql

UTC, DAY = datetime.timezone.utc, datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 6, 10, 11, 30, tzinfo=UTC)
TODAY = NOW.date()
ROLES = ['CCC', 'CHM', 'TEM', 'LPC']
NAMES = {
    'policy': ['west-kent', 'hart'], 'state': ['enquiry', 'prevention', 'open', 'closed'], 'stage': ['received', 'case-management', None],
    'priority': ['high', 'low'], 'band': ['high', 'medium', None], 'area': ['North', 'South', None], 'ward': ['Judd', 'Castle', 'Trench', None],
    'channel': ['phone', 'app', 'email'], 'closure_reason': ['reduced', 'exhausted'], 'owner': ['amy', 'ben', 'carol', None], 'owner_role': ROLES,
    'risk': ['falling', 'rising', 'level', 'mixed', None],
}
RULES = ['acknowledge', 'first-contact', 'review', 'order-expiry', 'plan-action']
FIGURES = ('counts', 'load', 'overdue', 'performance', 'closing')
STATES = ['open', 'met', 'met-late', 'lapsed']
KEY = {'outcome': 'closure_reason', 'officer': 'owner', 'role': 'owner_role'}  # the filter's word, and the summary's
MONTHS = {'reported_month': 'reported', 'opened_month': 'opened', 'closed_month': 'closed'}
DIMENSIONS = ['policy', 'state', 'stage', 'priority', 'band', 'category', 'group', 'area', 'ward', 'channel', 'outcome', 'officer', 'role', 'risk', 'hate',
              *MONTHS]


# ---- random summaries

def instant(r, day):
    return datetime.datetime.combine(day, datetime.time(r.randrange(6, 20), r.randrange(60)), UTC).strftime('%Y-%m-%dT%H:%M:%SZ')


def a_day(r, least=-400, most=40):
    return TODAY + r.randrange(least, most) * DAY


def a_duty(r, number, owner):
    state = r.choice(STATES + ['open'] * 4)
    duty = {'record': number + 1, 'rule': r.choice(RULES), 'start': instant(r, a_day(r, -400, 0)), 'state': state}
    if r.random() < 0.85:
        due = a_day(r, -60, 40)
        duty['due'] = due.isoformat() if r.random() < 0.8 else instant(r, due)
    if r.random() < 0.1:
        duty['act_by'] = a_day(r).isoformat()
    if r.random() < 0.5:
        duty['owner'] = r.sample(ROLES, r.choice([1, 1, 2, 4]))
    if r.random() < 0.4:
        duty['party'] = r.choice(['p1', 'p2', 'p3'])
    if r.random() < 0.2:
        duty['subject'] = r.choice(['a1', 'a2'])
    if state != 'open':
        duty['end'] = instant(r, a_day(r, -100, 0))
        if r.random() < 0.9:
            duty['officer'] = r.choice(['amy', 'ben', 'dan'])
    if state.startswith('met'):
        duty['taken'] = r.choice([0, 1, 2, 3, 5, 8, 13, 60])
    if duty['rule'] == 'order-expiry' or r.random() < 0.05:
        duty['watch'] = True
    return duty


def a_summary(r):
    out = {key: value for key, names in NAMES.items() for value in [r.choice(names)] if value is not None}
    if 'owner' not in out:
        out.pop('owner_role')
    out['categories'] = r.sample(['noise', 'pets', 'threats', 'drugs'], r.choice([0, 1, 1, 1, 2, 3]))
    out['groups'] = r.sample(['home', 'crime'], r.choice([0, 1, 1, 2]))
    out['hate'] = r.random() < 0.2
    out['reported'] = instant(r, a_day(r, -400, 0))
    if out['state'] != 'enquiry' or r.random() < 0.1:
        out['opened'] = instant(r, a_day(r, -400, 0))
    if out['state'] == 'closed':
        out['closed'] = instant(r, a_day(r, -100, 0))
    else:
        out['silent_since'] = instant(r, a_day(r, -60, 0))
        out.pop('closure_reason')
    if out['state'] == 'enquiry':
        out['waiting_since'] = instant(r, a_day(r, -60, 0))
    orphaned = r.choice([0, 0, 0, 2])
    out['evidence'] = {'linked': 1, 'orphaned': orphaned, **({'since': instant(r, a_day(r, -60, 0))} if orphaned else {})}
    if r.random() < 0.4:
        out['proportionality'] = {'stale': r.random() < 0.3, **({'review_by': a_day(r, -20, 20).isoformat()} if r.random() < 0.5 else {})}
    keys.add_keys(r, out, instant, a_day)
    out['duties'] = [a_duty(r, n, out.get('owner')) for n in range(r.choice([0, 1, 3, 5, 9, 20]))]
    return out


# ---- the plain recomputation

def local_day(text):
    """The day in England of a date or an instant in UTC."""
    if text is None or len(text) == 10:
        return text
    at = datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))
    return at.astimezone(asb.LONDON).date().isoformat()


def values(case, word):
    """What a case has of a dimension: a list, [None] for nothing."""
    if word == 'hate':
        return [case['hate']]
    if word in MONTHS:
        day = local_day(case.get(MONTHS[word]))
        return [day and day[:7]]
    if word in ('category', 'group'):
        return case['categories' if word == 'category' else 'groups'] or [None]
    return [case.get(KEY.get(word, word))]


def officer_of(case, duty):
    return case.get('owner') if duty['state'] == 'open' else duty.get('officer')


def fits(name, case, asked, duty=None):
    for word, wanted in asked.items():
        if word == 'cases':
            if name not in wanted:
                return False
        elif word in DIMENSIONS:
            wanted = wanted if isinstance(wanted, list) else [wanted]
            have = [officer_of(case, duty)] if duty is not None and word == 'officer' else values(case, word)
            if not any(any(w is h if isinstance(w, bool) else w == h for w in wanted) for h in have):
                return False
    return True


def last_moment(due):
    if len(due) == 10:
        day = datetime.date.fromisoformat(due) + DAY
        return datetime.datetime.combine(day, datetime.time(), asb.LONDON) - datetime.timedelta(milliseconds=1)
    return datetime.datetime.fromisoformat(due.replace('Z', '+00:00'))


def state_of(duty):
    if duty['state'] == 'open':
        return 'overdue' if 'due' in duty and last_moment(duty['due']) < NOW else 'open'
    return duty['state']


def in_period(day, asked):
    if 'from' not in asked and 'to' not in asked:
        return True
    return day is not None and asked.get('from', '0') <= day <= asked.get('to', '9')


def wants(asked, key, value):
    return key not in asked or value in (asked[key] if isinstance(asked[key], list) else [asked[key]])


def owned(case, duty, asked):
    if 'owner' not in asked:
        return True
    wanted = asked['owner'] if isinstance(asked['owner'], list) else [asked['owner']]
    if 'owner' in duty:
        return any(w in duty['owner'] for w in wanted)
    return 'case-owner' in wanted or case.get('owner_role') in wanted


def working_day_after(days):
    day = TODAY
    while days:
        day += DAY
        days -= day.weekday() < 5 and day.isoformat() not in ('2026-08-31',)
    return day.isoformat()


def duties(cases, asked):
    """(name, case, duty) of what is asked for."""
    asked, ask = dict(asked), asked['query']
    states = {'due': ['open', 'overdue'], 'breach': ['open'], 'overdue': ['overdue'], 'expiring': ['open', 'overdue']}.get(ask)
    states = asked.get('duty_state', states)
    if ask == 'breach':
        asked['to'] = working_day_after(asked.get('working_days', 5))
    if ask == 'expiring':
        asked['to'] = working_day_after(asked['working_days']) if 'working_days' in asked else (TODAY + asked.get('days', 28) * DAY).isoformat()
        asked['duty'], asked['watch'] = 'order-expiry', True
    for name, case in cases.items():
        for duty in case['duties']:
            day = local_day(duty.get(asked.get('date', 'due')))
            if (duty.get('watch') and not asked.get('watch')) or (states and state_of(duty) not in states):
                continue
            if not (wants(asked, 'duty', duty['rule']) and owned(case, duty, asked) and wants(asked, 'party', duty.get('party'))):
                continue
            if in_period(day, asked) and fits(name, case, asked, duty):
                yield name, case, duty


def list_of_duties(cases, asked):
    def order(one):
        name, _, duty = one
        due = last_moment(duty['due']).timestamp() if 'due' in duty else float('inf')
        return due, name, duty['rule'], duty.get('party', ''), duty.get('subject', ''), duty['record']
    out = []
    for name, case, duty in sorted(duties(cases, asked), key=order):
        row = {'case': name, 'duty': duty['rule'], 'record': duty['record'], 'start': local_day(duty['start']), 'state': state_of(duty)}
        row.update({k: duty[k] for k in ('act_by', 'due', 'owner', 'party', 'subject', 'taken') if k in duty})
        row.update({k: v for k, v in (('priority', case.get('priority')), ('role', case.get('owner_role')), ('officer', officer_of(case, duty)),
                                      ('end', local_day(duty.get('end')))) if v is not None})
        out.append(row)
    return out


def since(case, asked):
    ask = asked['query']
    if ask == 'stale':
        return case.get('proportionality', {}).get('review_by')
    if ask == 'orphaned':
        return local_day(case['evidence'].get('since'))
    return local_day(case.get({'silent': 'silent_since', 'waiting': 'waiting_since', 'risk': 'opened'}.get(ask, asked.get('date', 'reported'))))


def goes_wrong(case, asked):
    ask, day = asked['query'], since(case, asked)
    if ask in ('silent', 'waiting'):
        return day is not None and (TODAY - datetime.date.fromisoformat(day)).days >= asked.get('days', 0)
    if ask == 'orphaned':
        return case['evidence']['orphaned'] > 0
    if ask == 'stale':
        return case['state'] != 'closed' and 'proportionality' in case and (case['proportionality']['stale'] or (day is not None and day <= TODAY.isoformat()))
    if ask == 'risk':
        return case['state'] == 'open' and case.get('risk') in ('rising', 'level', 'mixed')
    return in_period(day, asked)


def list_of_cases(cases, asked):
    found = [(since(case, asked) or '', name) for name, case in cases.items() if goes_wrong(case, asked) and fits(name, case, asked)]
    return [name for _, name in sorted(found)]


def by_rows(asked, default):
    by = asked.get('by', default)
    return [by] if isinstance(by, str) else by


def places(case, by, duty=None):
    def of(word):
        if word == 'duty':
            return [duty['rule']]
        if word == 'owner':
            return duty.get('owner') or [None]
        return [officer_of(case, duty)] if duty is not None and word == 'officer' else values(case, word)
    return itertools.product(*map(of, by))


def figures(counted, by):
    """Rows in order of names, what has none first."""
    rows = []
    for place in sorted(counted, key=lambda p: [('' if v is None else json.dumps(v)) for v in p]):
        row = {word: value for word, value in zip(by, place) if value is not None}
        row.update(counted[place])
        rows.append(row)
    return rows


def counts(cases, asked):
    by, out = by_rows(asked, []), {}
    for name, case in cases.items():
        if in_period(local_day(case.get(asked.get('date', 'reported'))), asked) and fits(name, case, asked):
            for place in places(case, by):
                out.setdefault(place, {'count': 0})['count'] += 1
    return figures(out, by)


def overdue(cases, asked):
    by, out = by_rows(asked, ['officer']), {}
    for _, case, duty in duties(cases, asked):
        for place in places(case, by, duty):
            out.setdefault(place, {'overdue': 0})['overdue'] += 1
    return figures(out, by)


def load(cases, asked):
    by, out = by_rows(asked, ['officer']), {}
    word = {'open': 'open', 'enquiry': 'enquiries', 'prevention': 'prevention'}
    empty = {'open': 0, 'enquiries': 0, 'prevention': 0, 'duties': 0, 'overdue': 0}
    for name, case in cases.items():
        if not fits(name, case, asked):
            continue
        for place in places(case, by):
            row = out.setdefault(place, dict(empty))
            if case['state'] != 'closed':
                row[word[case['state']]] += 1
            open_ones = [state_of(d) for d in case['duties'] if d['state'] == 'open' and not d.get('watch')]
            row['duties'] += len(open_ones)
            row['overdue'] += open_ones.count('overdue')
    return figures({place: row for place, row in out.items() if any(row.values())}, by)


def performance(cases, asked):
    by, out, taken = by_rows(asked, ['duty']), {}, {}
    for _, case, duty in duties(cases, asked):
        for place in places(case, by, duty):
            row = out.setdefault(place, {'met': 0, 'met_late': 0, 'lapsed': 0, 'open': 0, 'overdue': 0})
            row[state_of(duty).replace('-', '_')] += 1
            if 'taken' in duty:
                taken.setdefault(place, []).append(duty['taken'])
    for place, days in taken.items():
        days.sort()
        middle = (days[(len(days) - 1) // 2] + days[len(days) // 2]) / 2
        out[place]['median_working_days'] = int(middle) if middle == int(middle) else middle
    return figures(out, by)


def closing(cases, asked):
    by, out, days = by_rows(asked, ['category']), {}, {}
    for name, case in cases.items():
        opened, closed = local_day(case.get('opened')), local_day(case.get('closed'))
        if opened and closed and in_period(closed, asked) and fits(name, case, asked):
            took = max(0, (datetime.date.fromisoformat(closed) - datetime.date.fromisoformat(opened)).days)
            for place in places(case, by):
                row = out.setdefault(place, {'closed': 0, 'within': 0})
                row['closed'] += 1
                row['within'] += took <= asked.get('days', 90)
                days[place] = days.get(place, 0) + took
    for place, row in out.items():
        tenths = (days[place] * 10 + row['closed'] // 2) // row['closed']
        row['mean_days'] = tenths // 10 if tenths % 10 == 0 else tenths / 10
    return figures(out, by)


# ---- random questions

def some(r, values):
    values = r.sample(values, r.choice([1, 1, 2]))
    return values[0] if len(values) == 1 else values


def a_filter(r, cases, of_duties=False):
    asked = {}
    for word in r.sample(DIMENSIONS, r.choice([0, 0, 0, 1, 1, 2])):
        names = list({v for case in cases.values() for v in values(case, word)})
        names.sort(key=str)
        names.append('nowhere' if word != 'hate' and word not in MONTHS else names[0])
        asked[word] = some(r, [n for n in names if n is not None or word != 'hate'])
    if r.random() < 0.1:
        asked['cases'] = r.sample(sorted(cases), min(len(cases), 5)) + ['no such case']
    return asked


def a_period(r, asked):
    if r.random() < 0.6:
        asked['from'] = a_day(r, -90, 10).isoformat()
    if r.random() < 0.6:
        asked['to'] = a_day(r, -60, 40).isoformat()


def of_duties(r, asked):
    if r.random() < 0.3:
        asked['duty'] = some(r, RULES + ['no such rule'])
    if r.random() < 0.3:
        asked['owner'] = some(r, ROLES + ['case-owner', 'nobody'])
    if r.random() < 0.2:
        asked['party'] = r.choice(['p1', 'p2', 'nobody'])


def a_question(r, cases):
    ask = r.choice(['due', 'due', 'duties', 'breach', 'expiring', 'cases', 'silent', 'waiting', 'orphaned', 'stale', 'risk', 'counts', 'counts', 'load',
                    'overdue', 'performance', 'performance', 'closing', 'matches', 'places', 'places', 'people'])
    if r.random() < 0.1:
        return {'query': 'due', 'officer': r.choice(['amy', 'ben', 'carol', None])}  # read off a work list
    asked = {'query': ask, **a_filter(r, cases)}
    if ask in ('matches', 'places', 'people'):
        return {**a_filter(r, cases), **keys.a_question(r, ask, cases, a_period)}
    if ask in ('due', 'duties', 'breach', 'overdue', 'performance'):
        of_duties(r, asked)
    if ask in ('due', 'duties', 'cases', 'counts', 'performance', 'closing'):
        a_period(r, asked)
    if ask in ('duties', 'performance') and r.random() < 0.4:
        asked['date'] = r.choice(['due', 'start', 'end'])
    if ask in ('cases', 'counts') and r.random() < 0.6:
        asked['date'] = r.choice(['reported', 'opened', 'closed'])
    if ask in ('due', 'duties') and r.random() < 0.3:
        asked['duty_state'] = r.sample(['open', 'overdue'] + (['met', 'met-late', 'lapsed'] if ask == 'duties' else []), 1)
    if ask == 'duties' and r.random() < 0.3:
        asked['watch'] = True
    if ask in ('silent', 'waiting', 'expiring', 'closing') and r.random() < 0.6:
        asked['days'] = r.randrange(300 if ask == 'closing' else 60)
    if ask == 'breach' and r.random() < 0.6:
        asked['working_days'] = r.randrange(40)
    if ask in FIGURES and r.random() < 0.9:
        asked['by'] = r.sample(DIMENSIONS + (['duty', 'owner'] * 2 if ask in ('overdue', 'performance') else []), r.choice([0, 1, 2, 3]))
        asked['by'] = list(dict.fromkeys(asked['by']))
    return asked


def expected(cases, asked):
    ask = asked['query']
    if ask in ('due', 'duties', 'breach', 'expiring'):
        return list_of_duties(cases, asked)
    made = {'counts': counts, 'load': load, 'overdue': overdue, 'performance': performance, 'closing': closing}.get(ask)
    return made(cases, asked) if made else list_of_cases(cases, asked)


def found(caseload, asked, limit):
    asked = dict(asked)
    query = asked.pop('query')
    if query in FIGURES:
        return caseload.query(query, **asked)['rows']
    rows = caseload.rows(query, limit=limit, **asked)
    return rows if query in ('due', 'duties', 'breach', 'expiring') else [row['case'] for row in rows]


# ---- people and places (places.py)

def tidy(rows):
    """Cases behind a row in order of their ids, not of their arrival."""
    return [{**row, 'behind': sorted(row['behind'])} if 'behind' in row else row for row in rows]


def judge(caseload, seen, asked, limit):
    """What was expected and what was found; equal where all is well."""
    if asked['query'] not in ('matches', 'places', 'people'):
        return expected(seen, asked), found(caseload, asked, limit)
    query, fitting = asked['query'], {name: case for name, case in seen.items() if fits(name, case, asked)}
    words = {k: v for k, v in asked.items() if k != 'query'}
    if query == 'matches':
        if asked['case'] not in seen:
            try:
                return 'refused', caseload.rows(query, **words)
            except asb.InvalidError:
                return [], []
        rows = caseload.rows(query, limit=limit, **words)
        return None, keys.wrong_matches({asked['case']: seen[asked['case']], **fitting}, asked['case'], rows)
    rows = tidy(caseload.rows(query, limit=limit, **words))
    if query == 'places':
        return keys.places(fitting, asked, local_day), rows
    wanted = keys.people(fitting, asked, local_day)
    return (wanted, wanted) if keys.same_people(wanted, rows) else (wanted, rows)


# ---- the run

def play(seed, rounds, tally):
    r = random.Random(seed)
    engine = asb.Engine(clock=lambda: NOW)
    caseload, cases, allowed = asb.Caseload(engine), {}, None
    tables = plain_sql.Tables(NOW, local_day, last_moment, holidays=('2026-08-31',))
    names = ['C-%d' % n for n in range(r.choice([3, 40, 150]))]
    for _ in range(rounds):
        for name in r.choices(names, k=r.choice([1, 5, len(names)])):
            cases[name] = a_summary(r)
            caseload.put(name, 1, cases[name])
            tables.put(name, cases[name])
        if r.random() < 0.2:
            allowed = a_filter(r, cases) if r.random() < 0.7 else None
            caseload.allow(allowed)
        seen = {name: case for name, case in cases.items() if allowed is None or fits(name, case, allowed)}
        for _ in range(6):
            asked = a_question(r, cases)
            wanted, have = judge(caseload, seen, asked, r.choice([1, 7, 100, 10000]))
            answers = [('Python', wanted)]
            if asked['query'] not in ('matches', 'places', 'people'):  # likeness is not for SQL
                answers.append(('SQL', tables.answer(asked, allowed)))
            for whose, wanted in answers:
                tally['passed' if wanted == have else 'failed'] += 1
                tally['rows'] += len(wanted or [])
                if wanted != have and tally['failed'] <= 3:
                    print('seed %d: %s, allowed %s\n  %s    %s\n  found  %s' % (seed, json.dumps(asked), json.dumps(allowed), whose, str(wanted)[:1500], str(have)[:1500]))


def main():
    first, rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1, int(sys.argv[2]) if len(sys.argv) > 2 else 25
    tally = {'passed': 0, 'failed': 0, 'rows': 0}
    for seed in range(first, first + 12):
        play(seed, rounds, tally)
    print('%d rows compared' % tally['rows'])
    print('%d passed, %d failed' % (tally['passed'], tally['failed']))
    return 1 if tally['failed'] or not tally['rows'] else 0


if __name__ == '__main__':
    sys.exit(main())

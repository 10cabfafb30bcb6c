#!/usr/bin/env python3
"""Every report, against a plain recomputation over the same summaries: random caseloads with openings, steps, answers, reviews and reports, random periods and filters, readers who
may not see all. What is said as CSV is what is said as JSON, read back by Python's own reader; no cell is a formula. Real cases, worked record by record: who is how near to a
case review is what each case says itself, and what counts as opened is what its records say.

    ASB_LIBRARY=build/libasb.so PYTHONPATH=bindings/python python3 tests/caseload/reports.py [SEED [ROUNDS]]

The last line is `N passed, N failed`.
"""
import csv
import datetime
import fractions
import io
import json
import random
import sys

import asb
from differential import DAY, NOW, TODAY, UTC, a_day, a_filter, a_summary, fits, instant, last_moment, local_day, officer_of, state_of

AREAS = ['default', 'Hart', 'Sevenoaks']
STATUSES = {'intervention': ['considered', 'rejected', 'offered', 'accepted', 'declined', 'issued', 'signed', 'completed', 'breached', 'withdrawn'],
            'legal': ['considered', 'advice-sought', 'warned', 'notice-served', 'applied', 'adjourned', 'granted', 'refused', 'extended', 'breached', 'expired',
                      'withdrawn', 'discharged']}
REVIEWS = ['requested', 'threshold-met', 'threshold-not-met', 'held', 'recommendations', 'applicant-told']
COUNTERS = ['applications', 'threshold-met', 'threshold-not-met', 'reviews-held', 'recommendations', 'applicants-told']
NASTY = ['=1+1', '+44 20', '-1', '@home', '\tTab', '\rReturn', 'Line\r\nend', 'Com,ma', 'Quo"te', "O'Brien", 'Straße', '=HYPERLINK("http://x")', ' =1', '']
FORMULA = ('=', '+', '-', '@', '\t', '\r', '\n')


# ---- random summaries

def a_case(r, names):
    out = a_summary(r)
    begun = datetime.date.fromisoformat(local_day(out['reported']))
    if r.random() < 0.3:  # so that two years are met
        out['reported'] = instant(r, begun - 365 * DAY)
        begun -= 365 * DAY
    if r.random() < 0.1:
        out['reported'] = (NOW - datetime.timedelta(minutes=r.choice([0, 1, 1439, 1440, 1441, r.randrange(3000)]))).strftime('%Y-%m-%dT%H:%M:%SZ')
        begun = datetime.date.fromisoformat(local_day(out['reported']))
    out.pop('opened', None)
    days = [out['reported']] + [instant(r, begun + r.randrange(1, 300) * DAY) for _ in range(r.choice([0, 0, 1, 3]))]
    out['reports'] = [] if out['state'] == 'prevention' else [{'at': day} for day in days]
    for report in out['reports']:
        if r.random() < 0.7:
            report['counts_for'] = r.choice(['p1', 'p2'])
            report['until'] = a_day(r, -40, 200).isoformat()
    if any('until' in report for report in out['reports']):
        out['review'] = {'area': r.choice(AREAS), 'tell_at': r.choice([1, 2]), 'threshold': r.choice([2, 3, 3])}
        if r.random() < 0.3:
            out['review']['hate_threshold'] = 1
    if out['state'] in ('open', 'closed') and r.random() < 0.9:
        out['openings'] = [{'at': instant(r, begun + DAY * r.randrange(3)), 'new': True}]
        for _ in range(r.choice([0, 0, 1, 2])):
            out['openings'].append({'at': instant(r, begun + r.randrange(3, 400) * DAY), 'new': r.random() < 0.5})
        out['opened'] = out['openings'][0]['at']
    if r.random() < 0.2:
        out['links'] = [{'relation': r.choice(['duplicate', 'merged-into', 'related', 'continues']), 'to': r.choice(names)} for _ in range(r.choice([1, 2]))]
    if r.random() < 0.5:
        out['steps'] = [a_step(r) for _ in range(r.choice([1, 2, 4]))]
    if r.random() < 0.4:
        out['feedback'] = [a_feedback(r) for _ in range(r.choice([1, 2]))]
    if r.random() < 0.3:
        out['case_reviews'] = [{'at': instant(r, a_day(r)), 'status': r.choice(REVIEWS), **({'area': r.choice(AREAS)} if r.random() < 0.5 else {})}
                               for _ in range(r.choice([1, 3]))]
    if r.random() < 0.2:
        out['ward'] = r.choice([n for n in NASTY if n])
    return out


def a_step(r):
    kind = r.choice(list(STATUSES))
    return {'at': instant(r, a_day(r, -500, 0)), 'kind': kind, 'later': r.choice([0, 0, 1, 4]), 'remedy': r.choice(['abc', 'mediation', 'injunction']),
            'status': r.choice(STATUSES[kind])}


def a_feedback(r):
    out = {'at': instant(r, a_day(r, -500, 0)), 'status': r.choice(['invited', 'received', 'declined'])}
    if out['status'] == 'received':
        out['scores'] = {name: r.randrange(6) for name in r.sample(['Outcome', 'Speed', '=Care'], r.choice([0, 1, 2, 3]))}
    return out


# ---- plain recomputations: {table: rows}, without labels

def half_up(part, whole, times):
    """To one decimal, as JSON has it; None of nothing."""
    if not whole:
        return None
    tenths = (fractions.Fraction(part * times * 10, whole) + fractions.Fraction(1, 2)).__floor__()
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


def row(**keys):
    return {key: value for key, value in keys.items() if value is not None}


def day_in(day, since, until):
    return day is not None and since <= day <= until


def first_opened(case):
    return local_day(case['openings'][0]['at']) if 'openings' in case else None


def is_prevention(case):
    return case['state'] == 'prevention' or ('openings' not in case and not any(local_day(x['at']) == local_day(case['reported']) for x in case['reports']))


def joined(name, cases):
    """The link by which a file is another case's, or None."""
    def links(one):
        return [x for x in cases[one].get('links', []) if x['relation'] in ('duplicate', 'merged-into')]
    if not links(name):
        return None
    link = links(name)[0]
    other = link['to']
    if other not in cases or other == name or not any(x['to'] == name for x in links(other)):
        return link
    order = sorted([name, other], key=lambda n: (first_opened(cases[n]) is None, first_opened(cases[n]) or '', n))
    return None if order[0] == name else link


REASONS = ['duplicate', 'not-opened-again', 'reopened', 'further-report', 'opened-after-the-year', 'no-case', 'prevention']


def nm01(cases, since, until, homes):
    counted, excluded = [], []
    for name, case in cases.items():
        openings = [(n, x) for n, x in enumerate(case.get('openings', [])) if day_in(local_day(x['at']), since, until)]
        new = [(n, x) for n, x in openings if x['new']]
        reports = [local_day(x['at']) for x in case['reports'] if day_in(local_day(x['at']), since, until)]
        link = joined(name, cases) if new else None
        if link:
            excluded.append(row(case=name, reason='duplicate', date=first_opened(case), other=link['to']))
        elif new:
            counted += [row(case=name, opened=local_day(x['at']), again=n > 0, hate=case['hate'], ward=case.get('ward')) for n, x in new]
        else:
            why, day = why_not(case, openings, reports, since, until)
            if why:
                excluded.append(row(case=name, reason=why, date=day))
    hate = sum(x['hate'] for x in counted)
    figures = [row(measure=word, cases=n, homes=homes, per_thousand_homes=half_up(n, homes, 1000), to=until, **{'from': since}) for word, n in (('cases', len(counted)), ('hate', hate))]
    return {'figures': figures, 'counted': sorted(counted, key=lambda x: (x['opened'], x['case'])),
            'excluded': sorted(excluded, key=lambda x: (x['reason'], x['date'], x['case'])),
            'reasons': [row(reason=why, files=sum(x['reason'] == why for x in excluded)) for why in REASONS if any(x['reason'] == why for x in excluded)],
            'months': [row(month=m, cases=sum(x['opened'][:7] == m for x in counted), hate=sum(x['hate'] for x in counted if x['opened'][:7] == m))
                       for m in months_from(since[:7], 12)]}


def why_not(case, openings, reports, since, until):
    first = first_opened(case)
    if first is None and is_prevention(case):
        begun = local_day(case['reported'])
        return ('prevention', begun) if day_in(begun, since, until) else (None, None)
    if first is None:
        return ('no-case', reports[0]) if reports else (None, None)
    after = [day for day in reports if case['state'] == 'closed' and day > local_day(case['closed'])]
    if after:
        return 'not-opened-again', after[0]
    if openings:
        return 'reopened', local_day(openings[0][1]['at'])
    if not reports:
        return None, None
    return ('opened-after-the-year' if first > until else 'further-report'), reports[0]


def months_from(first, count):
    year, month = map(int, first.split('-'))
    return ['%04d-%02d' % (year + (month - 1 + i) // 12, (month - 1 + i) % 12 + 1) for i in range(count)]


def year_before(day):
    year, rest = int(day[:4]) - 1, day[4:]
    return '%04d%s' % (year, '-02-28' if rest == '-02-29' else rest)


def before(since, until):
    """The same days a year earlier; the last day goes by the day after it."""
    after = (datetime.date.fromisoformat(until) + DAY).isoformat()
    return year_before(since), (datetime.date.fromisoformat(year_before(after)) - DAY).isoformat()


def share(part, whole):
    return half_up(part, whole, 100)


def performance(cases, since, until):
    groups, late, months, officers = {}, [], {}, {}
    for name, case in cases.items():
        for duty in case['duties']:
            day = local_day(duty.get('due', duty['start']))
            if duty.get('watch') or day < since or (until and day > until) or not duty['fits']:
                continue
            state = state_of(duty)
            for place, of in ((groups, (case['policy'], duty['rule'])), (officers, officer_of(case, duty)), (months, day[:7])):
                one = place.setdefault(of, {'taken': []})
                one.setdefault(state, []).append(name)
                one['taken'] += [duty['taken']] if 'taken' in duty and state.startswith('met') else []
            if state in ('met-late', 'overdue'):
                late.append(row(case=name, duty=duty['rule'], party=duty.get('party'), due=day, state=state, done=local_day(duty.get('end')) if state == 'met-late' else None,
                                officer=officer_of(case, duty)))
    def figures(one, words=('met', 'met-late', 'overdue', 'open', 'lapsed')):
        done = len(one.get('met', []))
        out = {word.replace('-', '_'): len(one.get(word, [])) for word in words}
        whole = done + len(one.get('met-late', [])) + len(one.get('overdue', []))
        return {**out, **row(on_time=share(done, whole))}
    def median(days):
        days = sorted(days)
        twice = days[(len(days) - 1) // 2] + days[len(days) // 2] if days else None
        return None if twice is None else twice // 2 if twice % 2 == 0 else twice / 2
    rows = []
    for (policy, rule), one in sorted(groups.items()):
        sets = {word.replace('-', '_') + '_cases': sorted(set(one.get(word, []))) for word in ('met', 'met-late', 'overdue', 'open', 'lapsed')}
        rows.append({'policy': policy, 'duty': rule, **figures(one), **row(median_working_days=median(one['taken'])), **sets})
    shown = [m for m in sorted(months) if m <= min(until or '9', TODAY.isoformat())[:7]]
    return {'duties': rows, 'late': sorted(late, key=lambda x: (x['due'], x['case'], x['duty'])),
            'officers': [{**row(officer=name), **figures(one)} for name, one in sorted(officers.items(), key=lambda x: x[0] or '')],
            'months': [{'month': m, **figures(months[m], ('met', 'met-late', 'overdue'))} for m in shown if any(k in months[m] for k in ('met', 'met-late', 'overdue'))]}


def changes(now, then):
    return {'reported': now, 'year_before': then, 'change': now - then}


TAKEN = {'accepted', 'issued', 'signed', 'completed', 'warned', 'notice-served', 'granted', 'extended', 'expired', 'discharged'}
NOT_TAKEN = {'rejected', 'declined', 'refused', 'withdrawn'}


def step_result(step, closed):
    if step['status'] == 'breached' or (step['status'] in TAKEN and step['later']):
        return 'failed'
    if step['status'] in TAKEN:
        return 'succeeded' if closed else 'quiet'
    return 'not_taken' if step['status'] in NOT_TAKEN else 'under_way'


def monitor(cases, since, until):
    then = before(since, until)
    reported = {name: local_day(case['reported']) for name, case in cases.items() if not is_prevention(case)}
    now, past = ({n for n, d in reported.items() if day_in(d, *period)} for period in ((since, until), then))
    wards = {case.get('ward') for name, case in cases.items() if name in now | past}
    categories = {c for name in now | past for c in cases[name]['categories'] or [None]}
    def by(word, names):
        return {n for n in names if (word in cases[n]['categories'] if word else not cases[n]['categories'])}
    out = {'wards': [], 'categories': []}
    for ward in wards:
        of = [{n for n in names if cases[n].get('ward') == ward} for names in (now, past)]
        out['wards'].append({**row(ward=ward), **changes(len(of[0]), len(of[1])), 'cases': sorted(of[0])})
    for category in categories:
        of = [by(category, names) for names in (now, past)]
        out['categories'].append({**row(category=category), **changes(len(of[0]), len(of[1])), 'cases': sorted(of[0])})
    last = months_from('%04d-%02d' % (int(until[:4]) - 1, int(until[5:7])), 13)[1:]
    out['months'] = [{'month': m, **changes(sum(d[:7] == m for d in reported.values()), sum(d[:7] == year_before(m + '-01')[:7] for d in reported.values()))} for m in last]
    years = {m: [{n for n, d in reported.items() if d[:7] == month} for month in (m, year_before(m + '-01')[:7])] for m in last}
    some = {c for months in years.values() for names in months for n in names for c in cases[n]['categories'] or [None]}
    out['trends'] = [{**row(category=c), 'month': m, 'reported': len(by(c, years[m][0])), 'year_before': len(by(c, years[m][1]))} for c in some for m in last]
    out['days'] = [{'day': d, 'reported': sum(x == d for x in reported.values()), 'opened': sum(first_opened(cases[n]) == d for n in reported)}
                   for d in ((TODAY - n * DAY).isoformat() for n in range(27, -1, -1))]
    fresh = [(case['reported'], name) for name, case in cases.items() if name in reported
             and datetime.timedelta(0) <= NOW - datetime.datetime.fromisoformat(case['reported'].replace('Z', '+00:00')) < DAY]
    out['recent'] = [name for _, name in sorted(sorted(fresh, key=lambda x: x[1]), key=lambda x: x[0], reverse=True)]
    return {**out, **outcomes(cases, since, until, then)}


def outcomes(cases, since, until, then):
    steps, answers, scores, closed = {}, {word: [] for word in ('invited', 'received', 'declined')}, {}, {}
    for name, case in cases.items():
        for step in case.get('steps', []):
            if day_in(local_day(step['at']), since, until):
                one = steps.setdefault((step['remedy'], step['kind']), {'breached': 0})
                one.setdefault(step_result(step, case['state'] == 'closed'), []).append(name)
                one['breached'] += step['status'] == 'breached'
        for feedback in case.get('feedback', []):
            if day_in(local_day(feedback['at']), since, until):
                answers[feedback['status']].append(name)
                for question, score in feedback.get('scores', {}).items():
                    for officer in ('', case.get('owner') or '(nobody)'):
                        scores.setdefault((question, officer), []).append(score)
        day = local_day(case.get('closed')) if case['state'] == 'closed' else None
        if day_in(day, since, until) or day_in(day, *then):
            one = closed.setdefault(case.get('closure_reason'), [[], 0])
            one[0] += [name] if day_in(day, since, until) else []
            one[1] += day_in(day, *then)
    def counted(one):
        out = {word: len(one.get(word, [])) for word in ('succeeded', 'quiet', 'failed', 'under_way', 'not_taken')}
        return {'taken': out['succeeded'] + out['quiet'] + out['failed'], **out, 'breached': one['breached'],
                **row(success=share(out['succeeded'], out['succeeded'] + out['failed'])), 'succeeded_cases': sorted(set(one.get('succeeded', []))),
                'failed_cases': sorted(set(one.get('failed', [])))}
    def mean(values):
        thousandths = (fractions.Fraction(sum(values) * 1000, len(values)) + fractions.Fraction(1, 2)).__floor__()
        return thousandths // 1000 if thousandths % 1000 == 0 else thousandths / 1000
    return {'steps': [{'remedy': remedy, 'kind': kind, **counted(one)} for (remedy, kind), one in steps.items()],
            'feedback': [{'feedback': word, 'count': len(names), 'cases': sorted(set(names))} for word, names in answers.items()],
            'scores': [row(question=question, officer=officer or None, answers=len(values), mean=mean(values), lowest=min(values), highest=max(values))
                       for (question, officer), values in sorted(scores.items())],
            'outcomes': [{**row(reason=reason), 'closed': len(now), 'year_before': then_, 'change': len(now) - then_, 'cases': sorted(set(now))}
                         for reason, (now, then_) in closed.items()]}


def reviews(cases, since, until):
    counters, areas, warnings, reports = {word: [] for word in REVIEWS}, {}, [], []
    for name, case in cases.items():
        for review in case.get('case_reviews', []):
            if day_in(local_day(review['at']), since, until):
                counters[review['status']].append(name)
                area = review.get('area', case.get('review', {}).get('area'))
                areas.setdefault(area, []).append(review['status'])
        if 'review' not in case:
            continue
        rule = case['review']
        threshold = min(rule['threshold'], rule.get('hate_threshold', 99)) if case['hate'] else rule['threshold']
        applied = max([local_day(x['at']) for x in case.get('case_reviews', []) if x['status'] == 'requested'], default=None)
        for party in ('p1', 'p2'):
            counting = [x for x in case['reports'] if x.get('counts_for') == party and last_moment(x['until']) >= NOW]
            if not counting or (len(counting) + 1 < threshold and len(counting) < rule['tell_at']):
                continue
            warning = 'threshold-met' if len(counting) >= threshold else 'one-short' if len(counting) + 1 == threshold else 'to-tell'
            warnings.append(row(case=name, party=party, warning=warning, reports=len(counting), threshold=threshold, wanted=max(0, threshold - len(counting)),
                                until=min(x['until'] for x in counting), area=rule['area'], hate=case['hate'], state=case['state'], applied=applied))
            reports += [row(case=name, party=party, reported=local_day(x['at']), until=x['until'],
                            days_left=(datetime.date.fromisoformat(x['until']) - TODAY).days) for x in counting]
    keys = ['applications', 'threshold_met', 'threshold_not_met', 'reviews_held', 'recommendations', 'applicants_told']
    return {'counters': [row(counter=counter, published=counter in ('applications', 'threshold-not-met', 'reviews-held', 'recommendations'), count=len(counters[word]),
                             cases=sorted(set(counters[word]))) for counter, word in zip(COUNTERS, REVIEWS)],
            'areas': [{**row(area=area), **{key: words.count(word) for key, word in zip(keys, REVIEWS)}} for area, words in sorted(areas.items(), key=lambda x: x[0] or '')],
            'early-warning': sorted(warnings, key=lambda x: (x['wanted'], x['until'], x['case'], x['party'])),
            'reports': sorted(reports, key=lambda x: (x['case'], x['party'], x['reported']))}


# ---- comparing

class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, what, found, wanted):
        if found == wanted:
            self.passed += 1
            return
        self.failed += 1
        if self.failed <= 5:
            print('FAILED %s\n  found  %s\n  wanted %s' % (what, json.dumps(found)[:3000], json.dumps(wanted)[:3000]))


def without_labels(rows):
    return [{key: value for key, value in one.items() if key not in ('label', 'clause', 'categories', 'channel', 'definition')} for one in rows]


def in_any_order(rows):
    return sorted(rows, key=lambda one: json.dumps(one, sort_keys=True))


ORDERED = {'figures', 'reasons', 'counted', 'excluded', 'months', 'duties', 'late', 'officers', 'days', 'scores', 'feedback', 'counters', 'areas', 'early-warning', 'reports'}


def compare(tally, what, found, wanted):
    for name, rows in wanted.items():
        if name == 'recent':
            tally.check('%s %s' % (what, name), [one['case'] for one in found[name]], rows)
            continue
        one, other = without_labels(found[name]), rows
        if name == 'reports':
            one, other = in_any_order(one), in_any_order(other)
        tally.check('%s %s' % (what, name), one if name in ORDERED else in_any_order(one), other if name in ORDERED else in_any_order(other))


def cell(text):
    """What a cell says, for JSON's sake; a formula that was defused, as it was."""
    if text[:1] == "'" and (text[1:2] in FORMULA or text[1:2] in '\uff1d\uff0b\uff0d\uff20'):
        return text[1:]
    return text


def as_text(value):
    return json.dumps(value) if isinstance(value, (bool, int, float)) else value


def compare_csv(tally, load, asked, tables):
    for name, rows in tables.items():
        text = load.report_csv(**{**asked, 'table': name})
        tally.check('CSV: lines end in CR LF', text.endswith('\r\n'), True)
        read = list(csv.reader(io.StringIO(text, newline=''), strict=True))
        keys = read[0]
        wanted = [[as_text(one[key]) if key in one else '' for key in keys] for one in rows]
        tally.check('CSV %s %s' % (asked, name), [[cell(c) for c in line] for line in read[1:]], wanted)
        unsafe = [c for line in read[1:] for c in line if c.startswith(FORMULA) and not c.lstrip('-').replace('.', '').isdigit()]
        tally.check('CSV: formulas', unsafe, [])
        hidden = {key for one in rows for key, value in one.items() if isinstance(value, list)}
        tally.check('CSV: columns', {key for one in rows for key in one} - hidden - set(keys), set())


def report_of(load, tally, cases, name, keys, period, recompute):
    asked = {'report': name, **keys}
    found = load.report(**asked)
    compare(tally, '%s %s' % (name, keys), found['tables'], recompute(cases, *period))
    compare_csv(tally, load, asked, found['tables'])
    page = load.report_html(**asked)
    tally.check('%s: a page' % name, page.startswith('<!DOCTYPE html>') and page.endswith('</html>\n'), True)


def a_period(r):
    days = sorted(TODAY - r.randrange(0, 500) * DAY for _ in range(2))
    return days[0].isoformat(), days[1].isoformat()


def seen(cases, asked):
    """What a filter leaves of the cases; of their duties, each says whether it is asked for."""
    out = {}
    for name, case in cases.items():
        duties = [{**duty, 'fits': fits(name, case, asked, duty)} for duty in case['duties']]
        out[name] = {**case, 'duties': duties, 'fits': fits(name, case, asked)}
    return out


def ask_all(r, load, tally, cases):
    asked = a_filter(r, cases) if cases else {}
    everything = seen(cases, asked)
    cases = {name: case for name, case in everything.items() if case['fits']}
    since, until = a_period(r)
    period = {'from_': since, 'to': until}
    year, homes = r.choice([2024, 2025, 2026]), r.choice([8, 999, 1000, 12345, 4000])
    keys = {'year': '%d-%02d' % (year, (year + 1) % 100), 'homes': homes, **asked}
    report_of(load, tally, cases, 'nm01', keys, ('%d-04-01' % year, '%d-03-31' % (year + 1), homes), nm01)
    report_of(load, tally, cases, 'monitoring', {**period, **asked}, (since, until), monitor)
    report_of(load, tally, cases, 'case-reviews', {**period, **asked}, (since, until), reviews)
    report_of(load, tally, everything, 'performance', {**period, **asked}, (since, until), performance)
    report_of(load, tally, everything, 'performance', {'from_': since, **asked}, (since, None), performance)


def one_round(r, tally):
    load = asb.Caseload(asb.Engine(clock=lambda: NOW))
    names = ['C-%03d' % n for n in range(r.choice([0, 3, 40, 150]))] or ['none']
    cases = {name: a_case(r, names) for name in names if name != 'none'}
    for turn in range(3):
        for name in cases:
            if turn == 0 or r.random() < 0.2:
                cases[name] = a_case(r, names)
                load.put(name, turn + 1, cases[name])
        ask_all(r, load, tally, cases)
    if cases:
        allowed = {'owner_role': 'CHM'}
        load.allow({'role': 'CHM'})
        ask_all(r, load, tally, {name: case for name, case in cases.items() if case.get('owner_role') == allowed['owner_role']})


# ---- real cases

def a_real_case(r, world, name):
    """Records at random over some months; gives the case and what its records say of openings."""
    clock, engine, policy, store = world
    case = asb.Case(policy, name, store)
    openings, state, reported, opened = [], 'enquiry', False, False
    def add(kind, fields):
        record = asb.Record(engine, kind, fields, by='amy', role='CCC')
        case.admit(record)
    clock[0] = NOW - r.randrange(200, 400) * DAY
    add('report', {'channel': 'phone', 'summary': 'Noise', 'reporter': 'p1'})
    add('party', {'party': 'p1', 'as': 'complainant', 'name': 'Ann Ash'})
    if r.random() < 0.4:
        add('party', {'party': 'p2', 'as': 'victim', 'name': 'Bob Brook'})
    for _ in range(r.randrange(12)):
        clock[0] = min(clock[0] + r.randrange(1, 40) * DAY, NOW)
        kind = r.choice(['report', 'report', 'opening', 'closure', 'reopening', 'incident'])
        if kind == 'report':
            fields = {'channel': 'app', 'summary': 'Again'}
            fields.update({'reporter': r.choice(['p1', 'p2', 'stranger'])} if r.random() < 0.8 else {})
            fields.update({'occurred': (clock[0] - r.randrange(60) * DAY).date().isoformat()} if r.random() < 0.6 else {})
            reported = reported or state == 'closed'
        elif kind == 'opening':
            fields = {'categories': ['noise']}
            if not opened or state == 'closed':
                openings.append((clock[0], not opened or reported))
            opened, state = True, 'open'
        elif kind == 'closure':
            fields, state, reported = {'reason': 'reduced', 'rationale': 'Quiet'}, 'closed', False
        elif kind == 'reopening':
            fields = {'reason': 'Again'}
            if opened and state == 'closed':
                openings.append((clock[0], reported))
            state = 'open' if opened else 'enquiry'
        else:
            fields = {'occurred': (clock[0] - r.randrange(50) * DAY).date().isoformat(), 'description': 'Shouting'}
        add(kind, fields)
    case.save()
    return case, openings


def real_cases(r, tally):
    clock = [NOW]
    engine = asb.Engine(clock=lambda: clock[0])
    store, policy = asb.Store.memory(engine), asb.Policy(engine, 'places-for-people')
    made = {'R-%02d' % n: a_real_case(r, (clock, engine, policy, store), 'R-%02d' % n) for n in range(12)}
    clock[0] = NOW
    load = asb.Caseload(engine)
    load.follow(store)
    facts = {}
    for name, (case, openings) in made.items():
        summary = case.summary()
        tally.check('openings of %s' % name, [(x['at'], x['new']) for x in summary.get('openings', [])],
                    [(at.strftime('%Y-%m-%dT%H:%M:%SZ'), new) for at, new in openings])
        for party in case.facts()['parties']:
            if 'case_review' in party:
                review = party['case_review']
                facts[name, party['party']] = review['qualifying'], review['threshold'], sorted(x['until'] for x in review['reports'] if x['counts'])
    tables = load.report('case-reviews')['tables']
    near = {key: value for key, value in facts.items() if value[0] and (value[0] + 1 >= value[1] or value[0] >= 2)}
    tally.check('who is near', sorted((one['case'], one['party'], one['reports']) for one in tables['early-warning']), sorted((*key, value[0]) for key, value in near.items()))
    for key, value in near.items():
        tally.check('until when %s' % (key,), sorted(x['until'] for x in tables['reports'] if (x['case'], x['party']) == key), value[2])
    months = sum(len([1 for at, new in openings if new]) for _, openings in made.values())
    years = [load.report('nm01', homes=1000, year='%d-%02d' % (y, (y + 1) % 100))['tables']['figures'][0]['cases'] for y in (2024, 2025, 2026)]
    tally.check('all that was opened', sum(years), months)


def main():
    seed, rounds = ([int(word) for word in sys.argv[1:]] + [1, 8][len(sys.argv) - 1:])[:2]
    tally = Tally()
    for n in range(rounds):
        r = random.Random('%d reports %d' % (seed, n))
        one_round(r, tally)
        real_cases(r, tally)
    print('%d passed, %d failed' % (tally.passed, tally.failed))
    return 1 if tally.failed or not tally.passed else 0


if __name__ == '__main__':
    sys.exit(main())

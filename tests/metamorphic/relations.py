"""What must stay the same, or change in a known way, when a scenario is changed. Each relation takes a Setting and yields what is wrong, as sentences."""
import copy
import datetime as dt
import json
import re

from asbmodel import calendar
from asbmodel.generating import collect_patterns

from changing import Unfit, days_later, in_whole_days, mapped, shifted_text, with_shifted_dates, with_shifted_seqs, without_good_friday

FAR = 400 * 365 + 97  # 400 years are whole weeks, and the calendar without Easter begins again


def tried(step):
    return step.get('record', step.get('may'))


def accepted(step, line):
    return 'record' in step and not line['refused'] and line['invalid'] is None


def told(line, *but):
    return {k: v for k, v in line.items() if k not in ('step',) + but}


def difference(want, found):
    keys = [k for k in want if want[k] != found.get(k)]
    return '; '.join('%s is %s, and was %s' % (k, json.dumps(found.get(k)), json.dumps(want[k])) for k in keys)[:1200]


def compare(steps, before, after, what):
    """The lines of the same steps, in two scenarios."""
    if len(before) != len(after):
        yield '%s: %d lines, and were %d' % (what, len(after), len(before))
    for step, old, new in zip(steps, before, after):
        if told(old) != told(new):
            yield '%s: step %d, %s: %s' % (what, old['step'], tried(step), difference(told(old), told(new)))
            return


# ---- a record, or a field, that no rule names

def kinds_named(policy):
    named = set()
    for pattern in collect_patterns(policy):
        kinds = pattern if isinstance(pattern, str) else pattern.get('kind', []) if isinstance(pattern, dict) else []
        named |= set(kinds if isinstance(kinds, list) else [kinds])
    return named


def places_to_insert(steps, lines):
    """After each record that was added: (index of the step, its case, how many records the case has then)."""
    counts = {}
    for i, (step, line) in enumerate(zip(steps, lines)):
        if accepted(step, line):
            name = step.get('case', 'A')
            counts[name] = counts.get(name, 0) + 1
            yield i, name, counts[name]


def with_record_inserted(steps, lines, place, kind, rng):
    index, name, count = place
    new = {'at': steps[index]['at'], 'by': rng.choice(('amy', 'zoe')), 'role': steps[index].get('role'), 'case': name, 'record': kind,
           'with': {'note': 'Nothing that a rule asks for'}}
    if kind == 'note':
        new['with'] = {'text': 'Nothing that a rule asks for'}
    kinds, out = [], []
    for i, (step, line) in enumerate(zip(steps, lines)):
        step = copy.deepcopy(step)
        mine = step.get('case', 'A') == name
        if mine and i > index and isinstance(step.get('with'), dict):
            step['with'] = with_shifted_seqs(tried(step), step['with'], count, kinds)
        if mine and accepted(step, line):
            kinds.append(step['record'])
        out.append(step)
        if i == index:
            out.append(new)
    return out


def irrelevant_record(s):
    places = list(places_to_insert(s.doc['steps'], s.lines))
    if not places:
        raise Unfit
    kinds = ['x-weather'] + (['note'] if 'note' not in kinds_named(s.policy) else [])
    kind, place = s.rng.choice(kinds), s.rng.choice(places)
    steps = with_record_inserted(s.doc['steps'], s.lines, place, kind, s.rng)
    after = s.trace(dict(s.doc, steps=steps))
    added = after.pop(place[0] + 1)
    if added['invalid'] or added['refused']:
        yield 'a record of kind %s after step %d: %s' % (kind, place[0] + 1, json.dumps(added)[-300:])
        return
    old = told(s.lines[place[0]], 'refused', 'warned', 'deviations', 'invalid')
    if told(added, 'refused', 'warned', 'deviations', 'invalid') != old:
        yield 'a record of kind %s after step %d: %s' % (kind, place[0] + 1, difference(old, added))
    yield from compare(s.doc['steps'], s.lines, after, 'a record of kind %s after step %d' % (kind, place[0] + 1))


def irrelevant_field(s):
    steps = copy.deepcopy(s.doc['steps'])
    for step, line in zip(steps, s.lines):
        if accepted(step, line) and s.rng.random() < 0.5:
            step.setdefault('with', {})['x-weather'] = s.rng.choice(('rain', 5, True, ['rain'], {'a': None}))
    yield from compare(steps, s.lines, s.trace(dict(s.doc, steps=steps)), 'a field x-weather')


# ---- what was refused, was invalid, or was only asked about

def refused_changes_nothing(s):
    keep = [i for i, step in enumerate(s.doc['steps']) if accepted(step, s.lines[i])]
    if len(keep) in (0, len(s.doc['steps'])):
        raise Unfit
    steps = [s.doc['steps'][i] for i in keep]
    yield from compare(steps, [s.lines[i] for i in keep], s.trace(dict(s.doc, steps=steps)), 'without what was not added')


# ---- dates moved

def years_of(doc):
    years = [int(y) for step in doc['steps'] for y in re.findall(r'\b(\d{4})-\d{2}-\d{2}', json.dumps(step))]
    return range(max(min(years) - 1, 1990), min(max(years) + 2, 2060))


def holidays_about(doc, days):
    """The bank holidays, but those at a weekend, of the years of the scenario and of those so many days later."""
    step_of = dt.timedelta(days)
    for year in years_of(doc):
        for there in {year, (dt.date(year, 1, 1) + step_of).year, (dt.date(year, 12, 31) + step_of).year}:
            yield from (h for h in calendar.bank_holidays(there) if h.weekday() < 5)


def calendar_without(holidays, own):
    return {'add': sorted(own['add']), 'remove': sorted({str(h) for h in holidays} - set(own['add']) | set(own['remove']))}


def moved(s, days, simplify):
    doc, policy = mapped(s.doc, simplify), mapped(s.document, simplify)
    holidays = set(holidays_about(doc, days))
    own = {k: doc.get('calendar', {}).get(k, []) for k in ('add', 'remove')}
    later = dict(doc, calendar=calendar_without(holidays, with_shifted_dates(own, days)), steps=with_shifted_dates(doc['steps'], days))
    before = s.trace(dict(doc, calendar=calendar_without(holidays, own)), policy)
    after = s.trace(later, with_shifted_dates(policy, days))
    yield from compare(doc['steps'], with_shifted_dates(before, days), with_shifted_dates(after, 0), 'moved by %d days' % days)


def moved_by_weeks(s):
    yield from moved(s, 7 * s.rng.randint(1, 100), without_years)


def moved_by_400_years(s):
    yield from moved(s, FAR, without_good_friday)


def without_years(value):
    """Years are not whole weeks: where an age counts, only the 400 years will do."""
    if isinstance(value, dict) and 'date_of_birth' in value:
        return mapped({k: v for k, v in value.items() if k != 'date_of_birth'}, without_years)
    return in_whole_days(value)


# ---- a day that is not worked

def same_but_for_dates(a, b):
    keys = [k for k in a if k not in ('step', 'duties')]
    names = [(d['duty'], d['party']) for d in a['duties']] == [(d['duty'], d['party']) for d in b['duties']]
    return names and all(a[k] == b[k] for k in keys)


def earlier(a, b):
    if not a['due'] or not b['due']:
        return bool(a['due']) != bool(b['due'])
    return shifted_text(b['due'], 0) < shifted_text(a['due'], 0)


def added_holiday(s):
    dues = sorted({d['due'][:10] for line in s.lines for d in line['duties'] if d['due']})
    if not dues:
        raise Unfit
    given = s.doc.get('calendar', {})
    days = [days_later(dt.date.fromisoformat(s.rng.choice(dues)), -s.rng.randint(0, 5)) for _ in range(s.rng.randint(1, 6))]
    changed = dict(given, add=sorted(set(given.get('add', [])) | set(days)),
                   remove=[d for d in given.get('remove', []) if d not in days])
    differing = set()
    for step, old, new in zip(s.doc['steps'], s.lines, s.trace(dict(s.doc, calendar=changed))):
        name = old['case']
        if name in differing or not same_but_for_dates(old, new):
            differing.add(name)  # another decision was made because a date had not come yet; from here on these are two histories
            continue
        for a, b in zip(old['duties'], new['duties']):
            if earlier(a, b):
                yield 'with %s added: step %d, %s is due %s, and was %s' % (', '.join(days), old['step'], a['duty'], b['due'], a['due'])
                return
            s.count('dates that a holiday moved', a['due'] != b['due'])


# ---- a condition and its negation

NEVER = {'all': [{'plan': 'exists'}, {'not': {'plan': 'exists'}}]}
OF_THE_RECORD = ('record', 'actor', '"same"')


def conditions_of(document):
    """(where it is judged, condition) of all rules; those about the tried record only where their guard is."""
    for guard in document.get('guards', []):
        yield guard['on'], guard['require']
    rules = [d.get(k) for d in document.get('duties', []) for k in ('while', 'starts_if')]
    rules += [r.get('when') for k in ('stages', 'raises') for r in document.get(k, [])]
    rules += [o.get('when') for d in document.get('duties', []) for o in d.get('within', []) if isinstance(d.get('within'), list)]
    for condition in rules:
        if condition and not any(word in json.dumps(condition) for word in OF_THE_RECORD):
            yield None, condition


def twins(on, a, b, i):
    def guard(name, require):
        return {'id': 'twin-%d-%s' % (i, name), 'on': on, 'require': require, 'severity': 'warn', 'message': 'A twin.', 'clause': 'none'}
    return [guard('here', NEVER), guard('is', a), guard('not', {'not': a}), guard('twice', {'not': {'not': a}}),
            guard('both', {'all': [a, b]}), guard('neither-not', {'not': {'any': [{'not': a}, {'not': b}]}}),
            guard('either', {'any': [a, b]}), guard('not-both-not', {'not': {'all': [{'not': a}, {'not': b}]}}),
            guard('not-either', {'not': {'any': [a, b]}})]


def wrong_of_twins(said, i):
    def holds(name):
        return 'twin-%d-%s' % (i, name) not in said
    if holds('here'):
        return 'is judged where it is not asked' if any(not holds(n) for n in ('is', 'not', 'both', 'either')) else None
    if holds('is') == holds('not'):
        return 'and its negation agree'
    if holds('is') != holds('twice'):
        return 'and its double negation differ'
    if holds('both') != holds('neither-not') or holds('either') != holds('not-both-not') or holds('either') == holds('not-either'):
        return 'is against De Morgan'
    if holds('both') and not holds('is') or holds('is') and not holds('either'):
        return 'holds with another and not alone'
    return None


def negation(s):
    document = copy.deepcopy(s.document)
    all_of_them = list(conditions_of(document))
    chosen = [s.rng.choice(all_of_them) for _ in range(8)]
    free = [c for on, c in all_of_them if on is None]
    conditions = []
    for i, (on, a) in enumerate(chosen):
        b = s.rng.choice(free) if free else {'plan': 'exists'}
        conditions.append(a)
        document.setdefault('guards', []).extend(twins(on or {'kind': 'x-question'}, a, b, i))
    steps = []
    for step in s.doc['steps']:
        steps.append(step)
        steps.append({'at': step['at'], 'by': 'amy', 'role': step.get('role'), 'case': step.get('case', 'A'), 'may': 'x-question', 'with': {}})
    for line in s.trace(dict(s.doc, steps=steps), document):
        for i, condition in enumerate(conditions):
            s.count('conditions judged', 'twin-%d-here' % i in line['warned'])
            wrong = wrong_of_twins(line['warned'], i)
            if wrong:
                yield 'step %d: %s %s' % (line['step'], json.dumps(condition)[:400], wrong)
                return


RELATIONS = {'irrelevant-record': irrelevant_record, 'irrelevant-field': irrelevant_field, 'refused': refused_changes_nothing,
             'weeks': moved_by_weeks, '400-years': moved_by_400_years, 'holiday': added_holiday, 'negation': negation}

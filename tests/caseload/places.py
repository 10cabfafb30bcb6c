"""What reports gather at, who comes again, and what matching must find at the least: plain recomputations for differential.py, over the parties, reports and incidents of
random summaries."""
import datetime
import itertools

NAMES = ['ann ash', 'bob brook', 'ash tom', 'khan priya', 'john smith', 'unknown', 'kowalski przemyslaw', 'dave']
STREETS = ['high st', 'mill ln', 'beech cl', 'mt']
POSTCODES = ['TN9 1AA', 'TN9 1AB', 'M1 1AE']
PARTS = ['alleged-perpetrator', 'complainant', 'victim']


# ---- random keys

def a_home(r):
    home = {}
    if r.random() < 0.8:
        home['address'] = '%d %s' % (r.randrange(1, 5), r.choice(STREETS))
    if r.random() < 0.7:
        home['postcode'] = r.choice(POSTCODES)
    if r.random() < 0.4:
        home['uprn'] = r.choice(['%d', '00%d', '%d']) % r.randrange(100, 112) if r.random() < 0.95 else 'none'
    return home


def a_party(r, number):
    party = {'party': 'p%d' % number, 'as': r.sample(PARTS, r.choice([0, 1, 1, 1, 2])), **a_home(r)}
    if r.random() < 0.85:
        party['name'] = r.choice(NAMES)
    return party


def an_event(r, instant, a_day, parties, report):
    event = {}
    if r.random() < 0.7 or not report:
        day = a_day(r, -200, 0)
        event['occurred'] = day.isoformat() if r.random() < 0.5 else instant(r, day)
    if report:
        event['at'] = instant(r, a_day(r, -200, 0))
        if parties and r.random() < 0.6:
            event['reporter'] = r.choice(parties)['party']
    if r.random() < 0.5:
        event['place'] = '%d %s' % (r.randrange(1, 5), r.choice(STREETS))
    return event


def add_keys(r, summary, instant, a_day):
    parties = [a_party(r, n) for n in range(r.choice([0, 1, 2, 2, 3]))]
    summary['parties'] = parties
    summary['reports'] = [an_event(r, instant, a_day, parties, True) for _ in range(r.choice([1, 1, 2]))]
    summary['incidents'] = [an_event(r, instant, a_day, parties, False) for _ in range(r.choice([0, 0, 1, 3]))]


# ---- places

def uprn_of(home):
    text = home.get('uprn', '')
    return str(int(text)) if text.isdigit() and int(text) else None


def home_of_event(case, event):
    """Of who reports, else of the first complainant or victim who has one."""
    homes = [p for p in case['parties'] if any(k in p for k in ('address', 'postcode')) or uprn_of(p)]
    for party in homes:
        if party['party'] == event.get('reporter'):
            return party
    return next((p for p in homes if 'complainant' in p['as'] or 'victim' in p['as']), {})


def place_of_event(case, event):
    if 'place' not in event:
        return home_of_event(case, event)
    return next((p for p in case['parties'] if p.get('address') == event['place']), {'address': event['place']})


def named(home, by):
    if by == 'uprn':
        return uprn_of(home) and (int(uprn_of(home)), '')
    if by == 'postcode':
        return (home['postcode'], '') if 'postcode' in home else None
    return (home['address'], home.get('postcode', '')) if 'address' in home else None


def places_of(case, event, asked):
    by = asked.get('by', 'postcode')
    if 'as' in asked:
        parts = asked['as'] if isinstance(asked['as'], list) else [asked['as']]
        return {named(p, by) for p in case['parties'] if set(p['as']) & set(parts)} - {None} if by not in ('area', 'ward') else set()
    if by in ('area', 'ward'):
        return {(case[by], '')} if by in case else set()
    return {named((place_of_event if by == 'address' else home_of_event)(case, event), by)} - {None}


def events(cases, asked, local_day):
    for name, case in cases.items():
        for kind in ('reports', 'incidents'):
            for event in case[kind]:
                day = local_day(event.get('occurred') or event.get('at'))
                if day and asked.get('from', '0') <= day <= asked.get('to', '9'):
                    for place in places_of(case, event, asked):
                        yield place, name, kind, day


def places(cases, asked, local_day):
    of, rows, months = asked.get('of', 'reports'), {}, {}
    for place, name, kind, day in events(cases, asked, local_day):
        row = rows.setdefault(place, {'reports': 0, 'incidents': 0, 'cases': set(), 'days': [], 'months': {}})
        row[kind] += 1
        row['cases'].add(name)
        row['days'].append(day)
        if of in (kind, 'events', 'cases'):
            row['months'].setdefault(day[:7], []).append(name)
    out = []
    for place, row in rows.items():
        count = {'reports': row['reports'], 'incidents': row['incidents'], 'events': row['reports'] + row['incidents'], 'cases': len(row['cases'])}[of]
        if not count or count < asked.get('least', 1):
            continue
        one = {'place': str(place[0]), 'count': count, 'reports': row['reports'], 'incidents': row['incidents'], 'cases': len(row['cases']), 'first': min(row['days']),
               'last': max(row['days'])}
        if place[1]:
            one['postcode'] = place[1]
        if asked.get('behind'):
            one['behind'] = sorted(row['cases'])
        if asked.get('months'):
            one['months'] = [{'month': m, 'count': len(set(n) if of == 'cases' else n)} for m, n in sorted(row['months'].items())]
        out.append(((-count, place), one))
    return [one for _, one in sorted(out, key=lambda x: x[0])]


# ---- people

def home_key(party):
    if uprn_of(party):
        return (int(uprn_of(party)), '', '')
    return (0, party.get('address', ''), party.get('postcode', ''))


def people(cases, asked, local_day):
    found, parts = {}, asked.get('as', PARTS)
    for name, case in cases.items():
        day = local_day(case['reported'])
        if not asked.get('from', '0') <= day <= asked.get('to', '9'):
            continue
        for party in case['parties']:
            key = () if asked.get('by') == 'name' else home_key(party)
            if set(party['as']) & set([parts] if isinstance(parts, str) else parts) and party.get('name', 'unknown') != 'unknown' and any(key or [1]):
                row = found.setdefault((party['name'], key), {})
                row[name] = day
    rows = []
    for (name, key), where in found.items():
        if len(where) >= asked.get('least', 2):
            row = {'name': name, 'cases': len(where), 'first': min(where.values()), 'last': max(where.values())}
            if asked.get('behind'):
                row['behind'] = sorted(where)
            rows.append(((-len(where), name, key), row, key))
    return [(row, key) for _, row, key in sorted(rows, key=lambda x: x[0])]


def same_people(wanted, have):
    """The home of a person with a property reference is told as one of their cases has it."""
    if len(wanted) != len(have):
        return False
    for (row, key), found in zip(wanted, have):
        found = dict(found)
        home = (found.pop('uprn', ''), found.pop('address', ''), found.pop('postcode', ''))
        if found != row or (key and key[0] and home[0] != str(key[0])) or (key and not key[0] and home != ('', key[1], key[2])) or (not key and any(home)):
            return False
    return True


# ---- matches: what has to be among them, and what may not

def must_match(a, b):
    """Reasons that there is no way around."""
    reasons = set()
    for p, q in itertools.product(a['parties'], b['parties']):
        one_home = p['as'] and q['as'] and uprn_of(p) and uprn_of(p) == uprn_of(q)
        if one_home:
            reasons.add('same-address')
        if one_home and p.get('name') == q.get('name') and p.get('name') not in (None, 'dave', 'unknown'):
            if set(p['as']) & {'complainant', 'victim'} and set(q['as']) & {'complainant', 'victim'}:
                reasons.add('same-complainant')
            if 'alleged-perpetrator' in p['as'] and 'alleged-perpetrator' in q['as']:
                reasons.add('same-alleged-perpetrator')
    return reasons


def wrong_matches(cases, name, rows):
    """What is wrong with an answer at strength 0, or None."""
    found = {(row['case'], row['reason']) for row in rows}
    order = [(-row['strength'], row['case']) for row in rows]
    if len(found) != len(rows) or order != sorted(order):
        return 'order, or one twice'
    if not {case for case, _ in found} <= set(cases) - {name}:
        return 'a case that is not to be there'
    for other, case in cases.items():
        missed = must_match(cases[name], case) - {reason for at, reason in found if at == other}
        if other != name and missed:
            return '%s is not %s' % (other, ', '.join(sorted(missed)))
    return None


def a_question(r, ask, cases, a_period):
    if ask == 'matches':
        return {'query': 'matches', 'case': r.choice(sorted(cases)), 'strength': 0}
    asked = {'query': ask}
    if r.random() < 0.6:
        a_period(r, asked)
    if r.random() < 0.3:
        asked['as'] = r.choice(PARTS + [['complainant', 'victim']])
    if r.random() < 0.4:
        asked['least'] = r.choice([1, 2, 3])
    if r.random() < 0.6:
        asked['behind'] = True
    if ask == 'people':
        asked['by'] = r.choice(['person', 'name'])
        return asked
    asked['by'] = r.choice(['address', 'postcode', 'uprn', 'area', 'ward'])
    asked['of'] = r.choice(['reports', 'incidents', 'events', 'cases'])
    if asked['by'] in ('area', 'ward'):
        asked.pop('as', None)
    if r.random() < 0.3:
        asked['months'] = True
    return asked

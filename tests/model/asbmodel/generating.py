"""Random scenarios: plausible, and meant to find where two readings differ."""
import datetime as dt
import json

from . import calendar
from .case import Case
from .conditions import Context, matches
from .facts import as_list
from .instants import DAY, date_text, day_start, from_local, local_date, parse_when, instant_of, to_local, utc_text
from .spoiling import Spoiler
from .vocabulary import BUILTIN_GUARDS, KINDS

LANDLORDS = ('connexus', 'hart', 'mount-green', 'places-for-people', 'west-kent')
NAMES = ('amy', 'ben', 'carol', 'dev', 'eve', 'finn')
TEXTS = ('Shouting at night', 'Music until three', 'Café door kicked in – again', 'A "quoted" word', 'Said nothing more',
         'x', 'Line one\nline two', 'Ünïcödé and emoji 🙂', 'back\\slash / tab\there', 'Dogs bark')
PEOPLE = {'c1': ['complainant'], 'c2': ['complainant'], 'v1': ['victim'], 'p1': ['alleged-perpetrator'],
          'p2': ['alleged-perpetrator'], 'w1': ['witness'], 't1': ['third-party'], 'r1': ['resident'],
          'a1': ['advocate'], 's1': ['staff'], 'h1': ['household-member'], 'cv': ['complainant', 'victim']}
USUAL = (['contact'] * 7 + ['incident'] * 5 + ['report'] * 3 + ['party'] * 5 + ['evidence'] * 3 + ['assessment'] * 4
         + ['finding'] * 3 + ['correction'] * 5 + ['erasure'] * 2 + ['plan'] * 3 + ['action'] * 4 + ['approval'] * 3
         + ['proportionality'] * 3 + ['legal'] * 4 + ['intervention'] * 3 + ['contact-agreement'] * 3 + ['consent'] * 2
         + ['decision'] * 2 + ['case-review'] * 2 + ['review'] * 2 + ['closure'] * 2 + ['reopening'] * 2 + ['letter'] * 2)


class Generator:
    def __init__(self, rng, policy, policy_id, number):
        self.rng, self.policy, self.number = rng, policy, number
        self.add_days, self.remove_days = [], []
        year = rng.randint(2024, 2028)
        self.clock = day_start(dt.date(year, 1, 1) + rng.randint(0, 360) * DAY) + rng.randint(0, 86399) * 1000
        self.doc = {'scenario': 'generated %d' % number, 'policy': policy_id}
        if rng.random() < 0.25:
            self._calendar()
        self.cal = calendar.Calendar(policy.calendar, self.add_days, self.remove_days)
        self.steps = []
        self.cases = {}
        self.queue = []                 # patterns to satisfy soon, and what was refused for want of them
        self.patterns = collect_patterns(policy)
        self.roles = sorted(policy.role_ids)
        self.usual_role = {n: rng.choice(self.roles) for n in NAMES}

    def chance(self, p):
        return self.rng.random() < p

    def pick(self, values):
        return self.rng.choice(list(values))

    # -- time

    def _calendar(self):
        start = local_date(self.clock)
        days = sorted({date_text(start + self.rng.randint(-5, 200) * DAY) for _ in range(self.rng.randint(0, 6))})
        self.add_days = days
        known = [d for y in (start.year, start.year + 1) for d in calendar.bank_holidays(y)]
        saturdays = [start + i * DAY for i in range(60) if (start + i * DAY).weekday() == 5]
        self.remove_days = sorted({date_text(self.pick(known + saturdays)) for _ in range(self.rng.randint(0, 4))})
        if self.chance(0.2) and days:
            self.remove_days = sorted(set(self.remove_days + [self.pick(days)]))
        self.doc['calendar'] = {}
        if self.add_days or self.chance(0.5):
            self.doc['calendar']['add'] = self.add_days
        if self.remove_days or self.chance(0.5):
            self.doc['calendar']['remove'] = self.remove_days

    def tick(self):
        rng, minute = self.rng, 60000
        roll = rng.random()
        if roll < 0.08:
            return
        if roll < 0.45:
            self.clock += rng.randint(1, 90) * minute
        elif roll < 0.65:
            self.clock += rng.randint(1, 30) * 60 * minute
        elif roll < 0.85:
            self.clock += rng.randint(1, 9) * 1440 * minute + rng.randint(0, 1440) * minute
        elif roll < 0.93:
            self.clock += rng.randint(10, 45) * 1440 * minute
        elif roll < 0.95:
            self.clock += rng.randint(60, 250) * 1440 * minute
        else:
            self._to_a_special_day()
            return
        if self.clock % minute and self.chance(0.5):
            self.clock += minute - self.clock % minute
        if self.chance(0.15):
            self.clock = max(self.clock, self._near_midnight(self.clock))
        elif self.chance(0.3):
            self._to_a_due_time()

    def _near_midnight(self, ms):
        day = local_date(ms) + DAY
        return day_start(day) + self.pick((-60000, -1000, -1, 0, 0, 1, 1000, 60000))

    def _to_a_special_day(self):
        day = local_date(self.clock)
        year = day.year
        easter = calendar.easter(year)
        days = [dt.date(year, 12, d) for d in (23, 24, 25, 26, 27, 31)] + [easter - n * DAY for n in (3, 2, 1, -1)]
        for month in (3, 10):
            sunday = dt.date(year, month, 31)
            sunday -= ((sunday.weekday() + 1) % 7) * DAY
            days += [sunday - DAY, sunday]
        days += list(calendar.bank_holidays(year)) + [day + n * DAY for n in range(1, 8) if (day + n * DAY).weekday() > 4]
        ahead = [d for d in days if day < d < day + 150 * DAY]
        if ahead:
            chosen = self.pick(ahead)
            hour, minute = self.pick(((0, 0), (0, 30), (1, 0), (1, 30), (2, 0), (2, 30), (9, 0), (12, 0), (23, 59)))
            self.clock = max(self.clock, from_local(dt.datetime(chosen.year, chosen.month, chosen.day, hour, minute)))

    def _to_a_due_time(self):
        """To about when something is due, seen from the cases as they are."""
        dues = [i.due for c in self.cases.values() for i in c.fold.instances if i.due is not None and not i.ended]
        if not dues:
            return
        due = self.pick(dues)
        if isinstance(due, dt.date):
            at = day_start(due) + self.pick((0, 1, 43200000, 86399000, 86400000, -1, 90000000))
        else:
            at = due + self.pick((0, 1, -1, 1000, 60000, -60000))
        if self.clock <= at < self.clock + 400 * 86400000:
            self.clock = at

    def when_text(self, ms):
        """An instant as text, in one of its forms; says exactly `ms`."""
        local = to_local(ms)
        text = '%s' % local.replace(microsecond=0, tzinfo=None).isoformat()
        exact = from_local(local) == ms
        roll = self.rng.random()
        if not exact or roll < 0.08:
            return utc_text(ms)
        offset = '+01:00' if from_local(local) != (local - dt.datetime(1970, 1, 1)) // dt.timedelta(milliseconds=1) else '+00:00'
        tail = '.%03d' % (ms % 1000) if ms % 1000 else ''
        if not tail and local.second == 0:
            if local.hour == local.minute == 0 and roll > 0.7:
                return text[:10]
            if roll > 0.15:
                text = text[:16]
        return text + tail + (offset if roll < 0.12 and (tail or len(text) >= 16) else '')

    def around(self, low, high, dates=0.4):
        """A `when` text some days from now."""
        ms = self.clock + self.rng.randint(low * 1440, max(high * 1440, low * 1440)) * 60000
        if self.chance(dates):
            return date_text(local_date(ms))
        return self.when_text(ms)

    # -- values

    def text(self):
        return self.pick(TEXTS)

    def period(self):
        rng = self.rng
        return self.pick([{'days': rng.randint(0, 20)}, {'weeks': rng.randint(1, 5)}, {'working_days': rng.randint(0, 12)},
                          {'days': rng.randint(1, 9)}, {'weeks': 1}, {'weeks': 2}, {'weeks': 3}, {'days': 7}, {'days': 14},
                          {'months': rng.randint(1, 3)}, {'months': 1, 'beginning_with': True},
                          {'days': rng.randint(1, 15), 'beginning_with': True},
                          {'hours': rng.randint(1, 400)},
                          {'hours': rng.randint(1, 96), 'skipping': rng.sample(
                              ['christmas-day', 'good-friday', 'sunday', 'saturday', 'bank-holiday'], rng.randint(1, 3))}])

    def party_id(self, case):
        known = sorted(case.facts.parties)
        return self.pick(known) if known else 'c1'

    def recent(self, case, kinds=None):
        found = [v.seq for v in case.facts.views if kinds is None or v.kind in kinds]
        if not found:
            return self.rng.randint(1, max(1, len(case.records)))
        return found[-1] if self.chance(0.5) else self.pick(found)

    def value(self, case, kind, field, fields):
        make = getattr(self, 'make_' + field['type'].replace('-', '_').replace('/', '_or_'))
        return make(case, kind, field, fields)

    def make_text(self, case, kind, field, fields):
        if (kind, field['name']) == ('link', 'to'):
            return self.pick(('A', 'B', 'CASE-9'))
        if (kind, field['name']) == ('allocation', 'officer'):
            return self.pick(NAMES)
        if (kind, field['name']) == ('assessment', 'override_band'):
            bands = self.policy.matrix.get(fields.get('matrix'), {}).get('bands')
            return self.pick([b['id'] for b in bands]) if bands else 'high'
        return self.text()

    def make_texts(self, *_):
        return self.text() if self.chance(0.6) else [self.text() for _ in range(self.rng.randint(0, 2))]

    def make_flag(self, *_):
        return self.chance(0.6)

    def make_flag_or_text(self, *_):
        return self.chance(0.5) if self.chance(0.7) else self.text()

    def make_flag_or_seqs(self, case, *_):
        if self.chance(0.6) or not case.records:
            return self.chance(0.6)
        seqs = sorted(self.rng.sample(range(1, len(case.records) + 1), min(len(case.records), self.rng.randint(1, 2))))
        return seqs[0] if len(seqs) == 1 and self.chance(0.5) else seqs

    def make_number(self, *_):
        return self.rng.randint(0, 5000)

    def make_sha256(self, *_):
        return ''.join(self.pick('0123456789abcdef') for _ in range(64))

    def choices(self, kind, field):
        return field.get('choices', []) + self.policy.added_values(kind, field['name'])

    def make_one(self, case, kind, field, fields):
        return self.pick(self.choices(kind, field))

    def make_many(self, case, kind, field, fields):
        all_of_them = self.choices(kind, field)
        if field['name'] == 'as':
            all_of_them = all_of_them[:4] * 3 + all_of_them
        if self.chance(0.6):
            return self.pick(all_of_them)
        return self.rng.sample(sorted(set(all_of_them)), self.rng.randint(1, 2))

    def make_date(self, case, kind, field, fields):
        if field['name'] == 'date_of_birth':
            today = local_date(self.clock)
            if self.chance(0.3):
                return '%04d-02-29' % self.pick((2004, 2008, 2012))
            born = today.replace(year=today.year - self.pick((17, 18, 18, 18, 40)), day=min(today.day, 28))
            return date_text(born + self.rng.randint(-30, 30) * DAY)
        return date_text(local_date(self.clock) + self.rng.randint(-5, 60) * DAY)

    def make_when(self, case, kind, field, fields):
        if field['name'] in ('occurred', 'until', 'captured'):
            return self.around(-45, 0) if self.chance(0.85) else self.around(-400, 5)
        if field['name'] == 'expires':
            return self.around(-3, 120) if self.chance(0.8) else self.around(100, 400)
        return self.around(-30, 20)

    def make_period(self, *_):
        return self.period()

    def make_party(self, case, kind, field, fields):
        return self.party_id(case)

    def make_parties(self, case, *_):
        known = sorted(case.facts.parties)
        return self.rng.sample(known, self.rng.randint(0, min(2, len(known))))

    def make_person(self, case, *_):
        if self.chance(0.5):
            return self.pick(('c1', 'c1', 'v1'))
        return self.party_id(case) if self.chance(0.7) else self.pick(PEOPLE)

    def make_new_party(self, case, *_):
        return self.pick(PEOPLE) if self.chance(0.6) else self.party_id(case)

    def make_role(self, *_):
        return self.pick(self.roles)

    def make_remedy(self, case, kind, field, fields):
        legal = {'legal': True, 'intervention': False}.get(kind)
        fit = [r['id'] for r in self.policy.remedies if legal is None or r['legal'] is legal or self.chance(0.1)]
        termed = [r['id'] for r in self.policy.remedies if 'term' in r]
        if kind == 'legal' and termed and self.chance(0.25):
            return self.pick(termed)
        return self.pick(fit)

    def make_matrix(self, *_):
        return self.pick(self.policy.matrix)

    def make_letter(self, *_):
        return self.pick(sorted(self.policy.letter_ids))

    def make_closure_reason(self, *_):
        return self.pick(sorted(self.policy.closure_reason_ids))

    def make_guard(self, *_):
        with_override = [g['id'] for g in self.policy.guards if g.get('override')]
        if with_override and self.chance(0.6):
            return self.pick(with_override)
        return self.pick(sorted(self.policy.guard_ids) + list(BUILTIN_GUARDS))

    def make_area(self, *_):
        return self.pick(('default', 'default', 'Hart', 'elsewhere'))

    def make_category(self, *_):
        return self.pick(sorted(self.policy.category) * 2 + sorted(self.policy.not_asb_ids))

    def make_categories(self, *_):
        known = sorted(self.policy.category)
        return self.rng.sample(known, min(len(known), self.pick((1, 1, 2))))

    def make_seq(self, case, kind, field, fields):
        wanted = {'approval': ('decision', 'proportionality', 'closure', 'plan', 'publicity'), 'action': ('plan',)}
        return self.recent(case, wanted.get(kind))

    def make_seqs(self, case, *_):
        seqs = [self.recent(case) for _ in range(self.pick((1, 1, 2, 3)))]
        return seqs if self.chance(0.1) else sorted(set(seqs))

    def make_triage_answers(self, *_):
        questions = (self.policy.triage or {'questions': [{'id': 'q1'}]})['questions']
        return {q['id']: self.pick(('yes', 'no')) for q in questions}

    def make_answers(self, case, kind, field, fields):
        if fields.get('matrix') not in self.policy.matrix:
            return {}
        mood = self.pick(('low', 'high', 'any', 'any', 'declined'))
        if mood == 'declined' and self.chance(0.7):
            mood = 'some'
        return {q['id']: self.answer(q, mood) for q in self.policy.questions(fields['matrix'])}

    def answer(self, question, mood):
        if mood == 'declined' or (mood == 'some' and self.chance(0.3)):
            return 'declined'
        options = sorted(question['options'], key=lambda o: o['weight'])
        if mood == 'low':
            one = options[0]
        elif mood == 'high':
            one = options[-1]
        else:
            one = self.pick(options)
        if question['select'] == 'one':
            return one['id']
        if one.get('exclusive') or self.chance(0.4):
            return [one['id']]
        several = [o['id'] for o in options if not o.get('exclusive')]
        return self.rng.sample(several, self.rng.randint(0, len(several)))

    def make_details(self, case, kind, field, fields):
        questions = [q['id'] for q in self.policy.questions(fields['matrix'])] if fields.get('matrix') in self.policy.matrix else []
        return {q: self.text() for q in self.rng.sample(questions, min(1, len(questions)))}

    def make_actions(self, *_):
        out = []
        catalogue = [(a['id'], a['by']) for a in self.policy.plan_actions] or [('other', 'landlord')]
        for i in range(self.rng.randint(1, 4)):
            name, by = self.pick(catalogue) if self.chance(0.85) else ('other', self.pick(('landlord', 'agency')))
            action = {'id': 'x%d' % (i + 1), 'by': by, 'action': name}
            if self.chance(0.45):
                action['due'] = self.around(-2, 20, 0.7)
            if self.chance(0.4):
                action['every'] = self.period()
            if self.chance(0.1):
                action['params'] = {'weeks': 2}
            if self.chance(0.1):
                action['detail'] = self.text()
            if self.chance(0.05):
                action['x-ref'] = 7
            out.append(action)
        return out

    def make_value(self, *_):
        return self.text()

    def make_alternatives(self, *_):
        return [{'remedy': self.pick(self.policy.remedy), 'outcome': 'tried', 'why': self.text()}
                for _ in range(self.rng.randint(0 if self.chance(0.2) else 1, 2))]

    def make_scores(self, *_):
        return {'speed': self.rng.randint(0, 5), 'overall': self.rng.randint(0, 10)}

    # -- records

    def fields_of(self, case, kind, fixed=None):
        """Plausible fields of a kind, those of `fixed` given."""
        special = getattr(self, 'fields_' + kind.replace('-', '_'), None)
        if special is not None and not fixed:
            return special(case)
        out, fixed = {}, fixed or {}
        names = KINDS.get(kind, {})
        fields = {}
        for name, field in names.items():
            if name in fixed:
                if fixed[name] is not None:
                    fields[name] = fixed[name]
            elif field['required'] or self.chance(0.22) or (name == 'reporter' and self.chance(0.6)):
                fields[name] = self.value(case, kind, field, fields)
        self.mend(case, kind, fields, fixed)
        out.update(fields)
        if self.chance(0.03):
            out['x-extra'] = self.pick(('text', 5, True, [1, 2], {'a': None}))
        return out

    def mend(self, case, kind, f, fixed):
        """Make what was drawn at random hang together."""
        if kind == 'contact':
            if f.get('direction') == 'in':
                f['outcome'] = 'reached' if fixed.get('outcome') in (None, 'reached') else f['outcome']
                if f['outcome'] != 'reached':
                    f['direction'] = 'out'
        if kind == 'party' and 'as' not in f and not any(v.party == f['party'] for v in case.facts.of_kind('party')):
            f['as'] = self.pick(PEOPLE.get(f['party'], ['resident']))
        if kind == 'assessment' and 'override_band' in f and 'override_reason' not in f:
            f['override_reason'] = self.text()
        if kind == 'legal' and 'party' not in f and self.policy.remedy.get(f['remedy'], {}).get('area') is not True:
            f['party'] = self.party_id(case)
        if kind == 'legal' and f['status'] in ('granted', 'extended') and self.chance(0.6):
            f['starts'] = self.around(-10, 5, 0.6)
            if self.chance(0.7):
                f['expires'] = self.around(1, 200, 0.6)
        if kind == 'erasure' and 'of' not in f and 'party' not in f:
            f['of'] = self.make_seqs(case)
        if kind == 'action' and 'plan' in f:
            plan = case.facts.view(f['plan'])
            if plan is not None and plan.f.get('actions') and self.chance(0.95):
                f['action'] = self.pick(plan.f['actions'])['id']

    def fields_action(self, case):
        plans = [v for v in case.facts.of_kind('plan') if v.f.get('actions')]
        f = {'plan': self.recent(case, ('plan',)), 'action': 'x1', 'status': self.pick(('done', 'done', 'not-done', 'cancelled'))}
        if plans:
            plan = plans[-1] if self.chance(0.8) else self.pick(plans)
            f.update({'plan': plan.seq, 'action': self.pick(plan.f['actions'])['id']})
        return f

    def fields_finding(self, case):
        f = {'what': self.pick(self.choices('finding', KINDS['finding']['what'])), 'rationale': self.text()}
        earlier = [v.f['what'] for v in case.facts.of_kind('finding') if 'what' in v.f]
        if earlier and self.chance(0.4):
            f['what'] = self.pick(earlier)
        if self.chance(0.35):
            f['holds'] = self.chance(0.4)
        return f

    def fields_proportionality(self, case):
        f = {}
        leave_out = self.chance(0.4)
        for name, field in KINDS['proportionality'].items():
            if field['required'] or (name not in ('note', 'review_by', 'vulnerabilities', 'household', 'evidence_sought')
                                     and not (leave_out and self.chance(0.1))):
                f[name] = self.value(case, 'proportionality', field, f)
        perpetrators = [p.id for p in case.facts.with_parts(['alleged-perpetrator'])]
        if perpetrators and self.chance(0.8):
            f['party'] = self.pick(perpetrators)
        if self.chance(0.7):
            f['remedy'] = self.pick([r['id'] for r in self.policy.remedies if r['legal']])
        if self.chance(0.7) and 'outcome' in f:
            f['outcome'] = 'proportionate'
        if self.chance(0.3):
            f['review_by'] = date_text(local_date(self.clock) + self.rng.randint(0, 40) * DAY)
        return f

    def fields_correction(self, case):
        targets = [v for v in case.facts.views if v.kind not in ('correction', 'erasure')]
        if not targets:
            return {'of': 1, 'field': 'note', 'value': 'x', 'reason': 'x'}
        view = self.pick(targets[-6:]) if self.chance(0.5) else self.pick(targets)
        names = KINDS.get(view.kind, {'note': {'name': 'note', 'type': 'text'}})
        given = [n for n in view.f if n in names and names[n]['type'] != 'texts']
        name = self.pick(given) if given and self.chance(0.75) else self.pick(names)
        field = names[name]
        if name in ('note', 'summary', 'rationale') and self.chance(0.7):
            name = self.pick(names)
            field = names[name]
        if field['type'] == 'actions' and isinstance(view.f.get(name), list):
            value = self._changed_actions(view.f[name])
        elif field['type'] == 'value':
            value = 'x'
        else:
            value = self.value(case, view.kind, field, view.f)
        return {'of': view.seq, 'field': name, 'value': value, 'reason': self.text()}

    def _changed_actions(self, actions):
        actions = json.loads(json.dumps(actions))
        action = self.pick(actions)
        change = self.rng.random()
        if change < 0.5:
            action['due'] = self.around(-5, 30, 0.7)
        elif change < 0.7:
            action['every'] = self.period()
        elif change < 0.8:
            action.pop('due', None)
        elif change < 0.9:
            action.pop('every', None)
        elif len(actions) > 1:
            actions.remove(action)
        return actions

    def fields_erasure(self, case):
        f = {'basis': 'UK GDPR art. 17', 'reason': self.text()}
        roll = self.rng.random()
        corrections = [v.seq for v in case.facts.of_kind('correction', 'erasure')]
        if roll < 0.35 and case.facts.parties:
            f['party'] = self.party_id(case)
        elif roll < 0.55 and corrections:
            f['of'] = [self.pick(corrections)]
        else:
            f['of'] = self.make_seqs(case)
        if self.chance(0.05) and case.facts.parties:
            f['party'] = self.party_id(case)
        return f

    def fields_tenancy(self, case):
        return {'what': self.pick(KINDS['tenancy']['what']['choices']), **(
            {'tenure': self.pick(('starter', 'assured', 'secure'))} if self.chance(0.5) else {})}

    def fields_party(self, case):
        f = {'party': self.pick(PEOPLE)}
        if f['party'] not in case.facts.parties or self.chance(0.1):
            parts = PEOPLE[f['party']] if self.chance(0.9) else [self.pick(KINDS['party']['as']['choices'])]
            f['as'] = parts[0] if len(parts) == 1 and self.chance(0.7) else parts
        for name in ('anonymous', 'known', 'under_18', 'vulnerable', 'disability', 'tenure', 'date_of_birth', 'interpreter',
                     'vulnerabilities', 'landlord', 'name', 'protected', 'safe_contact'):
            if self.chance(0.2):
                f[name] = self.value(case, 'party', KINDS['party'][name], f)
        if 'anonymous' in f:
            f['anonymous'] = self.chance(0.4)
        return f

    # -- patterns

    def satisfy(self, case, pattern):
        """(kind, fields, role) of a record that the pattern would match, as far as can be."""
        if isinstance(pattern, str):
            pattern = {'kind': pattern}
        kind = self.pick(as_list(pattern['kind']))
        fixed = {}
        for name, wanted in pattern.get('where', {}).items():
            if '.' in name:
                continue
            field = KINDS.get(kind, {}).get(name)
            value = self.wanted_value(case, kind, field, wanted)
            if field and field['type'] == 'categories' and not isinstance(value, list) and value is not None:
                value = [value]
            fixed[name] = value
        if 'remedy.legal' in pattern.get('where', {}) and 'remedy' not in fixed:
            wanted = pattern['where']['remedy.legal']
            fit = [r['id'] for r in self.policy.remedies if r['legal'] is wanted]
            if fit:
                fixed['remedy'] = self.pick(fit)
        if 'party_as' in pattern and 'party' in KINDS.get(kind, {}):
            fit = [p.id for p in case.facts.with_parts(as_list(pattern['party_as']))]
            if fit:
                fixed['party'] = self.pick(fit)
        fields = self.fields_of(case, kind, fixed)
        if kind == 'assessment' and 'assessment.band' in pattern.get('where', {}):
            fields['override_band'] = pattern['where']['assessment.band']
            fields['override_reason'] = 'Judged so'
        return kind, fields, self.pick(as_list(pattern['role'])) if 'role' in pattern else None

    def wanted_value(self, case, kind, field, wanted):
        if isinstance(wanted, list):
            return self.pick(wanted)
        if not isinstance(wanted, dict):
            return wanted
        if field is None:
            return None
        if 'is' in wanted:
            fit = [v.seq for v in case.facts.views if matches(wanted['is'], v, Context(case.facts, self.clock))]
            return self.pick(fit) if fit else self.recent(case)
        if wanted.get('present') is False or ('not' in wanted and self.chance(0.4) and not field.get('required')):
            return None
        for _ in range(20):
            value = self.value(case, kind, field, {})
            if 'not' not in wanted or value not in as_list(wanted['not']):
                return value
        return None

    # -- steps

    def actor(self):
        by = self.pick(NAMES)
        role = self.usual_role[by] if self.chance(0.75) else self.pick(self.roles)
        return by, 'system' if self.chance(0.02) else role

    def case_name(self):
        if not self.cases or self.chance(0.93):
            return 'A'
        return self.pick(('B', 'B', 'C'))

    def next_record(self, case):
        """(kind, fields, role or None)."""
        if not case.records:
            if self.chance(0.04):
                return self.satisfy(case, self.pick(self.patterns)) if self.chance(0.5) else ('party', self.fields_of(case, 'party'), None)
            if self.chance(0.12):
                return 'tenancy', self.fields_of(case, 'tenancy'), None
            return 'report', self.fields_of(case, 'report', {}), None
        if self.queue and self.chance(0.7):
            wanted = self.queue.pop(0)
            if isinstance(wanted, tuple):
                return wanted
            if callable(wanted):
                return wanted(case)
            return self.satisfy(case, wanted)
        if len(case.records) < 4 and self.chance(0.6):
            if len(case.facts.parties) < 2:
                return 'party', self.fields_of(case, 'party'), None
            if case.facts.attribute('state') == 'enquiry' and self.chance(0.6):
                return 'opening', self.fields_of(case, 'opening', {}), None
        state = case.facts.attribute('state')
        if (state == 'enquiry' and self.chance(0.06)) or (state == 'closed' and self.chance(0.04)):
            return 'opening', self.fields_of(case, 'opening', {}), None
        if state == 'closed' and self.chance(0.15):
            return 'reopening', {'reason': self.text()}, None
        if not self.queue and self.chance(0.05):
            self.queue = self.pick((self.three_calls, self.legal_step))(case)
        roll = self.rng.random()
        if roll < 0.22:
            chased = self.chase(case)
            if chased:
                return chased
        if roll < 0.5:
            return self.satisfy(case, self.pick(self.patterns))
        kind = self.pick(USUAL) if roll < 0.85 else self.pick(sorted(KINDS))
        if kind in ('report', 'incident', 'party', 'note') or kind in KINDS:
            special = getattr(self, 'fields_' + kind.replace('-', '_'), None)
            fields = special(case) if special else self.fields_of(case, kind, {})
            return kind, fields, None
        return kind, {}, None

    # -- longer stories, as things to do next

    def three_calls(self, case):
        people = [p.id for p in case.facts.with_parts(['complainant', 'victim'])] or [self.party_id(case)]
        call = {'party': self.pick(people), 'method': 'phone', 'direction': 'out', 'outcome': 'no-answer'}
        calls = [('contact', dict(call, outcome=self.pick(('no-answer', 'message-left'))), None) for _ in range(self.pick((2, 3, 3, 4)))]
        letter = ('letter', {'template': self.pick(sorted(self.policy.letter_ids)), 'party': call['party']}, None)
        sent = ('contact', dict(call, method='email', outcome='sent'), None)
        return calls + [self.pick((letter, sent))]

    def legal_step(self, case):
        """A complete assessment, its approval, perhaps something new, and the step."""
        people = [p.id for p in case.facts.with_parts(['alleged-perpetrator'])] or [self.party_id(case)]
        f = {}
        for name, field in KINDS['proportionality'].items():
            if name not in ('note', 'review_by'):
                f[name] = self.value(case, 'proportionality', field, f)
        f.update({'party': self.pick(people), 'outcome': 'proportionate', 'remedy': self.make_remedy(case, 'legal', None, {}),
                  'alternatives': [{'remedy': self.pick(self.policy.remedy), 'why': 'Not enough'}]})
        for name in ('conduct', 'protected'):
            f[name] = f[name] if f[name] != [] else 'none-known' if name == 'protected' else 'Shouting'
        if self.chance(0.4):
            f['review_by'] = date_text(local_date(self.clock) + self.rng.randint(0, 30) * DAY)
        approvers = [r for g in self.policy.guards for r in roles_in(g['require'])] or self.roles

        def approve(case):
            return 'approval', {'of': self.recent(case, ('proportionality',)), 'decision': 'approved', 'reasons': 'Right'}, self.pick(approvers)

        def step(case):
            return 'legal', {'remedy': f['remedy'], 'party': f['party'], 'status': self.pick(('warned', 'notice-served', 'applied'))}, None

        something = [('review', {'of': 'proportionality'}, None), ('party', {'party': f['party'], 'disability': 'yes'}, None),
                     lambda case: ('incident', self.fields_of(case, 'incident', {}), None)]
        return [('proportionality', f, None), approve] + self.rng.sample(something, self.rng.randint(0, 2)) + [step]

    def chase(self, case):
        """A record that has to do with a duty that is open."""
        open_ones = [i for i in case.fold.instances if not i.ended]
        if not open_ones:
            return None
        duty = self.pick(open_ones)
        if duty.duty == 'plan-action':
            plan = next(k[0] for k, slot in case.fold.actions.items() if slot.open is duty)
            status = self.pick(('done', 'done', 'done', 'not-done', 'cancelled'))
            return 'action', {'plan': plan, 'action': duty.subject, 'status': status}, None
        if duty.duty == 'order-expiry':
            key = next(k for k, slot in case.fold.orders.items() if slot.open is duty)
            statuses = KINDS[key[0]]['status']['choices']
            fixed = {'remedy': key[1], 'status': self.pick(statuses[-6:] if self.chance(0.8) else statuses)}
            fixed['party'] = key[2]
            return key[0], self.fields_of(case, key[0], fixed), None
        rule = duty.rule
        if rule.get('agreed') and self.chance(0.3):
            party = duty.party or self.party_id(case)
            return 'contact-agreement', {'party': party, 'every': self.period()}, None
        patterns = rule.get('done', []) * 3 + rule.get('cancels', []) + rule['starts']
        kind, fields, role = self.satisfy(case, self.pick(patterns))
        if duty.party is not None and self.chance(0.85):
            if kind == 'report':
                fields['reporter'] = duty.party
            elif 'party' in KINDS.get(kind, {}):
                fields['party'] = duty.party
        return kind, fields, role

    def step(self):
        self.tick()
        name = self.case_name()
        case = self.cases.setdefault(name, Case(self.policy, self.cal))
        step = {'at': self.when_text(self.clock)}
        assert instant_of(parse_when(step['at'])) == self.clock
        if name != 'A' or self.chance(0.5):
            step['case'] = name
        if case.records and self.chance(0.06):
            self.steps.append(step)
            return
        kind, fields, role = self.next_record(case)
        by, usual = self.actor()
        verb = 'may' if self.chance(0.1) else 'record'
        if self.chance(0.18):
            self.add_happened(case, step)
        step.update({'by': by, 'role': role or usual, verb: kind, 'with': fields})
        if self.chance(0.1):
            Spoiler(self, case, step, verb).spoil()
        if not step['with'] and self.chance(0.5):
            del step['with']
        self.try_it(case, step, verb)
        self.steps.append(step)

    def add_happened(self, case, step):
        roll = self.rng.random()
        if roll < 0.5:
            at = self.clock - self.rng.randint(1, 2880) * 60000
        elif roll < 0.8:
            at = self.clock - self.rng.randint(1, 40) * 86400000
        elif roll < 0.9:
            at = self.clock - self.rng.randint(40, 800) * 86400000
        elif case.records:
            at = min(self.clock, self.pick(case.records).at + self.pick((0, -60000, 60000)))
        else:
            at = day_start(local_date(self.clock))
        step['happened'] = self.when_text(at)

    def try_it(self, case, step, verb):
        at = instant_of(parse_when(step.get('happened', step['at'])))
        bad, decision = case.attempt(step[verb], at, self.clock, step.get('by'), step.get('role'),
                                     json.loads(json.dumps(step.get('with', {}))), verb == 'record')
        if bad or not decision.refused or not self.chance(0.6) or len(self.queue) > 6:
            return
        for guard in self.policy.guards:
            if guard['id'] in decision.refused:
                patterns = patterns_in(guard['require'])
                if patterns:
                    self.queue.append(self.pick(patterns))
                if guard.get('override') and self.chance(0.5):
                    self.queue.append(('deviation', {'rule': guard['id'], 'reasons': 'Danger', 'agreed_with': self.pick(
                        guard['override'] if self.chance(0.8) else self.roles)}, None))
                if 'proportionality' in json.dumps(guard['require']) and case.facts.parties:
                    f = self.fields_proportionality(case)
                    f['party'] = step['with'].get('party', f['party'])
                    self.queue.append(('proportionality', f, None))
                roles = roles_in(guard['require'])
                if roles and self.chance(0.5):
                    self.queue.append((step[verb], step.get('with', {}), self.pick(roles)))
        approvals = [v.seq for v in case.facts.of_kind('decision', 'proportionality')]
        if approvals:
            self.queue.append(('approval', {'of': approvals[-1], 'decision': self.pick(('approved', 'approved', 'refused')),
                                            'reasons': self.text()}, self.pick(self.roles)))
        self.queue.append((step[verb], step.get('with', {}), None))

    def scenario(self):
        for _ in range(self.rng.randint(10, 80)):
            self.step()
        self.doc['steps'] = self.steps
        return self.doc


# -- patterns of a policy

def patterns_in(cond):
    """The patterns within a condition."""
    if isinstance(cond, list):
        return [p for c in cond for p in patterns_in(c)]
    if not isinstance(cond, dict):
        return []
    if 'kind' in cond:
        return [cond]
    out = []
    for key, value in cond.items():
        if key in ('has', 'since', 'latest', 'approved') and isinstance(value, str):
            out.append(value)
        elif key in ('since', 'after') and isinstance(value, list):
            out += [p for p in value if isinstance(p, str)] + patterns_in(value)
        elif isinstance(value, (dict, list)) and key not in ('record', 'case', 'is', 'within', 'elapsed'):
            out += patterns_in(value)
    return out


def roles_in(cond):
    if isinstance(cond, list):
        return [r for c in cond for r in roles_in(c)]
    if not isinstance(cond, dict):
        return []
    out = as_list(cond['actor']['role']) if 'actor' in cond else as_list(cond.get('by', []))
    return out + [r for v in cond.values() for r in roles_in(v) if isinstance(v, (dict, list))]


def collect_patterns(policy):
    out = []
    for rule in policy.duties:
        for key in ('starts', 'done', 'cancels'):
            out += rule.get(key, [])
        out += patterns_in([rule.get('starts_if', {}), rule.get('while', {})])
    for guard in policy.guards:
        out += [guard['on']] * 2 + patterns_in(guard['require'])
    for stage in policy.stages:
        out += patterns_in(stage['when'])
    for rule in policy.raises:
        out += patterns_in(rule['when'])
    return out

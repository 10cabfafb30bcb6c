"""What is so, by the records: everything derived from (policy, records) alone."""
from . import records as reading
from .instants import instant_of, local_date, parse_date, parse_when
from .periods import end_of, has_ended
from .policy import STATUTORY_REVIEW
from .vocabulary import COMPLETE

COMPLAINING = ('complainant', 'victim')


def as_list(value):
    return value if isinstance(value, list) else [value]


class Party:
    def __init__(self, name, first):
        self.id, self.first = name, first
        self.parts = []
        self.facts = {'as': self.parts}

    def add(self, view):
        for key, value in view.f.items():
            if key != 'as':
                self.facts[key] = value
            else:
                for part in as_list(value):
                    if part not in self.parts:
                        self.parts.append(part)

    def is_one_of(self, parts):
        return any(p in self.parts for p in parts)


class Assessed:
    """The result of an assessment."""

    def __init__(self, policy, view):
        self.seq, self.party = view.seq, view.party
        answers = view.f['answers']
        self.score, self.partial, answered = 0, False, False
        for question in policy.questions(view.f['matrix']):
            answer = answers[question['id']]
            if answer == 'declined':
                self.partial = True
                continue
            answered = True
            weights = {o['id']: o['weight'] for o in question['options']}
            self.score += sum(weights[o] for o in as_list(answer))
        bands = policy.matrix[view.f['matrix']]['bands']
        ids = [b['id'] for b in bands]
        self.band = next((b['id'] for b in bands if self.score >= b['from']), None) if answered else None
        self.band = view.f.get('override_band', self.band)
        self.place = ids.index(self.band) if self.band in ids else None


class Facts:
    """The facts of a case by a list of records. `policy`, `cal` and the list are the only inputs."""

    def __init__(self, policy, cal, records):
        self.policy, self.cal = policy, cal
        self.views = reading.views(records)
        self.last = self.views[-1] if self.views else None
        self._cache = {}
        self.parties = {}
        for v in self.views:
            if v.kind == 'party' and v.party is not None:
                self.parties.setdefault(v.party, Party(v.party, v.seq)).add(v)
        self.last_finding = {v.f['what']: v.seq for v in self.views if v.kind == 'finding' and 'what' in v.f}

    # -- records

    def of_kind(self, *kinds):
        return [v for v in self.views if v.kind in kinds]

    def last_of(self, *kinds):
        found = self.of_kind(*kinds)
        return found[-1] if found else None

    def view(self, seq):
        return self.views[seq - 1] if 1 <= seq <= len(self.views) else None

    def finding_holds(self, view):
        """Is this finding the last of its `what`, and does it hold?"""
        what = view.f.get('what')
        return (what is None or self.last_finding[what] == view.seq) and view.f.get('holds', True) is not False

    def with_parts(self, parts):
        return [p for p in self.parties.values() if p.is_one_of(parts)]

    # -- attributes of the case; a method for each, None or [] where there is no value

    def attribute(self, name):
        if name not in self._cache:
            self._cache[name] = getattr(self, '_' + name)()
        return self._cache[name]

    def _state(self):
        if not self.views:
            return None
        first = 'prevention' if self.views[0].kind == 'tenancy' else 'enquiry'
        state, open_as = first, first
        for v in self.views:
            if v.kind == 'opening':
                state = open_as = 'open'
            elif v.kind == 'closure':
                state = 'closed'
            elif v.kind == 'reopening' and state == 'closed':
                state = open_as
        return state

    def _context(self):
        from .conditions import Context
        return Context(self, self.last.recorded)

    def _stage(self):
        from .conditions import holds
        stage = None
        if self.views:
            for candidate in self.policy.stages:
                if holds(candidate['when'], self._context()):
                    stage = candidate['id']
        return stage

    def _priority(self):
        from .conditions import holds
        if not self.views:
            return None
        order = self.policy.priority_ids
        found = [self.policy.category[c]['priority'] for c in self.attribute('category') if c in self.policy.category]
        found += [r['priority'] for r in self.policy.raises if holds(r['when'], self._context())]
        if found:
            return order[min(order.index(p) for p in found)]
        return order[-1] if order else None

    def _category(self):
        last = self.last_of('opening', 'categorisation')
        return last.f.get('categories', []) if last else []

    def _group(self):
        return [self.policy.category[c]['group'] for c in self.attribute('category')
                if 'group' in self.policy.category.get(c, {})]

    def _hate(self):
        for v in self.of_kind('report', 'incident', 'opening', 'categorisation'):
            if v.f.get('hate') is True or v.f.get('hate_strands', []) != []:
                return True
        return any(self.policy.category.get(c, {}).get('hate') is True for c in self.attribute('category'))

    def _scheme(self):
        last = self.last_of('opening')
        return last.f.get('scheme') if last else None

    def _allocation(self):
        last = self.last_of('allocation')
        return last.f if last else {}

    def _owner(self):
        return self.attribute('allocation').get('officer')

    def _owner_role(self):
        return self.attribute('allocation').get('to_role')

    def _perpetrator_known(self):
        return any(p.facts.get('known') is not False for p in self.with_parts(['alleged-perpetrator']))

    def _complainant_anonymous(self):
        people = [p.facts for p in self.with_parts(COMPLAINING)] or [v.f for v in self.of_kind('report')]
        return bool(people) and all(f.get('anonymous') is True for f in people)

    def _any_under_18(self):
        if not self.views:
            return False
        today = local_date(self.last.recorded)
        for p in self.parties.values():
            born = parse_date(p.facts.get('date_of_birth'))
            if p.facts.get('under_18') is True or (born and today < _eighteenth_birthday(born)):
                return True
        return False

    def _any_vulnerable(self):
        return any(p.facts.get('vulnerable') == 'yes' for p in self.parties.values())

    def _perpetrator_disabled(self):
        return any(p.facts.get('disability') in ('yes', 'suspected') for p in self.with_parts(['alleged-perpetrator']))

    def _counter_allegation(self):
        return any(v.f.get('relation') == 'counter-allegation' for v in self.of_kind('link'))

    # -- risk

    def _assessments(self):
        return [Assessed(self.policy, v) for v in self.of_kind('assessment') if not v.erased]

    def assessed(self, view):
        for a in self.attribute('assessments'):
            if a.seq == view.seq:
                return a
        return None if view.erased else Assessed(self.policy, view)

    def _risk(self):
        """{party: the latest assessment}, in the order in which they were first assessed."""
        return {a.party: a for a in self.attribute('assessments')}

    def _band(self):
        banded = [a for a in self.attribute('risk').values() if a.place is not None]
        return min(banded, key=lambda a: a.place).band if banded else None

    def _score(self):
        return max((a.score for a in self.attribute('risk').values()), default=None)

    def _risk_reduced(self):
        first = {}
        for a in self.attribute('assessments'):
            first.setdefault(a.party, a.score)
        changes = [a.score - first[p] for p, a in self.attribute('risk').items()]
        return any(c < 0 for c in changes) and not any(c > 0 for c in changes)

    # -- plans

    def action_statuses(self, plan_seq):
        return {v.f['action']: v.f['status'] for v in self.of_kind('action') if v.f.get('plan') == plan_seq}

    def plan_is_complete(self, view):
        statuses = self.action_statuses(view.seq)
        for action in view.f.get('actions', []):
            standing = self.policy.plan_action.get(action['action'], {}).get('standing') is True
            if not standing and statuses.get(action['id']) not in ('done', 'cancelled'):
                return False
        return 'actions' in view.f

    def plans_complete(self):
        latest = {v.party: v for v in self.of_kind('plan') if not v.erased}
        return bool(latest) and all(self.plan_is_complete(v) for v in latest.values())

    # -- approvals and proportionality

    def approval_of(self, view, roles=None):
        """The number of the approval that counts, or None."""
        counts = None
        for v in self.of_kind('approval'):
            if v.f.get('of') != view.seq or (roles is not None and v.role not in roles):
                continue
            if v.f['decision'] == 'refused':
                counts = None
            elif v.by != view.by:
                counts = v.seq
        return counts

    def last_proportionality(self, party=None, remedy=None):
        found = [v for v in self.of_kind('proportionality')
                 if (party is None or v.party == party) and (remedy is None or v.f.get('remedy') == remedy)]
        return found[-1] if found else None

    @staticmethod
    def proportionality_is_complete(view):
        for name in COMPLETE:
            if name == 'disability_linked' and view.f.get('disability') not in ('yes', 'suspected'):
                continue
            if name not in view.f or view.f[name] == []:
                return False
        return True

    def proportionality_is_stale(self, view, now, roles=None):
        review = None
        for v in self.of_kind('review'):
            if v.seq > view.seq and v.f.get('of') == 'proportionality':
                review = v
        by = parse_date((review or view).f.get('next' if review else 'review_by'))
        if by is not None and now >= instant_of(by):
            return True
        approval = self.approval_of(view, roles)
        if approval is None:
            return False
        since = max(approval, review.seq if review else 0)
        return any(self._unsettles(v, view.party) for v in self.views if v.seq > since)

    def _unsettles(self, v, person):
        names = ('disability', 'vulnerable', 'vulnerabilities')
        if v.kind in ('incident', 'assessment'):
            return True
        if v.kind == 'party':
            return person is not None and v.party == person and any(n in v.f for n in names)
        if v.kind == 'correction' and v.f.get('field') in names:
            target = self.view(v.f['of'])
            return target.kind == 'party' and person is not None and target.party == person
        return False

    # -- case review

    def review_rule(self):
        rules = {r['area']: r for r in self.policy.case_review}
        named = [v.f['area'] for v in self.of_kind('case-review') if 'area' in v.f]
        rule = rules.get(named[-1]) if named else None
        if rule is None:
            rule = self.policy.case_review[0] if self.policy.case_review else STATUTORY_REVIEW
        return {**STATUTORY_REVIEW, **rule}

    def qualifying_reports(self, now):
        """{complainant or victim: how many reports qualify now}."""
        rule = self.review_rule()
        people = self.with_parts(COMPLAINING)
        counts = {p.id: 0 for p in people}
        reports = self.of_kind('report')
        for i, v in enumerate(reports):
            whom = v.f.get('reporter')
            if whom not in counts:
                whom = people[0].id if len(people) == 1 else None
            following = reports[i + 1].seq if i + 1 < len(reports) else len(self.views) + 1
            behaviour = self._behaviour(v, following)
            made_in_time = not has_ended(end_of(rule['report_within'], behaviour, self.cal), v.at)
            still = not has_ended(end_of(rule['apply_within'], v.at, self.cal), now)
            if whom is not None and made_in_time and still:
                counts[whom] += 1
        return counts

    def _behaviour(self, report, following):
        if 'occurred' in report.f:
            return parse_when(report.f['occurred'])
        times = [parse_when(v.f['occurred']) for v in self.of_kind('incident')
                 if report.seq < v.seq < following and 'occurred' in v.f]
        return max(times, key=instant_of) if times else report.at

    # -- consents

    def consents(self, party, scope, now):
        given = None
        for v in self.of_kind('consent'):
            if v.party == party and v.f.get('scope') == scope:
                given = v
        if given is None or given.f['given'] is not True:
            return False
        until = parse_date(given.f.get('until'))
        return until is None or local_date(now) <= until


def _eighteenth_birthday(born):
    try:
        return born.replace(year=born.year + 18)
    except ValueError:
        return born.replace(year=born.year + 18, day=28)

"""The expectations of scenario files."""
from .duties import in_order
from .explain import explain
from .facts import as_list
from .instants import is_date, parse_date, parse_instant


class Checker:
    def __init__(self, case, clock, bad, decision, tried, expect):
        self.case, self.clock, self.bad, self.decision = case, clock, bad, decision
        self.tried, self.expect, self.facts = tried, expect, case.facts
        self.problems = []

    def fail(self, text, *args):
        self.problems.append(text % args)

    def same(self, name, got, wanted):
        if type(got) is not type(wanted) or got != wanted:
            self.fail('%s is %r, not %r', name, got, wanted)

    def run(self):
        self._trying()
        for key, wanted in self.expect.items():
            if key in ('refused', 'invalid', 'warnings', 'deviations'):
                continue
            judge = getattr(self, '_' + key, None)
            if judge is not None:
                judge(wanted)
            elif key in ('state', 'stage', 'priority', 'band', 'score', 'hate', 'owner', 'owner_role'):
                self.same(key, self.facts.attribute(key), wanted)
            elif not key.startswith('x-'):
                self.fail('unknown expectation %s', key)
        return self.problems

    def _trying(self):
        if not self.tried:
            for key in ('refused', 'invalid', 'warnings', 'deviations'):
                if key in self.expect:
                    self.fail('%s is expected, and nothing is tried', key)
            return
        if 'invalid' in self.expect:
            if self.expect['invalid'] not in self.bad:
                self.fail('invalid is %r, not %r', self.bad, self.expect['invalid'])
            return
        if self.bad:
            self.fail('invalid: %r', self.bad)
        for key, got in (('refused', self.decision.refused), ('warnings', self.decision.warned),
                         ('deviations', self.decision.deviations)):
            if key == 'refused' or key in self.expect:
                if sorted(got) != sorted(self.expect.get(key, [])):
                    self.fail('%s is %r, not %r', key, sorted(got), sorted(self.expect.get(key, [])))

    def _categories(self, wanted):
        if sorted(self.facts.attribute('category')) != sorted(wanted):
            self.fail('categories are %r', self.facts.attribute('category'))

    def _risk(self, wanted):
        risk = self.facts.attribute('risk')
        for party, values in wanted.items():
            for key, value in values.items():
                got = getattr(risk[party], key) if party in risk else None
                self.same('risk of %s: %s' % (party, key), got, value)

    def _stale(self, wanted):
        view = self.facts.last_proportionality()
        stale = view is not None and self.facts.proportionality_is_stale(view, self.clock)
        self.same('stale', stale, wanted)

    def _qualifying_reports(self, wanted):
        counts = self.facts.qualifying_reports(self.clock)
        if isinstance(wanted, dict):
            for party, n in wanted.items():
                self.same('qualifying reports of ' + party, counts.get(party, 0), n)
        else:
            self.same('qualifying reports', max(counts.values(), default=0), wanted)

    def _all(self):
        return in_order(self.case.fold.instances, self.clock, self.case.cal)

    def _duties(self, wanted):
        for entry in wanted:
            entry = {'duty': entry} if isinstance(entry, str) else entry
            found = [i for i, p in self._all() if self._fits(i, p, entry)]
            if 'count' in entry and len(found) != entry['count']:
                self.fail('%d duties are as %r', len(found), entry)
            if not found and entry.get('count') != 0:
                self.fail('no duty is as %r; there are %r', entry,
                          [p for i, p in self._all() if p['duty'] == entry.get('duty')])

    def _fits(self, instance, printed, entry):
        for key, value in entry.items():
            if key in ('duty', 'party', 'state', 'clause', 'act_by'):
                fits = printed[key] == value
            elif key == 'subject':
                fits = instance.subject == value
            elif key in ('due', 'opens'):
                fits = self._is_when(instance.due if key == 'due' else instance.opens, value)
            elif key == 'owner':
                fits = self._is_owner(instance, value)
            elif key == 'explain':
                fits = value in explain(instance, self.clock, self.case.cal)
            elif key == 'proposes':
                fits = (instance.rule or {}).get('proposes', {}).get('kind') == value
            else:
                fits = key == 'count'
            if not fits:
                return False
        return True

    @staticmethod
    def _is_when(got, wanted):
        if wanted is None or got is None:
            return wanted is None and got is None
        if is_date(got):
            return parse_date(wanted) == got
        return parse_instant(wanted) == got

    def _is_owner(self, instance, value):
        if instance.owner != 'case-owner':
            return value in as_list(instance.owner)
        return value in ('case-owner', self.facts.attribute('owner'), self.facts.attribute('owner_role'))

    def _no_duties(self, wanted):
        for entry in wanted:
            entry = {'duty': entry} if isinstance(entry, str) else entry
            if any(self._fits(i, p, entry) and p['state'] in ('open', 'overdue') for i, p in self._all()):
                self.fail('there is a duty %r', entry)

    def _explain(self, wanted):
        entries = [{'duty': e} if isinstance(e, str) else e for e in self.expect.get('duties', [])]
        texts = [explain(i, self.clock, self.case.cal) for i, p in self._all()
                 if not entries or any(self._fits(i, p, e) for e in entries)]
        for part in as_list(wanted):
            if not any(part in text for text in texts):
                self.fail('no explanation has %r', part)


def check(scenario, say):
    """(passed, failed) of a scenario; `say` is told of what fails."""
    passed = failed = 0
    number = 0
    for step, case, clock, bad, decision, tried in scenario.play():
        number += 1
        if 'expect' in step:
            problems = Checker(case, clock, bad, decision, tried, step['expect']).run()
            passed, failed = passed + (not problems), failed + bool(problems)
        else:
            problems = []
            if 'record' in step and (bad or decision.refused):
                problems = ['not added: invalid %r, refused %r' % (bad, decision.refused)]
                failed += 1
        for problem in problems:
            say('step %d: %s' % (number, problem))
    return passed, failed

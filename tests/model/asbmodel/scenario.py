"""Scenario files: reading them and going through their steps."""
from . import calendar, jsonread, policy
from .case import Case
from .guards import Decision
from .instants import instant_of, parse_date, parse_when
from .jsonread import FileError

TOP = ('scenario', 'policy', 'calendar', 'steps', 'comment')
STEP = ('at', 'happened', 'by', 'role', 'case', 'record', 'may', 'with', 'expect', 'comment')


class Scenario:
    def __init__(self, path, policies):
        doc = jsonread.load(path)
        if not isinstance(doc, dict):
            raise FileError('not an object')
        _only(doc, TOP)
        for key in ('scenario', 'policy'):
            if not isinstance(doc.get(key), str):
                raise FileError(key + ' is wanted, a text')
        if not isinstance(doc.get('steps'), list):
            raise FileError('steps is wanted, a list')
        self.policy = policy.load(policies, doc['policy'])
        days = doc.get('calendar', {})
        _only(days, ('add', 'remove'))
        for day in days.get('add', []) + days.get('remove', []):
            if parse_date(day) is None:
                raise FileError('no date in calendar: %r' % (day,))
        self.cal = calendar.Calendar(self.policy.calendar, days.get('add', []), days.get('remove', []))
        self.steps = doc['steps']
        self.cases = {}
        self.clock = None

    def case(self, name):
        if name not in self.cases:
            self.cases[name] = Case(self.policy, self.cal)
        return self.cases[name]

    def play(self):
        """Each step in turn: (step, case, clock, wrong fields, decision, was anything tried)."""
        for step in self.steps:
            if not isinstance(step, dict):
                raise FileError('a step is no object')
            _only(step, STEP)
            if 'record' in step and 'may' in step:
                raise FileError('a step has both record and may')
            if not isinstance(step.get('case', 'A'), str) or not isinstance(step.get('with', {}), dict):
                raise FileError('case or with is of the wrong kind')
            clock = parse_when(step.get('at'))
            if clock is None:
                raise FileError('at is no instant: %r' % (step.get('at'),))
            clock = instant_of(clock)
            if self.clock is not None and clock < self.clock:
                raise FileError('the clock goes back')
            self.clock = clock
            yield self._step(step, clock)

    def _step(self, step, clock):
        case = self.case(step.get('case', 'A'))
        kind = step.get('record', step.get('may'))
        if kind is None:
            return step, case, clock, [], Decision(), False
        at = clock
        if 'happened' in step:
            at = parse_when(step['happened'])
            at = instant_of(at) if at is not None else None
        bad, decision = case.attempt(kind, at, clock, step.get('by'), step.get('role'), step.get('with', {}),
                                     'record' in step)
        return step, case, clock, bad, decision, True


def _only(doc, keys):
    for key in doc:
        if key not in keys and not key.startswith('x-'):
            raise FileError('unknown key ' + repr(key))

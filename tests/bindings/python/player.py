"""Plays scenario files through the package, and prints for each step what `asb trace` prints."""
import json
import sys
from pathlib import Path

from asb import Calendar, Case, Engine, InvalidError, LimitError, Policy, Record, Refused, Store


class Invalid(Exception):
    """The record of a step is invalid; the field is the first argument."""


class Player:
    """One scenario: an engine whose clock stands where the step says, and a store in memory."""

    def __init__(self, path):
        self.scenario = json.loads(Path(path).read_text(encoding='utf-8'))
        self.now = None
        self.engine = Engine(clock=lambda: self.now)
        self.policy = self.open_policy(Path(path).parent, self.scenario['policy'])
        self.store = Store.memory(self.engine)
        self.cases = {}
        if 'calendar' in self.scenario:
            self.engine.set_calendar(Calendar.parse(self.engine, self.scenario['calendar']))

    def open_policy(self, folder, name):
        if name.endswith('.json'):
            return Policy.parse(self.engine, (folder / name).read_bytes())
        return Policy(self.engine, name)

    def case(self, name):
        if name not in self.cases:
            self.cases[name] = Case(self.policy, 'case-%d' % (len(self.cases) + 1), self.store)
        return self.cases[name]

    def lines(self):
        for number, step in enumerate(self.scenario['steps'], 1):
            self.now = self.engine.instant(step['at'])
            name = step.get('case', 'A')
            case = self.case(name)
            invalid = decision = None
            try:
                decision = self.attempt(case, step)
            except Invalid as what:
                invalid = what.args[0]
            yield self.line(number, name, case, decision, invalid)

    # ---- trying a record

    def attempt(self, case, step):
        """The decision; None where nothing is tried."""
        kind = step.get('record', step.get('may'))
        if kind is None:
            return None
        record, wrong_time = self.make_record(kind, step)
        if wrong_time:
            return self.without_time(case, record)
        return self.ask(case.add if 'record' in step else case.may, case, record)

    def make_record(self, kind, step):
        """A step may say what no record can hold, in `happened`, `by` or `role`. The record is then made without it, which is just as invalid."""
        parts = {name: step[key] for name, key in (('at', 'happened'), ('by', 'by'), ('role', 'role'), ('fields', 'with')) if key in step}
        wrong_time = False
        while True:
            try:
                return Record.parse(self.engine, dict(parts, kind=kind)), wrong_time
            except (InvalidError, LimitError) as what:
                if isinstance(what, InvalidError) and what.field in ('at', 'by', 'role') and what.field in parts:
                    del parts[what.field]
                    wrong_time = wrong_time or what.field == 'at'
                elif what.field:
                    raise Invalid(what.field) from what
                else:
                    raise

    def ask(self, how, case, record):
        try:
            decision = how(record)
        except InvalidError as what:
            raise Invalid(what.field) from what
        except Refused as what:
            return what.decision
        if how == case.add:
            case.save()
        return decision

    def without_time(self, case, record):
        """Only a wrong kind comes before a wrong time."""
        try:
            self.ask(case.may, case, record)
        except Invalid as what:
            if what.args[0] == 'kind':
                raise
        raise Invalid('at')

    # ---- what came of it

    def line(self, number, name, case, decision, invalid):
        out = {'step': number, 'case': name, 'state': case.state, 'stage': case.stage, 'priority': case.priority, 'hate': case.hate,
               'owner': case.owner, 'band': case.band, 'score': case.score, 'duties': self.duties(case)}
        for key, effect in (('refused', 'refused'), ('warned', 'warned'), ('deviations', 'deviation')):
            out[key] = sorted(reason.guard for reason in decision.with_effect(effect)) if decision is not None else []
        out['invalid'] = invalid
        return json.dumps(out, ensure_ascii=False, separators=(',', ':'))

    def duties(self, case):
        def text(when):
            return None if when is None else self.engine.instant_text(when) if hasattr(when, 'hour') else when.isoformat()

        rows = [(d.rule, d.party or '', d.started_by, text(d.due) or '', d.state, d.clause, text(d.act_by)) for d in case.duties()]
        return [{'duty': rule, 'party': party or None, 'due': due or None, 'act_by': act_by, 'state': state, 'clause': clause or None}
                for rule, party, _, due, state, clause, act_by in sorted(rows, key=lambda row: row[:6])]


if __name__ == '__main__':
    for path in sys.argv[1:]:
        for line in Player(path).lines():
            print(line)

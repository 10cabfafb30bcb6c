"""What the tests share: where things are, a clock that is set, and a case to try things on."""
import datetime
import os
import subprocess
import sys
from pathlib import Path

import asb

TOP = Path(__file__).resolve().parents[3]
BINDING = TOP / 'bindings/python'
BUILD = Path(os.environ['ASB_BUILD'])
ROOM = BUILD / 'bindings/python'
ACTOR = {'by': 'amy', 'role': 'CCC'}
REPORT = {'channel': 'phone', 'summary': 'Loud music'}
UTC = datetime.timezone.utc


class World:
    """An engine whose clock is set, and a policy."""

    def __init__(self, policy='places-for-people', **hooks):
        self.now = datetime.datetime(2026, 4, 2, 10, 5)
        self.engine = asb.Engine(clock=lambda: self.now, **hooks)
        self.policy = asb.Policy(self.engine, policy)

    def record(self, kind, fields=None, **more):
        return asb.Record(self.engine, kind, fields, **{**ACTOR, **more})

    def case(self, id='CASE-0001', store=None):
        """A case with a report and a complainant, p1."""
        case = asb.Case(self.policy, id, store)
        case.add(self.record('report', REPORT))
        case.add(self.record('party', {'party': 'p1', 'as': 'complainant', 'name': 'Ann Ash'}))
        return case


def python(code, *arguments, timeout=300, **environment):
    """Runs a program in a Python of its own; gives (status, what it printed, what it said of errors)."""
    done = subprocess.run([sys.executable, '-B', '-c', code, *arguments], capture_output=True, text=True, timeout=timeout,
                          env={**os.environ, **environment}, check=False)
    return done.returncode, done.stdout, done.stderr

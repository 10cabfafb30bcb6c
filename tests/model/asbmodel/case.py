"""A case: records, what is so by them, its duties, and whether one more may be added."""
from .duties import Fold
from .facts import Facts
from .guards import Decision, decide
from .records import Record, View
from .validate import wrong


class Case:
    def __init__(self, policy, cal):
        self.policy, self.cal = policy, cal
        self.records = []
        self.facts = Facts(policy, cal, [])
        self.fold = Fold(policy, cal)

    def attempt(self, kind, at, now, by, role, fields, add):
        """(fields that are wrong, decision). The record is added where nothing stands against it and `add`."""
        bad = wrong(self.facts, kind, at, now, by, role, fields)
        if bad:
            return bad, Decision()
        record = Record(len(self.records) + 1, kind, at, now, by, role, fields)
        decision = decide(self.facts, self.fold, View(record, fields), now)
        if add and not decision.refused:
            self.records.append(record)
            self.facts = Facts(self.policy, self.cal, self.records)
            self.fold.add(self.facts)
        return [], decision

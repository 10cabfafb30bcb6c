"""Trace lines."""
import json

from .duties import in_order


def line(number, step, case, clock, bad, decision):
    facts = case.facts

    def sort(names):
        return sorted(names, key=lambda n: n.encode('utf-8'))

    out = {'step': number, 'case': step.get('case', 'A')}
    for name in ('state', 'stage', 'priority', 'hate', 'owner', 'band', 'score'):
        out[name] = facts.attribute(name)
    out['duties'] = [printed for _, printed in in_order(case.fold.instances, clock, case.cal)]
    out['refused'], out['warned'] = sort(decision.refused), sort(decision.warned)
    out['deviations'] = sort(decision.deviations)
    out['invalid'] = bad[0] if bad else None
    return json.dumps(out, ensure_ascii=False, separators=(',', ':'))


def lines(scenario):
    number = 0
    for step, case, clock, bad, decision, _ in scenario.play():
        number += 1
        yield line(number, step, case, clock, bad, decision)

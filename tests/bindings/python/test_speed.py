"""The package costs little: at most twice the bare calls by ctypes, and a guard of a policy at most ten times one that is written in Python.

Measured in a process of its own (here every call is counted). Held with room, since other programs are running too: bench.py prints the numbers.
"""
import json
import unittest

from support import python

MEASURE = 'import json, bench; print(json.dumps(bench.measure()))'
MOST = {'state': 2.6, 'set_text': 2.6, 'may': 2.6, 'duties': 2.6, 'guard': 10}


class Speed(unittest.TestCase):
    def test_ratios(self):
        ratios = {}
        for _ in range(3):  # once is enough where the machine is quiet
            status, out, err = python(MEASURE)
            self.assertEqual((status, err), (0, ''))
            for name, (other, ours) in json.loads(out).items():
                ratios[name] = min(ratios.get(name, 1e9), ours / other)
            if all(ratios[name] <= most for name, most in MOST.items()):
                break
        print('ratios: %s' % ', '.join('%s %.2f' % one for one in ratios.items()))
        for name, most in MOST.items():
            self.assertLessEqual(ratios[name], most, name)


class Calls(unittest.TestCase):
    def test_listing_duties_asks_the_library_once_and_reads_one_text(self):
        import run
        from support import World
        case = World().case()
        run.REACHED_IN_ORDER = calls = []
        try:
            self.assertGreater(len([duty.label for duty in case.duties()]), 2)
        finally:
            run.REACHED_IN_ORDER = None
        self.assertEqual([name for name in calls if not name.startswith('asb_text_') and not name.endswith('_free')],
                         ['asb_case_duties', 'asb_duties_json'])

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


class Importing(unittest.TestCase):
    """`import asb` loads the library and little else; the rest comes when it is asked for."""

    def lines(self, code):
        status, out, err = python(code)
        self.assertEqual((status, err), (0, ''))
        return out.split()

    def test_it_brings_few_modules_with_it(self):
        """Without `site`, which brings modules that differ from one machine to another."""
        show = 'import sys; before = set(sys.modules); import ctypes, asb; print(*sorted(set(sys.modules) - before))'
        code = 'import subprocess, sys; print(subprocess.run([sys.executable, "-S", "-c", %r], capture_output=True, text=True).stdout)' % show
        brought = self.lines(code)
        self.assertEqual([name for name in brought if name.startswith('asb')], ['asb', 'asb._library', 'asb._raw'])
        self.assertEqual(set(brought) & {'dataclasses', 'datetime', 'enum', 'functools', 'inspect', 'json', 're', 'threading', 'typing'}, set())

    def test_each_name_can_be_the_first_that_is_asked_for(self):
        code = ('import sys, asb\n'
                'for name in asb.__all__ + ["errors", "store"]:\n'
                '    for module in [module for module in sys.modules if module.split(".")[0] == "asb"]: del sys.modules[module]\n'
                '    found = getattr(__import__("asb"), name)\n'
                '    print(name, getattr(found, "__name__", name).split(".")[-1])')
        found = self.lines(code)
        self.assertEqual(found[::2], found[1::2])

    def test_what_there_is_can_be_listed_and_what_there_is_not_is_an_error(self):
        import asb
        self.assertLessEqual(set(asb.__all__), set(dir(asb)))
        with self.assertRaisesRegex(AttributeError, "'asb' has no attribute 'Nonsense'"):
            asb.Nonsense


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

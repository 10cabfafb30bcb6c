#!/usr/bin/env python3
"""Runs the tests of the package in one process, and counts which functions of the library they reach.

    python3 tests/bindings/python/run.py BUILD_DIR [NAME…]
"""
import importlib
import os
import sys
import types
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
REACHED = set()
REACHED_IN_ORDER = None  # a list, where a test wants to see the calls


class Counted:
    """A function of the library that notes when it is called. (No function of Python, which as a member of a class would be a method.)"""

    def __init__(self, name, function):
        self.name, self.function, self.argtypes = name, function, function.argtypes

    def __call__(self, *arguments):
        REACHED.add(self.name)
        if REACHED_IN_ORDER is not None:
            REACHED_IN_ORDER.append(self.name)
        return self.function(*arguments)


class Counting(types.SimpleNamespace):
    """Stands for the namespace in which the package keeps the library's functions: notes which of them are called."""

    def __setattr__(self, name, function):
        super().__setattr__(name, Counted(name, function))


def import_counted():
    plain, types.SimpleNamespace = types.SimpleNamespace, Counting
    try:
        importlib.import_module('asb')
    finally:
        types.SimpleNamespace = plain


class Result(unittest.TextTestResult):
    def say(self, test, trouble):
        print('failed: %s\n%s' % (test.id(), self._exc_info_to_string(trouble, test)))

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.say(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.say(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.say(subtest, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        print('skipped: %s: %s' % (test.id(), reason))


def main():
    os.environ['ASB_BUILD'] = str(Path(sys.argv[1]).resolve())
    sys.path[:0] = [str(HERE), str(HERE.parents[2] / 'bindings/python')]
    os.environ['PYTHONPATH'] = os.pathsep.join(sys.path[:2])  # for those that are run in a process of their own
    import_counted()
    names = sys.argv[2:] or sorted(path.stem for path in HERE.glob('test_*.py'))
    names.sort(key=lambda name: name == 'test_complete')  # it looks at what the others reached
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromName(name) for name in names)
    with open(os.devnull, 'w', encoding='utf-8') as nowhere:
        result = unittest.TextTestRunner(nowhere, resultclass=Result).run(suite)
    bad = len(result.failures) + len(result.errors)
    print('%d passed, %d failed' % (result.testsRun - bad - len(result.skipped), bad))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.modules['run'] = sys.modules['__main__']
    sys.exit(main())

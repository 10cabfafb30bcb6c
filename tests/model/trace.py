#!/usr/bin/env python3
"""trace.py --policies DIR FILE            prints a line for each step of a scenario
trace.py --policies DIR --check FILE...  judges the expectations of scenario files"""
import argparse
import sys

from asbmodel import checking, tracing
from asbmodel.jsonread import FileError
from asbmodel.scenario import Scenario


def trace(path, policies):
    try:
        for line in tracing.lines(Scenario(path, policies)):
            sys.stdout.buffer.write(line.encode('utf-8') + b'\n')
    except FileError as why:
        sys.stdout.flush()
        print('%s: %s' % (path, why), file=sys.stderr)
        return 1
    return 0


def check(paths, policies):
    passed = failed = 0
    for path in paths:
        try:
            good, bad = checking.check(Scenario(path, policies), lambda text: print('%s: %s' % (path, text)))
            passed, failed = passed + good, failed + bad
        except FileError as why:
            print('%s: %s' % (path, why))
            failed += 1
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--policies', required=True, help='folder with the policy documents')
    options.add_argument('--check', action='store_true', help='judge expectations')
    options.add_argument('files', nargs='+', metavar='FILE')
    given = options.parse_args()
    if given.check:
        return check(given.files, given.policies)
    return max(trace(path, given.policies) for path in given.files)


if __name__ == '__main__':
    sys.exit(main())

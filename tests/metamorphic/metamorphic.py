#!/usr/bin/env python3
"""Random scenarios (those of tests/model), changed in ways whose effect is known: see relations.py. `asb trace` tells what each comes to.

The same seed gives the same cases. With --replay, the scenarios are also folded one by one, from the store, from their exports and from an import."""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'model'))

from asbmodel import policy as policies_of  # noqa: E402
from asbmodel.generating import LANDLORDS, Generator  # noqa: E402
from changing import Unfit  # noqa: E402
from relations import RELATIONS  # noqa: E402


class Broken(Exception):
    """A changed scenario was not taken at all."""


class Setting:
    """One scenario, and the means to change it and run it again."""

    def __init__(self, run, name, number, seed):
        self.run, self.rng = run, random.Random('%d/%d' % (seed, number))
        self.document, self.policy = run.documents[name], run.policies[name]
        self.doc = Generator(self.rng, self.policy, name, number).scenario()
        self.lines = []

    def count(self, what, yes):
        self.run.counts[what] = self.run.counts.get(what, 0) + bool(yes)

    def trace(self, doc, document=None):
        """The lines of a scenario; under another policy, where there is one."""
        if document is not None:
            path = os.path.join(self.run.folder, 'policy.json')
            with open(path, 'w', encoding='utf-8') as stream:
                json.dump(document, stream)
            doc = dict(doc, policy=path)
        path = os.path.join(self.run.folder, 'scenario.json')
        with open(path, 'w', encoding='utf-8') as stream:
            json.dump(doc, stream)
        done = subprocess.run([self.run.asb, 'trace', path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode:
            raise Broken(done.stderr.decode('utf-8', 'replace').strip()[:800])
        return [json.loads(line) for line in done.stdout.decode('utf-8', 'surrogatepass').splitlines()]


class Run:
    def __init__(self, given, folder):
        self.asb, self.folder, self.keep, self.counts = given.asb, folder, given.keep, {}
        self.documents = {n: policies_of.read_document(given.policies, n) for n in LANDLORDS}
        self.policies = {n: policies_of.Policy(d) for n, d in self.documents.items()}
        self.only, self.show, self.failures = given.only or sorted(RELATIONS), 5, 0

    def wrong(self, relation, setting):
        try:
            setting.lines = setting.trace(setting.doc)
            return list(RELATIONS[relation](setting))
        except Unfit:
            return None
        except Broken as why:
            return ['not taken: %s' % why]

    def report(self, relation, name, setting, wrong):
        self.failures += 1
        os.makedirs(self.keep, exist_ok=True)
        path = os.path.join(self.keep, '%s-%s.json' % (relation, name))
        with open(path, 'w', encoding='utf-8') as stream:
            json.dump(setting.doc, stream, indent=1)
        if self.failures <= self.show:
            print('%s, %s (the scenario is kept as %s)' % (relation, name, path))
            for sentence in wrong[:3]:
                print('  ' + sentence)

    def one(self, number, seed, tally):
        name = LANDLORDS[number % len(LANDLORDS)]
        for relation in self.only:
            # each has its own scenario: what was changed for one is no part of another's
            setting = Setting(self, name, number, seed)
            wrong = self.wrong(relation, setting)
            if wrong is None:
                tally[relation][2] += 1
            else:
                tally[relation][bool(wrong)] += 1
                if wrong:
                    self.report(relation, '%d-%d-%s' % (seed, number, name), setting, wrong)


def replay(binary, run, seed, count):
    """Folded one by one, from the store, and from its export, by tests/replay."""
    paths = []
    for number in range(count):
        name = LANDLORDS[number % len(LANDLORDS)]
        doc = Generator(random.Random('%d/%d' % (seed, number)), run.policies[name], name, number).scenario()
        paths.append(os.path.join(run.folder, 'replay-%d.json' % number))
        with open(paths[-1], 'w', encoding='utf-8') as stream:
            json.dump(doc, stream)
    passed = failed = 0
    for at in range(0, len(paths), 50):
        done = subprocess.run([binary] + paths[at:at + 50], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        lines = done.stdout.decode('utf-8', 'replace').splitlines() or ['0 passed, 1 failed']
        numbers = lines[-1].replace(',', '').split()
        passed, failed = passed + int(numbers[0]), failed + int(numbers[2])
        print('\n'.join(lines[:-1][:20]) + '\n' if done.returncode else '', end='')
    return passed, failed


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--asb', required=True, help='the asb command')
    options.add_argument('--policies', required=True)
    options.add_argument('--seed', type=int, required=True)
    options.add_argument('--count', type=int, required=True)
    options.add_argument('--from', type=int, default=0, dest='start', help='the number of the first scenario')
    options.add_argument('--only', action='append', choices=sorted(RELATIONS))
    options.add_argument('--replay', help='the asb_replay program')
    options.add_argument('--keep', default='build/metamorphic', help='folder for the scenarios that fail')
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = Run(given, folder)
        tally = {r: [0, 0, 0] for r in run.only}  # held, failed, nothing to say
        for number in range(given.start, given.start + given.count):
            run.one(number, given.seed, tally)
        replayed = replay(given.replay, run, given.seed, given.count) if given.replay else (0, 0)
    for relation, (held, failed, unfit) in tally.items():
        print('%s: %d held, %d failed, %d that it says nothing about' % (relation, held, failed, unfit))
    if given.replay:
        print('replay: %d pictures the same, %d not' % replayed)
    for what, times in sorted(run.counts.items()):
        print('%s: %d' % (what, times))
    empty = [r for r in tally if not tally[r][0] and given.count >= 20]
    print(''.join('%s: no scenario was fit for it\n' % r for r in empty), end='')
    failed = sum(t[1] for t in tally.values()) + replayed[1] + len(empty)
    print('%d passed, %d failed' % (sum(t[0] for t in tally.values()) + replayed[0], failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())

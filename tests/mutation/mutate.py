#!/usr/bin/env python3
"""Tries the tests: makes small mistakes in src/case, src/policy, src/time and src/forms, one at a time, and looks whether a test fails.

    mutate.py --count 200 --seed 1      so many, chosen by the seed; what was tried before is not tried again
    mutate.py --report                  what is known: figures, and the survivors that nothing explains

A mutant whose object is the same as that of the file is none. The others are linked into the unit tests and the command, and the scenarios and the suites
that go with the file are run until one fails; what survives them is tried by all suites, the command's tests and replay. Results are kept in
build/mutation/results.jsonl, and may be broken off at any time. Survivors that change nothing that can be seen are in explained.txt."""
import argparse
import glob
import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from mutants import of_file

TOP = Path(__file__).resolve().parents[2]
FOLDERS = ('case', 'policy', 'time', 'forms')
# Long, and about crashes of the disk or other processes: nothing in these folders shows there first.
NOT_FOR_THIS = re.compile(r'^store_(crash|compact|kill|damage|posix|disk|journal|artefact)|^engine_life|^fault_store|^base_|^policy_damage')
COMPILE = ['gcc', '-std=c11', '-O1', '-g0', '-w', '-DASB_BUILDING', '-I' + str(TOP / 'include'), '-I' + str(TOP / 'src')]


def run(words, timeout, **more):
    """The exit status; None where it did not end."""
    try:
        return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=timeout, **more).returncode
    except subprocess.TimeoutExpired:
        return None


class Bench:
    """A build whose objects a mutant is linked with."""

    def __init__(self, work, only_near):
        self.only_near = only_near
        self.work = Path(work).resolve()
        self.build = self.work / 'build'
        self.times = {}

    def prepare(self):
        self.build.mkdir(parents=True, exist_ok=True)
        with open(self.work / 'build.txt', 'w', encoding='utf-8') as log:
            configure = ['cmake', '-S', str(TOP), '-B', str(self.build), '-DCMAKE_BUILD_TYPE=None', '-DCMAKE_C_COMPILER=gcc', '-DCMAKE_C_FLAGS=-O1 -g0',
                         '-DASB_TESTS=ON', '-DASB_SHARED=OFF']
            make = ['cmake', '--build', str(self.build), '-j', os.environ.get('ASB_JOBS', '2'), '--target', 'asb_unit', 'asb_command', 'asb_replay']
            for words in (configure, make):
                if subprocess.run(words, stdout=log, stderr=log).returncode:
                    sys.exit('the build failed: see %s' % (self.work / 'build.txt'))
        self.library = next(self.build.glob('**/libasb.a'))
        self.suites = re.findall(r'SUITE\((\w+)\)', (self.build / 'tests/suites.inc').read_text(encoding='utf-8'))
        self.check = subprocess.run(['pkg-config', '--libs', 'check'], stdout=subprocess.PIPE, text=True).stdout.split()
        self.suites = [s for s in self.suites if not NOT_FOR_THIS.match(s)]
        if self.by_programs(str(self.build / 'asb'), str(self.build / 'tests/asb_replay')):
            sys.exit('the tests of the command fail without any mutant')

    def time_of(self, suite):
        """How long a suite takes without a mutant: one that takes ten times as long has got into a circle."""
        if suite not in self.times:
            begun = time.monotonic()
            if self.unit(self.build / 'tests/asb_unit', suite, 1200):
                sys.exit('%s fails without any mutant' % suite)
            self.times[suite] = time.monotonic() - begun
        return self.times[suite]

    def unit(self, program, suite, timeout):
        return run([str(program), suite], timeout, env=dict(os.environ, CK_FORK='no', CK_DEFAULT_TIMEOUT='0'), cwd=str(self.work))

    def near(self, path):
        """The suites that go with a file, by its folder."""
        folder = path.split('/')[1]
        also = {'time': ('time_', 'engine_calendar', 'case_'),
                'policy': ('case_reads', 'policy_', 'misuse', 'engine_calendar', 'document_data', 'document_letters', 'document_view'),
                'case': ('case_', 'record_', 'misuse', 'store_moving', 'store_audit', 'store_rebuild', 'forms_proportionality', 'rehearsal', 'report',
                         'document_data', 'document_view'),
                'forms': ('forms_', 'misuse', 'fault_forms')}[folder]
        return [s for s in self.suites if s.startswith(also)]

    def compiled(self, path, text, name):
        source = TOP / path
        out = self.work / name
        done = subprocess.run(COMPILE + ['-x', 'c', '-iquote', str(source.parent), '-', '-c', '-o', str(out)],
                              input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return out if done.returncode == 0 else None

    def linked(self, mutant_object, name, folder):
        objects = glob.glob(str(self.build / folder / '**/*.o'), recursive=True)
        out = self.work / name
        words = ['gcc', '-o', str(out)] + objects + [str(mutant_object), str(self.library)] + self.check + ['-lpthread']
        if subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
            sys.exit('%s is not to be linked' % name)
        return str(out)

    def killed_by(self, path, mutant_object):
        """What fails first; the cheapest is tried first, and linked only when it is its turn."""
        asb = self.linked(mutant_object, 'asb', 'examples/CMakeFiles/asb_command.dir')
        scenarios = sorted(str(p) for p in (TOP / 'tests/scenario').glob('*.json'))
        if run([asb, 'scenario'] + scenarios, 60) != 0:
            return 'scenarios'
        unit = self.linked(mutant_object, 'asb_unit', 'tests/CMakeFiles/asb_unit.dir')
        near = self.near(path)
        for suite in near + [s for s in self.suites if s not in near and not self.only_near]:
            if self.unit(unit, suite, 30 + 10 * self.time_of(suite)) != 0:
                return suite
        return self.by_programs(asb, self.linked(mutant_object, 'asb_replay', 'tests/CMakeFiles/asb_replay.dir'))

    def by_programs(self, asb, replay):
        if run([replay] + sorted(str(p) for p in (TOP / 'tests/scenario').glob('*.json')), 300) != 0:
            return 'replay'
        return 'cli' if run(['sh', str(TOP / 'tests/cli/run.sh'), asb], 300) != 0 else None


def all_mutants(only):
    for folder in FOLDERS:
        for path in sorted((TOP / 'src' / folder).glob('*.c')):
            name = str(path.relative_to(TOP))
            if not only or any(part in name for part in only):
                yield from of_file(name, path.read_text(encoding='utf-8'))


def known(work):
    try:
        lines = (Path(work) / 'results.jsonl').read_text(encoding='utf-8').split('\n')
    except OSError:
        return {}
    return {r['key']: r for r in map(json.loads, filter(None, lines))}


def try_one(bench, mutant):
    text = (TOP / mutant.path).read_text(encoding='utf-8')
    plain = bench.compiled(mutant.path, text, 'plain.o')
    assert plain, mutant.path
    changed = bench.compiled(mutant.path, mutant.apply(text), 'mutant.o')
    if changed is None:
        return 'invalid', None
    if plain.read_bytes() == changed.read_bytes():
        return 'same', None
    by = bench.killed_by(mutant.path, changed)
    return ('killed', by) if by else ('survived', None)


def explained():
    """(file, words of the line before, words of the line after, reason)"""
    path = Path(__file__).resolve().parent / 'explained.txt'
    for number, line in enumerate(path.read_text(encoding='utf-8').split('\n'), 1):
        if line.strip() and not line.startswith('#'):
            parts = [p.strip() for p in line.split(' ~ ')]
            if len(parts) != 4 or not all(parts):
                sys.exit('explained.txt:%d: not `file ~ before ~ after ~ reason`' % number)
            yield parts


def is_explained(mutant, reasons):
    return any(mutant.path == r[0] and r[1] in mutant.before and r[2] in mutant.after for r in reasons)


def report(mutants, results):
    reasons, figures, left = list(explained()), {}, []
    for m in mutants:
        r = results.get(m.key)
        if not r:
            continue
        f = figures.setdefault(m.path.split('/')[1], dict.fromkeys(('killed', 'survived', 'explained', 'same', 'invalid'), 0))
        outcome = 'explained' if r['result'] == 'survived' and is_explained(m, reasons) else r['result']
        f[outcome] += 1
        if outcome == 'survived':
            left.append(m)
    for m in left:
        print(m)
    total = [sum(f[k] for f in figures.values()) for k in ('killed', 'survived', 'explained', 'same', 'invalid')]
    for folder, f in sorted(figures.items()):
        print('src/%s: %d killed, %d survived, %d survived and explained, %d no mutants' % (
            folder, f['killed'], f['survived'], f['explained'], f['same'] + f['invalid']))
    tried = sum(total[:3])
    print('%d of %d killed (%.1f %%); of %d possible' % (total[0], tried, 100.0 * total[0] / max(tried, 1), len(mutants)))
    print('%d passed, %d failed' % (total[0] + total[2], total[1]))
    return 1 if total[1] else 0


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--seed', type=int, default=1)
    options.add_argument('--count', type=int, default=200, help='how many of the sample are to be known at the end')
    options.add_argument('--only', action='append', help='files whose name has this')
    options.add_argument('--seconds', type=float, default=1e9, help='stop after so long')
    options.add_argument('--near', action='store_true', help='only the suites that go with the file: quicker, and more survive')
    options.add_argument('--again', action='store_true', help='try survivors again')
    options.add_argument('--report', action='store_true')
    options.add_argument('--work', default=str(TOP / 'build/mutation'))
    given = options.parse_args()
    # in the background of a shell it is ignored, and so would it be by what the tests break off
    signal.signal(signal.SIGINT, signal.default_int_handler)
    mutants = list(all_mutants(given.only))
    results = known(given.work)
    if given.report:
        return report(mutants, results)
    # each by itself, so that the sample stays the same while the sources change elsewhere
    sample = sorted(mutants, key=lambda m: hashlib.sha256(('%d/%s' % (given.seed, m.key)).encode()).digest())
    wanted = [m for m in sample[:given.count] if m.key not in results or given.again and results[m.key]['result'] == 'survived']
    bench = Bench(given.work, given.near)
    if wanted:
        bench.prepare()
    end = time.monotonic() + given.seconds
    with open(Path(given.work) / 'results.jsonl', 'a', encoding='utf-8') as log:
        for m in wanted:
            if time.monotonic() > end:
                break
            result, by = try_one(bench, m)
            results[m.key] = {'key': m.key, 'result': result, 'by': by, 'what': str(m)}
            log.write(json.dumps(results[m.key]) + '\n')
            log.flush()
    return report(sample[:given.count], results)


if __name__ == '__main__':
    sys.exit(main())

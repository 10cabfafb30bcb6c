#!/usr/bin/env python3
"""Tries the tests: makes small mistakes in src/case, src/policy, src/time and src/forms, or in src/store, one at a time, and looks whether a test fails.

    mutate.py --count 200 --seed 1      so many, chosen by the seed; what was tried before is not tried again
    mutate.py --folder store --near     of another folder; it is tried by the suites that go with it
    mutate.py --only kept.c --count 12  so many of some files
    mutate.py --report                  what is known: figures, and the survivors that nothing explains

A mutant whose object is the same as that of the file is none. The others are linked into the unit tests and the command, and the scenarios and the suites
that go with the file are run until one fails; what survives them is tried by all suites, the command's tests and replay. Results are kept in
build/mutation/results.jsonl, and may be broken off at any time. Survivors that change nothing that can be seen are in explained.txt.

A test that does not end has found the mutant, too; that is told by the processor's time and not by the clock, so that a busy machine kills nothing, or by
its taking none at all for long, as what waits for ever does; the report counts those by themselves. Before anything is tried, every program and suite has passed without a mutant."""
import argparse
import copy
import glob
import hashlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from mutants import of_file

TOP = Path(__file__).resolve().parents[2]
FOLDERS = ('case', 'policy', 'time', 'forms')
ALL_FOLDERS = FOLDERS + ('store',)
# Long, and about crashes of the disk or other processes: nothing in the first folders shows there first. For src/store these are what counts.
NOT_FOR_THIS = re.compile(r'^store_(crash|compact|kill|damage|posix|disk|journal|artefact)|^engine_life|^fault_store|^base_|^policy_damage')
NOT_FOR_STORE = re.compile(r'^(base|policy|time|forms|document|rehearsal)|^fault_(documents|papers|forms|rehearsal|record|data)')
# With a chunk for each block of an arena every missing look at a failing allocation shows, and the fault suites try one allocation on each way (tests/fault).
FLAGS = ['-O1', '-g0', '-fno-omit-frame-pointer', '-fno-optimize-sibling-calls', '-DASB_SMALLEST_CHUNK=0', '-DASB_FAULT_PATHS']
COMPILE = ['gcc', '-std=c11', *FLAGS, '-w', '-DASB_BUILDING', '-I' + str(TOP / 'include'), '-I' + str(TOP / 'src')]


ENOUGH_MEMORY = 4 << 30  # for a circle that allocates
LONGEST_NEAR = 20  # seconds of the processor's time; longer suites are left out by --near, or those longer than --longest says


STANDS_STILL = 60  # seconds of the clock without any of the processor's
LARGEST_FILE = 1 << 30


def used_by(group):
    """What the processes of a group have taken of the processor, in ticks."""
    ticks = 0
    for path in glob.glob('/proc/[0-9]*/stat'):
        try:
            parts = Path(path).read_text(encoding='utf-8', errors='replace').rpartition(')')[2].split()
        except OSError:
            continue
        if int(parts[2]) == group:
            ticks += sum(map(int, parts[11:15]))
    return ticks


def ended(process, seconds):
    """Waits for it. False where it takes too long, or waits for what does not come."""
    end, last, since = time.monotonic() + seconds, -1, time.monotonic()
    while time.monotonic() < end:
        try:
            process.wait(5)
            return True
        except subprocess.TimeoutExpired:
            pass
        used = used_by(process.pid)
        if used != last:
            last, since = used, time.monotonic()
        elif time.monotonic() - since > STANDS_STILL:
            return False
    return False


def cleared(process):
    """What it began ends with it, and what a test that was broken off left behind goes, lest a later one of the same number find it."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()
    for left in glob.glob('/tmp/asb-*-%d*' % process.pid):
        if re.search(r'-%d\b' % process.pid, left) and os.path.isfile(left):
            os.unlink(left)


def run(words, seconds, **more):
    """The exit status; None where it did not end within so much of the processor's time, or ten times as much of the clock's, or stood still."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (ENOUGH_MEMORY, ENOUGH_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit, start_new_session=True, **more)
    try:
        status = process.returncode if ended(process, 60 + 10 * seconds) else None
    finally:
        cleared(process)
    return None if status in (-signal.SIGXCPU, -signal.SIGKILL) else status


def told(name, status):
    """What is noted of a failure."""
    return name if status is not None else name + ', which does not end'


def folder_of(path):
    return path.split('/')[1]


class Bench:
    """A build whose objects a mutant is linked with."""

    def __init__(self, work, only_near, longest=LONGEST_NEAR):
        self.only_near, self.longest = only_near, longest
        self.work = Path(work).resolve()
        self.build = self.work / 'build'
        self.times = {}
        self.kept = None  # the times of this build, from one run to the next

    def keep_times(self):
        self.kept.write_text(json.dumps(self.times), encoding='utf-8')

    def prepare(self):
        self.build.mkdir(parents=True, exist_ok=True)
        with open(self.work / 'build.txt', 'w', encoding='utf-8') as log:
            configure = ['cmake', '-S', str(TOP), '-B', str(self.build), '-DCMAKE_BUILD_TYPE=None', '-DCMAKE_C_COMPILER=gcc', '-DCMAKE_C_FLAGS=' + ' '.join(FLAGS),
                         '-DASB_TESTS=ON', '-DASB_SHARED=OFF']
            make = ['cmake', '--build', str(self.build), '-j', os.environ.get('ASB_JOBS', '2'), '--target', 'asb_unit', 'asb_command', 'asb_replay']
            for words in (configure, make):
                if subprocess.run(words, stdout=log, stderr=log).returncode:
                    sys.exit('the build failed: see %s' % (self.work / 'build.txt'))
        self.library = next(self.build.glob('**/libasb.a'))
        self.suites = re.findall(r'SUITE\((\w+)\)', (self.build / 'tests/suites.inc').read_text(encoding='utf-8'))
        self.check = subprocess.run(['pkg-config', '--libs', 'check'], stdout=subprocess.PIPE, text=True).stdout.split()
        self.kept = self.work / ('times-%d.json' % int((self.build / 'tests/asb_unit').stat().st_mtime))
        if self.kept.exists():
            self.times = json.loads(self.kept.read_text(encoding='utf-8'))
        elif self.by_programs(str(self.build / 'asb'), str(self.build / 'tests/asb_replay')):
            sys.exit('the tests of the command fail without any mutant')

    def time_of(self, suite):
        """How much of the processor's time a suite takes without a mutant: one that takes ten times as much has got into a circle. None: too much for --near."""
        if suite not in self.times:
            begun = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            status = self.unit(self.build / 'tests/asb_unit', suite, LONGEST_NEAR if self.only_near else 1200)
            if status:
                sys.exit('%s fails without any mutant' % suite)
            self.times[suite] = None if status is None else resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - begun
        return self.times[suite]

    def is_wanted(self, suite):
        taken = self.time_of(suite)
        return taken is not None and (not self.only_near or taken <= self.longest)

    def unit(self, program, suite, seconds):
        return run([str(program), suite], seconds, env=dict(os.environ, CK_FORK='no', CK_DEFAULT_TIMEOUT='0'), cwd=str(self.work))

    def worker(self, number):
        """The same build, with a place of its own for what is made of a mutant."""
        other = copy.copy(self)
        other.work = self.work / ('worker-%d' % number)
        other.work.mkdir(exist_ok=True)
        return other

    def of(self, path):
        """The suites that may show something of a file."""
        left_out = NOT_FOR_STORE if folder_of(path) == 'store' else NOT_FOR_THIS
        return [s for s in self.suites if not left_out.match(s)]

    def near(self, path):
        """The suites that go with a file, by its folder."""
        also = {'time': ('time_', 'engine_calendar', 'case_'),
                'policy': ('case_reads', 'policy_', 'misuse', 'engine_calendar', 'document_data', 'document_letters', 'document_view'),
                'case': ('case_', 'fault_case', 'fault_audit', 'record_', 'misuse', 'store_moving', 'store_audit', 'store_rebuild', 'forms_proportionality', 'rehearsal', 'report',
                         'document_data', 'document_view'),
                'forms': ('forms_', 'misuse', 'fault_forms'),
                'store': ('store_', 'case_store', 'case_corners', 'fault_store', 'fault_audit', 'misuse')}[folder_of(path)]
        return [s for s in self.of(path) if s.startswith(also) and s != 'fault_caseload']

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
        status = run([asb, 'scenario'] + scenarios, 60)
        if status != 0:
            return told('scenarios', status)
        unit = self.linked(mutant_object, 'asb_unit', 'tests/CMakeFiles/asb_unit.dir')
        near = sorted((s for s in self.near(path) if self.is_wanted(s)), key=self.time_of)
        for suite in near + [s for s in self.of(path) if s not in near and not self.only_near]:
            status = self.unit(unit, suite, 20 + 10 * int(self.time_of(suite)))
            if status != 0:
                return told(suite, status)
        if self.only_near:
            return None
        return self.by_programs(asb, self.linked(mutant_object, 'asb_replay', 'tests/CMakeFiles/asb_replay.dir'))

    def by_programs(self, asb, replay):
        status = run([replay] + sorted(str(p) for p in (TOP / 'tests/scenario').glob('*.json')), 300)
        if status != 0:
            return told('replay', status)
        status = run(['sh', str(TOP / 'tests/cli/run.sh'), asb], 300)
        return told('cli', status) if status != 0 else None


def all_mutants(only, folders):
    for folder in folders:
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
        f = figures.setdefault(folder_of(m.path), dict.fromkeys(('killed', 'survived', 'explained', 'same', 'invalid'), 0))
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
    endless = sum(1 for m in mutants if 'does not end' in ((results.get(m.key) or {}).get('by') or ''))
    print('%d of those killed did not end' % endless)
    print('%d of %d killed (%.1f %%); of %d possible' % (total[0], tried, 100.0 * total[0] / max(tried, 1), len(mutants)))
    print('%d passed, %d failed' % (total[0] + total[2], total[1]))
    return 1 if total[1] else 0


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--seed', type=int, default=1)
    options.add_argument('--count', type=int, default=200, help='how many of the sample are to be known at the end')
    options.add_argument('--folder', action='append', choices=ALL_FOLDERS, help='by itself: all but store; a report is of all')
    options.add_argument('--only', action='append', help='files whose name has this')
    options.add_argument('--seconds', type=float, default=1e9, help='stop after so long')
    options.add_argument('--near', action='store_true', help='only the scenarios and the suites that go with the file: quicker, and more survive')
    options.add_argument('--longest', type=float, default=LONGEST_NEAR, help='with --near: suites of at most so many seconds; what survives them may be tried --again by all')
    options.add_argument('--jobs', type=int, default=1, help='how many at a time')
    options.add_argument('--again', action='store_true', help='only try again what has survived, without an explanation')
    options.add_argument('--report', action='store_true')
    options.add_argument('--work', default=str(TOP / 'build/mutation'))
    given = options.parse_args()
    # in the background of a shell it is ignored, and so would it be by what the tests break off
    signal.signal(signal.SIGINT, signal.default_int_handler)
    mutants = list(all_mutants(given.only, given.folder or (ALL_FOLDERS if given.report or given.again else FOLDERS)))
    results = known(given.work)
    if given.report:
        return report(mutants, results)
    # each by itself, so that the sample stays the same while the sources change elsewhere
    sample = sorted(mutants, key=lambda m: hashlib.sha256(('%d/%s' % (given.seed, m.key)).encode()).digest())
    if given.again:
        reasons = list(explained())
        tried = [m for m in mutants if m.key in results]
        try_all([m for m in tried if results[m.key]['result'] == 'survived' and not is_explained(m, reasons)], given, results)
        return report(tried, results)
    try_all([m for m in sample[:given.count] if m.key not in results], given, results)
    return report(sample[:given.count], results)


def try_all(wanted, given, results):
    if not wanted:
        return
    bench = Bench(given.work, given.near, given.longest)
    bench.prepare()
    near = {s for path in {m.path for m in wanted} for s in bench.near(path)}
    possible = {s for path in {m.path for m in wanted} for s in bench.of(path)}
    for suite in bench.suites:
        if suite in (near if given.near else possible) and bench.time_of(suite) is None:
            print('too long: %s' % suite, flush=True)
    bench.keep_times()
    end = time.monotonic() + given.seconds
    idle = [bench.worker(i) for i in range(given.jobs)]

    def one(mutant):
        if time.monotonic() > end:
            return mutant, None
        mine = idle.pop()
        try:
            return mutant, try_one(mine, mutant)
        finally:
            idle.append(mine)

    with open(Path(given.work) / 'results.jsonl', 'a', encoding='utf-8') as log, ThreadPoolExecutor(given.jobs) as pool:
        for done in as_completed([pool.submit(one, m) for m in wanted]):
            m, outcome = done.result()
            if outcome:
                results[m.key] = {'key': m.key, 'result': outcome[0], 'by': outcome[1], 'what': str(m)}
                log.write(json.dumps(results[m.key]) + '\n')
                log.flush()


if __name__ == '__main__':
    sys.exit(main())

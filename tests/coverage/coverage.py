#!/usr/bin/env python3
"""Reads what gcov counted, holds each branch that was never taken against unreached.txt, and writes docs/coverage.md.

A line of unreached.txt is `file:function | the source line | reason`; it stands for all branches of the lines of the function that read so. Nothing goes by numbers of lines,
and a function that has moved to another file is found there, so that the list lives through changes elsewhere. Reasons that many have in common are said once, `@name = reason`,
and then named, `@name` or `@name: more`. Where nothing is said of what is not reached, that is a failure, as is a line that explains nothing any more; --write takes those
out of the list, and writes where the others have moved to."""
import argparse
import collections
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BY_CHANCE = {'race'}  # kinds of reasons for what is reached at times and at times not
Reason = collections.namedtuple('Reason', 'file function source why number')


class File:
    def __init__(self, name):
        self.name = name
        self.lines = collections.Counter()     # number: times
        self.branches = {}                      # (line, index): times
        self.functions = {}                     # line: function
        self.text = (TOP / name).read_text(encoding='utf-8').split('\n')

    def add(self, lines):
        for line in lines:
            number = line['line_number']
            self.lines[number] += line['count']
            self.functions.setdefault(number, line.get('function_name', ''))
            for i, branch in enumerate(line['branches']):
                self.branches[number, i] = self.branches.get((number, i), 0) + branch['count']

    def source(self, number):
        return self.text[number - 1].strip()

    def unreached(self):
        """{line: how many of its branches, or 0 where the line itself is not reached}"""
        out = {}
        for (number, _), times in self.branches.items():
            if not times:
                out[number] = out.get(number, 0) + 1
        for number, times in self.lines.items():
            if not times:
                out.setdefault(number, 0)
        return out

    def counts(self):
        return (sum(1 for t in self.lines.values() if t), len(self.lines), sum(1 for t in self.branches.values() if t), len(self.branches))


def counted(path):
    """What gcov says of the counts of one object."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(['gcov', '--json-format', '--stdout', '--branch-probabilities', path], cwd=folder, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, check=True)
    return [json.loads(line) for line in done.stdout.decode().split('\n') if line.strip()]


def measured(objects, jobs):
    files = {}
    paths = sorted(str(p.resolve()) for top in objects for p in Path(top).rglob('asb_objects.dir/src/**/*.gcda'))
    with ThreadPoolExecutor(jobs) as pool:
        for results in pool.map(counted, paths):
            for result in results:
                collect(files, result)
    return files


def collect(files, result):
    for file in result['files']:
        path = Path(file['file'])
        path = path if path.is_absolute() else Path(result['current_working_directory']) / path
        try:
            name = str(path.resolve().relative_to(TOP))
        except ValueError:
            continue
        if name.startswith('src/'):
            files.setdefault(name, File(name)).add(file['lines'])


def kinds_of(path):
    """{name: reason} of those that are named."""
    lines = (line.split(' = ', 1) for line in path.read_text(encoding='utf-8').split('\n') if line.startswith('@'))
    return {name[1:].strip(): reason.strip() for name, reason in lines}


def reasons_of(path):
    kinds = kinds_of(path)
    for number, line in enumerate(path.read_text(encoding='utf-8').split('\n'), 1):
        if line.strip() and line[0] not in '#@':
            parts = [p.strip() for p in line.split(' | ')]
            parts = [*parts[0].partition(':')[::2], ' | '.join(parts[1:-1]), parts[-1]]
            if not all(parts) or parts[3][0] == '@' and kind_of(parts[3]) not in kinds:
                sys.exit('%s:%d: not `file:function | source line | reason`' % (path.name, number))
            yield Reason(*parts, number)


def kind_of(reason):
    return reason[1:].split(':')[0].strip() if reason[0] == '@' else 'said there'


def explain(file, reasons, used):
    """{line: (branches, reason or None)}; reasons: by function and source line."""
    out = {}
    for number, branches in sorted(file.unreached().items()):
        fitting = reasons.get((file.functions[number], file.source(number)), [])
        found = next((r for r in fitting if r.file == file.name), None) or next(iter(fitting), None)
        if found:
            used.setdefault(found.number, set()).add(file.name)
        out[number] = (branches, found and found.why)
    return out


def put_right(path, reasons, used):
    """The list without what explains nothing, and with the files that functions have moved to."""
    lines = path.read_text(encoding='utf-8').split('\n')
    for r in reasons:
        places = used.get(r.number, ())
        lines[r.number - 1] = None if not places and kind_of(r.why) not in BY_CHANCE else lines[r.number - 1] if not places else lines[r.number - 1] if r.file in places else ' | '.join(
            ('%s:%s' % (min(places), r.function), r.source, r.why))
    path.write_text('\n'.join(line for line in lines if line is not None), encoding='utf-8')


def percent(part, whole):
    return '%.1f' % (100.0 * part / whole) if whole else '–'


def table(rows):
    yield '| | lines | % | branches | % | explained |'
    yield '| --- | ---: | ---: | ---: | ---: | ---: |'
    for name, (l, ls, b, bs), explained in rows:
        yield '| %s | %d of %d | %s | %d of %d | %s | %d |' % (name, l, ls, percent(l, ls), b, bs, percent(b, bs), explained)


def rows_of(files, told, folders):
    sums = {}
    for name, file in files.items():
        folder = '/'.join(name.split('/')[:2])
        if folders and folder not in folders:
            continue
        counts, explained = sums.get(folder, ((0, 0, 0, 0), 0))
        explained += sum(max(n, 1) for n, why in told[name].values() if why)
        sums[folder] = (tuple(map(sum, zip(counts, file.counts()))), explained)
    total = (tuple(map(sum, zip(*(c for c, _ in sums.values())))), sum(e for _, e in sums.values()))
    return [('`%s`' % k, *v) for k, v in sorted(sums.items())] + [('together', *total)]


def kinds_table(told, kinds):
    counts = collections.Counter()
    for lines in told.values():
        for branches, why in lines.values():
            if why:
                counts[kind_of(why)] += max(branches, 1)
    yield '| reason | branches | |'
    yield '| --- | ---: | --- |'
    for name, count in counts.most_common():
        yield '| %s | %d | %s |' % (name, count, kinds.get(name, 'a reason of its own, in the list'))


def page(rows, files, told, kinds):
    yield '# Coverage'
    yield ''
    yield ('Lines and branches of the library that its tests reach, as gcov counts them at `-O0`, where each operand of `&&` and `||` has two branches: the suites, the fault loop '
           'with every allocation failing, scenarios, replay, the command\'s tests, the fuzz corpora, hosts that lie, and the comparisons that go through the Python package. '
           '`sh tests/coverage/run.sh` measures again and fails where a branch is not reached that is not in the list below; `--write` writes this page. The fuzzers '
           'themselves, the metamorphic tests, the bindings and other machines are not counted.')
    yield ''
    yield from table(rows)
    yield ''
    yield '## Why'
    yield ''
    yield ('The reasons are in `tests/coverage/unreached.txt`, by function and source line. Those that have a name were given by the form of the line and not by trying each branch by itself; those of '
           'their own, and what is said after a name there, were looked at one by one.')
    yield ''
    yield from kinds_table(told, kinds)
    yield ''
    yield '## What is not reached'
    for name in sorted(files):
        left = {n: t for n, t in told[name].items()}
        if not left:
            continue
        yield ''
        yield '### `%s`' % name
        yield ''
        yield '| source | branches | reason |'
        yield '| --- | ---: | --- |'
        for number, (branches, why) in sorted(left.items()):
            source = files[name].text[number - 1].strip().replace('|', '\\|').replace('`', "'")
            yield '| `%s` | %s | %s |' % (source, branches or 'the line', why.lstrip('@') if why else '**none**')


def said(file, number, branches):
    """For the reader, and for unreached.txt."""
    return '%s:%d: %s not reached\n    %s:%s | %s | ' % (file.name, number, '%d branches' % branches if branches else 'line', file.name, file.functions[number], file.source(number))


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--objects', required=True, nargs='+')
    options.add_argument('--unreached', type=Path, required=True)
    options.add_argument('--failed', type=Path, help='the tests that failed, one on each line')
    options.add_argument('--write', action='store_true')
    options.add_argument('--jobs', type=int, default=2)
    options.add_argument('--folder', action='append', help='src/case and so on; else all')
    given = options.parse_args()
    files = {n: f for n, f in measured(given.objects, given.jobs).items() if not given.folder or '/'.join(n.split('/')[:2]) in given.folder}
    reasons, used, by_source = list(reasons_of(given.unreached)), {}, {}
    for r in reasons:
        by_source.setdefault((r.function, r.source), []).append(r)
    told = {name: explain(file, by_source, used) for name, file in files.items()}
    rows = rows_of(files, told, given.folder)
    tests = given.failed.read_text(encoding='utf-8').split('\n')[:-1] if given.failed and given.failed.exists() else []
    print(''.join('failed: %s\n' % t for t in tests), end='')
    failed = 0
    for name in sorted(files):
        bad = {n: t for n, t in told[name].items() if not t[1]}
        failed += bool(bad)
        for number, (branches, _) in sorted(bad.items()):
            print(said(files[name], number, branches))
    stale = [r for r in reasons if r.number not in used and kind_of(r.why) not in BY_CHANCE and (not given.folder or r.file in files)]
    for r in stale:
        print('unreached.txt:%d: nothing more to explain: %s in %s of %s' % (r.number, r.source, r.function, r.file))
    if given.write:
        if not given.folder:
            put_right(given.unreached, reasons, used)
        (TOP / 'docs/coverage.md').write_text('\n'.join(page(rows, files, told, kinds_of(given.unreached))) + '\n', encoding='utf-8')
        stale = []
    print('\n'.join(table(rows)))
    print('%d passed, %d failed' % (len(files) - failed, failed + len(stale) + len(tests)))
    return 1 if failed or stale or tests else 0


if __name__ == '__main__':
    sys.exit(main())

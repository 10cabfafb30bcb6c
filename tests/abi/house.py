#!/usr/bin/env python3
"""The rules of the house that a script can hold: the order of the folders, ISO C, the lengths of files and functions, and that asb.h has everything."""
import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
ISO = set('assert ctype errno float inttypes iso646 limits locale math stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn '
          'string time'.split())
PLATFORM = re.compile(r'src/engine/platform\.c|src/store/(file_\w+|checksum)\.c|src/base/(sha256_(x86|wide|arm)\.c|json_scan\.h)')
LONGEST_FILE, LONGEST_FUNCTION = 800, 100
SHORT_FUNCTION, SHORT_OUT_OF_TEN = 15, 8  # of the library's own functions so many are short


def name_of(path):
    return str(path.relative_to(TOP))


def layers():
    lines = (TOP / 'tests/abi/layers.txt').read_text(encoding='utf-8').split('\n')
    return [line for line in lines if line and not line.startswith('#')]


def layer_of(name, order):
    """The place of src/<folder>/<file> in the list; None where it is not there."""
    folder, stem = name.split('/')[0], re.sub(r'\.\w+$', '', name)
    return order.index(stem) if stem in order else order.index(folder) if folder in order else None


def included(path):
    """The files of src that a file includes, as <folder>/<file>, and the line."""
    for number, line in enumerate(path.read_text(encoding='utf-8').split('\n'), 1):
        found = re.match(r'#include "([^"]+)"', line)
        if not found:
            continue
        beside = (path.parent / found.group(1)).resolve()
        target = beside if beside.exists() else (TOP / 'src' / found.group(1)).resolve()
        if (TOP / 'src') in target.parents:
            yield number, str(target.relative_to(TOP / 'src'))


def upward(paths):
    order = layers()
    for path in paths:
        mine = layer_of(str(path.relative_to(TOP / 'src')), order)
        if mine is None:
            yield '%s: its folder is not in tests/abi/layers.txt' % name_of(path)
            continue
        for line, other in included(path):
            theirs = layer_of(other, order)
            if theirs is None or theirs > mine:
                yield '%s:%d includes %s, which is above it' % (name_of(path), line, other)


def foreign_headers(paths):
    """Headers that are neither ours nor of ISO C, but where the platform is."""
    for path in paths:
        for header in re.findall(r'#include <([^>]+)>', path.read_text(encoding='utf-8')):
            ours = header.startswith('asb/') or re.sub(r'\.h$', '', header) in ISO
            if not ours and not PLATFORM.search(name_of(path)):
                yield '%s includes <%s>' % (name_of(path), header)


def code_files():
    for folder in ('src', 'include', 'tests', 'examples', 'bindings'):
        for path in sorted((TOP / folder).rglob('*')):
            if path.suffix in ('.c', '.h', '.py', '.cpp') and path.name != '_raw.py':
                yield path


def long_files():
    for path in code_files():
        length = path.read_text(encoding='utf-8').count('\n')
        if length > LONGEST_FILE:
            yield '%s has %d lines' % (name_of(path), length)


def functions(path):
    """(first line, length) of each. In our layout a body ends with a brace in the first column, and what begins it is the last such line before."""
    start = None
    for number, line in enumerate(path.read_text(encoding='utf-8').split('\n'), 1):
        if re.match(r'[A-Za-z_].*\)\s*\{?$', line) and start is None:
            start = number
        elif re.match(r'(\}|[A-Za-z_].*;$)', line):
            if start and line.startswith('}'):
                yield start, number - start + 1
            start = None


def long_functions():
    for path in code_files():
        if path.suffix in ('.c', '.h', '.cpp'):
            for start, length in functions(path):
                if length > LONGEST_FUNCTION:
                    yield '%s:%d: a function of %d lines' % (name_of(path), start, length)


def short_functions(paths):
    lengths = [length for path in paths if path.suffix == '.c' for _, length in functions(path)]
    short = sum(length <= SHORT_FUNCTION for length in lengths)
    if short * 10 < len(lengths) * SHORT_OUT_OF_TEN:
        yield 'only %d of %d functions of src have %d lines or fewer' % (short, len(lengths), SHORT_FUNCTION)


def everything_header():
    """asb.h includes every header but those that only implementers need."""
    have = set(re.findall(r'#include <(asb/[^>]+)>', (TOP / 'include/asb/asb.h').read_text(encoding='utf-8')))
    want = {'asb/' + p.name for p in (TOP / 'include/asb').glob('*.h')} - {'asb/asb.h'} | {'asb/sys/hooks.h'}
    for name in sorted(want ^ have):
        yield 'include/asb/asb.h %s %s' % ('lacks' if name in want else 'has', name)


def looked_into(paths):
    """A text and the items of a list share their place in a value: only the files of the JSON module look in there, all others ask functions that ask its type."""
    for path in paths:
        for number, line in enumerate(path.read_text(encoding='utf-8').split('\n'), 1):
            if re.search(r'(->|\.)held\.(text|first|last)\b', line) and not re.match(r'src/base/json(_\w+)?\.[ch]$', name_of(path)):
                yield '%s:%d looks into a JSON value' % (name_of(path), number)


def main():
    sources = sorted(p for p in (TOP / 'src').glob('*/*') if p.suffix in ('.c', '.h'))
    failed = 0
    checks = [upward(sources), foreign_headers(sources), long_files(), long_functions(), short_functions(sources), everything_header(),
              looked_into(sources)]
    for check in checks:
        wrong = list(check)
        print('\n'.join(wrong) + '\n' if wrong else '', end='')
        failed += bool(wrong)
    print('%d passed, %d failed' % (len(checks) - failed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())

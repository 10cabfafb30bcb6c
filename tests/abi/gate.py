#!/usr/bin/env python3
"""The gate: nothing is exported that has not a doc comment, a unit test, a scenario of faults, an example, and a prototype.

    python3 tests/abi/gate.py [--library libasb.so] [--write]

The functions are those of the headers; symbols.txt and the shared library must have the same. --write brings symbols.txt up to date.
"""
import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
TOP = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TOP / 'bindings'), str(TOP / 'docs')]
from asbabi import describe  # noqa: E402
from asbdocs.examples import examples_of  # noqa: E402


def text_of(pattern):
    """The sources that match, without comments."""
    code = ''.join(p.read_text(encoding='utf-8') for p in sorted(TOP.glob(pattern)))
    return re.sub(r'/\*.*?\*/|//[^\n]*', '', code, flags=re.S)


def exported(library):
    lines = subprocess.run(['nm', '-D', '--defined-only', library], stdout=subprocess.PIPE, check=True).stdout.decode()
    return {line.split()[2].split('@')[0] for line in lines.splitlines() if line.split()[1] == 'T'}


def undocumented(f):
    """What a function's doc comment lacks."""
    lacks = [tag for tag in ('doc', 'since') if not f.get(tag)]
    returns = f['returns']
    fills = any(p['direction'] == 'out' for p in f['parameters'])
    if not returns['doc'] and (returns['kind'] in ('text', 'handle', 'status') or fills):
        lacks.append('@return')
    if f['name'].endswith('_free') and 'NULL does nothing' not in f['doc']:
        lacks.append('"NULL does nothing"')
    if f['name'].endswith('_free') and not f.get('thread', '').startswith('any'):
        lacks.append('@thread')
    lacks += ['the words of @param %s' % p['name'] for p in f['parameters'] if p.get('ownership') == 'owned' and not p['doc']
              and 'as asb_' not in returns['doc']]
    return lacks


def called(code):
    return set(re.findall(r'\b(asb_\w+)\s*\(', code)) | set(re.findall(r'\b(asb_\w+)\b(?=\s*[,;})])', code))


class Gate:
    """Counts what is looked at, and what is lacking."""

    def __init__(self):
        self.passed = self.failed = 0

    def see(self, good, sentence):
        self.passed += bool(good)
        self.failed += not good
        if not good:
            print(sentence)


def look(functions, gate):
    units, faults = called(text_of('tests/unit/*.c') + text_of('tests/unit/*.h')), set(re.findall(r'\bX\((asb_\w+), *\w+,', text_of('tests/fault/*.c')))
    abi = {f['name'] for f in json.loads((TOP / 'bindings/abi.json').read_text(encoding='utf-8'))['functions']}
    raw = set(re.findall(r"^    '(asb_\w+)': \(", (TOP / 'bindings/python/asb/_raw.py').read_text(encoding='utf-8'), re.M))
    examples = examples_of(TOP)
    for f in functions:
        name = f['name']
        lacks = undocumented(f)
        gate.see(not lacks, '%s: its doc comment in %s lacks %s' % (name, f['header'], ', '.join(lacks)))
        gate.see(name in units, '%s: no unit test calls it (tests/unit)' % name)
        gate.see(name in faults, '%s: no scenario of faults (tests/fault)' % name)
        gate.see(name in examples, '%s: no example (docs/examples)' % name)
        gate.see(name in abi and name in raw, '%s: no prototype; run python3 bindings/generate.py' % name)
    names = {f['name'] for f in functions}
    for name in sorted(faults - names):
        gate.see(False, '%s: has a scenario of faults, but is not exported' % name)
    for name in sorted(set(examples) - names):
        gate.see(False, '%s: has an example, but is not exported' % name)


def compare(names, others, where, gate):
    gate.see(names == others, '%s lacks: %s; and has too much: %s' % (
        where, ' '.join(sorted(names - others)) or 'nothing', ' '.join(sorted(others - names)) or 'nothing'))


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('--library', help='the shared library')
    args.add_argument('--write', action='store_true', help='write symbols.txt')
    args = args.parse_args()
    gate = Gate()
    functions = describe.describe(TOP / 'include')['functions']
    names = {f['name'] for f in functions}
    symbols = TOP / 'tests/abi/symbols.txt'
    if args.write:
        symbols.write_text(''.join(name + '\n' for name in sorted(names)), encoding='utf-8')
    compare(names, set(symbols.read_text(encoding='utf-8').split()), 'tests/abi/symbols.txt', gate)
    if args.library:
        compare(names, exported(args.library), 'the shared library', gate)
    look(functions, gate)
    print('%d passed, %d failed' % (gate.passed, gate.failed))
    return 1 if gate.failed else 0


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""Sizes and offsets of the open structs, and all constants, as the compiler sees them; compared with what was written down.

    python3 tests/abi/layout.py --cc CC [--static] [--write]

layout.txt is for 64 bits, layout32.txt for 32. A change to a line is a break of the ABI; only lines may be added.
"""
import argparse
import difflib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]


def program(abi):
    """A C program that prints the layout; its first line is the number of bits."""
    out = ['#include <stdio.h>', '#include <asb/asb.h>', '#include <asb/sys/store.h>', 'int main(void) {',
           '    printf("%d\\n", (int)(sizeof(void *) * 8));']
    for s in abi['structs']:
        out.append('    printf("sizeof %s %%u\\n", (unsigned)sizeof(%s));' % (s['name'], s['name']))
        for f in s['fields']:
            out.append('    printf("offsetof %s %s %%u\\n", (unsigned)offsetof(%s, %s));' % (s['name'], f['name'], s['name'], f['name']))
    for c in abi['constants']:
        out.append('    printf("constant %s %%lld\\n", (long long)(%s));' % (c['name'], c['name']))
    return '\n'.join(out + ['    return 0;', '}', ''])


def printed(abi, cc, static):
    with tempfile.TemporaryDirectory() as folder:
        source, binary = Path(folder) / 'layout.c', Path(folder) / 'layout'
        source.write_text(program(abi), encoding='utf-8')
        subprocess.run([cc, '-I', str(TOP / 'include'), '-o', str(binary), str(source)] + (['-static'] if static else []), check=True)
        return subprocess.run([str(binary)], stdout=subprocess.PIPE, check=True).stdout.decode()


def described(abi):
    """The same as abi.json has it, which is for 64 bits."""
    for s in abi['structs']:
        yield 'sizeof %s %d' % (s['name'], s['size'])
        for f in s['fields']:
            yield 'offsetof %s %s %d' % (s['name'], f['name'], f['offset'])


def names(text):
    return {tuple(line.split()[:-1]) for line in text.splitlines()}


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('--cc', default='cc')
    args.add_argument('--static', action='store_true')
    args.add_argument('--write', action='store_true')
    args = args.parse_args()
    abi = json.loads((TOP / 'bindings/abi.json').read_text(encoding='utf-8'))
    bits, text = printed(abi, args.cc, args.static).split('\n', 1)
    path = TOP / 'tests/abi' / ('layout.txt' if bits == '64' else 'layout32.txt')
    if args.write:
        path.write_text(text, encoding='utf-8')
    have = path.read_text(encoding='utf-8')
    for line in difflib.unified_diff(have.splitlines(), text.splitlines(), path.name, 'this compiler', lineterm='', n=0):
        print(line)
    wanted = have.splitlines()
    right = len(set(wanted) & set(text.splitlines()))
    failed = len(set(wanted) ^ set(text.splitlines()))
    wrong = sorted(set(described(abi)) - set(text.splitlines())) if bits == '64' else []
    for line in wrong:
        print('abi.json says ' + line)
    other = TOP / 'tests/abi' / ('layout32.txt' if bits == '64' else 'layout.txt')
    for name in sorted(names(text) - names(other.read_text(encoding='utf-8'))):
        wrong.append(name)
        print('%s has no %s: write it with a compiler for it (--cc i686-linux-gnu-gcc --static --write)' % (other.name, ' '.join(name)))
    failed += len(wrong)
    print('%d passed, %d failed' % (right, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())

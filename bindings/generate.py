#!/usr/bin/env python3
"""The description of the ABI, and what is made from it.

    python3 bindings/generate.py            writes bindings/abi.json and the raw prototypes of each language
    python3 bindings/generate.py --check    says whether they are what the headers give; writes nothing

Prototypes are never typed twice: the headers are read once, by a parser that knows just the C that they are written in (asbabi/headers.py),
into abi.json; every binding is made from that file alone, by a module asbabi/<language>_raw.py that says where its file goes (OUTPUT) and
what is in it (module(abi)). What the parser does not understand is an error, with its line.
Python 3.9 or later, standard library only.
"""
import argparse
import difflib
import importlib
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from asbabi import describe, vocabulary  # noqa: E402
from asbabi.headers import HeaderError  # noqa: E402


def languages():
    """The generators of raw prototypes, in order of their names."""
    return [importlib.import_module('asbabi.' + path.stem) for path in sorted((HERE / 'asbabi').glob('*_raw.py'))]


def outputs(top):
    """Every generated file: path from the top of the project, and its text."""
    abi = describe.describe(top / 'include')
    described = dict(abi, vocabulary=vocabulary.described(top))
    made = {'bindings/abi.json': json.dumps(described, indent=1, ensure_ascii=False) + '\n'}
    made.update((language.OUTPUT, language.module(abi)) for language in languages())
    return made


def check(top, made):
    """How many files are not what they should be; says how they differ."""
    wrong = 0
    for name, text in made.items():
        path = top / name
        have = path.read_text(encoding='utf-8') if path.exists() else ''
        if have == text:
            continue
        wrong += 1
        lines = difflib.unified_diff(have.splitlines(), text.splitlines(), name, 'from the headers', lineterm='', n=1)
        print('\n'.join(list(lines)[:40]))
    if wrong:
        print('run: python3 bindings/generate.py')
    print('%d passed, %d failed' % (len(made) - wrong, wrong))
    return wrong


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('--check', action='store_true', help='compare, write nothing')
    args.add_argument('--top', type=Path, default=HERE.parent, help='the top of the project')
    args = args.parse_args()
    try:
        made = outputs(args.top)
    except HeaderError as why:
        print(why)
        print('0 passed, 1 failed')
        return 1
    if args.check:
        return 1 if check(args.top, made) else 0
    for name, text in made.items():
        path = args.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')
    return 0


if __name__ == '__main__':
    sys.exit(main())

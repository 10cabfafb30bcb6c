#!/usr/bin/env python3
"""The table of the words that every policy knows (src/policy/fixed_words.inc) and their count, as they follow from words.inc, the vocabulary and the hash of fixed.h.

    python3 tests/abi/fixed_words.py [--cc CC] [--write]
"""
import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
TABLE, HEADER = TOP / 'src/policy/fixed_words.inc', TOP / 'src/policy/fixed.h'


def made(cc):
    with tempfile.TemporaryDirectory() as folder:
        binary = Path(folder) / 'fixed_words'
        subprocess.run([cc, '-std=c11', '-I', str(TOP / 'src'), '-I', str(TOP / 'include'), '-o', str(binary), str(TOP / 'tests/abi/fixed_words.c')], check=True)
        return subprocess.run([str(binary)], stdout=subprocess.PIPE, check=True).stdout.decode()


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('--cc', default='cc')
    args.add_argument('--write', action='store_true')
    args = args.parse_args()
    text = made(args.cc)
    count = len(re.findall(r'^FIXED\(', text, re.M))
    header = re.sub(r'FIXED_WORDS = \d+', 'FIXED_WORDS = %d' % count, HEADER.read_text(encoding='utf-8'))
    wrong = []
    for path, wanted in ((TABLE, text), (HEADER, header)):
        if args.write:
            path.write_text(wanted, encoding='utf-8')
        if not path.exists() or path.read_text(encoding='utf-8') != wanted:
            wrong.append(path)
            print('%s is not what the words make: python3 tests/abi/fixed_words.py --write' % path.relative_to(TOP))
    print('%d passed, %d failed' % (2 - len(wrong), len(wrong)))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())

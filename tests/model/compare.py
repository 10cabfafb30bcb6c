#!/usr/bin/env python3
"""Runs random scenarios through `asb trace` and through the model, and compares line by line."""
import argparse
import json
import os
import subprocess
import sys
import tempfile

from asbmodel import tracing
from asbmodel.jsonread import FileError
from asbmodel.scenario import Scenario
from asbmodel.generating import LANDLORDS
from generate import scenarios, write


def model_lines(path, policies):
    out = []
    try:
        for line in tracing.lines(Scenario(path, policies)):
            out.append(line)
    except FileError as why:
        out.append('error: %s' % why)
    return out


def named_by_path(path, policies):
    """A copy whose policy is named by its path: asb knows by name only those built in."""
    with open(path, encoding='utf-8') as stream:
        doc = json.load(stream)
    copy = path + '.by-path'
    write(dict(doc, policy=os.path.abspath(os.path.join(policies, doc['policy'] + '.json'))), copy)
    return copy


def asb_lines(asb, path, policies, by_path):
    given = named_by_path(path, policies) if by_path else path
    done = subprocess.run([asb, 'trace', given], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if by_path:
        os.remove(given)
    lines = done.stdout.decode('utf-8', 'backslashreplace').split('\n')
    if lines and lines[-1] == '':
        lines.pop()
    if done.returncode != 0:
        lines.append('error: exit status %d: %s' % (done.returncode, done.stderr.decode('utf-8', 'replace').strip()))
    return lines


def parts_that_differ(mine, theirs):
    """What differs, in short."""
    try:
        a, b = json.loads(mine), json.loads(theirs)
    except ValueError:
        return []
    out = ['%s: model %s, asb %s' % (k, json.dumps(a.get(k)), json.dumps(b.get(k)))
           for k in a if k != 'duties' and a.get(k) != b.get(k)]
    only = [d for d in a.get('duties', []) if d not in b.get('duties', [])]
    extra = [d for d in b.get('duties', []) if d not in a.get('duties', [])]
    out += ['duty, model only: ' + json.dumps(d) for d in only] + ['duty, asb only: ' + json.dumps(d) for d in extra]
    if not out:
        out.append('the same values, written or ordered differently')
    return out


def first_difference(path, policies, asb, by_path=False):
    """None, or (index, model line, asb line)."""
    mine, theirs = model_lines(path, policies), asb_lines(asb, path, policies, by_path)
    for i in range(max(len(mine), len(theirs))):
        a = mine[i] if i < len(mine) else '(no line)'
        b = theirs[i] if i < len(theirs) else '(no line)'
        if a != b and not (a.startswith('error: ') and b.startswith('error: ')):
            return i, a, b
    return None


def shorten(doc, path, policies, asb, index, by_path):
    """Leaves out steps one by one for as long as the model and asb still differ; returns the shorter one."""
    steps = doc['steps'][:index + 1]
    i = len(steps) - 2
    while i >= 0:
        fewer = steps[:i] + steps[i + 1:]
        write(dict(doc, steps=fewer), path)
        if first_difference(path, policies, asb, by_path) is not None:
            steps = fewer
        i -= 1
    shorter = dict(doc, steps=steps)
    write(shorter, path)
    return shorter


def report(name, doc, difference, keep):
    index, mine, theirs = difference
    print('%s (kept as %s), step %d' % (name, keep, index + 1))
    if index < len(doc['steps']):
        print('  step:  ' + json.dumps(doc['steps'][index], ensure_ascii=False))
    print('  model: ' + mine)
    print('  asb:   ' + theirs)
    for part in parts_that_differ(mine, theirs):
        print('  * ' + part)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--asb', required=True, help='the asb command')
    options.add_argument('--policies', required=True)
    options.add_argument('--seed', type=int, required=True)
    options.add_argument('--count', type=int, required=True)
    options.add_argument('--show', type=int, default=5, help='how many differing files to print')
    options.add_argument('--only', help='one policy of the folder, which asb need not have built in')
    options.add_argument('--shorten', action='store_true', help='also look for fewer steps that still differ')
    options.add_argument('--keep', default='differences', help='folder for the files that differ')
    given = options.parse_args()
    names, by_path = ((given.only,), True) if given.only else (LANDLORDS, False)
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, doc in scenarios(given.policies, given.seed, given.count, names):
            path = os.path.join(folder, name)
            write(doc, path)
            difference = first_difference(path, given.policies, given.asb, by_path)
            if difference is None:
                passed += 1
                os.remove(path)
                continue
            failed += 1
            os.makedirs(given.keep, exist_ok=True)
            keep = os.path.join(given.keep, name)
            write(doc, keep)
            if failed <= given.show:
                if given.shorten:
                    short = os.path.join(given.keep, 'short-' + name)
                    doc = shorten(doc, short, given.policies, given.asb, difference[0], by_path)
                    difference, keep = first_difference(short, given.policies, given.asb, by_path), short
                report(name, doc, difference, keep)
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())

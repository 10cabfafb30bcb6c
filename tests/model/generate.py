#!/usr/bin/env python3
"""Writes random scenario files: the same seed gives the same files."""
import argparse
import json
import os
import random

from asbmodel import policy
from asbmodel.generating import LANDLORDS, Generator


def scenarios(policies, seed, count, names=LANDLORDS):
    """(name, document) of each; each depends on the seed and its number alone."""
    loaded = {name: policy.load(policies, name) for name in names}
    for number in range(count):
        name = names[number % len(names)]
        rng = random.Random('%d/%d' % (seed, number))
        yield 'gen-%d-%04d-%s.json' % (seed, number, name), Generator(rng, loaded[name], name, number).scenario()


def text_of(doc):
    """One step on a line."""
    head = {k: v for k, v in doc.items() if k != 'steps'}
    lines = ',\n'.join(json.dumps(step, ensure_ascii=False) for step in doc['steps'])
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "steps": [\n' + lines + ']}\n'


def write(doc, path):
    with open(path, 'w', encoding='utf-8', newline='\n') as stream:
        stream.write(text_of(doc))


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--policies', required=True)
    options.add_argument('--seed', type=int, required=True)
    options.add_argument('--count', type=int, required=True)
    options.add_argument('--out', required=True)
    given = options.parse_args()
    os.makedirs(given.out, exist_ok=True)
    for name, doc in scenarios(given.policies, given.seed, given.count):
        write(doc, os.path.join(given.out, name))


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""docs/schema/scenario.schema.json and the command `asb` agree about scenario files.

    python3 tests/schema/scenarios.py --asb build/release/asb [--count N] [--seed N]

The scenario files are accepted; then N single damages of them are judged by both, but for what stands in `expect`, where
the command fails the step and goes on with the file.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from damages import Corpus, damaged
from judges import TOP, Schema, counted, needs_jsonschema

FOLDER = TOP / 'tests/scenario'


def documents():
    """The scenarios, cut to their first steps, with policies that are found from anywhere."""
    out = {}
    for path in sorted(FOLDER.glob('*.json')):
        document = json.loads(path.read_text(encoding='utf-8'))
        out[path.stem] = dict(document, steps=document['steps'][:4])
    return out


def found_anywhere(document):
    """The path of a policy beside the scenarios, from the top of the disk."""
    policy = document.get('policy') if isinstance(document, dict) else None
    if not isinstance(policy, str) or '\0' in policy or not (FOLDER / policy).is_file():
        return document
    return dict(document, policy=str(FOLDER / policy))


class Command:
    """`asb trace`, which plays a file and judges nothing."""

    def __init__(self, asb, folder):
        self.asb, self.path = asb, Path(folder) / 'scenario.json'

    def trouble(self, document):
        self.path.write_text(json.dumps(found_anywhere(document)), encoding='utf-8')
        done = subprocess.run([self.asb, 'trace', str(self.path)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        return done.stderr.decode().replace(str(self.path), '') if done.returncode else ''


# What a schema cannot know.
UNSAID = ('the clock goes back', 'no such policy is built in', "the policy's document cannot be read")
# Keys and values that no expectation can have: the schema refuses them.
WRONG = [{'stat': 'open'}, {'state': 'opened'}, {'hate': 'yes'}, {'refused': 'guard'}, {'duties': {'duty': 'call'}}, {'duties': [{'dutty': 'call'}]},
         {'duties': [{'duty': 'call', 'due': 'soon'}]}, {'no_duties': [7]}, {'risk': {'p1': {'level': 3}}}, {'qualifying_reports': -1}]


class Comparison:
    """Counts what agrees."""

    def __init__(self, command):
        self.command, self.schema = command, Schema('scenario.schema.json')
        self.passed = self.failed = 0

    def see(self, good, sentence):
        self.passed += bool(good)
        self.failed += not good
        if not good and self.failed <= 40:
            print('failed: ' + sentence)

    def compare(self, name, document, way, what):
        trouble = self.command.trouble(document)
        if self.schema.accepts(document):
            self.see(not trouble or any(sentence in trouble for sentence in UNSAID), '%s, %s: %s' % (name, what, trouble))
        else:
            self.see(trouble or 'expect' in way, '%s, %s: only the schema refuses: %s' % (name, what, self.schema.why_not(document)))

    def whole_files(self):
        for path in sorted(FOLDER.glob('*.json')):
            document = json.loads(path.read_text(encoding='utf-8'))
            self.see(self.schema.accepts(document), '%s: %s' % (path.name, self.schema.why_not(document)))

    def wrong_expectations(self):
        for expect in WRONG:
            document = {'scenario': 's', 'policy': 'england', 'steps': [{'at': '2026-03-03', 'expect': expect}]}
            self.see(not self.schema.accepts(document), 'the schema accepts the expectation %r' % expect)


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('--asb', required=True)
    args.add_argument('--count', type=int, default=1000)
    args.add_argument('--seed', type=int, default=1)
    args = args.parse_args()
    needs_jsonschema()
    corpus = Corpus(documents())
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(Command(args.asb, folder))
        comparison.whole_files()
        comparison.wrong_expectations()
        for name, way, what, change in corpus.sample(args.seed, args.count):
            comparison.compare(name, damaged(corpus.documents[name], way, change), way, '%s: %s' % ('/'.join(map(str, way)), what))
    return counted(comparison.passed, comparison.failed)


if __name__ == '__main__':
    sys.exit(main())

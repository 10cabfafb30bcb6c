#!/usr/bin/env python3
"""docs/schema/policy.schema.json and the library agree about policies.

    ASB_LIBRARY=libasb.so python3 tests/schema/policies.py [--count N] [--seed N] [--all]

The policies that are built in, those of the scenarios, of the model, of docs/policy-format.md and policies/corners.json are judged by both; then
what refused.json has for each code of the library, and N single damages of the policies. What the schema refuses, the library must refuse; where
the schema accepts, everything that the library finds must be of a code which docs/schema/README.md says no schema can know of. --all tries every
damage of every place, which takes hours.
"""
import argparse
import json
import re
import sys

from damages import Corpus, damaged
from judges import TOP, Library, Schema, at, counted, needs_jsonschema

FOLDERS = ('src/policies', 'tests/scenario/policies', 'tests/model/policies', 'tests/schema/policies')
LISTS = set('roles priorities categories raises not_asb stages matrices plan_actions remedies duties guards closure_reasons letters audiences '
            'case_review notes'.split())


def documents():
    """The policies, by name."""
    out = {path.stem: json.loads(path.read_text(encoding='utf-8')) for folder in FOLDERS for path in sorted((TOP / folder).glob('*.json'))}
    page = (TOP / 'docs/policy-format.md').read_text(encoding='utf-8')
    out.update(('policy-format-%d' % n, json.loads(block)) for n, block in enumerate(re.findall(r'```json policy\n(.*?)```', page, re.S)))
    return out


# ---- what a schema cannot know

def always(*_):
    return True


def kinds_at(way):
    """The kinds of the pattern (or condition `latest`) that a field stands in."""
    for value in reversed(way[:-1]):
        if isinstance(value, dict):
            asked = value.get('latest', value)
            kind = asked.get('kind') if isinstance(asked, dict) else asked
            if kind is not None:
                return kind if isinstance(kind, list) else [kind]
    return []


def is_of_several(document, pointer):
    """In a pattern of several kinds, or about the record in question, whose kinds stand elsewhere."""
    return len(kinds_at(at(document, pointer))) > 1 or '/record/' in pointer


def may_be_declared(document, pointer):
    """A text that some document may declare, or a number of a triage that is not there."""
    value = at(document, pointer)[-1]
    return is_of_several(document, pointer) or isinstance(value, str) or '/triage.' in pointer


def is_written_otherwise(document, pointer):
    """1.0 and 1e3 are the whole numbers 1 and 1000 to a schema, which sees no digits."""
    value = at(document, pointer)[-1]
    return isinstance(value, float) and value == int(value)


UNSAID = {
    'policy-band-highest': always, 'policy-band-lowest': always, 'policy-bands-order': always,
    'policy-extends-circle': always, 'policy-extends-unknown': always,
    'policy-field-unknown': is_of_several, 'policy-no-record-field': is_of_several,
    'policy-finding-holds': is_of_several,
    'policy-id-duplicate': always,
    'policy-letter-close': always, 'policy-letter-deep': always, 'policy-letter-entry': always, 'policy-letter-open': always,
    'policy-letter-order': always,
    'policy-format': is_written_otherwise, 'policy-number': is_written_otherwise, 'period-number': is_written_otherwise,
    'policy-range-empty': always, 'policy-reference-unknown': always, 'policy-remedy-dates': always,
    'policy-triage-threshold': always,
    'policy-value-never': lambda document, pointer: may_be_declared(document, pointer) or is_written_otherwise(document, pointer),
    'policy-within-order': always, 'policy-word-unknown': always,
}

def unexcused(document, problems):
    return [(code, pointer) for code, pointer in problems if code not in UNSAID or not UNSAID[code](document, pointer)]


# ---- judging

def around(document, way):
    """The document without the items of its lists that were not touched: nothing in the schema looks from one to another, and it is quicker."""
    if not isinstance(document, dict):
        return document
    touched = way[0] if way else None
    out = {}
    for key, value in document.items():
        if key in LISTS and isinstance(value, list) and len(value) > 1 and key != touched:
            value = value[:1]
        elif key == touched and key in LISTS and isinstance(value, list) and len(way) > 1:
            value = value[way[1]:way[1] + 1] or value[:1]
        out[key] = value
    return out


class Comparison:
    """Counts what agrees."""

    def __init__(self):
        self.library, self.schema = Library(), Schema('policy.schema.json')
        self.passed = self.failed = 0
        self.both = {(accepted, refused): 0 for accepted in (0, 1) for refused in (0, 1)}
        self.codes = set()

    def see(self, name, document, part, what):
        problems = self.library.problems_of_policy(document)
        accepted = self.schema.accepts(part)
        if accepted:
            wrong = ['%s at %s' % problem for problem in unexcused(document, problems)]
        else:
            wrong = [] if problems else ['only the schema refuses: ' + self.schema.why_not(part)]
        self.both[int(accepted), int(not problems)] += 1
        self.codes.update(code for code, _ in problems)
        self.count(not wrong, '%s, %s: %s' % (name, what, '; '.join(wrong[:4])))

    def count(self, good, sentence):
        self.passed += bool(good)
        self.failed += not good
        if not good and self.failed <= 40:
            print('failed: ' + sentence)

    def says(self):
        print('both accept %d, both refuse %d; of what the schema accepts, the library refuses %d; %d codes of the library were met'
              % (self.both[1, 1], self.both[0, 0], self.both[1, 0], len(self.codes)))


def put_at(document, pointer, value):
    """A copy with another value at a pointer; its last key may be new."""
    way = [int(step) if step.isdigit() else step for step in pointer.split('/')[1:]]
    if way and isinstance(way[-1], str):
        return damaged(document, way[:-1], lambda old: dict(old, **{way[-1]: value}))
    return damaged(document, way, lambda _: value)


def see_each_code(comparison, base):
    """Each code that a policy can be refused with comes up where refused.json says."""
    cases = json.loads((TOP / 'tests/schema/refused.json').read_text(encoding='utf-8'))
    for code, places in cases.items():
        for pointer, value in places:
            document = put_at(base, pointer, value)
            comparison.see('corners', document, document, '%s %r' % (pointer, value))
            codes = {found for found, _ in comparison.library.problems_of_policy(document)}
            comparison.count(code in codes, 'refused.json: %s was not met at %s, but %s' % (code, pointer, ' '.join(sorted(codes))))
    wanted = {code for code in comparison.library.message_codes() if re.match('policy-|period-', code)} - {'policy-register-id'}
    comparison.count(set(cases) == wanted, 'refused.json has other codes than the library: %s' % ' '.join(sorted(set(cases) ^ wanted)))


def listed_codes():
    """The codes of the table in docs/schema/README.md."""
    page = (TOP / 'docs/schema/README.md').read_text(encoding='utf-8')
    section = page.split('## What the schema of policies cannot say')[1].split('\n## ')[0]
    return set(re.findall(r'^\| `([a-z-]+)`', section, re.M))


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('--count', type=int, default=3000)
    args.add_argument('--seed', type=int, default=1)
    args.add_argument('--all', action='store_true')
    args = args.parse_args()
    needs_jsonschema()
    corpus, comparison = Corpus(documents()), Comparison()
    for name, document in corpus.documents.items():
        comparison.see(name, document, document, 'as it is')
    see_each_code(comparison, corpus.documents['corners'])
    for name, way, what, change in corpus.all(args.seed) if args.all else corpus.sample(args.seed, args.count):
        document = damaged(corpus.documents[name], way, change)
        comparison.see(name, document, around(document, way), '%s: %s' % ('/'.join(map(str, way)), what))
    comparison.says()
    comparison.count(listed_codes() == set(UNSAID),
                     'docs/schema/README.md lists other codes: %s' % ' '.join(sorted(listed_codes() ^ set(UNSAID))))
    return counted(comparison.passed, comparison.failed)


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""docs/schema/record.schema.json and the library agree about records; docs/schema/vocabulary.json is the library's own.

    ASB_LIBRARY=libasb.so python3 tests/schema/records.py [--count N] [--seed N] [--all]

For each kind there is one record with the required fields and one with all, tried in a case of the policy policies/corners.json; then N single
damages of them. What the schema refuses, asb_record_parse() or asb_case_wrong() must refuse; where the schema accepts, what they find must be of a
code which docs/schema/README.md says no schema can know of.
"""
import argparse
import json
import re
import sys

from damages import Corpus, damaged
from judges import TOP, Library, Schema, counted, needs_jsonschema

NOW = 1780311600000  # 2026-06-01T12:00 in England

ACTION = {'id': 'a1', 'by': 'complainant', 'action': 'Diary', 'detail': 'Every night', 'due': '2026-06-08', 'every': {'weeks': 1},
          'params': {'weeks': 2}, 'x-mine': 1}
# What stands before in the case; the numbers are those that SEQ fields name.
BEFORE = [('report', {'channel': 'phone', 'summary': 'Music'}), ('party', {'party': 'p1', 'as': ['complainant']}),
          ('party', {'party': 'p2', 'as': 'alleged-perpetrator', 'tenure': 'secure'}), ('plan', {'party': 'p1', 'actions': [ACTION]})]
BY_TYPE = {
    'text': 'Text', 'texts': ['One', 'Two'], 'flag': True, 'flag/text': 'Text', 'flag/seqs': [1, 2], 'number': 5, 'sha256': 'aB' * 32,
    'date': '2026-05-04', 'when': '2026-05-04T10:00', 'period': {'weeks': 2}, 'party': 'p1', 'parties': ['p1', 'p2'], 'person': 'p1',
    'new-party': 'p3', 'role': 'Officer',
    'remedy': 'warning', 'matrix': 'risk', 'letter': 'closing', 'closure-reason': 'quiet', 'guard': 'agree', 'area': 'Anywhere', 'category': 'noise',
    'categories': ['noise', 'violence'], 'seq': 4, 'seqs': [1, 2], 'triage-answers': {'again': 'yes', 'seen': 'no'},
    'answers': {'often': 'daily', 'what': ['sleep']}, 'details': {'often': 'Each night'}, 'actions': [dict(ACTION, id='a2'), dict(ACTION, id='a3')],
    'alternatives': [{'remedy': 'warning', 'outcome': 'Nothing', 'why': 'Too little'}], 'scores': {'speed': 4}, 'value': 'Loud music'}
BY_FIELD = {('legal', 'remedy'): 'order', ('action', 'action'): 'a1', ('correction', 'of'): 1, ('correction', 'field'): 'summary',
            ('assessment', 'override_band'): 'little', ('contact', 'outcome'): 'reached', ('contact', 'purpose'): 'welfare'}


def value_of(kind, field):
    if (kind, field['name']) in BY_FIELD:
        return BY_FIELD[kind, field['name']]
    if field['type'] == 'many':
        return field['choices'][:2]
    return field['choices'][0] if field['type'] == 'one' else BY_TYPE[field['type']]


def wanted(kind, field):
    """Required, or one of what the kind must have at least one of."""
    return field['required'] or (kind, field['name']) in (('erasure', 'party'), ('party', 'as'), ('legal', 'party'))


def documents(vocabulary):
    """Each kind with what it must have, and with all that it may have."""
    out = {}
    for kind in vocabulary['kinds']:
        name = kind['kind']
        most = {field['name']: value_of(name, field) for field in kind['fields']}
        least = {field['name']: most[field['name']] for field in kind['fields'] if wanted(name, field)}
        out[name + ' with least'] = {'kind': name, 'by': 'amy', 'role': 'Officer', 'fields': least}
        out[name + ' with all'] = {'kind': name, 'by': 'amy', 'role': 'system', 'at': '2026-05-05T10:00:00Z', 'seq': 7, 'recorded': '2026-05-05',
                                   'fields': dict(most, **{'x-mine': {'anything': [None]}})}
    out['of the host'] = {'kind': 'x-mine', 'by': 'amy', 'role': 'Officer', 'fields': {'anything': {'goes': [1]}, 'zzz': None}}
    return out


# What a schema cannot know, by what it depends on.
UNSAID = set('''
    record-header-missing record-at-later record-role record-role-near record-choice record-choice-near
    record-triage record-question record-question-near record-unanswered record-unanswered-triage record-exclusive
    record-legal-party record-part record-party record-party-near record-seq record-plan record-plan-action record-plan-action-near
    record-correction-erased record-correction-field record-correction-field-near record-correction-header record-correction-of
    record-correction-value
    '''.split())


def is_repeated_action(document, field):
    """The ids of a plan's actions are distinct; uniqueItems compares whole actions."""
    return document['kind'] == 'plan' and field == 'actions'


def depends_on_matrix(document, field):
    """There is no such matrix, or a question that takes one option was given several, or none."""
    fields = document['fields']
    several = any(isinstance(answer, list) and len(answer) != 1 for answer in fields.get('answers', {}).values())
    return field in ('answers', 'details') and (fields['matrix'] != 'risk' or several)


def has_unclean_params(document, field):
    return field == 'actions' and any('params' in action for action in document['fields']['actions'])


def numbers(value):
    if isinstance(value, (dict, list)):
        return [n for item in (value.values() if isinstance(value, dict) else value) for n in numbers(item)]
    return [value] if isinstance(value, float) else []


def is_written_otherwise(document, _):
    """1.0 and 1e3 are whole numbers to a schema, which sees no digits."""
    return any(n == int(n) for n in numbers(document))


PARTLY = {
    'record-repeated': is_repeated_action,
    'record-type': lambda *place: depends_on_matrix(*place) or has_unclean_params(*place) or is_written_otherwise(*place),
    'record-json-seq': is_written_otherwise, 'period-number': is_written_otherwise,
}


def is_unsaid(code, field, document):
    return code in UNSAID or (code in PARTLY and PARTLY[code](document, field))


class Comparison:
    """Counts what agrees."""

    def __init__(self, library):
        self.library, self.schema = library, Schema('record.schema.json')
        self.passed = self.failed = 0
        self.both = {(accepted, good): 0 for accepted in (0, 1) for good in (0, 1)}
        self.codes = set()

    def see(self, good, sentence):
        self.passed += bool(good)
        self.failed += not good
        if not good and self.failed <= 40:
            print('failed: ' + sentence)

    def compare(self, name, document, what):
        problems = self.library.problems_of_record(document)
        accepted = self.schema.accepts(document)
        self.both[int(accepted), int(not problems)] += 1
        self.codes.update(code for code, _ in problems)
        if accepted:
            wrong = ['%s at %s' % problem for problem in problems if not is_unsaid(*problem, document)]
        else:
            wrong = [] if problems else ['only the schema refuses: ' + self.schema.why_not(document)]
        self.see(not wrong, '%s, %s: %s' % (name, what, '; '.join(wrong[:4])))

    def says(self):
        print('both accept %d, both refuse %d; of what the schema accepts, the library refuses %d; %d codes of the library were met'
              % (self.both[1, 1], self.both[0, 0], self.both[1, 0], len(self.codes)))


def listed_codes():
    page = (TOP / 'docs/schema/README.md').read_text(encoding='utf-8')
    section = page.split('## What the schema of records cannot say')[1].split('\n## ')[0]
    return {code for line in section.split('\n') if line.startswith('| `') for code in re.findall(r'`([a-z-]+)`', line.split('|')[1])}


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('--count', type=int, default=5000)
    args.add_argument('--seed', type=int, default=1)
    args.add_argument('--all', action='store_true')
    args = args.parse_args()
    needs_jsonschema()
    library = Library(NOW)
    vocabulary = json.loads(library.text(library.lib.asb_vocabulary_json, library.engine, None))
    comparison, corpus = Comparison(library), Corpus(documents(vocabulary))
    written = json.loads((TOP / 'docs/schema/vocabulary.json').read_text(encoding='utf-8'))
    comparison.see(written == vocabulary, 'docs/schema/vocabulary.json is not what asb_vocabulary_json() gives; run: python3 docs/schema.py')
    policy = json.loads((TOP / 'tests/schema/policies/corners.json').read_text(encoding='utf-8'))
    library.begin_case(policy, [{'kind': kind, 'by': 'amy', 'role': 'Officer', 'fields': fields} for kind, fields in BEFORE])
    for name, document in corpus.documents.items():
        problems = library.problems_of_record(document)
        comparison.see(not problems, '%s: %s' % (name, problems))
        comparison.compare(name, document, 'as it is')
    for name, way, what, change in corpus.all(args.seed) if args.all else corpus.sample(args.seed, args.count):
        comparison.compare(name, damaged(corpus.documents[name], way, change), '%s: %s' % ('/'.join(map(str, way)), what))
    comparison.says()
    others = listed_codes() ^ (UNSAID | set(PARTLY))
    comparison.see(not others, 'docs/schema/README.md lists other codes: %s' % ' '.join(sorted(others)))
    return counted(comparison.passed, comparison.failed)


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""The JSON Schemas of docs/schema, made from the tables of the library's sources.

    python3 docs/schema.py            writes them
    python3 docs/schema.py --check    says whether they are what the sources give; writes nothing

Python 3.9 or later, standard library only.
"""
import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from asbschema import policy, record, scenario, tables  # noqa: E402


def laid_out(schema):
    """One line for each definition and each key of the top: short, and a change shows where it is."""
    def lines(members, indent):
        return ',\n'.join('%s%s: %s' % (indent, json.dumps(key), json.dumps(value)) for key, value in members.items())
    top = {key: value for key, value in schema.items() if key != 'definitions'}
    return '{\n%s,\n "definitions": {\n%s\n }\n}\n' % (lines(top, ' '), lines(schema['definitions'], '  '))


def vocabulary(table):
    """One line for each field."""
    def lines(items, indent):
        return ',\n'.join(indent + json.dumps(item) for item in items)
    kinds = ',\n'.join('  {"kind": %s, "label": %s, "fields": [\n%s]}' % (
        json.dumps(kind['kind']), json.dumps(kind['label']), lines(kind['fields'], '   ')) for kind in table['kinds'])
    types = ',\n'.join('  %s: %s' % (json.dumps(name), json.dumps(what)) for name, what in table['types'].items())
    return '{\n "vocabulary": %d,\n "classes": %s,\n "types": {\n%s\n },\n "kinds": [\n%s\n ],\n "derived": [\n%s\n ]\n}\n' % (
        table['vocabulary'], json.dumps(table['classes']), types, kinds, lines(table['derived'], '  '))


def made():
    return {'policy.schema.json': laid_out(policy.Policy().make()), 'record.schema.json': laid_out(record.Records().make()),
            'scenario.schema.json': laid_out(scenario.make()),
            'vocabulary.json': vocabulary(tables.vocabulary.described(tables.TOP))}


def main():
    folder, wrong = HERE / 'schema', []
    texts = made()
    for name, text in texts.items():
        path = folder / name
        if '--check' not in sys.argv[1:]:
            path.write_text(text, encoding='utf-8')
        elif not path.exists() or path.read_text(encoding='utf-8') != text:
            wrong.append(name)
    for name in wrong:
        print('%s: not what the sources give; run: python3 docs/schema.py' % name)
    print('%d passed, %d failed' % (len(texts) - len(wrong), len(wrong)))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())

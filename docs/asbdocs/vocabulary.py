"""The table of src/record/vocabulary.inc as a page: kinds of record, fields, types, choices, classes, labels."""
import re

from asbabi.vocabulary import classes, derived, kinds, types


def values(choices, listed, when):
    found = re.findall(r'"([^"]+)"', choices)
    text = ', '.join('`%s`' % c for c in found) or (listed != 'NONE' and 'from the policy\'s `%s`' % listed.strip('"')) or ''
    wanted = '' if when == 'NONE' else 'Wanted when %s.' % when.strip('"')
    return '. '.join(part for part in (text, wanted) if part)


def index(all_kinds):
    out = ['| kind | what | fields |\n| --- | --- | --- |\n']
    out.extend('| [`%s`](#%s) | %s | %d |\n' % (name, name, label, len(fields)) for name, label, fields in all_kinds)
    return ''.join(out)


def of_kind(name, label, fields, names):
    out = ['\n## %s\n\n%s.\n\n| field | label | type | class | values |\n| --- | --- | --- | --- | --- |\n' % (name, label)]
    for field, title, choices, listed, when, kind, classed, required in fields:
        out.append('| `%s`%s | %s | %s | %s | %s |\n' % (field, '*' if required == 'REQUIRED' else '', title, names[kind][0], classed.lower(),
                                                          values(choices, listed, when)))
    return ''.join(out)


def page(top):
    names, all_kinds = types(top), kinds(top)
    opening = (top / 'docs/reference/prose/vocabulary.md').read_text(encoding='utf-8')
    for name in classes(top):
        if '| `%s` |' % name not in opening:
            raise ValueError('docs/reference/prose/vocabulary.md does not say what the class %s is' % name)
    out = [opening, '\n## Kinds\n\n', index(all_kinds), '\n## Types\n\n| type | admits |\n| --- | --- |\n']
    out.extend('| `%s` | %s |\n' % pair for pair in names.values())
    out.append('\nOf dates and instants, periods, actions and answers: [concepts](../concepts.md).\n\n## Derived fields\n\nNot written, and read by '
               'patterns and conditions of a policy like fields:\n\n| field | of | type |\n| --- | --- | --- |\n')
    out.extend('| `%s` | %s | %s |\n' % (name, ', '.join('`%s`' % k for k in of), kind) for name, of, kind in derived(top))
    out.extend(of_kind(name, label, fields, names) for name, label, fields in all_kinds)
    return ''.join(out)

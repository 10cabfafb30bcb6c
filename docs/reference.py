#!/usr/bin/env python3
"""The pages of docs/reference, made from the headers and the table of the vocabulary.

    python3 docs/reference.py            writes them
    python3 docs/reference.py --check    says whether they are what the sources give; writes nothing

The headers are read by the parser that the bindings are made with. Python 3.9 or later, standard library only.
"""
import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True
TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP / 'bindings'))

from asbabi.headers import Parser  # noqa: E402

# Page, title, headers.
PAGES = [
    ('engine', 'Engine', ['engine.h', 'sys/hooks.h']), ('error', 'Statuses', ['error.h']), ('types', 'Handles', ['types.h']),
    ('calendar', 'Calendar', ['calendar.h']), ('policy', 'Policy', ['policy.h']), ('record', 'Record', ['record.h']), ('case', 'Case', ['case.h']),
    ('decision', 'Decision', ['decision.h']), ('duty', 'Duty', ['duty.h']), ('matrix', 'Risk matrix', ['matrix.h']),
    ('plan', 'Action plan', ['plan.h']), ('proportionality', 'Proportionality', ['proportionality.h']), ('store', 'Store', ['store.h', 'sys/store.h']),
    ('json', 'JSON', ['json.h']),
]
MADE = '<!-- Made by docs/reference.py. Change the headers, and run it. -->\n\n'
TAG = re.compile(r'@(param(?:\[out\])?|return|thread|since|snippet|p)(?=\s)')


def parse(name):
    return Parser((TOP / 'include/asb' / name).read_text(encoding='utf-8'), name).parse()


def tagged(doc):
    """The sentence before the first tag, and (tag, text) for each tag."""
    parts = TAG.split(' '.join(doc.split()))
    return parts[0].strip(), [(parts[i], parts[i + 1].strip()) for i in range(1, len(parts), 2)]


def linked(text, where):
    """Functions become links to where they are described."""
    def link(found):
        page = where.get(found.group(1))
        return '[`%s()`](%s.md#%s)' % (found.group(1), page, found.group(1)) if page else found.group(0)
    text = re.sub(r'(?<![\w`*])(\*out|ASB_\w*…?|INT64_MIN)(?!`)', r'`\1`', text)
    return re.sub(r'`?\b(asb_\w+)\(\)`?', link, text)


def escaped(text):
    return text.replace('|', '\\|').replace('<', '&lt;')


def prototype(f):
    def declare(ctype, name):
        return ctype + ('' if ctype.endswith('*') else ' ') + name
    inside = ', '.join(declare(p['type'], p['name']) for p in f['parameters']) or 'void'
    return '%s(%s);' % (declare(f['returns'], f['name']), inside)


def function(f, where):
    sentence, tags = tagged(f['doc'])
    out = ['### %s\n\n' % f['name'], '`%s`\n\n' % prototype(f), linked(sentence, where) + '\n\n']
    for tag, text in tags:
        if tag.startswith('param'):
            name, _, rest = text.partition(' ')
            out.append('* `%s`%s: %s\n' % (name, ' (out)' if 'out' in tag else '', linked(rest, where)))
        elif tag in ('return', 'thread', 'since'):
            word = {'return': 'gives', 'thread': 'thread', 'since': 'since'}[tag]
            out.append('* %s: %s\n' % (word, linked(text, where)))
    return ''.join(out) + '\n'


def constants(header):
    if not header['defines']:
        return ''
    rows = ''.join('| `%s` | %d | %s |\n' % (d['name'], d['value'], escaped(d['doc'])) for d in header['defines'])
    return '## Constants\n\n| constant | value | |\n| --- | --- | --- |\n%s\n' % rows


def page(title, headers, where):
    out = [MADE, '# %s\n\n' % title]
    for name in headers:
        header = parse(name)
        text = re.sub(r'@snippet \S+ \S+', '', header['doc'])
        out.append('From `asb/%s`.\n\n%s\n\n' % (name, linked(text.strip(), where)))
        out.append(constants(header))
        if header['structs'] or header['callbacks'] or header['opaque']:
            out.append(types(header))
        if header['functions']:
            out.append('## Functions%s\n\n' % ('' if name == headers[0] else ' of asb/' + name))
            out.extend(function(f, where) for f in header['functions'])
    return ''.join(out).rstrip('\n') + '\n'


def types(header):
    out = ['## Types\n\n']
    if header['opaque']:
        out.append('| handle | |\n| --- | --- |\n')
        out.extend('| `%s` | %s |\n' % (o['name'], escaped(o['doc'])) for o in header['opaque'])
        out.append('\n')
    for struct in header['structs']:
        out.append('### %s\n\n%s\n\n| field | |\n| --- | --- |\n' % (struct['name'], struct['doc']))
        out.extend('| `%s` | %s |\n' % (f['name'], escaped(f.get('doc', ''))) for f in struct['fields'])
        out.append('\n')
    for callback in header['callbacks']:
        out.append('### %s\n\n%s\n\n' % (callback['name'], ' '.join(callback['doc'].replace('@return', 'Gives').split())))
    return ''.join(out)


def choices_of(text):
    return ', '.join(re.findall(r'"([^"]+)"', text))


def kinds():
    source = (TOP / 'src/record/vocabulary.inc').read_text(encoding='utf-8')
    row = re.compile(r' *\{"([^"]+)", "([^"]*)", (NONE|CHOICES\([^)]*\)), (NONE|"[^"]*"), (NONE|"[^"]*"), FIELD_(\w+), CLASS_(\w+), (\w+)\}')
    for kind in re.finditer(r'^KIND\(\w+, "([^"]+)", "([^"]*)",\n(.*?)\)$', source, re.M | re.S):
        yield kind.group(1), kind.group(2), [row.match(line).groups() for line in kind.group(3).split('\n')]


def type_names():
    """As `FIELD_FLAG_TEXT` to ("flag/text", what it admits)."""
    source = (TOP / 'src/record/vocabulary.c').read_text(encoding='utf-8')
    return {m[0]: (m[1], m[2]) for m in re.findall(r'\[FIELD_(\w+)\] = \{"([^"]+)", "([^"]+)"\}', source)}


def vocabulary():
    names = type_names()
    out = [MADE, '# Vocabulary\n\nEvery kind of record with its fields. At run time, with what a policy adds: [`asb_vocabulary_json()`](record.md#asb_vocabulary_json). '
           'The rules about values are in [concepts](../concepts.md#values).\n\n## Types\n\n| type | admits |\n| --- | --- |\n']
    out.extend('| `%s` | %s |\n' % pair for pair in names.values())
    out.append('\nOf dates and instants, periods, actions and answers: [concepts](../concepts.md).\n')
    for name, label, fields in kinds():
        out.append('\n## %s\n\n%s.\n\n| field | label | type | class | values |\n| --- | --- | --- | --- | --- |\n' % (name, label))
        for field, title, choices, listed, when, kind, classed, required in fields:
            values = choices_of(choices) or (listed != 'NONE' and 'from the policy\'s `%s`' % listed.strip('"')) or ''
            wanted = '' if when == 'NONE' else ' Wanted when %s.' % when.strip('"')
            out.append('| `%s`%s | %s | %s | %s | %s |\n' % (field, '*' if required == 'REQUIRED' else '', title, names[kind][0],
                                                              classed.lower(), (values + ('.' if values and wanted else '') + wanted).strip()))
    return ''.join(out)


def index():
    out = [MADE, '# Reference\n\nOne page for each noun, made from the headers. *(out)* marks what is filled in; *yours to free* and *lent* say who owns it; '
           'unless something else is said, a function may be called from any thread, by one at a time for each engine.\n\n'
           '**Errors that every function may give**, besides those named: `ASB_EARGUMENT` for an argument that is NULL, out of range or of another '
           'engine, and `ASB_EBUSY` where the engine is already at work.\n\n| page | header |\n| --- | --- |\n']
    out.extend('| [%s](%s.md) | %s |\n' % (title, name, ', '.join('`asb/%s`' % h for h in headers)) for name, title, headers in PAGES)
    out.append('| [Vocabulary](vocabulary.md) | kinds and fields of records |\n')
    return ''.join(out)


def made():
    where = {f['name']: name for name, _, headers in PAGES for h in headers for f in parse(h)['functions']}
    pages = {name + '.md': page(title, headers, where) for name, title, headers in PAGES}
    pages.update({'vocabulary.md': vocabulary(), 'README.md': index()})
    return pages


def forgotten():
    """Headers that no page has."""
    have = {h for _, _, headers in PAGES for h in headers} | {'asb.h'}
    paths = (TOP / 'include/asb').rglob('*.h')
    return sorted({str(p.relative_to(TOP / 'include/asb')) for p in paths} - have)


def main():
    folder, wrong = TOP / 'docs/reference', forgotten()
    pages = made()
    for name, text in pages.items():
        path = folder / name
        if '--check' not in sys.argv[1:]:
            folder.mkdir(exist_ok=True)
            path.write_text(text, encoding='utf-8')
        elif not path.exists() or path.read_text(encoding='utf-8') != text:
            wrong.append(name)
    for name in wrong:
        print('%s: not on a page, or not what the sources give; run: python3 docs/reference.py' % name)
    print('%d passed, %d failed' % (len(pages) - len([w for w in wrong if w in pages]), len(wrong)))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())

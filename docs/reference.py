#!/usr/bin/env python3
"""The pages of docs/reference, made from the headers, the examples, the tables of the vocabulary and of the policy format, and prose by hand.

    python3 docs/reference.py            writes them
    python3 docs/reference.py --check    says whether they are what the sources give; writes nothing

    include/asb               constants, types, functions; read by the parser that the bindings are made with
    docs/examples             an example of each function, compiled and run by tests/docs
    docs/reference/prose      what is written by hand, one file for each page
    src/record/vocabulary.inc, src/policy/grammar.c

Python 3.9 or later, standard library only.
"""
import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True
TOP = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOP / 'bindings'), str(TOP / 'docs')]

from asbabi.describe import describe  # noqa: E402
from asbdocs import functions, grammar, vocabulary  # noqa: E402
from asbdocs.examples import ExampleError, examples_of  # noqa: E402

# Page, title, headers.
PAGES = [
    ('engine', 'Engine', ['engine.h', 'sys/hooks.h']), ('error', 'Statuses', ['error.h']), ('types', 'Handles', ['types.h']),
    ('calendar', 'Calendar', ['calendar.h']), ('policy', 'Policy', ['policy.h']), ('record', 'Record', ['record.h']), ('case', 'Case', ['case.h']),
    ('decision', 'Decision', ['decision.h']), ('duty', 'Duty', ['duty.h']), ('matrix', 'Risk matrix', ['matrix.h']),
    ('plan', 'Action plan', ['plan.h']), ('proportionality', 'Proportionality', ['proportionality.h']),
    ('document', 'Document', ['document.h']), ('store', 'Store', ['store.h', 'sys/store.h']), ('caseload', 'Caseload', ['caseload.h']),
    ('rehearsal', 'Rehearsal', ['rehearsal.h']),
    ('json', 'JSON', ['json.h']),
]
MADE = '<!-- Made by docs/reference.py. Change what it is made from (see there), and run it. -->\n\n'


def first_sentence(text):
    return re.split(r'(?<=[.?]) (?=[A-Z])|(?<=[;:]) ', ' '.join(text.split()))[0].rstrip(';:.')


def index(sources):
    prose = (TOP / 'docs/reference/prose/README.md').read_text(encoding='utf-8')
    docs = {h['name']: h['doc'] for h in sources.abi['headers']}
    out = ['# Reference\n\n', prose, '\n## Pages\n\n| page | what | header |\n| --- | --- | --- |\n']
    for name, title, headers in PAGES:
        out.append('| [%s](%s.md) | %s | %s |\n' % (title, name, functions.linked(first_sentence(docs['asb/' + headers[0]]), sources),
                                                   ', '.join('`asb/%s`' % h for h in headers)))
    out.append('| [Vocabulary](vocabulary.md) | kinds and fields of records, as tables | |\n')
    out.append('| [Policy format](policy-format.md) | every key of a policy document, as tables | |\n\n## Functions\n\n')
    for name, title, headers in PAGES:
        names = [f['name'] for h in headers for f in sources.of_header('functions', h)]
        if names:
            out.append('**%s**: %s\n\n' % (title, ', '.join('[`%s`](%s.md#%s)' % (n, name, n) for n in names)))
    return ''.join(out).rstrip('\n') + '\n'


def made():
    sources = functions.Sources(describe(TOP / 'include'), examples_of(TOP), PAGES)
    pages = {name + '.md': functions.page(TOP, name, title, headers, sources) for name, title, headers in PAGES}
    pages['vocabulary.md'] = '# Vocabulary\n\n' + vocabulary.page(TOP)
    pages['policy-format.md'] = '# Policy format\n\n' + grammar.page(TOP)
    pages['README.md'] = index(sources)
    return {name: MADE + text for name, text in pages.items()}


def forgotten():
    """Headers that no page has, and files that nothing makes."""
    have = {h for _, _, headers in PAGES for h in headers} | {'asb.h'}
    paths = (TOP / 'include/asb').rglob('*.h')
    return sorted({str(p.relative_to(TOP / 'include/asb')) for p in paths} - have)


def main():
    folder, wrong = TOP / 'docs/reference', forgotten()
    try:
        pages = made()
    except (ExampleError, ValueError) as error:
        print('%s\n0 passed, 1 failed' % error)
        return 1
    wrong += sorted(p.name for p in folder.glob('*.md') if p.name not in pages)
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

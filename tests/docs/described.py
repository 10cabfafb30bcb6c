"""Is what the library knows described whole? The vocabulary in docs/concepts.md, the grammar of policies in docs/policy-format.md, and the
pages of docs/reference, which docs/reference.py makes. And do the fields and figures that docs/integrating.md names exist?"""
import re
import subprocess
import sys


def read(top, name):
    return (top / name).read_text(encoding='utf-8')


def vocabulary(top):
    """Kinds of the library's table, in order: name, and for each field name, choices, required."""
    source = read(top, 'src/record/vocabulary.inc')
    for kind in re.finditer(r'^KIND\(\w+, "([^"]+)", "[^"]*"\)\n((?: +FIELD\(.*\n)+)', source, re.M):
        fields = []
        for line in kind.group(2).splitlines():
            field = re.match(r' *FIELD\("([^"]+)", "[^"]*", (NONE|CHOICES\(([^)]*)\)),.*\b(REQUIRED|OPTIONAL)\)', line)
            fields.append((field.group(1), re.findall(r'"([^"]+)"', field.group(3) or ''), field.group(4) == 'REQUIRED'))
        yield kind.group(1), fields


def rows(text, heading):
    """The rows of tables under a heading, up to the next heading of the same depth or a higher one: first cell, and the rest."""
    depth = len(heading) - len(heading.lstrip('#'))
    section = re.search(r'^%s$(.*?)(?=^#{1,%d} |\Z)' % (re.escape(heading), depth), text, re.M | re.S)
    for line in (section.group(1) if section else '').split('\n'):
        if line.startswith('| `'):
            first, _, rest = line[2:].partition(' | ')
            yield first.strip('`'), rest


def check_vocabulary(top):
    table = {}
    for kind, text in rows(read(top, 'docs/concepts.md'), '## Kinds of record'):
        table.setdefault(kind, text)
    for kind, fields in vocabulary(top):
        text, wrong = table.get(kind, ''), []
        for name, choices, required in fields:
            if name == 'note':
                continue
            if not re.search(r'`%s`%s' % (name, r'\*' if required else r'(?!\*)'), text):
                wrong.append(name)
            if not all(re.search(r'(?<![\w-])%s(?![\w-])' % re.escape(choice), text) for choice in choices):
                wrong.append('choices of ' + name)
        yield 'docs/concepts.md: ' + kind, 'missing or wrong: ' + ', '.join(wrong) if wrong else None


def grammar(top):
    """Keys of the grammar: object, key, needed."""
    for found in re.finditer(r'^ *\{([A-Z_]+), "(\w+)", (MUST|MAY), ', read(top, 'src/policy/grammar.c'), re.M):
        yield found.group(1), found.group(2), found.group(3) == 'MUST'


# Objects of the grammar by the heading that describes them; what is not here is a form of condition.
HEADINGS = {
    'TOP': '## The whole document', 'CALENDAR': '### calendar', 'ROLE': '### roles', 'PRIORITY': '### priorities', 'CATEGORY': '### categories',
    'RAISE': '### raises', 'NOT_ASB': '### not_asb', 'STAGE': '### stages', 'TRIAGE': '### triage', 'TRIAGE_QUESTION': '### triage',
    'MATRIX': '### matrices', 'SECTION': '### matrices', 'QUESTION': '### matrices', 'OPTION': '### matrices', 'BAND': '### matrices',
    'CONTESTED': '### matrices', 'PLAN_ACTION': '### plan_actions', 'PARAM': '### plan_actions', 'REMEDY': '### remedies', 'DUTY': '## DUTY',
    'SUBJECT': '## DUTY', 'PERIOD_CHOICE': '## DUTY', 'ANCHOR': '## DUTY', 'ESCALATION': '## DUTY', 'PROPOSAL': '## DUTY', 'GUARD': '## GUARD',
    'CLOSURE_REASON': '### closure_reasons', 'LETTER': '## LETTER', 'AUDIENCE': '## AUDIENCE', 'SIGHT': '## AUDIENCE',
    'REVIEW_AREA': '### case_review', 'ADDED_VALUE': '### lists', 'NOTE': '### notes', 'PATTERN': '## PATTERN',
}
# In a table of several objects, the keys of the inner ones are written with the way to them.
INNER = {'TRIAGE_QUESTION': 'questions[]', 'SECTION': 'sections[]', 'QUESTION': 'sections[].questions[]',
         'OPTION': 'sections[].questions[].options[]', 'BAND': 'bands[]', 'CONTESTED': 'contested[]', 'PARAM': 'params[]', 'SUBJECT': 'subject',
         'PERIOD_CHOICE': 'within[]', 'ANCHOR': 'anchor', 'ESCALATION': 'escalates', 'PROPOSAL': 'proposes', 'SIGHT': 'sees[]'}


def check_grammar(top):
    text = read(top, 'docs/policy-format.md')
    forms = text.split('## CONDITION', 1)[-1].split('\n## ', 1)[0]
    for thing, key, needed in grammar(top):
        where = 'docs/policy-format.md: %s %s' % (thing, key)
        if thing in HEADINGS:
            name = INNER[thing] + '.' + key if thing in INNER else key
            rest = dict(rows(text, HEADINGS[thing])).get(name)
            word = 'required' if needed else 'optional'
            yield where, None if rest and rest.startswith(word) else 'there is no row for %s that says %s' % (name, word)
        else:
            yield where, None if '"%s"' % key in forms else 'the forms of conditions do not have "%s"' % key


def check_letters(top):
    """Merge fields."""
    source, text = read(top, 'src/policy/merge_fields.inc'), read(top, 'docs/policy-format.md').split('## LETTER', 1)[-1]
    for name in re.findall(r'^FIELD\((\w+),', source, re.M):
        yield 'docs/policy-format.md: merge field ' + name, None if '`%s`' % name in text else 'it is not described'


def section(text, heading):
    return text.split('\n%s\n' % heading, 1)[-1].split('\n## ', 1)[0]


def check_mapping(top):
    """What tables of housing systems go into: `kind.field`, each of the vocabulary."""
    known = {'%s.%s' % (kind, field) for kind, fields in vocabulary(top) for field, _, _ in fields}
    mapping = section(read(top, 'docs/integrating.md'), '## Mapping')
    for name in sorted(set(re.findall(r'`([a-z][a-z-]*\.[a-z0-9_]+)`', mapping))):
        yield 'docs/integrating.md: ' + name, None if name in known else 'there is no such field'


def check_figures(top):
    """Figures of performance, in bold: they are those of docs/verify.md."""
    measured = read(top, 'docs/verify.md')
    for figure in re.findall(r'\*\*([0-9][0-9,.]*)\*\*', section(read(top, 'docs/integrating.md'), '## Performance')):
        found = re.search(r'(?<![0-9,.])%s(?![0-9,.]*[0-9])' % re.escape(figure), measured)
        yield 'docs/integrating.md: figure ' + figure, None if found else 'it is not in docs/verify.md'


def check_reference(top):
    done = subprocess.run([sys.executable, '-B', str(top / 'docs/reference.py'), '--check'], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding='utf-8')
    yield 'docs/reference', done.stdout.strip() if done.returncode else None


def described(top):
    for check in (check_vocabulary, check_grammar, check_letters, check_mapping, check_figures, check_reference):
        yield from check(top)

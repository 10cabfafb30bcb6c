"""The tables of the C sources that the schemas are made from: the grammar of policies, the vocabulary, periods, what fields can hold.

A table that is not found where it is looked for, or has a line that is not understood, is an error: so a schema never lags behind in silence.
"""
import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / 'bindings'))
from asbabi import vocabulary  # noqa: E402

STRING = r'"((?:[^"\\]|\\.)*)"'


class TableError(Exception):
    """A source is not laid out as it was."""


def source(path):
    return (TOP / 'src' / path).read_text(encoding='utf-8')


def body(path, beginning):
    """What stands between the braces of a table whose declaration begins so."""
    text = source(path)
    start = text.find(beginning)
    if start < 0:
        raise TableError('%s: there is no %s' % (path, beginning))
    start = text.index('{', start + len(beginning)) + 1
    return text[start:text.index('\n};', start)]


def rows(pattern, text, what):
    found = re.findall(pattern, text)
    if not found:
        raise TableError('%s: no line of it was understood' % what)
    return found


def unquote(text):
    return text.replace('\\"', '"')


# ---- the grammar of policies (src/policy/grammar.c)

class Rule:
    """One line of the grammar: a key of a thing."""

    def __init__(self, line):
        self.thing, self.key, must, self.many, self.shape, of, word, least, greatest = line
        self.must = must == 'MUST'
        self.of = [part.strip() for part in of.split('|')]
        self.word = {'NOTHING': None, 'FLAG': 'true'}.get(word, word.lower().replace('_', '-'))
        self.least, self.greatest = int(least), int(greatest)


def grammar():
    """The things, in order, each a list of its rules."""
    text = body('policy/grammar.c', 'static const key_rule rules[] = ')
    lines = rows(r'\{(\w+), "(\w+)", (MUST|MAY), (\w+), (\w+), ([\w |]+), OR_(\w+), (-?\d+), (-?\d+)\}', text, 'the grammar')
    if len(lines) != text.count('{'):
        raise TableError('the grammar has %d lines, of which %d were understood' % (text.count('{'), len(lines)))
    things = {}
    for line in lines:
        things.setdefault(line[0], []).append(Rule(line))
    return things


def word_rows(path, table):
    """The words of each row of a table that base/words.h makes."""
    found = re.search(r'#define %s\(ROW\) \\\n((?:.*\\\n)*.*\n)' % table, source(path))
    text = found.group(1).replace('\\\n', '') if found else ''
    listed = rows(r'ROW\((\w+), ((?:%s(?:,\s+)?)*)\)' % STRING.replace('((?:', '(?:(?:'), text, table)
    if len(listed) != text.count('ROW('):
        raise TableError('%s: a row of %s was not understood' % (path, table))
    return {name: [unquote(word) for word in re.findall(STRING, words)] for name, words in listed}


def thing_names():
    return {thing: name for thing, (name,) in word_rows('policy/grammar.c', 'NAMES').items()}


def words():
    """The word lists, by their names."""
    return word_rows('policy/grammar.c', 'WORD_LISTS')


def reserved():
    """The ids of each namespace that belong to the library."""
    return {name: words[2:] for name, words in word_rows('policy/grammar.c', 'NAME_SPACES').items()}


def forms():
    """The key and the thing of each form of condition, in the order in which they are looked for."""
    return rows(r'\{"(\w+)", (\w+)\}', body('policy/grammar.c', 'forms[FORM_COUNT] = '), 'forms')


# ---- the vocabulary (src/record/vocabulary.inc), by the reader that makes the description of the ABI

class Field:
    """A field of a kind of record."""

    def __init__(self, line, types):
        self.name, self.label, choices, listed, wanted, self.type, self.class_, required = line
        self.choices = re.findall(STRING, choices)
        self.list, self.required_when = (None if text == 'NONE' else text.strip('"') for text in (listed, wanted))
        self.required = required == 'REQUIRED'
        self.type_name = types[self.type][0]

    def names_record(self):
        return self.type in ('SEQ', 'SEQS', 'FLAG_SEQS')


class Kind:
    """A kind of record."""

    def __init__(self, name, label, lines, types):
        self.name, self.label = name, label
        self.fields = [Field(line, types) for line in lines]

    def has(self, name):
        return any(field.name == name for field in self.fields)

    def names_party(self):
        """A report names its reporter, every other record its party."""
        return self.name == 'report' or self.has('party')


def kinds():
    types = vocabulary.types(TOP)
    return [Kind(name, label, lines, types) for name, label, lines in vocabulary.kinds(TOP)]


def type_names():
    return [name for name, _ in vocabulary.types(TOP).values()]


def derived():
    """Name, kinds and type of each field that can only be read."""
    return vocabulary.derived(TOP)


# ---- periods (src/time/period_text.c)

def units():
    """Each unit and its greatest number."""
    found = rows(r'\{"(\w+)", "[^"]*", PERIOD_\w+, (\d+)\}', body('time/period_text.c', '} units[] = '), 'units')
    return [(name, int(most)) for name, most in found]


def skipped_days():
    return rows(r'\{"([\w-]+)", SKIP_\w+\}', body('time/period_text.c', 'skips[] = '), 'days that are skipped')


# ---- what can be asked for (src/policy/check_*.c)

def attributes():
    """Name, source and namespace of each attribute of a case."""
    return rows(r'\{"(\w+)", FROM_(\w+), (\w+)\}', body('policy/check_domain.c', '} attributes[] = '), 'attributes')


def states():
    return re.findall(STRING, re.search(r'states\[\]\[\d+\] = \{([^}]*)\}', source('policy/check_domain.c')).group(1))


def id_types():
    """The namespaces that the types of fields refer to."""
    text = body('policy/check_domain.c', '} id_types[] = ')
    return {kind: names for kind, *names in rows(r'\{FIELD_(\w+), (\w+), (\w+)\}', text, 'types that are ids')}


def choice_fields():
    """The field of the vocabulary that each CHOICE of the grammar is of."""
    text = source('policy/check_value.c')
    return {name: (kind.lower().replace('_', '-'), field)
            for name, kind, field in rows(r'\[(\w+)\] = \{KIND_(\w+), "(\w+)"\}', text, 'choices')}


def letter_names():
    """The merge fields of letters: single ones, lists, and those of a list's entries."""
    found = rows(r'(?m)^FIELD\((\w+), MERGE_(\w+), ', source('policy/merge_fields.inc'), 'merge fields')
    return [[name for name, kind in found if kind == wanted] for wanted in ('TEXT', 'LIST', 'ENTRY')]


def plan_members():
    """Who can be to do an action of a plan, as records have it."""
    return re.findall(STRING, re.search(r'by\[\]\[\d+\] = \{([^}]*)\}', source('case/validate_objects.c')).group(1))


# ---- scenario files (examples/asb)

def example(path):
    return (TOP / 'examples/asb' / path).read_text(encoding='utf-8')


def listed(path, pattern):
    found = re.search(pattern, example(path))
    if not found:
        raise TableError('examples/asb/%s: a list of keys was not found' % path)
    return re.findall(STRING, found.group(1))


def player_keys(first):
    """The keys of the object whose first key is this."""
    return listed('play.c', r'keys\[\] = \{("%s",[^}]*)\}' % first)


def expectations():
    return rows(r'\{"(\w+)", judge_\w+\}', example('expect.c'), 'expectations')


def duty_keys():
    return listed('expect_duties.c', r'names\[\] = \{([^}]*)\}')


def duty_states():
    return [state for state in listed('expect_duties.c', r'states\[\] = \{([^}]*)\}') if state]

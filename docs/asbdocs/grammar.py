"""The table of src/policy/grammar.c as a page: every key of a policy document, with its type, its meaning, and an example out of a real document."""
import json
import re

ROW = re.compile(r'\{([A-Z_]+), "(\w+)", (MUST|MAY), (\w+), (\w+), ([\w |]+), OR_(\w+), (-?\d+), (-?\d+)\}')
# Documents that examples are taken from, after the one of docs/policy-format.md; the first that has a short one wins.
DOCUMENTS = ['places-for-people', 'connexus', 'hart', 'west-kent', 'mount-green', 'england']
SHORT, LONG = 62, 100


def word_rows(source, table):
    """The words of each row of a table that src/base/words.h makes."""
    rows = re.search(r'#define %s\(ROW\) \\\n((?:.*\\\n)*.*\n)' % table, source).group(1).replace('\\\n', '')
    return [(name, re.findall(r'"([^"\\]*(?:\\.[^"\\]*)*)"', words))
            for name, words in re.findall(r'ROW\((\w+), ((?:"[^"\\]*(?:\\.[^"\\]*)*"(?:,\s+)?)+)\)', rows)]


class Rule:
    """One row of the grammar."""

    def __init__(self, row):
        self.thing, self.key, needed, self.many, self.shape, of, word, least, greatest = row
        self.needed, self.of = needed == 'MUST', of
        self.word = {'NOTHING': None, 'FLAG': 'true'}.get(word, word.lower().replace('_', '-'))
        self.least, self.greatest = int(least), int(greatest)

    @property
    def name(self):
        return '%s.%s' % (self.thing, self.key)


class Grammar:
    """The tables of grammar.c: rules by thing, in order; names of things; lists of words; what ids are unique in; and the keys of conditions."""

    def __init__(self, top):
        source = (top / 'src/policy/grammar.c').read_text(encoding='utf-8')
        rows = [Rule(row) for row in ROW.findall(source)]
        if not rows or len(rows) != len(re.findall(r'^ +\{\w+, "\w+", (?:MUST|MAY), ', source, re.M)):
            raise ValueError('src/policy/grammar.c: a row that is not understood')
        # what src/policy/join.c reads before this table is asked
        rows.insert(5, Rule(('TOP', 'extends', 'MAY', 'ONE', 'OTHER_POLICY', '0', 'NOTHING', '0', '0')))
        self.things = {}
        for rule in rows:
            self.things.setdefault(rule.thing, []).append(rule)
        self.names = {name: words[0] for name, words in word_rows(source, 'NAMES')}
        self.words = dict(word_rows(source, 'WORD_LISTS'))
        self.spaces = {name: (words[1], words[2:]) for name, words in word_rows(source, 'NAME_SPACES')}
        self.forms = re.findall(r'^    \{"(\w+)", ([A-Z_]+)\},$', source.split('} forms[FORM_COUNT]', 1)[1], re.M)

    def form_of(self, condition):
        return next((thing for key, thing in self.forms if key in condition), None)


# ---- what a value can be, in words

PLAIN = {'OTHER_POLICY': ('id of a policy', ''), 'TEXT': ('text', 'texts'), 'IDENTIFIER': ('id', 'ids'),
         'FLAG': ('true or false',) * 2, 'DATE': ('date', 'dates'), 'PERIOD': ('[period](#periods)', '[periods](#periods)'),
         'A_KIND': ('kind of record', 'kinds of record'),
         'A_PATTERN': ('[pattern](#pattern)', '[patterns](#pattern)'), 'FIELD_TYPE': ('[type of the vocabulary](vocabulary.md#types)', ''),
         'DATE_FIELD': ('name of a date field', ''), 'SEEN_PART': ('', 'parts, `self` or `any`'), 'FACTS': ('object: field and [value](#values)', ''),
         'LETTER_TEXT': ('text with [merge fields](../policy-format.md#letter)', ''),
         'ADDED_LISTS': ('object: `kind.field`, and a list of [added values](#added-value)', ''), 'PROPOSED_FIELDS': ('object: field and value', '')}
CHOICES = {'PARTS': ('part of a person (`party.as`)', 'parts of a person (`party.as`)'),
           'TENURES': ('tenure (`party.tenure`)', 'tenures (`party.tenure`)'), 'SCOPES': ('scope (`consent.scope`)', '')}
PLACES = [('TIMELESS', 'not about time, record or actor'), ('FOR_RAISES', 'neither stage nor priority'), ('FOR_STAGES', 'not stage'),
          ('OF_RECORD', 'may be about the record and its actor'), ('OF_PARTY', 'may be about the person in question')]


def listed(words):
    quoted = ['`%s`' % w for w in words]
    return quoted[0] if len(quoted) == 1 else ', '.join(quoted[:-1]) + ' or ' + quoted[-1]


def heading(grammar, thing):
    form = next((key for key, of in grammar.forms if of == thing), None)
    if form:
        return form
    name = re.sub(r'^(a|an|the) ', '', grammar.names[thing]).replace('\\"', '')
    return name[0].upper() + name[1:]


def slug(text):
    return re.sub(r'[^\w\- ]', '', text.lower()).replace(' ', '-')


def unique(grammar, rule):
    where, reserved = grammar.spaces[rule.of]
    text = 'unique in %s' % where if where.startswith('this') or where == 'the triage' else 'unique among %s' % where
    if len(reserved) > 2:
        return text + ' ([reserved](#reserved-ids))'
    return text + ('; reserved: %s' % ', '.join('`%s`' % r for r in reserved) if reserved else '')


def base(grammar, rule, plural):
    """The words for one value, or for several."""
    if rule.shape in PLAIN:
        return PLAIN[rule.shape][plural] or PLAIN[rule.shape][0]
    if rule.shape in ('AN_ID', 'AN_ID_UPPER', 'A_NAME'):
        word = {'AN_ID': 'id', 'AN_ID_UPPER': 'id, capitals allowed', 'A_NAME': 'text'}[rule.shape]
        return '%s, %s' % (word, unique(grammar, rule))
    if rule.shape == 'WORD_OF':
        return listed(grammar.words[rule.of])
    if rule.shape == 'REFERENCE':
        return '%s of %s%s' % ('ids' if plural else 'id', grammar.spaces[rule.of][0], ', or `system`' if rule.of == 'ACTORS' else '')
    if rule.shape == 'CHOICE':
        return CHOICES[rule.of][plural] or CHOICES[rule.of][0]
    if rule.shape == 'NUMBER':
        return '%d' % rule.least if rule.least == rule.greatest else 'whole number from %d to %d' % (rule.least, rule.greatest)
    if rule.shape == 'OBJECT':
        title = heading(grammar, rule.of)
        return '[%s](#%s)' % (title.lower(), slug(title))
    places = [words for flag, words in PLACES if flag in rule.of]
    return '[condition%s](#conditions)%s' % ('s' if plural else '', '; ' + '; '.join(places) if places else '')


def type_of(grammar, rule):
    plural = rule.many != 'ONE'
    text = base(grammar, rule, plural)
    if plural:
        text = {'LIST': 'list: %s', 'SOME': 'list, not empty: %s', 'ONE_OR_SOME': 'one or a list, not empty: %s'}[rule.many] % text
    if rule.word == 'true':
        return 'true; or ' + text
    return text + (', or `"%s"`' % rule.word if rule.word and rule.shape != 'WORD_OF' else '')


# ---- examples out of real documents

def documents(top):
    source = (top / 'docs/policy-format.md').read_text(encoding='utf-8')
    yield json.loads(re.search(r'^```json policy\n(.*?)^```$', source, re.M | re.S).group(1))
    for name in DOCUMENTS:
        yield json.loads((top / 'src/policies' / (name + '.json')).read_text(encoding='utf-8'))
    yield json.loads((top / 'tests/model/policies/laboratory.json').read_text(encoding='utf-8'))


def shortened(value):
    """The beginning of a long value, in the shape that it has."""
    if isinstance(value, list):
        return '[%s, …]' % shortened(value[0])
    if isinstance(value, dict):
        key, first = next(iter(value.items()))
        return '{"%s": %s, …}' % (key, json.dumps(first, ensure_ascii=False) if isinstance(first, str) else shortened(first))
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONG else text[:SHORT] + '…"'


class Finder:
    """Walks documents by the grammar, and keeps for each key the values that are found."""

    def __init__(self, grammar):
        self.grammar, self.found = grammar, {}

    def walk(self, thing, value):
        if thing == 'CONDITION':
            thing = self.grammar.form_of(value)
        if thing is None or not isinstance(value, dict):
            return
        for rule in self.grammar.things[thing]:
            if rule.key in value:
                self.found.setdefault(rule.name, []).append(value[rule.key])
                for one in value[rule.key] if isinstance(value[rule.key], list) else [value[rule.key]]:
                    self.inner(rule, one)

    def inner(self, rule, value):
        if rule.shape == 'OBJECT':
            self.walk(rule.of, value)
        elif rule.shape in ('A_PATTERN', 'A_CONDITION'):
            self.walk('PATTERN' if rule.shape == 'A_PATTERN' else 'CONDITION', value)
        elif rule.shape == 'ADDED_LISTS':
            for added in (one for entries in value.values() for one in entries):
                self.walk('ADDED_VALUE', added)

    def example(self, rule):
        """A short value, as it is written: the first that is short enough, or else the shortest."""
        texts = [json.dumps(value, ensure_ascii=False) for value in self.found.get(rule.name, [])]
        text = next((t for t in texts if len(t) <= SHORT and t not in ('[]', '{}')), None) or min(texts, key=len, default=None)
        if text is None:
            return None
        text = text if len(text) <= LONG else shortened(json.loads(text))
        return '`"%s": %s`' % (rule.key, text.replace('|', '\\|').replace('`', "'"))


# ---- the words by hand

class Meanings:
    """docs/reference/prose/policy-format.md: the opening of the page; then for each thing (`## DUTY`) words, and a line `* key: meaning` for
    each key. What stands under `## *` is the meaning of a key that its thing does not explain."""

    def __init__(self, source):
        self.opening, self.words, self.keys = '', {}, {}
        for part in re.split(r'^## ', source, flags=re.M):
            name, _, text = part.partition('\n')
            if not re.match(r'([A-Z_]+|\*)$', name):
                self.opening += ('## ' if self.opening else '') + part
                continue
            lines = text.split('\n')
            self.words[name] = '\n'.join(line for line in lines if not line.startswith('* ')).strip()
            for line in lines:
                if line.startswith('* '):
                    key, _, meaning = line[2:].partition(': ')
                    self.keys[name + '.' + key] = meaning

    def of(self, rule):
        return self.keys.get(rule.name) or self.keys.get('*.' + rule.key)


def table(grammar, finder, meanings, rules):
    out = ['| key | | type | what | example |\n| --- | --- | --- | --- | --- |\n']
    for rule in rules:
        out.append('| `%s` | %s | %s | %s | %s |\n' % (rule.key, 'required' if rule.needed else 'optional', type_of(grammar, rule), meanings.of(rule),
                                                       finder.example(rule)))
    return ''.join(out)


def lacking(grammar, finder, meanings):
    """What stops the page from being whole."""
    for rule in (r for rules in grammar.things.values() for r in rules):
        if not meanings.of(rule):
            yield '%s: no meaning in docs/reference/prose/policy-format.md' % rule.name
        if not finder.example(rule):
            yield '%s: no document has an example of it' % rule.name
    known = {r.name for rules in grammar.things.values() for r in rules}
    for name in meanings.keys:
        if name not in known and not name.startswith('*.'):
            yield '%s: the grammar has no such key' % name


def page(top):
    grammar = Grammar(top)
    finder = Finder(grammar)
    for document in documents(top):
        finder.walk('TOP', document)
    meanings = Meanings((top / 'docs/reference/prose/policy-format.md').read_text(encoding='utf-8'))
    wrong = list(lacking(grammar, finder, meanings))
    if wrong:
        raise ValueError('\n'.join(wrong))
    out = [meanings.opening.rstrip('\n') + '\n']
    forms = [thing for _, thing in grammar.forms]
    for thing, rules in grammar.things.items():
        if thing in forms:
            continue
        out.append('\n## %s\n\n' % heading(grammar, thing))
        out.append(meanings.words.get(thing, '') + '\n\n' if meanings.words.get(thing) else '')
        out.append(table(grammar, finder, meanings, rules))
    out.append('\n## Reserved ids\n\nNo policy may use these:\n\n| list | ids |\n| --- | --- |\n')
    for where, reserved in grammar.spaces.values():
        if reserved:
            out.append('| %s | %s |\n' % (where.replace('this question', 'options of a question'), ', '.join('`%s`' % r for r in reserved)))
    out.append('\n## Conditions\n\n%s\n' % meanings.words['CONDITIONS'])
    for thing in sorted(forms, key=list(grammar.things).index):
        out.append('\n### %s\n\n%s\n\n' % (heading(grammar, thing), meanings.words[thing]))
        out.append(table(grammar, finder, meanings, grammar.things[thing]))
    return ''.join(out)

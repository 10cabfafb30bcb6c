"""Single damages of a JSON document: each changes one place, and says what it did.

Many of them leave the document as good as it was (another value that stands under the same key elsewhere, a key of the host's own): the
two judges must agree about these as well.
"""
import copy
import random
import re

# What takes the place of a value, whatever it was.
ANYTHING = [None, True, False, 0, 1, -1, 3, 7.5, 1e3, 101, 1001, 100001, -100001, 2**53 - 1, 2**53, '', ' \t\r\n', 'zzz', 'no-such-thing',
            'No-Such', 'No Id', 'x-mine', 'a\u0000b', '\ud800', 'system', 'other', 'same', 'case-owner', 'declined', 'party', 'report', 'x-kind',
            'true', '2024-02-29', '2023-02-29', '2100-02-29', '1899-12-31', '2026-03-02T09:15', '2026-03-02T24:00', [], [[]], ['zzz'],
            ['report', 'x-kind'], ['report', 'incident'], [None], {}, {'zzz': 1}, {'x-mine': {}}, {'kind': 'note'},
            {'kind': ['note', 'x-kind'], 'where': {'text': 'a'}}, {'present': True}, {'present': 1}, {'not': 'zzz'},
            {'not': []}, {'is': 'note'}, {'days': 3}, {'hours': 3, 'skipping': ['sunday', 'sunday']}, {'all': []}, {'any': []},
            {'working_days': 2601}, {'months': 0, 'beginning_with': True}, {'hours': 1, 'beginning_with': True}, {'days': 1, 'ambiguity': ' '},
            {'days': 1, 'hours': 2}, {'ambiguity': ''}]
KEYS = ['zzz', 'x-mine', 'ambiguity', 'id', 'when', 'where', 'party', 'party_as', 'subject', 'within', 'at_most', 'at_least', 'since', 'by', 'of',
        'every', 'role', 'anchor', 'repeats', 'done', 'has', 'all', 'not']


def places(document, way=()):
    """The way to each value, from the top."""
    yield way
    members = document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    for key, value in members:
        yield from places(value, way + (key,))


def value_at(document, way):
    for step in way:
        document = document[step]
    return document


def key_of(way):
    """The nearest key, with a mark for an item of its list."""
    names = [step for step in way if isinstance(step, str)]
    return (names[-1] if names else '') + ('[]' if way and isinstance(way[-1], int) else '')


def group_of(way):
    """Places that are alike: numbers do not matter, and neither do the levels of conditions within conditions."""
    text = '/'.join('*' if isinstance(step, int) else step for step in way)
    return re.sub(r'((all|any)/\*/|not/)+', '', text)


# Places that are much alike wherever they are: texts for people. They have a smaller share.
PLAIN = re.compile(r'(^|/)(label|clause|text|title|message|ambiguity|source|version|instead|provenance|x-[^/]*)$')

# Keys whose values are of one sort, so that each can stand where any other does.
SORTS = {
    'condition': 'when while starts_if require not all[] any[]'.split(),
    'pattern': 'starts[] done[] cancels[] on has latest since since[] after[] approved is'.split(),
    'fields': 'where is record case party with'.split(),
    'kind': 'kind kind[] starts[] on has'.split(),
    'period': 'within period opens less after elapsed term ceiling report_within apply_within tell_within every'.split(),
    'parts': 'party_as every_party parties of to'.split(),
}


class Corpus:
    """Documents, and what stands in any of them: under each key, in objects that are alike, and of each sort."""

    def __init__(self, documents):
        self.documents = documents
        self.pool, self.groups, self.members = {}, {}, {}
        for name, document in documents.items():
            for way in places(document):
                self.enter(name, way, value_at(document, way))
        self.sorts = {sort: [value for key in keys for value in self.pool.get(key, ())] for sort, keys in SORTS.items()}

    def enter(self, name, way, value):
        self.pool.setdefault(key_of(way), []).append(value)
        self.groups.setdefault(group_of(way), []).append((name, way))
        if isinstance(value, dict):
            members = self.members.setdefault(self.likeness(way), {})
            for key, member in value.items():
                members.setdefault(key, []).append(member)

    def likeness(self, way):
        """Objects with the same of these have the same keys, more or less: conditions, patterns, the items of one list."""
        for sort in ('condition', 'pattern', 'period'):
            if key_of(way) in SORTS[sort]:
                return sort
        return group_of(way)

    def sample(self, seed, count):
        """So many damages: each group of places has its share, and at a place each kind of damage."""
        chance = random.Random(seed)
        groups = sorted(list(self.groups) + 3 * [group for group in self.groups if not PLAIN.search(group)])
        chance.shuffle(groups)
        for number in range(count):
            name, way = chance.choice(self.groups[groups[number % len(groups)]])
            options = [list(kind) for kind in self.damages(name, way, chance)]
            yield (name, way) + chance.choice(chance.choice([kind for kind in options if kind]))

    def all(self, seed):
        chance = random.Random(seed)
        for name, document in self.documents.items():
            for way in places(document):
                for kind in self.damages(name, way, chance):
                    for damage in kind:
                        yield (name, way) + damage

    def damages(self, name, way, chance):
        """Kinds of damage; each damage is what was done, and a function from the value there to the new one."""
        here = value_at(self.documents[name], way)
        yield self.replaced(ANYTHING)
        yield self.replaced(few(self.pool[key_of(way)], chance))
        for sort, keys in SORTS.items():
            if key_of(way) in keys:
                yield self.replaced(few(self.sorts[sort], chance))
        if way and isinstance(way[-1], str):
            yield self.of_key(way[-1], chance)
        if isinstance(here, list):
            yield self.of_list(here, self.pool.get(key_of(way) + '[]', []), chance)
        elif isinstance(here, dict):
            yield self.of_object(here, way, chance)
            yield self.of_members(here, way, chance)
        else:
            yield self.of_scalar(here)

    def replaced(self, values):
        for value in values:
            yield 'replaced by %.200r' % (value,), lambda _, value=value: value

    def of_key(self, key, chance):
        other = chance.choice(KEYS)
        yield 'taken away', lambda _: GONE
        yield 'renamed', lambda value: Renamed(key + 'x', value)
        yield 'renamed to ' + other, lambda value: Renamed(other, value)

    def of_list(self, here, others, chance):
        yield 'put into a list', lambda value: [value]
        if here:
            yield 'its first item alone', lambda value: value[0]
            yield 'its first item taken away', lambda value: value[1:]
            yield 'its last item taken away', lambda value: value[:-1]
            yield 'its first item twice', lambda value: value + [value[0]]
            yield 'turned round', lambda value: value[::-1]
        yield 'a number put in', lambda value: value + [-1]
        for item in few(others, chance):
            yield 'another item put in', lambda value, item=item: value + [item]
            yield 'another item before all', lambda value, item=item: [item] + value

    def of_object(self, here, way, chance):
        yield 'put into a list', lambda value: [value]
        for key in KEYS + list(here):
            yield 'the key %s given as 1' % key, lambda old, key=key: dict(old, **{key: 1})
        for key in KEYS:
            value = chance.choice(self.pool.get(key, [{}]))
            yield 'the key %s given' % key, lambda old, key=key, value=value: dict(old, **{key: value})

    def of_members(self, here, way, chance):
        """What objects like this one have: another value of theirs, or a key that this one has not."""
        members = self.members[self.likeness(way)]
        for key in sorted(members):
            for value in few(members[key], chance, 3):
                yield 'the key %s as elsewhere: %.200r' % (key, value), lambda old, key=key, value=value: dict(old, **{key: value})

    def of_scalar(self, here):
        yield 'put into a list', lambda value: [value]
        yield 'twice in a list', lambda value: [value, value]
        yield 'put into not', lambda value: {'not': value}
        yield 'put into a list in not', lambda value: {'not': [value]}
        if isinstance(here, str):
            for change in SPELLINGS:
                yield 'another spelling', change
        elif isinstance(here, (int, float)) and not isinstance(here, bool):
            for change in NUMBERS:
                yield 'another number', change


SPELLINGS = (str.upper, str.title, lambda text: text + '\n', lambda text: text + ' ', lambda text: text + '-', lambda text: '-' + text,
             lambda text: text[:-1], lambda text: text + '\u00e9', lambda text: 'x-' + text, lambda text: text.replace('-', '--'))
NUMBERS = (lambda n: n + 1, lambda n: n - 1, lambda n: -n, lambda n: n + 0.5, float, str, lambda n: n * 1000, lambda n: 0)


def few(values, chance, count=6):
    return chance.sample(values, min(count, len(values)))


class Renamed:
    """A value under another key."""

    def __init__(self, key, value):
        self.key, self.value = key, value


GONE = object()


def damaged(document, way, change):
    """A copy with that one place changed."""
    if not way:
        return change(copy.deepcopy(document))
    out = dict(document) if isinstance(document, dict) else list(document)
    below = damaged(document[way[0]], way[1:], change)
    if below is GONE:
        del out[way[0]]
    elif isinstance(below, Renamed):
        del out[way[0]]
        out[below.key] = below.value
    else:
        out[way[0]] = below
    return out

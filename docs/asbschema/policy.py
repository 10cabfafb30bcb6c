"""docs/schema/policy.schema.json: a policy document, as its grammar has it.

A condition may ask other things in other places, so that there is a definition of it for each Place. What a place depends on that stands elsewhere
in the same rule (whether a duty has a subject, which kinds a guard is on) is asked there by if and then. What depends on what the
document declares elsewhere is not said: docs/schema/README.md lists it.
"""
from collections import namedtuple

from . import tables
from .facts import Facts
from .terms import closed, document, enum, has, integer, lacks, of_type, one_or, one_or_some, period, ref, some, texts, when

COMMENT = ('Made by docs/schema.py from the tables of the library. Keys are described in docs/policy-format.md; what a schema cannot say in '
           'docs/schema/README.md.')
X_KIND = {'type': 'string', 'pattern': '^x-'}
HAS_X_KIND = {'contains': X_KIND}
# Shapes that are the same wherever they stand; of the last three, what they stand in says more.
PLAIN = {'TEXT': ref('text'), 'A_NAME': ref('text'), 'IDENTIFIER': ref('id'), 'FIELD_TYPE': enum(tables.type_names()), 'FLAG': of_type('boolean'),
         'DATE': ref('date'), 'PERIOD': ref('period'), 'DATE_FIELD': of_type('string'), 'PROPOSED_FIELDS': of_type('object'),
         'FACTS': of_type('object')}


class Place(namedtuple('Place', 'party record open timeless barred')):
    """Where a condition stands: is there a party in question, or a record (`open`: maybe of a kind of the host's); may it not be about time; which
    attributes of the case may it not ask."""

    def name(self, of, *parts):
        """The name of a definition that depends on these parts of the place."""
        marks = {'party': '-of-party', 'record': '-of-record', 'open': '-of-x', 'timeless': '-timeless'}
        name = of + ''.join(marks[part] for part in parts if part != 'barred' and getattr(self, part))
        return name + (''.join('-without-' + attribute for attribute in self.barred) if 'barred' in parts else '')


EVERYTHING = Place._fields
# What a form depends on; the others are the same everywhere.
DEPENDS = {'ALL': EVERYTHING, 'ANY': EVERYTHING, 'NOT': EVERYTHING, 'HAS': ('party', 'timeless'), 'LATEST': ('party',), 'AFTER': ('party',),
           'ELAPSED': ('party',), 'EVERY_PARTY': ('party',), 'CONSENT': ('party',), 'PARTY': ('party',), 'CASE': ('barred',),
           'RECORD': ('party', 'open'), 'APPROVED': ('party',)}


class Policy:
    """Builds the schema from its top."""

    def __init__(self):
        self.grammar, self.words, self.reserved = tables.grammar(), tables.words(), tables.reserved()
        self.choice_fields, self.titles = tables.choice_fields(), tables.thing_names()
        self.definitions = texts()
        self.facts = Facts(self.definitions)
        self.naming = [kind.name for kind in self.facts.kinds if kind.names_party()]
        self.definitions['period'] = period()

    def make(self):
        top = self.thing('TOP')
        top['properties']['extends'] = dict(ref('id'), description='The id of another policy.')
        return document('A policy of libasb', COMMENT, top, self.definitions)

    # ---- values by their shape

    def one(self, rule, place):
        shape, of = rule.shape, rule.of[0]
        if shape == 'NUMBER':
            return integer(rule.least, rule.greatest)
        if shape == 'OBJECT':
            return self.use_thing(of, place)
        if shape in ('A_PATTERN', 'A_CONDITION'):
            return self.pattern(place) if shape == 'A_PATTERN' else self.condition(place)
        if shape in PLAIN:
            return PLAIN[shape]
        special = {'AN_ID': self.identifier, 'AN_ID_UPPER': self.identifier, 'WORD_OF': lambda rule: enum(self.words[of]),
                   'REFERENCE': lambda rule: ref(self.facts.id_of(of)), 'CHOICE': lambda rule: self.choice(of), 'SEEN_PART': self.seen_part,
                   'A_KIND': self.kind, 'LETTER_TEXT': self.letter_text, 'ADDED_LISTS': self.added_lists}
        return special[shape](rule)

    def value(self, rule, place):
        """One, a list, or the word that may stand instead."""
        one = self.one(rule, place)
        listed = {'ONE': one, 'LIST': {'type': 'array', 'items': one}, 'SOME': some(one), 'ONE_OR_SOME': one_or_some(one)}[rule.many]
        if rule.word is None or rule.shape == 'WORD_OF':
            return listed if rule.word is None or place.party else False
        if rule.word == 'true':
            return when(of_type('boolean'), True, listed)
        word = {'const': rule.word} if rule.word != 'same' or place.party else False
        return when(of_type('string'), word, listed)

    def identifier(self, rule):
        shape = ref(self.facts.id_of(rule.of[0]))
        if rule.of[0] == 'AUDIENCES':
            return enum(self.words['AUDIENCE_IDS'])
        reserved = self.reserved.get(rule.of[0])
        return {'allOf': [shape, {'not': enum(reserved)}]} if reserved else shape

    def choice(self, of):
        name, field_name = self.choice_fields[of]
        kind = self.facts.by_name[name]
        field = next(field for field in kind.fields if field.name == field_name)
        return self.facts.scalar([self.facts.choice(kind, field)])

    def seen_part(self, _):
        part = self.choice('PARTS')
        return {'anyOf': [enum(['self', 'any']), part]}

    def kind(self, _=None):
        self.definitions['kind'] = {'description': 'A kind of record; those of the host begin with x-.', 'type': 'string',
                                    'anyOf': [enum(kind.name for kind in self.facts.kinds), {'pattern': '^x-'}]}
        return ref('kind')

    def letter_text(self, _):
        """Every merge field is one that there is, and closed by two braces. That sections close in order is beyond a pattern."""
        fields, lists, entries = tables.letter_names()
        one, section = '|'.join(fields + entries), '|'.join(fields + lists + entries)
        pattern = r'^(?:[^{]|\{(?!\{)|\{\{(?:%s)\}\}|\{\{[#^/](?:%s)\}\})*$' % (one, section)
        return {'allOf': [ref('text'), {'pattern': pattern}]}

    def added_lists(self, _):
        """`kind.field` of each field with choices; none of those may be added."""
        value = self.use_thing('ADDED_VALUE', NOWHERE)
        lists = {'ambiguity': ref('text')}
        for kind in self.facts.kinds:
            for field in kind.fields:
                if field.choices:
                    is_new = {'properties': {'id': {'not': enum(field.choices)}}}
                    lists['%s.%s' % (kind.name, field.name)] = {'type': 'array', 'items': {'allOf': [value, is_new]}}
        return closed(lists)

    # ---- things

    def use_thing(self, thing, place):
        """A reference to the definition of a thing."""
        name = place.name(thing.lower().replace('_', '-'), *(('party',) if thing == 'PERIOD_CHOICE' else ()))
        if name not in self.definitions:
            self.definitions[name] = True  # it may lead to itself
            self.definitions[name] = self.thing(thing, place)
        return ref(name)

    def thing(self, thing, place=None):
        properties, later = {}, []
        for rule in self.grammar[thing]:
            if thing in DIVIDED and self.depends_on_rule(rule):
                properties[rule.key] = True
                later.append(rule)
            else:
                properties[rule.key] = self.value(rule, self.place_of(rule, place))
        properties['ambiguity'] = ref('text')
        out = closed(properties, [rule.key for rule in self.grammar[thing] if rule.must], title=self.titles[thing])
        more = list(getattr(self, 'more_of_' + thing.lower(), lambda: [])())
        if later:
            more += self.divided(thing, later)
        return dict(out, allOf=more) if more else out

    def depends_on_rule(self, rule):
        """Must the rest of the duty or guard be known to say what this key may hold?"""
        return 'OF_PARTY' in rule.of or 'OF_RECORD' in rule.of or rule.of[0] == 'PERIOD_CHOICE'

    def place_of(self, rule, place):
        """Where what this key holds stands: as the grammar says, or as what it is part of."""
        place = place or NOWHERE
        if rule.shape not in ('A_PATTERN', 'A_CONDITION') or rule.of[0] != 'STANDS':
            return place
        barred = ('stage', 'priority') if 'FOR_RAISES' in rule.of else ('stage',) if 'FOR_STAGES' in rule.of else ()
        record = 'OF_RECORD' in rule.of
        return Place('OF_PARTY' in rule.of and place.party, record, record and place.open, 'TIMELESS' in rule.of, barred)

    def divided(self, thing, rules):
        """The keys of a duty or guard that depend on the rest of it, for each of the four cases."""
        asks_party, asks_x = DIVIDED[thing](self)

        def keys(party, x):
            place = Place(party, True, x, False, ())
            return {'properties': {rule.key: self.value(rule, self.place_of(rule, place)) for rule in rules}}
        return [when(asks_party, *(when(asks_x, keys(party, True), keys(party, False)) for party in (True, False)))]

    # ---- kinds of patterns

    def kinds_are(self, condition):
        """A pattern (a text or an object) whose kinds, each or as a list, are so: `condition` is for one text."""
        each = one_or(dict(of_type('string'), **condition), {'items': dict(of_type('string'), **condition)})
        return one_or_object(dict(of_type('string'), **condition), {'properties': {'kind': each}})

    def may_name_party(self):
        """A pattern with a kind whose records name a party, or one of the host's."""
        one = {'anyOf': [enum(self.naming), X_KIND]}
        self.definitions['pattern-naming-party'] = one_or_object(one, {'properties': {'kind': one_or(one, {'contains': one})}})
        return ref('pattern-naming-party')

    def has_x(self):
        self.definitions['pattern-of-x'] = one_or_object(X_KIND, {'required': ['kind'], 'properties': {'kind': one_or(X_KIND, HAS_X_KIND)}})
        return ref('pattern-of-x')

    def duty_cases(self):
        return has('subject'), {'required': ['starts'], 'properties': {'starts': {'contains': self.has_x()}}}

    def guard_cases(self):
        must = self.kinds_are({'anyOf': [enum(self.naming), {'pattern': '^x-'}]})
        return {'properties': {'on': must}}, {'required': ['on'], 'properties': {'on': self.has_x()}}

    # ---- what things ask beyond their keys

    def more_of_duty(self):
        nonempty = {done: {'required': [done], 'properties': {done: {'minItems': 1}}} for done in ('done', 'cancels')}
        yield {'anyOf': [nonempty['done'], nonempty['cancels']]}
        yield when({'required': ['repeats'], 'properties': {'repeats': {'not': {'const': False}}}}, nonempty['done'])
        only_closure = {'required': ['starts'], 'properties': {'starts': some(self.kinds_are({'const': 'closure'}))}}
        yield when(only_closure, {'required': ['survives_closure'], 'properties': {'survives_closure': {'const': True}}})
        naming = {'items': self.may_name_party()}
        yield when(has('subject'), {'properties': {'done': naming}})
        yield when({'required': ['subject'], 'properties': {'subject': of_type('string')}}, {'properties': {'starts': naming}})
        yield when(has('anchor'), self.anchored())

    def anchored(self):
        """The anchor's field is a date field of a kind that starts the duty; any, where one of the host's kinds does."""
        fields = {}
        for kind in self.facts.kinds:
            for field in kind.fields:
                if field.type in ('DATE', 'WHEN'):
                    fields.setdefault(field.name, []).append(kind.name)
        known = [when({'properties': {'anchor': {'properties': {'field': {'const': field}}}}},
                      {'properties': {'starts': {'contains': self.one_of_kinds(kinds)}}}) for field, kinds in sorted(fields.items())]
        known.append({'properties': {'anchor': {'properties': {'field': {'anyOf': [enum(sorted(fields)), {'pattern': '^x-'}]}}}}})
        return when({'properties': {'starts': {'contains': self.has_x()}}}, True, {'allOf': known})

    def one_of_kinds(self, kinds):
        return one_or_object(enum(kinds), {'required': ['kind'], 'properties': {'kind': one_or(enum(kinds), {'contains': enum(kinds)})}})

    def more_of_has(self):
        yield when({'required': ['at_least'], 'properties': {'at_least': {'const': 0}}}, has('at_most'))

    more_of_parties = more_of_has

    def more_of_after(self):
        yield {'properties': {'after': {'minItems': 2, 'maxItems': 2}}}

    def more_of_elapsed(self):
        from_start = {'required': ['or_start'], 'properties': {'or_start': {'const': True}}}
        yield when({'properties': {'since': {'type': 'array', 'maxItems': 0}}, 'required': ['since']}, from_start)

    def more_of_every_party(self):
        yield {'properties': {'has': self.may_name_party()}}

    def more_of_proposal(self):
        for kind in self.facts.kinds:
            yield when({'required': ['kind'], 'properties': {'kind': {'const': kind.name}}}, {'properties': {'with': self.facts.proposed(kind)}})
        open_fields = {'type': 'object', 'properties': {'ambiguity': ref('text')}, 'additionalProperties': self.facts.open_value()}
        yield when({'required': ['kind'], 'properties': {'kind': X_KIND}}, {'properties': {'with': open_fields}})

    # ---- patterns

    def pattern(self, place):
        name = place.name('pattern', 'party')
        if name not in self.definitions:
            self.definitions[name] = True
            fields = self.thing('PATTERN', place)
            asks_party = {'anyOf': [has('party'), has('party_as')]}
            fields['allOf'] = [when(has('kind', 'where'), self.where(name)), when(asks_party, self.may_name_party())]
            self.definitions[name] = when(of_type('string'), self.kind(), fields)
        return ref(name)

    def where(self, pattern):
        """By the kinds of the pattern: of one, of one of the host's, or of several, each of which must have the field."""
        one = [when({'properties': {'kind': enum([kind.name, [kind.name]])}}, {'properties': {'where': self.facts.of_kind(kind, pattern)}})
               for kind in self.facts.kinds]
        each = [when({'properties': {'kind': {'contains': {'const': kind.name}}}},
                     {'properties': {'where': {'propertyNames': self.facts.names_of(kind)}}}) for kind in self.facts.kinds]
        several = when({'properties': {'kind': HAS_X_KIND}}, {'properties': {'where': self.facts.open(pattern)}},
                       {'properties': {'where': self.facts.of_several(pattern, True)}})
        only_x, of_x = {'properties': {'kind': one_or(X_KIND, {'items': X_KIND})}}, {'properties': {'where': self.facts.open()}}
        return when({'properties': {'kind': several_kinds()}}, {'allOf': each + [when(only_x, of_x, several)]}, {'allOf': one + [when(only_x, of_x)]})

    def facts_of_latest(self, pattern):
        """The same by what `latest` asks for; of several kinds it is enough if one has the field."""
        one = [when({'properties': {'latest': is_of(enum([kind.name, [kind.name]]))}}, {'properties': {'is': self.facts.of_kind(kind, pattern)}})
               for kind in self.facts.kinds]
        is_x = {'properties': {'latest': is_of(one_or(X_KIND, HAS_X_KIND))}}
        only_x = {'properties': {'latest': is_of(one_or(X_KIND, {'items': X_KIND}))}}
        several = {'properties': {'latest': {'type': 'object', 'required': ['kind'], 'properties': {'kind': several_kinds()}}}}
        open_fields = when(only_x, {'properties': {'is': self.facts.open()}}, {'properties': {'is': self.facts.open(pattern)}})
        one.append(when(is_x, open_fields, when(several, {'properties': {'is': self.facts.of_several(pattern, False)}})))
        return {'allOf': one}

    # ---- conditions

    def condition(self, place):
        name = place.name('condition', *EVERYTHING)
        if name not in self.definitions:
            self.definitions[name] = True
            forms = [(key, form) for key, form in tables.forms()]
            asked = [when(self.is_form(key), self.form(form, place)) for key, form in forms]
            self.definitions[name] = {'type': 'object', 'description': 'CONDITION: docs/policy-format.md#condition',
                                      'anyOf': [has(key) for key, _ in forms], 'allOf': asked}
        return ref(name)

    def is_form(self, key):
        """`every_party` has the key `has` too."""
        return has(key) if key != 'has' else {'required': ['has'], 'not': has('every_party')}

    def form(self, form, place):
        barred = (form in ('RECORD', 'ACTOR') and not place.record) or (form in ('ELAPSED', 'CONSENT') and place.timeless)
        if barred:
            return False
        name = place.name(form.lower().replace('_', '-'), *DEPENDS.get(form, ()))
        name = 'form-' + name
        if name not in self.definitions:
            self.definitions[name] = True
            self.definitions[name] = self.form_of(form, place)
        return ref(name)

    def form_of(self, form, place):
        out = self.thing(form, place)
        pattern = place.name('pattern', 'party')
        if form == 'HAS' and place.timeless:
            out['properties']['within'] = False
        if form == 'LATEST':
            out.setdefault('allOf', []).append(self.facts_of_latest(pattern))
        if form == 'PARTY':
            out['properties']['party'] = self.facts.of_kind(self.facts.by_name['party'], pattern)
        if form == 'CASE':
            out['properties']['case'] = self.facts.of_case(place.barred)
        if form == 'RECORD':
            out['properties']['record'] = self.facts.open(pattern) if place.open else self.facts.of_several(pattern, False)
        return out


NOWHERE = Place(False, False, False, False, ())
DIVIDED = {'DUTY': Policy.duty_cases, 'GUARD': Policy.guard_cases}


def one_or_object(text, fields):
    """A pattern is a text, or an object with `kind`."""
    return when(of_type('object'), fields, text)


def several_kinds():
    return {'type': 'array', 'minItems': 2}


def is_of(kinds):
    """What `latest` holds: a kind, or an object of these kinds."""
    return one_or_object(kinds, {'required': ['kind'], 'properties': {'kind': kinds}})

"""docs/schema/record.schema.json: a record, as asb_record_parse() takes it and a case judges its fields; and docs/schema/vocabulary.json.

`by` and `role` may be set afterwards, so that they are not required; fields are. What depends on the policy and on the case (ids, people, earlier
records, questions) is only said as far as it can be: what is written there.
"""
from . import tables
from .facts import Facts
from .terms import CLEAN, closed, document, enum, has, integer, of_type, one_or, period, ref, some, texts, when

COMMENT = ('Made by docs/schema.py from the vocabulary. Kinds and fields are described in docs/reference/vocabulary.md; what a schema cannot say in '
           'docs/schema/README.md.')


def distinct(items, least=0):
    out = {'type': 'array', 'items': items, 'uniqueItems': True}
    return dict(out, minItems=least) if least else out


def strict(properties, required):
    """An object with these keys and no other, not even the host's."""
    return {'type': 'object', 'properties': properties, 'required': required, 'additionalProperties': False}


class Records:
    """Builds the schema from its top."""

    def __init__(self):
        self.definitions = texts()
        self.definitions['period'] = period()
        self.facts = Facts(self.definitions)
        id_of = self.facts.id_of
        self.types = {
            'TEXT': ref('text'), 'TEXTS': one_or(ref('text'), {'items': ref('text')}), 'FLAG': of_type('boolean'),
            'FLAG_TEXT': {'anyOf': [of_type('boolean'), ref('text')]},
            'FLAG_SEQS': one_or({'anyOf': [of_type('boolean'), integer(1)]}, distinct(integer(1))), 'NUMBER': integer(0), 'SHA256': ref('sha256'),
            'DATE': ref('date'), 'WHEN': ref('when'), 'PERIOD': ref('period'), 'PARTY': ref('text'), 'PARTIES': distinct(ref('text')),
            'PERSON': ref('text'), 'NEW_PARTY': ref('text'), 'AREA': ref('text'), 'CATEGORIES': distinct(ref('id'), 1), 'SEQ': integer(1),
            'SEQS': some(integer(1)), 'VALUE': True,
            'TRIAGE_ANSWERS': {'type': 'object', 'propertyNames': ref('id'), 'additionalProperties': enum(['yes', 'no'])},
            'ANSWERS': {'type': 'object', 'propertyNames': ref('id'), 'additionalProperties': one_or(ref('id'), distinct(ref('id')))},
            'DETAILS': {'type': 'object', 'propertyNames': ref('id'), 'additionalProperties': ref('text')},
            'SCORES': {'type': 'object', 'propertyNames': {'pattern': CLEAN}, 'additionalProperties': integer(0)},
            'ACTIONS': some(self.action()), 'ALTERNATIVES': {'type': 'array', 'items': self.alternative()}}
        for type_name, namespaces in self.facts.id_types.items():
            self.types.setdefault(type_name, ref(id_of(namespaces[0])))

    def make(self):
        properties = {
            'kind': {'description': 'A kind of the vocabulary, or one of the host\'s.', 'type': 'string',
                     'anyOf': [enum(kind.name for kind in self.facts.kinds), {'pattern': '^x-'}], 'allOf': [ref('text')]},
            'at': {'description': 'When it happened; without it, when it is added.', 'allOf': [ref('when')]},
            'by': ref('text'), 'role': ref('text'), 'seq': integer(1, 2**32 - 1), 'recorded': ref('when'), 'fields': of_type('object')}
        kinds = [when({'properties': {'kind': {'const': kind.name}}}, self.kind(kind)) for kind in self.facts.kinds]
        free = {'properties': {'fields': {'properties': {'salt': False}}}}
        kinds.append(when({'properties': {'kind': {'pattern': '^x-'}}}, free))
        top = dict(strict(properties, ['kind']), allOf=[when(has('kind'), {'allOf': kinds})])
        return document('A record of libasb', COMMENT, top, self.definitions)

    def kind(self, kind):
        """What a record of a kind has in `fields`; they may be left out where none is required."""
        name = 'fields-of-' + kind.name
        required = [field.name for field in kind.fields if field.required]
        fields = closed({field.name: self.field(kind, field) for field in kind.fields}, required, title=kind.label)
        rules = list(RULES.get(kind.name, ()))
        self.definitions[name] = dict(fields, allOf=rules) if rules else fields
        out = {'properties': {'fields': ref(name)}}
        return dict(out, required=['fields']) if required or rules and kind.name == 'erasure' else out

    def field(self, kind, field):
        if field.type in ('ONE', 'MANY'):
            one = self.facts.scalar([self.facts.choice(kind, field)])
            return one if field.type == 'ONE' else one_or(one, distinct(one))
        if (kind.name, field.name) == ('assessment', 'override_band'):
            return ref('id')
        return self.types[field.type]

    def action(self):
        self.definitions['action'] = closed({
            'id': ref('text'), 'by': enum(tables.plan_members()), 'action': ref('id-upper'), 'detail': ref('text'), 'due': ref('when'),
            'every': ref('period'), 'params': of_type('object')}, ['id', 'by', 'action'])
        return ref('action')

    def alternative(self):
        self.definitions['alternative'] = strict({'remedy': ref('id'), 'outcome': ref('text'), 'why': ref('text')}, ['remedy'])
        return ref('alternative')


# Rules between the fields of a kind (src/case/validate_rules.c).
RULES = {
    'assessment': [when(has('override_band'), has('override_reason'))],
    'contact': [when({'required': ['direction'], 'properties': {'direction': {'const': 'in'}}}, {'properties': {'outcome': {'const': 'reached'}}})],
    'erasure': [{'anyOf': [has('of'), has('party')]}],
}

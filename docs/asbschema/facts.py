"""{FIELD: VALUE} of patterns and conditions: which fields can be asked of which kind of record, and for which values.

A set of scalars is named by what it consists of ('flag', 'text', 'choice-contact.purpose', …). `is-SET` is what may stand for a field in a policy:
one of the set, a list of some, {"not": …}, {"present": …}, and {"is": PATTERN} where the field names a record.
"""
from . import tables
from .terms import GREATEST, closed, enum, integer, of_type, one_or_some, ref, when

TEXTS = ('TEXT', 'TEXTS', 'AREA', 'PARTY', 'PARTIES', 'PERSON', 'NEW_PARTY')
WITHIN_TEXT = {'id', 'id-upper', 'date', 'when', 'sha256'}
SIMPLE = {'FLAG': ['flag'], 'FLAG_TEXT': ['flag', 'text'], 'FLAG_SEQS': ['flag', 'seq'], 'NUMBER': ['number'], 'SHA256': ['sha256'], 'DATE': ['date'],
          'WHEN': ['when'], 'SEQ': ['seq'], 'SEQS': ['seq'], 'VALUE': ['open']}
SCALARS = {
    'flag': of_type('boolean'), 'number': integer(0), 'seq': integer(1), 'score': integer(-GREATEST), 'true': {'const': True},
    'open': {'type': ['string', 'number', 'boolean', 'null']}, 'text': ref('text'), 'id': ref('id'), 'id-upper': ref('id-upper'),
    'date': ref('date'), 'when': ref('when'), 'sha256': ref('sha256'), 'never': False}


class Facts:
    """Collects the definitions that are used."""

    def __init__(self, definitions):
        self.definitions = definitions
        self.kinds = tables.kinds()
        self.by_name = {kind.name: kind for kind in self.kinds}
        self.id_types = tables.id_types()
        grammar = tables.grammar()
        self.upper = {rule.of[0] for rules in grammar.values() for rule in rules if rule.shape == 'AN_ID_UPPER'} | {'ACTORS'}
        self.choices = {}

    # ---- sets of scalars

    def id_of(self, namespace):
        """A namespace's ids, as far as they can be known without the document: how they are written."""
        if namespace == 'GROUPS':
            return 'text'
        return 'id-upper' if namespace in self.upper else 'id'

    def choice(self, kind, field):
        """The built-in choices of a field, for editors to offer, or an id that `lists` adds."""
        name = 'choice-%s.%s' % (kind.name, field.name)
        if name not in self.choices:
            self.choices[name] = {'anyOf': [enum(field.choices), ref('id')]}
        return name

    def set_of(self, kind, field):
        """The names of what a field consists of."""
        if field.type in ('ONE', 'MANY'):
            return [self.choice(kind, field)]
        if (kind.name, field.name) == ('assessment', 'override_band'):
            return ['id']
        if field.type in TEXTS:
            return ['text']
        if field.type in self.id_types:
            return sorted({self.id_of(namespace) for namespace in self.id_types[field.type]})
        return SIMPLE.get(field.type, ['never'])

    def set_of_derived(self, kind, type_name):
        return {'flag': ['flag'], 'band': ['id']}.get(type_name) or (['score'] if kind == 'assessment' else ['number'])

    def scalar(self, names):
        """The schema of one of a set."""
        schemas = [SCALARS[name] if name in SCALARS else ref(name) for name in names]
        self.definitions.update((name, self.choices[name]) for name in names if name in self.choices)
        return schemas[0] if len(schemas) == 1 else {'anyOf': schemas}

    # ---- values

    def value(self, names, pattern=None, excluded=None):
        """What may stand for a field of that set; `pattern` for one that names a record; `excluded` another set for "not"."""
        name = 'is-' + '-or-'.join(names) + ('' if pattern is None else '-' + pattern)
        if name not in self.definitions:
            one = one_or_some(self.scalar(names))
            forms = {'not': one if excluded is None else one_or_some(self.scalar(excluded)), 'present': of_type('boolean')}
            if pattern is not None:
                forms['is'] = ref(pattern)
            alone = [{'required': [form]} for form in forms]
            self.definitions[name] = when(of_type('object'), closed(dict(forms, ambiguity=ref('text')), oneOf=alone), one)
        return ref(name)

    def field(self, kind, field, pattern, of_findings):
        if of_findings and (kind.name, field.name) == ('finding', 'holds'):
            return self.value(['true'], excluded=['flag'])
        return self.value(self.set_of(kind, field), pattern if field.names_record() else None)

    # ---- objects of fields

    def derived_of(self, kind):
        return {name: self.set_of_derived(kind.name, type_name) for name, kinds, type_name in tables.derived() if kind.name in kinds}

    def of_kind(self, kind, pattern, of_findings=True):
        """{FIELD: VALUE} of one kind."""
        names_record = any(field.names_record() for field in kind.fields)
        name = 'fields-of-' + kind.name + ('-' + pattern if names_record else '')
        if name not in self.definitions:
            properties = {field.name: self.field(kind, field, pattern, of_findings) for field in kind.fields}
            properties.update((derived, self.value(names)) for derived, names in self.derived_of(kind).items())
            self.definitions[name] = self.fields(properties)
        return ref(name)

    def fields(self, properties):
        return dict(closed(dict(properties, ambiguity=ref('text'))), patternProperties={'^x-': self.value(['open'])})

    def of_several(self, pattern, of_findings):
        """{FIELD: VALUE} of several kinds, or of kinds that cannot be known: what any of them can have."""
        name = 'fields-of-several' + ('' if of_findings else '-as-they-are') + '-' + pattern
        if name not in self.definitions:
            sets, names_record = {}, set()
            for kind in self.kinds:
                for field in kind.fields:
                    sets.setdefault(field.name, set()).update(self.set_of(kind, field))
                    names_record.update([field.name] if field.names_record() else [])
                for derived, names in self.derived_of(kind).items():
                    sets.setdefault(derived, set()).update(names)
            properties = {field: self.value(self.joined(names), pattern if field in names_record else None) for field, names in sets.items()}
            if of_findings:
                properties['holds'] = self.value(['true'], excluded=['flag'])
            self.definitions[name] = self.fields(properties)
        return ref(name)

    def joined(self, names):
        """Sets put together: a choice is any id, and what a text includes needs no place of its own."""
        names = {'id' if name.startswith('choice-') else name for name in names}
        if 'text' in names:
            names -= WITHIN_TEXT
        return ['open'] if 'open' in names else sorted(names - ({'never'} if len(names) > 1 else set()))

    def open(self, pattern=None):
        """{FIELD: VALUE} of a kind of the host's; with `pattern`, of one beside the library's own."""
        name = 'fields-of-x' + ('' if pattern is None else '-' + pattern)
        if name not in self.definitions:
            properties = {'ambiguity': ref('text')}
            if pattern is not None:
                properties.update((field.name, self.value(['open'], pattern)) for kind in self.kinds for field in kind.fields
                                  if field.names_record())
            self.definitions[name] = {'type': 'object', 'properties': properties, 'additionalProperties': self.value(['open'])}
        return ref(name)

    def names_of(self, kind):
        """The names that a kind has, for patterns of several kinds."""
        name = 'names-of-' + kind.name
        if name not in self.definitions:
            names = [field.name for field in kind.fields] + list(self.derived_of(kind)) + ['ambiguity']
            self.definitions[name] = {'anyOf': [enum(names), {'pattern': '^x-'}]}
        return ref(name)

    # ---- attributes of the case

    def attribute(self, source, namespace):
        if source == 'WORDS':
            self.choices['choice-state'] = enum(tables.states())
            return self.value(['choice-state'])
        if source == 'SCHEME':
            opening = self.by_name['opening']
            return self.value(self.set_of(opening, next(field for field in opening.fields if field.name == 'scheme')))
        return self.value(['flag'] if source == 'FLAGS' else [self.id_of(namespace)])

    def of_case(self, barred):
        """{ATTRIBUTE: VALUE}, but for those that cannot be asked there."""
        name = 'attributes' + ''.join('-without-' + attribute for attribute in barred)
        if name not in self.definitions:
            properties = {attribute: self.attribute(source, namespace) for attribute, source, namespace in tables.attributes()
                          if attribute not in barred}
            self.definitions[name] = closed(dict(properties, ambiguity=ref('text')))
        return ref(name)

    # ---- fields of a proposed record

    def proposed(self, kind):
        """What `proposes.with` may give of one kind. Objects are not looked into, nor lists of them."""
        name = 'proposal-of-' + kind.name
        if name not in self.definitions:
            properties = {field.name: self.proposed_value(kind, field) for field in kind.fields}
            self.definitions[name] = dict(closed(dict(properties, ambiguity=ref('text'))), patternProperties={'^x-': self.open_value()})
        return ref(name)

    def proposed_value(self, kind, field):
        if field.type == 'PERIOD':
            return ref('period')
        if field.type in ('ACTIONS', 'ALTERNATIVES'):
            return of_type(['array', 'object'])
        return self.given(self.set_of(kind, field))

    def open_value(self):
        return self.given(['open'])

    def given(self, names):
        """What may be given for a field of that set."""
        name = 'given-' + '-or-'.join(names)
        if name not in self.definitions:
            self.definitions[name] = when(of_type('object'), True, one_or_some(self.scalar(names)))
        return ref(name)

"""Small words of JSON Schema (draft 7), and the values that policies and records have in common: texts, ids, dates, periods.

Patterns are of ECMA-262, as the standard has it: `$` is the end of the text and nothing else.
"""
from . import tables

DRAFT = 'http://json-schema.org/draft-07/schema#'
GREATEST = 9007199254740991  # whole numbers are read exactly, to 2^53 - 1

FREE = {'^x-': True}


def ref(name):
    return {'$ref': '#/definitions/' + name}


def enum(values):
    return {'enum': list(values)}


def when(condition, then, otherwise=None):
    out = {'if': condition, 'then': then}
    return out if otherwise is None else dict(out, **{'else': otherwise})


def has(*keys):
    return {'required': list(keys)}


def lacks(key):
    return {'not': has(key)}


def of_type(name):
    return {'type': name}


def integer(least=None, greatest=GREATEST):
    out = {'type': 'integer', 'maximum': greatest}
    return out if least is None else dict(out, minimum=least)


def some(items, least=1):
    return {'type': 'array', 'minItems': least, 'items': items}


def one_or(items, listed):
    """One value, or a list."""
    return when(of_type('array'), listed, items)


def one_or_some(items):
    return one_or(items, {'minItems': 1, 'items': items})


def closed(properties, required=(), **more):
    """An object with these keys, the host's own, and no other."""
    out = {'type': 'object', 'properties': properties, 'patternProperties': FREE, 'additionalProperties': False}
    if required:
        out['required'] = list(required)
    return dict(out, **more)


# ---- texts

CLEAN = r'^(?:[^\u0000\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])*$'
FILLED = r'[^ \t\r\n]'
ID = '^[a-z0-9]+(?:-[a-z0-9]+)*$'
ID_UPPER = '^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$'

# ---- dates: every day that there is, of the years 1900 to 2999

LEAP = '(?:19|2[0-9])(?:0[48]|[2468][048]|[13579][26])|2[048]00'
LONG, SHORT, FEBRUARY = '(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])', '(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)', '02-(?:0[1-9]|1[0-9]|2[0-8])'
DAY = '(?:(?:19|2[0-9])[0-9]{2}-(?:%s|%s|%s)|(?:%s)-02-29)' % (LONG, SHORT, FEBRUARY, LEAP)
HOUR, SIXTY = '(?:[01][0-9]|2[0-3])', '[0-5][0-9]'
TIME = '%s:%s(?::%s(?:[.][0-9]+)?)?(?:Z|[+-]%s:%s)?' % (HOUR, SIXTY, SIXTY, HOUR, SIXTY)


def texts():
    """Definitions of what is a text in JSON."""
    return {
        'text': {'description': 'A text for people: not blank, without U+0000 and halves of surrogate pairs.', 'type': 'string',
                 'allOf': [{'pattern': FILLED}, {'pattern': CLEAN}]},
        'id': {'description': 'Lower-case letters and digits, in words joined by single hyphens.', 'type': 'string', 'pattern': ID},
        'id-upper': {'description': 'Letters and digits, in words joined by single hyphens.', 'type': 'string', 'pattern': ID_UPPER},
        'date': {'description': 'A date, YYYY-MM-DD, of the years 1900 to 2999.', 'type': 'string', 'pattern': '^%s$' % DAY},
        'when': {'description': 'A date or an instant.', 'type': 'string', 'pattern': '^%s(?:T%s)?$' % (DAY, TIME)},
        'sha256': {'description': '64 hexadecimal digits.', 'type': 'string', 'pattern': '^[0-9A-Fa-f]{64}$'},
    }


def period():
    """One unit with its number; `beginning_with` where the unit is a length of days, `skipping` where it is hours."""
    units = dict(tables.units())
    properties = {unit: integer(0, most) for unit, most in units.items()}
    properties['beginning_with'] = of_type('boolean')
    properties['skipping'] = dict(some(enum(tables.skipped_days())), uniqueItems=True)
    properties['ambiguity'] = of_type('string')
    lengths = [unit for unit in units if unit not in ('working_days', 'hours')]
    first_counts = {'properties': {'beginning_with': {'const': True}}, 'required': ['beginning_with']}
    return closed(properties, oneOf=[has(unit) for unit in units], allOf=[
        when(has('beginning_with'), {'anyOf': [has(unit) for unit in lengths]}),
        when(first_counts, {'properties': {unit: {'minimum': 1} for unit in lengths}}),
        when(has('skipping'), has('hours'))], description='PERIOD: docs/policy-format.md#period')


def document(title, comment, top, definitions):
    """A whole schema. `top` is an object of schema keywords."""
    out = {'$schema': DRAFT, 'title': title, '$comment': comment}
    out.update(top)
    out['definitions'] = dict(sorted(definitions.items()))
    return out

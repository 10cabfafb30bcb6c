"""docs/schema/scenario.schema.json: a scenario file, as `asb scenario` reads it.

What a step tries may be wrong on purpose, so that `by`, `role`, `record`, `may`, `with` and `happened` are whatever they are. Expectations that
can never be met because they are of another type are refused, though the command only fails their step.
"""
from . import tables
from .terms import closed, document, enum, has, integer, of_type, one_or, ref, texts

COMMENT = 'Made by docs/schema.py. Described in docs/concepts.md#scenario-files.'
TEXT, NONE_OR_TEXT, TEXTS = of_type('string'), of_type(['string', 'null']), {'type': 'array', 'items': of_type('string')}
NONE_OR_NUMBER = of_type(['integer', 'null'])
RISK_OF_ONE = {'type': 'object', 'properties': {'score': NONE_OR_NUMBER, 'band': NONE_OR_TEXT}, 'additionalProperties': False}
RISK = {'type': 'object', 'additionalProperties': RISK_OF_ONE}


def duty():
    """An id, or what a duty is matched by."""
    keys = {key: NONE_OR_TEXT for key in ('party', 'subject', 'clause', 'proposes')}
    when = {'anyOf': [of_type('null'), ref('when')]}
    keys.update({'duty': TEXT, 'due': when, 'act_by': when, 'opens': when, 'state': enum(tables.duty_states()), 'owner': TEXT,
                 'explain': one_or(TEXT, TEXTS), 'count': integer(0)})
    agree('a duty of expect', keys, tables.duty_keys())
    return {'if': TEXT, 'then': True, 'else': closed(keys)}


def expect():
    duties = {'type': 'array', 'items': ref('duty')}
    keys = {key: TEXTS for key in ('refused', 'warnings', 'deviations', 'categories')}
    keys.update({key: NONE_OR_TEXT for key in ('stage', 'priority', 'band', 'owner', 'owner_role')})
    keys.update({'invalid': TEXT, 'state': enum(tables.states()), 'score': NONE_OR_NUMBER, 'risk': RISK,
                 'hate': of_type('boolean'), 'stale': of_type('boolean'),
                 'qualifying_reports': {'anyOf': [integer(0), {'type': 'object', 'additionalProperties': integer(0)}]},
                 'duties': duties, 'no_duties': duties, 'explain': one_or(TEXT, TEXTS)})
    agree('expect', keys, tables.expectations())
    return closed(keys)


def agree(what, keys, wanted):
    if set(keys) != set(wanted):
        raise tables.TableError('%s has other keys than here: %s' % (what, ' '.join(sorted(set(keys) ^ set(wanted)))))


def step():
    keys = {key: True for key in ('happened', 'by', 'role', 'record', 'may', 'comment')}
    keys.update({'at': ref('when'), 'case': TEXT, 'with': of_type('object'), 'expect': ref('expect')})
    agree('a step', keys, tables.player_keys('at'))
    return closed(keys, ['at'], **{'not': has('record', 'may')})


def make():
    """The schema."""
    days = {'type': 'array', 'items': ref('date')}
    keys = {'scenario': TEXT, 'policy': TEXT, 'calendar': closed({'add': days, 'remove': days}), 'steps': {'type': 'array', 'items': ref('step')},
            'comment': True}
    agree('a scenario', keys, tables.player_keys('scenario'))
    definitions = {name: schema for name, schema in texts().items() if name in ('when', 'date')}
    definitions.update(duty=duty(), expect=expect(), step=step())
    return document('A scenario of libasb', COMMENT, closed(keys, ['scenario', 'policy', 'steps']), definitions)

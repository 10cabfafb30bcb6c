"""The kinds of record and their fields, as the vocabulary has them."""
import json
import os

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'vocabulary.json'), encoding='utf-8') as _f:
    _DOC = json.load(_f)

KINDS = {k['kind']: {f['name']: f for f in k['fields']} for k in _DOC['kinds']}
BUILTIN_GUARDS = ('remedy-in-force', 'remedy-tenure', 'order-term', 'order-ceiling', 'agreement-too-long')
COMPLETE = [f['name'] for f in _DOC['kinds'][[k['kind'] for k in _DOC['kinds']].index('proportionality')]['fields']
            if f.get('required_when', '').startswith('the assessment is to be complete')]


def is_kind(kind):
    return kind in KINDS or kind.startswith('x-')

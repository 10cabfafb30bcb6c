"""A policy, joined with what it extends. It is taken to be valid."""
import os

from . import jsonread

LISTS = ('roles', 'priorities', 'categories', 'raises', 'not_asb', 'stages', 'matrices', 'plan_actions', 'remedies',
         'duties', 'guards', 'closure_reasons', 'letters', 'audiences', 'case_review', 'notes')
STATUTORY_REVIEW = {'area': 'default', 'threshold': 3,
                    'report_within': {'months': 1, 'beginning_with': True},
                    'apply_within': {'months': 6, 'beginning_with': True}}


def _key(name, item):
    return item.get('area') if name == 'case_review' else item.get('id')


def _join_list(name, base, own):
    out = list(base)
    places = {_key(name, item): i for i, item in enumerate(base) if _key(name, item) is not None}
    for item in own:
        place = places.get(_key(name, item))
        if place is None:
            out.append(item)
        else:
            out[place] = item
    return out


def join(base, own):
    out = dict(base)
    for key, value in own.items():
        if key in LISTS:
            out[key] = _join_list(key, base.get(key, []), value)
        elif key == 'lists':
            out[key] = {k: base.get(key, {}).get(k, []) + value.get(k, [])
                        for k in list(base.get(key, {})) + [k for k in value if k not in base.get(key, {})]}
        elif key == 'calendar':
            mine = dict(base.get(key, {}))
            mine.update(value)
            for days in ('closed', 'open'):
                mine[days] = base.get(key, {}).get(days, []) + value.get(days, [])
            out[key] = mine
        else:
            out[key] = value
    return out


def read_document(folder, name):
    """The policy document of that id in a folder (by file name, else by id), joined."""
    documents = {}

    def document(wanted):
        path = os.path.join(folder, wanted + '.json')
        if os.path.exists(path):
            return jsonread.load(path)
        if not documents:
            for entry in sorted(os.listdir(folder)):
                if entry.endswith('.json'):
                    doc = jsonread.load(os.path.join(folder, entry))
                    documents[doc.get('id')] = doc
        if wanted not in documents:
            raise jsonread.FileError('no such policy: ' + wanted)
        return documents[wanted]

    chain = [document(name)]
    while 'extends' in chain[-1]:
        if len(chain) > 50:
            raise jsonread.FileError('policies extend one another in a circle')
        chain.append(document(chain[-1]['extends']))
    joined = chain.pop()
    while chain:
        joined = join(joined, chain.pop())
    return joined


class Policy:
    def __init__(self, doc):
        self.doc = doc
        for name in LISTS:
            setattr(self, name, doc.get(name, []))
        self.calendar = doc.get('calendar', {})
        self.triage = doc.get('triage')
        self.lists = doc.get('lists', {})
        self.role_ids = {r['id'] for r in self.roles}
        self.priority_ids = [p['id'] for p in self.priorities]
        self.category = {c['id']: c for c in self.categories}
        self.not_asb_ids = {c['id'] for c in self.not_asb}
        self.matrix = {m['id']: m for m in self.matrices}
        self.plan_action = {a['id']: a for a in self.plan_actions}
        self.remedy = {r['id']: r for r in self.remedies}
        self.guard_ids = {g['id'] for g in self.guards}
        self.letter_ids = {l['id'] for l in self.letters}
        self.closure_reason_ids = {c['id'] for c in self.closure_reasons}

    def questions(self, matrix_id):
        return [q for s in self.matrix[matrix_id]['sections'] for q in s['questions']]

    def added_values(self, kind, field):
        return [v['id'] for v in self.lists.get(kind + '.' + field, [])]


def load(folder, name):
    return Policy(read_document(folder, name))

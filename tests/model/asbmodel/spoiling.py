"""What can be wrong (or only odd) with a record."""
import json

from .facts import as_list
from .vocabulary import KINDS

PERIODS = ({'days': -1}, {'days': 36601}, {'months': 0, 'beginning_with': True}, {'hours': 5, 'weeks': 1}, {}, {'days': '3'},
           {'days': 1.5}, {'fortnights': 1}, {'working_days': 2601}, {'hours': 3, 'skipping': ['monday']},
           {'working_days': 3, 'beginning_with': True}, {'days': None}, {'weeks': True}, 'weekly')
TIMES = ('2026-02-30', '2025-02-29', '2026-1-5', '2026-01-05T24:00', '2026-01-05T10:60', '3000-01-01', '1899-12-31',
         '2026-01-05 10:00', '2026-01-05T10:00:00.5', '2026-01-05T10:00:60', '2026-01-05T10:00+1:00', 'soon',
         '2026-03-29T01:30', '2026-01-05T10:00:00.123456Z', '2026-01-05T10:00-05:30', '2026-10-25T01:30', '')
VALUES = (None, '', 'x', 5, True, '2026-02-30', '2026-01-05', [], {}, 'c1', 'nobody', 1, 'reached')


class Spoiler:
    def __init__(self, gen, case, step, verb):
        self.gen, self.case, self.step, self.verb = gen, case, step, verb
        self.pick = gen.pick
        self._look()

    def _look(self):
        self.kind = self.step[self.verb]
        self.fields = self.step['with'] = dict(self.step.get('with', {}))
        self.known = KINDS.get(self.kind, {})

    def spoil(self):
        for _ in range(self.pick((1, 1, 1, 2))):
            self.pick(self.WAYS)(self)
            self._look()

    # -- helps

    def given(self, *types):
        """The known fields that are there, of these types or of any."""
        return [n for n in self.fields if n in self.known and (not types or self.known[n]['type'] in types)]

    def put(self, names, value):
        if names:
            self.fields[self.pick(names)] = value

    # -- ways of being wrong

    def unknown_kind(self):
        self.step[self.verb] = self.pick(('gossip', 'Report', '', 'x-visit', 'x-note', 'reports', 'x-y'))

    def x_kind(self):
        self.step[self.verb] = 'x-visit'
        self.step['with'] = {'anything': None, 'party': self.pick(('c1', 'nobody')), 'x-a': [1, 'b']}

    def drop(self):
        left = [n for n in self.given() if self.known[n]['required']]
        if left:
            del self.fields[self.pick(left)]

    def twice(self):
        for name in self.given('categories', 'seqs', 'parties', 'many', 'flag/seqs'):
            value = as_list(self.fields[name])
            if value and not isinstance(value[0], bool):
                self.fields[name] = value + [value[0]]
                return

    def null(self):
        self.put(self.given(), None)

    def type(self):
        self.put(self.given(), self.pick((5, True, 'x', [], {}, 1.5, [None], ['x', 'x'], -1, 9007199254740993)))

    def choice(self):
        self.put(self.given('one', 'many'), self.pick(('purple', '', 'PHONE', ['purple'])))

    def party(self):
        self.put(self.given('party', 'person', 'parties'), self.pick(('nobody', '', ['nobody'], ['c1', 'c1'])))

    def text(self):
        self.put(self.given('text', 'texts', 'flag/text'), self.pick(('', '   ', '\t\n', 'nul\0here', ['', 'a'], [])))

    def time(self):
        self.put(self.given('when', 'date'), self.pick(TIMES))

    def number(self):
        self.put(self.given('seq', 'flag/seqs'), self.pick((0, -1, 999, len(self.case.records) + 1, '1', [999])))
        self.put(self.given('seqs'), self.pick(([], [0], [999], 1, [1, 1], ['1'])))

    def policy_id(self):
        names = self.given('remedy', 'matrix', 'letter', 'closure-reason', 'guard', 'role', 'category')
        self.put(names, self.pick(('nothing', '', 'system', 'other')))

    def categories(self):
        self.put(self.given('categories'), self.pick(([], ['nothing'], 'noise', ['noise', 'noise'])))

    def digest(self):
        self.put(self.given('sha256'), self.pick(('abc', 'g' * 64, 'A' * 64, 'a' * 65)))

    def period(self):
        self.put(self.given('period'), self.pick(PERIODS))

    def unknown_field(self):
        self.fields[self.pick(('colour', 'zebra', 'At', 'kind', 'at', 'by', 'Ä'))] = 'x'

    def x_field(self):
        self.fields[self.pick(('x-tag', 'x-b', 'x-ä'))] = self.pick((None, 1, 'a', [], {'b': [1]}, False))

    def between(self):
        if self.kind == 'contact':
            self.fields.update({'direction': 'in', 'outcome': 'no-answer'})
        elif self.kind == 'assessment':
            self.fields['override_band'] = self.pick(('purple', 'high'))
        elif self.kind == 'legal':
            self.fields.pop('party', None)
        else:
            self.drop()

    def header(self):
        how = self.pick(('by', 'role', 'role', 'none'))
        if how == 'none':
            self.step.pop(self.pick(('by', 'role')), None)
        elif how == 'by':
            self.step['by'] = self.pick(('', '  ', '\t'))
        else:
            self.step['role'] = self.pick(('king', '', 'System', 'system'))

    def future(self):
        ahead = self.pick((1, 1000, 60000, 86400000))
        self.step['happened'] = self.gen.when_text(self.gen.clock + ahead)

    def correction(self):
        if not self.case.records:
            return
        view = self.pick(self.case.facts.views)
        names = list(KINDS.get(view.kind, {'note': 0})) + ['at', 'by', 'role', 'kind', 'colour', 'x-tag', 'seq']
        self.step[self.verb] = 'correction'
        self.step['with'] = {'of': view.seq, 'reason': 'x', 'field': self.pick(names), 'value': self.pick(VALUES)}

    def structure(self):
        if self.kind == 'assessment' and isinstance(self.fields.get('answers'), dict) and self.fields['answers']:
            self._answers()
        elif self.kind == 'plan' and isinstance(self.fields.get('actions'), list) and self.fields['actions']:
            self._actions()
        else:
            self.drop()

    def _answers(self):
        answers = self.fields['answers'] = dict(self.fields['answers'])
        question = self.pick(answers)
        how = self.pick(('gone', 'extra', ['yes', 'no'], 'purple', None, [], ['declined'], 'declined'))
        if how == 'gone':
            del answers[question]
        elif how == 'extra':
            answers['q99'] = 'yes'
        else:
            answers[question] = how

    def _actions(self):
        actions = self.fields['actions'] = json.loads(json.dumps(self.fields['actions']))
        how = self.pick(('twice', 'no id', 'none', 'colour', 'due', 'every', 'by', 'action', 'params', 'detail', 'x-colour'))
        if how == 'twice':
            actions.append(actions[0])
        elif how == 'no id':
            actions[0].pop('id')
        elif how == 'none':
            self.fields['actions'] = []
        else:
            actions[0][how] = self.pick(('x', 5, None, '2026-02-30', {'days': -1}))

    WAYS = (unknown_kind, x_kind, drop, drop, twice, null, null, type, type, choice, choice, party, text, time, time, number,
            number, policy_id, policy_id, categories, digest, period, unknown_field, x_field, between, header, future,
            correction, correction, structure, structure)

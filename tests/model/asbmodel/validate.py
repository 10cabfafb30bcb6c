"""Is a record well formed? Which field is the first that is not?"""
import re

from .facts import as_list
from .instants import parse_date, parse_when
from .periods import is_period, is_whole
from .vocabulary import BUILTIN_GUARDS, KINDS

GREATEST = 9007199254740991
PLAN_BY = ('landlord', 'complainant', 'perpetrator', 'agency')


def is_string(value):
    """A string without U+0000 and lone surrogates."""
    return isinstance(value, str) and '\0' not in value and not any('\ud800' <= c <= '\udfff' for c in value)


def is_text(value):
    return is_string(value) and value.strip(' \t\r\n') != ''


def is_texts(value):
    return is_text(value) or (isinstance(value, list) and all(is_text(v) for v in value))


def is_number(value):
    return is_whole(value) and 0 <= value <= GREATEST


def no_repeats(values):
    return all(v not in values[:i] for i, v in enumerate(values))


class Check:
    """The types of the vocabulary, for one record at one place in a case.

    `facts` are those before a new record, or those now where a corrected record is read again;
    `before` is the greatest number that counts as that of an earlier record.
    """

    def __init__(self, facts, kind, fields, before):
        self.facts, self.policy = facts, facts.policy
        self.kind, self.fields, self.before = kind, fields, before

    def choices(self, field):
        return field.get('choices', []) + self.policy.added_values(self.kind, field['name'])

    def is_of_type(self, value, field):
        name = field['type'].replace('-', '_').replace('/', '_or_')
        return getattr(self, 'is_' + name)(value, field)

    # -- types of the vocabulary

    def is_text(self, v, _):
        return is_text(v)

    def is_texts(self, v, _):
        return is_texts(v)

    def is_flag(self, v, _):
        return isinstance(v, bool)

    def is_flag_or_text(self, v, _):
        return isinstance(v, bool) or is_text(v)

    def is_flag_or_seqs(self, v, _):
        if isinstance(v, bool):
            return True
        return all(self.is_seq(s, None) for s in as_list(v)) and (not isinstance(v, list) or no_repeats(v))

    def is_number(self, v, _):
        return is_number(v)

    def is_sha256(self, v, _):
        return isinstance(v, str) and re.fullmatch('[0-9a-fA-F]{64}', v) is not None

    def is_one(self, v, field):
        return isinstance(v, str) and v in self.choices(field)

    def is_many(self, v, field):
        return all(self.is_one(each, field) for each in as_list(v)) and (not isinstance(v, list) or no_repeats(v))

    def is_date(self, v, _):
        return parse_date(v) is not None

    def is_when(self, v, _):
        return parse_when(v) is not None

    def is_period(self, v, _):
        return is_period(v)

    def is_party(self, v, _):
        return isinstance(v, str) and v in self.facts.parties

    def is_parties(self, v, _):
        return isinstance(v, list) and all(self.is_party(p, None) for p in v) and no_repeats(v)

    def is_person(self, v, _):
        return is_text(v)

    def is_new_party(self, v, _):
        return is_text(v)

    def is_role(self, v, _):
        return isinstance(v, str) and v in self.policy.role_ids

    def is_remedy(self, v, _):
        return isinstance(v, str) and v in self.policy.remedy

    def is_matrix(self, v, _):
        return isinstance(v, str) and v in self.policy.matrix

    def is_letter(self, v, _):
        return isinstance(v, str) and v in self.policy.letter_ids

    def is_closure_reason(self, v, _):
        return isinstance(v, str) and v in self.policy.closure_reason_ids

    def is_guard(self, v, _):
        return isinstance(v, str) and (v in self.policy.guard_ids or v in BUILTIN_GUARDS)

    def is_area(self, v, _):
        return is_text(v)

    def is_category(self, v, _):
        return isinstance(v, str) and (v in self.policy.category or v in self.policy.not_asb_ids)

    def is_categories(self, v, _):
        return (isinstance(v, list) and v != [] and no_repeats(v)
                and all(isinstance(c, str) and c in self.policy.category for c in v))

    def is_seq(self, v, _):
        return is_whole(v) and 1 <= v <= self.before

    def is_seqs(self, v, _):
        return isinstance(v, list) and v != [] and all(self.is_seq(s, None) for s in v)

    def is_triage_answers(self, v, _):
        if self.policy.triage is None or not isinstance(v, dict):
            return False
        return (set(v) == {q['id'] for q in self.policy.triage['questions']}
                and all(isinstance(a, str) and a in ('yes', 'no') for a in v.values()))

    def is_answers(self, v, _):
        if not isinstance(v, dict):
            return False
        if not self.is_matrix(self.fields.get('matrix'), None):
            return True
        questions = {q['id']: q for q in self.policy.questions(self.fields['matrix'])}
        return set(v) == set(questions) and all(is_answer(a, questions[q]) for q, a in v.items())

    def is_details(self, v, _):
        if not isinstance(v, dict):
            return False
        if not self.is_matrix(self.fields.get('matrix'), None):
            return True
        questions = {q['id'] for q in self.policy.questions(self.fields['matrix'])}
        return all(q in questions and is_text(text) for q, text in v.items())

    def is_actions(self, v, _):
        return (isinstance(v, list) and v != [] and all(self._is_action(a) for a in v)
                and no_repeats([a['id'] for a in v]))

    def _is_action(self, a):
        if not isinstance(a, dict) or not all(k in a for k in ('id', 'by', 'action')):
            return False
        judges = {'id': is_text, 'by': lambda v: isinstance(v, str) and v in PLAN_BY, 'detail': is_text,
                  'action': lambda v: isinstance(v, str) and (v == 'other' or v in self.policy.plan_action),
                  'due': lambda v: parse_when(v) is not None, 'every': is_period,
                  'params': lambda v: isinstance(v, dict)}
        return all(judges[k](v) if k in judges else k.startswith('x-') for k, v in a.items())

    def is_alternatives(self, v, _):
        return isinstance(v, list) and all(self._is_alternative(a) for a in v)

    def _is_alternative(self, a):
        if not isinstance(a, dict) or not self.is_remedy(a.get('remedy'), None):
            return False
        return all(k == 'remedy' or (k in ('outcome', 'why') and is_text(v)) for k, v in a.items())

    def is_scores(self, v, _):
        return isinstance(v, dict) and all(is_number(n) for n in v.values())

    def is_value(self, v, _):
        return True

    # -- the whole record

    def wrong_fields(self, own=None):
        """The fields that are wrong by themselves, in order. `own`: the number of a record read again."""
        known = KINDS.get(self.kind)
        if known is None:
            return []
        wrong = []
        for name, field in known.items():
            if name not in self.fields:
                if field['required'] or (name == 'as' and not self._is_known_party(own)):
                    wrong.append(name)
            elif not self.is_of_type(self.fields[name], field):
                wrong.append(name)
        unknown = [n for n in self.fields if n not in known and not n.startswith('x-')]
        return wrong + sorted(unknown, key=lambda n: n.encode('utf-8', 'surrogatepass'))

    def _is_known_party(self, own):
        """Has an earlier record told of the party?"""
        party = self.fields.get('party')
        return any(v.kind == 'party' and v.party == party and (own is None or v.seq < own)
                   for v in self.facts.views) if isinstance(party, str) else False

    def wrong_between(self):
        """The fields that are wrong by the rules between fields, in order."""
        judge = getattr(self, '_between_' + self.kind.replace('-', '_'), None)
        return judge() if judge else []

    def _between_assessment(self):
        f, wrong = self.fields, []
        if 'override_band' in f:
            bands = [b['id'] for b in self.policy.matrix[f['matrix']]['bands']]
            if f['override_band'] not in bands:
                wrong.append('override_band')
            if 'override_reason' not in f:
                wrong.append('override_reason')
        return wrong

    def _between_legal(self):
        remedy = self.policy.remedy[self.fields['remedy']]
        return ['party'] if 'party' not in self.fields and remedy.get('area') is not True else []

    def _between_contact(self):
        return ['outcome'] if self.fields.get('direction') == 'in' and self.fields['outcome'] != 'reached' else []

    def _between_action(self):
        plan = self.facts.view(self.fields['plan'])
        if plan is None or plan.kind != 'plan':
            return ['plan']
        ids = [a['id'] for a in plan.f.get('actions', [])]
        return [] if self.fields['action'] in ids else ['action']

    def _between_erasure(self):
        return [] if 'of' in self.fields or 'party' in self.fields else ['of']

    def _between_correction(self):
        target = self.facts.view(self.fields['of'])
        name = self.fields['field']
        wrong = []
        if target.kind in ('correction', 'erasure') or target.erased:
            wrong.append('of')
        if not (name == 'note' or name.startswith('x-') or name in KINDS.get(target.kind, {})):
            wrong.append('field')
        if not wrong and not self._reads_well(target, name):
            wrong.append('value')
        return wrong

    def _reads_well(self, target, name):
        fields = dict(target.f)
        fields[name] = self.fields['value']
        again = Check(self.facts, target.kind, fields, target.seq - 1)
        return not again.wrong_fields(target.seq) and not again.wrong_between()


def is_answer(answer, question):
    if answer == 'declined':
        return True
    options = {o['id']: o for o in question['options']}
    chosen = as_list(answer)
    if not all(isinstance(c, str) and c in options for c in chosen) or not no_repeats(chosen):
        return False
    if question['select'] == 'one':
        return len(chosen) == 1
    return len(chosen) <= 1 or not any(options[c].get('exclusive') is True for c in chosen)


def wrong(facts, kind, at, recorded, by, role, fields):
    """All the fields that are wrong, the first first. `at` None: no instant."""
    if not is_string(kind) or not (kind in KINDS or kind.startswith('x-')):
        return ['kind']
    out = []
    first = not facts.views
    if first and kind not in ('report', 'tenancy'):
        out.append('kind')
    if kind == 'opening' and not first and facts.views[0].kind == 'tenancy':
        out.append('kind')
    if at is None or at > recorded:
        out.append('at')
    if not is_text(by):
        out.append('by')
    if not (isinstance(role, str) and (role == 'system' or role in facts.policy.role_ids)):
        out.append('role')
    check = Check(facts, kind, fields, len(facts.views))
    out += check.wrong_fields()
    return out or check.wrong_between()

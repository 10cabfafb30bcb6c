"""New versions of a policy at random: what a landlord might change, each in one function of (random, document, kinds of record that there are), which gives nothing. Those in
MODEL the model can fold too; EVERYTHING has besides what takes away names that records use, of which only the library says what it means.
"""
import copy

UNITS = ('working_days', 'days', 'weeks', 'months', 'hours')


# ---- pieces

def periods_of(value):
    """Every period in a document."""
    if isinstance(value, dict):
        if any(isinstance(value.get(unit), int) for unit in UNITS):
            yield value
        for inner in value.values():
            yield from periods_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from periods_of(inner)


def ids(document, key):
    return [one['id'] for one in document.get(key, [])]


def condition(r, document, kinds):
    """About the case, of those things that policies may see otherwise; or about its records."""
    groups = [c['group'] for c in document['categories'] if 'group' in c]
    bands = [b['id'] for m in document.get('matrices', []) for b in m['bands']]
    makers = [lambda: {'has': r.choice(kinds)}, lambda: {'case': {'hate': r.random() < 0.5}}, lambda: {'case': {'any_vulnerable': True}},
              lambda: {'case': {'priority': r.choice(ids(document, 'priorities'))}}, lambda: {'case': {'category': r.choice(ids(document, 'categories'))}},
              lambda: {'case': {'state': r.choice(['open', 'closed', 'enquiry'])}}, lambda: {'case': {'risk_reduced': True}}]
    if document.get('stages'):
        makers.append(lambda: {'case': {'stage': r.choice(ids(document, 'stages'))}})
    if groups:
        makers.append(lambda: {'case': {'group': r.choice(groups)}})
    if bands:
        makers += [lambda: {'case': {'band': r.choice(bands)}}, lambda: {'has': {'kind': 'assessment', 'where': assessed(r, bands)}}]
    if document.get('triage'):
        makers.append(lambda: {'has': {'kind': 'triage', 'where': r.choice([{'triage.passed': True}, {'triage.score': r.randrange(4)}])}})
    one = r.choice(makers)()
    return {'not': one} if r.random() < 0.3 else one


def assessed(r, bands):
    return r.choice([{'assessment.band': r.choice(bands)}, {'assessment.score': r.randrange(8)}, {'assessment.partial': True}])


def pattern(r, document, kinds):
    bands = [b['id'] for m in document.get('matrices', []) for b in m['bands']]
    kind = r.choice(kinds)
    if kind == 'assessment' and bands and r.random() < 0.7:
        return {'kind': kind, 'where': assessed(r, bands)}
    return kind


def period(r):
    return r.choice([{'working_days': r.randint(1, 9)}, {'days': r.randint(1, 30)}, {'hours': r.randint(1, 90)}, {'weeks': r.randint(1, 4)}])


def new_id(r):
    return 'new-%d' % r.randrange(10 ** 6)


def move(r, document, key):
    items = document.get(key, [])
    if items:
        items.insert(r.randrange(len(items)), items.pop(r.randrange(len(items))))


def some(r, document, key):
    return r.choice(document[key]) if document.get(key) else None


# ---- duties

def duty_more(r, document, kinds):
    duty = {'id': new_id(r), 'clause': 'Z.1', 'label': 'New', 'owner': 'case-owner', 'starts': [pattern(r, document, kinds) for _ in range(r.randint(1, 2))],
            'done': [pattern(r, document, kinds)], 'within': [{'period': period(r)}]}
    if r.random() < 0.5:
        duty['within'].insert(0, {'when': condition(r, document, kinds), 'period': period(r)})
    if r.random() < 0.5:
        duty['while'] = condition(r, document, kinds)
    if r.random() < 0.4:
        duty['repeats'] = True
        if r.random() < 0.5:
            duty['agreed'] = True
    if r.random() < 0.3:
        duty['cancels'] = [pattern(r, document, kinds)]
    if r.random() < 0.3:
        duty['restarts'] = True
    if r.random() < 0.3:
        duty['subject'] = {'party_as': ['complainant']}
    document['duties'].insert(r.randrange(len(document['duties']) + 1), duty)


def duty_fewer(r, document, kinds):
    document['duties'].remove(r.choice(document['duties']))


def duty_moved(r, document, kinds):
    move(r, document, 'duties')


def duty_condition(r, document, kinds):
    duty = r.choice(document['duties'])
    key = r.choice(['while', 'starts_if'])
    if key in duty and r.random() < 0.6:
        duty[key] = {'not': duty[key]}
    else:
        duty[key] = condition(r, document, kinds)


def duty_words(r, document, kinds):
    duty = r.choice(document['duties'])
    duty.update({'label': 'Said otherwise', 'clause': 'Y.%d' % r.randrange(9), 'x-why': 'None'})
    if r.random() < 0.5:
        duty['owner'] = [r.choice(ids(document, 'roles'))]


def duty_agreed(r, document, kinds):
    duty = r.choice([d for d in document['duties'] if d.get('repeats')] or document['duties'])
    duty['agreed'] = not duty.get('agreed', False)


def some_periods(r, document, kinds):
    for one in periods_of(document['duties']):
        if r.random() < 0.3:
            unit = next(u for u in UNITS if u in one)
            one[unit] = max(1, one[unit] + r.choice([-3, -2, -1, 1, 2, 5]))


# ---- guards

def guard_more(r, document, kinds):
    require = condition(r, document, kinds) if r.random() < 0.6 else {'actor': {'role': [r.choice(ids(document, 'roles'))]}}
    guards = document.setdefault('guards', [])
    guards.insert(r.randrange(len(guards) + 1), {'id': new_id(r), 'clause': 'Z.2', 'on': pattern(r, document, kinds), 'require': require, 'message': 'No.'})


def guard_fewer(r, document, kinds):
    document['guards'].remove(r.choice(document['guards']))


def guard_moved(r, document, kinds):
    move(r, document, 'guards')


def guard_condition(r, document, kinds):
    guard = r.choice(document['guards'])
    guard['require'] = {'not': guard['require']}


def guard_severity(r, document, kinds):
    guard = r.choice(document['guards'])
    guard['severity'] = 'refuse' if guard.get('severity') == 'warn' else 'warn'


def guard_words(r, document, kinds):
    r.choice(document['guards']).update({'message': 'Said otherwise.', 'clause': 'Y.2'})


# ---- what facts depend on

def category_more(r, document, kinds):
    document['categories'].insert(r.randrange(len(document['categories']) + 1),
                                  {'id': new_id(r), 'label': 'New', 'clause': 'Z.3', 'priority': r.choice(ids(document, 'priorities'))})


def category_otherwise(r, document, kinds):
    category = r.choice(document['categories'])
    key = r.choice(['priority', 'hate', 'group', 'label'])
    category[key] = {'priority': r.choice(ids(document, 'priorities')), 'hate': not category.get('hate', False), 'group': r.choice(['asb', 'new-group']),
                     'label': 'Said otherwise'}[key]


def category_moved(r, document, kinds):
    move(r, document, 'categories')


def category_fewer(r, document, kinds):
    document['categories'].remove(r.choice(document['categories']))


def option_weight(r, document, kinds):
    matrix = some(r, document, 'matrices')
    question = r.choice(r.choice(matrix['sections'])['questions'])
    r.choice(question['options'])['weight'] += r.choice([-1, 1, 2])


def band_begins(r, document, kinds):
    band = r.choice(some(r, document, 'matrices')['bands'][:-1])
    band['from'] += r.choice([-1, 1])


def option_more(r, document, kinds):
    question = r.choice(r.choice(some(r, document, 'matrices')['sections'])['questions'])
    question['options'].insert(0, {'id': new_id(r), 'label': 'New', 'weight': r.randint(0, 3)})


def option_fewer(r, document, kinds):
    question = r.choice(r.choice(some(r, document, 'matrices')['sections'])['questions'])
    question['options'].remove(r.choice(question['options']))


def question_more(r, document, kinds):
    questions = r.choice(some(r, document, 'matrices')['sections'])['questions']
    other = copy.deepcopy(r.choice(questions))
    other['id'] = new_id(r)
    questions.insert(r.randrange(len(questions) + 1), other)


def question_fewer(r, document, kinds):
    questions = r.choice(some(r, document, 'matrices')['sections'])['questions']
    questions.remove(r.choice(questions))


def triage_threshold(r, document, kinds):
    document['triage']['threshold'] = r.randint(1, len(document['triage']['questions']))


def triage_question(r, document, kinds):
    questions = document['triage']['questions']
    if r.random() < 0.5:
        questions.append({'id': new_id(r), 'text': 'New?'})
    else:
        questions.remove(r.choice(questions))


def raise_more(r, document, kinds):
    raises = document.setdefault('raises', [])
    raises.insert(r.randrange(len(raises) + 1),
                  {'id': new_id(r), 'clause': 'Z.4', 'priority': r.choice(ids(document, 'priorities')), 'when': condition(r, document, kinds)})


def raise_fewer(r, document, kinds):
    document['raises'].remove(r.choice(document['raises']))


def stage_more(r, document, kinds):
    stages = document.setdefault('stages', [])
    stages.insert(r.randrange(len(stages) + 1), {'id': new_id(r), 'clause': 'Z.5', 'label': 'New', 'when': condition(r, document, kinds)})


def stage_condition(r, document, kinds):
    stage = some(r, document, 'stages')
    stage['when'] = {'not': stage['when']} if r.random() < 0.5 else condition(r, document, kinds)


def stage_moved(r, document, kinds):
    move(r, document, 'stages')


def remedy_otherwise(r, document, kinds):
    remedy = some(r, document, 'remedies')
    key = r.choice(['legal', 'term', 'from', 'label', 'until'])
    remedy[key] = {'legal': not remedy['legal'], 'term': {'months': r.randint(1, 12)}, 'from': '2024-01-01', 'until': '2026-03-01', 'label': 'Said otherwise'}[key]


def remedy_fewer(r, document, kinds):
    document['remedies'].remove(r.choice(document['remedies']))


def remedy_more(r, document, kinds):
    document['remedies'].insert(0, {'id': new_id(r), 'label': 'New', 'clause': 'Z.6', 'legal': False})


def action_standing(r, document, kinds):
    action = some(r, document, 'plan_actions')
    action['standing'] = not action.get('standing', False)


def action_more(r, document, kinds):
    document['plan_actions'].append({'id': new_id(r), 'by': 'landlord', 'text': 'New', 'clause': 'Z.7'})


def role_more(r, document, kinds):
    document['roles'].insert(0, {'id': new_id(r), 'label': 'New'})


def words_only(r, document, kinds):
    for key in ('priorities', 'stages', 'roles', 'categories'):
        for one in document.get(key, []):
            one['label'] = 'Said otherwise'
    document['x-note'] = 'None'


def priority_more(r, document, kinds):
    document['priorities'].insert(r.randrange(len(document['priorities']) + 1), {'id': new_id(r), 'label': 'New'})


def day_closed(r, document, kinds):
    calendar = document.setdefault('calendar', {})
    calendar['closed'] = calendar.get('closed', []) + ['2026-0%d-1%d' % (r.randint(1, 9), r.randrange(10))]


COMMON = [duty_more] * 4 + [duty_fewer, duty_moved] * 2 + [duty_condition] * 3 + [guard_more, category_otherwise, option_weight, raise_more] * 2 + \
    [duty_words, duty_agreed, guard_fewer, guard_moved, guard_condition, guard_severity, guard_words, category_more, category_moved, band_begins, option_more,
     triage_threshold, raise_fewer, stage_more, stage_condition, stage_moved, action_more, role_more, words_only, priority_more]
MODEL = COMMON + [some_periods] * 8
EVERYTHING = COMMON + [some_periods] * 2 + [remedy_otherwise] * 2 + \
    [category_fewer, option_fewer, question_more, question_fewer, triage_question, remedy_fewer, remedy_more, action_standing, day_closed]


def change(r, document, kinds, is_valid, among):
    """A copy that is another version, and differs in some things or in none; what these are."""
    out, done = {**copy.deepcopy(document), 'version': 'mutated'}, []
    for one in r.choices(among, k=r.choice([0, 1, 1, 1, 2, 3, 5])):
        tried = copy.deepcopy(out)
        try:
            one(r, tried, kinds)
        except (TypeError, KeyError, IndexError):  # the policy has nothing of that kind
            continue
        if is_valid(tried):
            out = tried
            done.append(one.__name__)
    return out, done


def enrich(r, document, kinds, is_valid):
    """The same with more that reads what policies may see otherwise: so what is shared is more often wrong where it should not have been."""
    out = document
    for one in [guard_more] * 6 + [duty_more] * 3 + [raise_more, stage_more]:
        tried = copy.deepcopy(out)
        one(r, tried, kinds)
        out = tried if is_valid(tried) else out
    return out


def apart(document):
    """The same, with a remark on which nothing hangs, and under which a rehearsal shares nothing."""
    out = copy.deepcopy(document)
    out['case_review'] = [{**one, 'x-remark': 'None'} for one in out['case_review']]
    return out

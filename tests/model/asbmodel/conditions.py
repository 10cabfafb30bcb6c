"""Patterns and conditions."""
from .facts import as_list
from .instants import instant_of
from .periods import end_of, has_ended


class Context:
    """What a condition is asked about: facts, the time, the party in question, the record and its actor."""

    def __init__(self, facts, now, same=None, record=None, tried=False):
        self.facts, self.now, self.same, self.record, self.tried = facts, now, same, record, tried

    def about(self, party):
        return Context(self.facts, self.now, party, self.record, self.tried)


# -- values

def equal(a, b):
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    return type(a) is type(b) and a == b


def contains(value, wanted):
    """Is one of the wanted values that of the field, or in it?"""
    return any(equal(v, w) for v in as_list(value) for w in as_list(wanted))


def value_matches(value, wanted, ctx):
    """`value` None: absent."""
    if isinstance(wanted, dict):
        if 'not' in wanted:
            return value is None or not contains(value, wanted['not'])
        if 'present' in wanted:
            return (value is not None) is wanted['present']
        return value is not None and any(_names_match(v, wanted['is'], ctx) for v in as_list(value))
    return value is not None and contains(value, wanted)


def _names_match(seq, pattern, ctx):
    if isinstance(seq, bool) or not isinstance(seq, int):
        return False
    view = ctx.facts.view(seq)
    return view is not None and matches(pattern, view, ctx)


def field(view, name, facts):
    """The value of a field, also of those that are derived; None where absent."""
    if '.' not in name:
        return _present(view.f, name)
    kind, derived = name.split('.')
    if kind == 'remedy':
        remedy = facts.policy.remedy.get(view.f.get('remedy'))
        return remedy['legal'] if remedy and view.kind in ('intervention', 'legal') else None
    if kind != view.kind or view.erased:
        return None
    if kind == 'assessment':
        return getattr(facts.assessed(view), derived)
    if kind == 'triage':
        score = list(view.f['answers'].values()).count('yes')
        return score if derived == 'score' else score >= facts.policy.triage['threshold']
    if kind == 'plan':
        return facts.plan_is_complete(view)
    return None


class _Null:
    """The null that an x- field may hold: present, and equal to nothing else."""


_NULL = _Null()


def _present(fields, name):
    if name not in fields:
        return None
    return _NULL if fields[name] is None else fields[name]


# -- patterns

def matches(pattern, view, ctx, tried=False):
    """Does the record match? `tried`: it is the one being tried, and not among the facts."""
    if isinstance(pattern, str):
        pattern = {'kind': pattern}
    facts = ctx.facts
    if view.kind not in as_list(pattern['kind']):
        return False
    if view.kind == 'finding':
        if tried:
            if view.f.get('holds', True) is False:
                return False
        elif not facts.finding_holds(view):
            return False
    for name, wanted in pattern.get('where', {}).items():
        if not value_matches(field(view, name, facts), wanted, ctx):
            return False
    if 'party_as' in pattern:
        party = facts.parties.get(view.party)
        if party is None or not party.is_one_of(as_list(pattern['party_as'])):
            return False
    if pattern.get('party') == 'same' and (ctx.same is None or view.party != ctx.same):
        return False
    return 'role' not in pattern or view.role in as_list(pattern['role'])


def all_matches(pattern, ctx):
    return [v for v in ctx.facts.views if matches(pattern, v, ctx)]


def last_match(pattern, ctx):
    found = all_matches(pattern, ctx)
    return found[-1] if found else None


# -- conditions

def in_range(n, cond):
    least = cond.get('at_least', 0 if 'at_most' in cond else 1)
    return least <= n and ('at_most' not in cond or n <= cond['at_most'])


def holds(cond, ctx):
    for name, judge in FORMS:
        if name in cond:
            return judge(cond, ctx)
    raise ValueError('no condition: %r' % (cond,))


def _every_party(cond, ctx):
    people = ctx.facts.with_parts(as_list(cond['every_party']))
    found = all_matches(cond['has'], ctx)
    return bool(people) and all(any(v.party == p.id for v in found) for p in people)


def _has(cond, ctx):
    found = all_matches(cond['has'], ctx)
    if 'since' in cond:
        since = last_match(cond['since'], ctx)
        found = [v for v in found if since is None or v.seq > since.seq]
    if 'within' in cond:
        found = [v for v in found if not has_ended(end_of(cond['within'], v.at, ctx.facts.cal), ctx.now)]
    return in_range(len(found), cond)


def _latest(cond, ctx):
    view = last_match(cond['latest'], ctx)
    return view is not None and _has_values(view, cond['is'], ctx)


def _has_values(view, wanted, ctx):
    return all(value_matches(field(view, n, ctx.facts), w, ctx) for n, w in wanted.items())


def _after(cond, ctx):
    first, second = (last_match(p, ctx) for p in cond['after'])
    return first is not None and (second is None or first.seq > second.seq)


def _elapsed(cond, ctx):
    times = [v.at for p in cond['since'] for v in all_matches(p, ctx)]
    if not times and cond.get('or_start') and ctx.facts.views:
        times = [ctx.facts.views[0].at]
    return bool(times) and has_ended(end_of(cond['elapsed'], max(times), ctx.facts.cal), ctx.now)


def _people(of, ctx):
    """The parties that `of` means: the one in question, if recorded, or all that have a part."""
    if of == 'same':
        return [ctx.facts.parties[ctx.same]] if ctx.same in ctx.facts.parties else []
    return ctx.facts.with_parts(as_list(of))


def _consent(cond, ctx):
    people = _people(cond['of'], ctx)
    return bool(people) and all(ctx.facts.consents(p.id, cond['consent'], ctx.now) for p in people)


def _party(cond, ctx):
    people = _people(cond['of'], ctx)
    fit = [all(value_matches(_present(p.facts, n), w, ctx) for n, w in cond['party'].items()) for p in people]
    return bool(fit) and (all(fit) if cond.get('every') else any(fit))


def _case(cond, ctx):
    for name, wanted in cond['case'].items():
        value = ctx.facts.attribute(name)
        if not value_matches(None if value == [] else value, wanted, ctx):
            return False
    return True


def _approved(cond, ctx):
    view = last_match(cond['approved'], ctx)
    return view is not None and ctx.facts.approval_of(view, cond.get('by')) is not None


def _plan(cond, ctx):
    if cond['plan'] == 'exists':
        return bool(ctx.facts.of_kind('plan'))
    return ctx.facts.plans_complete()


def _proportionality(cond, ctx):
    facts, wanted, roles = ctx.facts, cond['proportionality'], cond.get('by')
    if ctx.tried:
        view = facts.last_proportionality(ctx.record.party, ctx.record.f.get('remedy'))
    else:
        view = facts.last_proportionality()
    if view is None or wanted == 'recorded':
        return view is not None
    complete = facts.proportionality_is_complete(view)
    if wanted == 'complete':
        return complete
    approved = facts.approval_of(view, roles) is not None
    if wanted == 'approved':
        return approved
    return (complete and approved and view.f['outcome'] == 'proportionate'
            and not facts.proportionality_is_stale(view, ctx.now, roles))


def _qualifying(cond, ctx):
    return any(n >= cond['qualifying_reports'] for n in ctx.facts.qualifying_reports(ctx.now).values())


FORMS = [
    ('all', lambda c, x: all(holds(each, x) for each in c['all'])),
    ('any', lambda c, x: any(holds(each, x) for each in c['any'])),
    ('not', lambda c, x: not holds(c['not'], x)),
    ('every_party', _every_party), ('has', _has), ('latest', _latest), ('after', _after), ('elapsed', _elapsed),
    ('parties', lambda c, x: in_range(len(x.facts.with_parts(as_list(c['parties']))), c)),
    ('consent', _consent), ('party', _party), ('case', _case),
    ('record', lambda c, x: _has_values(x.record, c['record'], x)),
    ('actor', lambda c, x: x.record.role in as_list(c['actor']['role'])),
    ('approved', _approved), ('plan', _plan), ('proportionality', _proportionality), ('qualifying_reports', _qualifying),
]

"""May this record be added now? The policy's guards and the built-in ones."""
from .conditions import Context, holds, matches
from .duties import period_of
from .instants import local_date, parse_date, parse_when
from .periods import end_of, has_ended, last_moment
from .vocabulary import BUILTIN_GUARDS

BEGINNING = {'legal': ('considered', 'advice-sought', 'warned', 'notice-served', 'applied'),
             'intervention': ('considered', 'offered', 'issued')}


class Decision:
    def __init__(self):
        self.refused, self.warned, self.deviations = [], [], []


def decide(facts, fold, view, now):
    """The decision about a well-formed record that is not yet among the facts."""
    out = Decision()
    for name, judge, severe in BUILTIN:
        if not judge(facts, fold, view):
            (out.refused if severe else out.warned).append(name)
    ctx = Context(facts, now, view.party, view, tried=True)
    for guard in facts.policy.guards:
        if not matches(guard['on'], view, ctx, tried=True) or holds(guard['require'], ctx):
            continue
        if guard.get('severity') == 'warn':
            out.warned.append(guard['id'])
        elif _is_deviated_from(facts, guard):
            out.deviations.append(guard['id'])
        else:
            out.refused.append(guard['id'])
    return out


def _is_deviated_from(facts, guard):
    return any(v.f.get('rule') == guard['id'] and v.f.get('agreed_with') in guard.get('override', [])
               for v in facts.of_kind('deviation'))


def _remedy(facts, view):
    return facts.policy.remedy[view.f['remedy']] if view.kind in BEGINNING else None


def _in_force(remedy, at):
    day = local_date(at)
    begins, ends = parse_date(remedy.get('from')), parse_date(remedy.get('until'))
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def remedy_in_force(facts, fold, view):
    remedy = _remedy(facts, view)
    if remedy is None or _in_force(remedy, view.at):
        return True
    if view.f['status'] in BEGINNING[view.kind]:
        return False
    return any(v.f.get('remedy') == view.f['remedy'] and v.party == view.party and _in_force(remedy, v.at)
               for v in facts.of_kind(view.kind))


def remedy_tenure(facts, fold, view):
    remedy = _remedy(facts, view)
    if remedy is None or 'tenures' not in remedy or view.party not in facts.parties:
        return True
    tenure = facts.parties[view.party].facts.get('tenure', 'unknown')
    return tenure == 'unknown' or tenure in remedy['tenures']


def order_term(facts, fold, view):
    remedy = _remedy(facts, view)
    if view.kind != 'legal' or 'term' not in remedy or 'starts' not in view.f or 'expires' not in view.f:
        return True
    end = end_of(remedy['term'], parse_when(view.f['starts']), facts.cal)
    return not has_ended(end, parse_when(view.f['expires']))


def order_ceiling(facts, fold, view):
    remedy = _remedy(facts, view)
    if view.kind != 'legal' or 'ceiling' not in remedy or view.f['status'] != 'extended' or 'expires' not in view.f:
        return True
    for v in facts.of_kind('legal'):
        if v.f.get('status') == 'granted' and v.f['remedy'] == view.f['remedy'] and v.party == view.party:
            starts = parse_when(v.f['starts']) if 'starts' in v.f else v.at
            return not has_ended(end_of(remedy['ceiling'], starts, facts.cal), parse_when(view.f['expires']))
    return True


def agreement_too_long(facts, fold, view):
    if view.kind != 'contact-agreement' or 'every' not in view.f:
        return True
    for rule in facts.policy.duties:
        if not rule.get('agreed'):
            continue
        subject = view.party if 'subject' in rule else None
        slot = fold.slot(rule['id'], subject)
        if slot is None or slot.open is None:
            continue
        entries = rule['repeats'] if isinstance(rule.get('repeats'), list) else rule.get('within', [])
        period = period_of(entries, Context(facts, facts.last.recorded, subject))
        if period is not None and (last_moment(end_of(view.f['every'], view.at, facts.cal))
                                   > last_moment(end_of(period, view.at, facts.cal))):
            return False
    return True


BUILTIN = list(zip(BUILTIN_GUARDS,
                   (remedy_in_force, remedy_tenure, order_term, order_ceiling, agreement_too_long),
                   (True, False, False, True, True)))

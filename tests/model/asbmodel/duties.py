"""Duties, worked forward record by record.

A slot is the place of a rule for one subject; it has one open instance at most, or waits for its `while`.
"""
from . import periods
from .conditions import Context, holds, matches
from .facts import as_list
from .instants import date_text, is_date, local_date, local_text, parse_when, when_text
from .periods import end_of, has_ended, last_moment


class Instance:
    def __init__(self, duty, party, subject, clause, view):
        self.duty, self.party, self.subject, self.clause = duty, party, subject, clause
        self.begun_by, self.begun_kind, self.begins = view.seq, view.kind, view.at
        self.counted_from = view.at     # what the period is counted from
        self.period = None              # the period last compared with
        self.agreed_in = None
        self.due = None
        self.opens = None
        self.ended = None               # met, met-late or lapsed
        self.ended_by = None
        self.moves = []                 # texts for the explanation
        self.first_due_of = None        # the value of the field that the date goes by, where there is one
        self.rule = None
        self.owner = 'case-owner'       # of a rule: its roles; of an action that is not ours: the word in `by`

    def state(self, now):
        if self.ended:
            return self.ended
        return 'overdue' if self.due is not None and has_ended(self.due, now) else 'open'

    def end(self, how, view):
        self.ended, self.ended_by = how, view.seq

    def discharge(self, view):
        late = self.due is not None and has_ended(self.due, view.at)
        self.end('met-late' if late else 'met', view)

    def move(self, due, view, why='moved'):
        if due != self.due:
            self.moves.append('%s from %s to %s (record %d, %s)' % (
                why, local_text(self.due) if self.due is not None else 'no date',
                local_text(due) if due is not None else 'no date', view.seq, view.kind))
            self.due = due

    def rework(self, period, view, cal):
        """The period under the facts that now hold, against the one last compared with."""
        old, self.period = self.period, period
        if period is None or period == old:
            return
        end = end_of(period, self.begins, cal)
        if old is not None and last_moment(end) >= last_moment(end_of(old, self.begins, cal)):
            return
        if self.first_due_of is not None and self.rule is not None:
            candidate = end_of(period, self.counted_from, cal)
        else:
            candidate = end_of(period, view.at, cal)
        if self.due is None or last_moment(candidate) < last_moment(self.due):
            self.move(candidate, view)
        else:
            self.moves.append('not moved by record %d' % view.seq)


class Slot:
    def __init__(self, subject, first):
        self.subject, self.first = subject, first   # first: the record that first started it
        self.open = None
        self.waiting = False
        self.discharged = False                     # is anything of this row discharged?
        self.anchor = first.seq                     # the record that holds the field of an anchored duty
        self.party = self.clause = self.by = None   # of an action of a plan

    @property
    def is_over(self):
        return self.open is None and not self.waiting


def period_of(entries, ctx):
    """The period of the first entry that holds, or None."""
    for entry in entries:
        if 'when' not in entry or holds(entry['when'], ctx):
            return entry['period']
    return None


class Fold:
    """All the duties of a case, as far as it has come."""

    def __init__(self, policy, cal):
        self.policy, self.cal = policy, cal
        self.instances = []
        self.slots = {}         # rule id: {subject: Slot}
        self.actions = {}       # (plan, action id): Slot
        self.orders = {}        # (kind, remedy, party): Slot
        self.order_source = {}  # the record whose field an order's date goes by

    def slot(self, rule_id, subject):
        return self.slots.get(rule_id, {}).get(subject)

    def add(self, facts):
        """The last record of the facts has been added."""
        view = facts.last
        for rule in self.policy.duties:
            self._rule(rule, facts, view)
        self._plan_actions(facts, view)
        self._orders(facts, view)

    # -- rules of the policy

    def _rule(self, rule, facts, view):
        slots = self.slots.setdefault(rule['id'], {})
        base = Context(facts, view.recorded, None, view)
        for subject, slot in list(slots.items()):
            ctx = base.about(subject)
            self._cancel(rule, slot, view, ctx)
            self._done(rule, slot, view, ctx)
            self._while(rule, slot, view, ctx)
        self._start(rule, slots, view, base)
        for subject, slot in slots.items():
            if slot.open is not None:
                self._look_again(rule, slot, view, base.about(subject))

    @staticmethod
    def _any_match(patterns, view, ctx):
        return any(matches(p, view, ctx) for p in patterns)

    def _cancel(self, rule, slot, view, ctx):
        if slot.is_over or not self._any_match(rule.get('cancels', []), view, ctx):
            return
        if slot.subject is not None and view.party is not None and view.party != slot.subject:
            return
        if slot.open is not None:
            slot.open.end('lapsed', view)
        slot.open, slot.waiting = None, False

    def _done(self, rule, slot, view, ctx):
        if slot.open is None or not self._any_match(rule.get('done', []), view, ctx):
            return
        if slot.subject is not None and view.party != slot.subject:
            return
        opens = slot.open.opens
        if opens is not None and (local_date(view.at) < opens if is_date(opens) else view.at < opens):
            return
        slot.open.discharge(view)
        slot.open, slot.discharged = None, True
        if 'repeats' in rule and rule['repeats'] is not False:
            if self._applies(rule, ctx):
                self._begin(rule, slot, view, ctx)
            else:
                slot.waiting = True

    def _while(self, rule, slot, view, ctx):
        if slot.is_over:
            return
        applies = self._applies(rule, ctx)
        if slot.open is not None and not applies:
            slot.open.end('lapsed', view)
            slot.open, slot.waiting = None, True
        elif slot.waiting and applies:
            self._begin(rule, slot, view, ctx)

    def _applies(self, rule, ctx):
        if not rule.get('survives_closure') and ctx.facts.attribute('state') == 'closed':
            return False
        return 'while' not in rule or holds(rule['while'], ctx)

    def _start(self, rule, slots, view, base):
        for subject in self._subjects(rule, view, base.facts):
            ctx = base.about(subject)
            slot = slots.get(subject)
            if slot is not None and not (slot.is_over and rule.get('restarts')):
                continue
            if not self._any_match(rule['starts'], view, ctx):
                continue
            if 'starts_if' in rule and not holds(rule['starts_if'], ctx):
                continue
            if slot is None:
                slot = slots[subject] = Slot(subject, view)
            slot.discharged = False
            slot.anchor = view.seq
            if self._applies(rule, ctx):
                self._begin(rule, slot, view, ctx)
            else:
                slot.waiting = True

    @staticmethod
    def _subjects(rule, view, facts):
        subject = rule.get('subject')
        if subject is None:
            return [None]
        if subject == 'party':
            return [view.party] if view.party is not None else []
        return [p.id for p in facts.with_parts(as_list(subject['party_as']))]

    def _begin(self, rule, slot, view, ctx):
        instance = Instance(rule['id'], slot.subject, slot.subject, rule['clause'], view)
        instance.rule, instance.owner = rule, rule['owner']
        slot.open, slot.waiting = instance, False
        self.instances.append(instance)
        if 'opens' in rule:
            instance.opens = end_of(rule['opens'], view.at, self.cal)
        instance.period, instance.agreed_in = self._period(rule, slot, ctx)
        if 'anchor' in rule and not slot.discharged:
            self._anchor(rule, slot, ctx.facts)
        elif instance.period is not None:
            instance.due = end_of(instance.period, view.at, self.cal)

    def _anchor(self, rule, slot, facts):
        """The date of an anchored instance, from the field of the record that started it."""
        instance = slot.open
        value = facts.view(slot.anchor).f.get(rule['anchor']['field'])
        instance.first_due_of = value
        start = parse_when(value)
        if start is None:
            return None
        if 'less' in rule['anchor']:
            start = periods.before(rule['anchor']['less'], start, self.cal)
        instance.counted_from = start
        instance.due = end_of(instance.period, start, self.cal) if instance.period is not None else start
        return instance.due

    def _period(self, rule, slot, ctx):
        """The period for the open instance in its place in the row, and the agreement it is from."""
        repeats = rule.get('repeats')
        entries = repeats if slot.discharged and isinstance(repeats, list) else rule.get('within', [])
        period = period_of(entries, ctx)
        agreement = self._agreement(slot, ctx.facts) if rule.get('agreed') else None
        if agreement is not None:
            every = agreement.f['every']
            begins = slot.open.begins
            if period is None or (last_moment(end_of(every, begins, self.cal))
                                  < last_moment(end_of(period, begins, self.cal))):
                return every, agreement.seq
        return period, None

    @staticmethod
    def _agreement(slot, facts):
        found = [v for v in facts.of_kind('contact-agreement')
                 if 'every' in v.f and v.seq > slot.first.seq and slot.subject in (None, v.party)]
        return found[-1] if found else None

    def _look_again(self, rule, slot, view, ctx):
        instance = slot.open
        if 'anchor' in rule and not slot.discharged and view.kind in ('correction', 'erasure'):
            value = ctx.facts.view(slot.anchor).f.get(rule['anchor']['field'])
            if value is not None and value != instance.first_due_of:
                due = instance.due
                moved = self._anchor(rule, slot, ctx.facts)
                instance.due = due
                instance.move(moved, view)
        period, instance.agreed_in = self._period(rule, slot, ctx)
        if 'anchor' in rule and not slot.discharged and instance.first_due_of is None:
            instance.period = period
            return
        instance.rework(period, view, self.cal)

    # -- actions of plans

    @staticmethod
    def _action(facts, plan, name):
        for action in facts.view(plan).f.get('actions', []):
            if action['id'] == name:
                return action
        return {}

    def _plan_actions(self, facts, view):
        if view.kind == 'plan':
            for slot in self.actions.values():
                if slot.party == view.party and not slot.is_over:
                    self._drop(slot, view)
        if view.kind == 'action':
            self._action_status(facts, view)
        closed = facts.attribute('state') == 'closed'
        for (plan, name), slot in self.actions.items():
            if slot.open is not None and closed:
                slot.open.end('lapsed', view)
                slot.open, slot.waiting = None, True
            elif slot.waiting and not closed:
                slot.waiting = False
                self._begin_action(slot, self._action(facts, plan, name), view)
        if view.kind == 'plan':
            for action in view.f['actions']:
                if 'due' in action or 'every' in action:
                    slot = self.actions[view.seq, action['id']] = Slot(action['id'], view)
                    slot.party, slot.by = view.party, action['by']
                    slot.clause = self.policy.plan_action.get(action['action'], {}).get('clause')
                    if closed:
                        slot.waiting = True
                    else:
                        self._begin_action(slot, action, view)
        for (plan, name), slot in self.actions.items():
            if slot.open is not None:
                self._look_again_at_action(slot, self._action(facts, plan, name), view)

    @staticmethod
    def _drop(slot, view):
        if slot.open is not None:
            slot.open.end('lapsed', view)
        slot.open, slot.waiting = None, False

    def _action_status(self, facts, view):
        slot = self.actions.get((view.f['plan'], view.f['action']))
        if slot is None or slot.is_over or view.f['status'] == 'not-done':
            return
        if view.f['status'] == 'cancelled':
            self._drop(slot, view)
        elif slot.open is not None:
            slot.open.discharge(view)
            slot.open, slot.discharged = None, True
            action = self._action(facts, view.f['plan'], view.f['action'])
            if 'every' in action and facts.attribute('state') == 'closed':
                slot.waiting = True
            elif 'every' in action:
                self._begin_action(slot, action, view)

    def _begin_action(self, slot, action, view):
        """`due` first, `every` after; nothing, where the action has neither by now."""
        by_due = 'due' in action and not slot.discharged
        if not by_due and 'every' not in action:
            return
        instance = Instance('plan-action', slot.party, slot.subject, slot.clause, view)
        instance.owner = 'case-owner' if slot.by == 'landlord' else slot.by
        slot.open = instance
        self.instances.append(instance)
        if by_due:
            instance.first_due_of = action['due']
            instance.due = parse_when(action['due'])
        else:
            instance.period = action['every']
            instance.due = end_of(action['every'], view.at, self.cal)

    def _look_again_at_action(self, slot, action, view):
        instance = slot.open
        if instance.first_due_of is not None:
            if 'due' in action and action['due'] != instance.first_due_of:
                instance.first_due_of = action['due']
                instance.move(parse_when(action['due']), view)
        else:
            instance.rework(action.get('every'), view, self.cal)

    # -- orders

    BEGINS = {'legal': ('granted',), 'intervention': ('signed',)}
    MOVES = {'legal': ('granted', 'extended'), 'intervention': ('signed',)}
    ENDS = {'legal': ('expired', 'discharged', 'withdrawn', 'refused'), 'intervention': ('completed', 'withdrawn')}

    def _order_end(self, view):
        """When the order that a record tells of ends, or None."""
        if 'expires' in view.f:
            return parse_when(view.f['expires'])
        remedy = self.policy.remedy.get(view.f.get('remedy'), {})
        if 'starts' in view.f and 'term' in remedy:
            return end_of(remedy['term'], parse_when(view.f['starts']), self.cal)
        return None

    def _orders(self, facts, view):
        if view.kind in ('correction', 'erasure'):
            for key, slot in self.orders.items():
                if slot.open is not None:
                    due = self._order_end(facts.view(self.order_source[key]))
                    if due is not None:
                        slot.open.move(due, view)
        if view.kind not in self.BEGINS:
            return
        key = (view.kind, view.f['remedy'], view.party)
        slot = self.orders.get(key)
        status, due = view.f['status'], self._order_end(view)
        if slot is not None and slot.open is not None and status in self.ENDS[view.kind]:
            slot.open.discharge(view)
            slot.open = None
        elif slot is not None and slot.open is not None and status in self.MOVES[view.kind] and due is not None:
            slot.open.move(due, view)
            self.order_source[key] = view.seq
        elif (slot is None or slot.open is None) and status in self.BEGINS[view.kind] and due is not None:
            slot = self.orders[key] = Slot(view.party, view)
            slot.open = Instance('order-expiry', view.party, view.f['remedy'],
                                 self.policy.remedy[view.f['remedy']].get('clause'), view)
            slot.open.due = due
            self.order_source[key] = view.seq
            self.instances.append(slot.open)


def act_by(instance, cal):
    due = instance.due
    if due is None or not is_date(due) or cal.is_working(due):
        return None
    return cal.last_working_day_before(due)


def printed(instance, now, cal):
    """An instance as a trace has it."""
    by = act_by(instance, cal)
    return {'duty': instance.duty, 'party': instance.party,
            'due': when_text(instance.due) if instance.due is not None else None,
            'act_by': date_text(by) if by else None, 'state': instance.state(now), 'clause': instance.clause}


def in_order(instances, now, cal):
    """The instances as they are sorted: [(instance, printed)]."""
    def text(value):
        return (value is not None, (value or '').encode('utf-8'))

    both = [(i, printed(i, now, cal)) for i in instances]
    return sorted(both, key=lambda b: (text(b[1]['duty']), text(b[1]['party']), b[0].begun_by, text(b[1]['due']),
                                       text(b[1]['state']), text(b[1]['clause'])))

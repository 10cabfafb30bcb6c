"""Explanations of duties (the parts that are prescribed, in plain lines)."""
from .duties import act_by
from .instants import date_text, local_text
from .periods import in_words, left_out


def explain(instance, now, cal):
    rule = instance.rule or {}
    out = ['%s (%s) %s' % (instance.duty, instance.clause, rule.get('label', '')),
           'subject %s' % (instance.subject or 'the case'),
           'record %d, %s, %s' % (instance.begun_by, instance.begun_kind, local_text(instance.begins))]
    if instance.counted_from != instance.begins:
        out.append('counted from ' + local_text(instance.counted_from))
    if instance.period is not None:
        out.append(in_words(instance.period))
        if instance.due is not None:
            out += ['%s %s' % (date_text(d), why)
                    for d, why in left_out(instance.period, instance.counted_from, instance.due, cal)]
    if instance.agreed_in:
        out.append('as agreed in record %d' % instance.agreed_in)
    out += instance.moves
    if instance.opens is not None:
        out.append('not before ' + local_text(instance.opens))
    if instance.due is not None:
        out.append('due ' + local_text(instance.due))
    by = act_by(instance, cal)
    if by:
        out.append('act by ' + date_text(by))
    if 'escalates' in rule:
        out.append('escalates to ' + rule['escalates']['to'])
    out.append(instance.state(now) + (' by record %d' % instance.ended_by if instance.ended_by else ''))
    return '\n'.join(out)

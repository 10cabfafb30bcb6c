"""Ways to change a scenario, or a policy, whose effect is known beforehand."""
import datetime as dt
import re

from asbmodel.instants import date_text, from_local, instant_of, parse_when, to_local, utc_text
from asbmodel.vocabulary import KINDS

DATE = re.compile(r'\d{4}-\d{2}-\d{2}$')
WHEN = re.compile(r'\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$')
UNITS = ('working_days', 'days', 'weeks', 'months', 'hours')


class Unfit(Exception):
    """This scenario says nothing about the relation."""


def mapped(value, change):
    """A copy of a JSON value; `change` gives what takes the place of a part, or None for its parts to be looked at."""
    new = change(value)
    if new is not None:
        return new
    if isinstance(value, list):
        return [mapped(v, change) for v in value]
    if isinstance(value, dict):
        return {k: mapped(v, change) for k, v in value.items()}
    return value


# ---- numbers of records

def is_seq(value):
    return isinstance(value, int) and not isinstance(value, bool)


def shifted_seqs(value, above):
    if isinstance(value, list):
        return [shifted_seqs(v, above) for v in value]
    return value + 1 if is_seq(value) and value > above else value


def with_shifted_seqs(kind, fields, above, kinds):
    """The fields of a record where what was number n > above is number n + 1 now. `kinds` are those of the records before, as they were numbered."""
    out = {}
    for name, value in fields.items():
        type_ = KINDS.get(kind, {}).get(name, {}).get('type')
        if type_ in ('seq', 'seqs', 'flag/seqs'):
            value = shifted_seqs(value, above)
        elif type_ == 'value':
            value = with_shifted_seqs_corrected(fields, value, above, kinds)
        out[name] = value
    return out


def with_shifted_seqs_corrected(fields, value, above, kinds):
    of, field = fields.get('of'), fields.get('field')
    if not is_seq(of) or not isinstance(field, str) or not 1 <= of <= len(kinds):
        return value
    if kinds[of - 1] == 'correction':
        raise Unfit
    return with_shifted_seqs(kinds[of - 1], {field: value}, above, kinds)[field]


# ---- dates

def days_later(day, days):
    return date_text(day + dt.timedelta(days))


def in_an_hour_that_moves(local):
    """Within the night in which the clocks change: such an hour is there twice, or not at all, in one year and not in another."""
    return local.month in (3, 10) and local.day > 24 and local.weekday() == 6 and local.hour < 4


def shifted_text(text, days):
    """A date or an instant, by the clock on the wall, so many days later; another text as it is, and a year in which there are no dates."""
    if re.match(r'\d{4}-', text) and not 1900 <= int(text[:4]) <= 2999:
        return text
    if re.match(r'\d{4}-', text) and int(text[:4]) + days // 365 > 2998:
        raise Unfit
    if DATE.match(text):
        try:
            return days_later(dt.date(int(text[:4]), int(text[5:7]), int(text[8:])), days)
        except ValueError:
            return text
    if not WHEN.match(text) or parse_when(text) is None:
        return text
    ms = instant_of(parse_when(text))
    local = to_local(ms).replace(tzinfo=None)
    later = local + dt.timedelta(days)
    if in_an_hour_that_moves(local) or in_an_hour_that_moves(later):
        raise Unfit
    there = from_local(later)
    return utc_text(there + ms % 1000 - there % 1000)


def with_shifted_dates(value, days):
    return mapped(value, lambda v: shifted_text(v, days) if isinstance(v, str) else None)


def is_period(value):
    return isinstance(value, dict) and sum(unit in value for unit in UNITS) == 1 and set(value) <= set(UNITS) | {'skipping', 'beginning_with'}


def in_whole_days(value):
    """A period of months or hours as one of weeks or days: only these are as long at any time of the year."""
    if not is_period(value):
        return None
    out = {k: v for k, v in value.items() if k != 'skipping'}
    if 'months' in out and is_seq(out['months']):
        out['weeks'] = min(out.pop('months') * 4, 520)
    if 'hours' in out and is_seq(out['hours']):
        out['days'] = out.pop('hours') // 24
        out.pop('beginning_with', None)
    return out


def without_good_friday(value):
    """Easter is on another day of the year after 400 years, everything else on the same."""
    if not is_period(value) or 'skipping' not in value:
        return None
    skipping = [s for s in value['skipping'] if s not in ('good-friday', 'bank-holiday')]
    out = {k: v for k, v in value.items() if k != 'skipping'}
    return dict(out, skipping=skipping) if skipping else out

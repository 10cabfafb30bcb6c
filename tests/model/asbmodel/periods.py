"""Periods: where they end, when they have ended, and which of two is the longer."""
import calendar as months_of

from .instants import DAY, MS_HOUR, day_start, instant_of, is_date, local_date

MOST = {'working_days': 2600, 'days': 36600, 'weeks': 5200, 'months': 1200, 'hours': 87600}
SKIPS = ('christmas-day', 'good-friday', 'sunday', 'bank-holiday', 'saturday')


def is_whole(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_period(value):
    """Is the value a period of the policy format?"""
    if not isinstance(value, dict):
        return False
    units = [k for k in value if k in MOST]
    if len(units) != 1:
        return False
    unit = units[0]
    allowed = {unit}
    if unit in ('days', 'weeks', 'months'):
        allowed.add('beginning_with')
    if unit == 'hours':
        allowed.add('skipping')
    if any(k not in allowed for k in value):
        return False
    least = 1 if value.get('beginning_with') else 0
    if not is_whole(value[unit]) or not least <= value[unit] <= MOST[unit]:
        return False
    if not isinstance(value.get('beginning_with', True), bool):
        return False
    skips = value.get('skipping', [])
    return isinstance(skips, list) and all(isinstance(s, str) and s in SKIPS for s in skips) \
        and len(set(skips)) == len(skips)


def _add_months(day, n):
    """The corresponding day n months on (clamped to the month's end), and whether it was clamped."""
    month = day.year * 12 + day.month - 1 + n
    year, month = divmod(month, 12)
    last = months_of.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last)), day.day > last


def end_of(period, start, cal):
    """The last day (a date), or for hours the last instant, of a period that begins at `start`."""
    if 'hours' in period:
        return _end_of_hours(period, instant_of(start), cal)
    day = local_date(start)
    if 'working_days' in period:
        left = period['working_days']
        while left > 0:
            day += DAY
            if cal.is_working(day):
                left -= 1
        return day
    first_counts = bool(period.get('beginning_with'))
    if 'months' in period:
        end, clamped = _add_months(day, period['months'])
        return end if clamped or not first_counts else end - DAY
    days = period['days'] if 'days' in period else 7 * period['weeks']
    return day + (days - (1 if first_counts else 0)) * DAY


def _end_of_hours(period, start, cal):
    names = period.get('skipping', [])
    left, at = period['hours'] * MS_HOUR, start
    if not names:
        return at + left
    while True:
        day = local_date(at)
        tomorrow = day_start(day + DAY)
        if cal.is_skipped(day, names):
            at = tomorrow
        elif left <= tomorrow - at:
            return at + left
        else:
            left -= tomorrow - at
            at = tomorrow


def before(period, start, cal):
    """`start` that much earlier (for `anchor.less`)."""
    if 'hours' in period:
        return instant_of(start) - period['hours'] * MS_HOUR
    day = local_date(start)
    if 'working_days' in period:
        left = period['working_days']
        while left > 0:
            day -= DAY
            if cal.is_working(day):
                left -= 1
        return day
    if 'months' in period:
        return _add_months(day, -period['months'])[0]
    return day - (period['days'] if 'days' in period else 7 * period['weeks']) * DAY


def left_out(period, start, end, cal):
    """[(date, why)] of the days that did not count, for explanations."""
    out = []
    day = local_date(start)
    last = local_date(end)
    names = period.get('skipping', [])
    if 'working_days' in period:
        day += DAY
    while day <= last:
        if 'working_days' in period:
            why = cal.why_not(day)
            if why:
                out.append((day, why))
        elif names and cal.is_skipped(day, names):
            out.append((day, 'skipped'))
        day += DAY
    return out


def last_moment(end):
    """The last ms at which something is in time: what dates and instants are compared by."""
    return day_start(end + DAY) - 1 if is_date(end) else end


def has_ended(end, now):
    """`end` being a last day or a last instant; `now` an instant, or a date read as its beginning."""
    if is_date(end):
        return local_date(now) > end
    return instant_of(now) > end


def in_words(period):
    names = {'working_days': 'working day', 'days': 'day', 'weeks': 'week', 'months': 'month', 'hours': 'hour'}
    unit = next(k for k in period if k in names)
    n = period[unit]
    text = '%d %s%s' % (n, names[unit], '' if n == 1 else 's')
    if period.get('beginning_with'):
        text += ' beginning with the day'
    if period.get('skipping'):
        text += ' skipping ' + ', '.join(period['skipping'])
    return text

"""Dates and instants: text in and out, and the rule of British summer time.

A date is a datetime.date; an instant is an int, milliseconds of UTC since 1970.
"""
import datetime as dt
import re

DAY = dt.timedelta(days=1)
MS_HOUR = 3600000
_EPOCH = dt.datetime(1970, 1, 1)
_DATE = re.compile(r'(\d{4})-(\d{2})-(\d{2})\Z', re.ASCII)
_INSTANT = re.compile(
    r'(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2})?\Z', re.ASCII)


def parse_date(text):
    """The date, or None where the text is none."""
    found = _DATE.match(text) if isinstance(text, str) else None
    if not found:
        return None
    year, month, day = map(int, found.groups())
    if not 1900 <= year <= 2999:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def parse_instant(text):
    """The instant in ms, or None where the text is none. Local time where it has no offset."""
    found = _INSTANT.match(text) if isinstance(text, str) else None
    if not found:
        return None
    day = parse_date(text[:10])
    hour, minute, second = int(found[4]), int(found[5]), int(found[6] or 0)
    if day is None or hour > 23 or minute > 59 or second > 59:
        return None
    millis = int(((found[7] or '') + '000')[:3])
    naive = dt.datetime(day.year, day.month, day.day, hour, minute, second, millis * 1000)
    offset = found[8]
    if offset is None:
        return from_local(naive)
    if offset == 'Z':
        return _ms(naive)
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    if hours > 23 or minutes > 59:
        return None
    shift = (hours * 60 + minutes) * 60000
    return _ms(naive) - (shift if offset[0] == '+' else -shift)


def parse_when(text):
    """A date or an instant, whichever the text is, or None."""
    day = parse_date(text)
    return day if day is not None else parse_instant(text)


def _ms(naive):
    return (naive - _EPOCH) // dt.timedelta(milliseconds=1)


def _naive(ms):
    return _EPOCH + dt.timedelta(milliseconds=ms)


def _last_sunday(year, month):
    day = dt.date(year, month, 31)
    return day - ((day.weekday() + 1) % 7) * DAY


def from_local(naive):
    """The instant of a local time; in the March gap the offset before it, in October the first."""
    begins = dt.datetime.combine(_last_sunday(naive.year, 3), dt.time(2))
    ends = dt.datetime.combine(_last_sunday(naive.year, 10), dt.time(2))
    summer = begins <= naive < ends
    return _ms(naive) - (MS_HOUR if summer else 0)


def to_local(ms):
    """The local time (naive) of an instant."""
    utc = _naive(ms)
    begins = dt.datetime.combine(_last_sunday(utc.year, 3), dt.time(1))
    ends = dt.datetime.combine(_last_sunday(utc.year, 10), dt.time(1))
    return utc + dt.timedelta(hours=1) if begins <= utc < ends else utc


def local_date(when):
    """The date of a date or of an instant."""
    return when if isinstance(when, dt.date) else to_local(when).date()


def day_start(day):
    """The instant at which a local day begins."""
    return from_local(dt.datetime(day.year, day.month, day.day))


def instant_of(when):
    """The instant of an instant, or of a date its beginning."""
    return day_start(when) if isinstance(when, dt.date) else when


def is_date(when):
    return isinstance(when, dt.date)


def utc_text(ms):
    utc = _naive(ms)
    text = '%04d-%02d-%02dT%02d:%02d:%02d' % (utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second)
    if ms % 1000:
        text += '.%03d' % (ms % 1000)
    return text + 'Z'


def date_text(day):
    return '%04d-%02d-%02d' % (day.year, day.month, day.day)


def when_text(when):
    """As a trace prints it: a date, or an instant of UTC."""
    return date_text(when) if is_date(when) else utc_text(when)


def local_text(when):
    """For people: a date, or a local time to the minute where it can be."""
    if is_date(when):
        return date_text(when)
    local = to_local(when)
    text = date_text(local.date()) + 'T%02d:%02d' % (local.hour, local.minute)
    if local.second or when % 1000:
        text += ':%02d' % local.second
    if when % 1000:
        text += '.%03d' % (when % 1000)
    return text

"""Local time in England, by the one rule that the library has: summer time from the last Sunday of March, 01:00 UTC, to the last of October.

No time-zone database is asked, so that a date is the same here, in the library, and on a machine that has none.
"""
from __future__ import annotations

import datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional

__all__ = ['LONDON', 'local']
_HOUR = datetime.timedelta(hours=1)
_ZERO = datetime.timedelta(0)


def _change(year: int, month: int) -> datetime.datetime:
    """The last Sunday of a month that has 31 days, 01:00."""
    last = datetime.datetime(year, month, 31, 1)
    return last - datetime.timedelta(days=(last.weekday() + 1) % 7)


class _London(datetime.tzinfo):
    """Europe/London. As everywhere in Python, `fold` says which of two equal times in October is meant; the first is 0."""

    def utcoffset(self, dt: Optional[datetime.datetime]) -> datetime.timedelta:
        return _HOUR if dt is not None and self._is_summer(dt.replace(tzinfo=None)) else _ZERO

    dst = utcoffset

    def tzname(self, dt: Optional[datetime.datetime]) -> str:
        return 'BST' if self.utcoffset(dt) else 'GMT'

    def fromutc(self, dt: datetime.datetime) -> datetime.datetime:
        utc = dt.replace(tzinfo=None)
        begin, end = _change(utc.year, 3), _change(utc.year, 10)
        if begin <= utc < end:
            return (utc + _HOUR).replace(tzinfo=self)
        return utc.replace(tzinfo=self, fold=int(end <= utc < end + _HOUR))

    @staticmethod
    def _is_summer(dt: datetime.datetime) -> bool:
        begin, end = _change(dt.year, 3), _change(dt.year, 10)
        if begin <= dt < begin + _HOUR:  # left out: read with the offset before it, or after it where fold is 1 (PEP 495)
            return bool(dt.fold)
        if end <= dt < end + _HOUR:  # twice: the first is still summer
            return not dt.fold
        return begin <= dt < end

    def __repr__(self) -> str:
        return 'asb.LONDON'

    def __reduce__(self) -> str:
        return 'LONDON'


LONDON = _London()
"""Local time in England, as a tzinfo."""


def local(when: datetime.datetime) -> datetime.datetime:
    """An aware datetime in local time in England, for showing. (Reckon in UTC: Python subtracts local times as clocks show them.)"""
    return when.astimezone(LONDON)

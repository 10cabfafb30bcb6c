"""Duties: what must be done, by whom, by when, because of which clause."""
from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple, Union, overload

from ._handle import Handle
from ._library import lib
from ._values import instant, read_date, read_when
from .local_time import local

__all__ = ['Duties', 'Duty']


@dataclass(frozen=True)
class Duty:
    """Something that must be done by somebody by a time."""

    rule: str
    """The id of the rule."""
    owner: Tuple[str, ...]
    """Who must do it: ids of roles, any of them; or ("case-owner",)."""
    state: str
    """"open", "overdue", "met", "met-late" or "lapsed"."""
    started_by: int
    """The number of the record it runs from."""
    watch: bool
    """Is it a period that is only watched, and no one's task?"""
    label: str = ''
    """What is to be done."""
    clause: str = ''
    explanation: str = field(default='', repr=False)
    """Why it is due then: rule, clause, record, period, each day left out, each move."""
    due: Union[None, datetime.date, datetime.datetime] = None
    """When it is due: a date; for periods in hours an instant, aware, in UTC; None where it has no date."""
    act_by: Optional[datetime.date] = None
    """The last working day before a due date that is none; None otherwise."""
    opens: Optional[datetime.date] = None
    """Before that date it does not count as done; None where there is no such date."""
    party: Optional[str] = None
    """Whom it is about; None for a duty of the case."""
    subject: Optional[str] = None
    """The party, a plan's action, or an order's remedy; None for a duty of the case."""
    ended_by: Optional[int] = None
    """The number of the record that ended it; None while it is open."""
    proposes: Optional[Dict[str, Any]] = None
    """A record that would settle it, {"kind", "with"}, which the host may add; None where there is none."""
    _of: Optional[Duties] = field(default=None, repr=False, compare=False)
    _index: int = field(default=0, repr=False, compare=False)

    @property
    def due_local(self) -> Union[None, datetime.date, datetime.datetime]:
        """`due`, for showing: an instant is in local time in England."""
        return local(self.due) if isinstance(self.due, datetime.datetime) else self.due

    @property
    def started_at(self) -> Optional[datetime.datetime]:
        """When the record it runs from happened: aware, in UTC."""
        return self._instant(lib.asb_duties_started_at)

    @property
    def ended_at(self) -> Optional[datetime.datetime]:
        """When the record that ended it happened; None while it is open."""
        return self._instant(lib.asb_duties_ended_at)

    def _instant(self, function: Any) -> Optional[datetime.datetime]:
        return instant(self._of._number(function, self._index)) if self._of is not None else None


class Duties(Handle, Sequence[Duty]):
    """All duties there have been in a case, as they stood when they were asked for: sorted by rule, party, record, due date. They are
    read, in one text,
    when the first of them is looked at."""

    __slots__ = ('_read',)
    _free = lib.asb_duties_free

    def _all(self) -> List[Duty]:
        try:
            return self._read
        except AttributeError:
            self._read: List[Duty] = [_duty(one, self, index) for index, one in enumerate(self.json())]
            return self._read

    def __len__(self) -> int:
        return self._number(lib.asb_duties_count)

    @overload
    def __getitem__(self, index: int) -> Duty: ...

    @overload
    def __getitem__(self, index: slice) -> List[Duty]: ...

    def __getitem__(self, index: Union[int, slice]) -> Union[Duty, List[Duty]]:
        return self._all()[index]

    def __iter__(self) -> Iterator[Duty]:
        return iter(self._all())

    def json(self) -> List[Dict[str, Any]]:
        """All of them as the library has them."""
        out: List[Dict[str, Any]] = self._json_of(lib.asb_duties_json)
        return out

    def __repr__(self) -> str:
        return '<asb.Duties, closed>' if self.closed else '<asb.Duties: %d>' % len(self)


def _duty(one: Dict[str, Any], duties: Duties, index: int) -> Duty:
    """The library's names are those of the fields, and what it leaves out has its default: so nothing is copied one by one. (A case is asked for its
    duties all the time; the constructor that a frozen dataclass has would take four times as long.)"""
    duty = object.__new__(Duty)
    fields = duty.__dict__
    fields.update(one, rule=one['duty'], owner=tuple(one['owner']), _of=duties, _index=index)
    for name, read in _DATES:
        if name in one:
            fields[name] = read(one[name])
    return duty


_DATES = (('due', read_when), ('act_by', read_date), ('opens', read_date))

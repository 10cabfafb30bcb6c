"""Calendars: the days that a host adds to the bank holidays (nobody works) or takes from them (people do)."""
from __future__ import annotations

from ._handle import Handle, made
from ._library import lib
from ._values import document, encode, encode_optional, when_optional, when_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from typing import Any, Dict, Optional, Union

    from ._values import Json, When
    from .engine import Engine

__all__ = ['Calendar']


class Calendar(Handle):
    """Days of the host's own, each with the moment from which it was known."""

    __slots__ = ()
    _free = lib.asb_calendar_free

    def __init__(self, engine: Engine) -> None:
        """An empty calendar."""
        self._begin(engine._core, lib.asb_calendar_new, engine)

    @classmethod
    def parse(cls, engine: Engine, calendar: Json) -> Calendar:
        """Read {"added": […], "removed": […]}, each entry a date or {"date", "known", "name"}."""
        data = document(calendar)
        return made(cls, engine._core, lib.asb_calendar_parse, engine, data, len(data))

    def add(self, date: Union[str, datetime.date], known: Optional[When] = None, name: Optional[str] = None) -> None:
        """Nobody works on that day. `known` is the moment from which that was known (None: always); `name` says why, for explanations."""
        self._do(lib.asb_calendar_add, encode(when_text(date)), when_optional(known), encode_optional(name))

    def remove(self, date: Union[str, datetime.date], known: Optional[When] = None, name: Optional[str] = None) -> None:
        """People work on that day, whatever the rule. Otherwise as add()."""
        self._do(lib.asb_calendar_remove, encode(when_text(date)), when_optional(known), encode_optional(name))

    def json(self) -> Dict[str, Any]:
        """The calendar, as parse() reads it."""
        out: Dict[str, Any] = self._json_of(lib.asb_calendar_json)
        return out

"""The engine: hooks, limits, dates, and what the library says of itself."""
from __future__ import annotations

from _weakref import ref
from ctypes import byref, c_int32, c_int64, c_uint64, c_void_p

from . import _getters as getters
from ._handle import OK, Core, Handle, NoHooks, integers, u32
from ._library import handle_lib, lib
from ._values import day, decode, document, encode, instant, milliseconds, read_date, read_when, value_document, when_text
from .errors import ArgumentError, Closed, class_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from typing import Any, Dict, List, Optional, Union

    from ._hooks import Clock, Log, Progress, Random
    from ._values import Json, When
    from .calendars import Calendar
    from .days import Due, Holiday
    from .policy import Policy

__all__ = ['Engine', 'features', 'messages', 'version']
LEVELS = ('error', 'warning', 'information')


def version() -> str:
    """The version of the library that is running: "0.1.0"."""
    number: int = lib.asb_version()
    text: str = lib.asb_version_text().decode()
    assert text == '%d.%d.%d' % (number // 10000, number // 100 % 100, number % 100)
    return text


def _named(function: Any) -> List[str]:
    """The names that a function gives for 0, 1, … until there are no more."""
    out: List[str] = []
    while True:
        name = function(len(out))
        if name is None:
            return out
        out.append(decode(name))


def features() -> List[str]:
    """What the library can do: "journal", "memory-store", …"""
    return _named(lib.asb_feature)


def messages() -> Dict[str, str]:
    """The English sentence for each code, with {names} where its arguments go: for hosts that translate."""
    return dict(zip(_named(lib.asb_message_code), _named(lib.asb_message_template)))


class Engine(Handle):
    """What everything else shares. Make one, and keep it as long as the program runs.

    Any thread may use it and what is made from it: a lock sees to it that one waits for the other. Threads that are not to wait have an engine each.
    """

    __slots__ = ()
    _free = staticmethod(lambda handle: None)  # the core is given back when nothing of the engine is left

    def __init__(self, *, clock: Optional[Clock] = None, random: Optional[Random] = None, log: Optional[Log] = None, memory_limit: int = 0,
                 progress: Optional[Progress] = None) -> None:
        """`clock()` gives the time as a datetime (without a zone it is local time in England); `random(size)` gives that many bytes, fit for salts;
        `log(level, message)` takes a line, of level 0 for an error, 1 for a warning, 2 for information. Each has the computer's in its absence.
        `memory_limit` is how many bytes the engine may hold at a time; 0 is no limit.
        `progress(work, done, total)` is called now and then during long work ("verify", "copy", "rehearse" …), `total` 0 where it is not known; it
        cancels by raising, or by giving True: the call then raises UserError.

        What a hook raises is raised again by the call in which it was asked. It must not call its own engine (BusyError)."""
        if not 0 <= memory_limit < 2 ** 64:
            raise ArgumentError('memory_limit is a number of bytes')
        core, out, given = Core(NoHooks()), c_void_p(), None
        if clock or random or log or progress or memory_limit:
            from ._hooks import Hooks, table
            core.hooks = hooks = Hooks(clock, random, log, progress)
            hooks.core = ref(core)
            given = byref(table(hooks, memory_limit))
        status = lib.asb_engine_new(byref(out), given)
        if status != OK:
            raise class_of(status)(lib.asb_status_text(status).decode())
        core.handle = out.value or 0
        super().__init__(core, out.value)

    def close(self) -> None:
        """Let go of the engine. It lives on in the library until the last thing made from it is closed."""
        try:
            with self._core.lock:
                self._end()
                del self._core
        except (Closed, AttributeError):
            pass

    # ---- time, memory, limits

    def now(self) -> datetime.datetime:
        """The engine's time, by its clock: aware, in UTC."""
        out = c_int64()
        core = self._core
        with core.lock:
            core.judge(lib.asb_engine_now(byref(out), self._handle))
        when = instant(out.value)
        assert when is not None
        return when

    memory = getters.number(handle_lib.asb_engine_memory, 'The bytes that the engine holds now.')
    memory_peak = getters.number(handle_lib.asb_engine_memory_peak, 'The most bytes that it ever held at a time.')

    def limit(self, name: str) -> Optional[int]:
        """What a limit is set to; None where there is none of that name."""
        value = c_uint64()
        core = self._core
        with core.lock:
            status = core.judge(lib.asb_engine_limit(byref(value), self._handle, encode(name)))
        return value.value if status == OK else None

    def limits(self) -> Dict[str, int]:
        """All limits: "document-bytes", "records", …"""
        return {name: self.limit(name) or 0 for name in _named(lib.asb_limit_name)}

    def set_limit(self, name: str, value: int) -> None:
        """Set a limit, from 1 to 4294967295."""
        if not 0 < value < 2 ** 32:  # ctypes would cut it
            raise class_of(-2)('a limit is from 1 to 4294967295')
        self._do(lib.asb_engine_set_limit, encode(name), value)

    # ---- dates

    def set_calendar(self, calendar: Optional[Calendar]) -> None:
        """The days of a calendar count from now on for every case of this engine whose store keeps no calendar of its own. It is copied."""
        self._do_with(lib.asb_engine_set_calendar, calendar)

    def holidays(self, first_year: int, last_year: int) -> List[Holiday]:
        """The bank holidays of England and Wales in those years, 1900 to 2999."""
        from .days import Holiday
        days = self._json_of(lib.asb_holidays, u32(first_year), u32(last_year))
        return [Holiday(day(one['date']), one['name']) for one in days]

    def due(self, since: When, period: Json, policy: Optional[Policy] = None, calendar: Optional[Calendar] = None) -> Due:
        """When a period, {"working_days": 5}, ends that begins with a date or an instant. `policy` opens and closes days; `calendar` is in place of
        the engine's."""
        from .days import Due
        data = document(period)
        found = self._json_of(lib.asb_due, encode(when_text(since)), data, len(data), policy, calendar)
        due = read_when(found['due'])
        assert due is not None
        return Due(due, read_date(found['act_by']), found['period'], found['explanation'],
                   tuple((day(one['date']), one['why']) for one in found['skipped']))

    def is_working_day(self, date: Union[str, datetime.date], policy: Optional[Policy] = None, calendar: Optional[Calendar] = None) -> bool:
        """Is a day worked? `policy` and `calendar` as for due()."""
        worked = c_int32()
        core = self._core
        with core.lock:
            core.judge(lib.asb_is_working_day(byref(worked), *integers((self, encode(when_text(date)), policy, calendar))))
        return worked.value != 0

    def instant(self, text: When) -> datetime.datetime:
        """Read a date or an instant as the library does: a date is the beginning of that local day. Aware, in UTC."""
        out = c_int64()
        core = self._core
        with core.lock:
            core.judge(lib.asb_instant_parse(byref(out), self._handle, encode(when_text(text))))
        when = instant(out.value)
        assert when is not None
        return when

    def instant_text(self, when: datetime.datetime, local: bool = False) -> str:
        """Write an instant as the library does: in UTC with Z, or in local time in England without an offset."""
        return self._words(lib.asb_instant_text, milliseconds(when), int(local))

    # ---- vocabulary, JSON

    def vocabulary(self, policy: Optional[Policy] = None) -> Dict[str, Any]:
        """The kinds of records, and for each its fields with type, choices, class and label, for hosts that build forms; with the values that a
        policy adds."""
        out: Dict[str, Any] = self._json_of(lib.asb_vocabulary_json, policy)
        return out

    def canonical_json(self, value: Any) -> str:
        """A document in its canonical form, as the library writes and digests it; a text is taken for a document. It is judged as strictly as a
        policy is: no duplicate keys, not nested too deep."""
        data = document(value) if isinstance(value, (str, bytes)) else value_document(value)
        return self._words(lib.asb_json_canonical, data, len(data))


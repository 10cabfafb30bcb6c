"""Stores: where records are kept."""
from __future__ import annotations

import json
from os import fspath
from ctypes import byref, c_uint64, c_void_p, string_at

from . import _raw
from ._handle import Handle, Said, made, reported, u32
from ._library import lib
from ._values import decode, document, encode, encode_optional
from .case import Case
from .errors import Closed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from os import PathLike
    from typing import Any, Callable, Dict, Iterator, List, Optional, Union

    from ._values import Json
    from .calendars import Calendar
    from .custom_store import CustomStore
    from .engine import Engine
    from .listed import Changes, ListedCase

__all__ = ['Store']


class _List(Handle):
    __slots__ = ()
    _free = lib.asb_list_free

    def take(self) -> Changes:
        from .listed import Changes
        with self, self._core.lock:
            h = self._handle
            return Changes([self._one(index) for index in range(lib.asb_list_count(h))], decode(lib.asb_list_token(h)))

    def _one(self, index: int) -> ListedCase:
        from .listed import ListedCase
        h = self._handle
        summary = lib.asb_list_summary(h, index)
        return ListedCase(decode(lib.asb_list_id(h, index)), lib.asb_list_version(h, index), json.loads(summary) if summary else None)


class Store(Handle):
    """Where records are kept: in memory, in a journal (one file), or in a database of the host's. Keep tenants apart by one store for each."""

    __slots__ = ()
    _free = lib.asb_store_free

    def __init__(self) -> None:
        raise TypeError('a store is made by Store.memory(), Store.journal() or Store.custom()')

    @classmethod
    def memory(cls, engine: Engine) -> Store:
        """A store in memory: gone when it is closed."""
        return made(cls, engine._core, lib.asb_store_memory, engine)

    @classmethod
    def journal(cls, engine: Engine, path: Union[str, PathLike[str]]) -> Store:
        """A journal: one file, made where it is not there. Any number of engines, threads and processes may have it open."""
        return made(cls, engine._core, lib.asb_store_journal, engine, encode(fspath(path)))

    @classmethod
    def custom(cls, engine: Engine, store: CustomStore) -> Store:
        """A store written in Python."""
        from .custom_store import forget, table
        core, out, callbacks = engine._core, c_void_p(), table(store, engine._core)
        with core.lock:
            status = lib.asb_store_custom(byref(out), engine._handle, byref(callbacks))
            if not out.value:
                forget(callbacks)
            handle = cls._wrap(core, out.value)
            core.judge(status)
        return handle

    def close(self) -> None:
        """Give it back. It stays open until its last case is closed."""
        try:
            core = self._core
        except Closed:
            return
        super().close()
        with core.lock:  # any call will do: the library lets go of what was given back when it is next entered
            core.judge(lib.asb_engine_limit(byref(c_uint64()), core.handle, b'records'))

    # ---- cases

    def open(self, id: str) -> Optional[Case]:
        """Open a case; None where there is none of that id."""
        return Case.open(self, id)

    def list(self, after: str = '', limit: int = 0) -> List[ListedCase]:
        """Cases, in order of the bytes of their ids: only those after `after`; at most `limit`, 0: as many as there are."""
        return self._made(_List, lib.asb_store_list, encode(after), u32(limit)).take().cases

    def cases(self, page: int = 1000) -> Iterator[ListedCase]:
        """All cases, in order of the bytes of their ids, read page by page."""
        after = ''
        while True:
            some = self.list(after, page)
            yield from some
            if len(some) < page:
                return
            after = some[-1].id

    def changes(self, token: str = '', limit: int = 0) -> Changes:
        """Cases written since a token ("": all), so that another process can follow. StateError where the store cannot say."""
        return self._made(_List, lib.asb_store_changes, encode(token), u32(limit)).take()

    # ---- the audit chain

    def verify(self, id: Optional[str] = None) -> Optional[Dict[str, Any]]:
        """Check the audit chain of a case, or of all: {"cases", "records", "erased", "damage"}. CorruptError where something is damaged,
        with the same
        as its `report`; None where there is no such case."""
        out: Optional[Dict[str, Any]] = reported(self._core, lib.asb_store_verify, self, encode_optional(id))
        return out

    def head(self) -> Dict[str, Any]:
        """{"cases", "digest"}: short, to be given away. heads() is what the digest is over."""
        out: Dict[str, Any] = self._json_of(lib.asb_store_head)
        return out

    def heads(self) -> str:
        """The heads of all cases, as canonical JSON: [{"case", "digest", "seq"}, …]. It is a text, since the digest in head() is over its bytes."""
        return self._words(lib.asb_store_heads)

    def verify_head(self, head: Json) -> Dict[str, Any]:
        """Is what was noted still there: a head of a case, a list of them, a store's head with its list, or alone? {"heads", "grown", "damage"}.
        CorruptError, with the same as its `report`, where a case is missing, cut, rewritten or damaged; StateError where a store's head
        alone is another
        than now."""
        data = document(head)
        out: Dict[str, Any] = reported(self._core, lib.asb_store_verify_head, self, data, len(data))
        return out

    # ---- moving about

    def export(self) -> str:
        """The store as JSON Lines, for archives and other systems."""
        return self._words(lib.asb_store_export)

    def export_to(self, write: Callable[[bytes], object]) -> None:
        """The same, line by line, for stores larger than memory: `write` of a file opened in binary, for example. It must not call the engine."""
        from .custom_store import carried_status
        core = self._core

        def carry(what: Union[BaseException, Said]) -> None:
            core.carried = what

        def sink(_: Any, line: Any) -> int:
            try:
                write(string_at(line.data, line.length))
                return _raw.ASB_OK
            except BaseException as what:
                return carried_status(carry, what)

        self._do(lib.asb_store_export_to, _raw.asb_bytes_sink(sink), c_void_p())

    def import_lines(self, lines: Json) -> Dict[str, Any]:
        """Bring such lines in, as copy_from() brings a store. They may come in parts, of whole lines, in order."""
        data = document(lines)
        out: Dict[str, Any] = reported(self._core, lib.asb_store_import, self, data, len(data))
        return out

    def copy_from(self, other: Store) -> Dict[str, Any]:
        """Copy another store of the same engine into this one, of whatever kind: {"cases", "written", "grown", "same", "left"}. It can be
        interrupted, done
        again, and done daily. Conflict where there are other cases of those ids here, CorruptError where some there are damaged, with the same as
        their `report`."""
        out: Dict[str, Any] = reported(self._core, lib.asb_store_copy, self, other)
        return out

    def compact(self) -> Dict[str, int]:
        """Write a journal anew without what has gone: {"after", "before", "cases", "records"}. StateError where it is no journal."""
        out: Dict[str, int] = self._json_of(lib.asb_store_compact)
        return out

    def rebuild(self) -> Dict[str, Any]:
        """Make every summary again from the records, and write those that differ: {"cases", "damage", "same", "written"}. CorruptError where cases cannot be
        read, with the same as its `report`."""
        out: Dict[str, Any] = reported(self._core, lib.asb_store_rebuild, self)
        return out

    def backup(self, path: Union[str, PathLike[str]]) -> None:
        """Copy a journal while it is in use. ExistsError where something has that name."""
        self._do(lib.asb_store_backup, encode(fspath(path)))

    # ---- calendar

    @property
    def calendar(self) -> Optional[Calendar]:
        """The calendar that the store keeps; None where there is none. Its cases are worked by it from when it is set."""
        from .calendars import Calendar
        return self._found(Calendar, lib.asb_store_calendar)

    @calendar.setter
    def calendar(self, calendar: Calendar) -> None:
        self._do_with(lib.asb_store_set_calendar, calendar)

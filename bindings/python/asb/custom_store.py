"""Stores of a host's own, in Python: the callbacks of include/asb/sys/store.h as the methods of a class."""
from __future__ import annotations

import abc
import ctypes
import itertools
import weakref
from dataclasses import dataclass
from typing import Any, Callable, Dict, Iterable, Optional, Tuple, Union

from . import _raw
from ._handle import Core, Said
from .errors import Absent, Conflict, CorruptError, InvalidError, IoError, NoMemoryError

__all__ = ['CaseCommit', 'Commit', 'CustomStore', 'PolicyDocument', 'StoredCase', 'StoredRecord']


@dataclass(frozen=True)
class StoredRecord:
    """One record, as it is stored; to be kept byte by byte."""

    seq: int
    """From 1, without gaps."""
    header: bytes
    body: bytes
    """b'' where it was erased."""


@dataclass(frozen=True)
class StoredCase:
    """A case in a list."""

    id: str
    version: int
    """The number of its records."""
    summary: bytes
    """The summary that was kept last; b'' where there is none."""


@dataclass(frozen=True)
class CaseCommit:
    """What is to be written to one case."""

    id: str
    expected: int
    """How many records it must have now; 0: it must not exist."""
    records: Tuple[StoredRecord, ...]
    """New ones, numbered from `expected` + 1."""
    erased: Tuple[int, ...]
    """Numbers of records whose bodies must go, so that they cannot be had back."""
    summary: bytes
    """For the caseload; replaces the one before. b'': unchanged."""


@dataclass(frozen=True)
class PolicyDocument:
    """A policy document that a case was pinned to; to be kept for ever, once."""

    digest: bytes
    """SHA-256 of the document, 32 bytes."""
    id: str
    version: str
    document: bytes


@dataclass(frozen=True)
class Commit:
    """Everything that is to be written at once."""

    cases: Tuple[CaseCommit, ...]
    policies: Tuple[PolicyDocument, ...]
    calendar: bytes
    """The host's days; replaces what was kept. b'': unchanged."""


class CustomStore(abc.ABC):
    """What a host implements to keep records in its own database; `Store.custom(engine, store)` makes a store of it.

    Raise Conflict (commit), IoError, CorruptError or NoMemoryError to say just that; any other exception goes through the library untouched, and is
    raised by the call that was made, which then did nothing. No method may call the engine. The object is kept until its close() was called: so
    if it holds on to its own engine or store, close those explicitly."""

    @abc.abstractmethod
    def commit(self, commit: Commit) -> None:
        """Write all of it, durably, or nothing. Raise Conflict where a case has not the expected version. A policy document that is there stays."""

    @abc.abstractmethod
    def read(self, id: str, since: int) -> Optional[Iterable[StoredRecord]]:
        """The records of a case from number `since` on, in order (none, where it has fewer); None where there is no such case."""

    @abc.abstractmethod
    def list(self, after: str, limit: int) -> Iterable[StoredCase]:
        """At most `limit` cases whose id is after `after`, in order of their ids, by code points, which in UTF-8 is by bytes; "": from the first."""

    @abc.abstractmethod
    def policy(self, digest: bytes) -> Optional[bytes]:
        """The policy document of that digest; None where there is none."""

    def changes(self, token: str, limit: int) -> Tuple[Iterable[StoredCase], str]:
        """Optional. At most `limit` cases written since `token` ("": all), and the token to go on from. Raise InvalidError for a token
        that is none."""
        raise NotImplementedError

    def calendar(self) -> Optional[bytes]:
        """Optional, but then the store keeps no calendar. The one that was kept; None where there is none."""
        raise NotImplementedError

    def close(self) -> None:
        """Optional. The store is no longer used."""


# ---- from C to Python

def _bytes(lent: Any) -> bytes:
    return ctypes.string_at(lent.data, lent.length) if lent.length else b''


def _text(lent: Any) -> str:
    return _bytes(lent).decode()


def _case_commit(k: Any) -> CaseCommit:
    records = tuple(StoredRecord(r.seq, _bytes(r.header), _bytes(r.body)) for r in (k.records[i] for i in range(k.record_count)))
    return CaseCommit(_text(k.id), k.expected, records, tuple(k.erased[:k.erased_count]) if k.erased_count else (), _bytes(k.summary))


def _commit(data: Any) -> Commit:
    policies = (data.policies[i] for i in range(data.policy_count))
    return Commit(tuple(_case_commit(data.cases[i]) for i in range(data.case_count)),
                  tuple(PolicyDocument(_bytes(p.digest), _text(p.id), _text(p.version), _bytes(p.document)) for p in policies),
                  _bytes(data.calendar))


# ---- from Python to C

class _Lent:
    """Bytes lent to a sink, which copies."""

    def __init__(self, data: bytes) -> None:
        self.data = bytes(data)
        self.bytes = _raw.asb_bytes(ctypes.cast(ctypes.c_char_p(self.data), ctypes.c_void_p), len(self.data))


class _Stop(Exception):
    """A sink wants no more; its status is to be given back."""

    def __init__(self, status: int) -> None:
        self.status = status


def _give(sink: Any, *arguments: Any) -> None:
    status = sink(*arguments)
    if status != _raw.ASB_OK:
        raise _Stop(status)


def _give_cases(cases: Iterable[StoredCase], sink: Any, sink_self: Any) -> None:
    for case in cases:
        id, summary = _Lent(case.id.encode()), _Lent(case.summary)
        _give(sink, sink_self, id.bytes, case.version, summary.bytes)


class Bridge:
    """A custom store as the library knows it, by a number; and where what it raises is put aside."""

    def __init__(self, store: CustomStore, core: Optional[Core]) -> None:
        self.store = store
        self.core = weakref.ref(core) if core is not None else None
        self.number = next(_numbers)

    def carry(self, what: Union[BaseException, Said]) -> None:
        core = self.core() if self.core is not None else None
        if core is not None:
            core.carried = what


_numbers = itertools.count(1)
_bridges: Dict[int, Bridge] = {}
_SAYS = (Conflict, Absent, InvalidError, IoError, NoMemoryError, CorruptError)


def carried_status(carry: Callable[[Union[BaseException, Said]], None], what: BaseException) -> int:
    """The status for what a callback raised, which is put aside."""
    if isinstance(what, _Stop):
        return what.status
    if isinstance(what, _SAYS):
        carry(Said(what))
        return what.status
    carry(what)
    return _raw.ASB_EUSER


def _callback(body: Callable[..., int]) -> Callable[..., int]:
    """A callback for the library: finds the store by its number, and lets no exception out."""
    def call(number: int, *arguments: Any) -> int:
        bridge = _bridges.get(number)
        if bridge is None:
            return _raw.ASB_EUSER
        try:
            return body(bridge.store, *arguments)
        except BaseException as what:
            return carried_status(bridge.carry, what)
    return call


def _on_commit(store: CustomStore, data: Any) -> int:
    store.commit(_commit(data.contents))
    return _raw.ASB_OK


def _on_read(store: CustomStore, id: Any, since: int, sink: Any, sink_self: Any) -> int:
    records = store.read(_text(id), since)
    if records is None:
        return _raw.ASB_ABSENT
    for record in records:
        header, body = _Lent(record.header), _Lent(record.body)
        _give(sink, sink_self, ctypes.byref(_raw.asb_stored_record(record.seq, 0, header.bytes, body.bytes)))
    return _raw.ASB_OK


def _on_list(store: CustomStore, after: Any, limit: int, sink: Any, sink_self: Any) -> int:
    _give_cases(store.list(_text(after), limit), sink, sink_self)
    return _raw.ASB_OK


def _on_changes(store: CustomStore, token: Any, limit: int, sink: Any, sink_self: Any, then: Any, then_self: Any) -> int:
    cases, following = store.changes(_text(token), limit)
    _give_cases(cases, sink, sink_self)
    _give(then, then_self, _Lent(following.encode()).bytes)
    return _raw.ASB_OK


def _give_document(document: Optional[bytes], sink: Any, sink_self: Any) -> int:
    if document is None:
        return _raw.ASB_ABSENT
    lent = _Lent(document)
    _give(sink, sink_self, lent.bytes)
    return _raw.ASB_OK


def _on_policy(store: CustomStore, digest: Any, sink: Any, sink_self: Any) -> int:
    return _give_document(store.policy(_bytes(digest)), sink, sink_self)


def _on_calendar(store: CustomStore, sink: Any, sink_self: Any) -> int:
    return _give_document(store.calendar(), sink, sink_self)


def _on_close(number: int) -> None:
    bridge = _bridges.pop(number, None)
    if bridge is not None:
        try:
            bridge.store.close()
        except BaseException as what:
            bridge.carry(what)


# Never given back, so that the library can call them whenever it likes.
_COMMIT = _raw.asb_store_callbacks_commit(_callback(_on_commit))
_READ = _raw.asb_store_callbacks_read(_callback(_on_read))
_LIST = _raw.asb_store_callbacks_list(_callback(_on_list))
_CHANGES = _raw.asb_store_callbacks_changes(_callback(_on_changes))
_POLICY = _raw.asb_store_callbacks_policy(_callback(_on_policy))
_CALENDAR = _raw.asb_store_callbacks_calendar(_callback(_on_calendar))
_CLOSE = _raw.asb_store_callbacks_close(_on_close)


def table(store: CustomStore, core: Optional[Core] = None) -> _raw.asb_store_callbacks:
    """The table of callbacks of a store. It is known until its `close` was called, or forget()."""
    bridge = Bridge(store, core)
    _bridges[bridge.number] = bridge
    out = _raw.asb_store_callbacks(struct_size=ctypes.sizeof(_raw.asb_store_callbacks), commit=_COMMIT, read=_READ, list=_LIST, policy=_POLICY,
                                   close=_CLOSE)
    out.self = bridge.number
    if type(store).changes is not CustomStore.changes:
        out.changes = _CHANGES
    if type(store).calendar is not CustomStore.calendar:
        out.calendar = _CALENDAR
    return out


def forget(callbacks: _raw.asb_store_callbacks) -> None:
    """The library did not take the table, and will not close it."""
    _bridges.pop(callbacks.self or 0, None)

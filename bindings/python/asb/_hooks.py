"""The hooks of an engine: one C function for each, which finds the engine's own by the number that the library hands it as `self`.

These C functions are never given back, so that the library can call them whenever it likes. What a hook raises goes no further than here: it is
put aside, and raised again by the call that the host made.
"""
from __future__ import annotations

import ctypes
import datetime
import itertools
import weakref
from . import _raw
from ._handle import Core
from ._values import milliseconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, Optional

    Clock = Callable[[], datetime.datetime]
    Random = Callable[[int], bytes]
    Log = Callable[[int, str], object]
    Progress = Callable[[str, int, int], Optional[bool]]


class Hooks:
    """The hooks of one engine, and its core, in which what they raise is put aside."""

    __slots__ = ('clock', 'random', 'log', 'progress', 'core', 'told', '__weakref__')

    def __init__(self, clock: Optional[Clock], random: Optional[Random], log: Optional[Log], progress: Optional[Progress]) -> None:
        self.clock, self.random, self.log, self.progress = clock, random, log, progress
        self.core: Optional[weakref.ref[Core]] = None
        self.told: Optional[int] = None

    def __enter__(self) -> None:
        """Before a call that adds a record the clock is asked: a clock that fails cannot tell the library so, and nothing must be added then."""
        if self.clock is not None:
            self.told = milliseconds(self.clock())

    def __exit__(self, *exception: object) -> None:
        self.told = None

    def carry(self, what: BaseException) -> None:
        core = self.core() if self.core is not None else None
        if core is not None and core.carried is None:
            core.carried = what


_numbers = itertools.count(1)
_hooks: weakref.WeakValueDictionary[int, Hooks] = weakref.WeakValueDictionary()


def _now(number: int) -> int:
    hooks = _hooks.get(number)
    if hooks is None or hooks.clock is None:
        return 0
    if hooks.told is not None:
        return hooks.told
    try:
        return milliseconds(hooks.clock())
    except BaseException as what:
        hooks.carry(what)
        return 0


def _random(number: int, to: int, size: int) -> int:
    hooks = _hooks.get(number)
    if hooks is None or hooks.random is None:
        return _raw.ASB_EUSER
    try:
        data = hooks.random(size)
        if len(data) != size:
            raise ValueError('the random hook was asked for %d bytes and gave %d' % (size, len(data)))
        ctypes.memmove(to, bytes(data), size)
        return _raw.ASB_OK
    except BaseException as what:
        hooks.carry(what)
        return _raw.ASB_EUSER


def _log(number: int, level: int, message: Optional[bytes]) -> None:
    hooks = _hooks.get(number)
    if hooks is None or hooks.log is None:
        return
    try:
        hooks.log(level, (message or b'').decode('utf-8', 'replace'))
    except BaseException as what:
        hooks.carry(what)


def _progress(number: int, work: Optional[bytes], done: int, total: int) -> int:
    hooks = _hooks.get(number)
    if hooks is None or hooks.progress is None:
        return _raw.ASB_OK
    try:
        return _raw.ASB_EUSER if hooks.progress((work or b'').decode(), done, total) else _raw.ASB_OK
    except BaseException as what:
        hooks.carry(what)
        return _raw.ASB_EUSER


_NOW, _RANDOM, _LOG = _raw.asb_hooks_now(_now), _raw.asb_hooks_random(_random), _raw.asb_hooks_log(_log)
_PROGRESS = _raw.asb_hooks_progress(_progress)


def table(hooks: Hooks, memory_limit: int) -> _raw.asb_hooks:
    """The struct for the library, which copies it."""
    number = next(_numbers)
    _hooks[number] = hooks
    out = _raw.asb_hooks(struct_size=ctypes.sizeof(_raw.asb_hooks), self=number, memory_limit=memory_limit)
    if hooks.clock is not None:
        out.now = _NOW
    if hooks.random is not None:
        out.random = _RANDOM
    if hooks.log is not None:
        out.log = _LOG
    if hooks.progress is not None:
        out.progress = _PROGRESS
    return out

"""What all handles have in common: an engine's core, its lock, how errors are raised, and how each is given back."""
from __future__ import annotations

import atexit
import json
from ctypes import byref, c_size_t, c_void_p

from . import _raw
from ._library import argument, lib
from ._values import sized
from .errors import ArgumentError, Closed, Error, class_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from threading import RLock
    from typing import Any, ClassVar, Dict, Iterable, List, Optional, Type, TypeVar, Union

    H = TypeVar('H', bound='Handle')
else:
    from _thread import RLock

OK, REFUSED, ABSENT = _raw.ASB_OK, _raw.ASB_REFUSED, _raw.ASB_ABSENT


class Said:
    """What a store of the host's raised to give a status: raised again where that status is what the call comes to."""

    __slots__ = ('error',)

    def __init__(self, error: Error) -> None:
        self.error = error


class NoHooks:
    """What an engine without hooks has in their place."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, *exception: object) -> None:
        pass


class Core:
    """An engine of the library, shared by the Engine and by everything made from it; given back when the last of them is gone.

    `lock` is held whenever the library is in the engine: so any thread may call, one waits for another, and what a getter lends is copied before
    anybody can change it. It may be taken again by the thread that has it, which is how a callback that calls its own engine gets a BusyError from
    the library and does not wait for ever. `carried` is what a callback raised, on its way to whoever made the call. `out` is where a function puts a
    handle that it made, for calls that want none of their own: what is in it counts while the lock is held, and where the status says so.
    """

    __slots__ = ('handle', 'lock', 'acquire', 'release', 'carried', 'hooks', 'out', 'to_out', '__weakref__')

    def __init__(self, hooks: Any) -> None:
        self.lock = RLock()
        self.acquire, self.release = self.lock.acquire, self.lock.release  # what is called most takes the lock by these: `with` takes twice as long
        self.carried: Union[None, BaseException, Said] = None
        self.hooks = hooks
        self.out = c_void_p()
        self.to_out = byref(self.out)
        self.handle = 0

    def __del__(self) -> None:
        lib.asb_engine_free(self.handle)

    def judge(self, status: int) -> int:
        """Raises what a callback raised, or what an error says; gives back any other status. The lock must be held."""
        carried, self.carried = self.carried, None
        if isinstance(carried, Said):
            if status == carried.error.status != ABSENT:
                raise carried.error
        elif carried is not None:
            raise carried
        if status < 0:
            raise self.error(status)
        return status

    def error(self, status: int) -> Error:
        """The exception for a status, with what the engine says of it."""
        e = self.handle
        message = lib.asb_error_message(e).decode() or lib.asb_status_text(status).decode()
        out = class_of(status)(message, code=lib.asb_error_code(e).decode(), arguments=_arguments(lib.asb_error_arguments(e)),
                               field=lib.asb_error_field(e).decode() or None, pointer=lib.asb_error_pointer(e).decode(),
                               line=lib.asb_error_line(e), column=lib.asb_error_column(e))
        out.status = status
        return out


def _arguments(text: bytes) -> Dict[str, str]:
    out: Dict[str, str] = json.loads(text) if text else {}
    return out


class Handle:
    """Something that the library made. Close it with close() or `with`, or leave it to Python: each may be closed in any order."""

    __slots__ = ('_core', '_handle', '_argument', '__weakref__')
    _free: ClassVar[Any]
    _argument: Any  # the handle as functions of handle_lib take it

    def __init__(self, core: Core, handle: Optional[int]) -> None:
        self._core = core
        self._handle: Optional[int] = handle
        self._argument = argument(handle)

    def _begin(self, core: Core, function: Any, *arguments: Any) -> None:
        """What a constructor does: calls a function whose `out` is the handle. Where there is no such thing, Absent is raised."""
        out = c_void_p()
        with core.lock:
            status = function(byref(out), *integers(arguments))
            self._core = core
            if out.value:
                self._handle, self._argument = out.value, argument(out.value)
            if status or core.carried:
                core.judge(status)
            if not out.value:
                raise core.error(status)

    @classmethod
    def _wrap(cls: Type[H], core: Core, handle: Optional[int]) -> H:
        """An object for a handle that another one's function gave, past the constructor that hosts use."""
        out = cls.__new__(cls)
        Handle.__init__(out, core, handle)
        return out

    def close(self) -> None:
        """Give it back now. Closing again does nothing."""
        try:
            with self._core.lock:  # nobody is just using it
                handle = self._handle
                self._end()
        except (Closed, AttributeError):
            return
        self._free(handle)

    @property
    def closed(self) -> bool:
        """Has it been closed?"""
        try:
            return self._handle is None
        except (Closed, AttributeError):
            return True

    def _end(self) -> None:
        """It has no handle any more, and says so where one is asked for."""
        self.__class__ = _closed(type(self))
        del self._handle, self._argument

    def __enter__(self: H) -> H:
        if self.closed:
            raise Closed('this %s has been closed' % type(self).__name__)
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __del__(self) -> None:
        try:
            handle = self._handle
        except (Closed, AttributeError):  # or it was never made
            return
        self._free(handle)  # from any thread at any moment: no lock

    # ---- calls

    def _do(self, function: Any, *arguments: Any) -> int:
        """A function with a status. Gives back OK, REFUSED, CONFLICT or ABSENT."""
        core = self._core
        core.acquire()
        try:
            status: int = function(self._handle, *arguments)
            return core.judge(status) if status or core.carried else status
        finally:
            core.release()

    def _do_with(self, function: Any, *arguments: Any) -> int:
        """The same, where there are handles among the arguments."""
        with self._core.lock:
            return self._do(function, *integers(arguments))

    def _number(self, function: Any, *arguments: Any) -> int:
        """A getter that gives a number."""
        core = self._core
        core.acquire()
        try:
            number: int = function(self._handle, *arguments)
        finally:
            core.release()
        return number

    def _flag(self, function: Any, *arguments: Any) -> bool:
        """A getter that gives 1 or 0."""
        return self._number(function, *arguments) != 0

    def _text(self, function: Any, *arguments: Any) -> str:
        """A getter that lends a text. (ctypes has copied it when the lock is let go.)"""
        core = self._core
        core.acquire()
        try:
            text: bytes = function(self._handle, *arguments)
        finally:
            core.release()
        return text.decode()

    def _optional(self, function: Any, *arguments: Any) -> Optional[str]:
        """The same, where "" says that there is none."""
        return self._text(function, *arguments) or None

    def _owned(self, function: Any, *arguments: Any) -> Optional[str]:
        """A function whose `out` is a text that is ours; None where it is absent."""
        return owned_text(self._core, function, self, *arguments)

    def _words(self, function: Any, *arguments: Any) -> str:
        """The same, where it cannot be absent."""
        return owned_text(self._core, function, self, *arguments) or ''

    def _json_of(self, function: Any, *arguments: Any) -> Any:
        """The same, read as JSON."""
        text = owned_text(self._core, function, self, *arguments)
        return None if text is None else json.loads(text)

    def _made(self, kind: Type[H], function: Any, *arguments: Any) -> H:
        """A function whose `out` is a handle; Absent is raised where there is none."""
        return made(kind, self._core, function, self, *arguments)

    def _found(self, kind: Type[H], function: Any, *arguments: Any) -> Optional[H]:
        """The same for a lookup: None where there is none."""
        return found(kind, self._core, function, self, *arguments)


def _lacks(self: Handle, name: str) -> Any:
    if name in ('_handle', '_argument', '_core'):
        raise Closed('this %s has been closed' % type(self).__name__)
    raise AttributeError('%r object has no attribute %r' % (type(self).__name__, name))


_CLOSED: Dict[Type[Any], Type[Any]] = {}


def _closed(kind: Type[H]) -> Type[Any]:
    """What a class of handles becomes for one that was closed. (Python asks each attribute more slowly of a class that has a __getattr__ than of one
    that has none: so those that are open have none.)"""
    if kind not in _CLOSED:
        own = {'__slots__': (), '__doc__': kind.__doc__, '__module__': kind.__module__, '__qualname__': kind.__qualname__, '__getattr__': _lacks}
        meta: Any = type(kind)
        _CLOSED[kind] = meta(kind.__name__, (kind,), own)
    return _CLOSED[kind]


def integers(arguments: Iterable[Any]) -> List[Any]:
    """Handles as the library takes them, and everything else as it is. Under the lock: nobody closes them before they are used."""
    return [one._handle if isinstance(one, Handle) else one for one in arguments]


def found(kind: Type[H], core: Core, function: Any, *arguments: Any) -> Optional[H]:
    """Calls a function whose `out` is a handle. None where the answer is ABSENT."""
    out = c_void_p()
    with core.lock:
        status = function(byref(out), *integers(arguments))
        handle = kind._wrap(core, out.value) if out.value else None
        if status or core.carried:
            core.judge(status)
    return handle


def made(kind: Type[H], core: Core, function: Any, *arguments: Any) -> H:
    """The same, where ABSENT is an exception."""
    out = found(kind, core, function, *arguments)
    if out is None:
        with core.lock:
            raise core.error(ABSENT)
    return out


def owned_text(core: Core, function: Any, *arguments: Any) -> Optional[str]:
    """Calls a function whose `out` is a text that is ours, and gives it back."""
    out = c_void_p()
    with core.lock:
        status = function(byref(out), *integers(arguments))
        text = take_text(out.value) if out.value else None
        if status or core.carried:
            core.judge(status)
    return text


def reported(core: Core, function: Any, *arguments: Any) -> Any:
    """The same for JSON that is given with errors too: it is then the exception's `report`. Conflicts are raised as well."""
    out = c_void_p()
    with core.lock:
        status = function(byref(out), *integers(arguments))
        report = json.loads(take_text(out.value)) if out.value else None
        try:
            if core.judge(status) == _raw.ASB_CONFLICT:
                raise core.error(status)
        except Error as error:
            error.report = report
            raise
    return report


def take_text(text: Optional[int]) -> str:
    """What a text that is ours holds; it is given back."""
    out = sized(lib.asb_text_data(text), lib.asb_text_length(text))
    lib.asb_text_free(text)
    return out


def lent_sized(function: Any, *arguments: Any) -> str:
    """A getter that lends a text with its length, in its last parameter. The lock must be held."""
    length = c_size_t()
    pointer = function(*arguments, byref(length))
    return sized(pointer, length.value)


def u32(number: int) -> int:
    """A number for the library, of which ctypes would cut off what is too much."""
    if not 0 <= number < 2 ** 32:
        raise ArgumentError('%d is out of range: it can be 0 to 4294967295' % number)
    return number


@atexit.register
def _leave() -> None:
    """What lives at the end is left to the system: modules are taken apart in no order then, and every commit is on the disk already."""
    for kind in (Core, Handle):
        delattr(kind, '__del__')

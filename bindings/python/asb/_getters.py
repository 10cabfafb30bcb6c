"""Getters without arguments, as properties: each is one call of a function of handle_lib under the engine's lock, with nothing else in between."""
from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Generic, Optional, TypeVar

    T = TypeVar('T', covariant=True)

    class Getter(Generic[T]):
        """What a checker of types is to see in place of a property."""

        def __get__(self, handle: object, kind: Optional[type] = None) -> T: ...


def text(function: Any, doc: str) -> Getter[str]:
    """A text that is lent; ctypes has copied it when the lock is let go."""
    def get(self: Any) -> str:
        core = self._core
        core.acquire()
        try:
            out: bytes = function(self._argument)
        finally:
            core.release()
        return out.decode()
    return property(get, doc=doc)  # type: ignore[return-value]


def optional_text(function: Any, doc: str) -> Getter[Optional[str]]:
    """The same, where "" says that there is none."""
    def get(self: Any) -> Optional[str]:
        core = self._core
        core.acquire()
        try:
            out: bytes = function(self._argument)
        finally:
            core.release()
        return out.decode() or None
    return property(get, doc=doc)  # type: ignore[return-value]


def number(function: Any, doc: str) -> Getter[int]:
    """A number."""
    def get(self: Any) -> int:
        core = self._core
        core.acquire()
        try:
            out: int = function(self._argument)
        finally:
            core.release()
        return out
    return property(get, doc=doc)  # type: ignore[return-value]


def optional_number(function: Any, doc: str) -> Getter[Optional[int]]:
    """The same, where 0 says that there is none."""
    def get(self: Any) -> Optional[int]:
        core = self._core
        core.acquire()
        try:
            out: int = function(self._argument)
        finally:
            core.release()
        return out or None
    return property(get, doc=doc)  # type: ignore[return-value]


def flag(function: Any, doc: str) -> Getter[bool]:
    """True or false."""
    def get(self: Any) -> bool:
        core = self._core
        core.acquire()
        try:
            out: int = function(self._argument)
        finally:
            core.release()
        return out != 0
    return property(get, doc=doc)  # type: ignore[return-value]

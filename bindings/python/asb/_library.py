"""The library's functions as this package calls them, and texts, times and JSON on their way in and out.

Here a handle is a plain integer: the classes of this package see to it that each comes where it belongs, and integers are what ctypes hands
over fastest. Functions that give a status may take their time or call back, so Python's global lock is let go while they run. The others only
look something up; letting go would take longer than they do, so they keep it.
"""
from __future__ import annotations

import ctypes
import datetime
import functools
import json
from types import SimpleNamespace
from typing import Any, Mapping, Optional, Sequence, Union

from . import _raw
from .local_time import LONDON

Json = Union[str, bytes, Mapping[str, Any], Sequence[Any]]
"""A JSON document: its text, or what `json.dumps` takes; dates and datetimes may be in it."""
When = Union[str, datetime.date, datetime.datetime]
"""A day or a moment. A text is passed on as it is; so is a datetime without a zone, which is local time in England (`fold` is heeded)."""

NEVER = -2 ** 63
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
MILLISECOND = datetime.timedelta(milliseconds=1)


def _is_handle(ctype: Any) -> bool:
    target = getattr(ctype, '_type_', None)
    return isinstance(target, type) and issubclass(target, ctypes.Structure) and not hasattr(target, '_fields_')


def _as_integer(ctype: Any) -> Any:
    """The same type with a plain pointer where there is one to an opaque handle."""
    if _is_handle(ctype):
        return ctypes.c_void_p
    if _is_handle(getattr(ctype, '_type_', None)):
        return ctypes.POINTER(ctypes.c_void_p)
    return ctype


def _bind() -> Any:
    library = _raw.library()
    quick = ctypes.PyDLL(library._name, handle=library._handle)
    functions = SimpleNamespace()
    for name, (result, arguments) in _raw.FUNCTIONS.items():
        function = (library if name in _raw.STATUSES else quick)[name]
        function.restype, function.argtypes = _as_integer(result), [_as_integer(argument) for argument in arguments]
        setattr(functions, name, function)
    return functions


lib: Any = _bind()


# ---- texts

def encode_unicode(text: str) -> bytes:
    """A text for the library, which judges what Unicode has no character for."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode('utf-8', 'surrogatepass')


def encode(text: str) -> bytes:
    """The same for a parameter without a length: what would be cut unseen is refused."""
    if '\0' in text:
        raise ValueError('a text with U+0000 in it cannot be handed over: %r' % text)
    return encode_unicode(text)


@functools.lru_cache(maxsize=1000)
def encode_name(name: str) -> bytes:
    """The same for names of fields, of which there are few."""
    return encode(name)


def encode_optional(text: Optional[str]) -> Optional[bytes]:
    """A text for a parameter that may be NULL."""
    return None if text is None else encode(text)


def decode(data: Optional[bytes]) -> str:
    """What a getter lends; a text may have a lone surrogate, as JSON may."""
    return data.decode('utf-8', 'surrogatepass') if data else ''


def sized(pointer: Optional[int], length: int) -> str:
    """A text that comes with its length."""
    return decode(ctypes.string_at(pointer, length)) if pointer else ''


# ---- times

def instant(milliseconds: int) -> Optional[datetime.datetime]:
    """An instant of the library: aware, in UTC, exact to the millisecond; None where it was not said."""
    return None if milliseconds == NEVER else EPOCH + milliseconds * MILLISECOND


def milliseconds(when: datetime.datetime) -> int:
    """UTC milliseconds; what is finer is cut. A datetime without a zone is local time in England."""
    return (aware(when) - EPOCH) // MILLISECOND


def aware(when: datetime.datetime) -> datetime.datetime:
    """The same in a zone."""
    return when.replace(tzinfo=LONDON) if when.tzinfo is None else when


def when_text(when: When) -> str:
    """A day or a moment as the library reads it."""
    if isinstance(when, str):
        return when
    if not isinstance(when, datetime.datetime):
        return when.isoformat()
    if when.tzinfo is None and not when.fold:
        return when.isoformat(timespec='milliseconds')
    return aware(when).astimezone(datetime.timezone.utc).isoformat(timespec='milliseconds')


def when_optional(when: Optional[When]) -> Optional[bytes]:
    """A day or a moment for a parameter that may be NULL."""
    return None if when is None else encode(when_text(when))


def read_when(text: Optional[str]) -> Union[None, datetime.date, datetime.datetime]:
    """A date (2026-04-13) or an instant in UTC (2026-04-03T15:00:00Z, perhaps with a fraction) as the library writes it; None for nothing."""
    if not text:
        return None
    if len(text) == 10:
        return datetime.date.fromisoformat(text)
    return read_instant(text)


def read_instant(text: str) -> datetime.datetime:
    """An instant as the library writes it. (fromisoformat of Python 3.9 reads neither Z nor a fraction of any length.)"""
    whole, _, fraction = text[:-1].partition('.')
    out = datetime.datetime.fromisoformat(whole + '+00:00')
    return out + int((fraction + '00')[:3]) * MILLISECOND if fraction else out


def read_date(text: Optional[str]) -> Optional[datetime.date]:
    """A date as the library writes it; None for nothing."""
    return datetime.date.fromisoformat(text) if text else None


# ---- JSON

def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return when_text(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError('%r has no place in JSON' % (value,))


def value_document(value: Any) -> bytes:
    """Any value as JSON in UTF-8; a text is a value here, not a document."""
    return json.dumps(value, default=_plain, allow_nan=False).encode()


def document(value: Json) -> bytes:
    """A JSON document in UTF-8."""
    if isinstance(value, bytes):
        return value
    return value.encode('utf-8', 'surrogatepass') if isinstance(value, str) else value_document(value)

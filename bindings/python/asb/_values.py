"""Texts, times and JSON on their way into the library and out of it."""
from __future__ import annotations

import datetime
import functools
import json
from collections.abc import Mapping
from ctypes import string_at

from .local_time import LONDON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Optional, Sequence, Union

    Json = Union[str, bytes, Mapping[str, Any], Sequence[Any]]
    """A JSON document: its text, or what `json.dumps` takes; dates and datetimes may be in it."""
    When = Union[str, datetime.date, datetime.datetime]
    """A day or a moment. A text is passed on as it is; so is a datetime without a zone, which is local time in England (`fold` is heeded)."""

NEVER = -2 ** 63
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
MILLISECOND = datetime.timedelta(milliseconds=1)


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
    return decode(string_at(pointer, length)) if pointer else ''


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


def day(text: str) -> datetime.date:
    """A date as the library writes it."""
    return datetime.date.fromisoformat(text)


def read_date(text: Optional[str]) -> Optional[datetime.date]:
    """The same; None for nothing."""
    return day(text) if text else None


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

"""Records: one thing that happened or was decided, by someone, at a time."""
from __future__ import annotations

import datetime
import json
from ctypes import byref, c_int32, c_int64, c_size_t, c_void_p

from . import _getters as getters
from ._handle import ABSENT, OK, Handle, made, u32
from ._library import handle_lib, lib
from ._values import decode, document, encode, encode_name, encode_unicode, instant, sized, value_document, when_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Iterator, List, Mapping, MutableMapping, Optional

    from ._values import Json, When
    from .engine import Engine

    _Fields = MutableMapping[str, Any]
else:
    from collections.abc import MutableMapping as _Fields

__all__ = ['Record']


class Record(Handle, _Fields):
    """A record. Its fields are read and written as those of a dict: `record['summary'] = 'Loud music'`; a list, a dict, a number, a flag, a date or a
    datetime may be a value too. What kinds and fields there are is `Engine.vocabulary()`."""

    __slots__ = ()
    _free = lib.asb_record_free

    def __init__(self, engine: Engine, kind: str, fields: Optional[Mapping[str, Any]] = None, *, by: Optional[str] = None,
                 role: Optional[str] = None, at: Optional[When] = None) -> None:
        """Begin a record. `by` and `role` say who did it, in which role; `at` when it happened (else it is when the record is added)."""
        if fields is None:
            self._begin(engine._core, lib.asb_record_new, engine, encode(kind))
            if by is not None or role is not None:
                self.set_actor(by or '', role or '')
            if at is not None:
                self.set_at(at)
        else:
            parts = {'kind': kind, 'at': at, 'by': by, 'role': role, 'fields': fields}
            data = value_document({name: part for name, part in parts.items() if part is not None})
            self._begin(engine._core, lib.asb_record_parse, engine, data, len(data))

    @classmethod
    def parse(cls, engine: Engine, record: Json) -> Record:
        """Read {"kind", "at", "by", "role", "fields"}, of which only `kind` is required."""
        data = document(record)
        return made(cls, engine._core, lib.asb_record_parse, engine, data, len(data))

    # ---- who and when

    def set_actor(self, by: str, role: str) -> None:
        """Say who did it, and in which role of the policy (or "system")."""
        self._do(lib.asb_record_set_actor, encode(by), encode(role))

    kind = getters.text(handle_lib.asb_record_kind, 'Its kind: "report", "note", …')
    seq = getters.number(handle_lib.asb_record_seq, 'Its number in its case, from 1; 0 while it is in none.')

    @property
    def at(self) -> Optional[datetime.datetime]:
        """When it happened: aware, in UTC; None where it was not said and it is in no case yet."""
        return instant(self._number(lib.asb_record_at))

    def set_at(self, when: When) -> None:
        """Say when it happened: a datetime, a date or a text; without a zone it is local time in England. Otherwise it is when the record
        is added."""
        self._do(lib.asb_record_set_at, encode(when_text(when)))

    @property
    def recorded(self) -> Optional[datetime.datetime]:
        """When it was entered: aware, in UTC; None while it is in no case."""
        return instant(self._number(lib.asb_record_recorded))

    by = getters.optional_text(handle_lib.asb_record_by, 'Who did it; None where that was not said.')
    role = getters.optional_text(handle_lib.asb_record_role, 'In which role; None where that was not said.')
    erased = getters.flag(handle_lib.asb_record_erased, 'Has its body been erased?')

    # ---- fields, each setter one call

    def set_text(self, field: str, text: str) -> None:
        """Set a field to a text (also ids, dates, instants, choices)."""
        if '\0' in text:  # the library says what is wrong with it, but must see it
            self.set_json(field, value_document(text))
            return
        core, data = self._core, encode_unicode(text)
        core.acquire()
        try:
            status = lib.asb_record_set_text(self._handle, encode_name(field), data)
            if status:
                core.judge(status)
        finally:
            core.release()

    def set_flag(self, field: str, flag: bool) -> None:
        """Set a field to true or false."""
        self._do(lib.asb_record_set_flag, encode_name(field), int(flag))

    def set_number(self, field: str, number: int) -> None:
        """Set a field to a whole number, at most 9007199254740991 either way."""
        self._do(lib.asb_record_set_number, encode_name(field), max(-2 ** 63, min(number, 2 ** 63 - 1)))  # ctypes would cut what is greater still

    def set_json(self, field: str, value: Json) -> None:
        """Set a field to any JSON value; a text is taken for JSON here."""
        data = document(value)
        self._do(lib.asb_record_set_json, encode_name(field), data, len(data))

    def add_text(self, field: str, text: str) -> None:
        """Append a text to a field that is a list (it is made where absent; a single text becomes the first of the list)."""
        self._do(lib.asb_record_add_text, encode_name(field), encode(text))

    def unset(self, field: str) -> bool:
        """Take a field away. False where there was none."""
        return self._do(lib.asb_record_unset, encode_name(field)) == OK

    # ---- fields, each getter one call

    def text(self, field: str) -> Optional[str]:
        """A text (of a list: its first); None where there is none."""
        return self._lent(lib.asb_record_get_text, encode_name(field))

    def text_at(self, field: str, index: int) -> Optional[str]:
        """A text of a field that is a list; None past the end."""
        return self._lent(lib.asb_record_get_text_at, encode_name(field), u32(index))

    def count(self, field: str) -> int:
        """How many values a field has: of a list its items, of anything else 1; 0 where it is absent."""
        return self._number(lib.asb_record_count, encode_name(field))

    def texts(self, field: str) -> List[str]:
        """All texts of a field."""
        found = [self.text_at(field, index) for index in range(self.count(field))]
        return [text for text in found if text is not None]

    def flag(self, field: str) -> Optional[bool]:
        """A flag; None where there is none."""
        flag = c_int32()
        with self._core.lock:
            status = lib.asb_record_get_flag(byref(flag), self._handle, encode_name(field))
            return flag.value != 0 if self._core.judge(status) == OK else None

    def number(self, field: str) -> Optional[int]:
        """A whole number; None where there is none."""
        number = c_int64()
        with self._core.lock:
            status = lib.asb_record_get_number(byref(number), self._handle, encode_name(field))
            return number.value if self._core.judge(status) == OK else None

    def json_text(self, field: str) -> Optional[str]:
        """Any field as canonical JSON; None where it is absent."""
        out, length = c_void_p(), c_size_t()
        with self._core.lock:
            status = self._core.judge(lib.asb_record_get_json(byref(out), byref(length), self._handle, encode_name(field)))
            return None if status == ABSENT else sized(out.value, length.value)

    def _lent(self, function: Any, field: bytes, *index: int) -> Optional[str]:
        out, length = c_void_p(), c_size_t()
        with self._core.lock:
            status = self._core.judge(function(byref(out), byref(length), self._handle, field, *index))
            return None if status == ABSENT else sized(out.value, length.value)

    # ---- fields, as a dict has them

    def __getitem__(self, field: str) -> Any:
        text = self.json_text(field)
        if text is None:
            raise KeyError(field)
        return json.loads(text)

    def __setitem__(self, field: str, value: Any) -> None:
        if isinstance(value, str):
            self.set_text(field, value)
        elif isinstance(value, bool):
            self.set_flag(field, value)
        elif isinstance(value, int):
            self.set_number(field, value)
        elif isinstance(value, datetime.date):
            self.set_text(field, when_text(value))
        else:
            self.set_json(field, value_document(value))

    def __delitem__(self, field: str) -> None:
        if not self.unset(field):
            raise KeyError(field)

    def __contains__(self, field: object) -> bool:
        return isinstance(field, str) and self.json_text(field) is not None

    def __len__(self) -> int:
        return self._number(lib.asb_record_field_count)

    def __iter__(self) -> Iterator[str]:
        with self._core.lock:
            names = [decode(lib.asb_record_field_name(self._handle, index)) for index in range(len(self))]
        return iter(names)

    __eq__, __hash__ = object.__eq__, object.__hash__  # two records are not the same because their fields are

    def __bool__(self) -> bool:
        return True  # a record without fields is one all the same

    def json(self) -> Dict[str, Any]:
        """The whole record, in the form that parse() reads, with `seq` and `recorded` where it has them."""
        out: Dict[str, Any] = self._json_of(lib.asb_record_json)
        return out

    def __repr__(self) -> str:
        return '<asb.Record, closed>' if self.closed else '<asb.Record %s %s>' % (self.seq or 'new', self.kind)

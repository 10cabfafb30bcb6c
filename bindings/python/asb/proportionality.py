"""Proportionality assessments: why a step against somebody is right."""
from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, List, Optional

from . import _getters as getters
from ._handle import OK, Handle
from ._library import handle_lib, lib
from ._values import decode, document, encode, encode_optional, read_date, value_document
from .policy import Policy
from .record import Record

if TYPE_CHECKING:
    from ._values import Json

__all__ = ['MissingAnswer', 'Proportionality']


@dataclass(frozen=True)
class MissingAnswer:
    """An answer that is wanted and missing."""

    field: str
    label: str


class Proportionality(Handle):
    """An assessment of a step. It supports it once it is complete, found it proportionate, was approved by another, and nothing has changed since.
    Its fields are those of the vocabulary's kind `proportionality`: `assessment['aim'] = 'Peace at night'`."""

    __slots__ = ()
    _free = lib.asb_proportionality_free

    def __init__(self, policy: Policy, party: str, remedy: str) -> None:
        """Begin an assessment of a remedy of the policy against a person."""
        self._begin(policy._core, lib.asb_proportionality_new, policy, encode(party), encode(remedy))

    # ---- answering

    def set_text(self, field: str, text: str) -> None:
        """Set a field to a text."""
        self._do(lib.asb_proportionality_set_text, encode(field), encode(text))

    def set_flag(self, field: str, flag: bool) -> None:
        """Set a field to true or false."""
        self._do(lib.asb_proportionality_set_flag, encode(field), int(flag))

    def set_json(self, field: str, value: Json) -> None:
        """Set a field to any JSON value; a text is taken for JSON here."""
        data = document(value)
        self._do(lib.asb_proportionality_set_json, encode(field), data, len(data))

    def add_text(self, field: str, text: str) -> None:
        """Append a text to a field that is a list."""
        self._do(lib.asb_proportionality_add_text, encode(field), encode(text))

    def add_alternative(self, remedy: str, outcome: Optional[str] = None, why: Optional[str] = None) -> None:
        """Add a lesser step that was tried or thought of: what came of it, and why it is not enough."""
        self._do(lib.asb_proportionality_add_alternative, encode(remedy), encode_optional(outcome), encode_optional(why))

    def unset(self, field: str) -> bool:
        """Take a field away. False where there was none."""
        return self._do(lib.asb_proportionality_unset, encode(field)) == OK

    def text(self, field: str) -> Optional[str]:
        """A text field (of a list: its first text); None where there is none."""
        return self._optional(lib.asb_proportionality_get_text, encode(field))

    def __getitem__(self, field: str) -> Any:
        text = self._owned(lib.asb_proportionality_get_json, encode(field))
        if text is None:
            raise KeyError(field)
        return json.loads(text)

    def __setitem__(self, field: str, value: Any) -> None:
        if isinstance(value, str):
            self.set_text(field, value)
        elif isinstance(value, bool):
            self.set_flag(field, value)
        else:
            self.set_json(field, value_document(value))

    def __delitem__(self, field: str) -> None:
        if not self.unset(field):
            raise KeyError(field)

    __iter__ = None  # it is asked by name, and no sequence

    # ---- how it stands

    party = getters.text(handle_lib.asb_proportionality_party, 'The person the step is against.')
    remedy = getters.text(handle_lib.asb_proportionality_remedy, 'The step.')

    def missing(self) -> List[MissingAnswer]:
        """The answers that are wanted and missing, in the order of the vocabulary."""
        with self._core.lock:
            count = lib.asb_proportionality_missing_count(self._handle)
            return [MissingAnswer(decode(lib.asb_proportionality_missing(self._handle, index)),
                                  decode(lib.asb_proportionality_missing_label(self._handle, index))) for index in range(count)]

    complete = getters.flag(handle_lib.asb_proportionality_complete, 'Is every answer there that is wanted?')
    seq = getters.number(
        handle_lib.asb_proportionality_seq, 'The number of the record that it was read from; 0 for a new one, of which what follows says nothing.')
    approved = getters.flag(handle_lib.asb_proportionality_approved, 'Was it approved by somebody other than its author, and not refused since?')
    approved_by = getters.optional_text(handle_lib.asb_proportionality_approved_by, 'Who approved it; None where nobody did.')
    approved_role = getters.optional_text(handle_lib.asb_proportionality_approved_role, 'In which role; None where nobody did.')
    approval = getters.optional_number(handle_lib.asb_proportionality_approval, 'The number of the approval; None where there is none.')
    stale = getters.flag(handle_lib.asb_proportionality_stale, 'Has something changed since it was approved or last reviewed?')
    stale_record = getters.optional_number(
        handle_lib.asb_proportionality_stale_record, 'The number of the record that made it stale; None where a date did, or nothing.')

    @property
    def review_by(self) -> Optional[datetime.date]:
        """When it is to be looked at again, once it is approved; None where there is no such date."""
        return read_date(self._text(lib.asb_proportionality_review_by))

    current = getters.flag(handle_lib.asb_proportionality_current, 'Does it support the step now: complete, proportionate, approved and not stale?')
    why = getters.optional_text(handle_lib.asb_proportionality_why, 'Why it does not, as a sentence; None where it does.')
    why_code = getters.optional_text(handle_lib.asb_proportionality_why_code, 'The stable code of that sentence; None where it does.')

    @property
    def why_arguments(self) -> Dict[str, str]:
        """The sentence's arguments."""
        out: Dict[str, str] = json.loads(self._text(lib.asb_proportionality_why_arguments) or '{}')
        return out

    def to_record(self) -> Record:
        """Make a record of it, complete or not, ready for an actor and for Case.add()."""
        return self._made(Record, lib.asb_proportionality_to_record)

    def json(self) -> Dict[str, Any]:
        """The whole assessment."""
        out: Dict[str, Any] = self._json_of(lib.asb_proportionality_json)
        return out

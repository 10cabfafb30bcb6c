"""What is wrong with a record, and records that are handed back."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Tuple

from .record import Record

__all__ = ['HandedBack', 'Wrong']


@dataclass(frozen=True)
class Wrong:
    """Something that makes a record invalid."""

    field: str
    message: str
    code: str
    pointer: str
    arguments: Dict[str, str]


@dataclass(frozen=True)
class HandedBack:
    """A pending record that another's writing has made impossible, to be tried again by hand."""

    record: Record
    refused: bool
    """True where guards refused it; False where it is invalid now."""
    message: str
    """Why, in words."""
    reasons: Tuple[str, ...]
    """The ids of the guards that refused it; or the invalid field."""

"""Dates that the engine reckons: bank holidays, and when a period ends."""
from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Optional, Tuple, Union

__all__ = ['Due', 'Holiday']


@dataclass(frozen=True)
class Holiday:
    """A bank holiday of England and Wales."""

    date: datetime.date
    name: str


@dataclass(frozen=True)
class Due:
    """When a period ends, and why."""

    due: Union[datetime.date, datetime.datetime]
    """A date; for a period in hours an instant, aware, in UTC."""
    act_by: Optional[datetime.date]
    """The last working day before a due date that is none; None where the due date is worked, or an instant."""
    period: str
    """The period in words."""
    explanation: str
    """How the date was worked out."""
    skipped: Tuple[Tuple[datetime.date, str], ...]
    """The days left out, and why each."""

"""Reasons of decisions."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Dict

__all__ = ['Reason']


@dataclass(frozen=True)
class Reason:
    """A guard of the policy that had something to say."""

    guard: str
    """Its id."""
    effect: str
    """"refused" (the guard is not met), "warned" (it only warns), "deviation" (a recorded deviation allows it), "breach" (admitted all the same)."""
    clause: str
    message: str
    """What the policy says to the officer."""
    explanation: str
    """Id, clause, message, and the parts of the condition that do not hold, in plain words."""
    code: str
    """The stable code of the built-in guards' sentences."""
    arguments: Dict[str, str]

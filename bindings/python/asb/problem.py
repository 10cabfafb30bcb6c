"""Problems of policy documents."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Dict

__all__ = ['Problem']


@dataclass(frozen=True)
class Problem:
    """Something wrong with a policy document."""

    message: str
    """A sentence that says how to mend it."""
    code: str
    arguments: Dict[str, str]
    pointer: str
    """Where: the JSON pointer."""
    line: int
    column: int

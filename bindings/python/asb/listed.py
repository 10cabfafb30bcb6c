"""Cases in a list of a store."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Optional

__all__ = ['Changes', 'ListedCase']


@dataclass(frozen=True)
class ListedCase:
    """A case in a list."""

    id: str
    version: int
    """How many records it had."""
    summary: Optional[Dict[str, Any]]
    """The summary kept with it; None where there is none."""


@dataclass(frozen=True)
class Changes:
    """Cases written since a token, and the token to go on from."""

    cases: List[ListedCase]
    token: str

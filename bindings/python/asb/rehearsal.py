"""Rehearsals: the cases of a store under another policy, another version of one, or another calendar. Nothing is written."""
from __future__ import annotations

from ._handle import Handle
from ._library import lib
from ._values import document, encode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional

    from ._values import Json
    from .engine import Engine
    from .policy import Policy
    from .store import Store

__all__ = ['Rehearsal']


class Rehearsal(Handle):
    """What would be different. Requests, questions and their keys: docs/reference/rehearsal.md."""

    __slots__ = ()
    _free = lib.asb_rehearsal_free

    def __init__(self, engine: Engine, store: Store) -> None:
        """A rehearsal of the cases of a store."""
        self._begin(engine._core, lib.asb_rehearsal_new, engine, store)

    def policy(self, policy: Policy, instead_of: Optional[str] = None) -> None:
        """Put a policy in the place of those with an id; None: with its own; '': of all."""
        self._do_with(lib.asb_rehearsal_policy, policy, None if instead_of is None else encode(instead_of))

    def run(self, request: Optional[Json] = None, **keys: Any) -> None:
        """Rehearse: an object of keys, or keys by name: `run(added=['2027-05-10'], officer='amy')`. `try_` stands for `try`."""
        asked = {key[:-1] if key.endswith('_') else key: value for key, value in keys.items()}
        data = document(asked if request is None else request)
        self._do(lib.asb_rehearsal_run, data, len(data))

    def query(self, query: str, **keys: Any) -> Dict[str, Any]:
        """Ask what was found: {"rows", "total", "now"}, and "next" where there are more."""
        data = document({'query': query, **keys})
        out: Dict[str, Any] = self._json_of(lib.asb_rehearsal_query, data, len(data))
        return out

    def rows(self, query: str, **keys: Any) -> List[Dict[str, Any]]:
        """The rows of all pages."""
        answer = self.query(query, **keys)
        rows: List[Dict[str, Any]] = answer['rows']
        while 'next' in answer:
            keys['after'] = answer['next']
            answer = self.query(query, **keys)
            rows += answer['rows']
        return rows

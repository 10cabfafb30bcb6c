"""Decisions: may a record be added now, and if not, every reason why."""
from __future__ import annotations

from ._handle import Handle
from ._library import lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Iterator, List, Optional, Tuple

    from .reason import Reason

__all__ = ['Decision']


class Decision(Handle):
    """What the guards of the policy said of a record. True where it may be added: `if case.may(record): …`. Its reasons are read, in one text, when
    they are first asked for."""

    __slots__ = ('_reasons',)
    _free = lib.asb_decision_free

    @property
    def allowed(self) -> bool:
        """May it be added?"""
        with self._core.lock:
            allowed: int = lib.asb_decision_allowed(self._handle)
            return allowed != 0

    def __bool__(self) -> bool:
        return self.allowed

    @property
    def reasons(self) -> Tuple[Reason, ...]:
        """Every guard that had something to say: the built-in guards first, then the policy's in its order."""
        try:
            return self._reasons
        except AttributeError:
            self._reasons: Tuple[Reason, ...] = _reasons(self.json()['reasons'])
            return self._reasons

    def __iter__(self) -> Iterator[Reason]:
        return iter(self.reasons)

    def with_effect(self, effect: str) -> Tuple[Reason, ...]:
        """The reasons of one effect: "refused", "warned", "deviation" or "breach"."""
        return tuple(reason for reason in self.reasons if reason.effect == effect)

    def json(self) -> Dict[str, Any]:
        """The whole decision as the library has it."""
        out: Dict[str, Any] = self._json_of(lib.asb_decision_json)
        return out

    def __repr__(self) -> str:
        return '<asb.Decision, closed>' if self.closed else '<asb.Decision %s: %s>' % (
            'allowed' if self.allowed else 'refused', ', '.join('%s %s' % (reason.effect, reason.guard) for reason in self.reasons) or 'no reasons')


def _reasons(several: List[Dict[str, Any]]) -> Tuple[Reason, ...]:
    from .reason import Reason
    return tuple(Reason(one['guard'], one['effect'], one['clause'], one['message'], one['explanation'], one['code'], one['arguments'])
                 for one in several)


def refusal(decision: Optional[Decision]) -> str:
    """The sentence of a refusal: what the policy says to the officer."""
    reasons = decision.with_effect('refused') if decision is not None else ()
    return ' '.join(reason.message for reason in reasons) or 'refused'

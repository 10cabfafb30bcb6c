"""Action plans: who does what, and by when."""
from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Union

from . import _getters as getters
from ._handle import ABSENT, OK, Handle, u32
from ._library import handle_lib, lib
from ._values import document, encode, encode_optional, read_when, value_document, when_optional
from .errors import Absent
from .policy import Policy
from .record import Record

if TYPE_CHECKING:
    from ._values import Json, When

__all__ = ['Action', 'Plan', 'Progress']


@dataclass(frozen=True)
class Action:
    """An action of a plan."""

    id: str
    by: str
    """Who does it: "landlord", "complainant", "perpetrator" or "agency"."""
    action: str
    """Its id in the catalogue, or "other"."""
    text: str
    """What is to be done, in words: the catalogue's text with the parameters, and what more is said."""
    clause: Optional[str]
    detail: Optional[str]
    due: Optional[str]
    """By when it is first to be done, as written."""
    every: Optional[Dict[str, Any]]
    """How often: a period."""
    params: Dict[str, Any]
    standing: bool
    """Does it run until the case closes?"""
    status: str
    """How it stood when the plan was read: "open", "done", "not-done" or "cancelled"."""
    next_due: Union[None, datetime.date, datetime.datetime]
    """When it was next due, as the plan was read: a date, or an instant, aware, in UTC."""
    overdue: bool
    """Was it overdue when the plan was read?"""


@dataclass(frozen=True)
class Progress:
    """How many actions stand how; the four numbers add up to all."""

    done: int
    cancelled: int
    standing: int
    """Standing, and neither done nor cancelled."""
    open: int


class Plan(Handle):
    """A plan for a person. It is never changed in a case: a new one takes its place."""

    __slots__ = ()
    _free = lib.asb_plan_free

    def __init__(self, policy: Policy, party: str) -> None:
        """Begin a plan without actions, with a person."""
        self._begin(policy._core, lib.asb_plan_new, policy, encode(party))

    # ---- making it

    def add(self, id: str, action: str, by: Optional[str] = None) -> None:
        """Add an action, of an id of the host's, from the catalogue (Policy.actions()), or "other" (then say who, and what with set_detail())."""
        self._do(lib.asb_plan_add, encode(id), encode_optional(by), encode(action))

    def remove(self, id: str) -> bool:
        """Take an action away. False where there is none of that id."""
        return self._do(lib.asb_plan_remove, encode(id)) == OK

    def _say(self, function: Any, id: str, *arguments: Any) -> None:
        if self._do(function, encode(id), *arguments) == ABSENT:
            raise Absent('the plan has no action %s' % id)

    def set_detail(self, id: str, text: Optional[str]) -> None:
        """Say more about an action; None takes it away. Absent is raised where there is no action of that id, here and below."""
        self._say(lib.asb_plan_set_detail, id, encode_optional(text))

    def set_due(self, id: str, due: Optional[When]) -> None:
        """Say by when it is to be done; None takes it away."""
        self._say(lib.asb_plan_set_due, id, when_optional(due))

    def set_every(self, id: str, period: Optional[Json]) -> None:
        """Say how often it is to be done, {"weeks": 2}; None takes it away."""
        data = None if period is None else document(period)
        self._say(lib.asb_plan_set_every, id, data, len(data or b''))

    def set_param(self, id: str, param: str, value: Any) -> None:
        """Fill in a parameter of an action: a text, a number, a date, …; None takes it away."""
        data = None if value is None else value_document(value)
        self._say(lib.asb_plan_set_param, id, encode(param), data, len(data or b''))

    @property
    def agreed(self) -> bool:
        """Was it agreed with the person?"""
        return self._flag(lib.asb_plan_agreed)

    @agreed.setter
    def agreed(self, agreed: bool) -> None:
        self._do(lib.asb_plan_set_agreed, int(agreed))

    @property
    def sent(self) -> bool:
        """Was it sent to the person?"""
        return self._flag(lib.asb_plan_sent)

    @sent.setter
    def sent(self, sent: bool) -> None:
        self._do(lib.asb_plan_set_sent, int(sent))

    @property
    def method(self) -> Optional[str]:
        """How it was sent; None where it does not say."""
        return self._optional(lib.asb_plan_method)

    @method.setter
    def method(self, method: Optional[str]) -> None:
        self._do(lib.asb_plan_set_method, encode_optional(method))

    # ---- how it stands

    party = getters.text(handle_lib.asb_plan_party, 'The person it is made with.')
    seq = getters.number(handle_lib.asb_plan_seq, 'The number of the record that it was read from; 0 for a new one.')
    count = getters.number(handle_lib.asb_plan_count, 'How many actions.')
    complete = getters.flag(
        handle_lib.asb_plan_complete, 'Is every action that is not standing done or cancelled? False for a plan without actions.')

    def text(self, index: int) -> Optional[str]:
        """What is to be done, in words, of one action from 0; None past the end."""
        return self._owned(lib.asb_plan_text, u32(index))

    def actions(self) -> List[Action]:
        """All actions, in the order of the plan."""
        return [_action(one) for one in self.json()['actions']]

    def progress(self) -> Progress:
        """How many actions are done, cancelled, standing, open."""
        return Progress(**self.json()['progress'])

    def to_record(self) -> Record:
        """Make a record of it, ready for an actor and for Case.add(). StateError where it has no action."""
        return self._made(Record, lib.asb_plan_to_record)

    def json(self) -> Dict[str, Any]:
        """The whole plan."""
        out: Dict[str, Any] = self._json_of(lib.asb_plan_json)
        return out


def _action(one: Dict[str, Any]) -> Action:
    get = one.get
    return Action(one['id'], one['by'], one['action'], one['text'], get('clause'), get('detail'), get('due'), get('every'), get('params') or {},
                  one['standing'], one['status'], read_when(get('next_due')), one['overdue'])

"""Cases: records about one problem, and what they come to."""
from __future__ import annotations

import json
from ctypes import byref, c_int32, c_void_p

from . import _getters as getters
from ._handle import OK, REFUSED, Core, Handle, made, u32
from ._library import handle_lib, lib
from ._values import NEVER, document, encode, encode_optional, milliseconds
from .decision import Decision, refusal
from .errors import Refused
from .policy import Policy
from .record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from typing import Any, Dict, Iterable, Iterator, List, Optional

    from ._values import Json
    from .calendars import Calendar
    from .duty import Duties
    from .engine import Engine
    from .handed_back import HandedBack, Wrong
    from .matrix import Assessment
    from .plan import Plan
    from .proportionality import Proportionality
    from .store import Store

__all__ = ['Case', 'save_all']


_may, _new = handle_lib.asb_case_may, object.__new__  # what is called most; a form asks at every change


class Case(Handle):
    """An ordered list of records, which are only ever added. What the case has come to is computed from (policy, records, now)."""

    __slots__ = ()
    _free = lib.asb_case_free

    def __init__(self, policy: Policy, id: str, store: Optional[Store] = None) -> None:
        """Begin a case, of an id that the host chooses. Nothing is written before save(). Without a store the host keeps it: pending()."""
        core = policy._core
        self._begin(core, lib.asb_case_new, core.handle, policy, store, encode(id))

    @classmethod
    def open(cls, store: Store, id: str) -> Optional[Case]:
        """Open a case that the store has, under the policy it was pinned to. None where there is none of that id."""
        return store._found(cls, lib.asb_case_open, encode(id))

    @classmethod
    def load(cls, engine: Engine, case: Json, policy: Optional[Policy] = None) -> Case:
        """Open a case from texts that the host has kept: {"case", "records", "policies", "calendar"}, which is also what export() gives. `policy` is
        used for a case without records."""
        data = document(case)
        return made(cls, engine._core, lib.asb_case_load, engine, policy, data, len(data))

    @classmethod
    def imported(cls, store: Store, case: Json) -> Case:
        """Bring what export() gave into a store: verified, and written byte by byte as it was. ExistsError where the store has a case of that id."""
        data = document(case)
        return store._made(cls, lib.asb_case_import, data, len(data))

    # ---- what it has come to

    id = getters.text(handle_lib.asb_case_id, 'Its id.')
    state = getters.optional_text(handle_lib.asb_case_state, '"enquiry", "prevention", "open" or "closed"; None before the first record.')
    stage = getters.optional_text(handle_lib.asb_case_stage, 'The id of the stage; None where there is none.')
    priority = getters.optional_text(handle_lib.asb_case_priority, 'The id of the priority; None before the first record.')
    owner = getters.optional_text(handle_lib.asb_case_owner, 'The officer who has the case; None where there is none.')
    owner_role = getters.optional_text(handle_lib.asb_case_owner_role, 'The role of the officer who has the case; None where there is none.')
    hate = getters.flag(handle_lib.asb_case_hate, 'Is it a hate case?')
    band = getters.optional_text(handle_lib.asb_case_band, 'The highest band of any party; None where there is none.')

    @property
    def score(self) -> Optional[int]:
        """The greatest score of any party; None where nobody was assessed."""
        score = c_int32()
        with self._core.lock:
            status = self._core.judge(lib.asb_case_score(byref(score), self._handle))
        return score.value if status == OK else None

    def facts(self) -> Dict[str, Any]:
        """All that it has come to, at the engine's time: parties, risk, the case review, plans, proportionality. What has no value is left out."""
        out: Dict[str, Any] = self._json_of(lib.asb_case_facts)
        return out

    def duties(self) -> Duties:
        """What must be done, by whom, by when: all duties there have been, as they stand at the engine's time."""
        from .duty import Duties
        return self._made(Duties, lib.asb_case_duties)

    def assessment(self, party: str) -> Optional[Assessment]:
        """The latest risk assessment of a person, to look at it or to assess anew; None where there is none."""
        from .matrix import Assessment
        return self._found(Assessment, lib.asb_case_assessment, encode(party))

    def plan(self, party: str) -> Optional[Plan]:
        """The latest plan for a person, with the status of each action; None where there is none."""
        from .plan import Plan
        return self._found(Plan, lib.asb_case_plan, encode(party))

    def proportionality(self, party: Optional[str] = None, remedy: Optional[str] = None) -> Optional[Proportionality]:
        """The latest proportionality assessment, of a person and a remedy or of any; None where there is none."""
        from .proportionality import Proportionality
        return self._found(Proportionality, lib.asb_case_proportionality, encode_optional(party), encode_optional(remedy))

    # ---- records

    count = getters.number(handle_lib.asb_case_count, 'How many records it has, pending ones too.')
    stored = getters.number(handle_lib.asb_case_stored, 'How many of them the store has.')

    def record(self, seq: int) -> Optional[Record]:
        """A record as it now reads: corrected, and without its body where that was erased. From 1; None where there is none."""
        return self._found(Record, lib.asb_case_record, u32(seq))

    def record_written(self, seq: int) -> Optional[Record]:
        """A record as it was written, whatever was corrected later."""
        return self._found(Record, lib.asb_case_record_written, u32(seq))

    def records(self) -> Iterator[Record]:
        """Its records as they now read, oldest first."""
        for seq in range(1, self.count + 1):
            record = self.record(seq)
            if record is not None:
                yield record

    def history(self) -> List[Dict[str, Any]]:
        """All records with their decisions, corrections, breaches and digests, oldest first: the audit trail."""
        out: List[Dict[str, Any]] = self._json_of(lib.asb_case_history)['records']
        return out

    def summary(self) -> Optional[Dict[str, Any]]:
        """The summary of the case as it stands: what a store keeps with it, made again from the records. None where it has no records."""
        out: Optional[Dict[str, Any]] = self._json_of(lib.asb_case_summary)
        return out

    # ---- trying and adding

    def may(self, record: Record) -> Decision:
        """May a record be added now? Nothing is added; the decision is true or false, and has every reason. InvalidError where it is malformed."""
        core = self._core
        core.acquire()
        try:
            status = _may(core.to_out, self._argument, record._argument)
            if status < 0:
                core.judge(status)
            decision: Decision = _new(Decision)
            decision._core, decision._handle = core, core.out.value
            if core.carried:
                core.judge(status)
        finally:
            core.release()
        return decision

    def add(self, record: Record) -> Decision:
        """Add a record (it is copied) where it may be. Refused, with the reasons, where a guard is not met; InvalidError where it is malformed;
        nothing was added then. The decision has the warnings and deviations."""
        with self._core.lock, self._core.hooks:
            decision = self._made(Decision, lib.asb_case_add, record)
        if not decision.allowed:
            raise Refused(refusal(decision), decision)
        return decision

    def admit(self, record: Record, recorded: Optional[datetime.datetime] = None, imported: bool = False) -> Decision:
        """Take down what has already happened: guards that are not met are recorded as breaches, and nothing is refused. For old files: `recorded` is
        when it was entered, never before the record before it, nor after the clock; `imported` marks it as brought in."""
        entered = NEVER if recorded is None else milliseconds(recorded)
        with self._core.lock, self._core.hooks:
            return self._made(Decision, lib.asb_case_admit, record, entered, int(imported))

    def wrong(self, record: Record) -> List[Wrong]:
        """Everything that makes a record invalid, for forms that show all of it at once; none where it is well formed."""
        from .handed_back import Wrong
        return [Wrong(one['field'], one['message'], one['code'], one['pointer'], one['arguments'])
                for one in self._json_of(lib.asb_case_wrong, record)]

    # ---- policy and calendar

    def policy(self) -> Policy:
        """The policy it is worked under now."""
        return self._made(Policy, lib.asb_case_policy)

    def move(self, policy: Policy, by: str, role: str, reason: str) -> None:
        """Move it to another policy, or another version: a note that says so is added, and everything from it on is judged by the new one."""
        with self._core.lock, self._core.hooks:
            self._do_with(lib.asb_case_move, policy, encode(by), encode(role), encode(reason))

    def preview_move(self, policy: Policy) -> Dict[str, Any]:
        """What move() would change, without changing anything."""
        out: Dict[str, Any] = self._json_of(lib.asb_case_preview_move, policy)
        return out

    def set_calendar(self, calendar: Optional[Calendar]) -> None:
        """Work this case by a calendar of its own, which is copied; None: the store's, or the engine's."""
        self._do_with(lib.asb_case_set_calendar, calendar)

    # ---- keeping it

    def save(self) -> None:
        """Write what is pending, in one commit. Conflict where somebody else wrote first: reload(), and save again."""
        status = self._do(lib.asb_case_save)
        if status != OK:
            raise _conflict(self._core, status)

    def reload(self) -> List[HandedBack]:
        """Read what others wrote, and try each pending record again against it. Those still allowed wait to be saved; the others are handed back."""
        return self._made(_Conflicts, lib.asb_case_reload).take()

    def conflicted(self, case: Json) -> List[HandedBack]:
        """The same without a store: the host has read the case anew. `case` as for load()."""
        data = document(case)
        return self._made(_Conflicts, lib.asb_case_conflicted, data, len(data)).take()

    def pending(self) -> Optional[Dict[str, Any]]:
        """What is to be written, for hosts that write themselves: {"case", "expected", "records", "erased", "summary", "policies"};
        header, body, summary
        and document are texts, to be kept byte by byte. None where nothing is pending."""
        out: Optional[Dict[str, Any]] = self._json_of(lib.asb_case_pending)
        return out

    def saved(self, count: int) -> None:
        """The host has written the first `count` records: they are no longer pending."""
        self._do(lib.asb_case_saved, u32(count))

    def export(self) -> str:
        """The case whole, as JSON that load() and imported() read, with its policies and calendar."""
        return self._words(lib.asb_case_export)

    def head(self) -> Optional[Dict[str, Any]]:
        """{"case", "digest", "seq"}: noted by somebody else, it shows later whether the case was cut or rewritten. None where nothing is
        stored yet."""
        out: Optional[Dict[str, Any]] = self._json_of(lib.asb_case_head)
        return out

    def __repr__(self) -> str:
        return '<asb.Case, closed>' if self.closed else '<asb.Case %s: %s, %d records>' % (self.id, self.state or 'empty', self.count)


class _Conflicts(Handle):
    __slots__ = ()
    _free = lib.asb_conflicts_free

    def take(self) -> List[HandedBack]:
        with self:
            return [self._one(index) for index in range(self._number(lib.asb_conflicts_count))]

    def _one(self, index: int) -> HandedBack:
        from .handed_back import HandedBack
        return HandedBack(self._made(Record, lib.asb_conflicts_record, index), self._number(lib.asb_conflicts_status, index) == REFUSED,
                          self._text(lib.asb_conflicts_message, index), tuple(json.loads(self._text(lib.asb_conflicts_reasons, index))))


def _conflict(core: Core, status: int) -> Exception:
    with core.lock:
        return core.error(status)


def save_all(cases: Iterable[Case]) -> None:
    """Write what is pending in several cases of one store: all or nothing, in one commit. Otherwise as Case.save()."""
    several = list(cases)
    if not several:
        return
    core = several[0]._core
    with core.lock:
        handles = (c_void_p * len(several))(*[case._handle for case in several])
        status = core.judge(lib.asb_case_save_all(handles, len(several)))
    if status != OK:
        raise _conflict(core, status)

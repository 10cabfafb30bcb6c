"""One class for each status of the library.

What the headers call ASB_E… is an error, and ends in Error here. REFUSED, CONFLICT and ABSENT are ordinary answers in C; here they are raised where
the method could not do what it was asked for. Where something is only looked up and is not there, the answer is None.
"""
from __future__ import annotations

from . import _raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Mapping, Optional, Tuple, Type

    from .decision import Decision
    from .reason import Reason

__all__ = ['ABSENT', 'Absent', 'ArgumentError', 'BusyError', 'Closed', 'Conflict', 'CorruptError', 'DisclosureError', 'Error', 'ExistsError',
           'InvalidError', 'IoError', 'JsonError', 'LimitError', 'NoMemoryError', 'PolicyError', 'Refused', 'StateError', 'UserError',
           'VersionError', 'class_of']


class Error(Exception):
    """What the library said. `str()` of it is an English sentence; `code` is stable, for programs."""

    status: int = 0
    """The status, as in the headers."""

    def __init__(self, message: str = '', *, code: str = '', arguments: Optional[Mapping[str, str]] = None, field: Optional[str] = None,
                 pointer: str = '', line: int = 0, column: int = 0, report: Optional[Dict[str, Any]] = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        """The stable code of what went wrong, for example "record-unknown-choice"; `asb.messages()` has the sentence of each."""
        self.arguments: Dict[str, str] = dict(arguments or {})
        """What goes into the sentence, for one in your own words."""
        self.field = field
        """The record's field that is wrong; None where it is about none."""
        self.pointer = pointer
        """The JSON pointer of what is wrong; "" where it is about no document, or the whole."""
        self.line = line or None
        """The line of the document, from 1; None where it is about none."""
        self.column = column or None
        """The column, in characters from 1; None where it is about no document."""
        self.report = report
        """What was found or done all the same, where the library gives that besides: by verify(), copy() and others."""


class Refused(Error):
    """A guard of the policy is not met; `reasons` says which, and why."""

    status = _raw.ASB_REFUSED

    def __init__(self, message: str = '', decision: Optional[Decision] = None, **details: Any) -> None:
        super().__init__(message, **details)
        self.decision = decision

    @property
    def reasons(self) -> Tuple[Reason, ...]:
        """Every guard that had something to say."""
        return self.decision.reasons if self.decision is not None else ()


class Conflict(Error):
    """Somebody else has written to the case first. Nothing is lost: `Case.reload()`."""

    status = _raw.ASB_CONFLICT


class Absent(Error, LookupError):
    """There is no such thing."""

    status = _raw.ASB_ABSENT


class NoMemoryError(Error, MemoryError):
    """No memory, or the engine's memory limit is reached."""

    status = _raw.ASB_ENOMEM


class ArgumentError(Error, ValueError):
    """An argument is out of range, or of another engine."""

    status = _raw.ASB_EARGUMENT


class InvalidError(Error, ValueError):
    """The record is malformed; `field` says where."""

    status = _raw.ASB_EINVALID


class JsonError(Error, ValueError):
    """Not JSON, with `line`, `column` and `pointer`."""

    status = _raw.ASB_EJSON


class PolicyError(Error, ValueError):
    """The policy document has problems, of which this is the first; `Policy.check()` gives all."""

    status = _raw.ASB_EPOLICY


class ExistsError(Error):
    """There is one already."""

    status = _raw.ASB_EEXISTS


class IoError(Error):
    """The store could not read or write; the case is as it was, and it may be tried again."""

    status = _raw.ASB_EIO


class CorruptError(Error):
    """What is stored does not agree with itself: damaged or tampered with. `report`, where there is one, names the damage."""

    status = _raw.ASB_ECORRUPT


class BusyError(Error):
    """The engine is at work: called from one of its own callbacks."""

    status = _raw.ASB_EBUSY


class LimitError(Error):
    """One of the engine's named limits is exceeded."""

    status = _raw.ASB_ELIMIT


class UserError(Error):
    """A callback said so. (One that raises has its exception raised instead.)"""

    status = _raw.ASB_EUSER


class VersionError(Error):
    """Made by or for a later library than this one."""

    status = _raw.ASB_EVERSION


class StateError(Error):
    """Not now: the object is not in the state for it."""

    status = _raw.ASB_ESTATE


class DisclosureError(Error):
    """It would tell somebody what they may not know, and nothing was handed out: `field` says of whom, the message what and in which line."""

    status = _raw.ASB_EDISCLOSURE


class Closed(Error, ValueError):
    """It has been closed. (This class has no status: the library is not asked.)"""


ABSENT = _raw.ASB_ABSENT
_CLASSES: Dict[int, Type[Error]] = {c.status: c for c in Error.__subclasses__() if c.status}


def class_of(status: int) -> Type[Error]:
    """The class of a status; `Error` for one that is not of the headers."""
    return _CLASSES.get(status, Error)

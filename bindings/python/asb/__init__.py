"""Case management of anti-social behaviour, for social landlords and councils in England.

    from asb import Case, Engine, Policy, Record, Store

    engine = Engine()
    case = Case(Policy(engine, 'places-for-people'), 'CASE-0001', Store.journal(engine, 'cases.asb'))
    case.add(Record(engine, 'report', {'channel': 'phone', 'summary': 'Loud music'}, by='amy', role='CCC'))
    case.save()
    for duty in case.duties():
        print(duty.due, duty.label, duty.clause)

This is the library libasb, called by ctypes: one method here is one call there. What is made belongs to an engine; any thread may use it.
Days and moments go in as a date, a datetime or a text (without a zone: local time in England), and come out as a date, or as an aware
datetime in UTC; `local()` is for showing. What the library gives as JSON comes as dicts and lists, or as frozen dataclasses. Each status is
an exception of its own.
"""
from . import _library  # noqa: F401  where there is no library, or another, that is said at once

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .calendars import Calendar
    from .case import Case, save_all
    from .caseload import Caseload
    from .custom_store import CaseCommit, Commit, CustomStore, PolicyDocument, StoredCase, StoredRecord
    from .days import Due, Holiday
    from .decision import Decision
    from .document import Document, document_kinds
    from .duty import Duties, Duty
    from .engine import Engine, features, messages, version
    from .errors import (Absent, ArgumentError, BusyError, Closed, Conflict, CorruptError, DisclosureError, Error, ExistsError,
                         InvalidError, IoError, JsonError, LimitError, NoMemoryError, PolicyError, Refused, StateError, UserError,
                         VersionError)
    from .handed_back import HandedBack, Wrong
    from .listed import Changes, ListedCase
    from .local_time import LONDON, local
    from .matrix import Assessment, Band, Matrix, Option, Question
    from .plan import Action, Plan, Progress
    from .policy import Policy
    from .problem import Problem
    from .proportionality import MissingAnswer, Proportionality
    from .reason import Reason
    from .record import Record
    from .rehearsal import Rehearsal
    from .store import Store

__all__ = ['Absent', 'Action', 'ArgumentError', 'Assessment', 'Band', 'BusyError', 'Calendar', 'Case', 'CaseCommit', 'Caseload', 'Changes', 'Closed',
           'Commit', 'Conflict', 'CorruptError', 'CustomStore', 'Decision', 'DisclosureError', 'Document', 'Due', 'Duties', 'Duty', 'Engine',
           'Error', 'ExistsError', 'HandedBack', 'Holiday', 'InvalidError', 'IoError', 'JsonError', 'LONDON', 'LimitError', 'ListedCase', 'Matrix',
           'MissingAnswer', 'NoMemoryError', 'Option', 'Plan', 'Policy', 'PolicyDocument', 'PolicyError', 'Problem', 'Progress',
           'Proportionality', 'Question', 'Reason', 'Record', 'Refused', 'Rehearsal', 'StateError', 'Store', 'StoredCase', 'StoredRecord', 'UserError',
           'VersionError', 'Wrong', 'document_kinds', 'features', 'local', 'messages', 'save_all', 'version']

_NAMES = {
    'calendars': 'Calendar',
    'case': 'Case save_all',
    'caseload': 'Caseload',
    'custom_store': 'CaseCommit Commit CustomStore PolicyDocument StoredCase StoredRecord',
    'days': 'Due Holiday',
    'decision': 'Decision',
    'document': 'Document document_kinds',
    'duty': 'Duties Duty',
    'engine': 'Engine features messages version',
    'errors': 'Absent ArgumentError BusyError Closed Conflict CorruptError DisclosureError Error ExistsError InvalidError '
              'IoError JsonError LimitError NoMemoryError PolicyError Refused StateError UserError VersionError',
    'handed_back': 'HandedBack Wrong',
    'listed': 'Changes ListedCase',
    'local_time': 'LONDON local',
    'matrix': 'Assessment Band Matrix Option Question',
    'plan': 'Action Plan Progress',
    'policy': 'Policy',
    'problem': 'Problem',
    'proportionality': 'MissingAnswer Proportionality',
    'reason': 'Reason',
    'record': 'Record',
    'rehearsal': 'Rehearsal',
    'store': 'Store',
}
"""Which module has what: each is imported when something of it is first asked for (PEP 562), as most programs use a few of them."""


def _find(name: str) -> object:
    for module, names in _NAMES.items():
        if name == module or name in names.split():
            found = __import__('%s.%s' % (__name__, module), fromlist=['*'])
            return globals().setdefault(name, found if name == module else getattr(found, name))
    raise AttributeError('module %r has no attribute %r' % (__name__, name))


if not TYPE_CHECKING:
    __getattr__ = _find


def __dir__() -> 'list[str]':
    return sorted({*globals(), *__all__, *_NAMES})

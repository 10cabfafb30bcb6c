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
from .calendars import Calendar
from .case import Case, HandedBack, Wrong, save_all
from .caseload import Caseload
from .custom_store import CaseCommit, Commit, CustomStore, PolicyDocument, StoredCase, StoredRecord
from .decision import Decision, Reason
from .document import Document, document_kinds
from .duty import Duties, Duty
from .engine import Due, Engine, Holiday, features, messages, version
from .errors import (Absent, ArgumentError, BusyError, Closed, Conflict, CorruptError, DisclosureError, Error, ExistsError, InvalidError,
                     IoError, JsonError, LimitError, NoMemoryError, PolicyError, Refused, StateError, UserError, VersionError)
from .local_time import LONDON, local
from .matrix import Assessment, Band, Matrix, Option, Question
from .plan import Action, Plan, Progress
from .policy import Policy, Problem
from .proportionality import MissingAnswer, Proportionality
from .record import Record
from .rehearsal import Rehearsal
from .store import Changes, ListedCase, Store

__all__ = ['Absent', 'Action', 'ArgumentError', 'Assessment', 'Band', 'BusyError', 'Calendar', 'Case', 'CaseCommit', 'Caseload', 'Changes', 'Closed',
           'Commit', 'Conflict', 'CorruptError', 'CustomStore', 'Decision', 'DisclosureError', 'Document', 'Due', 'Duties', 'Duty', 'Engine',
           'Error', 'ExistsError', 'HandedBack', 'Holiday', 'InvalidError', 'IoError', 'JsonError', 'LONDON', 'LimitError', 'ListedCase', 'Matrix',
           'MissingAnswer', 'NoMemoryError', 'Option', 'Plan', 'Policy', 'PolicyDocument', 'PolicyError', 'Problem', 'Progress',
           'Proportionality', 'Question', 'Reason', 'Record', 'Refused', 'Rehearsal', 'StateError', 'Store', 'StoredCase', 'StoredRecord', 'UserError',
           'VersionError', 'Wrong', 'document_kinds', 'features', 'local', 'messages', 'save_all', 'version']

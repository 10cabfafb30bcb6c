"""Stores written in Python: the very suite of tests/store/conformance.c, and what exceptions come to."""
import ctypes
import gc
import subprocess
import sys
import tempfile
import unittest
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int32, c_void_p
from pathlib import Path

import asb
from asb import _raw
from asb.custom_store import table
from support import BINDING, REPORT, ROOM, TOP, World

sys.path.insert(0, str(BINDING / 'examples'))
from sqlite_store import SqliteStore  # noqa: E402

MAKE = CFUNCTYPE(c_int32, c_void_p, POINTER(_raw.asb_store_callbacks))
DISPOSE = CFUNCTYPE(None, c_void_p)
SAY = CFUNCTYPE(None, c_void_p, c_char_p, c_char_p, c_int)


class Conformance(ctypes.Structure):
    """The struct of tests/store/conformance.h."""

    _fields_ = [('self', c_void_p), ('make', MAKE), ('again', MAKE), ('dispose', DISPOSE), ('report', SAY)]


def suite():
    """The suite as a shared library, compiled anew where it has changed."""
    ROOM.mkdir(parents=True, exist_ok=True)
    source, made = TOP / 'tests/store/conformance.c', ROOM / 'conformance.so'
    if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(['cc', '-shared', '-fPIC', '-O1', '-I', TOP / 'include', '-I', TOP / 'tests', '-o', made, source], check=True)
    library = ctypes.CDLL(str(made))
    library.conformance_run.argtypes, library.conformance_run.restype = [POINTER(Conformance)], c_int
    return library


def conform(new, dispose=None, lasting=True):
    """Runs the suite over stores that `new()` makes; gives the promises that are not kept. `new` is called again for one more handle."""
    broken = []

    def make(_, out):
        try:
            out[0] = table(new())
            return 0
        except Exception as why:  # the suite says that a store cannot be made
            print(why)
            return -1
    callbacks = [MAKE(make), DISPOSE(lambda _: dispose() if dispose else None),
                 SAY(lambda _, check, what, line: broken.append('%s: %s (line %d)' % (check.decode(), what.decode(), line)))]
    c = Conformance(make=callbacks[0], again=callbacks[0] if lasting else MAKE(), dispose=callbacks[1], report=callbacks[2])
    count = suite().conformance_run(ctypes.byref(c))
    assert count == len(broken), (count, broken)
    return broken


class Keeping(asb.CustomStore):
    """A store in dicts."""

    def __init__(self):
        self.records, self.summaries, self.policies, self.days, self.closed = {}, {}, {}, None, 0

    def commit(self, commit):
        for case in commit.cases:
            if len(self.records.get(case.id, ())) != case.expected:
                raise asb.Conflict('%s is at %d' % (case.id, len(self.records.get(case.id, ()))))
        for case in commit.cases:
            records = self.records.setdefault(case.id, [])
            records += case.records
            for seq in case.erased:
                records[seq - 1] = asb.StoredRecord(seq, records[seq - 1].header, b'')
            self.summaries[case.id] = case.summary or self.summaries.get(case.id, b'')
        for policy in commit.policies:
            self.policies.setdefault(policy.digest, policy.document)
        self.days = commit.calendar or self.days

    def read(self, id, since):
        return self.records[id][since - 1:] if id in self.records else None

    def list(self, after, limit):
        ids = sorted(id for id in self.records if id > after)[:limit]
        return [asb.StoredCase(id, len(self.records[id]), self.summaries[id]) for id in ids]

    def policy(self, digest):
        return self.policies.get(digest)

    def calendar(self):
        return self.days

    def close(self):
        self.closed += 1


class Promises(unittest.TestCase):
    def test_the_store_in_sqlite_keeps_them(self):
        with tempfile.TemporaryDirectory() as folder:
            number = [0]

            def dispose():
                number[0] += 1
            self.assertEqual(conform(lambda: SqliteStore('%s/%d.db' % (folder, number[0])), dispose), [])
            self.assertGreater(number[0], 10)

    def test_a_store_in_dicts_keeps_them(self):
        self.assertEqual(conform(Keeping, lasting=False), [])

    def test_a_store_that_breaks_them_is_named(self):
        class Careless(Keeping):
            def commit(self, commit):
                try:
                    super().commit(commit)
                except asb.Conflict:
                    pass

            def list(self, after, limit):
                return reversed(super().list(after, limit))
        broken = conform(Careless, lasting=False)
        self.assertTrue(any('the_version_must_be_the_expected' in one for one in broken), broken)
        self.assertTrue(any('the_list_is_in_order_of_bytes' in one for one in broken), broken)


class Stop(Exception):
    pass


class Exceptions(unittest.TestCase):
    """What a callback raises comes out of the call, and nothing has changed."""

    def setUp(self):
        self.world = World()
        self.kept = Keeping()
        self.store = asb.Store.custom(self.world.engine, self.kept)
        self.case = self.world.case('A', self.store)

    def break_(self, method, what):
        def fail(*arguments):
            raise what
        setattr(self.kept, method, fail)

    def test_a_commit_that_fails(self):
        for what in (Stop('the disk'), asb.IoError('full'), asb.CorruptError('bad'), asb.NoMemoryError('none'), KeyboardInterrupt()):
            self.break_('commit', what)
            with self.assertRaises(type(what)) as caught:
                self.case.save()
            self.assertIs(caught.exception, what)
            self.assertEqual((self.case.stored, self.case.count), (0, 2))
        del self.kept.commit
        self.case.save()
        self.assertEqual(self.case.stored, 2)

    def test_a_conflict(self):
        self.case.save()
        other = self.store.open('A')
        for case in (self.case, other):
            case.add(self.world.record('note', {'text': 'x'}))
        other.save()
        with self.assertRaisesRegex(asb.Conflict, 'A has|A is at|written'):
            self.case.save()
        self.case.reload()
        self.case.save()
        self.assertEqual(len(self.kept.records['A']), 4)

    def test_reading_that_fails(self):
        self.case.save()
        ours = asb.Policy.parse(self.world.engine,
                                {'asb_policy': 1, 'id': 'ours', 'version': '1', 'title': 'Ours', 'source': 'Ours', 'extends': 'hart'})
        with asb.Case(ours, 'B', self.store) as case:
            case.add(self.world.record('report', REPORT, role='system'))
            case.save()
        elsewhere = asb.Store.custom(World().engine, self.kept)  # an engine that does not know the policy
        for method, call in (('read', lambda: self.store.open('A')), ('list', self.store.list), ('policy', lambda: elsewhere.open('B'))):
            what = Stop(method)
            self.break_(method, what)
            with self.assertRaises(Stop) as caught:
                call()
            self.assertIs(caught.exception, what, method)
            delattr(self.kept, method)
        self.kept.read = lambda id, since: (1 / 0 for _ in range(1))  # in the midst of reading
        with self.assertRaises(ZeroDivisionError):
            self.store.open('A')
        self.kept.read = lambda id, since: ['no record']
        with self.assertRaises(AttributeError):
            self.store.open('A')
        del self.kept.read
        self.assertEqual(self.store.open('A').count, 2)

    def test_a_callback_that_calls_its_engine_is_told(self):
        self.kept.read = lambda id, since: self.store.open('B')
        with self.assertRaises(asb.BusyError):
            self.store.open('A')

    def test_what_it_does_not_implement(self):
        with self.assertRaises(asb.StateError):
            self.store.changes()
        self.kept.days = None
        self.assertIsNone(self.store.calendar)
        with self.assertRaises(TypeError):
            asb.CustomStore()

    def test_closing(self):
        self.case.save()
        self.store.close()
        self.assertEqual(self.kept.closed, 0)  # the case needs it
        self.case.add(self.world.record('note', {'text': 'x'}))
        self.case.save()
        self.case.close()
        self.world.engine.limits()  # the library lets go when it is next entered
        self.assertEqual(self.kept.closed, 1)

    def test_closing_that_fails(self):
        self.break_('close', Stop('close'))
        self.case.close()
        with self.assertRaisesRegex(Stop, 'close'):
            self.store.close()

    def test_a_store_that_cannot_be_made_is_forgotten(self):
        from asb import custom_store
        gc.collect()  # what earlier tests left in circles
        before = len(custom_store._bridges)
        tight = asb.Engine()
        stores = [asb.Store.custom(tight, Keeping())]
        tight = asb.Engine(memory_limit=tight.memory_peak)
        with self.assertRaises(asb.NoMemoryError):
            while True:
                stores.append(asb.Store.custom(tight, Keeping()))
        del tight, stores
        self.assertEqual(len(custom_store._bridges), before)

    def test_erased_bodies_go(self):
        self.case.add(self.world.record('erasure', {'of': [2], 'basis': 'erasure-request', 'reason': 'Asked'}, role='system'))
        self.case.save()
        self.assertEqual(self.kept.records['A'][1].body, b'')
        self.assertEqual(self.store.verify()['erased'], 1)


class InSqlite(unittest.TestCase):
    def test_cases_are_there_for_another_process(self):
        world = World()
        with tempfile.TemporaryDirectory() as folder:
            path = folder + '/cases.db'
            with asb.Store.custom(world.engine, SqliteStore(path)) as store, world.case('Fälle "1" 🏠', store) as case:
                case.add(world.record('erasure', {'of': [2], 'basis': 'erasure-request', 'reason': 'Asked'}, role='system'))
                case.save()
            self.assertNotIn(b'Ann Ash', Path(path).read_bytes())
            again = World()
            with asb.Store.custom(again.engine, SqliteStore(path)) as store:
                self.assertEqual([c.id for c in store.cases()], ['Fälle "1" 🏠'])
                self.assertEqual(store.open('Fälle "1" 🏠').count, 3)
                memory = asb.Store.memory(again.engine)
                memory.copy_from(store)
                self.assertEqual(memory.head(), store.head())

    def test_a_locked_database_is_an_io_error(self):
        import sqlite3
        world = World()
        with tempfile.TemporaryDirectory() as folder:
            path = folder + '/cases.db'
            store = asb.Store.custom(world.engine, SqliteStore(path, timeout=0.05))
            case = world.case('A', store)
            other = sqlite3.connect(path, isolation_level=None)
            other.execute('BEGIN IMMEDIATE')
            with self.assertRaisesRegex(asb.IoError, 'locked'):
                case.save()
            other.execute('ROLLBACK')
            other.close()
            case.save()
            self.assertEqual(case.stored, 2)
            case.close()
            store.close()

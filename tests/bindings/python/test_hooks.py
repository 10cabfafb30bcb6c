"""Clock, random bytes and log in Python; what they raise comes through the library."""
import datetime
import unittest

import asb
from support import ACTOR, REPORT, UTC, World


class Stop(Exception):
    pass


class Hooks(unittest.TestCase):
    def test_the_clock_is_asked(self):
        world = World()
        world.now = datetime.datetime(2026, 7, 1, 12, 0)  # local: summer time
        self.assertEqual(world.engine.now(), datetime.datetime(2026, 7, 1, 11, 0, tzinfo=UTC))
        world.now = datetime.datetime(2026, 7, 1, 12, 0, 0, 123999, tzinfo=UTC)
        self.assertEqual(world.engine.now().microsecond, 123000)

    def test_a_clock_that_fails_adds_nothing(self):
        world = World()
        case = world.case()
        note = world.record('note', {'text': 'x'})

        def fail():
            raise Stop('the clock has stopped')
        engine = asb.Engine(clock=fail)
        other = asb.Case(asb.Policy(engine, 'hart'), 'A')
        record = asb.Record(engine, 'report', REPORT, by='import', role='system')
        for call in (lambda: other.add(record), lambda: other.admit(record), engine.now, lambda: other.may(record), other.facts, other.duties):
            with self.assertRaisesRegex(Stop, 'the clock has stopped'):
                call()
        self.assertEqual(other.count, 0)
        world.now = None  # an AttributeError within the hook
        with self.assertRaises(AttributeError):
            case.add(note)
        self.assertEqual(case.count, 2)
        world.now = datetime.datetime(2026, 4, 3)
        case.add(note)
        self.assertEqual(case.count, 3)

    def test_random_bytes_are_ours(self):
        asked = []

        def random(size):
            asked.append(size)
            return b'\x01' * size
        world = World(random=random)
        pending = world.case().pending()
        self.assertTrue(asked and all(size > 0 for size in asked))
        self.assertIn('0101010101', pending['records'][0]['body'])

    def test_progress_is_told_and_may_cancel(self):
        told = []

        def progress(work, done, total):
            told.append((work, done, total))
            if len(told) == raising:
                raise Stop('enough')
            return len(told) == cancelling
        raising = cancelling = 0
        world = World(progress=progress)
        store = asb.Store.memory(world.engine)
        for id in ('A', 'B', 'C'):
            world.case(id, store).save()
        store.verify()
        self.assertEqual(told, [('verify', 1, 3), ('verify', 2, 3), ('verify', 3, 3)])
        for n in (1, 2, 3):
            told.clear()
            raising, cancelling = 0, n
            with self.assertRaises(asb.UserError) as caught:
                store.verify()
            self.assertEqual(caught.exception.code, 'cancelled')
            told.clear()
            raising, cancelling = n, 0
            with self.assertRaisesRegex(Stop, 'enough'):
                store.verify()
        told.clear()
        raising = 0
        store.verify()
        self.assertEqual(len(told), 3)

    def test_random_that_fails_is_raised(self):
        for random, kind in ((lambda size: b'x', ValueError), (lambda size: 1 / 0, ZeroDivisionError), (lambda size: None, TypeError)):
            world = World(random=random)
            case = asb.Case(world.policy, 'A')
            with self.assertRaises(kind):
                case.add(world.record('report', REPORT))
            self.assertEqual(case.count, 0)

    def test_interrupts_come_through(self):
        def interrupt(size):
            raise KeyboardInterrupt
        world = World(random=interrupt)
        with self.assertRaises(KeyboardInterrupt):
            asb.Case(world.policy, 'A').add(world.record('report', REPORT))

    def test_a_hook_that_calls_its_engine_is_told(self):
        box = []

        def clock():
            if box:
                box[0].instant('2026-04-02')
            return datetime.datetime(2026, 4, 2)
        engine = asb.Engine(clock=clock)
        box.append(engine)
        with self.assertRaises(asb.BusyError):
            asb.Case(asb.Policy(engine, 'hart'), 'A').facts()
        box.clear()
        self.assertEqual(engine.now().day, 1)  # midnight here is 23:00 there, and it goes on

    def test_the_log_takes_a_line(self):
        lines = []
        engine = asb.Engine(log=lambda level, message: lines.append((level, message)))
        asb.Store.custom(engine, DamagedCalendar()).close()
        self.assertEqual([level for level, _ in lines], [1])
        self.assertIn('calendar', lines[0][1])

    def test_a_log_that_fails_is_raised(self):
        def log(level, message):
            raise Stop(message)
        engine, store = asb.Engine(log=log), DamagedCalendar()
        with self.assertRaisesRegex(Stop, 'calendar'):
            asb.Store.custom(engine, store)
        self.assertEqual(engine.limit('none'), None)
        self.assertTrue(store.was_closed)

    def test_without_hooks_it_is_the_computers(self):
        engine = asb.Engine()
        self.assertLess(abs(engine.now() - datetime.datetime.now(UTC)), datetime.timedelta(seconds=5))
        first, second = (asb.Case(asb.Policy(engine, 'places-for-people'), 'A') for _ in range(2))
        for case in (first, second):
            case.add(asb.Record(engine, 'report', REPORT, **ACTOR))
        self.assertNotEqual(first.pending()['records'][0]['body'], second.pending()['records'][0]['body'])


class DamagedCalendar(asb.CustomStore):
    """Keeps nothing but a calendar that is none."""

    was_closed = False

    def close(self):
        self.was_closed = True

    def commit(self, commit):
        raise asb.IoError('full')

    def read(self, id, since):
        return None

    def list(self, after, limit):
        return ()

    def policy(self, digest):
        return None

    def calendar(self):
        return b'{"added":7}'

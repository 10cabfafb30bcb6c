"""How long things live: closing in any order, at the end of the program, by eight threads, and a hundred thousand times."""
import datetime
import gc
import itertools
import tempfile
import threading
import unittest

import asb
from support import ACTOR, REPORT, World, python

# Prints the megabytes that the process has after the first 20,000 cases, and at the end.
LEAK = '''
import datetime, sys, asb

def resident():
    with open('/proc/self/statm') as f:
        return int(f.read().split()[1]) * 4096 / 1e6

engine = asb.Engine(clock=lambda: datetime.datetime(2026, 4, 2))
policy = asb.Policy(engine, 'places-for-people')
store = asb.Store.memory(engine)
with asb.Case(policy, 'KEPT', store) as case:
    case.add(asb.Record(engine, 'report', {'channel': 'phone', 'summary': 'x'}, by='amy', role='CCC'))
    case.save()
closure = asb.Record(engine, 'closure', {'reason': 'not-asb', 'rationale': 'x'}, by='amy', role='CCC')
report = asb.Record(engine, 'report', {'channel': 'phone', 'summary': 'x'}, by='amy', role='CCC')
for i in range(100000):
    case = store.open('KEPT') if i % 2 else asb.Case(policy, 'CASE')
    case.add(report)
    if i % 10 == 0:
        try:
            case.add(closure)
        except asb.Refused as why:
            why.reasons
        list(case.duties())
        case.facts()
        case.record(1)
        case.policy()
        if i % 20 == 0:
            case.close()
    if i == 20000:
        first = resident()
print('%.1f %.1f' % (first, resident()))
'''

# Leaves everything to the end of the program, in every state, with callbacks, threads and cycles.
EXIT = '''
import atexit, builtins, datetime, sys, threading, asb
sys.path.insert(0, sys.argv[1])
from test_custom_store import Keeping

class Knot:
    pass

engine = asb.Engine(clock=lambda: datetime.datetime(2026, 4, 2), log=print)
policy = asb.Policy(engine, 'hart')
store = asb.Store.custom(engine, Keeping())
case = asb.Case(policy, 'A', store)
case.add(asb.Record(engine, 'report', {'channel': 'phone', 'summary': 'x'}, by='a', role='system'))
case.save()
duties = case.duties()
knot = Knot()
knot.self, knot.case, knot.duty = knot, case, duties[0]
builtins.knot = knot  # outlives every other module
if sys.argv[2] == 'closed first':
    engine.close()
    store.close()
elif sys.argv[2] == 'at exit':
    atexit.register(lambda: (case.state, store.list(), case.close(), store.close()))
elif sys.argv[2] == 'thread':
    threading.Thread(target=lambda: [case.facts() for _ in range(2000)], daemon=True).start()
elif sys.argv[2] == 'raise':
    raise SystemExit(0)
print('end')
'''


class Closing(unittest.TestCase):
    def things(self):
        world = World()
        store = asb.Store.memory(world.engine)
        case = world.case('A', store)
        case.save()
        return {'engine': world.engine, 'policy': world.policy, 'store': store, 'case': case, 'duties': case.duties()}

    def test_in_any_order(self):
        for order in itertools.permutations(self.things()):
            things = self.things()
            for name in order:
                things[name].close()
                self.assertTrue(things[name].closed)
                things[name].close()  # again does nothing
                if not things['case'].closed:
                    things['case'].facts()
                    with self.assertRaises(asb.InvalidError):  # what went wrong can be told though the engine was closed
                        things['case'].move(things['case'].policy(), '', 'x', 'y')

    def test_forgetting_in_any_order(self):
        for order in itertools.permutations(self.things()):
            things = self.things()
            for name in order:
                del things[name]
        gc.collect()

    def test_a_closed_one_says_so(self):
        for name, thing in self.things().items():
            thing.close()
            with self.assertRaises(asb.Closed) as caught:
                thing.json() if name == 'duties' else thing.limits() if name == 'engine' else thing.list() if name == 'store' else thing.id
            self.assertIn(type(thing).__name__, str(caught.exception))
            self.assertIn('closed', repr(thing) if name in ('duties', 'case') else 'closed')
            with self.assertRaises(asb.Closed):
                thing.__enter__()
        things = self.things()
        record = asb.Record(things['engine'], 'note', {'text': 'x'}, **ACTOR)
        record.close()
        with self.assertRaises(asb.Closed):
            things['case'].may(record)
        with self.assertRaises(AttributeError):
            things['case'].nonsense

    def test_a_closed_one_is_still_of_its_class(self):
        world = World()
        for thing in (world.case(), world.record('note'), world.case().duties(), world.engine):
            kind = type(thing)
            thing.close()
            self.assertIsInstance(thing, kind)
            self.assertEqual((type(thing).__name__, type(thing).__module__), (kind.__name__, kind.__module__))
            with self.assertRaisesRegex(AttributeError, 'nonsense'):
                thing.nonsense
            self.assertIsInstance(repr(thing), str)

    def test_a_clock_that_asks_its_own_engine_while_a_record_is_tried(self):
        asked = []

        def clock():
            if asked:
                asked.append(case.may(record))
            return datetime.datetime(2026, 4, 2, 10, 5)
        engine = asb.Engine(clock=clock)
        case = asb.Case(asb.Policy(engine, 'england'), 'A')
        record = asb.Record(engine, 'report', {'channel': 'phone', 'summary': 'x'}, by='amy', role='system')
        self.assertTrue(case.may(record))
        asked.append(None)
        with self.assertRaises(asb.BusyError):
            case.may(record)
        del asked[:]
        self.assertTrue(case.may(record))

    def test_with(self):
        with World().engine as engine, asb.Policy(engine, 'hart') as policy, asb.Case(policy, 'A') as case:
            self.assertFalse(case.closed)
        self.assertTrue(case.closed and policy.closed and engine.closed)

    def test_memory_is_given_back(self):
        engine = asb.Engine()
        empty = engine.memory
        with asb.Policy(engine, 'hart') as policy, asb.Case(policy, 'A') as case:
            case.add(asb.Record(engine, 'report', REPORT, by='a', role='system'))
            case.duties()
        engine.limits()
        self.assertEqual(engine.memory, empty)

    def test_cycles_are_collected(self):
        engine = asb.Engine()

        class Keeper:
            def __init__(self):
                self.engine = asb.Engine(clock=self.clock)
                self.case = asb.Case(asb.Policy(self.engine, 'hart'), 'A')
                self.me = self

            def clock(self):
                return engine.now()
        import weakref
        keeper = weakref.ref(Keeper())
        gc.collect()
        self.assertIsNone(keeper())

    def test_an_engine_that_was_not_made(self):
        with self.assertRaises(TypeError):
            asb.Engine('places-for-people')
        with self.assertRaises(asb.Absent):
            asb.Policy(asb.Engine(), 'nobody')
        gc.collect()


class Ending(unittest.TestCase):
    def test_the_program_ends_well(self):
        import os
        for how in ('left', 'closed first', 'at exit', 'thread', 'raise'):
            status, out, err = python(EXIT, os.path.dirname(__file__), how)
            self.assertEqual((status, err), (0, ''), how)
            self.assertEqual(out, '' if how == 'raise' else 'end\n', how)


class Threads(unittest.TestCase):
    def run_all(self, work, count=8):
        failures = []

        def guarded(number):
            try:
                work(number)
            except BaseException as what:
                failures.append(what)
        threads = [threading.Thread(target=guarded, args=(number,)) for number in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])

    def test_eight_threads_with_one_engine(self):
        world = World()
        with tempfile.TemporaryDirectory() as folder:
            store = asb.Store.journal(world.engine, folder + '/cases.asb')

            def work(number):
                case = world.case('T%d' % number, store)
                for i in range(40):
                    case.add(world.record('note', {'text': '%d of %d' % (i, number)}))
                    with self.assertRaises(asb.InvalidError) as caught:
                        case.add(world.record('note', {'text': '', 'x-%d' % number: i}))
                    assert caught.exception.field == 'text', caught.exception
                    assert case.state == 'enquiry' and case.id == 'T%d' % number
                    assert len(list(case.duties())) > 1
                    if i % 8 == 0:
                        case.save()
                        assert store.open(case.id).count == case.count
                case.save()
            self.run_all(work)
            self.assertEqual(store.verify(), {'cases': 8, 'records': 8 * 42, 'erased': 0, 'damage': []})
            for number in range(8):
                texts = [record['text'] for record in store.open('T%d' % number).records() if record.kind == 'note']
                self.assertEqual(texts, ['%d of %d' % (i, number) for i in range(40)])
            store.close()

    def test_eight_threads_at_one_case(self):
        world = World()
        case = world.case('A')

        def work(number):
            for i in range(60):
                case.add(world.record('note', {'text': 'x'}))
                assert case.may(world.record('opening', {'categories': ['noise']}))
                case.facts()
        self.run_all(work)
        self.assertEqual((case.count, len(case.history())), (2 + 8 * 60, 2 + 8 * 60))

    def test_eight_engines_at_one_journal(self):
        with tempfile.TemporaryDirectory() as folder:
            World()

            def work(number):
                world = World()
                with asb.Store.journal(world.engine, folder + '/cases.asb') as store:
                    for i in range(10):
                        with world.case('%d-%d' % (number, i), store) as case:
                            case.save()
            self.run_all(work)
            with asb.Store.journal(asb.Engine(), folder + '/cases.asb') as store:
                self.assertEqual(store.verify()['cases'], 80)

    def test_closed_by_one_while_others_use_it(self):
        for _ in range(20):
            world = World()
            case = world.case('A')

            def work(number):
                try:
                    while True:
                        if number == 0:
                            case.close()
                        case.facts(), case.state, list(case.duties())
                except asb.Closed:
                    pass
            self.run_all(work, 4)


class Leaks(unittest.TestCase):
    def test_a_hundred_thousand_cases(self):
        status, out, err = python(LEAK)
        self.assertEqual((status, err), (0, ''))
        first, last = map(float, out.split())
        print('resident after 20,000 cases %.1f MB, after 100,000 %.1f MB' % (first, last))
        self.assertLess(last - first, 4)

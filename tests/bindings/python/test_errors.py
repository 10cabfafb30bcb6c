"""One class for each status, with what the engine says; absent is None where something is looked up."""
import unittest

import asb
from asb import _raw
from support import ACTOR, REPORT, World


class Classes(unittest.TestCase):
    def test_every_status_has_one_class(self):
        statuses = {name: value for name, value in vars(_raw).items() if value in range(-14, 4) and isinstance(value, int)
                    and (name in ('ASB_REFUSED', 'ASB_CONFLICT', 'ASB_ABSENT') or name.startswith('ASB_E') and not name.startswith('ASB_EFFECT'))}
        self.assertEqual(len(statuses), 17)
        for name, value in statuses.items():
            kind = asb.errors.class_of(value)
            self.assertEqual(kind.status, value)
            word = name[len('ASB_'):]
            wanted = {'ENOMEM': 'NoMemoryError'}.get(word) or (word[1:].capitalize() + 'Error' if value < 0 else word.capitalize())
            self.assertEqual(kind.__name__, wanted)
            self.assertIs(getattr(asb, wanted), kind)
            self.assertTrue(kind.__doc__)


class Details(unittest.TestCase):
    def setUp(self):
        self.world = World()
        self.engine = self.world.engine

    def test_invalid_names_the_field(self):
        case = asb.Case(self.world.policy, 'A')
        with self.assertRaises(asb.InvalidError) as caught:
            case.add(self.world.record('report', {'channel': 'pigeon', 'summary': 'x'}))
        error = caught.exception
        self.assertEqual((error.field, error.status), ('channel', _raw.ASB_EINVALID))
        self.assertIn('pigeon', str(error))
        self.assertIn(error.code, asb.messages())
        self.assertEqual(error.arguments['found'], 'pigeon')
        self.assertIsInstance(error, ValueError)
        self.assertEqual(case.count, 0)

    def test_json_has_its_place(self):
        with self.assertRaises(asb.JsonError) as caught:
            asb.Record.parse(self.engine, '{"kind":"report",\n "fields":{"a" 1}}')
        self.assertEqual((caught.exception.line, caught.exception.column), (2, 16))
        with self.assertRaises(asb.JsonError) as caught:
            self.engine.canonical_json('{"a":{"b":1,"b":2}}')
        self.assertEqual(caught.exception.pointer, '/a/b')

    def test_policy_has_its_first_problem_and_check_all(self):
        document = '{"asb_policy":1,"id":"x","version":"1","title":"X","categories":[{"id":"A b"}],"nonsense":1}'
        with self.assertRaises(asb.PolicyError) as caught:
            asb.Policy.parse(self.engine, document)
        problems = asb.Policy.check(self.engine, document)
        self.assertGreater(len(problems), 1)
        self.assertEqual((problems[0].message, problems[0].pointer, problems[0].line, problems[0].column, problems[0].code),
                         (str(caught.exception), caught.exception.pointer, caught.exception.line, caught.exception.column, caught.exception.code))
        self.assertIsInstance(problems[0].arguments, dict)

    def test_refused_has_every_reason(self):
        case = self.world.case()
        case.add(self.world.record('opening', {'categories': ['noise']}))
        closure = self.world.record('closure', {'reason': 'reduced', 'rationale': 'It is quiet'})
        with self.assertRaises(asb.Refused) as caught:
            case.add(closure)
        reasons = caught.exception.reasons
        self.assertGreater(len(reasons), 1)
        for reason in reasons:
            self.assertTrue(reason.guard and reason.clause and reason.message and reason.explanation)
            self.assertIn(reason.effect, ('refused', 'warned'))
        self.assertIn(caught.exception.decision.with_effect('refused')[0].message, str(caught.exception))
        decision = case.may(closure)
        self.assertFalse(decision)
        self.assertEqual([r.guard for r in decision], [r.guard for r in reasons])
        self.assertEqual(case.count, 3)

    def test_what_is_looked_up_and_not_there_is_none(self):
        case = self.world.case()
        store = asb.Store.memory(self.engine)
        for found in (store.open('nobody'), case.record(9), case.record_written(0), case.plan('p1'), case.assessment('p1'), case.proportionality(),
                      case.score, case.head(), store.calendar, store.verify('nobody'), self.world.policy.explain('no-such-rule'),
                      self.engine.limit('none'), self.world.record('note').text('text'), case.owner, case.band):
            self.assertIsNone(found)

    def test_what_cannot_be_made_is_absent(self):
        with self.assertRaises(asb.Absent):
            asb.Policy(self.engine, 'nobody')
        with self.assertRaises(asb.Absent):
            asb.Matrix(self.world.policy, 'nobody')

    def test_exists_state_argument_limit_version(self):
        store = asb.Store.memory(self.engine)
        self.world.case('A', store).save()
        with self.assertRaises(asb.ExistsError):
            asb.Case(self.world.policy, 'A', store)
        with self.assertRaises(asb.StateError):
            store.compact()
        with self.assertRaises(asb.StateError):
            self.world.case('B').save()
        with self.assertRaises(asb.ArgumentError):
            self.engine.set_limit('none', 7)
        with self.assertRaises(asb.VersionError):
            store.import_lines('{"asb_store":99,"calendar":""}\n')
        self.engine.set_limit('text-bytes', 10)
        with self.assertRaises(asb.LimitError):
            self.world.record('note', {'text': 'longer than ten bytes'})

    def test_numbers_are_not_cut(self):
        case = self.world.case()
        for wrong in (-1, 2 ** 32, 2 ** 32 + 1, 2 ** 64):
            with self.assertRaises(asb.ArgumentError):
                case.record(wrong)
            with self.assertRaises(asb.ArgumentError):
                self.engine.set_limit('records', wrong)
        record = self.world.record('note')
        for number in (0, -1, 2 ** 31, 2 ** 53 - 1, 1 - 2 ** 53):
            record['x-number'] = number
            self.assertEqual((record.number('x-number'), record['x-number']), (number, number))
        for number in (2 ** 53, 2 ** 63, 2 ** 64 + 1, -2 ** 70):
            with self.assertRaises(asb.InvalidError):
                record['x-number'] = number
        self.assertEqual(record['x-number'], 1 - 2 ** 53)

    def test_no_memory(self):
        world = asb.Engine(memory_limit=60000)
        with self.assertRaises(asb.NoMemoryError) as caught:
            asb.Policy(world, 'places-for-people')
        self.assertIsInstance(caught.exception, MemoryError)
        self.assertLess(world.memory, 60001)
        with self.assertRaises(asb.ArgumentError):
            asb.Engine(memory_limit=-1)

    def test_conflict(self):
        store = asb.Store.memory(self.engine)
        mine = self.world.case('A', store)
        mine.save()
        theirs = store.open('A')
        for case in (mine, theirs):
            case.add(self.world.record('note', {'text': 'x'}))
        theirs.save()
        with self.assertRaises(asb.Conflict):
            mine.save()
        self.assertEqual(mine.reload(), [])
        mine.save()
        self.assertEqual(mine.stored, 4)

    def test_handed_back_with_its_reasons(self):
        store = asb.Store.memory(self.engine)
        mine = self.world.case('A', store)
        mine.save()
        theirs = store.open('A')
        theirs.add(self.world.record('opening', {'categories': ['noise']}))
        theirs.save()
        mine.add(asb.Record(self.engine, 'closure', {'reason': 'not-asb', 'rationale': 'x'}, by='ben', role='CHM'))
        with self.assertRaises(asb.Conflict):
            asb.save_all([mine])
        (back,) = mine.reload()
        self.assertEqual((back.record.kind, back.record['reason'], back.refused), ('closure', 'not-asb', True))
        self.assertTrue(back.message and back.reasons)
        asb.save_all([])

    def test_wrong_says_everything(self):
        case = asb.Case(self.world.policy, 'A')
        record = self.world.record('report', {'channel': 'pigeon', 'category': 'nois'})
        self.assertEqual([one.field for one in case.wrong(record)], ['channel', 'summary', 'category'])
        self.assertEqual(case.wrong(self.world.record('report', REPORT)), [])

    def test_damage_is_an_error_with_a_report(self):
        store = asb.Store.memory(self.engine)
        self.world.case('A', store).save()
        head = dict(store.open('A').head(), digest='0' * 64)
        with self.assertRaises(asb.CorruptError) as caught:
            store.verify_head(head)
        self.assertEqual(caught.exception.report['damage'][0]['case'], 'A')
        other = asb.Store.memory(self.engine)
        self.world.case('A', other).save()
        with self.assertRaises(asb.Conflict) as caught:
            other.copy_from(store)
        self.assertEqual(caught.exception.report['left'][0]['case'], 'A')

    def test_another_engines_things_are_refused(self):
        with self.assertRaises(asb.ArgumentError):
            asb.Case(self.world.policy, 'A').add(asb.Record(asb.Engine(), 'report', REPORT, **ACTOR))

"""Every kind of object, and every method of it, on a case that is worked through."""
import dataclasses
import datetime
import hashlib
import json
import tempfile
import unittest

import asb
from asb._library import lib
from support import REPORT, TOP, UTC, World


class TheLibrary(unittest.TestCase):
    def test_it_says_what_it_is(self):
        version = json.loads((TOP / 'bindings/abi.json').read_text(encoding='utf-8'))['version']
        self.assertEqual(asb.version(), version)
        self.assertIn('journal', asb.features())
        self.assertIn('{', asb.messages()['record-choice'])

    def test_engine(self):
        engine = asb.Engine()
        before = engine.memory
        policy = asb.Policy(engine, 'hart')
        self.assertGreater(engine.memory, before)
        self.assertGreaterEqual(engine.memory_peak, engine.memory)
        engine.set_limit('records', 5)
        self.assertEqual((engine.limit('records'), engine.limits()['records']), (5, 5))
        self.assertEqual([h.date for h in engine.holidays(2026, 2026)][1:3], [datetime.date(2026, 4, 3), datetime.date(2026, 4, 6)])
        self.assertFalse(engine.is_working_day(datetime.date(2026, 4, 6), policy))
        self.assertTrue(engine.is_working_day('2026-04-07'))
        self.assertEqual(engine.canonical_json({'b': [1, 'é'], 'a': None}), '{"a":null,"b":[1,"é"]}')
        kinds = engine.vocabulary(policy)['kinds']
        self.assertTrue(kinds)
        self.assertEqual(engine.instant_text(datetime.datetime(2026, 7, 1, 9, 0)), '2026-07-01T08:00:00Z')
        self.assertEqual(engine.instant_text(datetime.datetime(2026, 7, 1, 8, 0, tzinfo=UTC), local=True), '2026-07-01T09:00')

    def test_calendar(self):
        engine = asb.Engine()
        calendar = asb.Calendar(engine)
        calendar.add(datetime.date(2024, 8, 28), known=datetime.datetime(2024, 8, 20, 9, 0), name='Staff conference')
        calendar.remove('2024-08-31', name='Saturday surgery')
        self.assertEqual(engine.due('2024-08-23', {'working_days': 5}, calendar=calendar).due, datetime.date(2024, 9, 2))
        again = asb.Calendar.parse(engine, calendar.json())
        self.assertEqual(again.json(), calendar.json())
        self.assertEqual(again.json()['added'][0]['name'], 'Staff conference')
        self.assertTrue(engine.is_working_day('2024-08-31', calendar=calendar))
        engine.set_calendar(calendar)
        self.assertTrue(engine.is_working_day('2024-08-31'))
        engine.set_calendar(None)
        self.assertFalse(engine.is_working_day('2024-08-31'))

    def test_policy(self):
        engine = asb.Engine()
        self.assertEqual(len(asb.Policy.builtin_ids()), 6)
        index = asb.Policy.builtin_ids().index('hart')
        written = json.loads(asb.Policy.builtin_document(index))
        self.assertEqual(written['id'], 'hart')
        self.assertIsNone(asb.Policy.builtin_document(99))
        with asb.Policy(engine, 'hart') as policy:
            self.assertEqual((policy.id, policy.version, policy.title), ('hart', written['version'], written['title']))
            self.assertEqual(policy.json()['id'], 'hart')
            import hashlib
            self.assertEqual(hashlib.sha256(policy.document().encode()).hexdigest(), policy.digest)
            self.assertIn(policy.json()['duties'][0]['id'], policy.explain(policy.json()['duties'][0]['id']))
            self.assertTrue(policy.page().startswith('#'))
        own = {'asb_policy': 1, 'id': 'ours', 'version': '1', 'title': 'Ours', 'source': 'Ours', 'extends': 'hart'}
        self.assertEqual(asb.Policy.check(engine, own), [])
        self.assertEqual(asb.Policy.parse(engine, own).title, 'Ours')
        asb.Policy.register(engine, own)
        self.assertEqual(asb.Policy.parse(engine, json.dumps(dict(own, id='theirs', extends='ours'))).id, 'theirs')
        places = asb.Policy(engine, 'places-for-people')
        self.assertTrue(all(action['id'] and action['text'] for action in places.actions()))


class ARecord(unittest.TestCase):
    def setUp(self):
        self.world = World()

    def test_it_is_a_dict_of_its_fields(self):
        record = self.world.record('report', REPORT)
        self.assertEqual(dict(record), REPORT)
        record.update({'immediate_risk': True, 'x-count': 7, 'x-list': ['a', 1, None], 'x-gone': 'x'})
        del record['x-gone']
        self.assertEqual(list(record), ['channel', 'summary', 'immediate_risk', 'x-count', 'x-list'])
        self.assertEqual((record['immediate_risk'], record['x-count'], record['x-list'], len(record)), (True, 7, ['a', 1, None], 5))
        self.assertTrue('x-list' in record and 'x-gone' not in record and 7 not in record)
        self.assertEqual((record.flag('immediate_risk'), record.flag('summary'), record.number('x-count'), record.number('summary')),
                         (True, None, 7, None))
        self.assertEqual(record.get('x-gone', 'none'), 'none')
        self.assertEqual(record.pop('x-count'), 7)
        self.assertFalse(record.unset('x-count'))
        for call in (lambda: record['x-gone'], lambda: record.__delitem__('x-gone')):
            with self.assertRaises(KeyError):
                call()
        with self.assertRaises(TypeError):
            record['x-odd'] = object()
        self.assertNotEqual(record, self.world.record('report', dict(record)))
        self.assertTrue(self.world.record('note'))

    def test_its_parts(self):
        record = asb.Record(self.world.engine, 'note')
        self.assertEqual((record.kind, record.seq, record.at, record.recorded, record.by, record.role, record.erased),
                         ('note', 0, None, None, None, None, False))
        record.set_flag('x-flag', False)
        record.set_json('x-json', '{"a":1}')
        record = asb.Record(self.world.engine, 'note', by='amy', role='CCC', at='2026-04-01')
        self.assertEqual((record.by, record.role, record.at), ('amy', 'CCC', datetime.datetime(2026, 3, 31, 23, 0, tzinfo=UTC)))
        again = asb.Record.parse(self.world.engine, record.json())
        self.assertEqual(again.json(), record.json())
        self.assertIn('note', repr(again))

    def test_corrected_and_written(self):
        case = self.world.case()
        case.add(self.world.record('correction', {'of': 1, 'field': 'summary', 'value': 'Drums', 'reason': 'Misheard'}))
        self.assertEqual((case.record(1)['summary'], case.record_written(1)['summary']), ('Drums', 'Loud music'))
        record = case.record(1)
        self.assertEqual((record.seq, record.recorded), (1, datetime.datetime(2026, 4, 2, 9, 5, tzinfo=UTC)))
        self.assertEqual([r.kind for r in case.records()], ['report', 'party', 'correction'])

    def test_erased(self):
        case = self.world.case()
        case.add(self.world.record('erasure', {'of': [2], 'basis': 'erasure-request', 'reason': 'Asked'}, by='dpo', role='system'))
        self.assertTrue(case.record(2).erased)
        self.assertEqual(len(case.record(2)), 0)


class TheRehearsal(unittest.TestCase):
    def test_another_version_and_a_holiday(self):
        world = World()
        store = asb.Store.memory(world.engine)
        for id in ('A', 'B'):
            world.case(id, store).save()
        proposed = asb.Policy.parse(world.engine, {**world.policy.json(), 'version': 'next'})
        rehearsal = asb.Rehearsal(world.engine, store)
        with self.assertRaises(asb.StateError):
            rehearsal.query('totals')
        rehearsal.policy(proposed)
        rehearsal.run()
        self.assertEqual(rehearsal.rows('cases'), [])
        self.assertEqual(rehearsal.query('totals')['rows'][0]['cases'], 2)
        rehearsal.run(added=['2026-04-07'], cases=['B'])
        moved = rehearsal.rows('moved', duty='acknowledge', limit=1)
        self.assertEqual([(row['case'], row['due_before'], row['due'], row['working_days']) for row in moved], [('B', '2026-04-13', '2026-04-14', 1)])
        rehearsal.run({'removed': ['2026-04-03']})
        self.assertEqual([row['case'] for row in rehearsal.rows('moved', duty='acknowledge', limit=1)], ['A', 'B'])
        rehearsal.policy(asb.Policy(world.engine, 'hart'), '')
        rehearsal.run()
        self.assertEqual({row['policy'] for row in rehearsal.rows('cases')}, {'hart ' + asb.Policy(world.engine, 'hart').version})
        with self.assertRaisesRegex(asb.InvalidError, 'officer'):
            rehearsal.run(oficer='amy')


class TheCaseload(unittest.TestCase):
    def test_asked(self):
        world = World()
        store = asb.Store.memory(world.engine)
        for name, officer in (('A', 'ben'), ('B', 'tess'), ('C', 'ben')):
            case = world.case(name, store)
            case.add(world.record('opening', {'categories': ['noise']}))
            case.add(world.record('allocation', {'officer': officer, 'to_role': 'TEM'}))
            case.save()
        caseload = asb.Caseload(world.engine)
        caseload.follow(store)
        self.assertEqual(caseload.count, 3)
        self.assertEqual(caseload.query('counts', by='officer')['rows'], [{'officer': 'ben', 'count': 2}, {'officer': 'tess', 'count': 1}])
        self.assertEqual([row['case'] for row in caseload.rows('cases', officer='ben', limit=1, from_='2020-01-01')], ['A', 'C'])
        caseload.allow({'officer': 'tess'})
        self.assertEqual([row['case'] for row in caseload.rows('cases')], ['B'])
        caseload.allow(None)
        report = caseload.report('monitoring', officer='ben')
        self.assertEqual((report['report'], report['filter'], report['only_allowed']), ('monitoring', {'officer': 'ben'}, False))
        self.assertTrue(caseload.report_csv('nm01', homes=1500, table='counted').startswith('case,opened,again,hate,categories,ward\r\n'))
        self.assertIn('<title>How duties were met', caseload.report_html('performance', from_='2020-01-01'))
        with self.assertRaises(asb.InvalidError):
            caseload.report('nm01')
        case = store.open('B')
        caseload.put('D', case.count, case.summary())
        self.assertEqual(len(caseload.rows('due', limit=2)), 4 * len([d for d in case.duties() if d.state in ('open', 'overdue') and not d.watch]))
        with self.assertRaises(asb.InvalidError):
            caseload.query('due', officr='ben')


class ACase(unittest.TestCase):
    def setUp(self):
        self.world = World()
        self.store = asb.Store.memory(self.world.engine)
        self.case = self.world.case('A', self.store)

    def test_what_it_has_come_to(self):
        case = self.case
        self.assertEqual((case.id, case.state, case.owner, case.owner_role, case.hate, case.band, case.score, case.count, case.stored),
                         ('A', 'enquiry', None, None, False, None, None, 2, 0))
        case.add(self.world.record('opening', {'categories': ['hate-crime'], 'hate': True}))
        case.add(self.world.record('allocation', {'officer': 'ben', 'to_role': 'TEM'}))
        self.assertEqual((case.state, case.owner, case.owner_role, case.hate), ('open', 'ben', 'TEM', True))
        facts = case.facts()
        self.assertEqual((facts['state'], facts['stage'], facts['priority']), (case.state, case.stage, case.priority))
        self.assertEqual([one['kind'] for one in case.history()], ['report', 'party', 'opening', 'allocation'])
        summary = case.summary()
        self.assertEqual((summary['state'], summary['owner'], len(summary['duties'])), ('open', 'ben', len(case.duties())))
        self.assertIn('A', repr(case))
        empty = asb.Case(self.world.policy, 'B')
        self.assertIsNone(empty.summary())
        self.assertEqual((empty.state, empty.stage, empty.priority), (None, None, None))

    def test_duties_are_what_the_getters_say(self):
        self.case.add(self.world.record('opening', {'categories': ['noise']}))
        self.world.now = datetime.datetime(2026, 5, 1, 9, 0)
        with self.case.duties() as duties:
            self.assertGreater(len(duties), 5)
            self.assertIn('%d' % len(duties), repr(duties))
            h = duties._handle
            states = [None, 'open', 'overdue', 'met', 'met-late', 'lapsed']
            for index, duty in enumerate(duties):
                def text(function):
                    return function(h, index).decode()
                self.assertEqual((duty.rule, duty.label, duty.clause, duty.party or '', duty.subject or '', list(duty.owner), duty.state,
                                  duty.started_by, duty.ended_by or 0, duty.watch),
                                 (text(lib.asb_duties_rule), text(lib.asb_duties_label), text(lib.asb_duties_clause), text(lib.asb_duties_party),
                                  text(lib.asb_duties_subject), json.loads(text(lib.asb_duties_owner)), states[lib.asb_duties_state(h, index)],
                                  lib.asb_duties_started_by(h, index), lib.asb_duties_ended_by(h, index), lib.asb_duties_watch(h, index) != 0))
                for when, function in ((duty.due, lib.asb_duties_due), (duty.act_by, lib.asb_duties_act_by), (duty.opens, lib.asb_duties_opens)):
                    said = text(function)
                    read = self.world.engine.instant if 'T' in said else datetime.date.fromisoformat
                    self.assertEqual(when, read(said) if said else None)
                proposes = text(lib.asb_duties_proposes)
                self.assertEqual(duty.proposes, json.loads(proposes) if proposes else None)
                self.assertIn(duty.clause, duty.explanation)
                self.assertIsInstance(duty.started_at, datetime.datetime)
            self.assertTrue(any(duty.state == 'overdue' for duty in duties) and any(duty.due is None for duty in duties))
            self.assertEqual((duties[0], duties[-1], duties[1:3]), (list(duties)[0], list(duties)[-1], list(duties)[1:3]))
        with self.assertRaises(dataclasses.FrozenInstanceError):
            duty.state = 'met'
        self.assertIn(duty.rule, repr(duty))
        self.assertEqual(set(vars(asb.Duty)['__dataclass_fields__']) - {'rule', '_of', '_index'} - set().union(*duties_keys()), set())

    def test_an_ended_duty_says_when(self):
        self.case.add(self.world.record('contact', {'party': 'p1', 'method': 'phone', 'direction': 'out', 'outcome': 'reached',
                                               'purpose': 'initial'}))
        ended = [duty for duty in self.case.duties() if duty.ended_by]
        for duty in ended:
            self.assertEqual((duty.ended_by, duty.ended_at), (3, self.case.record(3).at))
        self.assertTrue(ended)

    def test_decisions_are_what_the_getters_say(self):
        self.case.add(self.world.record('opening', {'categories': ['noise']}))
        decision = self.case.may(self.world.record('closure', {'reason': 'reduced', 'rationale': 'x'}))
        h = decision._handle
        effects = [None, 'refused', 'warned', 'deviation', 'breach']
        self.assertEqual([(r.guard, r.effect, r.clause, r.message, r.explanation) for r in decision.reasons],
                         [(lib.asb_decision_guard(h, i).decode(), effects[lib.asb_decision_effect(h, i)], lib.asb_decision_clause(h, i).decode(),
                           lib.asb_decision_message(h, i).decode(), lib.asb_decision_explanation(h, i).decode())
                          for i in range(lib.asb_decision_count(h))])
        self.assertFalse(decision.allowed)
        self.assertIn('refused', repr(decision))
        self.assertIs(decision.reasons, decision.reasons)
        self.assertTrue(self.case.may(self.world.record('note', {'text': 'x'})))

    def test_admitting_what_has_happened(self):
        self.case.add(self.world.record('opening', {'categories': ['noise']}))
        old = datetime.datetime(2026, 4, 2, 9, 30, tzinfo=UTC)
        self.world.now = datetime.datetime(2026, 4, 2, 12, 0)
        decision = self.case.admit(self.world.record('closure', {'reason': 'reduced', 'rationale': 'x'}), recorded=old, imported=True)
        self.assertTrue(decision)
        self.assertEqual({reason.effect for reason in decision.with_effect('breach')}, {'breach'})
        self.assertEqual((self.case.state, self.case.record(4).recorded), ('closed', old))
        with self.assertRaises(asb.InvalidError) as caught:
            self.case.admit(self.world.record('note', {'text': 'x'}), recorded=old - datetime.timedelta(days=9))
        self.assertEqual(caught.exception.field, 'recorded')

    def test_moving_to_another_policy(self):
        hart = asb.Policy(self.world.engine, 'hart')
        preview = self.case.preview_move(hart)
        self.assertEqual(preview['after']['policy']['id'], 'hart')
        self.case.move(hart, 'amy', 'system', 'The homes were sold')
        self.assertEqual((self.case.policy().id, self.case.count), ('hart', 3))

    def test_a_calendar_of_its_own(self):
        before = {duty.rule: duty.due for duty in self.case.duties()}
        calendar = asb.Calendar(self.world.engine)
        calendar.add('2026-04-07')
        self.case.set_calendar(calendar)
        after = {duty.rule: duty.due for duty in self.case.duties()}
        self.assertNotEqual(before['acknowledge'], after['acknowledge'])
        self.case.set_calendar(None)
        self.assertEqual(before, {duty.rule: duty.due for duty in self.case.duties()})

    def test_kept_without_a_store(self):
        mine = self.world.case('C')
        pending = mine.pending()
        self.assertEqual((pending['expected'], len(pending['records']), len(pending['policies'])), (0, 2, 1))
        mine.saved(2)
        self.assertIsNone(mine.pending())
        with self.assertRaises(asb.ArgumentError):
            mine.saved(9)
        kept = {'case': 'C', 'records': pending['records'], 'policies': [pending['policies'][0]['document']]}
        theirs = asb.Case.load(self.world.engine, kept)
        self.assertEqual((theirs.count, theirs.stored, theirs.head()), (2, 2, mine.head()))
        theirs.add(self.world.record('note', {'text': 'theirs'}))
        kept['records'] = kept['records'] + theirs.pending()['records']
        mine.add(self.world.record('note', {'text': 'mine'}))
        self.assertEqual(mine.conflicted(kept), [])
        self.assertEqual([r.text('text') for r in mine.records()][2:], ['theirs', 'mine'])
        self.assertEqual(asb.Case.load(self.world.engine, {'case': 'D', 'records': []}, self.world.policy).state, None)


def duties_keys():
    """The keys that the library's JSON of duties can have, from its source."""
    import re
    source = (TOP / 'src/case/duty_view.c').read_text(encoding='utf-8')
    return [set(re.findall(r'put_(?:text|number|json)\(b, "(\w+)"', source))]


class Forms(unittest.TestCase):
    def setUp(self):
        self.world = World()
        self.case = self.world.case()

    def test_matrix(self):
        matrix = asb.Matrix(self.world.policy, 'ram')
        self.assertEqual((matrix.id, matrix.least, matrix.greatest), ('ram', 0, 47))
        self.assertTrue(matrix.title and matrix.clause and matrix.provenance)
        h, questions = matrix._handle, matrix.questions()
        self.assertEqual(len(questions), lib.asb_matrix_question_count(h))
        for q, question in enumerate(questions):
            self.assertEqual((question.id, question.text, question.section, question.section_title, question.many, question.detail),
                             (lib.asb_matrix_question_id(h, q).decode(), lib.asb_matrix_question_text(h, q).decode(),
                              lib.asb_matrix_question_section(h, q).decode(), lib.asb_matrix_question_section_title(h, q).decode(),
                              lib.asb_matrix_question_many(h, q) != 0, lib.asb_matrix_question_detail(h, q) != 0))
            options = [(lib.asb_matrix_option_id(h, q, o).decode(), lib.asb_matrix_option_label(h, q, o).decode(),
                        lib.asb_matrix_option_weight(h, q, o), lib.asb_matrix_option_exclusive(h, q, o) != 0)
                       for o in range(lib.asb_matrix_option_count(h, q))]
            self.assertEqual([dataclasses.astuple(option) for option in question.options], options)
        self.assertEqual([dataclasses.astuple(band) for band in matrix.bands()],
                         [(lib.asb_matrix_band_id(h, b).decode(), lib.asb_matrix_band_label(h, b).decode(), lib.asb_matrix_band_from(h, b))
                          for b in range(lib.asb_matrix_band_count(h))])
        contested = [matrix.contested() for matrix in self.matrices()]
        self.assertTrue(any(contested))
        for matrix in self.matrices():
            h = matrix._handle
            self.assertEqual(matrix.contested(), [(lib.asb_matrix_contested_from(h, i), lib.asb_matrix_contested_to(h, i))
                                                  for i in range(lib.asb_matrix_contested_count(h))])

    def matrices(self):
        for id in asb.Policy.builtin_ids():
            policy = asb.Policy(self.world.engine, id)
            for one in policy.json().get('matrices', ()):
                yield asb.Matrix(policy, one['id'])

    def test_all_answers_at_once(self):
        a = asb.Assessment(asb.Matrix(self.world.policy), 'p1')
        a.answer('q2', 'yes')
        answers = {'q1': 'most-days', 'q9': 'declined', 'q11': [], 'q14': ('your-family', 'other')}
        for _ in range(2):  # anew, and in the place of the same
            a.set_answers(answers)
            self.assertEqual(a.json()['answers'], {**answers, 'q14': ['your-family', 'other']})
        with self.assertRaises(asb.InvalidError):
            a.set_answers({'q1': 'daily', 'q14': ['cousin']})
        with self.assertRaises(ValueError):
            a.set_answers({'q1': 'daily\0'})
        self.assertTrue(a.chosen('q1', 'most-days'))
        a.set_answers({})
        self.assertEqual(len(a.missing()), 14)

    def test_assessment(self):
        a = asb.Assessment(asb.Matrix(self.world.policy), 'p1')
        self.assertEqual((a.band, a.scored_band, a.seq, a.party, a.matrix().id), (None, None, 0, 'p1', 'ram'))
        a.answer('q1', 'most-days')
        a.answer('q10', 'extremely')
        a.answer_none('q11')
        a.decline('q9')
        a.set_detail('q1', 'Since Easter 🐣')
        self.assertEqual([a.state(q) for q in ('q1', 'q11', 'q9', 'q2')], ['given', 'none', 'declined', 'missing'])
        self.assertEqual((a.score, a.chosen('q1', 'most-days'), a.chosen('q1', 'daily'), a.detail('q1'), a.detail('q2')),
                         (8, True, False, 'Since Easter 🐣', None))
        self.assertEqual(len(a.missing()), 10)
        with self.assertRaises(asb.InvalidError):
            a.answer('q4', 'neighbour')
        with self.assertRaises(asb.StateError):
            a.to_record()
        self.assertTrue(a.unanswer('q10', 'extremely'))
        self.assertFalse(a.unanswer('q10', 'extremely'))
        self.assertTrue(a.clear('q9'))
        self.assertFalse(a.clear('q9'))
        for question in a.missing():
            a.decline(question)
        a.override('medium', 'Afraid to leave the flat')
        self.assertEqual((a.band, a.scored_band, a.override_band, a.override_reason, a.partial, a.contested),
                         ('medium', 'low', 'medium', 'Afraid to leave the flat', True, False))
        record = a.to_record()
        record.set_actor('amy', 'CCC')
        self.case.add(record)
        again = self.case.assessment('p1')
        self.assertEqual((again.seq, again.json()['answers'], self.case.band), (3, a.json()['answers'], 'medium'))
        again.override(None)
        again.set_detail('q1', None)
        self.assertEqual((again.band, again.detail('q1')), ('low', None))

    def test_plan(self):
        plan = asb.Plan(self.world.policy, 'p1')
        plan.add('a1', 'AP-2')
        plan.set_param('a1', 'weeks', 4)
        plan.set_due('a1', datetime.date(2026, 5, 8))
        plan.add('a2', 'other', 'landlord')
        plan.set_detail('a2', 'Visit the block on Friday evening')
        plan.set_every('a2', {'weeks': 1})
        plan.add('a3', 'AP-2')
        self.assertTrue(plan.remove('a3'))
        self.assertFalse(plan.remove('a3'))
        plan.agreed, plan.sent, plan.method = True, True, 'email'
        self.assertEqual((plan.agreed, plan.sent, plan.method, plan.party, plan.seq, plan.count, plan.complete),
                         (True, True, 'email', 'p1', 0, 2, False))
        for call in (plan.set_detail, plan.set_due, plan.set_every):
            with self.assertRaises(asb.Absent):
                call('none', None)
        with self.assertRaises(asb.ExistsError):
            plan.add('a1', 'AP-2')
        record = plan.to_record()
        record.set_actor('amy', 'CCC')
        self.case.add(record)
        self.case.add(self.world.record('action', {'plan': 3, 'action': 'a1', 'status': 'done'}))
        read = self.case.plan('p1')
        self.assertEqual((read.seq, dataclasses.astuple(read.progress()), read.text(5)), (3, (1, 0, 0, 1), None))
        h = read._handle
        for i, action in enumerate(read.actions()):
            def text(function):
                return function(h, i).decode()
            self.assertEqual((action.id, action.by, action.action, action.clause or '', action.detail or '', action.due or '', action.status),
                             (text(lib.asb_plan_id), text(lib.asb_plan_by), text(lib.asb_plan_action), text(lib.asb_plan_clause),
                              text(lib.asb_plan_detail), text(lib.asb_plan_due), text(lib.asb_plan_status)))
            self.assertEqual((action.standing, action.overdue, action.text),
                             (lib.asb_plan_standing(h, i) != 0, lib.asb_plan_overdue(h, i) != 0, read.text(i)))
            self.assertEqual(action.next_due.isoformat() if action.next_due else '', text(lib.asb_plan_next_due))
        self.assertEqual((read.actions()[0].params, read.actions()[1].every), ({'weeks': 4}, {'weeks': 1}))
        self.assertEqual(dataclasses.astuple(read.progress()),
                         (lib.asb_plan_count_done(h), lib.asb_plan_count_cancelled(h), lib.asb_plan_count_standing(h), lib.asb_plan_count_open(h)))

    def test_proportionality(self):
        self.case.add(self.world.record('party', {'party': 'p2', 'as': 'alleged-perpetrator', 'tenure': 'assured'}))
        p = asb.Proportionality(self.world.policy, 'p2', 'civil-injunction')
        p['aim'] = 'Peace for the neighbours'
        p.add_text('conduct', 'The incidents recorded')
        p['protected'] = ['none-known']
        p['x-flag'] = True
        p.set_json('x-list', '[1]')
        p.add_alternative('written-warning', why='no answer to a knife')
        self.assertEqual((p.party, p.remedy, p.text('aim'), p.text('harm'), p['protected'], p['x-flag'], p['x-list']),
                         ('p2', 'civil-injunction', 'Peace for the neighbours', None, ['none-known'], True, [1]))
        del p['x-list']
        self.assertFalse(p.unset('x-list'))
        for call in (lambda: p['x-list'], lambda: p.__delitem__('x-list')):
            with self.assertRaises(KeyError):
                call()
        self.assertIn('harm', [one.field for one in p.missing()])
        self.assertTrue(all(one.label for one in p.missing()))
        for field in ('harm', 'support_offered', 'rational_connection', 'less_intrusive', 'balance', 'equality_duty'):
            p[field] = 'Considered'
        p['disability'] = 'no'
        p['outcome'] = 'proportionate'
        self.assertTrue(p.complete)
        self.assertEqual(p.seq, 0)
        record = p.to_record()
        record.set_actor('tess', 'TEM')
        self.case.add(record)
        read = self.case.proportionality('p2', 'civil-injunction')
        self.assertEqual((read.seq, read.approved, read.approved_by, read.approved_role, read.approval, read.current),
                         (4, False, None, None, None, False))
        self.assertTrue(read.why and read.why_code in asb.messages())
        self.assertIsInstance(read.why_arguments, dict)
        self.case.add(self.world.record('approval', {'of': 4, 'decision': 'approved', 'reasons': 'Right'}, by='carol', role='CSAM'))
        read = self.case.proportionality()
        self.assertEqual((read.approved, read.approved_by, read.approved_role, read.approval, read.stale, read.current, read.why, read.why_code),
                         (True, 'carol', 'CSAM', 5, False, True, None, None))
        self.assertIsInstance(read.review_by, (datetime.date, type(None)))
        self.case.add(self.world.record('incident', {'description': 'Again', 'source': 'phone', 'occurred': '2026-04-02'}))
        read = self.case.proportionality()
        self.assertEqual((read.stale, read.stale_record, read.current, read.json()['why']['code']), (True, 6, False, read.why_code))


class AStore(unittest.TestCase):
    def setUp(self):
        self.world = World()
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.store = asb.Store.journal(self.world.engine, self.folder.name + '/cases.asb')

    def filled(self, count=5):
        cases = [self.world.case('C%d' % index, self.store) for index in range(count)]
        asb.save_all(cases)
        return cases

    def test_lists(self):
        self.filled()
        self.assertEqual([c.id for c in self.store.list('C1', 2)], ['C2', 'C3'])
        self.assertEqual([c.id for c in self.store.cases(page=2)], ['C%d' % i for i in range(5)])
        listed = self.store.list()[0]
        self.assertEqual((listed.version, listed.summary['state']), (2, 'enquiry'))
        changes = self.store.changes()
        self.assertEqual(len(changes.cases), 5)
        case = self.store.open('C3')
        case.add(self.world.record('note', {'text': 'x'}))
        case.save()
        self.assertEqual([c.id for c in self.store.changes(changes.token).cases], ['C3'])
        with self.assertRaises(asb.InvalidError):
            self.store.changes('nonsense')

    def test_audit(self):
        (case, *_) = self.filled()
        self.assertEqual((self.store.verify()['cases'], self.store.verify('C0')['records']), (5, 2))
        head, store_head, heads = case.head(), self.store.head(), self.store.heads()
        self.assertEqual(json.loads(heads)[0], head)
        case.add(self.world.record('note', {'text': 'x'}))
        case.save()
        self.assertEqual(self.store.verify_head(head)['grown'], 1)
        self.assertEqual(self.store.verify_head(dict(store_head, heads=json.loads(heads)))['heads'], 5)
        with self.assertRaises(asb.StateError):
            self.store.verify_head(store_head)

    def test_moving_about(self):
        self.filled()
        lines = []
        self.store.export_to(lines.append)
        self.assertEqual(b''.join(lines).decode(), self.store.export())
        other = asb.Store.memory(self.world.engine)
        self.assertEqual(other.import_lines(b''.join(lines))['written'], 5)
        third = asb.Store.memory(self.world.engine)
        self.assertEqual(third.copy_from(other)['written'], 5)
        self.assertEqual(third.head(), self.store.head())
        whole = self.store.open('C1').export()
        fourth = asb.Store.memory(self.world.engine)
        self.assertEqual(asb.Case.imported(fourth, whole).count, 2)
        self.assertEqual(asb.Case.load(self.world.engine, whole).head(), fourth.open('C1').head())
        self.assertEqual(self.store.rebuild(), {'cases': 5, 'damage': [], 'same': 5, 'written': 0})
        self.assertEqual(self.store.compact()['cases'], 5)
        self.store.backup(self.folder.name + '/backup.asb')
        with asb.Store.journal(self.world.engine, self.folder.name + '/backup.asb') as backup:
            self.assertEqual(backup.head(), self.store.head())

    def test_an_export_that_cannot_be_written(self):
        self.filled()

        def full(line):
            raise OSError(28, 'No space left on device')
        with self.assertRaises(OSError) as caught:
            self.store.export_to(full)
        self.assertEqual(caught.exception.errno, 28)

    def test_a_calendar_is_kept(self):
        calendar = asb.Calendar(self.world.engine)
        calendar.add('2026-04-07', name='Closed')
        self.store.calendar = calendar
        self.assertEqual(self.store.calendar.json(), calendar.json())

    def test_it_is_not_made_by_itself(self):
        with self.assertRaises(TypeError):
            asb.Store()


class Documents(unittest.TestCase):
    def setUp(self):
        self.world = World()
        self.case = self.world.case()
        self.case.add(self.world.record('party', {'party': 'p2', 'as': 'alleged-perpetrator', 'name': 'Bob <Brook>'}))

    def test_kinds(self):
        kinds = {kind['kind']: kind for kind in asb.document_kinds(self.world.engine)}
        self.assertEqual(kinds['letter']['formats'], ['text', 'html'])
        self.assertIn('officer_name', [option['name'] for option in kinds['letter']['options']])

    def test_a_letter(self):
        letter = asb.Document(self.case, 'letter', party='p2', text='Dear {{recipient_name}}\n\n{{appointment_where}}\n')
        with self.assertRaises(asb.InvalidError) as caught:
            letter.text()
        self.assertEqual(caught.exception.field, 'appointment_where')
        with self.assertRaises(asb.StateError):
            letter.record()
        letter['appointment_where'] = 'at Ann Ash\u2019s'
        with self.assertRaises(asb.DisclosureError) as caught:
            letter.html()
        self.assertEqual((caught.exception.field, caught.exception.line), ('p1', 14))
        letter['appointment_where'] = 'at the office'
        self.assertEqual(letter.text(), 'Dear Bob <Brook>\n\nat the office\n')
        self.assertIn('<p>Dear Bob &lt;Brook&gt;</p>', letter.html())
        del letter['appointment_where']
        with self.assertRaises(asb.InvalidError):
            letter.text()
        with self.assertRaises(asb.InvalidError) as caught:
            letter['templte'] = 'x'
        self.assertIn('template', str(caught.exception))

    def test_what_is_kept(self):
        letter = asb.Document(self.case, 'letter', template='warning-letter', party='p2', text='Stop it, {{recipient_name}}')
        text = letter.text()
        record = letter.record()
        self.assertEqual(record['sha256'], hashlib.sha256(text.encode()).hexdigest())
        letter.check('Dear Bob')
        with self.assertRaises(asb.DisclosureError):
            letter.check('Dear Bob, Ann Ash is at her wits\u2019 end')
        self.assertIn({'kind': 'party', 'party': 'p1', 'seq': 2, 'why': 'no-consent'}, letter.withheld()['withheld'])

    def test_data(self):
        kinds = [kind for kind in asb.document_kinds(self.world.engine) if 'json' in kind['formats']]
        for kind in kinds:
            options = {option['name']: {'party': 'p1'}.get(option['name'], '') for option in kind['options'] if option['required']}
            self.assertTrue(asb.Document(self.case, kind['kind'], **options).json())

"""UTF-8, dates, moments, summer time."""
import copy
import datetime
import pickle
import unittest

import asb
from support import REPORT, UTC, World

DIFFICULT = 'Zoë said "stop!" \\ \t\n 家 🏠🎶 İ ß \u2028 e\u0301'


class Texts(unittest.TestCase):
    def setUp(self):
        self.world = World()

    def test_they_come_back_as_they_went_in(self):
        store = asb.Store.memory(self.world.engine)
        case = self.world.case('Fälle 🏠 "1"', store)
        case.add(self.world.record('note', {'text': DIFFICULT}))
        note = self.world.record('note')
        note.set_text('text', DIFFICULT)
        note['x-🎶'] = [DIFFICULT, {'a': DIFFICULT}]
        case.add(note)
        case.save()
        again = store.open('Fälle 🏠 "1"')
        self.assertEqual(again.id, 'Fälle 🏠 "1"')
        for seq in (3, 4):
            record = again.record(seq)
            self.assertEqual((record['text'], record.text('text'), record.json()['fields']['text']), (DIFFICULT,) * 3)
        self.assertEqual(again.record(4)['x-🎶'], [DIFFICULT, {'a': DIFFICULT}])
        self.assertEqual(again.history()[3]['fields']['text'], DIFFICULT)
        self.assertEqual([listed.id for listed in store.cases()], ['Fälle 🏠 "1"'])

    def test_what_no_text_can_have_is_invalid_and_never_cut(self):
        for wrong in ('a\0b', 'a\ud800b'):
            record = self.world.record('note', {'x-before': 'as it was'})
            case = self.world.case()
            with self.assertRaises(asb.InvalidError):
                record['text'] = wrong
                case.add(record)
            self.assertNotEqual(record.text('text'), 'a')
            with self.assertRaises((ValueError, asb.InvalidError)):
                asb.Case(self.world.policy, wrong)
        with self.assertRaises(ValueError):
            self.world.record('no\0te')

    def test_lists(self):
        record = self.world.record('note')
        record['text'] = 'one'
        record.add_text('text', 'two 🏠')
        self.assertEqual((record.count('text'), record.texts('text'), record['text']), (2, ['one', 'two 🏠'], ['one', 'two 🏠']))
        self.assertEqual((record.text_at('text', 1), record.text_at('text', 2)), ('two 🏠', None))

    def test_paths(self):
        import tempfile
        with tempfile.TemporaryDirectory() as folder:
            path = folder + '/Fälle 🏠.asb'
            with asb.Store.journal(self.world.engine, path) as store:
                self.world.case('A', store).save()
            with asb.Store.journal(self.world.engine, path) as store:
                self.assertEqual(store.open('A').count, 2)


class Times(unittest.TestCase):
    def setUp(self):
        self.world = World()
        self.engine = self.world.engine

    def test_without_a_zone_it_is_local_time_in_england(self):
        for naive, utc in ((datetime.datetime(2026, 1, 15, 9, 30), (9, 30)), (datetime.datetime(2026, 7, 15, 9, 30), (8, 30))):
            record = self.world.record('report', REPORT, at=naive)
            self.assertEqual(record.at, datetime.datetime(naive.year, naive.month, naive.day, *utc, tzinfo=UTC))
            self.assertEqual(self.engine.instant(naive), record.at)
            self.assertEqual(self.engine.instant(naive.isoformat()), record.at)

    def test_aware_moments_are_kept(self):
        zone = datetime.timezone(datetime.timedelta(hours=5, minutes=45))
        when = datetime.datetime(2026, 7, 15, 23, 0, 0, 7000, tzinfo=zone)
        record = self.world.record('report', REPORT)
        record.set_at(when)
        self.assertEqual(record.at, when)
        self.assertIsNone(self.world.record('report').at)
        record['occurred'] = datetime.date(2026, 7, 15)
        self.assertEqual(record['occurred'], '2026-07-15')
        record['x-when'] = when
        record['x-list'] = [when, {'a': datetime.date(2026, 1, 1)}]
        self.assertEqual(record['x-list'], [record['x-when'], {'a': '2026-01-01'}])
        self.assertEqual(self.engine.instant(record['x-when']), when)

    def test_the_hour_that_comes_twice(self):
        first = datetime.datetime(2026, 10, 25, 1, 30)
        for fold, hour in ((0, 0), (1, 1)):
            for when in (first.replace(fold=fold), first.replace(fold=fold, tzinfo=asb.LONDON)):
                self.assertEqual(self.engine.instant(when), datetime.datetime(2026, 10, 25, hour, 30, tzinfo=UTC))
        self.assertEqual(self.engine.instant('2026-10-25T01:30'), datetime.datetime(2026, 10, 25, 0, 30, tzinfo=UTC))

    def test_the_hour_that_is_left_out(self):
        when = datetime.datetime(2026, 3, 29, 1, 30)
        self.assertEqual(self.engine.instant(when), datetime.datetime(2026, 3, 29, 1, 30, tzinfo=UTC))
        self.assertEqual(self.engine.instant(when.replace(tzinfo=asb.LONDON)), self.engine.instant('2026-03-29T01:30'))

    def test_local_time_is_the_librarys_all_year_long(self):
        for year in (1900, 1970, 2024, 2026, 2037, 2999):
            when = datetime.datetime(year, 1, 1, 0, 30, tzinfo=UTC)
            while when.year == year:
                local = asb.local(when)
                self.assertEqual(local.replace(tzinfo=None).isoformat(timespec='minutes'), self.engine.instant_text(when, local=True)[:16])
                self.assertEqual(local.astimezone(UTC), when)
                when += datetime.timedelta(hours=17)

    def test_local_time_is_that_of_the_zone_database(self):
        try:
            import zoneinfo
            london = zoneinfo.ZoneInfo('Europe/London')
        except (ImportError, LookupError):
            self.skipTest('there is no time-zone database')
        when = datetime.datetime(2019, 1, 1, tzinfo=UTC)
        while when.year < 2030:
            ours, theirs = when.astimezone(asb.LONDON), when.astimezone(london)
            self.assertEqual((ours.replace(tzinfo=None), ours.fold, ours.utcoffset(), ours.dst(), ours.tzname()),
                             (theirs.replace(tzinfo=None), theirs.fold, theirs.utcoffset(), theirs.dst(), theirs.tzname()))
            when += datetime.timedelta(minutes=30) if when.month in (3, 10) and when.day > 24 else datetime.timedelta(hours=7)

    def test_the_zone_is_one_object(self):
        self.assertIs(pickle.loads(pickle.dumps(asb.LONDON)), asb.LONDON)
        self.assertIs(copy.deepcopy(asb.LONDON), asb.LONDON)
        self.assertEqual(repr(asb.LONDON), 'asb.LONDON')

    def test_due_across_the_change_of_summer_time(self):
        due = self.engine.due(datetime.datetime(2026, 3, 28, 12, 0), {'hours': 24})
        self.assertEqual(due.due, datetime.datetime(2026, 3, 29, 12, 0, tzinfo=UTC))  # 13:00 by the clock
        self.assertEqual(asb.local(due.due).hour, 13)
        self.assertEqual(due.due - datetime.datetime(2026, 3, 28, 12, 0, tzinfo=UTC), datetime.timedelta(hours=24))

    def test_due_dates(self):
        due = self.engine.due(datetime.date(2024, 8, 23), {'working_days': 5})
        self.assertEqual((due.due, due.act_by, due.period), (datetime.date(2024, 9, 2), None, '5 working days'))
        self.assertEqual(due.skipped[2], (datetime.date(2024, 8, 26), 'Summer bank holiday'))
        self.assertEqual(self.engine.due('2024-08-30', '{"days":1}').act_by, datetime.date(2024, 8, 30))
        self.assertIn('Summer bank holiday', due.explanation)

    def test_duties_have_dates(self):
        world = World('west-kent')
        world.now = datetime.datetime(2026, 3, 28, 12, 0)
        case = asb.Case(world.policy, 'A')
        case.add(world.record('report', REPORT, by='kim', role='housing-officer'))
        duties = {duty.rule: duty for duty in case.duties()}
        review = duties['new-case-review']
        self.assertEqual(review.due, datetime.datetime(2026, 3, 29, 12, 0, tzinfo=UTC))
        self.assertEqual(review.due_local.isoformat(), '2026-03-29T13:00:00+01:00')
        contact = duties['contact-complainant']
        self.assertEqual((contact.due, contact.due_local), (datetime.date(2026, 4, 7), datetime.date(2026, 4, 7)))
        self.assertEqual(contact.started_at, datetime.datetime(2026, 3, 28, 12, 0, tzinfo=UTC))
        self.assertIsNone(contact.ended_at)

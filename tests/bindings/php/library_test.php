<?php

/** The library, errors, texts, times. */

declare(strict_types=1);

use Asb\Calendar;
use Asb\Day;
use Asb\Engine;
use Asb\Exception;
use Asb\Library;
use Asb\Policy;
use Asb\Raw;
use Asb\Record;

require __DIR__ . '/check.php';
require __DIR__ . '/world.php';

test('the library says what it is', function () {
    same(Raw::VERSION, Library::version());
    same(Raw::VERSION_TEXT, Library::versionText());
    same(getenv('ASB_LIBRARY'), Library::path());
    same([getenv('ASB_LIBRARY')], Library::candidates());
    truth(in_array('journal', Library::features(), true));
    same('refused', Library::statusText(Raw::ASB_REFUSED));
    truth(str_contains(Library::messages()['argument'], '{argument}'));
});

test('its constants are those of the package', function () {
    $mine = (new ReflectionClass(Raw::class))->getConstants();
    unset($mine['VERSION'], $mine['VERSION_TEXT'], $mine['CDEF']);
    $theirs = array_filter(Library::constants(), static fn ($name) => !str_starts_with($name, 'ASB_VERSION'), ARRAY_FILTER_USE_KEY);
    ksort($mine);
    ksort($theirs);
    same($theirs, $mine);
});

test('enums have the values of the constants', function () {
    $cases = ['EFFECT' => Asb\Effect::cases(), 'DUTY' => Asb\DutyState::cases(), 'ANSWER' => Asb\AnswerState::cases()];
    foreach ($cases as $prefix => $all) {
        $wanted = array_filter(Library::constants(), static fn ($name) => str_starts_with($name, "ASB_{$prefix}_"), ARRAY_FILTER_USE_KEY);
        $found = [];
        foreach ($all as $case) {
            $found["ASB_{$prefix}_" . strtoupper(preg_replace('/(?<=[a-z])(?=[A-Z])/', '_', $case->name))] = $case->value;
        }
        same($wanted, $found);
    }
});

test('there is a class for each status', function () {
    foreach (Library::constants() as $name => $value) {
        if (preg_match('/^ASB_(E?)([A-Z]+)$/D', $name) === 1 && !in_array($name, ['ASB_OK', 'ASB_VERSION', 'ASB_REFUSED'], true)) {
            $made = Exception\AsbException::of($value, 'words');
            same($value, $made::STATUS);
            same($value, $made->getCode());
        }
    }
    same(Raw::ASB_REFUSED, Exception\RefusedException::STATUS);
});

test('an error of JSON has line and column', function () {
    $w = new World();
    $why = thrown(Exception\JsonException::class, fn () => Record::parse($w->engine, "{\"kind\":\n  nope}"));
    same([2, 3, Raw::ASB_EJSON], [$why->documentLine, $why->column, $why->getCode()]);
    truth($why->getMessage() !== '');
});

test('an error of a record has its field', function () {
    $w = new World();
    $case = $w->reported();
    $why = thrown(Exception\InvalidException::class, fn () => $w->add($case, 'opening', ['categories' => ['nois']]));
    same(['categories', null], [$why->field, $why->documentLine]);
    truth(str_contains($why->getMessage(), 'did you mean noise?'));
    same('/categories/0', $why->pointer);
    truth(isset(Library::messages()[$why->messageCode]));
    truth($why->arguments !== []);
    same(1, $case->count());
});

test('an error of a policy has its place, and there may be several', function () {
    $w = new World();
    $json = "{\"format\":1,\n\"id\":\"x\"}";
    $why = thrown(Exception\PolicyException::class, fn () => Policy::parse($w->engine, $json));
    $problems = Policy::check($w->engine, $json);
    truth(count($problems) > 1);
    same([$problems[0]->message, $problems[0]->code, $problems[0]->line], [$why->getMessage(), $why->messageCode, $why->documentLine]);
    truth(is_array($problems[0]->arguments) && $problems[0]->column > 0);
    same([], Policy::check($w->engine, $w->policy->json()));
});

test('a refusal carries every reason', function () {
    $w = new World();
    $case = $w->reported();
    $w->add($case, 'party', ['party' => 'p2', 'as' => 'alleged-perpetrator', 'tenure' => 'assured']);
    $step = ['remedy' => 'civil-injunction', 'party' => 'p2', 'status' => 'applied', 'power_of_arrest' => true];
    $why = thrown(Exception\RefusedException::class, fn () => $w->add($case, 'legal', $step, 'tess', 'TEM'));
    $guards = array_column($why->reasons, 'guard');
    truth(in_array('legal-persistent', $guards, true) && count($guards) > 2);
    foreach ($why->reasons as $reason) {
        truth($reason->message !== '' && $reason->clause !== '' && str_contains($reason->explanation, $reason->guard));
    }
    truth(str_contains($why->getMessage(), $why->reasons[array_search('legal-persistent', $guards, true)]->message));
    same(false, $why->decision->allowed());
    same($guards, array_column($why->decision->toArray()['reasons'], 'guard'));
    same(2, $case->count());
    same($guards, array_column($case->may($w->record('legal', $step, 'tess', 'TEM'))->all(), 'guard'));
    same([Asb\Effect::Warned, Asb\Effect::Refused], array_slice(array_column($why->reasons, 'effect'), 0, 2));
    truth(!str_contains($why->getMessage(), $why->reasons[0]->message));
});

test('other statuses are their own classes', function () {
    $w = new World();
    thrown(Exception\ArgumentException::class, fn () => $w->engine->setLimit('nothing', 1));
    thrown(Exception\ArgumentException::class, fn () => $w->engine->setLimit('records', -1));
    thrown(Exception\ArgumentException::class, fn () => $w->reported()->record(2 ** 32 + 1));
    thrown(Exception\StateException::class, fn () => $w->reported()->save());
    thrown(Exception\IoException::class, fn () => Asb\Store::journal($w->engine, '/nowhere/at/all.asb'));
    $other = new World();
    thrown(Exception\ArgumentException::class, fn () => $w->reported()->may($other->report()));
    $w->engine->setLimit('document-bytes', 10);
    thrown(Exception\LimitException::class, fn () => Record::parse($w->engine, '{"kind":"report"}'));
    thrown(Exception\NoMemoryException::class, fn () => new Engine(memoryLimit: 8));
});

test('what is absent is null', function () {
    $w = new World();
    same(null, Policy::builtin($w->engine, 'nobody'));
    same(null, Policy::builtinDocument('nobody'));
    same(null, $w->engine->limit('nothing'));
    same(null, $w->policy->explain('nothing'));
    same(null, $w->reported()->record(2));
    same(null, Asb\Store::memory($w->engine)->calendar());
    same(null, Asb\CaseFile::open(Asb\Store::memory($w->engine), 'X'));
    same(null, $w->case()->state());
});

test('texts are whole: quotation marks, emoji, other scripts, zero bytes', function () {
    $w = new World();
    foreach (['He said "no" \\ and left', "Zażółć gęślą jaźń 日本 🎉👩‍👩‍👧", "two\nlines\tand a tab", str_repeat('é', 100000)] as $text) {
        $case = $w->case();
        $case->add($w->report(['summary' => $text]));
        $read = $case->record(1);
        same($text, $read->getText('summary'));
        same($text, $read['summary']);
        same($text, Record::parse($w->engine, $read->json())->getText('summary'));
        same($text, Record::parse($w->engine, $read->toArray())['summary']);
    }
    $zero = (new Record($w->engine, 'note'))->setText('x-text', "a\0b");
    same("a\0b", $zero->getText('x-text'));
    same("a\0b", $zero['x-text']);
    thrown(Exception\ArgumentException::class, fn () => new Record($w->engine, "no\0te"));
    thrown(Exception\InvalidException::class, fn () => (new Record($w->engine, 'note'))->setText('text', "\xff"));
    $escapes = Record::parse($w->engine, '{"kind":"note","fields":{"x-a":"lone \\ud800, whole \\ud83d\\ude00, \\\\ud800"}}');
    same(['x-a' => "lone \u{fffd}, whole 😀, \\ud800"], $escapes->toArray()['fields']);
});

test('64-bit values are exact', function () {
    $w = new World();
    $record = new Record($w->engine, 'note', ['x-most' => 9007199254740991, 'x-least' => -9007199254740991]);
    same(9007199254740991, $record->getNumber('x-most'));
    same(-9007199254740991, $record['x-least']);
    thrown(Exception\InvalidException::class, fn () => $record->setNumber('x', 9007199254740992));
    $w->engine->setLimit('records', 4294967295);
    same(4294967295, $w->engine->limit('records'));
    same(4294967295, $w->engine->limits()['records']);
});

test('instants and dates', function () {
    $w = new World();
    same('2026-06-08T09:00:00.000+01:00', $w->engine->now()->format('Y-m-d\TH:i:s.vP'));
    same('2026-06-08T08:00:00Z', $w->engine->instantText($w->clock));
    same('2026-06-08T09:00', $w->engine->instantText($w->clock, local: true));
    same('2026-06-08T00:00:00+01:00', $w->engine->instant('2026-06-08')->format('c'));
    $record = new Record($w->engine, 'note');
    same([null, null, null], [$record->at(), $record->recorded(), $record->seq()]);
    same('1969-12-31T23:59:58.999', $record->setAt('1969-12-31T23:59:58.999Z')->at()->setTimezone(new DateTimeZone('UTC'))->format('Y-m-d\TH:i:s.v'));
    same('2026-03-02', Day::of($record->setAt(new Day('2026-03-02'))->at())->__toString());
    $zone = new DateTimeZone('America/New_York');
    same(1775142000123, (int) $record->setAt(new DateTime('2026-04-02T11:00:00.123', $zone))->at()->format('Uv'));
    thrown(ValueError::class, fn () => new Day('2026-02-30'));
    thrown(ValueError::class, fn () => new Day("2026-02-03\n"));
    same('"2026-02-03"', json_encode(new Day('2026-02-03')));
});

test('the two hours in October are two', function () {
    $w = new World();
    $record = new Record($w->engine, 'note');
    $before = $record->setAt('2026-10-25T01:30+01:00')->at();
    $after = $record->setAt('2026-10-25T01:30+00:00')->at();
    same(['01:30+01:00', '01:30+00:00', 3600], [$before->format('H:iP'), $after->format('H:iP'), $after->getTimestamp() - $before->getTimestamp()]);
    same($before->getTimestamp(), $record->setAt($before)->at()->getTimestamp());
    same($after->getTimestamp(), $record->setAt($after)->at()->getTimestamp());
    same('2026-03-29T02:00:00+01:00', (new Day('2026-03-29'))->start()->modify('+1 hour')->format('c'));
    same('2026-10-25T00:00:00+01:00', (new Day('2026-10-25'))->start()->format('c'));
});

test('calendars and periods', function () {
    $w = new World();
    $calendar = (new Calendar($w->engine))->add('2024-08-28', '2024-08-20', 'Staff conference')->remove(new Day('2024-08-31'));
    $due = $w->engine->due('2024-08-23', ['working_days' => 5], null, $calendar);
    same(['2024-09-02', '2024-09-02', null], [(string) $due->due, $due->local, $due->actBy]);
    same('2024-08-28', (string) $due->skipped[3]['date']);
    truth(str_contains($due->skipped[3]['why'], 'Staff conference') && str_contains($due->explanation, 'left out') && $due->period !== '');
    $hours = $w->engine->due(new DateTimeImmutable('2026-03-28T22:00:00Z'), '{"hours":4}');
    same('2026-03-29T03:00:00+01:00', $hours->due->format('c'));
    same('2024-05-25', (string) $w->engine->due('2024-05-24', ['days' => 2])->due->start()->modify('-1 day')->format('Y-m-d'));
    truth($w->engine->isWorkingDay('2024-08-31', null, $calendar));
    same(false, $w->engine->isWorkingDay(new Day('2024-08-31'), $w->policy));
    same(['2026-04-03', 'Good Friday'], array_map(strval(...), array_values($w->engine->holidays(2026, 2026)[1])));
    thrown(Exception\InvalidException::class, fn () => $w->engine->holidays(2026, PHP_INT_MAX));
    same($calendar->toArray(), Calendar::parse($w->engine, $calendar->toArray())->toArray());
    same(Calendar::parse($w->engine, [])->toArray(), (new Calendar($w->engine))->toArray());
    $w->engine->setCalendar($calendar);
    same(false, $w->engine->isWorkingDay('2024-08-28'));
    $w->engine->setCalendar(null);
    truth($w->engine->isWorkingDay('2024-08-28'));
    same([['date' => '2024-08-28']], Calendar::parse($w->engine, '{"added":["2024-08-28"]}')->toArray()['added']);
});

test('policies', function () {
    $w = new World();
    truth(in_array('places-for-people', Policy::builtinIds(), true));
    $document = Policy::builtinDocument('places-for-people');
    same('places-for-people', json_decode($document, true)['id']);
    $policy = Policy::parse($w->engine, $document);
    same([$w->policy->digest(), $w->policy->json()], [$policy->digest(), $policy->json()]);
    same(['places-for-people', $w->policy->version()], [$policy->id(), $policy->toArray()['version']]);
    same(64, strlen($policy->digest()));
    truth(str_contains($policy->page(), $policy->title()));
    truth(str_contains($policy->explain('acknowledge'), 'P13'));
    truth(in_array('AP-2', array_column($policy->planCatalogue(), 'id'), true));
    Policy::register($w->engine, str_replace('"places-for-people"', '"mine"', $document));
    thrown(Exception\JsonException::class, fn () => Policy::register($w->engine, '['));
    same('report', $w->engine->vocabulary($policy)['kinds'][0]['kind']);
    truth($w->engine->vocabulary() !== $w->engine->vocabulary($policy));
    same('{"a":[1,2],"b":"é"}', $w->engine->canonical("{ \"b\" : \"\\u00e9\",\n\"a\":[1, 2] }"));
    thrown(Exception\JsonException::class, fn () => $w->engine->canonical('{"a":1,"a":2}'));
});

test('what an engine holds', function () {
    $w = new World();
    truth($w->engine->memory() > 0 && $w->engine->memoryPeak() >= $w->engine->memory());
    same(16777216, $w->engine->limit('document-bytes'));
    same(10, count($w->engine->limits()));
    same(1, $w->engine->limit('kept-bytes')); // nothing is kept where nobody asks
});

counted();

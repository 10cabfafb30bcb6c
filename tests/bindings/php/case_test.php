<?php

/** Cases, records, duties, the forms. */

declare(strict_types=1);

use Asb\Caseload;
use Asb\AnswerState;
use Asb\Assessment;
use Asb\Calendar;
use Asb\CaseFile;
use Asb\Day;
use Asb\Document;
use Asb\DutyState;
use Asb\Effect;
use Asb\Exception;
use Asb\Matrix;
use Asb\Plan;
use Asb\Policy;
use Asb\Proportionality;
use Asb\Record;
use Asb\Store;

require __DIR__ . '/check.php';
require __DIR__ . '/world.php';

test('a record is written and read', function () {
    $w = new World();
    $record = new Record($w->engine, 'incident', ['x-flag' => true, 'x-list' => ['a', 'b'], 'x-none' => new stdClass(), 'x-half' => 0.5]);
    $record['x-when'] = new DateTimeImmutable('2026-06-01T12:00:00+01:00');
    $record['x-day'] = new Day('2026-06-01');
    $record->addText('x-list', 'c')->setNumber('x-n', 7)->setJson('x-j', '{"a":[]}')->setActor('amy', 'CCC')->setAt('2026-06-01T12:00');
    same(['x-flag', 'x-list', 'x-none', 'x-half', 'x-when', 'x-day', 'x-n', 'x-j'], $record->fieldNames());
    same([8, 3, 1, 0], [count($record), $record->countOf('x-list'), $record->countOf('x-n'), $record->countOf('nothing')]);
    same([true, null, 7, null], [$record->getFlag('x-flag'), $record->getFlag('x-n'), $record->getNumber('x-n'), $record->getNumber('x-flag')]);
    same(['a', 'c', null], [$record->getText('x-list'), $record->getTextAt('x-list', 2), $record->getTextAt('x-list', 3)]);
    same(['2026-06-01T11:00:00.000Z', '2026-06-01'], [$record['x-when'], $record['x-day']]);
    same(['{}', 0.5, ['a' => []], null], [$record->getJson('x-none'), $record['x-half'], $record->get('x-j'), $record->get('nothing')]);
    same([true, false], [isset($record['x-j']), isset($record['nothing'])]);
    unset($record['x-j']);
    same([false, true, false], [isset($record['x-j']), $record->unset('x-none'), $record->unset('x-none')]);
    same(['amy', 'CCC', 'incident', false], [$record->by(), $record->role(), $record->kind(), $record->erased()]);
    same($record->toArray(), json_decode(json_encode($record), true));
    same([null, null], [(new Record($w->engine, 'note'))->by(), (new Record($w->engine, 'note'))->role()]);
    same('note', Record::parse($w->engine, ['kind' => 'note', 'fields' => []])->kind());
});

test('a letter is made, checked and kept', function () {
    $w = new World();
    $case = $w->reported();
    $w->add($case, 'party', ['party' => 'c1', 'as' => 'complainant', 'name' => 'Zenobia Quill']);
    $w->add($case, 'party', ['party' => 'n1', 'as' => 'alleged-perpetrator', 'name' => 'Bob <Brook>']);
    $kinds = array_column($w->engine->documentKinds(), 'formats', 'kind');
    same(['text', 'html'], $kinds['letter']);
    $own = ['party' => 'n1', 'text' => 'Dear {{recipient_name}}, {{appointment_where}}', 'template' => 'warning-letter'];
    $letter = new Document($case, 'letter', $own);
    same('appointment_where', thrown(Exception\InvalidException::class, fn () => $letter->text())->field);
    thrown(Exception\StateException::class, fn () => $letter->toRecord());
    same('Dear Bob <Brook>, here' . "\n", $letter->set('appointment_where', 'here')->text());
    truth(str_contains($letter->html(), 'Dear Bob &lt;Brook&gt;, here'));
    same(['warning-letter', 'n1', 'perpetrator'], [$letter->toRecord()['template'], $letter->toRecord()['party'], $letter->withheld()['audience']]);
    same('c1', thrown(Exception\DisclosureException::class, fn () => $letter->check('Ask Zenobia Quill'))->field);
    same($letter, $letter->check('Dear Bob'));
    thrown(Exception\ArgumentException::class, fn () => $letter->toArray());
    $letter->set('party', null)->close();
});

test('a case tells what it has come to', function () {
    $w = new World();
    $case = $w->reported();
    $w->add($case, 'party', ['party' => 'p1', 'as' => 'complainant', 'name' => 'Ann Ash']);
    $w->add($case, 'opening', ['categories' => ['noise']]);
    same(['CASE-0001', 3, 0], [$case->id(), $case->count(), $case->stored()]);
    same(['open', 'case-management', 'standard', false], [$case->state(), $case->stage(), $case->priority(), $case->hate()]);
    same([null, null, null, null], [$case->owner(), $case->ownerRole(), $case->band(), $case->score()]);
    $w->add($case, 'allocation', ['officer' => 'tess', 'to_role' => 'TEM']);
    same(['tess', 'TEM'], [$case->owner(), $case->ownerRole()]);
    same('open', $case->facts()['state']);
    same(['report', 'party', 'opening', 'allocation'], array_column($case->history()['records'], 'kind'));
    same(['open', 4], [$case->summary()['state'], $case->summary()['records']]);
    $caseload = (new Caseload($w->engine))->put('A', 4, $case->summary())->follow(Store::memory($w->engine))->allow(['officer' => 'tess']);
    same([1, [['state' => 'open', 'count' => 1]]], [$caseload->count(), $caseload->query(['query' => 'counts', 'by' => 'state'])['rows']]);
    same([], $caseload->allow('{"officer":"ben"}')->query('{"query":"cases"}')['rows']);
    same(1, $caseload->allow(null)->query('{"query":"cases"}')['total']);
    same("measure,label,cases,homes,per_thousand_homes,from,to,definition", strtok($caseload->report(['report' => 'nm01', 'homes' => 1000, 'format' => 'csv']), "\r"));
    same('places-for-people', $case->policy()->id());
    same([], $case->wrong($w->report()));
    same(['categories'], array_column($case->wrong($w->record('opening', ['categories' => ['nois']])), 'field'));
});

test('records are corrected, erased and numbered', function () {
    $w = new World();
    $case = $w->reported();
    $w->add($case, 'correction', ['of' => 1, 'field' => 'summary', 'value' => 'Soft music', 'reason' => 'Misheard'], 'ben', 'CHM');
    same(['Soft music', 'Loud music'], [$case->record(1)['summary'], $case->recordWritten(1)['summary']]);
    same([1, 2], [$case->record(1)->seq(), $case->record(2)->seq()]);
    $now = $w->clock->getTimestamp();
    same([$now, $now], [$case->record(1)->at()->getTimestamp(), $case->record(1)->recorded()->getTimestamp()]);
    $w->add($case, 'erasure', ['of' => [1], 'basis' => 'Article 17', 'reason' => 'asked'], 'ben', 'CHM');
    truth($case->record(1)->erased());
    same(null, $case->record(1)->getText('summary'));
});

test('what was done is admitted, with its own times', function () {
    $w = new World();
    $case = $w->case();
    $old = $w->engine->instant('2024-11-05T09:30');
    $case->admit($w->report()->setAt('2024-11-04T18:00'), $old, imported: true);
    same($old->getTimestamp(), $case->record(1)->recorded()->getTimestamp());
    $w->add($case, 'party', ['party' => 'p2', 'as' => 'alleged-perpetrator', 'tenure' => 'assured']);
    $decision = $case->admit($w->record('legal', ['remedy' => 'civil-injunction', 'party' => 'p2', 'status' => 'applied'], 'tess', 'TEM'));
    same(Effect::Breach, $decision->at(0)->effect);
    same(3, $case->count());
    $why = thrown(Exception\InvalidException::class, fn () => $case->admit($w->report(), $w->engine->instant('2030-01-01')));
    same('recorded', $why->field);
});

test('duties have dates, owners and explanations', function () {
    $w = (new World())->at('2026-04-02T10:05');
    $case = $w->reported();
    $w->add($case, 'party', ['party' => 'p1', 'as' => 'complainant']);
    $w->add($case, 'opening', ['categories' => ['noise']]);
    $duties = $case->duties();
    $by = array_column($duties->all(), null, 'rule');
    $duty = $by['acknowledge'];
    same(['2026-04-13', '2026-04-13', '2026-04-13'], [(string) $duty->due, $duty->dueLocal, $duty->dueText()]);
    same([DutyState::Open, 'P13'], [$duty->state, $duty->clause]);
    same([['CCC', 'CHM', 'TEM', 'LPC'], null, 1, null, false], [$duty->owner, $duty->party, $duty->startedBy, $duty->endedBy, $duty->watch]);
    same([$w->clock->getTimestamp(), null, null, null], [$duty->startedAt->getTimestamp(), $duty->endedAt, $duty->actBy, $duty->opens]);
    truth(str_contains($duty->explain(), 'Good Friday'));
    same(['p1', 'p1', ['case-owner']], [$by['first-contact']->party, $by['first-contact']->subject, $by['first-contact']->owner]);
    same([null, '', null], [$by['allocate']->due, $by['allocate']->dueText(), $by['allocate']->dueLocal]);
    same(count($duties), count($duties->toArray()));
    same([null, null], [$duties->at(-1), $duties->at(count($duties))]);
    thrown(Exception\AbsentException::class, fn () => $duties->explain(count($duties)));
    $w->at('2026-04-14T09:00');
    same([DutyState::Overdue, 'overdue', true], [
        ($d = array_column($case->duties()->all(), null, 'rule')['acknowledge'])->state, $d->state->word(), $d->state->isToBeDone(),
    ]);
});

test('a due instant is an instant, in summer too', function () {
    $w = new World('west-kent', '2026-03-28T23:30');
    $case = $w->case();
    $w->add($case, 'report', ['channel' => 'phone', 'summary' => 'x'], 'kim', 'housing-officer');
    $duty = array_values(array_filter($case->duties()->all(), static fn ($d) => $d->due instanceof DateTimeImmutable))[0];
    same($duty->dueText(), $duty->due->setTimezone(new DateTimeZone('UTC'))->format('Y-m-d\TH:i:s\Z'));
    same($duty->dueLocal, $duty->due->format('Y-m-d\TH:i'));
    same('Europe/London', $duty->due->getTimezone()->getName());
});

test('an assessment', function () {
    $w = new World();
    $matrix = Matrix::open($w->policy, 'ram');
    same([null, 'ram', 0, 47], [Matrix::open($w->policy, 'nothing'), $matrix->id(), $matrix->least(), $matrix->greatest()]);
    same([$w->policy->toArray()['matrices'][0]['title'], $matrix->toArray()['clause']], [$matrix->title(), $matrix->clause()]);
    same($matrix->toArray()['provenance'] ?? null, $matrix->provenance());
    $questions = $matrix->questions();
    same([14, 'q1', 'q14'], [count($questions), $questions[0]->id, $questions[13]->id]);
    $q1 = $questions[0];
    truth(in_array('most-days', array_column($q1->options, 'id'), true) && $q1->text !== '' && $q1->sectionTitle !== '');
    same($matrix->greatest(), array_sum(array_map(static fn ($q) => $q->many
        ? array_sum(array_column($q->options, 'weight')) : max(array_column($q->options, 'weight')), $questions)));
    same(['high', 0], [$matrix->bands()[0]->id, array_reverse($matrix->bands())[0]->from]);
    same([['from' => 16, 'to' => 17], ['from' => 26, 'to' => 31]], $matrix->contested());
    $a = new Assessment($matrix, 'p1');
    $a->answer('q1', 'most-days')->answer('q10', 'extremely')->answerNone('q11')->decline('q9')->setDetail('q1', 'Every night');
    same([AnswerState::Given, AnswerState::None, AnswerState::Declined, AnswerState::Missing], array_map($a->state(...), ['q1', 'q11', 'q9', 'q2']));
    same([8, 10, 'q2', true], [$a->score(), count($a->missing()), $a->missing()[0], $a->partial()]);
    same([true, false, 'Every night', null], [$a->chosen('q1', 'most-days'), $a->chosen('q1', 'no'), $a->detail('q1'), $a->detail('q2')]);
    same([true, false, true, false], [$a->unanswer('q1', 'most-days'), $a->unanswer('q1', 'most-days'), $a->clear('q9'), $a->clear('q9')]);
    thrown(Exception\InvalidException::class, fn () => $a->answer('q4', 'neighbour'));
    thrown(Exception\StateException::class, fn () => $a->toRecord());
    $all = new Assessment($matrix, 'p2');
    $all->answer('q2', 'yes')->setAnswers(['q1' => 'most-days', 'q11' => [], 'q14' => ['your-family', 'other'], 'q9' => 'declined']);
    same([AnswerState::Given, AnswerState::None, AnswerState::Declined, AnswerState::Missing], array_map($all->state(...), ['q14', 'q11', 'q9', 'q2']));
    same([true, true, false], [$all->chosen('q14', 'your-family'), $all->chosen('q14', 'other'), $all->chosen('q14', 'local-community')]);
    thrown(Exception\InvalidException::class, fn () => $all->setAnswers(['q1' => 'nonsense']));
    thrown(Exception\ArgumentException::class, fn () => $all->setAnswers(['q1' => "daily\0"]));
    same([10, 14], [count($all->missing()), count($all->setAnswers([])->missing())]);
    array_map($a->decline(...), $a->missing());
    same(['p1', null, 'ram', false], [$a->party(), $a->seq(), $a->matrix()->id(), $a->contested()]);
    $a->override('medium', 'She is afraid');
    same(['medium', 'low', 'medium', 'She is afraid'], [$a->band(), $a->scoredBand(), $a->overrideBand(), $a->overrideReason()]);
    $case = $w->reported();
    $w->add($case, 'party', ['party' => 'p1', 'as' => 'complainant']);
    $case->add($a->toRecord()->setActor('amy', 'CCC'));
    same(['medium', $a->score()], [$case->band(), $case->score()]);
    same([3, 'medium', null], [$case->assessment('p1')->seq(), $case->assessment('p1')->toArray()['band'], $case->assessment('p2')]);
    same(null, $a->override(null)->overrideBand());
});

test('a plan', function () {
    $w = (new World())->at('2026-05-01T09:00');
    $plan = new Plan($w->policy, 'p1');
    $plan->add('a1', 'AP-2')->setParam('a1', 'weeks', 4)->setDue('a1', new Day('2026-05-08'));
    $plan->add('a2', 'other', 'landlord')->setDetail('a2', 'Visit the block on Friday evening')->setEvery('a2', ['weeks' => 1]);
    $plan->add('a3', 'AP-2')->setAgreed(true)->setSent(true)->setMethod('letter');
    same([true, false, true, true, 'letter', 'p1', null], [
        $plan->remove('a3'), $plan->remove('a3'), $plan->agreed(), $plan->sent(), $plan->method(), $plan->party(), $plan->seq(),
    ]);
    thrown(Exception\AbsentException::class, fn () => $plan->setDetail('a3', 'x'));
    thrown(Exception\ExistsException::class, fn () => $plan->add('a1', 'AP-2'));
    $case = $w->reported();
    $w->add($case, 'party', ['party' => 'p1', 'as' => 'complainant']);
    $case->add($plan->toRecord()->setActor('ben', 'CHM'));
    $w->add($case, 'action', ['plan' => 3, 'action' => 'a1', 'status' => 'done']);
    $w->at('2026-05-09T09:00');
    $read = $case->plan('p1');
    [$one, $two] = $read->all();
    same(['a1', 'AP-2', 'done', '2026-05-08', null, false], [$one->id, $one->action, $one->status, (string) $one->due, $one->nextDue, $one->overdue]);
    same(['landlord', 'other', 'open', '2026-05-08', true], [$two->by, $two->action, $two->status, (string) $two->nextDue, $two->overdue]);
    truth(str_contains($one->text, '4') && $one->clause !== null && $two->detail === 'Visit the block on Friday evening' && !$two->standing);
    same([2, 1, 0, 0, 1, false, 3], [
        count($read), $read->countDone(), $read->countCancelled(), $read->countStanding(), $read->countOpen(), $read->complete(), $read->seq(),
    ]);
    same('done', $read->toArray()['actions'][0]['status']);
    same([null, null], [$case->plan('p2'), $plan->setDue('a1', null)->at(0)->due]);
    thrown(Exception\StateException::class, fn () => (new Plan($w->policy, 'p1'))->toRecord());
});

test('a proportionality assessment', function () {
    $w = new World();
    $p = new Proportionality($w->policy, 'p2', 'civil-injunction');
    $p->set('aim', 'Peace for the neighbours')->addText('conduct', 'The incidents')->setText('harm', 'Fear')->addText('protected', 'none-known');
    $p->set('disability', 'no')->set('support_offered', 'Declined')->addAlternative('written-warning', null, 'no answer to a knife');
    $p->set('rational_connection', 'It forbids the conduct')->set('less_intrusive', 'None')->set('balance', 'He keeps his home');
    $p->set('outcome', 'proportionate')->set('review_by', new Day('2026-09-01'));
    same(['equality_duty'], array_keys($p->missing()));
    same([false, 'p2', 'civil-injunction', null], [$p->complete(), $p->party(), $p->remedy(), $p->seq()]);
    $p->set('equality_duty', 'Age and health were weighed')->set('x-list', ['a']);
    same([true, 'Fear', null, ['a'], '["a"]', null], [
        $p->complete(), $p->getText('harm'), $p->getText('evidence_sought'), $p->get('x-list'), $p->getJson('x-list'), $p->get('nothing'),
    ]);
    same([true, false, true], [$p->unset('x-list'), $p->unset('x-list'), $p->set('x-flag', true)->get('x-flag')]);
    $case = $w->reported();
    $w->add($case, 'party', ['party' => 'p2', 'as' => 'alleged-perpetrator', 'tenure' => 'assured']);
    $case->add($p->toRecord()->setActor('tess', 'TEM'));
    $read = $case->proportionality('p2');
    same([3, false, false], [$read->seq(), $read->approved(), $read->current()]);
    same([null, null, null], [$read->approvedBy(), $read->approvedRole(), $read->approval()]);
    truth($read->why() !== null && $read->whyCode() !== null && is_array($read->whyArguments()));
    $w->add($case, 'approval', ['of' => 3, 'decision' => 'approved', 'reasons' => 'Nothing milder will do'], 'carol', 'CSAM');
    $read = $case->proportionality();
    same([true, 'carol', 'CSAM', 4, true, null, '2026-09-01'], [
        $read->approved(), $read->approvedBy(), $read->approvedRole(), $read->approval(), $read->current(), $read->why(), (string) $read->reviewBy(),
    ]);
    $w->at('2026-06-09T09:00');
    $w->add($case, 'incident', ['description' => 'Again', 'source' => 'phone', 'occurred' => '2026-06-09']);
    $read = $case->proportionality('p2', 'civil-injunction');
    same([true, 5, false, 'form-stale-incident'], [$read->stale(), $read->staleRecord(), $read->current(), $read->whyCode()]);
    same([true, null], [$read->toArray()['stale'], $case->proportionality('p9')]);
});

test('a case is moved to another policy', function () {
    $w = new World();
    $case = $w->reported();
    $hart = Policy::builtin($w->engine, 'hart');
    same('hart', $case->previewMove($hart)['after']['policy']['id']);
    same('places-for-people', $case->policy()->id());
    $case->move($hart, 'import', 'system', 'The estate was sold');
    same(['hart', 2, 'note'], [$case->policy()->id(), $case->count(), $case->record(2)->kind()]);
    thrown(Exception\StateException::class, fn () => $w->case()->move($hart, 'import', 'system', 'x'));
});

test('a case has a calendar of its own', function () {
    $w = (new World())->at('2026-06-08T10:00');
    $case = $w->reported();
    $due = static fn () => (string) array_column($case->duties()->all(), null, 'rule')['acknowledge']->due;
    $before = $due();
    $case->setCalendar((new Calendar($w->engine))->add('2026-06-09'));
    truth($due() > $before);
    $case->setCalendar(null);
    same($before, $due());
});

test('without a store', function () {
    $w = new World();
    $case = $w->reported();
    $pending = $case->pending();
    same(['CASE-0001', 0, 1], [$pending['case'], $pending['expected'], count($pending['records'])]);
    $export = $case->export();
    $case->saved(1);
    same([null, 1], [$case->pending(), $case->stored()]);
    same([1, 'CASE-0001', 64], [$case->head()['seq'], $case->head()['case'], strlen($case->head()['digest'])]);
    same(null, $w->case()->head());
    $documents = array_column($pending['policies'], 'document');
    $again = CaseFile::load($w->engine, null, ['case' => 'CASE-0001', 'records' => $pending['records'], 'policies' => $documents]);
    same($case->facts(), $again->facts());
    $w->add($case, 'opening', ['categories' => ['noise']]);
    $w->add($again, 'closure', ['reason' => 'not-asb', 'rationale' => 'Everyday noise'], 'ben', 'CHM');
    $case->saved(2);
    $lost = $again->conflicted($case->export());
    same([1, 'closure', 'refused', ['closure-not-asb-found']], [count($lost), $lost[0]->record->kind(), $lost[0]->status, $lost[0]->reasons]);
    truth($lost[0]->message !== '');
    thrown(Exception\ArgumentException::class, fn () => $case->saved(-1));
    same(1, CaseFile::import(Store::memory($w->engine), $export)->count());
    thrown(Exception\CorruptException::class, fn () => CaseFile::load($w->engine, null, str_replace('Loud', 'Soft', $export)));
});

counted();

<?php

/** A report, a risk assessment, a plan, and what is to be done by when: the shortest way through the library. */

declare(strict_types=1);

use Asb\Assessment;
use Asb\CaseFile;
use Asb\DutyState;
use Asb\Engine;
use Asb\Matrix;
use Asb\Plan;
use Asb\Policy;
use Asb\Record;
use Asb\Store;

require __DIR__ . '/../autoload.php'; // with Composer: vendor/autoload.php

$clock = fn (): DateTimeImmutable => new DateTimeImmutable('2026-04-02T16:00:00 Europe/London'); // so that this prints the same every day
$engine = new Engine(clock: $clock);
$policy = Policy::builtin($engine, 'west-kent');
$store = Store::memory($engine); // or Store::journal($engine, 'cases.asb')

$case = new CaseFile($engine, $policy, $store, 'CASE-0001');
$add = fn (Record $record) => $case->add($record->setActor('kim', 'housing-officer')); // RefusedException says why, if it may not be

$add(new Record($engine, 'report', ['channel' => 'phone', 'summary' => 'Music until three in the morning, most nights']));
$case->save(); // one commit; ConflictException where somebody else has written first

$add(new Record($engine, 'party', ['party' => 'c1', 'as' => 'complainant', 'vulnerable' => 'yes']));

$assessment = new Assessment(Matrix::open($policy), 'c1'); // the policy's questionnaire, and one person's answers to it
$assessment->answer('why-assessed', 'vulnerable-victim')->answer('serious-harm', 'no');
$add($assessment->toRecord());

$plan = new Plan($policy, 'c1');
$plan->add('logs', 'issue-incident-logs')->setDue('logs', '2026-04-09');
$add($plan->toRecord());
$case->save();

printf("%s: %s, risk %s\n", $case->id(), $case->state(), $case->band());
foreach ($case->duties() as $duty) {
    printf("%-4s  %-20s  %s (%s)\n", $duty->state === DutyState::Open ? 'open' : 'done', $duty->dueText(), $duty->label, $duty->clause);
}
printf("Easter Monday is %s\n", $engine->isWorkingDay('2026-04-06', $policy) ? 'a working day' : 'not a working day');

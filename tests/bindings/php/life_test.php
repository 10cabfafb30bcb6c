<?php

/** When objects are closed, in which order, and what becomes of those who use them. */

declare(strict_types=1);

use Asb\Assessment;
use Asb\Calendar;
use Asb\CaseFile;
use Asb\Engine;
use Asb\Exception\ClosedException;
use Asb\Internal\Callbacks;
use Asb\Internal\Handle;
use Asb\Matrix;
use Asb\Plan;
use Asb\Policy;
use Asb\Proportionality;
use Asb\Record;
use Asb\Rehearsal;
use Asb\Store;

require __DIR__ . '/check.php';
require __DIR__ . '/world.php';
require __DIR__ . '/../../../bindings/php/examples/array_store.php';

/** A store of nothing. */
abstract class EmptyStore implements Asb\CustomStore
{
    public function commit(Asb\Commit $commit): bool
    {
        return true;
    }

    public function read(string $id, int $from): ?iterable
    {
        return null;
    }

    public function list(string $after, int $limit): iterable
    {
        return [];
    }

    public function policy(string $digest): ?string
    {
        return null;
    }
}

/** One of each kind. */
function one_of_each(): array
{
    $w = new World();
    $store = Store::custom($w->engine, new ArrayStore());
    $case = $w->reported('A', $store);
    $case->save();
    $matrix = Matrix::open($w->policy);
    return [
        'engine' => $w->engine, 'policy' => $w->policy, 'store' => $store, 'case' => $case, 'record' => $case->record(1),
        'decision' => $case->may($w->report()), 'duties' => $case->duties(), 'matrix' => $matrix, 'assessment' => new Assessment($matrix, 'p1'),
        'plan' => new Plan($w->policy, 'p1'), 'proportionality' => new Proportionality($w->policy, 'p1', 'civil-injunction'),
        'calendar' => new Calendar($w->engine),
    ];
}

function use_of(Handle $one): mixed
{
    return match (true) {
        $one instanceof Engine => $one->now(),
        $one instanceof Policy => $one->id(),
        $one instanceof Store => $one->list(),
        $one instanceof Matrix => $one->questions(),
        $one instanceof CaseFile => $one->facts(),
        default => $one->toArray(),
    };
}

test('what is closed says so', function () {
    foreach (one_of_each() as $one) {
        $one->close();
        $one->close();
        $why = thrown(ClosedException::class, fn () => use_of($one));
        truth(str_contains($why->getMessage(), $one::class));
    }
    $w = new World();
    $record = $w->report();
    $record->close();
    thrown(ClosedException::class, fn () => $w->case()->add($record));
    $w->policy->close();
    thrown(ClosedException::class, fn () => $w->case());
    $w->engine->close();
    thrown(ClosedException::class, fn () => new Calendar($w->engine));
});

test('they can be closed in any order, and the others go on', function () {
    foreach ([1, 2, 3, 4, 5, 6, 7, 8] as $seed) {
        mt_srand($seed);
        $all = one_of_each();
        $names = array_keys($all);
        shuffle($names);
        while ($names !== []) {
            $all[array_pop($names)]->close();
            foreach ($names as $name) {
                use_of($all[$name]);
            }
        }
    }
});

test('an engine that was closed still says what went wrong', function () {
    $w = new World();
    $case = $w->reported();
    $record = $w->record('opening', ['categories' => ['nois']]);
    $w->engine->close();
    same('categories', thrown(Asb\Exception\InvalidException::class, fn () => $case->add($record))->field);
});

test('objects are neither copied nor serialised', function () {
    foreach (one_of_each() as $one) {
        thrown(Error::class, fn () => clone $one);
        thrown(LogicException::class, fn () => serialize($one));
    }
});

test('a store of one\'s own is let go with its last user, and hooks with the engine', function () {
    $targets = new ReflectionProperty(Callbacks::class, 'targets');
    gc_collect_cycles();
    $before = count($targets->getValue());
    $w = new World();
    $mine = new ArrayStore();
    $seen = WeakReference::create($mine);
    $store = Store::custom($w->engine, $mine);
    unset($mine);
    $case = $w->reported('A', $store);
    $case->save();
    $store->close();
    truth($seen->get() !== null);
    $case->close();
    same(null, $seen->get());
    same($before + 1, count($targets->getValue()));
    unset($w, $store, $case);
    gc_collect_cycles();
    same($before, count($targets->getValue()));
});

test('a clock that has its own engine is no leak', function () {
    $seen = null;
    (function () use (&$seen) {
        $w = new World(); // its clock has $w, which has the engine
        $seen = WeakReference::create($w->engine);
        $w->reported();
    })();
    gc_collect_cycles();
    same(null, $seen->get());
});

test('progress is told, and what it throws cancels the work', function () {
    $told = [];
    $cancelAt = 0;
    $engine = new Engine(progress: function (string $work, int $done, int $total) use (&$told, &$cancelAt): void {
        $told[] = [$work, $done, $total];
        if (count($told) === $cancelAt) {
            throw new DomainException('enough');
        }
    });
    $policy = Policy::builtin($engine, 'places-for-people');
    $store = Store::memory($engine);
    foreach (['A', 'B'] as $id) {
        $case = new CaseFile($engine, $policy, $store, $id);
        $case->add((new Record($engine, 'report', ['channel' => 'phone', 'summary' => 'Music']))->setActor('amy', 'CCC'));
        $case->save();
    }
    $rehearsal = new Rehearsal($engine, $store);
    foreach ([1, 2] as $cancelAt) {
        $told = [];
        same('enough', thrown(DomainException::class, fn () => $rehearsal->run())->getMessage());
        thrown(Asb\Exception\StateException::class, fn () => $rehearsal->query(['query' => 'totals']));
    }
    $cancelAt = 0;
    $told = [];
    $rehearsal->run();
    same([['rehearse', 1, 2], ['rehearse', 2, 2]], $told);
    $rehearsal->policy($policy)->policy($policy, '')->run(['cases' => ['A']]);
    same(1, $rehearsal->query(['query' => 'totals'])['rows'][0]['cases']);
});

test('what goes while a callback is running goes', function () {
    $mine = [];
    $engine = new Engine(clock: function () use (&$mine) {
        $mine = [];
        return 0;
    });
    $policy = Policy::builtin($engine, 'hart');
    $before = $engine->memory();
    $mine = [new CaseFile($engine, $policy, null, 'A'), new CaseFile($engine, $policy, null, 'B')];
    truth($engine->memory() > $before);
    same(0, $engine->now()->getTimestamp());
    $engine->instant('2026-01-01');
    same($before, $engine->memory());
});

test('what throws while it is let go is told of', function () {
    $w = new World();
    $throwing = new class extends EmptyStore {
        public function __destruct()
        {
            throw new DomainException('not now');
        }
    };
    $store = Store::custom($w->engine, $throwing);
    unset($throwing);
    same('not now', thrown(DomainException::class, fn () => $store->close())->getMessage());
});

counted();

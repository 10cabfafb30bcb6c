<?php

/** Stores: memory, journal, one's own; hooks; what callbacks throw. */

declare(strict_types=1);

use Asb\Calendar;
use Asb\CaseFile;
use Asb\Changes;
use Asb\Commit;
use Asb\CustomStore;
use Asb\Engine;
use Asb\Exception;
use Asb\Policy;
use Asb\Record;
use Asb\Store;

require __DIR__ . '/check.php';
require __DIR__ . '/world.php';
require __DIR__ . '/../../../bindings/php/examples/array_store.php';

$folder = sys_get_temp_dir() . '/asb-php-' . getmypid();
mkdir($folder);
register_shutdown_function(static function () use ($folder) {
    array_map(unlink(...), glob("$folder/*"));
    rmdir($folder);
});

/** Throws what it is told to, where it is told to. */
final class BrokenStore implements CustomStore
{
    public ?string $where = null;
    public ?Throwable $why = null;
    private readonly ArrayStore $store;

    public function __construct()
    {
        $this->store = new ArrayStore();
    }

    public function commit(Commit $commit): bool
    {
        return $this->told('commit')->commit($commit);
    }

    public function read(string $id, int $from): ?iterable
    {
        foreach ($this->told('read')->read($id, $from) ?? [] as $record) {
            yield $record;
            $this->told('reading');
        }
    }

    public function list(string $after, int $limit): iterable
    {
        return $this->told('list')->list($after, $limit);
    }

    public function policy(string $digest): ?string
    {
        return $this->told('policy')->policy($digest);
    }

    private function told(string $where): ArrayStore
    {
        return $where === $this->where ? throw $this->why : $this->store;
    }
}

/** What every store can do. */
function whole_store(Store $store, World $w): void
{
    foreach (['B', 'A', 'C é'] as $id) {
        $w->reported($id, $store)->save();
    }
    same(['A', 'B', 'C é'], array_column($store->list(), 'id'));
    same(['B'], array_column($store->list('A', 1), 'id'));
    same([1, 'enquiry'], [$store->list()[0]->version, $store->list()[0]->summary['state']]);
    $case = CaseFile::open($store, 'A');
    $other = CaseFile::open($store, 'A');
    $w->add($case, 'opening', ['categories' => ['noise']]);
    $w->add($other, 'note', ['text' => 'She rang again']);
    $w->add($other, 'closure', ['reason' => 'not-asb', 'rationale' => 'Everyday noise'], 'ben', 'CHM');
    $case->save();
    thrown(Exception\ConflictException::class, fn () => $other->save());
    same(['closure'], array_map(static fn ($c) => $c->record->kind(), $other->reload()));
    $other->save();
    same([3, 3], [$other->count(), $other->stored()]);
    $changes = $store->changes();
    same(['A', 'B', 'C é'], (static function (array $ids) { sort($ids); return $ids; })(array_column($changes->cases, 'id')));
    same([], $store->changes($changes->token)->cases);
    thrown(Exception\ExistsException::class, fn () => $w->case('A', $store));
    same(['cases' => 3, 'records' => 5, 'damage' => []], array_intersect_key($store->verify(), ['cases' => 1, 'records' => 1, 'damage' => 1]));
    same([1, null], [$store->verify('B')['records'], $store->verify('D')]);
    same([3, 3], [$store->head()['cases'], count($store->heads())]);
    same([3, 0, []], array_values(array_replace(['heads' => 0, 'grown' => 0, 'damage' => 0], $store->verifyHead($store->heads()))));
    $missing = ['case' => 'D', 'digest' => str_repeat('a', 64), 'seq' => 1];
    same('D', $store->verifyHead($missing)['damage'][0]['case']);
    $lines = '';
    $store->exportTo(function (string $line) use (&$lines) { $lines .= $line; });
    same($store->export(), $lines);
    $copy = Store::memory($w->engine);
    same([3, []], [$copy->import($lines)['written'], $copy->copyFrom($store)['left']]);
    same($store->head(), $copy->head());
    $w->add($case, 'note', ['text' => 'x']);
    $conflicting = Store::memory($w->engine);
    $w->reported('A', $conflicting)->save();
    $why = thrown(Exception\ConflictException::class, fn () => $conflicting->copyFrom($store));
    same([2, 'A'], [$why->report()['written'], $why->report()['left'][0]['case']]);
    $store->setCalendar((new Calendar($w->engine))->add('2026-06-09'));
    same('2026-06-09', $store->calendar()->toArray()['added'][0]['date']);
}

test('a store in memory', fn () => whole_store(Store::memory(($w = new World())->engine), $w));

test('a journal', function () use ($folder) {
    $w = new World();
    $store = Store::journal($w->engine, "$folder/päth.asb");
    whole_store($store, $w);
    $store->backup("$folder/backup.asb");
    thrown(Exception\ExistsException::class, fn () => $store->backup("$folder/backup.asb"));
    truth($store->compact()['after'] > 0);
    same($store->head(), Store::journal($w->engine, "$folder/backup.asb")->head());
    thrown(Exception\StateException::class, fn () => Store::memory($w->engine)->compact());
    file_put_contents("$folder/none.asb", 'this is no journal');
    thrown(Exception\CorruptException::class, fn () => Store::journal($w->engine, "$folder/none.asb"));
});

test('a damaged journal is seen', function () use ($folder) {
    $w = new World();
    $store = Store::journal($w->engine, "$folder/damaged.asb");
    $w->reported('A', $store)->save();
    $store->close();
    file_put_contents("$folder/damaged.asb", str_replace('Loud', 'Soft', file_get_contents("$folder/damaged.asb")));
    truth(Store::journal($w->engine, "$folder/damaged.asb")->verify()['damage'] !== []);
});

test('a store in PHP arrays', fn () => whole_store(Store::custom(($w = new World())->engine, new ArrayStore()), $w));

test('cases are saved together', function () {
    $w = new World();
    $store = Store::custom($w->engine, new ArrayStore());
    [$a, $b] = [$w->reported('A', $store), $w->reported('B', $store)];
    CaseFile::saveAll();
    CaseFile::saveAll($a, $b);
    same([1, 1, 2], [$a->stored(), $b->stored(), count($store->list())]);
    thrown(Exception\ArgumentException::class, fn () => CaseFile::saveAll($w->reported('C', $store), $w->reported('D', Store::memory($w->engine))));
});

test('erased bodies leave a store of one\'s own', function () {
    $w = new World();
    $store = Store::custom($w->engine, new ArrayStore());
    $case = $w->reported('A', $store);
    $case->save();
    $w->add($case, 'erasure', ['of' => [1], 'basis' => 'Article 17', 'reason' => 'asked'], 'ben', 'CHM');
    $case->save();
    same([1, []], [$store->verify()['erased'], $store->verify()['damage']]);
    truth(CaseFile::open($store, 'A')->record(1)->erased() && !str_contains($store->export(), 'Loud music'));
});

test('what a store throws comes out of the call, and nothing is lost', function () {
    $w = new World();
    $mine = new BrokenStore();
    $store = Store::custom($w->engine, $mine);
    $case = $w->reported('A', $store);
    $mine->why = new PDOException('the disk is full');
    $mine->where = 'commit';
    same($mine->why, thrown(PDOException::class, fn () => $case->save()));
    same([1, 0], [$case->count(), $case->stored()]);
    $mine->where = null;
    $case->save();
    foreach (['read', 'reading', 'policy'] as $mine->where) {
        $fresh = Store::custom(new Engine(), $mine); // that has read no policy yet
        same($mine->why, thrown(PDOException::class, fn () => CaseFile::open($fresh, 'A')));
    }
    $mine->where = 'list';
    same($mine->why, thrown(PDOException::class, fn () => $store->list()));
    $mine->why = new Exception\IoException('the cable is out');
    same($mine->why, thrown(Exception\IoException::class, fn () => $store->list()));
    $mine->where = null;
    same('enquiry', CaseFile::open($store, 'A')->state());
    thrown(Exception\StateException::class, fn () => $store->changes());
    thrown(Exception\StateException::class, fn () => $store->setCalendar(new Calendar($w->engine)));
    same(null, $store->calendar());
});

test('a token that is none is invalid', function () {
    $w = new World();
    $store = Store::custom($w->engine, new class extends stdClass implements CustomStore, Asb\FollowsChanges {
        public function commit(Commit $commit): bool { return true; }
        public function read(string $id, int $from): ?iterable { return null; }
        public function list(string $after, int $limit): iterable { return []; }
        public function policy(string $digest): ?string { return null; }
        public function changes(string $token, int $limit): Changes
        {
            return $token === '' ? new Changes([], 'next') : throw new Exception\InvalidException('no token of mine');
        }
    });
    same('next', $store->changes()->token);
    same('no token of mine', thrown(Exception\InvalidException::class, fn () => $store->changes('x'))->getMessage());
    same(null, CaseFile::open($store, 'A'));
});

test('what takes an export may throw', function () {
    $w = new World();
    $store = Store::memory($w->engine);
    $w->reported('A', $store)->save();
    $seen = 0;
    $take = function (string $line) use (&$seen) {
        return ++$seen === 2 ? throw new DomainException('enough') : null;
    };
    same('enough', thrown(DomainException::class, fn () => $store->exportTo($take))->getMessage());
    same(2, $seen);
    same(1, $store->verify()['cases']);
});

test('hooks are the host\'s', function () {
    $lines = [];
    $engine = new Engine(
        clock: fn () => 1775142000123,
        random: fn (int $size): string => str_repeat("\x07", $size),
        log: function (string $level, string $line) use (&$lines) { $lines[] = $level; },
        memoryLimit: 50_000_000,
    );
    same('2026-04-02T16:00:00.123+01:00', $engine->now()->format('Y-m-d\TH:i:s.vP'));
    $policy = Policy::builtin($engine, 'hart');
    $texts = [];
    foreach ([1, 2] as $_) {
        $case = new CaseFile($engine, $policy, null, 'A');
        $case->add((new Record($engine, 'report', ['channel' => 'phone', 'summary' => 'x']))->setActor('import', 'system'));
        $texts[] = $case->export();
    }
    same($texts[0], $texts[1]); // the salts are the same
    same([], $lines);
    truth(abs((new Engine())->now()->getTimestamp() - time()) < 5);
});

test('what a hook throws comes out of the call, and nothing is added', function () {
    $w = new World();
    $fails = new RuntimeException('the clock has stopped');
    $engine = new Engine(clock: function () use (&$fails) {
        return $fails === null ? 1775142000000 : throw $fails;
    });
    same($fails, thrown(RuntimeException::class, fn () => $engine->now()));
    $case = new CaseFile($engine, Policy::builtin($engine, 'hart'), null, 'A');
    $record = (new Record($engine, 'report', ['channel' => 'phone', 'summary' => 'x']))->setActor('import', 'system');
    same($fails, thrown(RuntimeException::class, fn () => $case->add($record)));
    same($fails, thrown(RuntimeException::class, fn () => $case->may($record)));
    same([0, null], [$case->count(), $case->state()]);
    $fails = null;
    $case->add($record);
    same(1, $case->count());
    $fails = new Error('duties need a clock too');
    same($fails, thrown(Error::class, fn () => $case->duties()));
    thrown(UnexpectedValueException::class, fn () => (new Engine(clock: fn () => 'noon'))->now());

    $engine = new Engine(random: fn (int $size) => 'short');
    $case = new CaseFile($engine, Policy::builtin($engine, 'hart'), null, 'A');
    $record = (new Record($engine, 'report', ['channel' => 'phone', 'summary' => 'x']))->setActor('import', 'system');
    thrown(UnexpectedValueException::class, fn () => $case->add($record));
    same(0, $case->count());
});

test('a hook or store must not use its own engine', function () {
    $engine = null;
    $engine = new Engine(clock: function () use (&$engine) {
        return $engine->instant('2026-01-01');
    });
    thrown(Exception\BusyException::class, fn () => $engine->now());
    same('2026-01-01T00:00:00+00:00', $engine->instant('2026-01-01')->format('c'));
});

test('the log is told of a damaged calendar', function () {
    $lines = [];
    $broken = new class implements CustomStore, Asb\KeepsCalendar {
        private ArrayStore $store;
        public function __construct() { $this->store = new ArrayStore(); }
        public function commit(Commit $commit): bool { return $this->store->commit($commit); }
        public function read(string $id, int $from): ?iterable { return $this->store->read($id, $from); }
        public function list(string $after, int $limit): iterable { return $this->store->list($after, $limit); }
        public function policy(string $digest): ?string { return $this->store->policy($digest); }
        public function calendar(): ?string { return '{"added":['; }
    };
    $engine = new Engine(log: function (string $level, string $line) use (&$lines) { $lines[] = "$level: $line"; });
    new CaseFile($engine, Policy::builtin($engine, 'hart'), Store::custom($engine, $broken), 'A');
    same(1, count($lines));
    truth(str_starts_with($lines[0], 'warning: The calendar'));
    $engine = new Engine(log: fn () => throw new LengthException('the log is full'));
    $policy = Policy::builtin($engine, 'hart');
    thrown(LengthException::class, fn () => new CaseFile($engine, $policy, Store::custom($engine, $broken), 'A'));
});

counted();

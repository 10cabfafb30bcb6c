<?php

/**
 * A store of the host's own, in PHP arrays: what a database's tables would be. It shows what each callback is for; it keeps nothing once PHP ends.
 */

declare(strict_types=1);

use Asb\CaseCommit;
use Asb\CaseFile;
use Asb\Changes;
use Asb\Commit;
use Asb\CustomStore;
use Asb\Engine;
use Asb\FollowsChanges;
use Asb\KeepsCalendar;
use Asb\Policy;
use Asb\Record;
use Asb\Store;
use Asb\StoredCase;
use Asb\StoredRecord;

require_once __DIR__ . '/../autoload.php';

final class ArrayStore implements CustomStore, FollowsChanges, KeepsCalendar
{
    /** @var array<string, list<StoredRecord>> */
    private array $records = [];
    /** @var array<string, string> */
    private array $summaries = [];
    /** @var array<string, string> */
    private array $policies = [];
    /** @var list<string> The case of each commit, in order: a token is how many of them were seen. */
    private array $written = [];
    private ?string $calendar = null;

    public function commit(Commit $commit): bool
    {
        foreach ($commit->cases as $case) {
            if (count($this->records[$case->id] ?? []) !== $case->expected) {
                return false; // somebody else was first: nothing is written
            }
        }
        foreach ($commit->cases as $case) {
            $this->write($case);
        }
        foreach ($commit->policies as $policy) {
            $this->policies[$policy->digest] ??= $policy->document;
        }
        $this->calendar = $commit->calendar ?? $this->calendar;
        return true;
    }

    private function write(CaseCommit $case): void
    {
        $records = [...$this->records[$case->id] ?? [], ...$case->records];
        foreach ($case->erased as $seq) {
            $records[$seq - 1] = new StoredRecord($seq, $records[$seq - 1]->header, '');
        }
        $this->records[$case->id] = $records;
        $this->summaries[$case->id] = $case->summary ?? $this->summaries[$case->id] ?? '';
        $this->written[] = $case->id;
    }

    public function read(string $id, int $from): ?iterable
    {
        return isset($this->records[$id]) ? array_slice($this->records[$id], $from - 1) : null;
    }

    public function list(string $after, int $limit): iterable
    {
        $ids = array_filter(array_map(strval(...), array_keys($this->records)), static fn (string $id): bool => strcmp($id, $after) > 0);
        sort($ids, SORT_STRING);
        return array_map($this->listed(...), array_slice($ids, 0, $limit));
    }

    public function policy(string $digest): ?string
    {
        return $this->policies[$digest] ?? null;
    }

    public function changes(string $token, int $limit): Changes
    {
        $seen = (int) $token;
        $ids = array_slice($this->written, $seen, $limit);
        return new Changes(array_map($this->listed(...), array_values(array_unique($ids))), (string) ($seen + count($ids)));
    }

    public function calendar(): ?string
    {
        return $this->calendar;
    }

    private function listed(string $id): StoredCase
    {
        return new StoredCase($id, count($this->records[$id]), $this->summaries[$id]);
    }
}

if (realpath($_SERVER['SCRIPT_FILENAME']) !== __FILE__) {
    return; // the store is wanted, and not the program below
}

$engine = new Engine(clock: fn (): DateTimeImmutable => new DateTimeImmutable('2026-05-12T09:00:00 Europe/London'));
$store = Store::custom($engine, new ArrayStore());
$case = new CaseFile($engine, Policy::builtin($engine, 'hart'), $store, 'CASE-0001');
$case->add((new Record($engine, 'report', ['channel' => 'online', 'summary' => 'Motorbikes in the park']))->setActor('import', 'system'));
$case->save();
$case->close();

$again = CaseFile::open($store, 'CASE-0001');
printf("%s: %s, %d record, worked under %s\n", $again->id(), $again->state(), $again->count(), $again->policy()->id());
foreach ($store->list() as $listed) {
    printf("%s has %d record and is listed as %s\n", $listed->id, $listed->version, $listed->summary['state']);
}
printf("damage found: %d\n", count($store->verify()['damage']));

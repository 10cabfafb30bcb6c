<?php

/**
 * A host that keeps the texts itself, in its own transactions. The library says what is to be written (pending), the host writes it, and says so
 * (saved). Where somebody else wrote first, the host reads the case anew, and the library tries what is pending again (conflicted). Two clerks have
 * the same case on their screens.
 */

declare(strict_types=1);

use Asb\CaseFile;
use Asb\Engine;
use Asb\Policy;
use Asb\Record;

require __DIR__ . '/../autoload.php';

/** The host's database: one case, with texts that are kept byte by byte. */
final class Database
{
    /** @var list<array{header: string, body: string}> */
    private array $rows = [];
    /** @var array<string, string> */
    private array $policies = [];

    /** All or nothing: nothing if the case has not as many records as the writer thinks. */
    public function write(CaseFile $case): bool
    {
        $pending = $case->pending();
        if ($pending['expected'] !== count($this->rows)) {
            return false;
        }
        foreach ($pending['policies'] as $policy) {
            $this->policies[$policy['digest']] = $policy['document'];
        }
        foreach ($pending['records'] as $record) {
            $this->rows[] = ['header' => $record['header'], 'body' => $record['body']];
        }
        $case->saved(count($this->rows));
        return true;
    }

    /** The case as the library reads it. */
    public function read(): array
    {
        return ['case' => 'CASE-0001', 'records' => $this->rows, 'policies' => array_values($this->policies)];
    }

    public function count(): array
    {
        return [count($this->rows), count($this->policies)];
    }
}

$engine = new Engine(clock: fn (): DateTimeImmutable => new DateTimeImmutable('2026-05-12T09:00:00 Europe/London'));
$database = new Database();

$add = function (CaseFile $case, string $by, string $role, string $kind, array $fields) use ($engine): void {
    $case->add((new Record($engine, $kind, $fields))->setActor($by, $role));
    printf("%-4s adds record %d, %s\n", $by, $case->count(), $kind);
};
$save = function (CaseFile $case, string $by) use ($database): void {
    printf("%-4s saves: %s\n", $by, $database->write($case) ? 'ok' : 'conflict');
};

$amy = new CaseFile($engine, Policy::builtin($engine, 'places-for-people'), null, 'CASE-0001');
$add($amy, 'amy', 'CCC', 'report', ['channel' => 'phone', 'summary' => 'Shouting at night']);
$save($amy, 'amy');
$ben = CaseFile::load($engine, null, $database->read());

$add($amy, 'amy', 'CCC', 'opening', ['categories' => ['neighbour-dispute']]);
$add($ben, 'ben', 'CHM', 'note', ['text' => 'Rang again: it is a baby crying']);
$add($ben, 'ben', 'CHM', 'closure', ['reason' => 'not-asb', 'rationale' => 'Everyday noise']);
$save($amy, 'amy');
$save($ben, 'ben'); // amy was first

foreach ($ben->conflicted($database->read()) as $conflict) {
    printf("ben  is handed back: %s, %s %s\n", $conflict->record->kind(), $conflict->status, json_encode($conflict->reasons));
    printf("     %s\n", $conflict->message);
}
printf("ben  sees %d records, %d of them to be saved; the case is %s\n", $ben->count(), $ben->count() - $ben->stored(), $ben->state());
$save($ben, 'ben');
vprintf("the database has %d records and %d policy\n", $database->count());

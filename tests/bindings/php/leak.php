<?php

/**
 * Cases opened and dropped, with records, duties, decisions, errors and stores of one's own: memory must not grow with their number.
 *
 *     php leak.php [NUMBER]      the last line is `N passed, N failed`
 */

declare(strict_types=1);

use Asb\CaseFile;
use Asb\Engine;
use Asb\Exception\InvalidException;
use Asb\Policy;
use Asb\Store;

require __DIR__ . '/world.php';
require __DIR__ . '/../../../bindings/php/examples/array_store.php';

const GROWTH = 4096; // KiB that may be added after the first fifth: what the allocators keep in hand

/** KiB of the process that are in memory, and bytes that PHP has in use. */
function used(): array
{
    preg_match('/^VmRSS:\s+(\d+)/m', file_get_contents('/proc/self/status'), $found);
    return [(int) $found[1], memory_get_usage()];
}

$number = (int) ($argv[1] ?? 100000);
$w = new World('hart');
$store = Store::custom($w->engine, new ArrayStore());
$begun = $w->case('A', $store);
$w->add($begun, 'report', ['channel' => 'online', 'summary' => 'Motorbikes'], 'import', 'system');
$begun->save();
unset($begun);

for ($i = 1; $i <= $number; $i++) {
    $case = CaseFile::open($store, 'A');
    $record = $w->record('note', ['text' => 'Seen again'], 'import', 'system');
    count($case->may($record)) + count($case->duties());
    if ($i % 10 === 0) {
        $case->duties()->all();
        $case->facts();
        try {
            $case->may($w->record('note', ['text' => 7]));
        } catch (InvalidException) {
        }
    }
    if ($i % 100 === 0) {
        $other = new Engine(clock: static fn (): int => 1775142000000);
        $mine = Store::custom($other, new ArrayStore());
        (new CaseFile($other, Policy::builtin($other, 'hart'), $mine, 'A'))->facts();
        unset($other, $mine);
    }
    if ($i === intdiv($number, 5)) {
        $before = used();
    }
}
unset($case, $record);
gc_collect_cycles();
$after = used();
$grown = [$after[0] - $before[0], intdiv($after[1] - $before[1], 1024)];
printf("%d cases opened and dropped: %d KiB in memory, ", $number, $after[0]);
printf("%d KiB more than after the first fifth; PHP's own: %d KiB more\n", ...$grown);
$failed = $grown[0] > GROWTH || $grown[1] > GROWTH / 4;
echo $failed ? "failed: memory grows with the number of cases\n" : '';
printf("%d passed, %d failed\n", $failed ? 0 : 1, $failed ? 1 : 0);
exit($failed ? 1 : 0);

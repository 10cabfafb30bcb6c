<?php

declare(strict_types=1);

namespace Asb;

/**
 * What is to be written to one case.
 */
final class CaseCommit
{
    /**
     * @param int $expected how many records it must have now; 0: it must not exist
     * @param list<StoredRecord> $records new ones, numbered from expected + 1
     * @param list<int> $erased numbers of records whose bodies must go, so that they cannot be had back
     * @param string|null $summary JSON for the caseload, in place of the one before; null: unchanged
     */
    public function __construct(
        public readonly string $id,
        public readonly int $expected,
        public readonly array $records,
        public readonly array $erased,
        public readonly ?string $summary,
    ) {
    }
}

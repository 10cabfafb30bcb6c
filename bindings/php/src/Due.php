<?php

declare(strict_types=1);

namespace Asb;

use DateTimeImmutable;

/**
 * When a period ends, and why: what Engine::due() says.
 */
final class Due
{
    /**
     * @param Day|DateTimeImmutable $due a date, or an instant for periods in hours
     * @param string $local the same in local time, for people
     * @param Day|DateTimeImmutable|null $actBy the last working day before it, where it is none
     * @param string $period the period in words
     * @param list<array{date: Day, why: string}> $skipped the days that do not count
     */
    public function __construct(
        public readonly Day|DateTimeImmutable $due,
        public readonly string $local,
        public readonly Day|DateTimeImmutable|null $actBy,
        public readonly string $period,
        public readonly string $explanation,
        public readonly array $skipped,
    ) {
    }
}

<?php

declare(strict_types=1);

namespace Asb;

use DateTimeImmutable;

/**
 * An action of a plan.
 */
final class PlanAction
{
    /**
     * @param string $by who does it
     * @param string $action its id in the catalogue, or "other"
     * @param string|null $detail what more is said about it
     * @param Day|DateTimeImmutable|null $due by when it is first to be done
     * @param bool $standing does it run until the case closes?
     * @param string $status how it stood when the plan was read: "open", "done", "not-done" or "cancelled"
     * @param Day|DateTimeImmutable|null $nextDue when it was next due, as the plan was read
     * @param bool $overdue was it overdue when the plan was read?
     * @param string $text what is to be done, in words
     */
    public function __construct(
        public readonly string $id,
        public readonly string $by,
        public readonly string $action,
        public readonly ?string $clause,
        public readonly ?string $detail,
        public readonly Day|DateTimeImmutable|null $due,
        public readonly bool $standing,
        public readonly string $status,
        public readonly Day|DateTimeImmutable|null $nextDue,
        public readonly bool $overdue,
        public readonly string $text,
    ) {
    }
}

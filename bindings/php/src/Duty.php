<?php

declare(strict_types=1);

namespace Asb;

use DateTimeImmutable;

/**
 * Something that must be done by somebody by a time, because of a clause.
 */
final class Duty
{
    /**
     * @param string $rule the id of the rule
     * @param string $label what is to be done
     * @param string|null $party whom it is about; null for a duty of the case
     * @param string|null $subject the party, a plan's action, or an order's remedy
     * @param list<string> $owner the roles that may do it, or "case-owner"
     * @param Day|DateTimeImmutable|null $due a date or an instant; null: the policy gives no time
     * @param string|null $dueLocal the same in local time, for people
     * @param Day|DateTimeImmutable|null $actBy the last working day before a due date that is none
     * @param Day|DateTimeImmutable|null $opens before that date it does not count as done
     * @param int $startedBy the number of the record it runs from
     * @param int|null $endedBy the number of the record that ended it
     * @param bool $watch is it a period that is only watched, and no one's task?
     * @param array{kind: string, with?: array<string, mixed>}|null $proposes a record that would settle it
     *
     * @internal
     */
    public function __construct(
        private readonly Duties $duties,
        private readonly int $index,
        public readonly string $rule,
        public readonly string $label,
        public readonly string $clause,
        public readonly ?string $party,
        public readonly ?string $subject,
        public readonly array $owner,
        public readonly Day|DateTimeImmutable|null $due,
        public readonly ?string $dueLocal,
        public readonly Day|DateTimeImmutable|null $actBy,
        public readonly Day|DateTimeImmutable|null $opens,
        public readonly DutyState $state,
        public readonly int $startedBy,
        public readonly DateTimeImmutable $startedAt,
        public readonly ?int $endedBy,
        public readonly ?DateTimeImmutable $endedAt,
        public readonly bool $watch,
        public readonly ?array $proposes,
    ) {
    }

    /** When it is due, as the library writes it: a date, or an instant in UTC; "" where it has no date. */
    public function dueText(): string
    {
        return $this->duties->dueText($this->index);
    }

    /** Why it is due then: rule, clause, record, period, each day left out, each move. */
    public function explain(): string
    {
        return $this->duties->explain($this->index);
    }
}

<?php

declare(strict_types=1);

namespace Asb;

/**
 * How a duty stands.
 */
enum DutyState: int
{
    /** To be done. */
    case Open = 1;
    /** To be done, and its date has passed. */
    case Overdue = 2;
    /** Done in time. */
    case Met = 3;
    /** Done, too late. */
    case MetLate = 4;
    /** No longer wanted. */
    case Lapsed = 5;

    /** The word that policies, facts and JSON have for it. */
    public function word(): string
    {
        return match ($this) {
            self::Open => 'open',
            self::Overdue => 'overdue',
            self::Met => 'met',
            self::MetLate => 'met-late',
            self::Lapsed => 'lapsed',
        };
    }

    /** Is it still to be done? */
    public function isToBeDone(): bool
    {
        return $this === self::Open || $this === self::Overdue;
    }
}

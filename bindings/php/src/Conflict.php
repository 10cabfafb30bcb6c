<?php

declare(strict_types=1);

namespace Asb;

/**
 * A pending record that another's writing has made impossible, handed back to be tried again by hand.
 */
final class Conflict
{
    /**
     * @param string $status why: "refused" or "invalid"
     * @param string $message why, in words
     * @param list<string> $reasons the ids of the guards that refused it, or the invalid field
     */
    public function __construct(
        public readonly Record $record,
        public readonly string $status,
        public readonly string $message,
        public readonly array $reasons,
    ) {
    }
}

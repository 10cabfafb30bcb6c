<?php

declare(strict_types=1);

namespace Asb;

/**
 * A guard that had something to say about a record.
 */
final class Reason
{
    /**
     * @param string $guard its id
     * @param string $clause the clause of the policy
     * @param string $message what the policy says to the officer
     * @param string $explanation the parts of the condition that do not hold, in plain words
     */
    public function __construct(
        public readonly string $guard,
        public readonly Effect $effect,
        public readonly string $clause,
        public readonly string $message,
        public readonly string $explanation,
    ) {
    }
}

<?php

declare(strict_types=1);

namespace Asb;

/**
 * An answer that a question can have.
 */
final class Option
{
    /**
     * @param int $weight what it adds to the score
     * @param bool $exclusive can it be chosen alone only?
     */
    public function __construct(
        public readonly string $id,
        public readonly string $label,
        public readonly int $weight,
        public readonly bool $exclusive,
    ) {
    }
}

<?php

declare(strict_types=1);

namespace Asb;

/**
 * A band of risk.
 */
final class Band
{
    /** @param int $from the score from which on it holds */
    public function __construct(public readonly string $id, public readonly string $label, public readonly int $from)
    {
    }
}

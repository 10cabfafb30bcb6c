<?php

declare(strict_types=1);

namespace Asb;

/**
 * A case in a list of a store.
 */
final class ListedCase
{
    /**
     * @param int $version how many records it had
     * @param array<string, mixed>|null $summary state, stage, priority, band, owner, next due date and the like, as of its last commit
     */
    public function __construct(public readonly string $id, public readonly int $version, public readonly ?array $summary)
    {
    }
}

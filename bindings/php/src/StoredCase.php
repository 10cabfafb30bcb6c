<?php

declare(strict_types=1);

namespace Asb;

/**
 * A case as a store of the host's own lists it.
 */
final class StoredCase
{
    /**
     * @param int $version how many records it has
     * @param string $summary the last that was written; "" where there is none
     */
    public function __construct(public readonly string $id, public readonly int $version, public readonly string $summary)
    {
    }
}

<?php

declare(strict_types=1);

namespace Asb;

/**
 * A record as a store of the host's own keeps it.
 */
final class StoredRecord
{
    /**
     * @param int $seq from 1, without gaps
     * @param string $header canonical JSON
     * @param string $body canonical JSON; "" where it was erased
     */
    public function __construct(public readonly int $seq, public readonly string $header, public readonly string $body)
    {
    }
}

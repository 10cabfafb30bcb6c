<?php

declare(strict_types=1);

namespace Asb;

/**
 * Cases written since a token, and the token to go on from.
 *
 * @template T of ListedCase|StoredCase
 */
final class Changes
{
    /** @param list<T> $cases */
    public function __construct(public readonly array $cases, public readonly string $token)
    {
    }
}

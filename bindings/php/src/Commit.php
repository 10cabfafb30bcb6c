<?php

declare(strict_types=1);

namespace Asb;

/**
 * Everything that a store of the host's own is to write at once.
 */
final class Commit
{
    /**
     * @param list<CaseCommit> $cases
     * @param list<PolicyDocument> $policies to be kept for ever, once: a document that is there already stays
     * @param string|null $calendar the host's days, as JSON, in place of what was kept; null: unchanged
     */
    public function __construct(public readonly array $cases, public readonly array $policies, public readonly ?string $calendar)
    {
    }
}

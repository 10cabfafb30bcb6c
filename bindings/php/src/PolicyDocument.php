<?php

declare(strict_types=1);

namespace Asb;

/**
 * A policy document that a case is pinned to.
 */
final class PolicyDocument
{
    /**
     * @param string $digest 32 bytes: SHA-256 of the document
     * @param string $document JSON
     */
    public function __construct(
        public readonly string $digest,
        public readonly string $id,
        public readonly string $version,
        public readonly string $document,
    ) {
    }
}

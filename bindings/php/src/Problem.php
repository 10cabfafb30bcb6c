<?php

declare(strict_types=1);

namespace Asb;

/**
 * Something wrong with a policy document, and where.
 */
final class Problem
{
    /**
     * @param string $message a sentence that says how to mend it
     * @param string $code stable, for programs
     * @param array<string, string> $arguments of the sentence
     * @param string $pointer JSON pointer (RFC 6901)
     * @param int $line from 1
     * @param int $column in characters from 1
     */
    public function __construct(
        public readonly string $message,
        public readonly string $code,
        public readonly array $arguments,
        public readonly string $pointer,
        public readonly int $line,
        public readonly int $column,
    ) {
    }
}

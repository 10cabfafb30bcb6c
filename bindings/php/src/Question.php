<?php

declare(strict_types=1);

namespace Asb;

/**
 * A question of a matrix.
 */
final class Question
{
    /**
     * @param string $section the id of its section
     * @param bool $many may several options be chosen?
     * @param bool $detail is there room for details in words?
     * @param list<Option> $options
     */
    public function __construct(
        public readonly string $id,
        public readonly string $text,
        public readonly string $section,
        public readonly string $sectionTitle,
        public readonly bool $many,
        public readonly bool $detail,
        public readonly array $options,
    ) {
    }
}

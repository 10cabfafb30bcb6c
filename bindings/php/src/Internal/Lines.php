<?php

declare(strict_types=1);

namespace Asb\Internal;

use Asb\Raw;
use Closure;
use FFI\CData;

/**
 * A host's function that takes the lines of an export.
 *
 * @internal
 */
final class Lines
{
    public function __construct(private readonly Closure $line, private readonly Thrown $thrown)
    {
    }

    public function take(CData $bytes): int
    {
        try {
            ($this->line)(Bytes::text($bytes));
            return Raw::ASB_OK;
        } catch (\Throwable $why) {
            return $this->thrown->keep($why);
        }
    }
}

<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * An argument is out of range, or of another engine: mend the program.
 */
final class ArgumentException extends AsbException
{
    public const STATUS = Raw::ASB_EARGUMENT;
}

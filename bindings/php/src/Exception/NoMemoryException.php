<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * There is no memory, or the engine's limit of memory is reached.
 */
final class NoMemoryException extends AsbException
{
    public const STATUS = Raw::ASB_ENOMEM;
}

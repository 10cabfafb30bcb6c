<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * The engine is at work already: it was called from one of its own callbacks.
 */
final class BusyException extends AsbException
{
    public const STATUS = Raw::ASB_EBUSY;
}

<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * Not now: the object is not in the state for it.
 */
final class StateException extends AsbException
{
    public const STATUS = Raw::ASB_ESTATE;
}

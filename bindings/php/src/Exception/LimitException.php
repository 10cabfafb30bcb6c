<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * One of the engine's named limits is exceeded.
 */
final class LimitException extends AsbException
{
    public const STATUS = Raw::ASB_ELIMIT;
}

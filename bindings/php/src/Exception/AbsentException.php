<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * There is no such thing to do that with. A look-up gives null instead.
 */
final class AbsentException extends AsbException
{
    public const STATUS = Raw::ASB_ABSENT;
}

<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * A callback of the host's failed. Mostly what it threw is thrown again instead.
 */
final class UserException extends AsbException
{
    public const STATUS = Raw::ASB_EUSER;
}

<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * There is one already.
 */
final class ExistsException extends AsbException
{
    public const STATUS = Raw::ASB_EEXISTS;
}

<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * The store could not read or write. The case is as it was: try again later. A store of your own may throw it.
 */
final class IoException extends AsbException
{
    public const STATUS = Raw::ASB_EIO;
}

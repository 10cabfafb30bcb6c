<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * What is stored does not agree with itself: damaged or tampered with. A store of your own may throw it.
 */
final class CorruptException extends AsbException
{
    public const STATUS = Raw::ASB_ECORRUPT;
}

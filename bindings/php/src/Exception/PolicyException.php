<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * The policy document has problems; this is the first, and Policy::check() gives all.
 */
final class PolicyException extends AsbException
{
    public const STATUS = Raw::ASB_EPOLICY;
}

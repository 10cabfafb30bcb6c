<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * The record, or another thing given, is malformed; `field` or `pointer` says where.
 */
final class InvalidException extends AsbException
{
    public const STATUS = Raw::ASB_EINVALID;
}

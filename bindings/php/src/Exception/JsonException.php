<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * Not JSON; line, column and pointer are given.
 */
final class JsonException extends AsbException
{
    public const STATUS = Raw::ASB_EJSON;
}

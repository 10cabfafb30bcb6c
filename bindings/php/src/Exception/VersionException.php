<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * Made by or for a later library than this one.
 */
final class VersionException extends AsbException
{
    public const STATUS = Raw::ASB_EVERSION;
}

<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * Somebody else has written to the case first: CaseFile::reload(). Nothing is lost.
 */
final class ConflictException extends AsbException
{
    public const STATUS = Raw::ASB_CONFLICT;
}

<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * It would tell somebody what they may not know, and nothing was handed out: `field` says of whom.
 */
final class DisclosureException extends AsbException
{
    public const STATUS = Raw::ASB_EDISCLOSURE;
}

<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Decision;
use Asb\Effect;
use Asb\Raw;
use Asb\Reason;

/**
 * A guard of the policy is not met, and the record was not added.
 */
final class RefusedException extends AsbException
{
    public const STATUS = Raw::ASB_REFUSED;

    /** @var list<Reason> Every guard that had something to say, those that only warn too. */
    public readonly array $reasons;

    public function __construct(public readonly Decision $decision)
    {
        $this->reasons = $decision->all();
        $refusing = array_filter($this->reasons, static fn (Reason $one): bool => $one->effect === Effect::Refused);
        parent::__construct(implode(' ', array_map(static fn (Reason $one): string => $one->message, $refusing)));
    }
}

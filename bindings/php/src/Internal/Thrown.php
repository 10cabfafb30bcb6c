<?php

declare(strict_types=1);

namespace Asb\Internal;

use Asb\Exception\AsbException;
use Asb\Raw;

/**
 * What a host's callback threw. PHP must not throw through C frames: the exception is kept here, the library is told by a status, and the call
 * that led to it throws it again.
 *
 * @internal
 */
final class Thrown
{
    private ?\Throwable $first = null;

    public function isThere(): bool
    {
        return $this->first !== null;
    }

    /** Keeps the first, and gives the status that says so to the library. */
    public function keep(\Throwable $why): int
    {
        $this->first ??= $why;
        return $why instanceof AsbException && $why::STATUS !== Raw::ASB_OK ? $why::STATUS : Raw::ASB_EUSER;
    }

    /** Where no call is left that could throw it. */
    public function warn(): void
    {
        if ($this->first !== null) {
            trigger_error(sprintf('A callback threw %s: %s', $this->first::class, $this->first->getMessage()), E_USER_WARNING);
        }
    }

    public function rethrow(): void
    {
        if ($this->first !== null) {
            $why = $this->first;
            $this->first = null;
            throw $why;
        }
    }
}

<?php

declare(strict_types=1);

namespace Asb;

/**
 * A store of the host's own that keeps a calendar: it comes with a commit.
 */
interface KeepsCalendar
{
    /** The calendar that was kept, as JSON; null where there is none. */
    public function calendar(): ?string;
}

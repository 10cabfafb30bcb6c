<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Items;

/**
 * The answer to "may this record be added now?": every guard of the policy that had something to say. It is gone through as a list of Reason.
 *
 * @extends Items<Reason>
 */
final class Decision extends Items
{
    protected const NOUN = 'asb_decision';

    /** Use CaseFile::may(), add() or admit(). */
    private function __construct()
    {
    }

    public function allowed(): bool
    {
        return $this->ask('asb_decision_allowed') === 1;
    }

    public function count(): int
    {
        return $this->ask('asb_decision_count');
    }

    /** The built-in guards come first, then the policy's in its order. */
    public function at(int $index): ?Reason
    {
        if ($index < 0 || $index >= $this->count()) {
            return null;
        }
        return new Reason(
            $this->ask('asb_decision_guard', $index),
            Effect::from($this->ask('asb_decision_effect', $index)),
            $this->ask('asb_decision_clause', $index),
            $this->ask('asb_decision_message', $index),
            $this->ask('asb_decision_explanation', $index),
        );
    }

    /** @return array<string, mixed> the whole of it */
    public function toArray(): array
    {
        return $this->core()->json('asb_decision_json', $this->raw());
    }
}

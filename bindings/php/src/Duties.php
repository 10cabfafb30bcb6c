<?php

declare(strict_types=1);

namespace Asb;

use Asb\Exception\AbsentException;
use Asb\Internal\Core;
use Asb\Internal\Items;
use Asb\Internal\Json;
use Asb\Internal\Times;

/**
 * All duties that there have been in a case, as they stood when it was asked. It is gone through as a list of Duty.
 *
 * @extends Items<Duty>
 */
final class Duties extends Items
{
    protected const NOUN = 'asb_duties';

    /** Use CaseFile::duties(). */
    private function __construct()
    {
    }

    public function count(): int
    {
        return $this->ask('asb_duties_count');
    }

    public function at(int $index): ?Duty
    {
        if ($index < 0 || $index >= $this->count()) {
            return null;
        }
        $core = $this->core();
        $proposes = $this->said('asb_duties_proposes', $index);
        return new Duty(
            $this,
            $index,
            $this->ask('asb_duties_rule', $index),
            $this->ask('asb_duties_label', $index),
            $this->ask('asb_duties_clause', $index),
            $this->said('asb_duties_party', $index),
            $this->said('asb_duties_subject', $index),
            Json::decode($this->ask('asb_duties_owner', $index)),
            $core->when($this->dueText($index)),
            $this->said('asb_duties_due_local', $index),
            $core->when($this->ask('asb_duties_act_by', $index)),
            $core->when($this->ask('asb_duties_opens', $index)),
            DutyState::from($this->ask('asb_duties_state', $index)),
            $this->ask('asb_duties_started_by', $index),
            Times::fromMilliseconds($this->ask('asb_duties_started_at', $index)),
            $this->ask('asb_duties_ended_by', $index) ?: null,
            Times::fromMilliseconds($this->ask('asb_duties_ended_at', $index)),
            $this->ask('asb_duties_watch', $index) === 1,
            $proposes === null ? null : Json::decode($proposes),
        );
    }

    /** @return list<array<string, mixed>> all of them */
    public function toArray(): array
    {
        return $this->core()->json('asb_duties_json', $this->raw());
    }

    /** @internal */
    public function dueText(int $index): string
    {
        return $this->ask('asb_duties_due', $index);
    }

    /** Why the duty of that index is due then. */
    public function explain(int $index): string
    {
        return $this->core()->text('asb_duties_explain', $this->raw(), Core::natural($index)) ?? throw new AbsentException('There is no such duty.');
    }
}

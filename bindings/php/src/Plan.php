<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Items;
use Asb\Internal\Json;
use Asb\Internal\Times;
use DateTimeInterface;

/**
 * An action plan: who does what, and by when. A plan is never changed in a case: a new one takes its place.
 *
 * It is gone through as a list of PlanAction.
 *
 * @extends Items<PlanAction>
 */
final class Plan extends Items
{
    protected const NOUN = 'asb_plan';

    /** Begins a plan with a person, without actions. */
    public function __construct(Policy $policy, string $party)
    {
        $core = $policy->core();
        $this->hold($core, $core->made(self::NOUN, 'asb_plan_new', $policy->raw(), $party));
    }

    /**
     * Adds an action.
     *
     * @param string $id chosen by the host, different for each action of the plan
     * @param string $action an id of the catalogue, or "other"
     * @param string|null $by "landlord", "complainant", "perpetrator" or "agency"; null: as the catalogue says
     */
    public function add(string $id, string $action, ?string $by = null): static
    {
        $this->do('asb_plan_add', $id, $by, $action);
        return $this;
    }

    /** Takes an action away; false where there is none of that id. */
    public function remove(string $id): bool
    {
        return $this->core()->status('asb_plan_remove', $this->raw(), $id) === Raw::ASB_OK;
    }

    /** Says more about an action; null takes it away. AbsentException where there is none of that id: here and in the next three. */
    public function setDetail(string $id, ?string $text): static
    {
        $this->do('asb_plan_set_detail', $id, $text);
        return $this;
    }

    /** Says by when it is to be done; null takes it away. */
    public function setDue(string $id, Day|DateTimeInterface|string|null $due): static
    {
        $this->do('asb_plan_set_due', $id, $due === null ? null : Times::text($due));
        return $this;
    }

    /**
     * Says how often it is to be done; null takes it away.
     *
     * @param array<string, mixed>|string|null $period ['weeks' => 2], or its JSON
     */
    public function setEvery(string $id, array|string|null $period): static
    {
        $json = $period === null ? null : Json::document($period);
        $this->do('asb_plan_set_every', $id, $json, strlen($json ?? ''));
        return $this;
    }

    /** Fills in a parameter of an action, as the catalogue has it; null takes it away. */
    public function setParam(string $id, string $param, mixed $value): static
    {
        $json = $value === null ? null : Json::encode($value);
        $this->do('asb_plan_set_param', $id, $param, $json, strlen($json ?? ''));
        return $this;
    }

    public function setAgreed(bool $agreed): static
    {
        $this->do('asb_plan_set_agreed', (int) $agreed);
        return $this;
    }

    public function setSent(bool $sent): static
    {
        $this->do('asb_plan_set_sent', (int) $sent);
        return $this;
    }

    /** Says how it was sent; null takes it away. */
    public function setMethod(?string $method): static
    {
        $this->do('asb_plan_set_method', $method);
        return $this;
    }

    /** The person it is made with. */
    public function party(): string
    {
        return $this->ask('asb_plan_party');
    }

    /** Was it agreed? */
    public function agreed(): bool
    {
        return $this->ask('asb_plan_agreed') === 1;
    }

    /** Was it sent? */
    public function sent(): bool
    {
        return $this->ask('asb_plan_sent') === 1;
    }

    /** How it was sent; null where it does not say. */
    public function method(): ?string
    {
        return $this->said('asb_plan_method');
    }

    /** The number of the record that it was read from; null for a new one. */
    public function seq(): ?int
    {
        return $this->ask('asb_plan_seq') ?: null;
    }

    public function count(): int
    {
        return $this->ask('asb_plan_count');
    }

    public function at(int $index): ?PlanAction
    {
        if ($index < 0 || $index >= $this->count()) {
            return null;
        }
        $core = $this->core();
        return new PlanAction(
            $this->ask('asb_plan_id', $index),
            $this->ask('asb_plan_by', $index),
            $this->ask('asb_plan_action', $index),
            $this->said('asb_plan_clause', $index),
            $this->said('asb_plan_detail', $index),
            $core->when($this->ask('asb_plan_due', $index)),
            $this->ask('asb_plan_standing', $index) === 1,
            $this->ask('asb_plan_status', $index),
            $core->when($this->ask('asb_plan_next_due', $index)),
            $this->ask('asb_plan_overdue', $index) === 1,
            $core->text('asb_plan_text', $this->raw(), $index),
        );
    }

    /** How many actions are done. These four numbers add up to count(). */
    public function countDone(): int
    {
        return $this->ask('asb_plan_count_done');
    }

    /** How many are cancelled. */
    public function countCancelled(): int
    {
        return $this->ask('asb_plan_count_cancelled');
    }

    /** How many are standing, and neither done nor cancelled. */
    public function countStanding(): int
    {
        return $this->ask('asb_plan_count_standing');
    }

    /** How many are still to be done. */
    public function countOpen(): int
    {
        return $this->ask('asb_plan_count_open');
    }

    /** Is every action that is not standing done or cancelled? */
    public function complete(): bool
    {
        return $this->ask('asb_plan_complete') === 1;
    }

    /** A record of it, ready for an actor and for CaseFile::add(); StateException where it has no action. */
    public function toRecord(): Record
    {
        return Record::made($this->core(), 'asb_plan_to_record', $this->raw());
    }

    /** @return array<string, mixed> */
    public function toArray(): array
    {
        return $this->core()->json('asb_plan_json', $this->raw());
    }
}

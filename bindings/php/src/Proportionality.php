<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Handle;
use Asb\Internal\Json;
use Asb\Internal\Times;
use DateTimeImmutable;
use DateTimeInterface;

/**
 * A proportionality assessment: why a step against somebody is right. Its fields are those of the vocabulary's kind `proportionality`.
 */
final class Proportionality extends Handle
{
    protected const NOUN = 'asb_proportionality';

    /** Begins an assessment of a remedy against a person. */
    public function __construct(Policy $policy, string $party, string $remedy)
    {
        $core = $policy->core();
        $this->hold($core, $core->made(self::NOUN, 'asb_proportionality_new', $policy->raw(), $party, $remedy));
    }

    /** Sets a field to a text, flag, date, or any value that JSON has. */
    public function set(string $field, mixed $value): static
    {
        return match (true) {
            is_string($value) => $this->setText($field, $value),
            is_bool($value) => $this->setFlag($field, $value),
            $value instanceof Day, $value instanceof DateTimeInterface => $this->setText($field, Times::text($value)),
            default => $this->setJson($field, Json::encode($value)),
        };
    }

    public function setText(string $field, string $text): static
    {
        if (str_contains($text, "\0")) {
            return $this->setJson($field, Json::encode($text));
        }
        $this->do('asb_proportionality_set_text', $field, $text);
        return $this;
    }

    public function setFlag(string $field, bool $flag): static
    {
        $this->do('asb_proportionality_set_flag', $field, (int) $flag);
        return $this;
    }

    /** @param string $json the value as JSON */
    public function setJson(string $field, string $json): static
    {
        $this->do('asb_proportionality_set_json', $field, $json, strlen($json));
        return $this;
    }

    /** Appends a text to a field that is a list, which is made where absent. */
    public function addText(string $field, string $text): static
    {
        $this->do('asb_proportionality_add_text', $field, $text);
        return $this;
    }

    /**
     * Adds a lesser step that was tried or thought of.
     *
     * @param string|null $outcome what came of it
     * @param string|null $why why it is not enough
     */
    public function addAlternative(string $remedy, ?string $outcome = null, ?string $why = null): static
    {
        $this->do('asb_proportionality_add_alternative', $remedy, $outcome, $why);
        return $this;
    }

    /** Takes a field away; false where there was none. */
    public function unset(string $field): bool
    {
        return $this->core()->status('asb_proportionality_unset', $this->raw(), $field) === Raw::ASB_OK;
    }

    /** A text, or of a list the first; null where there is none. */
    public function getText(string $field): ?string
    {
        return $this->said('asb_proportionality_get_text', $field);
    }

    /** Any field as canonical JSON; null where there is none. */
    public function getJson(string $field): ?string
    {
        return $this->core()->text('asb_proportionality_get_json', $this->raw(), $field);
    }

    /** Any field, as PHP's own value; null where there is none. */
    public function get(string $field): mixed
    {
        return $this->core()->json('asb_proportionality_get_json', $this->raw(), $field);
    }

    /** The person the step is against. */
    public function party(): string
    {
        return $this->ask('asb_proportionality_party');
    }

    /** The step. */
    public function remedy(): string
    {
        return $this->ask('asb_proportionality_remedy');
    }

    /** @return array<string, string> the answers that are wanted and missing: field and label */
    public function missing(): array
    {
        $count = $this->ask('asb_proportionality_missing_count');
        for ($out = [], $i = 0; $i < $count; $i++) {
            $out[$this->ask('asb_proportionality_missing', $i)] = $this->ask('asb_proportionality_missing_label', $i);
        }
        return $out;
    }

    /** Is every answer there that is wanted? */
    public function complete(): bool
    {
        return $this->ask('asb_proportionality_complete') === 1;
    }

    /** The number of the record that it was read from; null for a new one, of which the functions below say nothing. */
    public function seq(): ?int
    {
        return $this->ask('asb_proportionality_seq') ?: null;
    }

    /** Was it approved by somebody other than its author, and not refused since? */
    public function approved(): bool
    {
        return $this->ask('asb_proportionality_approved') === 1;
    }

    public function approvedBy(): ?string
    {
        return $this->said('asb_proportionality_approved_by');
    }

    public function approvedRole(): ?string
    {
        return $this->said('asb_proportionality_approved_role');
    }

    /** The number of the approval. */
    public function approval(): ?int
    {
        return $this->ask('asb_proportionality_approval') ?: null;
    }

    /** Has something changed since it was approved or last reviewed? */
    public function stale(): bool
    {
        return $this->ask('asb_proportionality_stale') === 1;
    }

    /** The number of the record that made it stale; null where a date did, or nothing. */
    public function staleRecord(): ?int
    {
        return $this->ask('asb_proportionality_stale_record') ?: null;
    }

    /** When it is to be looked at again, once it is approved. */
    public function reviewBy(): Day|DateTimeImmutable|null
    {
        return $this->core()->when($this->ask('asb_proportionality_review_by'));
    }

    /** Does it support the step now: complete, proportionate, approved and not stale? */
    public function current(): bool
    {
        return $this->ask('asb_proportionality_current') === 1;
    }

    /** Why it does not, as a sentence; null where it does. */
    public function why(): ?string
    {
        return $this->said('asb_proportionality_why');
    }

    /** The stable code of that sentence. */
    public function whyCode(): ?string
    {
        return $this->said('asb_proportionality_why_code');
    }

    /** @return array<string, string> the sentence's arguments */
    public function whyArguments(): array
    {
        return Json::decode($this->ask('asb_proportionality_why_arguments'));
    }

    /** A record of it, complete or not, ready for an actor and for CaseFile::add(). */
    public function toRecord(): Record
    {
        return Record::made($this->core(), 'asb_proportionality_to_record', $this->raw());
    }

    /** @return array<string, mixed> */
    public function toArray(): array
    {
        return $this->core()->json('asb_proportionality_json', $this->raw());
    }
}

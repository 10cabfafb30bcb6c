<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Core;
use Asb\Internal\Handle;
use Asb\Internal\Json;
use Asb\Internal\Times;
use DateTimeImmutable;
use DateTimeInterface;
use stdClass;

/**
 * One thing that happened or was decided, by someone, at a time. Its kinds and fields are the vocabulary: Engine::vocabulary().
 *
 * Fields can be had as of an array: `$record['channel'] = 'phone'`. What is an object in JSON is an array with keys; an empty one is `new stdClass`.
 *
 * @implements \ArrayAccess<string, mixed>
 */
final class Record extends Handle implements \ArrayAccess, \Countable, \JsonSerializable
{
    protected const NOUN = 'asb_record';

    /** @param array<string, mixed> $fields as set() takes them */
    public function __construct(Engine $engine, string $kind, array $fields = [])
    {
        $core = $engine->core();
        $this->hold($core, $core->made(self::NOUN, 'asb_record_new', $engine->raw(), $kind));
        foreach ($fields as $field => $value) {
            $this->set((string) $field, $value);
        }
    }

    /** @param array<string, mixed>|string $json ['kind' =>, 'at' =>, 'by' =>, 'role' =>, 'fields' => […]]; only `kind` is required */
    public static function parse(Engine $engine, array|string $json): self
    {
        if (is_array($json) && ($json['fields'] ?? null) === []) {
            $json['fields'] = new stdClass();
        }
        $json = Json::document($json);
        return self::made($engine->core(), 'asb_record_parse', $engine->raw(), $json, strlen($json));
    }

    /** Who did it, and in which role of the policy, or "system". The library authenticates nobody. */
    public function setActor(string $by, string $role): static
    {
        $this->do('asb_record_set_actor', $by, $role);
        return $this;
    }

    /** When it happened; without this, it is when the record is added. A text without an offset is local time. */
    public function setAt(Day|DateTimeInterface|string $at): static
    {
        $this->do('asb_record_set_at', Times::text($at));
        return $this;
    }

    /** Sets a field to a text, flag, whole number, date or instant, or to any value that JSON has. */
    public function set(string $field, mixed $value): static
    {
        return match (true) {
            is_string($value) => $this->setText($field, $value),
            is_bool($value) => $this->setFlag($field, $value),
            is_int($value) => $this->setNumber($field, $value),
            $value instanceof Day, $value instanceof DateTimeInterface => $this->setText($field, Times::text($value)),
            default => $this->setJson($field, Json::encode($value)),
        };
    }

    public function setText(string $field, string $text): static
    {
        if (str_contains($text, "\0")) {
            return $this->setJson($field, Json::encode($text));
        }
        $this->do('asb_record_set_text', $field, $text);
        return $this;
    }

    public function setFlag(string $field, bool $flag): static
    {
        $this->do('asb_record_set_flag', $field, (int) $flag);
        return $this;
    }

    /** At most 9007199254740991 either way. */
    public function setNumber(string $field, int $number): static
    {
        $this->do('asb_record_set_number', $field, $number);
        return $this;
    }

    /** @param string $json the value as JSON */
    public function setJson(string $field, string $json): static
    {
        $this->do('asb_record_set_json', $field, $json, strlen($json));
        return $this;
    }

    /** Appends a text to a field that is a list, which is made where absent. */
    public function addText(string $field, string $text): static
    {
        $this->do('asb_record_add_text', $field, $text);
        return $this;
    }

    /** Takes a field away; false where there was none. */
    public function unset(string $field): bool
    {
        return $this->core()->status('asb_record_unset', $this->raw(), $field) === Raw::ASB_OK;
    }

    /** Any field, as PHP's own value; null where it is absent. */
    public function get(string $field): mixed
    {
        $json = $this->getJson($field);
        return $json === null ? null : Json::decode($json);
    }

    /** Any field as canonical JSON; null where it is absent. */
    public function getJson(string $field): ?string
    {
        return $this->core()->lent('asb_record_get_json', $this->raw(), $field);
    }

    /** A text, or of a list the first; null where it is absent or no text. */
    public function getText(string $field): ?string
    {
        return $this->core()->lent('asb_record_get_text', $this->raw(), $field);
    }

    /** A text of a list, from 0; null where there is none. */
    public function getTextAt(string $field, int $index): ?string
    {
        return $this->core()->lent('asb_record_get_text_at', $this->raw(), $field, Core::natural($index));
    }

    /** A flag; null where it is absent or no flag. */
    public function getFlag(string $field): ?bool
    {
        $flag = $this->core()->number('int32_t', 'asb_record_get_flag', $this->raw(), $field);
        return $flag === null ? null : $flag === 1;
    }

    /** A whole number; null where it is absent or none. */
    public function getNumber(string $field): ?int
    {
        return $this->core()->number('int64_t', 'asb_record_get_number', $this->raw(), $field);
    }

    /** How many values a field has: of a list its items, of anything else 1; 0 where it is absent. */
    public function countOf(string $field): int
    {
        return $this->ask('asb_record_count', $field);
    }

    /** How many fields it has. */
    public function count(): int
    {
        return $this->ask('asb_record_field_count');
    }

    /** @return list<string> */
    public function fieldNames(): array
    {
        for ($out = [], $i = 0; ($name = $this->ask('asb_record_field_name', $i)) !== null; $i++) {
            $out[] = $name;
        }
        return $out;
    }

    public function kind(): string
    {
        return $this->ask('asb_record_kind');
    }

    /** Its number in its case, from 1; null while it is in none. */
    public function seq(): ?int
    {
        return $this->ask('asb_record_seq') ?: null;
    }

    /** When it happened; null where it was not said and it is in no case yet. */
    public function at(): ?DateTimeImmutable
    {
        return Times::fromMilliseconds($this->ask('asb_record_at'));
    }

    /** When it was entered; null while it is in no case. */
    public function recorded(): ?DateTimeImmutable
    {
        return Times::fromMilliseconds($this->ask('asb_record_recorded'));
    }

    /** Who did it; null where not said. */
    public function by(): ?string
    {
        return $this->said('asb_record_by');
    }

    /** In which role; null where not said. */
    public function role(): ?string
    {
        return $this->said('asb_record_role');
    }

    /** Has its body been erased? */
    public function erased(): bool
    {
        return $this->ask('asb_record_erased') === 1;
    }

    /** The whole record as canonical JSON, as parse() reads it. */
    public function json(): string
    {
        return $this->core()->text('asb_record_json', $this->raw());
    }

    /** @return array<string, mixed> the same, as parse() takes it too */
    public function toArray(): array
    {
        return Json::decode($this->json());
    }

    /** @return array<string, mixed> */
    public function jsonSerialize(): array
    {
        return $this->toArray();
    }

    public function offsetExists(mixed $offset): bool
    {
        return $this->countOf($offset) > 0 || $this->getJson($offset) !== null;
    }

    public function offsetGet(mixed $offset): mixed
    {
        return $this->get($offset);
    }

    public function offsetSet(mixed $offset, mixed $value): void
    {
        $this->set($offset ?? throw new \ValueError('A field has a name.'), $value);
    }

    public function offsetUnset(mixed $offset): void
    {
        $this->unset($offset);
    }
}

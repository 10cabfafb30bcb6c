<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Handle;
use Asb\Internal\Json;
use Asb\Internal\Times;
use DateTimeInterface;

/**
 * Days that the host adds (nobody works) or removes (people do), each with the time from which it was known. Bank holidays are built in.
 */
final class Calendar extends Handle
{
    protected const NOUN = 'asb_calendar';

    public function __construct(Engine $engine)
    {
        $core = $engine->core();
        $this->hold($core, $core->made(self::NOUN, 'asb_calendar_new', $engine->raw()));
    }

    /** @param array<string, mixed>|string $json ['added' => […], 'removed' => […]], each a date or ['date' =>, 'known' =>, 'name' =>] */
    public static function parse(Engine $engine, array|string $json): self
    {
        $json = Json::document($json);
        return self::made($engine->core(), 'asb_calendar_parse', $engine->raw(), $json, strlen($json));
    }

    /**
     * Nobody works on that day.
     *
     * @param Day|DateTimeInterface|string|null $known since when it was known; null: always
     * @param string|null $name why, for explanations
     */
    public function add(Day|string $date, Day|DateTimeInterface|string|null $known = null, ?string $name = null): static
    {
        $this->do('asb_calendar_add', (string) $date, $known === null ? null : Times::text($known), $name);
        return $this;
    }

    /** People work on that day, whatever the rule. */
    public function remove(Day|string $date, Day|DateTimeInterface|string|null $known = null, ?string $name = null): static
    {
        $this->do('asb_calendar_remove', (string) $date, $known === null ? null : Times::text($known), $name);
        return $this;
    }

    /** @return array<string, mixed> */
    public function toArray(): array
    {
        return $this->core()->json('asb_calendar_json', $this->raw());
    }
}

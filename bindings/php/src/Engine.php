<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Core;
use Asb\Internal\Handle;
use Asb\Internal\Hooks;
use Asb\Internal\Json;
use Asb\Internal\Times;
use Closure;
use DateTimeImmutable;
use DateTimeInterface;
use FFI\CData;

/**
 * What everything else shares: hooks, limits, the calendar. Make one, and keep it.
 *
 * What is made from an engine keeps it: the library's engine goes with the last of them, in whatever order they are closed.
 */
final class Engine extends Handle
{
    protected const NOUN = 'asb_engine';

    /**
     * A hook may throw: the call that led to it throws that again, and nothing was added by it. A hook must not use the engine that it is a hook of.
     *
     * @param (callable(): DateTimeInterface|int)|null $clock the time; a number is UTC milliseconds; null: the computer's clock
     * @param (callable(int): string)|null $random so many random bytes fit for salts; null: the computer's
     * @param (callable(string, string): mixed)|null $log takes a level ("error", "warning", "info") and a line: the method log() of a PSR-3 logger
     * @param int $memoryLimit the bytes that the engine may hold at a time; 0: no limit
     * @param (callable(string, int, int): mixed)|null $progress told how far long work ("verify", "copy", "rehearse" …) has come, of how much (0: not
     *     known); it cancels the work by throwing
     */
    public function __construct(
        ?callable $clock = null,
        ?callable $random = null,
        ?callable $log = null,
        int $memoryLimit = 0,
        ?callable $progress = null,
    ) {
        $closure = static fn (?callable $hook): ?Closure => $hook === null ? null : $hook(...);
        $any = $clock !== null || $random !== null || $log !== null || $progress !== null;
        $hooks = $any ? new Hooks($closure($clock), $closure($random), $closure($log), $closure($progress)) : null;
        $core = new Core($hooks, $memoryLimit);
        $this->hold($core, $core->engine);
    }

    /** The time, by the clock. */
    public function now(): DateTimeImmutable
    {
        return Times::fromMilliseconds($this->core()->number('int64_t', 'asb_engine_now', $this->raw()));
    }

    /** The bytes that the engine holds now. */
    public function memory(): int
    {
        return $this->ask('asb_engine_memory');
    }

    /** The most bytes that the engine ever held at a time. */
    public function memoryPeak(): int
    {
        return $this->ask('asb_engine_memory_peak');
    }

    /**
     * All limits, by name.
     *
     * @return array<string, int>
     */
    public function limits(): array
    {
        $names = Library::names('asb_limit_name');
        return array_combine($names, array_map($this->limit(...), $names));
    }

    /** What a limit is set to; null where there is none of that name. */
    public function limit(string $name): ?int
    {
        return $this->core()->number('uint64_t', 'asb_engine_limit', $this->raw(), $name);
    }

    /** Sets a limit, from 1 to 4294967295. */
    public function setLimit(string $name, int $value): void
    {
        $this->do('asb_engine_set_limit', $name, Core::natural($value));
    }

    /** The days of a calendar count for every case whose store keeps none; null takes it away. It is copied. */
    public function setCalendar(?Calendar $calendar): void
    {
        $this->do('asb_engine_set_calendar', $calendar?->raw());
    }

    /**
     * The bank holidays of England and Wales.
     *
     * @return list<array{date: Day, name: string}>
     */
    public function holidays(int $from, int $to): array
    {
        $days = $this->core()->json('asb_holidays', $this->raw(), self::year($from), self::year($to));
        return array_map(static fn (array $one): array => ['date' => new Day($one['date']), 'name' => $one['name']], $days);
    }

    /**
     * When a period ends, and why.
     *
     * @param array<string, mixed>|string $period of the policy format: ['working_days' => 5], or its JSON
     * @param Policy|null $policy its open and closed days count
     * @param Calendar|null $calendar the host's days; null: the engine's
     */
    public function due(Day|DateTimeInterface|string $from, array|string $period, ?Policy $policy = null, ?Calendar $calendar = null): Due
    {
        $json = Json::document($period);
        $given = [Times::text($from), $json, strlen($json), $policy?->raw(), $calendar?->raw()];
        $told = $this->core()->json('asb_due', $this->raw(), ...$given);
        $skipped = array_map(static fn (array $one): array => ['date' => new Day($one['date']), 'why' => $one['why']], $told['skipped']);
        return new Due(
            $this->core()->when($told['due']),
            $told['local'],
            $this->core()->when($told['act_by']),
            $told['period'],
            $told['explanation'],
            $skipped,
        );
    }

    /** Is a day worked? */
    public function isWorkingDay(Day|string $date, ?Policy $policy = null, ?Calendar $calendar = null): bool
    {
        $given = [(string) $date, $policy?->raw(), $calendar?->raw()];
        return $this->core()->number('int32_t', 'asb_is_working_day', $this->raw(), ...$given) === 1;
    }

    /** Reads a date or an instant as the library does: without an offset it is local time in England, and a date is the beginning of that day. */
    public function instant(string $text): DateTimeImmutable
    {
        return Times::fromMilliseconds($this->core()->number('int64_t', 'asb_instant_parse', $this->raw(), $text));
    }

    /** Writes an instant: in UTC with Z, or in local time without an offset. */
    public function instantText(DateTimeInterface $instant, bool $local = false): string
    {
        return $this->core()->text('asb_instant_text', $this->raw(), Times::toMilliseconds($instant), (int) $local);
    }

    /**
     * The vocabulary: kinds, and for each its fields with type, choices, class and label, for hosts that build forms.
     *
     * @param Policy|null $policy adds the values of its `lists`
     *
     * @return array<string, mixed>
     */
    public function vocabulary(?Policy $policy = null): array
    {
        return $this->core()->json('asb_vocabulary_json', $this->raw(), $policy?->raw());
    }

    /**
     * The kinds of documents, and what may be set for each.
     *
     * @return list<array{kind: string, label: string, formats: list<string>, options: list<array{name: string, label: string, required: bool}>}>
     */
    public function documentKinds(): array
    {
        return $this->core()->json('asb_document_kinds', $this->raw());
    }

    /** The canonical form of a JSON document: no white space, keys sorted, each number and text written in one way only. */
    public function canonical(string $json): string
    {
        return $this->core()->text('asb_json_canonical', $this->raw(), $json, strlen($json));
    }

    /** @internal The library's engine goes with the last object that was made from it. */
    protected function giveBack(Core $core, CData $raw): void
    {
    }

    /** What would not fit is as far out of range as what the library refuses. */
    private static function year(int $year): int
    {
        return max(-1, min($year, 99999));
    }
}

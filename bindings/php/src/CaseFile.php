<?php

declare(strict_types=1);

namespace Asb;

use Asb\Exception\RefusedException;
use Asb\Internal\Core;
use Asb\Internal\Handle;
use Asb\Internal\Json;
use Asb\Internal\Times;
use DateTimeInterface;
use FFI\CData;

/**
 * A case: an ordered, append-only list of records about one problem. (PHP has a word `case` of its own, which no class can be named.)
 *
 * State, stage, priority, owner, risk, duties and decisions are computed from policy, records and now, each time the same.
 */
final class CaseFile extends Handle
{
    protected const NOUN = 'asb_case';

    /** Begins a case; nothing is written before save(). Without a store the host keeps it: pending(). */
    public function __construct(Engine $engine, Policy $policy, ?Store $store, string $id)
    {
        $core = $engine->core();
        $this->hold($core, $core->made(self::NOUN, 'asb_case_new', $engine->raw(), $policy->raw(), $store?->raw(), $id));
    }

    /** Opens a case that the store has, under the policy it was pinned to; null where there is none. */
    public static function open(Store $store, string $id): ?self
    {
        return self::made($store->core(), 'asb_case_open', $store->raw(), $id);
    }

    /**
     * Opens a case from texts that the host has read, or that export() gave.
     *
     * @param array<string, mixed>|string $json ['case' => id, 'records' => [['header' =>, 'body' =>]…], 'policies' => […], 'calendar' => […]]
     * @param Policy|null $policy for a case without records
     */
    public static function load(Engine $engine, ?Policy $policy, array|string $json): self
    {
        $json = Json::document($json);
        return self::made($engine->core(), 'asb_case_load', $engine->raw(), $policy?->raw(), $json, strlen($json));
    }

    /** Brings an exported case into a store, byte by byte. */
    public static function import(Store $store, string $json): self
    {
        return self::made($store->core(), 'asb_case_import', $store->raw(), $json, strlen($json));
    }

    public function id(): string
    {
        return $this->ask('asb_case_id');
    }

    /** How many records it has, pending ones too. */
    public function count(): int
    {
        return $this->ask('asb_case_count');
    }

    /** How many of them the store has. */
    public function stored(): int
    {
        return $this->ask('asb_case_stored');
    }

    /** The policy it is worked under now. */
    public function policy(): Policy
    {
        return Policy::made($this->core(), 'asb_case_policy', $this->raw());
    }

    /**
     * Adds a record, where it is allowed. The decision says what guards warned or were deviated from.
     *
     * @throws RefusedException with the reasons; nothing was added
     */
    public function add(Record $record): Decision
    {
        $decision = $this->decided('asb_case_add', $record->raw());
        return $decision->allowed() ? $decision : throw new RefusedException($decision);
    }

    /** May it be added now? Nothing is. */
    public function may(Record $record): Decision
    {
        return $this->decided('asb_case_may', $record->raw());
    }

    /**
     * Everything that makes a record invalid, in the order in which fields are judged; the first is what add() throws.
     *
     * @return list<array{arguments: array<string, string>, code: string, field: string, message: string, pointer: string}>
     */
    public function wrong(Record $record): array
    {
        return $this->core()->json('asb_case_wrong', $this->raw(), $record->raw());
    }

    /**
     * Takes down what has already happened: guards that are not met are recorded as breaches, and nothing is refused.
     *
     * @param DateTimeInterface|null $recorded when it was entered, for bringing in old files; null: now
     * @param bool $imported is it marked as brought in?
     */
    public function admit(Record $record, ?DateTimeInterface $recorded = null, bool $imported = false): Decision
    {
        $ms = $recorded === null ? Times::NONE : Times::toMilliseconds($recorded);
        return $this->decided('asb_case_admit', $record->raw(), $ms, (int) $imported);
    }

    /** Moves the case to another policy, or another version: a note that says so is added, and everything from it on is judged by the new one. */
    public function move(Policy $policy, string $by, string $role, string $reason): void
    {
        $this->do('asb_case_move', $policy->raw(), $by, $role, $reason);
    }

    /**
     * What move() would change, without changing anything.
     *
     * @return array<string, mixed> after, before, begin, changed, go_on, lapse
     */
    public function previewMove(Policy $policy): array
    {
        return $this->core()->json('asb_case_preview_move', $this->raw(), $policy->raw());
    }

    /** Writes what is pending: one atomic commit. ConflictException where somebody else wrote first: reload(); nothing is lost. */
    public function save(): void
    {
        $this->do('asb_case_save');
    }

    /** Writes what is pending in several cases of one store: all or nothing. */
    public static function saveAll(self ...$cases): void
    {
        if ($cases === []) {
            return;
        }
        $cases = array_values($cases);
        $list = Library::ffi()->new('asb_case *[' . count($cases) . ']');
        foreach ($cases as $index => $case) {
            $list[$index] = $case->raw();
        }
        $cases[0]->core()->done('asb_case_save_all', $list, count($cases));
    }

    /**
     * Reads what others wrote, and tries each pending record again against it. Those still allowed wait to be saved.
     *
     * @return list<Conflict> the others, handed back
     */
    public function reload(): array
    {
        return $this->handedBack('asb_case_reload');
    }

    /**
     * The same without a store: the host has read the case anew.
     *
     * @param array<string, mixed>|string $json as load()
     *
     * @return list<Conflict>
     */
    public function conflicted(array|string $json): array
    {
        $json = Json::document($json);
        return $this->handedBack('asb_case_conflicted', $json, strlen($json));
    }

    /**
     * What is to be written, for hosts that write themselves; null where nothing is. Header, body, summary and document are to be kept byte by byte.
     *
     * @return array<string, mixed>|null case, expected, records, erased, summary, policies
     */
    public function pending(): ?array
    {
        return $this->core()->json('asb_case_pending', $this->raw());
    }

    /** The host has written the first `$count` records: they are no longer pending. */
    public function saved(int $count): void
    {
        $this->do('asb_case_saved', Core::natural($count));
    }

    /** A record as it now reads: corrected, and without its body where that was erased; null where there is none. */
    public function record(int $seq): ?Record
    {
        return Record::made($this->core(), 'asb_case_record', $this->raw(), Core::natural($seq));
    }

    /** A record as it was written, whatever was corrected later; null where there is none. */
    public function recordWritten(int $seq): ?Record
    {
        return Record::made($this->core(), 'asb_case_record_written', $this->raw(), Core::natural($seq));
    }

    /**
     * What the case has come to, by the engine's clock. What has no value is left out.
     *
     * @return array<string, mixed>
     */
    public function facts(): array
    {
        return $this->core()->json('asb_case_facts', $this->raw());
    }

    /** "enquiry", "prevention", "open", "closed"; null before the first record. */
    public function state(): ?string
    {
        return $this->said('asb_case_state');
    }

    /** The id of the stage. */
    public function stage(): ?string
    {
        return $this->said('asb_case_stage');
    }

    /** The id of the priority; null before the first record. */
    public function priority(): ?string
    {
        return $this->said('asb_case_priority');
    }

    /** The officer who has the case. */
    public function owner(): ?string
    {
        return $this->said('asb_case_owner');
    }

    /** The role of the officer who has the case. */
    public function ownerRole(): ?string
    {
        return $this->said('asb_case_owner_role');
    }

    /** Is it a hate case? */
    public function hate(): bool
    {
        return $this->ask('asb_case_hate') === 1;
    }

    /** The highest band of any party. */
    public function band(): ?string
    {
        return $this->said('asb_case_band');
    }

    /** The greatest score of any party; null where nobody was assessed. */
    public function score(): ?int
    {
        return $this->core()->number('int32_t', 'asb_case_score', $this->raw());
    }

    /** All duties there have been, as they stand at the engine's time. */
    public function duties(): Duties
    {
        return Duties::made($this->core(), 'asb_case_duties', $this->raw());
    }

    /** The latest assessment of a person, to look at or to begin the next from; null where there is none. */
    public function assessment(string $party): ?Assessment
    {
        return Assessment::made($this->core(), 'asb_case_assessment', $this->raw(), $party);
    }

    /** The latest plan for a person, with the status of each action; null where there is none. */
    public function plan(string $party): ?Plan
    {
        return Plan::made($this->core(), 'asb_case_plan', $this->raw(), $party);
    }

    /** The latest proportionality assessment, of any party or remedy where null; null where there is none. */
    public function proportionality(?string $party = null, ?string $remedy = null): ?Proportionality
    {
        return Proportionality::made($this->core(), 'asb_case_proportionality', $this->raw(), $party, $remedy);
    }

    /**
     * The audit trail: all records with their decisions, corrections, breaches and digests, oldest first.
     *
     * @return array{case: string, records: list<array<string, mixed>>}
     */
    public function history(): array
    {
        return $this->core()->json('asb_case_history', $this->raw());
    }

    /**
     * The summary of the case as it stands: what a store keeps with it, made again from the records; null where it has none.
     *
     * @return array<string, mixed>|null
     */
    public function summary(): ?array
    {
        return $this->core()->json('asb_case_summary', $this->raw());
    }

    /** The case whole, as JSON that load() and import() read, with its policies and calendar. */
    public function export(): string
    {
        return $this->core()->text('asb_case_export', $this->raw());
    }

    /**
     * The number and digest of the last record that is stored: noted elsewhere, it shows later whether the case was cut or rewritten.
     *
     * @return array{case: string, digest: string, seq: int}|null null where nothing is stored yet
     */
    public function head(): ?array
    {
        return $this->core()->json('asb_case_head', $this->raw());
    }

    /** Works this case by a calendar of its own; null: the store's, or the engine's. It is copied. */
    public function setCalendar(?Calendar $calendar): void
    {
        $this->do('asb_case_set_calendar', $calendar?->raw());
    }

    private function decided(string $function, CData $record, mixed ...$arguments): Decision
    {
        return Decision::made($this->core(), $function, $this->raw(), $record, ...$arguments);
    }

    /** @return list<Conflict> */
    private function handedBack(string $function, mixed ...$arguments): array
    {
        $core = $this->core();
        $conflicts = $core->made('asb_conflicts', $function, $this->raw(), ...$arguments);
        return $core->read($conflicts, 'asb_conflicts', static function (CData $conflicts) use ($core): array {
            $count = $core->call('asb_conflicts_count', $conflicts);
            for ($out = [], $i = 0; $i < $count; $i++) {
                $out[] = new Conflict(
                    Record::made($core, 'asb_conflicts_record', $conflicts, $i),
                    $core->call('asb_conflicts_status', $conflicts, $i) === Raw::ASB_REFUSED ? 'refused' : 'invalid',
                    $core->call('asb_conflicts_message', $conflicts, $i),
                    Json::decode($core->call('asb_conflicts_reasons', $conflicts, $i)),
                );
            }
            return $out;
        });
    }
}

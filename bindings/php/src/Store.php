<?php

declare(strict_types=1);

namespace Asb;

use Asb\Exception\AsbException;
use Asb\Exception\CorruptException;
use Asb\Internal\Callbacks;
use Asb\Internal\Core;
use Asb\Internal\Handle;
use Asb\Internal\Json;
use Asb\Internal\Lines;
use Asb\Internal\StoreTable;
use FFI;
use FFI\CData;

/**
 * Where the records of cases are kept: memory, a journal (one file), or a database of your own.
 */
final class Store extends Handle
{
    protected const NOUN = 'asb_store';

    /** Use memory(), journal() or custom(). */
    private function __construct()
    {
    }

    /** In memory: gone with the store. */
    public static function memory(Engine $engine): self
    {
        return self::made($engine->core(), 'asb_store_memory', $engine->raw());
    }

    /** One append-only file, made where it is not there. Any number of processes may have it open. */
    public static function journal(Engine $engine, string $path): self
    {
        return self::made($engine->core(), 'asb_store_journal', $engine->raw(), $path);
    }

    /** A store of your own. It is kept until the library no longer uses it: then PHP lets go of the object. */
    public static function custom(Engine $engine, CustomStore $store): self
    {
        $core = $engine->core();
        $adapter = new StoreTable($store, $core);
        $table = $adapter->table();
        try {
            return self::made($core, 'asb_store_custom', $engine->raw(), FFI::addr($table));
        } catch (AsbException $why) {
            $adapter->close();
            throw $why;
        }
    }

    /**
     * Cases in order of the bytes of their ids.
     *
     * @param string|null $after only ids after this one
     * @param int $limit at most so many; 0: all
     *
     * @return list<ListedCase>
     */
    public function list(?string $after = null, int $limit = 0): array
    {
        return $this->listed('asb_store_list', $after, $limit)->cases;
    }

    /**
     * Cases written since a token, so that another process can follow.
     *
     * @param string|null $token of earlier changes; null for all
     * @param int $limit at most so many; 0: all
     *
     * @return Changes<ListedCase>
     */
    public function changes(?string $token = null, int $limit = 0): Changes
    {
        return $this->listed('asb_store_changes', $token, $limit);
    }

    /**
     * Checks the audit chain of a case, or of all. All is well where `damage` is empty.
     *
     * @return array{cases: int, records: int, erased: int, damage: list<array{case: string, seq: int, what: string}>}|null null: no such case
     */
    public function verify(?string $id = null): ?array
    {
        return $this->found('asb_store_verify', $id);
    }

    /**
     * Is what was noted still there? It is where `damage` is empty.
     *
     * @param array<mixed>|string $head of a case; a list of them; a store's, with `heads`, the list that it is over, or alone
     *
     * @return array{heads: int, grown: int, damage: list<array{case: string, seq: int, what: string}>}
     */
    public function verifyHead(array|string $head): array
    {
        $json = is_string($head) ? $head : Json::encode($head);
        return $this->found('asb_store_verify_head', $json, strlen($json));
    }

    /**
     * Writes a journal anew without what has gone.
     *
     * @return array{after: int, before: int, cases: int, records: int}
     */
    public function compact(): array
    {
        return $this->core()->json('asb_store_compact', $this->raw());
    }

    /**
     * Makes every summary again from the records, and writes those that differ.
     *
     * @return array{cases: int, damage: list<array<string, mixed>>, same: int, written: int}
     * @throws CorruptException where cases cannot be read
     */
    public function rebuild(): array
    {
        return $this->whole('asb_store_rebuild');
    }

    /** Copies a journal while it is in use to a new file. */
    public function backup(string $path): void
    {
        $this->do('asb_store_backup', $path);
    }

    /** @return array{cases: int, digest: string} a short text to note elsewhere: its digest is over what heads() gives */
    public function head(): array
    {
        return $this->core()->json('asb_store_head', $this->raw());
    }

    /** @return list<array{case: string, digest: string, seq: int}> the heads of all cases */
    public function heads(): array
    {
        return $this->core()->json('asb_store_heads', $this->raw());
    }

    /** The store as JSON Lines, for archives and other systems. */
    public function export(): string
    {
        return $this->core()->text('asb_store_export', $this->raw());
    }

    /**
     * The same line by line, for stores that are larger than memory.
     *
     * @param callable(string): mixed $line takes a line with its line feed; what it throws ends the export. It must not use the engine.
     */
    public function exportTo(callable $line): void
    {
        $core = $this->core();
        $lines = new Lines($line(...), $core->thrown);
        $self = $core->target($lines);
        try {
            $this->do('asb_store_export_to', Callbacks::sink(), $self);
        } finally {
            $core->forget($self[0]);
        }
    }

    /**
     * Brings such lines into the store; they may come in parts, of whole lines, in order.
     *
     * @return array<string, mixed> as copyFrom()
     */
    public function import(string $lines): array
    {
        return $this->whole('asb_store_import', $lines, strlen($lines));
    }

    /**
     * Copies another store of the same engine into this one. ConflictException or CorruptException, with report(), where not all could be copied.
     *
     * @return array{cases: int, written: int, grown: int, same: int, left: list<array{case: string, seq: int, what: string}>}
     */
    public function copyFrom(Store $from): array
    {
        return $this->whole('asb_store_copy', $from->raw());
    }

    /** Keeps a calendar in the store: its cases are worked by it from now on. */
    public function setCalendar(Calendar $calendar): void
    {
        $this->do('asb_store_set_calendar', $calendar->raw());
    }

    /** The calendar that the store keeps. */
    public function calendar(): ?Calendar
    {
        return Calendar::made($this->core(), 'asb_store_calendar', $this->raw());
    }

    /** A report that says itself what is damaged. */
    private function found(string $function, mixed ...$arguments): ?array
    {
        [$report, $failure] = $this->core()->report($function, $this->raw(), ...$arguments);
        return $failure === null || $failure instanceof CorruptException ? $report : throw $failure;
    }

    /** A report of what was done: where that is not all, it comes with the exception. */
    private function whole(string $function, mixed ...$arguments): array
    {
        [$report, $failure] = $this->core()->report($function, $this->raw(), ...$arguments);
        return $failure === null ? $report : throw $failure->withReport($report);
    }

    /** @return Changes<ListedCase> */
    private function listed(string $function, ?string $from, int $limit): Changes
    {
        $core = $this->core();
        $list = $core->made('asb_list', $function, $this->raw(), $from, Core::natural($limit));
        return $core->read($list, 'asb_list', static function (CData $list) use ($core): Changes {
            $count = $core->call('asb_list_count', $list);
            for ($out = [], $i = 0; $i < $count; $i++) {
                $summary = $core->call('asb_list_summary', $list, $i);
                $version = $core->call('asb_list_version', $list, $i);
                $out[] = new ListedCase($core->call('asb_list_id', $list, $i), $version, $summary === '' ? null : Json::decode($summary));
            }
            return new Changes($out, $core->call('asb_list_token', $list));
        });
    }
}

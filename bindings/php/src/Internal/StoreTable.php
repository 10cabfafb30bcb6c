<?php

declare(strict_types=1);

namespace Asb\Internal;

use Asb\CaseCommit;
use Asb\Commit;
use Asb\CustomStore;
use Asb\FollowsChanges;
use Asb\KeepsCalendar;
use Asb\Library;
use Asb\PolicyDocument;
use Asb\Raw;
use Asb\StoredCase;
use Asb\StoredRecord;
use Closure;
use FFI;
use FFI\CData;
use WeakReference;

/**
 * A host's own store, as the callbacks that the library calls.
 *
 * @internal
 */
final class StoreTable
{
    private readonly Thrown $thrown;
    /** @var WeakReference<Core> The core has this; it goes first. */
    private readonly WeakReference $core;
    private readonly CData $self;

    public function __construct(private ?CustomStore $store, Core $core)
    {
        $this->thrown = $core->thrown;
        $this->core = WeakReference::create($core);
        $this->self = $core->target($this);
    }

    /** What the library is given, and copies. */
    public function table(): CData
    {
        $made = Callbacks::store();
        $table = Library::ffi()->new('asb_store_callbacks');
        $table->struct_size = FFI::sizeof($table);
        $table->self = $this->self;
        $optional = ['changes' => $this->store instanceof FollowsChanges, 'calendar' => $this->store instanceof KeepsCalendar];
        foreach (['commit', 'read', 'list', 'changes', 'policy', 'calendar', 'close'] as $name) {
            if ($optional[$name] ?? true) {
                $table->$name = $made->$name;
            }
        }
        return $table;
    }

    public function commit(CData $commit): int
    {
        return $this->guarded(function () use ($commit): int {
            $cases = array_map(self::caseCommit(...), self::items($commit->cases, $commit->case_count));
            $policies = array_map(self::policyDocument(...), self::items($commit->policies, $commit->policy_count));
            $done = $this->store->commit(new Commit($cases, $policies, Bytes::textOrNull($commit->calendar)));
            return $done ? Raw::ASB_OK : Raw::ASB_CONFLICT;
        });
    }

    public function read(CData $id, int $from, CData $sink, CData $sinkSelf): int
    {
        return $this->guarded(function () use ($id, $from, $sink, $sinkSelf): int {
            $records = $this->store->read(Bytes::text($id), $from);
            $status = $records === null ? Raw::ASB_ABSENT : Raw::ASB_OK;
            $one = Library::ffi()->new('asb_stored_record');
            foreach ($records ?? [] as $record) {
                $status = self::giveRecord($one, $record, $sink, $sinkSelf);
                if ($status !== Raw::ASB_OK) {
                    break;
                }
            }
            return $status;
        });
    }

    public function list(CData $after, int $limit, CData $sink, CData $sinkSelf): int
    {
        return $this->guarded(fn (): int => self::giveCases($this->store->list(Bytes::text($after), $limit), $sink, $sinkSelf));
    }

    public function changes(CData $token, int $limit, CData $sink, CData $sinkSelf, CData $next, CData $nextSelf): int
    {
        return $this->guarded(function () use ($token, $limit, $sink, $sinkSelf, $next, $nextSelf): int {
            $changes = $this->store->changes(Bytes::text($token), $limit);
            $status = self::giveCases($changes->cases, $sink, $sinkSelf);
            return $status === Raw::ASB_OK ? self::giveBytes($changes->token, $next, $nextSelf) : $status;
        });
    }

    public function policy(CData $digest, CData $sink, CData $sinkSelf): int
    {
        return $this->guarded(fn (): int => self::giveBytes($this->store->policy(Bytes::text($digest)), $sink, $sinkSelf));
    }

    public function calendar(CData $sink, CData $sinkSelf): int
    {
        return $this->guarded(fn (): int => self::giveBytes($this->store->calendar(), $sink, $sinkSelf));
    }

    /** The library no longer uses it: neither does anything here. */
    public function close(): void
    {
        $this->guarded(function (): int {
            $this->store = null;
            $this->core->get()?->forget($this->self[0]);
            return Raw::ASB_OK;
        });
    }

    private function guarded(Closure $work): int
    {
        try {
            return $work();
        } catch (\Throwable $why) {
            return $this->thrown->keep($why);
        }
    }

    /** @return list<CData|int> */
    private static function items(?CData $first, int $count): array
    {
        for ($out = [], $i = 0; $i < $count; $i++) {
            $out[] = $first[$i];
        }
        return $out;
    }

    private static function caseCommit(CData $c): CaseCommit
    {
        $stored = static fn (CData $r): StoredRecord => new StoredRecord($r->seq, Bytes::text($r->header), Bytes::text($r->body));
        return new CaseCommit(
            Bytes::text($c->id),
            $c->expected,
            array_map($stored, self::items($c->records, $c->record_count)),
            self::items($c->erased, $c->erased_count),
            Bytes::textOrNull($c->summary),
        );
    }

    private static function policyDocument(CData $p): PolicyDocument
    {
        return new PolicyDocument(Bytes::text($p->digest), Bytes::text($p->id), Bytes::text($p->version), Bytes::text($p->document));
    }

    private static function giveRecord(CData $out, StoredRecord $record, CData $sink, CData $sinkSelf): int
    {
        $out->seq = $record->seq;
        $kept = [Bytes::lend($out->header, $record->header), Bytes::lend($out->body, $record->body)];
        return $sink($sinkSelf, FFI::addr($out));
    }

    /** @param iterable<StoredCase> $cases */
    private static function giveCases(iterable $cases, CData $sink, CData $sinkSelf): int
    {
        foreach ($cases as $case) {
            $status = Bytes::give($case->id, static fn (CData $id): int => Bytes::give(
                $case->summary,
                static fn (CData $summary): int => $sink($sinkSelf, $id, $case->version, $summary),
            ));
            if ($status !== Raw::ASB_OK) {
                return $status;
            }
        }
        return Raw::ASB_OK;
    }

    private static function giveBytes(?string $text, CData $sink, CData $sinkSelf): int
    {
        return $text === null ? Raw::ASB_ABSENT : Bytes::give($text, static fn (CData $bytes): int => $sink($sinkSelf, $bytes));
    }
}

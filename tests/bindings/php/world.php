<?php

/**
 * What most tests need: an engine whose clock stands where it is set, a policy, records.
 */

declare(strict_types=1);

use Asb\CaseFile;
use Asb\Decision;
use Asb\Engine;
use Asb\Policy;
use Asb\Record;
use Asb\Store;

require_once __DIR__ . '/../../../bindings/php/autoload.php';

final class World
{
    public DateTimeImmutable $clock;
    public readonly Engine $engine;
    public readonly Policy $policy;

    public function __construct(string $policy = 'places-for-people', string $clock = '2026-06-08T09:00')
    {
        $this->clock = new DateTimeImmutable($clock . ' Europe/London');
        $this->engine = new Engine(clock: fn (): DateTimeImmutable => $this->clock);
        $this->policy = Policy::builtin($this->engine, $policy);
    }

    public function at(string $clock): static
    {
        $this->clock = new DateTimeImmutable($clock . ' Europe/London');
        return $this;
    }

    public function case(string $id = 'CASE-0001', ?Store $store = null): CaseFile
    {
        return new CaseFile($this->engine, $this->policy, $store, $id);
    }

    public function record(string $kind, array $fields = [], string $by = 'amy', string $role = 'CCC'): Record
    {
        return (new Record($this->engine, $kind, $fields))->setActor($by, $role);
    }

    public function report(array $fields = []): Record
    {
        return $this->record('report', $fields + ['channel' => 'phone', 'summary' => 'Loud music']);
    }

    public function add(CaseFile $case, string $kind, array $fields, string $by = 'amy', string $role = 'CCC'): Decision
    {
        return $case->add($this->record($kind, $fields, $by, $role));
    }

    /** A case with a report. */
    public function reported(string $id = 'CASE-0001', ?Store $store = null): CaseFile
    {
        $case = $this->case($id, $store);
        $case->add($this->report());
        return $case;
    }
}

<?php

declare(strict_types=1);

namespace Asb\Internal;

use Asb\Raw;
use Closure;
use DateTimeInterface;
use FFI;
use FFI\CData;

/**
 * A host's clock, random bytes and log, and who is told of progress.
 *
 * After a clock that threw, no random bytes are given: so no record is added at a time that the host never said.
 *
 * @internal
 */
final class Hooks
{
    private const LEVELS = ['error', 'warning', 'info'];

    public readonly Thrown $thrown;
    private ?int $last = null;

    public function __construct(
        private readonly ?Closure $clock,
        private readonly ?Closure $random,
        private readonly ?Closure $log,
        private readonly ?Closure $progress,
    ) {
        $this->thrown = new Thrown();
    }

    public function fill(CData $table, CData $self): void
    {
        $made = Callbacks::hooks();
        $table->self = $self;
        if ($this->clock !== null) {
            $table->now = $made->now;
        }
        if ($this->clock !== null || $this->random !== null) {
            $table->random = $made->random;
        }
        if ($this->log !== null) {
            $table->log = $made->log;
        }
        if ($this->progress !== null) {
            $table->progress = $made->progress;
        }
    }

    public function now(): int
    {
        try {
            return $this->last = $this->toldTime(($this->clock)());
        } catch (\Throwable $why) {
            $this->thrown->keep($why);
            return $this->last ?? (int) (microtime(true) * 1000);
        }
    }

    public function random(CData $bytes, int $size): int
    {
        if ($this->thrown->isThere()) {
            return Raw::ASB_EUSER;
        }
        try {
            $made = $this->random === null ? random_bytes($size) : ($this->random)($size);
            if (!is_string($made) || strlen($made) !== $size) {
                throw new \UnexpectedValueException("The hook for random bytes did not give $size bytes.");
            }
            FFI::memcpy($bytes, $made, $size);
            return Raw::ASB_OK;
        } catch (\Throwable $why) {
            return $this->thrown->keep($why);
        }
    }

    public function log(int $level, string $message): void
    {
        try {
            ($this->log)(self::LEVELS[$level] ?? 'info', $message);
        } catch (\Throwable $why) {
            $this->thrown->keep($why);
        }
    }

    public function progress(string $work, int $done, int $total): int
    {
        try {
            ($this->progress)($work, $done, $total);
            return Raw::ASB_OK;
        } catch (\Throwable $why) {
            return $this->thrown->keep($why);
        }
    }

    private function toldTime(mixed $time): int
    {
        return match (true) {
            $time instanceof DateTimeInterface => Times::toMilliseconds($time),
            is_int($time) => $time,
            default => throw new \UnexpectedValueException('The clock gave neither a DateTimeInterface nor UTC milliseconds.'),
        };
    }
}

<?php

declare(strict_types=1);

namespace Asb\Internal;

use Asb\Day;
use Asb\Exception\ArgumentException;
use Asb\Exception\AsbException;
use Asb\Library;
use Asb\Raw;
use DateTimeImmutable;
use FFI;
use FFI\CData;

/**
 * An engine of the library with what PHP must keep for it. Every handle has it.
 *
 * @internal
 */
final class Core
{
    public readonly CData $engine;
    public readonly Thrown $thrown;
    private readonly FFI $c;
    private int $depth = 0;
    private int $users = 0;

    /** @var array<int, object> What callbacks lead to, for as long as the library may call them. */
    private array $targets = [];

    public function __construct(?Hooks $hooks, int $memoryLimit)
    {
        $this->c = Library::ffi();
        $this->thrown = $hooks->thrown ?? new Thrown();
        $out = $this->c->new('asb_engine *');
        $table = null;
        if ($hooks !== null || $memoryLimit > 0) {
            $table = $this->c->new('asb_hooks');
            $table->struct_size = FFI::sizeof($table);
            $table->memory_limit = self::natural($memoryLimit, PHP_INT_MAX);
        }
        if ($hooks !== null) {
            $hooks->fill($table, $this->target($hooks));
        }
        $status = $this->c->asb_engine_new(FFI::addr($out), $table === null ? null : FFI::addr($table));
        $this->thrown->rethrow();
        if ($status !== Raw::ASB_OK) {
            throw AsbException::of($status, Library::statusText($status));
        }
        $this->engine = $out;
    }

    /** One more object has this. */
    public function hold(): void
    {
        $this->users++;
    }

    /**
     * One less. The library's engine goes with the last: counted here, since PHP calls the destructors of a ring of objects, and of all objects at
     * its end, in an order of its own.
     */
    public function letGo(): void
    {
        if (--$this->users === 0) {
            $this->c->asb_engine_free($this->engine);
            array_map(Callbacks::forget(...), array_keys($this->targets));
            $this->thrown->warn();
        }
    }

    /** Makes an object known to callbacks, under the number that is their `self`. */
    public function target(object $target): CData
    {
        $id = Callbacks::register($target);
        $this->targets[$id->cdata] = [$target, $id];
        return FFI::addr($id);
    }

    public function forget(int $id): void
    {
        unset($this->targets[$id]);
        Callbacks::forget($id);
    }

    /** Calls a function; what a callback threw meanwhile is thrown by the outermost call. */
    public function call(string $function, mixed ...$arguments): mixed
    {
        $this->refuseZeroBytes($function, $arguments);
        $this->depth++;
        try {
            $result = $this->c->$function(...$arguments);
        } finally {
            $this->depth--;
        }
        if ($this->depth === 0) {
            $this->thrown->rethrow();
        }
        return $result;
    }

    /** Gives a handle back. The library lets go of it at its next call; nothing is called, so nothing is thrown. */
    public function free(string $noun, CData $handle): void
    {
        $this->c->{$noun . '_free'}($handle);
    }

    /** A call that does nothing, so that the library lets go of what was given back; within a callback that waits for the next one. */
    public function settle(): void
    {
        if ($this->depth === 0 && $this->users > 0) {
            $this->number('uint64_t', 'asb_engine_limit', $this->engine, 'records');
        }
    }

    /** Calls a function that gives a status; an error is an exception. */
    public function status(string $function, mixed ...$arguments): int
    {
        $status = $this->call($function, ...$arguments);
        return $status < 0 ? throw $this->failure($status) : $status;
    }

    /** The same where any other status than ASB_OK is an exception. */
    public function done(string $function, mixed ...$arguments): void
    {
        $status = $this->status($function, ...$arguments);
        if ($status !== Raw::ASB_OK) {
            throw $this->failure($status);
        }
    }

    /** Calls a function whose first parameter is `out`, a handle; null where there is none. */
    public function made(string $noun, string $function, mixed ...$arguments): ?CData
    {
        $out = $this->c->new($noun . ' *');
        $this->status($function, FFI::addr($out), ...$arguments);
        return FFI::isNull($out) ? null : $out;
    }

    /** The same where what is made is a text; null where there is none. */
    public function text(string $function, mixed ...$arguments): ?string
    {
        $out = $this->made('asb_text', $function, ...$arguments);
        return $out === null ? null : $this->taken($out);
    }

    /** The same where the text is JSON. */
    public function json(string $function, mixed ...$arguments): mixed
    {
        $text = $this->text($function, ...$arguments);
        return $text === null ? null : Json::decode($text);
    }

    /**
     * The same where a report comes with some errors too.
     *
     * @return array{?array, ?AsbException} the report if there is one, and what is wrong
     */
    public function report(string $function, mixed ...$arguments): array
    {
        $out = $this->c->new('asb_text *');
        $status = $this->call($function, FFI::addr($out), ...$arguments);
        $failure = $status === Raw::ASB_OK || $status === Raw::ASB_ABSENT ? null : $this->failure($status);
        if (FFI::isNull($out)) {
            return $failure === null ? [null, null] : throw $failure;
        }
        return [Json::decode($this->taken($out)), $failure];
    }

    /** Calls a function whose first parameter is `out`, a number; null where there is none. */
    public function number(string $type, string $function, mixed ...$arguments): ?int
    {
        $out = $this->c->new($type);
        return $this->status($function, FFI::addr($out), ...$arguments) === Raw::ASB_ABSENT ? null : $out->cdata;
    }

    /** Calls a function whose first two parameters are a lent text and its length; null where there is none. */
    public function lent(string $function, mixed ...$arguments): ?string
    {
        $text = $this->c->new('const char *');
        $length = $this->c->new('size_t');
        $status = $this->status($function, FFI::addr($text), FFI::addr($length), ...$arguments);
        return $status === Raw::ASB_ABSENT ? null : FFI::string($text, $length->cdata);
    }

    /** What a function makes of a handle that is not kept: `$reading` is given it, and it is given back. */
    public function read(CData $handle, string $noun, callable $reading): mixed
    {
        try {
            return $reading($handle);
        } finally {
            $this->free($noun, $handle);
        }
    }

    /** A date, or an instant; null for "". */
    public function when(?string $text): Day|DateTimeImmutable|null
    {
        return match (true) {
            $text === null, $text === '' => null,
            strlen($text) === 10 => new Day($text),
            default => Times::fromMilliseconds($this->number('int64_t', 'asb_instant_parse', $this->engine, $text)),
        };
    }

    /** A number for a parameter without a sign; PHP's FFI would cut it. */
    public static function natural(int $number, int $most = 0xFFFFFFFF): int
    {
        return $number >= 0 && $number <= $most ? $number : throw new ArgumentException("$number is not a number from 0 to $most.");
    }

    /** The exception for a status, with what the engine has to say of it. */
    public function failure(int $status): AsbException
    {
        $e = $this->engine;
        if ($this->users === 0 || $this->c->asb_error_status($e) !== $status) {
            return AsbException::of($status, Library::statusText($status));
        }
        return AsbException::of(
            $status,
            $this->c->asb_error_message($e),
            $this->c->asb_error_code($e),
            $this->c->asb_error_field($e),
            $this->c->asb_error_pointer($e),
            $this->c->asb_error_line($e),
            $this->c->asb_error_column($e),
            Json::decode($this->c->asb_error_arguments($e)),
        );
    }

    private function taken(CData $text): string
    {
        return $this->read($text, 'asb_text', function (CData $text): string {
            $length = $this->c->asb_text_length($text);
            return $length === 0 ? '' : FFI::string($this->c->asb_text_data($text), $length);
        });
    }

    /** C would take a text to end there. A document, whose length follows, is passed whole. */
    private function refuseZeroBytes(string $function, array $arguments): void
    {
        foreach ($arguments as $index => $one) {
            if (is_string($one) && str_contains($one, "\0") && ($arguments[$index + 1] ?? null) !== strlen($one)) {
                throw new ArgumentException("A text with a zero byte was given to $function().");
            }
        }
    }
}

<?php

declare(strict_types=1);

namespace Asb\Internal;

use Asb\Library;
use FFI;
use FFI\CData;
use WeakReference;

/**
 * The functions that C can call. PHP keeps what was once made a C function until the end of the request, so each is made once, and finds what it
 * is to act on by the number that `self` points to.
 *
 * @internal
 */
final class Callbacks
{
    /** @var array<int, WeakReference<object>> */
    private static array $targets = [];
    private static int $last = 0;
    private static ?CData $hooks = null;
    private static ?CData $store = null;
    private static ?CData $sink = null;

    /** A number for a target; whoever registers keeps both. */
    public static function register(object $target): CData
    {
        $id = Library::ffi()->new('uint64_t');
        $id->cdata = ++self::$last;
        self::$targets[self::$last] = WeakReference::create($target);
        return $id;
    }

    public static function forget(int $id): void
    {
        unset(self::$targets[$id]);
    }

    /** A table of hooks: `now`, `random`, `log` and `progress`. */
    public static function hooks(): CData
    {
        if (self::$hooks === null) {
            self::$hooks = Library::ffi()->new('asb_hooks');
            self::$hooks->now = static fn (CData $self): int => self::of($self)->now();
            self::$hooks->random = static fn (CData $self, CData $bytes, int $size): int => self::of($self)->random($bytes, $size);
            self::$hooks->log = static function (CData $self, int $level, string $message): void {
                self::of($self)->log($level, $message);
            };
            self::$hooks->progress = static fn (CData $self, string $work, int $done, int $total): int
                => self::of($self)->progress($work, $done, $total);
        }
        return self::$hooks;
    }

    /** A table of store callbacks. */
    public static function store(): CData
    {
        if (self::$store === null) {
            $t = self::$store = Library::ffi()->new('asb_store_callbacks');
            $t->commit = static fn (CData $self, CData $commit): int => self::of($self)->commit($commit);
            $t->read = static fn (CData $self, CData $id, int $from, CData $sink, CData $sinkSelf): int
                => self::of($self)->read($id, $from, $sink, $sinkSelf);
            $t->list = static fn (CData $self, CData $after, int $limit, CData $sink, CData $sinkSelf): int
                => self::of($self)->list($after, $limit, $sink, $sinkSelf);
            $t->changes = static fn (CData $self, CData $token, int $limit, CData $sink, CData $sinkSelf, CData $next, CData $nextSelf): int
                => self::of($self)->changes($token, $limit, $sink, $sinkSelf, $next, $nextSelf);
            $t->policy = static fn (CData $self, CData $digest, CData $sink, CData $sinkSelf): int
                => self::of($self)->policy($digest, $sink, $sinkSelf);
            $t->calendar = static fn (CData $self, CData $sink, CData $sinkSelf): int => self::of($self)->calendar($sink, $sinkSelf);
            $t->close = static function (CData $self): void {
                self::of($self)->close();
            };
        }
        return self::$store;
    }

    /** A sink for the lines of an export. */
    public static function sink(): CData
    {
        if (self::$sink === null) {
            self::$sink = Library::ffi()->new('asb_bytes_sink[1]');
            self::$sink[0] = static fn (CData $self, CData $bytes): int => self::of($self)->take($bytes);
        }
        return self::$sink[0];
    }

    private static function of(CData $self): object
    {
        return self::$targets[Library::ffi()->cast('uint64_t *', $self)[0]]->get();
    }
}

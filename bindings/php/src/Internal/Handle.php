<?php

declare(strict_types=1);

namespace Asb\Internal;

use Asb\Exception\ClosedException;
use FFI\CData;

/**
 * An object of the library. It is given back when PHP lets go of it, or by close(), in any order.
 */
abstract class Handle
{
    /** @internal The library's name for it. */
    protected const NOUN = '';

    private ?CData $raw = null;
    private ?Core $core = null;

    /** Gives it back now. Whatever uses it afterwards throws ClosedException; closing it again does nothing. */
    public function close(): void
    {
        $core = $this->core;
        $this->letGo();
        $core?->settle();
    }

    public function __destruct()
    {
        $this->letGo();
    }

    /** An object of the library is one object here too: make another with the library. */
    private function __clone()
    {
    }

    public function __serialize(): array
    {
        throw new \LogicException(static::class . ' cannot be serialised; what can be kept is its JSON.');
    }

    private function letGo(): void
    {
        [$core, $raw] = [$this->core, $this->raw];
        $this->core = $this->raw = null;
        if ($raw !== null) {
            $this->giveBack($core, $raw);
            $core->letGo();
        }
    }

    /** @internal */
    protected function giveBack(Core $core, CData $raw): void
    {
        $core->free(static::NOUN, $raw);
    }

    /** @internal */
    protected function hold(Core $core, CData $raw): void
    {
        $this->core = $core;
        $this->raw = $raw;
        $core->hold();
    }

    /**
     * What a function made, as an object; null where it made none.
     *
     * @internal
     */
    protected static function made(Core $core, string $function, mixed ...$arguments): ?static
    {
        $raw = $core->made(static::NOUN, $function, ...$arguments);
        if ($raw === null) {
            return null;
        }
        $out = (new \ReflectionClass(static::class))->newInstanceWithoutConstructor();
        $out->hold($core, $raw);
        return $out;
    }

    /** @internal */
    protected function core(): Core
    {
        return $this->core ?? throw new ClosedException('This ' . static::class . ' is closed.');
    }

    /** @internal */
    protected function raw(): CData
    {
        return $this->raw ?? throw new ClosedException('This ' . static::class . ' is closed.');
    }

    /**
     * What a function says of this object.
     *
     * @internal
     */
    protected function ask(string $function, mixed ...$arguments): mixed
    {
        return $this->core()->call($function, $this->raw(), ...$arguments);
    }

    /**
     * The same for a text where "" says that there is none.
     *
     * @internal
     */
    protected function said(string $function, mixed ...$arguments): ?string
    {
        $text = $this->ask($function, ...$arguments);
        return $text === '' ? null : $text;
    }

    /**
     * Does something with this object; anything but ASB_OK is an exception.
     *
     * @internal
     */
    protected function do(string $function, mixed ...$arguments): void
    {
        $this->core()->done($function, $this->raw(), ...$arguments);
    }
}

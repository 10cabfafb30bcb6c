<?php

declare(strict_types=1);

namespace Asb\Internal;

use Asb\Library;
use FFI;
use FFI\CData;

/**
 * Bytes that are lent: asb_bytes.
 *
 * @internal
 */
final class Bytes
{
    /** A copy. */
    public static function text(CData $bytes): string
    {
        return $bytes->length === 0 ? '' : FFI::string(Library::ffi()->cast('char *', $bytes->data), $bytes->length);
    }

    /** The same; null for no bytes. */
    public static function textOrNull(CData $bytes): ?string
    {
        return $bytes->length === 0 ? null : self::text($bytes);
    }

    /**
     * Points `$bytes` to a copy of a text.
     *
     * @return CData|null the copy, to be kept for as long as it is lent
     */
    public static function lend(CData $bytes, string $text): ?CData
    {
        $bytes->length = strlen($text);
        $bytes->data = null;
        if ($text === '') {
            return null;
        }
        $copy = Library::ffi()->new('char[' . strlen($text) . ']');
        FFI::memcpy($copy, $text, strlen($text));
        $bytes->data = Library::ffi()->cast('void *', FFI::addr($copy));
        return $copy;
    }

    /** Gives a text to a function that takes bytes. */
    public static function give(string $text, callable $taking): int
    {
        $bytes = Library::ffi()->new('asb_bytes');
        $kept = self::lend($bytes, $text);
        return $taking($bytes);
    }
}

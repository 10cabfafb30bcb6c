<?php

declare(strict_types=1);

namespace Asb;

use Asb\Exception\LibraryException;
use FFI;

/**
 * The C library: which one is loaded, and what it says of itself.
 */
final class Library
{
    private static ?FFI $ffi = null;
    private static string $path = '';

    /**
     * The library's functions, loaded by the first call.
     *
     * @internal
     */
    public static function ffi(): FFI
    {
        return self::$ffi ??= self::load();
    }

    /** The name under which the library was found. */
    public static function path(): string
    {
        self::ffi();
        return self::$path;
    }

    /**
     * Names to try, in order: what the environment variable ASB_LIBRARY says and nothing else; beside this package; the system's.
     *
     * @return list<string>
     */
    public static function candidates(): array
    {
        $override = getenv('ASB_LIBRARY');
        if (is_string($override) && $override !== '') {
            return [$override];
        }
        $major = intdiv(Raw::VERSION, 10000);
        $names = match (PHP_OS_FAMILY) {
            'Windows' => ['asb.dll', 'libasb.dll'],
            'Darwin' => ["libasb.$major.dylib", 'libasb.dylib'],
            default => ["libasb.so.$major", 'libasb.so'],
        };
        $beside = array_map(static fn (string $name): string => dirname(__DIR__) . DIRECTORY_SEPARATOR . $name, $names);
        return [...array_values(array_filter($beside, is_file(...))), ...$names];
    }

    /** The version of the library that is running: major * 10000 + minor * 100 + patch. */
    public static function version(): int
    {
        return self::ffi()->asb_version();
    }

    /** The same as text: "0.1.0". */
    public static function versionText(): string
    {
        return self::ffi()->asb_version_text();
    }

    /**
     * What this build can do: "journal", "memory-store", …
     *
     * @return list<string>
     */
    public static function features(): array
    {
        return self::names('asb_feature');
    }

    /**
     * The constants of the headers, by name.
     *
     * @return array<string, int>
     */
    public static function constants(): array
    {
        $out = [];
        foreach (self::names('asb_constant_name') as $index => $name) {
            $out[$name] = self::ffi()->asb_constant_value($index);
        }
        return $out;
    }

    /**
     * The English sentence of each message, with {names} where its arguments go, by the message's stable code: for hosts that translate.
     *
     * @return array<string, string>
     */
    public static function messages(): array
    {
        $out = [];
        foreach (self::names('asb_message_code') as $index => $code) {
            $out[$code] = self::ffi()->asb_message_template($index);
        }
        return $out;
    }

    /** A status in words: "refused", "conflict", "no memory". */
    public static function statusText(int $status): string
    {
        return self::ffi()->asb_status_text($status);
    }

    /**
     * What a function names by index, until it gives NULL.
     *
     * @return list<string>
     *
     * @internal
     */
    public static function names(string $function): array
    {
        for ($out = []; ($name = self::ffi()->$function(count($out))) !== null;) {
            $out[] = $name;
        }
        return $out;
    }

    private static function load(): FFI
    {
        if (!class_exists(FFI::class)) {
            throw new LibraryException('PHP has no FFI: install ext-ffi.');
        }
        $tried = [];
        foreach (self::candidates() as $path) {
            try {
                $found = FFI::cdef('uint32_t asb_version(void);', $path);
            } catch (FFI\Exception $why) {
                $tried[] = $path . ': ' . $why->getMessage();
                continue;
            }
            self::$path = $path;
            return self::bind($path, $found->asb_version());
        }
        throw new LibraryException("libasb was not found; set ASB_LIBRARY to its path. Tried:\n  " . implode("\n  ", $tried));
    }

    /** The same major version, and none older than the declarations; before 1.0 the minor version counts as a major one. */
    private static function bind(string $path, int $running): FFI
    {
        $breaking = Raw::VERSION >= 10000 ? 10000 : 100;
        if (intdiv($running, $breaking) !== intdiv(Raw::VERSION, $breaking) || $running < Raw::VERSION) {
            $version = sprintf('%d.%d.%d', intdiv($running, 10000), intdiv($running, 100) % 100, $running % 100);
            throw new LibraryException("$path is version $version of libasb; this package is for " . Raw::VERSION_TEXT);
        }
        try {
            return FFI::cdef(Raw::CDEF, $path);
        } catch (FFI\Exception $why) {
            throw new LibraryException($path . ': ' . $why->getMessage(), 0, $why);
        }
    }
}

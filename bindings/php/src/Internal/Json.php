<?php

declare(strict_types=1);

namespace Asb\Internal;

/**
 * JSON between the library and PHP's own values: objects are arrays with keys.
 *
 * @internal
 */
final class Json
{
    private const DEPTH = 10000;
    private const WRITTEN = JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION;

    public static function decode(string $text): mixed
    {
        try {
            return json_decode($text, true, self::DEPTH, JSON_THROW_ON_ERROR);
        } catch (\JsonException $why) {
            if ($why->getCode() !== JSON_ERROR_UTF16) {
                throw $why;
            }
            return json_decode(self::withoutLoneSurrogates($text), true, self::DEPTH, JSON_THROW_ON_ERROR);
        }
    }

    /** Times become texts as the library reads them. An empty array is a list; an empty object is `new stdClass`. */
    public static function encode(mixed $value): string
    {
        return json_encode(self::plain($value), self::WRITTEN, self::DEPTH);
    }

    /** A document that may come as text, or as the array that is to be written as an object. */
    public static function document(string|array $document): string
    {
        return is_string($document) ? $document : self::encode($document === [] ? new \stdClass() : $document);
    }

    private static function plain(mixed $value): mixed
    {
        return match (true) {
            is_array($value) => array_map(self::plain(...), $value),
            $value instanceof \DateTimeInterface => Times::text($value),
            default => $value,
        };
    }

    /** Half of a character that another system wrote as an escape: PHP's texts cannot have it. */
    private static function withoutLoneSurrogates(string $text): string
    {
        $escape = '/\\\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)/s';
        return preg_replace_callback(
            $escape,
            static fn (array $found): string => preg_match('/^\\\\u[dD][89a-fA-F]..$/', $found[0]) ? '\\ufffd' : $found[0],
            $text,
        );
    }
}

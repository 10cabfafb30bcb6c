<?php

declare(strict_types=1);

namespace Asb\Internal;

use Asb\Exception\ArgumentException;
use Asb\Library;
use FFI;
use FFI\CData;

/**
 * A list of texts for a function, NULL for null: good for as long as this object is.
 *
 * @internal
 */
final class Texts
{
    public readonly CData $list;

    /** @var list<CData> what the list points to */
    private array $copies = [];

    /** @param list<?string> $texts */
    public function __construct(array $texts)
    {
        $this->list = Library::ffi()->new('const char *[' . max(1, count($texts)) . ']');
        foreach ($texts as $index => $text) {
            $this->list[$index] = $text === null ? null : $this->copy($text);
        }
    }

    private function copy(string $text): CData
    {
        if (str_contains($text, "\0")) {
            throw new ArgumentException('A text with a zero byte was given in a list.');
        }
        $copy = Library::ffi()->new('char[' . (strlen($text) + 1) . ']');
        FFI::memcpy($copy, $text . "\0", strlen($text) + 1);
        $this->copies[] = $copy;
        return Library::ffi()->cast('const char *', FFI::addr($copy));
    }
}

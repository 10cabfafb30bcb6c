<?php

declare(strict_types=1);

namespace Asb\Internal;

/**
 * An object of the library that is a list: it can be counted and gone through.
 *
 * @template T of object
 * @implements \IteratorAggregate<int, T>
 */
abstract class Items extends Handle implements \Countable, \IteratorAggregate
{
    /** @return T|null the item, from 0; null past the end */
    abstract public function at(int $index): ?object;

    /** @return list<T> */
    public function all(): array
    {
        return iterator_to_array($this->getIterator(), false);
    }

    /** @return \Generator<int, T> */
    public function getIterator(): \Generator
    {
        for ($index = 0; ($item = $this->at($index)) !== null; $index++) {
            yield $index => $item;
        }
    }
}

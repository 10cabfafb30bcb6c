<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Times;
use DateTimeImmutable;
use DateTimeInterface;

/**
 * A date without a time, as "2026-04-13". PHP has none of its own.
 */
final class Day implements \JsonSerializable, \Stringable
{
    public function __construct(private readonly string $date)
    {
        if (preg_match('/^(\d{4})-(\d\d)-(\d\d)$/D', $date, $part) !== 1 || !checkdate((int) $part[2], (int) $part[3], (int) $part[1])) {
            throw new \ValueError("$date is no date.");
        }
    }

    /** The date on which an instant falls in England. */
    public static function of(DateTimeInterface $instant): self
    {
        return new self(DateTimeImmutable::createFromInterface($instant)->setTimezone(Times::zone())->format('Y-m-d'));
    }

    /** The beginning of the day, in local time of England. */
    public function start(): DateTimeImmutable
    {
        return new DateTimeImmutable($this->date, Times::zone());
    }

    public function __toString(): string
    {
        return $this->date;
    }

    public function jsonSerialize(): string
    {
        return $this->date;
    }
}

<?php

declare(strict_types=1);

namespace Asb\Internal;

use Asb\Day;
use DateTimeImmutable;
use DateTimeInterface;
use DateTimeZone;

/**
 * Instants: milliseconds in UTC on the library's side, DateTimeImmutable in local time of England on PHP's.
 *
 * @internal
 */
final class Times
{
    /** What the library says where there is no instant: INT64_MIN. */
    public const NONE = PHP_INT_MIN;

    public static function zone(): DateTimeZone
    {
        static $zone = null;
        return $zone ??= new DateTimeZone('Europe/London');
    }

    public static function fromMilliseconds(int $ms): ?DateTimeImmutable
    {
        if ($ms === self::NONE) {
            return null;
        }
        $rest = ($ms % 1000 + 1000) % 1000;
        $text = sprintf('%d.%06d', intdiv($ms - $rest, 1000), $rest * 1000);
        return DateTimeImmutable::createFromFormat('U.u', $text)->setTimezone(self::zone());
    }

    public static function toMilliseconds(DateTimeInterface $time): int
    {
        return $time->getTimestamp() * 1000 + intdiv((int) $time->format('u'), 1000);
    }

    /** As the library reads it: a text is taken as it is, an instant is written in UTC. */
    public static function text(DateTimeInterface|Day|string $time): string
    {
        if (!$time instanceof DateTimeInterface) {
            return (string) $time;
        }
        return DateTimeImmutable::createFromInterface($time)->setTimezone(new DateTimeZone('UTC'))->format('Y-m-d\TH:i:s.v\Z');
    }
}

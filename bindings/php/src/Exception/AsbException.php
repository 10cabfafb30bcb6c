<?php

declare(strict_types=1);

namespace Asb\Exception;

use Asb\Raw;

/**
 * What the library would not or could not do. There is a class for each status; getMessage() is an English sentence, getCode() the status.
 */
abstract class AsbException extends \RuntimeException
{
    public const STATUS = Raw::ASB_OK;

    private const CLASSES = [
        Raw::ASB_ENOMEM => NoMemoryException::class,
        Raw::ASB_EARGUMENT => ArgumentException::class,
        Raw::ASB_EINVALID => InvalidException::class,
        Raw::ASB_EJSON => JsonException::class,
        Raw::ASB_EPOLICY => PolicyException::class,
        Raw::ASB_EEXISTS => ExistsException::class,
        Raw::ASB_EIO => IoException::class,
        Raw::ASB_ECORRUPT => CorruptException::class,
        Raw::ASB_EBUSY => BusyException::class,
        Raw::ASB_ELIMIT => LimitException::class,
        Raw::ASB_EUSER => UserException::class,
        Raw::ASB_EVERSION => VersionException::class,
        Raw::ASB_ESTATE => StateException::class,
        Raw::ASB_EDISCLOSURE => DisclosureException::class,
        Raw::ASB_CONFLICT => ConflictException::class,
        Raw::ASB_ABSENT => AbsentException::class,
    ];

    private ?array $report = null;

    /**
     * @param string $messageCode the stable code of the message, for example "record-unknown-choice"
     * @param string|null $field the record's field that is wrong
     * @param string|null $pointer the JSON pointer of what is wrong
     * @param int|null $documentLine the line of the document, from 1
     * @param int|null $column the column, in characters from 1
     * @param array<string, string> $arguments of the message, for a sentence in the host's own words
     */
    public function __construct(
        string $message = '',
        public readonly string $messageCode = '',
        public readonly ?string $field = null,
        public readonly ?string $pointer = null,
        public readonly ?int $documentLine = null,
        public readonly ?int $column = null,
        public readonly array $arguments = [],
        ?\Throwable $previous = null,
    ) {
        parent::__construct($message, static::STATUS, $previous);
    }

    /** @return array<mixed>|null what was done all the same, where a copy or import was not whole: its report */
    public function report(): ?array
    {
        return $this->report;
    }

    /** @internal */
    public function withReport(array $report): static
    {
        $this->report = $report;
        return $this;
    }

    /**
     * The exception for a status.
     *
     * @internal
     */
    public static function of(
        int $status,
        string $message,
        string $code = '',
        string $field = '',
        string $pointer = '',
        int $line = 0,
        int $column = 0,
        array $arguments = [],
    ): self {
        $class = self::CLASSES[$status] ?? UserException::class;
        $place = $line > 0 ? $pointer : ($pointer === '' ? null : $pointer);
        return new $class($message, $code, $field === '' ? null : $field, $place, $line ?: null, $column ?: null, $arguments);
    }
}

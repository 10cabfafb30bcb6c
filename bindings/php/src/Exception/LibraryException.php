<?php

declare(strict_types=1);

namespace Asb\Exception;

/**
 * The C library cannot be loaded, or is of another version.
 */
final class LibraryException extends \RuntimeException
{
}

<?php

declare(strict_types=1);

namespace Asb\Exception;

/**
 * An object of the library was used after it was closed: mend the program.
 */
final class ClosedException extends \LogicException
{
}

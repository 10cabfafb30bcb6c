<?php

declare(strict_types=1);

namespace Asb;

/**
 * What a guard that is not met comes to.
 */
enum Effect: int
{
    /** The record is refused. */
    case Refused = 1;
    /** It only warns. */
    case Warned = 2;
    /** A recorded deviation allows it. */
    case Deviation = 3;
    /** The record was admitted all the same. */
    case Breach = 4;
}

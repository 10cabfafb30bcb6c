<?php

declare(strict_types=1);

namespace Asb;

/**
 * How a question of an assessment stands.
 */
enum AnswerState: int
{
    /** Still to be asked. */
    case Missing = 0;
    /** One option or more is chosen. */
    case Given = 1;
    /** Asked, and none of the options is true. */
    case None = 2;
    /** Asked, and no answer given. */
    case Declined = 3;
}

<?php

declare(strict_types=1);

namespace Asb;

/**
 * A store of the host's own that can say what was written since.
 */
interface FollowsChanges
{
    /**
     * At most so many cases written since a token ("": all), and the token to go on from. InvalidException for a token that is none.
     *
     * @return Changes<StoredCase>
     */
    public function changes(string $token, int $limit): Changes;
}

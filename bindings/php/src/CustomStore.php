<?php

declare(strict_types=1);

namespace Asb;

/**
 * A store of the host's own: what Store::custom() takes. Texts come and go byte by byte.
 *
 * Any method may throw, a database's exception for instance: the call that led to it throws that again, and the case is as it was. None may use the
 * engine. A store that also implements FollowsChanges or KeepsCalendar can do what these say.
 */
interface CustomStore
{
    /**
     * Writes all of it, durably, or nothing: false, and nothing written, where a case has not the expected number of records now.
     */
    public function commit(Commit $commit): bool;

    /**
     * The records of a case from a number on, in order; null where there is no such case.
     *
     * @return iterable<StoredRecord>|null
     */
    public function read(string $id, int $from): ?iterable;

    /**
     * At most so many cases whose id is after this one ("": from the first), by bytes, in order of their ids.
     *
     * @return iterable<StoredCase>
     */
    public function list(string $after, int $limit): iterable;

    /** The policy document of that digest (32 bytes); null where there is none. */
    public function policy(string $digest): ?string;
}

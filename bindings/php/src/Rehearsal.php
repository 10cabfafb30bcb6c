<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Handle;
use Asb\Internal\Json;

/**
 * The cases of a store under another policy or calendar: what would be different. Nothing is written.
 */
final class Rehearsal extends Handle
{
    protected const NOUN = 'asb_rehearsal';

    public function __construct(Engine $engine, Store $store)
    {
        $core = $engine->core();
        $this->hold($core, $core->made(self::NOUN, 'asb_rehearsal_new', $engine->raw(), $store->raw()));
    }

    /** Put a policy in the place of those of an id; null: of its own; '': of all. */
    public function policy(Policy $policy, ?string $insteadOf = null): static
    {
        $this->do('asb_rehearsal_policy', $policy->raw(), $insteadOf);
        return $this;
    }

    /**
     * Rehearse. What the run before found is replaced.
     *
     * @param array<string, mixed>|string $request
     */
    public function run(array|string $request = '{}'): static
    {
        $json = Json::document($request === [] ? '{}' : $request);
        $this->do('asb_rehearsal_run', $json, strlen($json));
        return $this;
    }

    /**
     * Ask what was found.
     *
     * @param array<string, mixed>|string $query
     * @return array<string, mixed> rows, total, now, and next where there are more
     */
    public function query(array|string $query): array
    {
        $json = Json::document($query);
        return $this->core()->json('asb_rehearsal_query', $this->raw(), $json, strlen($json));
    }
}

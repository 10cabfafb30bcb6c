<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Core;
use Asb\Internal\Handle;
use Asb\Internal\Json;

/**
 * All cases at once: what is due, what is going wrong, how many of what. The summaries of cases in columns, kept in memory.
 */
final class Caseload extends Handle
{
    protected const NOUN = 'asb_caseload';

    public function __construct(Engine $engine)
    {
        $core = $engine->core();
        $this->hold($core, $core->made(self::NOUN, 'asb_caseload_new', $engine->raw()));
    }

    /** Take in what was written to a store since the last time; always the same store. */
    public function follow(Store $store): static
    {
        $this->do('asb_caseload_follow', $store->raw());
        return $this;
    }

    /**
     * Put in one case, or what it has become: its number of records, and its summary.
     *
     * @param array<string, mixed>|string $summary
     */
    public function put(string $id, int $version, array|string $summary): static
    {
        $json = Json::document($summary);
        $this->do('asb_caseload_put', $id, Core::natural($version), $json, strlen($json));
        return $this;
    }

    /**
     * From now on questions are answered over these cases alone; null: all.
     *
     * @param array<string, mixed>|string|null $filter
     */
    public function allow(array|string|null $filter): static
    {
        $json = $filter === null ? null : Json::document($filter);
        $this->do('asb_caseload_allow', $json, strlen($json ?? ''));
        return $this;
    }

    /** How many cases are in it, whether allowed or not. */
    public function count(): int
    {
        return $this->ask('asb_caseload_count');
    }

    /**
     * Ask a question.
     *
     * @param array<string, mixed>|string $query
     * @return array<string, mixed> rows, total, now, and next where there are more
     */
    public function query(array|string $query): array
    {
        $json = Json::document($query);
        return $this->core()->json('asb_caseload_query', $this->raw(), $json, strlen($json));
    }

    /**
     * Figures with the cases behind them, as JSON, CSV or a page, by the `format` asked for.
     *
     * @param array<string, mixed>|string $request
     */
    public function report(array|string $request): string
    {
        $json = Json::document($request);
        return $this->core()->text('asb_caseload_report', $this->raw(), $json, strlen($json));
    }
}

<?php

declare(strict_types=1);

namespace Asb;

use Asb\Internal\Handle;
use Asb\Internal\Json;
use FFI;
use FFI\CData;

/**
 * One landlord's or council's way of working, as a document: categories, roles, matrices, duties, guards, each with its clause.
 */
final class Policy extends Handle
{
    protected const NOUN = 'asb_policy';

    /** Use builtin() or parse(). */
    private function __construct()
    {
    }

    /**
     * The ids of the policies that are built in.
     *
     * @return list<string>
     */
    public static function builtinIds(): array
    {
        $c = Library::ffi();
        return array_map(static fn (int $i): string => $c->asb_policy_builtin_id($i), range(0, $c->asb_policy_builtin_count() - 1));
    }

    /** The document of a built-in policy, as it is written; null where there is none of that id. */
    public static function builtinDocument(string $id): ?string
    {
        $index = array_search($id, self::builtinIds(), true);
        if ($index === false) {
            return null;
        }
        $length = Library::ffi()->new('size_t');
        $document = Library::ffi()->asb_policy_builtin_document($index, FFI::addr($length));
        return FFI::string($document, $length->cdata);
    }

    /** A built-in policy; null where there is none of that id. */
    public static function builtin(Engine $engine, string $id): ?self
    {
        return self::made($engine->core(), 'asb_policy_builtin', $engine->raw(), $id);
    }

    /** A policy of your own. What it `extends` is looked for among those registered and the built-in ones. */
    public static function parse(Engine $engine, string $json): self
    {
        return self::made($engine->core(), 'asb_policy_parse', $engine->raw(), $json, strlen($json));
    }

    /**
     * Everything wrong with a policy document, in one go.
     *
     * @return list<Problem>
     */
    public static function check(Engine $engine, string $json): array
    {
        $core = $engine->core();
        $problems = $core->made('asb_problems', 'asb_policy_check', $engine->raw(), $json, strlen($json));
        return $core->read($problems, 'asb_problems', static function (CData $problems) use ($core): array {
            $count = $core->call('asb_problems_count', $problems);
            for ($out = [], $i = 0; $i < $count; $i++) {
                $out[] = new Problem(
                    $core->call('asb_problems_message', $problems, $i),
                    $core->call('asb_problems_code', $problems, $i),
                    Json::decode($core->call('asb_problems_arguments', $problems, $i)),
                    $core->call('asb_problems_pointer', $problems, $i),
                    $core->call('asb_problems_line', $problems, $i),
                    $core->call('asb_problems_column', $problems, $i),
                );
            }
            return $out;
        });
    }

    /** Makes a document known, so that others can extend it. It may replace one of the same id, also a built-in one. */
    public static function register(Engine $engine, string $json): void
    {
        $engine->core()->done('asb_policy_register', $engine->raw(), $json, strlen($json));
    }

    public function id(): string
    {
        return $this->ask('asb_policy_id');
    }

    public function version(): string
    {
        return $this->ask('asb_policy_version');
    }

    public function title(): string
    {
        return $this->ask('asb_policy_title');
    }

    /** SHA-256 of its joined document, as 64 hexadecimal digits. */
    public function digest(): string
    {
        return $this->ask('asb_policy_digest');
    }

    /** The whole document, joined with what it extends, as canonical JSON. */
    public function json(): string
    {
        $length = Library::ffi()->new('size_t');
        $document = $this->ask('asb_policy_json', FFI::addr($length));
        return FFI::string($document, $length->cdata);
    }

    /**
     * The same taken apart: every list (categories, remedies, matrices, …) is in it.
     *
     * @return array<string, mixed>
     */
    public function toArray(): array
    {
        return Json::decode($this->json());
    }

    /** One rule in plain words (Markdown), with its clause; null where there is none of that id. */
    public function explain(string $rule): ?string
    {
        return $this->core()->text('asb_policy_explain', $this->raw(), $rule);
    }

    /** The whole policy as a page that people can read (Markdown). */
    public function page(): string
    {
        return $this->core()->text('asb_policy_page', $this->raw());
    }

    /**
     * The catalogue of actions for plans: for each `id`, `by`, `text`, `params`, `standing`, `clause`.
     *
     * @return list<array<string, mixed>>
     */
    public function planCatalogue(): array
    {
        return $this->core()->json('asb_plan_catalogue_json', $this->raw());
    }
}

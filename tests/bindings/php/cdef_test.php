<?php

/**
 * php cdef_test.php DECLARATIONS: pastes the declarations into FFI::cdef, and works a case with them. The library is what ASB_LIBRARY names.
 */

declare(strict_types=1);

require __DIR__ . '/check.php';

$c = null;

/** Calls a function whose first parameter is `out`. */
function made(FFI $c, string $kind, string $function, mixed ...$arguments): FFI\CData
{
    $out = $c->new("$kind *");
    same(0, $c->$function(FFI::addr($out), ...$arguments));
    return $out;
}

test("$argv[1]: the declarations are taken as they are", function () use ($argv, &$c) {
    $c = FFI::cdef(file_get_contents($argv[1]), getenv('ASB_LIBRARY'));
    truth($c->asb_version() > 0);
});

test("$argv[1]: structs have the sizes of the compiler", function () use (&$c) {
    preg_match_all('/^sizeof (\S+) (\d+)$/m', file_get_contents(__DIR__ . '/../../abi/layout.txt'), $lines, PREG_SET_ORDER);
    truth(count($lines) >= 7);
    foreach (PHP_INT_SIZE === 8 ? $lines : [] as [, $name, $size]) {
        same((int) $size, FFI::sizeof($c->type($name)));
    }
});

test("$argv[1]: a case is worked", function () use (&$c) {
    $hooks = $c->new('asb_hooks');
    $hooks->struct_size = FFI::sizeof($hooks);
    $hooks->now = static fn ($self): int => 1775142000000;
    $engine = made($c, 'asb_engine', 'asb_engine_new', FFI::addr($hooks));
    $policy = made($c, 'asb_policy', 'asb_policy_builtin', $engine, 'west-kent');
    $store = made($c, 'asb_store', 'asb_store_memory', $engine);
    $case = made($c, 'asb_case', 'asb_case_new', $engine, $policy, $store, 'CASE-0001');
    $json = '{"kind":"report","by":"kim","role":"housing-officer","fields":{"channel":"phone","summary":"Music"}}';
    $record = made($c, 'asb_record', 'asb_record_parse', $engine, $json, strlen($json));
    same(0, $c->asb_case_add(null, $case, $record));
    same(0, $c->asb_case_save($case));
    same('enquiry', $c->asb_case_state($case));
    $written = made($c, 'asb_record', 'asb_case_record', $case, 1);
    same(1775142000000, $c->asb_record_at($written));
    foreach (['asb_record' => [$record, $written], 'asb_case' => [$case], 'asb_store' => [$store], 'asb_policy' => [$policy]] as $noun => $all) {
        foreach ($all as $one) {
            $c->{$noun . '_free'}($one);
        }
    }
    $c->asb_engine_free($engine);
});

counted();

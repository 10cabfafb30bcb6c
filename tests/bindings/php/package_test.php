<?php

/** The package: is every function of the library reached, is every class where Composer looks for it, does it load what it should? */

declare(strict_types=1);

use Asb\Library;

require __DIR__ . '/check.php';
require __DIR__ . '/world.php';

const PACKAGE = __DIR__ . '/../../../bindings/php';

/** Functions that the classes do not need, and why. */
const NOT_REACHED = [
    'asb_caseload_rows' => 'asb_caseload_query gives the rows in one call',
    'asb_conflicts_json' => 'its items are objects, read one by one',
    'asb_duties_owner_at' => 'asb_duties_owner gives the list in one call',
    'asb_duties_owner_count' => 'asb_duties_owner gives the list in one call',
    'asb_json_at' => 'PHP reads JSON itself: json_decode()',
    'asb_json_column' => 'PHP reads JSON itself: json_decode()',
    'asb_json_count' => 'PHP reads JSON itself: json_decode()',
    'asb_json_free' => 'PHP reads JSON itself: json_decode()',
    'asb_json_get' => 'PHP reads JSON itself: json_decode()',
    'asb_json_integer' => 'PHP reads JSON itself: json_decode()',
    'asb_json_key' => 'PHP reads JSON itself: json_decode()',
    'asb_json_line' => 'PHP reads JSON itself: json_decode()',
    'asb_json_next' => 'PHP reads JSON itself: json_decode()',
    'asb_json_parse' => 'PHP reads JSON itself: json_decode()',
    'asb_json_text' => 'PHP reads JSON itself: json_decode()',
    'asb_json_type' => 'PHP reads JSON itself: json_decode()',
    'asb_json_write' => 'PHP reads JSON itself: json_decode()',
    'asb_list_json' => 'its items are objects, read one by one',
    'asb_problems_json' => 'its items are objects, read one by one',
    'asb_rehearsal_rows' => 'asb_rehearsal_query gives the rows in one call',
    'asb_rows_column' => 'asb_caseload_query gives the rows in one call',
    'asb_rows_column_count' => 'asb_caseload_query gives the rows in one call',
    'asb_rows_count' => 'asb_caseload_query gives the rows in one call',
    'asb_rows_free' => 'asb_caseload_query gives the rows in one call',
    'asb_rows_next' => 'asb_caseload_query gives the rows in one call',
    'asb_rows_number' => 'asb_caseload_query gives the rows in one call',
    'asb_rows_text' => 'asb_caseload_query gives the rows in one call',
    'asb_rows_total' => 'asb_caseload_query gives the rows in one call',
];

/** @return array<string, string> the sources by path, without what is generated */
function sources(): array
{
    $out = [];
    foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator(PACKAGE . '/src', FilesystemIterator::SKIP_DOTS)) as $file) {
        $out[substr($file->getPathname(), strlen(PACKAGE . '/src/'))] = file_get_contents($file->getPathname());
    }
    unset($out['Raw.php']);
    return $out;
}

/** Runs PHP; gives the exit code, and what it printed to both streams. */
function php(array $arguments, array $environment = [], array $unset = []): array
{
    $environment = array_diff_key($environment + getenv(), array_flip($unset));
    $process = proc_open([PHP_BINARY, ...$arguments], [1 => ['pipe', 'w'], 2 => ['redirect', 1]], $pipes, null, $environment);
    $printed = stream_get_contents($pipes[1]);
    return [proc_close($process), $printed];
}

function free_port(): string
{
    $socket = stream_socket_server('tcp://127.0.0.1:0');
    $port = substr(strrchr(stream_socket_get_name($socket, false), ':'), 1);
    fclose($socket);
    return $port;
}

test('every function of the library is reached, or there is a reason', function () {
    $reached = [];
    foreach (sources() as $text) {
        preg_match_all('/(?:->|\')(asb_[a-z_]+)(?:\(|\')/', $text, $found);
        $reached = [...$reached, ...$found[1]];
        preg_match_all("/NOUN = '(asb_[a-z]+)'|'(asb_[a-z]+)', '?asb_|read\(\\$[a-z]+, '(asb_[a-z]+)'/", $text, $nouns);
        foreach (array_filter([...$nouns[1], ...$nouns[3]]) as $noun) {
            $reached[] = $noun . '_free';
        }
    }
    $all = array_column(json_decode(file_get_contents(PACKAGE . '/../abi.json'), true)['functions'], 'name');
    $missing = array_diff($all, $reached);
    sort($missing);
    same(array_keys(NOT_REACHED), $missing);
});

test('every class is where Composer looks for it', function () {
    $composer = json_decode(file_get_contents(PACKAGE . '/composer.json'), true, 512, JSON_THROW_ON_ERROR);
    same(['Asb\\' => 'src/'], $composer['autoload']['psr-4']);
    foreach (array_keys(sources()) as $path) {
        $class = 'Asb\\' . strtr(substr($path, 0, -4), '/', '\\');
        truth(class_exists($class) || interface_exists($class) || enum_exists($class));
        same(realpath(PACKAGE . '/src/' . $path), (new ReflectionClass($class))->getFileName());
    }
});

test('every public method is described, or says all by its name', function () {
    $bare = [];
    foreach (array_keys(sources()) as $path) {
        $class = new ReflectionClass('Asb\\' . strtr(substr($path, 0, -4), '/', '\\'));
        truth($class->getDocComment() !== false);
        foreach ($class->isEnum() ? [] : $class->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
            $own = $method->getDeclaringClass()->getName() === $class->getName() && !str_starts_with($path, 'Internal/');
            if ($own && $method->getDocComment() === false && $method->getNumberOfParameters() > 1 && !$method->isConstructor()) {
                $bare[] = $class->getShortName() . '::' . $method->getName();
            }
        }
    }
    same([], array_values(array_diff($bare, ['Record::setText', 'Record::setFlag', 'Record::offsetSet',
        'Proportionality::setText', 'Proportionality::setFlag'])));
});

test('the order of places: the variable, beside the package, the system', function () {
    $override = getenv('ASB_LIBRARY');
    putenv('ASB_LIBRARY');
    $name = Library::candidates()[0];
    same(basename($name), $name);
    putenv("ASB_LIBRARY=$override");
    $copy = sys_get_temp_dir() . '/asb-php-' . getmypid();
    mkdir("$copy/src", 0777, true);
    foreach (['Library.php', 'Raw.php'] as $file) {
        copy(PACKAGE . "/src/$file", "$copy/src/$file");
    }
    copy($override, "$copy/$name");
    $say = "require '$copy/src/Raw.php'; require '$copy/src/Library.php'; echo Asb\\Library::path(), ' ', Asb\\Library::versionText();";
    same([0, "$copy/$name " . Library::versionText()], php(['-r', $say], unset: ['ASB_LIBRARY']));
    unlink("$copy/$name");
    same([0, "$name " . Library::versionText()], php(['-r', $say], ['LD_LIBRARY_PATH' => dirname($override)], ['ASB_LIBRARY']));
    array_map(unlink(...), glob("$copy/src/*"));
    rmdir("$copy/src");
    rmdir($copy);
});

test('another version, another library, and none are refused', function () {
    $load = static fn (string $before = '') => ['-r', "$before require '" . PACKAGE . "/autoload.php';
        try { Asb\\Library::version(); echo 'loaded'; } catch (Asb\\Exception\\LibraryException \$why) { echo \$why->getMessage(); }"];
    same('loaded', php($load())[1]);
    truth(str_contains(php($load(), ['ASB_LIBRARY' => '/nowhere/libasb.so'])[1], '/nowhere/libasb.so'));
    truth(str_contains(php($load(), ['ASB_LIBRARY' => 'libc.so.6'])[1], 'asb_version'));
    $raw = file_get_contents(PACKAGE . '/src/Raw.php');
    foreach ([1, 100, 10000] as $more) {
        $changed = sys_get_temp_dir() . '/asb-php-raw-' . getmypid() . '.php';
        file_put_contents($changed, preg_replace_callback('/VERSION = (\d+);/', static fn ($v) => 'VERSION = ' . ($v[1] + $more) . ';', $raw));
        truth(str_contains(php($load("require '$changed';"))[1], 'is version ' . Library::versionText()));
        file_put_contents($changed, str_replace('uint32_t asb_version(void);', 'uint32_t asb_version(void); void asb_of_tomorrow(void);', $raw));
        truth(str_contains(php($load("require '$changed';"))[1], 'asb_of_tomorrow'));
        unlink($changed);
    }
});

test('PHP ends in peace, whatever is still open', function () {
    $world = "require '" . __DIR__ . "/world.php'; require '" . PACKAGE . "/examples/array_store.php';
        \$w = new World(); \$store = Asb\\Store::custom(\$w->engine, new ArrayStore()); \$case = \$w->reported('A', \$store); \$case->save();
        \$all = [\$case->duties(), \$case->may(\$w->report()), Asb\\Matrix::open(\$w->policy)]; \$w->self = [\$w, \$store, \$all];";
    $world = str_replace('$w->self = [$w, $store, $all];', '$ring = new stdClass(); $ring->ring = $ring; $ring->all = [$w, $store, $all];', $world);
    same([0, ''], php(['-r', $world]));
    same([3, ''], php(['-r', "$world exit(3);"]));
    [$code, $printed] = php(['-r', "$world throw new DomainException('the end');"]);
    same([255, true], [$code, str_contains($printed, 'the end')]);
    [$code, $printed] = php(['-r', "$world \$e = new Asb\\Engine(clock: fn () => throw new DomainException('the clock')); \$e->now();"]);
    same([255, true], [$code, str_contains($printed, 'Uncaught DomainException: the clock')]);
    same([0, "done\n"], php(['-r', "$world register_shutdown_function(function () use (\$case) { \$case->facts(); echo \"done\\n\"; });"]));
});

test('web servers: preloaded, the package may use FFI where nobody else may', function () {
    if (!extension_loaded('Zend OPcache')) {
        throw new LogicException('there is no opcache');
    }
    $page = sys_get_temp_dir() . '/asb-php-page-' . getmypid() . '.php';
    file_put_contents($page, '<?php
        if (isset($_GET["own"])) {
            try { FFI::cdef("int abs(int);"); echo "allowed"; } catch (FFI\Exception $why) { echo "refused"; }
            return;
        }
        $e = new Asb\Engine(clock: fn () => 1775142000000); $s = Asb\Store::memory($e);
        $c = new Asb\CaseFile($e, Asb\Policy::builtin($e, "hart"), $s, "A");
        $c->add((new Asb\Record($e, "report", ["channel" => "phone", "summary" => "x"]))->setActor("import", "system"));
        $c->save();
        echo $c->state();');
    $port = free_port();
    $ini = ['-d', 'ffi.enable=preload', '-d', 'opcache.enable=1', '-d', 'opcache.preload=' . realpath(PACKAGE . '/preload.php')];
    if (function_exists('posix_geteuid') && posix_geteuid() === 0) {
        $ini = [...$ini, '-d', 'opcache.preload_user=root'];
    }
    $log = "$page.log";
    $server = proc_open([PHP_BINARY, ...$ini, '-S', "127.0.0.1:$port", $page], [1 => ['file', $log, 'a'], 2 => ['file', $log, 'a']], $pipes);
    try {
        for ($tries = 100; !is_resource($socket = @fsockopen('127.0.0.1', (int) $port)) && $tries > 0; $tries--) {
            usleep(50000);
        }
        is_resource($socket) || throw new LogicException('the server does not answer: ' . file_get_contents($log));
        foreach ([1, 2, 3] as $_) {
            same('enquiry', file_get_contents("http://127.0.0.1:$port/"));
        }
        same('refused', file_get_contents("http://127.0.0.1:$port/?own=1"));
    } finally {
        proc_terminate($server);
        proc_close($server);
        array_map(unlink(...), [$page, $log]);
    }
});

counted();

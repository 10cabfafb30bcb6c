<?php

/** README.md: its first program is the quickstart, and what its other pieces print stands under them. */

declare(strict_types=1);

require __DIR__ . '/check.php';
require __DIR__ . '/world.php';

const FOLDER = __DIR__ . '/../../../bindings/php/';

$readme = file_get_contents(FOLDER . 'README.md');
preg_match_all('/^```php\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?/ms', $readme, $blocks, PREG_SET_ORDER);

test('the first program is the quickstart, and prints what it prints', function () use ($blocks) {
    same(file_get_contents(FOLDER . 'examples/quickstart.php'), $blocks[0][1]);
    same(file_get_contents(FOLDER . '../../examples/expected/quickstart.txt'), $blocks[0][2]);
});

foreach (array_slice($blocks, 1) as $number => [, $code, $printed]) {
    test('piece ' . $number + 2 . ' prints what stands under it', function () use ($code, $printed) {
        $w = new World();
        [$engine, $policy, $case] = [$w->engine, $w->policy, $w->reported()];
        ob_start();
        try {
            eval('use Asb\Record; ' . $code);
        } finally {
            $found = ob_get_clean();
        }
        same($printed, $found);
    });
}

test('its links lead somewhere, and its classes are there', function () use ($readme) {
    preg_match_all('/\]\(([^)#]+)\)/', $readme, $links);
    foreach ($links[1] as $link) {
        truth(file_exists(FOLDER . $link));
    }
    preg_match_all('/`(\w+Exception)`/', $readme, $names);
    foreach ($names[1] as $name) {
        truth(class_exists('Asb\\Exception\\' . $name));
    }
});

counted();

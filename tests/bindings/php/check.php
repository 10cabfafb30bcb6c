<?php

/**
 * Tests without a framework: test('what is so', function () { same(1, 1); }); the last line is `N passed, N failed`.
 */

declare(strict_types=1);

error_reporting(E_ALL);
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    return (error_reporting() & $level) === 0 ? false : throw new ErrorException($message, 0, $level, $file, $line);
});

$counted = ['passed' => 0, 'failed' => 0];

function test(string $what, callable $body): void
{
    global $counted;
    try {
        $body();
        $counted['passed']++;
    } catch (Throwable $why) {
        $counted['failed']++;
        printf("failed: %s: %s (%s:%d)\n", $what, $why->getMessage(), basename($why->getFile()), $why->getLine());
        foreach (array_slice($why->getTrace(), 0, 4) as $frame) {
            printf("    %s:%s\n", basename($frame['file'] ?? '?'), $frame['line'] ?? '?');
        }
    }
}

function same(mixed $wanted, mixed $found): void
{
    if ($wanted !== $found) {
        throw new LogicException(sprintf('wanted %s, found %s', shown($wanted), shown($found)));
    }
}

function shown(mixed $value): string
{
    return is_object($value) ? 'a ' . $value::class : substr(preg_replace('/\s+/', ' ', var_export($value, true)), 0, 400);
}

function truth(bool $found): void
{
    same(true, $found);
}

/** What a call throws, which must be of that class. */
function thrown(string $class, callable $call): Throwable
{
    try {
        $call();
    } catch (Throwable $why) {
        return $why::class === $class ? $why : throw $why;
    }
    throw new LogicException("nothing was thrown; wanted $class");
}

function counted(): never
{
    global $counted;
    printf("%d passed, %d failed\n", $counted['passed'], $counted['failed']);
    exit($counted['failed'] > 0 ? 1 : 0);
}

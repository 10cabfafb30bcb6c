<?php

/**
 * Loads the classes of Asb where Composer does not: `require 'bindings/php/autoload.php';`
 */

declare(strict_types=1);

spl_autoload_register(static function (string $class): void {
    $file = __DIR__ . '/src/' . strtr(substr($class, 4), '\\', '/') . '.php';
    if (str_starts_with($class, 'Asb\\') && is_file($file)) {
        require $file;
    }
});

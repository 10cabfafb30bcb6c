<?php

/**
 * For web servers: with `opcache.preload=/path/to/this/file` in php.ini, `ffi.enable` can stay at `preload`, so that no other script may use FFI.
 */

declare(strict_types=1);

require_once __DIR__ . '/autoload.php';

foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator(__DIR__ . '/src', FilesystemIterator::SKIP_DOTS)) as $file) {
    $class = 'Asb\\' . strtr(substr($file->getPathname(), strlen(__DIR__ . '/src/'), -strlen('.php')), '/', '\\');
    class_exists($class) || interface_exists($class) || enum_exists($class) || trait_exists($class);
}

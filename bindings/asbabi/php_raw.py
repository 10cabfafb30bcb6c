"""bindings/php/src/Raw.php: the declarations and constants for PHP's FFI, from the description."""
from . import cdef_raw

OUTPUT = 'bindings/php/src/Raw.php'

HEAD = '''<?php

declare(strict_types=1);

namespace Asb;

/**
 * Declarations of libasb %(version)s for FFI::cdef(), and its constants. Made from bindings/abi.json by bindings/generate.py; not to be edited.
 *
 * A text that comes with its length is a `const uint8_t *`: PHP would cut a `const char *` at the first zero byte.
 *
 * @internal
 */
final class Raw
{
    public const VERSION = %(number)d;
    public const VERSION_TEXT = '%(version)s';

'''


def result(f):
    return 'const uint8_t *' if 'length' in f['returns'] else f['returns']['type']


def constants(abi):
    return ['    public const %s = %d;' % (c['name'], c['value']) for c in abi['constants'] if not c['name'].startswith('ASB_VERSION')]


def module(abi):
    """The class's text."""
    major, minor, patch = (int(n) for n in abi['version'].split('.'))
    head = HEAD % {'version': abi['version'], 'number': major * 10000 + minor * 100 + patch}
    cdef = cdef_raw.handles(abi) + cdef_raw.structs(abi) + cdef_raw.functions(abi, result)
    return head + '\n'.join(constants(abi) + ['', "    public const CDEF = <<<'C'"] + cdef + ['C;', '}', ''])

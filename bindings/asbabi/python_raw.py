"""bindings/python/asb/_raw.py: the raw prototypes for ctypes, from the description."""
from .describe import INTEGERS

OUTPUT = 'bindings/python/asb/_raw.py'

HEAD = '''"""Raw prototypes of libasb %(version)s for ctypes. Made from bindings/abi.json by bindings/generate.py; not to be edited.

One opaque type for each handle, so that the wrong one is a TypeError. A text that comes with its length, or that the caller owns, is a void pointer:
read it with ctypes.string_at(pointer, length). Other texts come as bytes. library() loads the library once: the one that the environment
variable ASB_LIBRARY names, the one beside this package, or the system's, in this order.
"""
import ctypes
import os
import sys
import threading
import typing
from ctypes import (CFUNCTYPE, POINTER, Structure, c_char_p, c_int8, c_int16, c_int32, c_int64, c_size_t, c_uint8, c_uint16, c_uint32,
                    c_uint64, c_void_p)

__all__ = ['library', 'FUNCTIONS', 'STATUSES']
VERSION = %(number)d
VERSION_TEXT = %(version)r

'''

TAIL = '''
_lock = threading.Lock()
_library: typing.Optional[ctypes.CDLL] = None


def candidates() -> typing.Iterator[str]:
    """Names to try, in order. The last takes long to find, and so does what finds it to import."""
    override = os.environ.get('ASB_LIBRARY')
    if override:
        yield override
        return
    major = VERSION // 10000
    if sys.platform == 'win32':
        names = ['asb.dll', 'libasb.dll']
    elif sys.platform == 'darwin':
        names = ['libasb.%d.dylib' % major, 'libasb.dylib']
    else:
        names = ['libasb.so.%d' % major, 'libasb.so']
    here = os.path.dirname(os.path.abspath(__file__))
    beside = [path for path in (os.path.join(here, name) for name in names) if os.path.exists(path)]
    yield from beside + names
    import ctypes.util
    found = ctypes.util.find_library('asb')
    if found:
        yield found


def _open() -> typing.Tuple[ctypes.CDLL, str]:
    tried = []
    for name in candidates():
        try:
            return ctypes.CDLL(name), name
        except OSError as why:
            tried.append('%s: %s' % (name, why))
    raise ImportError('libasb was not found; set ASB_LIBRARY to its path. Tried:\\n  ' + '\\n  '.join(tried))


def _check_version(lib: ctypes.CDLL, name: str) -> None:
    """The same major version, and none older than these prototypes; before 1.0 the minor version counts as a major one."""
    lib.asb_version.restype, lib.asb_version.argtypes = c_uint32, []
    running = lib.asb_version()
    breaking = 10000 if VERSION >= 10000 else 100
    if running // breaking != VERSION // breaking or running < VERSION:
        raise ImportError('%s is version %d.%d.%d of libasb; these prototypes are for %s'
                          % (name, running // 10000, running // 100 % 100, running % 100, VERSION_TEXT))


def bind(lib: ctypes.CDLL, name: str = 'the library') -> ctypes.CDLL:
    """Gives every function of a loaded library its prototype; ImportError where it is another version, or lacks one."""
    if not hasattr(lib, 'asb_version'):
        raise ImportError('%s is not libasb' % name)
    _check_version(lib, name)
    for function, (restype, argtypes) in FUNCTIONS.items():
        try:
            f = getattr(lib, function)
        except AttributeError:
            raise ImportError('%s has no %s' % (name, function)) from None
        f.restype, f.argtypes = restype, list(argtypes)
    return lib


def library() -> ctypes.CDLL:
    """The library, with prototypes; loaded by the first call."""
    global _library
    with _lock:
        if _library is None:
            _library = bind(*_open())
        return _library
'''


def plain(ctype):
    """The ctypes name of a type without regard to who owns it."""
    base = ctype.replace('const', '').replace('*', '').strip()
    stars = ctype.count('*')
    if base == 'void':
        return 'None' if not stars else 'c_void_p' if stars == 1 else 'POINTER(c_void_p)'
    if base == 'char':
        return {1: 'c_char_p', 2: 'POINTER(c_void_p)'}[stars]
    if base in INTEGERS:
        base = 'c_size_t' if base == 'size_t' else 'c_' + base[:-2]
    for _ in range(stars):
        base = 'POINTER(%s)' % base
    return base


def result(f):
    """Texts with a length are void pointers; ctypes would cut c_char_p at the first zero byte."""
    return 'c_void_p' if 'length' in f['returns'] else plain(f['returns']['type'])


def function_type(c):
    parts = ['c_void_p' if plain(c['returns']).startswith('POINTER') else plain(c['returns'])]
    return 'CFUNCTYPE(%s)' % ', '.join(parts + [plain(p['type']) for p in c['parameters']])


def doc_lines(text, indent):
    text = text.replace('\\', '\\\\').replace('"""', "'''")
    return ['%s"""%s"""' % (indent, text)] if text else []


def handles(abi):
    out = []
    for h in abi['handles']:
        out += ['', '', 'class %s(Structure):' % h['name']] + (doc_lines(h['doc'], '    ') or ['    pass'])
    return out


def structs(abi):
    """Open structs. Callbacks of a struct have types of their own, `<struct>_<field>`."""
    out = []
    for s in abi['structs']:
        out += ['', '']
        rows = []
        for field in s['fields']:
            if field['kind'] == 'callback' and 'returns' in field:
                name = '%s_%s' % (s['name'], field['name'])
                out.append('%s = %s' % (name, function_type(field)))
                rows.append((field['name'], name))
            else:
                rows.append((field['name'], plain(field['type'])))
        if out[-1]:
            out += ['', '']
        out += ['class %s(Structure):' % s['name']] + doc_lines(s['doc'], '    ')
        out += ['    _fields_ = ['] + ['        (%r, %s),' % row for row in rows] + ['    ]']
    return out


def callback_types(abi):
    return [''] + ['%s = %s' % (c['name'], function_type(c)) for c in abi['callbacks']]


def struct_order(abi):
    """Structs and callbacks in the order in which they may be declared: plain structs, callbacks, structs that use them."""
    names = {c['name'] for c in abi['callbacks']}
    later = [s for s in abi['structs']
             if any(f['kind'] == 'callback' and any(p['type'] in names for p in f.get('parameters', [])) for f in s['fields'])]
    first = [s for s in abi['structs'] if s not in later]
    return structs({'structs': first}) + ['', ''] + callback_types(abi)[1:] + structs({'structs': later})


def constants(abi):
    return ['', ''] + ['%s = %d' % (c['name'], c['value']) for c in abi['constants'] if not c['name'].startswith('ASB_VERSION')]


def functions(abi):
    out = ['', '# name: (result, arguments)', 'FUNCTIONS: typing.Dict[str, typing.Tuple[typing.Any, typing.Tuple[typing.Any, ...]]] = {']
    for f in abi['functions']:
        arguments = ', '.join(plain(p['type']) for p in f['parameters'])
        out.append('    %r: (%s, (%s)),' % (f['name'], result(f), arguments + ',' if len(f['parameters']) == 1 else arguments))
    out += ['}', '', '# The functions whose result is a status, and the statuses that they document.',
            'STATUSES: typing.Dict[str, typing.Tuple[int, ...]] = {']
    for f in abi['functions']:
        if f['returns']['kind'] == 'status':
            out.append('    %r: (%s,),' % (f['name'], ', '.join(f['statuses'])))
    return out + ['}', '']


def module(abi):
    """The module's text."""
    major, minor, patch = (int(n) for n in abi['version'].split('.'))
    head = HEAD % {'version': abi['version'], 'number': major * 10000 + minor * 100 + patch}
    body = handles(abi) + struct_order(abi) + constants(abi) + functions(abi)
    return head.rstrip('\n') + '\n' + '\n'.join(body) + TAIL

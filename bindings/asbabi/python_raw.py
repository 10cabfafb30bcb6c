"""bindings/python/asb/_raw.py: the raw prototypes for ctypes, from the description."""
from .describe import INTEGERS

OUTPUT = 'bindings/python/asb/_raw.py'

HEAD = '''"""Raw prototypes of libasb %(version)s for ctypes. Made from bindings/abi.json by bindings/generate.py; not to be edited.

One opaque type for each handle, so that the wrong one is a TypeError. A text that comes with its length, or that the caller owns, is a void pointer:
read it with ctypes.string_at(pointer, length). Other texts come as bytes. library() loads the library once: the one that the environment
variable ASB_LIBRARY names, the one beside this package, or the system's, in this order; load() does without prototypes, for whoever gives a
function its own when it is first called.

Most programs need no struct and a few functions. So prototypes are words here, and what takes its time is in _structs.py and declared when it is
first asked for: the handles, structs and callback types, and FUNCTIONS and STATUSES.
"""
import ctypes
import os
import sys
from ctypes import POINTER, c_char_p, c_int8, c_int16, c_int32, c_int64, c_size_t, c_uint8, c_uint16, c_uint32, c_uint64, c_void_p

TYPE_CHECKING = False  # of `typing`, which takes longer to import than all of this; checkers know the name
if TYPE_CHECKING:
    from threading import RLock
    from typing import Any, Dict, Iterator, Optional, Tuple

    from ._structs import *  # noqa: F403
    FUNCTIONS: Dict[str, Tuple[Any, Tuple[Any, ...]]]
else:
    from _thread import RLock  # that of `threading`, which takes as long

__all__ = ['library', 'FUNCTIONS', 'STATUSES']
VERSION = %(number)d
VERSION_TEXT = %(version)r
'''

TAIL = '''
PLAIN = {'none': None, 'status': c_int32, 'text': c_char_p, 'pointer': c_void_p, 'size': c_size_t, 'i8': c_int8, 'i16': c_int16, 'i32': c_int32,
         'i64': c_int64, 'u8': c_uint8, 'u16': c_uint16, 'u32': c_uint32, 'u64': c_uint64}
_lock = RLock()
_loaded: 'Optional[ctypes.CDLL]' = None
_library: 'Optional[ctypes.CDLL]' = None


def ctype(word: str, known: 'Dict[str, Any]') -> 'Any':
    """The type that a word of PROTOTYPES stands for; each is made once, and kept in `known`, which begins with PLAIN."""
    if word not in known:
        known[word] = POINTER(ctype(word[:-1], known)) if word.endswith('*') else _declared(word)
    return known[word]


def _functions() -> 'Dict[str, Tuple[Any, Tuple[Any, ...]]]':
    known = dict(PLAIN)
    return {name: (ctype(result, known), tuple(ctype(word, known) for word in arguments.split()))
            for name, (result, arguments) in PROTOTYPES.items()}


def _declared(name: str) -> 'Any':
    """What is declared when it is first asked for."""
    if name.startswith('__'):
        raise AttributeError(name)
    if name == 'FUNCTIONS':  # name: (result, arguments)
        value = _functions()
    else:
        structs = (__package__ + '.' if __package__ else '') + '_structs'
        value = getattr(__import__(structs, fromlist=[name]), name)
    return globals().setdefault(name, value)


if not TYPE_CHECKING:
    __getattr__ = _declared


def candidates() -> 'Iterator[str]':
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


def _open() -> 'Tuple[ctypes.CDLL, str]':
    tried = []
    for name in candidates():
        try:
            return ctypes.CDLL(name), name
        except OSError as why:
            tried.append('%s: %s' % (name, why))
    raise ImportError('libasb was not found; set ASB_LIBRARY to its path. Tried:\\n  ' + '\\n  '.join(tried))


def check(lib: ctypes.CDLL, name: str) -> ctypes.CDLL:
    """ImportError where it is not libasb, or not one of the same major version and none older than these prototypes; before 1.0 the minor version
    counts as a major one."""
    if not hasattr(lib, 'asb_version'):
        raise ImportError('%s is not libasb' % name)
    lib.asb_version.restype, lib.asb_version.argtypes = c_uint32, []
    running = lib.asb_version()
    breaking = 10000 if VERSION >= 10000 else 100
    if running // breaking != VERSION // breaking or running < VERSION:
        raise ImportError('%s is version %d.%d.%d of libasb; these prototypes are for %s'
                          % (name, running // 10000, running // 100 % 100, running % 100, VERSION_TEXT))
    return lib


def bind(lib: ctypes.CDLL, name: str = 'the library') -> ctypes.CDLL:
    """Gives every function of a loaded library its prototype; ImportError where it is another version, or lacks one."""
    check(lib, name)
    for function, (restype, argtypes) in _declared('FUNCTIONS').items():
        try:
            f = getattr(lib, function)
        except AttributeError:
            raise ImportError('%s has no %s' % (name, function)) from None
        f.restype, f.argtypes = restype, list(argtypes)
    return lib


def load() -> ctypes.CDLL:
    """The library, of the right version, without prototypes; loaded by the first call."""
    global _loaded
    with _lock:
        if _loaded is None:
            _loaded = check(*_open())
        return _loaded


def library() -> ctypes.CDLL:
    """The same with prototypes."""
    global _library
    with _lock:
        if _library is None:
            _library = bind(load(), load()._name)
        return _library
'''

WORDS = {'void': 'none', 'void*': 'pointer', 'void**': 'pointer*', 'char*': 'text', 'char**': 'pointer*', 'size_t': 'size'}


def word(ctype):
    """The word of a type, without regard to who owns it; what it points to, with a star for each pointer."""
    ctype = ctype.replace('const', '').replace(' ', '')
    base = ctype.rstrip('*')
    if ctype in WORDS or base in ('char', 'void'):
        return WORDS[ctype]
    short = WORDS.get(base) or (base[0] + base.strip('uint_') if base in INTEGERS else base)
    return short + ctype[len(base):]


def result(f):
    """Texts with a length are void pointers; ctypes would cut c_char_p at the first zero byte."""
    if f['returns']['kind'] == 'status':
        return 'status'
    return 'pointer' if 'length' in f['returns'] else word(f['returns']['type'])


def argument(p):
    return 'text*' if p['kind'] == 'text-list' else word(p['type'])


def constants(abi):
    return ['', ''] + ['%s = %d' % (c['name'], c['value']) for c in abi['constants'] if not c['name'].startswith('ASB_VERSION')]


def functions(abi):
    out = ['', '# name: (result, arguments), as words: those of PLAIN, structs and callback types, and a star behind for each pointer',
           'PROTOTYPES = {']
    out += ['    %r: (%r, %r),' % (f['name'], result(f), ' '.join(argument(p) for p in f['parameters'])) for f in abi['functions']]
    return out + ['}', '']


def module(abi):
    """The module's text."""
    major, minor, patch = (int(n) for n in abi['version'].split('.'))
    head = HEAD % {'version': abi['version'], 'number': major * 10000 + minor * 100 + patch}
    return head.rstrip('\n') + '\n' + '\n'.join(constants(abi)[1:] + functions(abi)) + TAIL

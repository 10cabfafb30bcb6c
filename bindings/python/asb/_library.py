"""The library's functions as this package calls them.

Here a handle is a plain integer: the classes of this package see to it that each comes where it belongs, and integers are what ctypes hands
over fastest where it knows the types of parameters. Where it knows none, what `argument()` made of a handle is faster still: so are called those
of `handle_lib`. Functions that give a status may take their time or call back, so Python's global lock is let go while they run. The others only
look something up; letting go would take longer than they do, so they keep it.

The library is loaded, and its version looked at, when the package is imported; a function is given its prototype when it is first named.
"""
from __future__ import annotations

import ctypes
from types import SimpleNamespace

from . import _raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict


class _Functions(SimpleNamespace):
    """The functions by name, as far as they were named."""

    def __getattr__(self, name: str) -> Any:
        try:
            result, arguments = _raw.PROTOTYPES[name]
        except KeyError:
            raise AttributeError('libasb has no function %s' % name) from None
        function = (_library if result == 'status' else _quick)[name]
        function.restype, function.argtypes = _type(result), [_type(word) for word in arguments.split()]
        setattr(self, name, function)
        return self.__dict__[name]


class _HandleFunctions(SimpleNamespace):
    """Those that are called most, and of which every parameter is a handle or where to put one. Without types for their parameters they take what
    `argument()` and byref() made as it is. They keep Python's global lock, whatever they give: each takes less time than letting go."""

    def __getattr__(self, name: str) -> Any:
        function = _quick[name]
        function.restype = _type(_raw.PROTOTYPES[name][0])
        setattr(self, name, function)
        return self.__dict__[name]


def _type(word: str) -> Any:
    """The type for a word of a prototype: a plain pointer for one to a handle or a struct."""
    if word.startswith('asb_') and word.endswith('*'):
        word = 'pointer' + word[word.index('*') + 1:]
    return _raw.ctype(word, _known)


_library = _raw.load()
_quick = ctypes.PyDLL(_library._name, handle=_library._handle)
_known: Dict[str, Any] = dict(_raw.PLAIN)
lib: Any = _Functions()
handle_lib: Any = _HandleFunctions()
argument = ctypes.c_void_p.from_param
"""A handle as functions of handle_lib take it."""

"""bindings/python/asb/_structs.py: handles, structs, callback types and statuses for ctypes, from the description."""
from .describe import INTEGERS

OUTPUT = 'bindings/python/asb/_structs.py'

HEAD = '''"""Handles, structs and callback types of libasb %s for ctypes, and the statuses of its functions. Made from bindings/abi.json by
bindings/generate.py; not to be edited. _raw.py imports this when one of them is first asked for, and has them as its own.
"""
from ctypes import (CFUNCTYPE, POINTER, Structure, c_char_p, c_int8, c_int16, c_int32, c_int64, c_size_t, c_uint8, c_uint16, c_uint32,
                    c_uint64, c_void_p)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, Tuple
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


def statuses(abi):
    values = {c['name']: c['value'] for c in abi['constants']}
    out = ['', '', '# The functions whose result is a status, and the statuses that they document.', "STATUSES: 'Dict[str, Tuple[int, ...]]' = {"]
    for f in abi['functions']:
        if f['returns']['kind'] == 'status':
            out.append('    %r: (%s,),' % (f['name'], ', '.join(str(values[status]) for status in f['statuses'])))
    return out + ['}', '']


def module(abi):
    """The module's text."""
    return HEAD % abi['version'] + '\n'.join(handles(abi) + struct_order(abi) + statuses(abi))

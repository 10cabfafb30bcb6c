"""bindings/cdef/asb.h: the declarations without a preprocessor, for the C parsers of PHP's FFI and of LuaJIT, from the description."""
import textwrap

OUTPUT = 'bindings/cdef/asb.h'

HEAD = '''/* Declarations of libasb %(version)s, for FFI::cdef() of PHP, ffi.cdef() of LuaJIT, and whatever else reads C without a preprocessor.
 * Made from bindings/abi.json by bindings/generate.py; not to be edited. What each function does is in include/asb. */

'''


def folded(line, indent='    '):
    """A declaration that is too long for a line, on several."""
    return textwrap.fill(line, 140, initial_indent=indent, subsequent_indent=indent + '    ', break_long_words=False, break_on_hyphens=False)


def declared(ctype, name):
    """A type with a name: `const char *text`, `uint32_t count`."""
    return ctype + name if ctype.endswith('*') else ctype + ' ' + name


def parameters(f):
    return ', '.join(declared(p['type'], p['name']) for p in f['parameters']) or 'void'


def pointer_to_function(f):
    return '%s(%s)' % (declared(f['returns'], '(*%s)' % f['name']), parameters(f))


def constants(abi):
    """Constants of an enum are `int` in both languages."""
    for c in abi['constants']:
        if not -2 ** 31 <= c['value'] < 2 ** 31:
            raise ValueError('%s is no int' % c['name'])
    lines = ['    %s = %d' % (c['name'], c['value']) for c in abi['constants']]
    return ['enum {', ',\n'.join(lines), '};', ''] if lines else []


def handles(abi):
    return ['typedef struct %s %s;' % (h['name'], h['name']) for h in abi['handles']] + ['']


def struct(s):
    out = ['typedef struct %s {' % s['name']]
    for field in s['fields']:
        out.append(folded((pointer_to_function(field) if 'returns' in field else declared(field['type'], field['name'])) + ';'))
    return out + ['} %s;' % s['name'], '']


def structs(abi):
    """Plain structs, then callbacks, then the structs whose callbacks take callbacks."""
    names = {c['name'] for c in abi['callbacks']}
    later = [s for s in abi['structs'] if any(p['type'] in names for field in s['fields'] for p in field.get('parameters', []))]
    out = [line for s in abi['structs'] if s not in later for line in struct(s)]
    out += ['typedef %s;' % pointer_to_function(c) for c in abi['callbacks']] + ['']
    return out + [line for s in later for line in struct(s)]


def result(f):
    return f['returns']['type']


def functions(abi, result_of=result):
    """Functions by header. A binding may have a result of its own for some: `result_of` gives its type."""
    out, header = [], None
    for f in abi['functions']:
        if f['header'] != header:
            out += ([''] if header else []) + ['/* ---- %s */' % f['header']]
            header = f['header']
        out.append(folded('%s(%s);' % (declared(result_of(f), f['name']), parameters(f)), ''))
    return out + ['']


def module(abi):
    """The file's text."""
    return HEAD % abi + '\n'.join(constants(abi) + handles(abi) + structs(abi) + functions(abi))

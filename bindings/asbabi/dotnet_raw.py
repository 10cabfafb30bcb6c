"""bindings/dotnet/Asb/Native.cs: the raw declarations for P/Invoke, from the description."""
import re
import textwrap

OUTPUT = 'bindings/dotnet/Asb/Native.cs'
WIDTH = 150
JOINER = '~'  # for a space at which no line is broken

HEAD = '''// Raw declarations of libasb %(version)s for P/Invoke. Made from bindings/abi.json by bindings/generate.py; not to be edited.
//
// Functions, structs and callbacks have their names of C. Each handle has a class of its own, so that the wrong one does not compile and none
// is freed while a call is using it; a value that is only lent is an IntPtr, and so is a text. Texts that go in are bytes of UTF-8 with a zero
// after them, or come with their length. Loader.EnsureLoaded() must have been called before the first of these functions.
using System;
using System.Runtime.InteropServices;

#pragma warning disable 0649 // fields of structs that the library fills in

namespace Asb
{
    internal static class NativeVersion
    {
        internal const int Number = %(number)d;
        internal const string Text = "%(version)s";
    }
'''

INTEGERS = {'int8_t': 'sbyte', 'uint8_t': 'byte', 'int16_t': 'short', 'uint16_t': 'ushort', 'int32_t': 'int', 'uint32_t': 'uint',
            'int64_t': 'long', 'uint64_t': 'ulong', 'size_t': 'UIntPtr'}
KEYWORDS = set('abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event '
               'explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null '
               'object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static '
               'string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while'.split())


def name_of(text):
    return '@' + text if text in KEYWORDS else text


def base_of(ctype):
    return ctype.replace('const', '').replace('*', '').strip()


def handle_class(name):
    """asb_case: CaseHandle."""
    return ''.join(part.capitalize() for part in name[len('asb_'):].split('_')) + 'Handle'


def lent_handles(abi):
    """Handles of which functions lend values: there a pointer need not be an owner's."""
    return {base_of(f['returns']['type']) for f in abi['functions'] if f['returns']['kind'] == 'handle'}


def handle_parameter(p, lent):
    return 'IntPtr' if base_of(p['type']) in lent and 'const' in p['type'] else handle_class(base_of(p['type']))


def parameter_type(p, lent):
    """A parameter of a function."""
    kind, base = p['kind'], base_of(p['type'])
    if kind == 'handle':
        return handle_parameter(p, lent)
    return {'integer': lambda: INTEGERS[base], 'text': lambda: 'byte[]', 'bytes': lambda: 'IntPtr', 'callback': lambda: base,
            'integer-pointer': lambda: 'out ' + INTEGERS[base], 'text-pointer': lambda: 'out IntPtr',
            'handle-pointer': lambda: 'out ' + handle_class(base), 'handle-list': lambda: 'IntPtr[]', 'text-list': lambda: 'IntPtr[]', 'struct': lambda: base,
            'struct-pointer': lambda: 'ref ' + base}[kind]()


def plain_type(ctype, abi):
    """A type where the library calls us, or in a struct: pointers and callbacks are IntPtr."""
    base = base_of(ctype)
    if '*' in ctype or base in {c['name'] for c in abi['callbacks']} or base == 'callback':
        return 'IntPtr'
    return 'void' if base == 'void' else INTEGERS.get(base, base)


def wrapped(start, parts, end, indent):
    """A declaration, its parameters on as many lines as they want."""
    words = start + '(' + ', '.join(part.replace(' ', JOINER) for part in parts) + ')' + end
    lines = textwrap.wrap(words, WIDTH, initial_indent=' ' * indent, subsequent_indent=' ' * (indent + 4), break_long_words=False,
                          break_on_hyphens=False)
    return [line.replace(JOINER, ' ') for line in lines]


def delegate(name, c, abi):
    parts = ['%s %s' % (plain_type(p['type'], abi), name_of(p['name'])) for p in c['parameters']]
    return ['', '    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]'] + wrapped(
        'internal delegate %s %s' % (plain_type(c['returns'], abi), name), parts, ';', 4)


def callbacks(abi):
    out = []
    for c in abi['callbacks']:
        out += delegate(c['name'], c, abi)
    for s in abi['structs']:
        for field in s['fields']:
            if field['kind'] == 'callback' and 'returns' in field:
                out += delegate('%s_%s' % (s['name'], field['name']), field, abi)
    return out


def structs(abi):
    out = []
    for s in abi['structs']:
        out += ['', '    [StructLayout(LayoutKind.Sequential)]', '    internal struct %s' % s['name'], '    {']
        out += ['        internal %s %s;' % (plain_type(f['type'], abi), name_of(f['name'])) for f in s['fields']]
        out += ['    }']
    return out


def handles(abi):
    out = []
    for h in abi['handles']:
        if 'free' not in h:
            continue
        name = handle_class(h['name'])
        out += ['', '    internal sealed class %s : AsbHandle' % name, '    {', '        internal static readonly %s Null = new %s();' % (name, name),
                '', '        protected override void Free(IntPtr owned) => Native.%s(owned);' % h['free'], '    }']
    return out


def constants(abi):
    rows = ['        internal const int %s = %d;' % (c['name'], c['value']) for c in abi['constants'] if not c['name'].startswith('ASB_VERSION')]
    return ['', '    internal static class NativeConstants', '    {'] + rows + ['    }']


def return_type(f):
    kind = f['returns']['kind']
    return 'IntPtr' if kind in ('text', 'handle', 'bytes') else 'void' if kind == 'void' else INTEGERS[base_of(f['returns']['type'])]


def function(f, lent, frees):
    taken = [dict(p, kind='bytes') if f['name'] in frees and p['kind'] == 'handle' else p for p in f['parameters']]  # from within the handle
    parts = ['%s %s' % (parameter_type(p, lent), name_of(p['name'])) for p in taken]
    return ['        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]'] + wrapped(
        'internal static extern %s %s' % (return_type(f), f['name']), parts, ';', 8)


def functions(abi):
    lent, frees, header = lent_handles(abi), {h.get('free') for h in abi['handles']}, None
    out = ['', '    internal static class Native', '    {', '        internal const string Library = "asb";']
    for f in abi['functions']:
        if f['header'] != header:
            header = f['header']
            out += ['', '        // ' + header]
        out += function(f, lent, frees)
    return out + ['    }', '}', '']


def module(abi):
    """The file's text."""
    major, minor, patch = (int(n) for n in abi['version'].split('.'))
    head = HEAD % {'version': abi['version'], 'number': major * 10000 + minor * 100 + patch}
    lines = constants(abi) + handles(abi) + callbacks(abi) + structs(abi) + functions(abi)
    return re.sub(r' +\n', '\n', head + '\n'.join(lines))

"""bindings/node/lib/raw.js: the raw prototypes for koffi, from the description."""
from .describe import INTEGERS

OUTPUT = 'bindings/node/lib/raw.js'

HEAD = '''/* Raw prototypes of libasb %(version)s for koffi. Made from bindings/abi.json by bindings/generate.py; not to be edited.
 *
 * Pointers are BigInts. A text that comes with its length, or that the caller owns, is a pointer: read it with koffi.decode.string(pointer, length).
 * Other texts come as strings. Types have no names, so that the package may be loaded more than once. library.js loads the library. */
'use strict';
const koffi = require('koffi');

const VERSION = %(number)d;
const VERSION_TEXT = '%(version)s';

const to = (type) => koffi.pointer(type);
const out = (type) => koffi.out(to(type)); // filled in by the function
const address = to('void');
const callback = (result, parameters) => koffi.proto(null, result, parameters);
'''

TAIL = '''
module.exports = { VERSION, VERSION_TEXT, CONSTANTS, TYPES, FUNCTIONS, STATUSES, FREE };
'''


def base_of(ctype):
    return ctype.replace('const', '').replace('*', '').strip()


def pointer_to(name, stars):
    for _ in range(stars):
        name = 'to(%s)' % name
    return name


def plain(ctype, callbacks=()):
    """The koffi type of a type, without regard to who fills it in."""
    base, stars = base_of(ctype), ctype.count('*')
    if base == 'void':
        return pointer_to('address', stars - 1) if stars else "'void'"
    if base == 'char':
        return "'const char *'" if stars == 1 else pointer_to('address', stars - 1)
    if base in callbacks:
        return pointer_to(base, 1)
    return pointer_to("'%s'" % base if base in INTEGERS else base, stars)


def result(f):
    """Texts with a length are pointers; a string would end at the first zero byte."""
    return 'address' if 'length' in f['returns'] else plain(f['returns']['type'])


def argument(p):
    """What is filled in is marked; a text with its length is given as bytes."""
    if p['direction'] == 'out':
        inner = p['type'].rsplit('*', 1)[0]
        return 'out(%s)' % ('address' if p['kind'] == 'text-pointer' else plain(inner))
    if 'length' in p:
        return 'address'
    if p['kind'] == 'text-list':
        return "to('const char *')"
    return pointer_to(base_of(p['type']), 1) if p['kind'] == 'callback' else plain(p['type'])


def prototype(c, callbacks):
    return 'callback(%s, [%s])' % (plain(c['returns'], callbacks), ', '.join(plain(p['type'], callbacks) for p in c['parameters']))


def doc_line(text):
    return '/** %s */' % text if text else ''


def handles(abi):
    return ['', '/* ---- handles */'] + ['const %s = koffi.opaque(); // %s' % (h['name'], h['doc']) for h in abi['handles']]


def struct(s, callbacks):
    """An open struct, after the types of its callbacks, `<struct>_<field>`."""
    out, rows = [], []
    for field in s['fields']:
        ctype = plain(field['type'], callbacks) if field['kind'] != 'callback' else None
        if 'returns' in field:
            name = '%s_%s' % (s['name'], field['name'])
            out.append('const %s = %s;' % (name, prototype(field, callbacks)))
            ctype = pointer_to(name, 1)
        rows.append('    %s: %s,' % (field['name'], ctype or pointer_to(field['type'], 1)))
    return out + [doc_line(s['doc']), 'const %s = koffi.struct({' % s['name']] + rows + ['});']


def uses_callbacks(s, names):
    return any(p['type'] in names for f in s['fields'] for p in f.get('parameters', []))


def structs(abi):
    """Plain structs, callbacks, then the structs that use them."""
    names = {c['name'] for c in abi['callbacks']}
    out = ['/* ---- structs and callbacks */']
    for s in abi['structs']:
        out += struct(s, names) if not uses_callbacks(s, names) else []
    for c in abi['callbacks']:
        out += [doc_line(c['doc']), 'const %s = %s;' % (c['name'], prototype(c, names))]
    for s in abi['structs']:
        out += struct(s, names) if uses_callbacks(s, names) else []
    return [''] + [line for line in out if line]


def type_names(abi):
    names = [h['name'] for h in abi['handles']] + [s['name'] for s in abi['structs']] + [c['name'] for c in abi['callbacks']]
    names += ['%s_%s' % (s['name'], f['name']) for s in abi['structs'] for f in s['fields'] if 'returns' in f]
    return ['', '/** Every type by its name. */', 'const TYPES = {'] + ['    %s,' % name for name in names] + ['};']


def constants(abi):
    return ['', 'const CONSTANTS = Object.freeze({'] + ['    %s: %d,' % (c['name'], c['value']) for c in abi['constants']] + ['});']


def functions(abi):
    out = ['', '/** name: [result, arguments] */', 'const FUNCTIONS = {']
    for f in abi['functions']:
        out.append('    %s: [%s, [%s]],' % (f['name'], result(f), ', '.join(argument(p) for p in f['parameters'])))
    out += ['};', '', '/** The functions whose result is a status, and the statuses that they document. */', 'const STATUSES = {']
    for f in abi['functions']:
        if f['returns']['kind'] == 'status':
            out.append('    %s: [%s],' % (f['name'], ', '.join("'%s'" % s for s in f['statuses'])))
    out += ['};', '', '/** What gives each handle back. */', 'const FREE = {']
    return out + ["    %s: '%s'," % (h['name'], h['free']) for h in abi['handles'] if 'free' in h] + ['};']


def module(abi):
    """The module's text."""
    major, minor, patch = (int(n) for n in abi['version'].split('.'))
    head = HEAD % {'version': abi['version'], 'number': major * 10000 + minor * 100 + patch}
    body = handles(abi) + structs(abi) + type_names(abi) + constants(abi) + functions(abi)
    return head + '\n'.join(body) + '\n' + TAIL

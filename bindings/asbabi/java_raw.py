"""bindings/java/src/org/libasb/raw/Raw.java: the raw prototypes for JNA's direct mapping, from the description."""
import textwrap

OUTPUT = 'bindings/java/src/org/libasb/raw/Raw.java'

HEAD = '''// Made from bindings/abi.json by bindings/generate.py; not to be edited.
package org.libasb.raw;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.Structure;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * Raw prototypes of libasb %(version)s for JNA's direct mapping, under the names that they have in C. The classes of org.libasb are made of them, and are
 * what a program uses.
 *
 * <p>Each handle is a type of its own, so that the wrong one does not compile. A text that goes in is UTF-8 in an array: with a zero after it, where
 * no length goes with it. A text that comes out is a String, but a Pointer where it comes with its length. What a function fills in through a
 * pointer to a pointer is in a PointerByReference. The library is loaded and its version compared when this class is first used (see Loader).
 */
public final class Raw {
    /** The version that these prototypes were made for: major * 10000 + minor * 100 + patch. */
    public static final int VERSION = %(number)d;

    static {
        Loader.bind(Raw.class, VERSION);
    }

    private Raw() {
    }
'''

WIDTH = 150
KEYWORDS = set('''abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally float for goto
    if implements import instanceof int interface long native new package private protected public return short static strictfp super switch
    synchronized this throw throws transient try void volatile while true false null'''.split())
INTEGERS = {'int8_t': 'byte', 'uint8_t': 'byte', 'int16_t': 'short', 'uint16_t': 'short', 'int32_t': 'int', 'uint32_t': 'int',
            'int64_t': 'long', 'uint64_t': 'long', 'size_t': 'SizeT'}
FILLED_IN = {'int': 'IntByReference', 'long': 'LongByReference', 'SizeT': 'SizeTByReference'}


def safe(name):
    """A name that Java leaves free."""
    return name + '_' if name in KEYWORDS else name


def base_of(ctype):
    return ctype.replace('const', '').replace('*', '').strip()


def parameter_type(ctype, kind):
    """What is handed to a function of the library's."""
    base = base_of(ctype)
    if kind == 'integer':
        return INTEGERS[base]
    if kind == 'integer-pointer':
        return FILLED_IN[INTEGERS[base]]
    if kind in ('handle-pointer', 'text-pointer'):
        return 'PointerByReference'
    if kind == 'text':
        return 'byte[]'
    return 'Pointer' if kind in ('bytes', 'handle-list', 'text-list') else base


def result_type(f):
    returns = f['returns']
    if returns['kind'] == 'void':
        return 'void'
    if returns['kind'] in ('integer', 'status'):
        return INTEGERS[base_of(returns['type'])]
    if returns['kind'] == 'handle':
        return base_of(returns['type'])
    return 'Pointer' if 'length' in returns else 'String'


def lent_type(ctype, abi):
    """What is handed to a callback, or is a field of a struct: what points into the library's memory stays a pointer, but for one struct."""
    base, stars = base_of(ctype), ctype.count('*')
    if not stars and base in INTEGERS:
        return INTEGERS[base]
    if base in {s['name'] for s in abi['structs']}:
        return base if stars else base + '.ByValue'
    if base in {c['name'] for c in abi['callbacks']} and not stars:
        return base
    return 'void' if base == 'void' and not stars else 'Pointer'


def field_type(struct, field, abi):
    if field['kind'] == 'callback':
        return '%s_%s' % (struct['name'], field['name']) if 'returns' in field else base_of(field['type'])
    if field['kind'] == 'struct':
        return base_of(field['type'])
    return 'Pointer' if '*' in field['type'] else lent_type(field['type'], abi)


def comment(text, indent='    '):
    """A documentation comment; the words are the headers', so what Javadoc would take for its own is written otherwise."""
    if not text:
        return []
    for plain, written in (('&', '&amp;'), ('<', '&lt;'), ('>', '&gt;'), ('@', '&#64;'), ('*/', '*&#47;'), ('\\', '&#92;')):
        text = text.replace(plain, written)
    text = ' '.join(text.split())
    if len(indent) + len(text) + 7 <= WIDTH:
        return ['%s/** %s */' % (indent, text)]
    lines = textwrap.wrap(text, WIDTH - len(indent) - 3, break_long_words=False, break_on_hyphens=False)
    return [indent + '/**'] + ['%s * %s' % (indent, line) for line in lines] + [indent + ' */']


def handles(abi):
    out = []
    for h in abi['handles']:
        out += [''] + comment(h['doc'])
        out += ['    public static final class %s extends PointerType {' % h['name'],
                '        /** NULL; JNA makes what a function returns from it. */', '        public %s() {' % h['name'], '        }', '',
                '        /** The handle that a function filled in. */', '        public %s(Pointer pointer) {' % h['name'],
                '            super(pointer);', '        }', '    }']
    return out


def callback(name, c, abi):
    parameters = ', '.join('%s %s' % (lent_type(p['type'], abi), safe(p['name'])) for p in c['parameters'])
    return [''] + comment(c['doc']) + ['    public interface %s extends Callback {' % name, '        /** What C calls. */',
                                       '        %s invoke(%s);' % (lent_type(c['returns'], abi), parameters), '    }']


def callbacks(abi):
    out = []
    for c in abi['callbacks']:
        out += callback(c['name'], c, abi)
    for s in abi['structs']:
        for field in s['fields']:
            if 'returns' in field:
                out += callback('%s_%s' % (s['name'], field['name']), field, abi)
    return out


def struct(s, abi):
    name = s['name']
    order = ', '.join('"%s"' % f['name'] for f in s['fields'])
    out = [''] + comment(s['doc']) + ['    @Structure.FieldOrder({%s})' % order, '    public static class %s extends Structure {' % name]
    for field in s['fields']:
        out += comment(field['doc'], '        ') + ['        public %s %s;' % (field_type(s, field, abi), field['name'])]
    out += ['', '        /** One of our own, all zero. */', '        public %s() {' % name, '        }', '',
            '        /** The one that lies there. */', '        public %s(Pointer pointer) {' % name, '            super(pointer);', '            read();', '        }', '',
            '        /** The same, handed over whole. */', '        public static final class ByValue extends %s implements Structure.ByValue {' % name,
            '        }', '    }']
    return out


def structs(abi):
    return [line for s in abi['structs'] for line in struct(s, abi)]


def constants(abi):
    out = []
    for c in abi['constants']:
        if not c['name'].startswith('ASB_VERSION'):
            out += [''] + comment(c['doc']) + ['    public static final int %s = %d;' % (c['name'], c['value'])]
    return out


def function(f):
    head = '    public static native %s %s(' % (result_type(f), f['name'])
    parts = ['%s %s' % (parameter_type(p['type'], p['kind']), safe(p['name'])) for p in f['parameters']]
    line = head + ', '.join(parts) + ');'
    lines = [line] if len(line) <= WIDTH else textwrap.wrap(line, WIDTH, subsequent_indent=' ' * 12, break_long_words=False)
    return [''] + comment(f['summary']) + lines


def functions(abi):
    return [line for f in abi['functions'] for line in function(f)]


def module(abi):
    """The class's text."""
    major, minor, patch = (int(n) for n in abi['version'].split('.'))
    head = HEAD % {'version': abi['version'], 'number': major * 10000 + minor * 100 + patch}
    body = handles(abi) + callbacks(abi) + structs(abi) + constants(abi) + functions(abi)
    return head + '\n'.join(body) + '\n}\n'

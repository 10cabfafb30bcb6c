"""The description of the ABI: what the headers declare, and what their doc comments say of it, in a form that generators need not interpret."""
import re

from .headers import HeaderError, parse

INTEGERS = {'int8_t', 'uint8_t', 'int16_t', 'uint16_t', 'int32_t', 'uint32_t', 'int64_t', 'uint64_t', 'size_t'}
TAG = re.compile(r'@(param(?:\[out\])?|return|since|thread|source|snippet)(?!\w)')
SENTENCE = re.compile(r'(?<=[.?])\s+(?=[A-Z`"@])')


def split_doc(doc):
    """The doc comment in parts: {'text', 'params': {name: text}, 'return', 'since', 'thread'}."""
    pieces = TAG.split(doc)
    out = {'text': ' '.join(pieces[0].split()), 'params': {}}
    for tag, text in zip(pieces[1::2], pieces[2::2]):
        text = ' '.join(text.split())
        if tag.startswith('param'):
            names, text = re.match(r'((?:\w+, )*\w+)\s*(.*)$', text).groups()
            for name in names.split(', '):
                out['params'][name] = text
        else:
            out[tag] = text
    return out


def kind_of(ctype, known):
    """What a type is to a binding."""
    base = ctype.replace('const', '').replace('*', '').strip()
    stars = ctype.count('*')
    if base in INTEGERS:
        return ('integer', 'integer-pointer')[stars] if stars < 2 else 'unknown'
    if base == 'char':
        return ('unknown', 'text', 'text-list' if '*const' in ctype else 'text-pointer')[stars]
    if base == 'void':
        return ('void', 'bytes', 'unknown')[stars]
    if base in known['handles']:
        return ('unknown', 'handle', 'handle-list' if '*const' in ctype else 'handle-pointer')[stars]
    if base in known['structs']:
        return ('struct', 'struct-pointer', 'unknown')[stars]
    if base in known['callbacks'] and not stars:
        return 'callback'
    return 'unknown'


def direction(ctype, kind):
    """`out` for what the function fills in."""
    if kind in ('handle-pointer', 'text-pointer') or (kind == 'integer-pointer' and 'const' not in ctype):
        return 'out'
    return 'in'


def length_of(parameters, index):
    """The name of the parameter with the length in bytes of the text at `index`, if there is one: the next, `length` or `<name>_length`."""
    if index + 1 >= len(parameters):
        return None
    one, after = parameters[index], parameters[index + 1]
    if 'char' in one['type'] and after['type'].startswith('size_t') and after['name'] in ('length', one['name'] + '_length'):
        return after['name']
    return None


def may_be_null(text):
    return bool(re.search(r'may be NULL|\bNULL(:| for| or ""| does)', text))


def describe_parameters(f, doc, known, where):
    out = []
    for index, p in enumerate(f['parameters']):
        kind = kind_of(p['type'], known)
        if kind in ('unknown', 'void'):
            raise HeaderError('%s: %s: a parameter of type %s' % (where, f['name'], p['type']))
        text = doc['params'].get(p['name'], '')
        one = {'name': p['name'], 'type': p['type'], 'kind': kind, 'direction': direction(p['type'], kind)}
        if one['direction'] == 'out' and kind in ('handle-pointer', 'text-pointer'):
            one['ownership'] = 'owned' if kind == 'handle-pointer' else 'lent'
        if length_of(f['parameters'], index):
            one['length'] = length_of(f['parameters'], index)
        said = text + (doc['text'] if '`%s` may be NULL' % p['name'] in doc['text'] else '')
        if may_be_null(said):
            one['nullable'] = True
        one['doc'] = text
        out.append(one)
    unknown = set(doc['params']) - {p['name'] for p in f['parameters']}
    if unknown:
        raise HeaderError('%s: %s has no parameter %s' % (where, f['name'], ', '.join(sorted(unknown))))
    return out


def describe_return(f, doc, known):
    ctype, text = f['returns'], doc.get('return', '')
    kind = kind_of(ctype, known)
    out = {'type': ctype, 'kind': kind}
    if kind == 'text':
        out['ownership'] = 'static' if 'as long as the program runs' in text else 'lent'
        if any(p['name'] == 'length' and p['type'] == 'size_t *' for p in f['parameters']):
            out['length'] = 'length'
        elif f['name'] == 'asb_text_data':
            out['length'] = 'asb_text_length()'
    elif kind == 'handle':
        out['ownership'] = 'lent'
    if kind == 'integer' and re.match(r'(ASB_OK|as asb_\w+\(\))', text) and ctype == 'int32_t':
        out['kind'] = 'status'
    out['doc'] = text
    return out


def describe_function(f, header, known):
    doc = split_doc(f['doc'])
    out = {'name': f['name'], 'header': header, 'summary': SENTENCE.split(doc['text'])[0], 'doc': doc['text'],
           'parameters': describe_parameters(f, doc, known, header), 'returns': describe_return(f, doc, known)}
    for tag in ('thread', 'since'):
        if tag in doc:
            out[tag] = doc[tag].rstrip('.')
    return out


def statuses(name, functions, seen=()):
    """The statuses that a function's doc comment lists, with those of the function it refers to (`as asb_x()`)."""
    if name in seen or name not in functions:
        return []
    out = []
    text = functions[name]['returns']['doc']
    for found in re.finditer(r'\bas (asb_\w+)\(\)|\b(ASB_(?:OK|REFUSED|CONFLICT|ABSENT|E[A-Z]+))\b', text):
        more = statuses(found.group(1), functions, seen + (name,)) if found.group(1) else [found.group(2)]
        out += [s for s in more if s not in out]
    return out


def add_statuses(abi):
    functions = {f['name']: f for f in abi['functions']}
    for f in abi['functions']:
        if f['returns']['kind'] == 'status':
            f['statuses'] = statuses(f['name'], functions)


def describe_fields(struct, header, known):
    out = []
    for field in struct['fields']:
        one = {'name': field['name'], 'type': field['type'], 'kind': 'callback' if field['type'] == 'callback' else kind_of(field['type'], known)}
        if field['type'] == 'callback':
            one['returns'] = field['returns']
            one['parameters'] = field['parameters']
        elif one['kind'] == 'unknown':
            raise HeaderError('%s: %s.%s is of type %s' % (header, struct['name'], field['name'], field['type']))
        one['doc'] = field['doc']
        out.append(one)
    return out


def place_fields(struct, sizes):
    """Offset and size of each field and of the whole on machines with 64 bits, where nothing is aligned to more than its own size."""
    at = widest = 0
    for field in struct['fields']:
        size, align = sizes(field)
        at = -(-at // align) * align
        field['offset'], field['size'] = at, size
        at, widest = at + size, max(widest, align)
    struct['size'], struct['align'] = -(-at // widest) * widest, widest


def place_structs(abi):
    """Structs that are fields of others stand before them."""
    placed = {}

    def sizes(field):
        base = field['type'].replace('const', '').strip()
        if field['kind'] == 'integer':
            size = 8 if base == 'size_t' else int(re.search(r'\d+', base).group()) // 8
            return size, size
        return (placed[base]['size'], placed[base]['align']) if field['kind'] == 'struct' else (8, 8)

    for struct in abi['structs']:
        place_fields(struct, sizes)
        placed[struct['name']] = struct


def header_names(include):
    """The headers of include/asb, sys/ last; asb.h, which only includes the others, is none."""
    paths = sorted(include.glob('asb/*.h')) + sorted(include.glob('asb/sys/*.h'))
    return [p for p in paths if p.name != 'asb.h']


def handle_with_free(handle, header, functions):
    out = dict(handle, header=header)
    free = handle['name'] + '_free'
    if free in functions:
        out['free'] = free
    return out


def describe(include):
    """The whole description."""
    parsed = [('asb/' + str(p.relative_to(include / 'asb')).replace('\\', '/'), p) for p in header_names(include)]
    parsed = [(name, parse(p.read_text(encoding='utf-8'), name)) for name, p in parsed]
    known = {kind: {d['name'] for _, h in parsed for d in h[part]}
             for kind, part in (('handles', 'opaque'), ('structs', 'structs'), ('callbacks', 'callbacks'))}
    names = {f['name'] for _, h in parsed for f in h['functions']}
    values = {d['name']: d['value'] for _, h in parsed for d in h['defines']}
    abi = {
        'library': 'asb',
        'version': '%d.%d.%d' % tuple(values['ASB_VERSION_' + part] for part in ('MAJOR', 'MINOR', 'PATCH')),
        'headers': [{'name': name, 'doc': re.sub(r'\s*@snippet.*', '', h['doc'])} for name, h in parsed],
        'handles': [handle_with_free(d, name, names) for name, h in parsed for d in h['opaque']],
        'constants': [dict(d, header=name) for name, h in parsed for d in h['defines']],
        'structs': [{'name': s['name'], 'header': name, 'doc': s['doc'], 'fields': describe_fields(s, name, known)}
                    for name, h in parsed for s in h['structs']],
        'callbacks': [{'name': c['name'], 'header': name, 'doc': c['doc'], 'returns': c['returns'], 'parameters': c['parameters']}
                      for name, h in parsed for c in h['callbacks']],
        'functions': [describe_function(f, name, known) for name, h in parsed for f in h['functions']],
    }
    add_statuses(abi)
    place_structs(abi)
    return abi

"""A page of the reference for each noun: what its headers say of constants, types and functions, with an example for each function."""
import re

TAG = re.compile(r'@(param(?:\[out\])?|return|thread|since|snippet|p)(?=\s)')

# Words for a parameter whose doc comment leaves them out because they are the same everywhere: by "function prefix:name", else by name.
WORDS = {
    'asb_plan_:id': 'the id of the action', 'asb_case_open:id': 'the id of the case',
    'asb_engine_limit:value': 'what it is set to',
    'asb_engine_limit:name': 'one of those of asb_limit_name()', 'asb_engine_set_limit:name': 'one of those of asb_limit_name()',
    'asb_case_saved:count': 'how many records the case now has in your database', 'asb_case_save_all:count': 'how many they are',
    'asb_case_save_all:cases': 'cases of one store', 'asb_case_score:score': 'the score', 'asb_status_text:status': 'what a function gave',
    'asb_constant_value:index': 'from 0', 'asb_instant_text:ms': 'UTC ms', 'asb_instant_parse:text': 'a date or an instant',
    'asb_is_working_day:date': 'YYYY-MM-DD', 'json': 'UTF-8', 'length': 'its bytes', 'period_length': 'the bytes of the period', 'field': 'its name',
    'question': 'its id', 'option': 'its id', 'text': 'UTF-8, copied', 'flag': '0 for false; anything else for true', 'number': 'a whole number',
    'index': 'from 0', 'seq': 'from 1',
}
HANDLES = {'engine': 'engine', 'text': 'text', 'calendar': 'calendar', 'policy': 'policy', 'problems': 'problems', 'record': 'record', 'case': 'case',
           'decision': 'decision', 'duties': 'duties', 'matrix': 'matrix', 'assessment': 'assessment', 'plan': 'plan', 'store': 'store',
           'list': 'list', 'proportionality': 'assessment', 'document': 'document', 'conflicts': 'conflicts', 'json': 'value', 'caseload': 'caseload',
           'rehearsal': 'rehearsal',
           'rows': 'rows'}
COUNTED = ('index', 'question', 'option', 'band', 'range', 'owner')  # explained once in a header, for all that follow


class Sources:
    """What the pages are made from: the description of the ABI, the examples, and on which page each function is."""

    def __init__(self, abi, examples, pages):
        self.functions = {f['name']: f for f in abi['functions']}
        self.frees = {h['name']: h.get('free') for h in abi['handles']}
        self.abi, self.examples = abi, examples
        self.where = {f['name']: name for name, _, headers in pages for f in abi['functions'] if f['header'][4:] in headers}

    def of_header(self, part, header):
        return [one for one in self.abi[part] if one['header'] == 'asb/' + header]

    def link(self, name):
        return '[`%s()`](%s.md#%s)' % (name, self.where[name], name)


def linked(text, sources):
    """Functions become links to where they are described, constants code."""
    text = re.sub(r'(?<![\w`*])(\*out|ASB_\w*…?|INT64_MIN)(?!`)', r'`\1`', text)
    return re.sub(r'`?\b(asb_\w+)\(\)`?', lambda f: sources.link(f.group(1)) if f.group(1) in sources.where else f.group(0), text)


def escaped(text):
    return text.replace('|', '\\|').replace('<', '&lt;')


def prototype(f):
    def declare(ctype, name):
        return ctype + ('' if ctype.endswith('*') else ' ') + name
    inside = ', '.join(declare(p['type'], p['name']) for p in f['parameters']) or 'void'
    return '%s(%s);' % (declare(f['returns']['type'], f['name']), inside)


# ---- parameters

def counted_before(f, p, sources):
    """The words of a parameter that counts, as the last function before in the header has them."""
    before = []
    for other in sources.functions.values():
        if other['name'] == f['name']:
            break
        if other['header'] == f['header']:
            before += [q['doc'] for q in other['parameters'] if q['name'] == p['name'] and q['type'] == p['type'] and q['doc']]
    return before[-1] if before else ''


def like(f, p, sources):
    """The words of the function that the doc comment refers to (`as asb_x()`)."""
    other = re.match(r'as (asb_\w+)\(\)', f['returns']['doc'])
    there = sources.functions.get(other.group(1)) if other else None
    return next((q['doc'] for q in there['parameters'] if q['name'] == p['name']), '') if there else ''


def words(f, p, sources):
    said = p['doc'] or like(f, p, sources)
    if not said and p['name'] in COUNTED and 'int' in p['type']:
        said = counted_before(f, p, sources)
    if not said and p['kind'] == 'handle':
        return 'the ' + HANDLES[re.search(r'asb_(\w+)', p['type']).group(1)]
    if not said:
        said = next((WORDS[key] for key in WORDS if ':' in key and f['name'].startswith(key.split(':')[0]) and key.endswith(':' + p['name'])),
                    WORDS.get(p['name'], ''))
    return said


def owned(p, said, sources):
    """Who gives back what comes out, if the words do not say so."""
    free = sources.frees.get(p['type'].replace('const', '').replace('*', '').strip())
    if not free or re.search(r'yours to free with', said):
        return said
    if 'yours to free' in said:
        return said.replace('yours to free', 'yours to free with %s()' % free, 1)
    return ('%s; ' % said.rstrip('.') if said else '') + 'yours to free with %s()' % free


def parameter(f, p, sources):
    said = words(f, p, sources)
    if p.get('ownership') == 'owned':
        said = owned(p, said, sources)
    if not said:
        raise ValueError('%s: no words for the parameter %s' % (f['name'], p['name']))
    return '* `%s`%s: %s\n' % (p['name'], ' (out)' if p['direction'] == 'out' else '', linked(said.rstrip('.') + '.', sources))


def gives(f, sources):
    """What comes back; of `as asb_x()`, what that function gives as well."""
    said = f['returns']['doc']
    other = re.match(r'as (asb_\w+)\(\)', said)
    if other and other.group(1) in sources.functions:
        theirs = sources.functions[other.group(1)]['returns']['doc'].rstrip('.')
        said = said.replace(other.group(0), '%s (as %s)' % (theirs, other.group(0)[3:]), 1)
    return '* gives: %s\n' % linked(said, sources) if said else ''


# ---- examples

def example(f, sources):
    """The first example that was written for this function in the first place is shown; else the page says where one is."""
    mine = sources.examples.get(f['name'])
    if not mine:
        raise ValueError('%s: no example of it in docs/examples' % f['name'])
    shown = next((e for e in mine if e.names[0] == f['name']), None)
    if shown is None:
        return '\nExample: with %s.\n' % sources.link(mine[0].names[0])
    out = '\n```c example\n%s```\n' % shown.code
    return out + ('\n```text\n%s```\n' % shown.prints if shown.prints else '')


def function(f, sources):
    out = ['### %s\n\n' % f['name'], '`%s`\n\n' % prototype(f), linked(f['doc'], sources) + '\n\n']
    out.extend(parameter(f, p, sources) for p in f['parameters'])
    out.append(gives(f, sources))
    out.append('* thread: %s.\n' % f['thread'] if f.get('thread') else '')
    out.append('* since: %s.\n' % f['since'])
    return ''.join(out) + example(f, sources) + '\n'


# ---- pages

def constants(defines):
    if not defines:
        return ''
    rows = ''.join('| `%s` | %d | %s |\n' % (d['name'], d['value'], escaped(d['doc'])) for d in defines)
    return '## Constants\n\n| constant | value | |\n| --- | --- | --- |\n%s\n' % rows


def types(header, sources):
    handles, structs, callbacks = (sources.of_header(part, header) for part in ('handles', 'structs', 'callbacks'))
    out = ['## Types\n\n'] if handles or structs or callbacks else []
    if handles:
        out.append('| handle | | free |\n| --- | --- | --- |\n')
        out.extend('| `%s` | %s | %s |\n' % (h['name'], escaped(h['doc']), sources.link(h['free']) if h.get('free') in sources.where else '')
                   for h in handles)
        out.append('\n')
    for struct in structs:
        out.append('### %s\n\n%s\n\n| field | |\n| --- | --- |\n' % (struct['name'], linked(struct['doc'], sources)))
        out.extend('| `%s` | %s |\n' % (f['name'], escaped(linked(f.get('doc', ''), sources))) for f in struct['fields'])
        out.append('\n')
    for callback in callbacks:
        out.append('### %s\n\n%s\n\n' % (callback['name'], linked(' '.join(callback['doc'].replace('@return', 'Gives').split()), sources)))
    return ''.join(out)


def in_short(functions, sources):
    out = ['| function | |\n| --- | --- |\n']
    out.extend('| [`%s`](#%s) | %s |\n' % (f['name'], f['name'], escaped(linked(f['summary'], sources))) for f in functions)
    return ''.join(out) + '\n'


def page(top, name, title, headers, sources):
    """Title, the words of the header, prose by hand, constants, types, functions in short, and each function."""
    docs = {h['name']: h['doc'] for h in sources.abi['headers']}
    prose = (top / 'docs/reference/prose' / (name + '.md')).read_text(encoding='utf-8')
    out = ['# %s\n\nFrom `asb/%s`.\n\n%s\n\n%s\n' % (title, headers[0], linked(docs['asb/' + headers[0]].strip(), sources), linked(prose, sources))]
    for header in headers:
        if header != headers[0]:
            out.append('## asb/%s\n\n%s\n\n' % (header, linked(docs['asb/' + header].strip(), sources)))
        out.append(constants(sources.of_header('constants', header)))
        out.append(types(header, sources))
        functions = sources.of_header('functions', header)
        if functions:
            out.append('## Functions%s\n\n' % ('' if header == headers[0] else ' of asb/' + header))
            out.append(in_short(functions, sources))
            out.extend(function(f, sources) for f in functions)
    if (top / 'docs/examples' / (name + '.c')).exists():
        out.append('The examples are parts of [docs/examples/%s.c](../examples/%s.c), which the tests compile and run.\n' % (name, name))
    return ''.join(out).rstrip('\n') + '\n'

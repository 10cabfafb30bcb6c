#!/usr/bin/env python3
"""From bindings/abi.json, the calls of tests/unit/misuse.c: each exported function with its arguments, one of them NULL or a handle of another engine."""
import json
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
POINTER = ('handle', 'handle-pointer', 'text', 'struct-pointer', 'callback')


def bare(type_):
    return type_.replace('const ', '').replace(' *const *', '').rstrip('*').strip()


def member(handle):
    """Of the world in misuse.c."""
    return {'asb_case': 'c'}.get(handle, handle[4:])


def argument(i, p, handles):
    """(declaration or '', the argument's expression, what is to be freed)"""
    type_, stars = p['type'], p['type'].count('*')
    name = bare(type_)
    if stars == 0:
        if p['kind'] == 'callback' or type_ == 'asb_bytes_sink':
            return '', 'hole == %d ? NULL : swallow' % i, ''
        return '', '(%s)0' % type_, ''
    if stars == 2 and name in handles and '*const *' in type_:
        return '    %s *list%d = w->%s;\n' % (name, i, member(name)), '(hole == %d ? NULL : &list%d)' % (i, i), ''
    if stars == 2 and name in handles:
        return '    %s *out%d = NULL;\n' % (name, i), '(hole == %d ? NULL : &out%d)' % (i, i), '    %s_free(out%d);\n' % (name, i)
    if stars == 2:
        return '    %s out%d = NULL;\n' % (type_[:-1].strip(), i), '(hole == %d ? NULL : &out%d)' % (i, i), ''
    if name in handles:
        return '', '(hole == %d ? NULL : foreign == %d ? o->%s : w->%s)' % (i, i, member(name), member(name)), ''
    if name == 'char':
        return '', '(hole == %d ? NULL : "{}")' % i, ''
    if name == 'void':
        return '', 'NULL', ''
    if name in ('asb_hooks', 'asb_store_callbacks'):
        return '', '(hole == %d ? NULL : &w->%s)' % (i, name[4:]), ''
    return '    %s out%d = 0;\n' % (name, i), '(hole == %d ? NULL : &out%d)' % (i, i), ''


def function(f, handles):
    made = [argument(i, p, handles) for i, p in enumerate(f['parameters'])]
    returns = f['returns']['type']
    text = 'static int64_t call_%s(world *w, world *o, int hole, int foreign) {\n' % f['name'] + ''.join(m[0] for m in made)
    call = '%s(%s)' % (f['name'], ', '.join(m[1] for m in made))
    if returns == 'void':
        text += '    %s;\n    int64_t found = 0;\n' % call
    elif '*' in returns:
        text += '    int64_t found = %s != NULL;\n' % call
    else:
        text += '    int64_t found = (int64_t)%s;\n' % call
    return text + ''.join(m[2] for m in made) + '    (void)w, (void)o, (void)hole, (void)foreign;\n    return found;\n}\n'


def required(p):
    return ('*' in p['type'] or p['type'] == 'asb_bytes_sink') and not p.get('nullable') and bare(p['type']) != 'void'


def row(f, handles):
    ps = f['parameters']
    wanted = sum(1 << i for i, p in enumerate(ps) if required(p))
    of_engine = [i for i, p in enumerate(ps) if p['type'].count('*') == 1 and bare(p['type']) in handles]
    return '    {"%s", %d, 0x%x, 0x%x, %d, call_%s},\n' % (f['name'], len(ps), wanted, sum(1 << i for i in of_engine[1:]),
                                                       f['returns'].get('kind') == 'status', f['name'])


def main():
    abi = json.loads((TOP / 'bindings/abi.json').read_text(encoding='utf-8'))
    handles = {h['name'] if isinstance(h, dict) else h for h in abi['handles']}
    functions = [f for f in abi['functions'] if f['parameters'] and not f['name'].endswith('_free')]
    text = ''.join(function(f, handles) for f in functions)
    text += 'static const row rows[] = {\n' + ''.join(row(f, handles) for f in functions) + '};\n'
    text += 'static void free_nothing(void) {\n' + ''.join('    %s(NULL);\n' % f['name'] for f in abi['functions'] if f['name'].endswith('_free')) + '}\n'
    Path(sys.argv[1]).write_text('/* Made by tests/abi/misuse.py. */\n' + text, encoding='utf-8')


if __name__ == '__main__':
    main()

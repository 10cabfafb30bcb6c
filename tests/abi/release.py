#!/usr/bin/env python3
"""What the last release promised, against this library: symbols with their version nodes, layout, constants, vocabulary, and the names that programs
compare.

    python3 tests/abi/release.py --library libasb.so            compares with release/release.json
    python3 tests/abi/release.py --library libasb.so --renew    writes it

Whatever was there must be there still, with the same value; more may be there. A symbol that is new since the release stands in the node of this
version. docs/abi.md says why. The test also sees whether it would find what it looks for.
"""
import argparse
import copy
import json
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / 'tests/schema'))
PATH = TOP / 'tests/abi/release/release.json'


# ---- what there is

def symbols(library):
    """Each exported symbol and its version node."""
    lines = subprocess.run(['nm', '-D', '--defined-only', library], stdout=subprocess.PIPE, check=True).stdout.decode().splitlines()
    return dict(re.split('@@?', line.split()[2]) for line in lines if line.split()[1] == 'T')


def named(function):
    """Everything that a function gives by its index."""
    out = []
    while function(len(out)) is not None:
        out.append(function(len(out)).decode())
    return out


def vocabulary(judge):
    """Each field as `kind.field`: its type, whether it is required, its choices."""
    table = json.loads(judge.text(judge.lib.asb_vocabulary_json, judge.engine, None))
    return {'%s.%s' % (kind['kind'], field['name']): {'type': field['type'], 'required': field['required'], 'choices': field.get('choices', [])}
            for kind in table['kinds'] for field in kind['fields']}


def layout():
    """Sizes, offsets and constants, as layout.py writes them."""
    lines = (TOP / 'tests/abi/layout.txt').read_text(encoding='utf-8').splitlines()
    return dict(line.rsplit(' ', 1) for line in lines)


def describe(library):
    from judges import Library
    judge = Library()
    lib = judge.lib
    return {'version': lib.asb_version_text().decode(), 'symbols': symbols(library), 'layout': layout(), 'vocabulary': vocabulary(judge),
            'messages': sorted(named(lib.asb_message_code)), 'limits': sorted(named(lib.asb_limit_name)), 'features': sorted(named(lib.asb_feature)),
            'policies': sorted(named(lib.asb_policy_builtin_id))}


# ---- what was promised of it

def node_of(version):
    return 'ASB_' + '.'.join(version.split('.')[:2])


def struct_sizes_may_grow(key, old, new, layout_now):
    """An open struct, which begins with struct_size, may be larger."""
    name = key.split(' ')[-1]
    return key.startswith('sizeof ') and 'offsetof %s struct_size' % name in layout_now and int(new) >= int(old)


def broken_layout(old, new):
    for key, value in old.items():
        if key.startswith('constant ASB_VERSION'):
            continue
        if key not in new:
            yield '%s is gone' % key
        elif new[key] != value and not struct_sizes_may_grow(key, value, new[key], new):
            yield '%s was %s, and is %s' % (key, value, new[key])


def broken_symbols(old, new, version):
    for name, node in old.items():
        if new.get(name) != node:
            yield '%s of %s is %s' % (name, node, 'gone' if name not in new else 'of %s' % new[name])
    for name in sorted(set(new) - set(old)):
        if new[name] != node_of(version):
            yield '%s is new, and stands in the node %s in place of %s (src/libasb.map)' % (name, new[name], node_of(version))


def broken_vocabulary(old, new):
    for name, field in old.items():
        now = new.get(name)
        if now is None:
            yield 'the field %s is gone' % name
            continue
        if now['type'] != field['type']:
            yield '%s was of type %s, and is of %s' % (name, field['type'], now['type'])
        if now['required'] and not field['required']:
            yield '%s is required now' % name
        for choice in sorted(set(field['choices']) - set(now['choices'])):
            yield '%s cannot be %s any more' % (name, choice)
    kinds = {name.split('.')[0] for name in old}
    for name, field in new.items():
        if name not in old and name.split('.')[0] in kinds and field['required']:
            yield '%s is new and required: records of before have it not' % name


def broken(old, new):
    """Every promise that is not kept, as a sentence."""
    out = list(broken_symbols(old['symbols'], new['symbols'], new['version'])) + list(broken_layout(old['layout'], new['layout']))
    out += broken_vocabulary(old['vocabulary'], new['vocabulary'])
    for names in ('messages', 'limits', 'features', 'policies'):
        out += ['%s: %s is gone' % (names, name) for name in sorted(set(old[names]) - set(new[names]))]
    return out


def count_of(old):
    return sum(len(part) for part in old.values() if not isinstance(part, str))


# ---- would a break be found?

def breaks(release):
    """Libraries that break a promise, and some that do not: what was done, the library, whether it is a break."""
    def changed(change):
        library = copy.deepcopy(release)
        change(library)
        return library
    fields = release['vocabulary']
    yield 'a symbol gone', changed(lambda it: it['symbols'].pop('asb_version')), True
    yield 'a symbol in another node', changed(lambda it: it['symbols'].update(asb_version='ASB_9.9')), True
    old_node, new_node = (dict(release['symbols'], asb_new=node_of(version)) for version in (release['version'], '9.9.0'))
    yield 'a new symbol in an old node', changed(lambda it: it.update(version='9.9.0', symbols=old_node)), True
    yield 'a new symbol in the node of this version', changed(lambda it: it.update(version='9.9.0', symbols=new_node)), False
    yield 'a constant of another value', changed(lambda it: it['layout'].update({'constant ASB_REFUSED': '77'})), True
    yield 'a field moved', changed(lambda it: it['layout'].update({'offsetof asb_hooks now': '99'})), True
    yield 'an open struct grown', changed(lambda it: it['layout'].update({'sizeof asb_hooks': '999'})), False
    yield 'an open struct shrunk', changed(lambda it: it['layout'].update({'sizeof asb_hooks': '8'})), True
    yield 'a closed struct grown', changed(lambda it: it['layout'].update({'sizeof asb_stored_record': '999'})), True
    yield 'a later version', changed(lambda it: it['layout'].update({'constant ASB_VERSION': '999'})), False
    yield 'a choice gone', changed(lambda it: it['vocabulary']['report.channel']['choices'].remove('phone')), True
    yield 'a choice more', changed(lambda it: it['vocabulary']['report.channel']['choices'].append('pigeon')), False
    yield 'a field gone', changed(lambda it: it['vocabulary'].pop('report.hate')), True
    yield 'a field of another type', changed(lambda it: it['vocabulary']['report.hate'].update(type='text')), True
    yield 'a field that is now required', changed(lambda it: it['vocabulary']['report.hate'].update(required=True)), True
    yield 'a new field', changed(lambda it: it['vocabulary'].update({'report.more': dict(fields['report.hate'])})), False
    yield 'a new field that is required', changed(lambda it: it['vocabulary'].update({'report.more': dict(fields['report.channel'])})), True
    yield 'a new kind', changed(lambda it: it['vocabulary'].update({'visit.channel': dict(fields['report.channel'])})), False
    yield 'the code of a message gone', changed(lambda it: it['messages'].remove('record-choice')), True


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('--library', required=True)
    args.add_argument('--renew', action='store_true')
    args = args.parse_args()
    try:
        now = describe(args.library)
    except ImportError as why:  # the raw prototypes want each function, and this version
        print('failed: %s\n0 passed, 1 failed' % why)
        return 1
    if args.renew:
        PATH.write_text(json.dumps(now, indent=0, sort_keys=True, ensure_ascii=False) + '\n', encoding='utf-8')
        return 0
    release = json.loads(PATH.read_text(encoding='utf-8'))
    found = ['%s since %s' % (sentence, release['version']) for sentence in broken(release, now)]
    for what, library, is_break in breaks(release):
        if bool(broken(release, library)) != is_break:
            found.append('of %s this test says: %s' % (what, broken(release, library) or 'nothing'))
    print(''.join('failed: %s\n' % sentence for sentence in found), end='')
    print('%d passed, %d failed' % (count_of(release) + len(list(breaks(release))) - len(found), len(found)))
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())

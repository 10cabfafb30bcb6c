#!/usr/bin/env python3
"""The library's debugging information against that of the last release: no function gone or changed, no struct changed but at its end.

    python3 tests/abi/abidiff.py BUILD_DIR            compares; the library is built anew with -g -O0 in BUILD_DIR/abi
    python3 tests/abi/abidiff.py BUILD_DIR --renew    writes tests/abi/release/libasb.abi

abidw (abigail-tools) describes the library; what is behind the handles is taken out of that, as it is nobody's business. The test also sees whether
abidiff would find a function that is gone, a parameter and a field that changed, and whether it lets pass what may be added.
"""
import argparse
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
RELEASE = TOP / 'tests/abi/release'


def build(folder):
    """The shared library with debugging information; built again only where something has changed."""
    options = ['-DCMAKE_BUILD_TYPE=', '-DCMAKE_C_COMPILER=cc', '-DCMAKE_C_FLAGS=-g -O0', '-DASB_STATIC=OFF', '-DASB_EXAMPLES=OFF',
               '-DASB_INSTALL=OFF']
    for command in (['cmake', '-S', str(TOP), '-B', str(folder)] + options, ['cmake', '--build', str(folder), '-j', '2', '--target', 'asb']):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode:
            sys.exit('failed: %s\n%s\n0 passed, 1 failed' % (' '.join(command), done.stdout.decode()[-2000:]))
    return folder / 'libasb.so'


def public_structs():
    text = ''.join(path.read_text(encoding='utf-8') for path in (TOP / 'include/asb').rglob('*.h'))
    return set(re.findall(r'^typedef struct (\w+) \{', text, re.M))


def describe(library):
    """What abidw says of a library, as a tree."""
    command = ['abidw', '--exported-interfaces-only', '--no-architecture', '--no-corpus-path', '--no-comp-dir-path', '--no-show-locs',
               '--no-elf-needed', '--no-parameter-names', str(library)]
    corpus = xml.fromstring(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    for unit in corpus.iter('abi-instr'):  # where it was built is nobody's business either
        unit.set('path', unit.get('path').replace(str(TOP) + '/', '', 1))
    return corpus


def close_handles(corpus):
    """The structs behind handles become declarations, and what only they led to goes."""
    public = public_structs()
    for declared in corpus.iter('class-decl'):
        if declared.get('name') not in public and not declared.get('is-anonymous'):
            for member in list(declared):
                declared.remove(member)
            declared.attrib.pop('size-in-bits', None)
            declared.set('is-declaration-only', 'yes')
    while drop_unused(corpus):
        pass


def drop_unused(corpus):
    """How many types were taken out to which nothing leads."""
    used = {value for element in corpus.iter() for key, value in element.attrib.items() if key in ('type-id', 'naming-typedef-id')}
    dropped = 0
    for unit in corpus.iter('abi-instr'):
        for declared in list(unit):
            if declared.get('id') and declared.get('id') not in used:
                unit.remove(declared)
                dropped += 1
    return dropped


def text_of(corpus):
    return xml.tostring(corpus, encoding='unicode').replace(' />', '/>') + '\n'


def structs_of(corpus):
    """The members of each struct that is declared whole."""
    return {declared.get('name'): declared for declared in corpus.iter('class-decl') if len(declared)}


def field_of(member):
    return member.find('var-decl').get('name')


def without_appended(old, new):
    """The new description without the fields that open structs have gained at their end: struct_size says which there are (docs/abi.md)."""
    before, corpus = structs_of(xml.fromstring(old)), xml.fromstring(new)
    for name, declared in structs_of(corpus).items():
        if name in before and field_of(before[name][0]) == 'struct_size':
            for member in list(declared)[len(before[name]):]:
                declared.remove(member)
            declared.set('size-in-bits', before[name].get('size-in-bits'))
    return text_of(corpus)


def difference(old, new):
    """What abidiff says of two descriptions: its findings, or nothing. What may be added is no finding."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ('old.abi', 'new.abi')]
        for path, text in zip(paths, (old, without_appended(old, new))):
            path.write_text(text, encoding='utf-8')
        done = subprocess.run(['abidiff', '--no-added-syms'] + [str(path) for path in paths], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              check=False)
    return (done.stdout.decode() or 'exit status %d' % done.returncode) if done.returncode else ''


# ---- would a break be found?

def without_function(text):
    text = re.sub(r"\s*<elf-symbol name=\"asb_version\".*?/>", '', text)
    return re.sub(r"<function-decl name=\"asb_version\".*?</function-decl>", '', text, flags=re.S)


def with_other_parameter(text):
    """asb_version() takes what asb_engine_free() takes."""
    parameter = re.search(r'<function-decl name="asb_engine_free".*?(<parameter [^>]*/>)', text, re.S).group(1)
    return re.sub(r'(<function-decl name="asb_version" [^>]*>)', lambda found: found.group(1) + parameter, text)


def with_moved_field(text):
    return text.replace('layout-offset-in-bits="128"', 'layout-offset-in-bits="192"', 1)


def with_grown_closed_struct(text):
    """What is handed over in arrays may not grow at all."""
    return re.sub(r'(name="asb_stored_record" size-in-bits=)"320"', r'\1"384"', text)


def with_other_field_type(text):
    return re.sub(r'(<var-decl name="memory_limit" type-id=)"[^"]*"', lambda found: found.group(1) + re.search(
        r'<var-decl name="reserved" type-id=("[^"]*")', text).group(1), text)


def with_field_at_the_end(text):
    """asb_hooks has one more field, of the type of the one before it."""
    struct = re.search(r'<class-decl name="asb_hooks" size-in-bits="(\d+)".*?</class-decl>', text, re.S)
    last = re.findall(r'<data-member .*?</data-member>', struct.group(0), re.S)[-1]
    more = re.sub(r'layout-offset-in-bits="\d+"', 'layout-offset-in-bits="%s"' % struct.group(1), last).replace('name="memory_limit"', 'name="more"')
    size = 'size-in-bits="%d"'
    bits = int(struct.group(1))
    return text.replace(struct.group(0), struct.group(0).replace(last, last + more).replace(size % bits, size % (bits + 64), 1))


def with_more_functions(text):
    def another(found):
        return found.group(0) + found.group(0).replace('asb_version', 'asb_later')
    text = re.sub(r"<elf-symbol name=\"asb_version\".*?/>", another, text)
    return re.sub(r"<function-decl name=\"asb_version\".*?</function-decl>", another, text, flags=re.S)


CHANGES = {without_function: True, with_other_parameter: True, with_moved_field: True, with_grown_closed_struct: True, with_other_field_type: True,
           with_field_at_the_end: False, with_more_functions: False}


def see_the_test(text, see):
    """The same two descriptions, one of them changed."""
    see(not difference(text, text), 'abidiff finds a difference of a library to itself')
    for change, is_break in CHANGES.items():
        changed = change(text)
        see(changed != text, '%s changes nothing' % change.__name__)
        found = difference(text, changed)
        see(bool(found) == is_break, 'a library %s: %s' % (change.__name__.replace('_', ' '), found or 'abidiff finds nothing'))


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('build', type=Path)
    args.add_argument('--renew', action='store_true')
    args = args.parse_args()
    if sys.platform != 'linux' or platform.machine() != 'x86_64' or not shutil.which('abidw') or not shutil.which('abidiff'):
        print('skipped: abidiff: this wants x86-64 Linux and abigail-tools')
        return 0
    corpus = describe(build(args.build / 'abi'))
    close_handles(corpus)
    text, release = text_of(corpus), RELEASE / 'libasb.abi'
    if args.renew:
        release.write_text(text, encoding='utf-8')
        return 0
    counts = [0, 0]

    def see(good, sentence):
        counts[not good] += 1
        if not good:
            print('failed: ' + sentence)
    found = difference(release.read_text(encoding='utf-8'), text)
    see(not found, 'not compatible with the last release:\n' + found)
    see_the_test(text, see)
    print('%d passed, %d failed' % tuple(counts))
    return 1 if counts[1] else 0


if __name__ == '__main__':
    sys.exit(main())

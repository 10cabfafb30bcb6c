#!/usr/bin/env python3
"""Builds the wheel: the package with the library inside, for any Python 3 on this kind of machine. Standard library only.

    python3 bindings/python/build_wheel.py --library build/release/libasb.so --out DIR

prints the path of the wheel. It is a build backend too: `ASB_LIBRARY=… pip wheel bindings/python` does the same. There are no source distributions:
the library comes out of its own build, not out of this one.
"""
import argparse
import base64
import hashlib
import os
import re
import sys
import sysconfig
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TIME = (1980, 1, 1, 0, 0, 0)  # of every file: the same wheel each time

METADATA = '''Metadata-Version: 2.1
Name: asb
Version: %(version)s
Summary: %(description)s
License: %(license)s
Requires-Python: %(python)s
Typing: Typed
Description-Content-Type: text/markdown

%(readme)s'''

WHEEL = '''Wheel-Version: 1.0
Generator: asb build_wheel
Root-Is-Purelib: false
Tag: py3-none-%s
'''


def found(pattern, text):
    """What a pattern finds, which must be there."""
    match = re.search(pattern, text, re.M)
    if not match:
        sys.exit('build_wheel: nothing is found for %s' % pattern)
    return match.group(1)


def version():
    """The version of the prototypes, which is that of the library."""
    return found(r"^VERSION_TEXT = '(.*)'", (HERE / 'asb/_raw.py').read_text(encoding='utf-8'))


def metadata():
    project = (HERE / 'pyproject.toml').read_text(encoding='utf-8')
    return METADATA % {'version': version(), 'description': found(r'^description = "(.*)"', project),
                       'license': found(r'^license = .*"(.*)"', project), 'python': found(r'^requires-python = "(.*)"', project),
                       'readme': (HERE / 'README.md').read_text(encoding='utf-8')}


def name_of_library():
    """The name by which the package looks for the library beside itself."""
    major = version().split('.')[0]
    return {'win32': 'asb.dll', 'darwin': 'libasb.%s.dylib' % major}.get(sys.platform, 'libasb.so.%s' % major)


def contents(library, platform):
    """Every file of the wheel but its list: name, bytes."""
    info = 'asb-%s.dist-info/' % version()
    for path in sorted((HERE / 'asb').glob('*.py')) + [HERE / 'asb/py.typed']:
        yield 'asb/' + path.name, path.read_bytes()
    yield 'asb/' + name_of_library(), Path(library).read_bytes()
    licence = HERE.parents[1] / 'LICENSE'
    if licence.exists():
        yield info + 'LICENSE', licence.read_bytes()
    yield info + 'METADATA', metadata().encode()
    yield info + 'WHEEL', (WHEEL % platform).encode()


def line_of_list(name, data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()
    return '%s,sha256=%s,%d\n' % (name, digest, len(data))


def build(library, folder, platform=None):
    """Writes the wheel; gives its path."""
    platform = platform or re.sub(r'[-.]', '_', sysconfig.get_platform())
    path = Path(folder) / ('asb-%s-py3-none-%s.whl' % (version(), platform))
    record = 'asb-%s.dist-info/RECORD' % version()
    lines = ''
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as wheel:
        for name, data in contents(library, platform):
            lines += line_of_list(name, data)
            put(wheel, name, data)
        put(wheel, record, (lines + record + ',,\n').encode())
    return path


def put(wheel, name, data):
    info = zipfile.ZipInfo(name, TIME)
    info.external_attr = (0o755 if '.so' in name else 0o644) << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    wheel.writestr(info, data)


# ---- as a build backend (PEP 517)

def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    library = (config_settings or {}).get('library') or os.environ.get('ASB_LIBRARY')
    if not library:
        sys.exit('build_wheel: set ASB_LIBRARY to the path of the library that the wheel is to have inside')
    return build(library, wheel_directory).name


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('--library', required=True, help='libasb.so, .dylib or .dll')
    args.add_argument('--out', default='.', help='the folder for the wheel')
    args.add_argument('--platform', help='its tag, such as manylinux_2_28_x86_64; else this machine')
    args = args.parse_args()
    Path(args.out).mkdir(parents=True, exist_ok=True)
    print(build(args.library, args.out, args.platform))


if __name__ == '__main__':
    main()

"""What a user gets: examples, README, types, a wheel in a clean virtual environment, and a library that is found or refused in words."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

import asb
from support import BINDING, BUILD, ROOM, TOP, python

sys.path.insert(0, str(BINDING))
import build_wheel  # noqa: E402

EXPECTED = TOP / 'examples/expected'
LIBRARY = os.environ['ASB_LIBRARY']


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=300, check=False, **more)
    return done.returncode, done.stdout, done.stderr


class Examples(unittest.TestCase):
    def expect(self, name, wanted):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(run(sys.executable, '-B', BINDING / 'examples' / name, cwd=folder), (0, wanted, ''))

    def test_quickstart_prints_what_the_one_in_c_prints(self):
        self.expect('quickstart.py', (EXPECTED / 'quickstart.txt').read_text(encoding='utf-8'))

    def test_storeless_prints_what_the_one_in_c_prints(self):
        self.expect('storeless.py', (EXPECTED / 'storeless.txt').read_text(encoding='utf-8'))

    def test_sqlite_store(self):
        self.expect('sqlite_store.py', "CASE-0001: 1 record, enquiry\nall is well: {'cases': 1, 'records': 1, 'erased': 0, 'damage': []}\n")


class Readme(unittest.TestCase):
    def setUp(self):
        self.text = (BINDING / 'README.md').read_text(encoding='utf-8')
        self.blocks = re.findall(r'```(\w+)\n(.*?)```', self.text, re.S)

    def test_its_quickstart_is_the_tested_one(self):
        self.assertEqual(self.blocks[1], ('python', (BINDING / 'examples/quickstart.py').read_text(encoding='utf-8')))
        self.assertEqual(self.blocks[2], ('text', (EXPECTED / 'quickstart.txt').read_text(encoding='utf-8')))

    def test_its_other_code_runs(self):
        from support import World
        world = World()
        for language, code in self.blocks[3:]:
            self.assertEqual(language, 'python')
            names = {'asb': asb, 'case': asb.Case(world.policy, 'A'), 'record': world.record('report', {'channel': 'pigeon'}),
                     'print': lambda *_: None}
            exec(compile(code, 'README.md', 'exec'), names)  # noqa: S102

    def test_its_links_lead_somewhere(self):
        for link in re.findall(r'\]\(([^)#]+)\)', self.text):
            self.assertTrue((BINDING / link).exists(), link)

    def test_the_first_lines_of_the_package_run(self):
        code = asb.__doc__[asb.__doc__.index('    from asb'):asb.__doc__.index('This is the library')]
        with tempfile.TemporaryDirectory() as folder:
            status, out, err = run(sys.executable, '-B', '-c', re.sub('^    ', '', code, flags=re.M), cwd=folder)
        self.assertEqual((status, err), (0, ''))
        self.assertIn('Acknowledge the report P13', out)

    def test_everything_public_is_explained(self):
        import inspect
        for name in asb.__all__:
            thing = getattr(asb, name)
            self.assertTrue(inspect.getdoc(thing), name)
            for member, value in vars(thing).items() if isinstance(thing, type) else ():
                if not member.startswith('_') and (callable(value) or isinstance(value, (property, classmethod, staticmethod))):
                    self.assertTrue(inspect.getdoc(getattr(thing, member)), '%s.%s' % (name, member))


class Types(unittest.TestCase):
    USE = '''
import asb
engine = asb.Engine()
case = asb.Store.memory(engine).open('A')
case.state  # case may be None
if case is not None:
    reveal_type(case.state)
    reveal_type(case.count)
    reveal_type(case.duties()[0].due)
    case.state = 'open'
    case.add('report')
'''

    def mypy(self, *arguments, **more):
        return run('mypy', '--strict', '--python-version', '3.9', '--no-color-output', '--cache-dir', ROOM / 'mypy', *arguments, **more)

    def test_the_package_and_the_examples_are_strict(self):
        status, out, _ = self.mypy('-p', 'asb', cwd=BINDING)
        self.assertEqual(status, 0, out)
        status, out, _ = self.mypy(*(BINDING / 'examples').glob('*.py'), env={**os.environ, 'MYPYPATH': str(BINDING)})
        self.assertEqual(status, 0, out)

    def test_users_are_told(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / 'use.py').write_text(self.USE, encoding='utf-8')
            _, out, _ = self.mypy(Path(folder) / 'use.py', env={**os.environ, 'MYPYPATH': str(BINDING)})
        said = {int(number): text for number, text in re.findall(r'use\.py:(\d+): \w+: (.*)', out)}
        self.assertIn('has no attribute "state"', said.pop(5))
        self.assertIn('Union[builtins.str, None]', said.pop(7))
        self.assertIn('builtins.int', said.pop(8))
        self.assertIn('datetime', said.pop(9))
        self.assertRegex(said.pop(10), 'Incompatible types in assignment|Trying to assign')
        self.assertIn('expected "Record"', said.pop(11))
        self.assertEqual(said, {})


class TheWheel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.wheel = build_wheel.build(LIBRARY, cls.folder.name)

    def test_what_is_in_it(self):
        self.assertRegex(self.wheel.name, r'^asb-[\d.]+-py3-none-\w+\.whl$')
        with zipfile.ZipFile(self.wheel) as wheel:
            self.assertIsNone(wheel.testzip())
            names = wheel.namelist()
            record = wheel.read([name for name in names if name.endswith('/RECORD')][0]).decode()
            self.assertEqual(sorted(line.split(',')[0] for line in record.splitlines()), sorted(names))
            self.assertEqual(wheel.read('asb/' + build_wheel.name_of_library()), Path(LIBRARY).read_bytes())
            self.assertIn('asb/py.typed', names)
            metadata = wheel.read([name for name in names if name.endswith('/METADATA')][0]).decode()
        self.assertIn('\nVersion: %s\n' % asb.version(), metadata)
        again = build_wheel.build(LIBRARY, tempfile.mkdtemp(dir=self.folder.name))
        self.assertEqual(again.read_bytes(), self.wheel.read_bytes())

    def install_and_run(self, interpreter):
        with tempfile.TemporaryDirectory() as folder:
            clean = {name: value for name, value in os.environ.items() if name not in ('ASB_LIBRARY', 'PYTHONPATH')}
            status, out, err = run(interpreter, '-m', 'venv', folder + '/venv', env=clean)
            self.assertEqual(status, 0, out + err)
            inside = folder + '/venv/bin/python'
            status, out, err = run(inside, '-m', 'pip', 'install', '--no-index', '--no-deps', '--quiet', '--disable-pip-version-check', self.wheel,
                                   env=clean)
            self.assertEqual(status, 0, out + err)
            shutil.copy(BINDING / 'examples/quickstart.py', folder + '/quickstart.py')
            self.assertEqual(run(inside, folder + '/quickstart.py', cwd=folder, env=clean),
                             (0, (EXPECTED / 'quickstart.txt').read_text(encoding='utf-8'), ''))
            status, out, err = run(inside, '-c', 'import asb._raw as r; print(r.library()._name)', cwd=folder, env=clean)
            self.assertTrue(os.path.samefile(os.path.dirname(out.strip()), os.path.dirname(self.installed(inside, clean))), out + err)

    def installed(self, inside, clean):
        return run(inside, '-c', 'import asb; print(asb.__file__)', env=clean)[1].strip()

    def test_it_is_installed_and_runs(self):
        self.install_and_run(sys.executable)

    def test_with_the_systems_python_too(self):
        other = '/usr/bin/python3'
        if not os.path.exists(other) or os.path.samefile(os.path.realpath(other), os.path.realpath(sys.executable)):
            return  # it is the one that was tried
        if run(other, '-c', 'import ensurepip')[0] != 0:
            return  # one without pip
        self.install_and_run(other)

    def test_it_is_a_build_backend(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(build_wheel.build_wheel(folder, {'library': LIBRARY}), self.wheel.name)
            self.assertEqual((Path(folder) / self.wheel.name).read_bytes(), self.wheel.read_bytes())


class Finding(unittest.TestCase):
    OTHER = 'unsigned asb_version(void) { return %s; }'

    def test_one_that_is_not_there(self):
        status, _, err = python('import asb', ASB_LIBRARY='/nowhere/libasb.so')
        self.assertEqual(status, 1)
        self.assertIn('ImportError: libasb was not found; set ASB_LIBRARY', err)

    def test_one_of_another_version(self):
        with tempfile.TemporaryDirectory() as folder:
            for version in ('99', '200', '10000'):
                made = '%s/lib%s.so' % (folder, version)
                subprocess.run(['cc', '-shared', '-fPIC', '-x', 'c', '-', '-o', made], input=self.OTHER % version, text=True, check=True)
                status, _, err = python('import asb', ASB_LIBRARY=made)
                self.assertEqual(status, 1)
                self.assertRegex(err, r'ImportError: .*is version .* these prototypes are for')

    def test_the_override_comes_first(self):
        status, out, err = python('import asb._raw as r; print(r.library()._name)', ASB_LIBRARY=str(BUILD / 'libasb.so.0'))
        self.assertEqual((status, out, err), (0, str(BUILD / 'libasb.so.0') + '\n', ''))

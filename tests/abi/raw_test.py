#!/usr/bin/env python3
"""The raw prototypes for Python, against the library that ASB_LIBRARY names."""
import ctypes
import json
import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / 'bindings/python/asb'))
import _raw as raw  # noqa: E402

ABI = json.loads((TOP / 'bindings/abi.json').read_text(encoding='utf-8'))
NOW = 1772442000000
REPORT = b'{"kind":"report","by":"amy","role":"system","fields":{"channel":"phone","summary":"Music"}}'


def make(function, handle, *arguments):
    """Calls a function whose first parameter is `out`; gives what it made."""
    out = ctypes.POINTER(handle)()
    status = getattr(raw.library(), function)(ctypes.byref(out), *arguments)
    if status:
        raise AssertionError('%s: %d' % (function, status))
    return out


def text_of(text):
    lib = raw.library()
    out = ctypes.string_at(lib.asb_text_data(text), lib.asb_text_length(text))
    lib.asb_text_free(text)
    return out.decode()


class Loading(unittest.TestCase):
    def test_every_function_has_its_prototype(self):
        lib = raw.library()
        self.assertEqual(set(raw.FUNCTIONS), {f['name'] for f in ABI['functions']})
        for f in ABI['functions']:
            self.assertEqual(len(getattr(lib, f['name']).argtypes), len(f['parameters']), f['name'])

    def test_it_is_loaded_once(self):
        self.assertIs(raw.library(), raw.library())

    def test_the_version_is_compared(self):
        have = raw.VERSION
        for other in (have + 1, have + 100, have + 10000):
            raw.VERSION = other
            try:
                with self.assertRaisesRegex(ImportError, 'is version'):
                    raw.bind(ctypes.CDLL(os.environ['ASB_LIBRARY']))
            finally:
                raw.VERSION = have

    def test_another_library_is_refused(self):
        with self.assertRaisesRegex(ImportError, 'is not libasb'):
            raw.bind(ctypes.CDLL(None))

    def test_the_order_of_places(self):
        override = os.environ.pop('ASB_LIBRARY')
        try:
            names = list(raw.candidates())
            self.assertTrue(any('asb' in name for name in names))
            with tempfile.TemporaryDirectory() as folder:
                beside = os.path.join(folder, names[0])
                Path(beside).touch()
                where, raw.__file__ = raw.__file__, os.path.join(folder, '_raw.py')
                try:
                    self.assertEqual(next(raw.candidates()), beside)
                finally:
                    raw.__file__ = where
        finally:
            os.environ['ASB_LIBRARY'] = override
        self.assertEqual(list(raw.candidates()), [override])


class Constants(unittest.TestCase):
    def test_the_library_names_every_constant_of_the_headers(self):
        lib, have = raw.library(), {}
        while lib.asb_constant_name(len(have)):
            have[lib.asb_constant_name(len(have)).decode()] = lib.asb_constant_value(len(have))
        self.assertEqual(have, {c['name']: c['value'] for c in ABI['constants']})

    def test_the_module_has_them(self):
        for c in ABI['constants']:
            if not c['name'].startswith('ASB_VERSION'):
                self.assertEqual(getattr(raw, c['name']), c['value'])


class Structs(unittest.TestCase):
    def test_sizes_and_offsets_are_the_compilers(self):
        if ctypes.sizeof(ctypes.c_void_p) != 8:
            self.skipTest('layout.txt is for 64 bits')
        for line in (TOP / 'tests/abi/layout.txt').read_text(encoding='utf-8').splitlines():
            word = line.split()
            if word[0] == 'sizeof':
                self.assertEqual(ctypes.sizeof(getattr(raw, word[1])), int(word[2]), line)
            elif word[0] == 'offsetof':
                self.assertEqual(getattr(getattr(raw, word[1]), word[2]).offset, int(word[3]), line)


class Working(unittest.TestCase):
    def setUp(self):
        self.now = raw.asb_hooks_now(lambda _: NOW)
        hooks = raw.asb_hooks(struct_size=ctypes.sizeof(raw.asb_hooks), now=self.now)
        self.engine = make('asb_engine_new', raw.asb_engine, ctypes.byref(hooks))
        self.lib = raw.library()

    def tearDown(self):
        self.lib.asb_engine_free(self.engine)

    def test_the_wrong_handle_is_a_type_error(self):
        text = make('asb_instant_text', raw.asb_text, self.engine, 0, 0)
        for wrong in (lambda: self.lib.asb_record_kind(self.engine), lambda: self.lib.asb_engine_free(text),
                      lambda: self.lib.asb_engine_memory(7)):
            with self.assertRaises((TypeError, ctypes.ArgumentError)):
                wrong()
        self.lib.asb_text_free(text)

    def test_hooks_are_called(self):
        now = ctypes.c_int64()
        self.assertEqual(self.lib.asb_engine_now(ctypes.byref(now), self.engine), raw.ASB_OK)
        self.assertEqual(now.value, NOW)

    def test_a_case_is_worked(self):
        lib = self.lib
        policy = make('asb_policy_builtin', raw.asb_policy, self.engine, b'england')
        store = make('asb_store_memory', raw.asb_store, self.engine)
        case = make('asb_case_new', raw.asb_case, self.engine, policy, store, b'C-1')
        record = make('asb_record_parse', raw.asb_record, self.engine, REPORT, len(REPORT))
        why = ctypes.POINTER(raw.asb_decision)()
        self.assertEqual(lib.asb_case_admit(ctypes.byref(why), case, record, -2 ** 63, 0), raw.ASB_OK)
        self.assertEqual(lib.asb_case_save(case), raw.ASB_OK)
        self.assertEqual(lib.asb_case_stored(case), 1)
        self.assertEqual(json.loads(text_of(make('asb_case_facts', raw.asb_text, case)))['state'], 'enquiry')
        self.assertEqual(lib.asb_case_id(case), b'C-1')
        for free, handle in ((lib.asb_policy_free, policy), (lib.asb_store_free, store), (lib.asb_record_free, record),
                             (lib.asb_decision_free, why), (lib.asb_case_free, case)):
            free(handle)

    def test_texts_with_a_length_keep_it(self):
        lib = self.lib
        document = make('asb_json_parse', raw.asb_json, self.engine, b'"a\\u0000b"', 10)
        length = ctypes.c_size_t()
        at = lib.asb_json_text(document, ctypes.byref(length))
        self.assertEqual(ctypes.string_at(at, length.value), b'a\0b')
        lib.asb_json_free(document)

    def test_an_error_is_described(self):
        out = ctypes.POINTER(raw.asb_record)()
        self.assertEqual(self.lib.asb_record_parse(ctypes.byref(out), self.engine, b'{', 1), raw.ASB_EJSON)
        self.assertFalse(out)
        self.assertTrue(self.lib.asb_error_message(self.engine))


if __name__ == '__main__':
    result = unittest.main(exit=False, verbosity=0).result
    bad = len(result.failures) + len(result.errors)
    print('%d passed, %d failed' % (result.testsRun - bad - len(result.skipped), bad))
    sys.exit(1 if bad else 0)

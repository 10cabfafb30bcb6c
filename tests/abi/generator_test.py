#!/usr/bin/env python3
"""The reader of headers, against headers made for the purpose."""
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / 'bindings'))
from asbabi import cdef_raw, describe, dotnet_raw, java_raw, node_raw, php_raw, python_raw, python_structs_raw  # noqa: E402
from asbabi.headers import HeaderError, doc_text, parse  # noqa: E402

TYPES = '''/** @file t.h
 *  What it is about.
 *
 *  @snippet x.c y
 */
#ifndef ASB_T_H
#define ASB_T_H
#include <asb/types.h>
typedef struct asb_thing asb_thing; /**< A thing. */
#define ASB_VERSION_MAJOR 0 /**< a */
#define ASB_VERSION_MINOR 1 /**< b */
#define ASB_VERSION_PATCH 2 /**< c */
#define ASB_ELESS (-7) /**< Less. */
/** Hooks. */
typedef struct asb_t {
    uint32_t struct_size; /**< Its size. */
    /** Do it. */
    int32_t (*call)(void *self, const char *text);
} asb_t;
/** Make one. More of it.
 *  @param[out] out yours. @param json text; may be NULL. @param json_length its bytes.
 *  @return ASB_OK; ASB_ELESS where not. @since 1.0 */
ASB_API int32_t asb_thing_new(asb_thing **out, const char *json, size_t json_length, const asb_t *hooks);
/** Again. @return as asb_thing_new(); ASB_ENOMEM. @since 1.0 */
ASB_API int32_t asb_thing_again(asb_thing *thing);
/** Its text. @param length set to its bytes. @return lent. @since 1.0 */
ASB_API const char *asb_thing_text(const asb_thing *thing, size_t *length);
/** Several. @since 1.0 */
ASB_API uint32_t asb_thing_several(asb_thing *const *things, uint32_t count);
/** Give back. NULL does nothing. @thread any. @since 1.0 */
ASB_API void asb_thing_free(asb_thing *thing);
#endif
'''


class Include:
    """A folder of headers, for as long as it is used."""

    def __init__(self, text):
        import tempfile
        self.folder = tempfile.TemporaryDirectory()
        (Path(self.folder.name) / 'asb').mkdir()
        (Path(self.folder.name) / 'asb/t.h').write_text(text, encoding='utf-8')

    def __enter__(self):
        return Path(self.folder.name)

    def __exit__(self, *_):
        self.folder.cleanup()


def described(text=TYPES):
    with Include(text) as folder:
        return describe.describe(folder)


def function(name, text=TYPES):
    return [f for f in described(text)['functions'] if f['name'] == name][0]


class Reading(unittest.TestCase):
    def test_a_doc_comment_loses_its_stars(self):
        self.assertEqual(doc_text('/** One\n *  two.\n *\n *  Three. */'), 'One two.\n\nThree.')

    def test_declarations_are_found(self):
        abi = described()
        self.assertEqual(abi['version'], '0.1.2')
        self.assertEqual(abi['handles'], [{'name': 'asb_thing', 'doc': 'A thing.', 'header': 'asb/t.h', 'free': 'asb_thing_free'}])
        self.assertEqual(abi['constants'][-1], {'name': 'ASB_ELESS', 'value': -7, 'doc': 'Less.', 'header': 'asb/t.h'})
        self.assertEqual([f['name'] for f in abi['structs'][0]['fields']], ['struct_size', 'call'])
        self.assertEqual(abi['structs'][0]['fields'][1]['doc'], 'Do it.')
        self.assertEqual(abi['headers'], [{'name': 'asb/t.h', 'doc': 'What it is about.'}])

    def test_a_function_is_described(self):
        f = function('asb_thing_new')
        self.assertEqual(f['summary'], 'Make one.')
        self.assertEqual([p['direction'] for p in f['parameters']], ['out', 'in', 'in', 'in'])
        self.assertEqual(f['parameters'][0]['ownership'], 'owned')
        self.assertEqual(f['parameters'][1]['length'], 'json_length')
        self.assertTrue(f['parameters'][1]['nullable'])
        self.assertEqual(f['statuses'], ['ASB_OK', 'ASB_ELESS'])
        self.assertEqual(f['since'], '1.0')

    def test_as_another_function_takes_its_statuses(self):
        self.assertEqual(function('asb_thing_again')['statuses'], ['ASB_OK', 'ASB_ELESS', 'ASB_ENOMEM'])

    def test_kinds_of_parameters(self):
        self.assertEqual(function('asb_thing_several')['parameters'][0]['kind'], 'handle-list')
        self.assertEqual(function('asb_thing_text')['returns']['length'], 'length')

    def test_what_it_does_not_know_is_an_error_with_its_line(self):
        for wrong, line in ((TYPES.replace('uint32_t count);', 'uint32_t count, ...);'), 29),
                            (TYPES.replace('uint32_t struct_size;', 'uint32_t bits : 3;'), 16),
                            (TYPES.replace('(-7)', '(1 << 3)'), 13)):
            with self.assertRaisesRegex(HeaderError, 't.h:%d: ' % line):
                described(wrong)

    def test_types_that_bindings_cannot_carry_are_errors(self):
        for wrong in ('long', 'double', 'bool', 'asb_other *', 'char ***'):
            with self.assertRaises((HeaderError, IndexError), msg=wrong):
                described(TYPES.replace('size_t json_length', '%s json_length' % wrong))

    def test_a_parameter_that_is_documented_must_be_there(self):
        with self.assertRaisesRegex(HeaderError, 'no parameter josn'):
            described(TYPES.replace('@param json ', '@param josn '))

    def test_python_is_written_from_it(self):
        text = python_raw.module(described())
        self.assertIn("'asb_thing_new': ('status', 'asb_thing** text size asb_t*'),", text)
        self.assertIn("'asb_thing_text': ('pointer', 'asb_thing* size*'),", text)
        compile(text, '_raw.py', 'exec')
        more = '#define ASB_OK 0 /**< Good. */\n#define ASB_ENOMEM (-1) /**< None. */\n#define ASB_ELESS'
        text = python_structs_raw.module(described(TYPES.replace('#define ASB_ELESS', more)))
        self.assertIn('class asb_thing(Structure):', text)
        self.assertIn("('call', asb_t_call),", text)
        self.assertIn("'asb_thing_new': (0, -7,),", text)
        compile(text, '_structs.py', 'exec')

    def test_declarations_without_a_preprocessor_are_written_from_it(self):
        text = cdef_raw.module(described())
        self.assertIn('    ASB_ELESS = -7\n};', text)
        self.assertIn('typedef struct asb_thing asb_thing;', text)
        self.assertIn('    int32_t (*call)(void *self, const char *text);\n} asb_t;', text)
        self.assertIn('\nint32_t asb_thing_new(asb_thing **out, const char *json, size_t json_length, const asb_t *hooks);\n', text)
        self.assertIn('\nconst char *asb_thing_text(const asb_thing *thing, size_t *length);\n', text)
        self.assertIn('\nuint32_t asb_thing_several(asb_thing *const *things, uint32_t count);\n', text)
        self.assertNotIn('#', text)

    def test_functions_without_parameters_say_so(self):
        none = '/** One. @since 1.0 */\nASB_API uint32_t asb_one(void);\n#endif\n'
        self.assertIn('\nuint32_t asb_one(void);\n', cdef_raw.module(described(TYPES.replace('#endif\n', none))))

    def test_callbacks_stand_before_the_structs_that_take_them(self):
        more = '''/** Sink. */
typedef int32_t (*asb_sink)(void *sink, const asb_t *thing);
/** Table. */
typedef struct asb_early {
    /** Read. */
    int32_t (*read)(void *self, asb_sink sink, void *sink_self);
} asb_early;
#endif
'''
        text = cdef_raw.module(described(TYPES.replace('#endif\n', more)))
        places = [text.index(part) for part in ('} asb_t;', '(*asb_sink)(void *sink', '} asb_early;')]
        self.assertEqual(places, sorted(places))

    def test_long_declarations_are_folded(self):
        long = ''.join(', uint32_t a_parameter_of_some_length_%d' % i for i in range(9))
        text = cdef_raw.module(described(TYPES.replace('uint32_t count)', 'uint32_t count%s)' % long)))
        self.assertLessEqual(max(len(line) for line in text.split('\n')), 150)
        self.assertIn('uint32_t count%s);' % long, ' '.join(text.split()))

    def test_a_constant_that_is_no_int_is_an_error(self):
        with self.assertRaisesRegex(ValueError, 'ASB_ELESS'):
            cdef_raw.module(described(TYPES.replace('(-7)', '4294967295')))

    def test_php_is_written_from_it(self):
        text = php_raw.module(described())
        self.assertIn("    public const VERSION = 102;\n", text)
        self.assertIn('    public const ASB_ELESS = -7;\n', text)
        self.assertIn('\nconst uint8_t *asb_thing_text(const asb_thing *thing, size_t *length);\n', text)
        self.assertNotIn('ASB_VERSION', text)

    def test_node_is_written_from_it(self):
        text = node_raw.module(described())
        self.assertIn("asb_thing_new: ['int32_t', [out(to(asb_thing)), address, 'size_t', to(asb_t)]],", text)
        self.assertIn("asb_thing_text: [address, [to(asb_thing), out('size_t')]],", text)
        self.assertIn("asb_thing_several: ['uint32_t', [to(to(asb_thing)), 'uint32_t']],", text)
        self.assertIn("const asb_t_call = callback('int32_t', [address, 'const char *']);", text)
        self.assertIn('    call: to(asb_t_call),', text)
        self.assertIn('    ASB_ELESS: -7,', text)
        self.assertIn("asb_thing_again: ['ASB_OK', 'ASB_ELESS', 'ASB_ENOMEM'],", text)
        self.assertIn("    asb_thing: 'asb_thing_free',", text)

    def test_dotnet_is_written_from_it(self):
        text = dotnet_raw.module(described())
        declaration = 'internal static extern int asb_thing_new(out ThingHandle @out, byte[] json, UIntPtr json_length, ref asb_t hooks);'
        for part in (declaration, 'internal static extern IntPtr asb_thing_text(ThingHandle thing, out UIntPtr length);',
                     'internal static extern uint asb_thing_several(IntPtr[] things, uint count);',
                     'internal static extern void asb_thing_free(IntPtr thing);', 'internal sealed class ThingHandle : AsbHandle',
                     'internal delegate int asb_t_call(IntPtr self, IntPtr text);', 'internal const int ASB_ELESS = -7;',
                     'internal const int Number = 102;'):
            self.assertIn(part, text)
        self.assertNotIn('ASB_VERSION', text)

    def test_dotnet_takes_values_that_are_only_lent_as_pointers(self):
        part = '/** A part. @return lent. @since 1.0 */\nASB_API const asb_thing *asb_thing_part(const asb_thing *thing);\n/** Several.'
        text = dotnet_raw.module(described(TYPES.replace('/** Several.', part)))
        self.assertIn('internal static extern IntPtr asb_thing_part(IntPtr thing);', text)
        self.assertIn('internal static extern int asb_thing_again(ThingHandle thing);', text)

    def test_dotnet_keeps_its_lines_short(self):
        abi = described(TYPES.replace('void asb_thing_free(asb_thing *thing)', 'void asb_thing_free(asb_thing *thing%s)' % ''.join(
            ', int32_t a_rather_long_name_%d' % n for n in range(20))))
        lines = dotnet_raw.module(abi).split('\n')
        self.assertLessEqual(max(len(line) for line in lines), dotnet_raw.WIDTH)
        self.assertTrue(any(line.strip().startswith('int a_rather_long_name_') for line in lines))

    def test_parse_keeps_the_order(self):
        self.assertEqual([f['name'] for f in parse(TYPES, 't.h')['functions']][0], 'asb_thing_new')


class Java(unittest.TestCase):
    def test_functions_have_types_of_jna(self):
        text = java_raw.module(described())
        for line in ('int asb_thing_new(PointerByReference out, byte[] json, SizeT json_length, asb_t hooks);',
                     'Pointer asb_thing_text(asb_thing thing, SizeTByReference length);', 'void asb_thing_free(asb_thing thing);',
                     'int asb_thing_several(Pointer things, int count);'):
            self.assertIn('    public static native ' + line + '\n', text)

    def test_handles_constants_and_structs(self):
        text = java_raw.module(described())
        for line in ('    public static final class asb_thing extends PointerType {', '    public static final int ASB_ELESS = -7;',
                     '    @Structure.FieldOrder({"struct_size", "call"})', '        public asb_t_call call;', '        int invoke(Pointer self, Pointer text);',
                     '    public static final int VERSION = 102;'):
            self.assertIn(line + '\n', text)
        self.assertNotIn('int ASB_VERSION', text)

    def test_names_that_java_keeps_and_comments_that_javadoc_would_read(self):
        text = java_raw.module(described(TYPES.replace('*thing);\n/** Its', '*final);\n/** Its').replace('Give back. NULL', 'Give back <a> & @b. NULL')))
        self.assertIn('int asb_thing_again(asb_thing final_);', text)
        self.assertIn('    /** Give back &lt;a&gt; &amp; &#64;b. */', text)

    def test_lines_are_not_too_long(self):
        text = java_raw.module(described(TYPES.replace('/** Again.', '/** ' + 'Again and ' * 40 + '.')))
        self.assertLessEqual(max(map(len, text.split('\n'))), 150)


if __name__ == '__main__':
    result = unittest.main(exit=False, verbosity=0).result
    bad = len(result.failures) + len(result.errors)
    print('%d passed, %d failed' % (result.testsRun - bad, bad))
    sys.exit(1 if bad else 0)

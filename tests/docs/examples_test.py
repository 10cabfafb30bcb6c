#!/usr/bin/env python3
"""The reader of examples and the maker of pages, against sources made for the purpose."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / 'docs')]

import examples  # noqa: E402
from asbdocs import functions, grammar  # noqa: E402
from asbdocs.examples import ExampleError, join, take_apart  # noqa: E402

SOURCE = '''#include "example.h"

/* [asb_b] */
static void sink(void) {
}
/* [end] */

int main(void) {
    /* [asb_a asb_c] */
    if (asb_a())
        asb_c();
    /* prints:
     * one
     *
     * two
     */
    /* [end] */
    /* [asb_b] */
    assert(asb_b(sink));
    /* [end] */
    return 0;
}
'''


def taken(source):
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / 'x.c'
        path.write_text(source, encoding='utf-8')
        snippets = take_apart(path)
        return snippets, examples.instrumented(path, snippets)


class Examples(unittest.TestCase):
    def test_a_snippet_is_its_code_and_what_it_prints(self):
        first = join(taken(SOURCE)[0])[0]
        self.assertEqual(first.names, ['asb_a', 'asb_c'])
        self.assertEqual(first.code, 'if (asb_a())\n    asb_c();\n')
        self.assertEqual(first.prints, 'one\n\ntwo\n')

    def test_what_is_outside_of_functions_comes_before(self):
        self.assertEqual(join(taken(SOURCE)[0])[1].code, 'static void sink(void) {\n}\n\nassert(asb_b(sink));\n')

    def test_markers_that_do_not_fit_are_told(self):
        for wrong in (SOURCE.replace('    /* [end] */', '', 1), SOURCE.replace('/* [asb_a asb_c] */', ''),
                      SOURCE.replace('    /* [asb_b] */', '    /* [asb_d] */')):
            with self.assertRaises(ExampleError):
                join(taken(wrong)[0])

    def test_the_program_keeps_its_lines(self):
        text = taken(SOURCE)[1].split('\n')
        self.assertEqual(text[9], 'fputs("\\0021\\n", stdout);')
        self.assertEqual(len(text), SOURCE.count('\n') + 2)

    def test_what_each_printed(self):
        self.assertEqual(examples.printed('\x021\none\n\x03\x022\n\x03'), {1: 'one\n', 2: '', None: ''})
        self.assertIn('stray', examples.printed('stray\x021\none\n\x03')[None])
        self.assertIn('twice', examples.printed('\x021\na\n\x03\x021\nb\n\x03')[None])

    def test_what_an_example_lacks(self):
        good = join(taken(SOURCE)[0])[0]
        self.assertIsNone(examples.unlike(good))
        self.assertIn('asb_a', examples.unlike(join(taken(SOURCE.replace('if (asb_a())', 'if (1)'))[0])[0]))
        self.assertIn('neither', examples.unlike(join(taken(SOURCE.replace('assert(asb_b(sink))', 'asb_b(sink)'))[0])[1]))
        self.assertIn('lines', examples.unlike(join(taken(SOURCE.replace('        asb_c();\n', '        asb_c();\n' * 20))[0])[0]))

    def test_the_comment_is_read_as_it_was_written(self):
        for said in ('one\n', 'one\n\ntwo\n', '\n'):
            source = SOURCE.replace('\n'.join(examples.comment(4, 'one\n\ntwo\n')), '\n'.join(examples.comment(4, said)))
            self.assertEqual(join(taken(source)[0])[0].prints, said)


ABI = {
    'handles': [{'name': 'asb_thing', 'header': 'asb/t.h', 'free': 'asb_thing_free'}], 'headers': [],
    'functions': [
        {'name': 'asb_thing_new', 'header': 'asb/t.h', 'returns': {'type': 'int32_t', 'doc': 'ASB_OK; ASB_ENOMEM.'}, 'parameters': [
            {'name': 'out', 'type': 'asb_thing **', 'kind': 'handle-pointer', 'direction': 'out', 'ownership': 'owned', 'doc': 'yours to free.'},
            {'name': 'index', 'type': 'uint32_t', 'kind': 'integer', 'direction': 'in', 'doc': 'from 0, newest first.'}]},
        {'name': 'asb_thing_other', 'header': 'asb/t.h', 'returns': {'type': 'int32_t', 'doc': 'as asb_thing_new(); ASB_EIO.'}, 'parameters': [
            {'name': 'index', 'type': 'uint32_t', 'kind': 'integer', 'direction': 'in', 'doc': ''},
            {'name': 'strange', 'type': 'uint32_t', 'kind': 'integer', 'direction': 'in', 'doc': ''}]},
        {'name': 'asb_thing_free', 'header': 'asb/t.h', 'returns': {'type': 'void', 'doc': ''}, 'parameters': []}]}


class Pages(unittest.TestCase):
    def setUp(self):
        self.sources = functions.Sources(ABI, {}, [('t', 'Thing', ['t.h'])])
        self.new, self.other = ABI['functions'][:2]

    def test_who_frees_is_named(self):
        said = functions.parameter(self.new, self.new['parameters'][0], self.sources)
        self.assertIn('yours to free with [`asb_thing_free()`](t.md#asb_thing_free)', said)

    def test_words_are_taken_over(self):
        self.assertIn('newest first', functions.parameter(self.other, self.other['parameters'][0], self.sources))
        self.assertIn('`ASB_ENOMEM` (as [`asb_thing_new()`](t.md#asb_thing_new)); `ASB_EIO`', functions.gives(self.other, self.sources))

    def test_a_parameter_without_words_and_a_function_without_example_are_told(self):
        with self.assertRaises(ValueError):
            functions.parameter(self.other, self.other['parameters'][1], self.sources)
        with self.assertRaises(ValueError):
            functions.example(self.new, self.sources)


class Grammar(unittest.TestCase):
    def setUp(self):
        self.top = HERE.parents[1]
        self.grammar = grammar.Grammar(self.top)

    def test_what_is_lacking_is_named(self):
        finder = grammar.Finder(self.grammar)
        wrong = list(grammar.lacking(self.grammar, finder, grammar.Meanings('## DUTY\n\n* id: which\n* nothing: more\n')))
        self.assertIn('DUTY.starts: no meaning in docs/reference/prose/policy-format.md', wrong)
        self.assertIn('DUTY.id: no document has an example of it', wrong)
        self.assertIn('DUTY.nothing: the grammar has no such key', wrong)
        self.assertNotIn('DUTY.id: no meaning in docs/reference/prose/policy-format.md', wrong)

    def test_types_in_words(self):
        words = {rule.name: grammar.type_of(self.grammar, rule) for rules in self.grammar.things.values() for rule in rules}
        self.assertEqual(words['DUTY.owner'], 'list, not empty: ids of roles, or `"case-owner"`')
        self.assertEqual(words['OPTION.weight'], 'whole number from -1000 to 1000')
        self.assertEqual(words['GUARD.severity'], '`refuse` or `warn`')

    def test_long_values_are_shortened_in_their_shape(self):
        self.assertEqual(grammar.shortened([{'id': 'a', 'label': 'x' * 200}]), '[{"id": "a", …}, …]')


if __name__ == '__main__':
    result = unittest.main(exit=False, verbosity=0).result
    bad = len(result.failures) + len(result.errors)
    print('%d passed, %d failed' % (result.testsRun - bad, bad))
    sys.exit(1 if bad else 0)

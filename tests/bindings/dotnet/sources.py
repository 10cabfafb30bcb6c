#!/usr/bin/env python3
"""What can be seen of the binding's sources: that it reaches every function, that its README shows code that is tested, that its project file has the
library's version."""
import json
import re
import sys
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

sys.dont_write_bytecode = True
TOP = Path(__file__).resolve().parents[3]
BINDING = TOP / 'bindings/dotnet'
ABI = json.loads((TOP / 'bindings/abi.json').read_text(encoding='utf-8'))

# Functions that the layer does not call, and why.
LEFT_OUT = {
    'asb_conflicts_json': 'its items are objects, read one by one',
    'asb_duties_owner': 'the same roles as asb_duties_owner_count() and asb_duties_owner_at(), as a text to be parsed',
    'asb_list_json': 'its items are objects, read one by one',
    'asb_problems_json': 'its items are objects, read one by one',
    'asb_caseload_rows': 'the rows come with asb_caseload_query(), in one text',
    'asb_rehearsal_rows': 'the rows come with asb_rehearsal_query(), in one text',
    'asb_rows_column': 'the rows come with asb_caseload_query(), in one text',
    'asb_rows_column_count': 'the rows come with asb_caseload_query(), in one text',
    'asb_rows_count': 'the rows come with asb_caseload_query(), in one text',
    'asb_rows_next': 'the rows come with asb_caseload_query(), in one text',
    'asb_rows_number': 'the rows come with asb_caseload_query(), in one text',
    'asb_rows_text': 'the rows come with asb_caseload_query(), in one text',
    'asb_rows_total': 'the rows come with asb_caseload_query(), in one text',
}


def written_by_hand():
    return '\n'.join(p.read_text(encoding='utf-8') for p in sorted((BINDING / 'Asb').glob('*.cs')) if p.name != 'Native.cs')


def plain(code):
    """Code without indentation and empty lines, so that a part of it is found in the whole."""
    return '\n'.join(line.strip() for line in code.split('\n') if line.strip())


class Sources(unittest.TestCase):
    def test_every_function_is_reached(self):
        called = set(re.findall(r'\bNative\.(asb_\w+)', written_by_hand()))
        freed = {h.get('free') for h in ABI['handles']}  # by the handles' own classes, in Native.cs
        lacking = {f['name'] for f in ABI['functions']} - called - freed
        self.assertEqual(lacking, set(LEFT_OUT))

    def test_every_handle_that_is_freed_has_a_class(self):
        native = (BINDING / 'Asb/Native.cs').read_text(encoding='utf-8')
        for h in ABI['handles']:
            if 'free' in h:
                self.assertIn('protected override void Free(IntPtr owned) => Native.%s(owned);' % h['free'], native)

    def test_the_code_of_the_readme_is_tested(self):
        tested = [plain(p.read_text(encoding='utf-8')) for p in (BINDING / 'examples').glob('*.cs')]
        blocks = re.findall(r'```csharp\n(.*?)```', (BINDING / 'README.md').read_text(encoding='utf-8'), re.S)
        self.assertTrue(blocks)
        for block in blocks:
            self.assertTrue(any(plain(block) in code for code in tested), block)

    def test_the_project_has_the_librarys_version(self):
        project = ElementTree.parse(BINDING / 'Asb.csproj').getroot()
        self.assertEqual(project.findtext('.//Version'), ABI['version'])
        self.assertEqual(project.findtext('.//TargetFrameworks'), 'netstandard2.0;net8.0')
        self.assertEqual(project.findtext('.//AssemblyName'), 'Asb.Net')

    def test_lines_are_short_enough(self):
        for path in [*BINDING.rglob('*.cs'), *Path(__file__).parent.glob('*.cs')]:
            for number, line in enumerate(path.read_text(encoding='utf-8').split('\n'), 1):
                self.assertLessEqual(len(line), 150, '%s:%d' % (path.name, number))


if __name__ == '__main__':
    result = unittest.main(exit=False, verbosity=0).result
    bad = len(result.failures) + len(result.errors)
    print('%d passed, %d failed' % (result.testsRun - bad, bad))
    sys.exit(1 if bad else 0)

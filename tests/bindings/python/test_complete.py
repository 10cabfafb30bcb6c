"""Every function of the library is reached by the package, as these tests run, or is here with the reason why not. Run with the others."""
import json
import re
import unittest

from run import REACHED
from support import BINDING, TOP

LEFT_OUT = {
    r'asb_json_(parse|type|count|get|at|next|text|integer|key|line|column|write|free)': "Python's json reads what the library writes",
    r'asb_constant_(name|value)': 'the constants are in the generated module, and compared by tests/abi/raw_test.py',
    r'asb_(conflicts|list|problems)_json': 'its items are objects, read one by one',
    r'asb_rows_(count|total|next|column_count|column|text|number|free)|asb_(caseload|rehearsal)_rows': 'the rows come as JSON, in one text',
    r'asb_error_status': 'the status is what the call gave',
    r'asb_duties_(owner_count|owner_at|due_local|explain)': 'in the JSON of all duties (due_local: from due)',
}
FROM_JSON = {
    r'asb_duties_(rule|label|clause|party|subject|owner|due|act_by|opens|state|started_by|ended_by|watch|proposes)': 'asb_duties_json',
    r'asb_decision_(count|guard|effect|clause|message|explanation)': 'asb_decision_json',
    r'asb_matrix_(question|option|band|contested)_\w+': 'asb_matrix_json',
    r'asb_plan_(id|by|action|clause|detail|due|standing|status|next_due|overdue|count_\w+)': 'asb_plan_json',
}
"""Read by the package in one text; the tests call them, to compare."""


def functions():
    return {f['name'] for f in json.loads((TOP / 'bindings/abi.json').read_text(encoding='utf-8'))['functions']}


def matching(patterns):
    return {name for name in functions() for pattern in patterns if re.fullmatch(pattern, name)}


class Complete(unittest.TestCase):
    def test_every_function_is_reached(self):
        self.assertEqual(functions() - REACHED - matching(LEFT_OUT), set())

    def test_what_is_left_out_is_not_reached(self):
        self.assertEqual(matching(LEFT_OUT) & REACHED, set())
        for pattern in [*LEFT_OUT, *FROM_JSON]:
            self.assertTrue(matching([pattern]), pattern)

    def test_the_package_itself_has_the_others(self):
        source = ''.join(path.read_text(encoding='utf-8') for path in (BINDING / 'asb').glob('*.py') if path.name != '_raw.py')
        named = set(re.findall(r'lib\.(asb_\w+)', source))
        self.assertEqual(functions() - named, matching(LEFT_OUT) | matching(FROM_JSON))
        self.assertTrue(set(FROM_JSON.values()) <= named)

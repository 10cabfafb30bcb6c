"""Two judges of one document: the library, through the raw prototypes, and a JSON Schema, through python3-jsonschema."""
import ctypes
import json
import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True
TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / 'bindings/python/asb'))
import _raw as raw  # noqa: E402


class Library:
    """An engine, and what it finds wrong."""

    def __init__(self, now=None):
        self.lib = raw.library()
        hooks = None
        if now is not None:
            self.clock = raw.asb_hooks_now(lambda _: now)
            hooks = ctypes.byref(raw.asb_hooks(struct_size=ctypes.sizeof(raw.asb_hooks), now=self.clock))
        self.engine = self.made(raw.asb_engine, self.lib.asb_engine_new, hooks)

    def made(self, handle, function, *arguments):
        """What a function gives by its first parameter."""
        out = ctypes.POINTER(handle)()
        status = function(ctypes.byref(out), *arguments)
        if status < 0:
            raise RuntimeError('%s: %d: %s' % (function.__name__, status, self.message()))
        return out

    def message(self):
        engine = getattr(self, 'engine', None)
        return self.lib.asb_error_message(engine).decode() if engine else 'no engine'

    def text(self, function, *arguments):
        """A text that the library made; given back at once."""
        text = self.made(raw.asb_text, function, *arguments)
        out = ctypes.string_at(self.lib.asb_text_data(text), self.lib.asb_text_length(text)).decode()
        self.lib.asb_text_free(text)
        return out

    def message_codes(self):
        """The codes of everything that the library can say."""
        out = []
        while self.lib.asb_message_code(len(out)):
            out.append(self.lib.asb_message_code(len(out)).decode())
        return out

    def problems_of_policy(self, document):
        """Everything wrong with a policy: (code, pointer) of each."""
        data = json.dumps(document).encode()
        problems = self.made(raw.asb_problems, self.lib.asb_policy_check, self.engine, data, len(data))
        found = [(self.lib.asb_problems_code(problems, i).decode(), self.lib.asb_problems_pointer(problems, i).decode())
                 for i in range(self.lib.asb_problems_count(problems))]
        self.lib.asb_problems_free(problems)
        return found

    # ---- records

    def begin_case(self, policy, records):
        """A case with these records, in which others are then tried."""
        data = json.dumps(policy).encode()
        self.policy = self.made(raw.asb_policy, self.lib.asb_policy_parse, self.engine, data, len(data))
        self.case = self.made(raw.asb_case, self.lib.asb_case_new, self.engine, self.policy, None, b'SCHEMA')
        for document in records:
            record = self.parsed(document)
            if self.lib.asb_case_admit(None, self.case, record, -2**63, 0) != raw.ASB_OK:
                raise RuntimeError('%r: %s' % (document, self.message()))
            self.lib.asb_record_free(record)

    def parsed(self, document):
        data = json.dumps(document).encode()
        return self.made(raw.asb_record, self.lib.asb_record_parse, self.engine, data, len(data))

    def problems_of_record(self, document):
        """The codes of what makes it no record, or one that is not well formed in the case."""
        data = json.dumps(document).encode()
        record = ctypes.POINTER(raw.asb_record)()
        if self.lib.asb_record_parse(ctypes.byref(record), self.engine, data, len(data)) < 0:
            return [(self.lib.asb_error_code(self.engine).decode(), self.lib.asb_error_field(self.engine).decode())]
        wrong = json.loads(self.text(self.lib.asb_case_wrong, self.case, record))
        self.lib.asb_record_free(record)
        return [(one['code'], one['field']) for one in wrong]


def as_python_reads(schema):
    """Patterns are of ECMA-262, where `$` is the end of the text; in Python it also stands before a last line feed, and the end is `\\Z`."""
    if isinstance(schema, dict):
        return {key: re.sub(r'\$$', r'\\Z', value) if key == 'pattern' and isinstance(value, str) else as_python_reads(value)
                for key, value in schema.items()}
    return [as_python_reads(item) for item in schema] if isinstance(schema, list) else schema


class Schema:
    """A schema of docs/schema."""

    def __init__(self, name):
        import jsonschema
        schema = as_python_reads(json.loads((TOP / 'docs/schema' / name).read_text(encoding='utf-8')))
        jsonschema.Draft7Validator.check_schema(schema)
        self.validator = jsonschema.Draft7Validator(schema)

    def accepts(self, document):
        return self.validator.is_valid(document)

    def why_not(self, document):
        errors = sorted(self.validator.iter_errors(document), key=lambda error: -len(error.absolute_path))
        return '; '.join('/%s: %s' % ('/'.join(map(str, error.absolute_path)), error.message[:150]) for error in errors[:3])


def at(document, pointer):
    """The value at a JSON pointer, and the values on the way to it, the document first."""
    way = [document]
    for step in pointer.split('/')[1:]:
        step = step.replace('~1', '/').replace('~0', '~')
        way.append(way[-1][int(step)] if isinstance(way[-1], list) else way[-1][step])
    return way


def needs_jsonschema():
    """Ends the test, named as skipped, where there is no python3-jsonschema."""
    try:
        import jsonschema  # noqa: F401
    except ImportError:
        print('skipped: schema: there is no python3-jsonschema')
        sys.exit(0)


def counted(passed, failed):
    """The last line, and the exit status."""
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed or not passed else 0

"""The reader of src/record/vocabulary.inc: the kinds of record and their fields, for the description of the ABI, the reference and the schemas."""
import re

FIELD = re.compile(r' *FIELD\("([^"]+)", "([^"]*)", (NONE|CHOICES\([^)]*\)), (NONE|"[^"]*"), (NONE|"[^"]*"), FIELD_(\w+), CLASS_(\w+), (\w+)\)')


def kinds(top):
    """Name, label and fields of each kind; a field is the cells of its line."""
    source = (top / 'src/record/vocabulary.inc').read_text(encoding='utf-8')
    found = re.findall(r'^KIND\(\w+, "([^"]+)", "([^"]*)"\)\n((?: +FIELD\(.*\n)+)', source, re.M)
    if len(found) != source.count('\nKIND('):
        raise ValueError('src/record/vocabulary.inc: a kind that is not understood')
    return [(name, label, [FIELD.match(line).groups() for line in fields.splitlines()]) for name, label, fields in found]


def code(top):
    return (top / 'src/record/vocabulary.c').read_text(encoding='utf-8')


def types(top):
    """As `FLAG_TEXT` to ("flag/text", what it admits)."""
    return {m[0]: (m[1], m[2]) for m in re.findall(r'TYPE\(FIELD_(\w+), "([^"]+)", "([^"]+)"\)', code(top))}


def classes(top):
    return re.findall(r'\[CLASS_\w+\] = "([^"]+)"', code(top))


def derived(top):
    """(field, kinds, type) of what can be read besides the fields."""
    table = code(top).split('derived[] = {', 1)[1].split('};', 1)[0]
    return [(name, re.findall(r'"([^"]+)"', of), kind) for name, of, kind in re.findall(r'\{"([^"]+)", \{(.*?)\}, "([^"]+)"\}', table)]


def described_field(cells, names):
    """A field as asb_vocabulary_json() gives it."""
    name, label, choices, listed, wanted, kind, classed, required = cells
    out = {'name': name, 'type': names[kind][0], 'required': required == 'REQUIRED'}
    if wanted != 'NONE':
        out['required_when'] = wanted.strip('"')
    if choices != 'NONE':
        out['choices'] = re.findall(r'"([^"]+)"', choices)
    if listed != 'NONE':
        out['list'] = listed.strip('"')
    return dict(out, label=label, **{'class': classed.lower()})


def described(top):
    """What asb_vocabulary_json() gives without a policy."""
    names = types(top)
    listed = [{'kind': kind, 'label': label, 'fields': [described_field(cells, names) for cells in fields]} for kind, label, fields in kinds(top)]
    known = [{'name': name, 'kinds': of, 'type': kind} for name, of, kind in derived(top)]
    return {'vocabulary': 1, 'classes': classes(top), 'types': dict(names.values()), 'kinds': listed, 'derived': known}

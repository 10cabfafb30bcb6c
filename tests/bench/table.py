"""One table of all that the benchmarks measured, beside what is wanted (goals.json).

    python3 tests/bench/table.py RESULTS             prints it; RESULTS has what each benchmark printed, as NAME.txt
    python3 tests/bench/table.py RESULTS --write     also writes it into docs/performance.md

A figure is a line `RESULT name value unit` of any benchmark, or what an expression finds in what one printed: `match` with one group, the `nth` time, behind a line
that matches `after`. The value of a row is a figure, or one figure / another. The exit status is 1 where a "must" is not met.
"""
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, '..', '..', 'docs', 'performance.md')
BEGIN, END = '<!-- figures: made by tests/bench/run.sh --write -->', '<!-- end of figures -->'
RESULT = re.compile(r'^RESULT (\S+) ([\d.]+)')


def texts(folder):
    for name in sorted(os.listdir(folder)):
        if name.endswith('.txt'):
            with open(os.path.join(folder, name), encoding='utf-8', errors='replace') as file:
                yield name[:-4], file.read()


def find(text, rule):
    """The figure, or None."""
    lines, seen, began = text.splitlines(), 0, 'after' not in rule
    for line in lines:
        if not began:
            began = re.search(rule['after'], line) is not None
            continue
        found = re.search(rule['match'], line)
        seen += found is not None
        if found and seen == rule.get('nth', 1):
            return float(found.group(1))
    return None


def measured(folder, rules):
    printed = dict(texts(folder))
    figures = {}
    for text in printed.values():
        for line in text.splitlines():
            found = RESULT.match(line)
            if found:
                figures[found.group(1)] = float(found.group(2))
    for name, rule in rules.items():
        value = find(printed.get(rule['bench'], ''), rule)
        if value is not None:
            figures[name] = value
    return figures


def value_of(row, figures):
    parts = [figures.get(name) for name in row['value'].split(' / ')]
    if None in parts or (len(parts) == 2 and parts[1] == 0):
        return None
    return parts[0] if len(parts) == 1 else parts[0] / parts[1]


def is_met(row, value, goal):
    return goal is None or (value >= goal if row['better'] == 'more' else value <= goal)


def number(value):
    if value is None:
        return ''
    if value >= 1e6:
        return f'{value / 1e6:.3g} M' if value < 1e8 else f'{value / 1e6:.0f} M'
    if value >= 1000:
        return f'{value:.0f}'
    return f'{value:.3g}'


def verdict(row, value):
    if value is None:
        return 'not measured'
    if not is_met(row, value, row['must']):
        return 'NOT MET'
    return 'met' if is_met(row, value, row['stretch']) else 'must met'


def goal(row, which):
    sign = '≥' if row['better'] == 'more' else '≤'
    return f'{sign} {number(row[which])}' if row[which] is not None else ''


def table(rows, figures):
    yield ('id', 'what', 'measured', '', 'must', 'stretch', '')
    for row in rows:
        value = value_of(row, figures)
        yield (row['id'], row['what'], number(value), row['unit'], goal(row, 'must'), goal(row, 'stretch'), verdict(row, value))


def show(lines):
    lines = list(lines)
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        print('  '.join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def write(lines):
    with open(PAGE, encoding='utf-8') as file:
        page = file.read()
    lines = [('id', 'what', 'measured', 'unit', 'must', 'stretch', 'verdict'), *list(lines)[1:]]
    rows = ['| ' + ' | '.join(line) + ' |' for line in lines]
    rows.insert(1, '| --- | --- | ---: | --- | ---: | ---: | --- |')
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    if not after:
        sys.exit(f'{PAGE} has no place for figures')
    with open(PAGE, 'w', encoding='utf-8') as file:
        file.write(before + BEGIN + '\n\n' + '\n'.join(rows) + '\n\n' + END + after)


def main():
    with open(os.path.join(HERE, 'goals.json'), encoding='utf-8') as file:
        goals = json.load(file)
    figures = measured(sys.argv[1], goals['figures'])
    lines = list(table(goals['rows'], figures))
    show(lines)
    if '--write' in sys.argv[2:]:
        write(lines)
    verdicts = [line[-1] for line in lines[1:]]
    print(', '.join(f'{verdicts.count(v)} {v}' for v in ('met', 'must met', 'NOT MET', 'not measured')))
    sys.exit(1 if 'NOT MET' in verdicts else 0)


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main()

"""What calling the library from Python costs: the import, a simple call, a guard; beside sqlite3 and a plain Python function.

    ASB_LIBRARY=BUILD/libasb.so PYTHONPATH=bindings/python python3 tests/bench/python_calls.py POLICY.json FIXTURES.json
"""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time

IMPORTS = 15
GUARDS = ('role-may-close', 'high-by-manager', 'informed-first', 'feedback-invited', 'hate-not-by-default', 'child-by-manager', 'vulnerable-told',
          'resolved-with-somebody')


def result(name, value, unit):
    print(f'RESULT {name} {value:.3f} {unit}')


FIRST_CASE = """import asb; engine = asb.Engine(); case = asb.Case(asb.Policy(engine, 'england'), 'C-1')
case.add(asb.Record(engine, 'report', {'channel': 'phone', 'summary': 'Noise'}, by='amy', role='system')); case.state"""
FIRST_ROW = """import sqlite3; db = sqlite3.connect(':memory:'); db.execute('CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT)')
db.execute("INSERT INTO t VALUES(1, 'a')"); db.execute('SELECT v FROM t WHERE id = ?', (1,)).fetchone()"""


def beginning(work):
    """Milliseconds of the processor, the middle of so many new interpreters, without what the machine adds to each (-S). What they compile is kept for the next, as usual."""
    environment = {**os.environ, 'PYTHONPYCACHEPREFIX': CACHE}
    environment.pop('PYTHONDONTWRITEBYTECODE', None)
    program = f'import time; begin = time.process_time(); exec({work!r}); print((time.process_time() - begin) * 1e3)'
    run = lambda: float(subprocess.run([sys.executable, '-S', '-c', program], capture_output=True, text=True, check=True, env=environment).stdout)
    run()  # compiles
    return sorted(run() for _ in range(IMPORTS))[IMPORTS // 2]


def nanoseconds(call, least=0.2):
    """Of one call, the best of five takes."""
    best = float('inf')
    for _ in range(5):
        count, passed = 0, 0.0
        while passed < least:
            begin = time.process_time()
            for _ in range(1000):
                call()
            passed += time.process_time() - begin
            count += 1000
        best = min(best, passed / count)
    return best * 1e9


def plain_guard(f):
    """The same eight guards, as somebody would write them in Python."""
    refused = []
    manager, no_contact = f['role'] == 'manager', f['reason'] == 'no-contact'
    if not (manager or f['role'] == 'officer'):
        refused.append(GUARDS[0])
    if not manager and f['band'] in ('critical', 'high'):
        refused.append(GUARDS[1])
    if not f['informed']:
        refused.append(GUARDS[2])
    if not f['feedback'] and not no_contact:
        refused.append(GUARDS[3])
    if f['hate'] and f['reason'] in ('no-contact', 'not-asb'):
        refused.append(GUARDS[4])
    if f['under_18'] and not manager:
        refused.append(GUARDS[5])
    if f['vulnerable'] and (not f['informed'] or no_contact):
        refused.append(GUARDS[6])
    if not f['known'] and f['reason'] == 'resolved':
        refused.append(GUARDS[7])
    return refused


def flag(yes):
    return 'yes' if yes else 'no'


def make_case(asb, engine, policy, f):
    case = asb.Case(policy, 'C-1')

    def add(kind, **fields):
        case.add(asb.Record.parse(engine, json.dumps({'kind': kind, 'by': 'amy', 'role': 'officer', 'fields': fields})))
    add('report', channel='phone', summary='Noise')
    add('party', party='p1', **{'as': 'complainant'}, under_18=f['under_18'], vulnerable=flag(f['vulnerable']))
    add('party', party='p2', **{'as': 'alleged-perpetrator'}, known=f['known'])
    add('opening', categories=[f['category']], hate=f['hate'])
    add('assessment', party='p1', matrix='risk', answers=f['answers'])
    return case, asb.Record.parse(engine, json.dumps({
        'kind': 'closure', 'by': 'ben', 'role': f['role'],
        'fields': {'reason': f['reason'], 'rationale': 'It is quiet', 'complainant_informed': f['informed'], 'feedback_invited': f['feedback']}}))


def main():
    global CACHE
    CACHE = tempfile.mkdtemp()
    for name, work in (('import.asb', 'import asb'), ('import.ctypes', 'import ctypes'), ('import.sqlite3', 'import sqlite3'),
                       ('first.asb', FIRST_CASE), ('first.sqlite3', FIRST_ROW)):
        result('py.' + name, beginning(work), 'ms')
    import asb
    engine = asb.Engine()
    with open(sys.argv[1], encoding='utf-8') as file:
        policy = asb.Policy.parse(engine, file.read())
    with open(sys.argv[2], encoding='utf-8') as file:
        facts = next(f for f in json.load(file) if len(f['refused']) == 2)
    case, closure = make_case(asb, engine, policy, facts)
    found = [reason.guard for reason in case.may(closure)]
    if sorted(found) != sorted(facts['refused']) or plain_guard(facts) != facts['refused']:
        sys.exit(f'python_calls: {found} is not {facts["refused"]}')
    db = sqlite3.connect(':memory:')
    db.execute('CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT)')
    db.execute("INSERT INTO t VALUES(1, 'a')")
    result('py.call', nanoseconds(lambda: case.state), 'ns')
    result('py.select', nanoseconds(lambda: db.execute('SELECT v FROM t WHERE id = ?', (1,)).fetchone()), 'ns')
    result('py.guard', nanoseconds(lambda: case.may(closure)), 'ns')
    result('py.guard.reasons', nanoseconds(lambda: [reason.guard for reason in case.may(closure)]), 'ns')
    result('py.guard.plain', nanoseconds(lambda: plain_guard(facts)), 'ns')


if __name__ == '__main__':
    if 'ASB_LIBRARY' not in os.environ:
        sys.exit(__doc__)
    main()

"""The questions to the caseload as plain SQL, over tables that a host would make of the summaries: SQLite, from Python's own library.

A row for each case, for each of its categories and groups, for each duty and for each role that must do it. Dates are days in England, as texts; a due date is also the
last millisecond in time, since `overdue` compares instants. Everything else is left to SQL: filters, periods, what is overdue, grouping, medians, order.
"""
import datetime
import sqlite3

SCHEMA = """
CREATE TABLE cases (id TEXT PRIMARY KEY, policy, state, stage, priority, band, area, ward, channel, outcome, officer, role, risk, hate,
    reported, opened, closed, silent, waiting, orphaned, orphaned_since, review_by, stale, assessed) WITHOUT ROWID;
CREATE TABLE names (id TEXT, dimension TEXT, name TEXT, PRIMARY KEY (id, dimension, name)) WITHOUT ROWID;
CREATE TABLE duties (id TEXT, n INTEGER, rule, record, party, subject, state, watch, officer, start, "end", due, due_day, due_ms, act_by, taken, roles,
    PRIMARY KEY (id, n)) WITHOUT ROWID;
CREATE TABLE owners (id TEXT, n INTEGER, role TEXT, PRIMARY KEY (id, n, role)) WITHOUT ROWID;
CREATE INDEX work ON duties (officer, due_ms) WHERE state = 'open' AND NOT watch;
CREATE TABLE days (day TEXT PRIMARY KEY, working) WITHOUT ROWID;
"""
SUMMARY_KEY = {'outcome': 'closure_reason', 'officer': 'owner', 'role': 'owner_role'}
SINGLE = ['policy', 'state', 'stage', 'priority', 'band', 'area', 'ward', 'channel', 'outcome', 'officer', 'role', 'risk']
SEVERAL = {'category': 'categories', 'group': 'groups'}
MONTHS = {'reported_month': 'reported', 'opened_month': 'opened', 'closed_month': 'closed'}
DUTIES = ('due', 'duties', 'breach', 'expiring', 'overdue', 'performance')
STATE = "CASE WHEN d.state = 'open' AND d.due_ms < :now THEN 'overdue' ELSE d.state END"


class Tables:
    """What was put into a caseload, as tables. `local_day` and `last_moment` know the time zone, which SQL does not."""

    def __init__(self, now, local_day, last_moment, holidays=()):
        self.db = sqlite3.connect(':memory:')
        self.db.executescript(SCHEMA)
        self.now, self.local_day, self.last_moment = now, local_day, last_moment
        today = now.date()
        for i in range(0, 200):
            day = today + datetime.timedelta(days=i)
            self.db.execute('INSERT INTO days VALUES (?, ?)', (day.isoformat(), day.weekday() < 5 and day.isoformat() not in holidays))

    def put(self, name, case):
        for table in ('cases', 'names', 'duties', 'owners'):
            self.db.execute('DELETE FROM %s WHERE id = ?' % table, (name,))
        day, proportionality = self.local_day, case.get('proportionality', {})
        row = [name] + [case.get(SUMMARY_KEY.get(word, word)) for word in SINGLE]
        row += [case['hate'], day(case.get('reported')), day(case.get('opened')), day(case.get('closed')), day(case.get('silent_since')),
                day(case.get('waiting_since')), case['evidence']['orphaned'], day(case['evidence'].get('since')), proportionality.get('review_by'),
                proportionality.get('stale'), bool(proportionality)]
        self.db.execute('INSERT INTO cases VALUES (%s)' % ','.join('?' * len(row)), row)
        for dimension, key in SEVERAL.items():
            self.db.executemany('INSERT INTO names VALUES (?, ?, ?)', [(name, dimension, one) for one in case[key]])
        for n, duty in enumerate(case['duties']):
            self.put_duty(name, n, case, duty)

    def put_duty(self, name, n, case, duty):
        officer = case.get('owner') if duty['state'] == 'open' else duty.get('officer')
        due_ms = int(self.last_moment(duty['due']).timestamp() * 1000 + 0.5) if 'due' in duty else None
        row = [name, n, duty['rule'], duty['record'], duty.get('party'), duty.get('subject'), duty['state'], bool(duty.get('watch')), officer,
               self.local_day(duty['start']), self.local_day(duty.get('end')), duty.get('due'), self.local_day(duty.get('due')), due_ms, duty.get('act_by'), duty.get('taken'),
               '|'.join(duty['owner']) if 'owner' in duty else None]
        self.db.execute('INSERT INTO duties VALUES (%s)' % ','.join('?' * len(row)), row)
        self.db.executemany('INSERT INTO owners VALUES (?, ?, ?)', [(name, n, role) for role in duty.get('owner', [])])

    def answer(self, asked, allowed=None):
        """Rows as the caseload gives them; of lists of cases, their ids."""
        return Question(self, asked, allowed).answer()


class Question:
    def __init__(self, tables, asked, allowed):
        self.db, self.asked, self.ask, self.where = tables.db, asked, asked['query'], []
        self.given = {'now': int(tables.now.timestamp() * 1000), 'today': tables.now.date().isoformat()}
        self.of_duties = self.ask in DUTIES
        self.filter(asked, self.of_duties)
        self.filter(allowed or {}, False)

    # ---- conditions

    def value(self, value):
        name = 'v%d' % len(self.given)
        self.given[name] = value
        return ':' + name

    def one_of(self, column, wanted):
        wanted = wanted if isinstance(wanted, list) else [wanted]
        parts = ['%s = %s' % (column, self.value(w)) if w is not None else '%s IS NULL' % column for w in wanted]
        return '(%s)' % ' OR '.join(parts)

    def filter(self, asked, of_duties):
        for word, wanted in asked.items():
            if word == 'cases':
                self.where.append(self.one_of('c.id', wanted) if wanted else '0')
            elif word in SEVERAL:
                self.where.append(self.of_several(word, wanted if isinstance(wanted, list) else [wanted]))
            elif word in MONTHS:
                self.where.append(self.one_of('substr(c.%s, 1, 7)' % MONTHS[word], wanted))
            elif word in SINGLE or word == 'hate':
                self.where.append(self.one_of('d.officer' if of_duties and word == 'officer' else 'c.' + word, wanted))

    def of_several(self, dimension, wanted):
        there = "SELECT 1 FROM names s WHERE s.id = c.id AND s.dimension = '%s'" % dimension
        names, parts = [w for w in wanted if w is not None], []
        if names:
            parts.append('EXISTS (%s AND %s)' % (there, self.one_of('s.name', names)))
        if None in wanted:
            parts.append('NOT EXISTS (%s)' % there)
        return '(%s)' % ' OR '.join(parts)

    def period(self, column):
        for key, sign in (('from', '>='), ('to', '<=')):
            if key in self.asked:
                self.where.append('%s %s %s' % (column, sign, self.value(self.asked[key])))

    def workday(self, days):
        """The day on which so many working days have passed."""
        if not days:
            return ':today'
        return '(SELECT day FROM days WHERE day > :today AND working ORDER BY day LIMIT 1 OFFSET %d)' % (days - 1)

    # ---- duties

    def duties(self):
        asked, ask = self.asked, self.ask
        states = {'due': ['open', 'overdue'], 'breach': ['open'], 'overdue': ['overdue'], 'expiring': ['open', 'overdue']}.get(ask)
        states = asked.get('duty_state', states)
        if states:
            self.where.append(self.one_of(STATE, states))
        if ask != 'expiring' and not asked.get('watch'):
            self.where.append('NOT d.watch')
        if ask == 'expiring':
            self.where.append("d.rule = 'order-expiry'")
        for key, column in (('duty', 'd.rule'), ('party', 'd.party')):
            if key in asked:
                self.where.append(self.one_of(column, asked[key]))
        if 'owner' in asked:
            self.owner(asked['owner'] if isinstance(asked['owner'], list) else [asked['owner']])
        self.ends(ask, asked)

    def owner(self, wanted):
        of_duty = 'EXISTS (SELECT 1 FROM owners o WHERE o.id = d.id AND o.n = d.n AND %s)' % self.one_of('o.role', wanted)
        of_case = '1' if 'case-owner' in wanted else self.one_of('c.role', wanted)
        self.where.append('CASE WHEN d.roles IS NULL THEN %s ELSE %s END' % (of_case, of_duty))

    def ends(self, ask, asked):
        if ask == 'breach':
            self.where.append('d.due_day <= ' + self.workday(asked.get('working_days', 5)))
        elif ask == 'expiring' and 'working_days' in asked:
            self.where.append('d.due_day <= ' + self.workday(asked['working_days']))
        elif ask == 'expiring':
            self.where.append("d.due_day <= date(:today, '+%d days')" % asked.get('days', 28))
        else:
            self.period({'start': 'd.start', 'end': 'd."end"'}.get(asked.get('date'), 'd.due_day'))

    def list_of_duties(self):
        self.duties()
        rows = self.run('SELECT c.id AS "case", d.rule AS duty, d.record, d.start, %s AS state, d.act_by, d.due, d.roles AS owner, d.party, d.subject,'
                        ' d.taken, c.priority, c.role, d.officer, d."end" FROM duties d JOIN cases c ON c.id = d.id WHERE %s'
                        " ORDER BY d.due_ms IS NULL, d.due_ms, c.id, d.rule, coalesce(d.party, ''), coalesce(d.subject, ''), d.record" % (STATE, self.all()))
        for row in rows:
            if 'owner' in row:
                row['owner'] = row['owner'].split('|')
        return rows

    # ---- cases

    def list_of_cases(self):
        ask, asked = self.ask, self.asked
        since = {'stale': 'c.review_by', 'orphaned': 'c.orphaned_since', 'silent': 'c.silent', 'waiting': 'c.waiting', 'risk': 'c.opened'}.get(
            ask, 'c.' + asked.get('date', 'reported'))
        if ask in ('silent', 'waiting'):
            self.where.append('julianday(:today) - julianday(%s) >= %d' % (since, asked.get('days', 0)))
        elif ask == 'orphaned':
            self.where.append('c.orphaned > 0')
        elif ask == 'stale':
            self.where.append("c.state <> 'closed' AND c.assessed AND (c.stale OR c.review_by <= :today)")
        elif ask == 'risk':
            self.where.append("c.state = 'open' AND c.risk IN ('rising', 'level', 'mixed')")
        else:
            self.period(since)
        return [row['id'] for row in self.run("SELECT c.id FROM cases c WHERE %s ORDER BY coalesce(%s, ''), c.id" % (self.all(), since))]

    # ---- figures

    def axes(self, default):
        """Columns to group by, and the joins that they need: a case counts once under each of its categories."""
        by, columns, joins = self.asked.get('by', default), [], ''
        by = [by] if isinstance(by, str) else by
        for word in by:
            if word in SEVERAL:
                joins += " LEFT JOIN names n_%s ON n_%s.id = c.id AND n_%s.dimension = '%s'" % (word, word, word, word)
                columns.append('n_%s.name' % word)
            elif word == 'owner':
                joins += ' LEFT JOIN owners o_by ON o_by.id = d.id AND o_by.n = d.n'
                columns.append('o_by.role')
            elif word in MONTHS:
                columns.append('substr(c.%s, 1, 7)' % MONTHS[word])
            else:
                columns.append('d.rule' if word == 'duty' else 'd.officer' if word == 'officer' and self.of_duties else 'c.' + word)
        return by, columns, joins

    def grouped(self, default, figures, tables, having=None):
        by, columns, joins = self.axes(default)
        named = ['%s AS "%s"' % (column, word) for column, word in zip(columns, by)]
        query = 'SELECT %s FROM %s%s WHERE %s' % (', '.join(named + figures), tables, joins, self.all())
        if columns:
            query += ' GROUP BY %s' % ', '.join(columns)
        query += ' HAVING %s' % (having or 'count(*) > 0')
        if columns:
            query += ' ORDER BY %s' % ', '.join(columns)
        return [self.with_flags(row) for row in self.run(query)]

    @staticmethod
    def with_flags(row):
        if 'hate' in row:
            row['hate'] = bool(row['hate'])
        return row

    def counts(self):
        self.period('c.' + self.asked.get('date', 'reported'))
        return self.grouped([], ['count(*) AS count'], 'cases c')

    def overdue(self):
        self.duties()
        return self.grouped(['officer'], ['count(*) AS overdue'], 'duties d JOIN cases c ON c.id = d.id')

    def load(self):
        open_ones = "(SELECT id, count(*) AS duties, sum(coalesce(due_ms < :now, 0)) AS late FROM duties WHERE state = 'open' AND NOT watch GROUP BY id)"
        figures = ["sum(c.state = 'open') AS open", "sum(c.state = 'enquiry') AS enquiries", "sum(c.state = 'prevention') AS prevention",
                   'coalesce(sum(w.duties), 0) AS duties', 'coalesce(sum(w.late), 0) AS overdue']
        return self.grouped(['officer'], figures, 'cases c LEFT JOIN %s w ON w.id = c.id' % open_ones,
                            "sum(c.state <> 'closed') > 0 OR sum(w.duties) > 0")

    def closing(self):
        self.period('c.closed')
        self.where.append('c.closed IS NOT NULL AND c.opened IS NOT NULL')
        days = 'max(0, CAST(julianday(c.closed) - julianday(c.opened) AS INTEGER))'
        figures = ['count(*) AS closed', 'sum(%s <= %d) AS within' % (days, self.asked.get('days', 90)),
                   '(sum(%s) * 10 + count(*) / 2) / count(*) AS mean_days' % days]
        rows = self.grouped(['category'], figures, 'cases c')
        for row in rows:
            tenths = row['mean_days']
            row['mean_days'] = tenths // 10 if tenths % 10 == 0 else tenths / 10
        return rows

    def performance(self):
        self.duties()
        words = (('met', 'met'), ('met-late', 'met_late'), ('lapsed', 'lapsed'), ('open', 'open'), ('overdue', 'overdue'))
        figures = ["sum(%s = '%s') AS %s" % (STATE, state, word) for state, word in words]
        rows = self.grouped(['duty'], figures, 'duties d JOIN cases c ON c.id = d.id')
        by, columns, joins = self.axes(['duty'])
        places = ', '.join('%s AS a%d' % (column, i) for i, column in enumerate(columns)) or '1 AS a0'
        same = ', '.join('a%d' % i for i in range(len(columns) or 1))
        medians = self.db.execute(
            'WITH t AS (SELECT %s, d.taken FROM duties d JOIN cases c ON c.id = d.id%s WHERE d.taken IS NOT NULL AND %s),'
            ' n AS (SELECT *, row_number() OVER (PARTITION BY %s ORDER BY taken) AS k, count(*) OVER (PARTITION BY %s) AS many FROM t)'
            ' SELECT %s, avg(taken) FROM n WHERE k IN ((many + 1) / 2, (many + 2) / 2) GROUP BY %s' % (places, joins, self.all(), same, same, same, same), self.given)
        middle = {place[:-1]: place[-1] for place in medians}
        for row in rows:
            value = middle.get(tuple(row.get(word) for word in by) if by else (1,))
            if value is not None:
                row['median_working_days'] = int(value) if value == int(value) else value
        return rows

    # ---- running

    def all(self):
        return ' AND '.join(self.where) or '1'

    def run(self, query):
        cursor = self.db.execute(query, self.given)
        names = [column[0] for column in cursor.description]
        return [{name: value for name, value in zip(names, row) if value is not None} for row in cursor]

    def answer(self):
        if self.ask in ('due', 'duties', 'breach', 'expiring'):
            return self.list_of_duties()
        figures = {'counts': self.counts, 'load': self.load, 'overdue': self.overdue, 'performance': self.performance, 'closing': self.closing}
        return figures.get(self.ask, self.list_of_cases)()

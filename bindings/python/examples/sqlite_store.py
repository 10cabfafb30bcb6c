#!/usr/bin/env python3
"""A store of your own: cases kept in SQLite, by Python's sqlite3 module. Run it for a demonstration.

One table for records, one for cases, one for policy documents, and one transaction for a commit. It begins with the writer's lock, and that a case
has the expected number of records is the condition of the statement that moves it on: so no two writers can both find it so.

An erased body is overwritten where it stood. What the operating system keeps of SQLite's deleted journal is not: see examples/store-sqlite, in C, for
a store that takes more care.
"""
import sqlite3
import uuid
from contextlib import contextmanager
from typing import Iterable, Iterator, Optional, Tuple

from asb import CaseCommit, Commit, Conflict, CustomStore, InvalidError, IoError, StoredCase, StoredRecord

SCHEMA = '''
CREATE TABLE IF NOT EXISTS about (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, calendar BLOB);
CREATE TABLE IF NOT EXISTS cases (id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, summary BLOB NOT NULL, change INTEGER NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS records (case_id TEXT NOT NULL, seq INTEGER NOT NULL, header BLOB NOT NULL, body BLOB NOT NULL, UNIQUE (case_id, seq));
CREATE TABLE IF NOT EXISTS policies (digest BLOB PRIMARY KEY NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL, document BLOB NOT NULL);
'''
NEXT_CHANGE = '(SELECT coalesce(max(change), 0) + 1 FROM cases)'
NEW_CASE = 'INSERT INTO cases (id, version, summary, change) VALUES (?, ?, ?, %s) ON CONFLICT (id) DO NOTHING' % NEXT_CHANGE
GO_ON = 'UPDATE cases SET version = ?, summary = coalesce(?, summary), change = %s WHERE id = ? AND version = ?' % NEXT_CHANGE
LIST = 'SELECT id, version, summary FROM cases WHERE id > ? ORDER BY id LIMIT ?'
CHANGED = 'SELECT id, version, summary, change FROM cases WHERE change > ? ORDER BY change LIMIT ?'


class SqliteStore(CustomStore):
    """Cases in a file of SQLite. Any number of processes may have it open."""

    def __init__(self, path: str, timeout: float = 5.0) -> None:
        # An engine may be used by any thread, by one at a time; so may the connection.
        self.db = sqlite3.connect(path, timeout=timeout, isolation_level=None, check_same_thread=False)
        self.db.execute('PRAGMA secure_delete = ON')  # an erased body must not be left in a free part of the file
        self.db.execute('PRAGMA synchronous = FULL')
        with self.transaction():
            for statement in SCHEMA.split(';'):
                self.db.execute(statement)
            self.db.execute('INSERT OR IGNORE INTO about (one, id) VALUES (1, ?)', (uuid.uuid4().hex,))
        self.id: str = self.db.execute('SELECT id FROM about').fetchone()[0]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Where the database is locked or the disk is full, the library is told that it may be tried again."""
        try:
            self.db.execute('BEGIN IMMEDIATE')
            try:
                yield
                self.db.execute('COMMIT')
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute('ROLLBACK')
                raise
        except sqlite3.OperationalError as why:
            raise IoError(str(why)) from why

    # ---- writing

    def commit(self, commit: Commit) -> None:
        with self.transaction():
            for case in commit.cases:
                self.move_on(case)
                self.write_records(case)
            for p in commit.policies:
                self.db.execute('INSERT OR IGNORE INTO policies VALUES (?, ?, ?, ?)', (p.digest, p.id, p.version, p.document))
            if commit.calendar:
                self.db.execute('UPDATE about SET calendar = ?', (commit.calendar,))

    def move_on(self, case: CaseCommit) -> None:
        version = case.expected + len(case.records)
        if case.expected == 0:
            done = self.db.execute(NEW_CASE, (case.id, version, case.summary))
        else:
            done = self.db.execute(GO_ON, (version, case.summary or None, case.id, case.expected))
        if done.rowcount != 1:
            raise Conflict('%s has not %d records' % (case.id, case.expected))

    def write_records(self, case: CaseCommit) -> None:
        rows = [(case.id, r.seq, r.header, b'' if r.seq in case.erased else r.body) for r in case.records]
        self.db.executemany('INSERT INTO records VALUES (?, ?, ?, ?)', rows)
        self.db.executemany("UPDATE records SET body = x'' WHERE case_id = ? AND seq = ?", [(case.id, seq) for seq in case.erased])

    # ---- reading

    def read(self, id: str, since: int) -> Optional[Iterable[StoredRecord]]:
        rows = self.db.execute('SELECT seq, header, body FROM records WHERE case_id = ? AND seq >= ? ORDER BY seq', (id, since)).fetchall()
        if not rows and self.db.execute('SELECT 1 FROM cases WHERE id = ?', (id,)).fetchone() is None:
            return None
        return (StoredRecord(*row) for row in rows)

    def list(self, after: str, limit: int) -> Iterable[StoredCase]:
        return (StoredCase(*row) for row in self.db.execute(LIST, (after, limit)).fetchall())

    def changes(self, token: str, limit: int) -> Tuple[Iterable[StoredCase], str]:
        """Numbers are given under the writer's lock: what is seen later has a greater one. A token is the store's id, a point, and a number."""
        store, _, number = token.rpartition('.')
        if token and (store != self.id or not number.isdigit()):
            raise InvalidError('%s is no token of this store' % token)
        rows = self.db.execute(CHANGED, (int(number or 0), limit)).fetchall()
        return (StoredCase(*row[:3]) for row in rows), '%s.%d' % (self.id, rows[-1][3] if rows else int(number or 0))

    def policy(self, digest: bytes) -> Optional[bytes]:
        row: Optional[Tuple[bytes]] = self.db.execute('SELECT document FROM policies WHERE digest = ?', (digest,)).fetchone()
        return row[0] if row else None

    def calendar(self) -> Optional[bytes]:
        row: Tuple[Optional[bytes]] = self.db.execute('SELECT calendar FROM about').fetchone()
        return row[0]

    def close(self) -> None:
        self.db.close()


def main() -> None:
    from asb import Case, Engine, Policy, Record, Store

    engine = Engine()
    with Store.custom(engine, SqliteStore(':memory:')) as store:
        case = Case(Policy(engine, 'places-for-people'), 'CASE-0001', store)
        case.add(Record(engine, 'report', {'channel': 'phone', 'summary': 'Loud music'}, by='amy', role='CCC'))
        case.save()
        again = store.open('CASE-0001')
        assert again is not None
        print('%s: %d record, %s' % (again.id, again.count, again.state))
        print('all is well: %s' % store.verify())


if __name__ == '__main__':
    main()

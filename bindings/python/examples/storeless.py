#!/usr/bin/env python3
"""A host that keeps the texts itself, for asyncio: the library never waits, and the event loop does the writing.

The library says what is to be written (pending), the host writes it in its own time, and says so (saved). Where somebody else wrote first, the host
reads the case anew, and the library tries what is pending again (conflicted). Two clerks have the same case on their screens.
"""
import asyncio
from datetime import datetime
from typing import Any, Dict, List

from asb import Case, Engine, Policy, Record


class Database:
    """Stands for a database with an asynchronous driver. Header, body and document are kept byte by byte."""

    def __init__(self) -> None:
        self.records: List[Dict[str, Any]] = []
        self.policies: List[str] = []
        self.lock = asyncio.Lock()

    async def write(self, pending: Dict[str, Any]) -> bool:
        """All or nothing; False, and nothing, if the case has not as many records as the writer thinks."""
        async with self.lock:
            await asyncio.sleep(0)  # the network
            if len(self.records) != pending['expected']:
                return False
            self.policies += [policy['document'] for policy in pending['policies']]
            self.records += pending['records']
            return True

    async def read(self) -> Dict[str, Any]:
        """The case in the form that the library reads."""
        await asyncio.sleep(0)
        return {'case': 'CASE-0001', 'policies': self.policies, 'records': self.records}


engine = Engine(clock=lambda: datetime(2026, 5, 12, 9, 0))


def add(case: Case, by: str, role: str, kind: str, **fields: Any) -> None:
    case.add(Record(engine, kind, fields, by=by, role=role))
    print('%-4s adds record %d, %s' % (by, case.count, kind))


async def save(database: Database, case: Case, by: str) -> None:
    pending = case.pending()
    if pending is not None and await database.write(pending):
        case.saved(case.count)
        print('%-4s saves: ok' % by)
    else:
        print('%-4s saves: conflict' % by)


async def resolve(database: Database, case: Case, by: str) -> None:
    for one in case.conflicted(await database.read()):
        reasons = ','.join('"%s"' % reason for reason in one.reasons)
        print('%-4s is handed back: %s, %s [%s]' % (by, one.record.kind, 'refused' if one.refused else 'invalid', reasons))
        print('     %s' % one.message)


async def main() -> None:
    database = Database()
    amy = Case(Policy(engine, 'places-for-people'), 'CASE-0001')  # no store
    add(amy, 'amy', 'CCC', 'report', channel='phone', summary='Shouting at night')
    await save(database, amy, 'amy')

    ben = Case.load(engine, await database.read())
    add(amy, 'amy', 'CCC', 'opening', categories=['neighbour-dispute'])
    add(ben, 'ben', 'CHM', 'note', text='Rang again: it is a baby crying')
    add(ben, 'ben', 'CHM', 'closure', reason='not-asb', rationale='Everyday noise')
    await save(database, amy, 'amy')
    await save(database, ben, 'ben')  # amy was first
    await resolve(database, ben, 'ben')
    print('ben  sees %d records, %d of them to be saved; the case is %s' % (ben.count, ben.count - ben.stored, ben.state))
    await save(database, ben, 'ben')
    print('the database has %d records and %d policy' % (len(database.records), len(database.policies)))


if __name__ == '__main__':
    asyncio.run(main())

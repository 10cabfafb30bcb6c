/* A database that is asynchronous, as most are in Node: nothing waits inside the library.
 *
 * The library says what is to be written (pending), the host writes it in its own time, in one transaction, and says so (saved). Where somebody
 * else wrote first, the host reads the case anew, and the library tries what is pending again (conflicted). Two clerks have the same case on
 * their screens. */
'use strict';
const { Engine } = require('asb');
const { setImmediate: turn } = require('node:timers/promises');

/* ---- the host's database: two tables of texts, kept byte by byte. PostgreSQL in the place of maps would look the same from outside. */

class Database {
    #records = new Map(); // case: [{ seq, header, body }]
    #policies = new Map(); // digest: document

    /** One transaction: gives whether it was done. It is not where the case has not as many records as the writer thinks. */
    async write({ case: id, expected, records, erased, policies }) {
        await turn();
        const before = this.#records.get(id) ?? [];
        if (before.length !== expected) return false;
        for (const { digest, document } of policies) this.#policies.set(digest, document);
        this.#records.set(id, [...before, ...records].map((one) => (erased.includes(one.seq) ? { ...one, body: '' } : one)));
        return true;
    }

    /** The case in the form that the library reads. */
    async read(id) {
        await turn();
        return { case: id, policies: [...this.#policies.values()], records: this.#records.get(id) };
    }

    async counts(id) {
        await turn();
        return { records: this.#records.get(id).length, policies: this.#policies.size };
    }
}

/* ---- the clerks */

const engine = new Engine({ now: () => new Date('2026-05-12T09:00+01:00') });
const database = new Database();

function add(c, by, role, kind, fields) {
    c.add(engine.parseRecord({ kind, by, role, fields }));
    console.log(`${by.padEnd(4)} adds record ${c.count}, ${kind}`);
}

async function save(c, by) {
    const count = c.count;
    const done = await database.write(c.pending());
    if (done) c.saved(count);
    console.log(`${by.padEnd(4)} saves: ${done ? 'ok' : 'conflict'}`);
    return done;
}

async function resolve(c, by) {
    for (const { record, status, message, reasons } of c.conflicted(await database.read(c.id))) {
        console.log(`${by.padEnd(4)} is handed back: ${record.kind}, ${status} ${JSON.stringify(reasons)}\n     ${message}`);
    }
}

async function main() {
    const amy = engine.newCase('CASE-0001', engine.builtinPolicy('places-for-people'));
    add(amy, 'amy', 'CCC', 'report', { channel: 'phone', summary: 'Shouting at night' });
    await save(amy, 'amy');

    const ben = engine.loadCase(await database.read('CASE-0001'));
    add(amy, 'amy', 'CCC', 'opening', { categories: ['neighbour-dispute'] });
    add(ben, 'ben', 'CHM', 'note', { text: 'Rang again: it is a baby crying' });
    add(ben, 'ben', 'CHM', 'closure', { reason: 'not-asb', rationale: 'Everyday noise' });
    await save(amy, 'amy');
    if (!(await save(ben, 'ben'))) await resolve(ben, 'ben'); // amy was first
    console.log(`ben  sees ${ben.count} records, ${ben.count - ben.stored} of them to be saved; the case is ${ben.state}`);
    await save(ben, 'ben');

    const { records, policies } = await database.counts('CASE-0001');
    console.log(`the database has ${records} records and ${policies} policy`);
}

main();

/* A store written in JavaScript: everything in maps, and after each commit in one file, which takes the place of the one before in one step.
 *
 *   node custom_store.js            works a case in such a store, reads it again from the file, and has the chain verified */
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ConflictError, Engine } = require('asb');

const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** A store over maps. */
class MapStore {
    constructor() {
        this.cases = new Map(); // id: { records: [{ seq, header, body }], summary, changed }
        this.policies = new Map(); // digest: document
        this.days = null;
        this.written = 0;
    }

    /** All or nothing: what could fail is looked at before anything is changed. */
    commit({ cases, policies, calendar }) {
        for (const { id, expected } of cases) {
            if ((this.cases.get(id)?.records.length ?? 0) !== expected) throw new ConflictError(`${id} has been written to`);
        }
        for (const { digest, document } of policies) this.policies.set(digest, document);
        for (const one of cases) this.#write(one);
        this.days = calendar ?? this.days;
    }

    #write({ id, records, erased, summary }) {
        const before = this.cases.get(id) ?? { records: [], summary: null };
        const all = [...before.records, ...records].map((one) => (erased.includes(one.seq) ? { ...one, body: '' } : one));
        this.written += 1;
        this.cases.set(id, { records: all, summary: summary ?? before.summary, changed: this.written });
    }

    read(id, from) {
        return this.cases.get(id)?.records.slice(from - 1) ?? null;
    }

    list(after, limit) {
        const ids = [...this.cases.keys()].sort(byBytes).filter((id) => byBytes(id, after) > 0);
        return ids.slice(0, limit).map((id) => this.#listed(id));
    }

    changes(token, limit) {
        const since = Number(token ?? 0);
        const changed = [...this.cases].filter(([, one]) => one.changed > since).sort(([, a], [, b]) => a.changed - b.changed).slice(0, limit);
        return { cases: changed.map(([id]) => this.#listed(id)), token: String(changed.at(-1)?.[1].changed ?? since) };
    }

    #listed(id) {
        const { records, summary } = this.cases.get(id);
        return { id, version: records.length, summary };
    }

    policy(digest) {
        return this.policies.get(digest) ?? null;
    }

    calendar() {
        return this.days;
    }
}

/** The same, kept in a file. One process may write to it at a time. */
class FileStore extends MapStore {
    constructor(file) {
        super();
        this.file = file;
        if (fs.existsSync(file)) this.#load(JSON.parse(fs.readFileSync(file, 'utf8')));
    }

    #load({ cases, policies, days, changes }) {
        this.cases = new Map(cases);
        this.policies = new Map(policies);
        this.days = days;
        this.written = changes;
    }

    /** What cannot be written did not happen. */
    commit(commit) {
        const before = [new Map(this.cases), new Map(this.policies), this.days, this.written];
        super.commit(commit);
        try {
            this.#save();
        } catch (why) {
            [this.cases, this.policies, this.days, this.written] = before;
            throw why;
        }
    }

    #save() {
        const whole = { cases: [...this.cases], policies: [...this.policies], days: this.days, changes: this.written };
        const file = fs.openSync(`${this.file}.new`, 'w', 0o600);
        try {
            fs.writeFileSync(file, JSON.stringify(whole));
            fs.fsyncSync(file);
        } finally {
            fs.closeSync(file);
        }
        fs.renameSync(`${this.file}.new`, this.file);
    }
}

function work(file) {
    const engine = new Engine({ now: () => new Date('2026-05-12T09:00+01:00') });
    const store = engine.customStore(new FileStore(file));
    const c = engine.newCase('CASE-0001', engine.builtinPolicy('places-for-people'), store);
    c.add(engine.newRecord('report').setActor('amy', 'CCC').set('channel', 'phone').set('summary', 'Shouting at night 😠'));
    c.add(engine.newRecord('note').setActor('amy', 'CCC').set('text', 'She said: "every night"'));
    c.save();
    console.log(`${c.id}: ${c.state}, ${c.count} records`);
}

function readAgain(file) {
    const engine = new Engine();
    const store = engine.customStore(new FileStore(file));
    const c = store.openCase('CASE-0001');
    console.log(`${c.record(1).get('summary')} / ${c.record(2).get('text')}`);
    console.log(store.list().map(({ id, version, summary }) => `${id} ${version} ${summary.state}`).join('\n'));
    console.log(store.verify());
}

module.exports = { FileStore, MapStore };

if (require.main === module) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'asb-'));
    try {
        work(path.join(folder, 'cases.json'));
        readAgain(path.join(folder, 'cases.json'));
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

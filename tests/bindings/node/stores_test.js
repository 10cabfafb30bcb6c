/* Stores: the journal, one in JavaScript, none; and what goes out of one into another. */
'use strict';
const { assert, test, thrown, inFolder, engineAt, caseIn, EXAMPLES, NOTE } = require('./check');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { Case, ConflictError, CorruptError, IoError, StateError } = require('asb');
const { FileStore, MapStore } = require(path.join(EXAMPLES, 'custom_store.js'));

const note = (engine, text) => engine.parseRecord({ ...NOTE, fields: { text } });

/** A store with three cases, of which one has an erased record, and a calendar. */
function fill(engine, store) {
    const cases = ['B', 'A-ä', 'C😠'].map((id) => caseIn(engine, store, id));
    cases[0].add(note(engine, 'His name is Bob'));
    cases[1].add(note(engine, 'A second'));
    Case.saveAll(cases);
    cases[0].add(engine.parseRecord({ kind: 'erasure', by: 'dpo', role: 'system', fields: { of: [2], basis: 'request', reason: 'r' } }));
    cases[0].save();
    store.setCalendar(engine.newCalendar().add('2026-04-08', { known: '2026-04-01', name: 'Staff day' }));
    return store;
}

const eachStore = (name, work) => {
    test(`${name}: memory`, () => work(engineAt(), (engine) => engine.memoryStore()));
    test(`${name}: journal`, () => inFolder((folder) => {
        let files = 0;
        work(engineAt(), (engine) => engine.journal(path.join(folder, `${(files += 1)}.asb`)));
    }));
    test(`${name}: in JavaScript`, () => work(engineAt(), (engine) => engine.customStore(new MapStore())));
    test(`${name}: in JavaScript, in a file`, () => inFolder((folder) => {
        let files = 0;
        work(engineAt(), (engine) => engine.customStore(new FileStore(path.join(folder, `${(files += 1)}.json`))));
    }));
};

eachStore('cases are kept, listed and verified', (engine, open) => {
    const store = fill(engine, open(engine));
    assert.deepEqual(store.list().map(({ id, version }) => [id, version]), [['A-ä', 2], ['B', 3], ['C😠', 1]]);
    assert.deepEqual(store.list({ after: 'A-ä', limit: 1 }).map(({ id }) => id), ['B']);
    assert.equal(store.list()[0].summary.state, 'enquiry');
    assert.deepEqual(store.verify(), { cases: 3, records: 6, erased: 1, damage: [] });
    assert.equal(store.verify('nix'), null);
    const b = store.openCase('B');
    assert.deepEqual([b.record(2).erased, b.record(2).get('text'), b.record(1).erased], [true, null, false]);
    assert.deepEqual(store.calendar().toJSON().added[0].name, 'Staff day');
    assert.equal(store.export().includes('Bob'), false);
});

eachStore('others can follow', (engine, open) => {
    const store = fill(engine, open(engine)), first = store.changes();
    assert.equal(first.cases.length, 3);
    assert.deepEqual(store.changes({ token: first.token }).cases, []);
    const c = store.openCase('C😠');
    c.add(note(engine, 'more'));
    c.save();
    assert.deepEqual(store.changes({ token: first.token }).cases.map(({ id }) => id), ['C😠']);
});

eachStore('two at once: a conflict, and nothing of several cases is written', (engine, open) => {
    const store = fill(engine, open(engine)), one = store.openCase('C😠'), other = store.openCase('C😠'), b = store.openCase('B');
    for (const c of [one, other, b]) c.add(note(engine, 'n'));
    one.save();
    assert.ok(thrown(() => Case.saveAll([b, other])) instanceof ConflictError);
    assert.equal(store.openCase('B').count, 3);
    assert.deepEqual(other.reload(), []);
    Case.saveAll(new Set([b, other]));
    assert.deepEqual([store.openCase('B').count, store.openCase('C😠').count], [4, 3]);
});

eachStore('a store goes into another, byte by byte', (engine, open) => {
    const from = fill(engine, engine.memoryStore()), copied = open(engine), imported = open(engine), lines = [];
    assert.deepEqual(copied.copyFrom(from), { cases: 3, written: 3, grown: 0, same: 0, left: [] });
    assert.equal(copied.copyFrom(from).same, 3);
    from.exportTo((line) => lines.push(line));
    assert.equal(lines.join(''), from.export());
    assert.equal(imported.import(lines.join('')).written, 3);
    assert.equal(copied.export(), from.export());
    assert.equal(imported.export(), from.export());
    assert.deepEqual(imported.head(), from.head());
    const one = open(engine).importCase(from.openCase('B').export());
    assert.deepEqual(one.head(), from.openCase('B').head());
});

eachStore('heads that were noted are held against it', (engine, open) => {
    const store = fill(engine, open(engine)), heads = store.heads(), head = store.openCase('B').head();
    assert.deepEqual(heads.find((one) => one.case === 'B'), head);
    assert.deepEqual(store.verifyHead(heads), { heads: 3, grown: 0, damage: [] });
    assert.equal(store.verifyHead(store.head()).damage.length, 0);
    assert.equal(createHash('sha256').update(engine.canonicalJson(heads)).digest('hex'), store.head().digest);
    const why = thrown(() => store.verifyHead({ ...head, digest: '0'.repeat(64) }));
    assert.ok(why instanceof CorruptError);
    assert.equal(why.report.damage[0].case, 'B');
});

test('a journal is compacted, and copied while in use', () => inFolder((folder) => {
    const engine = engineAt(), store = fill(engine, engine.journal(path.join(folder, 'j'))), before = store.export();
    store.backup(path.join(folder, 'copy'));
    assert.ok(store.compact().after > 0);
    assert.equal(store.export(), before);
    assert.equal(engineAt().journal(path.join(folder, 'copy')).export(), before);
    assert.equal(fs.readFileSync(path.join(folder, 'j')).includes('Bob'), false);
}));

test('what a sink of lines throws comes out, and the store is as before', () => {
    const engine = engineAt(), store = fill(engine, engine.memoryStore()), trouble = new Error('pipe');
    assert.equal(thrown(() => store.exportTo(() => { throw trouble; })), trouble);
    assert.equal(store.list().length, 3);
});

/* ---- a store in JavaScript that fails */

function failing(method, why) {
    const engine = engineAt(), inner = new MapStore(), store = engine.customStore(inner);
    caseIn(engine, store);
    inner[method] = () => { throw why; };
    return { engine, store };
}

test('what a method throws comes out of the call', () => {
    const trouble = new TypeError('the database is away');
    const { engine, store } = failing('read', trouble);
    assert.equal(thrown(() => store.openCase('CASE-0001')), trouble);
    assert.equal(engine.now() instanceof Date, true); // and is forgotten then
    assert.equal(thrown(() => failing('list', trouble).store.list()), trouble);
    assert.equal(thrown(() => failing('changes', trouble).store.changes()), trouble);
});

test('a status that a method throws is the status of the call, and its cause', () => {
    const full = new IoError('the disk is full');
    const { engine, store } = failing('commit', full), c = engine.newCase('B', engine.builtinPolicy('west-kent'), store);
    c.add(engine.parseRecord({ ...NOTE, kind: 'report', fields: { channel: 'phone', summary: 'x' } }));
    const why = thrown(() => c.save());
    assert.ok(why instanceof IoError && why.cause === full && why !== full);
    assert.deepEqual([c.count, c.stored], [1, 0]);
});

test('a store without changes cannot say; one without its methods is none', () => {
    const engine = engineAt(), bare = { commit() {}, read: () => null, list: () => [], policy: () => null };
    assert.ok(thrown(() => engine.customStore(bare).changes()) instanceof StateError);
    assert.deepEqual(engine.customStore(bare).list(), []);
    for (const name of Object.keys(bare)) assert.throws(() => engine.customStore({ ...bare, [name]: undefined }), TypeError);
});

test('a method that is async is wrong, and nothing counts as written', () => {
    const engine = engineAt(), inner = new MapStore(), c = engine.newCase('B', engine.builtinPolicy('hart'), engine.customStore(inner));
    c.add(engine.parseRecord({ ...NOTE, kind: 'report', role: 'system', fields: { channel: 'phone', summary: 'x' } }));
    inner.commit = async () => {};
    assert.match(thrown(() => c.save()).message, /^commit must not be async/);
    assert.equal(c.stored, 0);
});

test('a store that forgets a policy, or breaks a body, is found out', () => {
    const engine = engineAt(), inner = new MapStore(), store = fill(engine, engine.customStore(inner));
    inner.cases.get('C😠').records[0].body += ' ';
    assert.deepEqual(thrown(() => store.verify()).report.damage.map((one) => one.case), ['C😠']);
    assert.deepEqual([...inner.policies.keys()], [engine.builtinPolicy('west-kent').digest]);
    inner.policies.clear();
    assert.ok(thrown(() => engineAt().customStore(inner).openCase('B')) instanceof CorruptError);
});

/* ---- without a store */

test('pending, saved, loaded', () => {
    const engine = engineAt(), c = caseIn(engine), pending = c.pending();
    assert.deepEqual([pending.case, pending.expected, pending.records.length, pending.policies.length, pending.erased], ['CASE-0001', 0, 1, 1, []]);
    c.saved(c.count);
    assert.equal(c.pending(), null);
    const read = { case: pending.case, records: pending.records, policies: pending.policies.map((one) => one.document) };
    const again = engine.loadCase(read);
    assert.equal(again.export(), c.export());
    again.add(note(engine, 'more'));
    assert.deepEqual(again.pending().policies, []);
    assert.ok(thrown(() => c.save()) instanceof StateError);
});

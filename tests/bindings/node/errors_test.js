/* What goes wrong: a class for each status, with every detail. */
'use strict';
const { assert, test, thrown, inFolder, engineAt, caseIn, NOTE, REPORT } = require('./check');
const fs = require('node:fs');
const path = require('node:path');
const asb = require('asb');

const CLASSES = {
    REFUSED: 'RefusedError', CONFLICT: 'ConflictError', ABSENT: 'AbsentError', ENOMEM: 'NoMemoryError', EARGUMENT: 'ArgumentError',
    EINVALID: 'InvalidError', EJSON: 'JsonError', EPOLICY: 'PolicyError', EEXISTS: 'ExistsError', EIO: 'IoError', ECORRUPT: 'CorruptError',
    EBUSY: 'BusyError', ELIMIT: 'LimitError', EUSER: 'UserError', EVERSION: 'VersionError', ESTATE: 'StateError', EDISCLOSURE: 'DisclosureError',
};

test('every status of the library has a class', () => {
    const kinds = /^ASB_(REFUSED|CONFLICT|ABSENT|E[A-Z]+)$/;
    const statuses = Object.entries(asb.constants()).filter(([name]) => kinds.test(name));
    assert.equal(statuses.length, Object.keys(CLASSES).length);
    for (const [name, status] of statuses) {
        const error = new asb[CLASSES[name.replace('ASB_', '')]]('why');
        assert.equal(error.status, status, name);
        assert.equal(error.name, CLASSES[name.replace('ASB_', '')]);
        assert.ok(error instanceof asb.AsbError && error instanceof Error);
    }
});

test('an invalid record names the field', () => {
    const engine = engineAt(), c = caseIn(engine);
    const why = thrown(() => c.add(engine.parseRecord({ ...REPORT, fields: { channel: 'phon', summary: 'x' } })));
    assert.ok(why instanceof asb.InvalidError);
    assert.deepEqual([why.field, why.code, why.arguments.where, why.status], ['channel', 'record-choice-near', 'channel', -3]);
    assert.match(why.message, /channel cannot be phon; did you mean phone\?/);
    assert.equal(c.count, 1);
});

test('no JSON has line, column and pointer', () => {
    const why = thrown(() => engineAt().parsePolicy('{"id":\n  tru}'));
    assert.ok(why instanceof asb.JsonError);
    assert.deepEqual([why.line, why.column], [2, 3]);
});

test('a policy with problems gives the first, and checkPolicy all', () => {
    const engine = engineAt(), wrong = '{"asb_policy":1,"id":"x","version":"1","title":"X","roles":7,\n"categories":{"a":{}}}';
    const why = thrown(() => engine.parsePolicy(wrong)), problems = engine.checkPolicy(wrong);
    assert.ok(why instanceof asb.PolicyError);
    assert.ok(problems.length > 1);
    assert.deepEqual([problems[0].message, problems[0].pointer, problems[0].line, problems[0].code], [why.message, why.pointer, why.line, why.code]);
    assert.deepEqual(engine.checkPolicy(engine.builtinPolicy('hart').toJSON()), []);
});

/** A case of another policy, under which an opened case is not closed just so. */
function openedCase(engine, store = null) {
    const c = engine.newCase('CASE-0001', engine.builtinPolicy('places-for-people'), store);
    c.add(engine.parseRecord({ ...REPORT, by: 'amy', role: 'CCC' }));
    if (store) c.save();
    return c;
}
const opening = { kind: 'opening', by: 'amy', role: 'CCC', fields: { categories: ['neighbour-dispute'] } };
const closure = { kind: 'closure', by: 'ben', role: 'CHM', fields: { reason: 'not-asb', rationale: 'Everyday noise' } };

test('a refusal has every reason, and may() gives the same without throwing', () => {
    const engine = engineAt(), c = openedCase(engine), record = engine.parseRecord(closure);
    assert.equal(c.may(record).allowed, true);
    c.add(engine.parseRecord(opening));
    const asked = c.may(record), why = thrown(() => c.add(record));
    assert.equal(asked.allowed, false);
    assert.ok(why instanceof asb.RefusedError);
    assert.deepEqual(why.decision, asked);
    assert.deepEqual(why.reasons, asked.reasons);
    assert.deepEqual(asked.refused.map((reason) => [reason.guard, reason.effect]), [['closure-not-asb-found', 'refused']]);
    for (const { guard, clause, message, explanation } of asked.refused) {
        assert.ok(clause && explanation.includes(guard) && explanation.includes(clause));
        assert.ok(why.message.includes(message));
    }
    assert.equal(c.count, 2);
});

test('what was done all the same is taken down, with its breaches', () => {
    const engine = engineAt(), c = openedCase(engine);
    c.add(engine.parseRecord(opening));
    const recorded = new Date('2026-04-02T16:00+01:00');
    const decision = c.admit(engine.parseRecord(closure), { recorded, imported: true });
    assert.deepEqual(decision.breaches.map((reason) => reason.guard), ['closure-not-asb-found']);
    assert.deepEqual(c.record(3).recorded, recorded);
    assert.equal(thrown(() => c.admit(engine.parseRecord(closure), { recorded: '2026-04-03' })).field, 'recorded');
});

test('what is looked up and not there is null', () => {
    const engine = engineAt(), store = engine.memoryStore(), c = caseIn(engine), policy = c.policy();
    const nothing = [engine.builtinPolicy('x'), store.openCase('x'), store.verify('x'), store.calendar(), c.record(9), c.recordWritten(9),
        c.plan('x'), c.assessment('x'), c.proportionality(), c.head(), c.score,
        policy.explain('x'), policy.matrix('x'), engine.limit('x'), c.duties().at(99)];
    assert.deepEqual(nothing, nothing.map(() => null));
});

test('a conflict is thrown, and nothing is lost', () => {
    const engine = engineAt(), store = engine.memoryStore(), amy = caseIn(engine, store), ben = store.openCase('CASE-0001');
    for (const c of [amy, ben]) c.add(engine.parseRecord(NOTE));
    amy.save();
    assert.ok(thrown(() => ben.save()) instanceof asb.ConflictError);
    assert.deepEqual([ben.count, ben.stored], [2, 1]);
    assert.deepEqual(ben.reload(), []);
    ben.save();
    assert.equal(store.openCase('CASE-0001').count, 3);
});

test('what another made impossible is handed back with its reasons', () => {
    const engine = engineAt(), store = engine.memoryStore(), amy = openedCase(engine, store), ben = store.openCase('CASE-0001');
    ben.add(engine.parseRecord(closure));
    amy.add(engine.parseRecord(opening));
    amy.save();
    assert.ok(thrown(() => ben.save()) instanceof asb.ConflictError);
    const [conflict] = ben.reload();
    assert.deepEqual([conflict.record.kind, conflict.status, conflict.reasons], ['closure', 'refused', ['closure-not-asb-found']]);
    assert.ok(conflict.message);
    assert.deepEqual([ben.count, ben.stored, conflict.record.get('reason')], [2, 2, 'not-asb']);
});

test('exists, state, limit, argument', () => {
    const engine = engineAt(), store = engine.memoryStore(), c = caseIn(engine, store);
    assert.ok(thrown(() => engine.newCase('CASE-0001', c.policy(), store)) instanceof asb.ExistsError);
    assert.ok(thrown(() => c.policy().newPlan('c1').toRecord()) instanceof asb.StateError);
    assert.ok(thrown(() => store.compact()) instanceof asb.StateError);
    engine.setLimit('text-bytes', 10);
    assert.equal(engine.limit('text-bytes'), 10);
    assert.ok(thrown(() => engine.newRecord('note').set('text', 'x'.repeat(11))) instanceof asb.LimitError);
    assert.ok(thrown(() => engine.setLimit('nothing', 1)) instanceof asb.ArgumentError);
    assert.ok(thrown(() => engineAt().newCase('A', c.policy())) instanceof asb.ArgumentError);
});

test('no memory', () => {
    const engine = engineAt(undefined, { memoryLimit: 1000000 });
    const policies = [];
    const why = thrown(() => { for (;;) policies.push(engine.builtinPolicy('places-for-people')); });
    assert.ok(why instanceof asb.NoMemoryError);
    assert.ok(engine.memory <= 1000000 && engine.memoryPeak <= 1000000);
});

test('a damaged journal: the error has the report', () => inFolder((folder) => {
    const file = path.join(folder, 'cases.asb'), engine = engineAt();
    const store = engine.journal(file);
    caseIn(engine, store).close();
    store.close();
    const bytes = fs.readFileSync(file), at = bytes.lastIndexOf('Music');
    bytes[at] ^= 1;
    fs.writeFileSync(file, bytes);
    const why = thrown(() => engineAt().journal(file).verify());
    assert.ok(why instanceof asb.CorruptError);
    assert.ok(why.report.damage.length > 0 && why.report.damage[0].what);
    assert.ok(thrown(() => engine.journal(path.join(folder, 'no', 'such'))) instanceof asb.IoError);
}));

test('a copy over other cases: the error has the report', () => {
    const engine = engineAt(), one = engine.memoryStore(), other = engine.memoryStore();
    caseIn(engine, one);
    caseIn(engine, other).add(engine.parseRecord(NOTE));
    const why = thrown(() => one.copyFrom(other));
    assert.ok(why instanceof asb.ConflictError);
    assert.deepEqual(why.report.left.map((left) => left.case), ['CASE-0001']);
});

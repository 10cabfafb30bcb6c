/* Handles are given back by close(), by `using` and by the collector, in any order. */
'use strict';
const { assert, test, thrown, engineAt, caseIn, NOTE, REPORT } = require('./check');
const v8 = require('node:v8');
const vm = require('node:vm');
const { setTimeout: wait } = require('node:timers/promises');
const { ClosedError, Engine, Policy } = require('asb');

v8.setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc');
const dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');

/** Lets the collector and its finalizers work. */
async function collect() {
    for (let round = 0; round < 3; round += 1) {
        gc();
        await wait(5);
    }
}

test('closing in any order: what is still needed is kept', () => {
    const engine = engineAt(), store = engine.memoryStore(), c = caseIn(engine, store), record = engine.parseRecord(NOTE);
    const parts = [engine, store, c.policy(), c.duties(), c.policy().matrix()];
    for (const one of parts) one.close();
    c.add(record);
    c.save();
    assert.equal(c.count, 2);
    assert.equal(thrown(() => c.add(record.set('text', 'x').setActor('kim', 'nobody'))).field, 'role'); // errors are still known
    record.close();
    c.close();
});

test('a closed handle is a clear error', () => {
    const engine = engineAt(), c = caseIn(engine), record = engine.parseRecord(NOTE), duties = c.duties(), [duty] = duties;
    for (const one of [c, record, duties, engine]) {
        one.close();
        one.close();
        assert.equal(one.closed, true);
    }
    for (const work of [() => c.state, () => c.add(record), () => record.kind, () => engine.now(), () => duty.explain(), () => [...duties]]) {
        const why = thrown(work);
        assert.ok(why instanceof ClosedError);
        assert.match(why.message, /^this (Case|Record|Engine|Duties) is closed$/);
    }
    assert.equal(duty.state, 'open'); // what was read stays
});

test('using closes', () => {
    const engine = engineAt();
    engine[dispose]();
    assert.equal(engine.closed, true);
});

test('a handle is made by what it belongs to, and by nothing else', () => {
    assert.throws(() => new Policy(), TypeError);
    assert.throws(() => Object.create(Policy.prototype).id, TypeError);
});

test('what is dropped is given back', async () => {
    const engine = engineAt(), policy = engine.builtinPolicy('west-kent');
    await collect();
    engine.now();
    const before = engine.memory;
    for (let i = 0; i < 500; i += 1) engine.newCase(`C${i}`, policy).add(engine.parseRecord(REPORT));
    assert.ok(engine.memory > before + 500 * 1000);
    await collect();
    engine.now(); // the engine lets go at its next call
    assert.ok(engine.memory < before + 10000, `${engine.memory - before} bytes are left`);
});

test('an engine is collected although its clock refers to it', async () => {
    const refs = (() => {
        const found = [];
        for (let i = 0; i < 20; i += 1) {
            const owner = { time: 0 };
            owner.engine = new Engine({ now: () => owner.engine && owner.time });
            owner.case = caseIn(owner.engine, owner.engine.memoryStore());
            found.push(new WeakRef(owner));
        }
        return found;
    })();
    await collect();
    assert.equal(refs.filter((ref) => ref.deref()).length, 0);
});

test('a store of the host is closed once, when its last case is gone', async () => {
    let closed = 0;
    const implementation = { commit() {}, read: () => null, list: () => [], policy: () => null, close: () => { closed += 1; } };
    const engine = engineAt();
    (() => {
        const store = engine.customStore(implementation), c = engine.newCase('A', engine.builtinPolicy('hart'), store);
        store.close();
        engine.now();
        assert.equal(closed, 0);
        assert.equal(c.count, 0);
    })();
    await collect();
    engine.now();
    assert.equal(closed, 1);
});

test('what closing a store throws is a warning', async () => {
    const warnings = [], trouble = new Error('it would not close');
    process.removeAllListeners('warning'); // which would print it
    process.once('warning', (why) => warnings.push(why));
    const engine = engineAt();
    engine.customStore({ commit() {}, read: () => null, list: () => [], policy: () => null, close: () => { throw trouble; } }).close();
    engine.now();
    await wait(5);
    assert.deepEqual(warnings, [trouble]);
});

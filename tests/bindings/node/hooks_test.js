/* The host's own clock, random bytes and log; and what they throw. */
'use strict';
const { assert, test, thrown, inFolder, engineAt, caseIn, NOW, REPORT } = require('./check');
const path = require('node:path');
const { BusyError, Engine, NoMemoryError, StateError } = require('asb');

test('the clock gives Dates, milliseconds or BigInts', () => {
    for (const now of [NOW, NOW.getTime(), BigInt(NOW.getTime())]) assert.deepEqual(engineAt(now).now(), NOW);
    assert.ok(Math.abs(new Engine().now() - Date.now()) < 5000);
});

test('what the clock throws is thrown by the call, and nothing was done', () => {
    const trouble = new Error('no time');
    let broken = false;
    const engine = new Engine({ now: () => { if (broken) throw trouble; return NOW; } });
    const c = caseIn(engine);
    broken = true;
    assert.equal(thrown(() => c.add(engine.parseRecord(REPORT))), trouble);
    assert.equal(thrown(() => engine.now()), trouble);
    broken = false;
    assert.equal(c.count, 1);
    assert.deepEqual(engine.now(), NOW);
});

test('a clock that gives no time of these centuries is wrong', () => {
    assert.throws(() => engineAt(new Date('1899-12-31')).now(), RangeError);
    assert.throws(() => engineAt('2026-01-01').now(), TypeError);
    assert.throws(() => engineAt(NaN).now(), TypeError);
});

test('one call has one time', () => {
    let ticks = 0;
    const engine = new Engine({ now: () => new Date(NOW.getTime() + 1000 * (ticks += 1)) });
    const c = caseIn(engine), before = ticks;
    c.facts();
    assert.equal(ticks, before + 1);
});

test('random bytes are asked for, and what that throws is thrown', () => {
    const sizes = [], trouble = new Error('no dice');
    const work = (random) => {
        const engine = engineAt(NOW, { random });
        return caseIn(engine, engine.memoryStore()).export();
    };
    const fill = (bytes) => { sizes.push(bytes.length); bytes.fill(7); };
    assert.equal(work(fill), work(fill)); // salts are all that differs
    assert.notEqual(work(undefined), work(undefined));
    assert.ok(sizes.length > 0 && sizes.every((size) => size > 0));
    assert.equal(thrown(() => work(() => { throw trouble; })), trouble);
    assert.match(thrown(() => work(async () => {})).message, /^random must not be async/);
});

/** A store whose calendar is damaged: the library says so in the log. */
function openDamaged(log) {
    const engine = engineAt(NOW, { log });
    const store = { commit() {}, read: () => null, list: () => [], policy: () => null, calendar: () => 'no JSON' };
    engine.customStore(store).calendar();
    return engine.newCase('A', engine.builtinPolicy('hart'), engine.customStore(store)).add(
        engine.parseRecord({ ...REPORT, role: 'system' }));
}

test('the log is written to, and what that throws is thrown', () => {
    const lines = [], trouble = new Error('disk full');
    try {
        openDamaged((level, line) => lines.push([level, line]));
    } catch { /* the calendar may be an error too */ }
    assert.deepEqual(lines[0]?.[0], 'warning');
    assert.match(lines[0][1], /calendar that the store keeps is damaged/);
    assert.equal(thrown(() => openDamaged(() => { throw trouble; })), trouble);
});

test('progress is told, and what it throws cancels the work', () => {
    const told = [], enough = new Error('enough');
    let cancelAt = 0;
    const progress = (...all) => {
        told.push(all);
        if (told.length === cancelAt) throw enough;
    };
    const engine = engineAt(NOW, { progress }), store = engine.memoryStore();
    for (const id of ['A', 'B']) caseIn(engine, store, id);
    const rehearsal = engine.newRehearsal(store);
    for (cancelAt = 1; cancelAt <= 2; cancelAt += 1) {
        told.length = 0;
        assert.equal(thrown(() => rehearsal.run()), enough);
        assert.ok(thrown(() => rehearsal.query({ query: 'totals' })) instanceof StateError);
    }
    cancelAt = told.length = 0;
    assert.equal(rehearsal.run().query({ query: 'totals' }).rows[0].cases, 2);
    assert.deepEqual(told, [['rehearse', 1, 2], ['rehearse', 2, 2]]);
});

test('a hook cannot call its engine', () => {
    let why;
    const engine = engineAt(NOW, { random: (bytes) => { why = thrown(() => engine.builtinPolicy('hart')); bytes.fill(1); } });
    caseIn(engine);
    assert.ok(why instanceof BusyError);
});

test('hooks must be functions', () => {
    for (const wrong of [7, 'now', {}]) assert.throws(() => new Engine({ now: wrong }), TypeError);
    assert.throws(() => new Engine({ memoryLimit: -1 }), RangeError);
    assert.ok(thrown(() => new Engine({ memoryLimit: 10 })) instanceof NoMemoryError);
});

test('engines have clocks of their own, also in one journal', () => inFolder((folder) => {
    const one = engineAt(new Date('2026-01-01T10:00Z')), other = engineAt(new Date('2026-01-02T10:00Z')), file = path.join(folder, 'j');
    const first = caseIn(one, one.journal(file), 'A'), second = caseIn(other, other.journal(file), 'B');
    assert.deepEqual([first.record(1).recorded, second.record(1).recorded].map((d) => d.getUTCDate()), [1, 2]);
}));

/* What goes in comes out: texts, numbers, days and instants. */
'use strict';
const { assert, test, thrown, inFolder, engineAt, caseIn, NOTE, REPORT } = require('./check');
const path = require('node:path');
const asb = require('asb');

const TEXTS = ['He said: "no"', "d'Arcy & Söhne", '😠 every night 👨‍👩‍👧', '\\ / \t\n', '日本語', ' a ', '\ufeffb'];

test('texts of every kind come back through a record, a case, and a journal', () => inFolder((folder) => {
    const engine = engineAt(), file = path.join(folder, 'Fälle 😠.asb');
    const c = caseIn(engine, engine.journal(file), 'CASE-ä😠');
    for (const text of TEXTS) c.add(engine.newRecord('note').setActor('kim', 'housing-officer').set('text', text));
    c.save();
    const again = new asb.Engine().journal(file).openCase('CASE-ä😠');
    assert.equal(again.id, 'CASE-ä😠');
    assert.deepEqual(TEXTS.map((_, index) => again.record(index + 2).get('text')), TEXTS);
    assert.deepEqual(TEXTS.map((_, index) => again.record(index + 2).getText('text')), TEXTS);
}));

test('a text that is no Unicode is refused by the library, with the field', () => {
    const why = thrown(() => engineAt().newRecord('note').set('text', 'a\ud800b'));
    assert.ok(why instanceof asb.InvalidError);
    assert.equal(why.field, 'text');
});

test('a text that would be cut is refused', () => {
    const engine = engineAt();
    const why = thrown(() => caseIn(engine).add(engine.parseRecord(NOTE).set('text', 'a\0b')));
    assert.deepEqual([why.name, why.field], ['InvalidError', 'text']);
    assert.throws(() => engine.newRecord('note').setActor('ki\0m', 'x'), TypeError);
    assert.throws(() => engine.builtinPolicy('west-kent\0'), TypeError);
});

test('what is no text is refused before it goes in', () => {
    const engine = engineAt(), record = engine.newRecord('note');
    for (const wrong of [undefined, null, 3, {}, [], Symbol('x')]) {
        assert.throws(() => engine.builtinPolicy(wrong), TypeError);
        assert.throws(() => record.setText('text', wrong), TypeError);
    }
    for (const wrong of [null, undefined, 7, {}, engine]) assert.throws(() => engine.newCase('A', wrong), TypeError);
    assert.throws(() => caseIn(engine).record(-1), RangeError);
    assert.throws(() => caseIn(engine).record('1'), TypeError);
    assert.throws(() => engine.parseRecord(undefined), TypeError);
});

test('numbers are exact', () => {
    const record = engineAt().newRecord('x-numbers');
    for (const number of [0, -1, 2 ** 31, 2 ** 53 - 1, -(2 ** 53 - 1)]) {
        assert.equal(record.set('x-n', number).getNumber('x-n'), number);
        assert.equal(record.set('x-n', BigInt(number)).get('x-n'), number);
    }
    assert.equal(record.set('x-n', 1.5).get('x-n'), 1.5);
    assert.ok(thrown(() => record.setNumber('x-n', 2n ** 60n)) instanceof asb.InvalidError);
    assert.throws(() => record.setNumber('x-n', 2n ** 64n), RangeError);
    assert.throws(() => record.setNumber('x-n', 2 ** 60), RangeError);
    assert.throws(() => record.setNumber('x-n', 0.5), RangeError);
});

test('fields of every type are set and read', () => {
    const record = engineAt().newRecord('note');
    record.set('x-flag', true).set('x-list', ['a', 'b']).set('x-object', { a: [1, null] }).set('x-when', new Date(0)).addText('x-list', 'c');
    assert.equal(record.getFlag('x-flag'), true);
    assert.equal(record.getFlag('x-list'), null);
    assert.deepEqual(record.get('x-list'), ['a', 'b', 'c']);
    assert.equal(record.getText('x-list', 2), 'c');
    assert.equal(record.getText('x-list', 3), null);
    assert.equal(record.count('x-list'), 3);
    assert.deepEqual(record.get('x-object'), { a: [1, null] });
    assert.equal(record.get('x-when'), '1970-01-01T00:00:00.000Z');
    assert.equal(record.get('x-none'), null);
    assert.equal(record.getNumber('x-none'), null);
    assert.deepEqual(record.fieldNames, ['x-flag', 'x-list', 'x-object', 'x-when']);
    assert.equal(record.unset('x-flag'), true);
    assert.equal(record.unset('x-flag'), false);
});

test('instants are Dates, across summer time', () => {
    const engine = engineAt();
    const pairs = [
        ['2026-03-29T00:30', '2026-03-29T00:30:00.000Z'], ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'], // the clocks go forward
        ['2026-03-29T01:30', '2026-03-29T01:30:00.000Z'], // a time that there is not
        ['2026-10-25T01:30', '2026-10-25T00:30:00.000Z'], ['2026-10-25T02:00', '2026-10-25T02:00:00.000Z'], // and back
        ['2026-06-01', '2026-05-31T23:00:00.000Z'], ['1900-01-01', '1900-01-01T00:00:00.000Z'],
        ['2999-12-31T23:59:59.999', '2999-12-31T23:59:59.999Z'],
    ];
    for (const [written, instant] of pairs) assert.equal(engine.instant(written).toISOString(), instant, written);
    assert.equal(engine.instantText(new Date('2026-07-01T12:00Z'), { local: true }), '2026-07-01T13:00');
    assert.equal(engine.instantText(Date.UTC(2026, 0, 1, 12)), '2026-01-01T12:00:00Z');
    assert.throws(() => engine.instantText(new Date('3000-01-01')), RangeError);
    assert.throws(() => engine.instantText(new Date(NaN)), TypeError);
    assert.equal(thrown(() => engine.instant('2026-02-30')).field, 'text');
});

test('when a record happened can be a Date, milliseconds, or local text', () => {
    const engine = engineAt();
    const instant = new Date('2026-04-01T16:40:00Z');
    for (const at of [instant, instant.getTime(), '2026-04-01T17:40', '2026-04-01T17:40:00+01:00']) {
        assert.deepEqual(engine.newRecord('note').setAt(at).at, instant);
    }
    assert.equal(engine.newRecord('note').at, null);
    assert.equal(engine.newRecord('note').recorded, null);
    assert.deepEqual(engine.parseRecord({ ...REPORT, at: instant }).at, instant);
});

test('duties have days as texts and instants as Dates too', () => {
    const duties = new Map([...caseIn(engineAt()).duties()].map((duty) => [duty.rule, duty]));
    const day = duties.get('contact-complainant'), instant = duties.get('new-case-review');
    assert.deepEqual([day.due, day.dueAt, day.dueLocal], ['2026-04-13', null, '2026-04-13']);
    assert.deepEqual([instant.due, instant.dueLocal], ['2026-04-03T15:00:00Z', '2026-04-03T16:00']);
    assert.deepEqual(instant.dueAt, new Date('2026-04-03T15:00:00Z'));
    assert.deepEqual(instant.startedAt, new Date('2026-04-02T15:00:00Z'));
    assert.equal(instant.endedAt, null);
});

test('days can be given as Dates: the day in England counts', () => {
    const engine = engineAt();
    assert.equal(engine.isWorkingDay(new Date('2026-05-31T23:30Z')), true); // Monday 1 June, half past midnight
    assert.equal(engine.isWorkingDay('2026-05-31'), false);
    assert.equal(engine.due('2026-03-31', { working_days: 5 }).due, '2026-04-09');
});

test('documents can be texts, bytes or objects', () => {
    const engine = engineAt();
    for (const document of [NOTE, JSON.stringify(NOTE), Buffer.from(JSON.stringify(NOTE))]) {
        assert.deepEqual(engine.parseRecord(document).toJSON(), { ...NOTE });
    }
    assert.equal(engine.canonicalJson('{"b": 1.0, "a": "\\u00e9"}'), '{"a":"é","b":1}');
});

test('a large text comes and goes', () => {
    const engine = engineAt(), c = caseIn(engine), long = 'ä😠'.repeat(150000);
    c.add(engine.parseRecord({ ...NOTE, fields: { text: long } }));
    assert.equal(c.record(2).get('text'), long);
    assert.equal(engine.loadCase(c.export()).record(2).getText('text'), long);
});

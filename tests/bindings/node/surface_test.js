/* Nothing is left out: every function of the library is reached, and the types say what there is. */
'use strict';
const { assert, test, inFolder, engineAt, caseIn, REPORT, TOP } = require('./check');
const fs = require('node:fs');
const path = require('node:path');
const ts = require('typescript');
const asb = require('asb');
const dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose');
const folder = path.dirname(require.resolve('asb'));
const { native } = require(path.join(folder, 'lib/library.js'));

const JSON_READER = 'JavaScript reads JSON itself';
const WHOLE = 'a Decision is read whole, by asb_decision_json()';
const ONE_BY_ONE = 'its items are objects, read one by one';
const LEFT_OUT = {
    asb_conflicts_json: ONE_BY_ONE, asb_list_json: ONE_BY_ONE, asb_problems_json: ONE_BY_ONE,
    asb_decision_allowed: WHOLE, asb_decision_clause: WHOLE, asb_decision_count: WHOLE, asb_decision_effect: WHOLE, asb_decision_explanation: WHOLE,
    asb_decision_guard: WHOLE, asb_decision_message: WHOLE,
    asb_duties_owner: 'the roles are read one by one, as a list',
    asb_caseload_rows: WHOLE, asb_rehearsal_rows: WHOLE, asb_rows_column: WHOLE, asb_rows_column_count: WHOLE, asb_rows_count: WHOLE, asb_rows_free: WHOLE,
    asb_rows_next: WHOLE, asb_rows_number: WHOLE, asb_rows_text: WHOLE, asb_rows_total: WHOLE,
    asb_json_at: JSON_READER, asb_json_column: JSON_READER, asb_json_count: JSON_READER, asb_json_free: JSON_READER, asb_json_get: JSON_READER,
    asb_json_integer: JSON_READER, asb_json_key: JSON_READER, asb_json_line: JSON_READER, asb_json_next: JSON_READER, asb_json_parse: JSON_READER,
    asb_json_text: JSON_READER, asb_json_type: JSON_READER, asb_json_write: JSON_READER,
};
const BY_COLLECTOR = /^asb_(caseload|rehearsal|duties|matrix|assessment|plan|policy|proportionality|store)_free$/; // lifetime_test.js sees that handles are given back

const functions = JSON.parse(fs.readFileSync(path.join(TOP, 'bindings/abi.json'), 'utf8')).functions.map((one) => one.name);

test('every function of the library is reached by a program that uses everything, or is left out for a reason', () => {
    const reached = new Set(), table = native();
    for (const name of Object.keys(table)) {
        const original = table[name];
        table[name] = (...parameters) => {
            reached.add(name);
            return original(...parameters);
        };
    }
    inFolder((room) => require(path.join(folder, '../../surface.js')).useEverything(room));
    const missing = functions.filter((name) => !reached.has(name) && !LEFT_OUT[name] && !BY_COLLECTOR.test(name));
    assert.deepEqual(missing, []);
    assert.deepEqual(Object.keys(LEFT_OUT).filter((name) => reached.has(name) || !functions.includes(name)), []);
});

/* ---- the types against what there is */

const nameOf = (member) => (member.name && ts.isComputedPropertyName(member.name) ? `[${member.name.expression.getText()}]` : member.name?.getText());
const isStatic = (member) => (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;

/** The members that a class has from the one it extends, which stands before it. */
function inherited(one, classes) {
    const extended = one.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0].getText();
    return classes.get(extended) ?? [];
}

const ownMembers = (one) => one.members.filter((member) => !ts.isConstructorDeclaration(member));

/** What index.d.ts declares: for each class the names of its members, and for each function its name. */
function declared() {
    const file = path.join(folder, 'index.d.ts');
    const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    const classes = new Map(), names = new Set();
    for (const one of source.statements) {
        if (ts.isClassDeclaration(one)) classes.set(one.name.text, [...inherited(one, classes), ...ownMembers(one)]);
        if (ts.isClassDeclaration(one) || ts.isFunctionDeclaration(one)) names.add(one.name.text);
    }
    classes.delete('Handle'); // is no name of the package
    names.delete('Handle');
    return { classes, names };
}

function written(key) {
    if (key === dispose) return '[Symbol.dispose]';
    return typeof key === 'symbol' ? `[${key.description}]` : key;
}

/** The members that an object has, of its own, of its class and of those that comes from. */
function membersOf(object) {
    const found = new Set(Object.keys(object));
    for (let at = Object.getPrototypeOf(object); at !== Object.prototype; at = Object.getPrototypeOf(at)) {
        for (const key of Reflect.ownKeys(at)) found.add(written(key));
    }
    found.delete('constructor');
    return [...found].sort();
}

/** An object of each class that is no error. */
function oneOfEach() {
    const engine = engineAt(), c = caseIn(engine), policy = c.policy(), duties = c.duties(), matrix = policy.matrix();
    const record = engine.parseRecord(REPORT), store = engine.memoryStore(), calendar = engine.newCalendar(), decision = c.may(record);
    const forms = [matrix, matrix.newAssessment('p'), policy.newPlan('p'), policy.newProportionality('p', policy.toJSON().remedies[0].id)];
    const all = [engine, c, policy, duties, duties.at(0), record, store, calendar, decision, c.newDocument('letter'),
        engine.newCaseload(), engine.newRehearsal(store), ...forms];
    return new Map(all.map((one) => [one.constructor.name, one]));
}

test('the types declare every name, and no other', () => {
    assert.deepEqual([...declared().names].sort(), Object.keys(asb).sort());
});

test('the types declare every member of every class, and no other', () => {
    const { classes } = declared(), objects = oneOfEach();
    for (const [name, members] of classes) {
        if (asb[name].prototype instanceof Error) continue;
        assert.deepEqual(members.filter((one) => !isStatic(one)).map(nameOf).sort(), membersOf(objects.get(name)), name);
        for (const member of members.filter(isStatic)) assert.equal(typeof asb[name][nameOf(member)], 'function');
    }
});

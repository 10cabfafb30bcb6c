/* What the tests share: running them one after another, and a case to work with. Each file of tests prints `failed: …` for what fails, and as its
 * last line `N passed, N failed`. */
'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Engine } = require('asb');

const TOP = path.resolve(__dirname, '../../..');
const EXAMPLES = path.join(path.dirname(require.resolve('asb')), '../../examples'); // where they find the package as it was packed
const NOW = new Date('2026-04-02T16:00+01:00');
const tests = [];

/** A test; it may be async. */
function test(name, work) {
    tests.push({ name, work });
}

async function run() {
    let failed = 0;
    for (const { name, work } of tests) {
        try {
            await work();
        } catch (why) {
            failed += 1;
            console.log(`failed: ${path.basename(require.main.filename)}: ${name}: ${why.stack.slice(0, 2000)}`);
        }
    }
    console.log(`${tests.length - failed} passed, ${failed} failed`);
    process.exitCode = failed ? 1 : 0;
}
setImmediate(run);

/** What a call throws; that it does not is a failure. */
function thrown(work) {
    try {
        work();
    } catch (why) {
        return why;
    }
    throw new assert.AssertionError({ message: 'nothing was thrown' });
}

/** A folder that is gone after the test. */
function inFolder(work) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'asb-node-'));
    try {
        return work(folder);
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
}

/** An engine whose clock stands still. */
const engineAt = (now = NOW, hooks = {}) => new Engine({ now: () => now, ...hooks });

const REPORT = { kind: 'report', by: 'kim', role: 'housing-officer', fields: { channel: 'phone', summary: 'Music' } };
const NOTE = { kind: 'note', by: 'kim', role: 'housing-officer', fields: { text: 'She rang again' } };

/** A case with a report, saved where it has a store. */
function caseIn(engine, store = null, id = 'CASE-0001') {
    const c = engine.newCase(id, engine.builtinPolicy('west-kent'), store);
    c.add(engine.parseRecord(REPORT));
    if (store) c.save();
    return c;
}

module.exports = { assert, test, thrown, inFolder, engineAt, caseIn, EXAMPLES, NOW, NOTE, REPORT, TOP };

/* A hundred thousand cases opened and let go: the process does not grow. The first 20,000 are for warming up. */
'use strict';
const { assert, test, engineAt, caseIn } = require('./check');
const { setImmediate: turn } = require('node:timers/promises');

const ALL = 100000, WARM = 20000;
const resident = () => process.memoryUsage().rss / 1e6;

async function grows(name, work) {
    const engine = engineAt(), store = engine.memoryStore();
    caseIn(engine, store).close();
    let before = 0;
    const started = Date.now();
    for (let i = 0; i < ALL; i += 1) {
        if (i === WARM) before = resident();
        work(store.openCase('CASE-0001'));
        if (i % 100 === 99) await turn(); // finalizers work between turns of the event loop
    }
    const after = resident(), seconds = (Date.now() - started) / 1000;
    console.log(`${name}: ${before.toFixed(1)} MB after ${WARM}, ${after.toFixed(1)} MB after ${ALL}, ${seconds.toFixed(1)} s`);
    return after - before;
}

test('closed', async () => {
    assert.ok(await grows('closed', (c) => {
        c.duties().close();
        c.close();
    }) < 48);
});

/* By more than 1000 where nothing is given back. How much waits for the collector at a time differs by some tens of megabytes. */
test('dropped', async () => {
    assert.ok(await grows('dropped', (c) => [...c.duties()]) < 128);
});

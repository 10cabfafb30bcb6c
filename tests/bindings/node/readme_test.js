/* The code in README.md is that of the examples, which are run; what it names is there. */
'use strict';
const { assert, test, EXAMPLES, TOP } = require('./check');
const fs = require('node:fs');
const path = require('node:path');
const asb = require('asb');

const README = fs.readFileSync(path.join(TOP, 'bindings/node/README.md'), 'utf8');
const lines = (text) => text.split('\n').map((line) => line.trim()).join('\n');
const blocks = (language) => [...README.matchAll(new RegExp(`^ *\`\`\`${language}\n(.*?)^ *\`\`\``, 'gms'))].map(([, text]) => lines(text));

test('each block of code stands in an example', () => {
    const examples = fs.readdirSync(EXAMPLES).map((name) => lines(fs.readFileSync(path.join(EXAMPLES, name), 'utf8')));
    assert.ok(blocks('js').length >= 3);
    for (const block of blocks('js')) assert.ok(examples.some((example) => example.includes(block)), block);
});

test('what it says is printed is what is printed', () => {
    assert.equal(blocks('text')[0], lines(fs.readFileSync(path.join(TOP, 'examples/expected/quickstart.txt'), 'utf8')));
});

test('the errors that it names are there, and all are named', () => {
    const named = new Set(README.match(/\b[A-Z]\w+Error\b/g));
    for (const builtIn of ['TypeError', 'RangeError']) named.delete(builtIn);
    assert.deepEqual([...named].sort(), Object.keys(asb).filter((name) => name.endsWith('Error')).sort());
});

test('its links lead somewhere', () => {
    for (const [, to] of README.matchAll(/\]\((?!https:)([^)#]+)/g)) assert.ok(fs.existsSync(path.join(TOP, 'bindings/node', to)), to);
});

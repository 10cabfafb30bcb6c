/* Which library is loaded, and which is not. */
'use strict';
const { assert, test, thrown, inFolder, TOP } = require('./check');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const koffi = require('koffi');
const asb = require('asb');
const folder = path.dirname(require.resolve('asb'));
const { bind, candidates, checkVersion } = require(path.join(folder, 'lib/library.js'));
const raw = require(path.join(folder, 'lib/raw.js'));

const withoutOverride = (work) => {
    const override = process.env.ASB_LIBRARY;
    delete process.env.ASB_LIBRARY;
    try {
        return work(override);
    } finally {
        process.env.ASB_LIBRARY = override;
    }
};

/** Runs a program of its own. */
function node(code, environment = {}) {
    return spawnSync(process.execPath, ['-e', code], { encoding: 'utf8', cwd: os.tmpdir(), env: { ...process.env, ...environment } });
}

test('the order: the environment, beside the package, the system', () => {
    assert.deepEqual(candidates(), [process.env.ASB_LIBRARY]);
    withoutOverride(() => inFolder((beside) => {
        const system = candidates(beside);
        assert.ok(system.length > 0 && system.every((name) => path.basename(name) === name));
        fs.writeFileSync(path.join(beside, system[0]), '');
        assert.deepEqual(candidates(beside), [path.join(beside, system[0]), ...system]);
    }));
});

test('a library beside the package is found without being named', () => inFolder((room) => {
    const place = path.join(room, 'node_modules/asb');
    fs.cpSync(folder, place, { recursive: true });
    withoutOverride((library) => fs.copyFileSync(library, path.join(place, candidates(room)[0])));
    const run = node(`console.log(require(${JSON.stringify(place)}).version())`, { ASB_LIBRARY: '' });
    assert.equal(run.stdout, `${asb.version()}\n`, run.stderr);
}));

test('none, or another library, is an error that says what to do', () => {
    const none = node('require("asb").version()', { ASB_LIBRARY: '/nowhere/libasb.so' });
    assert.match(none.stderr, /LibraryError: libasb was not found; set ASB_LIBRARY to its path\. Tried:\n {2}\/nowhere\/libasb\.so: /);
    const why = thrown(() => bind(koffi.load(null), 'this program'));
    assert.ok(why instanceof asb.LibraryError);
    assert.equal(why.message, 'this program is not libasb');
});

test('versions are compared', () => {
    for (const [running, wanted] of [[100, 100], [101, 100], [10203, 10203], [10300, 10203]]) checkVersion(running, 'x', wanted);
    for (const [running, wanted] of [[99, 100], [200, 100], [100, 101], [10000, 100], [10202, 10203], [20000, 10203]]) {
        assert.throws(() => checkVersion(running, 'x', wanted), /^LibraryError: x is version \d+\.\d+\.\d+ of libasb; this package is for/);
    }
});

test('versions agree', () => {
    assert.equal(asb.version(), raw.VERSION_TEXT);
    assert.equal(asb.versionNumber(), raw.VERSION);
    assert.equal(JSON.parse(fs.readFileSync(path.join(folder, 'package.json'))).version, raw.VERSION_TEXT);
});

test('constants and layouts are those of the compiler', () => {
    assert.deepEqual(asb.constants(), { ...raw.CONSTANTS });
    for (const line of fs.readFileSync(path.join(TOP, 'tests/abi/layout.txt'), 'utf8').split('\n')) {
        const [what, type, field] = line.split(' ');
        if (what === 'sizeof') assert.equal(koffi.sizeof(raw.TYPES[type]), Number(field), line);
        if (what === 'offsetof') assert.equal(koffi.offsetof(raw.TYPES[type], field), Number(line.split(' ')[3]), line);
    }
});

test('require and import give the same names', () => inFolder((room) => {
    fs.symlinkSync(path.resolve(folder, '..'), path.join(room, 'node_modules'));
    fs.writeFileSync(path.join(room, 'names.mjs'), 'import * as asb from "asb"; console.log(JSON.stringify(Object.keys(asb).sort()))');
    const run = spawnSync(process.execPath, [path.join(room, 'names.mjs')], { encoding: 'utf8' });
    assert.deepEqual(JSON.parse(run.stdout), Object.keys(asb).sort());
}));

test('nothing is loaded before it is used; the package may be there twice; threads have their own', () => {
    assert.equal(node('require("asb")', { ASB_LIBRARY: '/nowhere' }).status, 0);
    const twice = 'const a = require("asb"); for (const k in require.cache) delete require.cache[k]; const b = require("asb");'
        + 'new a.Engine().memoryStore(); new b.Engine().memoryStore(); if (a === b) throw 1';
    assert.equal(node(twice).stderr, '');
    const threads = 'const { Worker, isMainThread } = require("worker_threads"); const { Engine } = require("asb");'
        + 'const c = new Engine({ now: () => 0 }); c.newCase("A", c.builtinPolicy("hart"), c.memoryStore());'
        + 'if (isMainThread) for (let i = 0; i < 3; i++) new Worker(__filename)';
    const run = inFolder((room) => {
        fs.writeFileSync(path.join(room, 'threads.js'), threads);
        return spawnSync(process.execPath, [path.join(room, 'threads.js')], { encoding: 'utf8' });
    });
    assert.deepEqual([run.status, run.stderr], [0, '']);
});

test('nothing crashes at exit, with everything left open', () => {
    const code = 'const { Engine } = require("asb"); const e = new Engine({ now: () => new Date(), log() {} }); const p = e.builtinPolicy("hart");'
        + 'const own = e.customStore({ commit() {}, read: () => null, list: () => [], policy: () => null });'
        + 'globalThis.kept = [e, p, e.memoryStore(), own, p.newPlan("x")];';
    for (const end of ['', 'process.exit(3)', 'setTimeout(() => { throw new Error("x") })']) {
        const run = node(code + end);
        assert.equal(run.signal, null, run.stderr);
        assert.equal(run.status, end.includes('exit') ? 3 : end ? 1 : 0);
    }
});

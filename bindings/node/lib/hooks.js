/* The hooks of an engine: a clock, random bytes, a log, progress.
 *
 * koffi has few places for callbacks and holds their functions for ever. So there is one of each for all engines, and `self`, which the library hands
 * back, is the number of the engine. Engines are found by it weakly: a clock that refers to its engine keeps nothing alive. */
'use strict';
const koffi = require('koffi');
const { TYPES } = require('./raw');
const { atOnce } = require('./values');

const LEVELS = ['error', 'warning', 'information'];
const cores = new Map(); // number: WeakRef of a Core
const gone = new FinalizationRegistry((number) => cores.delete(number));
let last = 0n;
let callbacks = null;

const coreOf = (self) => cores.get(self)?.deref();

/** Calls back, and keeps what is thrown. */
function guarded(self, otherwise, work) {
    const core = coreOf(self);
    if (!core) return otherwise;
    try {
        return work(core);
    } catch (why) {
        const status = core.keep(why);
        return otherwise ?? status;
    }
}

function now(self) {
    return coreOf(self)?.instant ?? Date.now();
}

function random(self, address, size) {
    return guarded(self, undefined, (core) => {
        const bytes = new Uint8Array(size);
        atOnce(core.hooks.random(bytes), 'random');
        koffi.encode(address, 'uint8_t', bytes, size);
        return 0;
    });
}

function log(self, level, message) {
    guarded(self, 0, (core) => core.hooks.log(LEVELS[level] ?? 'information', message));
}

function progress(self, work, done, total) {
    return guarded(self, undefined, (core) => {
        atOnce(core.hooks.progress(work, Number(done), Number(total)), 'progress');
        return 0;
    });
}

const register = (work, type) => koffi.register(work, koffi.pointer(type));

/** The struct of hooks for an engine. What is not given stays the library's own. */
function hooksOf(core, hooks) {
    callbacks ??= {
        now: register(now, TYPES.asb_hooks_now),
        random: register(random, TYPES.asb_hooks_random),
        log: register(log, TYPES.asb_hooks_log),
        progress: register(progress, TYPES.asb_hooks_progress),
    };
    last += 1n;
    cores.set(last, new WeakRef(core));
    gone.register(core, last);
    const given = Object.entries(callbacks).filter(([name]) => hooks[name]);
    return { struct_size: koffi.sizeof(TYPES.asb_hooks), self: last, memory_limit: hooks.memoryLimit, ...Object.fromEntries(given) };
}

module.exports = { hooksOf };

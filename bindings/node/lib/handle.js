/* The life of handles.
 *
 * A handle is given back by close(), by `using`, or by the garbage collector, in any order: the library keeps what is still needed.
 *
 * The collector sees small JavaScript objects and not the memory of the library behind them, and would let gigabytes pile up. So, whenever the
 * engine has grown by so much, a handle carries a buffer as large as that: never written, so that the system gives no page for it, but counted by
 * the collector. */
'use strict';
const { native } = require('./library');
const { ClosedError } = require('./errors');

const KEY = Symbol('made by the library');
const dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose'); // Node 18 may have none
const LEAST_BALLAST = 256 * 1024;

const registry = new FinalizationRegistry(({ free, pointer }) => native()[free](pointer));
const balanced = new WeakMap(); // by core: as much of the engine's memory as the collector knows of

function ballast(core) {
    const held = Number(native().asb_engine_memory(core.pointer)), grown = held - (balanced.get(core) ?? 0);
    if (grown >= LEAST_BALLAST || grown < 0) balanced.set(core, held);
    return grown >= LEAST_BALLAST ? Buffer.allocUnsafeSlow(grown) : null;
}

let coreOf, pointerOf;

/** What every noun of the library is in JavaScript. `free` names the function that gives it back. */
class Handle {
    #core;
    #pointer;
    #ballast; // held, and never read

    static {
        coreOf = (handle) => handle.#core;
        pointerOf = (handle, type) => {
            if (!(#pointer in handle) || !(handle instanceof type)) throw new TypeError(`a ${type.name} is wanted`);
            if (handle.#pointer === null) throw new ClosedError(`this ${handle.constructor.name} is closed`);
            return handle.#pointer;
        };
    }

    constructor(key, core, pointer) {
        if (key !== KEY) throw new TypeError(`a ${new.target.name} is made by a method of what it belongs to`);
        this.#core = core;
        this.#pointer = pointer;
        this.#ballast = ballast(core);
        registry.register(this, { free: this.constructor.free, pointer }, this);
    }

    /** A handle of this class. */
    static of(core, pointer, ...rest) {
        return new this(KEY, core, pointer, ...rest);
    }

    /** Has it been closed? */
    get closed() {
        return this.#pointer === null;
    }

    /** Give it back now; it cannot be used any more. Closing it again does nothing. */
    close() {
        if (this.#pointer === null) return;
        const pointer = this.#pointer;
        this.#pointer = this.#ballast = null;
        registry.unregister(this);
        native()[this.constructor.free](pointer);
    }

    [dispose]() {
        this.close();
    }
}

/** The pointer of a handle that must be of a class and open; by default that of the class itself. */
function pointer(handle, type = Handle) {
    if (handle === null || typeof handle !== 'object') throw new TypeError(`a ${type.name} is wanted`);
    return pointerOf(handle, type);
}

const pointerOrNull = (handle, type) => (handle === null || handle === undefined ? null : pointer(handle, type));

module.exports = { Handle, KEY, pointer, pointerOrNull, core: (handle) => coreOf(handle) };

/* What the handles of an engine share: how its functions are called, and what becomes of what they say.
 *
 * A clock is asked once before each call, and the library is told that instant for as long as the call lasts: so one call has one time, and a clock
 * that throws leaves everything as it was. What another callback throws is kept, the C code is told that it failed, and the call throws it. */
'use strict';
const { native } = require('./library');
const { Decision } = require('./decision');
const { errorOf } = require('./errors');
const { CONSTANTS } = require('./raw');
const { milliseconds, read, text } = require('./values');

const { ASB_OK, ASB_REFUSED, ASB_ABSENT, ASB_EUSER } = CONSTANTS;

/** The text that the library gave as a handle of ours; it is given back. */
function takeText(pointer) {
    try {
        return read(native().asb_text_data(pointer), Number(native().asb_text_length(pointer)));
    } finally {
        native().asb_text_free(pointer);
    }
}

class Core {
    #depth = 0;
    #thrown = []; // by callbacks during this call

    constructor() {
        this.hooks = {};
        this.instant = null;
        this.pointer = null; // of the engine
    }

    /* ---- callbacks */

    /** Keeps what a callback threw until its call is over, and gives the status for the C code. */
    keep(error, status = ASB_EUSER) {
        this.#thrown.push({ error, status });
        return status;
    }

    #askClock() {
        if (this.hooks.now) this.instant = milliseconds(this.hooks.now(), 'what the clock gives');
    }

    /** Throws what a callback threw, unless it only said a status in its own way. */
    #throwKept() {
        const thrown = this.#thrown;
        this.#thrown = [];
        const strange = thrown.find(({ status }) => status === ASB_EUSER);
        if (strange) throw strange.error;
        return thrown;
    }

    /** Calls a function; gives what it gives, and what callbacks said by throwing errors that have a status. */
    #run(name, parameters) {
        if (this.#depth === 0) this.#askClock();
        this.#depth += 1;
        let result;
        try {
            result = native()[name](...parameters);
        } finally {
            this.#depth -= 1;
        }
        return [result, this.#depth === 0 ? this.#throwKept() : []];
    }

    /* ---- errors */

    /** What the engine says about a status. */
    error(status, details = {}) {
        const n = native(), e = this.pointer;
        const words = n.asb_status_text(status);
        if (!e || n.asb_error_status(e) !== status) return errorOf(status, details.cause?.message ?? words, details);
        return errorOf(status, n.asb_error_message(e) || words, {
            code: n.asb_error_code(e) || null,
            arguments: JSON.parse(n.asb_error_arguments(e)),
            field: n.asb_error_field(e) || null,
            pointer: n.asb_error_pointer(e) || null,
            line: n.asb_error_line(e) || null,
            column: n.asb_error_column(e) || null,
            ...details,
        });
    }

    /* ---- calls */

    /** Calls a function that gives a status: that is 0, or one of those allowed; every other is thrown. */
    call(name, parameters, allowed = []) {
        const [status, said] = this.#run(name, parameters);
        if (status === ASB_OK || allowed.includes(status)) return status;
        throw this.error(status, { cause: said.find((one) => one.status === status)?.error });
    }

    /** Calls a function whose answer may be that there is no such thing. */
    found(name, ...parameters) {
        return this.call(name, parameters, [ASB_ABSENT]) === ASB_OK;
    }

    /** Calls a function whose first parameter is filled in; null where there is no such thing. */
    out(name, ...parameters) {
        const out = [null];
        return this.found(name, out, ...parameters) ? out[0] : null;
    }

    /** The same for a handle: as `type`; it is not lost where a callback threw. */
    make(type, name, ...parameters) {
        const out = [null];
        try {
            return this.found(name, out, ...parameters) ? type.of(this, out[0]) : null;
        } catch (why) {
            if (out[0]) native()[type.free](out[0]);
            throw why;
        }
    }

    /** The same for a text; null where there is no such thing. */
    text(name, ...parameters) {
        const pointer = this.out(name, ...parameters);
        return pointer === null ? null : takeText(pointer);
    }

    /** The same for a text that is JSON. */
    json(name, ...parameters) {
        const written = this.text(name, ...parameters);
        return written === null ? null : JSON.parse(written);
    }

    /** The same for a report that may come with an error, which then has it; null where there is no such thing. */
    report(name, ...parameters) {
        const out = [null];
        try {
            return this.found(name, out, ...parameters) ? JSON.parse(takeText(out[0])) : null;
        } catch (why) {
            if (out[0]) why.report = JSON.parse(takeText(out[0]));
            throw why;
        }
    }

    /** The same for a text that is lent, with its length; null where there is no such thing. */
    lent(name, ...parameters) {
        const out = [null], length = [0];
        return this.found(name, out, length, ...parameters) ? read(out[0], Number(length[0])) : null;
    }

    /** A day as ISO text: a text as it is, of an instant the day in England. */
    day(value, name) {
        if (typeof value === 'string') return text(value, name);
        return this.text('asb_instant_text', this.pointer, milliseconds(value, name), 1).slice(0, 10);
    }

    /** Tries a record: the decision, whether it may be or not. */
    decide(name, ...parameters) {
        const out = [null];
        try {
            this.call(name, [out, ...parameters], [ASB_REFUSED]);
            return new Decision(this.json('asb_decision_json', out[0]));
        } finally {
            native().asb_decision_free(out[0]);
        }
    }
}

module.exports = { Core };

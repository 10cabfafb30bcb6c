'use strict';

const reasonOf = (reason) => Object.freeze({ ...reason, code: reason.code || null });

/** The answer to "may this record be added now?", read whole: there is nothing to close. */
class Decision {
    constructor({ allowed, reasons }) {
        this.allowed = allowed;
        this.reasons = Object.freeze(reasons.map(reasonOf));
        Object.freeze(this);
    }

    /** The reasons with one effect. */
    #with(effect) {
        return this.reasons.filter((reason) => reason.effect === effect);
    }

    get refused() {
        return this.#with('refused');
    }

    get warned() {
        return this.#with('warned');
    }

    get deviations() {
        return this.#with('deviation');
    }

    get breaches() {
        return this.#with('breach');
    }
}

module.exports = { Decision };

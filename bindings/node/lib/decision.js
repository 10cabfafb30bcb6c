'use strict';
const { native } = require('./library');
const { words } = require('./values');

const EFFECTS = words('ASB_EFFECT_');

function reasonAt(n, decision, index) {
    return Object.freeze({
        guard: n.asb_decision_guard(decision, index),
        effect: EFFECTS.get(n.asb_decision_effect(decision, index)),
        clause: n.asb_decision_clause(decision, index),
        message: n.asb_decision_message(decision, index),
        explanation: n.asb_decision_explanation(decision, index),
    });
}

/** The answer to "may this record be added now?", read whole: there is nothing to close. */
class Decision {
    constructor(allowed, reasons) {
        this.allowed = allowed;
        this.reasons = Object.freeze(reasons);
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

/** Reads a decision and gives it back. */
function takeDecision(decision) {
    const n = native();
    try {
        const reasons = Array.from({ length: n.asb_decision_count(decision) }, (_, index) => reasonAt(n, decision, index));
        return new Decision(n.asb_decision_allowed(decision) !== 0, reasons);
    } finally {
        n.asb_decision_free(decision);
    }
}

module.exports = { Decision, takeDecision };

'use strict';
const { Handle, pointer, core } = require('./handle');
const { Policy } = require('./policy');
const { document, text } = require('./values');

/** The cases of a store under another policy or calendar: what would be different. Nothing is written. */
class Rehearsal extends Handle {
    static free = 'asb_rehearsal_free';

    policy(policy, insteadOf = null) {
        const id = insteadOf === null ? null : text(insteadOf, 'insteadOf');
        core(this).call('asb_rehearsal_policy', [pointer(this), pointer(policy, Policy), id]);
        return this;
    }

    run(request = {}) {
        const bytes = document(request, 'request');
        core(this).call('asb_rehearsal_run', [pointer(this), bytes, bytes.length]);
        return this;
    }

    query(query) {
        const bytes = document(query, 'query');
        return core(this).json('asb_rehearsal_query', pointer(this), bytes, bytes.length);
    }
}

module.exports = { Rehearsal };

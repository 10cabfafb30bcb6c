'use strict';
const { native } = require('./library');
const { Handle, pointer, core } = require('./handle');
const { Store } = require('./store');
const { count, document, text } = require('./values');

/** All cases at once: the summaries of cases in columns, kept in memory. */
class Caseload extends Handle {
    static free = 'asb_caseload_free';

    get count() {
        return native().asb_caseload_count(pointer(this));
    }

    follow(store) {
        core(this).call('asb_caseload_follow', [pointer(this), pointer(store, Store)]);
        return this;
    }

    put(id, version, summary) {
        const bytes = document(summary, 'summary');
        core(this).call('asb_caseload_put', [pointer(this), text(id, 'id'), count(version, 'version'), bytes, bytes.length]);
        return this;
    }

    allow(filter) {
        const bytes = filter === null ? null : document(filter, 'filter');
        core(this).call('asb_caseload_allow', [pointer(this), bytes, bytes?.length ?? 0]);
        return this;
    }

    query(query) {
        const bytes = document(query, 'query');
        return core(this).json('asb_caseload_query', pointer(this), bytes, bytes.length);
    }

    report(request) {
        const bytes = document(request, 'request');
        return core(this).text('asb_caseload_report', pointer(this), bytes, bytes.length);
    }
}

module.exports = { Caseload };

'use strict';
const koffi = require('koffi');
const { native } = require('./library');
const { Handle, pointer, core } = require('./handle');
const { Calendar } = require('./calendar');
const { Case } = require('./case');
const { CONSTANTS, TYPES } = require('./raw');
const { count, document, read, text, textOrNull } = require('./values');

/** Reads a list of cases and gives it back: its entries, and the token to go on from. */
function takeList(list) {
    const n = native();
    try {
        const cases = Array.from({ length: n.asb_list_count(list) }, (_, index) => Object.freeze({
            id: n.asb_list_id(list, index),
            version: n.asb_list_version(list, index),
            summary: JSON.parse(n.asb_list_summary(list, index) || 'null'),
        }));
        return { cases, token: n.asb_list_token(list) };
    } finally {
        n.asb_list_free(list);
    }
}

/** Where records are kept. */
class Store extends Handle {
    static free = 'asb_store_free';

    #report(name, ...parameters) {
        return core(this).report(name, pointer(this), ...parameters);
    }

    /* ---- cases */

    openCase(id) {
        return core(this).make(Case, 'asb_case_open', pointer(this), text(id, 'id'));
    }

    importCase(exported) {
        const bytes = document(exported, 'exported');
        return core(this).make(Case, 'asb_case_import', pointer(this), bytes, bytes.length);
    }

    list({ after = null, limit = 0 } = {}) {
        return takeList(core(this).out('asb_store_list', pointer(this), textOrNull(after, 'after'), count(limit, 'limit'))).cases;
    }

    changes({ token = null, limit = 0 } = {}) {
        return takeList(core(this).out('asb_store_changes', pointer(this), textOrNull(token, 'token'), count(limit, 'limit')));
    }

    /* ---- looking whether all is well */

    verify(id = null) {
        return this.#report('asb_store_verify', textOrNull(id, 'id'));
    }

    head() {
        return core(this).json('asb_store_head', pointer(this));
    }

    heads() {
        return core(this).json('asb_store_heads', pointer(this));
    }

    verifyHead(head) {
        const bytes = document(head, 'head');
        return this.#report('asb_store_verify_head', bytes, bytes.length);
    }

    /* ---- the journal's file */

    compact() {
        return core(this).json('asb_store_compact', pointer(this));
    }

    rebuild() {
        return this.#report('asb_store_rebuild');
    }

    backup(path) {
        core(this).call('asb_store_backup', [pointer(this), text(path, 'path')]);
    }

    /* ---- out of it, and into it */

    export() {
        return core(this).text('asb_store_export', pointer(this));
    }

    exportTo(take) {
        const sink = (_, line) => {
            try {
                take(read(line.data, line.length));
                return CONSTANTS.ASB_OK;
            } catch (why) {
                return core(this).keep(why);
            }
        };
        const registered = koffi.register(sink, koffi.pointer(TYPES.asb_bytes_sink));
        try {
            core(this).call('asb_store_export_to', [pointer(this), registered, null]);
        } finally {
            koffi.unregister(registered);
        }
    }

    import(lines) {
        const bytes = document(lines, 'lines');
        return this.#report('asb_store_import', bytes, bytes.length);
    }

    copyFrom(from) {
        return this.#report('asb_store_copy', pointer(from, Store));
    }

    /* ---- its calendar */

    setCalendar(calendar) {
        core(this).call('asb_store_set_calendar', [pointer(this), pointer(calendar, Calendar)]);
    }

    calendar() {
        return core(this).make(Calendar, 'asb_store_calendar', pointer(this));
    }
}

module.exports = { Store };

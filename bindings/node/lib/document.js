'use strict';
const { CONSTANTS } = require('./raw');
const { Handle, pointer, core } = require('./handle');
const { Record } = require('./record');
const { document, text, textOrNull } = require('./values');

/** A letter, case file or form in the making. */
class Document extends Handle {
    static free = 'asb_document_free';

    /** Says what it shall be: an option of its kind, for a letter also a merge field; null takes it back. */
    set(name, value) {
        core(this).call('asb_document_set', [pointer(this), text(name, 'name'), textOrNull(value, name)]);
        return this;
    }

    /* ---- making it, as things stand now */

    #made(format) {
        return core(this).text('asb_document_render', pointer(this), CONSTANTS[format]);
    }

    text() {
        return this.#made('ASB_FORMAT_TEXT');
    }

    html() {
        return this.#made('ASB_FORMAT_HTML');
    }

    /** The same content as data. */
    data() {
        return JSON.parse(this.#made('ASB_FORMAT_JSON'));
    }

    /** Searches a text that was changed or made elsewhere: a DisclosureError where it may not go to the reader. */
    check(written) {
        const bytes = document(text(written, 'text'), 'text');
        core(this).call('asb_document_check', [pointer(this), bytes, bytes.length]);
        return this;
    }

    withheld() {
        return core(this).json('asb_document_withheld', pointer(this));
    }

    toRecord() {
        return core(this).make(Record, 'asb_document_record', pointer(this));
    }
}

module.exports = { Document };

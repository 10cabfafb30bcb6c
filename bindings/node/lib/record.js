'use strict';
const { native } = require('./library');
const { Handle, pointer, core } = require('./handle');
const { count, dateOf, flag, integer, json, moment, orNull, text } = require('./values');

/** One thing that happened or was decided, by someone, at a time. */
class Record extends Handle {
    static free = 'asb_record_free';

    #call(name, ...parameters) {
        core(this).call(name, [pointer(this), ...parameters]);
        return this;
    }

    /* ---- writing; each gives the record, so that they can be chained */

    setActor(by, role) {
        return this.#call('asb_record_set_actor', text(by, 'by'), text(role, 'role'));
    }

    setAt(at) {
        return this.#call('asb_record_set_at', moment(at, 'at'));
    }

    /** Sets a field to a value, by its type. */
    set(field, value) {
        if (typeof value === 'boolean') return this.setFlag(field, value);
        if (typeof value === 'bigint' || Number.isSafeInteger(value)) return this.setNumber(field, value);
        if (value instanceof Date) return this.setText(field, moment(value, field));
        return typeof value === 'string' && !value.includes('\0') ? this.setText(field, value) : this.setJson(field, value);
    }

    setText(field, value) {
        return this.#call('asb_record_set_text', text(field, 'field'), text(value, field));
    }

    setFlag(field, value) {
        return this.#call('asb_record_set_flag', text(field, 'field'), flag(value));
    }

    setNumber(field, value) {
        return this.#call('asb_record_set_number', text(field, 'field'), integer(value, field));
    }

    setJson(field, value) {
        const bytes = json(value, field);
        return this.#call('asb_record_set_json', text(field, 'field'), bytes, bytes.length);
    }

    addText(field, value) {
        return this.#call('asb_record_add_text', text(field, 'field'), text(value, field));
    }

    unset(field) {
        return core(this).found('asb_record_unset', pointer(this), text(field, 'field'));
    }

    /* ---- reading; null where there is none */

    get(field) {
        const written = core(this).lent('asb_record_get_json', pointer(this), text(field, 'field'));
        return written === null ? null : JSON.parse(written);
    }

    getText(field, index = null) {
        if (index === null) return core(this).lent('asb_record_get_text', pointer(this), text(field, 'field'));
        return core(this).lent('asb_record_get_text_at', pointer(this), text(field, 'field'), count(index, 'index'));
    }

    getFlag(field) {
        const found = core(this).out('asb_record_get_flag', pointer(this), text(field, 'field'));
        return found === null ? null : found !== 0;
    }

    getNumber(field) {
        return core(this).out('asb_record_get_number', pointer(this), text(field, 'field'));
    }

    count(field) {
        return native().asb_record_count(pointer(this), text(field, 'field'));
    }

    get fieldNames() {
        const n = native(), p = pointer(this);
        return Array.from({ length: n.asb_record_field_count(p) }, (_, index) => n.asb_record_field_name(p, index));
    }

    get kind() {
        return native().asb_record_kind(pointer(this));
    }

    get seq() {
        return native().asb_record_seq(pointer(this)) || null;
    }

    get at() {
        return dateOf(native().asb_record_at(pointer(this)));
    }

    get recorded() {
        return dateOf(native().asb_record_recorded(pointer(this)));
    }

    get by() {
        return orNull(native().asb_record_by(pointer(this)));
    }

    get role() {
        return orNull(native().asb_record_role(pointer(this)));
    }

    get erased() {
        return native().asb_record_erased(pointer(this)) !== 0;
    }

    toJSON() {
        return core(this).json('asb_record_json', pointer(this));
    }
}

module.exports = { Record };

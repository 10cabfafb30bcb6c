'use strict';
const { native } = require('./library');
const { Handle, pointer, core } = require('./handle');
const { Record } = require('./record');
const { flag, json, moment, orNull, text, textOrNull } = require('./values');

/** A proportionality assessment: why a step against somebody is right. */
class Proportionality extends Handle {
    static free = 'asb_proportionality_free';

    #call(name, ...parameters) {
        core(this).call(name, [pointer(this), ...parameters]);
        return this;
    }

    /* ---- making it; each gives the assessment, so that they can be chained */

    /** Sets a field to a value, by its type. */
    set(field, value) {
        if (typeof value === 'boolean') return this.setFlag(field, value);
        if (value instanceof Date) return this.setText(field, moment(value, field));
        return typeof value === 'string' && !value.includes('\0') ? this.setText(field, value) : this.setJson(field, value);
    }

    setText(field, value) {
        return this.#call('asb_proportionality_set_text', text(field, 'field'), text(value, field));
    }

    setFlag(field, value) {
        return this.#call('asb_proportionality_set_flag', text(field, 'field'), flag(value));
    }

    setJson(field, value) {
        const bytes = json(value, field);
        return this.#call('asb_proportionality_set_json', text(field, 'field'), bytes, bytes.length);
    }

    addText(field, value) {
        return this.#call('asb_proportionality_add_text', text(field, 'field'), text(value, field));
    }

    addAlternative(remedy, { outcome = null, why = null } = {}) {
        const parameters = [text(remedy, 'remedy'), textOrNull(outcome, 'outcome'), textOrNull(why, 'why')];
        return this.#call('asb_proportionality_add_alternative', ...parameters);
    }

    unset(field) {
        return core(this).found('asb_proportionality_unset', pointer(this), text(field, 'field'));
    }

    /* ---- reading; null where there is none */

    get(field) {
        return core(this).json('asb_proportionality_get_json', pointer(this), text(field, 'field'));
    }

    getText(field) {
        return orNull(native().asb_proportionality_get_text(pointer(this), text(field, 'field')));
    }

    get party() {
        return native().asb_proportionality_party(pointer(this));
    }

    get remedy() {
        return native().asb_proportionality_remedy(pointer(this));
    }

    get missing() {
        const n = native(), p = pointer(this);
        return Array.from({ length: n.asb_proportionality_missing_count(p) }, (_, index) => Object.freeze({
            field: n.asb_proportionality_missing(p, index),
            label: n.asb_proportionality_missing_label(p, index),
        }));
    }

    get complete() {
        return native().asb_proportionality_complete(pointer(this)) !== 0;
    }

    /* ---- what became of it in its case */

    get seq() {
        return native().asb_proportionality_seq(pointer(this)) || null;
    }

    get approved() {
        return native().asb_proportionality_approved(pointer(this)) !== 0;
    }

    get approvedBy() {
        return orNull(native().asb_proportionality_approved_by(pointer(this)));
    }

    get approvedRole() {
        return orNull(native().asb_proportionality_approved_role(pointer(this)));
    }

    get approval() {
        return native().asb_proportionality_approval(pointer(this)) || null;
    }

    get stale() {
        return native().asb_proportionality_stale(pointer(this)) !== 0;
    }

    get staleRecord() {
        return native().asb_proportionality_stale_record(pointer(this)) || null;
    }

    get reviewBy() {
        return orNull(native().asb_proportionality_review_by(pointer(this)));
    }

    get current() {
        return native().asb_proportionality_current(pointer(this)) !== 0;
    }

    /** Why it does not support the step, as code, sentence and its arguments; null where it does. */
    get why() {
        const n = native(), p = pointer(this), message = n.asb_proportionality_why(p);
        if (!message) return null;
        return { code: n.asb_proportionality_why_code(p), message, arguments: JSON.parse(n.asb_proportionality_why_arguments(p)) };
    }

    toRecord() {
        return core(this).make(Record, 'asb_proportionality_to_record', pointer(this));
    }

    toJSON() {
        return core(this).json('asb_proportionality_json', pointer(this));
    }
}

module.exports = { Proportionality };

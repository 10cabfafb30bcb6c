'use strict';
const { native } = require('./library');
const { Handle, pointer, core } = require('./handle');
const { Record } = require('./record');
const { flag, json, momentOrNull, orNull, text, textOrNull } = require('./values');

const isGone = (value) => value === null || value === undefined;

/** An action plan: who does what, by when. */
class Plan extends Handle {
    static free = 'asb_plan_free';

    #call(name, ...parameters) {
        core(this).call(name, [pointer(this), ...parameters]);
        return this;
    }

    /* ---- making it; null takes away */

    add(id, action, by = null) {
        return this.#call('asb_plan_add', text(id, 'id'), textOrNull(by, 'by'), text(action, 'action'));
    }

    remove(id) {
        return core(this).found('asb_plan_remove', pointer(this), text(id, 'id'));
    }

    setDetail(id, detail) {
        return this.#call('asb_plan_set_detail', text(id, 'id'), textOrNull(detail, 'detail'));
    }

    setDue(id, due) {
        return this.#call('asb_plan_set_due', text(id, 'id'), momentOrNull(due, 'due'));
    }

    setEvery(id, period) {
        const bytes = isGone(period) ? null : json(period, 'period');
        return this.#call('asb_plan_set_every', text(id, 'id'), bytes, bytes?.length ?? 0);
    }

    setParam(id, param, value) {
        const bytes = isGone(value) ? null : json(value, param);
        return this.#call('asb_plan_set_param', text(id, 'id'), text(param, 'param'), bytes, bytes?.length ?? 0);
    }

    get agreed() {
        return native().asb_plan_agreed(pointer(this)) !== 0;
    }

    set agreed(agreed) {
        this.#call('asb_plan_set_agreed', flag(agreed));
    }

    get sent() {
        return native().asb_plan_sent(pointer(this)) !== 0;
    }

    set sent(sent) {
        this.#call('asb_plan_set_sent', flag(sent));
    }

    get method() {
        return orNull(native().asb_plan_method(pointer(this)));
    }

    set method(method) {
        this.#call('asb_plan_set_method', textOrNull(method, 'method'));
    }

    /* ---- how it stands */

    get party() {
        return native().asb_plan_party(pointer(this));
    }

    get seq() {
        return native().asb_plan_seq(pointer(this)) || null;
    }

    get actions() {
        return Array.from({ length: native().asb_plan_count(pointer(this)) }, (_, index) => this.#actionAt(native(), pointer(this), index));
    }

    #actionAt(n, p, index) {
        return Object.freeze({
            id: n.asb_plan_id(p, index),
            by: n.asb_plan_by(p, index),
            action: n.asb_plan_action(p, index),
            text: core(this).text('asb_plan_text', p, index),
            clause: orNull(n.asb_plan_clause(p, index)),
            detail: orNull(n.asb_plan_detail(p, index)),
            due: orNull(n.asb_plan_due(p, index)),
            standing: n.asb_plan_standing(p, index) !== 0,
            status: n.asb_plan_status(p, index),
            nextDue: orNull(n.asb_plan_next_due(p, index)),
            overdue: n.asb_plan_overdue(p, index) !== 0,
        });
    }

    get progress() {
        const n = native(), p = pointer(this);
        return {
            done: n.asb_plan_count_done(p),
            cancelled: n.asb_plan_count_cancelled(p),
            standing: n.asb_plan_count_standing(p),
            open: n.asb_plan_count_open(p),
        };
    }

    get complete() {
        return native().asb_plan_complete(pointer(this)) !== 0;
    }

    toRecord() {
        return core(this).make(Record, 'asb_plan_to_record', pointer(this));
    }

    toJSON() {
        return core(this).json('asb_plan_json', pointer(this));
    }
}

module.exports = { Plan };

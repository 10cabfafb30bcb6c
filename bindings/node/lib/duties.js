'use strict';
const { native } = require('./library');
const { Handle, pointer, core } = require('./handle');
const { count, dateOf, orNull, words } = require('./values');

const STATES = words('ASB_DUTY_');

/** A due date that is an instant, as a Date; a day is none. */
const instantOf = (due) => (due?.includes('T') ? new Date(due) : null);

function ownersOf(n, duties, index) {
    return Array.from({ length: n.asb_duties_owner_count(duties, index) }, (_, owner) => n.asb_duties_owner_at(duties, index, owner));
}

function proposalOf(n, duties, index) {
    const proposed = n.asb_duties_proposes(duties, index);
    return proposed ? JSON.parse(proposed) : null;
}

/** Something that somebody must do by a time, because of a clause: as it stood when it was read. */
class Duty {
    #duties;
    #index;

    constructor(duties, index) {
        const n = native(), p = pointer(duties);
        this.#duties = duties;
        this.#index = index;
        this.rule = n.asb_duties_rule(p, index);
        this.label = n.asb_duties_label(p, index);
        this.clause = orNull(n.asb_duties_clause(p, index));
        this.party = orNull(n.asb_duties_party(p, index));
        this.subject = orNull(n.asb_duties_subject(p, index));
        this.owners = ownersOf(n, p, index);
        this.due = orNull(n.asb_duties_due(p, index));
        this.dueAt = instantOf(this.due);
        this.dueLocal = orNull(n.asb_duties_due_local(p, index));
        this.actBy = orNull(n.asb_duties_act_by(p, index));
        this.opens = orNull(n.asb_duties_opens(p, index));
        this.state = STATES.get(n.asb_duties_state(p, index));
        this.startedBy = n.asb_duties_started_by(p, index);
        this.startedAt = dateOf(n.asb_duties_started_at(p, index));
        this.endedBy = n.asb_duties_ended_by(p, index) || null;
        this.endedAt = dateOf(n.asb_duties_ended_at(p, index));
        this.watch = n.asb_duties_watch(p, index) !== 0;
        this.proposes = proposalOf(n, p, index);
    }

    /** Is it still to be done? */
    get isOpen() {
        return this.state === 'open' || this.state === 'overdue';
    }

    explain() {
        return core(this.#duties).text('asb_duties_explain', pointer(this.#duties), this.#index);
    }
}

/** All duties there have been in a case, as they stood when they were asked for. */
class Duties extends Handle {
    static free = 'asb_duties_free';

    get length() {
        return native().asb_duties_count(pointer(this));
    }

    /** The duty of that number from 0; null past the end. */
    at(index) {
        return count(index, 'index') < this.length ? new Duty(this, index) : null;
    }

    *[Symbol.iterator]() {
        for (let index = 0; index < this.length; index += 1) yield new Duty(this, index);
    }

    toJSON() {
        return core(this).json('asb_duties_json', pointer(this));
    }
}

module.exports = { Duties, Duty };

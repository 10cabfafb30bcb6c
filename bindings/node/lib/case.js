'use strict';
const { native } = require('./library');
const { Handle, pointer, pointerOrNull, core } = require('./handle');
const { Calendar } = require('./calendar');
const { Duties } = require('./duties');
const { RefusedError } = require('./errors');
const { Assessment } = require('./matrix');
const { Document } = require('./document');
const { Plan } = require('./plan');
const { Policy } = require('./policy');
const { Proportionality } = require('./proportionality');
const { Record } = require('./record');
const { CONSTANTS } = require('./raw');
const { NO_INSTANT, count, document, flag, milliseconds, orNull, text, textOrNull } = require('./values');

const CONFLICT_STATES = new Map([[CONSTANTS.ASB_REFUSED, 'refused'], [CONSTANTS.ASB_EINVALID, 'invalid']]);

function conflictAt(owner, conflicts, index) {
    const n = native();
    return Object.freeze({
        record: owner.make(Record, 'asb_conflicts_record', conflicts, index),
        status: CONFLICT_STATES.get(n.asb_conflicts_status(conflicts, index)),
        message: n.asb_conflicts_message(conflicts, index),
        reasons: JSON.parse(n.asb_conflicts_reasons(conflicts, index)),
    });
}

/** Records that could not be kept: reads the conflicts and gives them back. */
function takeConflicts(owner, conflicts) {
    try {
        return Array.from({ length: native().asb_conflicts_count(conflicts) }, (_, index) => conflictAt(owner, conflicts, index));
    } finally {
        native().asb_conflicts_free(conflicts);
    }
}

function refusal(decision) {
    const sentences = decision.refused.map((reason) => reason.message).join(' ');
    return new RefusedError(sentences || 'refused', { decision, reasons: decision.reasons });
}

/** An instant as the library wants it; a text is read by the library. */
function instant(owner, value, name) {
    return typeof value === 'string' ? owner.out('asb_instant_parse', owner.pointer, text(value, name)) : milliseconds(value, name);
}

/** Records about one problem, in order; everything else is worked out from them. */
class Case extends Handle {
    static free = 'asb_case_free';

    #getText(name) {
        return orNull(native()[name](pointer(this)));
    }

    #json(name, ...parameters) {
        return core(this).json(name, pointer(this), ...parameters);
    }

    /* ---- what it is */

    get id() {
        return native().asb_case_id(pointer(this));
    }

    get count() {
        return native().asb_case_count(pointer(this));
    }

    get stored() {
        return native().asb_case_stored(pointer(this));
    }

    policy() {
        return core(this).make(Policy, 'asb_case_policy', pointer(this));
    }

    get state() {
        return this.#getText('asb_case_state');
    }

    get stage() {
        return this.#getText('asb_case_stage');
    }

    get priority() {
        return this.#getText('asb_case_priority');
    }

    get owner() {
        return this.#getText('asb_case_owner');
    }

    get ownerRole() {
        return this.#getText('asb_case_owner_role');
    }

    get band() {
        return this.#getText('asb_case_band');
    }

    get hate() {
        return native().asb_case_hate(pointer(this)) !== 0;
    }

    get score() {
        return core(this).out('asb_case_score', pointer(this));
    }

    facts() {
        return this.#json('asb_case_facts');
    }

    summary() {
        return this.#json('asb_case_summary');
    }

    history() {
        return this.#json('asb_case_history');
    }

    duties() {
        return core(this).make(Duties, 'asb_case_duties', pointer(this));
    }

    /* ---- its records */

    record(seq) {
        return core(this).make(Record, 'asb_case_record', pointer(this), count(seq, 'seq'));
    }

    recordWritten(seq) {
        return core(this).make(Record, 'asb_case_record_written', pointer(this), count(seq, 'seq'));
    }

    assessment(party) {
        return core(this).make(Assessment, 'asb_case_assessment', pointer(this), text(party, 'party'));
    }

    plan(party) {
        return core(this).make(Plan, 'asb_case_plan', pointer(this), text(party, 'party'));
    }

    proportionality(party = null, remedy = null) {
        const parameters = [textOrNull(party, 'party'), textOrNull(remedy, 'remedy')];
        return core(this).make(Proportionality, 'asb_case_proportionality', pointer(this), ...parameters);
    }

    newDocument(kind, options = {}) {
        const made = core(this).make(Document, 'asb_document_new', pointer(this), text(kind, 'kind'));
        for (const [name, value] of Object.entries(options)) made.set(name, value);
        return made;
    }

    /* ---- adding */

    /** Tries a record and adds it: a RefusedError, with every reason, where it may not be. */
    add(record) {
        const decision = core(this).decide('asb_case_add', pointer(this), pointer(record, Record));
        if (!decision.allowed) throw refusal(decision);
        return decision;
    }

    /** Asks without adding. */
    may(record) {
        return core(this).decide('asb_case_may', pointer(this), pointer(record, Record));
    }

    wrong(record) {
        return this.#json('asb_case_wrong', pointer(record, Record));
    }

    admit(record, { recorded = null, imported = false } = {}) {
        const when = recorded === null ? NO_INSTANT : instant(core(this), recorded, 'recorded');
        return core(this).decide('asb_case_admit', pointer(this), pointer(record, Record), when, flag(imported));
    }

    move(policy, { by, role, reason }) {
        const parameters = [pointer(policy, Policy), text(by, 'by'), text(role, 'role'), text(reason, 'reason')];
        core(this).call('asb_case_move', [pointer(this), ...parameters]);
    }

    previewMove(policy) {
        return this.#json('asb_case_preview_move', pointer(policy, Policy));
    }

    setCalendar(calendar) {
        core(this).call('asb_case_set_calendar', [pointer(this), pointerOrNull(calendar, Calendar)]);
    }

    /* ---- keeping it in its store */

    save() {
        core(this).call('asb_case_save', [pointer(this)]);
    }

    /** Saves several cases of one store: all or nothing. */
    static saveAll(cases) {
        const all = Array.from(cases), pointers = all.map((one) => pointer(one, Case));
        if (all.length > 0) core(all[0]).call('asb_case_save_all', [pointers, pointers.length]);
    }

    reload() {
        const conflicts = core(this).out('asb_case_reload', pointer(this));
        return takeConflicts(core(this), conflicts);
    }

    export() {
        return core(this).text('asb_case_export', pointer(this));
    }

    head() {
        return this.#json('asb_case_head');
    }

    /* ---- without a store */

    pending() {
        return this.#json('asb_case_pending');
    }

    saved(records) {
        core(this).call('asb_case_saved', [pointer(this), count(records, 'records')]);
    }

    conflicted(read) {
        const bytes = document(read, 'read');
        return takeConflicts(core(this), core(this).out('asb_case_conflicted', pointer(this), bytes, bytes.length));
    }
}

module.exports = { Case };

'use strict';
const { native } = require('./library');
const { Handle, KEY, pointer, pointerOrNull, core } = require('./handle');
const { Core } = require('./core');
const { hooksOf } = require('./hooks');
const { tableOf } = require('./custom_store');
const { Calendar } = require('./calendar');
const { Caseload } = require('./caseload');
const { Rehearsal } = require('./rehearsal');
const { Case } = require('./case');
const { Policy, takeProblems } = require('./policy');
const { Record } = require('./record');
const { Store } = require('./store');
const { count, dateOf, document, flag, json, milliseconds, moment, text } = require('./values');

function begin(hooks) {
    const core = new Core();
    core.pointer = core.out('asb_engine_new', hooksOf(core, hooks));
    core.hooks = hooks; // not before: its clock may not be ready yet
    return core;
}

function checkHooks({ now, random, log, progress, memoryLimit }) {
    for (const [name, hook] of Object.entries({ now, random, log, progress })) {
        if (hook !== undefined && typeof hook !== 'function') throw new TypeError(`${name} must be a function`);
    }
    return { now, random, log, progress, memoryLimit: memoryLimit === undefined ? 0 : count(memoryLimit, 'memoryLimit') };
}

/** What everything else shares: the host's hooks and the limits. Two engines know nothing of each other. */
class Engine extends Handle {
    static free = 'asb_engine_free';

    constructor(hooks = {}) {
        const core = begin(checkHooks(hooks));
        super(KEY, core, core.pointer);
    }

    #document(name, value, ...rest) {
        const bytes = document(value, 'document');
        return [name, pointer(this), ...rest, bytes, bytes.length];
    }

    /* ---- time and memory */

    now() {
        return dateOf(core(this).out('asb_engine_now', pointer(this)));
    }

    get memory() {
        return Number(native().asb_engine_memory(pointer(this)));
    }

    get memoryPeak() {
        return Number(native().asb_engine_memory_peak(pointer(this)));
    }

    limit(name) {
        const found = core(this).out('asb_engine_limit', pointer(this), text(name, 'name'));
        return found === null ? null : Number(found);
    }

    setLimit(name, value) {
        core(this).call('asb_engine_set_limit', [pointer(this), text(name, 'name'), count(value, 'value')]);
    }

    /* ---- policies */

    builtinPolicy(id) {
        return core(this).make(Policy, 'asb_policy_builtin', pointer(this), text(id, 'id'));
    }

    parsePolicy(policy) {
        return core(this).make(Policy, ...this.#document('asb_policy_parse', policy));
    }

    checkPolicy(policy) {
        return takeProblems(core(this).out(...this.#document('asb_policy_check', policy)));
    }

    registerPolicy(policy) {
        const [name, ...parameters] = this.#document('asb_policy_register', policy);
        core(this).call(name, parameters);
    }

    documentKinds() {
        return core(this).json('asb_document_kinds', pointer(this));
    }

    vocabulary(policy = null) {
        return core(this).json('asb_vocabulary_json', pointer(this), pointerOrNull(policy, Policy));
    }

    /* ---- stores */

    memoryStore() {
        return core(this).make(Store, 'asb_store_memory', pointer(this));
    }

    journal(path) {
        return core(this).make(Store, 'asb_store_journal', pointer(this), text(path, 'path'));
    }

    customStore(implementation) {
        const { table, forget } = tableOf(core(this), implementation);
        try {
            return core(this).make(Store, 'asb_store_custom', pointer(this), table);
        } catch (why) {
            forget();
            throw why;
        }
    }

    /* ---- cases and records */

    newCase(id, policy, store = null) {
        const parameters = [pointer(policy, Policy), pointerOrNull(store, Store), text(id, 'id')];
        return core(this).make(Case, 'asb_case_new', pointer(this), ...parameters);
    }

    loadCase(read, policy = null) {
        return core(this).make(Case, ...this.#document('asb_case_load', read, pointerOrNull(policy, Policy)));
    }

    newRecord(kind) {
        return core(this).make(Record, 'asb_record_new', pointer(this), text(kind, 'kind'));
    }

    parseRecord(record) {
        return core(this).make(Record, ...this.#document('asb_record_parse', record));
    }

    canonicalJson(value) {
        return core(this).text(...this.#document('asb_json_canonical', value));
    }

    /* ---- days and instants */

    newCaseload() {
        return core(this).make(Caseload, 'asb_caseload_new', pointer(this));
    }

    newRehearsal(store) {
        return core(this).make(Rehearsal, 'asb_rehearsal_new', pointer(this), pointer(store, Store));
    }

    newCalendar() {
        return core(this).make(Calendar, 'asb_calendar_new', pointer(this));
    }

    parseCalendar(calendar) {
        return core(this).make(Calendar, ...this.#document('asb_calendar_parse', calendar));
    }

    setCalendar(calendar) {
        core(this).call('asb_engine_set_calendar', [pointer(this), pointerOrNull(calendar, Calendar)]);
    }

    due(from, period, { policy = null, calendar = null } = {}) {
        const bytes = json(period, 'period'), counted = [pointerOrNull(policy, Policy), pointerOrNull(calendar, Calendar)];
        return core(this).json('asb_due', pointer(this), moment(from, 'from'), bytes, bytes.length, ...counted);
    }

    isWorkingDay(date, { policy = null, calendar = null } = {}) {
        const counted = [pointerOrNull(policy, Policy), pointerOrNull(calendar, Calendar)];
        return core(this).out('asb_is_working_day', pointer(this), core(this).day(date, 'date'), ...counted) !== 0;
    }

    holidays(from, to = from) {
        return core(this).json('asb_holidays', pointer(this), count(from, 'from'), count(to, 'to'));
    }

    instant(written) {
        return dateOf(core(this).out('asb_instant_parse', pointer(this), text(written, 'written')));
    }

    instantText(instant, { local = false } = {}) {
        return core(this).text('asb_instant_text', pointer(this), milliseconds(instant, 'instant'), flag(local));
    }
}

module.exports = { Engine };

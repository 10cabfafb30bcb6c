/* A store written in JavaScript: the table of callbacks over its methods.
 *
 * koffi has few places for callbacks. So there is one table for all such stores, and `self`, which the library hands back, is the number of the
 * store. A store is kept until the library says that it is closed: until its last case is gone. */
'use strict';
const koffi = require('koffi');
const { AsbError } = require('./errors');
const { CONSTANTS, TYPES } = require('./raw');
const { atOnce, read } = require('./values');

const { ASB_OK, ASB_ABSENT, ASB_CONFLICT, ASB_EINVALID, ASB_EIO, ASB_ENOMEM, ASB_ECORRUPT } = CONSTANTS;
const SAID = [ASB_ABSENT, ASB_CONFLICT, ASB_EINVALID, ASB_EIO, ASB_ENOMEM, ASB_ECORRUPT]; // what a callback may give
const REQUIRED = ['commit', 'read', 'list', 'policy'];
const OPTIONAL = ['changes', 'calendar'];

const stores = new Map(); // number: { implementation, core }, the core weakly: its hooks may refer to the store
let last = 0n;
let callbacks = null;

/* ---- from C */

const textOf = (bytes) => read(bytes.data, bytes.length);
const hexOf = (bytes) => Buffer.from(koffi.decode(bytes.data, 'uint8_t', bytes.length)).toString('hex');
const listOf = (address, type, length) => (length ? koffi.decode(address, type, length) : []);

const recordOf = (record) => ({ seq: record.seq, header: textOf(record.header), body: textOf(record.body) });

function caseOf(one) {
    return {
        id: textOf(one.id),
        expected: one.expected,
        records: listOf(one.records, TYPES.asb_stored_record, one.record_count).map(recordOf),
        erased: Array.from(listOf(one.erased, 'uint32_t', one.erased_count)),
        summary: textOf(one.summary) || null,
    };
}

function policyOf(policy) {
    return { digest: hexOf(policy.digest), id: textOf(policy.id), version: textOf(policy.version), document: textOf(policy.document) };
}

function commitOf(address) {
    const commit = koffi.decode(address, TYPES.asb_commit_data);
    return {
        cases: listOf(commit.cases, TYPES.asb_case_commit, commit.case_count).map(caseOf),
        policies: listOf(commit.policies, TYPES.asb_policy_document, commit.policy_count).map(policyOf),
        calendar: textOf(commit.calendar) || null,
    };
}

/* ---- to C: what a sink says other than that it goes on is what the callback gives back */

class Stop extends Error {
    constructor(status) {
        super('the library wants no more');
        this.status = status;
    }
}

function hand(sink, type, ...parameters) {
    const status = koffi.call(sink, type, ...parameters);
    if (status !== ASB_OK) throw new Stop(status);
}

function toBytes(text) {
    const data = Buffer.from(text ?? '');
    return { data, length: data.length };
}

function handCases(cases, sink, self) {
    for (const one of cases) hand(sink, TYPES.asb_case_sink, self, toBytes(one.id), one.version, toBytes(one.summary));
}

/* ---- the callbacks */

const work = {
    commit(store, address) {
        atOnce(store.commit(commitOf(address)), 'commit');
    },
    read(store, id, from, sink, self) {
        const records = atOnce(store.read(textOf(id), from), 'read');
        if (!records) throw new Stop(ASB_ABSENT);
        for (const { seq, header, body } of records) {
            hand(sink, TYPES.asb_record_sink, self, { seq, reserved: 0, header: toBytes(header), body: toBytes(body) });
        }
    },
    list(store, after, limit, sink, self) {
        handCases(atOnce(store.list(textOf(after), limit), 'list'), sink, self);
    },
    changes(store, token, limit, sink, self, next, nextSelf) {
        const changes = atOnce(store.changes(textOf(token) || null, limit), 'changes');
        handCases(changes.cases, sink, self);
        hand(next, TYPES.asb_bytes_sink, nextSelf, toBytes(changes.token));
    },
    policy(store, digest, sink, self) {
        const document = atOnce(store.policy(hexOf(digest)), 'policy');
        if (!document) throw new Stop(ASB_ABSENT);
        hand(sink, TYPES.asb_bytes_sink, self, toBytes(document));
    },
    calendar(store, sink, self) {
        const document = atOnce(store.calendar(), 'calendar');
        if (!document) throw new Stop(ASB_ABSENT);
        hand(sink, TYPES.asb_bytes_sink, self, toBytes(document));
    },
};

function statusOf(why, core) {
    if (why instanceof Stop) return why.status;
    return core.deref().keep(why, why instanceof AsbError && SAID.includes(why.status) ? why.status : undefined);
}

function callback(name) {
    const answer = (self, ...parameters) => {
        const { implementation, core } = stores.get(self);
        try {
            work[name](implementation, ...parameters);
            return ASB_OK;
        } catch (why) {
            return statusOf(why, core);
        }
    };
    return koffi.register(answer, koffi.pointer(TYPES[`asb_store_callbacks_${name}`]));
}

/** May be called by the garbage collector, where nobody could catch what is thrown: it becomes a warning of the process. */
function close(self) {
    const { implementation } = stores.get(self);
    stores.delete(self);
    try {
        implementation.close?.();
    } catch (why) {
        process.emitWarning(why instanceof Error ? why : String(why));
    }
}

function callbacksOnce() {
    callbacks ??= {
        ...Object.fromEntries([...REQUIRED, ...OPTIONAL].map((name) => [name, callback(name)])),
        close: koffi.register(close, koffi.pointer(TYPES.asb_store_callbacks_close)),
    };
    return callbacks;
}

/** The table of a store, and how to forget it where the library would not take it. */
function tableOf(core, implementation) {
    const lacking = REQUIRED.find((name) => typeof implementation?.[name] !== 'function');
    if (lacking) throw new TypeError(`a store must have the method ${lacking}`);
    last += 1n;
    const number = last;
    stores.set(number, { implementation, core: new WeakRef(core) });
    const table = { struct_size: koffi.sizeof(TYPES.asb_store_callbacks), self: number, ...callbacksOnce() };
    for (const name of OPTIONAL) if (typeof implementation[name] !== 'function') table[name] = null;
    return { table, forget: () => stores.delete(number) };
}

module.exports = { tableOf };

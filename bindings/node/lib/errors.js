/* What goes wrong, as classes: one for each status. */
'use strict';
const { CONSTANTS } = require('./raw');

/** The library cannot be found, or is another version. */
class LibraryError extends Error {
    get name() {
        return 'LibraryError';
    }
}

/** A handle was used after it was closed. */
class ClosedError extends Error {
    get name() {
        return 'ClosedError';
    }
}

const DETAILS = ['code', 'arguments', 'field', 'pointer', 'line', 'column', 'reasons', 'decision', 'report'];

/** What every status but ASB_OK is when it is thrown. Details that there are none of are null. */
class AsbError extends Error {
    constructor(message, details = {}) {
        super(message, details.cause === undefined ? undefined : { cause: details.cause });
        this.status = details.status ?? new.target.status ?? null;
        for (const name of DETAILS) this[name] = details[name] ?? null;
    }

    get name() {
        return this.constructor.name;
    }
}

/** A class for a status: `InvalidError` for ASB_EINVALID. */
function errorFor(name, constant) {
    const type = { [name]: class extends AsbError {} }[name];
    type.status = CONSTANTS[constant];
    return type;
}

const classes = {
    RefusedError: errorFor('RefusedError', 'ASB_REFUSED'),
    ConflictError: errorFor('ConflictError', 'ASB_CONFLICT'),
    AbsentError: errorFor('AbsentError', 'ASB_ABSENT'),
    NoMemoryError: errorFor('NoMemoryError', 'ASB_ENOMEM'),
    ArgumentError: errorFor('ArgumentError', 'ASB_EARGUMENT'),
    InvalidError: errorFor('InvalidError', 'ASB_EINVALID'),
    JsonError: errorFor('JsonError', 'ASB_EJSON'),
    PolicyError: errorFor('PolicyError', 'ASB_EPOLICY'),
    ExistsError: errorFor('ExistsError', 'ASB_EEXISTS'),
    IoError: errorFor('IoError', 'ASB_EIO'),
    CorruptError: errorFor('CorruptError', 'ASB_ECORRUPT'),
    BusyError: errorFor('BusyError', 'ASB_EBUSY'),
    LimitError: errorFor('LimitError', 'ASB_ELIMIT'),
    UserError: errorFor('UserError', 'ASB_EUSER'),
    VersionError: errorFor('VersionError', 'ASB_EVERSION'),
    StateError: errorFor('StateError', 'ASB_ESTATE'),
    DisclosureError: errorFor('DisclosureError', 'ASB_EDISCLOSURE'),
};
const byStatus = new Map(Object.values(classes).map((type) => [type.status, type]));

/** The error of a status; a status of a later library is an AsbError. */
function errorOf(status, message, details) {
    return new (byStatus.get(status) ?? AsbError)(message, { ...details, status });
}

module.exports = { LibraryError, ClosedError, AsbError, ...classes, errorOf };

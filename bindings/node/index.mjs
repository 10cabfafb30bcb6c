/** The same as index.js, for `import { Engine } from 'asb'`. */
import asb from './index.js';

export const {
    Engine, Calendar, Policy, Matrix, Assessment, Plan, Proportionality, Record, Case, Document, Decision, Duties, Duty, Store, Caseload,
    Rehearsal,
    version, versionNumber, features, constants, limitNames, statusText, messages, builtinPolicies,
    LibraryError, ClosedError, AsbError, RefusedError, ConflictError, AbsentError, NoMemoryError, ArgumentError, InvalidError, JsonError,
    PolicyError, ExistsError, IoError, CorruptError, BusyError, LimitError, UserError, VersionError, StateError, DisclosureError,
} = asb;

/// <reference lib="esnext.disposable" />
/**
 * Case management of anti-social behaviour for English landlords, over libasb.
 *
 * An engine, with everything made from it, is used by one thread. Days are texts ("2026-04-09"), instants are Dates. What there is none of is null.
 */

/* ---- what goes in, and comes out */

/** A day or an instant: ISO text (without an offset, local time in England), a Date, or UTC milliseconds. */
export type Moment = string | Date | number;
/** A day: "2026-04-09". */
export type Day = string;
/** A day, or an instant in UTC: "2026-04-03T15:00:00Z". */
export type DayOrInstant = string;
/** A JSON document: its text, its bytes, or its value. */
export type JsonDocument = string | Uint8Array | object;
/** What JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
/** A JSON object that the library gave. */
export type JsonObject = { [name: string]: Json };
/** How long: `{ working_days: 5 }`. */
export type Period = object;

/** What a host may put in place of the library's own. What a hook throws is thrown by the call during which it was called. */
export interface Hooks {
    /** The time; asked once before each call. */
    now?: () => Date | number | bigint;
    /** Fills the array with random bytes fit for salts. */
    random?: (bytes: Uint8Array) => void;
    /** A line for the host's log. */
    log?: (level: 'error' | 'warning' | 'information', message: string) => void;
    /** Told how far long work ("verify", "copy", "rehearse" …) has come; `total` is 0 where it is not known. It cancels the work by throwing. */
    progress?: (work: string, done: number, total: number) => void;
    /** Bytes that the engine may hold at a time; 0: no limit. */
    memoryLimit?: number;
}

/** A record as an object, for Engine.parseRecord(). */
export interface RecordDocument {
    kind: string;
    at?: string | Date | undefined;
    by?: string | undefined;
    role?: string | undefined;
    fields?: object | undefined;
}

/** Whose open and closed days count besides the bank holidays. */
export interface Counting {
    policy?: Policy | null;
    calendar?: Calendar | null;
}

/* ---- errors */

/** Details of an error; also for those that a store of your own throws. */
export interface ErrorDetails {
    cause?: unknown;
    status?: number;
    code?: string | null;
    arguments?: { [name: string]: string } | null;
    field?: string | null;
    pointer?: string | null;
    line?: number | null;
    column?: number | null;
    reasons?: readonly Reason[] | null;
    decision?: Decision | null;
    report?: JsonObject | null;
}

/** What a call throws where the library says other than that it is done: a class for each status. */
export class AsbError extends Error {
    constructor(message?: string, details?: ErrorDetails);
    /** The status: -3 for an InvalidError. */
    readonly status: number | null;
    /** The stable code, for programs: "record-choice-near". */
    readonly code: string | null;
    /** The sentence's arguments, for a sentence in your own words. */
    readonly arguments: { [name: string]: string } | null;
    /** The record's field that is wrong. */
    readonly field: string | null;
    /** The JSON pointer of what is wrong. */
    readonly pointer: string | null;
    /** The line of the document, from 1. */
    readonly line: number | null;
    /** The column, in characters from 1. */
    readonly column: number | null;
    /** Of a RefusedError: what guards had to say. */
    readonly reasons: readonly Reason[] | null;
    /** Of a RefusedError: the whole decision. */
    readonly decision: Decision | null;
    /** Of verify(), verifyHead(), import() and copyFrom(): what was found all the same. */
    readonly report: JsonObject | null;
}
/** A guard of the policy is not met; `reasons` says which. */
export class RefusedError extends AsbError {}
/** Somebody else has written to the case first. */
export class ConflictError extends AsbError {}
/** There is no such thing. Look-ups give null instead. */
export class AbsentError extends AsbError {}
/** No memory, or the engine's memory limit is reached. */
export class NoMemoryError extends AsbError {}
/** An argument is out of range, or of another engine. */
export class ArgumentError extends AsbError {}
/** The record is malformed; the field is named. */
export class InvalidError extends AsbError {}
/** Not JSON; line, column and pointer are given. */
export class JsonError extends AsbError {}
/** The policy document has problems; the first is given. */
export class PolicyError extends AsbError {}
/** There is one already. */
export class ExistsError extends AsbError {}
/** The store could not read or write. */
export class IoError extends AsbError {}
/** What is stored does not agree with itself. */
export class CorruptError extends AsbError {}
/** At work already: called from a callback. */
export class BusyError extends AsbError {}
/** One of the engine's named limits is exceeded. */
export class LimitError extends AsbError {}
/** A callback of the host's said so. */
export class UserError extends AsbError {}
/** Made by or for a later library than this one. */
export class VersionError extends AsbError {}
/** Not now: the object is not in the state for it. */
export class StateError extends AsbError {}
/** It would tell somebody what they may not know, and nothing was handed out: `field` says of whom. */
export class DisclosureError extends AsbError {}
/** The library cannot be found, or is another version. */
export class LibraryError extends Error {}
/** A handle was used after it was closed. */
export class ClosedError extends Error {}

/* ---- handles */

/** What belongs to the library: given back by close(), by `using`, or by the garbage collector, in any order. */
declare abstract class Handle {
    protected constructor();
    /** Has it been closed? */
    readonly closed: boolean;
    /** Give it back now; it cannot be used any more. Closing it again does nothing. */
    close(): void;
    [Symbol.dispose](): void;
}
export type { Handle };

/** What everything else shares: hooks and limits. Two engines know nothing of each other. */
export class Engine extends Handle {
    constructor(hooks?: Hooks);
    /** The engine's time, by its hook. */
    now(): Date;
    /** The bytes that the engine holds now. */
    readonly memory: number;
    /** The most bytes that it ever held at a time. */
    readonly memoryPeak: number;
    /** What a limit is set to; null where there is none of that name. */
    limit(name: string): number | null;
    setLimit(name: string, value: number): void;

    /** A built-in policy; null where there is none of that id. */
    builtinPolicy(id: string): Policy | null;
    /** A policy of your own: a PolicyError or JsonError where it does not load. */
    parsePolicy(policy: JsonDocument): Policy;
    /** Everything wrong with a policy document; empty where it loads. */
    checkPolicy(policy: JsonDocument): Problem[];
    /** Make a document known, so that others can extend it. */
    registerPolicy(policy: JsonDocument): void;
    /** Kinds of record, and for each its fields with type, choices and label, for forms; with the values that a policy adds. */
    vocabulary(policy?: Policy | null): JsonObject;
    /** The kinds of documents, and what may be set for each. */
    documentKinds(): { kind: string; label: string; formats: string[]; options: { name: string; label: string; required: boolean }[] }[];

    /** A store in memory. */
    memoryStore(): Store;
    /** A journal: one file, made where it is not there. */
    journal(path: string): Store;
    /** A store written in JavaScript. It is kept until its last case is gone. */
    customStore(implementation: CustomStore): Store;

    /** Begin a case. Without a store it is yours to keep: see Case.pending(). */
    newCase(id: string, policy: Policy, store?: Store | null): Case;
    /** Open a case from what you read: what Case.export() gave, or the same put together from Case.pending(). */
    loadCase(read: JsonDocument, policy?: Policy | null): Case;
    newRecord(kind: string): Record;
    /** A record from JSON: `{ kind, at, by, role, fields }`. */
    parseRecord(record: RecordDocument | string | Uint8Array): Record;
    /** A document in canonical form: no white space, keys sorted, each number and text written in one way only. */
    canonicalJson(value: JsonDocument): string;

    newCalendar(): Calendar;
    /** A caseload with no cases in it. */
    newCaseload(): Caseload;
    /** A rehearsal of the cases of a store. */
    newRehearsal(store: Store): Rehearsal;
    /** A calendar from JSON: `{ added: […], removed: […] }`. */
    parseCalendar(calendar: JsonDocument): Calendar;
    /** The days of a calendar count for every case whose store keeps none; null: none. */
    setCalendar(calendar: Calendar | null): void;
    /** When a period ends, and why. */
    due(from: Moment, period: Period, counting?: Counting): Due;
    isWorkingDay(date: Moment, counting?: Counting): boolean;
    /** The bank holidays of England and Wales. */
    holidays(from: number, to?: number): { date: Day; name: string }[];
    /** A day (its beginning in England) or an instant as a Date. */
    instant(written: string): Date;
    /** An instant as ISO text: in UTC, or in local time in England without an offset. */
    instantText(instant: Date | number, options?: { local?: boolean }): string;
}

/** Days that the host adds to or takes from the calendar. */
export class Calendar extends Handle {
    private constructor();
    /** Nobody works on that day. `known`: from when that was known; without it, always. */
    add(date: Moment, options?: { known?: Moment | null; name?: string | null }): this;
    /** People work on that day, whatever the rule. */
    remove(date: Moment, options?: { known?: Moment | null; name?: string | null }): this;
    toJSON(): JsonObject;
}

/** When a period ends, and why. */
export interface Due {
    due: DayOrInstant;
    /** The same in local time. */
    local: string;
    /** The last working day before a due date that is none. */
    act_by: Day | null;
    /** The period in words. */
    period: string;
    explanation: string;
    skipped: { date: Day; why: string }[];
}

/** One landlord's way of working. */
export class Policy extends Handle {
    private constructor();
    readonly id: string;
    readonly version: string;
    readonly title: string;
    /** SHA-256 of its joined document, as 64 hexadecimal digits. */
    readonly digest: string;
    /** The whole document, joined with what it extends. */
    toJSON(): JsonObject;
    /** A rule in plain words, as Markdown; null where there is none of that id. */
    explain(rule: string): string | null;
    /** The whole policy as a page that people can read (Markdown). */
    page(): string;
    /** A risk matrix; without an id, the policy's first. */
    matrix(id?: string | null): Matrix | null;
    /** The catalogue of a plan's actions. */
    readonly catalogue: JsonObject[];
    newPlan(party: string): Plan;
    newProportionality(party: string, remedy: string): Proportionality;
}

/** Something wrong with a policy document. */
export interface Problem {
    readonly code: string;
    /** A sentence that says how to mend it. */
    readonly message: string;
    readonly arguments: { [name: string]: string };
    readonly pointer: string | null;
    readonly line: number;
    readonly column: number;
}

/** One thing that happened or was decided, by someone, at a time. */
export class Record extends Handle {
    private constructor();
    /** Who did it, in which role of the policy (or "system"). */
    setActor(by: string, role: string): this;
    /** When it happened; without this, when it is added. */
    setAt(at: Moment): this;
    /** Set a field: a text, flag, number or Date by its type, anything else as JSON. */
    set(field: string, value: string | boolean | number | bigint | Date | object | null): this;
    setText(field: string, value: string): this;
    setFlag(field: string, value: boolean): this;
    setNumber(field: string, value: number | bigint): this;
    setJson(field: string, value: unknown): this;
    /** Append a text to a field that is a list. */
    addText(field: string, value: string): this;
    /** Take a field away: was there one? */
    unset(field: string): boolean;
    /** A field's value. */
    get(field: string): Json;
    /** A text field; of a list its first text, or the one of that index. */
    getText(field: string, index?: number | null): string | null;
    getFlag(field: string): boolean | null;
    getNumber(field: string): number | null;
    /** How many values a field has. */
    count(field: string): number;
    readonly fieldNames: string[];
    readonly kind: string;
    /** Its number in its case, from 1. */
    readonly seq: number | null;
    /** When it happened. */
    readonly at: Date | null;
    /** When it was entered. */
    readonly recorded: Date | null;
    readonly by: string | null;
    readonly role: string | null;
    /** Has its body been erased? */
    readonly erased: boolean;
    /** The record as Engine.parseRecord() reads it, with `seq` and `recorded` where it has them. */
    toJSON(): JsonObject;
}

/* ---- cases */

/** A guard that had something to say. */
export interface Reason {
    readonly guard: string;
    readonly effect: 'refused' | 'warned' | 'deviation' | 'breach';
    readonly clause: string;
    /** What the policy says to the officer. */
    readonly message: string;
    /** Id, clause, message, and the parts of the condition that do not hold. */
    readonly explanation: string;
    /** The stable code of the message of a built-in guard. */
    readonly code: string | null;
    readonly arguments: { readonly [name: string]: string };
}

/** The answer to "may this record be added now?". */
export class Decision {
    private constructor();
    readonly allowed: boolean;
    /** Every guard that had something to say: the built-in ones first. */
    readonly reasons: readonly Reason[];
    readonly refused: Reason[];
    readonly warned: Reason[];
    readonly deviations: Reason[];
    readonly breaches: Reason[];
}

/** Something that makes a record invalid. */
export interface Wrong {
    code: string;
    field: string;
    message: string;
    pointer: string;
    arguments: { [name: string]: string };
}

/** A pending record that another's writing has made impossible. */
export interface Conflict {
    /** To be tried again by hand. */
    readonly record: Record;
    readonly status: 'refused' | 'invalid';
    readonly message: string;
    /** The guards that refused it, or the invalid field. */
    readonly reasons: string[];
}

/** What is to be written, for hosts that write themselves: texts to be kept byte by byte. */
export interface Pending {
    case: string;
    /** Write only if the case has so many records now. */
    expected: number;
    records: { seq: number; header: string; body: string }[];
    /** Numbers of records whose bodies must go. */
    erased: number[];
    summary: string;
    /** Keep each once, by its digest, for ever. */
    policies: { digest: string; id: string; version: string; document: string }[];
}

/** The number of the last record that is stored, and the SHA-256 of its header. */
export interface CaseHead {
    case: string;
    seq: number;
    digest: string;
}

/** Records about one problem, in order; everything else is worked out from them. */
export class Case extends Handle {
    private constructor();
    readonly id: string;
    /** How many records it has, pending ones too. */
    readonly count: number;
    /** How many of them the store has. */
    readonly stored: number;
    /** The policy it is worked under now. */
    policy(): Policy;
    /** "enquiry", "prevention", "open", "closed"; null before the first record. */
    readonly state: 'enquiry' | 'prevention' | 'open' | 'closed' | null;
    readonly stage: string | null;
    readonly priority: string | null;
    readonly owner: string | null;
    readonly ownerRole: string | null;
    /** The highest band of any party. */
    readonly band: string | null;
    readonly hate: boolean;
    /** The greatest score of any party. */
    readonly score: number | null;
    /** What the case has come to, at the engine's time. */
    facts(): JsonObject;
    /** What a store keeps with the case, made again from the records; null where it has none. */
    summary(): JsonObject | null;
    /** All records with their decisions, corrections, breaches and digests, oldest first. */
    history(): JsonObject;
    /** All duties there have been, as they stand now. */
    duties(): Duties;

    /** A record as it now reads. */
    record(seq: number): Record | null;
    /** A record as it was written. */
    recordWritten(seq: number): Record | null;
    /** The latest assessment of a person. */
    assessment(party: string): Assessment | null;
    /** The latest plan for a person. */
    plan(party: string): Plan | null;
    /** Begin a document: `case.newDocument('letter', { template: 'closure-letter', party: 'p1' })`. */
    newDocument(kind: string, options?: { [name: string]: string | null }): Document;
    /** The latest proportionality assessment, of a person or a remedy or any. */
    proportionality(party?: string | null, remedy?: string | null): Proportionality | null;

    /** Add a record: a RefusedError where guards refuse it, an InvalidError where it is malformed. */
    add(record: Record): Decision;
    /** Ask without adding. */
    may(record: Record): Decision;
    /** Everything that makes a record invalid. */
    wrong(record: Record): Wrong[];
    /** Take down what has already happened: nothing is refused, guards that are not met become breaches. */
    admit(record: Record, options?: { recorded?: Moment | null; imported?: boolean }): Decision;
    /** Move the case to another policy, or another version. */
    move(policy: Policy, why: { by: string; role: string; reason: string }): void;
    /** What move() would change. */
    previewMove(policy: Policy): JsonObject;
    /** Work this case by a calendar of its own; null: the store's, or the engine's. */
    setCalendar(calendar: Calendar | null): void;

    /** Write what is pending, in one commit: a ConflictError where somebody else wrote first. */
    save(): void;
    /** Save several cases of one store: all or nothing. */
    static saveAll(cases: Iterable<Case>): void;
    /** Read what others wrote and try each pending record again: gives those handed back. */
    reload(): Conflict[];
    /** The case whole, as Engine.loadCase() reads it. */
    export(): string;
    /** The head; null where nothing is stored yet. */
    head(): CaseHead | null;

    /** What is to be written, for a case without a store; null where nothing is. */
    pending(): Pending | null;
    /** You have written the first so many records. */
    saved(records: number): void;
    /** reload() for a case without a store: you have read it anew. */
    conflicted(read: JsonDocument): Conflict[];
}

/* ---- duties */

/** Something that somebody must do by a time, because of a clause: as it stood when it was read. */
export class Duty {
    private constructor();
    readonly rule: string;
    /** What is to be done. */
    readonly label: string;
    readonly clause: string | null;
    /** Whom it is about. */
    readonly party: string | null;
    /** The party, a plan's action, or an order's remedy. */
    readonly subject: string | null;
    /** Roles, or "case-owner". */
    readonly owners: string[];
    readonly due: DayOrInstant | null;
    /** The same where it is an instant. */
    readonly dueAt: Date | null;
    /** The same in local time, for people. */
    readonly dueLocal: string | null;
    /** The last working day before a due date that is none. */
    readonly actBy: Day | null;
    /** Before that day it does not count as done. */
    readonly opens: Day | null;
    readonly state: 'open' | 'overdue' | 'met' | 'met-late' | 'lapsed';
    /** The number of the record it runs from. */
    readonly startedBy: number;
    readonly startedAt: Date | null;
    /** The number of the record that ended it. */
    readonly endedBy: number | null;
    readonly endedAt: Date | null;
    /** Is it a period that is only watched, and no one's task? */
    readonly watch: boolean;
    /** A record that would settle it, which you may add. */
    readonly proposes: { kind: string; with: JsonObject } | null;
    /** Is it still to be done? */
    readonly isOpen: boolean;
    /** Why it is due then. */
    explain(): string;
}

/** All duties there have been in a case, as they stood when they were asked for. */
export class Duties extends Handle implements Iterable<Duty> {
    private constructor();
    readonly length: number;
    at(index: number): Duty | null;
    [Symbol.iterator](): IterableIterator<Duty>;
    toJSON(): JsonObject[];
}

/* ---- forms */

export interface Question {
    readonly id: string;
    readonly text: string;
    readonly section: string;
    readonly sectionTitle: string;
    /** May several options be chosen? */
    readonly many: boolean;
    /** Is there room for details in words? */
    readonly detail: boolean;
    readonly options: readonly Option[];
}

export interface Option {
    readonly id: string;
    readonly label: string;
    /** What it adds to the score. */
    readonly weight: number;
    /** Can it be chosen alone only? */
    readonly exclusive: boolean;
}

/** A risk matrix: a questionnaire of the policy. */
export class Matrix extends Handle {
    private constructor();
    readonly id: string;
    readonly title: string;
    readonly clause: string;
    /** Where its questions and weights come from. */
    readonly provenance: string | null;
    /** The smallest score that answers can add up to. */
    readonly least: number;
    /** The greatest. */
    readonly greatest: number;
    readonly questions: readonly Question[];
    /** Highest first; each holds from a score on. */
    readonly bands: readonly { readonly id: string; readonly label: string; readonly from: number }[];
    /** Ranges of scores that the policy's source is unclear about. */
    readonly contested: readonly { readonly from: number; readonly to: number }[];
    newAssessment(party: string): Assessment;
    toJSON(): JsonObject;
}

/** The answers of a matrix about one person. */
export class Assessment extends Handle {
    private constructor();
    /** Choose an option. */
    answer(question: string, option: string): this;
    /** Answer all questions at once: of one that takes many, a list, empty where none is true. What is not among them is missing from then on. */
    setAnswers(answers: { readonly [question: string]: string | readonly string[] }): this;
    /** Take a chosen option back: was it chosen? */
    unanswer(question: string, option: string): boolean;
    /** Asked, and none of the options is true. */
    answerNone(question: string): this;
    /** Asked, and no answer given. */
    decline(question: string): this;
    /** Forget the answer to a question: was there one? */
    clear(question: string): boolean;
    /** Say more about a question; null takes it away. */
    setDetail(question: string, detail: string | null): this;
    /** Judge otherwise than the score; null takes that away. */
    override(band: string | null, reason?: string | null): this;
    state(question: string): 'missing' | 'given' | 'none' | 'declined';
    chosen(question: string, option: string): boolean;
    detail(question: string): string | null;
    /** The questions still to be asked. */
    readonly missing: string[];
    /** Of the answers so far. */
    readonly score: number;
    /** The override, else that of the score so far. */
    readonly band: string | null;
    readonly scoredBand: string | null;
    /** Is the score one that the policy's source is unclear about? */
    readonly contested: boolean;
    /** Was a question declined? */
    readonly partial: boolean;
    readonly overrideBand: string | null;
    readonly overrideReason: string | null;
    readonly party: string;
    /** The number of the record that it was read from. */
    readonly seq: number | null;
    matrix(): Matrix;
    /** A record of it, ready for an actor: a StateError where a question is missing. */
    toRecord(): Record;
    toJSON(): JsonObject;
}

/** One action of a plan. */
export interface Action {
    readonly id: string;
    readonly by: string;
    /** Its id in the catalogue, or "other". */
    readonly action: string;
    /** What is to be done, in words. */
    readonly text: string;
    readonly clause: string | null;
    readonly detail: string | null;
    readonly due: DayOrInstant | null;
    /** Does it run until the case closes? */
    readonly standing: boolean;
    /** How it stood when the plan was read. */
    readonly status: 'open' | 'done' | 'not-done' | 'cancelled';
    readonly nextDue: DayOrInstant | null;
    readonly overdue: boolean;
}

/** An action plan: who does what, by when. */
export class Plan extends Handle {
    private constructor();
    /** Add an action of the catalogue, or "other"; `by` is as the catalogue says where it is left out. */
    add(id: string, action: string, by?: string | null): this;
    /** Take an action away: was there one? */
    remove(id: string): boolean;
    setDetail(id: string, detail: string | null): this;
    setDue(id: string, due: Moment | null): this;
    setEvery(id: string, period: Period | null): this;
    setParam(id: string, param: string, value: unknown): this;
    /** Was it agreed with the person? */
    agreed: boolean;
    /** Was it sent? */
    sent: boolean;
    /** How it was sent. */
    method: string | null;
    readonly party: string;
    /** The number of the record that it was read from. */
    readonly seq: number | null;
    readonly actions: readonly Action[];
    readonly progress: { done: number; cancelled: number; standing: number; open: number };
    /** Is every action that is not standing done or cancelled? */
    readonly complete: boolean;
    /** A record of it, ready for an actor: a StateError where it has no action. */
    toRecord(): Record;
    toJSON(): JsonObject;
}

/** Why a step against somebody is right: what it asks, what was answered, and what became of it. */
export class Proportionality extends Handle {
    private constructor();
    /** Set a field: a text, flag or Date by its type, anything else as JSON. */
    set(field: string, value: string | boolean | number | Date | object | null): this;
    setText(field: string, value: string): this;
    setFlag(field: string, value: boolean): this;
    setJson(field: string, value: unknown): this;
    /** Append a text to a field that is a list. */
    addText(field: string, value: string): this;
    /** A lesser step that was tried or thought of. */
    addAlternative(remedy: string, options?: { outcome?: string | null; why?: string | null }): this;
    /** Take a field away: was there one? */
    unset(field: string): boolean;
    get(field: string): Json;
    getText(field: string): string | null;
    readonly party: string;
    readonly remedy: string;
    /** The answers that are wanted and missing. */
    readonly missing: readonly { readonly field: string; readonly label: string }[];
    readonly complete: boolean;
    /** The number of the record that it was read from. */
    readonly seq: number | null;
    /** Was it approved by somebody other than its author, and not refused since? */
    readonly approved: boolean;
    readonly approvedBy: string | null;
    readonly approvedRole: string | null;
    /** The number of the approval. */
    readonly approval: number | null;
    /** Has something changed since it was approved or last reviewed? */
    readonly stale: boolean;
    /** The number of the record that made it stale. */
    readonly staleRecord: number | null;
    readonly reviewBy: Day | null;
    /** Does it support the step now? */
    readonly current: boolean;
    /** Why it does not. */
    readonly why: { code: string; message: string; arguments: { [name: string]: string } } | null;
    toRecord(): Record;
    toJSON(): JsonObject;
}

/** A letter, case file or form in the making, for a reader who is told no more than they may know. */
export class Document extends Handle {
    private constructor();
    /** Say what it shall be: an option of its kind, for a letter also a merge field; null takes back what was said. */
    set(name: string, value: string | null): this;
    /** Make it as plain text, as things stand now: an InvalidError names what is missing, a DisclosureError whom it would have told of. */
    text(): string;
    /** The same as one page of HTML, with everything in it. */
    html(): string;
    /** The same content as data, of the kinds that have it. */
    data(): JsonObject;
    /** Search a text that was changed or made elsewhere: a DisclosureError where it may not go to the reader. */
    check(text: string): this;
    /** What was left out of it or masked, and why. For the file, not for the reader. */
    withheld(): JsonObject;
    /** The record that it was sent, to be completed; a StateError where nothing was made. */
    toRecord(): Record;
}

/* ---- stores */

/** A case in a list. */
export interface Listed {
    readonly id: string;
    /** How many records it had. */
    readonly version: number;
    readonly summary: JsonObject | null;
}

/** What was found of heads, or of a chain. */
export interface Damage {
    case: string;
    seq: number;
    what: string;
}

/** What became of cases that were brought in. */
export interface Copied {
    cases: number;
    written: number;
    grown: number;
    same: number;
    left: Damage[];
}

/** All cases at once: the summaries of cases in columns, kept in memory. Questions: docs/reference/caseload.md. */
export class Caseload extends Handle {
    private constructor();
    /** How many cases are in it, whether allowed or not. */
    readonly count: number;
    /** Take in what was written to a store since the last time; always the same store. */
    follow(store: Store): this;
    /** Put in one case, or what it has become: its number of records, and its summary. */
    put(id: string, version: number, summary: JsonDocument): this;
    /** From now on questions are answered over these cases alone; null: all. */
    allow(filter: JsonDocument | null): this;
    /** Ask a question. */
    query(query: JsonDocument): { rows: JsonObject[]; total: number; now: string; next?: string };
    /** Figures with the cases behind them, as JSON, CSV or a page, by the `format` asked for. */
    report(request: JsonDocument): string;
}

/** The cases of a store under another policy or calendar: what would be different. Nothing is written. Keys: docs/reference/rehearsal.md. */
export class Rehearsal extends Handle {
    private constructor();
    /** Put a policy in the place of those of an id; null: of its own; '': of all. */
    policy(policy: Policy, insteadOf?: string | null): this;
    /** Rehearse: `{ added: ['2027-05-10'] }`. */
    run(request?: JsonDocument): this;
    /** Ask what was found. */
    query(query: JsonDocument): { rows: JsonObject[]; total: number; now: string; next?: string };
}

/** Where records are kept. */
export class Store extends Handle {
    private constructor();
    /** A case that the store has, under the policy it was pinned to. */
    openCase(id: string): Case | null;
    /** Bring an exported case in. */
    importCase(exported: JsonDocument): Case;
    /** Cases in order of the bytes of their ids. */
    list(options?: { after?: string | null; limit?: number }): Listed[];
    /** Cases written since a token; go on from the token that it gives. */
    changes(options?: { token?: string | null; limit?: number }): { cases: Listed[]; token: string };

    /** Check the audit chain of a case, or of all: a CorruptError with `report` where something is wrong; null where there is no such case. */
    verify(id?: string | null): { cases: number; records: number; erased: number; damage: Damage[] } | null;
    /** The head of the store. */
    head(): { cases: number; digest: string };
    /** The heads of all cases; the digest of head() is SHA-256 of them as Engine.canonicalJson() writes them. */
    heads(): CaseHead[];
    /** Is what was noted still there? A CorruptError with `report` where it is not. */
    verifyHead(head: JsonDocument): { heads: number; grown: number; damage: Damage[] };

    /** Write a journal anew without what has gone. */
    compact(): { before: number; after: number; cases: number; records: number };
    /** Make every summary again from the records, and write those that differ. A CorruptError with `report` where cases cannot be read. */
    rebuild(): { cases: number; damage: Damage[]; same: number; written: number };
    /** Copy a journal while it is in use. */
    backup(path: string): void;

    /** The store as JSON Lines. */
    export(): string;
    /** The same line by line, each with its line feed, for stores that are larger than memory. */
    exportTo(take: (line: string) => void): void;
    /** Bring such lines in. */
    import(lines: string | Uint8Array): Copied;
    /** Copy another store of the same engine into this one. */
    copyFrom(from: Store): Copied;

    /** Keep a calendar in the store: its cases are worked by it from now on. */
    setCalendar(calendar: Calendar): void;
    calendar(): Calendar | null;
}

/** Everything that is to be written at once. */
export interface Commit {
    cases: {
        id: string;
        /** How many records it must have now; 0: it must not exist. */
        expected: number;
        records: StoredRecord[];
        /** Numbers of records whose bodies must go, so that they cannot be had back. */
        erased: number[];
        /** Replaces the one before; null: unchanged. */
        summary: string | null;
    }[];
    /** To be kept for ever, once, by its digest (64 hexadecimal digits). */
    policies: { digest: string; id: string; version: string; document: string }[];
    /** Replaces what was kept; null: unchanged. */
    calendar: string | null;
}

/** A record as it is stored. An erased body is "". */
export interface StoredRecord {
    seq: number;
    header: string;
    body: string;
}

/** A case as a store lists it. */
export interface StoredCase {
    id: string;
    version: number;
    summary: string | null;
}

/**
 * A store written in JavaScript. Its methods are called while the library waits, so that none can be async, and must not call the engine.
 * A method may throw a ConflictError, AbsentError, InvalidError, IoError, NoMemoryError or CorruptError to say so; anything else that it throws
 * comes out of the call that was made of the library.
 */
export interface CustomStore {
    /** Write all of it, durably, or nothing; a ConflictError where a case has not the expected version. */
    commit(commit: Commit): void;
    /** The records of a case from a number on, in order; null where there is no such case. */
    read(id: string, from: number): Iterable<StoredRecord> | null;
    /** At most so many cases whose ids are after `after`, in order of the bytes of their ids. */
    list(after: string, limit: number): Iterable<StoredCase>;
    /** The policy document of that digest (64 hexadecimal digits). */
    policy(digest: string): string | null;
    /** Cases written since a token (null: all), and the token to go on from. */
    changes?(token: string | null, limit: number): { cases: Iterable<StoredCase>; token: string };
    /** The calendar that was kept. */
    calendar?(): string | null;
    /** The store is no longer used. */
    close?(): void;
}

/* ---- the library */

/** The library's version: "0.1.0". */
export function version(): string;
/** The same as a number: major * 10000 + minor * 100 + patch. */
export function versionNumber(): number;
/** What this build can do. */
export function features(): string[];
/** Every constant of the headers. */
export function constants(): { [name: string]: number };
export function limitNames(): string[];
/** A status in words. */
export function statusText(status: number): string;
/** The codes of all messages, with their English sentences. */
export function messages(): { code: string; template: string }[];
/** The policies that are built in, as they are written. */
export function builtinPolicies(): { id: string; document: string }[];

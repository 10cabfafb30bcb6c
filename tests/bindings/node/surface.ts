/* A program that uses everything that the package has. The compiler checks it against the types; surface_test.js runs it and looks which functions
 * of the library it reached. */
import * as asb from 'asb';
import type { Commit, CustomStore, Handle, Hooks, Pending, RecordDocument, StoredCase, StoredRecord } from 'asb';

/** What must be there. */
function must<T>(value: T | null | undefined): T {
    if (value === null || value === undefined) throw new Error('there is none');
    return value;
}

function mustBe<T>(found: T, wanted: T): void {
    if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${JSON.stringify(found)} in the place of ${JSON.stringify(wanted)}`);
}

/** What a call throws, as a class. */
function thrown<E extends Error>(type: new (...parameters: never[]) => E, work: () => unknown): E {
    try {
        work();
    } catch (why) {
        if (why instanceof type) return why;
        throw why;
    }
    throw new Error(`no ${type.name}`);
}

/* ---- the library and the engine */

function library(): void {
    const version: string = asb.version(), number: number = asb.versionNumber();
    mustBe(version.split('.').length, 3);
    mustBe(asb.constants()['ASB_VERSION'], number);
    const features: string[] = asb.features(), limits: string[] = asb.limitNames();
    mustBe([features.includes('journal'), limits.includes('records')], [true, true]);
    const [message] = asb.messages(), [policy] = asb.builtinPolicies();
    mustBe([must(message).template.length > 0, must(policy).document.includes(`"${must(policy).id}"`)], [true, true]);
    const word: string = asb.statusText(2);
    mustBe(word, 'conflict');
}

let clock = new Date('2026-06-08T09:00+01:00');

function newEngine(): asb.Engine {
    const hooks: Hooks = {
        now: () => clock,
        random: (bytes: Uint8Array) => { bytes.fill(1); },
        log: (level, line) => { console.error(level, line); },
        memoryLimit: 2 ** 30,
    };
    const engine = new asb.Engine(hooks), now: Date = engine.now();
    mustBe(now, clock);
    engine.setLimit('duties', 1000);
    const limit: number | null = engine.limit('duties');
    mustBe([limit, engine.limit('x')], [1000, null]);
    mustBe(engine.memory <= engine.memoryPeak, true);
    return engine;
}

/* ---- days */

function days(engine: asb.Engine, policy: asb.Policy): void {
    using calendar = engine.newCalendar();
    calendar.add('2026-06-09', { known: '2026-06-01', name: 'Staff day' }).add('2026-06-10');
    calendar.remove(new Date('2026-06-13T12:00Z'), { name: 'Saturday surgery' });
    const again: asb.Calendar = engine.parseCalendar(calendar.toJSON());
    const due: asb.Due = engine.due('2026-06-08', { working_days: 2 }, { policy, calendar: again });
    mustBe([due.due, due.local, due.act_by, due.period, due.skipped.length], ['2026-06-12', '2026-06-12', null, '2 working days', 2]);
    mustBe(due.explanation.includes('Staff day'), true);
    const worked: boolean = engine.isWorkingDay('2026-06-13', { calendar });
    mustBe([worked, engine.isWorkingDay('2026-06-13')], [true, false]);
    engine.setCalendar(calendar);
    mustBe(engine.isWorkingDay('2026-06-13'), true);
    engine.setCalendar(null);
    const holidays: { date: string; name: string }[] = engine.holidays(2026, 2027);
    mustBe([holidays.length, engine.holidays(2026).length], [16, 8]);
    const instant: Date = engine.instant('2026-06-08T09:00'), text: string = engine.instantText(instant, { local: true });
    mustBe([text, engine.instantText(instant.getTime())], ['2026-06-08T09:00', '2026-06-08T08:00:00Z']);
    mustBe(engine.canonicalJson({ b: 1, a: 2 }), '{"a":2,"b":1}');
}

/* ---- policies */

function policies(engine: asb.Engine): asb.Policy {
    const policy: asb.Policy = must(engine.builtinPolicy('places-for-people'));
    const title: string = policy.title;
    mustBe([policy.id, policy.digest.length, title.length > 0, policy.version.length > 0], ['places-for-people', 64, true, true]);
    const own = { ...must(engine.builtinPolicy('hart')).toJSON(), id: 'ours', version: '7' };
    mustBe(engine.parsePolicy(JSON.stringify(own)).version, '7');
    engine.registerPolicy(own);
    const problems: asb.Problem[] = engine.checkPolicy(new TextEncoder().encode('{"asb_policy":1}'));
    const { code, message, line, column, pointer }: asb.Problem = must(problems[0]);
    mustBe([code.length > 0, message.length > 0, line, column, pointer], [true, true, 1, 1, null]);
    mustBe(typeof must(problems[0]).arguments, 'object');
    const explained: string | null = policy.explain('acknowledge');
    mustBe([must(explained).includes('P13'), policy.explain('x'), policy.page().length > 1000], [true, null, true]);
    const kinds: asb.JsonObject = engine.vocabulary();
    mustBe(JSON.stringify(engine.vocabulary(policy)).length > JSON.stringify(kinds).length, true);
    const catalogue: asb.JsonObject[] = policy.catalogue;
    mustBe(catalogue.length > 0, true);
    return policy;
}

/* ---- records */

function records(engine: asb.Engine): void {
    using record: asb.Record = engine.newRecord('note');
    record.setActor('amy', 'CCC').setAt('2026-06-01').setText('text', 'a').setFlag('x-f', true).setNumber('x-n', 5n).setJson('x-j', [1]);
    record.addText('x-t', 'b').addText('x-t', 'c').set('x-d', clock).set('x-o', { a: null });
    const flag: boolean | null = record.getFlag('x-f'), number: number | null = record.getNumber('x-n'), json: asb.Json = record.get('x-j');
    mustBe([flag, number, json, record.getText('text'), record.getText('x-t', 1), record.count('x-t')], [true, 5, [1], 'a', 'c', 2]);
    mustBe([record.unset('x-f'), record.unset('x-f')], [true, false]);
    const names: string[] = record.fieldNames, at: Date | null = record.at, recorded: Date | null = record.recorded;
    mustBe([names.length, at, recorded, record.seq, record.kind], [6, engine.instant('2026-06-01'), null, null, 'note']);
    mustBe([record.by, record.role, record.erased, record.toJSON()['kind']], ['amy', 'CCC', false, 'note']);
}

/* ---- a case from its report to a legal step */

function add(engine: asb.Engine, c: asb.Case, by: string, role: string, kind: string, fields: object): asb.Decision {
    const document: RecordDocument = { kind, by, role, fields };
    return c.add(engine.parseRecord(document));
}

function begin(engine: asb.Engine, policy: asb.Policy, store: asb.Store | null, id: string): asb.Case {
    const c: asb.Case = engine.newCase(id, policy, store);
    add(engine, c, 'amy', 'CCC', 'report', { channel: 'phone', summary: 'A knife on the landing', immediate_risk: true });
    add(engine, c, 'amy', 'CCC', 'party', { party: 'p1', as: 'complainant' });
    add(engine, c, 'amy', 'CCC', 'party', { party: 'p2', as: 'alleged-perpetrator', tenure: 'assured' });
    add(engine, c, 'amy', 'CCC', 'opening', { categories: ['violence'] });
    add(engine, c, 'amy', 'CCC', 'allocation', { officer: 'tess', to_role: 'TEM' });
    return c;
}

function assess(engine: asb.Engine, policy: asb.Policy, c: asb.Case): void {
    const matrix: asb.Matrix = must(policy.matrix('ram'));
    mustBe([matrix.id, matrix.least, matrix.greatest, policy.matrix('x')], ['ram', 0, 47, null]);
    mustBe([matrix.title.length > 0, matrix.clause.length > 0, typeof matrix.provenance], [true, true, 'string']);
    const question: asb.Question = must(matrix.questions[0]), option: asb.Option = must(question.options[0]);
    mustBe([matrix.questions.length, question.id, question.many, question.section.length > 0, question.sectionTitle.length > 0],
        [14, 'q1', false, true, true]);
    mustBe([question.text.length > 0, typeof question.detail, typeof option.weight, option.exclusive, option.label.length > 0],
        [true, 'boolean', 'number', false, true]);
    mustBe([must(matrix.bands[0]).from > 0, must(matrix.bands[0]).label.length > 0, matrix.contested.every((range) => range.from <= range.to)],
        [true, true, true]);
    mustBe(matrix.toJSON()['id'], 'ram');
    const answers: asb.Assessment = matrix.newAssessment('p1');
    answers.answer('q1', option.id).answer('q10', 'extremely').answerNone('q11').decline('q9').setDetail('q1', 'Every night');
    const all: asb.Assessment = matrix.newAssessment('p2').answer('q2', 'yes').setAnswers({ q1: 'daily', q11: [], q14: ['your-family', 'other'], q9: 'declined' });
    mustBe([all.state('q2'), all.state('q11'), all.state('q9'), all.chosen('q1', 'daily'), all.chosen('q14', 'your-family'), all.chosen('q14', 'other'),
        all.missing.length, all.setAnswers({}).missing.length], ['missing', 'none', 'declined', true, true, true, 10, 14]);
    const missing: string[] = answers.missing;
    mustBe([missing.length, answers.unanswer('q10', 'extremely'), answers.clear('q9'), answers.clear('q9')], [10, true, true, false]);
    for (const id of answers.missing) answers.decline(id);
    answers.override('medium', 'She is afraid');
    const state: 'missing' | 'given' | 'none' | 'declined' = answers.state('q11');
    mustBe([state, answers.chosen('q1', option.id), answers.detail('q1'), answers.detail('q2'), answers.partial],
        ['none', true, 'Every night', null, true]);
    mustBe([answers.band, answers.overrideBand, answers.overrideReason, answers.party, answers.seq],
        ['medium', 'medium', 'She is afraid', 'p1', null]);
    mustBe([answers.score >= 0, answers.scoredBand, answers.contested, answers.matrix().id], [true, 'low', false, 'ram']);
    mustBe(answers.toJSON()['party'], 'p1');
    c.add(answers.toRecord().setActor('tess', 'TEM'));
    mustBe([must(c.assessment('p1')).seq, c.assessment('p2'), c.band], [c.count, null, 'medium']);
}

function makePlan(policy: asb.Policy, c: asb.Case): void {
    const plan: asb.Plan = policy.newPlan('p1');
    plan.add('a1', 'AP-2').setParam('a1', 'weeks', 4).setDue('a1', '2026-07-08');
    plan.add('a2', 'other', 'landlord').setDetail('a2', 'Visit').setEvery('a2', { weeks: 1 });
    plan.add('a3', 'AP-2').setDue('a3', clock).setDue('a3', null);
    plan.agreed = true;
    plan.sent = true;
    plan.method = 'letter';
    mustBe([plan.remove('a3'), plan.remove('a3'), plan.agreed, plan.sent, plan.method, plan.party, plan.seq],
        [true, false, true, true, 'letter', 'p1', null]);
    c.add(plan.toRecord().setActor('tess', 'TEM'));
    const read: asb.Plan = must(c.plan('p1')), action: asb.Action = must(read.actions[0]);
    mustBe([action.id, action.by, action.action, action.status, action.due, action.standing, action.overdue],
        ['a1', action.by, 'AP-2', 'open', '2026-07-08', false, false]);
    mustBe([action.text.length > 0, typeof action.clause, action.detail, action.nextDue], [true, 'string', null, '2026-07-08']);
    mustBe([read.progress, read.complete, read.seq, c.plan('p2')], [{ done: 0, cancelled: 0, standing: 0, open: 2 }, false, c.count, null]);
    mustBe(read.toJSON()['party'], 'p1');
}

function weigh(engine: asb.Engine, policy: asb.Policy, c: asb.Case): void {
    const form: asb.Proportionality = policy.newProportionality('p2', 'civil-injunction');
    form.set('aim', 'Peace for the neighbours').addText('conduct', 'The incidents on this case');
    form.setText('harm', 'Afraid').setJson('protected', ['none-known']);
    form.set('disability', 'no').set('support_offered', 'Offered and declined').addAlternative('written-warning', { why: 'no answer to a knife' });
    form.set('rational_connection', 'It forbids the very conduct').set('less_intrusive', 'None tonight').set('balance', 'He keeps his home');
    form.set('outcome', 'proportionate').setFlag('x-checked', true);
    mustBe([form.unset('x-checked'), form.unset('x-checked'), form.get('aim'), form.getText('harm'), form.get('x-checked')],
        [true, false, 'Peace for the neighbours', 'Afraid', null]);
    mustBe([form.missing.map(({ field, label }) => [field, label.length > 0]), form.complete], [[['equality_duty', true]], false]);
    form.set('equality_duty', 'Asked about and weighed');
    mustBe([form.complete, form.party, form.remedy, form.seq, form.toJSON()['complete']], [true, 'p2', 'civil-injunction', null, true]);
    c.add(form.toRecord().setActor('tess', 'TEM'));
    const { code, message, arguments: details } = must(must(c.proportionality('p2')).why);
    mustBe([code.length > 0, message.length > 0, typeof details], [true, true, 'object']);
    add(engine, c, 'carol', 'CSAM', 'approval', { of: c.count, decision: 'approved', reasons: 'Nothing milder will do' });
    const read: asb.Proportionality = must(c.proportionality());
    mustBe([read.approved, read.approvedBy, read.approvedRole, read.approval, read.stale, read.staleRecord],
        [true, 'carol', 'CSAM', c.count, false, null]);
    mustBe([read.current, read.why, typeof read.reviewBy, c.proportionality('p1', 'civil-injunction')], [true, null, typeof read.reviewBy, null]);
}

function look(c: asb.Case, policy: asb.Policy): void {
    const state: string | null = c.state, score: number | null = c.score, hate: boolean = c.hate;
    mustBe([state, hate, c.owner, c.ownerRole, c.stage, c.priority, typeof score], ['open', false, 'tess', 'TEM', c.stage, 'high', 'number']);
    mustBe([c.facts()['state'], c.history()['case'], c.policy().id], ['open', c.id, policy.id]);
    mustBe(must(c.summary())['state'], 'open');
    const duties: asb.Duties = c.duties(), all: asb.Duty[] = [...duties], first: asb.Duty = must(duties.at(0));
    mustBe([duties.length, duties.toJSON().length, duties.at(99)], [all.length, all.length, null]);
    mustBe([first.rule, first.label.length > 0, typeof first.clause, first.owners.length > 0], [must(all[0]).rule, true, 'string', true]);
    mustBe([first.explain().includes(first.rule), first.startedBy > 0, first.startedAt instanceof Date], [true, true, true]);
    mustBe([all.some((duty) => duty.isOpen), all.every((duty) => duty.watch || duty.state !== 'lapsed' || duty.endedBy !== null)], [true, true]);
    for (const { party, subject, due, dueAt, dueLocal, actBy, opens, endedAt, proposes } of all) {
        mustBe([party, subject, due, dueLocal, actBy, opens].every((text) => text === null || text !== ''), true);
        mustBe(proposes === null || proposes.kind !== '', true);
        mustBe([dueAt === null || dueAt instanceof Date, endedAt === null || endedAt instanceof Date], [true, true]);
    }
}

function count(engine: asb.Engine, c: asb.Case): void {
    const caseload: asb.Caseload = engine.newCaseload();
    caseload.put(c.id, c.count, must(c.summary())).follow(engine.memoryStore());
    caseload.allow({ state: 'open' }).allow(null);
    const asked: { rows: asb.JsonObject[]; total: number } = caseload.query({ query: 'counts', by: 'state' });
    mustBe(caseload.report({ report: 'nm01', homes: 1000, format: 'csv' }).split('\r\n').length, 4);
    mustBe([caseload.count, asked.rows, asked.total], [1, [{ state: 'open', count: 1 }], 1]);
    const rehearsal: asb.Rehearsal = engine.newRehearsal(engine.memoryStore()).policy(must(c.policy())).policy(must(c.policy()), '').run();
    mustBe(rehearsal.run({ added: ['2026-12-28'] }).query({ query: 'totals' }).rows.map((row) => row['cases']), [0]);
}

function judge(engine: asb.Engine, c: asb.Case): void {
    const fields = { remedy: 'civil-injunction', party: 'p2', status: 'applied' };
    const step: RecordDocument = { kind: 'legal', by: 'tess', role: 'TEM', at: clock, fields };
    const decision: asb.Decision = c.may(engine.parseRecord(step)), reason: asb.Reason = must(decision.refused[0]);
    mustBe([decision.allowed, reason.effect, reason.guard.length > 0, reason.clause.length > 0], [false, 'refused', true, true]);
    mustBe([reason.message.length > 0, reason.explanation.length > 0, typeof reason.arguments, typeof reason.code], [true, true, 'object', 'object']);
    mustBe([decision.warned, decision.deviations], [[], []]);
    const refused: asb.RefusedError = thrown(asb.RefusedError, () => c.add(engine.parseRecord(step)));
    mustBe([must(refused.reasons).length, must(refused.decision).allowed, refused.status], [decision.reasons.length, false, 1]);
    const wrong: asb.Wrong[] = c.wrong(engine.newRecord('report'));
    mustBe([must(wrong[0]).field, must(wrong[0]).code.length > 0], ['by', true]);
    const invalid: asb.InvalidError = thrown(asb.InvalidError, () => c.add(engine.newRecord('nonsense').setActor('tess', 'TEM')));
    mustBe([invalid.field, invalid.pointer, invalid.line, invalid.column, typeof invalid.arguments, typeof invalid.code],
        ['kind', null, null, null, 'object', 'string']);
    const admitted: asb.Decision = c.admit(engine.parseRecord(step), { recorded: clock, imported: true });
    mustBe([admitted.allowed, admitted.breaches.length], [admitted.allowed, decision.refused.length]);
    mustBe([must(c.record(1)).kind, must(c.recordWritten(1)).kind, c.record(99)], ['report', 'report', null]);
}

/* ---- stores */

class OwnStore implements CustomStore {
    readonly #records = new Map<string, StoredRecord[]>();
    readonly #policies = new Map<string, string>();

    commit({ cases, policies: documents }: Commit): void {
        for (const { id, expected } of cases) if ((this.#records.get(id) ?? []).length !== expected) throw new asb.ConflictError(id);
        for (const { id, records: added } of cases) this.#records.set(id, [...(this.#records.get(id) ?? []), ...added]);
        for (const { digest, document } of documents) this.#policies.set(digest, document);
    }

    read(id: string, from: number): StoredRecord[] | null {
        return this.#records.get(id)?.slice(from - 1) ?? null;
    }

    *list(after: string, limit: number): Iterable<StoredCase> {
        const ids = [...this.#records.keys()].sort().filter((id) => id > after).slice(0, limit);
        for (const id of ids) yield { id, version: must(this.#records.get(id)).length, summary: null };
    }

    policy(digest: string): string | null {
        return this.#policies.get(digest) ?? null;
    }
}

function stores(engine: asb.Engine, policy: asb.Policy, folder: string): void {
    const memory: asb.Store = engine.memoryStore(), journal = engine.journal(`${folder}/cases.asb`), own = engine.customStore(new OwnStore());
    const one = begin(engine, policy, memory, 'A'), other = begin(engine, policy, memory, 'B');
    one.save();
    mustBe([one.count, one.stored, other.stored], [5, 5, 0]);
    asb.Case.saveAll([other]);
    const head: asb.CaseHead = must(one.head()), listed: asb.Listed[] = memory.list({ after: null, limit: 1 });
    mustBe([head.case, head.seq, listed.map(({ id, version, summary }) => [id, version, must(summary)['state']])], ['A', 5, [['A', 5, 'open']]]);
    const copied: asb.Copied = journal.copyFrom(memory), { cases, token } = memory.changes({ limit: 0 });
    mustBe([copied.written, copied.left, cases.length, memory.changes({ token }).cases.length], [2, [], 2, 0]);
    mustBe([own.copyFrom(memory).written, engine.memoryStore().import(journal.export()).cases], [2, 2]);
    const lines: string[] = [];
    journal.exportTo((line: string) => { lines.push(line); });
    mustBe(lines.join('') === journal.export(), true);
    mustBe([must(journal.verify()).damage, must(journal.verify('A')).records, journal.verify('C')], [[], 5, null]);
    mustBe([journal.heads().length, journal.head().cases, journal.verifyHead(journal.heads()).heads], [2, 2, 2]);
    journal.setCalendar(engine.newCalendar().add('2026-06-09'));
    mustBe([must(journal.calendar()).toJSON()['removed'], memory.calendar(), journal.compact().cases], [[], null, 2]);
    mustBe([journal.rebuild().written, journal.rebuild()], [2, { cases: 2, damage: [], same: 2, written: 0 }]); // the day off moves their dates
    journal.backup(`${folder}/backup.asb`);
    mustBe(engine.memoryStore().importCase(one.export()).id, 'A');
    const mine = must(memory.openCase('A')), theirs = must(memory.openCase('A'));
    for (const c of [mine, theirs]) add(engine, c, 'amy', 'CCC', 'note', { text: 'n' });
    theirs.save();
    thrown(asb.ConflictError, () => mine.save());
    const conflicts: asb.Conflict[] = mine.reload();
    mustBe([conflicts.length, mine.count], [0, 7]);
}

function storeless(engine: asb.Engine, policy: asb.Policy): void {
    const amy = begin(engine, policy, null, 'D'), pending: Pending = must(amy.pending());
    const read = { case: pending.case, records: pending.records, policies: pending.policies.map(({ document }) => document) };
    mustBe([pending.expected, pending.erased, pending.summary.includes('open')], [0, [], true]);
    amy.saved(amy.count);
    mustBe(amy.pending(), null);
    const ben = engine.loadCase({ ...read, records: read.records.slice(0, 3) }, null);
    add(engine, ben, 'ben', 'CHM', 'closure', { reason: 'not-asb', rationale: 'Everyday noise' });
    const [conflict] = ben.conflicted(read), { record, status, message, reasons }: asb.Conflict = must(conflict);
    mustBe([record.kind, status, message.length > 0, reasons.length > 0], ['closure', 'refused', true, true]);
}

function moving(engine: asb.Engine, policy: asb.Policy): void {
    const c = begin(engine, policy, null, 'E'), next = engine.parsePolicy({ ...policy.toJSON(), version: 'next' });
    const preview: asb.JsonObject = c.previewMove(next);
    mustBe(Array.isArray(preview['changed']), true);
    c.setCalendar(engine.newCalendar().add('2026-06-09'));
    c.setCalendar(null);
    c.move(next, { by: 'amy', role: 'CCC', reason: 'The new year' });
    mustBe(c.policy().version, 'next');
    const handle: Handle = c;
    mustBe(handle.closed, false);
    handle.close();
    c[Symbol.dispose]();
    mustBe([c.closed, thrown(asb.ClosedError, () => c.state).message], [true, 'this Case is closed']);
}

function write(engine: asb.Engine, policy: asb.Policy): void {
    const c = begin(engine, policy, null, 'F'), kinds = engine.documentKinds().filter(({ kind }) => kind === 'letter');
    mustBe(kinds.map(({ formats }) => formats), [['text', 'html']]);
    add(engine, c, 'amy', 'CCC', 'party', { party: 'n1', as: 'alleged-perpetrator', name: 'Bob <Brook>' });
    const text = 'Dear {{recipient_name}}, {{appointment_where}}';
    const letter: asb.Document = c.newDocument('letter', { party: 'n1', text, template: 'warning-letter' });
    mustBe(thrown(asb.InvalidError, () => letter.text()).field, 'appointment_where');
    thrown(asb.StateError, () => letter.toRecord());
    letter.set('appointment_where', 'here');
    mustBe([letter.text(), letter.html().includes('Dear Bob &lt;Brook&gt;, here')], ['Dear Bob <Brook>, here\n', true]);
    const record: asb.Record = letter.toRecord();
    mustBe([record.kind, letter.check('Dear Bob') === letter, letter.withheld()['audience']], ['letter', true, 'perpetrator']);
    add(engine, c, 'amy', 'CCC', 'party', { party: 'n2', as: 'complainant', name: 'Zenobia Quill' });
    mustBe(thrown(asb.DisclosureError, () => letter.check('Ask Zenobia Quill')).field, 'n2');
    thrown(asb.ArgumentError, () => letter.data());
    letter.set('party', null).close();
}

/** Uses everything; files go to a folder. */
export function useEverything(folder: string): void {
    library();
    using engine = newEngine();
    const policy = policies(engine);
    days(engine, policy);
    records(engine);
    const c = begin(engine, policy, null, 'CASE-0001');
    clock = new Date('2026-06-08T14:00+01:00');
    assess(engine, policy, c);
    makePlan(policy, c);
    weigh(engine, policy, c);
    look(c, policy);
    count(engine, c);
    judge(engine, c);
    stores(engine, policy, folder);
    storeless(engine, policy);
    moving(engine, policy);
    write(engine, policy);
}

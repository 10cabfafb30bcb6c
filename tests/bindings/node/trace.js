/* Plays scenario files through the package's objects and writes what each step came to: the lines of `asb trace FILE`.
 *
 *   node trace.js FOLDER FILE...        the lines of each FILE go to FOLDER/<its name>.txt */
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { Engine, InvalidError, LimitError, RefusedError } = require('asb');

const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
const inOrder = (...comparisons) => comparisons.find((order) => order !== 0) ?? 0;

/* ---- JSON whose numbers stay as they are written, since JavaScript has no 1.0 */

const MARK = '\ue000';
const readJson = (text) => JSON.parse(text.replace(/("(?:[^"\\]|\\.)*")|-?\d[-+.\deE]*/g, (number, string) => string ?? `"${MARK}${number}"`));
const writeJson = (value) => JSON.stringify(value).replace(new RegExp(`"${MARK}([^"]*)"`, 'g'), '$1');

/* ---- opening a file */

function openPolicy(engine, name, file) {
    return name.endsWith('.json') ? engine.parsePolicy(fs.readFileSync(path.resolve(path.dirname(file), name))) : engine.builtinPolicy(name);
}

function open(file) {
    const scenario = readJson(fs.readFileSync(file, 'utf8'));
    const clock = { now: new Date(0) };
    const engine = new Engine({ now: () => clock.now });
    if (scenario.calendar) engine.setCalendar(engine.parseCalendar(scenario.calendar));
    return { scenario, clock, engine, policy: openPolicy(engine, scenario.policy, file), store: engine.memoryStore(), cases: new Map() };
}

function caseOf(play, name) {
    if (!play.cases.has(name)) play.cases.set(name, play.engine.newCase(`case-${play.cases.size + 1}`, play.policy, play.store));
    return play.cases.get(name);
}

/* ---- trying a step's record */

/** What a record cannot hold is left out, which is just as invalid; but that its time was wrong has to be remembered. */
function makeRecord(engine, header, fields) {
    try {
        return engine.parseRecord(writeJson({ ...header, fields }));
    } catch (why) {
        if (!(why instanceof InvalidError) || !['at', 'by', 'role'].includes(why.field) || header[why.field] === undefined) throw why;
        return makeRecord(engine, { ...header, [why.field]: undefined }, fields);
    }
}

function isTimeWrong(engine, at) {
    if (at === undefined) return false;
    try {
        engine.newRecord('note').setAt(at);
        return false;
    } catch {
        return true;
    }
}

function ask(c, record, isAdded) {
    if (!isAdded) return c.may(record);
    const decision = c.add(record);
    c.save();
    return decision;
}

/** The decision, or the first field that is wrong. */
function attempt(play, c, step) {
    const isTimeless = isTimeWrong(play.engine, step.happened);
    try {
        const header = { kind: step.record ?? step.may, at: step.happened, by: step.by, role: step.role };
        const record = makeRecord(play.engine, header, step.with);
        const decision = ask(c, record, step.record !== undefined && !isTimeless);
        return isTimeless ? { invalid: 'at' } : { decision };
    } catch (why) {
        if (why instanceof RefusedError) return { decision: why.decision };
        if (why instanceof InvalidError) return { invalid: isTimeless && why.field !== 'kind' ? 'at' : why.field };
        if (why instanceof LimitError && why.field) return { invalid: why.field };
        throw why;
    }
}

/* ---- the line */

function compareDuties(a, b) {
    return inOrder(byBytes(a.rule, b.rule), byBytes(a.party ?? '', b.party ?? ''), a.startedBy - b.startedBy, byBytes(a.due ?? '', b.due ?? ''),
        byBytes(a.state, b.state), byBytes(a.clause ?? '', b.clause ?? ''));
}

function dutyLine(duty) {
    return { duty: duty.rule, party: duty.party, due: duty.due, act_by: duty.actBy, state: duty.state, clause: duty.clause };
}

const guards = (reasons) => (reasons ?? []).map((reason) => reason.guard).sort(byBytes);

function line(number, name, c, { decision, invalid }) {
    return JSON.stringify({
        step: number, case: name, state: c.state, stage: c.stage, priority: c.priority, hate: c.hate, owner: c.owner, band: c.band, score: c.score,
        duties: [...c.duties()].sort(compareDuties).map(dutyLine),
        refused: guards(decision?.refused), warned: guards(decision?.warned), deviations: guards(decision?.deviations),
        invalid: invalid ?? null,
    });
}

function* trace(file) {
    const play = open(file);
    for (const [index, step] of play.scenario.steps.entries()) {
        const name = step.case ?? 'A';
        play.clock.now = play.engine.instant(step.at);
        const c = caseOf(play, name);
        const outcome = step.record === undefined && step.may === undefined ? {} : attempt(play, c, step);
        yield line(index + 1, name, c, outcome);
    }
}

const [folder, ...files] = process.argv.slice(2);
for (const file of files) {
    const lines = Array.from(trace(file), (one) => `${one}\n`);
    fs.writeFileSync(path.join(folder, `${path.basename(file, '.json')}.txt`), lines.join(''));
}

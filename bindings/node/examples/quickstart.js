/* A report, a risk assessment, a plan, and what is to be done by when: the shortest way through the library. */
'use strict';
const { Engine } = require('asb');

const ONE_THURSDAY = new Date('2026-04-02T16:00+01:00'); // so that this prints the same every day; without `now` it is the computer's clock
const engine = new Engine({ now: () => ONE_THURSDAY });
const policy = engine.builtinPolicy('west-kent');
const store = engine.memoryStore(); // or engine.journal('cases.asb')

const c = engine.newCase('CASE-0001', policy, store);

/** Every record says who did it and in which role. A RefusedError or an InvalidError says why it cannot be added. */
function add(record) {
    c.add(record.setActor('kim', 'housing-officer'));
}

add(engine.newRecord('report').set('channel', 'phone').set('summary', 'Music until three in the morning, most nights'));
c.save(); // one commit; a ConflictError where somebody else has written first
add(engine.newRecord('party').set('party', 'c1').set('as', 'complainant').set('vulnerable', 'yes'));

const assessment = policy.matrix().newAssessment('c1'); // the policy's questionnaire, and one person's answers to it
assessment.answer('why-assessed', 'vulnerable-victim').answer('serious-harm', 'no');
add(assessment.toRecord());

const plan = policy.newPlan('c1');
plan.add('logs', 'issue-incident-logs').setDue('logs', '2026-04-09');
add(plan.toRecord());
c.save();

console.log(`${c.id}: ${c.state}, risk ${c.band}`);
for (const duty of c.duties()) {
    console.log(`${duty.isOpen ? 'open' : 'done'}  ${(duty.due ?? '').padEnd(20)}  ${duty.label} (${duty.clause})`);
}
console.log(`Easter Monday is ${engine.isWorkingDay('2026-04-06', { policy }) ? 'a working day' : 'not a working day'}`);

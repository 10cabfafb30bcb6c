/** Case management of anti-social behaviour, over libasb. Every name is described in index.d.ts. */
'use strict';
const { Engine } = require('./lib/engine');
const { Calendar } = require('./lib/calendar');
const { Policy } = require('./lib/policy');
const { Matrix, Assessment } = require('./lib/matrix');
const { Plan } = require('./lib/plan');
const { Proportionality } = require('./lib/proportionality');
const { Record } = require('./lib/record');
const { Case } = require('./lib/case');
const { Document } = require('./lib/document');
const { Decision } = require('./lib/decision');
const { Duties, Duty } = require('./lib/duties');
const { Store } = require('./lib/store');
const { Caseload } = require('./lib/caseload');
const { Rehearsal } = require('./lib/rehearsal');
const about = require('./lib/about');
const { errorOf, ...errors } = require('./lib/errors');

module.exports = {
    Engine, Calendar, Policy, Matrix, Assessment, Plan, Proportionality, Record, Case, Document, Decision, Duties, Duty, Store, Caseload,
    Rehearsal,
    ...about, ...errors,
};

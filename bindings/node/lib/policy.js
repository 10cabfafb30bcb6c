'use strict';
const { native } = require('./library');
const { Handle, pointer, core } = require('./handle');
const { Matrix } = require('./matrix');
const { Plan } = require('./plan');
const { Proportionality } = require('./proportionality');
const { orNull, read, text, textOrNull } = require('./values');

/** One landlord's way of working. */
class Policy extends Handle {
    static free = 'asb_policy_free';

    get id() {
        return native().asb_policy_id(pointer(this));
    }

    get version() {
        return native().asb_policy_version(pointer(this));
    }

    get title() {
        return native().asb_policy_title(pointer(this));
    }

    get digest() {
        return native().asb_policy_digest(pointer(this));
    }

    toJSON() {
        const length = [0];
        return JSON.parse(read(native().asb_policy_json(pointer(this), length), Number(length[0])));
    }

    explain(rule) {
        return core(this).text('asb_policy_explain', pointer(this), text(rule, 'rule'));
    }

    page() {
        return core(this).text('asb_policy_page', pointer(this));
    }

    /* ---- forms */

    matrix(id = null) {
        return core(this).make(Matrix, 'asb_matrix_open', pointer(this), textOrNull(id, 'id'));
    }

    get catalogue() {
        return core(this).json('asb_plan_catalogue_json', pointer(this));
    }

    newPlan(party) {
        return core(this).make(Plan, 'asb_plan_new', pointer(this), text(party, 'party'));
    }

    newProportionality(party, remedy) {
        return core(this).make(Proportionality, 'asb_proportionality_new', pointer(this), text(party, 'party'), text(remedy, 'remedy'));
    }
}

/** Everything wrong with a document: reads the problems and gives them back. */
function takeProblems(problems) {
    const n = native();
    try {
        return Array.from({ length: n.asb_problems_count(problems) }, (_, index) => Object.freeze({
            code: n.asb_problems_code(problems, index),
            message: n.asb_problems_message(problems, index),
            arguments: JSON.parse(n.asb_problems_arguments(problems, index)),
            pointer: orNull(n.asb_problems_pointer(problems, index)),
            line: n.asb_problems_line(problems, index),
            column: n.asb_problems_column(problems, index),
        }));
    } finally {
        n.asb_problems_free(problems);
    }
}

module.exports = { Policy, takeProblems };

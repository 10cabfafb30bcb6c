'use strict';
const { native } = require('./library');
const { Handle, pointer, core } = require('./handle');
const { Record } = require('./record');
const { orNull, text, textOrNull, words } = require('./values');

const ANSWERS = words('ASB_ANSWER_');
const list = (length, item) => Array.from({ length }, (_, index) => Object.freeze(item(index)));

function optionsOf(n, matrix, question) {
    return list(n.asb_matrix_option_count(matrix, question), (option) => ({
        id: n.asb_matrix_option_id(matrix, question, option),
        label: n.asb_matrix_option_label(matrix, question, option),
        weight: n.asb_matrix_option_weight(matrix, question, option),
        exclusive: n.asb_matrix_option_exclusive(matrix, question, option) !== 0,
    }));
}

/** A risk matrix: a questionnaire of the policy. */
class Matrix extends Handle {
    static free = 'asb_matrix_free';

    get id() {
        return native().asb_matrix_id(pointer(this));
    }

    get title() {
        return native().asb_matrix_title(pointer(this));
    }

    get clause() {
        return native().asb_matrix_clause(pointer(this));
    }

    get provenance() {
        return orNull(native().asb_matrix_provenance(pointer(this)));
    }

    get least() {
        return native().asb_matrix_least(pointer(this));
    }

    get greatest() {
        return native().asb_matrix_greatest(pointer(this));
    }

    get questions() {
        const n = native(), p = pointer(this);
        return list(n.asb_matrix_question_count(p), (question) => ({
            id: n.asb_matrix_question_id(p, question),
            text: n.asb_matrix_question_text(p, question),
            section: n.asb_matrix_question_section(p, question),
            sectionTitle: n.asb_matrix_question_section_title(p, question),
            many: n.asb_matrix_question_many(p, question) !== 0,
            detail: n.asb_matrix_question_detail(p, question) !== 0,
            options: optionsOf(n, p, question),
        }));
    }

    get bands() {
        const n = native(), p = pointer(this);
        return list(n.asb_matrix_band_count(p), (band) => ({
            id: n.asb_matrix_band_id(p, band),
            label: n.asb_matrix_band_label(p, band),
            from: n.asb_matrix_band_from(p, band),
        }));
    }

    get contested() {
        const n = native(), p = pointer(this);
        return list(n.asb_matrix_contested_count(p), (range) => ({
            from: n.asb_matrix_contested_from(p, range),
            to: n.asb_matrix_contested_to(p, range),
        }));
    }

    newAssessment(party) {
        return core(this).make(Assessment, 'asb_assessment_new', pointer(this), text(party, 'party'));
    }

    toJSON() {
        return core(this).json('asb_matrix_json', pointer(this));
    }
}

/** The answers of a matrix about one person. */
class Assessment extends Handle {
    static free = 'asb_assessment_free';

    #call(name, ...parameters) {
        core(this).call(name, [pointer(this), ...parameters]);
        return this;
    }

    /* ---- answering */

    answer(question, option) {
        return this.#call('asb_assessment_answer', text(question, 'question'), text(option, 'option'));
    }

    setAnswers(answers) {
        const pairs = Object.entries(answers).flatMap(([question, chosen]) => {
            const options = Array.isArray(chosen) ? chosen.map((option) => text(option, 'option')) : [text(chosen, 'option')];
            return (options.length ? options : [null]).map((option) => [text(question, 'question'), option]);
        });
        return this.#call('asb_assessment_set_answers', pairs.map(([question]) => question), pairs.map(([, option]) => option), pairs.length);
    }

    unanswer(question, option) {
        return core(this).found('asb_assessment_unanswer', pointer(this), text(question, 'question'), text(option, 'option'));
    }

    answerNone(question) {
        return this.#call('asb_assessment_answer_none', text(question, 'question'));
    }

    decline(question) {
        return this.#call('asb_assessment_decline', text(question, 'question'));
    }

    clear(question) {
        return core(this).found('asb_assessment_clear', pointer(this), text(question, 'question'));
    }

    setDetail(question, detail) {
        return this.#call('asb_assessment_detail', text(question, 'question'), textOrNull(detail, 'detail'));
    }

    override(band, reason = null) {
        return this.#call('asb_assessment_override', textOrNull(band, 'band'), textOrNull(reason, 'reason'));
    }

    /* ---- how it stands */

    state(question) {
        return ANSWERS.get(native().asb_assessment_state(pointer(this), text(question, 'question')));
    }

    chosen(question, option) {
        return native().asb_assessment_chosen(pointer(this), text(question, 'question'), text(option, 'option')) !== 0;
    }

    detail(question) {
        return orNull(native().asb_assessment_get_detail(pointer(this), text(question, 'question')));
    }

    get missing() {
        const n = native(), p = pointer(this);
        return Array.from({ length: n.asb_assessment_missing_count(p) }, (_, index) => n.asb_assessment_missing(p, index));
    }

    get score() {
        return native().asb_assessment_score(pointer(this));
    }

    get band() {
        return orNull(native().asb_assessment_band(pointer(this)));
    }

    get scoredBand() {
        return orNull(native().asb_assessment_scored_band(pointer(this)));
    }

    get contested() {
        return native().asb_assessment_contested(pointer(this)) !== 0;
    }

    get partial() {
        return native().asb_assessment_partial(pointer(this)) !== 0;
    }

    get overrideBand() {
        return orNull(native().asb_assessment_override_band(pointer(this)));
    }

    get overrideReason() {
        return orNull(native().asb_assessment_override_reason(pointer(this)));
    }

    get party() {
        return native().asb_assessment_party(pointer(this));
    }

    get seq() {
        return native().asb_assessment_seq(pointer(this)) || null;
    }

    matrix() {
        return core(this).make(Matrix, 'asb_assessment_matrix', pointer(this));
    }

    toRecord() {
        return core(this).make(Record, 'asb_assessment_to_record', pointer(this));
    }

    toJSON() {
        return core(this).json('asb_assessment_json', pointer(this));
    }
}

module.exports = { Matrix, Assessment };

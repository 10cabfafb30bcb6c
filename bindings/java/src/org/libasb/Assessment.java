package org.libasb;

import static org.libasb.Utf8.terminated;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.libasb.raw.Raw;

/** One person's answers to a {@link Matrix}. The score is a guide beside judgement: the band may be overridden with a reason, and both are kept. */
public final class Assessment extends Handle<Raw.asb_assessment> {
    /** How a question stands. */
    public enum Answer {
        /** It is still to be asked. */
        MISSING(Raw.ASB_ANSWER_MISSING),
        /** One option or more is chosen. */
        GIVEN(Raw.ASB_ANSWER_GIVEN),
        /** Asked, and none of the options is true. */
        NONE(Raw.ASB_ANSWER_NONE),
        /** Asked, and no answer given. */
        DECLINED(Raw.ASB_ANSWER_DECLINED);

        private final int code;

        Answer(int code) {
            this.code = code;
        }

        private static Answer of(int code) {
            for (Answer answer : values())
                if (answer.code == code) return answer;
            throw new IllegalStateException("the library gave an answer's state of its own: " + code);
        }
    }

    /** Begins one, with nothing answered. */
    public Assessment(Matrix matrix, String party) {
        this(matrix.core, matrix.made((out, m) -> Raw.asb_assessment_new(out, m, terminated(party))));
    }

    Assessment(Core core, Pointer pointer) {
        super(core, new Raw.asb_assessment(pointer), Raw::asb_assessment_free);
    }

    // ---- answering

    /** Chooses an option: of a question that takes one in place of what was chosen, of one that takes many beside it. */
    public Assessment answer(String question, String option) {
        run(a -> Raw.asb_assessment_answer(a, terminated(question), terminated(option)));
        return this;
    }

    /**
     * Answers all questions at once, as a form has them: each with the options that are chosen, of a question that takes many with none where none is
     * true. What is not among them is missing from then on; details and the override stay.
     */
    public Assessment setAnswers(Map<String, List<String>> answers) {
        List<String> questions = new ArrayList<>(), options = new ArrayList<>();
        answers.forEach((question, chosen) -> {
            for (String option : chosen.isEmpty() ? Collections.singletonList((String) null) : chosen) {
                questions.add(question);
                options.add(option);
            }
        });
        Pointer asked = Utf8.list(questions), chosen = Utf8.list(options);
        run(a -> Raw.asb_assessment_set_answers(a, asked, chosen, questions.size()), asked, chosen);
        return this;
    }

    /** Takes a chosen option back. Was it chosen? */
    public boolean unanswer(String question, String option) {
        return did(a -> Raw.asb_assessment_unanswer(a, terminated(question), terminated(option)));
    }

    /** Asked, and none of the options is true. */
    public Assessment answerNone(String question) {
        run(a -> Raw.asb_assessment_answer_none(a, terminated(question)));
        return this;
    }

    /** Asked, and no answer given. */
    public Assessment decline(String question) {
        run(a -> Raw.asb_assessment_decline(a, terminated(question)));
        return this;
    }

    /** Forgets the answer to a question. Was there one? */
    public boolean clear(String question) {
        return did(a -> Raw.asb_assessment_clear(a, terminated(question)));
    }

    /** Says more about a question; null takes it away. */
    public Assessment setDetail(String question, String text) {
        run(a -> Raw.asb_assessment_detail(a, terminated(question), terminated(text)));
        return this;
    }

    /** Judges otherwise than the score; a null band takes that away. */
    public Assessment override(String band, String reason) {
        run(a -> Raw.asb_assessment_override(a, terminated(band), terminated(reason)));
        return this;
    }

    // ---- looking

    /** How a question stands. */
    public Answer state(String question) {
        return Answer.of(ask(a -> Raw.asb_assessment_state(a, terminated(question))));
    }

    /** Is the option chosen? */
    public boolean chosen(String question, String option) {
        return is(a -> Raw.asb_assessment_chosen(a, terminated(question), terminated(option)));
    }

    /** What more was said about a question. */
    public Optional<String> detail(String question) {
        return maybe(a -> Raw.asb_assessment_get_detail(a, terminated(question)));
    }

    /** The ids of the questions still to be asked, in the order of the matrix. */
    public List<String> missing() {
        return ask(a -> Engine.names(i -> Raw.asb_assessment_missing(a, i)));
    }

    /** The score of the answers so far. */
    public int score() {
        return ask(Raw::asb_assessment_score);
    }

    /** The band: the override, else that of the score so far; absent where nothing is answered, or all was declined. */
    public Optional<String> band() {
        return maybe(Raw::asb_assessment_band);
    }

    /** The band of the score so far, whatever was judged. */
    public Optional<String> scoredBand() {
        return maybe(Raw::asb_assessment_scored_band);
    }

    /** Is the score one that the policy's source is unclear about? */
    public boolean contested() {
        return is(Raw::asb_assessment_contested);
    }

    /** Was a question declined? */
    public boolean partial() {
        return is(Raw::asb_assessment_partial);
    }

    /** The band that was judged. */
    public Optional<String> overrideBand() {
        return maybe(Raw::asb_assessment_override_band);
    }

    /** Why it was judged so. */
    public Optional<String> overrideReason() {
        return maybe(Raw::asb_assessment_override_reason);
    }

    /** The person assessed. */
    public String party() {
        return ask(Raw::asb_assessment_party);
    }

    /** The number of the record that it was read from; absent for a new one. */
    public OptionalInt seq() {
        return number(Raw::asb_assessment_seq);
    }

    /** The questionnaire. */
    public Matrix matrix() {
        return make(Raw::asb_assessment_matrix, Matrix::new);
    }

    /**
     * Makes a record of it, ready for an actor and for {@link Case#add}.
     *
     * @throws StateException where a question is missing
     */
    public CaseRecord toRecord() {
        return make(Raw::asb_assessment_to_record, CaseRecord::new);
    }

    /** The whole assessment. */
    public Map<String, Object> json() {
        return object(Raw::asb_assessment_json);
    }
}

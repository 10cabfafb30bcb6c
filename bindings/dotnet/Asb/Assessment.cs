using System.Collections.Generic;

namespace Asb
{
    /// <summary>How a question stands.</summary>
    public enum AnswerState
    {
        /// <summary>It is still to be asked.</summary>
        Missing = NativeConstants.ASB_ANSWER_MISSING,

        /// <summary>One option or more is chosen.</summary>
        Given = NativeConstants.ASB_ANSWER_GIVEN,

        /// <summary>Asked, and none of the options is true.</summary>
        None = NativeConstants.ASB_ANSWER_NONE,

        /// <summary>Asked, and no answer given: it scores 0, and the assessment is partial.</summary>
        Declined = NativeConstants.ASB_ANSWER_DECLINED
    }

    /// <summary>The answers to a matrix about one person. Answer in any order, ask what is missing and what the score is so far, and make a record of
    /// it when every question is answered or declined. The score is a guide beside judgement.</summary>
    public sealed class Assessment : Resource
    {
        /// <summary>Begins an assessment, with nothing answered.</summary>
        /// <param name="matrix">Kept alive by it.</param>
        /// <param name="party">The id of the person assessed.</param>
        public Assessment(Matrix matrix, string party) : this(matrix.Core, Begin(matrix, party))
        {
        }

        internal Assessment(Core core, AssessmentHandle handle) : base(core, handle)
        {
        }

        AssessmentHandle Handle => Open<AssessmentHandle>();

        static AssessmentHandle Begin(Matrix matrix, string party) =>
            matrix.Core.Own(Native.asb_assessment_new(out AssessmentHandle made, matrix.Handle, Utf8.Terminated(party)), made);

        /// <summary>Chooses an option. Of a question that takes one, it replaces what was chosen; of one that takes many, it is added.</summary>
        /// <param name="question">Its id.</param>
        /// <param name="option">Its id; "declined" is as <see cref="Decline"/>.</param>
        public void Answer(string question, string option) =>
            Core.Done(Native.asb_assessment_answer(Handle, Utf8.Terminated(question), Utf8.Terminated(option)));

        /// <summary>Answers all questions at once, as a form has them. What is not among them is missing from then on; details and the override
        /// stay.</summary>
        /// <param name="answers">Ids of questions and of what is chosen: one option, several of a question that takes many, or none where none of its
        /// options is true.</param>
        public void SetAnswers(IEnumerable<KeyValuePair<string, string[]>> answers)
        {
            var questions = new List<string>();
            var options = new List<string>();
            foreach (KeyValuePair<string, string[]> answer in answers)
                foreach (string option in answer.Value.Length > 0 ? answer.Value : new string[] { null })
                {
                    questions.Add(answer.Key);
                    options.Add(option);
                }
            using (var asked = new Utf8.TextList(questions))
            using (var chosen = new Utf8.TextList(options))
                Core.Done(Native.asb_assessment_set_answers(Handle, asked.Pointers, chosen.Pointers, (uint)questions.Count));
        }

        /// <summary>Takes a chosen option back.</summary>
        /// <param name="question">Its id.</param>
        /// <param name="option">Its id.</param>
        /// <returns>Was it chosen?</returns>
        public bool Unanswer(string question, string option) =>
            Core.Found(Native.asb_assessment_unanswer(Handle, Utf8.Terminated(question), Utf8.Terminated(option)));

        /// <summary>Asked, and none of the options is true.</summary>
        /// <param name="question">Its id.</param>
        public void AnswerNone(string question) => Core.Done(Native.asb_assessment_answer_none(Handle, Utf8.Terminated(question)));

        /// <summary>Asked, and no answer given.</summary>
        /// <param name="question">Its id.</param>
        public void Decline(string question) => Core.Done(Native.asb_assessment_decline(Handle, Utf8.Terminated(question)));

        /// <summary>Forgets the answer to a question; its detail stays.</summary>
        /// <param name="question">Its id.</param>
        /// <returns>Was there one?</returns>
        public bool Clear(string question) => Core.Found(Native.asb_assessment_clear(Handle, Utf8.Terminated(question)));

        /// <summary>Says more about a question.</summary>
        /// <param name="question">Its id.</param>
        /// <param name="text">The detail; null takes it away.</param>
        public void SetDetail(string question, string text) =>
            Core.Done(Native.asb_assessment_detail(Handle, Utf8.Terminated(question), Utf8.Terminated(text)));

        /// <summary>The detail of a question.</summary>
        /// <param name="question">Its id.</param>
        /// <returns>null where there is none.</returns>
        public string GetDetail(string question) => LentOrNull(Native.asb_assessment_get_detail(Handle, Utf8.Terminated(question)));

        /// <summary>Judges otherwise than the score. Both are kept.</summary>
        /// <param name="band">The id of a band of the matrix; null takes the override away.</param>
        /// <param name="reason">Why.</param>
        public void Override(string band, string reason) =>
            Core.Done(Native.asb_assessment_override(Handle, Utf8.Terminated(band), Utf8.Terminated(reason)));

        /// <summary>How a question stands.</summary>
        /// <param name="question">Its id.</param>
        /// <returns>Missing also where there is no such question.</returns>
        public AnswerState StateOf(string question) => (AnswerState)Native.asb_assessment_state(Handle, Utf8.Terminated(question));

        /// <summary>Is the option chosen?</summary>
        /// <param name="question">Its id.</param>
        /// <param name="option">Its id.</param>
        /// <returns>Yes or no.</returns>
        public bool IsChosen(string question, string option) =>
            Native.asb_assessment_chosen(Handle, Utf8.Terminated(question), Utf8.Terminated(option)) != 0;

        /// <summary>The ids of the questions that are still to be asked, in the order of the matrix.</summary>
        public IReadOnlyList<string> Missing =>
            Asb.Matrix.All(Native.asb_assessment_missing_count(Handle), i => Lent(Native.asb_assessment_missing(Handle, i)));

        /// <summary>The score of the answers so far.</summary>
        public int Score => Native.asb_assessment_score(Handle);

        /// <summary>The band: the override, else that of the score so far; null where nothing is answered, or all was declined.</summary>
        public string Band => LentOrNull(Native.asb_assessment_band(Handle));

        /// <summary>The band of the score so far, whatever was judged.</summary>
        public string ScoredBand => LentOrNull(Native.asb_assessment_scored_band(Handle));

        /// <summary>Is the score so far one that the policy's source is unclear about?</summary>
        public bool IsContested => Native.asb_assessment_contested(Handle) != 0;

        /// <summary>Was a question declined?</summary>
        public bool IsPartial => Native.asb_assessment_partial(Handle) != 0;

        /// <summary>The band that was judged; null where there is no override.</summary>
        public string OverrideBand => LentOrNull(Native.asb_assessment_override_band(Handle));

        /// <summary>Why it was judged so; null where there is no override.</summary>
        public string OverrideReason => LentOrNull(Native.asb_assessment_override_reason(Handle));

        /// <summary>The person assessed.</summary>
        public string Party => Lent(Native.asb_assessment_party(Handle));

        /// <summary>The number of the record that it was read from; 0 for a new one.</summary>
        public int Seq => checked((int)Native.asb_assessment_seq(Handle));

        /// <summary>The questionnaire.</summary>
        /// <returns>A handle of its own, to be closed.</returns>
        public Matrix Matrix() => new Matrix(Core, Core.Own(Native.asb_assessment_matrix(out MatrixHandle made, Handle), made));

        /// <summary>Makes a record of it, ready for an actor and for Case.Add.</summary>
        /// <returns>The record, to be closed.</returns>
        /// <exception cref="StateException">A question is missing; the first is named.</exception>
        public Record ToRecord() => new Record(Core, Core.Own(Native.asb_assessment_to_record(out RecordHandle made, Handle), made));

        /// <summary>The whole assessment as plain values.</summary>
        /// <returns>matrix, party, answers, details, missing, score, band, scored_band, contested, partial, override, least, greatest, seq.</returns>
        public Dictionary<string, object> ToValues() => Core.Object(Native.asb_assessment_json(out TextHandle text, Handle), text);
    }
}

using System.Collections.Generic;

namespace Asb
{
    /// <summary>An answer of a proportionality assessment that is wanted and missing.</summary>
    public sealed class MissingAnswer
    {
        internal MissingAnswer(string field, string label)
        {
            Field = field;
            Label = label;
        }

        /// <summary>The field.</summary>
        public string Field { get; }

        /// <summary>Its label, for people.</summary>
        public string Label { get; }
    }

    /// <summary>Why a step against somebody is right: its aim, that it serves it, that no lesser step would do, and that it weighs no more than what
    /// is won. It supports the step once it is complete, found the step proportionate, was approved by somebody else, and nothing has changed
    /// since.</summary>
    public sealed class Proportionality : Resource
    {
        /// <summary>Begins an assessment.</summary>
        /// <param name="policy">Kept alive by it.</param>
        /// <param name="party">The id of the person the step is against.</param>
        /// <param name="remedy">An id of the policy's remedies.</param>
        public Proportionality(Policy policy, string party, string remedy) : this(policy.Core, Begin(policy, party, remedy))
        {
        }

        internal Proportionality(Core core, ProportionalityHandle handle) : base(core, handle)
        {
        }

        ProportionalityHandle Handle => Open<ProportionalityHandle>();

        static ProportionalityHandle Begin(Policy policy, string party, string remedy)
        {
            byte[] person = Utf8.Terminated(party), step = Utf8.Terminated(remedy);
            return policy.Core.Own(Native.asb_proportionality_new(out ProportionalityHandle made, policy.Handle, person, step), made);
        }

        // ---- its answers

        /// <summary>A field. Reading gives a plain value (see <see cref="Json"/>), null where there is none. Writing takes a string, bool, number,
        /// date, list or dictionary; null takes the field away.</summary>
        /// <param name="field">Its name: "aim", for example; your own begin with x-.</param>
        /// <returns>The value.</returns>
        public object this[string field]
        {
            get
            {
                string json = GetJson(field);
                return json == null ? null : Json.Parse(json);
            }
            set => Set(field, value);
        }

        /// <summary>Sets a field; what it takes is said at the indexer.</summary>
        /// <param name="field">Its name.</param>
        /// <param name="value">The value; null takes the field away.</param>
        public void Set(string field, object value)
        {
            if (value == null)
                Unset(field);
            else if (value is string)
                SetText(field, (string)value);
            else if (value is bool)
                SetFlag(field, (bool)value);
            else
                SetJson(field, Json.Write(value));
        }

        /// <summary>Sets a field to a text.</summary>
        /// <param name="field">Its name.</param>
        /// <param name="text">The text.</param>
        public void SetText(string field, string text) =>
            Core.Done(Native.asb_proportionality_set_text(Handle, Utf8.Terminated(field), Utf8.Terminated(text)));

        /// <summary>Sets a field to true or false.</summary>
        /// <param name="field">Its name.</param>
        /// <param name="flag">The value.</param>
        public void SetFlag(string field, bool flag) => Core.Done(Native.asb_proportionality_set_flag(Handle, Utf8.Terminated(field), flag ? 1 : 0));

        /// <summary>Sets a field to any JSON value.</summary>
        /// <param name="field">Its name.</param>
        /// <param name="json">The value as JSON.</param>
        public void SetJson(string field, string json)
        {
            byte[] bytes = Utf8.Bytes(json);
            Core.Done(Native.asb_proportionality_set_json(Handle, Utf8.Terminated(field), bytes, Json.Length(bytes)));
        }

        /// <summary>Appends a text to a field that is a list.</summary>
        /// <param name="field">Its name.</param>
        /// <param name="text">The text.</param>
        public void AddText(string field, string text) =>
            Core.Done(Native.asb_proportionality_add_text(Handle, Utf8.Terminated(field), Utf8.Terminated(text)));

        /// <summary>Adds a lesser step that was tried or thought of.</summary>
        /// <param name="remedy">An id of the policy's remedies.</param>
        /// <param name="outcome">What came of it; may be null.</param>
        /// <param name="why">Why it is not enough; may be null.</param>
        public void AddAlternative(string remedy, string outcome = null, string why = null) => Core.Done(
            Native.asb_proportionality_add_alternative(Handle, Utf8.Terminated(remedy), Utf8.Terminated(outcome), Utf8.Terminated(why)));

        /// <summary>Takes a field away.</summary>
        /// <param name="field">Its name.</param>
        /// <returns>Was there one?</returns>
        public bool Unset(string field) => Core.Found(Native.asb_proportionality_unset(Handle, Utf8.Terminated(field)));

        /// <summary>A text field (of a list: its first text).</summary>
        /// <param name="field">Its name.</param>
        /// <returns>null where there is none.</returns>
        public string GetText(string field) => LentOrNull(Native.asb_proportionality_get_text(Handle, Utf8.Terminated(field)));

        /// <summary>Any field as canonical JSON.</summary>
        /// <param name="field">Its name.</param>
        /// <returns>null where there is none.</returns>
        public string GetJson(string field) =>
            Core.TextOrNull(Native.asb_proportionality_get_json(out TextHandle text, Handle, Utf8.Terminated(field)), text);

        /// <summary>The person the step is against.</summary>
        public string Party => Lent(Native.asb_proportionality_party(Handle));

        /// <summary>The step.</summary>
        public string Remedy => Lent(Native.asb_proportionality_remedy(Handle));

        /// <summary>The answers that are wanted and missing, in the order of the vocabulary.</summary>
        public IReadOnlyList<MissingAnswer> Missing => Matrix.All(Native.asb_proportionality_missing_count(Handle), i => new MissingAnswer(
            Lent(Native.asb_proportionality_missing(Handle, i)), Lent(Native.asb_proportionality_missing_label(Handle, i))));

        /// <summary>Is every answer there that is wanted?</summary>
        public bool IsComplete => Native.asb_proportionality_complete(Handle) != 0;

        // ---- what became of it, where it was read from a case

        /// <summary>The number of the record that it was read from; 0 for a new one, of which what follows says nothing.</summary>
        public int Seq => checked((int)Native.asb_proportionality_seq(Handle));

        /// <summary>Was it approved by somebody other than its author, and not refused since?</summary>
        public bool IsApproved => Native.asb_proportionality_approved(Handle) != 0;

        /// <summary>Who approved it; null where nobody did.</summary>
        public string ApprovedBy => LentOrNull(Native.asb_proportionality_approved_by(Handle));

        /// <summary>In which role; null where nobody did.</summary>
        public string ApprovedRole => LentOrNull(Native.asb_proportionality_approved_role(Handle));

        /// <summary>The number of the approval; 0 where there is none.</summary>
        public int Approval => checked((int)Native.asb_proportionality_approval(Handle));

        /// <summary>Has something changed since it was approved or last reviewed?</summary>
        public bool IsStale => Native.asb_proportionality_stale(Handle) != 0;

        /// <summary>The number of the record that made it stale; 0 where a date did, or nothing.</summary>
        public int StaleRecord => checked((int)Native.asb_proportionality_stale_record(Handle));

        /// <summary>When it is to be looked at again, once it is approved; null where there is no such date.</summary>
        public LocalDate? ReviewBy =>
            LocalDate.TryParse(Lent(Native.asb_proportionality_review_by(Handle)), out LocalDate date) ? date : (LocalDate?)null;

        /// <summary>Does it support the step now?</summary>
        public bool IsCurrent => Native.asb_proportionality_current(Handle) != 0;

        /// <summary>Why it does not, as a sentence; null where it does.</summary>
        public string Why => LentOrNull(Native.asb_proportionality_why(Handle));

        /// <summary>The stable code of that sentence; null where it does.</summary>
        public string WhyCode => LentOrNull(Native.asb_proportionality_why_code(Handle));

        /// <summary>That sentence's arguments.</summary>
        public IDictionary<string, string> WhyArguments => Json.Texts(Lent(Native.asb_proportionality_why_arguments(Handle)));

        /// <summary>Makes a record of it, complete or not, ready for an actor and for Case.Add.</summary>
        /// <returns>The record, to be closed.</returns>
        public Record ToRecord() => new Record(Core, Core.Own(Native.asb_proportionality_to_record(out RecordHandle made, Handle), made));

        /// <summary>The whole assessment as plain values.</summary>
        /// <returns>fields, missing, complete, seq, approved, approval, stale, stale_record, review_by, current, why.</returns>
        public Dictionary<string, object> ToValues() => Core.Object(Native.asb_proportionality_json(out TextHandle text, Handle), text);
    }
}

using System;
using System.Collections;
using System.Collections.Generic;

namespace Asb
{
    /// <summary>How a duty stands.</summary>
    public enum DutyState
    {
        /// <summary>To be done.</summary>
        Open = NativeConstants.ASB_DUTY_OPEN,

        /// <summary>To be done, and its date has passed.</summary>
        Overdue = NativeConstants.ASB_DUTY_OVERDUE,

        /// <summary>Done in time.</summary>
        Met = NativeConstants.ASB_DUTY_MET,

        /// <summary>Done, too late.</summary>
        MetLate = NativeConstants.ASB_DUTY_MET_LATE,

        /// <summary>No longer wanted.</summary>
        Lapsed = NativeConstants.ASB_DUTY_LAPSED
    }

    /// <summary>Something that must be done by somebody by a time, because of a clause.</summary>
    public sealed class Duty
    {
        readonly Duties all;
        readonly uint index;

        internal Duty(Duties all, DutiesHandle duties, uint index)
        {
            this.all = all;
            this.index = index;
            Rule = Utf8.At(Native.asb_duties_rule(duties, index));
            Label = Utf8.At(Native.asb_duties_label(duties, index));
            Clause = Utf8.At(Native.asb_duties_clause(duties, index));
            Party = OrNull(Native.asb_duties_party(duties, index));
            Subject = OrNull(Native.asb_duties_subject(duties, index));
            Owners = OwnersOf(duties, index);
            Due = Moment.OrNull(Utf8.At(Native.asb_duties_due(duties, index)));
            DueLocal = LocalOf(Due, Utf8.At(Native.asb_duties_due_local(duties, index)));
            ActBy = DateOrNull(Native.asb_duties_act_by(duties, index));
            Opens = DateOrNull(Native.asb_duties_opens(duties, index));
            State = (DutyState)Native.asb_duties_state(duties, index);
            StartedBy = checked((int)Native.asb_duties_started_by(duties, index));
            EndedBy = checked((int)Native.asb_duties_ended_by(duties, index));
            StartedAt = Instants.OrNull(Native.asb_duties_started_at(duties, index));
            EndedAt = Instants.OrNull(Native.asb_duties_ended_at(duties, index));
            IsWatch = Native.asb_duties_watch(duties, index) != 0;
            proposes = OrNull(Native.asb_duties_proposes(duties, index));
        }

        readonly string proposes;

        /// <summary>The id of the rule.</summary>
        public string Rule { get; }

        /// <summary>What is to be done.</summary>
        public string Label { get; }

        /// <summary>The clause.</summary>
        public string Clause { get; }

        /// <summary>Whom it is about; null for a duty of the case.</summary>
        public string Party { get; }

        /// <summary>The party, a plan's action, or an order's remedy; null for a duty of the case.</summary>
        public string Subject { get; }

        /// <summary>The roles that may do it; or "case-owner" alone.</summary>
        public IReadOnlyList<string> Owners { get; }

        /// <summary>When it is due: a date, or an instant in UTC; null where it has no date.</summary>
        public Moment? Due { get; }

        /// <summary>The same for people: an instant has the offset that clocks have in England then; null where it has no date.</summary>
        public Moment? DueLocal { get; }

        /// <summary>The last working day before a due date that is none; null otherwise.</summary>
        public LocalDate? ActBy { get; }

        /// <summary>Before that date it does not count as done; null where there is no such date.</summary>
        public LocalDate? Opens { get; }

        /// <summary>How it stands.</summary>
        public DutyState State { get; }

        /// <summary>The number of the record it runs from.</summary>
        public int StartedBy { get; }

        /// <summary>The number of the record that ended it; 0 while it is open.</summary>
        public int EndedBy { get; }

        /// <summary>When the record it runs from happened, in UTC.</summary>
        public DateTimeOffset? StartedAt { get; }

        /// <summary>When the record that ended it happened, in UTC; null while it is open.</summary>
        public DateTimeOffset? EndedAt { get; }

        /// <summary>Is it a period that is only watched, and no one's task?</summary>
        public bool IsWatch { get; }

        /// <summary>A record that would settle it, which you may offer: kind and with; null where there is none.</summary>
        public Dictionary<string, object> Proposes => proposes == null ? null : (Dictionary<string, object>)Json.Parse(proposes);

        /// <summary>Why it is due then: rule, clause, record, period, each day left out, each move.</summary>
        /// <returns>Text of several lines.</returns>
        /// <exception cref="ObjectDisposedException">The duties were closed.</exception>
        public string Explain() => all.Explain(index);

        static string OrNull(IntPtr text)
        {
            string copy = Utf8.At(text);
            return copy.Length == 0 ? null : copy;
        }

        static LocalDate? DateOrNull(IntPtr text) => LocalDate.TryParse(Utf8.At(text), out LocalDate date) ? date : (LocalDate?)null;

        static Moment? LocalOf(Moment? due, string local) =>
            due?.Instant == null ? due : new Moment(Instants.At(due.Value.Instant.Value, local), local);

        static string[] OwnersOf(DutiesHandle duties, uint index)
        {
            var owners = new string[Native.asb_duties_owner_count(duties, index)];
            for (uint i = 0; i < owners.Length; i++) owners[i] = Utf8.At(Native.asb_duties_owner_at(duties, index, i));
            return owners;
        }
    }

    /// <summary>All duties that there have been in a case, as they stood when it was asked: by rule, party, record, due date.</summary>
    public sealed class Duties : Resource, IReadOnlyList<Duty>
    {
        readonly List<Duty> items = new List<Duty>();

        internal Duties(Core core, DutiesHandle handle) : base(core, handle)
        {
            uint count = Native.asb_duties_count(handle);
            for (uint i = 0; i < count; i++) items.Add(new Duty(this, handle, i));
        }

        /// <summary>How many.</summary>
        public int Count => items.Count;

        /// <summary>One of them.</summary>
        /// <param name="index">From 0.</param>
        /// <returns>The duty.</returns>
        public Duty this[int index] => items[index];

        /// <summary>For going through them.</summary>
        /// <returns>From the first to the last.</returns>
        public IEnumerator<Duty> GetEnumerator() => items.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        /// <summary>All of them as plain values.</summary>
        /// <returns>A list of objects.</returns>
        public List<object> ToValues() => Core.List(Native.asb_duties_json(out TextHandle text, Open<DutiesHandle>()), text);

        internal string Explain(uint index) => Core.Text(Native.asb_duties_explain(out TextHandle text, Open<DutiesHandle>(), index), text);
    }
}

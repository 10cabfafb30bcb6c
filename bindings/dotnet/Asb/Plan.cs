using System.Collections.Generic;

namespace Asb
{
    /// <summary>An action plan: who does what, and by when. A plan is never changed in a case: a new one takes its place.</summary>
    public sealed class Plan : Resource
    {
        /// <summary>Begins a plan without actions.</summary>
        /// <param name="policy">Kept alive by it; it has the catalogue of actions.</param>
        /// <param name="party">The id of the person it is made with.</param>
        public Plan(Policy policy, string party) : this(policy.Core, Begin(policy, party))
        {
        }

        internal Plan(Core core, PlanHandle handle) : base(core, handle)
        {
        }

        internal PlanHandle Handle => Open<PlanHandle>();

        static PlanHandle Begin(Policy policy, string party) =>
            policy.Core.Own(Native.asb_plan_new(out PlanHandle made, policy.Handle, Utf8.Terminated(party)), made);

        // ---- its actions

        /// <summary>Adds an action.</summary>
        /// <param name="id">Chosen by you, different for each action of the plan.</param>
        /// <param name="action">An id of the catalogue, or "other".</param>
        /// <param name="by">"landlord", "complainant", "perpetrator" or "agency"; null: as the catalogue says.</param>
        public void Add(string id, string action, string by = null) =>
            Core.Done(Native.asb_plan_add(Handle, Utf8.Terminated(id), Utf8.Terminated(by), Utf8.Terminated(action)));

        /// <summary>Takes an action away.</summary>
        /// <param name="id">Its id.</param>
        /// <returns>Was there one?</returns>
        public bool Remove(string id) => Core.Found(Native.asb_plan_remove(Handle, Utf8.Terminated(id)));

        /// <summary>Says more about an action.</summary>
        /// <param name="id">Its id.</param>
        /// <param name="text">The detail; null takes it away.</param>
        public void SetDetail(string id, string text) => Core.Done(Native.asb_plan_set_detail(Handle, Utf8.Terminated(id), Utf8.Terminated(text)));

        /// <summary>Says by when it is to be done.</summary>
        /// <param name="id">Its id.</param>
        /// <param name="due">A date or an instant; null takes it away.</param>
        public void SetDue(string id, Moment? due) =>
            Core.Done(Native.asb_plan_set_due(Handle, Utf8.Terminated(id), Utf8.Terminated(due?.ToString())));

        /// <summary>Says how often it is to be done.</summary>
        /// <param name="id">Its id.</param>
        /// <param name="period">A dictionary, or JSON: <c>{"weeks":2}</c>; null takes it away.</param>
        public void SetEvery(string id, object period)
        {
            byte[] json = period == null ? null : Utf8.Bytes(period as string ?? Json.Write(period));
            Core.Done(Native.asb_plan_set_every(Handle, Utf8.Terminated(id), json, Json.Length(json ?? new byte[0])));
        }

        /// <summary>Fills in a parameter of an action.</summary>
        /// <param name="id">Its id.</param>
        /// <param name="param">One that the catalogue has for it; any for "other".</param>
        /// <param name="value">A value of its type; null takes it away.</param>
        public void SetParam(string id, string param, object value)
        {
            byte[] json = value == null ? null : Utf8.Bytes(Json.Write(value));
            Core.Done(Native.asb_plan_set_param(Handle, Utf8.Terminated(id), Utf8.Terminated(param), json, Json.Length(json ?? new byte[0])));
        }

        /// <summary>The actions as they are now, in the order of the plan.</summary>
        public IReadOnlyList<PlanAction> Actions => Matrix.All(Native.asb_plan_count(Handle), i => new PlanAction(this, i));

        // ---- the plan

        /// <summary>Was it agreed with the person?</summary>
        public bool IsAgreed
        {
            get => Native.asb_plan_agreed(Handle) != 0;
            set => Core.Done(Native.asb_plan_set_agreed(Handle, value ? 1 : 0));
        }

        /// <summary>Was it sent to the person?</summary>
        public bool IsSent
        {
            get => Native.asb_plan_sent(Handle) != 0;
            set => Core.Done(Native.asb_plan_set_sent(Handle, value ? 1 : 0));
        }

        /// <summary>How it was sent; null where it does not say.</summary>
        public string Method
        {
            get => LentOrNull(Native.asb_plan_method(Handle));
            set => Core.Done(Native.asb_plan_set_method(Handle, Utf8.Terminated(value)));
        }

        /// <summary>The person it is made with.</summary>
        public string Party => Lent(Native.asb_plan_party(Handle));

        /// <summary>The number of the record that it was read from; 0 for a new one.</summary>
        public int Seq => checked((int)Native.asb_plan_seq(Handle));

        /// <summary>How many actions.</summary>
        public int Count => checked((int)Native.asb_plan_count(Handle));

        /// <summary>How many are done. These four numbers add up to <see cref="Count"/>.</summary>
        public int CountDone => checked((int)Native.asb_plan_count_done(Handle));

        /// <summary>How many are cancelled.</summary>
        public int CountCancelled => checked((int)Native.asb_plan_count_cancelled(Handle));

        /// <summary>How many are standing, and neither done nor cancelled.</summary>
        public int CountStanding => checked((int)Native.asb_plan_count_standing(Handle));

        /// <summary>How many are still to be done.</summary>
        public int CountOpen => checked((int)Native.asb_plan_count_open(Handle));

        /// <summary>Is every action that is not standing done or cancelled?</summary>
        public bool IsComplete => Native.asb_plan_complete(Handle) != 0;

        /// <summary>Makes a record of it, ready for an actor and for Case.Add.</summary>
        /// <returns>The record, to be closed.</returns>
        /// <exception cref="StateException">It has no action.</exception>
        public Record ToRecord() => new Record(Core, Core.Own(Native.asb_plan_to_record(out RecordHandle made, Handle), made));

        /// <summary>The whole plan as plain values.</summary>
        /// <returns>party, agreed, sent, method, actions, progress, complete, seq.</returns>
        public Dictionary<string, object> ToValues() => Core.Object(Native.asb_plan_json(out TextHandle text, Handle), text);
    }

    /// <summary>An action of a plan, as it was when it was asked for.</summary>
    public sealed class PlanAction
    {
        internal PlanAction(Plan plan, uint index)
        {
            PlanHandle handle = plan.Handle;
            Id = plan.Lent(Native.asb_plan_id(handle, index));
            By = plan.Lent(Native.asb_plan_by(handle, index));
            Action = plan.Lent(Native.asb_plan_action(handle, index));
            Clause = plan.LentOrNull(Native.asb_plan_clause(handle, index));
            Detail = plan.LentOrNull(Native.asb_plan_detail(handle, index));
            Due = Moment.OrNull(plan.Lent(Native.asb_plan_due(handle, index)));
            IsStanding = Native.asb_plan_standing(handle, index) != 0;
            Status = plan.Lent(Native.asb_plan_status(handle, index));
            NextDue = Moment.OrNull(plan.Lent(Native.asb_plan_next_due(handle, index)));
            IsOverdue = Native.asb_plan_overdue(handle, index) != 0;
            Text = plan.Core.Text(Native.asb_plan_text(out TextHandle text, handle, index), text);
        }

        /// <summary>Its id.</summary>
        public string Id { get; }

        /// <summary>Who does it.</summary>
        public string By { get; }

        /// <summary>Its id in the catalogue, or "other".</summary>
        public string Action { get; }

        /// <summary>The clause; null where there is none.</summary>
        public string Clause { get; }

        /// <summary>What more is said about it; null where there is nothing.</summary>
        public string Detail { get; }

        /// <summary>By when it is first to be done, as written; null where it has no date.</summary>
        public Moment? Due { get; }

        /// <summary>Does it run until the case closes?</summary>
        public bool IsStanding { get; }

        /// <summary>How it stood when the plan was read: "open", "done", "not-done" or "cancelled".</summary>
        public string Status { get; }

        /// <summary>When it was next due, as the plan was read; null where there was no such date.</summary>
        public Moment? NextDue { get; }

        /// <summary>Was it overdue when the plan was read?</summary>
        public bool IsOverdue { get; }

        /// <summary>What is to be done, in words.</summary>
        public string Text { get; }
    }
}

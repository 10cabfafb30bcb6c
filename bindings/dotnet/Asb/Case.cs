using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Asb
{
    /// <summary>An ordered, append-only list of records about one problem. State, stage, priority, owner, risk, duties and decisions are computed
    /// from the policy, the records and the time, each time the same. (In Visual Basic, write [Case] or Asb.Case.)</summary>
    public sealed class Case : Resource
    {
        /// <summary>Begins a case. Nothing is written before <see cref="Save"/>.</summary>
        /// <param name="engine">Kept alive by it.</param>
        /// <param name="policy">The one it is pinned to.</param>
        /// <param name="store">Where it is to be kept; null: you keep it, see <see cref="Pending"/>.</param>
        /// <param name="id">Chosen by you; 1 to 1000 bytes of UTF-8.</param>
        /// <exception cref="ExistsException">The store has one of that id.</exception>
        public Case(Engine engine, Policy policy, Store store, string id) : this(engine.Core, Begin(engine, policy, store, id))
        {
        }

        internal Case(Core core, CaseHandle handle) : base(core, handle)
        {
        }

        internal CaseHandle Handle => Open<CaseHandle>();

        /// <summary>For calls that write: the clock is asked before.</summary>
        CaseHandle Entering
        {
            get
            {
                CaseHandle handle = Handle;
                Core.Tick();
                return handle;
            }
        }

        static CaseHandle Begin(Engine engine, Policy policy, Store store, string id)
        {
            int status = Native.asb_case_new(out CaseHandle made, engine.Handle, Asb.Policy.HandleOf(policy), Store.HandleOf(store),
                Utf8.Terminated(id));
            return engine.Core.Own(status, made);
        }

        /// <summary>Opens a case that a store has, under the policy document that it was pinned to.</summary>
        /// <param name="store">The store.</param>
        /// <param name="id">The case's id.</param>
        /// <returns>The case, to be closed; null where there is none.</returns>
        public static Case Open(Store store, string id)
        {
            CaseHandle handle = store.Core.OwnOrNull(Native.asb_case_open(out CaseHandle made, store.Handle, Utf8.Terminated(id)), made);
            return handle == null ? null : new Case(store.Core, handle);
        }

        /// <summary>Opens a case from what you have read: what <see cref="Export"/> gave, or the same put together from your own tables.</summary>
        /// <param name="engine">Kept alive by it.</param>
        /// <param name="json">{"case":id,"records":[{"header":text,"body":text}…],"policies":[text…],"calendar":{…}}.</param>
        /// <param name="policy">For a case without records; may be null.</param>
        /// <returns>The case, to be closed; it is in no store.</returns>
        public static Case Load(Engine engine, string json, Policy policy = null)
        {
            byte[] bytes = Utf8.Bytes(json);
            Core core = engine.Core;
            int status = Native.asb_case_load(out CaseHandle made, engine.Handle, Asb.Policy.HandleOf(policy), bytes, Json.Length(bytes));
            return new Case(core, core.Own(status, made));
        }

        /// <summary>Brings an exported case into a store: verified, and its records written byte by byte as they were.</summary>
        /// <param name="store">The store.</param>
        /// <param name="json">What <see cref="Export"/> gave.</param>
        /// <returns>The case, to be closed.</returns>
        /// <exception cref="ExistsException">The store has a case of that id.</exception>
        public static Case Import(Store store, string json)
        {
            byte[] bytes = Utf8.Bytes(json);
            int status = Native.asb_case_import(out CaseHandle made, store.Handle, bytes, Json.Length(bytes));
            return new Case(store.Core, store.Core.Own(status, made));
        }

        // ---- what it has come to

        /// <summary>Its id.</summary>
        public string Id => Lent(Native.asb_case_id(Handle));

        /// <summary>How many records it has, pending ones too.</summary>
        public int Count => checked((int)Native.asb_case_count(Handle));

        /// <summary>How many of them the store has.</summary>
        public int Stored => checked((int)Native.asb_case_stored(Handle));

        /// <summary>"enquiry", "prevention", "open" or "closed"; null before the first record.</summary>
        public string State => LentOrNull(Native.asb_case_state(Handle));

        /// <summary>The id of the stage; null where there is none.</summary>
        public string Stage => LentOrNull(Native.asb_case_stage(Handle));

        /// <summary>The id of the priority; null before the first record.</summary>
        public string Priority => LentOrNull(Native.asb_case_priority(Handle));

        /// <summary>The officer who has the case; null where there is none.</summary>
        public string Owner => LentOrNull(Native.asb_case_owner(Handle));

        /// <summary>The role of that officer; null where there is none.</summary>
        public string OwnerRole => LentOrNull(Native.asb_case_owner_role(Handle));

        /// <summary>Is it a hate case?</summary>
        public bool IsHate => Native.asb_case_hate(Handle) != 0;

        /// <summary>The highest band of any party; null where there is none.</summary>
        public string Band => LentOrNull(Native.asb_case_band(Handle));

        /// <summary>The greatest score of any party; null where nobody was assessed.</summary>
        public int? Score => Core.Found(Native.asb_case_score(out int score, Handle)) ? score : (int?)null;

        /// <summary>Everything that it has come to, at the engine's time: state, stage, priority, categories, owner, parties with their parts and
        /// risk, case review counts, proportionality, plan progress, policy. What has no value is left out.</summary>
        /// <returns>The facts.</returns>
        public Dictionary<string, object> Facts() => Core.Object(Native.asb_case_facts(out TextHandle text, Handle), text);

        /// <summary>All records with their decisions, corrections, breaches and digests, oldest first: the audit trail.</summary>
        /// <returns>The history.</returns>
        public object History() => Json.Parse(Core.Text(Native.asb_case_history(out TextHandle text, Handle), text));

        /// <summary>The summary of the case as it stands: what a store keeps with it, made again from the records.</summary>
        /// <returns>null where the case has no records.</returns>
        public Dictionary<string, object> Summary()
        {
            string json = Core.TextOrNull(Native.asb_case_summary(out TextHandle text, Handle), text);
            return json == null ? null : (Dictionary<string, object>)Json.Parse(json);
        }

        /// <summary>All duties that there have been, as they stand at the engine's time.</summary>
        /// <returns>The duties, to be closed.</returns>
        public Duties Duties() => new Duties(Core, Core.Own(Native.asb_case_duties(out DutiesHandle made, Handle), made));

        /// <summary>A record as it now reads: corrected, and without its body where that was erased.</summary>
        /// <param name="seq">Its number, from 1.</param>
        /// <returns>A copy, to be closed; null where there is none.</returns>
        public Record Record(int seq) => RecordOf(Native.asb_case_record(out RecordHandle made, Handle, Number(seq)), made);

        /// <summary>A record as it was written, whatever was corrected later.</summary>
        /// <param name="seq">Its number, from 1.</param>
        /// <returns>A copy, to be closed; null where there is none.</returns>
        public Record RecordWritten(int seq) => RecordOf(Native.asb_case_record_written(out RecordHandle made, Handle, Number(seq)), made);

        /// <summary>The latest assessment of a person, for looking at it and for assessing anew.</summary>
        /// <param name="party">The person's id.</param>
        /// <returns>The assessment, to be closed; null where the person was not assessed.</returns>
        public Assessment Assessment(string party)
        {
            int status = Native.asb_case_assessment(out AssessmentHandle made, Handle, Utf8.Terminated(party));
            AssessmentHandle handle = Core.OwnOrNull(status, made);
            return handle == null ? null : new Assessment(Core, handle);
        }

        /// <summary>The latest plan for a person, with the status of each action at the engine's time.</summary>
        /// <param name="party">The person's id.</param>
        /// <returns>The plan, to be closed; null where there is none.</returns>
        public Plan Plan(string party)
        {
            PlanHandle handle = Core.OwnOrNull(Native.asb_case_plan(out PlanHandle made, Handle, Utf8.Terminated(party)), made);
            return handle == null ? null : new Plan(Core, handle);
        }

        /// <summary>The latest proportionality assessment, and what became of it by the engine's time.</summary>
        /// <param name="party">The person's id; null: any.</param>
        /// <param name="remedy">The remedy's id; null: any.</param>
        /// <returns>The assessment, to be closed; null where there is none.</returns>
        public Proportionality Proportionality(string party = null, string remedy = null)
        {
            int status = Native.asb_case_proportionality(out ProportionalityHandle made, Handle, Utf8.Terminated(party), Utf8.Terminated(remedy));
            ProportionalityHandle handle = Core.OwnOrNull(status, made);
            return handle == null ? null : new Proportionality(Core, handle);
        }

        static uint Number(int seq) => seq < 0 ? 0 : (uint)seq;

        Record RecordOf(int status, RecordHandle made)
        {
            RecordHandle handle = Core.OwnOrNull(status, made);
            return handle == null ? null : new Record(Core, handle);
        }

        // ---- adding

        /// <summary>Tries a record and, where it is allowed, adds it.</summary>
        /// <param name="record">Copied.</param>
        /// <returns>The decision, with the guards that warn or are deviated from.</returns>
        /// <exception cref="RefusedException">With every reason; nothing was added.</exception>
        /// <exception cref="InvalidException">The record is malformed; with the field.</exception>
        public Decision Add(Record record)
        {
            int status = Native.asb_case_add(out DecisionHandle made, Entering, record.Handle);
            Decision decision = DecisionOf(status, made);
            if (!decision.IsAllowed) throw new RefusedException(Library.TextOf(Status.Refused), decision);
            return decision;
        }

        /// <summary>Asks without adding.</summary>
        /// <param name="record">The record.</param>
        /// <returns>The decision, allowed or not.</returns>
        /// <exception cref="InvalidException">The record is malformed; with the field.</exception>
        public Decision May(Record record) => DecisionOf(Native.asb_case_may(out DecisionHandle made, Entering, record.Handle), made);

        /// <summary>Takes down what has already happened: guards that are not met are recorded as breaches; nothing is refused.</summary>
        /// <param name="record">Copied.</param>
        /// <param name="recorded">When it was entered, for bringing in old files; null: now.</param>
        /// <param name="imported">Mark it as brought in?</param>
        /// <returns>The decision with its breaches.</returns>
        public Decision Admit(Record record, DateTimeOffset? recorded = null, bool imported = false)
        {
            long ms = recorded.HasValue ? Instants.Milliseconds(recorded.Value) : long.MinValue;
            return DecisionOf(Native.asb_case_admit(out DecisionHandle made, Entering, record.Handle, ms, imported ? 1 : 0), made);
        }

        /// <summary>Everything that makes a record invalid, for forms that show all of it at once; the first is what Add names.</summary>
        /// <param name="record">The record.</param>
        /// <returns>For each: arguments, code, field, message, pointer. Empty where it is well formed.</returns>
        public IReadOnlyList<Dictionary<string, object>> Wrong(Record record) =>
            Core.List(Native.asb_case_wrong(out TextHandle text, Handle, record.Handle), text).ConvertAll(item => (Dictionary<string, object>)item);

        Decision DecisionOf(int status, DecisionHandle made)
        {
            using (made)
            {
                made.Keep(Core);
                Core.Check(status);
                return new Decision(Core, made);
            }
        }

        // ---- another policy, another calendar

        /// <summary>The policy that it is worked under now.</summary>
        /// <returns>A handle of its own, to be closed.</returns>
        public Policy Policy() => new Policy(Core, Core.Own(Native.asb_case_policy(out PolicyHandle made, Handle), made));

        /// <summary>Moves it to another policy, or another version: a note that says so is added, and everything from it on is judged by the new
        /// one.</summary>
        /// <param name="policy">The other one.</param>
        /// <param name="by">The actor.</param>
        /// <param name="role">The actor's role.</param>
        /// <param name="reason">The note's text.</param>
        public void Move(Policy policy, string by, string role, string reason) => Core.Done(Native.asb_case_move(Entering,
            Asb.Policy.HandleOf(policy), Utf8.Terminated(by), Utf8.Terminated(role), Utf8.Terminated(reason)));

        /// <summary>What <see cref="Move"/> would change, without changing anything.</summary>
        /// <param name="policy">The other one.</param>
        /// <returns>before, after, changed, begin, go_on, lapse.</returns>
        public Dictionary<string, object> PreviewMove(Policy policy) =>
            Core.Object(Native.asb_case_preview_move(out TextHandle text, Handle, Asb.Policy.HandleOf(policy)), text);

        /// <summary>Works this case by a calendar of its own.</summary>
        /// <param name="calendar">Copied; null: the store's, or the engine's.</param>
        public void SetCalendar(Calendar calendar) => Core.Done(Native.asb_case_set_calendar(Handle, Calendar.HandleOf(calendar)));

        // ---- keeping

        /// <summary>Writes what is pending: one commit, all or nothing.</summary>
        /// <exception cref="ConflictException">Somebody else wrote first: call <see cref="Reload"/>. Nothing is lost.</exception>
        public void Save() => Core.Done(Native.asb_case_save(Entering));

        /// <summary>Writes what is pending in several cases of one store: all or nothing.</summary>
        /// <param name="cases">The cases.</param>
        /// <exception cref="ConflictException">Somebody else wrote to one of them first.</exception>
        public static void SaveAll(params Case[] cases)
        {
            if (cases.Length == 0) return;
            var kept = new List<SafeHandle>();
            try
            {
                foreach (Case one in cases)
                {
                    bool isKept = false;
                    CaseHandle handle = one.Entering;
                    handle.DangerousAddRef(ref isKept);
                    if (isKept) kept.Add(handle);
                }
                IntPtr[] pointers = kept.ConvertAll(handle => handle.DangerousGetHandle()).ToArray();
                cases[0].Core.Done(Native.asb_case_save_all(pointers, (uint)pointers.Length));
            }
            finally
            {
                foreach (SafeHandle handle in kept) handle.DangerousRelease();
            }
        }

        /// <summary>Reads what others wrote, and tries each pending record again against it. Those still allowed wait to be saved.</summary>
        /// <returns>Those that are not, with the reason.</returns>
        public IReadOnlyList<Conflict> Reload() => ConflictsOf(Native.asb_case_reload(out ConflictsHandle made, Entering), made);

        /// <summary>The same without a store: you have read the case anew.</summary>
        /// <param name="json">As for <see cref="Load"/>.</param>
        /// <returns>The records that can no longer be added, with the reason.</returns>
        public IReadOnlyList<Conflict> Conflicted(string json)
        {
            byte[] bytes = Utf8.Bytes(json);
            return ConflictsOf(Native.asb_case_conflicted(out ConflictsHandle made, Entering, bytes, Json.Length(bytes)), made);
        }

        IReadOnlyList<Conflict> ConflictsOf(int status, ConflictsHandle made)
        {
            using (ConflictsHandle handle = Core.Own(status, made)) return Conflict.ListOf(Core, handle);
        }

        /// <summary>What is to be written, for programs that write themselves: case, expected, records (seq, header, body), erased, summary, policies
        /// (digest, id, version, document). Header, body, summary and document are texts to be kept exactly.</summary>
        /// <returns>null where nothing is pending.</returns>
        public Dictionary<string, object> Pending()
        {
            string json = Core.TextOrNull(Native.asb_case_pending(out TextHandle text, Entering), text);
            return json == null ? null : (Dictionary<string, object>)Json.Parse(json);
        }

        /// <summary>You have written the first so many records: they are no longer pending.</summary>
        /// <param name="count">How many the case has, where you keep it.</param>
        public void Saved(int count) => Core.Done(Native.asb_case_saved(Handle, Number(count)));

        /// <summary>The case whole, with its policies and calendar, to be kept or sent, and read by <see cref="Load"/> or <see
        /// cref="Import"/>.</summary>
        /// <returns>JSON.</returns>
        public string Export() => Core.Text(Native.asb_case_export(out TextHandle text, Handle), text);

        /// <summary>The head of the case, to be noted elsewhere: it shows later whether the case was cut or rewritten (Store.VerifyHead).</summary>
        /// <returns>JSON {"case","digest","seq"}; null where nothing is stored yet.</returns>
        public string Head() => Core.TextOrNull(Native.asb_case_head(out TextHandle text, Handle), text);
    }

    /// <summary>A record that could not be kept, as another's writing has made it impossible: to be shown to the person who entered it.</summary>
    public sealed class Conflict
    {
        Conflict(Core core, ConflictsHandle conflicts, uint index)
        {
            Record = new Record(core, core.Own(Native.asb_conflicts_record(out RecordHandle made, conflicts, index), made));
            Status = (Status)Native.asb_conflicts_status(conflicts, index);
            Message = Utf8.At(Native.asb_conflicts_message(conflicts, index));
            Reasons = ((List<object>)Json.Parse(Utf8.At(Native.asb_conflicts_reasons(conflicts, index)))).ConvertAll(reason => (string)reason);
        }

        internal static IReadOnlyList<Conflict> ListOf(Core core, ConflictsHandle handle)
        {
            var conflicts = new List<Conflict>();
            for (uint i = 0; i < Native.asb_conflicts_count(handle); i++) conflicts.Add(new Conflict(core, handle, i));
            return conflicts;
        }

        /// <summary>The record, to be tried again by hand.</summary>
        public Record Record { get; }

        /// <summary>Refused or Invalid.</summary>
        public Status Status { get; }

        /// <summary>Why, in words.</summary>
        public string Message { get; }

        /// <summary>The guards that refused it; or the one field that is invalid.</summary>
        public IReadOnlyList<string> Reasons { get; }
    }
}

// Plays scenario files through the binding, and writes of each what `asb trace` prints.
//
//   mono Player.exe FOLDER FILE…      FILE's lines go to FOLDER/NAME.txt
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Asb;

/// <summary>What a step came to.</summary>
sealed class Outcome
{
    internal string Invalid;
    internal IEnumerable<Reason> Reasons = new Reason[0];
}

/// <summary>A scenario: its engine, whose clock stands where the step says, and its cases by the names that the steps give them.</summary>
sealed class Scenario : IDisposable
{
    readonly Engine engine;
    readonly Policy policy;
    readonly Store store;
    readonly Dictionary<string, object> document;
    readonly Dictionary<string, Case> cases = new Dictionary<string, Case>(StringComparer.Ordinal);
    DateTimeOffset clock;

    internal Scenario(string path)
    {
        engine = new Engine(new Hooks { Now = () => clock });
        document = (Dictionary<string, object>)Json.Parse(File.ReadAllText(path));
        policy = OpenPolicy(document.Text("policy"), Path.GetDirectoryName(path));
        store = Store.InMemory(engine);
        SetCalendar(document.Object("calendar"));
    }

    Policy OpenPolicy(string name, string folder) =>
        name.EndsWith(".json") ? Policy.Parse(engine, File.ReadAllText(Path.Combine(folder, name))) : Policy.Builtin(engine, name);

    void SetCalendar(Dictionary<string, object> days)
    {
        if (days == null) return;
        using (var calendar = new Calendar(engine))
        {
            foreach (string day in days.List("add")) calendar.Add(LocalDate.Parse(day));
            foreach (string day in days.List("remove")) calendar.Remove(LocalDate.Parse(day));
            engine.SetCalendar(calendar);
        }
    }

    internal void Play(TextWriter to)
    {
        int number = 0;
        foreach (Dictionary<string, object> step in document.Objects("steps"))
        {
            clock = engine.Instant(step.Text("at"));
            string name = step.Text("case") ?? "A";
            if (!cases.TryGetValue(name, out Case c))
                cases.Add(name, c = new Case(engine, policy, store, "case-" + (cases.Count + 1))); // its name could be blank
            to.Write(Trace.Line(++number, name, c, Attempt(c, step)) + "\n");
        }
    }

    public void Dispose()
    {
        foreach (Case c in cases.Values) c.Dispose();
        store.Dispose();
        policy.Dispose();
        engine.Dispose();
    }

    // ---- trying a record

    Outcome Attempt(Case c, Dictionary<string, object> step)
    {
        bool isAdded = step.TryGetValue("record", out object kind);
        if (!isAdded && !step.TryGetValue("may", out kind)) return new Outcome();
        try
        {
            return Ask(c, kind, step, isAdded);
        }
        catch (RefusedException e)
        {
            return new Outcome { Reasons = e.Reasons };
        }
        catch (AsbException e) when (e is InvalidException || e is LimitException && e.Field != null)
        {
            return new Outcome { Invalid = e.Field ?? "" };
        }
    }

    /// <summary>A record that would be without its time is only asked about: it is invalid whatever is found, and only a wrong kind comes
    /// before.</summary>
    Outcome Ask(Case c, object kind, Dictionary<string, object> step, bool isAdded)
    {
        using (Record record = Make(kind, step, out bool isTimeWrong))
        {
            if (isTimeWrong) return new Outcome { Invalid = IsKindWrong(c, record) ? "kind" : "at" };
            if (!isAdded) return new Outcome { Reasons = c.May(record).Reasons };
            Decision decision = c.Add(record);
            c.Save();
            return new Outcome { Reasons = decision.Reasons };
        }
    }

    static bool IsKindWrong(Case c, Record record)
    {
        try
        {
            c.May(record);
            return false;
        }
        catch (InvalidException e)
        {
            return e.Field == "kind";
        }
    }

    /// <summary>A step may say what no record can hold (an actor that is a number): the record is then made without it, and as
    /// invalid.</summary>
    Record Make(object kind, Dictionary<string, object> step, out bool isTimeWrong)
    {
        var parts = new Dictionary<string, object> { { "kind", kind } };
        foreach (string[] part in new[] { new[] { "at", "happened" }, new[] { "by", "by" }, new[] { "role", "role" }, new[] { "fields", "with" } })
            if (step.TryGetValue(part[1], out object value)) parts.Add(part[0], value);
        for (isTimeWrong = false;;)
            try
            {
                return Record.Parse(engine, Json.Write(parts));
            }
            catch (InvalidException e) when (new[] { "at", "by", "role" }.Contains(e.Field) && parts.Remove(e.Field))
            {
                if (e.Field == "at") isTimeWrong = true;
            }
    }
}

/// <summary>The line of a step.</summary>
static class Trace
{
    static readonly Dictionary<DutyState, string> states = new Dictionary<DutyState, string>
    {
        { DutyState.Open, "open" }, { DutyState.Overdue, "overdue" }, { DutyState.Met, "met" }, { DutyState.MetLate, "met-late" },
        { DutyState.Lapsed, "lapsed" }
    };

    internal static string Line(int number, string name, Case c, Outcome outcome) => Json.Write(new Dictionary<string, object>
    {
        { "step", number }, { "case", name }, { "state", c.State }, { "stage", c.Stage }, { "priority", c.Priority }, { "hate", c.IsHate },
        { "owner", c.Owner }, { "band", c.Band }, { "score", c.Score }, { "duties", DutiesOf(c) }, { "refused", Guards(outcome, Effect.Refused) },
        { "warned", Guards(outcome, Effect.Warned) }, { "deviations", Guards(outcome, Effect.Deviation) }, { "invalid", outcome.Invalid }
    });

    static List<Dictionary<string, object>> DutiesOf(Case c)
    {
        IComparer<string> order = StoredCase.OrderOfIds; // by bytes
        using (Duties duties = c.Duties())
            return duties.OrderBy(d => d.Rule, order).ThenBy(d => d.Party ?? "", order).ThenBy(d => d.StartedBy).ThenBy(d => d.Due.ToString(), order)
                .ThenBy(d => states[d.State], order).ThenBy(d => d.Clause, order).Select(DutyOf).ToList();
    }

    static Dictionary<string, object> DutyOf(Duty duty) => new Dictionary<string, object>
    {
        { "duty", duty.Rule }, { "party", duty.Party }, { "due", duty.Due }, { "act_by", duty.ActBy }, { "state", states[duty.State] },
        { "clause", duty.Clause == "" ? null : duty.Clause }
    };

    static List<string> Guards(Outcome outcome, Effect effect) =>
        outcome.Reasons.Where(reason => reason.Effect == effect).Select(reason => reason.Guard).OrderBy(id => id, StoredCase.OrderOfIds).ToList();
}

static class Player
{
    static int Main(string[] arguments)
    {
        foreach (string path in arguments.Skip(1))
        {
            string lines = Path.Combine(arguments[0], Path.GetFileNameWithoutExtension(path) + ".txt");
            using (var to = new StreamWriter(lines, false, new UTF8Encoding(false)))
            using (var scenario = new Scenario(path)) scenario.Play(to);
        }
        return 0;
    }
}

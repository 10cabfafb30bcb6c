// What can go wrong, and what a program does about it: each status of the library is an exception of its own.
using System;
using Asb;

static class Errors
{
    static void Add(Case c, Record record)
    {
        try
        {
            c.Add(record);
            Console.WriteLine("{0} is added", record.Kind);
        }
        catch (InvalidException e) // show the message beside the field
        {
            Console.WriteLine("{0} is malformed, {1}: {2}", record.Kind, e.Field, e.Message);
        }
        catch (RefusedException e) // show every reason: the officer then knows all that is still wanted
        {
            foreach (Reason reason in e.Reasons)
                Console.WriteLine("{0} is {1} by {2}, clause {3}: {4}", record.Kind, reason.Effect.ToString().ToLowerInvariant(), reason.Guard,
                    reason.Clause, reason.Message);
        }
    }

    static void Save(Case c)
    {
        for (int attempt = 0; attempt < 5; attempt++)
            try
            {
                c.Save();
                return;
            }
            catch (ConflictException) // somebody else wrote first: nothing is lost
            {
                foreach (Conflict conflict in c.Reload())
                    using (conflict.Record) Console.WriteLine("{0} can no longer be added: {1}", conflict.Record.Kind, conflict.Message);
            }
    }

    static void Main()
    {
        using (var engine = new Engine())
        using (Policy policy = Policy.Builtin(engine, "places-for-people"))
        using (Store store = Store.InMemory(engine))
        using (var c = new Case(engine, policy, store, "CASE-0001"))
        using (var report = new Record(engine, "report") { ["channel"] = "phone", ["summary"] = "Shouting at night" })
        using (var wrong = new Record(engine, "opening") { ["categories"] = new[] { "neighbour-disputes" } })
        using (var opening = new Record(engine, "opening") { ["categories"] = new[] { "neighbour-dispute" } })
        using (var note = new Record(engine, "note") { ["text"] = "It is a baby crying" })
        using (var closure = new Record(engine, "closure") { ["reason"] = "not-asb", ["rationale"] = "Everyday noise" })
        {
            Add(c, report.SetActor("amy", "CCC"));
            Save(c);
            Add(c, wrong.SetActor("amy", "CCC"));
            using (Case elsewhere = Case.Open(store, "CASE-0001")) // the same case on another screen
            {
                Add(elsewhere, closure.SetActor("ben", "CHM"));
                Add(elsewhere, note.SetActor("ben", "CHM"));
                Add(c, opening.SetActor("amy", "CCC"));
                Save(c);
                Save(elsewhere);
                Add(elsewhere, closure);
                Console.WriteLine("{0} records are kept; the case is {1}", elsewhere.Stored, elsewhere.State);
            }
        }
    }
}

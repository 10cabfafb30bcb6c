// A program that keeps the texts itself, in its own transaction. The library says what is to be written (Pending), the program writes it and says
// so (Saved). Where somebody else wrote first, the program reads the case anew, and the library tries what is pending again (Conflicted). Two clerks
// have the same case on their screens.
using System;
using System.Collections.Generic;
using System.Linq;
using Asb;

static class Storeless
{
    // the program's database: two tables of texts, kept exactly
    static readonly List<Dictionary<string, object>> rows = new List<Dictionary<string, object>>();
    static readonly List<string> policies = new List<string>();

    // Writes what is pending, or nothing where the case has not as many records as the writer thinks.
    static string Write(Case c)
    {
        Dictionary<string, object> pending = c.Pending();
        if (pending.Number("expected") != rows.Count) return "conflict";
        policies.AddRange(pending.Objects("policies").Select(policy => policy.Text("document")));
        rows.AddRange(pending.Objects("records"));
        c.Saved(rows.Count);
        return "ok";
    }

    // The case as the database has it, in the form that the library reads.
    static string Read() => Json.Write(new Dictionary<string, object> { { "case", "CASE-0001" }, { "policies", policies }, { "records", rows } });

    static void Add(Engine engine, Case c, string by, string role, string json)
    {
        using (Record record = Record.Parse(engine, json))
        {
            c.Add(record.SetActor(by, role));
            Console.WriteLine("{0,-4} adds record {1}, {2}", by, c.Count, record.Kind);
        }
    }

    static void Save(Case c, string by) => Console.WriteLine("{0,-4} saves: {1}", by, Write(c));

    static void Resolve(Case c, string by)
    {
        foreach (Conflict conflict in c.Conflicted(Read()))
        {
            Console.WriteLine("{0,-4} is handed back: {1}, {2} {3}", by, conflict.Record.Kind, Library.TextOf(conflict.Status),
                Json.Write(conflict.Reasons));
            Console.WriteLine("     {0}", conflict.Message);
            conflict.Record.Dispose();
        }
    }

    static void Main()
    {
        using (var engine = new Engine(new Hooks { Now = () => new DateTimeOffset(2026, 5, 12, 9, 0, 0, TimeSpan.FromHours(1)) }))
        using (Policy policy = Policy.Builtin(engine, "places-for-people"))
        using (var amy = new Case(engine, policy, null, "CASE-0001"))
        {
            Add(engine, amy, "amy", "CCC", "{\"kind\":\"report\",\"fields\":{\"channel\":\"phone\",\"summary\":\"Shouting at night\"}}");
            Save(amy, "amy");
            using (Case ben = Case.Load(engine, Read()))
            {
                Add(engine, amy, "amy", "CCC", "{\"kind\":\"opening\",\"fields\":{\"categories\":[\"neighbour-dispute\"]}}");
                Add(engine, ben, "ben", "CHM", "{\"kind\":\"note\",\"fields\":{\"text\":\"Rang again: it is a baby crying\"}}");
                Add(engine, ben, "ben", "CHM", "{\"kind\":\"closure\",\"fields\":{\"reason\":\"not-asb\",\"rationale\":\"Everyday noise\"}}");
                Save(amy, "amy");
                Save(ben, "ben"); // amy was first
                Resolve(ben, "ben");
                Console.WriteLine("ben  sees {0} records, {1} of them to be saved; the case is {2}", ben.Count, ben.Count - ben.Stored, ben.State);
                Save(ben, "ben");
            }
        }
        Console.WriteLine("the database has {0} records and {1} policy", rows.Count, policies.Count);
    }
}

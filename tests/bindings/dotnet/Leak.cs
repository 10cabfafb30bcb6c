// Opens and drops cases, and measures what the process holds: after the first fifth, and at the end.
//
//   mono Leak.exe COUNT closed|dropped      each is closed, or left to the finalizer
using System;
using System.IO;
using Asb;

static class Leak
{
    static long Resident()
    {
        foreach (string line in File.ReadAllLines("/proc/self/status"))
            if (line.StartsWith("VmRSS:")) return long.Parse(line.Substring(6).Replace("kB", "").Trim());
        throw new IOException("no VmRSS");
    }

    /// <summary>What a program does with a case: opens it, looks at it, tries something that is refused, adds a note.</summary>
    static void Work(Engine engine, Store store, bool isClosed)
    {
        Case c = Case.Open(store, "CASE-0001");
        Duties duties = c.Duties();
        var closure = new Record(engine, "closure") { ["reason"] = "not-asb", ["rationale"] = "Everyday noise" };
        var note = new Record(engine, "note") { ["text"] = "She rang again" };
        try
        {
            c.Add(closure.SetActor("amy", "CHM"));
            throw new InvalidOperationException("it was not refused");
        }
        catch (RefusedException)
        {
        }
        c.Add(note.SetActor("amy", "CHM"));
        if (c.Facts().Text("state") != "open" || duties.Count == 0 || c.Count != 3) throw new InvalidOperationException("another case");
        if (!isClosed) return;
        foreach (IDisposable one in new IDisposable[] { closure, c, note, duties }) one.Dispose();
    }

    static int Main(string[] arguments)
    {
        int count = int.Parse(arguments[0]);
        bool isClosed = arguments[1] == "closed";
        long early = 0;
        var engine = new Engine();
        Policy policy = Policy.Builtin(engine, "places-for-people");
        Store store = Store.InMemory(engine);
        var first = new Case(engine, policy, store, "CASE-0001"); // kept open, so that the policy is compiled once
        first.Add(new Record(engine, "report") { ["channel"] = "phone", ["summary"] = "Music" }.SetActor("amy", "CHM"));
        first.Add(new Record(engine, "opening") { ["categories"] = new[] { "noise" } }.SetActor("amy", "CHM"));
        first.Save();
        for (int i = 1; i <= count; i++)
        {
            Work(engine, store, isClosed);
            if (i == count / 5) early = Resident();
        }
        long late = Resident();
        Console.WriteLine("{0} cases {1}: {2} kB after {3}, {4} kB at the end; the engine holds {5} bytes, at most {6}", count, arguments[1], early,
            count / 5, late, engine.Memory, engine.MemoryPeak);
        GC.KeepAlive(first);
        return late - early < 16000 ? 0 : 1; // and the finalizers run at the end, in whichever order
    }
}

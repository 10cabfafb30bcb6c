using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Asb;

[Tests]
static class LifeTests
{
    static List<IDisposable> Everything(World w)
    {
        Case c = w.Reported();
        w.Open(c);
        c.Save();
        Matrix matrix = Matrix.Open(w.Policy);
        return new List<IDisposable>
        {
            w.Engine, w.Policy, w.Store, c, c.Record(1), c.Duties(), matrix, new Assessment(matrix, "p1"), new Plan(w.Policy, "p1"),
            new Proportionality(w.Policy, "p1", "civil-injunction"), new Calendar(w.Engine), JsonTree.Parse(w.Engine, "[1]")
        };
    }

    public static void TheyAreClosedInAnyOrder()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            foreach (IDisposable one in Everything(new World()).OrderBy(one => random.Next()))
            {
                one.Dispose();
                one.Dispose();
            }
        }
    }

    public static void WhatIsLeftWorksOn()
    {
        var w = new World();
        Case c = w.Reported();
        w.Dispose();
        Expect.Equal("enquiry", c.State);
        using (Duties duties = c.Duties())
        {
            c.Dispose();
            Expect.Has("Acknowledge", duties[0].Explain());
        }
    }

    public static void AnErrorIsTheSameAfterTheEngineWasClosed()
    {
        var w = new World();
        using (Case c = w.Reported())
        using (Record wrong = w.Make("opening", "amy", "CCC", "{\"categories\":[\"nois\"]}"))
        {
            w.Dispose();
            Expect.Equal("categories", Expect.Throws<InvalidException>(() => c.Add(wrong)).Field);
        }
    }

    public static void WhatWasClosedSaysSo()
    {
        var w = new World();
        Case c = w.Reported();
        Record r = c.Record(1);
        Duties duties = c.Duties();
        foreach (IDisposable one in new IDisposable[] { c, r, duties }) one.Dispose();
        Expect.Has("This Case was closed.", Expect.Throws<ObjectDisposedException>(() => c.Save()).Message);
        Expect.Has("This Record was closed.", Expect.Throws<ObjectDisposedException>(() => r.SetText("a", "b")).Message);
        Expect.Throws<ObjectDisposedException>(() => duties[0].Explain());
        Expect.Equal("acknowledge", duties[0].Rule); // what was read stays
        w.Dispose();
        Expect.Has("This Engine was closed.", Expect.Throws<ObjectDisposedException>(() => w.Engine.Now()).Message);
        Expect.True(w.Engine.IsClosed && c.IsClosed, "not closed");
        Expect.Throws<ObjectDisposedException>(() => new Record(w.Engine, "note"));
    }

    public static void FinalizersOfAnotherThreadDisturbNothing()
    {
        using (var w = new World())
        using (Case c = w.Reported())
        {
            bool isDone = false;
            var collector = new Thread(() =>
            {
                while (!Volatile.Read(ref isDone)) GC.Collect(0);
            });
            collector.Start();
            for (int i = 0; i < 3000; i++)
            {
                new Record(w.Engine, "note").SetText("text", "dropped " + i);
                Expect.Equal("enquiry", c.State);
                Expect.True(c.Duties().Count > 0, "no duties");
            }
            Volatile.Write(ref isDone, true);
            collector.Join();
        }
    }

    static WeakReference Dropped(Hooks hooks)
    {
        var engine = new Engine(hooks);
        Policy policy = Policy.Builtin(engine, "england");
        var c = new Case(engine, policy, Store.Custom(engine, new DictionaryStore()), "A");
        c.Add(new Record(engine, "report") { ["channel"] = "phone", ["summary"] = "Music" }.SetActor("amy", "system"));
        c.Save();
        return new WeakReference(engine);
    }

    public static void EnginesWithCallbacksAreCollected()
    {
        var dropped = new List<WeakReference>();
        for (int i = 0; i < 50; i++) dropped.Add(Dropped(new Hooks { Now = () => DateTimeOffset.UtcNow, Random = bytes => bytes[0] = 1 }));
        for (int i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        // Mono's collector looks at stacks conservatively: one or two may seem to be in use
        Expect.True(dropped.Count(one => one.IsAlive) < 5, dropped.Count(one => one.IsAlive) + " of 50 are still there");
    }

    public static void HooksLiveAsLongAsTheirEngine()
    {
        using (var w = new World())
        {
            for (int i = 0; i < 20; i++)
            {
                GC.Collect();
                Expect.Equal(w.Clock, w.Engine.Now());
            }
        }
    }
}

[Tests]
static class HookTests
{
    sealed class Broken : Exception
    {
    }

    public static void AClockThatThrowsAddsNothing()
    {
        bool isBroken = false;
        int asked = 0;
        var now = new DateTimeOffset(2026, 4, 2, 15, 0, 0, TimeSpan.Zero);
        var hooks = new Hooks { Now = () => ++asked > 0 && isBroken ? throw new Broken() : now };
        using (var engine = new Engine(hooks))
        using (Policy policy = Policy.Builtin(engine, "england"))
        using (var c = new Case(engine, policy, null, "A"))
        using (var r = new Record(engine, "report") { ["channel"] = "phone", ["summary"] = "Music" }.SetActor("amy", "system"))
        {
            c.Add(r);
            isBroken = true;
            var calls = new Action[] { () => c.Add(r), () => c.May(r), () => c.Admit(r), () => c.Facts(), () => c.Duties(), () => engine.Now() };
            foreach (Action call in calls) Expect.Throws<Broken>(call);
            Expect.Equal(1, c.Count);
            isBroken = false;
            asked = 0;
            c.Add(r);
            Expect.Equal(2, c.Count);
            Expect.Equal(1, asked, "a call has one time");
        }
    }

    public static void RandomBytesAreOursAndTheirFailureComesOut()
    {
        bool isBroken = false;
        var sizes = new List<int>();
        var hooks = new Hooks
        {
            Random = bytes =>
            {
                if (isBroken) throw new Broken();
                sizes.Add(bytes.Length);
                for (int i = 0; i < bytes.Length; i++) bytes[i] = 0xAB;
            }
        };
        using (var engine = new Engine(hooks))
        using (Policy policy = Policy.Builtin(engine, "england"))
        using (var c = new Case(engine, policy, null, "A"))
        using (var r = new Record(engine, "report") { ["channel"] = "phone", ["summary"] = "Music" }.SetActor("amy", "system"))
        {
            c.Add(r);
            string body = c.Pending().Objects("records").Single().Text("body");
            Expect.Has(string.Concat(Enumerable.Repeat("ab", 16)), body);
            Expect.True(sizes.Count > 0 && sizes.All(size => size == 16), "other sizes");
            isBroken = true;
            Expect.Throws<Broken>(() => c.Add(r));
            Expect.Equal(1, c.Count);
        }
    }

    public static void ProgressIsToldAndCancels()
    {
        int told = 0, cancelAt = 0;
        var works = new List<string>();
        var hooks = new Hooks
        {
            Progress = (work, done, total) =>
            {
                works.Add(work + " " + done + " " + total);
                if (++told == cancelAt) throw new OperationCanceledException();
            }
        };
        using (var engine = new Engine(hooks))
        using (Policy policy = Policy.Builtin(engine, "england"))
        using (Store store = Store.InMemory(engine))
        {
            foreach (string id in new[] { "A", "B" })
                using (var c = new Case(engine, policy, store, id))
                using (var r = new Record(engine, "report") { ["channel"] = "phone", ["summary"] = "Music" }.SetActor("amy", "system"))
                {
                    c.Add(r);
                    c.Save();
                }
            using (var rehearsal = new Rehearsal(engine, store))
            {
                for (cancelAt = 1; cancelAt <= 2; cancelAt++)
                {
                    told = 0;
                    Expect.Throws<OperationCanceledException>(() => rehearsal.Run());
                    Expect.Throws<StateException>(() => rehearsal.Query("{\"query\":\"totals\"}"));
                }
                told = cancelAt = 0;
                works.Clear();
                rehearsal.Run();
                Expect.Same(new[] { "rehearse 1 2", "rehearse 2 2" }, works);
                rehearsal.Policy(policy, "");
                rehearsal.Run("{\"added\":[\"2026-12-28\"]}");
                Expect.Equal(2L, (long)Convert.ToInt64(rehearsal.Query("{\"query\":\"totals\"}").Objects("rows").Single()["cases"]));
                Expect.Equal("/oficer", Expect.Throws<InvalidException>(() => rehearsal.Run("{\"oficer\":\"amy\"}")).Pointer);
            }
        }
    }

    public static void HooksAreCopied()
    {
        var hooks = new Hooks { Now = () => new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        using (var engine = new Engine(hooks))
        {
            hooks.Now = null;
            Expect.Equal(2020, engine.Now().Year);
        }
        Expect.Throws<ArgumentOutOfRangeException>(() => new Engine(new Hooks { MemoryLimit = -1 }));
    }
}
